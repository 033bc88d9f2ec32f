"""Deskhand called from outside, as a person or a program calls it: its streams, its exit code, its signals."""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMMAND = (sys.executable, "-m", "app")
Line = dict[str, object]


@dataclass(kw_only=True)
class Called:
    """A finished call."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[Line]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def result(self) -> Line:
        return self.lines[-1]

    @property
    def said(self) -> list[str]:
        """What stands on standard error, without the note that browsers get as root."""
        return [line for line in self.err.splitlines() if line.strip() and "sandbox" not in line]

    def says_one_sentence(self) -> bool:
        return len(self.said) == 1 and self.said[0].endswith((".", "?")) and "Traceback" not in self.err


def call(
    *arguments: str,
    typed: str = "",
    within_s: float = 120.0,
    under: Sequence[str] = (),
    environment: dict[str, str] | None = None,
) -> Called:
    answer = subprocess.run(
        [*under, *COMMAND, *arguments],
        cwd=ROOT,
        input=typed,
        capture_output=True,
        text=True,
        timeout=within_s,
        env={**os.environ, "PYTHONPATH": str(ROOT)} | (environment or {}),
    )
    assert "Traceback" not in answer.stderr, answer.stderr
    return Called(code=answer.returncode, out=answer.stdout, err=answer.stderr)


@dataclass(kw_only=True)
class Running:
    """A call that goes on: its JSON lines as they come, with the second at which each came."""

    process: "subprocess.Popen[str]"
    lines: list[Line] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    came_s: list[float] = field(default_factory=list)
    _fresh: "queue.SimpleQueue[Line | None]" = field(default_factory=queue.SimpleQueue)

    @classmethod
    def start(cls, *arguments: str, environment: dict[str, str] | None = None, folder: Path = ROOT) -> "Running":
        """folder: where it is called."""
        process = subprocess.Popen(
            [*COMMAND, *arguments],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)} | (environment or {}),
        )
        running = cls(process=process)
        for reader in (running._read, running._read_errors):
            threading.Thread(target=reader, daemon=True).start()
        return running

    def wait_for(self, kind: str, within_s: float = 60.0) -> Line:
        """The next line of that type."""
        deadline_s = time.monotonic() + within_s
        while True:
            line = self.next_line(deadline_s - time.monotonic())
            assert line is not None, f"it ended without a {kind}: {self.lines} {self.errors}"
            if line["type"] == kind:
                return line

    def next_line(self, within_s: float = 60.0) -> Line | None:
        """None at the end."""
        try:
            return self._fresh.get(timeout=max(0.0, within_s))
        except queue.Empty:
            raise AssertionError(f"nothing more came: {self.lines} {self.errors}") from None

    def answer(self, text: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"answer": text}) + "\n")
        self.process.stdin.flush()

    def send(self, number: signal.Signals) -> float:
        """Sends the signal and gives the second at which that was."""
        at_s = time.monotonic()
        self.process.send_signal(number)
        return at_s

    def finish(self, within_s: float = 60.0) -> int:
        code = self.process.wait(within_s)
        for _ in range(200):
            if self._ended:
                break
            time.sleep(0.01)
        return code

    @property
    def result(self) -> Line:
        return self.lines[-1]

    _ended: bool = False

    def _read(self) -> None:
        assert self.process.stdout is not None
        for text in self.process.stdout:
            line: Line = json.loads(text)
            self.lines.append(line)
            self.came_s.append(time.monotonic())
            self._fresh.put(line)
        self._ended = True
        self._fresh.put(None)

    def _read_errors(self) -> None:
        assert self.process.stderr is not None
        for text in self.process.stderr:
            self.errors.append(text)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(10)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()


@dataclass(kw_only=True)
class Xserver:
    """A bare X server for a test."""

    display: str
    process: "subprocess.Popen[bytes]"

    @classmethod
    def start(cls, size: str = "800x600") -> "Xserver":
        read, write = os.pipe()
        process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-noreset", "-nolisten", "tcp"],
            pass_fds=(write,),
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as numbers:
            return cls(display=f":{numbers.readline().strip()}", process=process)

    def close(self) -> None:
        self.process.kill()
        self.process.wait(10)
