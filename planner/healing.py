"""Healing: a place of a flow that is no longer called so is found by what it most likely is called now.

Decision: only flows are healed, for a person's words say what they want now. A healing is told as a proposal, the flow
itself is not touched, and no approval that was given beforehand covers a step that was healed. What the eyes find under
a like name at once is told just so; what they miss is looked for less strictly when its time to come up has passed,
and taken only when one control clearly fits.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from grounding.screen import Element, Grounding, Look, Missed, Query, Role, Target
from planner.likeness import letters, nearly
from planner.memory import Memory, NamedNow

SURE = 0.5
AHEAD = 0.15
"""So much surer than the next best must a healing be."""
_FIELDS = frozenset({Role.TEXT_FIELD, Role.TEXT_AREA, Role.DROPDOWN, Role.SPINNER, Role.SLIDER})


@dataclass(frozen=True, kw_only=True)
class Healing:
    """was: the place as the flow has it. now: the same by its present name."""

    was: Query
    now: Query
    score: float


class Healer:
    """For one run of a flow. tell: hears of each place that is named otherwise now, once. memory: knows what runs
    before have found; following it is a healing all the same."""

    def __init__(
        self, *, ground: Callable[[Query, Look], Grounding], tell: Callable[[Healing], None], memory: Memory
    ) -> None:
        self._ground = ground
        self._tell = tell
        self._memory = memory
        self._told: set[tuple[Query, str]] = set()

    def found(self, query: Query, target: Target, look: Look) -> Target:
        """The same target; told of when it goes by another name than the flow's."""
        name = str(target.element.text)
        if query.exact and is_renamed(query.text, target.element) and (query, name) not in self._told:
            self._told.add((query, name))
            now = replace(query, text=name, exact=True)
            self._tell(Healing(was=query, now=now, score=target.score))
            self._memory.notice(NamedNow(name=name), query, look.surroundings)
        return target

    def as_taught(self, query: Query, look: Look) -> Target | None:
        """By the name under which it was found before."""
        if not self._memory.knows(NamedNow, query):
            return None
        tip = self._memory.tip(NamedNow, query, look.surroundings)
        if tip is None:
            return None
        found = self._ground(replace(query, text=tip.name, exact=True), look).found
        if isinstance(found, Missed):
            return None
        self._memory.followed(NamedNow, query, look.surroundings)
        return self.found(query, found, look)

    def heal(self, query: Query, look: Look) -> Target | None:
        """The one control that clearly fits where nothing is called so; None when none does, or several do."""
        for variant in _variants(query):
            found = self._ground(variant, look).found
            if isinstance(found, Missed) or found.score < SURE or not found.element.text:
                continue
            alike = found.runners_up and found.runners_up[0].score > found.score - AHEAD
            return None if alike else self.found(query, found, look)  # this or that: a person must say
        return None


def is_renamed(name: str, element: Element) -> bool:
    """Whether what was found goes by another name, beyond case, marks and a letter that pixels got wrong.

    What a field drawn in a picture says may be what it holds, so that tells nothing.
    """
    if not name or not element.text or (element.role in _FIELDS and not element.handle):
        return False
    want = _bare(name)
    return not any(_is_same(want, _bare(text)) for text in (element.text, element.hint) if text)


def _bare(text: str) -> str:
    return "".join(sign for sign in letters(text) if sign.isalnum())


def _is_same(want: str, have: str) -> bool:
    return want == have or (abs(len(want) - len(have)) <= 1 and nearly(want, have))


def _variants(query: Query) -> Iterator[Query]:
    """The same place looked for less strictly: never by less than its name."""
    if not query.text:
        return
    if query.exact:
        yield replace(query, exact=False)
    if query.role is not None:
        yield replace(query, exact=False, role=None)
