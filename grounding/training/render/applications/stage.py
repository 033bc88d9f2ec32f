"""A private display with programs on it: started in a chosen look, driven by hand, pictured."""

import os
import shlex
import shutil
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from app.clock import RunClock, StopSwitch
from app.surfaces.accessibility import applications, atspi
from app.surfaces.accessibility.atspi import AtSpi
from app.surfaces.desktop.capture import Camera
from app.surfaces.desktop.connection import Connection
from app.surfaces.desktop.ports import DesktopWindow, Layout
from app.surfaces.desktop.windows import Windows
from app.surfaces.desktop.xtest import XtestInput
from app.surfaces.virtual_display.display import VirtualDisplay
from grounding.geometry import Box, Point
from grounding.screen import Element, Frame, Pixels, Structure
from grounding.training.render.applications.programs import Look, Program
from planner.actions import Button

STARTS_WITHIN_S = 60.0
TRIES = 4
PATIENCE_S = 20.0
CALM_S = 0.3
CALM_WITHIN_S = 4.0
SETTINGS = """[Settings]
gtk-theme-name={theme}
gtk-icon-theme-name={icons}
gtk-font-name={font} {points:g}
gtk-toolbar-style={toolbar}
gtk-cursor-blink=0
"""
GTK_2_SETTINGS = """gtk-theme-name="{theme}"
gtk-icon-theme-name="{icons}"
gtk-font-name="{font} {points:g}"
gtk-menu-images=1
gtk-button-images=1
"""
MANAGERS = {
    "openbox": "openbox --sm-disable --config-file {settings}",
    "xfwm4": "xfwm4 --compositor=off",
    "marco": "marco --no-composite --sm-disable",
    "metacity": "metacity --no-composite --sm-disable",
    "icewm": "icewm --no-configure",
}
FRAME_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <focus><focusNew>yes</focusNew><raiseOnFocus>yes</raiseOnFocus></focus>
  <placement><policy>Smart</policy></placement>
  <theme><name>{theme}</name><titleLayout>NLIMC</titleLayout></theme>
  <desktops><number>1</number><popupTime>0</popupTime></desktops>
