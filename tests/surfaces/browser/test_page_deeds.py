"""What the script in a page tells of a person's hands, put together."""

import pytest

from app.surfaces.browser.page_deeds import PageDeeds
from app.surfaces.browser.protocol import Answer
from planner.demo.values import Wheeled

SCENE = {
    "k": "scene", "t": 1000, "id": "s", "title": "Ground", "address": "http://127.0.0.1/", "document": "d",
    "width": 800, "height": 600, "inner": False, "elements": [],
}  # fmt: skip
PAGE = {"n": 1, "r": "document", "b": [0, 0, 800, 600], "s": [], "t": "Ground", "h": ""}


@pytest.mark.parametrize(
    ("along", "turns", "notches"),
    [(120, 1, 1), (240, 2, 2), (360, 3, 3), (480, 4, 4), (-360, 3, 3), (53, 0, 1), (200, 1.3, 2)],
)
def test_each_notch_of_a_wheel_counts_once_also_where_a_busy_page_gets_several_as_one(
    along: float, turns: float, notches: int
) -> None:
    deeds = PageDeeds(app="Chrome")
    wheel = {"k": "wheel", "t": 2000, "scene": "s", "n": 1, "e": PAGE, "dx": 0, "dy": along, "mode": 0, "turns": turns}
    for told in (SCENE, wheel):
        deeds.take(Answer(told), tab="tab", picture=lambda at_s: None, file=lambda: "")
    assert [one.notches for one in deeds.deeds if isinstance(one, Wheeled)] == [notches]
