"""What the desktop surface needs: windows as values, and the ports of accessibility, launching and input."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from grounding.geometry import Box
from grounding.screen import Element, Frame, NotOffered, Structure
from planner.actions import Button, Direction
from planner.ports import Gone


@dataclass(frozen=True, kw_only=True)
class DesktopWindow:
    """A mapped top-level window.

    box: its content in native root coordinates (without the frame of the window manager; may reach outside the
    screen). outer: with that frame. pid: 0 when unknown. app: its class, as in WM_CLASS. popup: a menu, tooltip or
    drop-down list that the window manager does not know. own: Deskhand's, or of the terminal it was started from.
    """

    id: int
    title: str
    app: str
    pid: int
    box: Box
    outer: Box
    active: bool
    popup: bool
    own: bool


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Where things are at the moment of a look: the frame of the picture and the windows, lowest first."""

    frame: Frame
    windows: tuple[DesktopWindow, ...]


class AccessibilityTree(Protocol):
    """AT-SPI, as the desktop needs it. Boxes of elements are screenshot pixels of `layout.frame`.

    `Element.window` is the decimal id of the DesktopWindow that it belongs to ("" unknown). Windows marked `own`
    are left out. Every call answers within about a second, `NotOffered` when it cannot.
    """

    def read(self, layout: Layout) -> Structure | NotOffered: ...

    def inspect(self, element: Element, layout: Layout) -> Element | Gone | NotOffered: ...

    def focused(self, layout: Layout) -> Element | NotOffered: ...

    def hit(self, element: Element, native_x: int, native_y: int, layout: Layout) -> bool | NotOffered:
        """Whether that point of the root belongs to the element now."""
        ...

    def address(self, layout: Layout) -> str:
        """Of the page in the active window, as `read` found it; "" where none is known."""
        ...

    def interrupt(self) -> None:
        """Makes a blocked call return within 200 ms. Safe from any thread."""
        ...

    def close(self) -> None: ...


class Launcher(Protocol):
    """Starts applications on the surface's display. Raises ActFailed with the sentence when it cannot.

    Each returns when the program was started, not when its window is there. The answer is a note for the record.
    """

    def open_app(self, name: str) -> str: ...

    def window_class_of(self, name: str) -> tuple[str, ...]:
        """Window classes that the named application is known by, so that an open one is brought to the front."""
        ...

    def open_file(self, path: str, app: str, *, written: bool = False) -> str:
        """written: it may be a new file, in a folder that is there."""
        ...

    def open_address(self, address: str) -> str: ...

    def close(self) -> None: ...


class Input(Protocol):
    """Mouse and keyboard in native root coordinates. Belongs to one thread, but for `release_all`."""

    def move(self, x: int, y: int) -> None: ...

    def click(self, x: int, y: int, *, button: Button, count: int, modifiers: Sequence[str]) -> None: ...

    def drag(self, corners: Sequence[tuple[int, int]]) -> None:
        """From the first point over the others to the last."""
        ...

    def scroll(self, x: int, y: int, *, direction: Direction, notches: int) -> None: ...

    def press(self, keys: Sequence[str]) -> None:
        """One chord: names or single characters, held in order, let go in reverse."""
        ...

    def type_text(self, text: str, *, before: Callable[[], None], chunk: int, secret: bool = False) -> None:
        """Types exactly `text`; calls `before` ahead of every `chunk` characters, which may raise to end it."""
        ...

    def release_all(self) -> None:
        """Lets go of everything this object holds down. Safe from any thread, also while another call is blocked."""
        ...

    def interrupt(self) -> None: ...

    def close(self) -> None: ...
