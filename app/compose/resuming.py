"""Going on with a run that was interrupted or halted: from where, with what, and what must be asked first.

Decision: a display or a browser that still stands holds what was done there, so the run goes on with its next step. A
virtual display and a throw-away browser are gone with the run, and with them what was typed there: then the steps are
done again from the beginning, or from after the last act that cannot be undone, for such an act is never repeated. A
language model is asked anew instead.
What would change this: surfaces that can be kept when a run ends.
"""

from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.compose.parts import history_index
from app.compose.run import Doubt, Job
from app.compose.thinking import Mind
from app.errors import Misuse
from app.where import How, InBrowser, OnVirtual, Where, where_of_flags
from planner.language.describe import describe_action
from planner.plan import Plan, Step
from planner.records import Outcome
from planner.safety.gate import Autonomy
from planner.safety.question import Question, QuestionKind

if TYPE_CHECKING:
    from app.storage.history import RunHistory

SECRET_OPENS = "{{secret:"
_OPTIONS = ("display", "virtual", "browser", "url", "profile", "cdp", "tab", "pixels_only")


def past_run(run: str, runs_folder: Path | None) -> "RunHistory":
    """Raises Misuse: no such run, still going on, finished, damaged, newer."""
    from app.storage.places import default_runs_folder
    from app.storage.run_folder import RunFolder
    from app.storage.runs import find_run

    history = RunFolder.open(find_run(run, runs_folder or default_runs_folder(), history_index()))
    if history.running:
        raise Misuse(f"The run {history.id} is still going on; wait for it, or stop it first.")
    if history.closing is not None and history.closing.outcome in (Outcome.DONE, Outcome.UNVERIFIED):
        raise Misuse(f"The run {history.id} went through to its end; to do it again, give its words to `deskhand run`.")
    if history.plan is None:
        raise Misuse(f"The run {history.id} had no plan yet; give its words to `deskhand run`.")
    return history


def recorded_where(history: "RunHistory") -> Where:
    """Where it was. Raises Misuse."""
    return where_of_flags(tuple((name, text) for name, text in history.opening.options if name in _OPTIONS))


def recorded_autonomy(history: "RunHistory") -> str | None:
    """As it was; but whoever goes on with a run that had nobody to ask is somebody: None, as usual."""
    kept = history.options.get("autonomy")
    return None if kept == Autonomy.UNATTENDED else kept


def resumed_job(history: "RunHistory", *, where: Where, how: How) -> Job:
    """What is left of a run of `past_run`. Raises Misuse when nothing is."""
    assert history.plan is not None  # `past_run` has seen to it
    plan = history.plan
    if _lacks_secret(plan.nodes):
        raise Misuse(
            f"The run {history.id} was given a password in its words, and those are not kept; "
            "give the words to `deskhand run` again."
        )
    first = history.steps_done if _stands(where, history) else _after_irreversible(history)
    doubtful = history.unconfirmed
    doubt: Doubt | None = None
    if doubtful is not None:
        number = _step_of(doubtful.sequence, history)
        step = history.begun_step(number)
        question = Question(
            id="r1",
            kind=QuestionKind.CLARIFY,
            text=f"It may have happened already: {step.purpose}"
            + (f" ({describe_action(doubtful.action)})" if doubtful.action != step.action else "")
            + ". Did it happen?",
            action=describe_action(doubtful.action),
            data=doubtful.clearance.data,
            destination=doubtful.clearance.destination,
            irreversible=True,
            choices=("yes", "no"),
        )
        doubt = Doubt(question=question, done=plan.done + number + 1)
    if plan.is_straight and first >= len(plan.steps):
        raise Misuse(f"Nothing is left to do of the run {history.id}.")
    return Job(
        plan=replace(plan, done=first),
        where=where,
        how=how,
        known=tuple(history.results.items()) if first else (),
        continues=history.id,
        doubt=doubt,
    )


def is_thought(history: "RunHistory") -> bool:
    """Whether a language model made its plans: then what is left is its to say."""
    return "model" in history.options


def resumed_thought(history: "RunHistory", mind: Mind | None, *, where: Where, how: How) -> Job:
    """The goal of a run of a language model once more, from what is on the screen now. Raises Misuse where an act that
    cannot be undone might be done twice: no plan tells what comes after it."""
    if mind is None:
        raise Misuse(f"A language model planned the run {history.id}, and the settings name none now; name one first.")
    stands = _stands(where, history)
    final = [intent for intent in history.intents if intent.clearance.irreversible]
    if final and (history.unconfirmed is not None or not stands):
        raise Misuse(
            f"The run {history.id} may have done what cannot be undone ({describe_action(final[-1].action)}); look "
            "yourself, then say what is left to `deskhand run`."
        )
    return Job(
        plan=Plan(instruction=history.instruction, nodes=()),
        where=where,
        how=how,
        known=tuple(history.results.items()) if stands else (),
        continues=history.id,
        mind=mind,
    )


def _stands(where: Where, history: "RunHistory") -> bool:
    """Whether what the earlier run did on its surface can still be there."""
    match where.place:
        case OnVirtual():
            return False
        case InBrowser(profile=None):
            return False
        case _:
            return recorded_where(history).place == where.place


def _step_of(sequence: int, history: "RunHistory") -> int:
    """Which of the steps that were begun an act belonged to."""
    return max(0, sum(begun.sequence <= sequence for begun in history.begun) - 1)


def _after_irreversible(history: "RunHistory") -> int:
    """The step after the last one that held an act that is known to be done and cannot be undone."""
    doubtful = history.unconfirmed
    assert history.plan is not None
    known = [
        history.plan.done + _step_of(intent.sequence, history) + 1
        for intent in history.intents
        if intent.clearance.irreversible and intent is not doubtful
    ]
    return min(max(known, default=0), history.steps_done) if known else 0


def _lacks_secret(value: object) -> bool:
    """Whether text that is to be typed was taken out of the record, and only its mark is left."""
    match value:
        case str():
            return SECRET_OPENS in value
        case Step(action=action):
            return _lacks_secret(action)  # its purpose may well name a secret
        case tuple():
            return any(_lacks_secret(item) for item in value)
        case _ if is_dataclass(value) and not isinstance(value, type):
            return any(_lacks_secret(getattr(value, one.name)) for one in fields(value))
        case _:
            return False
