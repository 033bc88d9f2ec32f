"""What the controls of a deed are called: those that begin it, those that carry it out; and controls of no deed."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from planner.goals.goal import Goal


@dataclass(frozen=True, kw_only=True)
class Skill:
    """begins: opens the form or dialog of the deed ("compose", "reply"). ends: does it ("send", "save").

    drawn: what stands on a control without words; drawn_ends: on one that does it. on_thing: the deed is done to a
    thing that is there already.
    """

    deed: str
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    drawn: tuple[str, ...] = ()
    drawn_ends: tuple[str, ...] = ()
    on_thing: bool = False


@dataclass(frozen=True, kw_only=True)
class ControlWords:
    """What controls are called that belong to no deed of their own: goes_on to the next page, affirms or refuses a
    question, rejects what a banner asks, puts_away a notice, takes_note of one, takes one of several things that are
    offered, turns_back, opens more of what can be done; and words that say no more than that a thing is of any_kind."""

    goes_on: tuple[str, ...] = ()
    affirms: tuple[str, ...] = ()
    refuses: tuple[str, ...] = ()
    rejects: tuple[str, ...] = ()
    puts_away: tuple[str, ...] = ()
    takes_note: tuple[str, ...] = ()
    any_kind: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    turns_back: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    drawn_close: tuple[str, ...] = ()
    drawn_more: tuple[str, ...] = ()


NO_WORDS = ControlWords()
PRESS = "press"
"""The deed that is no more than pressing one control on a thing."""


@dataclass(frozen=True, kw_only=True)
class Skills:
    """All that is known of goals by their words. cue_fields: the cue of a fact to what its fields are called."""

    by_deed: Mapping[str, Skill]
    controls: ControlWords
    cue_fields: Mapping[str, tuple[str, ...]]

    def of_goal(self, goal: Goal) -> Skill:
        if goal.deed == PRESS:
            named = (goal.control.casefold(),)
            return Skill(deed=PRESS, begins=named, ends=named, drawn=named, on_thing=True)
        return self.by_deed[goal.deed]

    @staticmethod
    def of(
        *,
        said: Iterable[str],
        begins: Mapping[str, tuple[str, ...]],
        ends: Mapping[str, tuple[str, ...]],
        drawn: Mapping[str, tuple[str, ...]],
        drawn_ends: Mapping[str, tuple[str, ...]],
        on_thing: Collection[str],
        controls: ControlWords,
        cue_fields: Mapping[str, tuple[str, ...]],
    ) -> "Skills":
        """From the tables of the word lists, by deed."""
        by_deed = {
            deed: Skill(
                deed=deed,
                begins=begins.get(deed, ()),
                ends=ends.get(deed, ()),
                drawn=drawn.get(deed, ()),
                drawn_ends=drawn_ends.get(deed, ()),
                on_thing=deed in on_thing,
            )
            for deed in said
        }
        return Skills(by_deed=by_deed, controls=controls, cue_fields=cue_fields)
