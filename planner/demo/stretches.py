"""A stretch of typing: where it went, by the looks before, while and after."""

from collections.abc import Iterable
from dataclasses import dataclass

from grounding.screen import Element, State, Structure
from planner.demo.inputs import Sighting
from planner.demo.sighted import focused, same_in


@dataclass(kw_only=True)
class Stretch:
    """Typing in one place. previous_s: when something else was done last. text: by the keys alone."""

    at_s: float
    last_s: float
    previous_s: float
    before: Sighting
    text: str = ""


def focus_of(stretch: Stretch, at_s: float, seen: Iterable[Sighting]) -> Element | None:
    """What had the keyboard: by a look while it was typed in; else by one after all that was done before it."""
    during = [one for one in seen if one.began_s >= stretch.at_s and one.ended_s <= at_s]
    known = next((there for one in during if (there := focused(one.look)) is not None), None)
    if known is not None or any(isinstance(one.look.structure, Structure) for one in during):
        return known
    return focused(stretch.before.look) if stretch.before.began_s > stretch.previous_s else None


def was_elsewhere(shown: Element, stretch: Stretch, at_s: float, seen: Iterable[Sighting]) -> bool:
    """Whether something else had the keyboard while the text came to stand there: by every look meanwhile."""
    during = [one for one in seen if one.began_s >= stretch.at_s and one.ended_s <= at_s]
    held = [there for one in during if (there := same_in(shown, one.look)) is not None]
    return bool(held) and not any(State.FOCUSED in there.state for there in held)


def is_in_another_window(now: Sighting, before: Sighting) -> bool:
    """Whether another window came to have the keyboard, without a click or key that went there."""
    was, there = before.look.surroundings.active_window, now.look.surroundings.active_window
    return was is not None and there is not None and was.id != there.id


def is_under_way(held: str, typed: str) -> bool:
    """Whether a field shows only the beginning of what was typed: a busy application has not taken all of it yet."""
    return len(held) < len(typed) and typed.startswith(held)


def joined_with(held: str, typed: str, *, many: bool) -> str:
    """What a field may hold when nobody saw it: a line that was there is usually typed over."""
    return held + typed if many or "\n" in held else typed
