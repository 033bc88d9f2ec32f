"""What a place may be called otherwise, where it is not found as it was read; whether what was found says it all."""

from dataclasses import replace

from grounding.screen import Candidate, Element, Missed, Query, Role, Target
from planner.likeness import plain

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def other_names(query: Query) -> tuple[Query, ...]:
    """The likeliest first."""
    others = (_as_name(query) or _as_drawn(query), _as_choice(query))
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


def _as_choice(query: Query) -> Query | None:
    """What is turned on may be one of several that exclude each other."""
    return replace(query, role=Role.RADIO) if query.role is Role.CHECKBOX and query.text else None
