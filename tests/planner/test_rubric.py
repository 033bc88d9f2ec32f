"""The criteria of a plan: one a step, with what became of it; what is finished or far ahead is one line."""

from collections.abc import Callable

from app.compose.parts import load_words
from app.surfaces.simulated.spec import Button, Field, Label, WindowSpec, WorldSpec
from grounding.geometry import Box
from planner.language.understand import understand
from planner.plan import Plan
from planner.records import Accounted
from planner.rubric import Rubric
from planner.standing import Part

Perform = Callable[..., "Run"]  # noqa: F821 - see conftest


def _plan(words: str) -> Plan:
    plan = understand(words, load_words())
    assert isinstance(plan, Plan), plan
    return plan


def test_each_step_has_its_criterion() -> None:
    rubric = Rubric(plan=_plan('type "Ana" in Name, then tick News, then click Send'))
    assert [line.words for line in rubric.lines()] == [
        "“Name” holds “Ana”",
        "“News” is ticked",
        "Click “Send”: something changes",
    ]


def test_what_became_of_each_is_told() -> None:
    plan = _plan('type "Ana" in Name, then tick News, then click Send')
    rubric = Rubric(plan=plan)
    rubric.ends(plan.steps[0], Part.DONE)
    rubric.ends(plan.steps[1], Part.UNCHECKED)
    assert [line.state for line in rubric.lines()] == [Part.DONE, Part.UNCHECKED, Part.NOT_YET]
    assert rubric.ahead == plan.steps[2:]


def test_what_is_finished_is_one_line_and_what_is_in_doubt_stays() -> None:
    plan = _plan(", ".join(f"click Button {number}" for number in range(30)))
    rubric = Rubric(plan=plan)
    for number, step in enumerate(plan.steps[:14]):
        rubric.ends(step, Part.UNCHECKED if number == 3 else Part.DONE)
    words = [line.words for line in rubric.lines()]
    assert words[0] == "the first 7 steps"
    assert words[1] == "Click “Button 3”: something changes"
    assert words[-1] == "8 more steps"


def test_the_criteria_are_told_as_the_run_goes_on(carry_out: Perform) -> None:
    window = WindowSpec(
        key="form",
        title="Visitors",
        app="visitors",
        box=Box(40, 30, 600, 480),
        focus="name",
        widgets=(
            Label(key="l1", text="Name", box=Box(20, 20, 120, 48)),
            Field(key="name", name="Name", box=Box(140, 20, 420, 48)),
            Button(key="send", text="Send", box=Box(140, 120, 240, 152), deed=lambda h: h.set_text("l1", "Sent")),
        ),
    )
    run = carry_out('Type "Ana" in Name, then click Frobnicate', WorldSpec(windows=(window,)))
    told = [event for event in run.events if isinstance(event, Accounted)]
    assert [[line.state.value for line in account.lines] for account in told] == [
        ["not yet", "not yet"],
        ["done", "not yet"],
        ["done", "in vain"],
    ]
    assert run.ended.reason.endswith("(grounding). Left to do: Click “Frobnicate”.")
