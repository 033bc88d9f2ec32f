"""From an action with places in words to a bound act: found, scrolled to, told apart, ready."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from grounding.screen import Element, Look, Missed, ParsedScreen, Query, Role, State, Target
from planner.actions import (
    Act,
    Back,
    Clear,
    Click,
    Drag,
    Filling,
    Literal,
    Paste,
    PressKeys,
    Scroll,
    SwitchTo,
    TypeText,
)
from planner.find import Finder, Given, NotReady, Sight, Stretch, alike, wanted
from planner.intents.dating import first_part
from planner.intents.forms import aimed_at, button_of, fields, labels_a_field
from planner.intents.moments import in_mask
from planner.likeness import may_be, named, plain
from planner.nameless import (
    beside_its_switch,
    best_nameless,
    in_the_nameless,
    into_the_only_field,
    is_no_field,
    own_way_back,
)
from planner.other_names import is_other
from planner.outcome import Fault, StepFailed
from planner.ports import Surface
from planner.reaching import Reacher
from planner.records import Outcome
from planner.safety.permit import BoundAction
from planner.still_there import StillThere

_STEM = 4
_LOW = 80
_LOOKS_LIKE_A_TAB = frozenset({Role.TAB, Role.TEXT, Role.LINK, Role.BUTTON, Role.MENU_ITEM})
_FIELDS = frozenset({Role.TEXT_FIELD, Role.TEXT_AREA})
_ONLY_WORDS = frozenset({Role.TEXT, Role.LABEL})
_CLEARED = _FIELDS | {Role.DROPDOWN, Role.SPINNER, Role.DOCUMENT, Role.CELL, Role.TEXT, Role.LABEL}
_RENAMES = ("f2",)
TAKES_NOTE_S = 0.4
"""Of what was just clicked an application takes note a moment later; until then the key for its name does nothing."""
_READ_FIRST = ("enter", "space", "delete", "backspace")

Choose = Callable[[Act, Query, tuple[Element, ...], Sight], Element | None]
"""Asks the person which of several equals is meant; None when nobody answers."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Bound:
    """A bound act with the look and the screen that it was bound on, and the control that has the keyboard."""

    bound: BoundAction
    look: Look
    screen: ParsedScreen
    focused: Element | None

    @property
    def told(self) -> tuple[str, ...]:
        """What the screen says around the act, for the question; shown to the person as the screen's words."""
        around = self.screen.surroundings
        element = self.bound.target.element if self.bound.target else self.focused
        said = (around.title, element.text if element else "", element.hint if element else "")
        return tuple(dict.fromkeys(text for text in said if text))


@dataclass(frozen=True, kw_only=True)
class Unbound:
    """Why there is nothing to act on, in one sentence. missed: the query was not found at all. named: what is called
    so, where that takes no text."""

    reason: str
    missed: Missed | None = None
    named: Target | None = None
    asked: bool = False
    fault: Fault = Fault.WRONG_TARGET

    @property
    def failure(self) -> StepFailed:
        fault = Fault.ABSENT if self.missed is not None and self.fault is Fault.WRONG_TARGET else self.fault
        return StepFailed(Outcome.REFUSED if self.asked else Outcome.FAILED, self.reason, fault)


