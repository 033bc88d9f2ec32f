"""From an act to a bound one: its place is waited for, looked for behind what may hide it, and waited for again.

What earlier runs have taught says where to look first and how long to wait.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from grounding.screen import Missed, Query, Role, Target
from planner.actions import Act, Clear, Click, Reveal, TypeText
from planner.binding import Binder, Bound, Unbound
from planner.find import Finder, Given, wanted
from planner.intents.expanding import Single
from planner.intents.reveal import NotRevealed, reveal
from planner.intents.sighting import LoopSighting
from planner.intents.unlocking import unlocked
from planner.likeness import plain
from planner.memory import CameLate, FoundBehind, Memory, patience_s
from planner.ports import Clock

SEEN_WITHIN_S = 3.0
_LEADS_TO_A_PAGE = frozenset({Role.TAB, Role.LIST_ITEM, Role.TREE_ITEM})
COMES_LATE_S = 7.0

Carry = Callable[[Single], None]
"""Carries out one act on the way; raises StepFailed."""


@dataclass(frozen=True, kw_only=True)
class Uncovering:
    """For one run."""

    binder: Binder
    finder: Finder
    sighting: LoopSighting
    memory: Memory
    clock: Clock

    def bind(self, action: Act, target: Given | None, carry: Carry) -> Bound | Unbound:
        """target: where, when it was found already."""
        self._unlock(action, target, carry)
        began_s = self.clock.now_s()
        bound = self.binder.bind(action, target=target, patience_s=self._patience_s(action))
        drawn = target is None and isinstance(bound, Bound) and _is_only_drawn(bound)
        if isinstance(bound, Bound):
            if not drawn:
                return bound
            query = wanted(action)
            assert query is not None  # it was bound by it
        elif bound.missed is None or target is not None:
            return self._on_its_page(action, bound, carry)
        else:
            query = bound.missed.query
        try:
            for single in reveal(Reveal(place=query), self.sighting):
                carry(single)
        except NotRevealed as hidden:
            if isinstance(bound, Bound):
                return self.binder.bind(action, patience_s=SEEN_WITHIN_S)
            late = self.finder.sight(query, patience_s=COMES_LATE_S)
            if isinstance(late.found, Missed):
                return replace(bound, reason=str(hidden) if hidden.opened else bound.reason)
            tip = CameLate(after_s=self.clock.now_s() - began_s)
            self.memory.notice(tip, query, late.look.surroundings)
        return self._on_its_page(action, self.binder.bind(action, patience_s=SEEN_WITHIN_S), carry)

    def _on_its_page(self, action: Act, bound: Bound | Unbound, carry: Carry) -> Bound | Unbound:
        """ "The indentation width" may be "Width" on the page of a tab "Indentation"."""
        named = bound.named if isinstance(bound, Unbound) else None
        if named is None or named.element.role not in _LEADS_TO_A_PAGE or not isinstance(action, TypeText):
            return bound
        place = action.place or named.query
        title = plain(named.element.text).split()
        rest = " ".join(word for word in place.text.split() if plain(word) not in title)
        if not rest or rest == place.text:
            return bound
        carry(Single(act=Click(place=Query(text=named.element.text, role=named.element.role)), target=named, expect=()))
        return self.binder.bind(replace(action, place=replace(place, text=rest)), patience_s=SEEN_WITHIN_S)

    def _unlock(self, action: Act, target: Given | None, carry: Carry) -> None:
        """A field that waits for a box to be ticked is not waited for."""
        query = wanted(action)
        if query is None or not isinstance(action, TypeText | Clear):
            return
        found = target if isinstance(target, Target) else self.finder.sight(query, patience_s=0.0).found
        single = unlocked(action, found.element, self.sighting) if isinstance(found, Target) else None
        if single is not None:
            carry(single)

    def _patience_s(self, action: Act) -> float:
        """How long a place is waited for before it is looked for elsewhere."""
        query = wanted(action)
        if query is None:
            return SEEN_WITHIN_S
        if self.memory.knows(FoundBehind, query):
            around = self.finder.current().surroundings
            if self.memory.tip(FoundBehind, query, around) is not None:
                return 0.0
        if not self.memory.knows(CameLate, query):
            return SEEN_WITHIN_S
        around = self.finder.current().surroundings
        self.memory.followed(CameLate, query, around)
        return patience_s(self.memory.tip(CameLate, query, around), SEEN_WITHIN_S)


def _is_only_drawn(bound: Bound) -> bool:
    """Whether an entry of a menu was asked for, and what was found is a drawing that may mean the same: the menus say
    what they do, and are asked first."""
    target = bound.bound.target
    drawn = target is not None and not target.element.text and not target.element.hint
    return drawn and target is not None and target.query.role is Role.MENU_ITEM
