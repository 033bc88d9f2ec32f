"""Sums of what stands on the screen: "work out Subtotal minus 15", "8 percent of the net rent", "subtract 15"."""

from collections.abc import Mapping

from planner.actions import Compute, Read
from planner.language.compute import CannotCompute, normalise, read_number
from planner.language.context import Context
from planner.language.frames.objects import Actions, plain_name, read_target, without_determiner
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


def worked_out_of_shown(words: Phrase, name: str, context: Context) -> Actions | None:
    """Each value is read first. None: it is no sum, or something in it is no name and no number."""
    parted = _parted(words, context)
    if len(parted) < 2:
        return None
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
        expression = normalise(said.strip(), (*context.results, *(one.name for one in reads)))
    except CannotCompute:
        return None
    return (*reads, Compute(expression=expression, name=name))


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
    if bare.is_in(context.lexicon.words(WordClass.PRONOUN)):
        return context.results[-1] if context.results else None
    known = next((result for result in context.results if result.casefold() == plain_name(bare).casefold()), None)
    if known is not None:
        return known
    plain = all(word.isalpha() for word in bare.words) or (bare.has_quote() and len(bare) == 1)
    place = read_target(bare, context, "read") if plain and len(bare) <= LONGEST_NAME else None
    if place is None or isinstance(place, NotUnderstood) or not place.text:
        return None
    name = place.text.lower()
    if all(one.name != name for one in reads):
        reads.append(Read(place=place, name=name))
    return name
