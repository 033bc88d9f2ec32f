"""Texts are cut where a person would cut them, and nothing of a quotation is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.words import load_lexicon
from planner.language.lexicon import Lexicon
from planner.language.tokens import Kind, Phrase, UnclosedQuote, tokenize


def _cut(text: str, lexicon: Lexicon) -> list[str]:
    phrase = tokenize(text, lexicon)
    assert isinstance(phrase, Phrase)
    return [token.word or token.content for token in phrase.tokens]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Click Save.", ["click", "save", "."]),
        ("type 'it's fine' now", ["type", "it's fine", "now"]),
        ('“a "b" c”', ['a "b" c']),
        ("„Hallo“ and «Salut»", ["Hallo", "and", "Salut"]),
        ("\"a\\nb\" 'a\\nb'", ["a\nb", "a\\nb"]),
        ('"say \\"hi\\""', ['say "hi"']),
        ('""', [""]),
        ("don't", ["don't"]),
        ("go to localhost:8080/x, then", ["go", "to", "localhost:8080/x", ",", "then"]),
        ("File>Save", ["file", ">", "save"]),
        ("1. a\n2) b\n- c\n• d", ["a", "\n", "b", "\n", "c", "\n", "d"]),
        ("a\n\n\nb", ["a", "\n", "b"]),
        ("Dr. Smith", ["dr.", "smith"]),
        ("Dec 24, 2026", ["2026-12-24"]),
        ("24th of December 2026", ["2026-12-24"]),
        ("31 February 2026", ["31", "february", "2026"]),
        ("{{secret:mail}}", ["mail"]),
        ('a="b"', ["a=", "b"]),
    ],
)
def test_a_text_is_cut(text: str, parts: list[str], lexicon: Lexicon) -> None:
    assert _cut(text, lexicon) == parts


def test_a_quotation_that_never_ends_is_named(lexicon: Lexicon) -> None:
    assert tokenize('type "abc in Name', lexicon) == UnclosedQuote(part='"abc in Name')


@given(st.text(alphabet=st.characters(blacklist_characters='"”“\\', blacklist_categories=["Cs"]), max_size=80))
def test_what_is_quoted_comes_out_as_it_was(content: str) -> None:
    phrase = tokenize(f'type "{content}" here', load_lexicon())
    assert isinstance(phrase, Phrase)
    assert phrase.tokens[1].kind is Kind.QUOTED
    assert phrase.tokens[1].content == content
