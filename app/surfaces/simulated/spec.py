"""What a simulated world holds: windows of widgets, what its buttons do, and what goes wrong in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from grounding.geometry import Box


class Hands(Protocol):
    """What a button may do to the world that it is in. Keys are those of the spec."""

    def set_text(self, key: str, text: str) -> None:
        """The label, or a field's content."""
        ...

    def content(self, key: str) -> str:
        """What a field or drop-down holds, or what a label or button says."""
        ...

    def is_checked(self, key: str) -> bool: ...

    def enable(self, key: str, enabled: bool = True) -> None: ...

    def open(self, key: str) -> None:
        """Shows a window, in front of all others."""
        ...

    def shut(self, key: str) -> None: ...


Deed = Callable[[Hands], None]


@dataclass(frozen=True, kw_only=True)
class Label:
    """box: in pixels of the window's content, as for every widget. heading: drawn larger."""

    key: str
    text: str
    box: Box
    heading: bool = False


@dataclass(frozen=True, kw_only=True)
class Button:
    """deed None: it takes the click and does nothing."""

    key: str
    text: str
    box: Box
    deed: Deed | None = None
    enabled: bool = True


@dataclass(frozen=True, kw_only=True)
class Field:
    """A line of text. name: what accessibility calls it; nothing of it is drawn (a label beside it is)."""

    key: str
    name: str
    box: Box
    content: str = ""
    hint: str = ""
    secret: bool = False
    enabled: bool = True


@dataclass(frozen=True, kw_only=True)
class Area:
    """Several lines of text."""

    key: str
    name: str
    box: Box
    content: str = ""
    enabled: bool = True


@dataclass(frozen=True, kw_only=True)
class Checkbox:
    key: str
    text: str
    box: Box
    checked: bool = False
    deed: Deed | None = None
    enabled: bool = True


@dataclass(frozen=True, kw_only=True)
class Dropdown:
    """native: chosen by keyboard; a click on its list does nothing, as in browsers."""

    key: str
    name: str
    box: Box
    options: tuple[str, ...]
    chosen: str = ""
    native: bool = False
    enabled: bool = True


Widget = Label | Button | Field | Area | Checkbox | Dropdown


@dataclass(frozen=True, kw_only=True)
class WindowSpec:
    """box: on the screen, title bar included. modal: takes all clicks while it is open, and Escape shuts it.

    default: the button that Enter in a field presses. shortcuts: a chord ("ctrl", "s") and what it does. focus: the
    widget that has the keyboard when the window opens. app: the name that it is opened by. content_height: how far
    the content reaches down, when that is more than the window shows.
    """

    key: str
    title: str
    box: Box
    widgets: tuple[Widget, ...]
    app: str = ""
    modal: bool = False
    is_open: bool = True
    default: str = ""
    focus: str = ""
    shortcuts: tuple[tuple[tuple[str, ...], Deed], ...] = ()
    content_height: int = 0


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A window that is suddenly elsewhere from a look on."""

    window: str
    from_look: int
    across: int
    down: int


@dataclass(frozen=True, kw_only=True)
class Faults:
    """What goes wrong. A look is each picture that is taken, by `look` or by `glance`; the first is number 1.

    appears_after, enabled_after: widget or window by key, and for how many looks it is missing or disabled after its
    window opened. covered_until: widget, and the look up to which a foreign patch lies on it. dead: buttons and boxes
    that take a click and stay as they are. focus_stolen_at: the look at which nothing has the keyboard any more.
    deaf_until: acts before this look are lost. keys_lost: of the characters that are typed, counted from 1, those that
    never arrive. gone_at: the look at which the world ends. restless: a part of the desk that
    is drawn otherwise in each look, as a film is.
    """

    appears_after: Mapping[str, int] = field(default_factory=dict)
    enabled_after: Mapping[str, int] = field(default_factory=dict)
    covered_until: Mapping[str, int] = field(default_factory=dict)
    dead: frozenset[str] = frozenset()
    moved: tuple[Moved, ...] = ()
    focus_stolen_at: int | None = None
    deaf_until: int = 0
    keys_lost: frozenset[int] = frozenset()
    gone_at: int | None = None
    restless: Box | None = None


@dataclass(frozen=True, kw_only=True)
class WorldSpec:
    """windows: from the back to the front."""

    windows: tuple[WindowSpec, ...]
    size_wh: tuple[int, int] = (800, 600)
    faults: Faults = Faults()
