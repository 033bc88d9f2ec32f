"""The loop: propose, look, ground, ask, act, check, record. The only module that calls `Surface.perform`.

Decision: one loop for words, flows and demonstrations; it cannot tell which planner it serves. What fails goes back to
the planner; what nobody allows is not done; every single act has its own look, permit, verification and record.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from grounding.errors import PictureUnusable
from grounding.screen import Element, Missed, ParsedScreen, Target
from planner.actions import (
    Act,
    Action,
    Ask,
    Assert,
    Compute,
    Decide,
    Gather,
    Intent,
    PressKeys,
    Pursue,
    Read,
    Reading,
    Reveal,
    WaitFor,
)
from planner.binding import Binder, Bound, Unbound, takes_when_left
from planner.budget import Budget, BudgetSpent, Meter, Repeated
from planner.consulting import Consultant
from planner.deciding import Decider
from planner.effects import effect_of
from planner.errors import ActFailed, PlannerError, Stopped, UnknownResult
from planner.find import Finder, Given
from planner.following import Follower
from planner.goals.goal import Goal
from planner.goals.skill import NO_WORDS, ControlWords
from planner.healing import Healer
from planner.intents.affirming import affirmed
from planner.intents.clearing import Clearer, may_be_in_the_way, putting_away
from planner.intents.expand import expand
from planner.intents.expanding import NotPossible
from planner.intents.greetings import put_away
from planner.intents.reveal import NotRevealed, reveal
from planner.intents.sighting import LoopSighting
from planner.journal import Journal
from planner.observing import Observer
from planner.outcome import (
    Fault,
    StepFailed,
    act_key,
    ended_by,
    failure_of,
    otherwise,
    unless_stopped,
    verdict,
    worth_another,
)
from planner.plan import Expectation, Instruction, ScreenChanges, Source, Step
from planner.ports import Clock, Eyes, Files, Listener, Performed, Recorder, Surface
from planner.proposals import Planner, steps_only
from planner.reaching import Reacher
from planner.records import Outcome, Path, RunEnded, Status, StepRecord
from planner.resolving import fitted, resolved, resolved_intent
from planner.results import Results
from planner.safety.effect import Effect
from planner.safety.gate import Gate
from planner.safety.permit import BoundAction, HandedOver, Permit, Refusal
from planner.safety.question import By, Confirmer
from planner.second_look import SecondLook
from planner.things import ThingReading
from planner.verify import Happened, Verifier
from planner.watching import Watcher

SEEN_WITHIN_S = 3.0
COMES_LATE_S = 7.0


class Loop:
    """Works through what a planner proposes, on one surface. For one run; belongs to one thread."""

    def __init__(
        self,
        *,
        surface: Surface,
        eyes: Eyes,
        gate: Gate,
        confirmer: Confirmer,
        clock: Clock,
        recorder: Recorder,
        files: Files,
        listener: Listener,
        budget: Budget,
        results: Results,
        policy: Callable[[Goal], Planner] = steps_only,
        words: ControlWords = NO_WORDS,
    ) -> None:
        """policy: works out a goal that is not spelled out. words: of controls that put away what is in the way."""
        self._surface = surface
        self._gate = gate
        self._clock = clock
        self._recorder = recorder
        self._listener = listener
        self._results = results
        self._policy = policy
        self._meter = Meter(budget=budget, clock=clock)
        self._finder = Finder(surface=surface, eyes=eyes, clock=clock)
        self._consultant = Consultant(confirmer=confirmer, finder=self._finder, listener=listener)
        self._reacher = Reacher(surface=surface, finder=self._finder, scroll=self._scroll)
        self._binder = Binder(
            surface=surface, finder=self._finder, choose=self._consultant.choose, reacher=self._reacher
        )
        self._files = files
        decider = Decider(surface=surface, eyes=eyes, clock=clock, finder=self._finder, files=files, results=results)
        self._observer = Observer(
            surface=surface, eyes=eyes, clock=clock, finder=self._finder, results=results, decider=decider
        )
        verifier = Verifier(surface=surface, eyes=eyes, files=files, results=results)
        self._watcher = Watcher(eyes=eyes, clock=clock, finder=self._finder, verifier=verifier)
        self._sighting = LoopSighting(
            surface=surface,
            finder=self._finder,
            eyes=eyes,
            clock=clock,
            allows=self._is_allowed,
            bring=self._reacher.bring,
        )
        self._second_look = SecondLook(
            gate=gate, binder=self._binder, finder=self._finder, sighting=self._sighting, effect=self._effect
        )
        self._journal = Journal(recorder=recorder, listener=listener, clock=clock, finder=self._finder)
        self._clearer = Clearer(finder=self._finder, eyes=eyes, words=words)
        self._follower = Follower(
            finder=self._finder,
            consultant=self._consultant,
            journal=self._journal,
            results=results,
            listener=listener,
            attempt=self._attempt,
        )
        self._goal = Instruction(text="")
        self._step: Step | None = None
        self._before: Action | None = None

    def run(self, planner: Planner, goal: Instruction) -> RunEnded:
        """Works until the planner is done or cannot go on. Never raises for what the world does."""
        self._goal = goal
        self._watcher.asked = goal.orders
        if goal.source is Source.FLOW:
            tell = partial(self._journal.healed, lambda: self._step)
            self._finder.healer = Healer(ground=self._finder.ground, tell=tell)
        try:
            self._recorder.begin(goal, None)
            outcome, reason = self._work(planner, goal)
        except StepFailed as failed:
            outcome, reason = ended_by(failed, self._journal.history), failed.reason
        except Stopped:
            outcome, reason = Outcome.STOPPED, "You stopped it."
        except (BudgetSpent, Repeated, PlannerError, PictureUnusable) as error:
            outcome, reason = Outcome.FAILED, str(error)
        finally:
            self._surface.release_all()
        outcome, reason = unless_stopped(self._clock, outcome, reason)
        ended = self._journal.closed(outcome, reason, self._results.outputs(), total_s=self._meter.elapsed_s)
        self._listener(ended)
        return ended

    # --- the plan -------------------------------------------------------------------------------------------------

    def _work(self, planner: Planner, goal: Instruction) -> tuple[Outcome, str]:
        self._follower.follow(planner, goal)
        outcome, reason = verdict(self._journal.history, self._journal.decisive)
        refusal = self._watcher.taken_back() if outcome is Outcome.DONE else ""
        if refusal:
            return Outcome.UNVERIFIED, f"After the last step the page says “{refusal[:120]}”."
        return outcome, reason

    def _attempt(self, step: Step, target: Target | None) -> StepFailed | None:
        """Tried once more when something was in the way that could be put away."""
        self._before = self._step.action if self._step else None
        self._clearer.rests(self._before)
        failed = self._try(step, target)
        if not may_be_in_the_way(failed, step, self._journal.history, by_sight=self._surface.structure_path is None):
            return failed
        away = self._clearer.in_the_way()
        if away is None:
            return failed
        if failed is None:
            self._journal.set_aside()
        if self._try(putting_away(away), away) is not None:
            return failed
        return self._try(step, target)

    def _try(self, step: Step, target: Target | None) -> StepFailed | None:
        self._step = step
        try:
            match step.action:
                case Read() | WaitFor() | Assert() | Compute() | Decide() | Gather():
                    self._reading(step, step.action)
                case reading if isinstance(reading, ThingReading):
                    self._reading(step, step.action)
                case Ask():
                    self._ask(step, step.action)
                case Pursue(goal=pursued):
                    within = Instruction(text=pursued.said, source=self._goal.source)
                    self._follower.follow(self._policy(pursued), within)
                case action if isinstance(action, Intent):
                    self._intent(step, action, target)
                case action:
                    self._act(step, action, step.expect, target=target, decisive=True)
        except StepFailed as failed:
            return failed
        except UnknownResult as unknown:
            return StepFailed(Outcome.FAILED, str(unknown))
        return None

    def _greets(self, action: Act) -> bool:
        """Whether what was opened greets now, so that keys go to its greeting."""
        return put_away(self._before, action, self._finder.current, self._goal.text) is not None

    def _put_greetings_away(self, step: Step, action: Act) -> None:
        away = put_away(self._before, action, self._finder.current, self._goal.text)
        if away is not None:
            self._act(step, away, (ScreenChanges(),), decisive=False)

    def _reading(self, step: Step, reading: Reading) -> None:
        if (yes := affirmed(self._before, reading, self._sighting)) is not None:
            self._act(step, yes[0], (ScreenChanges(),), target=yes[1], decisive=False)
        self._meter.count()
        self._journal.begin()
        self._reacher.approach(reading, self._before)
        observed = self._observer.observe(reading)
        self._journal.reading(step, reading, observed)
        if observed.error:
            fault = Fault.ABSENT if isinstance(reading, Read) else Fault.WRONG_TARGET
            raise StepFailed(Outcome.FAILED, observed.error, fault)

    def _ask(self, step: Step, ask: Ask) -> None:
        self._meter.count()
        answer = self._consultant.ask(ask.question, ask.choices)
        if answer is None:
            raise StepFailed(Outcome.REFUSED, f"Nobody answered “{ask.question}”.")
        self._results.put(ask.name, answer)

    def _intent(self, step: Step, intent: Intent, target: Target | None) -> None:
        """Its single acts, then the step's own expectation for all of them together."""
        intent = resolved_intent(intent, self._results, self._files)
        self._sighting.aimed = target
        subject = self._sighting.subject(intent)
        before = self._finder.current()
        began_at_s = self._clock.utc().timestamp()
        acted = False
        tells: Element | None = None
        singles = expand(intent, self._sighting)
        try:
            while (single := next(singles)) is not None:
                acted = True
                self._act(step, single.act, single.expect, target=single.target, decisive=False)
        except StopIteration as done:
            tells = done.value
        except NotPossible as impossible:
            raise StepFailed(Outcome.FAILED, str(impossible), Fault.ABSENT) from impossible
        self._journal.begin()
        verification, after = self._watcher.judge(
            step.expect,
            lambda look: Happened(
                subject=tells or (subject.element if subject else None),
                performed=Performed(),
                before=before,
                after=look,
                began_at_s=began_at_s,
                acted=acted,
            ),
        )
        self._journal.intent_done(step, intent, before, after, verification)
        if verification.status is Status.CONTRADICTED:
            raise StepFailed(Outcome.FAILED, f"{step.purpose}: {verification.evidence[-1].detail}.")

    # --- single acts ----------------------------------------------------------------------------------------------

    def _act(
        self,
        step: Step,
        action: Act,
        expect: tuple[Expectation, ...],
        *,
        target: Given | None = None,
        decisive: bool,
    ) -> None:
        """One act, done once more where that is harmless and the first try came to nothing of what was expected."""
        action = resolved(action, self._results)
        for last_try in (False, True) if expect else (True,):
            self._put_greetings_away(step, action)
            self._journal.begin()
            bound = self._bind(step, action, target)
            if isinstance(bound, Unbound):
                self._journal.unbound(step, action, bound.reason, self._finder.current())
                raise bound.failure
            done = bound.bound
            record = self._once(step, bound, fitted(expect, done.action), target=target, decisive=decisive)
            went_astray = record.verification.status is not Status.CONFIRMED and self._greets(action)
            if last_try or not (went_astray or worth_another(record)):
                break
            action = otherwise(action, record)
            self._journal.set_aside()
        failure = failure_of(record)
        if failure is not None:
            raise failure
        if takes_when_left(done) and self._surface.structure_path is Path.ACCESSIBILITY:
            self._act(step, PressKeys(keys=("tab",)), (ScreenChanges(),), decisive=False)

    def _bind(self, step: Step, action: Act, target: Given | None) -> Bound | Unbound:
        """What is not in sight is waited for a moment, then looked for behind what may hide it, then waited for."""
        bound = self._binder.bind(action, target=target, patience_s=SEEN_WITHIN_S)
        if isinstance(bound, Bound) or bound.missed is None or target is not None:
            return bound
        query = bound.missed.query
        try:
            for single in reveal(Reveal(place=query), self._sighting):
                self._act(step, single.act, single.expect, target=single.target, decisive=False)
                self._journal.begin()
        except NotRevealed as hidden:
            late = self._finder.sight(query, patience_s=COMES_LATE_S)
            if isinstance(late.found, Missed):
                return replace(bound, reason=str(hidden) if hidden.opened else bound.reason)
        return self._binder.bind(action, patience_s=SEEN_WITHIN_S)

    def _is_allowed(self, bound: BoundAction, screen: ParsedScreen) -> bool:
        return self._gate.allows(effect_of(bound, screen, self._goal.orders, focused=None))

    def _once(
        self, step: Step, bound: Bound, expect: tuple[Expectation, ...], *, target: Given | None, decisive: bool
    ) -> StepRecord:
        self._meter.count()
        self._journal.seen(bound)
        effect = self._effect(bound)
        with self._journal.timing("gate_s"):
            cleared = self._gate.clear(bound.bound, effect, evidence=bound.told, listener=self._listener)
        match cleared:
            case Refusal():
                self._journal.refused(step, bound, cleared)
                raise StepFailed(Outcome.REFUSED, cleared.reason, Fault.REFUSED)
            case HandedOver():
                self._finder.forget()
                verification, after = self._watcher.watch(expect, bound, Performed(), self._clock.utc().timestamp())
                return self._journal.done(step, bound, cleared, verification, after, decisive=decisive)
            case Permit():
                key = act_key(bound.bound)
                self._meter.allow(key)
                permit, bound = cleared, bound
                if cleared.by is not By.POLICY:
                    permit, bound = self._second_look.renewed(cleared, bound, target)
                record = self._perform(step, bound, permit, expect, decisive=decisive)
                self._meter.note(key, record.verification.status)
                return record

    def _effect(self, bound: Bound) -> Effect:
        return effect_of(bound.bound, bound.screen, self._goal.orders, focused=bound.focused)

    def _perform(
        self, step: Step, bound: Bound, permit: Permit, expect: tuple[Expectation, ...], *, decisive: bool
    ) -> StepRecord:
        self._clock.check()
        with self._journal.timing("record_s"):
            self._recorder.intent(self._journal.next_sequence, bound.bound, permit)
        self._clock.check()
        self._observer.note(bound.bound.action, bound.look.screenshot)
        began_at_s = self._clock.utc().timestamp()
        self._finder.forget()
        try:
            with self._journal.timing("act_s"):
                performed = self._surface.perform(permit)
        except ActFailed as error:
            return self._journal.not_done(step, bound, permit, error, self._finder.look(), decisive=decisive)
        if performed.text:
            self._results.put(getattr(bound.bound.action, "name", ""), performed.text)
        with self._journal.timing("watch_s"):
            verification, after = self._watcher.watch(expect, bound, performed, began_at_s)
        return self._journal.done(step, bound, permit, verification, after, decisive=decisive)

    def _scroll(self, bound: BoundAction, screen: ParsedScreen) -> bool:
        """A scroll on the way to a place; True when the screen moved."""
        assert self._step is not None
        look = self._finder.current()
        record = self._once(
            self._step,
            Bound(bound=bound, look=look, screen=screen, focused=None),
            (),
            target=bound.target,
            decisive=False,
        )
        return bool(record.after and record.before and self._watcher.moved(record.before, record.after))
