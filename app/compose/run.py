"""One run from beginning to end: everything wired, opened in order, and closed whatever comes.

Decision: what can be known to fail without touching anything fails first (secrets, the folder of the record), then the
surface opens, then the loop runs. From the moment that the record is there, every end is written into it.
"""

import os
import secrets
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.clock import RunClock, StopSwitch
from app.compose.beginning import is_there_already
from app.compose.discreet import Discreet, secrets_of
from app.compose.lessons import Lessons
from app.compose.parts import eyes, history_index, load_policy, load_words, secret_store
from app.compose.surfaces import Opened, Ties, Watch, open_surface
from app.compose.thinking import Mind, Thinking
from app.errors import AppError, RunNotBegun
from app.where import How, Where, flags_of
from grounding.errors import GroundingError
from planner.budget import Budget
from planner.errors import PlannerError, RecordFailed, Stopped
from planner.language.spoken_secrets import SpokenSecret, withhold
from planner.memory import Memory
from planner.plan import Instruction, Plan
from planner.ports import Listener
from planner.proposals import Planner, WholePlan
from planner.records import Answered, Asked, Event, Healed, Outcome, RunEnded, StepBegins
from planner.safety.approval import ApprovedSteps
from planner.safety.question import By, Confirmer, Question

if TYPE_CHECKING:
    from app.storage.run_folder import RunFolder
    from app.storage.secrets import SecretStore
    from grounding.grounder import Grounder
    from planner.safety.gate import Gate

BY_YOUR_WORD = "It has happened by your word; nothing was left to do, and nothing was checked."
STOPPED_BY_PERSON = "You stopped it."


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """An act that cannot be undone and may have happened in an earlier run. done: so many steps are, if it has."""

    question: Question
    done: int


@dataclass(frozen=True, kw_only=True)
class Job:
    """One run to be made: what, where, how.

    known, continues: results and id of the run that it goes on with. doubt: what the person must say first. mind: the
    language model that is to make the plan; `plan` then holds the instruction alone. outputs: names of the results that
    it hands out; none: all. approver: what a person allowed beforehand. spoken: secrets that stood in the words.
    """

    plan: Plan
    where: Where
    how: How
    known: tuple[tuple[str, str], ...] = ()
    continues: str = ""
    doubt: Doubt | None = None
    mind: Mind | None = None
    spoken: tuple[SpokenSecret, ...] = ()
    outputs: tuple[str, ...] = ()
    approver: ApprovedSteps | None = None


def model_job(words: str, mind: Mind, *, where: Where, how: How) -> Job:
    """Words that the language model makes a plan of; neither it nor the record gets a secret that stands in them."""
    withheld = withhold(words, load_words())
    empty = Plan(instruction=Instruction(text=withheld.text), nodes=())
    return Job(plan=empty, where=where, how=how, mind=mind, spoken=withheld.secrets)


class Refused(PlannerError):
    """The person was asked before anything was touched, and gave no leave."""


def work(
    job: Job,
    *,
    confirmer: Confirmer,
    listener: Listener,
    switch: StopSwitch,
    watch: Watch,
    store: "SecretStore | None" = None,
    loaded: "Grounder | None" = None,
) -> RunEnded:
    """Makes one run, on the thread that calls it. Raises AppError when it cannot begin; then nothing was touched.

    store: the one whose `redact` the caller uses for what it shows; None: one of the run's own. loaded: eyes from an
    earlier run, for who makes one run after another; None: new ones.
    """
    kept = store if store is not None else secret_store()
    for secret in (*job.spoken, *withhold(job.plan.instruction.text, load_words()).secrets):
        kept.hold(secret.name, secret.value)
    for name in secrets_of(job.plan):
        kept.resolve(name)
    clock = RunClock(switch=switch)
    thinking = None
    if job.mind is not None:
        thinking = Thinking.begin(job.mind, job.plan.instruction.text, kept, clock, within_s=job.how.budget_s)
    with ExitStack() as stack:
        recorder = _recorder(job, clock, kept)
        stack.callback(recorder.close)

        def tell(event: Event) -> None:
            if job.approver is not None and isinstance(event, StepBegins):
                job.approver.begin(event.step.number)
            if job.approver is not None and isinstance(event, Healed):
                job.approver.begin(0)  # nobody has seen the place under this name, so nobody has allowed it
            recorder.hear(event)
            listener(event)

        asked = Discreet(confirmer, redact=kept.redact)
        try:
            recorder.begin(job.plan.instruction, job.plan if job.mind is None else None)
            for name, text in job.known:
                recorder.result(name, text)
            plan = _agreed_plan(job, asked, tell, clock)
            if job.mind is None and plan.is_straight and plan.done >= len(plan.steps):
                return _end(recorder, tell, Outcome.UNVERIFIED, BY_YOUR_WORD, job.known)
            if thinking is not None:
                thinking.check()
            began_s = clock.now_s()
            gate = _gate(job, asked, clock)
            ties = Ties(redeemer=gate, clock=clock, resolve=kept.resolve, watch=watch, stop=switch.stop)
            opened = stack.enter_context(open_surface(job.where, job.how, ties))
            if is_there_already(plan, opened.surface):
                plan = replace(plan, done=plan.done + 1)
        except Stopped:
            return _end(recorder, tell, Outcome.STOPPED, STOPPED_BY_PERSON)
        except Refused as error:
            return _end(recorder, tell, Outcome.REFUSED, str(error))
        except (AppError, PlannerError) as error:
            if switch.is_set:  # what was interrupted says so in its own way
                return _end(recorder, tell, Outcome.STOPPED, STOPPED_BY_PERSON)
            raise _not_begun(error, recorder) from error
        opening = ("open_s", round(clock.now_s() - began_s, 4))

        def told(event: Event) -> None:
            if isinstance(event, RunEnded):
                spent = thinking.totals() if thinking is not None else ()
                event = replace(event, timing=(opening, *event.timing, *spent))
            tell(event)

        seeing = loaded if loaded is not None else eyes(threads=job.how.threads)
        planner: Planner = WholePlan(plan=plan, obstacle=opened.obstacle)
        if thinking is not None:
            planner = thinking.planner(opened, seeing, tell)
        lessons = Lessons.recalled(job.how)
        begun = replace(job, plan=plan)
        ended = _looped(begun, planner, opened, seeing, gate, asked, told, clock, recorder, lessons.memory)
        lessons.keep(run=ended.run, at=clock.utc(), redact=kept.redact)
        return ended


