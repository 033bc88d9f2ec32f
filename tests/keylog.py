"""Every key and button that reaches an X display, with the second of its arrival, by the RECORD extension."""

import os
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil
from Xlib import X
from Xlib.display import Display
from Xlib.error import ConnectionClosedError
from Xlib.ext import record
from Xlib.protocol import rq

MARK = "DESKHAND_DISPLAY"


def virtual_display_of(pid: int) -> tuple[str, Path] | None:
    """Name and authority file of the display that a Deskhand made for itself, once it has programs on it."""
    for child in psutil.Process(pid).children(recursive=True):
        try:
            environment = child.environ()
        except psutil.Error:
            continue
        if environment.get(MARK) and environment.get("DISPLAY", "").startswith(":"):
            return environment["DISPLAY"], Path(environment["XAUTHORITY"])
    return None


def open_display(name: str, authority: Path | None = None) -> Display:
    before = os.environ.get("XAUTHORITY")
    if authority is not None:
        os.environ["XAUTHORITY"] = str(authority)
    try:
        return Display(name)
    finally:
        if before is None:
            os.environ.pop("XAUTHORITY", None)
        else:
            os.environ["XAUTHORITY"] = before


@dataclass(kw_only=True)
class KeyLog:
    """pressed_s: of keys and buttons, monotonic. held: codes that are down now, as the server tells it."""

    display: str
    authority: Path | None = None
    pressed_s: list[float] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._asking = open_display(self.display, self.authority)
        self._listening = open_display(self.display, self.authority)
        everything = {
            "core_requests": (0, 0),
            "core_replies": (0, 0),
            "ext_requests": (0, 0, 0, 0),
            "ext_replies": (0, 0, 0, 0),
            "delivered_events": (0, 0),
            "device_events": (X.KeyPress, X.ButtonRelease),
            "errors": (0, 0),
            "client_started": False,
            "client_died": False,
        }
        self._context = self._listening.record_create_context(0, [record.AllClients], [everything])
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._asking.record_disable_context(self._context)
            self._asking.flush()
            self._thread.join(2)
        except (ConnectionClosedError, OSError):
            pass  # the display ended first
        finally:
            for connection in (self._asking, self._listening):
                with suppress(ConnectionClosedError, OSError):
                    connection.close()

    @property
    def held(self) -> list[int]:
        """Keycodes, and buttons as negative numbers."""
        keymap = self._asking.query_keymap()
        mask = self._asking.screen().root.query_pointer().mask
        keys = [index * 8 + bit for index, byte in enumerate(keymap) for bit in range(8) if byte & (1 << bit)]
        buttons = (X.Button1Mask, X.Button2Mask, X.Button3Mask)
        return keys + [-number for number, bit in enumerate(buttons, 1) if mask & bit]

    def _listen(self) -> None:
        try:
            self._listening.record_enable_context(self._context, self._heard)
        except (ConnectionClosedError, OSError):
            return

    def _heard(self, reply: object) -> None:
        data = getattr(reply, "data", b"")
        while data:
            event, data = rq.EventField(None).parse_binary_value(data, self._listening.display, None, None)
            if event.type in (X.KeyPress, X.ButtonPress):
                self.pressed_s.append(time.monotonic())
