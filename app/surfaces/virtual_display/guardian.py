"""The guardian: starts what runs on a display, and takes all of it down when Deskhand ends, however it ends.

It is a process of its own, in a session of its own (Ctrl-C does not reach it), tied to Deskhand by a socket. End of
file on that socket, or Deskhand's death, is the signal. Everything is started by the guardian and the guardian is a
"child subreaper": what a program forks, daemonised or not, stays below it and is found there. Only Linux has that.

Talk: one JSON object a line, each request answered by one. Only the standard library is imported, so that it is ready
within some 30 ms; python-xlib only at the end of a real display's run, to let go of keys.
"""

import ctypes
import json
import os
import select
import shutil
import signal
import socket
import time
from collections.abc import Callable

from app.surfaces.virtual_display.processes import ProcessId, descendants, lives, remove_display_files, send

PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h
POLITE_S = 0.4
SERVERS_S = 0.8
FORCED_S = 1.0
TICK_S = 0.01

Request = dict[str, object]
Reply = dict[str, object]


class Guardian:
    """What has been started and promised so far."""

    def __init__(self) -> None:
        self._servers: set[int] = set()  # end last: programs close better while these still answer
        self._watched: list[ProcessId] = []
        self._folders: list[str] = []
        self._displays: list[tuple[int, int]] = []
        self._keys: list[str] = []
        self._ended: dict[int, int] = {}

    def answer(self, request: Request) -> Reply:
        match request["do"]:
            case "start":
                return self._start(request)
            case "status":
                self._reap()
                pid = int(str(request["pid"]))
                return {"exit": self._ended.get(pid)}
            case "watch":
                self._watched.append(ProcessId(int(str(request["pid"])), int(str(request["started"]))))
            case "folder":
                self._folders.append(str(request["path"]))
            case "display":
                self._displays.append((int(str(request["number"])), int(str(request["server"]))))
            case "keys":
                self._keys.append(str(request["display"]))
            case other:
                return {"error": f"unknown request {other}"}
        return {}

    def _start(self, request: Request) -> Reply:
        argv = [str(word) for word in _list(request["argv"])]
        environment = {str(name): str(value) for name, value in _pairs(request["environment"])}
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        actions = [
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, str(request["output"]), flags, 0o600),
            (os.POSIX_SPAWN_OPEN, 2, str(request["errors"]), flags, 0o600),
        ]
        try:
            os.chdir(str(request["folder"]))
            pid = os.posix_spawn(argv[0], argv, environment, file_actions=actions, setsid=True)
        except OSError as error:
            return {"error": error.strerror or str(error)}
        finally:
            os.chdir("/")
        if request["server"]:
            self._servers.add(pid)
        return {"pid": pid}

    def _reap(self) -> None:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            self._ended[pid] = os.waitstatus_to_exitcode(status)

    def _below(self) -> set[int]:
        self._reap()
        roots = [process.pid for process in self._watched if lives(process)]
        return descendants([os.getpid(), *roots]) | set(roots)

    def _wait_empty(self, pids: Callable[[], set[int]], limit_s: float) -> None:
        until_s = time.monotonic() + limit_s
        while pids() and time.monotonic() < until_s:
            time.sleep(TICK_S)

    def _programs(self) -> set[int]:
        return self._below() - self._servers

    def end_all(self) -> None:
        """Programs first and politely, then the servers, then by force, until nothing is left."""
        send(self._programs(), signal.SIGTERM)
        self._wait_empty(self._programs, POLITE_S)
        send(self._programs(), signal.SIGKILL)
        send(self._below(), signal.SIGTERM)
        self._wait_empty(self._below, SERVERS_S)
        # While a server lives nobody else can take its number: what it would leave goes before it is killed.
        self._remove_display_files()
        until_s = time.monotonic() + FORCED_S
        while (left := self._below()) and time.monotonic() < until_s:
            send(left, signal.SIGKILL)
            time.sleep(TICK_S)
        for path in self._folders:
            shutil.rmtree(path, ignore_errors=True)

    def _remove_display_files(self) -> None:
        for number, server in self._displays:
            remove_display_files(number, server)

    def let_go(self) -> None:
        """Nothing stays pressed on the displays that were promised."""
        for display in self._keys:
            release_everything(display)


def release_everything(display: str) -> None:
    """Lifts every key and button that is down on an X display."""
    from Xlib import X
    from Xlib.display import Display
    from Xlib.error import DisplayError, XError
    from Xlib.ext import xtest

    try:
        connection = Display(display)
    except (DisplayError, XError, OSError):
        return  # the display is gone, and its keys with it
    try:
        for index, byte in enumerate(connection.query_keymap()):
            for bit in range(8):
                if byte & (1 << bit):
                    xtest.fake_input(connection, X.KeyRelease, index * 8 + bit)
        mask = connection.screen().root.query_pointer().mask
        for button in range(1, 6):
            if mask & (X.Button1Mask << (button - 1)):
                xtest.fake_input(connection, X.ButtonRelease, button)
        connection.sync()
    finally:
        connection.close()


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError("a list was expected")
    return value


def _pairs(value: object) -> list[tuple[object, object]]:
    if not isinstance(value, dict):
        raise TypeError("an object was expected")
    return list(value.items())


def serve(line: socket.socket, owner: int) -> None:
    """Answers requests until the owner says so, closes the line, or dies."""
    guardian = Guardian()
    orderly = False
    try:
        owner_ends = os.pidfd_open(owner)
    except OSError:
        owner_ends = -1  # it has died already: the socket tells
    poll = select.poll()
    poll.register(line, select.POLLIN)
    if owner_ends >= 0:
        # The socket alone is not enough: a fork of Deskhand that outlives it may hold the other end open.
        poll.register(owner_ends, select.POLLIN)
    pending = b""
    try:
        while not orderly:
            ready = {fd for fd, _ in poll.poll()}
            data = line.recv(65536) if line.fileno() in ready else b""
            if not data:
                break
            *requests, pending = (pending + data).split(b"\n")
            for text in requests:
                request = json.loads(text)
                if request["do"] == "end":
                    orderly = True
                    break
                line.sendall(json.dumps(guardian.answer(request)).encode() + b"\n")
    except OSError:
        pass  # the line is broken: as good as its end
    finally:
        if not orderly:
            guardian.let_go()
        guardian.end_all()
        if orderly:
            line.sendall(b"{}\n")


def _ignore(*_: object) -> None:
    """A handler and not SIG_IGN, which the programs that are started would inherit."""


def main(descriptor: int, owner: int) -> None:
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        signal.signal(number, _ignore)
    os.set_inheritable(descriptor, False)  # no program that is started gets hold of this line
    serve(socket.socket(fileno=descriptor), owner)
