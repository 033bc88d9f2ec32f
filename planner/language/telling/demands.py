"""What is demanded of a thing beside the orders: "Enter 7 in Quantity, but the quantity has to stay under 5".

Decision: a demand is no order. It is taken out of the text, and the plan of the rest is held against it: what breaks it
is refused before anything is touched, what keeps it goes on, and where the plan says nothing about that thing, the text
is read as if there were no demands at all.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from grounding.screen import Query
from planner.actions import Action, Clear, Pursue, SelectOption, SetChecked, SetLevel, TypeText
from planner.language.lexicon import Lexicon, WordClass
from planner.language.phrases import PhraseTable
from planner.language.telling.demand_words import DemandWords
from planner.language.tokens import Kind, Phrase, UnclosedQuote, tokenize
from planner.plan import Node, Step
from planner.values import Literal

_LINKS = frozenset(
    {"and", "but", "so", "because", "although", "though", "even", "as", "since", "while", "yet", "please"}
)
_LEADS_IN = frozenset({"although", "though", "but", "because"})
_PRONOUNS = frozenset({"it", "that", "this", "they"})
_LONGEST = 14


class Verdict(StrEnum):
    KEPT = "kept"
    BROKEN = "broken"
    OPEN = "open"


Test = Callable[[Action], bool | None]
"""Whether an action keeps what is demanded; None where it has nothing to do with it."""


@dataclass(frozen=True, kw_only=True)
class Demand:
    """thing: in small letters; "" where the words point back. said: the person's words."""

    thing: str
    said: str
    keeps: Test

    def verdict(self, nodes: tuple[Node, ...]) -> Verdict:
        found = [
            kept
            for node in nodes
            if isinstance(node, Step) and _place(node.action) in ((self.thing,) if self.thing else _places(nodes))
            for kept in (self.keeps(node.action),)
            if kept is not None
        ]
        if not found:
            spelled_out = all(isinstance(node, Step) and not isinstance(node.action, Pursue) for node in nodes)
            return Verdict.KEPT if self.keeps is _unchanged and self.thing and spelled_out else Verdict.OPEN
        return Verdict.KEPT if all(found) else Verdict.BROKEN


def demands_apart(text: str, lexicon: Lexicon) -> tuple[str, tuple[Demand, ...]]:
    """The text without what is demanded in it, and that.

    >>> from app.words import load_lexicon
    >>> rest, demands = demands_apart('Enter 7 in "Size", but the size has to stay under 5', load_lexicon())
    >>> rest, [demand.said for demand in demands]
    ('Enter 7 in "Size"', ['the size has to stay under 5'])
    """
    phrase = tokenize(text, lexicon)
    if isinstance(phrase, UnclosedQuote) or lexicon.demands.modal.isdisjoint(phrase.words):
        return text, ()
    kept: list[Phrase] = []
    found: list[Demand] = []
    for clause in _clauses(phrase):
        bare = _without_links(clause)
        if not len(bare):
            continue  # a mark alone
        demand = _demand(bare, lexicon) if len(bare) <= _LONGEST else None
        if demand is None:
            kept.append(clause)
        else:
            found.append(demand)
    if not found or not kept:
        return text, ()
    first, *others = (_without_links(part) if at == 0 else part for at, part in enumerate(kept))
    return "".join([first.text, *(f"{_mark_before(part)} {part.trimmed().text}" for part in others)]), tuple(found)


def _clauses(phrase: Phrase) -> Iterator[Phrase]:
    """Between marks, and from a word such as "although" on."""
    start = 0
    for at, token in enumerate(phrase.tokens):
        if at > start and (token.kind in (Kind.MARK, Kind.BREAK) or token.word in _LEADS_IN):
            yield phrase.part(start, at)
            start = at
    yield phrase.part(start)


def _without_links(clause: Phrase) -> Phrase:
    rest = clause.trimmed()
    while len(rest) and rest.words[0] in _LINKS:
        rest = rest.part(1).trimmed()
    return rest


