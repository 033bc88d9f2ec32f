"""Listens to what a person does in the tabs of a browser, and changes nothing there.

Decision: an isolated world of every document hears the trusted events before the page does, and tells each together
with what stands on the page in that moment: the binding that carries it reaches us even when the event closes its own
window. Events of our own are trusted as well; they are known by the log of what we sent.
"""

import base64
import json
import queue
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Final

from app.surfaces.browser.page_deeds import PageDeeds
from app.surfaces.browser.page_hands import PageHands, Takes, Touched, nobody_acts
from app.surfaces.browser.page_scenes import Picture, Pictures
from app.surfaces.browser.protocol import Answer, CallRefused, Connection, Happened, Json, NoAnswer
from app.surfaces.browser.worlds import BINDING
from planner.demo.values import Answered, Arrived, Deed, Keyed, Left, WentBack, WentTo

WORLD: Final = "deskhandRecords"
ANSWERS_S: Final = 2.0
BETWEEN_PAGES_S: Final = 0.05
TRIES: Final = 6
PICTURE_EVERY_S: Final = 0.15
_OF_TABS: Final = ("page", "iframe")
_BY_PERSON: Final = frozenset(
    {"typed", "address_bar", "auto_bookmark", "generated", "keyword", "keyword_generated", "auto_toplevel"}
)
_UNSEEN: Final = ("devtools:", "chrome-extension:", "chrome-untrusted:")


@dataclass(kw_only=True)
class _Joined:
    """One tab or frame that is listened to. visited: the entries of its history in their order, asked: by its page."""

    target: str
    tab: str
    session: str
    pictures: Pictures = field(default_factory=Pictures)
    visited: list[int] = field(default_factory=list)
    at: int = -1
    title: str = ""
    address: str = ""
    asked: bool = False
    due: list[tuple[float, int]] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class _Heard:
    """ticket: of a question that was asked the moment it happened."""

    at_s: float
    happened: Happened
    ticket: int | None


@cache
def _script() -> str:
    folder = resources.files("app.surfaces.browser")
    parts = [(folder / name).read_text(encoding="utf-8") for name in ("facts.js", "structure.js", "recording.js")]
    return '(() => {"use strict";' + "\n".join(parts) + "})()"


