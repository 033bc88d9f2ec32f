"""One event that a display and a page both tell of is one event, also where the page tells of it late."""

import queue
import time
from collections.abc import Callable
from dataclasses import dataclass

from app.compose.desktop_recording import TOLD_WITHIN_S, Inbox
from grounding.geometry import Box
from grounding.screen import Role
from planner.actions import Direction
from planner.demo.desk import DeskDeeds
from planner.demo.inputs import Input, Turned
from planner.demo.values import Wheeled
from tests.planner.demo.test_desk import Seen, sighting, thing


@dataclass(kw_only=True)
class Pages:
    """Told of nothing for the first few times that they are asked. knows_from: the time from which they are."""

    knows_from: int
    asked: int = 0

    def catch_up(self, timeout_s: float) -> bool:
        self.asked += 1
        return True

    def claim(self, told: Input, window: Callable[[Input], str]) -> bool:
        return self.asked >= self.knows_from


def heard(pages: Pages, *, asked: int, age_s: float) -> list[Wheeled]:
    """What the display alone has to tell of a turn of the wheel that is so old."""
    deeds = DeskDeeds(keep=lambda look, window: Seen(look=look, read={}))
    told: queue.SimpleQueue[Input] = queue.SimpleQueue()
    inbox = Inbox(told=told, deeds=deeds, pages=pages)
    at_s = time.time() - age_s
    area = thing(Role.DOCUMENT, "Ground", Box(0, 0, 800, 600))
    inbox.saw(sighting(at_s - 1, area))
    told.put(Turned(at_s=at_s, x=100, y=100, direction=Direction.DOWN))
    for turn in range(asked):
        inbox.saw(sighting(at_s + (turn + 1) / 100, area))
    return [one for one in deeds.finish() if isinstance(one, Wheeled)]


def test_a_page_that_is_told_by_the_browser_a_little_later_still_has_the_event_to_itself() -> None:
    assert heard(Pages(knows_from=3), asked=4, age_s=0.0) == []


def test_what_no_page_tells_of_is_the_displays_after_a_moment() -> None:
    assert len(heard(Pages(knows_from=99), asked=2, age_s=TOLD_WITHIN_S + 0.1)) == 1
