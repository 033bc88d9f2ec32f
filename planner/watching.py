"""After an act: waits for the screen to react and come to rest, looks, and asks the verifier until it is sure."""

from collections.abc import Callable

from grounding.screen import Look, Screenshot
from planner.actions import Click, PressKeys, Scroll
from planner.binding import Bound
from planner.complaints import claims, complaint, news
from planner.find import Finder
from planner.plan import (
    AddressOpens,
    CheckedIs,
    DialogCloses,
    Expectation,
    FieldHolds,
    FileWritten,
    FolderFilled,
    LevelShown,
    MomentHeld,
    NothingWaits,
    OptionChosen,
    ResultKnown,
    ScreenChanges,
    TextShown,
    WindowCloses,
    WindowOpens,
)
from planner.ports import Clock, Eyes, Performed
from planner.records import Path, Status, Verification
from planner.settle import at_rest, reaction
from planner.verify import Happened, Verifier, is_read_back

REACTION_S = 0.6
RESTS_S = 0.6
PRESSED_LOOK_S = 0.3
"""A button pressed by a key looks pressed for so long before it does anything."""
_RENAMES = ("f2",)
FIELD_COMES_S = 0.4
"""What a name is written into takes a moment to come up, and something else may change at once."""
_PRESSES_A_BUTTON = frozenset({"enter", "space"})
TAKEN_BACK_S = 2.0
COMES_UP_S = 0.4
_MOVED_PIXELS = 5000
_PATIENCE_S: dict[type[Expectation], float] = {
    ScreenChanges: 1.2,
    FieldHolds: 2.0,
    OptionChosen: 2.0,
    MomentHeld: 2.0,
    LevelShown: 2.0,
    CheckedIs: 2.0,
    TextShown: 10.0,
    WindowOpens: 20.0,
    AddressOpens: 15.0,
    DialogCloses: 3.0,
    WindowCloses: 6.0,
    NothingWaits: 3.0,
    FileWritten: 5.0,
    FolderFilled: 10.0,
    ResultKnown: 0.0,
}
_LONGEST_ACT = 3
"""So many words on a control say what it does: after "Reject" something is rejected."""


class Watcher:
    """Judges acts from what comes of them."""

    def __init__(self, *, eyes: Eyes, clock: Clock, finder: Finder, verifier: Verifier) -> None:
        self._eyes = eyes
        self._clock = clock
        self._finder = finder
        self._verifier = verifier
        self.asked = ""
        """The person's words."""
        self._seen: tuple[Look | None, Look | None] = (None, None)
        self._pressed = False

    def watch(
        self, expect: tuple[Expectation, ...], bound: Bound, performed: Performed, began_at_s: float
    ) -> tuple[Verification, Look]:
        """One act: reaction, rest, verdict. Without an expectation only the picture is compared."""
        action = bound.bound.action
        target = bound.bound.end_target or bound.bound.target
        subject = target.element if target else bound.focused
        pressed = target.element.text if target is not None and isinstance(action, Click) else ""
        act = pressed if len(pressed.split()) <= _LONGEST_ACT else ""

        def happened(look: Look) -> Happened:
            return Happened(
                subject=subject,
                performed=performed,
                before=bound.look,
                after=look,
                began_at_s=began_at_s,
                asked=f"{self.asked} {act}".rstrip(),
                pointed=target is not None and not isinstance(action, Scroll),  # what is under the wheel moves itself
            )

        look = self._first(bound.look.screenshot)
        verification = self._read_back(expect, happened, look)
        if verification is None:
            look = self._at_rest(look)
            if isinstance(action, PressKeys) and action.keys[-1:] and action.keys[-1] in _PRESSES_A_BUTTON:
                self._clock.sleep_s(PRESSED_LOOK_S)
                look = self._finder.look()
            if isinstance(action, PressKeys) and action.keys == _RENAMES:
                self._clock.sleep_s(FIELD_COMES_S)
                look = self._finder.look()
            verification, look = self.judge(expect or (ScreenChanges(),), happened, look)
        self._seen = (bound.look, look)
        self._pressed = isinstance(action, Click | PressKeys)
        return verification, look

    def _first(self, before: Screenshot) -> Look:
        """Waits for what comes of an act; the look at it.

        The look itself is the second frame that says whether the screen rests, for a picture is what takes longest.
        """
        glance, changed, clock = self._finder.glance, self._eyes.changed, self._clock
        return self._finder.look(
            since=reaction(before, glance=glance, changed=changed, clock=clock, patience_s=REACTION_S)
        )

    def _read_back(
        self, expect: tuple[Expectation, ...], happened: Callable[[Look], Happened], look: Look
    ) -> Verification | None:
        """What a field holds is so as soon as its pixels and its structure both say so, though the ring around it still
        grows. None: the screen's rest must be waited for."""
        if not expect or not is_read_back(expect):
            return None
        verification = self._verifier.verify(expect, happened(look))
        told = any(evidence.path in (Path.DOM, Path.ACCESSIBILITY) for evidence in verification.evidence)
        return verification if told and verification.status is Status.CONFIRMED else None

    def _at_rest(self, look: Look) -> Look:
        """Waits for the screen's rest; the look that still holds then."""
        if self._finder.rested:
            return look
        glance, changed, clock, seen = self._finder.glance, self._eyes.changed, self._clock, look.screenshot
        newest, _ = at_rest(seen, region=seen.box, glance=glance, changed=changed, clock=clock, limit_s=RESTS_S)
        return self._finder.look(since=newest) if changed(seen, newest) else look

    def judge(
        self, expect: tuple[Expectation, ...], happened: Callable[[Look], Happened], seen: Look | None = None
    ) -> tuple[Verification, Look]:
        """Looks and asks until confirmed, or until the patience of the slowest expectation is spent.

        At least twice: on a busy machine one look takes as long as all the patience. seen: a look that was just made.
        """
        deadline_s = self._clock.now_s() + max(_PATIENCE_S[type(e)] for e in expect)
        pause_s = 0.1
        again = False
        while True:
            look = seen or (self._finder.look() if again else self._finder.recent())
            seen = None
            verification = self._verifier.verify(expect, happened(look))
            if verification.status is Status.CONFIRMED or (again and self._clock.now_s() >= deadline_s):
                return verification, look
            again = True
            self._clock.sleep_s(pause_s)
            pause_s = min(0.5, pause_s * 1.6)

    def taken_back(self) -> str:
        """What refuses the last act after all, though the page first claimed that it was done; "" when nothing does."""
        before, look = self._seen
        if before is None or look is None:
            return ""
        if not claims(news(before, look, self._eyes)):
            return self._late_refusal(before, look) if self._pressed else ""
        deadline_s = self._clock.now_s() + TAKEN_BACK_S
        while self._clock.now_s() < deadline_s:
            self._clock.sleep_s(0.15)
            if self._eyes.changed(look.screenshot, self._finder.glance()):
                refusal = complaint(news(before, self._finder.look(), self._eyes), self.asked)
                if refusal:
                    return refusal
        return ""

    def _late_refusal(self, before: Look, look: Look) -> str:
        """A message takes a moment to come up."""
        self._clock.sleep_s(COMES_UP_S)
        if not self._eyes.changed(look.screenshot, self._finder.glance()):
            return ""
        return complaint(news(before, self._finder.look(), self._eyes), self.asked)

    def moved(self, before: Screenshot, after: Screenshot) -> bool:
        """Whether the picture moved, rather than a caret blinking in it."""
        return sum(box.area for box in self._eyes.changed(before, after)) >= _MOVED_PIXELS
