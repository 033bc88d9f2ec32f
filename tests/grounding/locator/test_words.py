"""How like two texts are."""

import pytest

from grounding.locator.spelling import spell
from grounding.locator.words import likeness


def score(asked: str, shown: str) -> float:
    return likeness(spell(asked), spell(shown)).score


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("save", "Save"),
        ("Save As", "Save _As..."),
        ("save as", "Save As…  Ctrl+Shift+S"),
        ("inbox", "Inbox (12)"),
        ("E-mail", "Email:"),
        ("Menu", "Rnenu"),
        ("file1.txt", "filel.txt"),
        ("Fit the width", "Fit Width"),
        ("Größe", "GRÖSSE"),
        ("archived_files.tar.xz", "archived_ files.tar.xz"),
        ("Настройки", "настройки"),
    ],
)
def test_the_same_name_is_known_whatever_its_dress(asked: str, shown: str) -> None:
    assert score(asked, shown) >= 0.9


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("connect", "Disconnect"),
        ("install", "Uninstall"),
        ("enable", "Disable"),
        ("check", "Uncheck"),
        ("save", "Don't Save"),
        ("file1.txt", "file2.txt"),
        ("page 2", "page 3"),
        ("17", "71"),
        ("delete", "Save"),
        ("Green", "Greet"),
        ("Save", "Sale"),
        ("of", "To"),
    ],
)
def test_opposites_and_other_numbers_are_never_alike(asked: str, shown: str) -> None:
    assert score(asked, shown) < 0.55


def test_likeness_falls_with_what_else_is_said() -> None:
    order = ["Save", "Save As", "Save all open documents", "To save a document, choose a name and a folder for it"]
    scores = [score("save", shown) for shown in order]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("setings", "Settings"),
        ("Prefrences", "Preferences"),
        ("Svae", "Save"),
        ("Keybord Shortcuts", "Keyboard Shortcuts"),
    ],
)
def test_a_typing_mistake_is_forgiven(asked: str, shown: str) -> None:
    assert 0.54 <= score(asked, shown) < 0.95


def test_a_name_that_is_cut_off_is_still_known() -> None:
    assert score("Quarterly report of the sales team", "Quarterly report of t…") > 0.8


def test_symbols_are_compared_as_they_are() -> None:
    assert score("+", "+") == 1.0
    assert score("+", "-") == 0.0
