"""Words for a condition: "there is a Next button", "the total is more than 100", "the box is not ticked"."""

from grounding.screen import Query
from planner.actions import Action, Assert, SetChecked
from planner.conditions import Compares, Comparison, Condition, FileIsThere, IsEnabled, IsShown, IsTicked
from planner.language.context import Context
from planner.language.frames.objects import read_file, read_target
from planner.language.frames.watching import verify
from planner.language.lexicon import WordClass
from planner.language.tokens import Phrase
from planner.language.values import read_reference, read_value
from planner.language.verbs import Clause
from planner.plan import NotUnderstood
from planner.values import Literal, Value

_OPPOSITE = {
    Comparison.IS: Comparison.IS_NOT,
    Comparison.MORE: Comparison.AT_MOST,
    Comparison.LESS: Comparison.AT_LEAST,
    Comparison.CONTAINS: Comparison.CONTAINS_NOT,
}
_OPPOSITES = {**_OPPOSITE, **{other: one for one, other in _OPPOSITE.items()}}


def read_condition(phrase: Phrase, context: Context) -> Condition | None:
    """None: the words are no condition that can be looked for."""
    bare = phrase.trimmed()
    if not len(bare):
        return None
    readers = (_file, _state, _filled, _comparison, _existence, _claim)
    return next((found for reader in readers if (found := reader(bare, context)) is not None), None)


def opposite(condition: Condition) -> Condition:
    """
    >>> opposite(IsShown(place=Query(text="Next"))).present
    False
    """
    match condition:
        case IsShown(place=place, present=present):
            return IsShown(place=place, present=not present)
        case IsTicked(place=place, ticked=ticked):
            return IsTicked(place=place, ticked=not ticked)
        case IsEnabled(place=place, enabled=enabled):
            return IsEnabled(place=place, enabled=not enabled)
        case Compares(subject=subject, comparison=comparison, value=value):
            return Compares(subject=subject, comparison=_OPPOSITES[comparison], value=value)
        case FileIsThere(path=path, present=present):
            return FileIsThere(path=path, present=not present)


def _file(phrase: Phrase, context: Context) -> Condition | None:
    """ "the file notes.txt exists"."""
    lexicon = context.lexicon
    head = _without_there_is(phrase, context)
    there = head is not None
    bare = head[0] if head is not None else phrase
    present = head[1] if head is not None else True
    for kind, shown in ((WordClass.GONE, False), (WordClass.SHOWN, True)):
        if (length := bare.ends(lexicon.words(kind))) and length < len(bare):
            bare, there, present = bare.part(0, len(bare) - length), True, shown
            break
    path = read_file(bare, context) if there else None
    return FileIsThere(path=path, present=present) if path is not None else None


def _without_there_is(phrase: Phrase, context: Context) -> tuple[Phrase, bool] | None:
    """What is said to be there, and whether it is."""
    if phrase.words[0] == "no" and phrase.is_capitalised(0) and phrase.tokens[0].start:
        return None  # "until No more results appears"
    for kind, present in ((WordClass.THERE_IS_NO, False), (WordClass.THERE_IS, True)):
        if (length := phrase.begins(context.lexicon.words(kind))) and length < len(phrase):
            return phrase.part(length), present
    return None


def _state(phrase: Phrase, context: Context) -> Condition | None:
    """ "the Save button is greyed out"."""
    for kind, enabled in ((WordClass.IS_DISABLED, False), (WordClass.IS_ENABLED, True)):
        if (length := phrase.ends(context.lexicon.words(kind))) and length < len(phrase):
            place = read_target(phrase.part(0, len(phrase) - length), context, "assert")
            return None if isinstance(place, NotUnderstood) else IsEnabled(place=place, enabled=enabled)
    return None


def _filled(phrase: Phrase, context: Context) -> Condition | None:
    """ "Name is filled in", "Name is empty"."""
    for kind, comparison in ((WordClass.IS_FILLED, Comparison.IS_NOT), (WordClass.IS_EMPTY, Comparison.IS)):
        if (length := phrase.ends(context.lexicon.words(kind))) and length < len(phrase):
            place = read_target(phrase.part(0, len(phrase) - length), context, "assert")
            return (
                None
                if isinstance(place, NotUnderstood)
                else Compares(subject=place, comparison=comparison, value=Literal(text=""))
            )
    return None


def _existence(phrase: Phrase, context: Context) -> Condition | None:
    head = _without_there_is(phrase, context)
    if head is None:
        return None
    rest, present = head
    cut = rest.ends(context.lexicon.words(WordClass.POSITION))
    rest = rest.part(0, len(rest) - cut) if 0 < cut < len(rest) else rest
    place = read_target(rest, context, "assert")
    return None if isinstance(place, NotUnderstood) else IsShown(place=place, present=present)


def _comparison(phrase: Phrase, context: Context) -> Condition | None:
    """ "the total is more than 100": the longest words that compare, with something on both sides."""
    found = next(
        (
            (at, hit)
            for at in range(1, len(phrase) - 1)
            if (hit := context.lexicon.comparisons.at(phrase.words, at)) is not None and at + hit.length < len(phrase)
        ),
        None,
    )
    said = (WordClass.SHOWN, WordClass.GONE, WordClass.IS_CHECKED, WordClass.IS_UNCHECKED)
    if found is None or any(0 < phrase.ends(context.lexicon.words(kind)) < len(phrase) for kind in said):
        return None
    at, hit = found
    value = read_value(phrase.part(at + hit.length), context, listed=True)
    subject = _subject(phrase.part(0, at).trimmed(), context)
    if subject is None or isinstance(value, NotUnderstood):
        return None
    return Compares(subject=subject, comparison=hit.value, value=value)


def _subject(phrase: Phrase, context: Context) -> Query | Value | None:
    known = read_reference(phrase, context)
    if known is not None:
        return known
    shown = phrase.begins(context.lexicon.words(WordClass.SHOWN_VALUE))
    place = read_target(phrase.part(shown) if 0 < shown < len(phrase) else phrase, context, "assert")
    return None if isinstance(place, NotUnderstood) else place


def _claim(phrase: Phrase, context: Context) -> Condition | None:
    """As "check that ..." reads it."""
    answer = verify(Clause(phrase=phrase, verb="check that", frames=("assert",), body=phrase), context)
    if not isinstance(answer, tuple) or len(answer) != 1:
        return None
    condition = _of_action(answer[0])
    if isinstance(condition, IsShown) and not phrase.has_quote():
        said = (phrase.ends(context.lexicon.words(kind)) for kind in (WordClass.SHOWN, WordClass.GONE))
        return condition if any(said) else None  # any words at all could be a place
    return condition


def _of_action(action: Action) -> Condition | None:
    match action:
        case SetChecked(place=place, checked=checked):
            return IsTicked(place=place, ticked=checked)
        case Assert(place=place, value=None, present=present):
            return IsShown(place=place, present=present)
        case Assert(place=place, value=value) if value is not None:
            return Compares(subject=place, comparison=Comparison.CONTAINS, value=value)
        case _:
            return None
