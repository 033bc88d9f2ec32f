"""One order said of several things, put as several: "both A and B", "A and B to 1 and 2", "... and one for B too".

Decision: only what says so itself is taken apart ("both", "respectively", "one", "too", two values for two things);
whatever else is joined by "and" the frames read, which know where a name may hold one.
"""

from collections.abc import Iterator
from dataclasses import replace

from planner.language.clauses import begins_order, split_orders, split_sentences
from planner.language.context import Context
from planner.language.frames.objects import is_file, list_items
from planner.language.lexicon import Lexicon
from planner.language.tokens import Kind, Phrase, uncapitalised
from planner.language.values import is_self_contained
from planner.language.verbs import read_clauses, without_lead_in

LONGEST = 40
LONGEST_ITEM = 5
_TRIGGERS = frozenset({"both", "each", "respectively", "one", "another", "too", "also", "to", "well", "and", "that"})
_STOPS = frozenset({"to", "into", "in", "from", "on", "onto", "with", "as", "for", "off", "at", "by", "under", "using"})
_ONE_ACT = frozenset({"to", "with", "for", "between", "from"})
_ENDS = (("too",), ("as", "well"), ("also",))
_ONES = (("another", "one"), ("one", "more"), ("the", "one"), ("a", "second", "one"), ("another",), ("one",), ("that",))
_GAPPED = frozenset({"to", "for", "from", "with", "as", "at", "on", "by"})
_READ_THEM = frozenset(
    {"type", "fill", "set", "choose", "form", "append", "level", "drag", "drag_things", "substitute"}
)


def apart(phrase: Phrase, context: Context) -> Iterator[str]:
    """The same as several orders, where it is said of several things."""
    bare = uncapitalised(without_lead_in(phrase.trimmed(), context.lexicon))
    if not 3 < len(bare) <= LONGEST or _TRIGGERS.isdisjoint(bare.words):
        return
    if len(split_sentences(bare, context.lexicon)) > 1 or len(split_orders(bare, context.lexicon)) > 1:
        return
    verb = next(iter(read_clauses(bare, context.lexicon, mend=False)), None)
    length = len(bare) - len(verb.body) if verb is not None else 1
    frames = frozenset(verb.frames) if verb is not None else frozenset()
    ways = (
        _respectively(bare, length, context),
        _both(bare, length, frames, context),
        _one_more(bare, length),
        _too(bare, length, context),
        _of_both(bare),
        None if frames & _READ_THEM else _gapped(bare, length, context),
    )
    found = next((way for way in ways if way is not None), None)
    if found is not None:
        yield found


def assigned(phrase: Phrase, context: Context) -> Iterator[str]:
    """ "create an issue X and assign it to Ana": what is made is made with that."""
    lexicon = context.lexicon
    bare = uncapitalised(without_lead_in(phrase.trimmed(), lexicon))
    for at in range(2, len(bare) - 4):
        if bare.words[at] not in ("and", ",", "then") or not begins_order(bare.part(0, at), lexicon):
            continue
        rest = bare.part(at + 1)
        rest = rest.part(1) if rest.words[0] in ("and", "then") else rest
        if rest.words[0] in ("assign", "reassign", "give") and rest.words[1:3] in (("it", "to"), ("this", "to")):
            made = _without_joins(bare.part(0, at))
            yield f"{made.text} {'and' if 'with' in made.words else 'with'} assignee {rest.part(3).text}"
            return


def _without_joins(said: Phrase) -> Phrase:
    while len(said) and said.words[-1] in (",", "and"):
        said = said.part(0, -1)
    return said


def _items(said: Phrase, lexicon: Lexicon) -> tuple[Phrase, ...]:
    return list_items(_with_and(said), lexicon)


