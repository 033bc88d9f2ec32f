"""The isolated worlds: where Deskhand's own script runs in a page, out of the page's sight, and how it is called."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Final

from app.errors import AppError
from app.surfaces.browser.protocol import CALL_S, Answer, CallRefused, Connection, Happened, Json

BINDING: Final = "deskhandReports"
EVERYTHING: Final = (-1e7, -1e7, 1e7, 1e7)


class WorldGone(AppError):
    """The document that the world belonged to is gone (the page navigated, or the frame was removed)."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a frame's content stands in the tab: origin and scale in CSS pixels of the tab."""

    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0

    def json(self) -> Json:
        return {"x": self.x, "y": self.y, "k": self.scale}


@dataclass(kw_only=True)
class World:
    """One document's world. parent, number: the frame element that holds it, in its parent's world."""

    serial: int
    session: str
    frame: str
    context: int
    place: Place = field(default_factory=Place)
    parent: "World | None" = None
    number: int = 0


@cache
def _script() -> str:
    folder = resources.files("app.surfaces.browser")
    parts = [(folder / name).read_text(encoding="utf-8") for name in ("facts.js", "structure.js", "elements.js")]
    return '(() => {"use strict";' + "\n".join(parts) + "})()"


class Worlds:
    """Made on first use, found again by serial while their document lives."""

    def __init__(self, connection: Connection, name: str) -> None:
        self._connection = connection
        self._name = name
        self._last = 0
        self._by_frame: dict[tuple[str, str], World] = {}
        self._by_serial: dict[int, World] = {}
        self._left: list[tuple[str, str]] = []
        connection.listen(self._listen)

    def root(self, session: str, held: Callable[[], bool]) -> World:
        """The world of a tab's own document. Raises CallRefused, NoAnswer, PageHeld, SurfaceGone, Stopped."""
        self._forget_left()
        found = next((one for (of, _), one in self._by_frame.items() if of == session and one.parent is None), None)
        if found is not None:
            return found
        tree = self._connection.call("Page.getFrameTree", session, held=held)
        return self.of(session, tree.text("frameTree", "frame", "id"), held)

    def of(self, session: str, frame: str, held: Callable[[], bool]) -> World:
        self._forget_left()
        known = self._by_frame.get((session, frame))
        if known is not None:
            return known
        context = self._connection.call(
            "Page.createIsolatedWorld", session, held=held, frameId=frame, worldName=self._name
        ).whole("executionContextId")
        # Without Runtime.enable, which would send us everything a page logs, a binding reaches only worlds that exist.
        self._connection.call("Runtime.addBinding", session, held=held, name=BINDING, executionContextName=self._name)
        answer = self._connection.call(
            "Runtime.evaluate", session, held=held, expression=_script() + ";0", contextId=context
        )
        if answer.given("exceptionDetails"):
            raise CallRefused(answer.text("exceptionDetails", "exception", "description"))
        self._last += 1
        world = World(serial=self._last, session=session, frame=frame, context=context)
        self._by_frame[session, frame] = world
        self._by_serial[world.serial] = world
        return world

    def by_serial(self, serial: int) -> World | None:
        self._forget_left()
        return self._by_serial.get(serial)

    def call(
        self, world: World, function: str, *arguments: Json, held: Callable[[], bool], timeout_s: float = CALL_S
    ) -> Answer:
        """The answer of one of the script's functions. Raises WorldGone, NoAnswer, PageHeld, SurfaceGone, Stopped."""
        given = ",".join(json.dumps(argument) for argument in arguments)
        try:
            answer = self._connection.call(
                "Runtime.evaluate",
                world.session,
                timeout_s=timeout_s,
                held=held,
                expression=f"deskhand.{function}({given})",
                contextId=world.context,
                returnByValue=True,
            )
        except CallRefused as error:
            self.drop(world)
            raise WorldGone(str(error)) from error
        if answer.given("exceptionDetails"):
            self.drop(world)
            raise WorldGone(answer.text("exceptionDetails", "exception", "description"))
        return answer.at("result", "value")

    def drop(self, world: World) -> None:
        self._by_frame.pop((world.session, world.frame), None)
        self._by_serial.pop(world.serial, None)
        for child in [one for one in self._by_serial.values() if one.parent is world]:
            self.drop(child)

    def _listen(self, happened: Happened) -> None:
        """A page that was left may live on in the browser's cache, and answer; it must not."""
        if happened.name == "Page.frameNavigated":
            top = not happened.data.text("frame", "parentId")
            self._left.append((happened.session, "" if top else happened.data.text("frame", "id")))

    def _forget_left(self) -> None:
        while self._left:
            session, frame = self._left.pop(0)
            for world in list(self._by_serial.values()):
                if world.session == session and frame in ("", world.frame):
                    self.drop(world)
