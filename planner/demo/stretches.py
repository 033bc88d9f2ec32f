"""A stretch of typing: where it went, by the looks before, while and after."""

from collections.abc import Iterable
from dataclasses import dataclass

from grounding.screen import Element, State, Structure
from planner.demo.inputs import Sighting
from planner.demo.sighted import focused, same_in


@dataclass(kw_only=True)
class Stretch:
    """Typing in one place. previous_s: when something else was done last. before: the last look before it, which may be
    of a time before that. there: the first look that surely shows the window that is typed in. text: by the keys alone.
    """

    at_s: float
    last_s: float
    previous_s: float
    before: Sighting
    there: Sighting | None = None
    text: str = ""

    def goes_on_in(self, before: Sighting) -> bool:
        """Whether the next key went to the same window. before: the last look before that key."""
        if self.there is None:  # a click went to the window since the last look, on a busy machine
            self.there = before if before.began_s > self.previous_s else None
        return self.there is None or not is_in_another_window(before, self.there)

    def was_led_to_another_window(self, later: Sighting) -> bool:
        """Whether a click led there since the last look before it. later: a look after it."""
        return self.before.began_s <= self.previous_s and is_in_another_window(later, self.before)


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
