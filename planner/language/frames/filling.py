"""Filling, setting and clearing of named places."""

from planner.actions import Action, Clear, SetChecked, TypeText
from planner.document_orders import PressNamed
from planner.language.context import Context
from planner.language.frames.entries import fill_place, read_entries
from planner.language.frames.objects import (
    Answer,
    list_items,
    plain_name,
    read_destination,
    read_target,
    without_determiner,
)
from planner.language.frames.typing import is_bare_name, type_text
from planner.language.tokens import Phrase
from planner.language.values import is_self_contained
from planner.language.verbs import Clause
from planner.plan import NotUnderstood


def fill(clause: Clause, context: Context) -> Answer:
    """ "fill Name with Ana", "fill in Ana for Name", "replace the text in Name with Ana"."""
    body = clause.body.trimmed()
    if ":" in body.words:
        return read_entries(body, context)
    items = list_items(body, context.lexicon)
    links = ("with", "by") if clause.verb in ("replace", "overwrite") else ("with", "as")
    parted = [_value_last(_parted(item, links), item, context) for item in items]
    if clause.verb.startswith("fill") and all(part is None for part in parted) and is_bare_name(body, context):
        return context.trouble(clause.phrase.text, "fill")
    if all(part is None for part in parted):
        return type_text(clause, context) if not clause.verb.startswith(("replace", "overwrite", "complete")) else None
    if any(part is None for part in parted):
        parted = [_value_last(_parted(body, links), body, context)]
    filled = _fill_all([part for part in parted if part is not None], context)
    if clause.verb not in ("replace", "overwrite") or not isinstance(filled, tuple):
        return filled
    cleared = (one for action in filled for one in _emptied(action))
    return tuple(cleared)


def _emptied(action: Action) -> tuple[Action, ...]:
    """What is replaced goes first: to a text that somebody wrote, typing adds."""
    place = action.place if isinstance(action, TypeText) else None
    return (Clear(place=place), action) if place is not None else (action,)


def _value_last(parted: tuple[Phrase, Phrase] | None, item: Phrase, context: Context) -> tuple[Phrase, Phrase] | None:
    """ "'Ana' as the name": the value came first."""
    if parted is None or "as" not in item.words or not is_self_contained(parted[0], context):
        return parted
    return parted if is_self_contained(parted[1], context) else (parted[1], parted[0])


def set_value(clause: Clause, context: Context) -> Answer:
    """ "set Country to Spain", "change Size from S to M", "turn Wi-Fi off"."""
    body = clause.body.trimmed()
    if len(body) > 1 and body.words[-1] in ("on", "off") and body.words[-2] not in ("to", "=") and clause.verb != "set":
        place = read_target(body.part(0, -1), context, "check")
        return place if isinstance(place, NotUnderstood) else (SetChecked(place=place, checked=body.words[-1] == "on"),)
    if clause.verb in ("switch", "turn"):
        return None
    if ":" in body.words:
        return read_entries(body, context)
    parted = [_parted(item, ("to", "=", "as", "into")) for item in list_items(body, context.lexicon)]
    if any(part is None for part in parted):
        parted = [_parted(body, ("to", "=", "as", "into"))]
    known = [part for part in parted if part is not None]
    return _fill_all(known, context) if known else None


def use_as(clause: Clause, context: Context) -> Answer:
    """ "use 12/12/2027 as the date"."""
    items = list_items(clause.body.trimmed(), context.lexicon)
    parted = [_parted(item, ("as",)) for item in items]
    if any(part is None for part in parted):
        parted = [_parted(clause.body.trimmed(), ("as",))]
    known = [(place, value) for value, place in (part for part in parted if part is not None)]
    if any(plain_name(place).lower() == plain_name(value).lower() for place, value in known):
        return None  # "take Net as net": a result is given a name
    return _fill_all(known, context) if known else None


def _parted(item: Phrase, links: tuple[str, ...]) -> tuple[Phrase, Phrase] | None:
    """Place and value around the link; "from A" before it is dropped."""
    at = item.index(*links)
    if at is None or at == 0 or at == len(item) - 1:
        return None
    place = item.part(0, at).trimmed()
    old = place.index("from")
    return (place.part(0, old) if old else place), item.part(at + 1)


def _fill_all(parted: list[tuple[Phrase, Phrase]], context: Context) -> Answer:
    actions: list[Action] = []
    for place, value in parted:
        filled = fill_place(_without_text_in(place), value, context, listed=False)
        if isinstance(filled, NotUnderstood):
            return filled
        actions.append(filled)
        context = context.after((filled,))
    return tuple(actions)


def _without_text_in(place: Phrase) -> Phrase:
    bare = place.trimmed()
    for head in (("the", "text", "in"), ("the", "text", "of"), ("the", "value", "of"), ("the", "contents", "of"),
                 ("the", "value", "in"), ("the", "content", "of"), ("everything", "in")):  # fmt: skip
        if bare.words[: len(head)] == head and len(bare) > len(head):
            return bare.part(len(head))
    return bare


_EMPTIED = frozenset({"shopping", "cart", "basket", "bag", "trolley", "bin", "trash"})
"""On a page these are no fields: a control empties them."""


def clear(clause: Clause, context: Context) -> Answer:
    body = without_determiner(clause.body, context.lexicon)
    if body.words in ((), ("field",), ("everything",), ("it",), ("text",), ("box",)):
        return (Clear(place=context.place),)
    if context.on_page and body.words and set(body.words) <= _EMPTIED:
        return (PressNamed(verb=clause.verb, thing=" ".join(body.words)),)
    actions: list[Action] = []
    for item in list_items(body, context.lexicon):
        where = read_destination(_without_text_in(item), context, "clear")
        if isinstance(where, NotUnderstood):
            return where
        actions.extend((*where.before, Clear(place=where.place)))
    return tuple(actions)
