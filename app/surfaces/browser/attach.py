"""Joins a browser that someone else started, by its debugging address on this machine."""

import http.client
import ipaddress
import json
from typing import Final
from urllib.parse import urlsplit

from app.errors import Misuse
from app.surfaces.browser.protocol import Answer
from app.surfaces.browser.websocket import NoConnection, WebSocket

ANSWERS_S: Final = 5.0


def connect(address: str) -> WebSocket:
    """Raises Misuse for an address that is elsewhere, dead, or no browser's."""
    host, port = _place(address)
    dead = Misuse(f"No browser answers at {address}; start it with --remote-debugging-port={port} and try again.")
    try:
        asked = http.client.HTTPConnection(host, port, timeout=ANSWERS_S)
        try:
            asked.request("GET", "/json/version")
            told = Answer(json.loads(asked.getresponse().read(65536)))
        finally:
            asked.close()
        path = urlsplit(told.text("webSocketDebuggerUrl")).path
        if not path.startswith("/devtools/browser"):
            raise dead
        shown = f"[{host}]" if ":" in host else host
        return WebSocket(f"ws://{shown}:{port}{path}")
    except (OSError, http.client.HTTPException, ValueError, NoConnection) as error:
        raise dead from error


def _place(address: str) -> tuple[str, int]:
    """Host and port; only of this machine."""
    try:
        parts = urlsplit(address if "//" in address else f"http://{address}")
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise Misuse(f"“{address}” is no debugging address; give one like http://127.0.0.1:9222.") from error
    if port is None or parts.scheme not in ("http", "ws") or parts.username is not None:
        raise Misuse(f"“{address}” is no debugging address; give one like http://127.0.0.1:9222.")
    if host != "localhost":
        try:
            local = ipaddress.ip_address(host).is_loopback
        except ValueError:
            local = False
        if not local:
            raise Misuse("Only a browser on this machine can be joined; give an address like http://127.0.0.1:9222.")
    return host, port
