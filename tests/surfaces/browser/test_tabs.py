"""Tabs: what our acts open is followed, and one is brought back by words."""

import pytest

from planner.actions import Click, SwitchTo
from planner.errors import ActFailed, SurfaceGone

pytestmark = pytest.mark.chromium


def test_a_tab_that_our_click_opens_is_followed_and_left_again(browser, site):
    person = browser(site.html("first", f"<a target=_blank rel=noopener href='{site.url('leaf.html')}'>New tab</a>"))
    person.click("New tab")
    look = person.until("Leaf")
    assert look.surroundings.title == "Leaf"
    assert [(one.title, one.active) for one in look.surroundings.windows] == [("first", False), ("Leaf", True)]
    person.click("Leaf")
    person.until("done leaf")
    person.do(SwitchTo(name="first"))
    assert person.surface.look().surroundings.title == "first"
    with pytest.raises(ActFailed, match="Leaf"):
        person.do(SwitchTo(name="accounts"))


def test_a_window_that_a_page_opens_is_followed_and_its_end_leads_back(browser, site):
    site.html("popup", "<button onclick='window.close()'>Close me</button>")
    person = browser(site.html("opener", "<button onclick=\"window.open('/popup')\">Open</button>"))
    person.click("Open")
    person.until("Close me")
    person.click("Close me")
    assert person.until("Open").surroundings.title == "opener"


def test_a_target_of_the_tab_that_went_behind_is_not_clicked(browser, site):
    person = browser(
        site.html(
            "late", "<button onclick=\"setTimeout(()=>window.open('/popup'),150)\">Later</button><button>Other</button>"
        )
    )
    site.html("popup", "<button>In front</button>")
    person.click("Later")
    target = person.target("Other")
    deadline = 40
    while len(person.surface._tabs.all()) < 2 and deadline:
        person.surface._connection.pause_s(0.05)
        deadline -= 1
    with pytest.raises(ActFailed, match="Another tab"):
        person.do(Click(place=target.query), target)


def test_when_the_last_tab_closes_the_surface_is_gone(browser, site):
    person = browser(site.url("leaf.html"))
    person.until("Leaf")
    person.surface._connection.call("Target.closeTarget", targetId=person.surface._tabs.current)
    with pytest.raises(SurfaceGone):
        person.look_on()


def test_a_crashed_page_is_told(browser, site):
    person = browser(site.url("leaf.html"))
    person.surface._connection.post("Page.crash", person.surface._tabs.session)
    with pytest.raises(SurfaceGone, match="crashed"):
        person.look_on()
