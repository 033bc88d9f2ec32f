"""After a yes: what was agreed to must still be there, unchanged, or the yes is void."""

from collections.abc import Callable
from dataclasses import dataclass

from planner.binding import Binder, Bound, Unbound
from planner.find import Finder, Given
from planner.intents.sighting import LoopSighting
from planner.outcome import StepFailed
from planner.records import Outcome
from planner.safety.effect import Effect
from planner.safety.gate import Gate
from planner.safety.permit import Permit

PATIENCE_S = 2.0


@dataclass(frozen=True, kw_only=True)
class SecondLook:
    """effect: what an act would do where it is bound now."""

    gate: Gate
    binder: Binder
    finder: Finder
    sighting: LoopSighting
    effect: Callable[[Bound], Effect]

    def renewed(self, permit: Permit, bound: Bound, target: Given | None) -> tuple[Permit, Bound]:
        """The leave for what is there now. target: where, when an intent found it. Raises StepFailed."""
        self.finder.forget()
        fresh = self.binder.bind(bound.bound.action, target=target, patience_s=PATIENCE_S)
        if isinstance(fresh, Unbound):
            self.gate.void(permit)
            raise StepFailed(Outcome.REFUSED, f"It changed while you were asked, so the yes is void: {fresh.reason}")
        if target is not None and self.sighting.changed_at(target.element.box, bound.look, fresh.look):
            self.gate.void(permit)  # found by an intent, not by words: only the picture can tell that it is the same
            raise StepFailed(Outcome.REFUSED, "The control changed while you were asked, so the yes is void.")
        renewed = self.gate.renew(permit, fresh.bound, self.effect(fresh))
        if renewed is None:
            raise StepFailed(Outcome.REFUSED, "What you agreed to changed while you were asked, so it is not done.")
        return renewed, fresh
