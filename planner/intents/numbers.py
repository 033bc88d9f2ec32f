"""Numbers on the screen: those that are to be pressed, the axes of a grid, and one that is to be guessed."""

import re
from collections.abc import Sequence

from grounding.geometry import Point
from grounding.screen import Element, Look, ParsedScreen, Query, Role
from planner.actions import Click, Literal, PressKeys, TypeText
from planner.conditions import Comparison
from planner.held import number_in
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.intents.forms import aimed_at, button_of, fields
from planner.intents.seen import at_point, is_control
from planner.likeness import plain
from planner.things import ChooseNumbers, ClickAt, Guess, Trait

_NUMBER = re.compile(r"[-+\N{MINUS SIGN}]?\d+(?:[.,]\d+)?")
_WRITTEN = frozenset({Role.TEXT, Role.LABEL, Role.HEADING, Role.CELL, Role.IMAGE, Role.LIST_ITEM})
_HIGHER = re.compile(
    r"\b(?:too (?:low|small|little)|higher|greater|bigger|larger|more|go up|increase|above)\b"
    r"|\bhöher|größer|\bplus grand|\bmayor"
)
_LOWER = re.compile(
    r"\b(?:too (?:high|big|large|great|much)|lower|smaller|less|fewer|go down|decrease|below)\b"
    r"|\btiefer|kleiner|niedriger|\bplus petit|\bmenor"
)
_SEEN_WITHIN_S = (0.0, 0.2, 0.4, 0.8)
_ALIGNED = 6
_EVEN = 0.12


# --- numbers that are pressed ---------------------------------------------------------------------------------------


def choose_numbers(intent: ChooseNumbers, eye: Sighting) -> Singles:
    """Each is looked for again before it is pressed: those that are left may have moved."""
    wanted = [e for e in _numbers(eye.parse(eye.look())) if _fits(_value(e), intent)]
    if not wanted:
        raise NotPossible(f"There is no number in sight that is meant by “{intent.said}”.")
    if intent.falling is not None:
        wanted.sort(key=_value, reverse=intent.falling)
    pressed: list[Element] = []
    for element in wanted:
        look = eye.look()
        same = [e for e in _numbers(eye.parse(look)) if _value(e) == _value(element)]
        left = [e for e in same if not any(e.box.iou(other.box) > 0.5 for other in pressed)] or same
        now = min(left, key=lambda e: _apart(e, element), default=None)
        if now is None:
            raise NotPossible(f"The number {element.text.strip()} went away before it was pressed.")
        pressed.append(now)
        target = aimed_at(now, now.text, look)
        yield Single(act=Click(place=target.query), target=target)


