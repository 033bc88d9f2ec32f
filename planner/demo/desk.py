"""What hands did on a desktop and what was seen meanwhile, put together into deeds.

Decision: an event is told after the application has had it, so what it hit is looked up in the last sighting that had
ended before it. What a field holds after a stretch of typing is read from the last sighting before the next event of
another kind; the keys themselves count only where nothing tells. What was typed where a field is secret, or where
nothing on the screen shows what was typed, is thrown away at once: it may have been a password.
"""

import math
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from grounding.geometry import Point
from grounding.screen import Element, Look, Role, State, Window
from planner.demo.cells import CellsTypedIn
from planner.demo.deeds import FIELDS, NOWHERE, TOGGLES
from planner.demo.inputs import Input, KeyDown, LetGo, Pressed, Sighting, Turned
from planner.demo.legible import SeenScene, judged, judged_in_sheet
from planner.demo.sighted import (
    TEXTS,
    WRITING,
    OnceSecret,
    Popups,
    differs_at,
    element_at,
    focused,
    hit_in,
    in_front,
    same_in,
    that_shows,
    window_at,
)
from planner.demo.stretches import Stretch, focus_of, is_under_way, joined_with, was_elsewhere
from planner.demo.values import (
    Aim,
    Arrived,
    Clicked,
    Deed,
    Dragged,
    FilledCell,
    Hovered,
    Keyed,
    Left,
    Typed,
    Wheeled,
)
from planner.sheets import held_by

KEPT: Final = 40
SLIP: Final = 8
DOUBLE_S: Final = 0.4
SAME_WHEEL_S: Final = 1.5
LOOKS_FOR_TEXT: Final = 4

_PRESSED_BY: Final[Mapping[str, frozenset[Role]]] = {
    "space": TOGGLES | {Role.BUTTON, Role.ICON_BUTTON},
    "enter": frozenset({Role.BUTTON, Role.ICON_BUTTON, Role.LINK}),
}

Keep = Callable[[Look, Window | None], SeenScene]


