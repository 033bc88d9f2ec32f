"""A websocket client for a browser's debugging address on this machine (RFC 6455), with a thread for each direction.

Decision: to attach, Deskhand speaks to the browser itself. With Playwright's `connect_over_cdp` a hidden tab says that
it is visible and has the focus, and downloads, media and fonts are set for the person's own profile; its `no_defaults`
leaves these alone but still joins every tab and pauses new ones. Joining by ourselves changes none of it (there is a
test with a second client). This can go when Playwright can join one tab and leave the others alone.
"""

import base64
import hashlib
import os
import queue
import socket
import struct
import threading
from contextlib import suppress
from typing import Final
from urllib.parse import urlsplit

from app.errors import AppError
from app.surfaces.browser.protocol import Lost, Receive

CONNECT_S: Final = 5.0
MOST_BYTES: Final = 256 * 1024 * 1024
_MAGIC: Final = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455, section 1.3
_TEXT, _CLOSE, _PING, _PONG = 0x1, 0x8, 0x9, 0xA


class NoConnection(AppError):
    """Nothing that speaks websocket answers at the address."""


class WebSocket:
    """A `Wire`. The constructor connects; raises NoConnection."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        try:
            self._socket = socket.create_connection((parts.hostname or "127.0.0.1", parts.port or 80), CONNECT_S)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._rest = self._shake_hands(parts.netloc, parts.path)
            self._socket.settimeout(None)
        except (OSError, ValueError) as error:
            raise NoConnection(f"No debugging connection at {parts.netloc} ({error}).") from error
        self._outgoing: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._closed = threading.Event()

    def open(self, receive: Receive, lost: Lost) -> None:
        threading.Thread(target=self._read, args=(receive, lost), name="browser-reads", daemon=True).start()
        threading.Thread(target=self._write, name="browser-writes", daemon=True).start()

    def post(self, message: str) -> None:
        self._outgoing.put(_frame(_TEXT, message.encode("utf-8", "surrogatepass")))

    def close(self) -> None:
        if self._closed.is_set():
            return
        self._closed.set()
        self._outgoing.put(_frame(_CLOSE, b""))
        self._outgoing.put(None)

    # --- inside ---------------------------------------------------------------------------------------------------

    def _shake_hands(self, host: str, path: str) -> bytes:
        key = base64.b64encode(os.urandom(16))
        self._socket.sendall(
            b"GET " + path.encode() + b" HTTP/1.1\r\nHost: " + host.encode() + b"\r\nUpgrade: websocket\r\n"
            b"Connection: Upgrade\r\nSec-WebSocket-Key: " + key + b"\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )
        answer = b""
        while b"\r\n\r\n" not in answer:
            piece = self._socket.recv(4096)
            if not piece or len(answer) > 65536:
                raise ValueError("no websocket answer")
            answer += piece
        head, _, rest = answer.partition(b"\r\n\r\n")
        wanted = base64.b64encode(hashlib.sha1(key + _MAGIC, usedforsecurity=False).digest())
        if b" 101 " not in head.split(b"\r\n", 1)[0] + b" " or wanted not in head:
            raise ValueError("it does not speak websocket")
        return rest

    def _exactly(self, count: int) -> bytes:
        pieces = [self._rest[:count]]
        self._rest = self._rest[count:]
        missing = count - len(pieces[0])
        while missing:
            piece = self._socket.recv(min(missing, 1 << 20))
            if not piece:
                raise OSError("the browser closed the connection")
            pieces.append(piece)
            missing -= len(piece)
        return b"".join(pieces)

    def _read(self, receive: Receive, lost: Lost) -> None:
        message = bytearray()
        try:
            while True:
                first, second = self._exactly(2)
                length = second & 0x7F
                if length == 126:
                    length = struct.unpack(">H", self._exactly(2))[0]
                elif length == 127:
                    length = struct.unpack(">Q", self._exactly(8))[0]
                if length + len(message) > MOST_BYTES or second & 0x80:
                    raise OSError("the browser sent something that is no message")
                payload = self._exactly(length)
                match first & 0x0F:
                    case 0x8:
                        raise OSError("the browser closed the connection")
                    case 0x9:
                        self._outgoing.put(_frame(_PONG, payload))
                    case 0x0 | 0x1:
                        message += payload
                        if first & 0x80:
                            receive(message.decode("utf-8", "replace"))
                            message.clear()
                    case _:
                        pass
        except OSError:
            lost("The browser is gone: it closed, or its connection broke; start it again and repeat.")
            self._outgoing.put(None)

    def _write(self) -> None:
        try:
            while (frame := self._outgoing.get()) is not None:
                self._socket.sendall(frame)
        except OSError:
            pass  # the reading thread sees the same end and tells it
        finally:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)
            self._socket.close()


def _frame(kind: int, payload: bytes) -> bytes:
    """One masked frame; masking is the client's duty in RFC 6455, section 5.3."""
    length = len(payload)
    head = bytes([0x80 | kind])
    if length < 126:
        head += bytes([0x80 | length])
    elif length < 65536:
        head += bytes([0x80 | 126]) + struct.pack(">H", length)
    else:
        head += bytes([0x80 | 127]) + struct.pack(">Q", length)
    mask = os.urandom(4)
    repeated = (mask * (length // 4 + 1))[:length]
    masked = (int.from_bytes(payload, "big") ^ int.from_bytes(repeated, "big")).to_bytes(length, "big")
    return head + mask + masked
