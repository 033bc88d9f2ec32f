"""Whether a display can be looked at and worked on: it exists, answers, is X11 and not Wayland behind a mask."""

from collections.abc import Mapping

from Xlib.display import Display
from Xlib.error import ConnectionClosedError, XError
from Xlib.ext import randr

from app.errors import Misuse
from app.surfaces.desktop.connection import NAME, open_display
from planner.errors import SurfaceGone

_INSTEAD = "use --virtual (a display of Deskhand's own) or --browser"


def check_display(display: str, environment: Mapping[str, str]) -> None:
    """Raises Misuse with the sentence for a person. Takes at most about two seconds."""
    if not display:
        raise Misuse(f"There is no display to work on; log in to a desktop, name one with --display, or {_INSTEAD}.")
    if NAME.fullmatch(display) is None:
        raise Misuse(f"“{display}” is not the name of a display (such as :0); correct it, or {_INSTEAD}.")
    if _is_own(display, environment) and _is_wayland(environment):
        raise Misuse(f"This is a Wayland session, which lets no program see or work the screen; {_INSTEAD}.")
    try:
        server = open_display(display)
    except SurfaceGone as error:
        raise Misuse(f"The display {display} cannot be opened; check that it is running, or {_INSTEAD}.") from error
    try:
        if _is_xwayland(server):
            raise Misuse(f"The display {display} belongs to a Wayland session, where nothing can be seen; {_INSTEAD}.")
        if not server.has_extension("XTEST"):
            raise Misuse(f"The display {display} takes no input from programs (it has no XTEST extension); {_INSTEAD}.")
    finally:
        server.close()


def same_display(one: str, other: str) -> bool:
    """
    >>> same_display(":0", ":0.0"), same_display(":0", ":1"), same_display("unix:0", ":0")
    (True, False, True)
    """
    first, second = NAME.fullmatch(one), NAME.fullmatch(other)
    if first is None or second is None:
        return one == other
    hosts = {"" if found["host"] in ("unix", "localhost") else found["host"] for found in (first, second)}
    return len(hosts) == 1 and int(first["number"]) == int(second["number"])


def _is_own(display: str, environment: Mapping[str, str]) -> bool:
    return same_display(display, environment.get("DISPLAY", "") or display)


def _is_wayland(environment: Mapping[str, str]) -> bool:
    return bool(environment.get("WAYLAND_DISPLAY")) or environment.get("XDG_SESSION_TYPE", "").lower() == "wayland"


def _is_xwayland(server: Display) -> bool:
    """By its own extension (since Xwayland 22), or by the names it gives to its outputs."""
    try:
        if server.query_extension("XWAYLAND") is not None:
            return True
        if "xwayland" in server.display.info.vendor.lower():
            return True
        if not server.has_extension("RANDR"):
            return False
        resources = randr.get_screen_resources_current(server.screen().root)
        names = [randr.get_output_info(server, output, resources.config_timestamp).name for output in resources.outputs]
    except (XError, ConnectionClosedError):
        return False
    return any(str(name).upper().startswith("XWAYLAND") for name in names)
