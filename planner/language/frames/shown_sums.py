"""Sums of what stands on the screen: "work out Subtotal minus 15", "8 percent of the net rent", "subtract 15"."""

from collections.abc import Mapping, Sequence

from planner.actions import Compute, Read
from planner.language.compute import CannotCompute, normalise, read_number
from planner.language.context import Context
from planner.language.frames.objects import Actions, list_items, plain_name, read_target, without_determiner
from planner.language.lexicon import WordClass
from planner.language.tokens import Phrase
from planner.plan import NotUnderstood

LONGEST_NAME = 4
_SHARES = (("percent", "of"), ("per", "cent", "of"), ("%", "of"))
SUMS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "multiply": ("*", ("by", "with", "and")),
    "multiply by": ("*", ()),
    "divide": ("/", ("by",)),
    "divide by": ("/", ()),
    "subtract": ("-", ("from",)),
    "take away": ("-", ("from",)),
    "deduct": ("-", ("from",)),
}
"""The sign that a verb stands for, and the words between its two numbers; any other verb adds."""
ADDED = ("+", ("and", "to", "plus"))
_FURTHER = frozenset({"add", "subtract", "take away", "deduct", "multiply by", "divide by"})
"""Verbs that may leave out what was worked out last."""
_SPOKEN = frozenset({"times", "plus", "minus", "multiplied", "divided", "percent", "%"})
"""Words that stand in a sum, and seldom in a name."""
_SHARES_OF = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_MULTIPLES = {"twice": 2, "double": 2, "triple": 3}
_ARTICLES = frozenset({"the", "my", "our", "this", "that"})
_NAMED_SUMS = {"sum": "+", "total": "+", "product": "*", "difference": "-"}


def worked_out_of_shown(words: Phrase, name: str, context: Context) -> Actions | None:
    """Each value is read first. None: it is no sum, or something in it is no name and no number."""
    rest, scaled = _scaled(words)
    parted = _named_sum(rest, context) or _parted(rest, context)
    if len(parted) < 2 and not scaled:
        return None
    return worked_out_from(parted, name, context, scaled=scaled)


def worked_out_from(
    parted: Sequence[tuple[str, Phrase]], name: str, context: Context, *, scaled: str = ""
) -> Actions | None:
    """The same of operands, each with the sign before it. scaled: what is done with it all in the end (" / 2")."""
    reads: list[Read] = []
    said = ""
    for sign, operand in parted:
        bare = without_determiner(operand.trimmed(), context.lexicon)
        value = _value(bare, reads, context)
        if value is None:
            return None
        said = f"{said} {sign} {value}"
    if not reads and not any(result in said for result in context.results):
        return None
    try:
        whole = f"({said.strip()})" if scaled and len(parted) > 1 else said.strip()
        expression = normalise(f"{whole}{scaled}", (*context.results, *(one.name for one in reads)))
    except CannotCompute:
        return None
    return (*reads, Compute(expression=expression, name=name))


def is_spoken_sum(words: Phrase, context: Context) -> bool:
    """Whether it is surely worked out of something: "Net times 1.19", "half of the rent", "the sum of A and B"."""
    if words.has_quote() and len(words) == 1:
        return False
    rest, scaled = _scaled(words)
    glued = any(word.endswith("%") and words.words[at + 1 : at + 2] == ("of",) for at, word in enumerate(words.words))
    return bool(scaled) or glued or not _SPOKEN.isdisjoint(words.words[1:]) or bool(_named_sum(rest, context))


def _scaled(words: Phrase) -> tuple[Phrase, str]:
    """ "half of the rent", "a quarter of Price", "twice the fee": the rest, and what is done with it."""
    start = 1 if words.words[:1] in (("a",), ("one",)) else 0
    head, following = (*words.words[start : start + 2], "", "")[:2]
    if head in _SHARES_OF and (following == "of" or (head == "half" and following in _ARTICLES)):
        rest = words.part(start + 1 + int(following == "of"))
        return (rest, f" / {_SHARES_OF[head]}") if len(rest) else (words, "")
    if head in _MULTIPLES and not start and following in _ARTICLES:
        return words.part(1), f" * {_MULTIPLES[head]}"
    return words, ""


def _named_sum(words: Phrase, context: Context) -> list[tuple[str, Phrase]]:
    """ "the sum of A, B and C", "the difference between A and B"."""
    bare = without_determiner(words, context.lexicon)
    sign = _NAMED_SUMS.get(bare.words[0]) if len(bare) > len(("sum", "of", "A", "and")) else None
    if sign is None or bare.words[1] not in ("of", "between"):
        return []
    items = list_items(bare.part(2), context.lexicon)
    return [("" if not at else sign, item) for at, item in enumerate(items)] if len(items) > 1 else []


def taken_further(verb: str, body: Phrase, name: str, context: Context) -> Actions | None:
    """ "read Subtotal, subtract 15": from what was read or worked out last."""
    sign, _ = SUMS.get(verb, ADDED)
    bare = body.trimmed()
    if verb not in _FURTHER or not context.results or read_number(bare.text) is None:
        return None
    return (Compute(expression=f"{context.results[-1]} {sign} {bare.text}", name=name),)


def _parted(words: Phrase, context: Context) -> list[tuple[str, Phrase]]:
    """The operands, each with the sign before it."""
    found: list[tuple[str, Phrase]] = []
    sign, start, at = "", 0, 0
    while at < len(words):
        share = next((len(one) for one in _SHARES if words.words[at : at + len(one)] == one), 0)
        operator = context.lexicon.operators.at(words.words, at)
        glued = words.words[at].endswith("%") and words.words[at + 1 : at + 2] == ("of",)
        if (share or operator is not None or glued) and (at > start or glued):
            found.append((sign, words.part(start, at + 1 if glued else at)))
            sign = "percent of" if share else "*" if glued else operator.value if operator is not None else ""
            at += share or (2 if glued else operator.length if operator is not None else 1)
            start = at
            continue
        at += 1
    if start < len(words):
        found.append((sign, words.part(start)))
    return found


def _value(bare: Phrase, reads: list[Read], context: Context) -> str | None:
    if not len(bare):
        return None
    if read_number(bare.text.removesuffix("%")) is not None:
        return bare.text
    if len(bare) == 1 and (number := context.lexicon.numbers.get(bare.words[0])) is not None:
        return str(number)
    if bare.is_in(context.lexicon.words(WordClass.PRONOUN)):
        return context.results[-1] if context.results else None
    known = next((result for result in context.results if result.casefold() == plain_name(bare).casefold()), None)
    if known is not None:
        return known
    plain = (
        all(word.isalpha() for word in bare.words)
        or (len(bare) == 1 and bare.words[0].isalnum())
        or (bare.has_quote() and len(bare) == 1)
    )
    place = read_target(bare, context, "read") if plain and len(bare) <= LONGEST_NAME else None
    if place is None or isinstance(place, NotUnderstood) or not place.text:
        return None
    name = place.text.lower()
    if all(one.name != name for one in reads):
        reads.append(Read(place=place, name=name))
    return name
