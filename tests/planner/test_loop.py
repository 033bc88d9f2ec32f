"""Whole runs on a simulated desk: what is done, checked, asked, refused, and how it ends."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.clock import StopSwitch
from app.surfaces.simulated.spec import (
    Area,
    Button,
    Checkbox,
    Dropdown,
    Faults,
    Field,
    Hands,
    Label,
    Moved,
    WindowSpec,
    WorldSpec,
)
from grounding.geometry import Box
from grounding.grounder import Grounder
from grounding.screen import Grounding, Look, ParsedScreen, Query
from planner.budget import Budget
from planner.records import Outcome, Says, Status
from planner.safety.gate import Autonomy
from planner.safety.question import By

Perform = Callable[..., "Run"]  # noqa: F821 - see conftest


def _greet(hands: Hands) -> None:
    hands.set_text("greeting", f"Hello {hands.content('name')}")


def _delete(hands: Hands) -> None:
    hands.set_text("greeting", "Everything is gone")


FORM = WindowSpec(
    key="form",
    title="Visitors",
    app="visitors",
    box=Box(40, 30, 600, 480),
    focus="name",
    widgets=(
        Label(key="l1", text="Name", box=Box(20, 20, 120, 48)),
        Field(key="name", name="Name", box=Box(140, 20, 420, 48)),
        Label(key="l2", text="Colour", box=Box(20, 70, 120, 98)),
        Dropdown(
            key="colour", name="Colour", box=Box(140, 70, 420, 98), options=("Red", "Green", "Blue"), chosen="Red"
        ),
        Checkbox(key="news", text="Newsletter", box=Box(140, 120, 420, 148)),
        Label(key="l3", text="Notes", box=Box(20, 170, 120, 198)),
        Area(key="notes", name="Notes", box=Box(140, 170, 420, 250)),
        Button(key="greet", text="Greet", box=Box(140, 270, 240, 302), deed=_greet),
        Button(key="delete", text="Delete all visitors", box=Box(260, 270, 440, 302), deed=_delete),
        Label(key="greeting", text="Nobody is here", box=Box(20, 330, 420, 360)),
    ),
)
DESK = WorldSpec(windows=(FORM,))


def with_faults(**faults: object) -> WorldSpec:
    return replace(DESK, faults=Faults(**faults))  # type: ignore[arg-type]


@pytest.mark.parametrize("structure_offered", [True, False], ids=["structure", "pixels"])
def test_a_form_is_filled_and_every_step_is_checked(carry_out: Perform, structure_offered: bool) -> None:
    run = carry_out(
        'Type "Ana" in Name, choose Blue in Colour, check Newsletter, then click Greet',
        DESK,
        structure_offered=structure_offered,
    )
    assert run.ended.outcome is Outcome.DONE, run.ended.reason
    world = run.surface.world
    assert world.content("name") == "Ana"
    assert world.content("colour") == "Blue"
    assert world.is_checked("news")
    assert world.content("greeting") == "Hello Ana"


@pytest.mark.parametrize("words", ['Type "sums.txt" in Name', 'Type "sums.txt"'], ids=["into a field", "at the caret"])
def test_a_letter_that_got_lost_in_typing_is_never_called_done(carry_out: Perform, words: str) -> None:
    assert carry_out(words, DESK, structure_offered=False).ended.outcome is Outcome.DONE
    run = carry_out(words, with_faults(keys_lost=frozenset({3})), structure_offered=False)
    assert run.surface.world.content("name") == "sus.txt"
    assert run.ended.outcome is Outcome.UNVERIFIED, run.ended.reason


def test_each_act_has_a_permit_an_intent_and_a_record(carry_out: Perform) -> None:
    run = carry_out('Type "Ana" in Name, then click Greet', DESK)
    assert [sequence for sequence, _ in run.notebook.intents] == [1, 2]
    assert [record.sequence for record in run.notebook.steps] == [1, 2]
    assert all(record.verification.status is Status.CONFIRMED for record in run.notebook.steps)
    assert all(e.says is Says.AGREES for record in run.notebook.steps for e in record.verification.evidence)
    assert run.notebook.ended is Outcome.DONE


def test_what_matters_is_asked_and_a_no_leaves_it_undone(carry_out: Perform) -> None:
    run = carry_out("Click Delete all visitors", DESK, answers=("no",))
    assert run.ended.outcome is Outcome.REFUSED
    assert len(run.person.questions) == 1
    assert run.surface.world.content("greeting") == "Nobody is here"
    assert run.notebook.intents == []


def test_nobody_there_means_no(carry_out: Perform) -> None:
    run = carry_out("Click Delete all visitors", DESK)
    assert run.ended.outcome is Outcome.REFUSED
    assert run.surface.world.content("greeting") == "Nobody is here"


def test_a_yes_is_carried_out_and_named_as_the_persons(carry_out: Perform) -> None:
    run = carry_out("Click Delete all visitors", DESK, answers=("yes", "yes"))
    question = run.person.questions[0]
    if question.phrase:
        run = carry_out("Click Delete all visitors", DESK, answers=(question.phrase,))
    assert run.ended.outcome is Outcome.DONE, run.ended.reason
    assert run.surface.world.content("greeting") == "Everything is gone"
    assert run.notebook.steps[-1].cleared.by is By.PERSON


def test_what_is_not_there_cannot_be_done_and_names_the_nearest(carry_out: Perform) -> None:
    run = carry_out("Click Frobnicate", DESK)
    assert run.ended.outcome is Outcome.INFEASIBLE
    assert "Frobnicate" in run.ended.reason
    assert run.notebook.intents == []


def test_what_turns_out_not_to_be_there_after_an_act_has_failed(carry_out: Perform) -> None:
    run = carry_out("Click Greet, click Frobnicate", DESK)
    assert run.ended.outcome is Outcome.FAILED
    assert "Frobnicate" in run.ended.reason


def test_a_dead_button_is_tried_twice_and_never_called_done(carry_out: Perform) -> None:
    run = carry_out("Click Greet", with_faults(dead=frozenset({"greet"})))
    assert run.ended.outcome is not Outcome.DONE
    clicks = [bound for _, bound in run.notebook.intents]
    assert len(clicks) <= 2


def test_a_control_that_comes_late_is_waited_for(carry_out: Perform) -> None:
    run = carry_out("Click Greet", with_faults(appears_after={"greet": 4}))
    assert run.ended.outcome is Outcome.DONE, run.ended.reason


def test_a_disabled_control_is_waited_for_and_clicked_once(carry_out: Perform) -> None:
    run = carry_out("Click Greet", with_faults(enabled_after={"greet": 6}))
    assert run.ended.outcome is Outcome.DONE, run.ended.reason
    assert len(run.notebook.intents) == 1


def test_a_covered_control_is_clicked_only_when_it_is_free(carry_out: Perform) -> None:
    run = carry_out("Click Greet", with_faults(covered_until={"greet": 6}))
    assert run.ended.outcome is Outcome.DONE, run.ended.reason
    assert len(run.notebook.intents) == 1


class Counted(Grounder):
    """The eyes, and what they were asked. Raises AssertionError when they are to read a whole screen."""

    def __init__(self, eyes: Grounder) -> None:
        self.__dict__.update(eyes.__dict__)
        self.asked: list[tuple[Query, str]] = []

    def parse(self, look: Look) -> ParsedScreen:
        raise AssertionError("the whole screen is read")

    def ground(self, query: Query, look: Look) -> Grounding:
        self.asked.append((query, look.screenshot.id))
        return super().ground(query, look)


def test_a_number_that_goes_into_a_field_is_no_reason_to_read_the_whole_screen(
    carry_out: Perform, session_eyes: Grounder
) -> None:
    seeing = Counted(session_eyes)
    run = carry_out("Type 12 in Name", DESK, seeing=seeing)
    assert run.ended.outcome is Outcome.DONE
    assert len(seeing.asked) == len(set(seeing.asked)), "what was asked of a look is not asked of it again"


def test_a_field_that_says_what_it_holds_is_believed_though_something_beside_it_moves(carry_out: Perform) -> None:
    run = carry_out('Type "Ana" in Name', with_faults(restless=Box(700, 500, 760, 560)))
    (typed,) = run.notebook.steps
    assert run.ended.outcome is Outcome.DONE
    assert {evidence.says for evidence in typed.verification.evidence} == {Says.AGREES}
    assert typed.before is not None
    assert typed.after is not None
    pictures = int(typed.after.id.rpartition("-")[2]) - int(typed.before.id.rpartition("-")[2])
    assert pictures <= 4, "one to see that it is there still, one of what came of it, and the look itself"


def test_by_sight_alone_a_field_is_judged_when_the_screen_rests_or_never_will(carry_out: Perform) -> None:
    spec = with_faults(restless=Box(700, 500, 760, 560))
    run = carry_out('Type "Ana" in Name', spec, structure_offered=False)
    (typed,) = run.notebook.steps
    assert run.ended.outcome is Outcome.DONE
    assert typed.before is not None
    assert typed.after is not None
    assert int(typed.after.id.rpartition("-")[2]) - int(typed.before.id.rpartition("-")[2]) > 4


def test_a_window_that_moves_is_followed(carry_out: Perform) -> None:
    moved = with_faults(moved=(Moved(window="form", from_look=2, across=120, down=60),))
    run = carry_out("Click Greet", moved)
    assert run.ended.outcome is Outcome.DONE, run.ended.reason
    assert run.surface.world.content("greeting") == "Hello "


def test_a_surface_that_goes_away_ends_the_run_with_a_sentence(carry_out: Perform) -> None:
    run = carry_out('Type "Ana" in Name, then click Greet', with_faults(gone_at=3))
    assert run.ended.outcome is Outcome.FAILED
    assert run.ended.reason


def test_the_step_limit_ends_the_run(carry_out: Perform) -> None:
    run = carry_out('Type "Ana" in Name, then click Greet', DESK, budget=Budget(steps=1))
    assert run.ended.outcome is Outcome.FAILED
    assert "--max-steps" in run.ended.reason
    assert len(run.notebook.intents) == 1


def test_a_stop_before_the_run_lets_nothing_happen(carry_out: Perform) -> None:
    switch = StopSwitch()
    switch.stop()
    run = carry_out("Click Greet", DESK, switch=switch)
    assert run.ended.outcome is Outcome.STOPPED
    assert run.notebook.intents == []
    assert run.surface.releases >= 1


def test_suggest_does_nothing_at_all(carry_out: Perform) -> None:
    run = carry_out("Click Greet", DESK, autonomy=Autonomy.SUGGEST)
    assert run.ended.outcome is Outcome.REFUSED
    assert run.notebook.intents == []


def test_each_asks_before_every_act(carry_out: Perform) -> None:
    run = carry_out('Type "Ana" in Name, then click Greet', DESK, autonomy=Autonomy.EACH, answers=("yes", "yes"))
    assert run.ended.outcome is Outcome.DONE, run.ended.reason
    assert len(run.person.questions) == 2


def test_a_result_is_read_and_typed_elsewhere(carry_out: Perform) -> None:
    run = carry_out("Read Colour as shade, then type the shade in Name", DESK)
    assert run.ended.outcome is Outcome.DONE, run.ended.reason
    assert dict(run.ended.outputs)["shade"] == "Red"
    assert run.surface.world.content("name") == "Red"


def test_two_alike_are_asked_about_and_the_answer_decides(carry_out: Perform) -> None:
    twins = replace(
        FORM,
        widgets=(
            Label(key="greeting", text="Nobody is here", box=Box(20, 330, 420, 360)),
            Button(key="first", text="Open", box=Box(20, 20, 120, 52), deed=lambda h: h.set_text("greeting", "upper")),
            Button(
                key="second", text="Open", box=Box(20, 90, 120, 122), deed=lambda h: h.set_text("greeting", "lower")
            ),
        ),
        focus="",
    )
    run = carry_out("Click Open", replace(DESK, windows=(twins,)), answers=("2",))
    assert run.ended.outcome is Outcome.DONE, run.ended.reason
    assert run.surface.world.content("greeting") == "lower"
    silent = carry_out("Click Open", replace(DESK, windows=(twins,)))
    assert silent.ended.outcome is Outcome.REFUSED
    assert silent.surface.world.content("greeting") == "Nobody is here"
