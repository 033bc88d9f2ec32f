"""One step a look: what a goal still asks, weighed against what the screen offers.

Decision: skills that hold on any page, tried in one order at each look: answer what came up, take what was suggested,
find the thing that is meant, enter the facts that have a place here, carry the deed out, go on, look behind what hides.
What is not allowed is never tried another way. What would change this: a learned policy that beats these rules.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from grounding.screen import Element, ParsedScreen, Query, Role
from planner.actions import SetChecked, WaitFor
from planner.goals import interrupting
from planner.goals.account import Account
from planner.goals.choosing import (
    HARMLESS,
    Throughout,
    adding,
    all_of_kind,
    chosen_of,
    ends_of,
    hiding_on,
    on_it,
    selects,
    turned_to,
    with_own_control,
)
from planner.goals.fitting import Fitted, entering, told_around, unlocking
from planner.goals.giving_up import failure, gives_up
from planner.goals.goal import FIELDS_OF_SETS, SOUGHT_BY, Goal, Thing
from planner.goals.items import Item, items_with, nth, repeated, the_best, which
from planner.goals.judging import (
    BY_FACTS,
    GONE_AFTER,
    asked_together,
    below_entries,
    going_on,
    handed_in,
    hiding_on_page,
    is_same,
    is_too_early,
    makes_another,
    not_of_others,
    undone,
)
from planner.goals.kinds import as_listed
from planner.goals.moves import Moves, called
from planner.goals.offered import fitted_now
from planner.goals.one_by_one import OneByOne
from planner.goals.scene import TICKED, Offer, bare, fits, name_of, of_skill, offers
from planner.goals.seeking import Seeking
from planner.goals.skill import Skill, Skills
from planner.goals.timetable import drawn_in_day
from planner.outcome import Fault, Layer
from planner.plan import Instruction
from planner.proposals import Done, Infeasible, Ledger, Proposal
from planner.records import StepRecord
from planner.standing import Standing

FEW = 10
"""No more than this comes up with a question; another page has more."""
_TAKEN_BACK = frozenset({"edit", "like", "star", "add_to_cart"})
"""What a person takes back as easily as it was done."""
_IN_A_FORM = frozenset({"edit", "rename"})
"""What begins them opens a form, and does nothing yet."""
_MAY_BE_HIDDEN = frozenset({"rename"})
"""What else begins them in sight is for more than that; a menu may have just them."""


@dataclass(kw_only=True)
class StepPolicy:
    """A Planner for one goal."""

    goal: Goal
    skills: Skills
    _account: Account = field(init=False)
    _seeking: Seeking = field(init=False)
    _moves: Moves = field(default_factory=Moves)
    _one_by_one: OneByOne = field(init=False)
    _entered: set[str] = field(default_factory=set)
    _typed: Fitted | None = None
    _item: Item | None = None
    _answer_given: str = ""
    _all: Throughout = field(default_factory=Throughout)
    _agreed: bool = False
    _confirmed: bool = False
    _opener: Element | None = None
    _handed_in: Element | None = None

    def __post_init__(self) -> None:
        self._account = Account(goal=self.goal)
        self._seeking = Seeking(goal=self.goal, moves=self._moves)
        self._one_by_one = OneByOne(moves=self._moves)

    @property
    def skill(self) -> Skill:
        return self.skills.of_goal(self.goal)

    @property
    def looks(self) -> bool:
        return True

    @property
    def account(self) -> tuple[Standing, ...]:
        return self._account.lines()

    def propose(
        self, goal: Instruction, ledger: Ledger, screen: ParsedScreen | None, history: tuple[StepRecord, ...]
    ) -> Proposal:
        assert screen is not None  # it has said that it looks
        if ledger.fault is Fault.REFUSED:
            return Infeasible(reason=ledger.trouble)
        self._moves.see(screen, ledger)
        self._answer_given = ledger.answer
        if self.goal.deed == "invite" or (self.goal.deed == "create" and self._account.begun):
            self._account.satisfied.extend(told_around(self._account.facts_left, screen))
        for skill in (
            self._leave_open,
            self._answer,
            self._take_suggestion,
            self._finish,
            lambda seen: self._seeking.to_its_kind(self._account, seen),
            self._choose,
            partial(turned_to, self._account, self.skill, self._moves),
            self._enter,
            lambda screen: self._one_by_one.more(self._account, self._item, self.skill, screen),
            self._carry_out,
            partial(drawn_in_day, self._account, self._moves),
            self._begin,
            self._show_more,
            self._go_on,
            lambda _: self._moves.wait(),
            self._look_further,
        ):
            proposal = skill(screen)
            if proposal is not None:
                return proposal
        if not self.skill.ends and not self.goal.thing.is_told_apart and not self._moves.has_acted:
            return Done()  # there is no way aside: what is sought there may be in front already
        return (
            Done() if handed_in(self._handed_in, self._account, screen) else failure(self._account, self._moves, ledger)
        )

    def _leave_open(self, screen: ParsedScreen) -> Proposal | None:
        """The form stands open and holds what was given: what follows was ordered in words."""
        if not self.goal.left_open or self._account.lacks or self._fitting(screen):
            return None
        return Done() if self._account.satisfied or self._account.options or self._account.begun else None

    def _answer(self, screen: ParsedScreen) -> Proposal | None:
        """What came up: the question whether it is meant, and what only interrupts."""
        asked = self._account.begun or self._account.ended
        if screen.surroundings.dialog is not None:
            answer = interrupting.answer_to(screen.surroundings.dialog, self._account, self.skill)
            self._agreed = self._agreed or answer.is_the_deed
            return self._moves.make(answer.action, then=partial(self._has_answered, answer))
        came = self._moves.news
        unsaid = self.goal.deed in BY_FACTS and bool(self._account.facts_left)
        if asked and not self._agreed and not unsaid and len(came) < len(screen.elements):
            affirming = self._own(offers(came, (*self.skill.ends, *self.skills.controls.affirms)))
            affirming = asked_together(affirming, offers(came, self.skills.controls.refuses))
            if affirming and not self._fitting(screen):
                return self._moves.first(affirming, self._has_agreed)
        own = (*self.skill.ends, *self.skill.begins)
        element = interrupting.banner_button(screen, self.skills.controls, lambda one: bool(fits(one, own)))
        return self._moves.click(element) if element is not None else None

    def _take_suggestion(self, screen: ParsedScreen) -> Proposal | None:
        """What a field offers after typing, when it begins with or holds what was typed."""
        typed = self._typed
        if typed is None:
            return None
        offered = typed.taken_from(self._moves.since_typing)
        offers_later = typed.is_picked or typed.fact.cue in FIELDS_OF_SETS
        if not offered and offers_later and (pause := self._moves.wait(1)):
            return pause
        best = min(offered, key=lambda e: (bare(name_of(e)) != bare(typed.fact.value), e.box.top), default=None)
        if best is None:
            self._typed = None
            return None
        return self._moves.click(best, partial(setattr, self, "_typed", None))

    def _finish(self, screen: ParsedScreen) -> Proposal | None:
        if not self._account.ended:
            return None
        reason = undone(self._account, self._item, screen, self.skills.cue_fields)
        news = self._moves.news
        told = [e for e in news if e.handle] or news  # what is seen under a dialog besides is no news
        by_form = self.goal.deed in BY_FACTS and len(told) <= FEW
        asks = self._own(offers(news, self.skill.ends)) if (reason and not self._agreed) or by_form else []
        if self._moves.stays and asks and not self._confirmed:
            self._confirmed = True
            if (again := self._moves.first(asks[:1], self._has_agreed)) is not None:
                return again  # it asks whether it is meant, or for a word on it
        if not reason:
            if not self.goal.every:
                return Done()
            if self._item is not None:
                self._all.has_done(self._item, stays=self.goal.deed not in GONE_AFTER)
            self._account, self._item, self._agreed, self._confirmed = Account(goal=self.goal), None, False, False
            return None  # the account of the next thing begins
        return self._moves.wait() or self._gives_up(f"{reason} after it was done", Layer.APPLICATION)

    def _choose(self, screen: ParsedScreen) -> Proposal | None:
        """The one thing that is meant, and the deed's own control on it."""
        if not self._account.seeks_thing:
            return None
        self._is_called(as_listed(self.goal, screen, harmless=self.goal.deed in HARMLESS))
        thing = self.goal.thing
        if not thing.marks:
            return self._choose_of_all(screen)
        found = items_with(thing.marks, screen)
        own = with_own_control(thing, self.skill, found, screen)
        further = self.goal.every and self._moves.has_acted
        found = own if further else own or found
        if self.goal.every:
            found = self._all.left_of(found)
            if self.goal.most and self._all.count >= self.goal.most:
                return Done()
            if not found and further:
                return self._moves.scroll() or self._all_done()
        unsure = len(found) > 1 and thing.ordinal is None and self.goal.deed not in HARMLESS and not self.goal.every
        if unsure and not self._answer_given:
            return which(found, thing, is_weighty=self.goal.deed not in _TAKEN_BACK)
        item = nth(thing, found) if thing.ordinal is not None else chosen_of(found, self._answer_given)
        if item is None:
            return None
        self._item = item
        return self._take(item, screen)

    def _take(self, item: Item, screen: ParsedScreen) -> Proposal | None:
        """The deed's own control on it, what hides that, its box to tick, or the thing itself."""
        thing = self.goal.thing
        if self.goal.deed == "find":
            place = Query(text=name_of(item.head))
            return self._moves.make(WaitFor(place=place, seconds_s=3.0), item.head, self._has_found)
        if own_control := on_it(self.skill, item):
            return self._moves.first(own_control, self._has_chosen_and_begun)
        if self.goal.deed != "open" and (hidden := hiding_on(item, thing, self.skills.controls, screen)):
            return self._moves.first(hidden, self._has_chosen)
        ticks = [e for e in item.elements if e.role in TICKED and selects(e) and self.goal.deed not in HARMLESS]
        if ticks and self._own(of_skill(self.skill, screen.elements)):
            ticked = SetChecked(place=called(ticks[0], item.head), checked=True)
            return self._moves.make(ticked, ticks[0], self._has_chosen)
        return self._moves.click(item.head, self._has_found if self.goal.deed == "open" else self._has_chosen)

    def _is_called(self, thing: Thing) -> None:
        self.goal = self._account.goal = self._seeking.goal = replace(self.goal, thing=thing)

    def _all_done(self) -> Proposal:
        if self._all.count >= self.goal.most:
            return Done()
        return self._gives_up(f"only {self._all.count} of {self.goal.most} are to be found", Layer.GROUNDING)

    def _choose_of_all(self, screen: ParsedScreen) -> Proposal | None:
        """The one with the most or least of something, or of that number, among those that have the deed's control."""
        thing = self.goal.thing
        whole = replace(screen, elements=(*screen.elements, *screen.beyond))
        sought = [fact for fact in self._account.facts_left if fact.cue in SOUGHT_BY]
        if self._fitting(screen) or (sought and self._account.satisfied):
            return None  # it is not yet known among what to choose
        things, apart = all_of_kind(self.skill, self.skills.controls, whole)
        item = the_best(thing.best, things) if thing.best is not None else nth(thing, things)
        if item is None or not things:
            return None
        self._item = item
        return self._moves.click(item.head, self._has_chosen_and_begun) if apart else self._take(item, screen)

    def _fitting(self, screen: ParsedScreen) -> list[Fitted]:
        if self.skill.on_thing and self._account.seeks_thing:
            return []
        found = fitted_now(self._account, self.skill, self.skills.cue_fields, screen)
        return [fitted for fitted in found if fitted.key not in self._entered]

    def _enter(self, screen: ParsedScreen) -> Proposal | None:
        if (key := unlocking(self._account, screen, self.skills.cue_fields)) and (move := self._moves.click(key)):
            return move
        for fitted in self._fitting(screen):
            self._entered.add(fitted.key)
            action = entering(fitted)
            if action is None:
                self._has_entered(fitted)
                continue
            move = self._moves.make(action, fitted.element, partial(self._has_entered, fitted))
            if move is not None:
                return move
        return None

    def _carry_out(self, screen: ParsedScreen) -> Proposal | None:
        """The control that does it, once nothing is left to enter or to choose."""
        account = self._account
        reached = bool(account.satisfied) or account.begun
        untouched = not reached and not account.chosen and (self.skill.on_thing or bool(self.goal.facts))
        unmade = bool(account.options_left) and self.goal.deed == "edit"
        if account.facts_left or account.seeks_thing or untouched or unmade:
            return None
        opened = reached or self.goal.deed in _IN_A_FORM
        ending = ends_of(self.goal, self.skill, screen, opened=opened, reached=reached)
        offered = below_entries(self._account, ending, screen)
        offered.sort(key=lambda offer: (offer.element.role is not Role.BUTTON, -offer.fit))
        return self._moves.first(self._own(offered), self._has_ended)

    def _begin(self, screen: ParsedScreen) -> Proposal | None:
        """What opens the form, the dialog or the page of the deed."""
        account = self._account
        opens_the_search = bool(account.facts_left) and not account.satisfied and not self.skill.on_thing
        if account.begun or (account.seeks_thing and not opens_the_search):
            return None  # of several things it would be any one of them
        by_name = offers(screen.elements, self.skill.begins[:1])
        if self.goal.deed in _MAY_BE_HIDDEN and not by_name and (hidden := self._show_more(screen)) is not None:
            return hidden
        offered = offers(screen.elements, self.skill.begins, self.skill.drawn, noun=self.goal.thing.noun)
        offered = self._own(offered or adding(self.goal, screen))
        if self.skill.on_thing and not account.chosen and len(repeated([one.element for one in offered])) > 1:
            return self._gives_up(f"several {self.goal.thing.noun}s could be meant", Layer.UNDERSTANDING)
        for offer in offered:
            if is_too_early(offer.element, account, self.skills, screen):
                continue
            begun = partial(self._has_begun, offer.element) if self.skill.ends else self._has_ended
            if (move := self._moves.click(offer.element, begun)) is not None:
                return move
        return None

    def _own(self, offered: Sequence[Offer]) -> list[Offer]:
        """Without those of other things, of other kinds of things, and the one that opened the form."""
        mine = not_of_others(self.goal, self.skill, offered)
        words = self.skills.controls
        kind = [one for one in mine if not makes_another(one.element, self.goal, self.skill, words, self._moves.screen)]
        opener = self._opener
        return [one for one in kind if opener is None or not is_same(one.element, opener)]

    def _show_more(self, screen: ParsedScreen) -> Proposal | None:
        """What may hide the deed on the page of the one thing that was chosen."""
        facts = bool(self._account.facts_left) and self.goal.deed not in _MAY_BE_HIDDEN
        if not (self.skill.on_thing and self._account.chosen) or self._account.begun or facts:
            return None
        return self._moves.first(hiding_on_page(self.goal, self.skill, self.skills.controls, screen))

    def _go_on(self, screen: ParsedScreen) -> Proposal | None:
        """To the next page of what is entered here."""
        if not self._account.satisfied and not self._account.begun:
            return None
        own, going = going_on(self._account, self.skills, screen)
        if own is None:
            return self._moves.first(going)
        return self._moves.click(own, partial(setattr, self, "_handed_in", own))

    def _look_further(self, screen: ParsedScreen) -> Proposal | None:
        """By the page's own search, by scrolling, over its further pages, then in the lists that it leads to."""
        seeks = self._account.seeks_thing and self.goal.thing.marks
        if seeks:
            return self._seeking.further(screen, self.skills.by_deed.get("search"))
        return self._moves.scroll() or self._seeking.behind(self.skill)

    # --- the account ----------------------------------------------------------------------------------------------

    def _has_entered(self, fitted: Fitted) -> None:
        if fitted.fact in self.goal.facts:
            self._account.satisfied.append(fitted.fact)
        else:
            self._account.options.append(fitted.fact.value)
        self._typed = fitted if fitted.element.role is Role.TEXT_FIELD and fitted.fact.value else None

    def _has_chosen(self) -> None:
        self._account.chosen = True

    def _has_begun(self, opener: Element) -> None:
        self._account.begun = True
        self._opener = opener

    def _has_ended(self) -> None:
        self._account.ended = True

    def _has_agreed(self) -> None:
        """It is asked once: what has the same name afterwards is another thing's."""
        self._account.ended = self._agreed = True

    def _has_answered(self, answer: interrupting.Answer) -> None:
        if answer.said is not None:
            self._account.satisfied.append(answer.said)
        self._account.ended = self._account.ended or answer.is_the_deed

    def _has_found(self) -> None:
        self._account.chosen = self._account.ended = True

    def _has_chosen_and_begun(self) -> None:
        """Where nothing is left to say, the control on the thing was the deed itself."""
        self._account.chosen = self._account.begun = True
        self._account.ended = not self._account.facts_left

    def _gives_up(self, what: str, layer: Layer) -> Infeasible:
        return gives_up(self._account, self._moves, what, layer)