class DeskDeeds:
    """keep: makes a small scene of a look, in which the given window is the one that is meant.

    keeps_passwords: whether a window is a password manager's, by its application and title.
    """

    def __init__(self, *, keep: Keep, keeps_passwords: Callable[[str, str], bool] = lambda app, title: False) -> None:
        self._keep = keep
        self._keeps_passwords = keeps_passwords
        self._seen: deque[Sighting] = deque(maxlen=KEPT)
        self._scenes: dict[tuple[str, str], SeenScene] = {}
        self._deeds: list[Deed] = []
        self._down: Pressed | None = None
        self._stretch: Stretch | None = None
        self._windows: dict[str, Window] = {}
        self._secrets = OnceSecret()
        self._popups = Popups()
        self._previous_s = self._rested_s = 0.0
        self._unsure: list[tuple[Typed, SeenScene, SeenScene | None]] = []
        self._cells = CellsTypedIn()
        self._filled: list[tuple[FilledCell, SeenScene, tuple[SeenScene, ...]]] = []

    def finish(self) -> tuple[Deed, ...]:
        """All deeds in their order; only now are pictures read, where nothing else says what stands on them."""
        self._end_stretch(math.inf)
        known: dict[int, Aim] = {}
        for deed in [*self._deeds, *(typed for typed, _, _ in self._unsure)]:
            for aim in _aims(deed):
                if aim.element is None and aim.point != NOWHERE and id(aim) not in known:
                    known[id(aim)] = replace(aim, element=hit_in(aim.scene.screen().elements, aim.point))
        deeds = [_with_known(deed, known) for deed in self._deeds]
        for typed, before, after in self._unsure:
            deeds.append(judged(replace(typed, aim=known.get(id(typed.aim), typed.aim)), before, after))
        for filled, before, afterwards in self._filled:
            deeds.append(judged_in_sheet(filled, before, afterwards, cell=self._cells.at(filled.at_s)))
        return tuple(sorted(deeds, key=lambda deed: deed.at_s))

    def saw(self, sighting: Sighting) -> None:
        """Windows that came or went are told of; the first sighting only says what is there."""
        sighting = self._secrets.marked(sighting)
        windows = {one.id: one for one in sighting.look.surroundings.windows if one.title}
        if self._seen:
            front = next((one.id for one in self._windows.values() if one.active), "")
            for one in windows.values():
                if one.id not in self._windows:
                    self._deeds.append(Arrived(at_s=sighting.began_s, window=one.id, title=one.title, opener=front))
            for id_ in self._windows.keys() - windows.keys():
                was_in_front = self._windows[id_].active
                self._deeds.append(Left(at_s=sighting.began_s, window=id_, in_front=was_in_front))
            self._popups.saw(self._seen[-1], sighting)
        self._windows = windows
        self._seen.append(sighting)
        self._cells.saw(sighting)

    def heard(self, told: Input) -> None:
        """In the order in which they happened, each after a sighting that began after it."""
        match told:
            case Pressed():
                self._end_stretch(told.at_s)
                self._down, self._rested_s = told, self._previous_s
            case LetGo():
                self._let_go(told)
            case Turned():
                self._turned(told)
            case KeyDown():
                self._key(told)
        self._cells.heard(told)
        if self._stretch is None:
            self._previous_s = told.at_s

    def forget(self, told: Input) -> None:
        """It happened while nothing could be seen: on a screen that is locked, it may have been a password."""
        self._end_stretch(told.at_s)
        self._down = None
        self._previous_s = told.at_s

    def left_to_page(self, told: Input) -> str:
        """A page tells of what this event did; the window that it went to, "" unknown."""
        self._end_stretch(told.at_s)
        self._previous_s = told.at_s
        if isinstance(told, Pressed):
            self._down = None
        sighting = self._before(told.at_s) or (self._seen[-1] if self._seen else None)
        if sighting is None:
            return ""
        windows = sighting.look.surroundings.windows
        if isinstance(told, KeyDown):
            return next((one.id for one in windows if one.active), "")
        window = window_at(sighting.look, sighting.look.screenshot.frame.to_pixel(told.x, told.y))
        return window.id if window is not None else ""

    # --- the pointer --------------------------------------------------------------------------------------------------

    def _let_go(self, told: LetGo) -> None:
        pressed, self._down = self._down, None
        if pressed is None or pressed.button is not told.button:
            return
        start = self._aim(pressed.x, pressed.y, pressed.at_s)
        if start is None:
            return
        if math.hypot(told.x - pressed.x, told.y - pressed.y) > SLIP:
            end = self._aim(told.x, told.y, told.at_s)
            if end is not None and not _marks_text(start, end):
                self._deeds.append(Dragged(at_s=pressed.at_s, start=start, end=end))
            return
        last = self._deeds[-1] if self._deeds else None
        if isinstance(last, Clicked) and _goes_on(last, pressed, start):
            self._deeds[-1] = replace(last, count=last.count + 1)
            return
        self._pointed(pressed, start)
        clicked = Clicked(at_s=pressed.at_s, aim=start, button=pressed.button, modifiers=pressed.modifiers)
        self._deeds.append(clicked)

    def _pointed(self, pressed: Pressed, aim: Aim) -> None:
        """What was clicked came up by pointing at something: a menu inside a menu."""
        window = aim.element.window if aim.element is not None else ""
        found = self._popups.opener(window, self._rested_s)
        if found is not None:
            sighting, point, element = found
            if self._was_clicked(element):
                return
            hovered = Aim(scene=self._scene(sighting, point), element=element, point=point)
            self._deeds.append(Hovered(at_s=sighting.ended_s, aim=hovered))

    def _was_clicked(self, element: Element) -> bool:
        last = next((one for one in reversed(self._deeds) if isinstance(one, Clicked)), None)
        return last is not None and last.aim.element is not None and last.aim.element.handle == element.handle

    def _turned(self, told: Turned) -> None:
        last = self._deeds[-1] if self._deeds else None
        if isinstance(last, Wheeled) and last.direction is told.direction and told.at_s - last.at_s < SAME_WHEEL_S:
            self._deeds[-1] = replace(last, notches=last.notches + 1)
            return
        aim = self._aim(told.x, told.y, told.at_s)
        if aim is not None:
            self._deeds.append(Wheeled(at_s=told.at_s, aim=aim, direction=told.direction, notches=1))

    # --- the keyboard -------------------------------------------------------------------------------------------------

    def _key(self, told: KeyDown) -> None:
        before = self._before(told.at_s) or self._seen[0]
        if before.own_in_front:
            return
        pressed = self._pressed(told, before)
        if pressed is not None:
            self._end_stretch(told.at_s)
            self._deeds.append(Clicked(at_s=told.at_s, aim=pressed))
            return
        writes_on = told.name == "backspace" and not set(told.modifiers) - {"shift"} and self._stretch is not None
        if told.text or writes_on or (told.name == "enter" and not told.modifiers and self._writes_lines(before)):
            self._type(told, before)
            return
        self._end_stretch(told.at_s)
        focus, scene = focused(before.look), self._scene(before if in_front(before) else self._seen[-1])
        aim = Aim(scene=scene, element=focus, point=focus.box.center) if focus is not None else None
        keys = (*told.modifiers, told.name)
        last = self._deeds[-1] if self._deeds else None
        if isinstance(last, Keyed) and last.keys == keys and last.scene is scene:
            self._deeds[-1] = replace(last, times=last.times + 1)
            return
        self._deeds.append(
            Keyed(
                at_s=told.at_s,
                keys=keys,
                aim=aim,
                scene=scene,
                in_field=focus is not None and focus.role in FIELDS,
                many=focus is not None and focus.role is Role.TEXT_AREA,
            )
        )

    def _pressed(self, told: KeyDown, before: Sighting) -> Aim | None:
        """The button or box that a key pressed as a click would have: it surely had the keyboard."""
        last_s = max(self._previous_s, self._stretch.last_s if self._stretch is not None else 0.0)
        focus = focused(before.look) if before.began_s > last_s else None
        if focus is None or told.modifiers or focus.role not in _PRESSED_BY.get(told.name, ()):
            return None
        return Aim(scene=self._scene(before), element=focus, point=focus.box.center)

    def _writes_lines(self, before: Sighting) -> bool:
        """Whether Enter begins a line of what is being typed: the text area has the keyboard before and after it."""
        there = focused(self._seen[-1].look)
        was = focused(before.look)
        known = [one for one in (was, there) if one is not None]
        if self._stretch is None or not known or any(one.role is not Role.TEXT_AREA for one in known):
            return False
        return len({one.handle for one in known}) == 1

    def _type(self, told: KeyDown, before: Sighting) -> None:
        if self._stretch is not None and not self._stretch.goes_on_in(before):
            self._end_stretch(told.at_s)
        if self._stretch is None:
            self._stretch = Stretch(at_s=told.at_s, last_s=told.at_s, previous_s=self._previous_s, before=before)
            self._stretch.goes_on_in(before)
        stretch = self._stretch
        stretch.last_s = told.at_s
        stretch.text = stretch.text[:-1] if told.name == "backspace" else stretch.text + (told.text or "\n")

    def _end_stretch(self, at_s: float) -> None:
        stretch, self._stretch = self._stretch, None
        if stretch is None or not stretch.text:
            return
        later = [one for one in self._seen if one.began_s >= stretch.last_s]
        after = next((one for one in reversed(later) if one.ended_s <= at_s), next(iter(later), None))
        before = stretch.before
        shows_window = in_front(before) and not (later and stretch.was_led_to_another_window(later[0]))
        scene = self._scene(before if shows_window or not later else later[0])
        shown = that_shows(stretch.text, before.look, later[:LOOKS_FOR_TEXT])
        focus = shown or focus_of(stretch, at_s, self._seen)
        if shown is not None and was_elsewhere(shown, stretch, at_s, self._seen):
            focus = None  # a line that only tells what is typed in a table's cell
        is_field = focus is not None and focus.role in WRITING
        if self._keeps_passwords(scene.app, scene.title) or (
            is_field and focus is not None and State.SECRET in focus.state
        ):
            field = _without_value(focus) if is_field and focus is not None else None
            aim = Aim(scene=scene, element=field, point=field.box.center if field is not None else NOWHERE)
            self._deeds.append(Typed(at_s=stretch.at_s, aim=aim, held=None, text="", secret=True))
            return
        if self._cells.is_typing(stretch.at_s, at_s, stretch.text):
            self._fill(stretch, scene, later)
            return
        if not stretch.text.strip() and not is_field:
            self._deeds.append(Keyed(at_s=stretch.at_s, keys=("space",), aim=None, scene=scene))
            return
        if focus is None or not is_field:
            self._type_unseen(stretch, scene, after, elsewhere=focus is not None)
            return
        was, now = same_in(focus, before.look), same_in(focus, after.look) if after is not None else None
        held, many = was.value if was is not None else "", focus.role is Role.TEXT_AREA
        in_time = now is not None and after is not None and after.ended_s <= at_s and now.value != held
        whole = in_time and now is not None and not is_under_way(now.value, stretch.text)
        text = now.value if whole and now is not None else joined_with(held, stretch.text, many=many)
        came_up = next((one for one in later if same_in(focus, one.look)), None) if was is None else None
        aim = Aim(scene=self._scene(came_up) if came_up else scene, element=was or focus, point=focus.box.center)
        self._deeds.append(Typed(at_s=stretch.at_s, aim=aim, held=held, text=text, many=many))

    def _fill(self, stretch: Stretch, scene: SeenScene, later: list[Sighting]) -> None:
        """A cell was typed in: over what it held, unless it was opened to be changed; then it tells what it came to."""
        last = self._deeds[-1] if self._deeds else None
        text = stretch.text
        if (isinstance(last, Keyed) and last.keys == ("f2",)) or (isinstance(last, Clicked) and last.count > 1):
            cell = self._cells.at(stretch.at_s)
            held = held_by(cell, self._seen[-1].look) if cell is not None else None
            text = held.value if held is not None and text in held.value else ""
        self._cells.typed(stretch.at_s, text)
        afterwards = tuple(self._scene(one) for one in dict.fromkeys((*later[:1], *later[-1:])))
        self._filled.append((FilledCell(at_s=stretch.at_s, cell="", text=text, scene=scene), scene, afterwards))

    def _type_unseen(self, stretch: Stretch, scene: SeenScene, after: Sighting | None, *, elsewhere: bool) -> None:
        """No field is known to have had the keyboard: the keys are all there is, if they can be seen on the screen.

        elsewhere: something that takes no text had it, so the field that was clicked last did not.
        """
        last = next((one for one in reversed(self._deeds) if isinstance(one, Clicked)), None)
        clicked = last.aim if last is not None and last.aim.scene.window == scene.window else None
        aim = clicked if clicked and not elsewhere else Aim(scene=scene, element=None, point=NOWHERE)
        typed = Typed(at_s=stretch.at_s, aim=aim, held=None, text=stretch.text)
        self._unsure.append((typed, scene, self._scene(after) if after is not None else None))

    # --- what was seen ------------------------------------------------------------------------------------------------

    def _before(self, at_s: float) -> Sighting | None:
        return next((one for one in reversed(self._seen) if one.ended_s <= at_s), None)

    def _aim(self, x: int, y: int, at_s: float) -> Aim | None:
        if not self._seen:
            return None
        sighting = self._pictured(x, y, at_s)
        point = sighting.look.screenshot.frame.to_pixel(x, y)
        if window_at(sighting.look, point) is None:
            return None  # a window of our own, or the bare screen
        return Aim(scene=self._scene(sighting, point), element=element_at(sighting.look, point), point=point)

    def _pictured(self, x: int, y: int, at_s: float) -> Sighting:
        """The last sighting that was over by then; or one that was under way, where its picture, which was there
        first, shows something else at the point: then the one before was out of date."""
        whole = self._before(at_s) or self._seen[0]
        fresh = next((one for one in reversed(self._seen) if one.began_s <= at_s), whole)
        point = whole.look.screenshot.frame.to_pixel(x, y)
        return fresh if fresh is not whole and differs_at(point, whole.look, fresh.look) else whole

    def _scene(self, sighting: Sighting, point: Point | None = None) -> SeenScene:
        """Of the window at the point, or the active one; menus and lists belong to that."""
        look = sighting.look
        window = window_at(look, point) if point is not None else None
        if window is None or not window.title:
            window = look.surroundings.active_window
        key = (look.screenshot.id, window.id if window is not None else "")
        if key not in self._scenes:
            self._scenes[key] = self._keep(look, window)
        return self._scenes[key]


