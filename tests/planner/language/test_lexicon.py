"""The word lists: complete, in shape, and damaged ones are refused in one sentence."""

import tomllib
from importlib import resources

import pytest

from app.words import load_lexicon
from planner.language.frames.table import FRAMES
from planner.language.keys import CANONICAL, read_keys
from planner.language.lexicon import Lexicon, WordClass
from planner.language.phrases import PhraseTable
from planner.language.tables import LexiconBroken
from planner.language.verbs import mend_verb


def _texts() -> dict[str, str]:
    folder = resources.files("assets").joinpath("words", "en")
    return {entry.name: entry.read_text(encoding="utf-8") for entry in folder.iterdir() if entry.name.endswith(".toml")}


def test_every_kind_of_order_has_a_frame_and_an_example(lexicon: Lexicon) -> None:
    verbs = tomllib.loads(_texts()["verbs.toml"])["verbs"]
    assert set(verbs) == set(FRAMES)
    assert set(FRAMES) <= set(lexicon.patterns)


def test_no_list_of_words_is_left_unread() -> None:
    words = tomllib.loads(_texts()["words.toml"])["words"]
    assert set(words) == {kind.value for kind in WordClass}


def test_shortcuts_and_keys_are_real_keys(lexicon: Lexicon) -> None:
    shortcuts = tomllib.loads(_texts()["shortcuts.toml"])["shortcuts"]
    assert all(read_keys(chord) for chord in shortcuts)
    assert set(lexicon.keys.values()) <= CANONICAL


@pytest.mark.parametrize("damage", ["not toml [", "[words]\nlead_in = 3", "[verbs]\nclick = ['']"])
def test_damaged_lists_are_refused_in_one_sentence(damage: str) -> None:
    texts = _texts()
    name = "words.toml" if "words" in damage else "verbs.toml"
    with pytest.raises(LexiconBroken, match="Install Deskhand again"):
        Lexicon.parse({**texts, name: damage})


def test_a_missing_file_is_refused() -> None:
    with pytest.raises(LexiconBroken, match="no table"):
        Lexicon.parse({name: text for name, text in _texts().items() if name != "roles.toml"})


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(LexiconBroken, match="no readable word lists for xx"):
        load_lexicon("xx")


def test_the_longest_phrase_wins() -> None:
    table = PhraseTable([("open", 1), ("open up", 2), ("drop-down", 3)])
    found = table.at(("open", "up", "now"))
    assert found is not None
    assert (found.value, found.length) == (2, 2)
    assert table.whole(("drop", "down")) == table.whole(("dropdown",)) == 3


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("clcik", "click"),
        ("opne", "open"),
        ("tpye", "type"),
        ("chosse", "choose"),
        ("slect", "select"),
        ("scrol", "scroll"),
    ],
)
def test_one_slip_in_a_verb_is_mended(written: str, meant: str, lexicon: Lexicon) -> None:
    assert mend_verb(written, lexicon) == meant


@pytest.mark.parametrize("written", ["file", "name", "form", "xyzzy", "cat", "chick", "fill"])
def test_words_of_their_own_are_not_mended(written: str, lexicon: Lexicon) -> None:
    assert mend_verb(written, lexicon) is None
