"""What a surface says is there, made to fit what is seen: one element for each control, none that is not drawn.

Decision: structure gives roles, states and handles, pixels have the last word on what stands where. A name that the
structure alone knows stays as a hint when something else is written on the control, so that the gate judges what a
person would read.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from grounding.evidence import drawn, sane, shifted, squeezed
from grounding.geometry import Box
from grounding.overlaps import Boxes, Flags, areas_of, boxes_of, shared_areas
from grounding.screen import Element, ElementId, FoundBy, Role, Screenshot, ScreenText, State

_FIELDS = frozenset({Role.TEXT_FIELD, Role.SPINNER, Role.DROPDOWN})
_TEXTS = frozenset({Role.TEXT, Role.LABEL, Role.HEADING})
_CONTAINERS = frozenset(
    {
        Role.WINDOW,
        Role.DIALOG,
        Role.GROUP,
        Role.DOCUMENT,
        Role.TABLE,
        Role.LIST,
        Role.MENU,
        Role.MENU_BAR,
        Role.TOOLBAR,
        Role.TITLE_BAR,
        Role.SCROLLBAR,
        Role.IMAGE,
        Role.TEXT_AREA,
        Role.PROGRESS,
        Role.SLIDER,
    }
)
"""What text may stand in without being its name."""
_NEVER_NAMED = _CONTAINERS | _FIELDS | {Role.TEXT, Role.LABEL}
_RECORDS = frozenset({Role.ROW, Role.LIST_ITEM, Role.TREE_ITEM, Role.CELL, Role.OPTION})
_BORDERLESS = frozenset({Role.LINK, Role.TAB, Role.MENU_ITEM, Role.HEADER})
_SURE = 0.7
_SAME = 0.7
_SHORTEST_NAME, _FAR_APART = 3, 4
"""Letters of a name that stands in its field, and how far from it what the field holds begins; heights of a line."""
_SIGN = 2
"""Letters that an icon, or several side by side, may be taken for."""
_DROPS_DOWN = "▼▾⏷🔽⌄"
_SHEET = 4
"""From so many heights of the one sign in it on, a frame is no button."""
_ALIKE, _UNLIKE = 75.0, 45.0
"""Per cent of likeness from which two texts are one, and up to which they are clearly two."""

Shares = npt.NDArray[np.float32]


def fuse(structure: tuple[Element, ...], seen: tuple[Element, ...], screenshot: Screenshot) -> tuple[Element, ...]:
    """Structure that the pixels support, then what was seen besides; each in the order in which it came.

    seen: lines that were read (found_by TEXT) and, where there is a model for them, controls (found_by VISION).
    """
    whole = screenshot.box
    lines = [element for element in seen if element.found_by is FoundBy.TEXT]
    claimed = [fitting for element in shifted(structure, lines) if (fitting := sane(element, whole)) is not None]
    shown = drawn(claimed, screenshot.pixels)
    claimed = _merged([element for element, is_shown in zip(claimed, shown, strict=True) if is_shown])
    controls = claimed + _not_yet_known([element for element in seen if element.found_by is FoundBy.VISION], claimed)
    controls, lines = _with_lines(controls, lines)
    return _unique_ids([*controls, *lines])


# --- structure alone ----------------------------------------------------------------------------------------------


def _merged(elements: list[Element]) -> list[Element]:
    """Without texts that are the name of the control around them, and without twins."""
    first: dict[tuple[Box, Role, str], Element] = {}
    for element in elements:
        first.setdefault((element.box, element.role, element.text), element)
    elements = list(first.values())
    if not elements:
        return []
    names = [squeezed(element.text) for element in elements]
    within = _within(boxes_of(elements))
    leaf = _leaves(elements, within)
    nameable = np.array([element.role not in _NEVER_NAMED for element in elements])
    gone: set[int] = set()
    named: dict[int, ScreenText] = {}
    for at, element in enumerate(elements):
        if element.role not in _TEXTS:
            continue
        for around in np.flatnonzero(within[at] & nameable).tolist():
            if names[around] == names[at] or (not names[around] and leaf[around] and around not in named):
                if not names[around]:
                    named[around] = element.text
                gone.add(at)
                break
    return [
        replace(element, text=named[at]) if at in named else element
        for at, element in enumerate(elements)
        if at not in gone
    ]


def _leaves(elements: Sequence[Element], within: Flags) -> Flags:
    """For each element: whether no control (other than text) lies in it; in a field a button without words may."""
    controls = np.array([element.role not in _TEXTS and element.role is not Role.IMAGE for element in elements])
    signs = np.array([element.role is Role.ICON_BUTTON for element in elements])
    fields = np.array([element.role in _FIELDS for element in elements])
    leaves: Flags = ~(within[controls].any(axis=0) & ~fields | within[controls & ~signs].any(axis=0))
    return leaves


def _not_yet_known(seen: list[Element], claimed: list[Element]) -> list[Element]:
    """Controls that were seen and that the structure does not have."""
    containers = [element for element in claimed if element.role in _CONTAINERS]
    seen = [one for one in seen if not any(one.role is its.role and one.box.iou(its.box) > _SAME for its in containers)]
    leaves = [element for element in claimed if element.role not in _CONTAINERS]
    if not leaves or not seen:
        return seen
    inside = _shares_inside(boxes_of(seen), boxes_of(leaves))
    around = _shares_inside(boxes_of(leaves), boxes_of(seen)).T
    # A check mark's square or a drop-down's arrow is part of its control; a row or a number field has controls in it.
    whole = np.array([leaf.role not in _RECORDS | {Role.SPINNER} for leaf in leaves])
    known = ((inside >= 0.7) & (around >= 0.3)) | ((inside >= 0.5) & (around >= 0.5)) | ((inside >= 0.9) & whole)
    # What is around others, or has no border of its own, is a guess beside what the structure tells of the same place.
    guessed = np.array([element.role in _CONTAINERS | _RECORDS | _BORDERLESS for element in seen])
    known |= guessed[:, None] & ((inside >= 0.2) | (around >= 0.5))
    return [element for at, element in enumerate(seen) if not known[at].any()]


# --- structure and lines ------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _Held:
    """A control and the lines that stand in it, one at least."""

    element: Element
    lines: tuple[Element, ...]

    @property
    def text(self) -> str:
        return " ".join(" ".join(line.text.split()) for line in self.lines)

    @property
    def box(self) -> Box:
        """Around the lines."""
        box = self.lines[0].box
        for line in self.lines[1:]:
            box = box.joined(line.box)
        return box

    @property
    def rows(self) -> int:
        """How many lines stand one below another."""
        rows, bottom = 0, -1
        for box in sorted((line.box for line in self.lines), key=lambda box: box.center.y):
            if box.center.y >= bottom:
                rows, bottom = rows + 1, box.bottom
        return rows


def _with_lines(controls: list[Element], lines: list[Element]) -> tuple[list[Element], list[Element]]:
    """Controls corrected by the lines read in them, and the lines that are no part of a control."""
    if not controls or not lines:
        return controls, lines
    boxes = boxes_of(controls)
    inside = _shares_inside(boxes_of(lines), boxes)
    plain = _leaves(controls, _within(boxes)) & np.array([element.role not in _CONTAINERS for element in controls])
    names = [squeezed(element.text) for element in controls]
    holders = np.where((inside >= 0.6) & plain, areas_of(boxes), np.inf)
    for at in np.flatnonzero(np.isfinite(holders).sum(axis=1) > 1).tolist():
        own = [number for number in np.flatnonzero(np.isfinite(holders[at])).tolist() if names[number]]
        said = [number for number in own if names[number] == squeezed(lines[at].text)]
        if said:  # a list that covers a part of a button: the line is the entry's
            holders[at, [number for number in own if number not in said]] = np.inf
    is_held = np.isfinite(holders.min(axis=1)).tolist()
    held: dict[int, list[int]] = {}
    gone: set[int] = set()
    for at, nearest in enumerate(holders.argmin(axis=1).tolist()):
        if is_held[at]:
            held.setdefault(nearest, []).append(at)
        elif _said_by_others(lines[at], inside[at], controls, names) or _are_signs(lines[at], inside[at] * plain):
            gone.add(at)
    corrected: list[Element] = []
    crossed = _crossed(controls, lines, inside, plain)
    for number, element in enumerate(controls):
        of_it = held.get(number, [])
        if not of_it:
            corrected += [element] if number not in crossed else []
            continue
        fitted, swallowed = _fitted(_Held(element=element, lines=_in_rows([lines[at] for at in of_it])))
        if swallowed:
            gone.update(of_it)
        if fitted is not None:
            corrected.append(fitted)
    return corrected, [line for at, line in enumerate(lines) if at not in gone]


def _fitted(held: _Held) -> tuple[Element | None, bool]:
    """The control as the lines in it make it (None: it is not there), and whether the lines belong to it."""
    element = held.element
    if element.found_by is FoundBy.VISION:
        return _written_on(held)
    if element.role in _FIELDS:
        return replace(element, value=_content(held)), True
    read, name = squeezed(held.text), squeezed(element.text)
    if not name:
        if element.role in _RECORDS and len(held.lines) > 3:
            return element, False
        return replace(element, text=ScreenText(held.text)), True
    if read in name or name in read or fuzz.ratio(read, name) >= _ALIKE:
        return element, True
    if len(read) <= _SIGN:
        return element, True  # an icon that was taken for a letter
    sure = min(line.confidence for line in held.lines) >= _SURE
    if not sure or max(fuzz.partial_ratio(read, name), fuzz.ratio(read, squeezed(element.hint))) > _UNLIKE:
        return element, True
    if element.found_by is FoundBy.STRUCTURE and element.role in _TEXTS:
        return None, False
    hint = element.hint or element.text
    return replace(element, text=ScreenText(held.text), hint=hint), True


def _written_on(held: _Held) -> tuple[Element | None, bool]:
    """As `_fitted`, of a control that was only seen: it has no name but what is written on it."""
    element = held.element
    if element.role in _RECORDS and all(line.role is Role.LINK for line in held.lines):
        return None, False  # a row that was guessed around a link, which is what it looks like
    if element.role in _FIELDS and len(held.lines) > 1 and any(line.role is Role.LINK for line in held.lines):
        return replace(element, role=Role.GROUP), False  # nobody writes links into a field: it is a card
    if element.role is Role.BUTTON and len(held.text) == 1 and element.box.height > _SHEET * held.box.height:
        return None, False  # a sheet that a sign is drawn on
    if held.rows > (1 if element.role in _FIELDS else 3):
        return element, False  # a shape around several lines is a list or a panel, whatever it was taken for
    if element.role in (Role.BUTTON, Role.TEXT_FIELD) and len(held.text) > 2 and held.text[-1] in _DROPS_DOWN:
        chosen = ScreenText(held.text.rstrip(_DROPS_DOWN).rstrip())
        return replace(element, role=Role.DROPDOWN, value=chosen, text_box=held.box), True
    if element.role in _FIELDS and _names_itself(held):
        name, *rest = held.lines
        value = ScreenText(" ".join(line.text for line in rest))
        return replace(element, text=ScreenText(name.text.rstrip(" :")), value=value, text_box=name.box), True
    if element.role in _FIELDS:
        return replace(element, value=_content(held), text_box=held.box), True
    if element.role in _RECORDS and held.rows > 2:
        return None, False  # several entries of a list
    if element.role in _RECORDS and len(held.lines) > 3:
        return replace(element, text_box=held.box), False
    return replace(element, text=ScreenText(held.text), text_box=held.box), True


def _in_rows(lines: Sequence[Element]) -> tuple[Element, ...]:
    """Top to bottom, and from left to right what stands in one row."""
    rows: list[list[Element]] = []
    for line in sorted(lines, key=lambda line: line.box.center.y):
        if rows and line.box.center.y < rows[-1][0].box.bottom:
            rows[-1].append(line)
        else:
            rows.append([line])
    return tuple(line for row in rows for line in sorted(row, key=lambda line: line.box.left))


def _names_itself(held: _Held) -> bool:
    """Whether a field has its name at its left end and, far from it, what is chosen at its right end."""
    if held.element.role not in (Role.DROPDOWN, Role.TEXT_FIELD) or held.rows != 1 or len(held.lines) < 2:
        return False
    name, first = held.lines[:2]
    letters = sum(c.isalpha() for c in name.text)
    return letters >= _SHORTEST_NAME and first.box.left - name.box.right >= _FAR_APART * name.box.height


def _content(held: _Held) -> ScreenText:
    """What a field holds: what is read in it, unless it is its name, its hint, or secret."""
    element = held.element
    names = (squeezed(element.text), squeezed(element.hint))
    if element.value or State.SECRET in element.state or squeezed(held.text) in names:
        return element.value
    lines = [line for line in held.lines if squeezed(line.text) not in names]
    return ScreenText(
        " ".join(line.text for line in lines if len(letters := squeezed(line.text)) > 1 or letters.isalnum())
    )


def _said_by_others(line: Element, share_inside: Shares, controls: Sequence[Element], names: Sequence[str]) -> bool:
    """Whether a line only says what controls under it say: readers of text make one line of a row of controls."""
    under = [
        at for at in np.flatnonzero(share_inside > 0.04).tolist() if names[at] and controls[at].role not in _CONTAINERS
    ]
    if not under:
        return False
    under.sort(key=lambda at: controls[at].box.left)
    read = squeezed(line.text)
    if any(names[at] == read for at in under):
        return True
    return len(under) > 1 and fuzz.ratio(read, "".join(names[at] for at in under)) >= _ALIKE


def _are_signs(line: Element, share_inside: Shares) -> bool:
    """Whether a line of a letter or two is icons that stand side by side, each a control by itself."""
    return len(squeezed(line.text)) <= _SIGN and (share_inside > 0.1).sum() > 1 and share_inside.sum() >= 0.6


def _crossed(controls: Sequence[Element], lines: Sequence[Element], inside: Shares, leaf: Flags) -> set[int]:
    """Controls that cannot be seen: a line runs across their border and says something else."""
    names = [
        squeezed(element.text)
        if element.found_by is FoundBy.STRUCTURE and element.role not in _FIELDS | _RECORDS
        else ""
        for element in controls
    ]
    covered = inside * areas_of(boxes_of(lines))[:, None] / areas_of(boxes_of(controls))
    across = (inside < 0.6) & (covered >= 0.3) & leaf & np.array([len(name) > 1 for name in names])
    return {
        number
        for at, number in np.argwhere(across).tolist()
        if lines[at].confidence >= _SURE
        and len(squeezed(lines[at].text)) > _SIGN
        and fuzz.partial_ratio(names[number], squeezed(lines[at].text)) <= _UNLIKE
    }


# --- numbers ------------------------------------------------------------------------------------------------------


def _shares_inside(ones: Boxes, others: Boxes) -> Shares:
    """(n, m): how much of each of the n boxes lies in each of the m."""
    small = ones.astype(np.int32)
    shared = shared_areas(small, others.astype(np.int32))
    return np.asarray(shared / np.maximum(1, areas_of(small))[:, None].astype(np.float32), dtype=np.float32)


def _within(boxes: Boxes) -> Flags:
    """(n, n): whether each lies in each other that is larger, give or take two pixels."""
    left, top, right, bottom = boxes.astype(np.int32).T
    areas = (right - left) * (bottom - top)
    inside: Flags = left[:, None] >= left[None, :] - 2
    inside &= top[:, None] >= top[None, :] - 2
    inside &= right[:, None] <= right[None, :] + 2
    inside &= bottom[:, None] <= bottom[None, :] + 2
    inside &= areas[:, None] < areas[None, :]
    return inside


def _unique_ids(elements: Sequence[Element]) -> tuple[Element, ...]:
    """Ids as they came; the second of the same id gets a number."""
    seen: dict[str, int] = {}
    unique: list[Element] = []
    for element in elements:
        count = seen.get(element.id, 0)
        seen[element.id] = count + 1
        unique.append(element if not count else replace(element, id=ElementId(f"{element.id}~{count + 1}")))
    return tuple(unique)