def _mark_before(part: Phrase) -> str:
    return part.words[0] if part.tokens[0].kind is Kind.MARK else ""


def _demand(bare: Phrase, lexicon: Lexicon) -> Demand | None:
    words = lexicon.demands
    for at in range(1, len(bare)):
        denied = words.must_not.at(bare.words, at)
        demanded = denied or words.must.at(bare.words, at)
        if demanded is None:
            continue
        rest = bare.part(at + demanded.length)
        keeps = _denied(rest, words) if denied else _said(rest, words)
        thing = bare.part(0, at)
        thing = thing.part(thing.begins(lexicon.words(WordClass.DETERMINER)))
        if keeps is None or not len(thing):
            return None
        name = " ".join(token.content or token.word for token in thing.tokens).lower()
        return Demand(thing="" if name in _PRONOUNS else name, said=bare.text, keeps=keeps)
    return None


def _said(rest: Phrase, words: DemandWords) -> Test | None:
    stays = rest.begins(words.stays)
    if stays:
        after = rest.part(stays)
        if after.is_in(words.on) or after.is_in(words.off):
            return _checked(after.is_in(words.on))
        if after.is_in(words.empty):
            return _nothing_typed
        if after.is_in(words.same):
            return _unchanged
        return _bound(after, words)
    be = rest.begins(words.be)
    return _bound(rest.part(be), words) if be else None


def _denied(rest: Phrase, words: DemandWords) -> Test | None:
    if rest.is_in(words.changed):
        return _unchanged
    if length := rest.begins(words.exceeds):
        return _compared(rest.part(length), lambda number, bound: number <= bound)
    if length := rest.begins(words.falls_short):
        return _compared(rest.part(length), lambda number, bound: number >= bound)
    be = rest.begins(words.be) or rest.begins(words.stays)
    inner = _bound(rest.part(be), words) if be else None
    return _opposite(inner) if inner is not None else None


def _bound(rest: Phrase, words: DemandWords) -> Test | None:
    tests: tuple[tuple[PhraseTable[bool], Callable[[float, float], bool]], ...] = (
        (words.at_most, lambda number, bound: number <= bound),
        (words.at_least, lambda number, bound: number >= bound),
        (words.under, lambda number, bound: number < bound),
        (words.over, lambda number, bound: number > bound),
    )
    for table, holds in tests:
        if length := rest.begins(table):
            return _compared(rest.part(length), holds)
    return None


def _compared(bound: Phrase, holds: Callable[[float, float], bool]) -> Test | None:
    limit = _number(bound.tokens[0].content or bound.words[0]) if len(bound) == 1 else None
    if limit is None:
        return None

    def keeps(action: Action) -> bool | None:
        match action:
            case TypeText(value=Literal(text=text)) | SetLevel(value=Literal(text=text)):
                number = _number(text)
                return None if number is None else holds(number, limit)
            case _:
                return None

    return keeps


def _checked(on: bool) -> Test:
    return lambda action: action.checked is on if isinstance(action, SetChecked) else None


def _nothing_typed(action: Action) -> bool | None:
    return isinstance(action, Clear) if isinstance(action, TypeText | Clear | SelectOption) else None


def _unchanged(action: Action) -> bool | None:
    return False if isinstance(action, TypeText | Clear | SelectOption | SetChecked | SetLevel) else None


def _opposite(test: Test) -> Test:
    def keeps(action: Action) -> bool | None:
        kept = test(action)
        return None if kept is None else not kept

    return keeps


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def _place(action: Action) -> str | None:
    match action:
        case (
            SetChecked(place=Query(text=text))
            | SetLevel(place=Query(text=text))
            | SelectOption(place=Query(text=text))
            | Clear(place=Query(text=text))
            | TypeText(place=Query(text=text))
        ):
            return text.lower()
        case _:
            return None


def _places(nodes: tuple[Node, ...]) -> tuple[str, ...]:
    """What "it" may be: the last place that something is done at."""
    named = [place for node in nodes if isinstance(node, Step) and (place := _place(node.action)) is not None]
    return tuple(named[-1:])
