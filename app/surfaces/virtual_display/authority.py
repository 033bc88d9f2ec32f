"""Who may connect to a virtual display: holders of its cookie, and this user; nobody else."""

import secrets
import socket
import struct
from pathlib import Path

PROTOCOL = b"MIT-MAGIC-COOKIE-1"
FAMILY_WILD = 0xFFFF  # X11/Xauth.h: matches any address and display
FAMILY_LOCAL = 256
CHANGE_HOSTS = 109  # X11/Xproto.h
GET_INPUT_FOCUS = 43
HOST_INSERT = 0
FAMILY_SERVER_INTERPRETED = 5
CONNECT_S = 5.0


def socket_path(number: int) -> Path:
    return Path(f"/tmp/.X11-unix/X{number}")  # noqa: S108 - X's own place


def files_of(number: int) -> tuple[Path, Path]:
    """The lock and the socket of a display."""
    return Path(f"/tmp/.X{number}-lock"), socket_path(number)  # noqa: S108


def new_cookie() -> bytes:
    return secrets.token_bytes(16)


def write(path: Path, cookie: bytes, *, number: str = "") -> None:
    """An Xauthority file with this one cookie, for the display of that number, or for any.

    Layout: X11/Xauth.h, all lengths big-endian shorts. Both families, because libraries differ in which they look for.
    """
    host = socket.gethostname().encode()
    entries = [(FAMILY_WILD, b"", number.encode()), (FAMILY_LOCAL, host, number.encode())]
    data = b""
    for family, address, display in entries:
        data += struct.pack(">H", family)
        for part in (address, display, PROTOCOL, cookie):
            data += struct.pack(">H", len(part)) + part
    path.touch(mode=0o600)
    path.write_bytes(data)


def admit_this_user(path: Path, cookie: bytes, user: str) -> None:
    """Lets programs of this user in without the cookie.

    Deskhand's own libraries look for cookies only where the environment of its process says, which must go on naming
    the person's real display. Any program of this user could read the cookie anyway. Written out in the X protocol,
    since python-xlib takes its cookie from that same environment. Raises OSError.
    """
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(CONNECT_S)
        line.connect(str(path))
        line.sendall(
            struct.pack("<BxHHHHxx", ord("l"), 11, 0, len(PROTOCOL), len(cookie)) + _padded(PROTOCOL) + _padded(cookie)
        )
        status, length = struct.unpack("<B5xH", _exactly(line, 8))
        _exactly(line, length * 4)
        if status != 1:
            raise ConnectionRefusedError("the X server does not know its own cookie")
        address = b"localuser\0" + user.encode()
        body = _padded(address)
        line.sendall(
            struct.pack(
                "<BBHBxH", CHANGE_HOSTS, HOST_INSERT, 2 + len(body) // 4, FAMILY_SERVER_INTERPRETED, len(address)
            )
            + body
            + struct.pack("<BxH", GET_INPUT_FOCUS, 1)
        )
        if _exactly(line, 32)[0] != 1:  # the answer to the second request, unless the first failed
            raise ConnectionRefusedError("the X server does not admit its own user")


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)


def _exactly(line: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        part = line.recv(count - len(data))
        if not part:
            raise ConnectionResetError("the X server hung up")
        data += part
    return data
