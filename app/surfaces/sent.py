"""The log of what Deskhand itself sends to a display or a browser, for whoever records there at the same time.

Decision: a small file for each acting process, in the person's runtime folder. It outlives its process a little, for on
a busy machine a recording comes to the last events when the process is gone already; the next one that acts or records
there takes it away. An event is written down before it is sent, by its moment, kind and code; of what is secret the
code is left out, so that no log could tell it. A recording takes each line as one event that is not the person's, and
no more: whatever else arrives is the person's, whichever device or program it came from.
"""

import os
import re
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

BEFORE_S: Final = 0.25
AFTER_S: Final = 5.0
"""An event arrives after it was written down, by a clock that may go a little otherwise; a busy browser takes its
time."""

KEPT_S: Final = 20.0
"""So long after its last line the log of an ended process is of no more use."""

SLIP: Final = 2.0

_ALL: Final = "deskhand-sent-"

Note = Callable[[str, str], None]
"""Kind and code of an event that is about to be sent; code "": it is not to be told."""


def not_noted(kind: str, code: str) -> None:
    """A `Note` where nobody could record."""


class SentLog:
    """What one process sends to one place (a display or a browser, by its name). `note` is safe from any thread."""

    def __init__(self, *, place: str, folder: Path) -> None:
        self._path = folder / f"{_prefix(place)}{os.getpid()}-{id(self):x}.log"
        self._file: int | None = None

    def note(self, kind: str, code: str) -> None:
        if self._file is None:
            _sweep(self._path.parent)
            self._file = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.write(self._file, f"{time.time():.6f} {kind} {code}\n".encode())

    def close(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None


@dataclass(frozen=True, kw_only=True)
class _Sent:
    at_s: float
    kind: str
    code: str


class SentByUs:
    """Reads those logs while they grow. Belongs to one thread."""

    def __init__(self, *, place: str, folder: Path) -> None:
        self._prefix = _prefix(place)
        self._folder = folder
        self._read: dict[str, int] = {}
        self._waiting: deque[_Sent] = deque()
        _sweep(folder)

    def takes(self, kind: str, code: str, at_s: float) -> bool:
        """Whether an event is one that was written down, which it uses up. Asked in the order of the events.

        code "": it is not known.
        """
        self._read_on()
        while self._waiting and self._waiting[0].at_s < at_s - AFTER_S:
            self._waiting.popleft()
        for sent in self._waiting:
            if sent.at_s > at_s + BEFORE_S:
                return False
            if sent.kind == kind and ("" in (sent.code, code) or _alike(sent.code, code)):
                self._waiting.remove(sent)
                return True
        return False

    def _logs(self) -> list[Path]:
        return list(self._folder.glob(f"{self._prefix}*.log"))

    def _read_on(self) -> None:
        new: list[_Sent] = []
        for path in self._logs():
            with suppress(OSError), path.open("rb") as file:
                file.seek(self._read.get(path.name, 0))
                whole, _, _ = file.read().rpartition(b"\n")
                if whole:
                    self._read[path.name] = self._read.get(path.name, 0) + len(whole) + 1
                    new += [_sent(line) for line in whole.decode().splitlines()]
        if new:
            self._waiting = deque(sorted([*self._waiting, *new], key=lambda one: one.at_s))


def _sent(line: str) -> _Sent:
    at, kind, code = line.split(" ", 2)
    return _Sent(at_s=float(at), kind=kind, code=code)


def _alike(sent: str, code: str) -> bool:
    """Codes are numbers or names; a place is two numbers, which a browser may round.

    >>> _alike("38", "38"), _alike("10,7", "11,7"), _alike("10,7", "40,7"), _alike("Enter", "Tab")
    (True, True, False, False)
    """
    if sent == code or "," not in sent or "," not in code:
        return sent == code
    return all(
        abs(float(one) - float(other)) <= SLIP for one, other in zip(sent.split(","), code.split(","), strict=True)
    )


def _prefix(place: str) -> str:
    return f"{_ALL}{re.sub(r'[^0-9A-Za-z]+', '-', place).strip('-')}-"


def _sweep(folder: Path) -> None:
    """Takes away what ended processes have left."""
    for path in folder.glob(f"{_ALL}*.log"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > KEPT_S and not _lives(path):
                path.unlink()


def _lives(path: Path) -> bool:
    import psutil  # late: it is seldom needed, and slow to load

    found = re.search(r"-(\d+)-[0-9a-f]+\.log$", path.name)
    return found is not None and psutil.pid_exists(int(found[1]))


def place_of_display(display: str) -> str:
    """
    >>> place_of_display(":7.0"), place_of_display(":7")
    ('display 7', 'display 7')
    """
    return f"display {re.sub(r'[.][0-9]+$', '', display).lstrip(':')}"
