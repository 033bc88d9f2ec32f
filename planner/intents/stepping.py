"""A number between a minus and a plus, brought to another one by pressing these: a look after each press."""

from collections.abc import Generator
from dataclasses import dataclass, replace

from grounding.geometry import Box
from grounding.screen import Element, ElementId, FoundBy, Look, ParsedScreen, Query, Role, ScreenText, Target
from planner.actions import Click
from planner.held import number_in
from planner.intents.expanding import NotPossible, Sighting, Single
from planner.intents.forms import aimed_at
from planner.likeness import plain

MOST_PRESSES = 40
_PRESSED = frozenset({Role.BUTTON, Role.ICON_BUTTON, Role.LINK, Role.TEXT, Role.IMAGE, Role.MENU_ITEM})
_MORE, _LESS = frozenset("+＋▲▴△⏶"), frozenset("-−–—▼▾▽⏷")
_MEANS_MORE, _MEANS_LESS = "add", "subtract"
_SAYS_MORE = frozenset({"more", "increase", "increment", "add", "plus", "raise", "up"})
_SAYS_LESS = frozenset(
    {"fewer", "less", "decrease", "decrement", "minus", "reduce", "remove", "subtract", "lower", "down"}
)
"""How the names of such buttons begin that show no more than a sign."""
_BUTTONS = frozenset({Role.BUTTON, Role.ICON_BUTTON})
_SMALL = 2
"""So many times as wide as high is a button at most that shows but a sign."""
_FURTHEST = 6
"""How far apart the two stand at most, in their heights."""
_SETTLES_S = (0.0, 0.15, 0.3, 0.5)

Stepping = Generator[Single, None, Element | None]


@dataclass(frozen=True, kw_only=True)
class Stepper:
    less: Element
    more: Element

    @property
    def box(self) -> Box:
        return self.less.box.joined(self.more.box)

    @property
    def places(self) -> tuple[Box, ...]:
        """Where its number may stand: between the two, else beside them."""
        row, wide, inset = self.box, 3 * self.less.box.height, self.less.box.height // 6
        between = Box(self.less.box.right + 1, row.top + inset, self.more.box.left - 1, row.bottom - inset)
        return (
            *((between,) if between.width > 0 else ()),
            Box(row.left - wide, row.top, row.left, row.bottom),
            Box(row.right, row.top, row.right + wide, row.bottom),
        )


def stepper_near(named: Target | None, screen: ParsedScreen) -> Stepper | None:
    """In the row of what is called so, or else right below it; the only one where nothing is."""
    found = steppers(screen)
    if named is None:
        return found[0] if len(found) == 1 else None
    box = named.element.box
    near = [one for one in found if one.box.top < box.bottom + 2 * one.box.height and one.box.bottom > box.top]
    return min(near, key=lambda one: (abs(one.box.center.y - box.center.y), one.box.left), default=None)


def step_to(number: float, stepper: Stepper, eye: Sighting) -> Stepping:
    """Raises NotPossible."""
    shown = _shown(stepper, eye)
    for _ in range(MOST_PRESSES):
        if shown is None:
            raise NotPossible("There is no number between the minus and the plus.")
        now = number_in(shown.text)
        if now == number or now is None:
            return shown
        pressed = stepper.more if now < number else stepper.less
        yield Single(act=Click(place=Query(text=pressed.text or pressed.hint)), target=_aimed(pressed, eye.look()))
        before, shown = shown, _shown_after(shown, stepper, eye)
        moved = number_in(shown.text) if shown is not None else None
        if moved is None or moved == number_in(before.text):
            raise NotPossible(f"The number stands at {now:g} and does not go to {number:g}.")
        if (now < number) != (moved < number) and moved != number:
            raise NotPossible(f"The number goes from {now:g} to {moved:g}, past {number:g}.")
    raise NotPossible(f"The number was stepped {MOST_PRESSES} times.")


def steppers(screen: ParsedScreen) -> list[Stepper]:
    less = [e for e in screen.elements if _is(e, _LESS, _MEANS_LESS) or _begins(e, _SAYS_LESS)]
    more = [e for e in screen.elements if _is(e, _MORE, _MEANS_MORE) or _begins(e, _SAYS_MORE)]
    found = []
    for minus in less:
        beside = [plus for plus in more if _in_row(minus.box, plus.box) or _stacked(minus.box, plus.box)]
        if beside:
            found.append(Stepper(less=minus, more=min(beside, key=lambda plus: abs(plus.box.left - minus.box.left))))
    return found


def _in_row(less: Box, more: Box) -> bool:
    apart = max(more.left - less.right, less.left - more.right)
    return less.top < more.center.y < less.bottom and 0 <= apart <= _FURTHEST * max(less.height, more.height)


def _stacked(less: Box, more: Box) -> bool:
    """ "More" right above "less", as spinners have it."""
    return abs(less.center.x - more.center.x) <= less.width // 2 and 0 <= less.top - more.bottom <= less.height // 2


def _is(element: Element, signs: frozenset[str], meaning: str) -> bool:
    if element.role not in _PRESSED:
        return False
    if element.text.strip():
        return element.text.strip() in signs
    return element.meaning is not None and element.meaning.name == meaning


def _begins(element: Element, words: frozenset[str]) -> bool:
    """Of a small button whose name is told and not shown: "Fewer guests"."""
    small = element.box.width <= _SMALL * element.box.height and bool(element.handle)
    return small and element.role in _BUTTONS and plain(element.text).split()[:1] in [[word] for word in words]


def _aimed(element: Element, look: Look) -> Target:
    return aimed_at(element, element.text or ("+" if _is(element, _MORE, _MEANS_MORE) else "-"), look)


def _shown(stepper: Stepper, eye: Sighting) -> Element | None:
    look = eye.look()
    for place in stepper.places:
        box = place.clipped(look.screenshot.box)
        lines = [line for line in eye.read(look, box) if number_in(line.text) is not None] if box.area else []
        if lines:
            return lines[0]
    between = stepper.places[0]
    if not between.area:
        return None
    alone = Element(id=ElementId("stepped"), box=between, role=Role.TEXT, found_by=FoundBy.TEXT)
    text = next(iter(eye.read_again(look, (alone,))), "")
    return replace(alone, text=ScreenText(text)) if number_in(text) is not None else None


def _shown_after(before: Element, stepper: Stepper, eye: Sighting) -> Element | None:
    now: Element | None = None
    for pause_s in _SETTLES_S:
        eye.wait(pause_s)
        now = _shown(stepper, eye)
        if now is not None and number_in(now.text) != number_in(before.text):
            return now
    return now
