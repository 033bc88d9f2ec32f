"""Which of the controls that are called like a deed may be pressed for this one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from grounding.geometry import Box
from grounding.screen import Element, ParsedScreen
from planner.goals.account import Account
from planner.goals.fitting import Fitted, asks_secret, controls
from planner.goals.goal import Goal
from planner.goals.items import Item, is_like, items_with
from planner.goals.scene import PRESSED, TICKED, WHOLE, Offer, bare, fits, is_secret, name_of, offers
from planner.goals.skill import ControlWords, Skill, Skills
from planner.intents.forms import button_of

BY_FACTS = frozenset({"create", "edit", "rename"})
"""Nothing of them is done as long as a fact was not entered."""
GONE_AFTER = frozenset({"delete", "archive"})
_APART, _STACKED = 400, 60
"""How far yes and no of one question are from each other, side by side or one above the other."""
_STEM = 4
_SMALL = frozenset({"a", "an", "the", "to", "and", "of", "in", "this", "details", "page", "info", "information"})


def not_of_others(goal: Goal, skill: Skill, offered: Sequence[Offer]) -> list[Offer]:
    """Where one of many things was chosen, a control that is there once for each of them may be another's."""
    if not skill.on_thing or not goal.thing.is_told_apart:
        return list(offered)
    apart = [one for one in offered if not any(_is_part(one.element, other.element) for other in offered)]
    names = [(bare(name_of(e)), e.role if e.handle else None) for e in (offer.element for offer in apart)]
    return [offer for offer, name in zip(apart, names, strict=True) if names.count(name) == 1]


def _is_part(outer: Element, inner: Element) -> bool:
    """A text with the control in it, which says the same: "Modify ↓" around "Modify"."""
    is_around = outer is not inner and outer.box.encloses(inner.box) and outer.role not in PRESSED
    return is_around and inner.role in PRESSED and bare(name_of(outer)) == bare(name_of(inner))


def makes_another(control: Element, goal: Goal, skill: Skill, words: ControlWords, screen: ParsedScreen) -> bool:
    """ "Add column" makes no event, and "Change password" changes no amount."""
    noun = bare(goal.thing.noun).removesuffix("s")
    if goal.deed == "edit":
        return _changes_another(control, goal, skill, words, screen)
    if goal.deed != "create" or not noun:
        return False
    small = {*words.any_kind, *_SMALL}
    said = [word for word in bare(name_of(control)).split() if word not in small or word in skill.begins]
    match said:
        case [verb, kind]:
            return verb in skill.begins and kind not in skill.begins and noun not in kind
        case _:
            return False


def _changes_another(control: Element, goal: Goal, skill: Skill, words: ControlWords, screen: ParsedScreen) -> bool:
    """Where it was not said what the thing is, the page's own address may tell: "…/ticket/7"."""
    small = {*words.any_kind, *_SMALL}
    verb, *rest = bare(name_of(control)).split() or [""]
    kind = [word for word in rest if word not in small]
    place = "" if goal.thing.noun else re.sub(r"[^a-z]+", " ", screen.surroundings.address.partition("//")[2].lower())
    said = (goal.thing.noun, *goal.thing.marks, *(fact.cue for fact in goal.facts), place)
    meant = bare(" ".join(said)).split()
    return verb in skill.begins and bool(kind) and not any(word[:_STEM] in one for word in kind for one in meant)


def below_entries(account: Account, offered: Sequence[Offer], screen: ParsedScreen) -> list[Offer]:
    """Those that come after what was entered, where there are such and none above is called more like it."""
    values = [fact.value for fact in account.satisfied if fact.value]
    held = [
        one.element
        for one in controls(screen)
        if is_secret(one.element) or any(value in one.element.value for value in values)
    ]
    last = max((e.box.top for e in held), default=0)
    below = [offer for offer in offered if offer.element.box.bottom > last]
    best = max((offer.fit for offer in offered), default=0.0)
    return below if any(offer.fit >= best for offer in below) else list(offered)


def going_on(account: Account, skills: Skills, screen: ParsedScreen) -> tuple[Element | None, list[Offer]]:
    """The form's own button, where it has but one, and what else goes on to the next page of what is entered."""
    going = below_entries(account, offers(screen.elements, skills.controls.goes_on), screen)
    own = form_button(skills.controls, screen) if not going and account.satisfied else None
    # "Create and go on" asks for more; "Send" and "Order" hand in, whatever deed was meant.
    early = bool(account.facts_left) and own is not None and any(hands_in(own, one) for one in skills.by_deed.values())
    early = early or (own is not None and is_too_early(own, account, skills, screen))
    takes_away = own is not None and any(hands_in(own, skills.by_deed[deed]) for deed in GONE_AFTER)
    if early or takes_away:
        own = None
    return own, going


