"""What is left out of the second of two orders: "... and one for B too", "... and Ben's", "do the same for Ben"."""

from collections.abc import Iterator

from planner.language.clauses import split_orders, split_sentences
from planner.language.context import Context
from planner.language.frames.objects import is_file
from planner.language.joining.items import LONGEST_ITEM, STOPS, are_alike, is_named, stops, without_end, without_joins
from planner.language.tokens import Kind, Phrase
from planner.language.verbs import read_clauses, without_lead_in

_ONES = (("another", "one"), ("one", "more"), ("the", "one"), ("a", "second", "one"), ("another",), ("one",), ("that",))
_GAPPED = frozenset({"to", "for", "from", "with", "as", "at", "on", "by"})
_SHARED = frozenset({"as", "to", "into"})
_READ_THEM = frozenset(
    {"type", "fill", "set", "choose", "form", "append", "level", "drag", "drag_things", "substitute"}
)
"""Frames that read several such pairs themselves."""
_PUT_IN = frozenset({"in", "into", "under"})
_PUTTING = frozenset({"type", "choose", "fill"})


def one_more(bare: Phrase, verb: int) -> str | None:
    """ "set an alarm for 7:00 and one for 8:00 too", "delete the mail of Ana and the one of Ben"."""
    for at in range(verb + 1, len(bare) - 2):
        if bare.words[at] not in ("and", ","):
            continue
        rest = bare.part(at + 1)
        one = next((one for one in _ONES if rest.words[: len(one)] == one), None)
        if one is None or len(one) + 1 >= len(rest):
            continue
        new = without_end(rest.part(len(one)))
        link = new.words[0]
        if link not in STOPS | {"of", "called", "named", "about"} or len(new) < 2:
            continue
        first = without_joins(bare.part(0, at))
        same = [n for n in range(verb + 1, len(first)) if first.words[n] == link]
        head = first.part(0, same[-1]) if same else _head(first, verb)
        shared = next((n for n in range(2, len(new)) if new.words[n] in _SHARED and new.words[n] not in first.words), 0)
        both = f"{first.text} {new.part(shared).text}" if shared else first.text
        return f"{both}. {head.text} {new.text}" if head is not None else None
    return None


def _head(first: Phrase, verb: int) -> Phrase | None:
    """ "create a folder", of "create a folder Bills": the verb and the kind, without the name."""
    at = verb
    while at < len(first) and first.tokens[at].kind is Kind.WORD and not first.is_capitalised(at):
        if first.words[at] in STOPS or first.words[at] in ("called", "named"):
            break
        at += 1
    return first.part(0, at) if at > verb + 1 else None


def too(bare: Phrase, verb: int, context: Context) -> str | None:
    """ "add Ana to the group and Ben too"."""
    whole = without_end(bare)
    at = max((n for n in range(verb + 1, len(whole)) if whole.words[n] in ("and", ",")), default=0)
    if len(whole) == len(bare) or not at:
        return None
    piece = whole.part(at + 1)
    piece = piece.part(1) if piece.words[:1] == ("also",) else piece
    first = without_joins(whole.part(0, at))
    end = next((n for n in range(verb + 1, len(first)) if stops(first, n)), len(first))
    named = verb
    while named < end and (first.is_capitalised(named) or first.tokens[named].kind is not Kind.WORD):
        named += 1
    known = first.part(verb, named if named > verb else end)
    if not len(piece) or not len(known) or len(piece) > LONGEST_ITEM or not are_alike(known, piece, context):
        return None
    rest = first.part(verb + len(known))
    return f"{first.text}. {first.part(0, verb).text} {piece.text} {rest.text}".strip()


def same_again(phrase: Phrase, context: Context) -> Iterator[str]:
    """ "change Ana's role to editor and do the same for Ben": the order once more, with the other name."""
    bare = phrase.trimmed()
    for at in range(2, len(bare) - 4):
        if bare.words[at : at + 3] != ("do", "the", "same") or bare.words[at + 3] not in ("for", "with", "to"):
            continue
        front = bare.part(0, at)
        while len(front) and (front.tokens[-1].kind is Kind.MARK or front.words[-1] in ("and", "then", "please")):
            front = front.part(0, -1)
        other = without_end(bare.part(at + 4).trimmed())
        orders = split_orders(split_sentences(front, context.lexicon)[-1], context.lexicon) if len(front) else ()
        order = without_lead_in(orders[-1], context.lexicon) if orders else front
        others = other.split(",", "and")
        again = (
            [_with_other(order, one, context) for one in others] if len(orders) == 1 else []
        )  # of several, which is the same?
        again = again or _with_others(orders, others, context)
        if again and None not in again:
            yield ". ".join((front.text, *(one for one in again if one is not None)))
        return


