"""Settings come from a file and from variables, and what is wrong with them is said in one sentence."""

from pathlib import Path

import pytest

from app.errors import Misuse
from app.settings import load_settings, settings_file


def write(text: str) -> Path:
    place = settings_file()
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    return place


def test_without_a_file_the_defaults_hold(private_home: Path) -> None:
    settings = load_settings()
    assert settings.max_steps is None
    assert settings.stop_key == "ctrl+alt+escape"
    assert settings.runs_folder is None


def test_a_file_changes_what_it_names(private_home: Path) -> None:
    write('threads = 4\nautonomy = "each"\nruns_folder = "~/runs"\n')
    settings = load_settings()
    assert settings.threads == 4
    assert settings.autonomy == "each"
    assert settings.runs_folder == private_home / "runs"
    assert settings.budget_s == 600.0


def test_a_variable_stands_before_the_file(private_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("max_steps = 10\n")
    monkeypatch.setenv("DESKHAND_MAX_STEPS", "20")
    monkeypatch.setenv("DESKHAND_SECRET_MAIL", "is none of its business")
    assert load_settings().max_steps == 20


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("max_steps = 0\n", "max_steps"),
        ('autonomy = "wild"\n', "autonomy"),
        ("budget_s = inf\n", "budget_s"),
        ("colour = 3\n", "colour"),
        ("max_steps = \n", "cannot be read"),
    ],
)
def test_a_bad_file_is_one_sentence_that_names_the_place(private_home: Path, text: str, named: str) -> None:
    place = write(text)
    with pytest.raises(Misuse) as caught:
        load_settings()
    assert named in str(caught.value)
    assert str(place) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_bad_variable_is_named(private_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESKHAND_BUDGET_S", "soon")
    with pytest.raises(Misuse, match="DESKHAND_BUDGET_S"):
        load_settings()
