"""From nodes to elements: what is really in sight, called as a person would, in screenshot pixels."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.surfaces.accessibility.details import Details
from app.surfaces.accessibility.naming import called, name_of
from app.surfaces.accessibility.nodes import Node, is_in_sheet
from app.surfaces.accessibility.placing import Placement, as_popup, largest_in_sight
from app.surfaces.accessibility.vocabulary import (
    ONLY_NAMED,
    SCROLLED,
    TAKES_IN,
    Flag,
    Native,
    has,
    role_of,
    state_set,
)
from app.surfaces.desktop.ports import DesktopWindow
from grounding.geometry import Box
from grounding.screen import Element, ElementId, FoundBy, Frame, Role, ScreenText, State
from planner.sheets import cell_at

CLIPPING = SCROLLED | {49, 68}  # scroll panes and viewports: what they hold may be larger than they are
POPS_UP = frozenset({Native.MENU, Native.POPUP_MENU, Native.COMBO_BOX, Native.WINDOW, 64})
POPPED = frozenset({Native.POPUP_MENU, Native.WINDOW, 64})
SHOWS_ICONS = SCROLLED | {30, 38}  # and layered panes, as icon views are called
TEXT_ROLES = frozenset({Role.TEXT_FIELD, Role.TEXT_AREA})
LEAST_SIDE = 3  # pixels; thinner things are separators and leftovers


@dataclass(frozen=True, kw_only=True)
class Tree:
    """A top-level object with all below it, and where it lies. windows: of the whole display, lowest first.

    relative: GTK 4, which tells every box as if its window stood in the corner of the screen.
    """

    top: Node
    window: DesktopWindow
    placement: Placement
    windows: tuple[DesktopWindow, ...]
    relative: bool = False


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A node that is worth telling of, with its place in pixels."""

    node: Node
    role: Role
    name: str
    native: Box
    box: Box
    window: DesktopWindow
    options: tuple[str, ...] = ()
    chosen: str = ""


def seen_in(tree: Tree, frame: Frame) -> list[Seen]:
    """Everything in sight, in the order of the tree, the top-level object itself first."""
    found: list[Seen] = []
    for node in (tree.top, *tree.top.below()):
        role = _role(node, tree)
        if role is None or node.scrolled_out or node.box is None or _is_drawn_by_another(node, role):
            continue
        name = name_of(node, role, type_names=tree.relative)
        if _is_noise(node, role, name):
            continue
        if (placed := _in_sight(node, tree)) is None:
            continue
        native, window = placed
        box = to_pixels(native, frame)
        if min(box.width, box.height) < LEAST_SIDE:
            continue
        options, chosen = _options(node) if role is Role.DROPDOWN else ((), "")
        found.append(
            Seen(node=node, role=role, name=name, native=native, box=box, window=window, options=options, chosen=chosen)
        )
    return found


def scrolled_out_of(tree: Tree, frame: Frame) -> Iterable[Element]:
    """Named items of lists in sight that scrolling would bring."""
    for parent in (tree.top, *tree.top.below()):
        if parent.role not in SCROLLED or parent.box is None or not parent.children:
            continue
        around = tree.placement.native(parent.box)
        any_shown = False
        for node in parent.children:
            any_shown = any_shown or not node.scrolled_out
            role = _role(node, tree)
            if not node.scrolled_out or role is None or not node.name.strip():
                continue
            edge = around.bottom if any_shown else around.top - 1
            guess = Box(around.left, edge, around.right, edge + 1)
            told = tree.placement.native(node.box) if node.box is not None else guess
            native = guess if told.clipped(around).area else told
            yield Element(
                id=ElementId(node.reference.handle),
                box=to_pixels(native, frame),
                role=role,
                text=ScreenText(name_of(node, role, type_names=tree.relative)),
                state=state_set(node.role, node.states) - {State.FOCUSED},
                found_by=FoundBy.STRUCTURE,
                handle=node.reference.handle,
                window=str(tree.window.id),
            )


def element_of(seen: Seen, details: Details) -> Element:
    role, states = seen.role, seen.node.states
    state = state_set(seen.node.role, states)
    if not seen.window.active:
        state -= {State.FOCUSED}  # remembered by the window, but the keyboard is elsewhere
    if role in TEXT_ROLES and not has(states, Flag.EDITABLE):
        state |= {State.READ_ONLY}
    text, hint = called(role, seen.name, details)
    value = details.content
    if is_in_sheet(seen.node) and cell_at(seen.name) is not None:
        text, hint = value, seen.name
    if role is Role.DROPDOWN:
        label = details.label.strip().rstrip(":")
        value = seen.name if seen.name in seen.options or (label and seen.name != label) else seen.chosen
        text = label if value == seen.name else seen.name
        text = text or details.description
    if State.SECRET in state:
        value = ""
    if role is Role.BUTTON and not seen.name:
        role = Role.ICON_BUTTON
    return Element(
        id=ElementId(seen.node.reference.handle),
        box=seen.box,
        role=role,
        text=ScreenText(text),
        state=state,
        found_by=FoundBy.STRUCTURE,
        value=ScreenText(value),
        hint=ScreenText(hint),
        options=tuple(ScreenText(option) for option in seen.options),
        handle=seen.node.reference.handle,
        window=str(seen.window.id),
    )


def to_pixels(native: Box, frame: Frame) -> Box:
    left_top = frame.to_pixel(native.left, native.top)
    right_bottom = frame.to_pixel(native.right, native.bottom)
    return Box(left_top.x, left_top.y, right_bottom.x, right_bottom.y)


