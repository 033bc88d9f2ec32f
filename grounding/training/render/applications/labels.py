"""From what applications tell and what is read in the pixels to the truth of a picture; the doubtful does not count."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import groupby

import numpy as np
from rapidfuzz import fuzz

from app.surfaces.desktop.ports import DesktopWindow
from grounding.evidence import drawn, sane, shifted, squeezed
from grounding.geometry import Box
from grounding.screen import Element, ElementId, FoundBy, Pixels, Role, State
from grounding.text_reader.lines import Line, Word
from grounding.training.render.applications.blobs import FAINT, edges, frame_around, is_frame, mark_before, small_blobs
from grounding.training.render.cover import Truth, in_sight
from grounding.training.render.qt.settle import ink_of
from grounding.training.render.sample import Labelled, TextLine

DROPPED = frozenset({Role.LABEL, Role.TEXT, Role.HEADING, Role.GROUP, Role.TITLE_BAR})
"""Their text is among the lines; the rest of them is layout."""
NAMED = frozenset({Role.BUTTON, Role.MENU_ITEM, Role.TAB, Role.LINK, Role.HEADER, Role.OPTION})
HOLD_DRAWINGS = frozenset(
    {
        *(Role.BUTTON, Role.ICON_BUTTON, Role.MENU_ITEM, Role.TAB, Role.LIST_ITEM, Role.CELL, Role.TREE_ITEM),
        *(Role.OPTION, Role.DROPDOWN, Role.TEXT_FIELD, Role.HEADER),
    }
)
IN_LISTS = frozenset({Role.CELL, Role.LIST_ITEM, Role.TREE_ITEM, Role.ROW})
LARGE = frozenset(
    {
        *(Role.WINDOW, Role.DIALOG, Role.DOCUMENT, Role.LIST, Role.TABLE, Role.TEXT_AREA, Role.GROUP, Role.MENU),
        *(Role.TOOLBAR, Role.MENU_BAR, Role.ROW),
    }
)
HIGHEST_ENTRY = 60
LARGEST_IN_LISTS = 50
LEAST_TOOL = 24
LEAST_TOLD = 3
WIDENED = frozenset(
    {
        *(Role.WINDOW, Role.DIALOG, Role.BUTTON, Role.ICON_BUTTON, Role.TEXT_FIELD, Role.DROPDOWN, Role.SPINNER),
        *(Role.TEXT_AREA,),
    }
)
FLAT = frozenset({Role.BUTTON, Role.ICON_BUTTON})
FLAT_PADDING = 5
LEAST_LIKENESS = 65
SHORT = 2
"""Letters."""
MOST_DOUBTFUL = 0.3
LEAST_ELEMENTS = 6


@dataclass(frozen=True, kw_only=True)
class Rejected:
    """Why a picture is not used."""

    reason: str


def truth_of(
    pixels: Pixels,
    told: Sequence[Element],
    windows: Sequence[DesktopWindow],
    lines: Sequence[Line],
    *,
    padded: bool = False,
) -> Truth | Rejected:
    """padded: the toolkit tells controls without what lies between their content and their frame (GTK 4)."""
    screen = Box(0, 0, pixels.shape[1], pixels.shape[0])
    read = [_as_element(line) for line in lines]
    elements = [one for element in shifted(told, read) if (one := sane(element, screen))]
    elements = [one for one, shows in zip(elements, drawn(elements, pixels), strict=True) if shows]
    elements = [one for one in elements if one.role not in DROPPED]
    edge = edges(pixels)
    outers = {str(window.id): window.outer.clipped(screen) for window in windows}
    faint = edges(pixels, least=FAINT)
    elements = [
        replace(one, box=_whole(one, faint, outers, padded=padded)) if one.role in WIDENED else one for one in elements
    ]
    lines = [part for line in lines for part in _parted(line, elements)]
    lines += [sign for one in elements if (sign := _unread_sign(one, pixels, lines)) is not None]
    doubtful = [one for one in elements if _is_elsewhere(one, lines)]
    named = [one for one in elements if one.role in NAMED and len(squeezed(one.text)) >= 3]
    if len(doubtful) > MOST_DOUBTFUL * max(3, len(named)):
        return Rejected(reason=f"{len(doubtful)} of {len(named)} names are read in other places")
    short = [line for line in lines if _is_short(line) and not _is_borne_out(line, elements)]
    lines = [line for line in lines if line not in short]
    merged = [line for line in lines if _spans_several(line, elements)]
    untold = _untold(windows, told)
    lines = [line for line in lines if line not in merged and not any(box.contains(line.box.center) for box in untold)]
    truth = Truth(lines=[TextLine(box=line.box, text=_name_for(line, elements)) for line in lines])
    truth.ignore += [*(line.box for line in merged), *(box.clipped(screen) for box in untold)]
    seen: set[tuple[Box, Role]] = set()
    for one in elements:
        if one in doubtful:
            truth.ignore.append(one.box)
            continue
        entry = one.role is Role.MENU and one.box.height < HIGHEST_ENTRY
        if one.role in LARGE and not entry and _is_cut(one, windows):
            continue
        labelled = _labelled(one, pixels, edge, lines)
        if labelled is None:
            if one.role not in LARGE and one.box.area < 40_000:
                truth.ignore.append(one.box.grown(10 if one.role is Role.TAB else 0))
        elif (labelled.box, labelled.role) not in seen:
            seen.add((labelled.box, labelled.role))
            truth.elements.append(labelled)
    if len(truth.elements) < LEAST_ELEMENTS:
        return Rejected(reason=f"only {len(truth.elements)} elements")
    _add_frames(truth, windows, screen)
    truth.ignore += [line.box for line in short]  # an icon, or a sign that is text
    _add_drawings(truth, pixels, edge, [line.box for line in (*merged, *short)])
    _ignore_the_untold(truth, edge, windows)
    return truth


def _whole(one: Element, edge: np.ndarray, outers: Mapping[str, Box], *, padded: bool) -> Box:
    """A window with its frame; a control with its padding, up to the frame that is drawn, or as much as is usual."""
    if one.role in {Role.WINDOW, Role.DIALOG}:
        outer = outers.get(one.window, one.box)
        return outer if one.box.iou(outer) > 0.8 else one.box
    if not padded:
        return one.box
    return frame_around(edge, one.box) or (one.box.grown(FLAT_PADDING) if one.role in FLAT else one.box)


def _parted(line: Line, elements: Sequence[Element]) -> list[Line]:
    """The line, parted where its words belong to different controls."""
    if not _spans_several(line, elements) or len(line.words) < 2:
        return [line]
    holders = [one.box.grown(2) for one in elements if one.role in HOLD_DRAWINGS]

    def holder(word: Word) -> Box | None:
        return min((box for box in holders if box.contains(word.box.center)), key=lambda box: box.area, default=None)

    return [
        replace(line, box=reduce(Box.joined, (word.box for word in words)), text=" ".join(word.text for word in words))
        for words in (tuple(group) for _, group in groupby(line.words, key=holder))
    ]


def _unread_sign(one: Element, pixels: Pixels, lines: Sequence[Line]) -> Line | None:
    """The one letter or sign on a key, which is hard to read: the application says which it is."""
    if one.role is not Role.BUTTON or not 0 < len(one.text.strip()) <= SHORT or _inside(one.box, lines):
        return None
    ink = ink_of(pixels, one.box.grown(-5), margin=0)
    if ink is None or ink.height > LARGEST_IN_LISTS or ink.width > 2 * LARGEST_IN_LISTS:
        return None
    return Line(box=ink, text=one.text, confidence=1.0)


def _spans_several(line: Line, elements: Sequence[Element]) -> bool:
    """Read across the borders of things that stand side by side."""
    met = [one.box for one in elements if one.role in HOLD_DRAWINGS and one.box.clipped(line.box).area]
    return not any(line.box.share_inside(box.grown(4)) > 0.9 for box in met) and len(met) > 1


def _as_element(line: Line) -> Element:
    return Element(id=ElementId(""), box=line.box, role=Role.TEXT, text=line.text, found_by=FoundBy.TEXT)


def _inside(box: Box, lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.box.share_inside(box) > 0.6]


def _is_short(line: Line) -> bool:
    return sum(letter.isalnum() for letter in line.text) <= SHORT


def _is_borne_out(line: Line, elements: Sequence[Element]) -> bool:
    """Icons are read as a letter or two now and then; a control of that name around it makes the letter believable."""
    text = squeezed(line.text)
    around = [one for one in elements if one.role not in LARGE and line.box.share_inside(one.box) > 0.6]
    return any(text and text in squeezed(one.text + one.value) for one in around)


def _is_elsewhere(one: Element, lines: Sequence[Line]) -> bool:
    """Its name is read on the screen, but not in its box, where something else or nothing is read."""
    name = squeezed(one.text)
    if one.role not in NAMED or len(name) < 3:
        return False
    inside = squeezed(" ".join(line.text for line in _inside(one.box.grown(3), lines)))
    if fuzz.partial_ratio(name, inside) >= LEAST_LIKENESS:
        return False
    return bool(inside) and any(squeezed(line.text) == name for line in lines)


def _name_for(line: Line, elements: Sequence[Element]) -> str:
    """The application's own spelling of what was read, where the two are much alike."""
    around = [one for one in elements if one.text and line.box.share_inside(one.box) > 0.9]
    if around:
        nearest = min(around, key=lambda one: one.box.area)
        if fuzz.ratio(squeezed(nearest.text), squeezed(line.text)) > 80:
            return str(nearest.text)
    return str(line.text)


