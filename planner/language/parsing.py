"""The tables of a language's word lists, each made into what the lexicon holds."""

from collections.abc import Mapping

from planner.conditions import Comparison
from planner.goals.goal import Best
from planner.goals.skill import ControlWords
from planner.language.looks import Looks
from planner.language.phrases import PhraseTable
from planner.language.spelling import Spelling
from planner.language.tables import LexiconBroken, Tables
from planner.language.turns import Turns
from planner.language.turns import read_turns as turns_of


def read_turns(name: str, tables: Tables, *, after: str = "") -> Turns:
    """after: another table, whose turns come first."""
    try:
        sets = tables.optional("sets")
        turns = (*turns_of(tables.optional(after), sets), *turns_of(tables.lists(name), sets))
    except KeyError as error:
        raise LexiconBroken(f"no set {error} for {name}") from error
    wrong = next((turn.plain for turn in turns if not turn.is_whole), None)
    if wrong is not None:
        raise LexiconBroken(f"a turn of phrase lacks a slot of {wrong}")
    return Turns(turns)


def read_by_phrase(lists: Mapping[str, tuple[str, ...]]) -> PhraseTable[str]:
    return PhraseTable((phrase, name) for name, phrases in lists.items() for phrase in phrases)


def read_verbs(lists: Mapping[str, tuple[str, ...]]) -> PhraseTable[tuple[str, ...]]:
    frames: dict[str, list[str]] = {}
    for frame, phrases in lists.items():
        for phrase in phrases:
            frames.setdefault(phrase, []).append(frame)
    return PhraseTable((phrase, tuple(names)) for phrase, names in frames.items())


def read_comparisons(lists: Mapping[str, tuple[str, ...]]) -> PhraseTable[Comparison]:
    try:
        return PhraseTable((phrase, Comparison(name)) for name, phrases in lists.items() for phrase in phrases)
    except ValueError as error:
        raise LexiconBroken(str(error)) from error


def read_goals(tables: Tables) -> tuple[ControlWords, PhraseTable[Best]]:
    """What controls of no deed are called, and what the best of several is called."""
    try:
        best = PhraseTable((one, Best.parse(end)) for end, said in tables.optional("best").items() for one in said)
        return ControlWords(**tables.optional("controls")), best
    except (TypeError, ValueError) as error:
        raise LexiconBroken(str(error)) from error


def read_spelling(tables: Tables) -> Spelling:
    words = tables.optional("spelling")
    wrong = {slip: meant for meant, slips in tables.optional("misspelt").items() for slip in slips}
    return Spelling(meant=words.get("meant", ()), right=frozenset(words.get("right", ())), wrong=wrong)


def read_looks(tables: Tables) -> Looks:
    try:
        return Looks.parse(
            kinds=tables.optional("kinds"),
            colors=tables.optional("colors"),
            sizes=tables.optional("sizes"),
            sides=tables.optional("sides"),
            traits=tables.optional("traits"),
            strokes=tables.optional("strokes"),
            styles=tables.optional("styles"),
            picking=tables.optional("picking"),
        )
    except ValueError as error:
        raise LexiconBroken(str(error)) from error
