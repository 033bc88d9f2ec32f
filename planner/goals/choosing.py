"""Which of the things that fit a goal's words have the deed's own control, and which of them are done already."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from grounding.screen import Element, ParsedScreen, Role
from planner.goals.account import Account
from planner.goals.fitting import fit_all
from planner.goals.goal import Goal, Thing
from planner.goals.items import Item, cards, cards_with, is_drawing, listed, repeated, with_siblings
from planner.goals.moves import Moves
from planner.goals.scene import BEGINS, DRAWN, PRESSED, WHOLE, Offer, bare, name_of, of_skill, offers, spot
from planner.goals.skill import ControlWords, Skill
from planner.likeness import plain
from planner.proposals import Move

HARMLESS = frozenset({"find", "open"})
_FEWEST_ALIKE = 2
_RANKED = 8
_FOLDS = frozenset({"down", "up", "chevron", "caret", "chevron down", "arrow down"})
_PICKS = frozenset(
    {"select", "choose", "pick", "mark", "tick", "auswählen", "sélectionner", "seleccionar", "seleziona"}
)
_PLUS = frozenset("+＋➕")
_ADDRESS = re.compile(r"@|\d{4}")
_RECIPIENTS = {"to": ("to", "recipient", "recipients", "receiver", "send to", "an", "à")}
_LABELS = frozenset({Role.TEXT, Role.LABEL, Role.CELL, Role.HEADER, Role.HEADING})
_PEOPLE = frozenset({Role.TEXT, Role.LINK, Role.BUTTON, Role.LIST_ITEM, Role.TAB, Role.CELL, Role.OPTION, Role.GROUP})


def on_it(skill: Skill, item: Item) -> list[Offer]:
    """The deed's controls on a thing; where it was found by such a control, or by a sign that stands where others have
    one, that one. What is opened is its name where that can be pressed; what only begins so ("Show all") is not its."""
    if skill.deed in HARMLESS:
        opening = [] if item.head.handle and item.head.role in PRESSED else of_skill(skill, item.elements)
        return [offer for offer in opening if offer.fit >= WHOLE]
    by_place = [Offer(element=item.head, fit=DRAWN)] if is_drawing(item.head) else []
    return of_skill(skill, [item.head]) or by_place or of_skill(skill, item.elements)


def with_own_control(thing: Thing, skill: Skill, found: Sequence[Item], screen: ParsedScreen) -> list[Item]:
    """Of what was found; else of what is laid out around such controls."""
    own = [one for one in found if on_it(skill, one)]
    if own:
        return own
    offered = [one.element for one in of_skill(skill, screen.elements)]
    anchors = repeated([e for e in offered if e.role in PRESSED or not e.handle])  # a cell may say "Open" as well
    if skill.deed in HARMLESS and len(anchors) < _FEWEST_ALIKE:
        return []  # what stands there once opens something else
    return [one for one in cards_with(thing.marks, with_siblings(anchors, screen), screen) if on_it(skill, one)]


def adding(goal: Goal, screen: ParsedScreen) -> list[Offer]:
    """A control with a plus and what is made: "+ Event"."""
    noun = bare(goal.thing.noun).removesuffix("s")
    if goal.deed != "create" or not noun:
        return []
    plus = [e for e in screen.elements if e.role in PRESSED and e.enabled and name_of(e).strip()[:1] in _PLUS]
    return [Offer(element=e, fit=BEGINS) for e in plus if bare(name_of(e)).removesuffix("s").endswith(noun)]


def ends_of(goal: Goal, skill: Skill, screen: ParsedScreen, *, opened: bool, reached: bool) -> list[Offer]:
    """What carries the deed out, by its name, or by the label in front of it ("Phone: 555-0101")."""
    names = skill.ends if opened else (*skill.ends, *skill.begins)
    drawn = (*skill.drawn, *skill.drawn_ends) if reached else skill.drawn
    return offers(screen.elements, names, drawn) or (_labelled(goal, screen) if goal.control else [])


def _labelled(goal: Goal, screen: ParsedScreen) -> list[Offer]:
    wanted = set(bare(goal.control).split())
    labels = [e for e in screen.elements if e.role in _LABELS and _names_some(e.text, wanted)]
    if len(labels) != 1:
        return []  # of several it would be any one's
    label = labels[0].box
    pressed = [e for e in screen.elements if e.role in PRESSED and e.enabled]
    in_line = [e for e in pressed if label.top <= e.box.center.y < label.bottom and e.box.left > label.left]
    return [Offer(element=min(in_line, key=lambda e: e.box.left), fit=BEGINS)] if in_line else []


def _names_some(text: str, wanted: set[str]) -> bool:
    """ "Phone: 555-0101" names the phone number."""
    label = set(bare(text.partition(":")[0]).split())
    return bool(label) and label <= wanted


def all_of_kind(skill: Skill, words: ControlWords, whole: ParsedScreen) -> tuple[list[Item], bool]:
    """Those with the deed's control, or one that takes them; else the entries of a list. And whether they have one."""
    own = of_skill(skill, whole.elements, repeated=True)
    taking = offers(whole.elements, words.takes, repeated=True)
    anchors = max((repeated([one.element for one in offered]) for offered in (own, taking)), key=len)
    anchors = [one for one in anchors if any(_in_rank(one, other) for other in anchors)]
    if len(anchors) >= _FEWEST_ALIKE:
        return cards(anchors, whole), True
    return (listed(whole) if skill.on_thing else []), False


