"""Where the accessibility bus of a display is."""

import re
import time
from collections.abc import Mapping
from pathlib import Path

from Xlib import X
from Xlib.display import Display
from Xlib.error import DisplayError, XError

from app.surfaces.accessibility.bus import Bus, Call, LineBroken

ANSWER_S = 2.0
LOCAL = re.compile(r"(?:unix)?:(\d+)(?:\.\d+)?")


def find_address(environment: Mapping[str, str]) -> str | None:
    """The display itself knows best: its root window names the bus of the programs on it. None: there is none."""
    return (
        _from_display(environment.get("DISPLAY", ""))
        or environment.get("AT_SPI_BUS_ADDRESS")
        or _from_session(_session_bus(environment))
    )


def _from_display(name: str) -> str | None:
    local = LOCAL.fullmatch(name)
    if not name or (local and not Path(f"/tmp/.X11-unix/X{local[1]}").exists()):  # noqa: S108 - X's own place
        return None  # python-xlib would go on to try TCP
    try:
        connection = Display(name)
    except (DisplayError, XError, OSError):
        return None
    try:
        held = connection.screen().root.get_full_property(connection.intern_atom("AT_SPI_BUS"), X.AnyPropertyType)
        return bytes(held.value).decode() or None if held is not None else None
    except (XError, OSError, UnicodeDecodeError):
        return None
    finally:
        connection.close()


def _session_bus(environment: Mapping[str, str]) -> str | None:
    if address := environment.get("DBUS_SESSION_BUS_ADDRESS"):
        return address
    folder = environment.get("XDG_RUNTIME_DIR")
    return f"unix:path={folder}/bus" if folder else None


def _from_session(address: str | None) -> str | None:
    if not address:
        return None
    question = Call(peer="org.a11y.Bus", path="/org/a11y/bus", interface="org.a11y.Bus", method="GetAddress")
    try:
        bus = Bus(address)
    except (OSError, ValueError):
        return None
    try:
        answer = bus.ask(question, time.monotonic() + ANSWER_S)
    except LineBroken:
        return None
    finally:
        bus.close()
    return str(answer[0]) if isinstance(answer, tuple) and answer[0] else None
