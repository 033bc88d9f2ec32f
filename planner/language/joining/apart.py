"""One order said of several things, put as several: "both A and B", "A and B to 1 and 2", "... and one for B too".

Decision: only what says so itself is taken apart ("both", "respectively", "one", "too", two values for two things);
whatever else is joined by "and" the frames read, which know where a name may hold one.
"""

from collections.abc import Iterator

from planner.language.clauses import split_orders, split_sentences
from planner.language.context import Context
from planner.language.frames.objects import is_file, list_items
from planner.language.joining.items import LONGEST_ITEM, items_in, stops, with_and
from planner.language.joining.left_out import gapped, of_both, one_more, too
from planner.language.joining.of_goals import several_new
from planner.language.tokens import Phrase, uncapitalised
from planner.language.values import is_self_contained
from planner.language.verbs import read_clauses, without_lead_in

LONGEST = 40
_TRIGGERS = frozenset({"both", "each", "respectively", "one", "another", "too", "also", "to", "well", "and", "that"})
_ONE_ACT = frozenset({"to", "with", "for", "between", "from"})


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
        one_more(bare, length),
        too(bare, length, context),
        of_both(bare, length),
        several_new(bare, length, context),
        gapped(bare, length, frames, context),
    )
    found = next((way for way in ways if way is not None), None)
    if found is not None:
        yield found


def _both(bare: Phrase, verb: int, frames: frozenset[str], context: Context) -> str | None:
    """ "tick both A and B", "invite A as well as B to C", "open a.txt and b.txt": the order for each of them."""
    lexicon = context.lexicon
    at = bare.index("both")
    said = at is not None and at + 2 < len(bare)
    as_well = next((n for n in range(2, len(bare) - 3) if bare.words[n : n + 3] == ("as", "well", "as")), None)
    start = at + 1 if said and at is not None else verb
    while start < len(bare) - 2 and said and bare.words[start] == "of":
        start += 1
    listed = with_and(bare.part(start))
    end = next((n for n in range(1, len(listed)) if stops(listed, n)), len(listed))
    items, tail = list_items(listed.part(0, end), lexicon), listed.part(end)
    files = "open" in frames and len(items) > 1 and all(is_file(item, context) for item in items)
    if len(items) < 2 or any(len(item) > LONGEST_ITEM for item in items) or not (said or as_well or files):
        return None
    before = bare.part(0, at if said else verb)
    last = lexicon.roles.before(items[-1].words, len(items[-1]))
    shared = last is not None and last.length < len(items[-1]) and items[-1].words[-1].endswith(("s", "es"))
    at_once = ("transfer" in frames and context.on_desktop) or (len(tail) > 0 and tail.words[-1] == "list")
    if (
        not len(before)
        or shared
        or at_once
        or before.words[-1] in _ONE_ACT
        or before.part(0, 1).is_in(lexicon.telling.parts.at_once)
    ):
        plain = " and ".join(item.text for item in items)
        return f"{before.text} {plain} {tail.text}".strip() if said or as_well else None
    return ". ".join(f"{before.text} {item.text} {tail.text}".strip() for item in items)


def _respectively(bare: Phrase, verb: int, context: Context) -> str | None:
    """ "set A, B and C to 1, 2 and 3"."""
    said = bare.words[-1] == "respectively"
    whole = bare.part(0, -1).trimmed() if said else bare
    frames = {frame for clause in read_clauses(bare, context.lexicon, mend=False) for frame in clause.frames}
    for at in range(verb + 1, len(whole) - 1):
        if whole.words[at] not in (("to", "with", "as", "in", "into", "for") if said else ("to",)):
            continue
        things, values = (items_in(part, context.lexicon) for part in (whole.part(verb, at), whole.part(at + 1)))
        if len(things) < 2 or len(things) != len(values):
            continue
        if not said and not (frames & {"set", "level"} and _each_alone(values, context)):
            return None
        if any(len(item) > LONGEST_ITEM for item in (*things, *values)):
            return None
        link = whole.words[at]
        head = whole.part(0, verb).text
        named = _with_label(things)
        return ". ".join(f"{head} {one} {link} {value.text}" for one, value in zip(named, values, strict=True))
    return None


def _with_label(things: tuple[Phrase, ...]) -> list[str]:
    """ "the prices of Tea and Coffee": the price of each."""
    first = things[0]
    of = first.index("of")
    if not of or any("of" in one.words for one in things[1:]):
        return [one.text for one in things]
    return [first.text, *(f"{first.part(0, of + 1).text} {one.text}" for one in things[1:])]


def _each_alone(values: tuple[Phrase, ...], context: Context) -> bool:
    return all(len(value) == 1 and (is_self_contained(value, context) or value.is_capitalised(0)) for value in values)
