"""Forms of applications of two kits, by sight alone, judged by what the application wrote."""

import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.calling import Called, call
from tests.surfaces.desktop.conftest import Screen, until

pytestmark = [pytest.mark.x11, pytest.mark.long]
HERE = Path(__file__).parent
TK = pytest.param(
    ("wish", str(HERE / "guests_tk.tcl")),
    id="tk",
    marks=pytest.mark.skipif(not shutil.which("wish"), reason="the package tk is not installed"),
)
QT = pytest.param((sys.executable, str(HERE / "guests_qt.py")), id="qt")


@dataclass(frozen=True, kw_only=True)
class Guests:
    display: str
    book: Path

    def run(self, words: str) -> Called:
        return call("run", words, "--display", self.display, "--json")

    def saved(self) -> dict[str, object]:
        last: dict[str, object] = json.loads(self.book.read_text(encoding="utf-8").splitlines()[-1])
        return last


@pytest.fixture(params=[QT, TK])
def guests(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Guests]:
    screen = Screen(tmp_path)
    try:
        screen.start(*request.param, str(tmp_path / "book.jsonl"))
        until(lambda: "Guest book" in screen.run("wmctrl", "-l", check=False), "the form's window")
        yield Guests(display=screen.display, book=tmp_path / "book.jsonl")
    finally:
        screen.close()


def test_a_form_is_filled_from_facts_and_saved(guests: Guests) -> None:
    answer = guests.run("Fill in the form with name Ana Lopez, country Spain and 3 nights, then save the guest")
    assert guests.saved() == {"name": "Ana Lopez", "country": "Spain", "nights": 3, "news": False, "remarks": ""}
    assert answer.result["outcome"] == "done", answer.result


def test_what_stood_in_a_field_is_replaced(guests: Guests) -> None:
    guests.run("Type Ana Lopez into Name, type 12 into Nights and click Save guest")
    answer = guests.run("Type Bo Stone into Name, type 7 into Nights and click Save guest")
    assert (guests.saved()["name"], guests.saved()["nights"]) == ("Bo Stone", 7), answer.result


def test_a_field_on_another_tab_is_written_into(guests: Guests) -> None:
    words = 'Write "Late arrival" in the remarks on the Notes tab, then on the Guest tab type Ana into Name'
    answer = guests.run(f"{words} and click Save guest")
    assert (guests.saved()["name"], guests.saved()["remarks"]) == ("Ana", "Late arrival"), answer.result


def test_what_the_application_refuses_is_not_done(guests: Guests) -> None:
    answer = guests.run("Tick the newsletter and click Save guest")
    assert not guests.book.exists()
    assert answer.result["outcome"] == "unverified", answer.result
    assert "a name is required" in str(answer.result["reason"])
