"""Single moves of a goal and what became of them: what was in vain, or done on this very screen, is not done again."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from grounding.screen import Element, ParsedScreen, Query, Role, Target
from planner.actions import Action, Click, Direction, Scroll, TypeText, WaitFor
from planner.goals.scene import Offer, fresh, name_of, spot
from planner.language.describe import describe_action
from planner.language.expectations import expected
from planner.outcome import Fault
from planner.plan import Step
from planner.proposals import Ledger, Move
from planner.wheel import PIXELS_PER_NOTCH, near, notch_of, towards

WAITS = 3
PAUSE_S = 0.7
MOST_SCROLLS = 6
_READ = frozenset({Role.TEXT, Role.LABEL, Role.HEADING, Role.CELL, Role.LINK})
Then = Callable[[], None]
"""What holds once a move has come to what was expected."""


@dataclass(kw_only=True)
class Moves:
    """has_acted: something was done, more than waiting and scrolling."""

    has_acted: bool = False
    _screen: ParsedScreen | None = None
    _before: ParsedScreen | None = None
    _typed_on: ParsedScreen | None = None
    _last: Move | None = None
    _then: Then | None = None
    _avoided: set[str] = field(default_factory=set)
    _made: set[str] = field(default_factory=set)
    _here: str = ""
    _waited: int = 0
    _scrolled: int = 0
    _notch: float = PIXELS_PER_NOTCH

    def see(self, screen: ParsedScreen, ledger: Ledger) -> None:
        """The screen now, and what became of the last move."""
        self._before, self._screen = self._screen, screen
        last, then = self._last, self._then
        self._last = self._then = None
        if last is None:
            return
        if ledger.fault is Fault.CHANGED:
            self._made.discard(self._here)  # nothing was done: it may be tried on what is there now
            return
        if ledger.trouble:
            self._avoided.add(_key(last))
            return
        if then is not None:
            then()
        if isinstance(last.step.action, Scroll) and self._before is not None:
            self._notch = notch_of(last.step.action, self._before, screen) or self._notch
        if isinstance(last.step.action, TypeText):
            self._typed_on = self._before
        if not isinstance(last.step.action, WaitFor | Scroll):
            self._waited = self._scrolled = 0
            self.has_acted = True

    @property
    def screen(self) -> ParsedScreen:
        assert self._screen is not None  # a move is made of what was seen
        return self._screen

    @property
    def news(self) -> list[Element]:
        """What the last move brought up; nothing before the first one."""
        return fresh(self.screen, self._before) if self._before is not None else []

    @property
    def stays(self) -> bool:
        """Whether the last move led to no other address."""
        before = self._before
        return before is None or before.surroundings.address == self.screen.surroundings.address

    def make(self, action: Action, element: Element | None = None, then: Then | None = None) -> Move | None:
        """None: it was in vain before, or was done on this very screen."""
        target = _target(element, action, self.screen) if element is not None else None
        move = Move(step=Step(purpose=describe_action(action), action=action, expect=expected(action)), target=target)
        if not isinstance(action, WaitFor | Scroll):
            here = f"{_key(move)} on {_signature(self.screen)}"
            if _key(move) in self._avoided or here in self._made:
                return None
            self._made.add(here)
            self._here = here
        self._last, self._then = move, then
        return move

    def click(self, element: Element, then: Then | None = None) -> Move | None:
        """What is out of sight is scrolled to first."""
        if element.id in {e.id for e in self.screen.beyond}:
            return self._towards(element)
        return self.make(Click(place=called(element)), element, then)

    def first(self, offered: Iterable[Offer], then: Then | None = None) -> Move | None:
        """A click on the best of them that was not in vain."""
        return next((move for offer in offered if (move := self.click(offer.element, then)) is not None), None)

    def wait(self, times: int = WAITS) -> Move | None:
        """What was pressed may take a moment to show; so often, until something else was done."""
        if self._waited >= times:
            return None
        self._waited += 1
        return self.make(WaitFor(seconds_s=PAUSE_S))

    def _towards(self, element: Element) -> Move | None:
        if self._scrolled >= MOST_SCROLLS:
            return None
        self._scrolled += 1
        kin, in_line = near(element, self.screen)
        over = kin or in_line
        nearer = towards(element, over.box if over is not None else self.screen.screenshot.box, self._notch)
        place = called(over) if over is not None else None
        return self.make(replace(nearer, place=place), over)

    @property
    def since_typing(self) -> list[Element]:
        """What came up since the last move that typed, in sight or beyond."""
        whole = replace(self.screen, elements=(*self.screen.elements, *self.screen.beyond))
        return fresh(whole, self._typed_on) if self._typed_on is not None else []

    def scroll(self) -> Move | None:
        """Further down, as long as that brings anything: half of what is to be seen, with the wheel over its midst."""
        told = any(element.handle for element in self.screen.elements)
        moves = self._scrolled == 0 or bool(self.news)
        if self._scrolled >= MOST_SCROLLS or not moves or (told and not self.screen.beyond):
            return None
        self._scrolled += 1
        amount = max(1, self.screen.screenshot.box.height // 2 // PIXELS_PER_NOTCH)
        words = sorted((e for e in self.screen.elements if e.role in _READ), key=lambda e: e.box.center.y)
        over = words[len(words) // 2] if words else None
        place = called(over) if over is not None else None
        return self.make(Scroll(direction=Direction.DOWN, amount=amount, place=place), over)


def called(element: Element, head: Element | None = None) -> Query:
    """head: what names the thing that the element belongs to, where it has no name itself."""
    name = name_of(element) or (element.meaning.name if element.meaning else "") or (name_of(head) if head else "")
    return Query(text=name, role=element.role)


def _key(move: Move) -> str:
    where = str(move.target.element.box) if move.target else ""
    return f"{move.step.action!r} {where}"


def _signature(screen: ParsedScreen) -> int:
    return hash(tuple((name_of(e), e.value, e.box, e.state) for e in screen.elements))


def _target(element: Element, action: Action, screen: ParsedScreen) -> Target:
    place = getattr(action, "place", None)
    return Target(
        screenshot_id=screen.screenshot.id,
        query=place if isinstance(place, Query) else called(element),
        element=element,
        point=spot(element).clipped(screen.screenshot.box).center,
        score=1.0,
        why="the goal asks for it here",
    )