class PageRecorder:
    """Belongs to the thread that made it. takes: whether an event was ours, by our own log of what we sent."""

    def __init__(self, *, connection: Connection, takes: Takes = nobody_acts) -> None:
        self._connection = connection
        self._takes = takes
        self._hands = PageHands(takes=takes)
        self._heard: queue.SimpleQueue[_Heard] = queue.SimpleQueue()
        self._joined: dict[str, _Joined] = {}
        self._by_session: dict[str, _Joined] = {}
        app = connection.call("Browser.getVersion").text("product").partition("/")[0]
        self._deeds = PageDeeds(app={"HeadlessChrome": "Chrome", "Edg": "Edge"}.get(app, app))
        connection.listen(self._hear)
        connection.call("Target.setDiscoverTargets", discover=True)
        for info in connection.call("Target.getTargets").items("targetInfos"):
            self._join(info, None)
        self._drain()

    @property
    def deeds(self) -> tuple[Deed, ...]:
        return self._deeds.deeds

    @property
    def touched(self) -> Sequence[Touched]:
        """Every single event of the person's hands in the pages so far."""
        return self._hands.touched

    def listen(self, until: Callable[[], bool], *, wait_s: float = 0.05) -> None:
        """Takes in what happens until `until`, and then what has happened already. Raises SurfaceGone, Stopped."""
        while not until():
            self._connection.check()
            with suppress(queue.Empty):
                self._take(self._heard.get(timeout=wait_s))
            self._acknowledge()
        self.catch_up()

    def catch_up(self, timeout_s: float = ANSWERS_S) -> bool:
        """Takes in all that has happened; False when a page did not answer, and may have more to tell.

        What the pages have told comes before their answer to this. Raises SurfaceGone, Stopped.
        """
        tickets = [
            self._connection.begin("Runtime.evaluate", one.session, expression="0") for one in self._joined.values()
        ]
        answered = True
        for ticket in tickets:
            try:
                self._connection.result(ticket, timeout_s=timeout_s)
            except NoAnswer:
                answered = False
            except CallRefused:
                continue
        self._drain()
        self._acknowledge()
        return answered

    def close(self) -> None:
        for joined in list(self._joined.values()):
            self._connection.post("Target.detachFromTarget", sessionId=joined.session)

    # --- inside -----------------------------------------------------------------------------------------------------

    def _hear(self, happened: Happened) -> None:
        """On the connection's own thread: the moment, and questions that have to be asked before the page goes on."""
        ticket = None
        match happened.name:
            case "Page.frameNavigated" | "Page.navigatedWithinDocument":
                if not happened.data.text("frame", "parentId"):
                    ticket = self._connection.begin("Page.getNavigationHistory", happened.session)
            case "Runtime.bindingCalled" if happened.data.text("name") == BINDING:
                told = Answer(_json(happened.data.text("payload")))
                if told.text("kind") == "file":
                    ticket = self._connection.begin(
                        "Runtime.evaluate",
                        happened.session,
                        expression=f"deskhandRecords.file({told.whole('n')})",
                        contextId=happened.data.whole("executionContextId"),
                    )
        self._heard.put(_Heard(at_s=time.time(), happened=happened, ticket=ticket))

    def _drain(self) -> None:
        while not self._heard.empty():
            self._take(self._heard.get())

    def _join(self, info: Answer, opened_at_s: float | None) -> None:
        target, kind = info.text("targetId"), info.text("type")
        if kind not in _OF_TABS or target in self._joined or info.text("url").startswith(_UNSEEN):
            return
        call = self._connection.call
        try:
            session = call("Target.attachToTarget", targetId=target, flatten=True).text("sessionId")
            tab = target if kind == "page" else self._tab_of(info.text("parentFrameId"))
            joined = self._joined[target] = _Joined(target=target, tab=tab, session=session)
            self._by_session[session] = joined
            for method in ("Page.enable", "Runtime.enable", "DOM.enable"):
                self._connection.post(method, session)
            self._connection.post("Runtime.addBinding", session, name=BINDING, executionContextName=WORLD)
            self._connection.post(
                "Page.addScriptToEvaluateOnNewDocument",
                session,
                source=_script(),
                worldName=WORLD,
                runImmediately=True,
            )
            if kind == "page":
                self._connection.post("Page.startScreencast", session, format="jpeg", quality=80)
                self._note_history(joined)
            call("Runtime.evaluate", session, expression="0", timeout_s=ANSWERS_S)  # what was posted is in force now
        except NoAnswer:
            pass  # the page is held by a question, or busy: the script runs as soon as it goes on
        except CallRefused:
            self._joined.pop(target, None)  # it is gone again
            return
        if opened_at_s is not None and kind == "page" and not self._takes("tab", "", opened_at_s):
            self._deeds.add(Arrived(at_s=opened_at_s, window=target, opener=info.text("openerId")))

    def _tab_of(self, frame: str) -> str:
        """The tab that a frame belongs to; frames of one process have the tab's own sessions."""
        return self._joined[frame].tab if frame in self._joined else frame

    def _take(self, heard: _Heard) -> None:
        happened, at_s = heard.happened, heard.at_s
        match happened.name:
            case "Target.targetCreated":
                self._join(happened.data.at("targetInfo"), at_s)
                return
            case "Target.targetDestroyed":
                gone = self._joined.pop(happened.data.text("targetId"), None)
                if gone is not None and gone.tab == gone.target:
                    self._deeds.left(gone.tab)
                    if not self._takes("tab", "", at_s):
                        self._deeds.add(Left(at_s=at_s, window=gone.tab))
                return
        joined = self._by_session.get(happened.session)
        if joined is None:
            return
        match happened.name:
            case "Runtime.bindingCalled" if happened.data.text("name") == BINDING:
                self._told(heard, joined)
            case "Page.screencastFrame":
                self._pictured(happened.data, joined)
            case "Page.frameRequestedNavigation":
                joined.asked = joined.asked or happened.data.text("frameId") == joined.target
            case "Page.frameNavigated" if not happened.data.text("frame", "parentId"):
                self._navigated(heard, joined)
            case "Page.navigatedWithinDocument":
                self._note_history(joined, heard.ticket)
            case "Page.javascriptDialogClosed":
                if self._takes("answer", "", at_s):
                    return
                text, accept = happened.data.text("userInput"), happened.data.flag("result")
                self._deeds.add(Answered(at_s=at_s, window=joined.tab, accept=accept, text=text or None))

    def _told(self, heard: _Heard, joined: _Joined) -> None:
        tab = self._joined.get(joined.tab, joined)
        told = Answer(_json(heard.happened.data.text("payload")))
        if told.text("k") == "raw":
            self._hands.raw(told, joined.tab)
            return
        if self._hands.is_own(told, joined.tab):
            return
        self._deeds.take(
            told,
            tab=joined.tab,
            picture=tab.pictures.before,
            file=lambda: self._file(joined.session, heard.ticket),
        )

    def _file(self, session: str, ticket: int | None) -> str:
        """The path of the file in an upload field: a page is told only its name, the protocol more. "" unknown."""
        if ticket is None:
            return ""
        try:
            file = self._connection.result(ticket).text("result", "objectId")
            return self._connection.call("DOM.getFileInfo", session, objectId=file).text("path") if file else ""
        except (CallRefused, NoAnswer):
            return ""

    def _pictured(self, data: Answer, joined: _Joined) -> None:
        jpeg = base64.b64decode(data.text("data"))
        joined.pictures.keep(Picture(at_s=data.number("metadata", "timestamp") or time.time(), jpeg=jpeg))
        joined.due.append((time.monotonic() + PICTURE_EVERY_S, data.whole("sessionId")))

    def _acknowledge(self) -> None:
        """Late, so that a page that moves all the time gives few pictures."""
        now_s = time.monotonic()
        for joined in self._joined.values():
            while joined.due and joined.due[0][0] <= now_s:
                self._connection.post("Page.screencastFrameAck", joined.session, sessionId=joined.due.pop(0)[1])

    # --- where the tabs are -----------------------------------------------------------------------------------------

    def _navigated(self, heard: _Heard, joined: _Joined) -> None:
        asked, joined.asked = joined.asked, False
        visited, at, left = joined.visited, joined.at, joined.title
        how = self._note_history(joined, heard.ticket)
        if self._takes("navigate", "", heard.at_s) or asked or not visited:
            return
        if joined.at < at and joined.visited[: joined.at + 1] == visited[: joined.at + 1]:
            self._deeds.add(WentBack(at_s=heard.at_s, window=joined.tab))
        elif joined.at == at + 1 and joined.visited == visited:
            self._deeds.add(_pressed(heard.at_s, ("alt", "right")))
        elif how == "reload" and joined.at == at:
            self._deeds.add(_pressed(heard.at_s, ("f5",)))
        elif how in _BY_PERSON:
            self._deeds.add(WentTo(at_s=heard.at_s, window=joined.tab, title=left, address=joined.address))

    def _note_history(self, joined: _Joined, ticket: int | None = None) -> str:
        """How the page in front came up."""
        history = self._history(joined.session, ticket)
        entries = history.items("entries")
        if not entries:
            return ""
        joined.visited = [one.whole("id") for one in entries]
        joined.at = history.whole("currentIndex")
        if not 0 <= joined.at < len(entries):
            return ""
        front = entries[joined.at]
        joined.title, joined.address = front.text("title"), front.text("url")
        return front.text("transitionType")

    def _history(self, session: str, ticket: int | None) -> Answer:
        """Refused while one page takes the place of another: then it is asked for again."""
        for _turn in range(TRIES):
            with suppress(CallRefused, NoAnswer):
                if ticket is not None:
                    return self._connection.result(ticket, timeout_s=ANSWERS_S)
                return self._connection.call("Page.getNavigationHistory", session, timeout_s=ANSWERS_S)
            ticket = None
            self._connection.pause_s(BETWEEN_PAGES_S)
        return Answer(None)


def _pressed(at_s: float, keys: tuple[str, ...]) -> Keyed:
    return Keyed(at_s=at_s, keys=keys, aim=None, scene=None)


def _json(payload: str) -> Json:
    """What the script told. None: what the page itself sent by a name that it guessed."""
    try:
        told: Json = json.loads(payload)
    except ValueError:
        return None
    return told
