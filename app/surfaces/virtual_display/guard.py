"""The guardian as Deskhand sees it: start programs under it, promise it what must go, end it."""

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence

from app.errors import AppError
from app.surfaces.virtual_display.processes import identity

REPLY_S = 10.0
END_S = 5.0
# -S and our own search path instead of site: a tenth of a second sooner, and the same modules as Deskhand has.
BOOT = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[3]);"
    "from app.surfaces.virtual_display.guardian import main; main(int(sys.argv[1]), int(sys.argv[2]))"
)


class GuardianGone(AppError):
    """The guardian process does not answer, so nothing more is started under it."""

    def __init__(self) -> None:
        super().__init__("Deskhand's guardian process has ended. Start the run again.")


class CannotStart(AppError):
    """A program could not be started."""

    def __init__(self, program: str, reason: str) -> None:
        super().__init__(f"{program} could not be started ({reason}).")


class Guard:
    """A running guardian. Safe from any thread; `close` ends everything that it started."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", "-c", BOOT, str(theirs.fileno()), str(os.getpid()), json.dumps(sys.path)],
                pass_fds=[theirs.fileno()],
                start_new_session=True,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        ours.settimeout(REPLY_S)
        self._line = ours
        self._answers = ours.makefile("rb")
        self._lock = threading.Lock()

    @property
    def pid(self) -> int:
        return self._process.pid

    def start(
        self,
        argv: Sequence[str],
        *,
        environment: Mapping[str, str],
        folder: str,
        output: str = os.devnull,
        errors: str = os.devnull,
        server: bool = False,
    ) -> int:
        """Starts a program (absolute path first) in its own session and gives its process id.

        output, errors: files for what it prints. server: ends after all others. Raises CannotStart, GuardianGone.
        """
        reply = self._ask(
            do="start",
            argv=list(argv),
            environment=dict(environment),
            folder=folder,
            output=output,
            errors=errors,
            server=server,
        )
        if "error" in reply:
            raise CannotStart(argv[0], str(reply["error"]))
        return int(str(reply["pid"]))

    def has_ended(self, pid: int) -> bool:
        """Whether a program that `start` began has ended."""
        return self._ask(do="status", pid=pid)["exit"] is not None

    def watch(self, pid: int) -> None:
        """Also takes down a process that somebody else started, with all that it started."""
        if (process := identity(pid)) is not None:
            self._ask(do="watch", pid=process.pid, started=process.started)

    def remove_folder(self, path: str) -> None:
        """At the end, after the processes."""
        self._ask(do="folder", path=path)

    def remove_display_files(self, number: int, server: int) -> None:
        """At the end: what an X server of that number and process id leaves outside its folder, if it is killed."""
        self._ask(do="display", number=number, server=server)

    def release_keys_of(self, display: str) -> None:
        """If Deskhand dies, every key and button that is down on this X display is let go."""
        self._ask(do="keys", display=display)

    def close(self) -> None:
        """Ends what was started; returns when it has ended. Twice is harmless."""
        with self._lock:
            if self._line.fileno() < 0:
                return
            self._line.settimeout(END_S)
            try:
                self._line.sendall(b'{"do": "end"}\n')
                self._answers.readline()
            except OSError:
                pass  # it has died: what it left is for `reap_leftovers`
            self._answers.close()
            self._line.close()
        try:
            self._process.wait(timeout=END_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _ask(self, **request: object) -> dict[str, object]:
        with self._lock:
            try:
                self._line.sendall(json.dumps(request).encode() + b"\n")
                line = self._answers.readline()
            except (OSError, ValueError) as error:
                raise GuardianGone from error
        if not line:
            raise GuardianGone
        answer: dict[str, object] = json.loads(line)
        return answer
