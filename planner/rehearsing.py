"""A rehearsal: what a plan would do on the screen as it is now. Nothing is touched; no permit is ever asked for."""

from collections.abc import Iterator
from dataclasses import dataclass

from grounding.screen import ParsedScreen, Query, Target
from planner.actions import Act, Action, ChooseFile, Click, Intent, Reading
from planner.effects import effect_of
from planner.find import Finder, wanted
from planner.plan import Plan, Step
from planner.safety.effect import Judgement
from planner.safety.permit import BoundAction
from planner.safety.policy import Policy


@dataclass(frozen=True, kw_only=True, eq=False)
class Rehearsed:
    """One step. target: None when its place is not in sight now, or it has none (`needs_place`).

    judgement: what the gate would say of it here; None for what needs no permit. screen: on which it was looked for.
    """

    step: Step
    target: Target | None
    needs_place: bool
    judgement: Judgement | None
    screen: ParsedScreen


def rehearse(plan: Plan, *, finder: Finder, policy: Policy, surface_id: str) -> Iterator[Rehearsed]:
    """Every step that the plan may come to, in reading order, all on the present screen."""
    for step in plan.steps:
        query = place_of(step.action)
        sight = finder.sight(query, patience_s=0.0) if query is not None else None
        target = sight.found if sight is not None and isinstance(sight.found, Target) else None
        screen = sight.screen if sight is not None else finder.parse(finder.current())
        act = _single(step.action)
        judgement = None
        if act is not None and (target is not None or query is None):
            bound = BoundAction(action=act, surface_id=surface_id, target=target)
            judgement = policy.judge(effect_of(bound, screen, plan.instruction.orders, focused=None))
        yield Rehearsed(step=step, target=target, needs_place=query is not None, judgement=judgement, screen=screen)


def place_of(action: Action) -> Query | None:
    """Where a step acts or looks, with the kind of control that it needs; None for what has no place of its own."""
    if isinstance(action, ChooseFile):
        return action.place
    if isinstance(action, Reading):
        return getattr(action, "place", None)
    return wanted(action) if isinstance(action, Act | Intent) else None  # type: ignore[arg-type]  # others give None


def _single(action: Action) -> Act | None:
    """The act that the gate would be asked about: of an intent, the click on its place."""
    if isinstance(action, Intent):
        place = place_of(action)
        return Click(place=place) if place is not None else None
    return action if isinstance(action, Act) else None
