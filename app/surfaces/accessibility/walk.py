"""Walks the trees of all visible applications at once, level by level: a round trip a level, not a node."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.surfaces.accessibility.bus import Answer, Bus, Call
from app.surfaces.accessibility.nodes import (
    ACCESSIBLE,
    COMPONENT,
    ON_SCREEN,
    TABLE,
    TEXT,
    Node,
    Reference,
    box_of,
    is_shown,
    number_of,
    parent_of,
    reference_of,
    references_of,
    states_of,
    text_of,
)
from app.surfaces.accessibility.vocabulary import SCROLLED, Flag, Native, has

ROOT_PATH = "/org/a11y/atspi/accessible/root"
MOST_NODES = 2500
MOST_LEVELS = 60
MANY_CHILDREN = 250  # past this, only those that can be hit inside the container are asked for
MOST_BEYOND = 120  # of one container's children that are scrolled out
MOST_OPTIONS = 60
PROBES = 24
MOST_CELLS = 1500  # of a sheet, in sight
MOST_FILLED = 150


@dataclass(frozen=True, kw_only=True)
class Manner:
    """What an application's toolkit does and does not tell."""

    tells_showing: bool = True
    type_names: bool = False  # GTK 4: the name of an unnamed widget is that of its type


class Walker:
    """One look at the trees below some roots."""

    def __init__(self, bus: Bus, *, manners: dict[str, Manner], until_s: float) -> None:
        self._bus = bus
        self._manners = manners
        self._until_s = until_s
        self._count = 0

    def tops(self, references: Sequence[Reference]) -> list[Node]:
        """The windows that applications tell of, read, without what is in them."""
        return self._read([(None, top) for top in references])

    def walk(self, roots: Sequence[Node]) -> None:
        """Fills in `children`, all the way down, of roots that are read already."""
        level = list(roots)
        for _ in range(MOST_LEVELS):
            if not level or self._count > MOST_NODES:
                return
            nodes = self._read([(node, reference) for node in level for reference in node.inside])
            for node in nodes:
                if node.parent is not None:
                    node.parent.children.append(node)
            level = [node for node in nodes if not node.scrolled_out or _in_combo_box(node)]

    def chain(self, reference: Reference) -> Node | None:
        """One object with all that it lies in, each read; None when a link is missing."""
        up: list[Reference] = []
        at: Reference | None = reference
        while at is not None and len(up) < MOST_LEVELS:
            up.append(at)
            answer = self._ask([at.asks(ACCESSIBLE, "Parent")])[0]
            at = parent_of(answer)
            if at is not None and at.path == ROOT_PATH:
                break
        node: Node | None = None
        for one in reversed(up):
            found = self._read([(node, one)], hidden_too=True)
            if not found:
                return None
            if node is not None:
                node.children.append(found[0])
            node = found[0]
        return node

    def _ask(self, calls: Sequence[Call]) -> list[Answer]:
        return self._bus.ask_all(calls, self._until_s)

    def _read(self, links: Sequence[tuple[Node | None, Reference]], *, hidden_too: bool = False) -> list[Node]:
        """Those of the objects that are in sight, or would be by scrolling; three round trips for all, of which the
        first asks the least: most of what closed menus hold is not in sight."""
        told = self._ask([reference.call(ACCESSIBLE, "GetState") for _, reference in links])
        wanted: list[Node] = []
        hidden: Counter[int] = Counter()
        for (parent, reference), answer in zip(links, told, strict=True):
            states = states_of(answer)
            if states is None or has(states, Flag.DEFUNCT):
                continue
            node = Node(reference=reference, parent=parent, states=states)
            if not self._is_shown(node) and not hidden_too:
                if parent is None or hidden[id(parent)] >= _most_hidden(parent):
                    continue
                hidden[id(parent)] += 1
                node.scrolled_out = True
            wanted.append(node)
        self._fill_in(wanted)
        self._count += len(wanted)
        return wanted

    def _is_shown(self, node: Node) -> bool:
        manner = self._manners.get(node.reference.peer, Manner())
        inside_hidden = node.parent is not None and node.parent.scrolled_out
        return not inside_hidden and is_shown(node.states, tells_showing=manner.tells_showing)

    def _fill_in(self, nodes: Sequence[Node]) -> None:
        calls = [
            call
            for node in nodes
            for call in (
                node.reference.call(ACCESSIBLE, "GetRole"),
                node.reference.asks(ACCESSIBLE, "Name"),
                node.reference.extents(),
                node.reference.asks(ACCESSIBLE, "ChildCount"),
            )
        ]
        answers = iter(self._ask(calls))
        counts: list[int] = []
        for node in nodes:
            node.role = int(number_of(next(answers)) or 0)
            node.name = text_of(next(answers))
            node.box = box_of(next(answers))
            counts.append(int(number_of(next(answers)) or 0))
        few = [node for node, count in zip(nodes, counts, strict=True) if 0 < count <= MANY_CHILDREN]
        told = self._ask([node.reference.call(ACCESSIBLE, "GetChildren") for node in few])
        for node, answer in zip(few, told, strict=True):
            node.inside = references_of(answer)
        for node, count in zip(nodes, counts, strict=True):
            if count > MANY_CHILDREN:
                node.inside = self._children_in_sight(node)

    def _children_in_sight(self, node: Node) -> list[Reference]:
        """Of a container with very many children: those between the first and the last that its box shows."""
        if node.box is None:
            return []
        left, right = node.box.left + 6, node.box.right - 6
        step = max(1, node.box.height // PROBES)
        points = [(x, y) for y in range(node.box.top + 2, node.box.bottom, step) for x in (left, right)]
        hits = self._ask(
            [node.reference.call(COMPONENT, "GetAccessibleAtPoint", "iiu", x, y, ON_SCREEN) for x, y in points]
        )
        references = {hit for answer in hits if (hit := reference_of(answer)) is not None and hit != node.reference}
        ordered = sorted(references, key=lambda one: one.path)
        answers = self._ask([one.call(ACCESSIBLE, "GetIndexInParent") for one in ordered])
        indexes = [int(number) for answer in answers if (number := number_of(answer)) is not None and number >= 0]
        if not indexes:
            return ordered
        if node.role == Native.TABLE and max(indexes) - min(indexes) > 2 * MANY_CHILDREN:
            return self._cells_in_sight(node, min(indexes), max(indexes))
        wanted = range(min(indexes), min(max(indexes) + 1, min(indexes) + 2 * MANY_CHILDREN))
        got = self._ask([node.reference.call(ACCESSIBLE, "GetChildAtIndex", "i", index) for index in wanted])
        return [child for answer in got if (child := reference_of(answer)) is not None]

    def _cells_in_sight(self, sheet: Node, first: int, last: int) -> list[Reference]:
        """Of a sheet with more cells than anyone could ask for: those that hold something, and the active one.

        first, last: the indexes of the cells in the corners of what its box shows.
        """
        corners = [
            sheet.reference.call(TABLE, method, "i", index)
            for method in ("GetRowAtIndex", "GetColumnAtIndex")
            for index in (first, last)
        ]
        top, bottom, left, right = (int(number_of(answer) or 0) for answer in self._ask(corners))
        spots = [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)][:MOST_CELLS]
        got = self._ask([sheet.reference.call(TABLE, "GetAccessibleAt", "ii", *spot) for spot in spots])
        cells = [cell for answer in got if (cell := reference_of(answer)) is not None]
        asked = [
            one for cell in cells for one in (cell.call(ACCESSIBLE, "GetState"), cell.asks(TEXT, "CharacterCount"))
        ]
        answers = self._ask(asked)
        active = [has(states_of(answer) or 0, Flag.FOCUSED) for answer in answers[::2]]
        filled = [bool(number_of(answer)) for answer in answers[1::2]]
        held = [cell for cell, is_active in zip(cells, active, strict=True) if is_active]
        written = [cell for cell, is_filled in zip(cells, filled, strict=True) if is_filled and cell not in held]
        return held + written[:MOST_FILLED]


def _most_hidden(parent: Node) -> int:
    """How many children out of sight are kept, without a look inside."""
    if _in_combo_box(parent):
        return MOST_OPTIONS
    return MOST_BEYOND if parent.role in SCROLLED else 0


def _in_combo_box(node: Node) -> bool:
    """A drop-down's own list, closed: its items are the options."""
    return node.role == Native.COMBO_BOX or any(one.role == Native.COMBO_BOX for one in node.above())
