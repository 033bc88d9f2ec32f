"""Orders that name a deed and a thing: "Pause the timer" means what pauses, not the tab that is called Timer."""

from collections.abc import Sequence
from dataclasses import replace

from grounding.locator.calling import Wording, called, wording
from grounding.locator.labels import Name
from grounding.locator.order import Ranked
from grounding.locator.scene import own_names
from grounding.locator.synonyms import deed_of
from grounding.screen import Element, Query

_LIKELY, _SAYS = 0.4, 0.6
_THE_THING_ALONE = 0.75
_DRAWN_AND_KNOWN = 1.2
"""What a drawing counts for that is recognised as the deed, beside that it looks so."""


def deeds_before_things(found: Sequence[Ranked], query: Query) -> list[Ranked]:
    """Where something says or shows the deed, what only names the thing counts for less."""
    deed = "" if query.exact or query.role is not None else deed_of(query.text)
    if not deed:
        return list(found)
    said = wording(Query(text=deed))
    does = [one.score >= _LIKELY and _says(said, one.element) for one in found]
    if not any(does):
        return list(found)
    return [
        replace(one, score=min(0.9, one.score * _DRAWN_AND_KNOWN))
        if doing and one.is_drawing
        else one
        if doing
        else replace(one, score=one.score * _THE_THING_ALONE)
        for one, doing in zip(found, does, strict=True)
    ]


def _says(deed: Wording, element: Element) -> bool:
    return called(deed, [Name(text=name.text) for name in own_names(element)]).score >= _SAYS