def _role(node: Node, tree: Tree) -> Role | None:
    role = role_of(node.role, node.states)
    if node is tree.top and role is None:
        return Role.MENU if tree.window.popup else Role.WINDOW
    if role in {Role.MENU_ITEM, Role.LIST_ITEM, Role.CELL} and any(
        one.role == Native.COMBO_BOX for one in node.above()
    ):
        return Role.OPTION
    if node.role == Native.ICON and (node.parent is None or node.parent.role not in SHOWS_ICONS):
        return Role.IMAGE
    if role is Role.BUTTON and node.role == Native.TOGGLE_BUTTON and not node.name and not node.children:
        return Role.SWITCH
    return role


def _is_drawn_by_another(node: Node, role: Role) -> bool:
    """Labels and pictures inside a button are the button; so is a button inside a button."""
    if role in {Role.LABEL, Role.IMAGE, Role.TEXT}:
        around = [one for one in node.above() if one.role != Native.MENU]
        if any(role_of(one.role, one.states) in TAKES_IN for one in around):
            return True
        # The one text of a list's item is the item; of several texts each counts by itself.
        items = [one for one in around if one.role in {Native.LIST_ITEM, Native.TABLE_CELL}]
        return any(name_of(one, Role.LIST_ITEM, type_names=False) == " ".join(node.name.split()) for one in items)
    if node.role == Native.TABLE_CELL:
        return node.parent is not None and node.parent.role == Native.TABLE_CELL
    return role is Role.BUTTON and any(role_of(one.role, one.states) is Role.BUTTON for one in node.above())


def _is_noise(node: Node, role: Role, name: str) -> bool:
    """Layout, separators, empty cells of a list that is laid out as a table, GTK 4's tooltips (told somewhere else)."""
    if any(one.name == "GtkTooltipWindow" for one in node.above()):
        return True
    if role in ONLY_NAMED or role in {Role.MENU_ITEM, Role.IMAGE}:
        return not name
    return role is Role.CELL and not name and node.parent is not None and node.parent.role == Native.TREE_TABLE


def _options(node: Node) -> tuple[tuple[str, ...], str]:
    items = [one for one in node.below() if one.name and role_of(one.role, one.states) in OPTION_ROLES]
    chosen = next((one.name for one in items if has(one.states, Flag.SELECTED)), "")
    return tuple(dict.fromkeys(one.name for one in items)), chosen


OPTION_ROLES = frozenset({Role.MENU_ITEM, Role.LIST_ITEM, Role.CELL})


def _in_sight(node: Node, tree: Tree) -> tuple[Box, DesktopWindow] | None:
    """The part of a node that can be seen, in native coordinates, and the window that shows it."""
    if node.box is None:
        return None
    placement, window = _placed(node, tree)
    whole = placement.native(node.box)
    box = whole
    if not window.popup:
        for one in node.above():
            if one.role in CLIPPING and one.box is not None:
                box = box.clipped(placement.native(one.box))
    box = box.clipped(window.outer)
    if not box.area or (box.area * 3 < whole.area and box.area < 400):
        return None
    position = next(index for index, one in enumerate(tree.windows) if one is window)
    covers = [one.outer for one in tree.windows[position + 1 :]]
    left = largest_in_sight(box, covers)
    return (left, window) if left is not None else None


def _placed(node: Node, tree: Tree) -> tuple[Placement, DesktopWindow]:
    """What pops up hangs below its menu in the tree, but lies in a window of its own on the screen."""
    if tree.placement.scale != 1.0 and any(_is_native_document(one, tree) for one in (node, *node.above())):
        return Placement(), tree.window
    popups = [one for one in tree.windows if one.popup and one.pid == tree.window.pid]
    if not popups or node.box is None:
        return tree.placement, tree.window
    if tree.relative:
        for one in (node, *node.above()):
            for popup in popups:
                if one.box is not None and (placement := as_popup(one.box, popup, tree.placement.scale)) is not None:
                    return placement, popup
        return tree.placement, tree.window
    if node.role in POPPED or any(one.role in POPS_UP for one in node.above()):
        middle = tree.placement.native(node.box).center
        for popup in reversed(popups):
            if popup.outer.contains(middle):
                return tree.placement, popup
    return tree.placement, tree.window


def _is_native_document(node: Node, tree: Tree) -> bool:
    """A browser on a scaled display tells its own controls in units of the application, but a page's in pixels.

    Then the page does not fit where the part of the window is that holds it, until that is scaled.
    """
    if role_of(node.role, node.states) is not Role.DOCUMENT or node.box is None:
        return False
    holder = next((one.box for one in node.above() if one.box is not None), None)
    if holder is None or holder.grown(2).encloses(node.box):
        return False
    return tree.placement.native(holder).grown(4).encloses(node.box)


def with_one_focus(elements: Sequence[Element]) -> tuple[Element, ...]:
    """Only one has the keyboard. Of several that say so (a tab and the field in it) a field, else the smallest."""
    focused = [one for one in elements if State.FOCUSED in one.state]
    if len(focused) < 2:
        return tuple(elements)
    real = min(focused, key=lambda one: (one.role not in TEXT_ROLES, one.box.area))
    return tuple(
        one if one is real or State.FOCUSED not in one.state else replace(one, state=one.state - {State.FOCUSED})
        for one in elements
    )
