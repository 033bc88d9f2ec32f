"""The things that one order is said of: cut apart, and told whether they are of one kind."""

from dataclasses import replace

from planner.language.context import Context
from planner.language.frames.objects import is_file, list_items
from planner.language.lexicon import Lexicon
from planner.language.tokens import Kind, Phrase

LONGEST_ITEM = 5
STOPS = frozenset({"to", "into", "in", "from", "on", "onto", "with", "as", "for", "off", "at", "by", "under", "using"})
_ENDS = (("too",), ("as", "well"), ("also",))


def items_in(said: Phrase, lexicon: Lexicon) -> tuple[Phrase, ...]:
    return list_items(with_and(said), lexicon)


def with_and(said: Phrase) -> Phrase:
    """With "and" for "as well as"."""
    tokens = list(said.tokens)
    at = 0
    while at + 2 < len(tokens):
        if [token.word for token in tokens[at : at + 3]] == ["as", "well", "as"]:
            tokens[at : at + 3] = [replace(tokens[at], word="and")]
        at += 1
    return replace(said, tokens=tuple(tokens))


def stops(listed: Phrase, at: int) -> bool:
    token = listed.tokens[at]
    if token.kind is Kind.MARK and token.word != ",":
        return True
    return token.kind is Kind.WORD and token.word in STOPS | {"there"} and listed.words[at - 1] not in (",", "and")


def without_joins(said: Phrase) -> Phrase:
    while len(said) and said.words[-1] in (",", "and"):
        said = said.part(0, -1)
    return said


def without_end(said: Phrase) -> Phrase:
    for end in _ENDS:
        if said.words[-len(end) :] == end and len(said) > len(end):
            return said.part(0, -len(end)).trimmed()
    return said


def are_alike(known: Phrase, piece: Phrase, context: Context) -> bool:
    """Whether both are names, or both quoted, or both files."""
    quoted = [len(one) == 1 and one.has_quote() for one in (known, piece)]
    files = [is_file(one, context) for one in (known, piece)]
    names = [one.is_capitalised(0) for one in (known, piece)]
    return all(quoted) or all(files) or all(names)


def is_named(said: Phrase, at: int) -> bool:
    return said.is_capitalised(at) or said.tokens[at].kind is Kind.QUOTED
