"""A phrase said in plainer ways: by the turns of phrase of its language, and with slips of the keyboard mended."""

import re
from collections.abc import Iterator

from planner.language.application_apart import application_apart, application_within
from planner.language.brief_lists.ways import brief_list
from planner.language.context import Context
from planner.language.joining.apart import apart
from planner.language.joining.left_out import same_again
from planner.language.joining.of_goals import assigned, people_apart
from planner.language.lexicon import Lexicon, WordClass
from planner.language.passives import in_active
from planner.language.slips import with_pauses, without_slips
from planner.language.slots import Slots
from planner.language.swallowed import without_remarks
from planner.language.telling.details import detailed
from planner.language.tokens import Kind, Phrase, UnclosedQuote, tokenize
from planner.language.tools import with_tool
from planner.language.turns import LONGEST, Turns
from planner.language.verbs import plain_verb, without_lead_in
from planner.language.wishes import surely_wished, wished

_BRACKETS = re.compile(r"(^|\s)\(([^()]*)\)")
"""Those of "=SUM(A1)" belong to what is written."""
MOST_WAYS = 12
"""So many plainer ways of one phrase are tried."""


def plainer_first(phrase: Phrase, context: Context) -> Iterator[Phrase]:
    """Ways that the plain reading would take for something else."""
    if not context.turned and not context.wished:
        for text in (with_pauses(phrase, context.lexicon, sure=sure, first=True) for sure in (False, True)):
            yield from _read_again(text, context) if text is not None else ()
    for text in (text for way in (in_active, wished, same_again, apart, with_tool) for text in way(phrase, context)):
        yield from _read_again(text, context)
    yield from _turned(phrase, context.lexicon.first_turns, context)


def plainer_goals(phrase: Phrase, context: Context) -> Iterator[Phrase]:
    """Ways to name a goal whose plain reading would be something else."""
    ways = (wished, same_again, assigned, detailed, apart, people_apart, with_tool)
    for text in (text for way in ways for text in way(phrase, context)):
        yield from _read_again(text, context)
    yield from _turned(phrase, context.lexicon.goal_turns, context)


def plainer_moods(phrase: Phrase, context: Context) -> Iterator[Phrase]:
    """What is wished for, asked about or said in the passive, as an order."""
    yield from _turned(phrase, context.lexicon.moods, context)


def plainer(phrase: Phrase, context: Context) -> Iterator[Phrase]:
    """Ways to read a phrase that cannot be read as it stands."""
    for text in (text for way in (brief_list, surely_wished) for text in way(phrase, context)):
        yield from _read_again(text, context)
    ways = (*_turned(phrase, context.lexicon.turns, context),)
    yield from ways[:MOST_WAYS]
    for text in (text for way in (application_apart, application_within) for text in way(phrase, context)):
        yield from _read_again(text, context)
    lexicon = context.lexicon
    bare = without_lead_in(phrase, lexicon)
    for forms in (lexicon.doing,):
        plain = plain_verb(bare.words, forms, lexicon)
        if plain is not None:
            yield from _read_again(f"{plain} {bare.part(1).text}", context)
    done = _plain_throughout(bare, lexicon)
    if done is not None:
        yield from _read_again(done, context)
    if "(" in phrase.text and (plain_text := without_remarks(phrase.text, lexicon)) != phrase.text:
        yield from _read_again(plain_text, context)
    elif _BRACKETS.search(phrase.text) and not phrase.has_quote():
        yield from _read_again(_BRACKETS.sub(r"\1\2", phrase.text), context)
    for sure in (False, True):
        told = with_pauses(phrase, lexicon, sure=sure)
        if told is not None:
            yield from _read_again(told, context)
    mended = without_slips(phrase, context)
    if mended is not None:
        yield mended


def _plain_throughout(bare: Phrase, lexicon: Lexicon) -> str | None:
    """ "opening a.txt, adding Tea and saving it", each as an order; None where fewer than two are said so."""
    said, count, end = "", 0, bare.tokens[0].start if len(bare) else 0
    for at, token in enumerate(bare.tokens):
        begins = at == 0 or bare.words[at - 1] in (",", "and", "then")
        plain = plain_verb(bare.words[at:], lexicon.doing, lexicon) if begins and token.kind is Kind.WORD else None
        said += bare.source[end : token.start] + (plain or bare.source[token.start : token.end])
        end, count = token.end, count + (plain is not None)
    return said if count > 1 else None


def _turned(phrase: Phrase, turns: Turns, context: Context) -> Iterator[Phrase]:
    seen: set[str] = set()
    for bare in _bared(phrase, context.lexicon):
        if not 0 < len(bare) <= LONGEST:
            continue
        slots = Slots(bare, context)
        for turn in turns.for_words(bare.words):
            for held in turn.matches(bare.words, slots.fits):
                text = turn.filled(held)
                if text not in seen:
                    seen.add(text)
                    yield from _read_again(text, context)


def _bared(phrase: Phrase, lexicon: Lexicon) -> Iterator[Phrase]:
    """As it stands; without the polite words around it."""
    whole = phrase.trimmed()
    yield whole
    bare = without_lead_in(whole, lexicon).without_end(lexicon.words(WordClass.TRAILING))
    if 0 < len(bare) < len(whole):
        yield bare


def _read_again(text: str, context: Context) -> Iterator[Phrase]:
    phrase = tokenize(text, context.lexicon)
    if not isinstance(phrase, UnclosedQuote):
        yield phrase
