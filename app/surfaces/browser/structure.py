"""Reads a tab's structure out of all its frames, and asks it again for single elements."""

from collections.abc import Callable, Iterable
from typing import Final

from app.surfaces.browser.kinds import Choice, Kind, Region, Scale
from app.surfaces.browser.protocol import Answer, CallRefused, Connection, Json, NoAnswer
from app.surfaces.browser.tabs import Tabs
from app.surfaces.browser.worlds import EVERYTHING, Place, World, WorldGone, Worlds
from grounding.screen import Element, ElementId, FoundBy, Role, ScreenText, State, Structure
from planner.ports import Gone

DEEPEST_FRAME: Final = 5
MOST_FRAMES: Final = 40


class StructureReader:
    """What the script in the page tells, as values. Coordinates in and out are CSS pixels of the tab, but for boxes."""

    def __init__(self, *, connection: Connection, worlds: Worlds, tabs: Tabs, held: Callable[[], bool]) -> None:
        self._connection = connection
        self._worlds = worlds
        self._tabs = tabs
        self._held = held
        self._owners: dict[tuple[int, str], int] = {}
        self._size = (0.0, 0.0)

    # --- the whole --------------------------------------------------------------------------------------------------

    def read(self, *, width: float, height: float, scale: Scale) -> Structure:
        """Raises WorldGone, NoAnswer, PageHeld, SurfaceGone, Stopped."""
        view = (0.0, 0.0, width, height)
        self._size = (width, height)
        root = self._worlds.root(self._tabs.session, self._held)
        root.place = Place()
        shown: list[Element] = []
        beyond: list[Element] = []
        behind: list[Element] = []
        frames = 0
        waiting: list[tuple[World, Json, int]] = [(root, _where(root.place, view), 0)]
        while waiting:
            world, where, depth = waiting.pop(0)
            try:
                answer = self._worlds.call(world, "collect", where, held=self._held)
            except WorldGone:
                if world is root:
                    raise
                continue
            kept = self._uncovered(world, answer.items("elements"))
            for record in kept:
                element = self._element(record, world, scale)
                if element is not None:
                    (beyond if record.given("beyond") else behind if record.given("behind") else shown).append(element)
            blocked = answer.items("frames")
            if blocked and depth < DEEPEST_FRAME:
                for inner, place in self._frames_of(world, blocked):
                    frames += 1
                    if frames <= MOST_FRAMES:
                        waiting.append((inner, place, depth + 1))
        return Structure(elements=tuple(shown), beyond=tuple(beyond), behind=tuple(behind))

    def _uncovered(self, world: World, records: list[Answer]) -> list[Answer]:
        """Drops what an outer document covers: inside a frame nobody can see what lies over the frame."""
        at, holder = world, world.parent
        while holder is not None:
            points: list[Json] = [[one.number("p", 0), one.number("p", 1)] for one in records if one.given("p")]
            free = self._worlds.call(
                holder, "uncovered", at.number, points, holder.place.json(), held=self._held
            ).items()
            seen = iter(free)
            records = [one for one in records if not one.given("p") or next(seen).flag()]
            at, holder = holder, holder.parent
        return records

    def _frames_of(self, world: World, blocked: Iterable[Answer]) -> list[tuple[World, Json]]:
        """The worlds of those frames that the world's own script may not look into, with their places."""
        by_number = {frame.whole("n"): frame for frame in blocked}
        found: list[tuple[World, Json]] = []
        for frame, session in self._candidates(world):
            number = self._owner(world, frame)
            facts = by_number.get(number)
            if facts is None:
                continue
            try:
                inner = self._worlds.of(session, frame, self._held)
            except (CallRefused, NoAnswer):
                continue  # the frame went away, or hangs: what is not answered is not offered
            inner.parent, inner.number = world, number
            inner.place = Place(
                x=facts.number("place", "x"), y=facts.number("place", "y"), scale=facts.number("place", "k")
            )
            hard, soft = _region(facts.at("hard")), _region(facts.at("soft"))
            found.append((inner, _where(inner.place, self._view(facts), facts.number("opacity"), hard, soft)))
        return found

    def _view(self, facts: Answer) -> Region:
        width, height = self._size
        soft, hard = _region(facts.at("soft")), _region(facts.at("hard"))
        return (
            max(0.0, soft[0], hard[0]),
            max(0.0, soft[1], hard[1]),
            min(width, soft[2], hard[2]),
            min(height, soft[3], hard[3]),
        )

    def _candidates(self, world: World) -> list[tuple[str, str]]:
        """Frame and session of every frame below the world's that may be closed to it."""
        tree = self._connection.call("Page.getFrameTree", world.session, held=self._held)
        local: list[str] = []
        _gather(tree.at("frameTree"), local)
        inner = [(frame, world.session) for frame in local if frame != world.frame]
        for target in self._tabs.frame_targets():
            if target.parent in local:
                inner.append((target.id, self._tabs.session_of(target.id)))
        return inner

    def _owner(self, world: World, frame: str) -> int:
        """The number of the element that holds the frame, in the world; 0 when it is not there."""
        known = self._owners.get((world.serial, frame))
        if known is not None:
            return known
        number = 0
        try:
            node = self._connection.call("DOM.getFrameOwner", world.session, held=self._held, frameId=frame)
            resolved = self._connection.call(
                "DOM.resolveNode",
                world.session,
                held=self._held,
                backendNodeId=node.whole("backendNodeId"),
                executionContextId=world.context,
            )
            number = self._connection.call(
                "Runtime.callFunctionOn",
                world.session,
                held=self._held,
                objectId=resolved.text("object", "objectId"),
                functionDeclaration="function(){return deskhand.number(this)}",
                returnByValue=True,
            ).whole("result", "value")
        except CallRefused:
            return 0
        self._owners[world.serial, frame] = number
        return number

    # --- single elements --------------------------------------------------------------------------------------------

    def inspect(self, handle: str, scale: Scale) -> Element | Gone:
        world, number = self._find(handle)
        if world is None:
            return Gone()
        try:
            record = self._worlds.call(world, "inspect", number, world.place.json(), held=self._held)
        except WorldGone:
            return Gone()
        if not record.given():
            return Gone()
        return self._element(record, world, scale) or Gone()

    def focused(self, scale: Scale) -> tuple[Element, bool] | None:
        """The element that has the keyboard, and whether that is only the page itself. None: nothing has."""
        world = self._worlds.root(self._tabs.session, self._held)
        for _depth in range(DEEPEST_FRAME):
            answer = self._worlds.call(world, "focused", world.place.json(), held=self._held)
            number = answer.whole("frame")
            if not number:
                element = self._element(answer.at("element"), world, scale)
                return None if element is None else (element, answer.flag("page"))
            inner = next(
                (self._worlds.of(session, frame, self._held)
                 for frame, session in self._candidates(world) if self._owner(world, frame) == number),
                None,
            )  # fmt: skip
            if inner is None:
                return None
            inner.parent, inner.number = world, number
            world = inner
        return None

    def hit(self, handle: str, x: float, y: float) -> bool:
        world, number = self._find(handle)
        if world is None:
            return False
        try:
            if not self._worlds.call(world, "hit", number, x, y, world.place.json(), held=self._held).flag():
                return False
            at, holder = world, world.parent
            while holder is not None:
                free = self._worlds.call(holder, "uncovered", at.number, [[x, y]], holder.place.json(), held=self._held)
                if not free.flag(0):
                    return False
                at, holder = holder, holder.parent
        except WorldGone:
            return False
        return True

    def kind(self, handle: str) -> Kind | Gone:
        answer = self._ask(handle, "kind")
        if not answer.given():
            return Gone()
        return Kind(
            kind=answer.text("kind"),
            editable=answer.flag("editable"),
            value=answer.text("value"),
            secret=answer.flag("secret"),
            least=answer.text("min"),
            most=answer.text("max"),
            step=answer.text("step"),
            right_to_left=answer.flag("rtl"),
            options=tuple(
                Choice(text=one.text("t"), usable=not one.flag("off") and not one.flag("gone"), chosen=one.flag("on"))
                for one in answer.items("options")
            ),
            mark=answer.text("mark"),
        )

    def related(self, handle: str, other: str) -> bool:
        """Whether the caret in `other` is what a click on the first was for: the same field, or one within."""
        world, number = self._find(handle)
        second, other_number = self._find(other)
        if world is None or world is not second:
            return False
        try:
            return self._worlds.call(world, "related", number, other_number, held=self._held).flag()
        except WorldGone:
            return False

    def keep_secret(self, handle: str) -> None:
        self._ask(handle, "keepSecret")

    def arm(self, handle: str, report: str) -> bool:
        """From now on the page's own trusted mouse events are reported through the binding `report`."""
        world, number = self._find(handle)
        if world is None:
            return False
        try:
            return self._worlds.call(world, "arm", number, report, held=self._held).flag()
        except WorldGone:
            return False

    def disarm(self, handle: str) -> None:
        world, _number = self._find(handle)
        if world is not None:
            try:
                self._worlds.call(world, "disarm", held=self._held, timeout_s=1.0)
            except (WorldGone, NoAnswer):
                return

    def selection(self) -> str:
        found = self.focused(Scale(x=1, y=1))
        world = self._find(found[0].handle)[0] if found is not None else None
        return self._worlds.call(world, "selection", held=self._held).text() if world is not None else ""

    def date_order(self) -> tuple[tuple[str, ...], bool]:
        """How this browser's language orders year, month and day, and whether it counts to twelve hours."""
        world = self._worlds.root(self._tabs.session, self._held)
        answer = self._worlds.call(world, "editLocale", held=self._held)
        return answer.texts("date"), answer.flag("clock12")

    # --- inside -----------------------------------------------------------------------------------------------------

    def _ask(self, handle: str, function: str) -> Answer:
        world, number = self._find(handle)
        if world is None:
            return Answer(None)
        try:
            return self._worlds.call(world, function, number, held=self._held)
        except WorldGone:
            return Answer(None)

    def _find(self, handle: str) -> tuple[World | None, int]:
        serial, _, number = handle.partition(".")
        if not (serial.isdecimal() and number.isdecimal()):
            return None, 0
        return self._worlds.by_serial(int(serial)), int(number)

    def _element(self, record: Answer, world: World, scale: Scale) -> Element | None:
        handle = f"{world.serial}.{record.whole('n')}"
        return element_of(record, handle=handle, window=self._tabs.current, scale=scale)


