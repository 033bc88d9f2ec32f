"""From a demonstration to a flow: each deed a step with its place in words, what was typed an input of the flow."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final, assert_never
from urllib.parse import urlsplit

from grounding.screen import Element, Query, Role, State
from planner.actions import (
    Action,
    AnswerDialog,
    Ask,
    Back,
    Button,
    ChooseFile,
    Clear,
    Click,
    Drag,
    Filling,
    Hover,
    Literal,
    OpenAddress,
    OpenApp,
    OpenFile,
    PressKeys,
    Read,
    Reference,
    SaveAs,
    Scroll,
    Secret,
    SelectOption,
    SetChecked,
    SetDate,
    SetLevel,
    SwitchTo,
    TypeText,
    Value,
)
from planner.demo.anchors import anchored, is_secret, with_names
from planner.demo.deeds import GROUNDS, TOGGLES, is_same, scene_of
from planner.demo.given import Given, kind_of, label_of, origin_of, without_user
from planner.demo.tidying import tidied
from planner.demo.values import (
    Aim,
    Answered,
    Arrived,
    Chose,
    Clicked,
    Copied,
    Dated,
    Deed,
    Demonstration,
    Dragged,
    FilledCell,
    GaveFile,
    Hovered,
    Keyed,
    Left,
    Levelled,
    Locate,
    OpenedFile,
    SavedAs,
    Scene,
    Ticked,
    Typed,
    WentBack,
    WentTo,
    Wheeled,
)
from planner.document_orders import SetCell
from planner.flow.values import Flow, InputKind, Needs
from planner.language.describe import describe_action
from planner.language.expectations import expected
from planner.plan import Step, WindowCloses

CLOSES_WITHIN_S: Final = 3.0
STARTS_WITHIN_S: Final = 15.0
_OPTIONS: Final = frozenset({Role.OPTION, Role.MENU_ITEM, Role.LIST_ITEM})
_ADDRESSES: Final = ("http", "https", "file", "data")


class _NowhereKnown(Exception):
    """Nothing on the screen tells where a deed was."""


@dataclass(frozen=True, kw_only=True)
class Made:
    """aims: what each step of the flow, in reading order, is about; None for a secret field and for no place."""

    flow: Flow
    aims: tuple[Aim | None, ...]


@dataclass(frozen=True, kw_only=True)
class _Drawn:
    """A step on its way. closes: its window was gone after it."""

    action: Action
    aim: Aim | None
    note: str
    closes: bool = False


def flow_of(demonstration: Demonstration, locate: Locate) -> Made:
    return _Maker(demonstration, locate).made()


class _Maker:
    """Goes through the deeds once, knowing the window that the last one was in and what was given so far."""

    def __init__(self, demonstration: Demonstration, locate: Locate) -> None:
        self._demonstration = demonstration
        self._locate = locate
        self._deeds = tidied(demonstration.deeds)
        self._given = Given()
        self._drawn: list[_Drawn] = []
        self._notes: list[str] = []
        self._window = ""
        self._followed: set[str] = set()
        self._unled: set[str] = set()
        self._apps: set[str] = set()

    def made(self) -> Made:
        at = 0
        while at < len(self._deeds):
            self._come_to(self._deeds[at])
            try:
                at += self._take(at)
            except _NowhereKnown:
                self._notes.clear()
                self._ask(self._deeds[at])
                at += 1
        steps = tuple(
            Step(
                purpose=_purpose(one),
                action=one.action,
                expect=(WindowCloses(),)
                if one.closes
                else expected(one.action, following.action if following is not None else None),
            )
            for one, following in zip_longest(self._drawn, self._drawn[1:])
        )
        scenes = [scene for deed in self._deeds if (scene := scene_of(deed)) is not None]
        flow = Flow(
            name=self._demonstration.name,
            nodes=steps,
            inputs=self._given.inputs,
            needs=Needs(apps=_apps(self._drawn), sites=_sites(self._drawn, scenes)),
            outputs=tuple(self._given.outputs),
        )
        return Made(flow=flow, aims=tuple(one.aim for one in self._drawn))

    # --- one deed after another -------------------------------------------------------------------------------------

    def _take(self, at: int) -> int:
        """Draws the step or steps of a deed; how many deeds that took."""
        deed = self._deeds[at]
        match deed:
            case Clicked():
                return self._clicked(deed, self._deeds[at + 1] if at + 1 < len(self._deeds) else None)
            case Typed() | Chose() | Ticked() | Dated() | Levelled() | GaveFile():
                self._set(deed)
            case FilledCell():
                self._fill_cell(deed)
            case Keyed():
                self._keyed(deed, self._deeds[at - 1] if at else None)
            case Dragged(start=start, end=end):
                self._draw(Drag(start=self._place(start), end=self._place(end)), start)
            case Wheeled(aim=aim, direction=direction, notches=notches):
                on_ground = aim.element is None or aim.element.role in GROUNDS
                place = None if on_ground else self._place(aim)
                self._draw(Scroll(direction=direction, amount=notches, place=place), None)
            case Hovered(aim=aim):
                self._draw(Hover(place=self._place(aim)), aim)
            case Copied(aim=aim, text=text):
                place = self._place(aim, names_itself=False)
                self._draw(Read(place=place, name=self._given.copied(text, place)), aim)
            case SavedAs(path=path, command=command):
                given = self._given.input(path, "", InputKind.FILE)
                self._draw(SaveAs(path=given, command=command), None)
            case OpenedFile(path=path, scene=scene):
                given = self._given.input(path, "", InputKind.FILE)
                app = scene.app if scene is not None else ""
                self._draw(OpenFile(path=f"{{{{{given.name}}}}}", app=app), None)
            case WentTo(address=address):
                self._draw(OpenAddress(address=without_user(address)), None)
            case WentBack():
                self._draw(Back(), None)
            case Answered(accept=accept, text=answer):
                self._draw(AnswerDialog(accept=accept, value=Literal(text=answer) if answer else None), None)
            case Arrived() | Left():
                self._windows_change(deed, at)
            case _:
                assert_never(deed)
        return 1

    def _clicked(self, deed: Clicked, following: Deed | None) -> int:
        aim, element = deed.aim, deed.aim.element
        plain = deed.button is Button.LEFT and deed.count == 1 and not deed.modifiers
        option = _option_chosen(deed, following) if plain else None
        if option is not None:
            place = self._place(aim)
            self._draw(SelectOption(option=self._input(aim, place, option), place=place), aim)
            return 2
        if plain and element is not None and element.role in TOGGLES:
            checked = element.role is Role.RADIO or State.CHECKED not in element.state
            self._draw(SetChecked(place=self._place(aim), checked=checked), aim)
            return 1
        click = Click(place=self._place(aim), button=deed.button, count=deed.count, modifiers=deed.modifiers)
        self._draw(click, aim)
        return 1

    def _set(self, deed: Typed | Chose | Ticked | Dated | Levelled | GaveFile) -> None:
        """The value that a field was given."""
        aim = deed.aim
        match deed:
            case Typed():
                self._typed(deed)
            case Chose(option=option):
                if aim.element is None or aim.element.role is not Role.LIST:  # there, the click on the option says it
                    place = self._place(aim)
                    self._draw(SelectOption(option=self._input(aim, place, option), place=place), aim)
            case Ticked(checked=checked):
                self._draw(SetChecked(place=self._place(aim), checked=checked), aim)
            case Dated(text=text):
                place = self._place(aim)
                value = self._input(aim, place, text, InputKind.DATE) if text else None
                self._draw(SetDate(value=value, place=place) if value else Clear(place=place), aim)
            case Levelled(text=text):
                place = self._place(aim)
                self._draw(SetLevel(value=self._input(aim, place, text, InputKind.NUMBER), place=place), aim)
            case GaveFile(path=path):
                place = self._place(aim)
                given = self._input(aim, place, path, InputKind.FILE)
                self._draw(ChooseFile(place=place, path=f"{{{{{given.name}}}}}"), aim)
            case _:
                assert_never(deed)

    def _typed(self, deed: Typed) -> None:
        aim = deed.aim
        place = self._place(aim) if aim.element is not None and not self._is_led_to(aim.element) else None
        if deed.secret or is_secret(aim):
            secret = self._given.secret(aim, label_of(aim, place))
            self._draw(TypeText(value=Secret(name=secret), place=place), None)
            return
        if not deed.text:
            self._draw(Clear(place=place), aim)
            return
        held = deed.held or ""
        adds = deed.many and held.strip() != "" and deed.text.startswith(held)
        text = deed.text[len(held) :] if adds else deed.text
        filling = Filling.APPEND if adds else Filling.REPLACE if place is not None else Filling.HERE
        value: Value = self._given.pasted(text) or self._input(aim, place, text, kind_of(aim.element))
        self._draw(TypeText(value=value, place=place, filling=filling), aim if place is not None else None)

    def _fill_cell(self, deed: FilledCell) -> None:
        """Raises _NowhereKnown."""
        if not deed.cell:
            raise _NowhereKnown
        self._draw(SetCell(cell=deed.cell, value=self._given.in_cell(deed)), None)

    def _is_led_to(self, element: Element) -> bool:
        """A cell that the key before went to, for where Enter goes from there depends on how it was come to; or the
        one that an application begins in."""
        before = self._drawn[-1].action if self._drawn else None
        by_key = isinstance(before, PressKeys) and before.keys[-1] in ("tab", "enter")
        return element.role is Role.CELL and (by_key or (isinstance(before, OpenApp) and not self._clicks_cells()))

    def _clicks_cells(self) -> bool:
        clicked = [one.aim.element for one in self._demonstration.deeds if isinstance(one, Clicked)]
        return any(one is None or one.role is Role.CELL for one in clicked)

    def _keyed(self, deed: Keyed, before: Deed | None) -> None:
        """A key goes to the field that it was pressed in; right after typing there, that one has the keyboard."""
        there = (before is not None and (is_same(deed, before) or isinstance(before, Keyed))) or len(deed.keys) > 1
        place = self._place(deed.aim) if deed.in_field and deed.aim is not None and not there else None
        self._draw(PressKeys(keys=deed.keys, times=deed.times, place=place), deed.aim if place is not None else None)

    # --- windows ----------------------------------------------------------------------------------------------------

    def _come_to(self, deed: Deed) -> None:
        """Switches to the window of a deed, where nothing before it led there; the first one is where it begins."""
        scene = scene_of(deed)
        told = deed.window if isinstance(deed, WentTo | WentBack) else ""
        window = scene.window if scene is not None else told
        if not window or window == self._window:
            return
        first, self._window = not self._window, window
        title = scene.title or scene.app if scene is not None else deed.title if isinstance(deed, WentTo) else ""
        if isinstance(deed, OpenedFile):
            self._followed.discard(window)  # the file brings its application up
        elif scene is not None and (first or self._is_unled(window, scene)):
            self._begin(scene)
        elif window in self._followed:
            self._followed.discard(window)
        elif not first and title:
            self._draw(SwitchTo(name=title), None)
        self._apps.add(scene.app if scene is not None else "")

    def _is_unled(self, window: str, scene: Scene) -> bool:
        """On a desktop: an application that was not come to yet, and that nothing that was done here opened."""
        is_new = self._demonstration.desktop and scene.app not in self._apps
        return is_new and (window in self._unled or window not in self._followed)

    def _begin(self, scene: Scene) -> None:
        if urlsplit(scene.address).scheme in _ADDRESSES:
            self._draw(OpenAddress(address=without_user(scene.address)), None)
        elif not scene.address and scene.app:
            self._draw(OpenApp(name=scene.app), None)

    def _windows_change(self, deed: Arrived | Left, at: int) -> None:
        """What an act opens is followed, what closes gives way; a tab that a person opened or closed is a step."""
        before = self._deeds[at - 1] if at else None
        by_itself = before is not None and deed.at_s - before.at_s < CLOSES_WITHIN_S
        if isinstance(deed, Arrived):
            if self._demonstration.desktop:
                opens = isinstance(before, Clicked | Keyed) and deed.at_s - before.at_s < STARTS_WITHIN_S
                self._followed.add(deed.window)
                if not opens:
                    self._unled.add(deed.window)
            elif deed.opener:
                self._followed.add(deed.window)
            else:
                self._draw(PressKeys(keys=("ctrl", "t")), None)
                self._window = deed.window
        elif deed.window == self._window:
            if by_itself and deed.in_front and self._drawn:
                last = self._drawn[-1]
                self._drawn[-1] = replace(last, closes=isinstance(last.action, Click | PressKeys))
            if not by_itself and not self._demonstration.desktop:
                self._draw(PressKeys(keys=("ctrl", "w")), None)
            following = next((scene for one in self._deeds[at + 1 :] if (scene := scene_of(one)) is not None), None)
            self._window = following.window if following is not None else self._window

    # --- places and values ------------------------------------------------------------------------------------------

    def _draw(self, action: Action, aim: Aim | None) -> None:
        note = "; ".join(dict.fromkeys(self._notes))
        self._notes.clear()
        self._drawn.append(_Drawn(action=action, aim=None if aim is not None and is_secret(aim) else aim, note=note))

    def _place(self, aim: Aim, *, names_itself: bool = True) -> Query:
        """Raises _NowhereKnown."""
        anchor = anchored(aim, self._locate, names_itself=names_itself)
        if anchor is None:
            raise _NowhereKnown
        if anchor.note:
            self._notes.append(anchor.note)
        return with_names(anchor.place, self._given.values)

    def _input(self, aim: Aim, place: Query | None, text: str, kind: InputKind = InputKind.TEXT) -> Reference:
        return self._given.input(text, label_of(aim, place), kind)

    def _ask(self, deed: Deed) -> None:
        """What cannot be told in words is left to the person, and the flow says so."""
        self._draw(
            Ask(
                question=f"Something was {_DONE.get(type(deed), 'done')} here that nothing on the screen names. "
                "Do that yourself, then go on.",
                name="done",
                choices=("go on",),
            ),
            None,
        )


_DONE: Final[dict[type[Deed], str]] = {
    Clicked: "clicked",
    Dragged: "dragged",
    Hovered: "pointed at",
    Typed: "typed",
    FilledCell: "typed",
}


def _option_chosen(click: Clicked, following: Deed | None) -> str | None:
    """What was chosen in a list that the page or application draws itself."""
    element = click.aim.element
    opens = element is not None and element.role is Role.DROPDOWN
    if not opens or not isinstance(following, Clicked) or following.button is not Button.LEFT:
        return None
    option = following.aim.element
    return option.text if option is not None and option.role in _OPTIONS and option.text else None


def _purpose(drawn: _Drawn) -> str:
    words = describe_action(drawn.action)
    return f"{words} ({drawn.note})" if drawn.note else words


def _apps(drawn: list[_Drawn]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.action.name for one in drawn if isinstance(one.action, OpenApp)))


def _sites(drawn: list[_Drawn], scenes: list[Scene]) -> tuple[str, ...]:
    opened = [one.action.address for one in drawn if isinstance(one.action, OpenAddress)]
    found: Iterator[str] = (origin_of(address) for address in (*opened, *(scene.address for scene in scenes)))
    return tuple(dict.fromkeys(origin for origin in found if origin))
