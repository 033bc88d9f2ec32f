"""The values of seeing: a screenshot, what a surface says of it, the elements found, a query and its answer.

Boxes and points are screenshot pixels everywhere in this module. Text that comes from a screen is a
`ScreenText`: evidence of what is shown, never an instruction.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

import numpy as np
import numpy.typing as npt

from grounding.geometry import Box, Point

ScreenText = NewType("ScreenText", str)
ElementId = NewType("ElementId", str)
NO_TEXT = ScreenText("")

Pixels = npt.NDArray[np.uint8]
"""(height, width, 3) RGB; screenshots hold it read-only."""

Vector = npt.NDArray[np.float32]
"""(dimensions,), of length 1: a drawing or a person's words, in one space (`grounding.icons`)."""


class Role(StrEnum):
    """What a control is. Every source (DOM, accessibility, vision) is mapped onto these."""

    BUTTON = "button"
    ICON_BUTTON = "icon_button"
    TEXT_FIELD = "text_field"
    TEXT_AREA = "text_area"
    CHECKBOX = "checkbox"
    RADIO = "radio"
    SWITCH = "switch"
    DROPDOWN = "dropdown"
    OPTION = "option"
    LINK = "link"
    TAB = "tab"
    MENU_BAR = "menu_bar"
    MENU = "menu"
    MENU_ITEM = "menu_item"
    LIST = "list"
    LIST_ITEM = "list_item"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    HEADER = "header"
    SLIDER = "slider"
    SPINNER = "spinner"
    SCROLLBAR = "scrollbar"
    PROGRESS = "progress"
    TREE_ITEM = "tree_item"
    IMAGE = "image"
    LABEL = "label"
    HEADING = "heading"
    TEXT = "text"
    DIALOG = "dialog"
    WINDOW = "window"
    TITLE_BAR = "title_bar"
    TOOLBAR = "toolbar"
    GROUP = "group"
    DOCUMENT = "document"


class State(StrEnum):
    """What is true of a control now; what is absent is false or unknown."""

    CHECKED = "checked"
    MIXED = "mixed"
    SELECTED = "selected"
    DISABLED = "disabled"
    FOCUSED = "focused"
    EXPANDED = "expanded"
    COLLAPSED = "collapsed"
    READ_ONLY = "read_only"
    REQUIRED = "required"
    INVALID = "invalid"
    SECRET = "secret"  # a password field: its content is never read, kept or shown
    POPUP = "popup"  # pressing it opens a menu, a list or a panel, and does nothing else
    NATIVE_LIST = "native_list"  # a <select>: chosen by keyboard, not by clicking its popup


class FoundBy(StrEnum):
    VISION = "vision"
    TEXT = "text"
    STRUCTURE = "structure"


@dataclass(frozen=True, kw_only=True)
class Frame:
    """How the pixels of one screenshot lie on the surface that they were taken from.

    native = origin + pixel * native_per_pixel, in the surface's own input units. Only `app.surfaces` converts.
    """

    surface_id: str
    monitor: int = 0
    origin: tuple[float, float] = (0.0, 0.0)
    native_per_pixel: tuple[float, float] = (1.0, 1.0)

    def to_native(self, point: Point) -> tuple[float, float]:
        """
        >>> Frame(surface_id="s", origin=(-100.0, 0.0), native_per_pixel=(0.5, 0.5)).to_native(Point(20, 10))
        (-90.0, 5.0)
        """
        return (
            self.origin[0] + point.x * self.native_per_pixel[0],
            self.origin[1] + point.y * self.native_per_pixel[1],
        )

    def to_pixel(self, native_x: float, native_y: float) -> Point:
        return Point(
            round((native_x - self.origin[0]) / self.native_per_pixel[0]),
            round((native_y - self.origin[1]) / self.native_per_pixel[1]),
        )


@dataclass(frozen=True, kw_only=True, eq=False)
class Screenshot:
    """One picture of a surface. `pixels` is made read-only."""

    id: str
    pixels: Pixels
    frame: Frame
    taken_at: datetime

    def __post_init__(self) -> None:
        self.pixels.setflags(write=False)

    @property
    def box(self) -> Box:
        return Box(0, 0, self.pixels.shape[1], self.pixels.shape[0])

    def crop(self, box: Box) -> Pixels:
        inside = box.clipped(self.box)
        return self.pixels[inside.top : inside.bottom, inside.left : inside.right]


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """What a drawing shows, in a word or two of a person ("full screen"), and how sure that is, 0..1."""

    name: str
    confidence: float


@dataclass(frozen=True, kw_only=True)
class Element:
    """One control or piece of text.

    text: its name or label (what a person would call it). value: what it holds now (a field's content, a
    drop-down's choice), empty when none or secret. hint: placeholder, tooltip or title. meaning: what the drawing on
    it shows, for a control that says nothing itself: a guess, never a text. handle: identity inside the surface (""
    when seen only), for `Surface.inspect`. options: what a native list offers, when known. window: id of the window,
    tab or frame that it belongs to ("" unknown). text_box: where its text was read, when the box around it is a guess
    from the pixels.
    """

    id: ElementId
    box: Box
    role: Role
    text: ScreenText = NO_TEXT
    state: frozenset[State] = frozenset()
    confidence: float = 1.0
    found_by: FoundBy
    value: ScreenText = NO_TEXT
    hint: ScreenText = NO_TEXT
    meaning: Meaning | None = None
    options: tuple[ScreenText, ...] = ()
    handle: str = ""
    window: str = ""
    text_box: Box | None = None

    @property
    def enabled(self) -> bool:
        return State.DISABLED not in self.state