def _numbers(screen: ParsedScreen) -> list[Element]:
    """On controls where any are, else written or drawn; one of each that lie over each other."""
    told = [e for e in screen.elements if _NUMBER.fullmatch(e.text.strip()) and e.enabled]
    controls = [e for e in told if e.role not in _WRITTEN and is_control(e, screen)]
    found: list[Element] = []
    for element in sorted(controls or told, key=lambda e: (not e.handle, e.box.area)):
        if not any(element.box.contains(other.box.center) for other in found):
            found.append(element)
    return sorted(found, key=lambda e: (e.box.top // 12, e.box.left))


def _value(element: Element) -> float:
    return number_in(element.text) or 0.0


def _fits(number: float, intent: ChooseNumbers) -> bool:
    return _has(number, intent.trait) and _stands(number, intent.comparison, intent.limit)


def _has(number: float, trait: Trait | None) -> bool:
    match trait:
        case None:
            return True
        case Trait.ODD:
            return number % 2 == 1
        case Trait.EVEN:
            return number % 2 == 0
        case Trait.POSITIVE:
            return number > 0
        case Trait.NEGATIVE:
            return number < 0


def _stands(number: float, comparison: Comparison | None, limit: float) -> bool:
    match comparison:
        case Comparison.MORE:
            return number > limit
        case Comparison.LESS:
            return number < limit
        case Comparison.AT_LEAST:
            return number >= limit
        case Comparison.AT_MOST:
            return number <= limit
        case Comparison.IS:
            return number == limit
        case _:
            return True


def _apart(one: Element, other: Element) -> int:
    return abs(one.box.center.x - other.box.center.x) + abs(one.box.center.y - other.box.center.y)


# --- a point of a grid ----------------------------------------------------------------------------------------------


def click_at(intent: ClickAt, eye: Sighting) -> Singles:
    look = eye.look()
    across, up = _axes(eye.parse(look))
    point = Point(round(across[0] + intent.across * across[1]), round(up[0] + intent.up * up[1]))
    if not look.screenshot.box.contains(point):
        raise NotPossible(f"The point ({intent.across:g}, {intent.up:g}) lies outside of what is in sight.")
    said = f"the point ({intent.across:g}, {intent.up:g})"
    yield Single(act=Click(place=Query(text=said)), target=at_point(point, said, look))


Axis = tuple[float, float]
"""Where its zero lies, and how many pixels one step is."""


def _axes(screen: ParsedScreen) -> tuple[Axis, Axis]:
    """Numbers at even distances in a row are one axis, in a column the other. Raises NotPossible."""
    numbers = [e for e in screen.elements if _NUMBER.fullmatch(e.text.strip())]
    rows = [[e for e in numbers if abs(e.box.center.y - one.box.center.y) <= _ALIGNED] for one in numbers]
    columns = [[e for e in numbers if abs(e.box.center.x - one.box.center.x) <= _ALIGNED] for one in numbers]
    across = [axis for row in rows if (axis := _axis([(_value(e), e.box.center.x) for e in row]))]
    up = [axis for column in columns if (axis := _axis([(_value(e), e.box.center.y) for e in column]))]
    if not across or not up:
        raise NotPossible("There is no grid in sight whose axes are numbered.")
    return max(across, key=lambda axis: axis[2])[:2], max(up, key=lambda axis: axis[2])[:2]


def _axis(told: Sequence[tuple[float, int]]) -> tuple[float, float, int] | None:
    """Zero, step, and how many numbers agree; None where they do not."""
    told = sorted(set(told))
    if len(told) < 2 or told[0][0] == told[-1][0]:
        return None
    step = (told[-1][1] - told[0][1]) / (told[-1][0] - told[0][0])
    zero = told[0][1] - told[0][0] * step
    off = max(abs(zero + value * step - at) for value, at in told)
    return (zero, step, len(told)) if abs(step) > 2 and off <= max(3.0, _EVEN * abs(step)) else None


# --- guessing -------------------------------------------------------------------------------------------------------


def guess(intent: Guess, eye: Sighting) -> Singles:
    """Raises NotPossible when the page does not say which way to go on, or nothing is left to try."""
    low, high = intent.low, intent.high
    while low <= high:
        tried = (low + high) // 2
        look = eye.look()
        form = fields(eye.parse(look))
        if not form:
            return  # what took the numbers is gone
        target = aimed_at(form[0].element, form[0].label or "number", look)
        yield Single(act=TypeText(value=Literal(text=str(tried)), place=target.query), target=target)
        before = eye.look()
        button = button_of(form, eye.parse(before))
        if button is None:
            yield Single(act=PressKeys(keys=("enter",)))
        else:
            pressed = aimed_at(button, button.text, before)
            yield Single(act=Click(place=pressed.query), target=pressed)
        answer = _answer(before, tried, eye)
        if _HIGHER.search(answer):
            low = tried + 1
        elif _LOWER.search(answer):
            high = tried - 1
        else:
            return
    raise NotPossible(f"No number from {intent.low} to {intent.high} was taken.")


def _answer(before: Look, tried: int, eye: Sighting) -> str:
    """What came up or changed since; a page that always says both ("higher or lower?") says nothing."""
    known = [plain(e.text) for e in eye.parse(before).elements]
    said = ""
    for pause_s in _SEEN_WITHIN_S:
        eye.wait(pause_s)
        look = eye.look()
        texts = [plain(e.text) for e in eye.parse(look).elements if e.text and plain(e.text) not in known]
        said = " ".join(text for text in texts if not (_HIGHER.search(text) and _LOWER.search(text)))
        if said:
            break
    return said
