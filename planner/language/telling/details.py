"""What is made, with details in brackets or after a colon: "add Rye bread (price 3, in stock)", "new contact: ..."."""

import re
from collections.abc import Iterator

from planner.intents.moments import is_moment
from planner.language.context import Context
from planner.language.lexicon import Lexicon, WordClass
from planner.language.telling.introduced import fact_of
from planner.language.tokens import Kind, Phrase, UnclosedQuote, tokenize, uncapitalised
from planner.language.verbs import without_lead_in

LONGEST_NOUN = 3
LONGEST_STATE = 3
_BRACKETS = re.compile(r"\s*\(([^()]+)\)")
_TIME = re.compile(r"\d{1,2}[:.]\d{2}(?:\s?[ap]m)?|\d{1,2}\s?[ap]m")


def detailed(phrase: Phrase, context: Context) -> Iterator[str]:
    """As an order with its facts; nothing where one of the details is no fact of it."""
    lexicon = context.lexicon
    bare = uncapitalised(without_lead_in(phrase.trimmed(), lexicon))
    making = bare.begins(lexicon.telling.parts.create)
    found = _BRACKETS.search(bare.text)
    if making and found is not None and not bare.has_quote():
        told = _details(found[1], lexicon)
        before, after = bare.text[: found.start()], bare.text[found.end() :].strip(" ,")
        if told is not None:
            facts, states = told
            yield f"{before}{facts} {after}".strip() + _ticked(states)
        return
    colon = bare.index(":")
    start = making or (1 if bare.words[:1] == ("new",) else 0)
    if colon is None or not start or colon + 1 >= len(bare):
        return
    noun = bare.part(making, colon).without_start(lexicon.words(WordClass.DETERMINER))
    noun = noun.part(1) if noun.words[:1] == ("new",) else noun
    name, *details = bare.part(colon + 1).split(",")
    plain = all(token.kind is Kind.WORD for token in noun.tokens) and not noun.is_capitalised(0)
    if not plain or not 0 < len(noun) <= LONGEST_NOUN or not details or fact_of(name, lexicon) is not None:
        return
    told = _details(", ".join(piece.text for piece in details), lexicon)
    if told is not None:
        called = name.text if name.is_capitalised(0) or name.has_quote() else f"called {name.text}"
        yield f"create the {noun.text} {called}{told[0]}{_ticked(told[1])}"


def _details(text: str, lexicon: Lexicon) -> tuple[str, list[str]] | None:
    """The facts as they follow a name, and what it only is ("in stock")."""
    labelled: list[str] = []
    moments: list[str] = []
    states: list[str] = []
    for piece in text.split(","):
        said = tokenize(piece.strip(), lexicon)
        if isinstance(said, UnclosedQuote) or not len(said):
            return None
        fact = fact_of(said, lexicon)
        if _TIME.fullmatch(said.text):
            moments.append(f" at {said.text}")
        elif is_moment(said.text) and not said.text.isdecimal():
            moments.append(f" on {said.text}")
        elif fact is not None:
            labelled.append(f"{fact[0]} {fact[1]}")
        elif len(said) <= LONGEST_STATE and all(word.isalpha() for word in said.words) and said.text.islower():
            states.append(said.text)
        else:
            return None
    with_facts = f" with {' and '.join(labelled)}" if labelled else ""
    return f"{with_facts}{''.join(moments)}", states


def _ticked(states: list[str]) -> str:
    """Ticked in the form, which is handed in then."""
    return "".join(f', tick "{state.capitalize()}"' for state in states) + (" and save" if states else "")
