"""What a place may be called otherwise, where it is not found as it was read; whether what was found says it all."""

from dataclasses import replace

from grounding.screen import Candidate, Element, Look, Missed, Query, Role, Target, Window
from planner.likeness import plain

_PRESSED = frozenset({Role.BUTTON, Role.ICON_BUTTON, Role.MENU, Role.MENU_ITEM})
_SHOWN = _PRESSED | {Role.TEXT, Role.LABEL}
_SIZED, _PICTURE = frozenset({"scale", "resize"}), frozenset({"image", "picture", "photo"})
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def other_names(query: Query) -> tuple[Query, ...]:
    """The likeliest first."""
    others = (_as_name(query) or _as_drawn(query), _as_choice(query), *_as_resizing(query))
    return tuple(other for other in others if other is not None)


def says_all(query: Query, element: Element) -> bool:
    """Whether the words that narrow a place down stand on what was found, so that they belong to its name.

    >>> from grounding.geometry import Box
    >>> from grounding.screen import ScreenText
    >>> tab = Element(id="e", box=Box(0, 0, 9, 9), role=Role.TAB, text=ScreenText("Files"), found_by="structure")
    >>> says_all(Query(text="all files", narrowing=("all",)), tab), says_all(Query(text="files"), tab)
    (False, True)
    """
    shown = plain(f"{element.text} {element.hint} {element.value}").split()
    return all(word in shown for word in query.narrowing)


def is_other(query: Query, element: Element, look: Look) -> bool:
    """Whether what was found is surely not what is meant."""
    sized = bool(_as_resizing(query)) and not any(word in plain(element.text) for word in (*_SIZED, "size"))
    return sized or not says_all(query, element) or _is_no_field(query, element, look)


def _is_no_field(query: Query, element: Element, look: Look) -> bool:
    """Whether a field is asked for, and this is none: a button, as the application itself tells, or as its name has the
    value in it ("Tab width: 4" at a window's edge); a cell of a table that says something else; the document itself;
    what is not called so and lies beside the dialog in front."""
    if query.role is not Role.TEXT_FIELD or look.surroundings.address:
        return False
    wanted, said = plain(query.text), plain(element.text)
    with_value = said.startswith(f"{wanted}:") and not said.endswith(":")
    pressed = (element.role in _PRESSED and bool(element.handle)) or (with_value and element.role in _SHOWN)
    front = look.surroundings.active_window
    elsewhere = front is not None and not front.box.contains(element.box.center) and bool(wanted) and wanted not in said
    is_document = element.role is Role.TEXT_AREA and not said and bool(wanted) and _fills(element, front)
    return (
        pressed or elsewhere or is_document or (element.role is Role.CELL and bool(element.handle) and said != wanted)
    )


def _fills(element: Element, window: Window | None) -> bool:
    return window is not None and element.box.area > window.box.area // 2


def not_so_narrow(query: Query, found: Target) -> Missed:
    nearest = (Candidate(element=found.element, point=found.point, score=found.score), *found.runners_up)
    return Missed(screenshot_id=found.screenshot_id, query=query, nearest=nearest)


def _as_name(query: Query) -> Query | None:
    """ "Second page" may be the second of several pages, or what a link is called: here, the latter.

    >>> _as_name(Query(text="page", ordinal=2)).text
    'second page'
    """
    number = query.ordinal
    if number is None or not query.text or not (number == -1 or 1 <= number <= len(_ORDINALS)):
        return None
    word = "last" if number == -1 else _ORDINALS[number - 1]
    return replace(query, text=f"{word} {query.text}", ordinal=None)


def _as_drawn(query: Query) -> Query | None:
    """What is quoted may be how a control looks and not what stands on it: "x" is what a cross is called.

    >>> _as_drawn(Query(text="x", exact=True)).exact, _as_drawn(Query(text="7", exact=True))
    (False, None)
    """
    is_sign = len(query.text) == 1 and (not query.text.isalnum() or query.text in "xX")
    return replace(query, exact=False) if query.exact and is_sign else None


def _as_resizing(query: Query) -> tuple[Query, ...]:
    """An entry of menus may leave out that it is the image which gets another size.

    >>> [other.text for other in _as_resizing(Query(text="scale image", role=Role.MENU_ITEM))]
    ['resize', 'scale']
    """
    words = plain(query.text).split()
    if query.role is not Role.MENU_ITEM or len(words) != 2 or words[0] not in _SIZED or words[1] not in _PICTURE:
        return ()
    return tuple(replace(query, text=text) for text in sorted(_SIZED))


def _as_choice(query: Query) -> Query | None:
    """What is turned on may be one of several that exclude each other."""
    return replace(query, role=Role.RADIO) if query.role is Role.CHECKBOX and query.text else None
