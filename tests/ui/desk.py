"""The real program on a real display, beside a window to work on."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image

Eventually = Callable[..., None]
STOP_RED = (179, 38, 30)


class Desk:
    """An X server with a window manager, a window to work on, and Deskhand's own beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        read, write = os.pipe()
        self.programs = [
            subprocess.Popen(
                ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x900x24", "-noreset", "-nolisten", "tcp"],
                pass_fds=(write,),
                stderr=subprocess.DEVNULL,
            )
        ]
        os.close(write)
        with os.fdopen(read) as numbers:
            self.display = f":{numbers.readline().strip()}"
        self.start("openbox")
        # The doctor's window: it says on its standard output whether its button was pressed.
        self.other = self.start(sys.executable, "-m", "app.ui.probe", stdout=subprocess.PIPE, stdin=subprocess.PIPE)
        with (folder / "stderr").open("wb") as said:
            self.own = self.start(sys.executable, "-m", "app", stderr=said)

    def environment(self) -> dict[str, str]:
        left_out = ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "DBUS_SESSION_BUS_ADDRESS")
        kept = {name: value for name, value in os.environ.items() if name not in left_out}
        return kept | {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}

    def start(self, *words: str, **streams: object) -> "subprocess.Popen[bytes]":
        quiet: dict[str, object] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        program = subprocess.Popen(words, env=self.environment(), **(quiet | streams))  # type: ignore[call-overload]
        self.programs.append(program)
        return program  # type: ignore[no-any-return]

    def tool(self, *words: str) -> str:
        done = subprocess.run(words, env=self.environment(), capture_output=True, text=True, timeout=20, check=False)
        return done.stdout

    def window(self, title: str) -> str:
        """Its number, "" while it is not there."""
        found = (line.split() for line in self.tool("wmctrl", "-l").splitlines())
        return next((words[0] for words in found if " ".join(words[3:]) == title), "")

    def lay_out(self, eventually: Eventually) -> None:
        """Side by side; the program's own is written into."""
        eventually(lambda: self.window("Deskhand") and self.window("Deskhand doctor"), within_s=40)
        self.tool("wmctrl", "-i", "-r", self.window("Deskhand doctor"), "-e", "0,1130,60,-1,-1")
        self.tool("wmctrl", "-i", "-r", self.window("Deskhand"), "-e", "0,10,40,-1,-1")
        self.tool("xdotool", "windowactivate", "--sync", self.window("Deskhand"))

    def write(self, words: str) -> None:
        self.tool("xdotool", "type", "--delay", "5", words)

    def pressed(self) -> bool:
        """Waits for the next thing that the other window says."""
        assert self.other.stdout is not None
        line = self.other.stdout.readline()
        return bool(line) and bool(json.loads(line)["pressed"])

    def picture(self, path: Path) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
        self.tool("import", "-window", "root", str(path))
        return np.asarray(Image.open(path).convert("RGB"))

    def listens(self) -> bool:
        """Whether the red Stop is on the page of flows."""
        shown = self.picture(self.folder / "shown.png")[200:640, 20:450]
        return int(np.all(shown == STOP_RED, axis=2).sum()) > 150

    def close(self) -> None:
        for program in reversed(self.programs):
            program.kill()
            program.wait(10)
            for stream in (program.stdin, program.stdout):
                if stream is not None:
                    stream.close()
