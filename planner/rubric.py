"""The criteria of a plan, one a step, and what has become of each."""

from dataclasses import dataclass, field

from planner.language.criteria import criterion
from planner.plan import Plan, Step
from planner.standing import Part, Standing

MOST_BEHIND = 6
MOST_AHEAD = 8


@dataclass(kw_only=True)
class Rubric:
    """For one plan. What is finished, and what is far ahead, is one line each. A plan that decides on its way tells its
    steps as it comes to them."""

    plan: Plan
    _told: list[Standing] = field(default_factory=list, init=False)

    def ends(self, step: Step, state: Part) -> None:
        self._told.append(Standing(words=criterion(step), state=state))

    @property
    def ahead(self) -> tuple[Step, ...]:
        """What is still to come, as far as that is known."""
        return self.plan.steps[self.plan.done + len(self._told) :] if self.plan.is_straight else ()

    def lines(self) -> tuple[Standing, ...]:
        smooth = [line for line in self._told[:-MOST_BEHIND] if line.state is Part.DONE]
        rest = [line for line in self._told if not any(line is one for one in smooth)]
        folded = [Standing(words=f"the first {len(smooth)} steps", state=Part.DONE)] if len(smooth) > 1 else smooth
        coming = [Standing(words=criterion(step), state=Part.NOT_YET) for step in self.ahead[:MOST_AHEAD]]
        more = len(self.ahead) - MOST_AHEAD
        if more > 0:
            coming.append(Standing(words=f"{more} more steps", state=Part.NOT_YET))
        return (*folded, *rest, *coming)