def form_button(words: ControlWords, screen: ParsedScreen) -> Element | None:
    form = tuple(one for one in controls(screen) if one.element.role not in TICKED)
    onward = tuple(e for e in screen.elements if not fits(e, words.turns_back))
    return button_of(form, replace(screen, elements=onward)) if form else None


def is_too_early(control: Element, account: Account, skills: Skills, screen: ParsedScreen) -> bool:
    """Whether it hands in the very form in which something was entered, while something else was not."""
    if not account.facts_left or not account.satisfied or not fits(control, skills.of_goal(account.goal).ends):
        return False
    own = form_button(skills.controls, screen)
    held = [one.element.value for one in controls(screen)]
    still = any(fact.value and fact.value in value for fact in account.satisfied for value in held)
    return still and own is not None and own.id == control.id


def handed_in(button: Element | None, account: Account, screen: ParsedScreen) -> bool:
    """Whether all that was given was handed in by a form's own button, and the form is gone."""
    gone = button is not None and not any(is_same(one, button) for one in screen.elements)
    return gone and not account.lacks


def has_a_form_elsewhere(account: Account, skill: Skill, found: Sequence[Fitted], screen: ParsedScreen) -> bool:
    """Where only some of what is given for a new thing has a place here, and what opens its form is here as well,
    these fields are for something else, such as for filtering what there is."""
    goal = account.goal
    if goal.deed != "create" or account.begun or account.satisfied or len(found) >= len(account.facts_left):
        return False
    return bool(offers(screen.elements, skill.begins, skill.drawn, noun=goal.thing.noun))


def hands_in(button: Element, skill: Skill) -> bool:
    return fits(button, skill.ends) >= WHOLE


def is_same(control: Element, other: Element) -> bool:
    """Of the same name, at the same place."""
    return bare(name_of(control)) == bare(name_of(other)) and control.box.iou(other.box) > 0.5


def hiding_on_page(goal: Goal, skill: Skill, words: ControlWords, screen: ParsedScreen) -> list[Offer]:
    """What opens more that can be done to the thing of a page; a menu last, which may be the whole application's."""
    hiding = not_of_others(goal, skill, offers(screen.elements, words.more, words.drawn_more))
    return sorted(hiding, key=lambda offer: "menu" in (bare(name_of(offer.element)), drawn_on(offer.element)))


def drawn_on(element: Element) -> str:
    return element.meaning.name if element.meaning else ""


def undone(account: Account, item: Item | None, screen: ParsedScreen, cue_fields: Mapping[str, tuple[str, ...]]) -> str:
    """What says that the deed was not done after all; "": nothing does."""
    goal = account.goal
    unchosen = bool(goal.deed == "edit" and account.options_left)
    if unchosen or (goal.deed in BY_FACTS and account.facts_left):
        return "not all that was given has been entered"
    if goal.deed == "log_in" and any(asks_secret(one, cue_fields) for one in controls(screen)):
        return "the password is asked for again"
    if goal.deed in GONE_AFTER and item is not None:
        head = item.head
        same = [e for e in screen.elements if bare(name_of(e)) == bare(name_of(head)) and e.box.iou(head.box) > 0.3]
        # Where all in one state are meant, the next one may stand in its place now.
        there = [one for one in items_with(goal.thing.marks, screen) if not goal.every or is_like(one, item)]
        return "it still stands there" if same and there else ""
    return ""


def asked_together(affirming: Sequence[Offer], refusing: Sequence[Offer]) -> list[Offer]:
    """What says yes and stands beside or right above what says no: a question has both in one place.

    A notice with a cross, and a list with a button for each thing, are no question.
    """
    return [one for one in affirming if any(_beside(one.element.box, other.element.box) for other in refusing)]


def _beside(yes: Box, no: Box) -> bool:
    across, down = abs(yes.center.x - no.center.x), abs(yes.center.y - no.center.y)
    in_line = down <= max(yes.height, no.height) // 2 and across <= _APART
    return in_line or (across <= _STACKED and down <= 2 * max(yes.height, no.height))
