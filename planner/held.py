"""Whether a control shows the day or time, or the number, that was wanted of it: pixels and structure, each asked."""

from collections.abc import Callable

from grounding.screen import Element, Look, State
from planner.moments import holds_moment
from planner.ports import Eyes, Gone, Surface
from planner.reading_back import Shown
from planner.records import Evidence, Path, Says
from planner.settle import touches

Holds = Callable[[str], bool]
"""Whether a text says what was wanted."""


def holding_moment(wanted: str) -> Holds:
    return lambda held: holds_moment(wanted, held)


def shown_evidence(
    holds: Holds, element: Element | None, before: Look, after: Look, *, surface: Surface, eyes: Eyes
) -> tuple[Evidence, ...]:
    """What each path says of the element that was set. None: it was not found, so nothing can be said."""
    if element is None:
        return (_evidence(Path.PIXELS, None, "what would show it was not found"),)
    fresh = surface.inspect(element) if element.handle else None
    told = fresh.value or fresh.text if isinstance(fresh, Element) else ""
    shown = Shown(after, [element.box.grown(2)], eyes)
    texts = [shown.text, *(line.text for line in shown.lines)]
    changed = touches(eyes.changed(before.screenshot, after.screenshot), element.box)
    path = surface.structure_path
    if isinstance(fresh, Element) and path is not None:
        chosen = bool({State.SELECTED, State.CHECKED} & fresh.state)
        agrees = holds(told) or (chosen and not fresh.value)
        seen = any(map(holds, texts)) or changed
        evidence = [_evidence(Path.PIXELS, seen or None, f"it shows “{shown.text[:80]}”")]
        if agrees or fresh.value:
            evidence.append(_evidence(path, agrees, f"it holds “{told[:80]}”"))
        elif not any(map(holds, texts)):
            evidence.append(_evidence(path, None, f"it says only “{told[:80]}”"))
        return tuple(evidence)
    if not any(map(holds, texts)):
        texts.extend((" ".join(shown.again), *shown.again))
    good = any(map(holds, texts))
    evidence = [_evidence(Path.PIXELS, good or None, f"it shows “{shown.text[:80]}”")]
    if isinstance(fresh, Gone) and path is not None and not good:
        evidence.append(_evidence(path, None, "it is gone"))
    return tuple(evidence)


def _evidence(path: Path, good: bool | None, detail: str) -> Evidence:
    says = Says.NO_ANSWER if good is None else Says.AGREES if good else Says.DISAGREES
    return Evidence(path=path, says=says, detail=detail)
