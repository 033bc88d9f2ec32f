"""The applications on an accessibility bus: their processes, and the manners of their toolkits."""

import time

from app.surfaces.accessibility.bus import Answer, Bus, Call
from app.surfaces.accessibility.nodes import (
    ACCESSIBLE,
    Reference,
    number_of,
    references_of,
    text_of,
)
from app.surfaces.accessibility.walk import Manner

REGISTRY = Reference("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
APPLICATION = "org.a11y.atspi.Application"
PATIENCE_S = 0.4
IMPATIENCE_S = 0.05
FIRST_GTK_THAT_TELLS_SHOWING = (4, 10)


class Applications:
    """Remembers of each bus name, which is never given twice, what cannot change."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._pids: dict[str, int] = {}
        self._silent: set[str] = set()
        self.manners: dict[str, Manner] = {}

    def tops(self, pids: set[int], until_s: float) -> list[Reference]:
        """The windows that the applications behind some processes tell of; those of all, when a process is not known.

        One that hangs is waited for a little, and much less the next time.
        """
        found = references_of(self._bus.ask(REGISTRY.call(ACCESSIBLE, "GetChildren"), until_s))
        self._learn([one for one in found if one.peer not in self._pids], until_s)
        known = set(self._pids.values())
        every = not pids <= known  # a window whose process is not on the bus: sandboxed, or it says nothing
        wanted = [one for one in found if every or self._pids.get(one.peer) in pids]
        return [
            *self._tops([one for one in wanted if one.peer not in self._silent], until_s, PATIENCE_S),
            *self._tops([one for one in wanted if one.peer in self._silent], until_s, IMPATIENCE_S),
        ]

    def _tops(self, applications: list[Reference], until_s: float, patience_s: float) -> list[Reference]:
        calls = [one.call(ACCESSIBLE, "GetChildren") for one in applications]
        answers = self._bus.ask_all(calls, min(until_s, time.monotonic() + patience_s))
        for one, answer in zip(applications, answers, strict=True):
            if isinstance(answer, tuple):
                self._silent.discard(one.peer)
            else:
                self._silent.add(one.peer)
        return [top for answer in answers for top in references_of(answer)]

    def pid_of(self, peer: str) -> int:
        return self._pids.get(peer, -1)

    def manner_of(self, peer: str) -> Manner:
        return self.manners.get(peer, Manner())

    def _learn(self, new: list[Reference], until_s: float) -> None:
        calls: list[Call] = []
        for one in new:
            calls += [
                Call(
                    peer="org.freedesktop.DBus",
                    path="/org/freedesktop/DBus",
                    interface="org.freedesktop.DBus",
                    method="GetConnectionUnixProcessID",
                    signature="s",
                    body=(one.peer,),
                ),
                one.asks(APPLICATION, "ToolkitName"),
                one.asks(APPLICATION, "Version"),
            ]
        answers = self._bus.ask_all(calls, min(until_s, time.monotonic() + PATIENCE_S))
        for index, one in enumerate(new):
            pid, toolkit, version = answers[3 * index : 3 * index + 3]
            number = number_of(pid)
            if number is None or not isinstance(toolkit, tuple):
                continue  # too busy starting to answer: asked again at the next look
            self._pids[one.peer] = int(number)
            self.manners[one.peer] = _manner(toolkit, version)


def _manner(toolkit: Answer, version: Answer) -> Manner:
    if text_of(toolkit).lower() != "gtk":
        return Manner()
    numbers = [int(part) for part in text_of(version).split(".")[:2] if part.isdigit()]
    if not numbers or numbers[0] < 4:
        return Manner()
    tells = tuple(numbers) >= FIRST_GTK_THAT_TELLS_SHOWING
    return Manner(tells_showing=tells, type_names=not tells)