class Binder:
    """Binds the places of actions. `choose` comes from the loop, which alone may ask."""

    def __init__(
        self, *, surface: Surface, finder: Finder, still_there: StillThere, choose: Choose, reacher: Reacher
    ) -> None:
        self._surface = surface
        self._still_there = still_there
        self._finder = finder
        self._choose = choose
        self._reacher = reacher

    def bind(self, action: Act, *, target: Given | None = None, patience_s: float = 10.0) -> Bound | Unbound:
        """target: where, when an intent has found it already; it is looked at again all the same."""
        if isinstance(action, SwitchTo):
            action = self._by_its_tab(action)
        if isinstance(action, Back):
            way = own_way_back(self._finder.parse(self._finder.current()))
            action = Click(place=Query(text=way.text, role=way.role, exact=True)) if way is not None else action
        action = self._into_its_text(action)
        if isinstance(action, TypeText) and action.place is None:
            action = into_the_only_field(action, self._surface, lambda: self._finder.parse(self._finder.current()))
        query = wanted(action)
        if query is None:
            return self._without_place(action)
        start, end = (target.start, target.end) if isinstance(target, Stretch) else (target, None)
        sight = self._given(start, query) if start is not None else self.reach(query, patience_s)
        if isinstance(sight, Unbound):
            return sight
        ready = self._finder.ready(query, sight) if target is None else sight
        if isinstance(ready, NotReady):
            return Unbound(reason=f"“{_said(query)}” cannot be used: {ready.reason}.", fault=Fault.BLOCKED)
        found = ready.found
        assert isinstance(found, Target)  # `_reach` and `_given` give nothing else
        if target is None and query.role is Role.MENU_ITEM and not may_be(query.text, found.element.text):
            missed = Missed(screenshot_id=found.screenshot_id, query=query, nearest=())
            return Unbound(reason=_missing(query, missed), missed=missed)
        chosen = self._one_of(action, best_nameless(found, action), ready)
        if chosen is None:
            return Unbound(
                reason=f"Several controls fit “{_said(query)}”; say which one.", asked=True, fault=Fault.REFUSED
            )
        if isinstance(action, Click) and query.text and query.role is None and self._is_of_a_field(chosen, ready.look):
            chosen = self._no_other_field(chosen, ready.look)
            if chosen is None:
                return Unbound(reason=f"There is no “{_said(query)}” to click; only a field is like it.")
        if isinstance(action, TypeText | Clear | Paste):
            led_to = beside_its_switch(in_the_nameless(self._labelled(chosen, query), ready.screen), ready.screen)
            if is_other(query, led_to.element, ready.look):
                return Unbound(reason=f"There is no field “{_said(query)}” in sight.", named=chosen)
            chosen = led_to
        if isinstance(action, Clear) and chosen.element.handle and chosen.element.role not in _CLEARED:
            return Unbound(reason=f"“{_said(query)}” is nothing that holds text which could be cleared.")
        if isinstance(action, TypeText | Clear | Paste) and is_no_field(chosen.element, ready.screen):
            reason = f"There is no field “{_said(query)}”: what is called so there is something else."
            return Unbound(reason=reason, named=chosen)
        if isinstance(action, Drag):
            return self._with_end(action, chosen, patience_s, end)
        fitting = _fitting(action, chosen.element)
        if isinstance(action, TypeText) and isinstance(fitting, TypeText) and fitting.value != action.value:
            chosen = replace(chosen, point=first_part(chosen.element.box))
        return Bound(
            bound=BoundAction(action=fitting, surface_id=self._surface.id, target=chosen),
            look=ready.look,
            screen=ready.screen,
            focused=None,
        )

    def _labelled(self, words: Target, query: Query) -> Target:
        """By sight, the box that is drawn beside or below what is only its label."""
        if words.element.handle or words.element.role not in _ONLY_WORDS or query.role is not None:
            return words
        found = self._finder.sight(replace(query, role=Role.TEXT_FIELD), patience_s=0.0).found
        if isinstance(found, Missed) or found.element.role not in _FIELDS or found.element.box == words.element.box:
            return words
        return found

    def _into_its_text(self, action: Act) -> Act:
        """What is added to a document, and nothing has the keyboard that takes text: into the one text there is."""
        if not (isinstance(action, TypeText) and action.filling is Filling.APPEND and action.place is None):
            return action
        focused = self._surface.focused()
        areas = [
            e
            for e in getattr(self._finder.current().structure, "elements", ())
            if e.role is Role.TEXT_AREA and e.enabled
        ]
        if len(areas) != 1 or (isinstance(focused, Element) and focused.role in _FIELDS):
            return action
        return replace(action, place=Query(text=areas[0].text, role=Role.TEXT_AREA))

    def _by_its_tab(self, action: SwitchTo) -> Act:
        """A document that is no window of its own but a tab in one is switched to by a click on the tab."""
        look = self._finder.current()
        if not look.surroundings.windows or any(named(action.name, w.title, w.app) for w in look.surroundings.windows):
            return action
        place = Query(text=action.name, role=Role.TAB)
        found = self._finder.ground(place, look).found
        is_tab = isinstance(found, Target) and found.element.role in _LOOKS_LIKE_A_TAB
        return Click(place=place) if is_tab else action

    def _without_place(self, action: Act) -> Bound:
        if isinstance(action, PressKeys) and action.keys == _RENAMES:
            self._finder.rest(TAKES_NOTE_S)
        look = self._finder.current()
        needs_text = isinstance(action, PressKeys) and action.keys[-1:] and action.keys[-1] in _READ_FIRST
        elements = getattr(look.structure, "elements", ())
        if (needs_text or isinstance(action, Scroll)) and not elements:
            screen = self._finder.parse(look)
        else:
            screen = ParsedScreen(screenshot=look.screenshot, elements=tuple(elements), surroundings=look.surroundings)
        focused = None
        if isinstance(action, PressKeys | TypeText):
            answer = self._surface.focused()
            focused = answer if isinstance(answer, Element) else None
        over = self._reacher.over_ground(action, screen).target if isinstance(action, Scroll) else None
        bound = BoundAction(action=action, surface_id=self._surface.id, target=over)
        return Bound(bound=bound, look=look, screen=screen, focused=focused)

    def _is_of_a_field(self, found: Target, look: Look) -> bool:
        """A field; or, by sight, the words that label one."""
        element = found.element
        if element.role in _FIELDS or element.handle or element.role not in (Role.TEXT, Role.LABEL):
            return element.role in _FIELDS
        return labels_a_field(element, self._finder.parse(look))

    def _no_other_field(self, found: Target, look: Look) -> Target | None:
        """ "login" is like "User name" in meaning, but nobody presses a field of another name: the only button of the
        form, which hands it in whatever it is called, is meant instead. None where there is none."""
        screen = self._finder.parse(look)
        form = fields(screen)
        element = found.element
        labels = [one.label for one in form if one.element.box.iou(element.box) > 0.5]
        said = plain(" ".join((element.text, element.hint, element.value, *labels)))
        if not said or any(word[:_STEM] in said for word in plain(found.query.text).split()):
            return found
        own = button_of(form, screen) if form else None
        return replace(aimed_at(own, own.text, look), query=found.query) if own is not None else None

    def _given(self, target: Target, query: Query) -> Sight | Unbound:
        seen = self._still_there.sight(target)
        return seen if isinstance(seen, Sight) else Unbound(reason=f"“{_said(query)}” {seen}.", fault=Fault.CHANGED)

    def reach(self, query: Query, patience_s: float) -> Sight | Unbound:
        """Looks for the place, and scrolls when that is what it takes."""
        sight = self._reacher.reach(query, patience_s)
        if isinstance(sight.found, Target):
            return sight
        return Unbound(reason=_missing(query, sight.found), missed=sight.found)

    def _one_of(self, action: Act, found: Target, sight: Sight) -> Target | None:
        others = alike(found)
        if not others:
            return found
        chosen = self._choose(action, found.query, (found.element, *others), sight)
        if chosen is None:
            return None
        if chosen.id == found.element.id:
            return found
        runner = next(r for r in found.runners_up if r.element.id == chosen.id)
        return replace(found, element=chosen, point=runner.point, score=runner.score, why="you said which one")

    def _with_end(self, action: Drag, start: Target, patience_s: float, end: Target | None) -> Bound | Unbound:
        sight = self._given(end, action.end) if end is not None else self.reach(action.end, patience_s)
        if isinstance(sight, Unbound):
            return sight
        assert isinstance(sight.found, Target)
        bound = BoundAction(action=action, surface_id=self._surface.id, target=start, end_target=sight.found)
        return Bound(bound=bound, look=sight.look, screen=sight.screen, focused=None)


