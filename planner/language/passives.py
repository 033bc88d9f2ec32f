"""Orders in the passive, several in a sentence: "Total should be read and entered in Sum, and Pay should be clicked".

Decision: each is put into the active where it stands, and all around it stays, so that conditions and pauses keep what
they govern. A single passive is left to the moods, which ask less of what is done.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.language.context import Context
from planner.language.lexicon import Lexicon, WordClass
from planner.language.tokens import Kind, Phrase, uncapitalised
from planner.language.verbs import plain_verb

LONGEST = 80
LONGEST_SUBJECT = 14
_JOINS = frozenset({",", "and", "then", ";", "but", ".", "or", "otherwise", "else", "afterwards", "finally", ":"})
_BETWEEN = frozenset({"please", "then", "now", "first", "also", "next", "afterwards", "finally", "just", "be", "get"})


@dataclass(frozen=True, kw_only=True)
class _Passive:
    """start, end: of the subject. verb: where the participle stands; plain: the verb in the active."""

    start: int
    end: int
    verb: int
    plain: str


def in_active(phrase: Phrase, context: Context) -> Iterator[str]:
    lexicon = context.lexicon
    bare = phrase.trimmed()
    if not 4 < len(bare) <= LONGEST or bare.find(lexicon.telling.parts.modal) is None:
        return
    found = list(_passives(bare, lexicon))
    prefixed = bool(found) and found[0].start > 0
    if len(found) < 2 and not prefixed:
        return
    yield _said(bare, found)


def _said(bare: Phrase, found: list[_Passive]) -> str:
    pieces: list[str] = []
    at = 0
    back = "it"
    for number, one in enumerate(found):
        following = found[number + 1].start if number + 1 < len(found) else len(bare)
        subject = bare.part(one.start, one.end)
        subject = subject if one.start else uncapitalised(subject)
        tail = bare.part(one.verb + 1, following)
        if at < one.start:
            pieces.append(bare.part(at, one.start).text)
        particle = _particle(tail)
        back = ("them" if "and" in subject.words else "it") if len(subject) else back
        whole = (one.plain, particle, subject.text or back, tail.part(1 if particle else 0).text)
        pieces.append(" ".join(piece for piece in whole if piece))
        at = following
    return " ".join((*pieces, bare.part(at).text)).replace(" ,", ",").replace(" ;", ";").strip()


def _particle(tail: Phrase) -> str:
    """ "worked out", "filled in", of which both belong to the verb."""
    return tail.words[0] if tail.words[:1] in (("out",), ("off",), ("up",), ("down",)) else ""


def _passives(bare: Phrase, lexicon: Lexicon) -> Iterator[_Passive]:
    modal = lexicon.telling.parts.modal
    at, since = 1, 0
    known = False
    while at < len(bare):
        if known and (elliptic := _elliptic(bare, at, lexicon)) is not None:
            yield elliptic
            at = since = elliptic.verb + 1
            continue
        said = modal.at(bare.words, at) if bare.tokens[at].kind is Kind.WORD else None
        if said is None or (not known and at - since > LONGEST_SUBJECT + 20):
            at += 1
            continue
        verb = at + said.length
        while verb < len(bare) and bare.words[verb] in _BETWEEN:
            verb += 1
        plain = _plain(bare, verb, lexicon)
        start = _start(bare, since, at, lexicon, known=known)
        if "be" not in bare.words[at:verb] or plain is None or start is None:
            at += 1
            continue
        known = True
        yield _Passive(start=start, end=at, verb=verb, plain=plain)
        at = since = verb + 1


def _elliptic(bare: Phrase, at: int, lexicon: Lexicon) -> _Passive | None:
    """ "... and entered in Sum", "..., then typed into Name": of the same thing."""
    if bare.words[at - 1] not in _JOINS:
        return None
    verb = at
    while verb < len(bare) - 1 and bare.words[verb] in _BETWEEN:
        verb += 1
    plain = _plain(bare, verb, lexicon)
    own = lexicon.telling.parts.modal.at(bare.words, verb + 1) is not None
    return None if plain is None or own else _Passive(start=at, end=at, verb=verb, plain=plain)


def _plain(bare: Phrase, at: int, lexicon: Lexicon) -> str | None:
    if at >= len(bare) or bare.tokens[at].kind is not Kind.WORD or bare.is_capitalised(at):
        return None
    return plain_verb(bare.words[at : at + 3], lexicon.done, lexicon)


def _start(bare: Phrase, since: int, modal: int, lexicon: Lexicon, *, known: bool) -> int | None:
    """Where the subject of a passive begins."""
    joins = [n for n in range(since, modal - 1) if bare.words[n] in _JOINS and bare.tokens[n].kind is not Kind.QUOTED]
    if not known:
        first = bare.words[0]
        depends = bare.begins(lexicon.words(WordClass.CONDITION)) or bare.begins(lexicon.words(WordClass.WHEN))
        if depends or first in ("otherwise", "else", "should"):
            last = max((n for n in joins if bare.words[n] in (",", ":", "then")), default=0)
            return last + 1 if last else (1 if first in ("otherwise", "else") else None)
        if first in ("for", "in", "on", "at", "with", "under", "from"):
            heads = [n for n in range(1, modal) if bare.words[n] in ("the", "this", "each")]
            last = max((n for n in joins if bare.words[n] in (",", ":")), default=0)
            return heads[-1] if heads and heads[-1] > last else (last + 1 if last else None)
        start = 0
        while start < modal - 1 and bare.words[start] in {*_JOINS, "first", "please", "now"}:
            start += 1
        return start
    sure = [n for n in joins if bare.words[n] != "and"] or joins
    if not sure:
        return None
    start = sure[0] + 1
    while start < modal - 1 and bare.words[start] in {*_JOINS, "first", "please", "now", "the same"}:
        start += 1
    return start
