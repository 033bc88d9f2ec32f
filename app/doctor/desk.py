"""A display with the probe's window on it, worked on by an ordinary plan: through the loop, past the gate."""

import json
import os
import secrets
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from app.clock import RunClock
from app.compose.parts import eyes, load_policy
from app.doctor.finding import NotWell
from app.storage.files import DiskFiles
from app.storage.index import Index
from app.storage.run_folder import RunFolder
from app.surfaces.accessibility.atspi import AtSpi
from app.surfaces.desktop.own import own_processes
from app.surfaces.desktop.surface import DesktopSurface
from app.surfaces.desktop.xtest import XtestInput
from grounding.screen import Look, Query, Role
from planner.actions import Click, Filling, Literal, TypeText
from planner.budget import Budget
from planner.errors import ActFailed
from planner.loop import Loop
from planner.plan import FieldHolds, Instruction, Plan, ScreenChanges, Step
from planner.ports import Surface
from planner.proposals import WholePlan
from planner.records import RunEnded
from planner.results import Results
from planner.safety.gate import KEY_BYTES, Autonomy, Gate
from planner.safety.question import Answer, By, Question

SAMPLE = "Grüße, мир, 42 €"
FIELD = "Doctor field"
BUTTON = "Doctor button"
SHOWN_WITHIN_S = 15.0
ARRIVES_WITHIN_S = 3.0
PRESSED = Query(text=BUTTON, exact=True, role=Role.BUTTON)
PLACE = Query(text=FIELD, exact=True, role=Role.TEXT_FIELD)
LIBRARIES = "libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libegl1"
Watch = Callable[[Surface | None], None]


class NobodyAsked:
    """The doctor's acts need no leave; if the gate thinks otherwise, that is a no."""

    def ask(self, question: Question) -> Answer:
        return Answer(question_id=question.id, text="", by=By.NOBODY)


class NothingToOpen:
    """The doctor opens no application."""

    def open_app(self, name: str) -> str:
        raise ActFailed("The doctor opens no application.")

    def window_class_of(self, name: str) -> tuple[str, ...]:
        return ()

    def open_file(self, path: str, app: str, *, written: bool = False) -> str:
        raise ActFailed("The doctor opens no file.")

    def open_address(self, address: str) -> str:
        raise ActFailed("The doctor opens no address.")

    def close(self) -> None:
        """There is nothing to close."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the probe says of itself."""

    text: str
    pressed: bool
    pointer_on_button: bool


class ProbeWindow:
    """The probe's process on a display, and the last that it said. Raises NotWell when it does not come up."""

    def __init__(self, environment: Mapping[str, str], clock: RunClock) -> None:
        self._clock = clock
        self._last: Told | None = None
        settings = {"QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "PYTHONPATH": _search_path()}
        own = {name: value for name, value in environment.items() if name != "QT_PLUGIN_PATH"} | settings
        self._process = subprocess.Popen(
            [sys.executable, "-m", "app.ui.probe"],
            env=own,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        self._reader = threading.Thread(target=self._read, name="doctor-probe", daemon=True)
        self._reader.start()
        if not self.wait(lambda told: True, SHOWN_WITHIN_S):
            self.close()
            raise NotWell("Deskhand's own window does not open there", mend=f"sudo apt install {LIBRARIES}")

    @property
    def last(self) -> Told | None:
        return self._last

    def wait(self, wanted: Callable[[Told], bool], within_s: float) -> bool:
        until_s = self._clock.now_s() + within_s
        while self._last is None or not wanted(self._last):
            if self._clock.now_s() > until_s or self._process.poll() is not None:
                return False
            self._clock.sleep_s(0.02)
        return True

    def close(self) -> None:
        with suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()
        try:
            self._process.wait(2.0)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join(1.0)
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            said = json.loads(line)
            self._last = Told(text=said["text"], pressed=said["pressed"], pointer_on_button=said["pointer_on_button"])


@dataclass(frozen=True, kw_only=True)
class Tried:
    """What came of clicking and typing: how the run ended, and what the probe saw."""

    ended: RunEnded
    pointer_came: bool
    told: Told
    look: Look


def try_out(display: str, environment: Mapping[str, str], clock: RunClock, watch: Watch) -> Tried:
    """Clicks the probe's button and types into it, as a run does. Raises NotWell, AppError, PlannerError."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="deskhand-doctor-")))
        probe = ProbeWindow(environment, clock)
        stack.callback(probe.close)
        gate = make_gate(clock)
        surface = DesktopSurface(
            display=display,
            redeemer=gate,
            clock=clock,
            secrets=_no_secret,
            accessibility=AtSpi(environment=environment),
            launcher=NothingToOpen(),
            environment=environment,
            input_backend=XtestInput(display=display, clock=clock),
            own_pids=own_processes(),
        )
        stack.callback(surface.close)
        watch(surface)
        stack.callback(watch, None)
        index = Index(path=folder / "index.sqlite", warn=lambda sentence: None)
        recorder = RunFolder.create(runs_folder=folder / "runs", clock=clock, index=index)
        stack.callback(recorder.close)
        came: list[bool] = []

        def hear(event: object) -> None:
            told = probe.last
            came.append(told is not None and told.pressed and told.pointer_on_button)

        loop = Loop(
            surface=surface,
            eyes=eyes(),
            gate=gate,
            confirmer=NobodyAsked(),
            clock=clock,
            recorder=recorder,
            files=DiskFiles(home=folder, working=folder, environment=os.environ),
            listener=hear,
            budget=Budget(steps=12, seconds_s=30.0),
            results=Results(keep=recorder.result),
        )
        plan = _plan()
        recorder.begin(plan.instruction, plan)
        ended = loop.run(WholePlan(plan=plan, obstacle=lambda plan: ""), plan.instruction)
        probe.wait(lambda told: told.text == SAMPLE, ARRIVES_WITHIN_S)
        told = probe.last
        assert told is not None  # it told of itself before it was worked on
        return Tried(ended=ended, pointer_came=any(came), told=told, look=surface.look())


def make_gate(clock: RunClock) -> Gate:
    return Gate(
        policy=load_policy(),
        confirmer=NobodyAsked(),
        clock=clock,
        key=secrets.token_bytes(KEY_BYTES),
        autonomy=Autonomy.SENSITIVE,
    )


def _plan() -> Plan:
    typed = Literal(text=SAMPLE)
    return Plan(
        instruction=Instruction(text=f'click "{BUTTON}", then type "{SAMPLE}" into "{FIELD}"'),
        nodes=(
            Step(purpose=f"Click “{BUTTON}”", action=Click(place=PRESSED), expect=(ScreenChanges(),)),
            Step(
                purpose=f"Type “{SAMPLE}” into “{FIELD}”",
                action=TypeText(value=typed, place=PLACE, filling=Filling.REPLACE),
                expect=(FieldHolds(value=typed, place=PLACE),),
            ),
        ),
    )


def _search_path() -> str:
    return os.pathsep.join(path for path in sys.path if path)


def _no_secret(name: str) -> str:
    raise ActFailed("The doctor types no secret.")