def _with_and(said: Phrase) -> Phrase:
    """With "and" for "as well as"."""
    tokens = list(said.tokens)
    at = 0
    while at + 2 < len(tokens):
        if [token.word for token in tokens[at : at + 3]] == ["as", "well", "as"]:
            tokens[at : at + 3] = [replace(tokens[at], word="and")]
        at += 1
    return replace(said, tokens=tuple(tokens))


def _both(bare: Phrase, verb: int, frames: frozenset[str], context: Context) -> str | None:
    """ "tick both A and B", "invite A as well as B to C", "open a.txt and b.txt": the order for each of them."""
    lexicon = context.lexicon
    at = bare.index("both")
    said = at is not None and at + 2 < len(bare)
    as_well = next((n for n in range(2, len(bare) - 3) if bare.words[n : n + 3] == ("as", "well", "as")), None)
    start = at + 1 if said and at is not None else verb
    while start < len(bare) - 2 and said and bare.words[start] == "of":
        start += 1
    listed = _with_and(bare.part(start))
    end = next((n for n in range(1, len(listed)) if _stops(listed, n)), len(listed))
    items, tail = list_items(listed.part(0, end), lexicon), listed.part(end)
    files = "open" in frames and len(items) > 1 and all(is_file(item, context) for item in items)
    if len(items) < 2 or any(len(item) > LONGEST_ITEM for item in items) or not (said or as_well or files):
        return None
    before = bare.part(0, at if said else verb)
    last = lexicon.roles.before(items[-1].words, len(items[-1]))
    shared = last is not None and last.length < len(items[-1]) and items[-1].words[-1].endswith(("s", "es"))
    at_once = "transfer" in frames and context.on_desktop
    if (
        not len(before)
        or shared
        or at_once
        or before.words[-1] in _ONE_ACT
        or before.part(0, 1).is_in(lexicon.telling.parts.at_once)
    ):
        plain = " and ".join(item.text for item in items)
        return f"{before.text} {plain} {tail.text}".strip() if said or as_well else None
    return ", ".join(f"{before.text} {item.text} {tail.text}".strip() for item in items)


def _stops(listed: Phrase, at: int) -> bool:
    token = listed.tokens[at]
    if token.kind is Kind.MARK and token.word != ",":
        return True
    return token.kind is Kind.WORD and token.word in _STOPS | {"there"} and listed.words[at - 1] not in (",", "and")


def _respectively(bare: Phrase, verb: int, context: Context) -> str | None:
    """ "set A, B and C to 1, 2 and 3"."""
    said = bare.words[-1] == "respectively"
    whole = bare.part(0, -1).trimmed() if said else bare
    frames = {frame for clause in read_clauses(bare, context.lexicon, mend=False) for frame in clause.frames}
    for at in range(verb + 1, len(whole) - 1):
        if whole.words[at] not in (("to", "with", "as", "in", "into", "for") if said else ("to",)):
            continue
        things, values = (_items(part, context.lexicon) for part in (whole.part(verb, at), whole.part(at + 1)))
        if len(things) < 2 or len(things) != len(values):
            continue
        if not said and not (frames & {"set", "level"} and _each_alone(values, context)):
            return None
        if any(len(item) > LONGEST_ITEM for item in (*things, *values)):
            return None
        link = whole.words[at]
        head = whole.part(0, verb).text
        return ", ".join(f"{head} {one.text} {link} {value.text}" for one, value in zip(things, values, strict=True))
    return None


def _each_alone(values: tuple[Phrase, ...], context: Context) -> bool:
    return all(len(value) == 1 and (is_self_contained(value, context) or value.is_capitalised(0)) for value in values)