def _recorder(job: Job, clock: RunClock, store: "SecretStore") -> "RunFolder":
    from app.storage.places import default_runs_folder
    from app.storage.run_folder import RunFolder

    return RunFolder.create(
        runs_folder=job.how.runs_folder or default_runs_folder(),
        clock=clock,
        index=history_index(),
        redact=store.redact,
        options=(*flags_of(job.where), ("autonomy", str(job.how.autonomy)), *_model_of(job)),
        continues=job.continues,
    )


def _model_of(job: Job) -> tuple[tuple[str, str], ...]:
    """For the record: who made the plan."""
    return (("model", job.mind.endpoint.called),) if job.mind is not None else ()


def _gate(job: Job, confirmer: Confirmer, clock: RunClock) -> "Gate":
    from planner.safety.gate import KEY_BYTES, Gate

    key = secrets.token_bytes(KEY_BYTES)
    return Gate(
        policy=load_policy(),
        confirmer=confirmer,
        clock=clock,
        key=key,
        autonomy=job.how.autonomy,
        approver=job.approver,
    )


def _looped(
    job: Job,
    planner: Planner,
    opened: Opened,
    seeing: "Grounder",
    gate: "Gate",
    confirmer: Confirmer,
    tell: Listener,
    clock: RunClock,
    recorder: "RunFolder",
    memory: Memory,
) -> RunEnded:
    from app.storage.files import DiskFiles
    from planner.goals.policy import StepPolicy
    from planner.goals.whole_lists import WHOLE_LISTS, ListPolicy
    from planner.loop import Loop
    from planner.results import Results

    results = Results(known=job.known, keep=recorder.result, wanted=job.outputs)
    skills = load_words().skills
    loop = Loop(
        surface=opened.surface,
        eyes=seeing,
        gate=gate,
        confirmer=confirmer,
        clock=clock,
        recorder=recorder,
        files=DiskFiles(home=Path.home(), working=Path.cwd(), environment=os.environ, also=opened.folders),
        listener=tell,
        budget=Budget(steps=job.how.max_steps, seconds_s=job.how.budget_s, grows=job.how.steps_grow),
        results=results,
        policy=lambda goal: ListPolicy(goal=goal) if goal.deed in WHOLE_LISTS else StepPolicy(goal=goal, skills=skills),
        words=skills.controls,
        memory=memory,
    )
    try:
        return loop.run(planner, job.plan.instruction)
    except (AppError, PlannerError, GroundingError) as error:  # a missing model, say: found out only when it is needed
        return _end(recorder, tell, Outcome.FAILED, str(error), results.outputs())
    except Exception as error:
        recorder.end(Outcome.FAILED, f"Deskhand itself broke ({type(error).__name__}).", dict(results.outputs()))
        raise


def _agreed_plan(job: Job, confirmer: Confirmer, tell: Listener, clock: RunClock) -> Plan:
    """The plan, without what has happened already by the person's word. Raises Refused, Stopped."""
    if job.doubt is None:
        return job.plan
    question = job.doubt.question
    tell(Asked(question=question))
    answer = confirmer.ask(question)
    tell(Answered(question=question, answer=answer))
    clock.check()
    said = answer.text.strip().casefold()
    if answer.by is By.NOBODY or said not in ("yes", "no"):
        raise Refused(f"{question.text} Nobody said so or not, so nothing is done.")
    if said == "no":
        return job.plan
    return replace(job.plan, done=job.doubt.done)


def _end(
    recorder: "RunFolder", tell: Listener, outcome: Outcome, reason: str, outputs: tuple[tuple[str, str], ...] = ()
) -> RunEnded:
    try:
        recorder.end(outcome, reason, dict(outputs))
    except RecordFailed as error:
        outcome, reason = Outcome.FAILED, f"{reason} {error}"
    ended = RunEnded(outcome=outcome, reason=reason, run=recorder.folder, outputs=outputs)
    tell(ended)
    return ended


def _not_begun(error: AppError | PlannerError, recorder: "RunFolder") -> RunNotBegun:
    reason = str(error)
    try:
        recorder.end(Outcome.FAILED, reason, {})
    except RecordFailed as failed:
        reason = str(failed) if isinstance(error, RecordFailed) else f"{reason} {failed}"
    # What was found out before anything was touched is a call that cannot be carried out as it stands.
    code = error.exit_code if isinstance(error, AppError) else 2
    return RunNotBegun(reason, run=recorder.folder, exit_code=code)
