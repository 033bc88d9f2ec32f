"""What hands did in a page, event by event: which was our own, and when each was."""

from collections.abc import Callable
from dataclasses import dataclass

from app.surfaces.browser.protocol import Answer
from app.surfaces.browser.sent_acts import named, spot

Takes = Callable[[str, str, float], bool]
"""Whether an event of that kind and code, at that moment, is one that we sent: by our own log."""


def nobody_acts(kind: str, code: str, at_s: float) -> bool:
    """A `Takes` where Deskhand does nothing."""
    return False


@dataclass(frozen=True, kw_only=True)
class Touched:
    """An event of the person's in a page. at_s: seconds of the epoch. kind: "down", "up", "key" or "wheel"."""

    at_s: float
    kind: str


class PageHands:
    """Grows by what the pages tell, in its order: a page says what its events did right after each of them."""

    def __init__(self, *, takes: Takes) -> None:
        self._takes = takes
        self._own_last: set[str] = set()
        self.touched: list[Touched] = []

    def raw(self, told: Answer, tab: str) -> None:
        """An event as it came."""
        kind, at_s = told.text("w"), told.number("t") / 1000
        match kind:
            case "key":
                code = named(told.text("key"))
            case _ if told.given("x"):
                code = spot(told.number("x"), told.number("y"))
            case _:
                code = ""
        if self._takes(kind, code, at_s):
            self._own_last.add(tab)
        else:
            self._own_last.discard(tab)
            self.touched.append(Touched(at_s=at_s, kind=kind))

    def is_own(self, told: Answer, tab: str) -> bool:
        """Whether what a page tells is of our own doing: it follows from our event, or from none at all."""
        given = "file" if told.text("kind") == "file" else "text"
        if told.text("k") == "input" and self._takes(given, "", told.number("t") / 1000):
            return True
        return tab in self._own_last and told.text("k") != "scene"
