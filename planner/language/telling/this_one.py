"""A sentence about one thing by its name, and orders that speak of it by its kind alone: "Nordhandel has a new name:
rename this supplier to Nordkontor"; and what is reported, with orders that say in full how: "Report that ...: create an
issue".

Decision: only where the name stands at the beginning and is the only one that is told.
"""

from collections.abc import Iterator

from planner.language.clauses import begins_order
from planner.language.lexicon import Lexicon
from planner.language.tokens import Kind, Phrase, UnclosedQuote, tokenize
from planner.language.verbs import without_lead_in

LONGEST_NAME = 5
LONGEST_TOLD = 20
_ENDS = frozenset({".", ";", "!", ":", "\n"})
_THIS = frozenset({"this", "that"})
_REPORTS = frozenset({"report", "note", "state", "announce", "record", "mention"})
_NO_KIND = frozenset({"one", "time", "day", "way", "page", "to", "in", "up", "down", "is", "and", "for"})


def this_one_ways(text: str, lexicon: Lexicon) -> Iterator[str]:
    """The orders alone."""
    phrase = tokenize(text, lexicon)
    if isinstance(phrase, UnclosedQuote):
        return
    cut = next((at for at in range(2, min(len(phrase), LONGEST_TOLD)) if phrase.words[at] in _ENDS), None)
    if cut is None or cut + 2 >= len(phrase):
        return
    told, orders = phrase.part(0, cut), phrase.part(cut + 1).trimmed()
    if _reports(told, lexicon) and phrase.words[cut] == ":" and begins_order(orders, lexicon):
        yield orders.text
    elif (name := _spoken_of(told, lexicon)) and (said := _by_name(orders, name)):
        yield said


def _reports(told: Phrase, lexicon: Lexicon) -> bool:
    """What is reported is said in the orders; a name, number or quotation that only stands here would be lost."""
    bare = without_lead_in(told, lexicon)
    reports = bare.words[:1] in [(one,) for one in _REPORTS] and bare.words[1:2] == ("that",)
    plain = all(token.kind is Kind.WORD and not any(map(str.isdigit, token.word)) for token in bare.tokens)
    return reports and plain and not any(bare.is_capitalised(at) for at in range(2, len(bare)) if bare.words[at] != "i")


def _spoken_of(told: Phrase, lexicon: Lexicon) -> str:
    """ "" where it is about something else, or more is told than goes without saying."""
    words = lexicon.telling.parts
    bare = told.without_start(words.opening).trimmed()
    if begins_order(bare, lexicon) or bare.find(words.binding) is not None:
        return ""
    end = next((at for at in range(1, min(LONGEST_NAME + 1, len(bare))) if bare.words[at] in lexicon.telling.bound), 0)
    name, rest = bare.part(0, end), bare.part(end)
    small = end and (words.small.whole(name.words[:1]) or words.determining.whole(name.words[:1]))
    named = end and not small and (name.is_capitalised(0) or name.has_quote())
    more = any(rest.is_capitalised(at) or rest.tokens[at].kind is not Kind.WORD for at in range(len(rest)))
    more = more or any(any(map(str.isdigit, word)) for word in rest.words)
    return name.text if named and not more else ""


def _by_name(orders: Phrase, name: str) -> str:
    """With the name behind the kind."""
    at = next((at for at in range(1, len(orders) - 1) if orders.words[at] in _THIS), None)
    at = at if at is not None else (len(orders) - 2 if len(orders) > 2 and orders.words[-2] in _THIS else None)
    if at is None or orders.tokens[at + 1].kind is not Kind.WORD or orders.words[at + 1] in _NO_KIND:
        return ""
    kind = orders.words[at + 1]
    if not kind.isalpha() or orders.is_capitalised(at + 1):
        return ""
    before = orders.part(0, at).text
    return f"{before} the {kind} {name} {orders.part(at + 2).text}".strip()
