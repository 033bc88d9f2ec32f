"""What is still to be entered or chosen, with the thing itself where a form offers it by its name: "two green teas"."""

from collections.abc import Iterator, Mapping, Sequence

from grounding.screen import Element, ParsedScreen, Role
from planner.goals.account import Account
from planner.goals.chips import pressed_by_name
from planner.goals.fitting import Fitted, controls, fit_all, is_search, picked_by
from planner.goals.goal import Given
from planner.goals.judging import has_a_form_elsewhere
from planner.goals.scene import ENTERED, TICKED, bare, name_of, offers
from planner.goals.skill import Skill
from planner.likeness import plain

_BESIDE = 40


def wanted(account: Account, screen: ParsedScreen) -> list[Given]:
    """The thing only where one choice alone is called so, be it said of one or of several ("teas": "Green tea")."""
    left = [*account.facts_left, *(Given(cue="", value=option) for option in account.options_left)]
    thing = account.goal.thing
    said = _each_one(" ".join((*account.goal.options, thing.noun)))
    chosen = {option for option in _choices(screen) if thing.noun and _each_one(option) == said}
    named = chosen.pop() if len(chosen) == 1 and not thing.is_told_apart else ""
    return [*left, Given(cue="", value=named)] if named and named not in account.options else left


def fitted_now(
    account: Account, skill: Skill, cue_fields: Mapping[str, tuple[str, ...]], screen: ParsedScreen
) -> list[Fitted]:
    """What is wanted, with the fields, choices and buttons of this look that take it."""
    left = wanted(account, screen)
    searching = account.goal.deed == "search"
    found = fit_all(left, screen, cue_fields, searching=searching, entered=account.satisfied)
    found = found or named_anew(account, left, skill, screen)
    if found or account.satisfied:
        found += pressed_by_name([one for one in left if all(one is not other.fact for other in found)], screen)
    return [] if has_a_form_elsewhere(account, skill, found, screen) else found


def named_anew(account: Account, left: Sequence[Given], skill: Skill, screen: ParsedScreen) -> list[Fitted]:
    """Where the name of a new thing goes, if no field says that it takes it."""
    if account.goal.deed != "create":
        return []
    if account.begun:
        return picked_by(left, screen)
    making = [one.element for one in offers(screen.elements, skill.begins, skill.drawn)]
    return _beside_button(left, screen, account.goal.thing.noun, making)


def _beside_button(facts: Sequence[Given], screen: ParsedScreen, noun: str, making: Sequence[Element]) -> list[Fitted]:
    """The name of a new thing goes into the empty field right in front of the button that adds it, where no other
    button says that it makes just such a thing. making: the controls that make something new."""
    kind = bare(noun).removesuffix("s")
    empty = [one for one in controls(screen) if not is_search(one) and one.element.role is Role.TEXT_FIELD]
    pairs = [(f, button) for f in empty if not f.element.value for button in making if _follows(button, f.element)]
    if len(facts) != 1 or facts[0].cue != "called" or len({field.element.id for field, _ in pairs}) != 1:
        return []
    field, button = pairs[0]
    others = [one for one in making if one is not button and kind and kind in bare(name_of(one))]
    label = field.label or plain(field.element.hint) or "name"
    return [] if others else [Fitted(fact=facts[0], element=field.element, label=label, score=1.0)]


def _follows(button: Element, field: Element) -> bool:
    box = field.box
    return box.top <= button.box.center.y < box.bottom and -4 <= button.box.left - box.right < _BESIDE


def _choices(screen: ParsedScreen) -> Iterator[str]:
    for element in screen.elements:
        if element.role in ENTERED:
            yield from element.options
        elif element.role in TICKED:
            yield name_of(element)


def _each_one(text: str) -> tuple[str, ...]:
    """
    >>> _each_one("green teas") == _each_one("Green tea")
    True
    """
    return tuple(word.removesuffix("s") for word in bare(text).split())
