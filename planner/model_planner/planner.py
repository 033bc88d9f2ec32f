"""The planner that asks a language model: a whole plan at once, and another one after a surprise.

Decision: the model is asked as seldom as can be. A plan that it calls complete is carried out by the fixed loop without
another word to it; only a failed step, or a plan that ends before the goal, brings the next call. What it says is never
more than a plan: it is judged step by step by the gate, against the person's words. A no, of the person or the policy,
is not put before it to find a way around: it ends the run.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from grounding.geometry import Box
from grounding.screen import ParsedScreen
from planner.actions import Action, Secret, TypeText
from planner.conversation import Prompt, Turn
from planner.model_planner.acting import Reading
from planner.model_planner.answer import Given, SaysDone, SaysImpossible, Steps, proves_something, read_answer
from planner.model_planner.asking import Asker
from planner.model_planner.errors import Declined, Unusable
from planner.model_planner.marks import Locate, Marked
from planner.model_planner.observation import NOTHING_SEEN, Mark, observe
from planner.model_planner.prompt import RULES, told
from planner.model_planner.schema import answer_schema
from planner.outcome import Fault
from planner.plan import Instruction, Plan
from planner.proposals import Done, Infeasible, Ledger, Proposal
from planner.records import Status, StepRecord
from planner.safety.permit import Refusal
from planner.standing import Standing

Draw = Callable[[ParsedScreen, tuple[Mark, ...], tuple[Box, ...]], bytes]
"""A PNG of the screen with the numbers at their controls, and the boxes painted out."""

LEFT_OUT = "(left out: it may show a secret)"
FRUITLESS_TRIES = 3
"""Plans in a row that ended in trouble with their first step; then the run ends with what stands in the way."""


@dataclass(kw_only=True)
class ModelPlanner:
    """`planner.proposals.Planner`. For one run.

    see: the screen now; None when there is nothing to be seen. redact: takes the values of secrets out. shows_secret:
    whether a line may show one that was misread. secrets: the
    names that the person's words hold. draw: None to send no picture; none is sent after a secret was typed, for a page
    may show it anywhere. obstacle: why a plan cannot be done here at all, "" when nothing speaks against it.
    """

    asker: Asker
    see: Callable[[], ParsedScreen | None]
    locate: Locate
    redact: Callable[[str], str]
    shows_secret: Callable[[str], bool]
    secrets: frozenset[str]
    draw: Draw | None
    obstacle: Callable[[Plan], str]
    _given: tuple[Given, ...] = field(default=(), init=False)
    _completes: bool = field(default=False, init=False)
    _failed: set[Action] = field(default_factory=set, init=False)
    _steps_done: int = field(default=0, init=False)
    _fruitless: int = field(default=0, init=False)

    @property
    def looks(self) -> bool:
        """It looks for itself, and only when the model is asked."""
        return False

    @property
    def account(self) -> tuple[Standing, ...]:
        return ()

    def propose(
        self, goal: Instruction, ledger: Ledger, screen: ParsedScreen | None, history: tuple[StepRecord, ...]
    ) -> Proposal:
        """Raises ModelFailed, Stopped."""
        failed = ""
        if ledger.trouble:
            if ledger.fault is Fault.REFUSED or (history and isinstance(history[-1].cleared, Refusal)):
                return Infeasible(reason=ledger.trouble)
            failed = self._note_failure(ledger, history)
            if self._fruitless >= FRUITLESS_TRIES:
                return Infeasible(reason=f"{FRUITLESS_TRIES} plans in a row did not work. {ledger.trouble}")
        elif self._completes:
            return Done()
        seen = screen if screen is not None else self.see()
        observation = observe(seen, _typed_secrets(history)) if seen is not None else NOTHING_SEEN
        picture = b""
        if self.draw is not None and seen is not None and not _typed_secrets(history):
            picture = self.draw(seen, observation.marks, observation.hidden)
        turn = told(goal, ledger, history, observation, secrets=self.secrets, failed=failed, picture=picture)
        prompt = Prompt(rules=RULES, turns=(self._redacted(turn),), schema=answer_schema())
        marked = Marked(observation.marks, seen, self.locate)
        try:
            said = self.asker.ask(prompt, lambda text: self._read(text, goal, ledger, history, marked))
        except Declined as declined:
            return Infeasible(reason=str(declined), begun=bool(history))
        match said:
            case SaysDone():
                return Done()
            case SaysImpossible(reason=reason):
                sentence = f"The language model says that it cannot be done: “{reason[:300]}”."
                return Infeasible(reason=sentence, begun=bool(history))
            case Steps(given=given, completes=completes):
                self._given, self._completes = given, completes
                return _plan(goal, given)

    def _read(
        self, text: str, goal: Instruction, ledger: Ledger, history: tuple[StepRecord, ...], marked: Marked
    ) -> Steps | SaysDone | SaysImpossible:
        """Raises Unusable."""
        reading = Reading(marked=marked, secrets=self.secrets, known={name for name, _ in ledger.results})
        said = read_answer(text, reading)
        proven = any(record.verification.status is Status.CONFIRMED and _counts(record) for record in history)
        match said:
            case SaysDone() if not proven or ledger.trouble:
                raise Unusable("nothing that was done shows that the goal is reached; show it with a check step")
            case Steps(given=given, completes=completes):
                first = given[0].step.action
                if first in self._failed:
                    raise Unusable("steps.0 is what failed before, and nothing has changed since; find another way")
                if completes and not proven and not any(proves_something(one.step.action) for one in given):
                    raise Unusable("these steps neither do nor check anything, so they cannot complete the goal")
                obstacle = self.obstacle(_plan(goal, given))
                if obstacle:
                    raise Unusable(obstacle.rstrip("."))
        return said

    def _note_failure(self, ledger: Ledger, history: tuple[StepRecord, ...]) -> str:
        """The step that failed, in the model's own words; counts what did not help."""
        if ledger.steps_done > self._steps_done:
            self._steps_done = ledger.steps_done
            self._fruitless = 0
            self._failed.clear()
        self._fruitless += 1
        given = _failing(self._given, history)
        if given is None:
            return ""
        self._failed.add(given.step.action)
        return given.words

    def _redacted(self, turn: Turn) -> Turn:
        """The goal is in the person's own words, which `redact` knows; what is read from a screen may be misread."""
        goal, *rest = turn.text.split("\n\n", 1)
        lines = [LEFT_OUT if self.shows_secret(line) else line for line in "\n\n".join(rest).split("\n")]
        return Turn(speaker=turn.speaker, text=self.redact("\n\n".join((goal, "\n".join(lines)))), picture=turn.picture)


def _plan(goal: Instruction, given: tuple[Given, ...]) -> Plan:
    return Plan(instruction=goal, nodes=tuple(one.step for one in given))


def _counts(record: StepRecord) -> bool:
    return proves_something(record.action)


def _failing(given: tuple[Given, ...], history: tuple[StepRecord, ...]) -> Given | None:
    """The step of the last record, or the one after it where that record is of a step that worked."""
    last = history[-1] if history else None
    at = next((n for n, one in enumerate(given) if last is not None and one.step is last.step), -1)
    if last is not None and at >= 0 and not last.error and last.verification.status is Status.CONFIRMED:
        at += 1
    elif at < 0:
        at = 0
    return given[at] if at < len(given) else None


def _typed_secrets(history: tuple[StepRecord, ...]) -> tuple[Box, ...]:
    boxes = (
        record.target.element.box
        for record in history
        if isinstance(record.action, TypeText) and isinstance(record.action.value, Secret) and record.target is not None
    )
    return tuple(dict.fromkeys(boxes))
