"""The loop: propose, look, ground, ask, act, check, record. The only module that calls `Surface.perform`.

Decision: one loop for words, flows and demonstrations; it cannot tell which planner it serves. What fails goes back to
the planner; what nobody allows is not done; every single act has its own look, permit, verification and record.
"""

from collections.abc import Callable
from functools import partial

from grounding.errors import PictureUnusable
from grounding.screen import Element, NotOffered, ParsedScreen, Target
from planner.actions import (
    Act,
    Action,
    Ask,
    Click,
    Intent,
    PressKeys,
    Pursue,
    Read,
    Reading,
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
from planner.intents.carrying_out import Intents
from planner.intents.clearing import Clearer
from planner.intents.expanding import Single
from planner.intents.greetings import put_away
from planner.intents.sighting import LoopSighting
from planner.journal import Journal
from planner.memory import Memory, OtherWay
from planner.observing import Observer
from planner.other_ways import Ways, by_way, other_way
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
from planner.records import LessonFollowed, Outcome, Path, RunEnded, Status, StepRecord
from planner.recovering import Recovery
from planner.resolving import fitted, resolved, resolved_goal
from planner.results import Results
from planner.rolling_back import RollBack
from planner.rows_sought import to_be_found
from planner.safety.effect import Effect
from planner.safety.gate import Gate
from planner.safety.permit import BoundAction, HandedOver, Permit, Refusal
from planner.safety.question import By, Confirmer
from planner.second_look import SecondLook
from planner.still_there import StillThere
from planner.taken import as_it_takes
from planner.things import LookUp, ThingReading
from planner.uncovering import Uncovering
from planner.verify import Verifier
from planner.watching import Watcher


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
        memory: Memory | None = None,
    ) -> None:
        """policy: works out a goal that is not spelled out. words: of controls that put away what is in the way.

        memory: what earlier runs have taught; None: nothing.
        """
        self._surface = surface
        self._gate = gate
        self._clock = clock
        self._recorder = recorder
        self._listener = listener
        self._results = results
        self._policy = policy
        self._meter = Meter(budget=budget, clock=clock)
        self._finder = Finder(surface=surface, eyes=eyes, clock=clock)
        self._journal = Journal(recorder=recorder, listener=listener, clock=clock, finder=self._finder)
        self._memory = memory or Memory()
        self._memory.tell = lambda lesson: listener(LessonFollowed(lesson=lesson))
        self._consultant = Consultant(
            confirmer=confirmer,
            listener=listener,
            memory=self._memory,
            finder=self._finder,
            allows=self._is_allowed,
            surface_id=surface.id,
        )
        self._reacher = Reacher(surface=surface, finder=self._finder, scroll=self._scroll)
        self._binder = Binder(
            surface=surface,
            finder=self._finder,
            still_there=StillThere(surface=surface, eyes=eyes, finder=self._finder),
            choose=self._consultant.choose,
            reacher=self._reacher,
        )
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
            allows=self._is_allowed,
            bring=self._reacher.bring,
            memory=self._memory,
        )
        self._uncovering = Uncovering(
            binder=self._binder, finder=self._finder, sighting=self._sighting, memory=self._memory, clock=clock
        )
        self._ways = Ways(memory=self._memory, finder=self._finder)
        self._intents = Intents(
            sighting=self._sighting,
            finder=self._finder,
            clock=clock,
            watcher=self._watcher,
            journal=self._journal,
            results=results,
            files=files,
            carry=self._single,
        )
        self._second_look = SecondLook(
            gate=gate, binder=self._binder, finder=self._finder, sighting=self._sighting, effect=self._effect
        )
        self._recovery = Recovery(
            try_once=self._try,
            clearer=Clearer(finder=self._finder, eyes=eyes, words=words),
            roll_back=RollBack(finder=self._finder, carry=self._carry, is_light=self._is_light),
            finder=self._finder,
            watcher=self._watcher,
            consultant=self._consultant,
            journal=self._journal,
            by_sight=surface.structure_path is None,
        )
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
            self._finder.healer = Healer(ground=self._finder.ground, tell=tell, memory=self._memory)
        try:
            self._recorder.begin(goal, None)
            outcome, reason = self._work(planner, goal)
        except StepFailed as failed:
            outcome = ended_by(failed, self._journal.history)
            reason = failed.in_full(outcome)
        except Stopped:
            outcome, reason = Outcome.STOPPED, "You stopped it."
        except (BudgetSpent, PlannerError, PictureUnusable) as error:
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
        self._before = self._step.action if self._step else None
        failed = self._recovery.attempt(step, target, self._before)
        self._memory.settle(worked=failed is None and self._journal.has_confirmed_last())
        return failed

    def _try(self, step: Step, target: Target | None) -> StepFailed | None:
        try:
            self._step = step = as_it_takes(step, self._sighting) if target is None else step
            match step.action:
                case reading if isinstance(reading, Reading):
                    self._reading(step, reading)
                case Ask():
                    self._ask(step, step.action)
                case Pursue(goal=pursued):
                    self._pursue(resolved_goal(pursued, self._results))
                case action if isinstance(action, Intent):
                    self._intents.carry_out(step, action, target)
                case action:
                    self._act(step, action, step.expect, target=target, decisive=True)
        except StepFailed as failed:
            return failed
        except UnknownResult as unknown:
            return StepFailed(Outcome.FAILED, str(unknown))
        except Repeated as again:
            return StepFailed(Outcome.FAILED, f"{step.purpose}: {again}", Fault.NO_EFFECT)
        return None

    def _pursue(self, goal: Goal) -> None:
        within = Instruction(text=goal.said, source=self._goal.source)
        self._follower.follow(self._policy(goal), within)

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
        if isinstance(reading, LookUp) and (row := to_be_found(reading, self._finder.parse(self._finder.current()))):
            self._pursue(row)
        self._meter.count()
        self._journal.begin()
        self._reacher.approach(reading, self._before)
        observed = self._observer.observe(reading)
        self._journal.reading(step, reading, observed)
        self._meter.note(
            repr(reading), observed.verification.status, observed.look.screenshot if observed.look else None
        )
        if observed.error:
            fault = Fault.ABSENT if isinstance(reading, Read | ThingReading) else Fault.WRONG_TARGET
            raise StepFailed(Outcome.FAILED, observed.error, fault)

    def _ask(self, step: Step, ask: Ask) -> None:
        self._meter.count()
        answer = self._consultant.ask(ask.question, ask.choices)
        if answer is None:
            raise StepFailed(Outcome.REFUSED, f"Nobody answered “{ask.question}”.")
        self._results.put(ask.name, answer)

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
        """One act, done once more where that is harmless and the first try came to nothing of what was expected; then
        in another way."""
        action = self._ways.known(resolved(action, self._results))
        for last_try in (False, True) if expect else (True,):
            self._put_greetings_away(step, action)
            self._journal.begin()
            bound = self._uncovering.bind(action, target, partial(self._single, step))
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
        way = other_way(record, self._surface.focused) if expect else None
        if way is not None and isinstance(action, Click):
            self._journal.set_aside()
            self._act(step, by_way(action, way), expect, target=target, decisive=decisive)
            self._memory.notice(OtherWay(way=way), action.place, self._finder.current().surroundings)
            return
        failure = failure_of(record)
        if failure is not None:
            raise failure
        if takes_when_left(done) and self._surface.structure_path is Path.ACCESSIBILITY:
            self._act(step, PressKeys(keys=("tab",)), (ScreenChanges(),), decisive=False)

    def _single(self, step: Step, single: Single) -> None:
        self._act(step, single.act, single.expect, target=single.target, decisive=False)
        self._journal.begin()

    def _carry(self, step: Step, act: Act) -> None:
        """An act on the way, such as one that takes something back."""
        self._act(step, act, step.expect, decisive=False)

    def _is_light(self, act: Act) -> bool:
        screen = self._finder.parse(self._finder.current())
        return self._is_allowed(BoundAction(action=act, surface_id=self._surface.id), screen, self._surface.focused())

    def _is_allowed(self, bound: BoundAction, screen: ParsedScreen, holds: Element | NotOffered | None = None) -> bool:
        focused = holds if isinstance(holds, Element) else None
        return self._gate.allows(effect_of(bound, screen, self._goal.orders, focused=focused))

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
                self._meter.note(key, record.verification.status, record.after)
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
