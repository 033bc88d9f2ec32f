"""The fields of a form as a person sees them, each with the words that label it, and the form's own button."""

from dataclasses import dataclass, replace

from grounding.geometry import Box
from grounding.screen import Element, Look, ParsedScreen, Query, Role, ScreenText, Target
from planner.likeness import plain

_FIELDS = frozenset({Role.TEXT_FIELD, Role.TEXT_AREA, Role.SPINNER})
_WORDS = frozenset({Role.TEXT, Role.LABEL, Role.HEADER, Role.CELL, Role.HEADING})
_OPENS_CHOICES = frozenset({Role.LINK, Role.BUTTON, Role.DROPDOWN})
_NEAR = 3
_FAR = 12
_WITHIN = 0.8
_TOUCH = 4
_BESIDE = 60
"""A button that ends so far to the left of a form belongs to what stands beside it."""


@dataclass(frozen=True, kw_only=True)
class Field:
    element: Element
    label: str


def fields(screen: ParsedScreen, kinds: frozenset[Role] = _FIELDS) -> tuple[Field, ...]:
    """Top to bottom. By sight a frame around a field or a cell of a table may be taken for one, so the innermost and
    the empty ones count; none of them where a structure tells its fields."""
    found = [e for e in screen.elements if e.role in kinds and e.enabled]
    found = [e for e in found if e.handle] or [e for e in found if not e.value or e.role not in _FIELDS] or found
    screen = _with_words(screen, found)
    inmost = [e for e in found if not any(o.id != e.id and e.box.encloses(o.box) for o in found)]
    inmost.sort(key=lambda e: (e.box.top, e.box.left))
    if inmost and _labelled_below(inmost, screen):
        return tuple(Field(element=e, label=_spoken(_word_below(e, screen))) for e in inmost)
    return tuple(Field(element=e, label=_label(e, screen)) for e in inmost)


def _with_words(screen: ParsedScreen, form: list[Element]) -> ParsedScreen:
    """By sight, a label between two fields may be taken for one that holds its words; here it is the words."""
    taken = {element.id for element in form}
    elements = tuple(
        replace(e, role=Role.TEXT, text=ScreenText(e.value), value=ScreenText(""), box=e.text_box or e.box)
        if e.role in _FIELDS and e.value and not (e.handle or e.text) and e.id not in taken
        else e
        for e in screen.elements
    )
    return replace(screen, elements=elements)


def heads(label: Element, field: Element) -> bool:
    """Whether the words stand where a field's label does: before it or right above it."""
    words, box = label.box, field.box
    before = box.top <= words.center.y < box.bottom and words.right <= box.left + _TOUCH
    return before or _is_above(words, box)


def chooser_of(label: Element, screen: ParsedScreen) -> Element | None:
    """What shows a choice and opens the list of choices, made of a link, a button or a mere box: the label's own."""
    if any(heads(label, e) for e in screen.elements if e.role in _FIELDS and e.handle):
        return None
    pressed = [e for e in screen.elements if e.role in _OPENS_CHOICES and e.enabled and heads(label, e)]
    pressed = [e for e in pressed if e.handle or not _is_piece(e, screen)]
    nearest = min(pressed, key=lambda e: (e.box.top >= label.box.bottom - _TOUCH, e.box.left), default=None)
    return nearest if nearest is not None and _labels(label, nearest, screen) else None


def _is_piece(element: Element, screen: ParsedScreen) -> bool:
    """By sight: a few letters of a longer line, taken for a link."""
    return any(
        e.role in _WORDS and len(e.text) > len(element.text) and element.box.share_inside(e.box) > _WITHIN
        for e in screen.elements
    )


def _labels(label: Element, control: Element, screen: ParsedScreen) -> bool:
    """Whether no other words stand between the two."""
    others = [e for e in screen.elements if e.role in _WORDS and e.text and e.id != label.id and heads(e, control)]
    return not any(_nearer(other.box, label.box, control.box) for other in others)


def _nearer(other: Box, label: Box, control: Box) -> bool:
    in_line = label.center.y >= control.top
    return other.left >= label.right and other.center.y >= control.top if in_line else other.top >= label.bottom


def labels_a_field(words: Element, screen: ParsedScreen) -> bool:
    return any(heads(words, e) for e in screen.elements if e.role in _FIELDS)


def _is_above(words: Box, field: Box) -> bool:
    in_column = words.left < field.right and words.right > field.left
    return in_column and 0 <= field.top - words.bottom + _TOUCH < _NEAR * field.height // 2


def _labelled_below(form: list[Element], screen: ParsedScreen) -> bool:
    """Labels stand below their fields where the first field has none before it or above, and the last one has."""
    first = form[0]
    if len(form) < 2 or first.text or first.hint:
        return False
    is_headed = any(heads(e, first) for e in screen.elements if _says(e))
    return not is_headed and all(_word_below(e, screen) is not None for e in form)


def _word_below(field: Element, screen: ParsedScreen) -> Element | None:
    box = field.box
    below = [
        e
        for e in screen.elements
        if _says(e) and e.box.left < box.right and e.box.right > box.left
        and 0 <= e.box.top - box.bottom + _TOUCH < box.height
    ]  # fmt: skip
    return min(below, key=lambda e: e.box.top, default=None)


def _says(element: Element) -> bool:
    """Words, whatever they are taken for by sight when they end in a colon."""
    return bool(element.text) and (element.role in _WORDS or element.text.rstrip().endswith(":")) and not element.value


def words_of(element: Element) -> str:
    """What is read on it: by sight, words in a frame may be taken for what a field holds."""
    text = element.text or ("" if element.handle else element.value)
    return plain(text).strip(" :*")


def _spoken(label: Element | None) -> str:
    return plain(label.text).strip(" :*") if label is not None else ""


def _label(field: Element, screen: ParsedScreen) -> str:
    if field.text or field.hint:
        return plain(field.text or field.hint).strip(" :*")
    words = [e for e in screen.elements if _says(e)]
    box = field.box
    reach = _FAR * box.height
    before = [
        e for e in words if box.top <= e.box.center.y < box.bottom and 0 <= box.left - e.box.right + _TOUCH < reach
    ]
    above = [e for e in words if _is_above(e.box, box)]
    nearest = max(before, key=lambda e: e.box.right, default=None) or max(
        above, key=lambda e: (e.box.bottom, -e.box.left), default=None
    )
    return _spoken(nearest)


def button_of(form: tuple[Field, ...], screen: ParsedScreen) -> Element | None:
    """The one button below or beside the last of the fields; None where there is none, or more than one."""
    last = max(form, key=lambda field: field.element.box.bottom).element.box
    left = min(field.element.box.left for field in form)
    after = [
        e
        for e in screen.elements
        if (e.role is Role.BUTTON or (e.role is Role.MENU_ITEM and not e.handle))
        and e.enabled
        and e.text
        and e.box.center.y > last.top
        and e.box.top < last.bottom + 200
        and e.box.right > left - _BESIDE
    ]
    return after[0] if len(after) == 1 else None


def aimed_at(element: Element, called: str, look: Look) -> Target:
    named = element if element.text else replace(element, text=ScreenText(called))
    return Target(
        screenshot_id=look.screenshot.id,
        query=Query(text=called, role=element.role),
        element=named,
        point=element.box.clipped(look.screenshot.box).center,
        score=1.0,
        why="its label says so",
    )
