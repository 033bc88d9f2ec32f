"""One Deskhand a display: a second one would move the same mouse."""

import os
import re
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import psutil

from app.errors import Misuse


class DisplayLock:
    """Held from `acquire` until `release` or the end of the process, however it ends.

    The lock is the operating system's on an open file, so it cannot be left behind by a crash; the process id and
    start time in the file tell a person, and a system without such locks, who holds it.
    """

    def __init__(self, *, display: str, folder: Path) -> None:
        self._display = display
        self._path = folder / f"deskhand-display-{_number(display)}.lock"
        self._file: int | None = None

    def __enter__(self) -> "DisplayLock":
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def acquire(self) -> None:
        """Raises Misuse when another Deskhand works on the display."""
        try:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        except OSError as error:
            raise Misuse(
                f"The lock file {self._path} cannot be written ({error.strerror}); mend its folder."
            ) from error
        if not _locked(file) or _holder_lives(file):
            holder = _read(file)[0]
            os.close(file)
            who = f" (process {holder})" if holder else ""
            raise Misuse(
                f"Another Deskhand{who} is working on the display {self._display}; wait for it or stop it, or use "
                "--virtual."
            )
        os.ftruncate(file, 0)
        os.pwrite(file, f"{os.getpid()} {_started(os.getpid())}\n".encode(), 0)
        self._file = file

    def release(self) -> None:
        """The file stays: taking it away would let two later ones hold locks on two different files."""
        if self._file is not None:
            with suppress(OSError):
                os.ftruncate(self._file, 0)
            os.close(self._file)
            self._file = None


def lock_folder(environment: Mapping[str, str]) -> Path:
    """Where the locks of this person lie: the runtime folder, or a private one among the temporary files."""
    runtime = environment.get("XDG_RUNTIME_DIR", "")
    if runtime and Path(runtime).is_dir():
        return Path(runtime)
    user = os.getuid() if hasattr(os, "getuid") else os.getlogin()
    folder = Path(tempfile.gettempdir()) / f"deskhand-{user}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _number(display: str) -> str:
    """
    >>> _number(":0.0"), _number(":110")
    ('0', '110')
    """
    return re.sub(r"[^\w.-]", "_", re.sub(r"\.\d+$", "", display)).lstrip("_") or "default"


def _locked(file: int) -> bool:
    try:
        import fcntl  # only on Unix
    except ImportError:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _holder_lives(file: int) -> bool:
    """Whether the process named in the file still runs: the same one, not another with its number."""
    pid, started = _read(file)
    return pid is not None and pid != os.getpid() and abs(_started(pid) - started) < 1.0


def _read(file: int) -> tuple[int | None, float]:
    words = os.pread(file, 200, 0).decode(errors="replace").split()
    try:
        return int(words[0]), float(words[1])
    except (IndexError, ValueError):
        return None, 0.0


def _started(pid: int) -> float:
    try:
        return round(psutil.Process(pid).create_time(), 2)
    except psutil.Error:
        return 0.0
