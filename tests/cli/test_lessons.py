"""`deskhand lessons`: seen, switched off, put back and forgotten from the command line."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.storage.lessons import learn
from planner.memory import CameLate, FoundBehind, Lesson
from tests.calling import call

LATE = Lesson(where="shop.example", task="“Pay”", tip=CameLate(after_s=5.0))
BEHIND = Lesson(where="notes", task="“Export”", tip=FoundBehind(opened=("File", "More")))


@pytest.fixture(autouse=True)
def taught(private_home: Path) -> None:
    learn((LATE, BEHIND), run="r1", at=datetime(2026, 11, 28, tzinfo=UTC), redact=str)


def test_lessons_are_listed_told_and_changed() -> None:
    assert call("lessons").out.splitlines() == [
        "1  on   shop.example: “Pay” comes late, after 5 s",
        "2  on   notes: “Export” is behind “File”, then “More”",
    ]
    assert call("lessons", "off", "2").out.startswith("2  off")
    assert "run r1" in call("lessons", "show", "2").out.splitlines()[0]
    assert call("lessons", "revert", "2").out.startswith("2  on")
    assert json.loads(call("lessons", "list", "--json").out.splitlines()[1])["version"] == 3
    assert call("lessons", "forget", "1").code == 0
    assert len(call("lessons", "list").out.splitlines()) == 1


@pytest.mark.parametrize(
    "words", [("show", "9"), ("forget",), ("forget", "1", "--all"), ("off",), ("revert", "1", "--to", "7")]
)
def test_what_cannot_be_done_is_told_in_one_sentence(words: tuple[str, ...]) -> None:
    answer = call("lessons", *words)
    assert answer.code == 2
    assert answer.says_one_sentence(), answer.err


def test_a_bad_file_is_told_in_one_sentence_and_can_be_forgotten(private_home: Path) -> None:
    from app.storage.places import lessons_file

    lessons_file().write_text("{", encoding="utf-8")
    answer = call("lessons", "list")
    assert answer.code == 2
    assert answer.says_one_sentence(), answer.err
    assert call("lessons", "forget", "--all").code == 0
    assert call("lessons", "list").out == ""