def _in_rank(one: Element, other: Element) -> bool:
    """Each thing of a list has its control at the same place: two of one name here and there are no list."""
    first, second = spot(one), spot(other)
    pairs = ((first.left, second.left), (first.center.x, second.center.x), (first.right, second.right))
    level = abs(first.center.y - second.center.y) <= _RANKED
    return one.id != other.id and (level or any(abs(mine - its) <= _RANKED for mine, its in pairs))


def selects(box: Element) -> bool:
    """A box that picks its row, and is no value of it: it has no name, or one such as "Select Books due"."""
    return not box.text or plain(box.text).split()[0] in _PICKS


def hiding_on(item: Item, thing: Thing, words: ControlWords, screen: ParsedScreen) -> list[Offer]:
    """What opens more that can be done to it: on the thing itself, or on the card that is laid out around it."""
    level = [e for e in item.elements if not _folds(e) or item.head.box.top <= e.box.center.y < item.head.box.bottom]
    mine = offers(level, words.more, words.drawn_more)
    if mine:
        return mine
    there = offers(screen.elements, words.more, words.drawn_more, repeated=True)
    anchors = with_siblings(repeated([one.element for one in there]), screen)
    heads = [card.head for card in cards_with(thing.marks, anchors, screen)]
    return [Offer(element=heads[0], fit=DRAWN)] if len(heads) == 1 else []


def _folds(element: Element) -> bool:
    """An arrow without words, which folds the list that the thing stands in where it is not in line with it."""
    return not name_of(element) and element.meaning is not None and element.meaning.name in _FOLDS


def chosen_of(found: Sequence[Item], answer: str) -> Item | None:
    """The first, or the one that the person chose."""
    by_words = [item for item in found if item.told == answer]
    return next(iter(by_words or found), None)


def turned_to(account: Account, skill: Skill, moves: Moves, screen: ParsedScreen) -> Move | None:
    """Where no field takes whom a message is for, and nothing begins a new one, who is called so is turned to first."""
    to = next((fact for fact in account.facts_left if fact.cue == "to"), None)
    if account.goal.deed != "send" or to is None or not to.value or _ADDRESS.search(to.value):
        return None
    if fit_all([to], screen, _RECIPIENTS, searching=False) or offers(screen.elements, skill.begins, skill.drawn):
        return None
    called = [e for e in screen.elements if e.enabled and bare(name_of(e)) == bare(to.value) and e.role in _PEOPLE]
    if len(called) != 1:
        return None

    def turned() -> None:
        account.satisfied.append(to)

    return moves.click(called[0], turned)


@dataclass(kw_only=True)
class Throughout:
    """What was done to each of many things, by what stands on them; of those that look alike, as many as were done."""

    count: int = 0
    _done_to: Counter[str] = field(default_factory=Counter)

    def has_done(self, item: Item, *, stays: bool) -> None:
        """stays: what is gone needs not be told from what is left."""
        self.count += 1
        if stays:
            self._done_to[item.told] += 1

    def left_of(self, found: Sequence[Item]) -> list[Item]:
        passed: Counter[str] = Counter()
        left = []
        for item in found:
            passed[item.told] += 1
            if passed[item.told] > self._done_to[item.told]:
                left.append(item)
        return left
