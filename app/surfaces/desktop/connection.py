"""One connection to an X server: every call has a time limit, and a dead server is `SurfaceGone`, never a hang."""

import re
import select
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from Xlib.display import Display
from Xlib.error import ConnectionClosedError, DisplayError
from Xlib.protocol.rq import Event

from app.surfaces.timing import Deadline, Watchdog
from planner.errors import SurfaceGone

OPENS_WITHIN_S = 2.0
ANSWERS_WITHIN_S = 4.0


NAME = re.compile(r"(?P<host>[^:\s]*):(?P<number>\d{1,5})(\.\d+)?")


def open_display(display: str, *, within_s: float = OPENS_WITHIN_S) -> Display:
    """Raises SurfaceGone. A server that accepts but never answers is given up after `within_s`."""
    sentence = f"The display {display} cannot be opened; check that it is running."
    if not _listens(display, within_s):
        raise SurfaceGone(sentence)
    opened: list[Display] = []
    failed: list[Exception] = []

    def open_it() -> None:
        try:
            server = Display(display)
            # python-xlib keeps the opcodes of extensions in a class, but two servers may number them differently:
            # each connection gets a table of its own, filled from its own server.
            base = server.display
            base.extension_major_opcodes = {
                name: found.major_opcode for name in server.extensions if (found := server.query_extension(name))
            }
            base.event_classes = dict(base.event_classes)
            base.error_classes = dict(base.error_classes)
            # The default handler prints to stderr; errors of requests without an answer are seen by their effect.
            server.set_error_handler(_ignore)
            opened.append(server)
        except (DisplayError, ConnectionClosedError, OSError, ValueError, AssertionError) as error:
            failed.append(error)

    thread = threading.Thread(target=open_it, name="open-display", daemon=True)
    thread.start()
    thread.join(within_s)
    if opened:
        return opened[0]
    raise SurfaceGone(sentence) from (failed[0] if failed else None)


def _listens(display: str, within_s: float) -> bool:
    """Whether anything takes connections there. python-xlib leaves its sockets open when nothing does."""
    found = NAME.fullmatch(display)
    if found is None:
        return False
    host, number = found["host"], int(found["number"])
    path = f"/tmp/.X11-unix/X{number}"  # noqa: S108  # where every X server has its socket
    addresses: list[tuple[socket.AddressFamily, str | tuple[str, int]]] = []
    if host in ("", "unix"):
        addresses += [(socket.AF_UNIX, path), (socket.AF_UNIX, "\0" + path)]
    if host != "unix":
        addresses.append((socket.AF_INET, (host or "127.0.0.1", 6000 + number)))
    for family, address in addresses:
        with socket.socket(family, socket.SOCK_STREAM) as probe, suppress(OSError):
            probe.settimeout(within_s)
            probe.connect(address)
            return True
    return False


def _ignore(error: object, request: object) -> None:
    """Swallows an X error that no call waits for."""


class Connection:
    """Belongs to one thread, but for `interrupt`."""

    def __init__(self, display: str, *, answers_within_s: float = ANSWERS_WITHIN_S) -> None:
        self.display = display
        self._answers_within_s = answers_within_s
        self._server = open_display(display)
        self._socket: socket.socket = self._server.display.socket
        self._watchdog = Watchdog(name=f"x11-watchdog{display}", on_late=self._shut)
        self.root: int = self._server.screen().root.id

    @contextmanager
    def call(self) -> Iterator[Display]:
        """One exchange with the server. An error of a single request (a window that just closed) passes as XError."""
        with self._watchdog.limit(self._answers_within_s):
            try:
                yield self._server
            except ConnectionClosedError as error:
                raise self._gone() from error
            except (OSError, ValueError, TypeError, AttributeError) as error:
                # What python-xlib runs into when its socket was closed under it.
                if self._server.display.socket_error is not None or self._socket.fileno() == -1:
                    raise self._gone() from error
                raise

    def sync(self) -> None:
        """Returns when the server has carried out all that was sent."""
        with self.call() as server:
            server.sync()

    def atom(self, name: str) -> int:
        with self.call() as server:
            return int(server.display.get_atom(name))

    def events(self) -> tuple[Event, ...]:
        """All events that have come, taken off the queue."""
        with self.call() as server:
            return tuple(server.next_event() for _ in range(server.pending_events()))

    def wait_event(
        self, wanted: Callable[[Event], bool], *, within_s: float, check: Callable[[], None]
    ) -> Event | None:
        """The first event that is wanted; None when it does not come. `check` is called every 20 ms and may raise."""
        deadline = Deadline(within_s)
        while True:
            with self.call() as server:
                while server.pending_events():  # one at a time: those after the wanted one stay for the next wait
                    event = server.next_event()
                    if wanted(event):
                        return event
            if deadline.passed:
                return None
            check()
            with suppress(OSError, ValueError):  # closed under us: the next events() says so
                select.select([self._socket], [], [], min(0.02, deadline.left_s))

    def interrupt(self) -> None:
        """A call that is blocked now gets 100 ms more, then ends as SurfaceGone. Safe from any thread."""
        self._watchdog.hurry()

    def close(self) -> None:
        self._watchdog.close()
        with suppress(ConnectionClosedError, OSError, ValueError, TypeError, AttributeError):
            self._server.close()

    def _shut(self) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def _gone(self) -> SurfaceGone:
        return SurfaceGone(f"The display {self.display} is gone or does not answer; the run cannot go on.")
