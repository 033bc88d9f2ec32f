"""Orders that name a deed and a thing: "Pause the timer" means what pauses, not the tab that is called Timer."""

from collections.abc import Sequence
from dataclasses import replace

from grounding.geometry import Box
from grounding.locator.calling import Wording, called, wording
from grounding.locator.labels import Name
from grounding.locator.order import Ranked
from grounding.locator.scene import own_names
from grounding.locator.spelling import STOP_WORDS, spell
from grounding.locator.synonyms import deed_of
from grounding.locator.words import GENERIC
from grounding.screen import Element, Query

_LIKELY, _SAYS = 0.4, 0.6
_MOST, _IN_ROW, _ROW = 0.94, 0.05, 80
_THE_THING_ALONE = 0.75
_DRAWN_AND_KNOWN = 1.2
"""What a drawing counts for that is recognised as the deed, beside that it looks so."""


def deeds_before_things(found: Sequence[Ranked], query: Query, elements: Sequence[Element]) -> list[Ranked]:
    """Where something says or shows the deed, what only names the thing counts for less.

    Of several that do, that one counts for more which stands in the row of the thing.
    """
    deed = "" if query.exact or query.role is not None else deed_of(query.text)
    if not deed:
        return list(found)
    said = wording(Query(text=deed))
    things = frozenset(spell(query.text).words[1:]) - STOP_WORDS - GENERIC
    does = [one.score >= _LIKELY and _says(said, one.element) for one in found]
    if not any(does):
        return list(found)
    rows = [e.box for e in elements if e.box.height < _ROW and things & set(spell(e.text or e.value or e.hint).words)]
    return [
        replace(one, score=min(_MOST, one.score * (_DRAWN_AND_KNOWN if one.is_drawing else 1.0)) + _near(one, rows))
        if doing
        else replace(one, score=one.score * _THE_THING_ALONE)
        for one, doing in zip(found, does, strict=True)
    ]


def _near(one: Ranked, rows: Sequence[Box]) -> float:
    """What it counts for that the thing is named in the same row."""
    y = one.element.box.center.y
    return _IN_ROW if any(row.top - 4 <= y < row.bottom + 4 for row in rows) else 0.0


def _says(deed: Wording, element: Element) -> bool:
    return called(deed, [Name(text=name.text) for name in own_names(element)]).score >= _SAYS
