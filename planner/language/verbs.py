"""The verb at the start of a clause: looked up, or one typing error away from one; polite openings dropped."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from planner.language.lexicon import Lexicon, WordClass
from planner.language.spelling import is_one_slip
from planner.language.tokens import Kind, Phrase

SHORTEST_MENDED = 4

_COUNTING = frozenset({"first", "second", "third", "fourth", "next", "now", "there", "again", "so", "too", "later"})
"""Openings that also begin a name ("first name"): dropped only before a comma or a verb."""


@dataclass(frozen=True, kw_only=True)
class Clause:
    """One order: its verb, the frames to try, and what follows the verb."""

    phrase: Phrase
    verb: str
    frames: tuple[str, ...]
    body: Phrase


def without_lead_in(phrase: Phrase, lexicon: Lexicon) -> Phrase:
    """Without "please", "then", "could you" and the like; a phrase that is nothing else stays."""
    rest = phrase.trimmed()
    openings = lexicon.words(WordClass.LEAD_IN)
    if rest.words[:1] in (("start",), ("begin",), ("continue",)) and len(rest) > 1 and rest.words[1].endswith("ing"):
        return rest.part(1) if lexicon.verbs.at(rest.words, 1) else rest
    while found := openings.at(rest.words):
        after = rest.part(found.length)
        cut = after.trimmed()
        if not len(cut) or cut.words[1:2] == ("of",):
            return rest  # "make a copy of ..."
        if found.length == 1 and rest.words[0] in _COUNTING and not _goes_on(after, cut, lexicon):
            return rest
        if lexicon.verbs.at(rest.words) and not _goes_on(after, cut, lexicon):
            return rest
        rest = cut
    return rest


def _goes_on(after: Phrase, cut: Phrase, lexicon: Lexicon) -> bool:
    """Whether an order follows: after a comma, or at once."""
    if after.words[0] in (",", ":", "-"):
        return True
    if lexicon.roles.at(cut.words) is not None:
        return False
    return lexicon.verbs.at(cut.words) is not None or lexicon.words(WordClass.LEAD_IN).at(cut.words) is not None


def read_clauses(phrase: Phrase, lexicon: Lexicon, *, mend: bool = True) -> Iterator[Clause]:
    """The ways to take the phrase as one order: by its longest verb first, then by shorter ones."""
    words = phrase.words
    if not words or phrase.tokens[0].kind is not Kind.WORD:
        return
    if words[0].endswith("ing") and phrase.is_capitalised(0) and len(words) == 2 and words[1].isalpha():
        return  # "Opening hours": a name
    length = 6
    seen = False
    while length and (found := lexicon.verbs.at(words[:length])):
        seen = True
        yield Clause(
            phrase=phrase, verb=" ".join(words[: found.length]), frames=found.value, body=phrase.part(found.length)
        )
        length = found.length - 1
    if not seen and mend:
        mended = mend_verb(words[0], lexicon)
        if mended is not None:
            frames = lexicon.verbs.whole((mended,)) or ()
            yield Clause(phrase=phrase, verb=mended, frames=frames, body=phrase.part(1))


def mend_verb(word: str, lexicon: Lexicon) -> str | None:
    """The one verb that is a single slip away (a letter missing, added, changed, or two swapped).

    Words that mean the same (their frames agree) do not compete.
    """
    if len(word) < SHORTEST_MENDED or not word.isalpha() or word in lexicon.vocabulary:
        return None
    near = [
        verb
        for verb in lexicon.verbs.single_words
        if abs(len(verb) - len(word)) <= 1 and len(verb) >= SHORTEST_MENDED and is_one_slip(word, verb)
        if not word.endswith(verb) and not verb.endswith(word) and not verb.endswith("ing")  # "billing" is no slip
    ]
    swapped = [verb for verb in near if sorted(verb) == sorted(word)]
    first_kept = [verb for verb in swapped or near if verb[0] == word[0]]
    frames = {lexicon.verbs.whole((verb,)) for verb in first_kept or near}
    return (first_kept or near)[0] if len(frames) == 1 else None


def plain_verb(words: Sequence[str], forms: Mapping[str, tuple[str, ...]], lexicon: Lexicon) -> str | None:
    """The plain form of the verb that the words begin with: "going to" is "go" to. None where no verb comes of it.

    forms: endings, with what stands in their place ("-": nothing); a doubled letter before them may be single.
    """
    for ending in sorted(forms, key=len, reverse=True) if words else ():
        if not words[0].endswith(ending):
            continue
        stem = words[0].removesuffix(ending)
        doubled = len(stem) > 2 and stem[-1] == stem[-2]
        for one in (stem, stem[:-1]) if doubled else (stem,):
            for instead in forms[ending]:
                plain = f"{one}{instead.strip('-')}"
                said = (plain, *words[1:])
                if plain and (lexicon.verbs.at(said) or lexicon.deeds.at(said)) is not None:
                    return plain
    return None