def _untold(windows: Sequence[DesktopWindow], told: Sequence[Element]) -> list[Box]:
    """What is in sight of windows that tell nothing of what is in them."""
    told_of = Counter(one.window for one in told if one.role not in {Role.WINDOW, Role.DIALOG})
    popups = {str(window.id) for window in windows if window.popup}
    telling = {window for window, count in told_of.items() if count >= LEAST_TOLD or window in popups}
    boxes: list[Box] = []
    for position, window in enumerate(windows):
        if str(window.id) not in telling:
            boxes += in_sight(window.outer, [other.outer for other in windows[position + 1 :]])
    return boxes


def _is_cut(one: Element, windows: Sequence[DesktopWindow]) -> bool:
    """Whether a window above its own touches it, so that its box is but a part of it."""
    position = next((index for index, window in enumerate(windows) if str(window.id) == one.window), len(windows))
    return any(window.outer.clipped(one.box.grown(1)).area for window in windows[position + 1 :])


def _labelled(one: Element, pixels: Pixels, edge: np.ndarray, lines: Sequence[Line]) -> Labelled | None:
    """None for what the pixels do not bear out."""
    role, box = one.role, one.box
    inside = _inside(box, lines)
    match role:
        case Role.CHECKBOX | Role.RADIO:
            own = [line for line in inside if line.box.left > box.left + 6]
            left = min((line.box.left for line in own), default=box.right)
            mark = mark_before(pixels, box, left)
            if inside and not own:
                return None
            if mark is not None and not own and (min(box.width, box.height) >= LEAST_TOOL or not is_frame(edge, mark)):
                # A button in a tool bar that stays pressed says that it is a check box.
                return Labelled(box=box, role=Role.ICON_BUTTON, state=one.state, text=one.text)
            return Labelled(box=mark, role=role, state=one.state, text=one.text) if mark is not None else None
        case Role.SWITCH:
            if not 1.3 <= box.width / box.height <= 3.5:
                return None
        case Role.BUTTON | Role.ICON_BUTTON:
            role = Role.BUTTON if inside else Role.ICON_BUTTON
            if role is Role.ICON_BUTTON and not 0.3 < box.width / box.height < 4:
                return None
        case Role.MENU:
            role = Role.MENU_ITEM if box.height < HIGHEST_ENTRY else Role.MENU
        case Role.LINK | Role.MENU_ITEM:
            if not inside:
                return None
        case Role.TAB:  # GTK tells the label alone
            if inside and box.height < 1.9 * max(line.box.height for line in inside):
                return None
        case Role.IMAGE:
            tight = ink_of(pixels, box) if min(box.width, box.height) < 100 else box
            return Labelled(box=tight, role=role, text=one.text) if tight is not None else None
        case Role.CELL | Role.LIST_ITEM | Role.TREE_ITEM:
            if one.text and ink_of(pixels, box.grown(-2), margin=0) is None:
                return None
        case Role.SCROLLBAR:
            if min(box.width, box.height) > 30 or ink_of(pixels, box, least=8, margin=0) is None:
                return None
        case Role.TEXT_FIELD | Role.SPINNER | Role.DROPDOWN | Role.SLIDER | Role.PROGRESS:
            if ink_of(pixels, box, least=6) is None:
                return None
    text = "" if State.SECRET in one.state else str(one.text)
    return Labelled(box=box, role=role, state=one.state, text=text)


