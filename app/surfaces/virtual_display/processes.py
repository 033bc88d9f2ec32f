"""What /proc says of processes: who descends from whom, who carries a mark, who is still the same.

Only the standard library is imported here: the guardian starts with nothing else.
"""

import os
import signal
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

PROC = Path("/proc")


class ProcessId(NamedTuple):
    """A process, told apart from a later one with the same number by its start (clock ticks after boot)."""

    pid: int
    started: int


class Entry(NamedTuple):
    pid: int
    parent: int
    started: int
    ended: bool  # a zombie: dead, but its parent has not asked for it yet


def entry(pid: int) -> Entry | None:
    try:
        text = (PROC / str(pid) / "stat").read_bytes()
    except OSError:
        return None
    # The name in parentheses may hold anything, also parentheses and spaces: fields are counted after the last one.
    fields = text[text.rfind(b")") + 2 :].split()
    return Entry(pid, int(fields[1]), int(fields[19]), fields[0] in {b"Z", b"X"})


def all_entries() -> list[Entry]:
    found = (entry(int(name)) for name in os.listdir(PROC) if name.isdigit())
    return [one for one in found if one is not None]


def identity(pid: int) -> ProcessId | None:
    """None when there is no such process, or only its zombie."""
    one = entry(pid)
    return None if one is None or one.ended else ProcessId(pid, one.started)


def lives(process: ProcessId) -> bool:
    return identity(process.pid) == process


def descendants(roots: Iterable[int]) -> set[int]:
    """The living children of these processes, and theirs; without the roots and without zombies."""
    entries = all_entries()
    children: dict[int, list[Entry]] = {}
    for one in entries:
        children.setdefault(one.parent, []).append(one)
    found: set[int] = set()
    waiting = list(roots)
    while waiting:
        for child in children.get(waiting.pop(), []):
            if child.pid not in found:
                found.add(child.pid)
                waiting.append(child.pid)
    return found - {one.pid for one in entries if one.ended} - set(roots)


def marked(mark: bytes) -> set[int]:
    """Processes of this user whose environment at their start held `NAME=VALUE` exactly."""
    found: set[int] = set()
    for name in os.listdir(PROC):
        if not name.isdigit():
            continue
        try:
            environment = (PROC / name / "environ").read_bytes()
        except OSError:
            continue
        if mark in environment.split(b"\0"):
            found.add(int(name))
    return found - {os.getpid()}


def send(pids: Iterable[int], number: signal.Signals) -> None:
    for pid in pids:
        try:
            os.kill(pid, number)
        except (ProcessLookupError, PermissionError):
            continue


def remove_display_files(number: int, server: int) -> None:
    """The lock and the socket that an X server leaves when it is killed; not those of a later server of that number."""
    lock = Path(f"/tmp/.X{number}-lock")  # noqa: S108 - X's own place
    try:
        holder = int(lock.read_text())
    except (OSError, ValueError):
        return  # it ended properly and took both with it
    if holder == server:
        Path(f"/tmp/.X11-unix/X{number}").unlink(missing_ok=True)  # noqa: S108
        lock.unlink(missing_ok=True)