</openbox_config>
"""


class Stage:
    """Made with `with`; nothing of it outlives the block."""

    def __init__(self, *, size_wh: tuple[int, int], look: Look, folder: Path) -> None:
        """folder: a place for what the programs write; the caller's to remove."""
        self.look = look
        self._clock = RunClock(switch=StopSwitch())
        # The product gives up early, as a person waits; here nobody does, and half a tree would be wrong labels.
        atspi.ANSWER_S = applications.PATIENCE_S = applications.IMPATIENCE_S = PATIENCE_S
        self._home = folder / "home"
        self._tools = folder / "tools"
        self._prepare(folder)
        before = os.environ["PATH"]
        os.environ["PATH"] = f"{self._tools}:{before}"  # where the display finds the window manager that is wanted
        try:
            self.display = VirtualDisplay.start(size_wh=size_wh, scale=look.scale, clock=self._clock)
        finally:
            os.environ["PATH"] = before
        self.screen = Box(0, 0, *size_wh)
        self._connection = Connection(self.display.display)
        self._windows = Windows(self._connection, own_pids=frozenset(), own_ids=frozenset())
        self._camera = Camera(display=self.display.display)
        self.hand = XtestInput(display=self.display.display, clock=self._clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for part in (self.hand, self._camera, self._connection):
            with suppress(Exception):  # a display that is gone already takes its lines with it
                part.close()
        self.display.close()

    def open(self, program: Program) -> bool:
        """Starts it; whether a window came."""
        known = {window.id for window in self.windows()}
        self.display.guard.start(list(program.argv), environment=self._environment(program), folder=str(self._home))
        until_s = time.monotonic() + STARTS_WITHIN_S
        while time.monotonic() < until_s:
            if any(window.id not in known and not window.popup for window in self.windows()):
                self.calm()
                return True
            time.sleep(0.2)
        return False

    def windows(self) -> tuple[DesktopWindow, ...]:
        return self._windows.read()

    def picture(self) -> Pixels:
        return self._camera.take(self.screen)

    def calm(self) -> Pixels:
        """A picture that is the same twice, when that comes in time."""
        until_s = time.monotonic() + CALM_WITHIN_S
        last = self.picture()
        while time.monotonic() < until_s:
            time.sleep(CALM_S)
            now = self.picture()
            if np.array_equal(now, last):
                return now
            last = now
        return last

    def told(self) -> tuple[Element, ...]:
        """What the windows in sight tell of themselves; empty when they do not, or move while they are asked."""
        most: tuple[Element, ...] = ()
        for _ in range(TRIES):  # where the machine is busy, the first answers come late and short
            layout = Layout(frame=Frame(surface_id="stage"), windows=self.windows())
            tree = AtSpi(environment=self.display.environment)
            found = tree.read(layout)
            tree.close()
            elements = found.elements if isinstance(found, Structure) else ()
            if most and len(elements) <= len(most):
                break
            most = max(most, elements, key=len)
            time.sleep(CALM_S)
        return most

    def click(self, point: Point, *, button: Button = Button.LEFT) -> None:
        self.hand.click(*point, button=button, count=1, modifiers=())

    # --- preparing -----------------------------------------------------------------------------------------------

    def _prepare(self, folder: Path) -> None:
        look, font = self.look, {"font": self.look.font, "points": self.look.font_points}
        self._tools.mkdir(parents=True)
        for version, theme in (("3.0", look.gtk), ("4.0", "Adwaita")):
            settings = self._home / ".config" / f"gtk-{version}"
            settings.mkdir(parents=True)
            text = SETTINGS.format(theme=theme, icons=look.icons, toolbar="GTK_TOOLBAR_ICONS", **font)
            (settings / "settings.ini").write_text(text)
        (self._home / ".gtkrc-2.0").write_text(GTK_2_SETTINGS.format(theme=look.gtk2, icons=look.icons, **font))
        for index, name in enumerate(("Notes.txt", "Budget 2024.csv", "holiday.md", "Letter.txt", "plan.py")):
            (self._home / name).write_text("A line of text, and another one.\n" * (index * 7 + 1))
        for name in ("Documents", "Pictures", "Music", "Downloads", "Projects"):
            (self._home / name).mkdir()
        frames = folder / "frames.xml"
        frames.write_text(FRAME_SETTINGS.format(theme=look.frame))
        words = shlex.split(MANAGERS[look.window_manager].format(settings=frames))
        script = self._tools / "openbox"
        script.write_text(f"#!/bin/sh\nexec {shutil.which(words[0])} {shlex.join(words[1:])}\n")
        script.chmod(0o755)

    def _environment(self, program: Program) -> Mapping[str, str]:
        hidden = {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"}
        environment = {name: value for name, value in self.display.environment.items() if name not in hidden}
        environment |= {"HOME": str(self._home), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "NO_AT_BRIDGE": "0"}
        match program.toolkit:
            case "gtk3":
                environment["GTK_THEME"] = (
                    self.look.gtk.replace("-dark", ":dark") if "Adwaita" in self.look.gtk else self.look.gtk
                )
            case "gtk4":
                if "dark" in self.look.gtk4:
                    environment["ADW_DEBUG_COLOR_SCHEME"] = "prefer-dark"
                if self.look.gtk4:
                    environment["GTK_THEME"] = self.look.gtk4
            case "gtk2":
                environment["GTK_MODULES"] = "gail:atk-bridge"
                environment["GTK2_RC_FILES"] = str(self._home / ".gtkrc-2.0")
            case "qt":
                environment["QT_STYLE_OVERRIDE"] = self.look.qt
        return environment
