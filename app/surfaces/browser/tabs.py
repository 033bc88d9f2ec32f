"""The tabs of the browser, the one that is worked in, and the protocol sessions into it and its frames."""

import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from app.errors import Misuse
from app.surfaces.browser.protocol import Answer, CallRefused, Connection, Happened, NoAnswer
from app.surfaces.browser.questions import Questions
from planner.errors import ActFailed, SurfaceGone

LIKENESS: Final = 85.0


@dataclass(frozen=True, kw_only=True)
class Tab:
    """id: of its target. opener: the tab that opened it ("" none)."""

    id: str
    kind: str
    title: str
    address: str
    opener: str
    parent: str


def _tab(info: Answer) -> Tab:
    return Tab(
        id=info.text("targetId"),
        kind=info.text("type"),
        title=info.text("title"),
        address=info.text("url"),
        opener=info.text("openerId"),
        parent=info.text("parentFrameId"),
    )


class Tabs:
    """own: the browser is ours, so every tab is; otherwise only the tab that we were given and what it opens."""

    def __init__(self, *, connection: Connection, questions: Questions, own: bool) -> None:
        self._connection = connection
        self._questions = questions
        self._own = own
        self._lock = threading.RLock()
        self._tabs: dict[str, Tab] = {}
        self._sessions: dict[str, str] = {}
        self._opened: list[str] = []
        self._crashed: set[str] = set()
        self._last_known: Tab | None = None
        self.current = ""
        connection.listen(self._listen)
        connection.call("Target.setDiscoverTargets", discover=True)

    # --- what there is --------------------------------------------------------------------------------------------

    def all(self) -> tuple[Tab, ...]:
        """Pages that a person could see as tabs."""
        with self._lock:
            tabs = tuple(self._tabs.values())
        return tuple(tab for tab in tabs if tab.kind == "page" and not tab.address.startswith("devtools:"))

    @property
    def tab(self) -> Tab:
        with self._lock:
            found = self._tabs.get(self.current)
        if found is None:
            raise SurfaceGone("The tab was closed; open the page again.")
        return found

    @property
    def session(self) -> str:
        return self.session_of(self.current)

    def session_of(self, target: str) -> str:
        """Attaches to a tab or frame when that has not been done."""
        known = self._sessions.get(target)
        if known is not None:
            return known
        try:
            session = self._connection.call("Target.attachToTarget", targetId=target, flatten=True).text("sessionId")
        except CallRefused as error:
            raise SurfaceGone("The tab was closed; open the page again.") from error
        self._sessions[target] = session
        self._connection.post("Page.enable", session)
        self._connection.post("Inspector.enable", session)  # tells of a crash
        if self._own:
            self._connection.post("Page.setInterceptFileChooserDialog", session, enabled=True)
        return session

    def sessions(self) -> tuple[str, ...]:
        """Those into the current tab, its own first; none is opened for it."""
        with self._lock:
            family = {self.current}
            frames = [tab for tab in self._tabs.values() if tab.kind == "iframe"]
            for _depth in range(4):
                family |= {frame.id for frame in frames if frame.parent in family}
            known = {target: session for target, session in self._sessions.items() if target in family}
        main = known.pop(self.current, None)
        return ((main,) if main else ()) + tuple(known.values())

    def frame_targets(self) -> tuple[Tab, ...]:
        """Frames that live in a process of their own, of all tabs."""
        with self._lock:
            return tuple(tab for tab in self._tabs.values() if tab.kind == "iframe")

    def refresh(self) -> None:
        """Titles and addresses as they are now: the browser does not tell of every new title."""
        for info in self._connection.call("Target.getTargets").items("targetInfos"):
            tab = _tab(info)
            with self._lock:
                if tab.id in self._tabs:
                    self._tabs[tab.id] = tab

    # --- which one is worked in -----------------------------------------------------------------------------------

    def choose(self, wanted: str | None) -> None:
        """The tab by words, else the one in front, else the only one. Raises Misuse with the list."""
        self.refresh()
        pages = self.all()
        if wanted is not None:
            found = [tab for tab in pages if wanted.casefold() in f"{tab.title}\n{tab.address}".casefold()]
            if len(found) != 1:
                which = "No tab" if not found else "More than one tab"
                raise Misuse(f"{which} has “{wanted}” in its title or address; open are: {_listed(pages)}.")
            self.current = found[0].id
        elif len(pages) == 1:
            self.current = pages[0].id
        else:
            front = [tab for tab in pages if self._has_focus(tab.id)]
            if len(front) != 1:
                raise Misuse(
                    f"It is not clear which tab is meant; add --tab with words of one of these: {_listed(pages)}."
                    if pages
                    else "The browser has no tab open; open one and try again."
                )
            self.current = front[0].id

    def act_begins(self) -> None:
        """What opens from now on, opens because of us."""
        with self._lock:
            self._opened.clear()

    def follow(self) -> bool:
        """Goes to the tab that our act opened, or back to the opener of one that closed. True when it changed."""
        before = self.current
        while True:
            with self._lock:
                self.current = self._in_front()
            try:
                self.session_of(self.current)
                break
            except SurfaceGone:  # it is just closing: told so before it is gone from the list
                self._drop(self.current)
        if self._own:
            for tab in self.all():
                with suppress(SurfaceGone):
                    self.session_of(tab.id)
        return self.current != before

    def switch(self, name: str) -> None:
        """Brings a tab to the front, by words of its title or address. Raises ActFailed."""
        self.refresh()
        scored = sorted(((_likeness(name, tab), tab.id) for tab in self.all()), reverse=True)
        if not scored or scored[0][0] < LIKENESS:
            raise ActFailed(f"No tab is called “{name}”; open are: {_listed(self.all())}.")
        self.current = scored[0][1]
        self.session_of(self.current)
        self._connection.call("Target.activateTarget", targetId=self.current)

    def open_empty(self) -> str:
        """A new tab in front."""
        opened = self._connection.call("Target.createTarget", url="about:blank").text("targetId")
        self.refresh()
        self.current = opened
        self.session_of(opened)
        return "a new tab"

    def close_front(self) -> str:
        """Closes the tab in front; its opener, else the newest of the others, comes there. ActFailed for the last."""
        closing = self.tab
        others = [tab.id for tab in self.all() if tab.id != closing.id]
        if not others:
            raise ActFailed("It is the last tab; closing it would close the browser.")
        self.current = closing.opener if closing.opener in others else others[-1]
        self.session_of(self.current)
        self._connection.call("Target.closeTarget", targetId=closing.id)
        self._connection.call("Target.activateTarget", targetId=self.current)
        return "the tab was closed"

    def leave_all(self) -> None:
        for target in list(self._sessions):
            self._leave(target)

    # --- inside ---------------------------------------------------------------------------------------------------

    def _in_front(self) -> str:
        """Under the lock: what our act opened last, else where we were, else the next best. Raises SurfaceGone."""
        opened = [target for target in self._opened if target in self._tabs]
        self._opened.clear()
        chosen = opened[-1] if opened else self.current if self.current in self._tabs else self._next_best()
        if not chosen:
            raise SurfaceGone("The last tab was closed; open the page again.")
        if chosen in self._crashed:
            raise SurfaceGone("The page crashed; open it again.")
        return chosen

    def _drop(self, target: str) -> None:
        with self._lock:
            gone = self._tabs.pop(target, None)
            if gone is not None and gone.id == self.current:
                self._last_known = gone
            self._forget(target)

    def _next_best(self) -> str:
        """Under the lock: the page to go on with when the current one is gone."""
        closed = self._last_known
        pages = [tab.id for tab in self._tabs.values() if tab.kind == "page"]
        if closed is not None and closed.opener in pages:
            return closed.opener
        return pages[-1] if pages and self._own else ""

    def _leave(self, target: str) -> None:
        session = self._sessions.pop(target, None)
        if session is not None:
            self._connection.post("Target.detachFromTarget", sessionId=session)

    def _has_focus(self, target: str) -> bool:
        """Asked on a session that is given back at once: nothing of ours stays in a tab that is not meant."""
        session = ""
        try:
            session = self._connection.call("Target.attachToTarget", targetId=target, flatten=True).text("sessionId")
            answer = self._connection.call(
                "Runtime.evaluate", session, expression="document.hasFocus()", timeout_s=2.0, returnByValue=True
            )
        except (CallRefused, NoAnswer):
            return False
        finally:
            if session:
                self._connection.post("Target.detachFromTarget", sessionId=session)
        return answer.flag("result", "value")

    def _listen(self, happened: Happened) -> None:
        with self._lock:
            match happened.name:
                case "Target.targetCreated":
                    tab = _tab(happened.data.at("targetInfo"))
                    ours = bool(self.current) and (self._own or tab.opener == self.current)
                    if ours and tab.kind == "page" and tab.id not in self._tabs:
                        self._opened.append(tab.id)
                    self._tabs[tab.id] = tab
                case "Target.targetInfoChanged":
                    tab = _tab(happened.data.at("targetInfo"))
                    if tab.id in self._tabs:
                        self._tabs[tab.id] = tab
                case "Target.targetDestroyed":
                    self._drop(happened.data.text("targetId"))
                case "Target.targetCrashed":
                    self._crashed.add(happened.data.text("targetId"))
                case "Inspector.targetReloadedAfterCrash":
                    self._crashed -= {one for one, known in self._sessions.items() if known == happened.session}
                case "Inspector.targetCrashed":
                    self._crashed |= {one for one, known in self._sessions.items() if known == happened.session}
                case "Target.detachedFromTarget":
                    session = happened.data.text("sessionId")
                    for target in [one for one, known in self._sessions.items() if known == session]:
                        self._forget(target)

    def _forget(self, target: str) -> None:
        session = self._sessions.pop(target, None)
        if session is not None:
            self._questions.forget(session)


def _likeness(name: str, tab: Tab) -> float:
    wanted = name.casefold()
    if wanted == tab.title.casefold():
        return 102.0
    if wanted in tab.title.casefold():
        return 101.0
    if wanted in tab.address.casefold():
        return 100.0
    return float(fuzz.partial_ratio(wanted, tab.title.casefold())) if tab.title else 0.0


def _listed(tabs: tuple[Tab, ...]) -> str:
    return "; ".join(f"“{tab.title or tab.address}” ({tab.address[:80]})" for tab in tabs) or "none"
