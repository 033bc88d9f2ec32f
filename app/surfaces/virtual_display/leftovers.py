"""The second line: what a display left behind when its guardian, too, was killed, is taken away at the next start."""

import json
import os
import shutil
import signal
import stat
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from app.surfaces.virtual_display.environment import MARK
from app.surfaces.virtual_display.processes import (
    ProcessId,
    descendants,
    lives,
    marked,
    remove_display_files,
    send,
)

PREFIX = "deskhand-display-"
STATE = "state.json"
SCHEMA_VERSION = 1
SOCKET_PATH_LIMIT = 60  # of the 107 bytes that a Unix socket's path may have; programs add names of their own
YOUNG_S = 60.0
PATIENCE_S = 2.0
TICK_S = 0.01


@dataclass(frozen=True, kw_only=True)
class State:
    """Who answers for a private folder, and which X server belongs to it. number, server: -1 and 0 before it runs."""

    owner: ProcessId
    guardian: ProcessId
    number: int = -1
    server: int = 0

    def write(self, folder: Path) -> None:
        document = {
            "schema": SCHEMA_VERSION,
            "owner": list(self.owner),
            "guardian": list(self.guardian),
            "number": self.number,
            "server": self.server,
        }
        unfinished = folder / f"{STATE}.new"
        unfinished.write_text(json.dumps(document))
        unfinished.replace(folder / STATE)


def read_state(folder: Path) -> State | None:
    try:
        document = json.loads((folder / STATE).read_text())
        if document["schema"] != SCHEMA_VERSION:
            return None
        return State(
            owner=ProcessId(*document["owner"]),
            guardian=ProcessId(*document["guardian"]),
            number=int(document["number"]),
            server=int(document["server"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def base_folder() -> Path:
    """Where private folders lie: the temporary folder, unless its path is too long for the sockets inside."""
    chosen = Path(tempfile.gettempdir())
    return chosen if len(os.fsencode(chosen)) <= SOCKET_PATH_LIMIT else Path("/tmp")  # noqa: S108 - mode 0700 below it


def reap_leftovers() -> int:
    """Ends and removes what belongs to displays whose owner and guardian are both dead. Returns how many."""
    count = 0
    for folder in base_folder().glob(PREFIX + "*"):
        if _is_abandoned(folder):
            take_away(folder)
            count += 1
    return count


def take_away(folder: Path) -> None:
    """Ends every process that carries this folder's mark, with its descendants; then removes what it had on disk."""
    state = read_state(folder)
    if state is not None:  # before the server is killed: while it lives nobody else can take its number
        remove_display_files(state.number, state.server)
    mark = f"{MARK}={folder}".encode()
    until_s = time.monotonic() + PATIENCE_S
    while (left := marked(mark)) and time.monotonic() < until_s:
        send(left | descendants(left), signal.SIGKILL)
        time.sleep(TICK_S)
    shutil.rmtree(folder, ignore_errors=True)


def _is_abandoned(folder: Path) -> bool:
    try:
        about = folder.lstat()
    except OSError:
        return False
    # Anybody can make a folder of this name: only this user's own, closed to others, is believed.
    if not stat.S_ISDIR(about.st_mode) or about.st_uid != os.getuid() or about.st_mode & 0o077:
        return False
    state = read_state(folder)
    if state is None:
        return time.time() - about.st_mtime > YOUNG_S
    return not lives(state.owner) and not lives(state.guardian)