def element_of(record: Answer, *, handle: str, window: str, scale: Scale) -> Element | None:
    """What the script tells of one element. None: of no kind that is known."""
    role = record.text("r")
    if role not in _ROLES:
        return None
    states, options = record.at("s"), record.at("o")
    return Element(
        id=ElementId(f"dom{handle}"),
        box=scale.box(_region(record.at("b"))),
        role=Role(role),
        text=ScreenText(record.text("t")),
        state=frozenset(State(state) for state in states.texts()) if states.value else frozenset(),
        found_by=FoundBy.STRUCTURE,
        value=ScreenText(record.text("v")),
        hint=ScreenText(record.text("h")),
        options=tuple(ScreenText(option) for option in options.texts()) if options.value else (),
        handle=handle,
        window=window,
    )


_ROLES: Final = frozenset(role.value for role in Role)


def _region(answer: Answer) -> Region:
    return answer.number(0), answer.number(1), answer.number(2), answer.number(3)


def _gather(tree: Answer, frames: list[str]) -> None:
    frames.append(tree.text("frame", "id"))
    for child in tree.items("childFrames"):
        _gather(child, frames)


def _where(
    place: Place, view: Region, opacity: float = 1.0, hard: Region = EVERYTHING, soft: Region | None = None
) -> Json:
    clips: dict[str, Json] = {"hard": list(hard), "soft": list(soft)} if soft is not None else {}
    return {"place": place.json(), "view": list(view), "opacity": opacity, **clips}
