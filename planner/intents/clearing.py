"""What came up in the way of a step and can be put away: a notice, a banner, a question that nobody asked for.

Decision: only what has come up since the last step came to rest, or says itself that it is a dialog or a banner, is put
away, and only by a control that refuses, closes or takes note; the click passes the gate like any other.
"""

from collections.abc import Sequence
from dataclasses import replace

from grounding.screen import Element, Look, ParsedScreen, State, Target
from planner.actions import Action, Clear, Click, Filling, TypeText
from planner.find import Finder
from planner.goals import interrupting
from planner.goals.scene import dialogs, inside, name_of
from planner.goals.skill import ControlWords
from planner.intents.forms import aimed_at
from planner.language.describe import describe_action
from planner.language.expectations import expected
from planner.outcome import Fault, StepFailed
from planner.plan import Step
from planner.ports import Eyes
from planner.records import Status, StepRecord


class Clearer:
    """Knows the last calm look of a run."""

    def __init__(self, *, finder: Finder, eyes: Eyes, words: ControlWords) -> None:
        self._finder = finder
        self._eyes = eyes
        self._words = words
        self._calm: Look | None = None

    def rests(self, before: Action | None) -> None:
        """Before a step: whatever is there now was there; but what comes up while one types is nobody's doing."""
        if not isinstance(before, TypeText | Clear):
            self._calm = self._finder.recent()

    def in_the_way(self) -> Target | None:
        """What puts it away."""
        look = self._finder.look()
        screen = self._finder.parse(look)
        element = interrupting.banner_button(screen, self._words, lambda element: False)
        if element is None:
            element = interrupting.covering_button(self._newly(look, screen), self._words)
        return aimed_at(element, name_of(element), look) if element is not None else None

    def _newly(self, look: Look, screen: ParsedScreen) -> tuple[Element, ...]:
        within = [one for dialog in dialogs(screen) for one in inside(screen, dialog.box)]
        if within or self._calm is None:
            return tuple(within)
        changed = self._eyes.changed(self._calm.screenshot, look.screenshot)
        new = (e for e in screen.elements if any(e.box.share_inside(box) > 0.9 for box in changed))
        # By sight, a button whose words are marked, as keys that went astray mark them, looks as if it were disabled.
        return tuple(e if e.handle else replace(e, state=e.state - {State.DISABLED}) for e in new)


def may_be_in_the_way(failed: StepFailed | None, step: Step, history: Sequence[StepRecord], *, by_sight: bool) -> bool:
    """Whether the step, as it ended, may have met something that came up. By sight, what is covered is not there at
    all; and a field that does not show what was typed into it did not get it, perhaps."""
    if failed is not None:
        return failed.fault is Fault.BLOCKED or (by_sight and failed.fault in (Fault.WRONG_TARGET, Fault.WRONG_VALUE))
    action, last = step.action, history[-1] if history else None
    repeatable = isinstance(action, TypeText) and action.place is not None and action.filling is Filling.REPLACE
    unsure = last is not None and last.step is step and last.verification.status is Status.UNCLEAR
    return by_sight and repeatable and unsure


def putting_away(target: Target) -> Step:
    action = Click(place=target.query)
    purpose = f"{describe_action(action)}, which puts away what is in the way"
    return Step(purpose=purpose, action=action, expect=expected(action))