def _with_others(orders: tuple[Phrase, ...], others: tuple[Phrase, ...], context: Context) -> list[str | None]:
    """ "type Ana into Name, choose Chair in Duty, click Add, and do the same with Tim and Clerk": as many others as
    values, each in the place of one."""
    bare = [without_lead_in(order, context.lexicon) for order in orders]
    put = [_where(order, context) for order in bare]
    if len(others) < len(("Tim", "Clerk")) or sum(at is not None for at in put) != len(others):
        return []
    values = iter(others)
    return [
        order.text if at is None else _with_value(order, next(values), at, context)
        for order, at in zip(bare, put, strict=True)
    ]


def _with_value(order: Phrase, value: Phrase, where: int, context: Context) -> str:
    """ "type Tim into Name", of "type Ana into Name"."""
    verb = context.lexicon.verbs.at(order.words)
    length = verb.length if verb is not None else 1
    return f"{order.part(0, length).text} {value.text} {order.part(where - 1).text}"


def _with_other(order: Phrase, other: Phrase, context: Context) -> str | None:
    """With another name in the place of the first; of "type Ana into Name", where the same is to stand."""
    put = _where(order, context)
    if put is not None and len(other) <= LONGEST_ITEM:
        return f"{order.part(0, put).text} {other.text}"
    start = next((at for at in range(1, len(order)) if is_named(order, at)), None)
    if start is None or not len(other) or len(other) > LONGEST_ITEM or not is_named(other, 0):
        return None
    end = start
    while end < len(order) and is_named(order, end):
        end += 1
    owned = order.source[order.tokens[end - 1].start : order.tokens[end - 1].end].endswith("'s")
    return f"{order.part(0, start).text} {other.text}{chr(39) + 's' if owned else ''} {order.part(end).text}".strip()


def _where(order: Phrase, context: Context) -> int | None:
    """After "into" of an order that puts a value in one place."""
    frames = {frame for clause in read_clauses(order, context.lexicon, mend=False) for frame in clause.frames}
    links = [at for at in range(2, len(order) - 1) if order.words[at] in _PUT_IN]
    return links[-1] + 1 if frames & _PUTTING and len(links) == 1 and "," not in order.words else None


def of_both(bare: Phrase, verb: int) -> str | None:
    """ "delete Ana's invoice and Ben's", "change Ana's city to Oslo and Ben's to Bergen"."""
    whole = without_end(bare)
    owners = [at for at, word in enumerate(whole.words) if word.endswith("'s") and whole.is_capitalised(at)]
    if len(owners) != 2 or owners[0] != verb or whole.words[owners[1] - 1] != "and":
        return None
    first, rest = whole.part(0, owners[1] - 1), whole.part(owners[1] + 1)
    end = next((at for at in range(verb + 1, len(first)) if first.words[at] in STOPS), len(first))
    thing = first.part(verb + 1, end)
    said_alike = len(rest) == 0 or (end < len(first) and rest.words[0] == first.words[end])
    if not 0 < len(thing) < LONGEST_ITEM or not said_alike:
        return None
    other = whole.part(owners[1], owners[1] + 1)
    tail = rest.text if len(rest) else first.part(end).text
    return f"{first.text}. {first.part(0, verb).text} {other.text} {thing.text} {tail}".strip()


def gapped(bare: Phrase, verb: int, frames: frozenset[str], context: Context) -> str | None:
    """ "send 'hi' to Ana and 'bye' to Ben"."""
    for at in range(verb + 3, len(bare) - 2):
        if bare.words[at] != "and" or bare.words[at + 1] in STOPS:
            continue
        first, second = without_joins(bare.part(0, at)), bare.part(at + 1)
        links = [n for n in range(verb + 1, len(first)) if first.words[n] in _GAPPED]
        same = [n for n in range(1, len(second) - 1) if second.words[n] in _GAPPED]
        if len(links) != 1 or len(same) != 1 or first.words[links[0]] != second.words[same[0]]:
            continue
        pair = first.part(verb, links[0]), second.part(0, same[0])
        if frames & _READ_THEM and not all(is_file(one, context) for one in pair):
            continue
        if are_alike(*pair, context):
            return f"{first.text}. {bare.part(0, verb).text} {second.text}"
    return None