def _aims(deed: Deed) -> tuple[Aim, ...]:
    match deed:
        case Dragged(start=start, end=end):
            return start, end
        case Clicked(aim=aim) | Wheeled(aim=aim) | Typed(aim=aim):
            return (aim,)
        case _:
            return ()


def _with_known(deed: Deed, known: Mapping[int, Aim]) -> Deed:
    match deed:
        case Dragged(start=start, end=end):
            return replace(deed, start=known.get(id(start), start), end=known.get(id(end), end))
        case Clicked(aim=aim) | Wheeled(aim=aim):
            return replace(deed, aim=known.get(id(aim), aim))
        case _:
            return deed


def _without_value(element: Element) -> Element:
    return replace(element, value=type(element.value)(""))


def _goes_on(last: Clicked, pressed: Pressed, at: Aim) -> bool:
    """Whether a press is the second or third of a double or triple click."""
    soon = pressed.at_s - last.at_s < DOUBLE_S * last.count
    near = math.dist(last.aim.point, at.point) <= SLIP
    return soon and near and last.button is pressed.button and last.count < 3


def _marks_text(start: Aim, end: Aim) -> bool:
    """A drag inside one field or text only marks what is written there."""
    element = start.element
    return (
        element is not None
        and end.element is not None
        and element.role in FIELDS | TEXTS
        and (element.handle == end.element.handle)
    )