def takes_when_left(bound: BoundAction) -> bool:
    """Of an application's box for numbers, what was typed counts once the keyboard goes elsewhere."""
    typed = isinstance(bound.action, TypeText) and bound.action.filling is Filling.REPLACE
    return typed and bound.target is not None and bound.target.element.role is Role.SPINNER


def _fitting(action: Act, element: Element) -> Act:
    """The act as this control takes it.

    Text that a document holds is never replaced unasked: into a text area that has some, typing appends; but where a
    form keeps a line in a low text area, that is a field like any other. A date goes into a field that shows a mask in
    the mask's order.
    """
    if isinstance(action, TypeText) and isinstance(action.value, Literal) and not element.handle:
        masked = in_mask(action.value.text, f"{element.value} {element.hint} {element.text}")
        if masked is not None:
            return replace(action, value=Literal(text=masked))
    if isinstance(action, TypeText) and action.filling is Filling.REPLACE and element.role is Role.TEXT_AREA:
        is_document = bool(element.value) and ("\n" in element.value.strip() or element.box.height > _LOW)
        return replace(action, filling=Filling.APPEND if is_document else Filling.REPLACE)
    if isinstance(action, Click) and State.SECRET in element.state and action.count > 1:
        return replace(action, count=1)
    return action


def _said(query: Query) -> str:
    return query.text or (query.role.value.replace("_", " ") if query.role else "that place")


def _missing(query: Query, missed: Missed) -> str:
    nearest = [c.element.text for c in missed.nearest[:3] if c.element.text]
    hint = f" The nearest on the screen: {', '.join(f'“{text[:40]}”' for text in nearest)}." if nearest else ""
    return f"“{_said(query)}” is not on the screen.{hint}"
