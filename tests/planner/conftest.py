"""A whole run in memory: the simulated surface, the real eyes, the real gate, and a record kept in a list."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from app.clock import RunClock, StopSwitch
from app.compose.parts import eyes, load_policy, load_words
from app.surfaces.simulated.spec import WorldSpec
from app.surfaces.simulated.surface import SimulatedSurface
from grounding.grounder import Grounder
from planner.budget import Budget
from planner.language.understand import understand
from planner.loop import Loop
from planner.memory import Memory
from planner.plan import Instruction, Plan
from planner.proposals import WholePlan
from planner.records import Event, Outcome, RunEnded, StepRecord
from planner.results import Results
from planner.safety.gate import Autonomy, Gate
from planner.safety.permit import BoundAction, Permit
from planner.safety.question import Answer, By, Question


@dataclass(kw_only=True)
class Scripted:
    """A person who answers from a list; afterwards nobody is there."""

    answers: list[str]
    questions: list[Question] = field(default_factory=list)

    def ask(self, question: Question) -> Answer:
        self.questions.append(question)
        text = self.answers.pop(0) if self.answers else ""
        return Answer(question_id=question.id, text=text, by=By.PERSON if text else By.NOBODY)


@dataclass(kw_only=True)
class Notebook:
    """A recorder that keeps everything in memory."""

    folder: str = "memory"
    intents: list[tuple[int, BoundAction]] = field(default_factory=list)
    steps: list[StepRecord] = field(default_factory=list)
    results: dict[str, str] = field(default_factory=dict)
    ended: Outcome | None = None

    def begin(self, instruction: Instruction, plan: Plan | None) -> None: ...

    def intent(self, sequence: int, bound: BoundAction, permit: Permit) -> None:
        self.intents.append((sequence, bound))

    def step(self, record: StepRecord) -> None:
        self.steps.append(record)

    def result(self, name: str, text: str) -> None:
        self.results[name] = text

    def end(self, outcome: Outcome, reason: str, outputs: dict[str, str]) -> None:
        self.ended = outcome


@dataclass(kw_only=True)
class NoFiles:
    """A disk on which nothing is ever written, and no folder lies."""

    def listed(self, folder: str, ending: str) -> tuple[str, ...] | None:
        return None

    def full(self, path: str) -> str:
        return path

    def modified_at_s(self, path: str) -> float | None:
        return None

    def resolve(self, name: str, after_s: float) -> str | None:
        return None


@dataclass(kw_only=True)
class Run:
    """What a run came to, and everything it left behind."""

    ended: RunEnded
    surface: SimulatedSurface
    notebook: Notebook
    person: Scripted
    events: list[Event]


Perform = Callable[..., Run]


@pytest.fixture(scope="session")
def session_eyes() -> Grounder:
    return eyes()


@pytest.fixture
def carry_out(session_eyes: Grounder) -> Perform:
    """`carry_out(words, spec, answers=[...], structure_offered=True, ...)`"""

    def run(
        words: str,
        spec: WorldSpec,
        *,
        answers: tuple[str, ...] = (),
        structure_offered: bool = True,
        autonomy: Autonomy = Autonomy.SENSITIVE,
        budget: Budget | None = None,
        switch: StopSwitch | None = None,
        memory: Memory | None = None,
        seeing: Grounder | None = None,
    ) -> Run:
        plan = understand(words, load_words())
        assert isinstance(plan, Plan), plan
        clock = RunClock(switch=switch or StopSwitch())
        person, notebook, events = Scripted(answers=list(answers)), Notebook(), list[Event]()
        gate = Gate(policy=load_policy(), confirmer=person, clock=clock, key=b"k" * 32, autonomy=autonomy)
        surface = SimulatedSurface(spec=spec, redeemer=gate, clock=clock, structure_offered=structure_offered)
        loop = Loop(
            surface=surface,
            eyes=seeing or session_eyes,
            gate=gate,
            confirmer=person,
            clock=clock,
            recorder=notebook,
            files=NoFiles(),
            listener=events.append,
            budget=budget or Budget(),
            results=Results(keep=notebook.result),
            memory=memory,
        )
        ended = loop.run(WholePlan(plan=plan, obstacle=lambda plan: ""), plan.instruction)
        return Run(ended=ended, surface=surface, notebook=notebook, person=person, events=events)

    return run
