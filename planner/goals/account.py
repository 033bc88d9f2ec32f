"""The account of a goal: what was given, what is satisfied, what is left, and what was tried in vain."""

from dataclasses import dataclass, field

from planner.goals.goal import Given, Goal
from planner.standing import Part, Standing


@dataclass(kw_only=True)
class Account:
    """chosen: the thing that is meant was found and taken. begun: the deed's form or dialog was opened. ended: the deed
    was carried out."""

    goal: Goal
    satisfied: list[Given] = field(default_factory=list)
    in_vain: list[Given] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    chosen: bool = False
    begun: bool = False
    ended: bool = False

    @property
    def facts_left(self) -> list[Given]:
        return [fact for fact in self.goal.facts if fact not in self.satisfied and fact not in self.in_vain]

    @property
    def options_left(self) -> list[str]:
        """One may have been chosen as a part of another ("green" in "Green tea")."""
        chosen = [option.lower() for option in self.options]
        return [option for option in self.goal.options if not any(option.lower() in other for other in chosen)]

    @property
    def lacks(self) -> bool:
        """Something is still to be entered, chosen or found."""
        return bool(self.facts_left or self.options_left) or self.seeks_thing

    @property
    def seeks_thing(self) -> bool:
        return self.goal.thing.is_told_apart and not self.chosen

    def lines(self) -> tuple[Standing, ...]:
        facts = [Standing(words=_told(fact), state=self._state(fact)) for fact in self.goal.facts]
        thing = self.goal.thing
        sought = [Standing(words=f"find {thing.in_words}", state=_done(self.chosen))] if thing.is_told_apart else []
        deed = self.goal.deed.replace("_", " ")
        return (*sought, *facts, Standing(words=deed, state=_done(self.ended)))

    def _state(self, fact: Given) -> Part:
        return Part.DONE if fact in self.satisfied else Part.IN_VAIN if fact in self.in_vain else Part.NOT_YET

    @property
    def remains(self) -> tuple[str, ...]:
        """What is not done, in words."""
        return tuple(line.words for line in self.lines() if line.state is not Part.DONE)


def _done(is_done: bool) -> Part:
    return Part.DONE if is_done else Part.NOT_YET


def _told(fact: Given) -> str:
    return f"{fact.cue} (a secret)" if fact.cue == "password" else f"{fact.cue} “{fact.value}”".strip()
