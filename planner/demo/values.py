"""A demonstration: what a person did, each deed with the screen as it was just before."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from grounding.geometry import Point
from grounding.screen import Element, Missed, ParsedScreen, Query, Target
from planner.actions import Button, Direction

Locate = Callable[[Query, ParsedScreen], Target | Missed]


class Scene(Protocol):
    """A screen just before a deed. Kept small; what is dear is made anew each time it is asked for."""

    @property
    def window(self) -> str:
        """Which window or tab: an identity."""
        ...

    @property
    def title(self) -> str: ...

    @property
    def app(self) -> str: ...

    @property
    def address(self) -> str:
        """ "" on a desktop."""
        ...

    @property
    def document(self) -> str:
        """Which document, page or window it was: within one, a handle names the same element."""
        ...

    @property
    def shown(self) -> bool:
        """Whether the boxes lie on a picture of it."""
        ...

    def screen(self) -> ParsedScreen: ...


@dataclass(frozen=True, kw_only=True, eq=False)
class Aim:
    """What a deed hit. element None: nothing is known there but the point, in pixels of the scene's picture."""

    scene: Scene
    element: Element | None
    point: Point

    @property
    def identity(self) -> tuple[str, str]:
        """The same for the same element of the same document; ("", "") when it cannot be told."""
        element = self.element
        if element is None:
            return ("", "")
        seen = f"{element.role} {element.text} {element.box}"  # ids of what was only seen are new with every look
        return (self.scene.document, element.handle or seen)


@dataclass(frozen=True, kw_only=True, eq=False)
class _Deed:
    """at_s: seconds since some moment, the same for all deeds of one demonstration."""

    at_s: float


@dataclass(frozen=True, kw_only=True, eq=False)
class Clicked(_Deed):
    """opens_file_chooser, navigates...: what came of it is told by the deeds after it."""

    aim: Aim
    button: Button = Button.LEFT
    count: int = 1
    modifiers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Dragged(_Deed):
    start: Aim
    end: Aim


@dataclass(frozen=True, kw_only=True, eq=False)
class Typed(_Deed):
    """A stretch of typing in a field: what it held before and after. secret: neither was read. many: more than a line.

    aim.element None: a field that is not known. held None: what it held is not known and `text` is what was typed.
    """

    aim: Aim
    held: str | None
    text: str
    secret: bool = False
    many: bool = False


@dataclass(frozen=True, kw_only=True, eq=False)
class FilledCell(_Deed):
    """What was typed into a cell of a sheet. cell: its address; "" not known."""

    cell: str
    text: str
    scene: Scene


@dataclass(frozen=True, kw_only=True, eq=False)
class Chose(_Deed):
    """An option of a drop-down; held: the one before."""

    aim: Aim
    held: str
    option: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Ticked(_Deed):
    """A box, switch or radio button; held: how it was before."""

    aim: Aim
    held: bool
    checked: bool


@dataclass(frozen=True, kw_only=True, eq=False)
class Dated(_Deed):
    """A field for days or times of day."""

    aim: Aim
    held: str
    text: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Levelled(_Deed):
    """A slider."""

    aim: Aim
    held: str
    text: str


@dataclass(frozen=True, kw_only=True, eq=False)
class GaveFile(_Deed):
    aim: Aim
    path: str


@dataclass(frozen=True, kw_only=True, eq=False)
class SavedAs(_Deed):
    """Through a dialog. path: in full, where that is known, else the name. command: the entry that opened the dialog
    where it was no usual one. scene: what was saved, just before."""

    path: str
    command: str
    scene: Scene | None


@dataclass(frozen=True, kw_only=True, eq=False)
class OpenedFile(_Deed):
    """Through a dialog of an application. scene: the application's window, just before."""

    path: str
    scene: Scene | None


@dataclass(frozen=True, kw_only=True, eq=False)
class Keyed(_Deed):
    """A chord, pressed so often. aim None: nothing known had the keyboard. in_field: a field that takes text had it."""

    keys: tuple[str, ...]
    aim: Aim | None
    scene: Scene | None
    in_field: bool = False
    many: bool = False
    times: int = 1


@dataclass(frozen=True, kw_only=True, eq=False)
class Wheeled(_Deed):
    direction: Direction
    notches: int
    aim: Aim


@dataclass(frozen=True, kw_only=True, eq=False)
class Hovered(_Deed):
    """Pointing at it, without a click, brought up what the next deed is about."""

    aim: Aim


@dataclass(frozen=True, kw_only=True, eq=False)
class Copied(_Deed):
    """aim: what holds the text that was copied."""

    aim: Aim
    text: str


@dataclass(frozen=True, kw_only=True, eq=False)
class WentTo(_Deed):
    """An address that the person gave (typed, or a bookmark). title: what the window showed before."""

    address: str
    window: str
    title: str = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class WentBack(_Deed):
    window: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Arrived(_Deed):
    """A page or window came up because of what was done before. opener: the window that it came from, "" none."""

    window: str
    title: str = ""
    address: str = ""
    opener: str = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class Left(_Deed):
    """A window or tab was closed. in_front: it had the keyboard until then, as no menu ever has."""

    window: str
    in_front: bool = False


@dataclass(frozen=True, kw_only=True, eq=False)
class Answered(_Deed):
    """A question of the browser's own. text None: it took none."""

    accept: bool
    text: str | None
    window: str


Deed = (
    Clicked
    | Dragged
    | Typed
    | FilledCell
    | Chose
    | Ticked
    | Dated
    | Levelled
    | GaveFile
    | SavedAs
    | OpenedFile
    | Keyed
    | Wheeled
    | Hovered
    | Copied
    | WentTo
    | WentBack
    | Arrived
    | Left
    | Answered
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Demonstration:
    """name: what the flow will be called. desktop: it was shown on a desktop, not in a browser alone."""

    name: str
    deeds: tuple[Deed, ...] = field(default=())
    desktop: bool = False
