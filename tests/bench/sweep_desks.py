"""Displays that are changed in one way each, as a desktop's own settings would change them, and hands on them."""

import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageGrab

from app.clock import RunClock, StopSwitch
from app.surfaces.accessibility.atspi import AtSpi
from app.surfaces.desktop.connection import Connection
from app.surfaces.desktop.ports import Layout
from app.surfaces.desktop.windows import Windows
from app.surfaces.virtual_display.display import VirtualDisplay
from grounding.screen import Element, Frame, Role, Structure
from planner.sheets import cell_at

COMES_UP_S = 30.0
MOMENT_S = 1.2
"""A person's pause; on a machine that others load too, a look takes that long."""
_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<match target="pattern"><edit name="family" mode="assign" binding="strong"><string>{}</string></edit></match>
</fontconfig>
"""
_XDG = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")


@dataclass(frozen=True, kw_only=True)
class DeskChange:
    """theme: of GTK. style: of Qt. text: the size of text alone. window: where the application's own is put, and how
    large: left, top, width, height. notice: another window stands open."""

    theme: str = ""
    style: str = ""
    gtk2_theme: str = ""
    font: str = ""
    text: float = 1.0
    scale: float = 1.0
    size_wh: tuple[int, int] = (1280, 800)
    window: tuple[int, int, int, int] | None = None
    notice: bool = False

    def environment(self) -> dict[str, str]:
        told: dict[str, str] = {}
        if self.theme:
            told["GTK_THEME"] = self.theme
        if self.style:
            told["QT_STYLE_OVERRIDE"] = self.style
        if self.gtk2_theme:  # the way in which Qt 5 takes a desktop's dark colours
            told["QT_QPA_PLATFORMTHEME"] = "gtk2"
            told["GTK2_RC_FILES"] = f"/usr/share/themes/{self.gtk2_theme}/gtk-2.0/gtkrc"
        if self.text != 1:
            told["GDK_DPI_SCALE"] = f"{self.text:g}"
            told["QT_FONT_DPI"] = f"{round(96 * self.text)}"
        return told


class Desk:
    """A display of its own with a home of its own. Belongs to one thread."""

    def __init__(self, display: VirtualDisplay, home: Path, changed: Mapping[str, str]) -> None:
        self.home = home
        kept = {name: value for name, value in display.environment.items() if name not in _XDG}
        self.environment = {**kept, "HOME": str(home), **changed}
        self.name = display.display
        self._display = display
        self._connection = Connection(display.display)
        self._windows = Windows(self._connection, own_pids=frozenset(), own_ids=frozenset())
        self._tree = AtSpi(environment=display.environment)
        self._frame = Frame(surface_id="desk")

    def open(self, *argv: str, title: str) -> None:
        program = shutil.which(argv[0])
        if program is None:
            raise SystemExit(f"{argv[0]} is not installed; packaging/check.sh installs it with DESKHAND_BENCH_PARTS=1.")
        self._display.guard.start([program, *argv[1:]], environment=self.environment, folder=str(self.home))
        until_s = time.monotonic() + COMES_UP_S
        while title not in self.hand("getactivewindow", "getwindowname"):
            if time.monotonic() > until_s:
                raise SystemExit(f"No window {title} came up; there are {[one.title for one in self._windows.read()]}.")
            time.sleep(0.1)
        self.rest()

    def put_window(self, place: tuple[int, int, int, int]) -> None:
        window = self.hand("getactivewindow").strip()
        left, top, width, height = map(str, place)
        self.hand("windowsize", "--sync", window, width, height)
        self.hand("windowmove", window, left, top)
        self.rest()

    def hand(self, *words: str) -> str:
        order = ["xdotool", *words]
        return subprocess.run(order, env=self.environment, capture_output=True, text=True, timeout=30).stdout

    def rest(self) -> None:
        time.sleep(MOMENT_S)

    def spot(self, role: Role, name: str) -> tuple[int, int]:
        """The middle of what is called so, once it is there."""
        until_s = time.monotonic() + COMES_UP_S / 2
        while time.monotonic() < until_s:
            found = [one for one in self.elements() if one.role is role and name in ("", str(one.text), str(one.hint))]
            if found:
                return found[-1].box.center
            time.sleep(0.2)
        told = [(one.role.value, str(one.text)) for one in self.elements()]
        raise SystemExit(f"There is no {role} {name!r}; there are {told}.")

    def cell(self, address: str) -> tuple[int, int]:
        """The middle of a cell, as far from one that is told of as cells are wide and high; once nothing moves it any
        more, as a bar that tells what is new does."""
        spots: list[tuple[int, int]] = []
        until_s = time.monotonic() + COMES_UP_S
        while len(spots) < 2 or spots[-1] != spots[-2]:
            if time.monotonic() > until_s:
                raise SystemExit("The sheet does not come to rest.")
            self.rest()
            spots.append(self._cell(address))
        return spots[-1]

    def _cell(self, address: str) -> tuple[int, int]:
        self.spot(Role.CELL, "")
        told = next(one for one in self.elements() if one.role is Role.CELL and cell_at(one.hint))
        known, cell = cell_at(told.hint), cell_at(address)
        assert known is not None
        assert cell is not None
        x, y = told.box.center
        return x + (cell.column - known.column) * told.box.width, y + (cell.row - known.row) * told.box.height

    def elements(self) -> tuple[Element, ...]:
        told = self._tree.read(Layout(frame=self._frame, windows=self._windows.read()))
        return told.elements if isinstance(told, Structure) else ()

    def picture(self) -> Image.Image:
        return ImageGrab.grab(xdisplay=self.name).convert("RGB")

    def close(self) -> None:
        self._tree.close()
        self._connection.close()


@contextmanager
def changed_desk(change: DeskChange, home: Path) -> Iterator[Desk]:
    if change.font:
        fonts = home / ".config" / "fontconfig" / "fonts.conf"
        fonts.parent.mkdir(parents=True, exist_ok=True)
        fonts.write_text(_FONTS.format(change.font), encoding="utf-8")
    clock = RunClock(switch=StopSwitch())
    with VirtualDisplay.start(size_wh=change.size_wh, scale=change.scale, clock=clock) as display:
        desk = Desk(display, home, change.environment())
        try:
            yield desk
        finally:
            desk.close()
