"""What a yes covers and what a no rules out: one act on one thing with one set of data for one destination."""

from grounding.screen import Element, Target
from planner.safety.effect import Effect, Judgement
from planner.safety.permit import BoundAction, digest

SAME_PLACE_IOU = 0.5
"""A control that was drawn anew (other handle) is taken for the same only where it stood."""


def consent_hash(bound: BoundAction, effect: Effect, judgement: Judgement) -> str:
    """What a question's answer is bound to: everything of the act but where on the screen its target lies."""
    return digest(("consent", bound.action, *_meaning(bound, effect, judgement)))


def denial_keys(bound: BoundAction, effect: Effect, judgement: Judgement) -> frozenset[str]:
    """The names of this act under which a no is remembered.

    Saying the same place in other words does not get round a no (same meaning, same box or handle), and neither does
    scrolling (same words, same meaning).
    """
    meaning = _meaning(bound, effect, judgement)
    kind = type(bound.action).__name__
    keys = {consent_hash(bound, effect, judgement)}
    if bound.target is not None:
        element = bound.target.element
        keys.add(digest(("at", kind, tuple(element.box), *meaning)))
        if element.handle:
            keys.add(digest(("of", kind, element.handle, element.window, *meaning)))
    return frozenset(keys)


def same_act(before: BoundAction, after: BoundAction) -> bool:
    """The same act on the same thing; the thing may have moved."""
    return (
        before.action == after.action
        and before.surface_id == after.surface_id
        and _same_target(before.target, after.target)
        and _same_target(before.end_target, after.end_target)
    )


def same_consequence(before: Effect, after: Effect, judged_before: Judgement, judged_after: Judgement) -> bool:
    """Nothing that a person weighed has changed: application, site, data, destination, form, verdict."""
    return _weighed(before, judged_before) == _weighed(after, judged_after)


def _same_target(before: Target | None, after: Target | None) -> bool:
    if before is None or after is None:
        return before is after
    return _same_element(before.element, after.element)


def _same_element(before: Element, after: Element) -> bool:
    if (before.role, before.text, before.window) != (after.role, after.text, after.window):
        return False
    if before.handle and after.handle:
        return before.handle == after.handle or before.box.iou(after.box) >= SAME_PLACE_IOU
    return True


def _meaning(bound: BoundAction, effect: Effect, judgement: Judgement) -> tuple[object, ...]:
    ends = tuple(
        (target.element.role, target.element.text) if target else None for target in (bound.target, bound.end_target)
    )
    return (ends, bound.surface_id, *_weighed(effect, judgement))


def _weighed(effect: Effect, judgement: Judgement) -> tuple[object, ...]:
    return (
        effect.app,
        effect.site,
        effect.role,
        effect.label,
        effect.icon,
        effect.depicted,
        effect.trigger,
        effect.key,
        effect.typed,
        effect.operation,
        effect.form,
        effect.own_window,
        effect.secret_field,
        judgement.verdict,
        judgement.rule,
        judgement.phrase,
        judgement.data,
        judgement.destination,
    )
