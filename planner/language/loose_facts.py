"""Facts that say by their kind what they are, behind a comma: "for Zoë, zoe@example.org, delivered tomorrow".

Decision: only a mail address, a day and a number to call are told so; behind one of them a name is a fact as well, of a
kind that is not known. Whatever else stands behind a comma stays where it was said, for it may belong to a name
("Smith, Jones and Sons").
"""

import re
from collections.abc import Iterator

from planner.intents.moments import is_moment
from planner.language.tokens import Kind, Phrase
from planner.likeness import MAIL_ADDRESS

MAILED = "email"
DATED = "on"
BORN = "born"
CALLED_AT = "phone"
_NUMBER = re.compile(r"\+?\d[\d /()-]{5,}")
_LONGEST_NAME = 3
_LONGEST_LEAD = 3
"""Words that may stand before a day: "delivered on", "due", "to be sent by"."""
_LEADS_TO_A_DAY = frozenset({"on", "for", "by", "from", "at", "due", "until"})


def apart(phrase: Phrase, *, followed: bool = False) -> tuple[Phrase, tuple[tuple[str, Phrase], ...]]:
    """What is left of it, and the facts with the words that say what they are.

    followed: by another fact. A day that is counted from today ("Tea tomorrow") is apart without a comma as well.
    """
    starts, pieces = zip(*_pieces(phrase), strict=True)
    found = [None, *(_told(piece) for piece in pieces[1:])]  # what stands first is what its own cue says it is
    whole = next((at for at, fact in enumerate(found) if fact is not None), len(pieces))
    if followed and whole == len(pieces) > 1 and _only_leads(pieces[-1]):
        return phrase.part(0, starts[-1]).trimmed(), ()
    for at in range(whole, len(found)):
        found[at] = found[at] or _name(pieces[at])
    if any(fact is None for fact in found[whole:]):
        return phrase, ()
    facts = tuple(fact for fact in found[whole:] if fact is not None)
    rest = (phrase.part(0, starts[whole]) if facts else phrase).trimmed()
    if not facts and len(rest) > 1 and is_counted_day(rest.part(len(rest) - 1)):
        return rest.part(0, len(rest) - 1), ((DATED, rest.part(len(rest) - 1)),)
    return (rest, facts) if facts else (phrase, ())


def _pieces(phrase: Phrase) -> Iterator[tuple[int, Phrase]]:
    """Cut at commas, and before what stands in brackets at the end; with the number of the word where each begins."""
    start = 0
    for at, word in enumerate(phrase.words):
        if word == "," and phrase.tokens[at].kind is not Kind.QUOTED:
            yield start, phrase.part(start, at)
            start = at + 1
        elif word.startswith("(") and at == len(phrase) - 1 > start:
            yield start, phrase.part(start, at)
            start = at
    yield start, phrase.part(start)


def _told(piece: Phrase) -> tuple[str, Phrase] | None:
    bare = piece.trimmed()
    if not len(bare):
        return None
    last = bare.part(len(bare) - 1)
    if last.tokens[0].kind is Kind.DATE and len(bare) <= _LONGEST_LEAD + 1 and _leads(bare.part(0, len(bare) - 1)):
        return BORN if bare.words[0] == "born" else DATED, last
    if any(map(str.isdigit, bare.text)) and is_moment(bare.text) and not bare.text.isdecimal():
        return DATED, bare
    if len(bare) == 1 and MAIL_ADDRESS.fullmatch(in_brackets(bare.text)):
        return MAILED, bare
    return (CALLED_AT, bare) if _NUMBER.fullmatch(bare.text) else None


def _name(piece: Phrase) -> tuple[str, Phrase] | None:
    bare = piece.trimmed()
    named = 0 < len(bare) <= _LONGEST_NAME and all(bare.is_capitalised(at) for at in range(len(bare)))
    return ("", bare) if named else None


def _only_leads(piece: Phrase) -> bool:
    """ "for Zoë, delivered on ...": how it is to be there is told by what follows."""
    bare = piece.trimmed()
    return len(bare) == 1 and bare.tokens[0].kind is Kind.WORD and not bare.is_capitalised(0) and _leads(bare)


def _leads(before: Phrase) -> bool:
    words = before.words
    return (
        not words
        or words[-1] in _LEADS_TO_A_DAY
        or (len(words) < _LONGEST_LEAD and (words[-1].endswith("ed") or words[-1] == "born"))
    )


def in_brackets(text: str) -> str:
    """
    >>> in_brackets("(ana@example.org)"), in_brackets("Ana (the second)")
    ('ana@example.org', 'Ana (the second)')
    """
    return text[1:-1] if text[:1] == "(" and text[-1:] == ")" else text


def is_counted_day(phrase: Phrase) -> bool:
    """Whether it is a day alone that is counted from today."""
    return len(phrase) == 1 and phrase.tokens[0].kind is Kind.DATE and not any(map(str.isdigit, phrase.text))