def _one_more(bare: Phrase, verb: int) -> str | None:
    """ "set an alarm for 7:00 and one for 8:00 too", "delete the mail of Ana and the one of Ben"."""
    for at in range(verb + 1, len(bare) - 2):
        if bare.words[at] not in ("and", ","):
            continue
        rest = bare.part(at + 1)
        one = next((one for one in _ONES if rest.words[: len(one)] == one), None)
        if one is None or len(one) + 1 >= len(rest):
            continue
        new = _without_end(rest.part(len(one)))
        link = new.words[0]
        if link not in _STOPS | {"of", "called", "named", "about"} or len(new) < 2:
            continue
        first = _without_joins(bare.part(0, at))
        same = [n for n in range(verb + 1, len(first)) if first.words[n] == link]
        head = first.part(0, same[-1]) if same else _head(first, verb)
        return f"{first.text}, {head.text} {new.text}" if head is not None else None
    return None


def _head(first: Phrase, verb: int) -> Phrase | None:
    """ "create a folder", of "create a folder Bills": the verb and the kind, without the name."""
    at = verb
    while at < len(first) and first.tokens[at].kind is Kind.WORD and not first.is_capitalised(at):
        if first.words[at] in _STOPS or first.words[at] in ("called", "named"):
            break
        at += 1
    return first.part(0, at) if at > verb + 1 else None


def _without_end(said: Phrase) -> Phrase:
    for end in _ENDS:
        if said.words[-len(end) :] == end and len(said) > len(end):
            return said.part(0, -len(end)).trimmed()
    return said


def _too(bare: Phrase, verb: int, context: Context) -> str | None:
    """ "add Ana to the group and Ben too"."""
    whole = _without_end(bare)
    at = max((n for n in range(verb + 1, len(whole)) if whole.words[n] in ("and", ",")), default=0)
    if len(whole) == len(bare) or not at:
        return None
    piece = whole.part(at + 1)
    piece = piece.part(1) if piece.words[:1] == ("also",) else piece
    first = _without_joins(whole.part(0, at))
    end = next((n for n in range(verb + 1, len(first)) if _stops(first, n)), len(first))
    known = first.part(verb, end)
    if not len(piece) or not len(known) or len(piece) > LONGEST_ITEM or not _alike(known, piece, context):
        return None
    return f"{first.text}, {first.part(0, verb).text} {piece.text} {first.part(end).text}".strip()


def _alike(known: Phrase, piece: Phrase, context: Context) -> bool:
    """Whether both are names, or both quoted, or both files."""
    quoted = [len(one) == 1 and one.has_quote() for one in (known, piece)]
    files = [is_file(one, context) for one in (known, piece)]
    names = [one.is_capitalised(0) for one in (known, piece)]
    return all(quoted) or all(files) or all(names)


def _of_both(bare: Phrase) -> str | None:
    """ "delete Ana's invoice and Ben's"."""
    owners = [at for at, word in enumerate(bare.words) if word.endswith("'s") and bare.is_capitalised(at)]
    if len(owners) != 2 or owners[1] != len(_without_end(bare)) - 1 or bare.words[owners[1] - 1] != "and":
        return None
    thing = bare.part(owners[0] + 1, owners[1] - 1)
    first = bare.part(0, owners[1] - 1)
    if not 0 < len(thing) < LONGEST_ITEM or {"of", "to", "in"} & set(thing.words):
        return None
    return f"{first.text}, {bare.part(0, owners[0]).text} {bare.part(owners[1], owners[1] + 1).text} {thing.text}"


def _gapped(bare: Phrase, verb: int, context: Context) -> str | None:
    """ "send 'hi' to Ana and 'bye' to Ben"."""
    for at in range(verb + 3, len(bare) - 2):
        if bare.words[at] != "and" or bare.words[at + 1] in _STOPS:
            continue
        first, second = _without_joins(bare.part(0, at)), bare.part(at + 1)
        links = [n for n in range(verb + 1, len(first)) if first.words[n] in _GAPPED]
        same = [n for n in range(1, len(second) - 1) if second.words[n] in _GAPPED]
        if len(links) != 1 or len(same) != 1 or first.words[links[0]] != second.words[same[0]]:
            continue
        if _alike(first.part(verb, links[0]), second.part(0, same[0]), context):
            return f"{first.text}, {bare.part(0, verb).text} {second.text}"
    return None
