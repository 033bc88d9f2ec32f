"""The permit: a sealed, one-shot, expiring leave to do one bound action. Only this package makes one."""

from dataclasses import dataclass

from grounding.screen import Target
from planner.actions import Act
from planner.safety.effect import Judgement, Verdict
from planner.safety.question import By


@dataclass(frozen=True, kw_only=True)
class BoundAction:
    """An act with every place resolved: `target` for its place (or start), `end_target` for a drag's end.

    surface_id: the only surface that it is meant for.
    """

    action: Act
    surface_id: str
    target: Target | None = None
    end_target: Target | None = None


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """Why an act may not be done. final: a person said no, or the policy forbids it."""

    bound: BoundAction
    verdict: Verdict
    rule: str
    reason: str
    by: By


class Permit:
    """Placeholder of the sealed class: the safety slice replaces this file's class with the real one."""

    bound: BoundAction
    verdict: Verdict
    rule: str
    reason: str
    by: By
    judgement: Judgement
