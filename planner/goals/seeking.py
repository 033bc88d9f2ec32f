"""Where a thing that is not in sight may be: on the page of its kind, behind a search, or in a list that is led to."""

import re
from dataclasses import dataclass, field

from grounding.screen import ParsedScreen, Query, Role, State
from planner.actions import Literal, Reveal, TypeText
from planner.goals.account import Account
from planner.goals.fitting import controls, is_search
from planner.goals.goal import Goal
from planner.goals.items import items_with
from planner.goals.kinds import parted, plurals
from planner.goals.moves import Moves, called
from planner.goals.scene import bare, name_of, offers
from planner.goals.skill import Skill
from planner.likeness import plain
from planner.proposals import Move

MOST_VISITED = 6
MOST_TURNED = 12
MOST_NAMES = 2
LEADING = frozenset({Role.LINK, Role.TAB, Role.MENU_ITEM, Role.TREE_ITEM})
_OF_KINDS = frozenset({"create", "edit", "rename", "delete", "open", "find"})
_HARMLESS = frozenset({"open", "edit", "find", "rename"})
_TURNS = frozenset({Role.LINK, Role.BUTTON, Role.ICON_BUTTON, Role.LIST_ITEM, Role.TEXT})
_NEXT = re.compile(r"next(?: page)?\W*|[>›»→▶►]|older(?: posts)?|weiter|suivant|siguiente")
"""What turns to the next page; by sight the sign may be no more than a text."""
_NAVIGATION = re.compile(r"navigation|menu|sidebar")
"""What seeks among the ways about the site finds no thing."""
_CONTENTS = frozenset(
    {
        "content",
        "contents",
        "data",
        "rows",
        "records",
        "entries",
        "browse",
        "browse data",
        "items",
        "inhalt",
        "daten",
        "contenu",
        "contenido",
    }
)
_LISTED = re.compile(r"[a-zà-ÿ]+(?: [a-zà-ÿ]+)?(?<!s)s")
"""What a list of many things is called: a word or two, the last in the plural."""


@dataclass(kw_only=True)
class Seeking:
    """For a thing that is told by what stands on it."""

    goal: Goal
    moves: Moves
    _went: bool = False
    _searched: bool = False
    _pressed: bool = False
    _visited: set[str] = field(default_factory=set)
    _seen: set[frozenset[str]] = field(default_factory=set)

    def to_its_kind(self, account: Account, screen: ParsedScreen) -> Move | None:
        """To the page of all things of the kind that is sought or made, by the link that is called so."""
        if account.begun or account.chosen:
            return None
        noun = bare(self.goal.thing.noun or parted(self.goal.thing)[1])
        if self._went or not noun or self.goal.deed not in _OF_KINDS:
            return None
        marks = self.goal.thing.marks
        if account.seeks_thing and marks and items_with(marks, screen):
            return None
        called_so = plurals(noun)
        if any(e.role is Role.HEADING and bare(name_of(e)) in called_so for e in screen.elements):
            return None  # one is there
        links = [e for e in screen.elements if e.role in LEADING and e.enabled and bare(name_of(e)) in called_so]
        best = min(links, key=lambda e: called_so.index(bare(name_of(e))), default=None)
        return self.moves.click(best, self._has_gone) if best is not None else None

    def _has_gone(self) -> None:
        self._went = True

    def further(self, screen: ParsedScreen, searching: Skill | None = None) -> Move | None:
        """searching: what the control beside a field to search in is called."""
        found = self.in_contents(screen) or self.by_search(screen) or self._by_button(screen, searching)
        found = found or self.moves.scroll()
        return found or self.by_turning(screen) or self.in_lists(screen)

    def behind(self, skill: Skill) -> Move | None:
        """For what is no more than pressing one control that is there once ("Log out"): what may hide it is opened."""
        if skill.on_thing or self.goal.facts or self.goal.thing.noun or self.goal.thing.marks:
            return None
        return next((move for name in skill.begins[:MOST_NAMES] if (move := self._revealed(name)) is not None), None)

    def _revealed(self, name: str) -> Move | None:
        return self.moves.make(Reveal(place=Query(text=name)))

    def by_search(self, screen: ParsedScreen) -> Move | None:
        search = [one.element for one in controls(screen) if is_search(one) and not _NAVIGATION.search(one.label)]
        if self._searched or not search:
            return None
        self._searched = True
        value = Literal(text=f"{self.goal.thing.marks[0]}\n")
        return self.moves.make(TypeText(value=value, place=called(search[0])), search[0])

    def _by_button(self, screen: ParsedScreen, searching: Skill | None) -> Move | None:
        """Where what was typed is searched for only when the control beside the field is pressed."""
        if not self._searched or self._pressed or searching is None:
            return None
        held = [e for e in (one.element for one in controls(screen) if is_search(one)) if e.value]
        pressed = [
            offer.element
            for offer in offers(screen.elements, searching.ends, searching.drawn)
            if any(box.top <= offer.element.box.center.y < box.bottom for box in (e.box for e in held))
        ]
        self._pressed = True
        return self.moves.click(pressed[0]) if pressed else None

    def by_turning(self, screen: ParsedScreen) -> Move | None:
        """To the next of several pages, as long as each shows something new."""
        said = frozenset(bare(name_of(e)) for e in screen.elements)
        turning = [e for e in screen.elements if e.enabled and e.role in _TURNS and _NEXT.fullmatch(plain(name_of(e)))]
        if said in self._seen or not turning or len(self._seen) >= MOST_TURNED:
            return None
        self._seen.add(said)
        return self.moves.click(turning[-1])

    def in_contents(self, screen: ParsedScreen) -> Move | None:
        """Where what is in a list has a page of its own beside others about it."""
        shown = [e for e in screen.elements if e.role in LEADING and e.enabled and bare(name_of(e)) in _CONTENTS]
        fresh = [one for one in shown if bare(name_of(one)) not in self._visited and State.SELECTED not in one.state]
        if not fresh:
            return None
        self._visited.add(bare(name_of(fresh[0])))
        return self.moves.click(fresh[0])

    def in_lists(self, screen: ParsedScreen) -> Move | None:
        """One after the other. Not for what takes things away: of what kind they are must be said then, or be seen."""
        lists = [e for e in screen.elements if e.role in LEADING and e.enabled and _LISTED.fullmatch(bare(name_of(e)))]
        fresh = [one for one in lists if bare(name_of(one)) not in self._visited]
        if self.goal.deed not in _HARMLESS or not fresh or len(self._visited) >= MOST_VISITED:
            return None
        self._visited.add(bare(name_of(fresh[0])))
        return self.moves.click(fresh[0])
