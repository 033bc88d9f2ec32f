"""The one of several that has the most or the least of something: told by what each of them says, never guessed."""

import re
from collections.abc import Sequence
from dataclasses import replace

from grounding.screen import Element, ParsedScreen, Query, Role, State, Target
from planner.actions import Click
from planner.goals.goal import Best
from planner.goals.items import Item, cards, measured, repeated, says, the_best
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.intents.forms import aimed_at
from planner.likeness import plain
from planner.things import ChooseBest

_RECORDS = (Role.ROW, Role.LIST_ITEM, Role.OPTION)
_TAKEN = (Role.BUTTON, Role.LINK, Role.RADIO, Role.CHECKBOX)
_NUMBER = re.compile(r"[-+\N{MINUS SIGN}]?\d+(?:[.,]\d+)?")
_KINDS = ("money", "duration", "time", "number")


def choose_best(intent: ChooseBest, eye: Sighting) -> Singles:
    """What is called so comes first ("the cheapest flight" may be a link of that name)."""
    called = eye.find(Query(text=intent.name, role=intent.role), patience_s=1.0).found
    if isinstance(called, Target) and _says(intent.name, called.element):
        yield Single(act=Click(place=called.query), target=called)
        return
    look = eye.look()
    screen = eye.parse(look)
    whole = replace(screen, elements=(*screen.elements, *screen.beyond))
    best = Best(kind=intent.kind, most=intent.most, of=intent.of)
    chosen = _among_numbers(intent, whole) if intent.alone else None
    if chosen is None and intent.rank == 1:
        chosen = _among_records(best, intent.role, whole) or _among_controls(best, intent.role, whole)
    if chosen is None:
        raise NotPossible(f"What is on the screen does not tell which one “{intent.said}” is.")
    if any(chosen.id == one.id for one in screen.beyond):
        yield Single(act=Click(place=Query(text=chosen.text, exact=True, role=chosen.role)))
        return
    target = aimed_at(chosen, chosen.text[:60] or intent.said, look)
    yield Single(act=Click(place=target.query), target=target)


def _says(said: str, element: Element) -> bool:
    shown = plain(f"{element.text} {element.hint}").split()
    return all(word in shown for word in plain(said).split())


def _among_numbers(intent: ChooseBest, screen: ParsedScreen) -> Element | None:
    """Numbers that stand alone; of two that are equal neither is the largest."""
    numbers = [e for e in screen.elements if _NUMBER.fullmatch(e.text.strip()) and intent.role in (None, e.role)]
    values = sorted(((_value(e.text), at) for at, e in enumerate(numbers)), reverse=intent.most)
    if len(values) < max(2, intent.rank):
        return None
    chosen, at = values[intent.rank - 1]
    return numbers[at] if sum(value == chosen for value, _ in values) == 1 else None


def _value(text: str) -> float:
    return float(text.strip().replace("\N{MINUS SIGN}", "-").replace(",", "."))


def _among_records(best: Best, role: Role | None, screen: ParsedScreen) -> Element | None:
    """Rows and entries; in a table, by the column that is called so."""
    for kind in _RECORDS if role not in _RECORDS else (role,):
        records = [e for e in screen.elements if e.role is kind and e.enabled]
        items = [Item(elements=(record, *_within(record, screen)), head=record) for record in records]
        column = _column(best.of, screen) if best.of and kind is Role.ROW else None
        if column is not None:
            items = [replace(item, elements=_under(column, item)) for item in items]
            items = [item for item in items if item.elements and item.head.box.top >= column.box.bottom - 2]
            best = replace(best, of="", kind=_kind(best, items))
        items = [item for item in items if _tells(best, item)]
        found = the_best(best, items)
        if found is not None:
            return _tick(found.head, screen) or found.head
    return None


def _tells(best: Best, item: Item) -> bool:
    return measured(best, item) is not None and (bool(best.of) or says(best.kind, item))


def _kind(best: Best, items: Sequence[Item]) -> str:
    """As what all of the column can be read."""
    kinds = (best.kind, *_KINDS)
    readable = (
        kind for kind in kinds if all(measured(Best(kind=kind, most=best.most), item) is not None for item in items)
    )
    return next(readable, best.kind)


def _column(of: str, screen: ParsedScreen) -> Element | None:
    headers = [e for e in screen.elements if e.role is Role.HEADER and plain(of) in plain(e.text)]
    return headers[0] if len(headers) == 1 else None


def _under(column: Element, item: Item) -> tuple[Element, ...]:
    return tuple(
        e
        for e in item.elements
        if e.id != item.head.id and column.box.left - 4 <= e.box.center.x <= column.box.right + 4
    )


def _within(record: Element, screen: ParsedScreen) -> tuple[Element, ...]:
    return tuple(e for e in screen.elements if e.id != record.id and e.box.share_inside(record.box) > 0.8)


def _tick(record: Element, screen: ParsedScreen) -> Element | None:
    """The box of a record that is chosen by ticking it."""
    ticks = [
        e for e in _within(record, screen) if e.role in (Role.CHECKBOX, Role.RADIO) and State.CHECKED not in e.state
    ]
    return ticks[0] if len(ticks) == 1 else None


def _among_controls(best: Best, role: Role | None, screen: ParsedScreen) -> Element | None:
    """Controls that are repeated, one a thing, with what stands around each."""
    for kind in _TAKEN if role is None else (role,):
        anchors = repeated(
            [e for e in screen.elements if e.role is kind and e.enabled and (e.text or kind in _TAKEN[2:])]
        )
        things = cards(anchors, screen) if len(anchors) > 1 else []
        found = the_best(best, things) if all(_tells(best, item) for item in things) else None
        if found is not None:
            return found.head
    return None
