"""What a step costs beside looking, reading the picture, acting and the application's own time.

    python -m tests.bench.orchestration [--rounds 12] [--json OUT]

A form on the simulated surface, with structure, is filled by the real loop with the real gate, policy, eyes and run
folder. Whatever the surface does, whatever the eyes read, and whatever is waited counts as not ours; the rest of a
step's wall time is orchestration. Comparing two frames counts as ours. Target: a median of at most 5 ms a step.
"""

import argparse
import json
import secrets
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from app.clock import RunClock, StopSwitch
from app.compose.parts import eyes, load_policy, load_words
from app.storage.files import DiskFiles
from app.storage.index import Index
from app.storage.run_folder import RunFolder
from app.surfaces.simulated.spec import Area, Button, Checkbox, Dropdown, Field, Label, WindowSpec, WorldSpec
from app.surfaces.simulated.surface import SimulatedSurface
from grounding.geometry import Box
from grounding.grounder import Grounder
from grounding.screen import Element, Grounding, Look, NotOffered, ParsedScreen, Query, Screenshot
from planner.budget import Budget
from planner.language.understand import understand
from planner.loop import Loop
from planner.plan import Plan
from planner.ports import Gone, Performed
from planner.proposals import WholePlan
from planner.records import Event, Outcome, StepDone
from planner.records import Path as Way
from planner.results import Results
from planner.safety.gate import Autonomy, Gate
from planner.safety.permit import Permit
from planner.safety.question import Answer, By, Question
from tests.bench.intervals import table

TARGET_MS = 5.0
WORDS = (
    'Type "Ada Lovelace" in Name, choose "Green" in Colour, check Newsletter, type "Two lines of notes" in Notes, '
    "click Greet, click Name, uncheck Newsletter, click Greet"
)
FORM = WindowSpec(
    key="form",
    title="Visitors",
    app="visitors",
    box=Box(40, 30, 1000, 700),
    focus="name",
    widgets=(
        Label(key="l1", text="Name", box=Box(20, 20, 120, 48)),
        Field(key="name", name="Name", box=Box(140, 20, 420, 48)),
        Label(key="l2", text="Colour", box=Box(20, 70, 120, 98)),
        Dropdown(
            key="colour", name="Colour", box=Box(140, 70, 420, 98), options=("Red", "Green", "Blue"), chosen="Red"
        ),
        Checkbox(key="news", text="Newsletter", box=Box(140, 120, 420, 148)),
        Label(key="l3", text="Notes", box=Box(20, 170, 120, 198)),
        Area(key="notes", name="Notes", box=Box(140, 170, 420, 250)),
        Button(
            key="greet",
            text="Greet",
            box=Box(140, 270, 240, 302),
            deed=lambda hands: hands.set_text("greeting", hands.content("greeting") + "!"),
        ),
        Label(key="greeting", text="Hello", box=Box(20, 330, 620, 360)),
        *(Button(key=f"b{n}", text=f"Other {n}", box=Box(450, 20 + 40 * n, 600, 50 + 40 * n)) for n in range(1, 7)),
    ),
)


@dataclass(kw_only=True)
class Stopwatch:
    """Seconds by part, of what is not orchestration."""

    spent_s: dict[str, float] = field(default_factory=lambda: {"surface": 0.0, "reading": 0.0, "waiting": 0.0})
    _inside: bool = False

    @contextmanager
    def of(self, part: str) -> Iterator[None]:
        if self._inside:  # a surface that waits: counted once
            yield
            return
        self._inside = True
        began_s = time.perf_counter()
        try:
            yield
        finally:
            self.spent_s[part] += time.perf_counter() - began_s
            self._inside = False

    @property
    def total_s(self) -> float:
        return sum(self.spent_s.values())


class TimedClock:
    def __init__(self, watch: Stopwatch) -> None:
        self._clock, self._watch = RunClock(switch=StopSwitch()), watch

    def now_s(self) -> float:
        return self._clock.now_s()

    def utc(self) -> datetime:
        return self._clock.utc()

    def sleep_s(self, seconds: float) -> None:
        with self._watch.of("waiting"):
            self._clock.sleep_s(seconds)

    def check(self) -> None:
        self._clock.check()


class TimedSurface:
    """`planner.ports.Surface` around another."""

    def __init__(self, surface: SimulatedSurface, watch: Stopwatch) -> None:
        self._surface, self._watch = surface, watch

    @property
    def id(self) -> str:
        return self._surface.id

    @property
    def structure_path(self) -> Way | None:
        return self._surface.structure_path

    @property
    def reaches_popups(self) -> bool:
        return self._surface.reaches_popups

    def look(self) -> Look:
        with self._watch.of("surface"):
            return self._surface.look()

    def glance(self) -> Screenshot:
        with self._watch.of("surface"):
            return self._surface.glance()

    def perform(self, permit: Permit) -> Performed:
        with self._watch.of("surface"):
            return self._surface.perform(permit)

    def inspect(self, element: Element) -> Element | Gone | NotOffered:
        with self._watch.of("surface"):
            return self._surface.inspect(element)

    def focused(self) -> Element | NotOffered:
        with self._watch.of("surface"):
            return self._surface.focused()

    def hit(self, element: Element, x: int, y: int) -> bool | NotOffered:
        with self._watch.of("surface"):
            return self._surface.hit(element, x, y)

    def release_all(self) -> None:
        self._surface.release_all()

    def interrupt(self) -> None:
        self._surface.interrupt()

    def close(self) -> None:
        self._surface.close()