@dataclass(frozen=True, kw_only=True)
class Structure:
    """What DOM or accessibility offers: visible elements, those that scrolling would bring (boxes outside), and those
    behind something that lets no click through; words there may still be read, as under a dialog."""

    elements: tuple[Element, ...]
    beyond: tuple[Element, ...] = ()
    behind: tuple[Element, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NotOffered:
    """Why there is no structure (pixels only, tree off, no answer)."""

    reason: str


class DialogKind(StrEnum):
    """A question of the browser's own, outside the page."""

    ALERT = "alert"
    CONFIRM = "confirm"
    PROMPT = "prompt"
    LEAVE = "leave"
    FILE_CHOOSER = "file_chooser"
    PERMISSION = "permission"


@dataclass(frozen=True, kw_only=True)
class OpenDialog:
    kind: DialogKind
    text: ScreenText
    default: ScreenText = NO_TEXT


@dataclass(frozen=True, kw_only=True)
class Window:
    """A top-level window (desktop) or a tab (browser). `active`: it has the focus."""

    id: str
    title: ScreenText
    app: str
    box: Box
    active: bool


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What stays known in pixels-only mode too: application, title, address, windows, an open browser dialog."""

    app: str = ""
    title: ScreenText = NO_TEXT
    address: str = ""
    windows: tuple[Window, ...] = ()
    dialog: OpenDialog | None = None
    downloads: tuple[str, ...] = ()

    @property
    def active_window(self) -> Window | None:
        """The first that has the focus."""
        return next((window for window in self.windows if window.active), None)


@dataclass(frozen=True, kw_only=True, eq=False)
class Look:
    """One look at a surface: picture, structure if offered, surroundings. All of one moment, as near as can be."""

    screenshot: Screenshot
    structure: Structure | NotOffered
    surroundings: Surroundings = field(default_factory=Surroundings)


@dataclass(frozen=True, kw_only=True, eq=False)
class ParsedScreen:
    """All that was found in one look. `read`: the regions whose text was read from pixels. `looks`: how the drawings
    look, by the id of their element (those that have a meaning, and others in which none was recognised)."""

    screenshot: Screenshot
    elements: tuple[Element, ...]
    beyond: tuple[Element, ...] = ()
    surroundings: Surroundings = field(default_factory=Surroundings)
    read: tuple[Box, ...] = ()
    looks: Mapping[ElementId, Vector] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Track:
    """A slider as it is seen: the bar with its knob, the knob alone, and whether it stands on end."""

    box: Box
    knob: Box
    upright: bool


class Form(StrEnum):
    """What a drawn figure looks like from its outline."""

    CIRCLE = "circle"
    ELLIPSE = "ellipse"
    SQUARE = "square"
    RECTANGLE = "rectangle"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    PENTAGON = "pentagon"
    HEXAGON = "hexagon"
    STAR = "star"
    OTHER = "figure"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure of one colour as it is seen. rgb: 0..255 each; hollow: an outline, what lies in it is something else.

    corners: of an outline that bulges nowhere inwards; 0 where it is round, or not known.
    """

    box: Box
    form: Form
    rgb: tuple[int, int, int]
    hollow: bool = False
    corners: int = 0


class Relation(StrEnum):
    """How a place stands to another: `wanted RELATION anchor`."""

    NEXT_TO = "next_to"
    LEFT_OF = "left_of"
    RIGHT_OF = "right_of"
    ABOVE = "above"
    BELOW = "below"
    IN_ROW_OF = "in_row_of"
    IN_COLUMN_OF = "in_column_of"
    INSIDE = "inside"


@dataclass(frozen=True, kw_only=True)
class Related:
    """firm: said with words that can only mean a place ("below"), not with one like "of" that may mean much."""

    relation: Relation
    anchor: "Query"
    firm: bool = field(default=True, compare=False)


@dataclass(frozen=True, kw_only=True)
class Query:
    """A place in words. text: what it is called ("" for any); exact: the person quoted it; role: what kind of
    control (None for any); ordinal: 1 first, 2 second, -1 last (None: not said); act: the verb of the order, in lower
    case, when it is no part of the text ("switch to" of "switch to the Authors tab"); literal: the place word for word,
    where more than a name was read from it ("table of contents"); narrowing: words of the text without which another
    place is meant ("all", "except", "other")."""

    text: str = ""
    exact: bool = False
    role: Role | None = None
    relations: tuple[Related, ...] = ()
    ordinal: int | None = None
    act: str = ""
    literal: str = field(default="", compare=False)
    narrowing: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, kw_only=True)
class Candidate:
    element: Element
    point: Point
    score: float


@dataclass(frozen=True, kw_only=True)
class Target:
    """Where to act: the element, the pixel, a score 0..1, and the best of the others."""

    screenshot_id: str
    query: Query
    element: Element
    point: Point
    score: float
    runners_up: tuple[Candidate, ...] = ()
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Missed:
    """Not on this screen. nearest: the best that did not suffice; beyond: it is there when one scrolls."""

    screenshot_id: str
    query: Query
    nearest: tuple[Candidate, ...] = ()
    beyond: Element | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Grounding:
    """The answer to one query on one look, with the screen as far as it had to be parsed."""

    screen: ParsedScreen
    found: Target | Missed