def _add_frames(truth: Truth, windows: Sequence[DesktopWindow], screen: Box) -> None:
    """Title bars of the window manager, as far as in sight. What stands in them is not told."""
    for position, window in enumerate(windows):
        if window.popup or window.box.top - window.outer.top < 8:
            continue
        bar = Box(window.outer.left, window.outer.top, window.outer.right, window.box.top).clipped(screen)
        if bar.height < 8 or any(bar.clipped(other.outer).area for other in windows[position + 1 :]):
            continue
        truth.elements.append(Labelled(box=bar, role=Role.TITLE_BAR, text=window.title))


def _add_drawings(truth: Truth, pixels: Pixels, edge: np.ndarray, merged: Sequence[Box]) -> None:
    """Icons in buttons, entries and rows: ink that is no text."""
    texts = [*(line.box.grown(2) for line in truth.lines), *merged]
    marks = [one.box.grown(2) for one in truth.elements if one.role in {Role.CHECKBOX, Role.RADIO, Role.SWITCH}]
    known = [one.box for one in truth.elements if one.role is Role.IMAGE]
    for one in list(truth.elements):
        if one.role not in HOLD_DRAWINGS:
            continue
        inner = one.box.grown(-4 if one.role in {Role.BUTTON, Role.ICON_BUTTON, Role.TEXT_FIELD, Role.DROPDOWN} else -1)
        if inner.width < 6 or inner.height < 6:
            continue
        near = [box.moved(-inner.left, -inner.top) for box in (*texts, *marks) if box.clipped(inner).area]
        for blob in small_blobs(edge[inner.top : inner.bottom, inner.left : inner.right], near, joined=5):
            box = blob.moved(inner.left, inner.top)
            if not 0.33 < box.width / box.height < 3.2 or any(box.iou(other) > 0.3 for other in known):
                continue
            if any(box.contains(line.box.center) for line in truth.lines):
                continue  # a frame around text
            tight = ink_of(pixels, box, margin=1) or box
            touches = tight.left <= inner.left or tight.right >= inner.right
            odd = one.role in IN_LISTS and (tight.height > LARGEST_IN_LISTS or is_frame(edge, tight))
            if touches or tight.height < 4 or odd:
                truth.ignore.append(box)
                continue
            known.append(tight)
            truth.elements.append(Labelled(box=tight, role=Role.IMAGE))
        if one.role is Role.ICON_BUTTON and not any(box.share_inside(one.box) > 0.9 for box in known):
            truth.ignore.append(inner)  # a dot, a dash: too little to tell what it is


def _ignore_the_untold(truth: Truth, edge: np.ndarray, windows: Sequence[DesktopWindow]) -> None:
    """Small drawings that nobody tells of would count as nothing at all, and are something."""
    covered = [line.box.grown(2) for line in truth.lines]
    covered += [one.box.grown(1) for one in truth.elements if one.role is Role.IMAGE]
    others = [one.box for one in truth.elements if one.role not in LARGE | IN_LISTS | {Role.SPINNER, Role.SLIDER}]
    for blob in small_blobs(edge, covered):
        if any(blob.share_inside(box) > 0.5 for box in others):
            continue
        if any(window.outer.contains(blob.center) for window in windows):
            truth.ignore.append(blob.grown(2))