class TimedEyes:
    """`planner.ports.Eyes` around the real ones; comparing frames is left to the loop's account."""

    def __init__(self, grounder: Grounder, watch: Stopwatch) -> None:
        self._eyes, self._watch = grounder, watch

    def parse(self, look: Look) -> ParsedScreen:
        with self._watch.of("reading"):
            return self._eyes.parse(look)

    def ground(self, query: Query, look: Look) -> Grounding:
        with self._watch.of("reading"):
            return self._eyes.ground(query, look)

    def read(self, look: Look, box: Box) -> tuple[Element, ...]:
        with self._watch.of("reading"):
            return self._eyes.read(look, box)

    def read_line(self, look: Look, box: Box) -> tuple[Element, ...]:
        with self._watch.of("reading"):
            return self._eyes.read_line(look, box)

    def read_again(self, look: Look, lines: tuple[Element, ...]) -> tuple[str, ...]:
        with self._watch.of("reading"):
            return self._eyes.read_again(look, lines)

    def changed(self, before: Screenshot, after: Screenshot) -> tuple[Box, ...]:
        return self._eyes.changed(before, after)


class Nobody:
    def ask(self, question: Question) -> Answer:
        return Answer(question_id=question.id, text="", by=By.NOBODY)


@dataclass(frozen=True, kw_only=True)
class Cost:
    action: str
    orchestration_ms: float
    others_ms: float


def costs_of_a_run(folder: Path, grounder: Grounder) -> list[Cost]:
    watch = Stopwatch()
    clock = TimedClock(watch)
    plan = understand(WORDS, load_words())
    assert isinstance(plan, Plan), plan
    gate = Gate(
        policy=load_policy(),
        confirmer=Nobody(),
        clock=clock,
        key=secrets.token_bytes(32),
        autonomy=Autonomy.SENSITIVE,
    )
    world = WorldSpec(windows=(FORM,))
    surface = TimedSurface(SimulatedSurface(spec=world, redeemer=gate, clock=clock, structure_offered=True), watch)
    index = Index(path=folder / "history.sqlite", warn=print)
    recorder = RunFolder.create(runs_folder=folder / "runs", clock=clock, index=index)
    costs: list[Cost] = []
    marks = [(time.perf_counter(), watch.total_s)]

    def listen(event: Event) -> None:
        recorder.hear(event)
        if isinstance(event, StepDone):
            now_s, spent_s = time.perf_counter(), watch.total_s
            others_ms = (spent_s - marks[-1][1]) * 1000
            costs.append(
                Cost(
                    action=type(event.record.action).__name__,
                    orchestration_ms=(now_s - marks[-1][0]) * 1000 - others_ms,
                    others_ms=others_ms,
                )
            )
            marks.append((time.perf_counter(), watch.total_s))

    loop = Loop(
        surface=surface,
        eyes=TimedEyes(grounder, watch),
        gate=gate,
        confirmer=Nobody(),
        clock=clock,
        recorder=recorder,
        files=DiskFiles(home=folder, working=folder, environment={}),
        listener=listen,
        budget=Budget(),
        results=Results(keep=recorder.result),
    )
    ended = loop.run(WholePlan(plan=plan, obstacle=lambda plan: ""), plan.instruction)
    assert ended.outcome is Outcome.DONE, ended
    return costs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--json", type=Path, default=None)
    asked = parser.parse_args()
    grounder = eyes()
    costs: list[Cost] = []
    with tempfile.TemporaryDirectory() as folder:
        costs_of_a_run(Path(folder), grounder)  # loads what is loaded once
        for _ in range(asked.rounds):
            costs += costs_of_a_run(Path(folder), grounder)
    cases = {"every step": costs}
    for cost in costs:
        cases.setdefault(cost.action, []).append(cost)
    figures = {
        name: {
            "median_ms": round(statistics.median(one.orchestration_ms for one in group), 3),
            "p90_ms": round(statistics.quantiles([one.orchestration_ms for one in group], n=10)[-1], 3),
            "others_median_ms": round(statistics.median(one.others_ms for one in group), 1),
            "total": len(group),
        }
        for name, group in cases.items()
    }
    rows = [[name, *(str(value) for value in row.values())] for name, row in figures.items()]
    print(table(("step", "median ms", "p90 ms", "surface, reading, waiting ms", "n"), rows))
    print(f"Target: a median of at most {TARGET_MS:g} ms over every step.")
    if asked.json is not None:
        told = {name: [one.orchestration_ms for one in group] for name, group in cases.items()}
        asked.json.write_text(json.dumps({"figures": figures, "cases": told}, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
