"""Chords, in the ways people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.language.keys import CANONICAL, MODIFIERS, read_keys

CHORDS = [
    ("Ctrl+S", [("ctrl", "s")]),
    ("control s", [("ctrl", "s")]),
    ("ctrl-s", [("ctrl", "s")]),
    ("ctrl + shift + t", [("ctrl", "shift", "t")]),
    ("shift ctrl t", [("ctrl", "shift", "t")]),
    ("Ctrl and C", [("ctrl", "c")]),
    ("Enter", [("enter",)]),
    ("return", [("enter",)]),
    ("the Enter key", [("enter",)]),
    ("Page Down", [("page_down",)]),
    ("page_up", [("page_up",)]),
    ("arrow down twice", [("down",), ("down",)]),
    ("Tab three times", [("tab",), ("tab",), ("tab",)]),
    ("Tab, Tab, Enter", [("tab",), ("tab",), ("enter",)]),
    ("Ctrl+K then Ctrl+S", [("ctrl", "k"), ("ctrl", "s")]),
    ("Alt+F4", [("alt", "f4")]),
    ("ctrl-alt-del", [("ctrl", "alt", "delete")]),
    ("ctrl+alt+escape", [("ctrl", "alt", "escape")]),
    ("F24", [("f24",)]),
    ("Ctrl++", [("ctrl", "+")]),
    ("Ctrl+-", [("ctrl", "-")]),
    ("a", [("a",)]),
    ("é", [("é",)]),
    ("ctrl", [("ctrl",)]),
]


@pytest.mark.parametrize(("words", "chords"), CHORDS)
def test_a_chord_is_read(words: str, chords: list[tuple[str, ...]]) -> None:
    assert read_keys(words) == tuple(chords)


@pytest.mark.parametrize(
    "words", ["Save", "OK", "the Home button", "F25", "", "  ", "ctrl+save", "s+ctrl", "ctrl+ctrl"]
)
def test_what_is_no_key_is_refused(words: str) -> None:
    assert read_keys(words) is None


def test_further_words_may_be_given() -> None:
    assert read_keys("Eingabe", {"eingabe": "enter"}) == (("enter",),)


@given(st.text(max_size=60))
def test_only_canonical_names_come_out(words: str) -> None:
    for chord in read_keys(words) or ():
        assert all(key in MODIFIERS for key in chord[:-1])
        assert chord[-1] in CANONICAL or len(chord[-1]) == 1
