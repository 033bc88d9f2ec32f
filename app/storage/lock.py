"""Who writes a run folder: a process by its id and start time, so that a reused id is not taken for it."""

import json
import os
from pathlib import Path

import psutil

LOCK_NAME = "writer.json"


def process_mark(pid: int) -> str | None:
    """When that process started, in a form that no clock change alters; None when there is no such process.

    Linux: field 22 of /proc/PID/stat (clock ticks since boot), after the name in brackets, and the boot's id.
    """
    stat = Path(f"/proc/{pid}/stat")
    try:
        if stat.exists():
            fields = stat.read_text(errors="replace").rpartition(")")[2].split()
            if fields[0] in ("Z", "X"):
                return None
            boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
            return f"{boot}:{fields[19]}"
        return f"{psutil.Process(pid).create_time():.0f}"
    except (OSError, psutil.Error, IndexError):
        return None


def take(folder: Path) -> None:
    """Marks the folder as written by this process. Raises OSError."""
    pid = os.getpid()
    unfinished = folder / f"{LOCK_NAME}.new"
    unfinished.write_text(json.dumps({"pid": pid, "started": process_mark(pid)}))
    unfinished.replace(folder / LOCK_NAME)


def release(folder: Path) -> None:
    (folder / LOCK_NAME).unlink(missing_ok=True)


def is_held(folder: Path) -> bool:
    """Whether the process that took the lock still lives."""
    try:
        lock = json.loads((folder / LOCK_NAME).read_text())
        pid, started = int(lock["pid"]), lock["started"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return started is not None and process_mark(pid) == started
