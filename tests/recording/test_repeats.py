"""What a person shows several times, with other values each time, becomes a loop that does all of them again."""

import pytest
from playwright.sync_api import Page

from planner.conditions import Tabled
from planner.plan import ForEach
from tests.calling import call
from tests.recording.conftest import Demonstrating, Site

pytestmark = pytest.mark.chromium

GUESTS = """<h1>Guests</h1><p><label>Guest <input id="guest"></label></p><p><label>Town <input id="town"></label></p>
<button>Add</button><script>document.querySelector("button").onclick = () => {
  const [guest, town] = ["guest", "town"].map((id) => document.getElementById(id));
  fetch("/kept?" + new URLSearchParams({ guest: guest.value, town: town.value })); guest.value = town.value = "";
};</script>"""
SHOWN = [{"guest": "Ana", "town": "Oslo"}, {"guest": "Ben", "town": "York"}]


def add(page: Page, *guests: tuple[str, str]) -> None:
    for guest, town in guests:
        page.get_by_label("Guest").click()
        page.keyboard.type(guest)
        page.get_by_label("Town").click()
        page.keyboard.type(town)
        page.get_by_role("button", name="Add").click()


def loop_of(shown: Demonstrating) -> ForEach:
    return next(node for node in shown.flow().nodes if isinstance(node, ForEach))


def test_one_demonstration_with_rounds_becomes_a_loop_when_asked_for(shown: Demonstrating, site: Site) -> None:
    page = shown.record(site.put("", GUESTS))
    add(page, ("Ana", "Oslo"), ("Ben", "York"))
    shown.end_told()
    made = call("flow", "loop", str(shown.file))
    assert "2 times, each time with another guest and town" in made.out
    assert isinstance(loop_of(shown).items, Tabled)
    site.sent.clear()
    assert shown.replay().result["outcome"] in ("done", "unverified")
    assert site.sent == SHOWN
    assert call("flow", "loop", str(shown.file)).code == 2  # nothing is repeated any more


def test_a_second_demonstration_with_rounds_makes_the_part_a_loop(shown: Demonstrating, site: Site) -> None:
    url = site.put("", GUESTS)
    add(shown.record(url), ("Zoe", "Rome"))
    shown.end()
    add(shown.record(url, "--again"), ("Ana", "Oslo"), ("Ben", "York"))
    shown.end_told()
    assert shown.flow().inputs == ()
    site.sent.clear()
    assert shown.replay().result["outcome"] in ("done", "unverified")
    assert site.sent == SHOWN
