"""Choosing by how a thing begins and ends, from what a field offers while one types, or from a list."""

from grounding.screen import Element, Missed, ParsedScreen, Query, Role, Target
from planner.actions import Click, Filling, Literal, PickSuggestion, TypeText
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.intents.forms import aimed_at
from planner.likeness import plain

_OFFERED = frozenset({Role.OPTION, Role.LIST_ITEM, Role.MENU_ITEM, Role.BUTTON, Role.TEXT, Role.LINK, Role.CELL})
_FRAMED = frozenset({Role.TEXT_FIELD, Role.DROPDOWN})
_PAUSES_S = (0.3, 0.5, 0.8, 1.2)


def pick_suggestion(intent: PickSuggestion, eye: Sighting) -> Singles:
    place = intent.place or Query(role=Role.TEXT_FIELD)
    sight = eye.find(place, patience_s=10.0)
    if isinstance(sight.found, Missed):
        raise NotPossible("There is no field to enter it into.")
    told = [option for option in sight.found.element.options if _fits(intent, option)]
    if told:
        yield Single(act=TypeText(value=Literal(text=told[0]), place=sight.found.query), target=sight.found)
        return
    before = sight.look
    typed = Literal(text=intent.start or intent.end)
    yield Single(act=TypeText(value=typed, place=sight.found.query, filling=Filling.REPLACE), target=sight.found)
    for pause_s in _PAUSES_S:
        eye.wait(pause_s)
        look = eye.look()
        screen = eye.parse(look)
        changed = eye.changed(before, look)
        new = [e for e in screen.elements if any(e.box.share_inside(box) > 0.6 for box in changed)]
        fits = [e for e in new if _is_offered(e, sight.found.element) and _fits(intent, _words(e))]
        if fits:
            best = min(fits, key=lambda e: e.box.area)
            target: Target = aimed_at(best, _words(best), look)
            yield Single(act=Click(place=Query(text=_words(best))), target=target)
            return
    beyond = [e for e in screen.beyond if _is_offered(e, sight.found.element) and _fits(intent, _words(e))]
    if beyond:
        hidden = min(beyond, key=lambda e: e.box.area)
        yield Single(act=Click(place=Query(text=hidden.text, exact=True, role=hidden.role)))  # by scrolling
        return
    offered = _offered(intent, screen)
    raise NotPossible(f"Nothing is offered that begins with “{intent.start}” and ends with “{intent.end}”{offered}.")


def _is_offered(element: Element, field: Element) -> bool:
    """By sight, an entry in a frame may be taken for a field that holds its words."""
    framed = not element.handle and element.role in _FRAMED and element.box.iou(field.box) < 0.3
    return element.role in _OFFERED or framed


def _words(element: Element) -> str:
    return element.text or ("" if element.handle else element.value)


def _fits(intent: PickSuggestion, text: str) -> bool:
    """
    >>> _fits(PickSuggestion(start="Bu", end="ina"), "Burkina"), _fits(PickSuggestion(start="Bu"), "Bu")
    (True, False)
    """
    shown = plain(text)
    start, end = plain(intent.start), plain(intent.end)
    return shown.startswith(start) and shown.endswith(end) and len(shown) > max(len(start), len(end))


def _offered(intent: PickSuggestion, screen: ParsedScreen) -> str:
    near: list[Element] = [e for e in screen.elements if plain(e.text).startswith(plain(intent.start)) and e.text]
    return f", only “{near[0].text[:40]}”" if near else ""
