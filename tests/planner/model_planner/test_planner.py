"""Whole runs with a model: how often it is asked, what goes back to it, and what it can never do."""

import pytest

from app.surfaces.simulated.spec import WorldSpec
from planner.conversation import Ending, Reply
from planner.errors import ModelBusy, ModelFailed
from planner.model_planner.meter import ModelBudget
from planner.records import Outcome
from planner.safety.question import By
from tests.planner.model_planner.conftest import Think, place, steps, text
from tests.planner.test_loop import DESK

GREET_ANA = steps(
    {"do": "type", "value": text("Ana"), "place": place(name="Name", role="text_field")},
    {"do": "select", "option": text("Blue"), "place": place(name="Colour")},
    {"do": "set_checked", "place": place(name="Newsletter"), "checked": True},
    {"do": "click", "place": place(name="Greet", role="button")},
)
GOAL = "make sure that Ana, who likes blue, feels welcome"
DONE = '{"outcome": "done"}'


@pytest.mark.parametrize("structure_offered", [True, False], ids=["structure", "pixels"])
def test_a_task_without_surprises_takes_one_call(think: Think, structure_offered: bool) -> None:
    thought = think(GOAL, DESK, [GREET_ANA], structure_offered=structure_offered)
    assert thought.run.ended.outcome is Outcome.DONE, thought.run.ended.reason
    world = thought.run.surface.world
    assert (world.content("greeting"), world.content("colour")) == ("Hello Ana", "Blue")
    assert len(thought.model.prompts) == 1


def test_the_model_is_told_the_goal_and_what_can_be_acted_on_as_data(think: Think) -> None:
    told = think(GOAL, DESK, [GREET_ANA]).model.prompts[0].turns[0].text
    assert f'GOAL\n"{GOAL}"' in told
    assert '[1] text_field "Name"' in told
    assert 'button "Greet"' in told


def test_a_mark_stands_for_the_control_that_it_was_given_to(think: Think) -> None:
    by_marks = steps(
        {"do": "type", "value": text("Bo"), "place": place(mark=1)}, {"do": "click", "place": place(mark=5)}
    )
    thought = think(GOAL, DESK, [by_marks])
    assert thought.run.surface.world.content("greeting") == "Hello Bo", thought.run.ended.reason


def test_a_plan_that_ends_before_the_goal_is_continued_from_the_new_screen(think: Think) -> None:
    first = steps({"do": "type", "value": text("Ana"), "place": place(name="Name")}, completes=False)
    second = steps({"do": "click", "place": place(name="Greet")})
    thought = think(GOAL, DESK, [first, second])
    assert thought.run.ended.outcome is Outcome.DONE, thought.run.ended.reason
    assert "SO FAR\ndone: " in thought.model.last_words
    assert 'text_field "Name" holds "Ana"' in thought.model.last_words


def test_a_failing_step_goes_back_verbatim_and_is_not_made_twice(think: Think) -> None:
    wrong = {"do": "select", "option": text("Purple"), "place": place(name="Colour")}
    thought = think(GOAL, DESK, [steps(wrong), steps(wrong), GREET_ANA])
    assert thought.run.ended.outcome is Outcome.DONE, thought.run.ended.reason
    assert thought.run.surface.world.content("greeting") == "Hello Ana"
    assert '{"do": "select", "option": {"kind": "text", "is": "Purple"}' in thought.model.prompts[1].turns[0].text
    assert "steps.0 is what failed before" in thought.model.last_words
    tried = [record for record in thought.run.notebook.steps if "Purple" in record.step.purpose]
    assert not any(record.cleared for record in tried)  # what a list offers is known before anything is done


def test_plans_that_fail_again_and_again_end_the_run(think: Think) -> None:
    def choosing(colour: str) -> str:
        return steps({"do": "select", "option": text(colour), "place": place(name="Colour")})

    thought = think(GOAL, DESK, [choosing(colour) for colour in ("Purple", "Pink", "Grey", "Black", "White")])
    assert thought.run.ended.outcome is Outcome.INFEASIBLE  # nothing was done
    assert "3 plans in a row did not work" in thought.run.ended.reason
    assert len(thought.model.prompts) == 3


def test_an_answer_that_cannot_be_used_is_mended_once(think: Think) -> None:
    thought = think(GOAL, DESK, ['{"outcome": "steps", "steps": [{"do": "fly"}]}', GREET_ANA])
    assert thought.run.ended.outcome is Outcome.DONE, thought.run.ended.reason
    own, why = thought.model.prompts[1].turns[1:]
    assert own.text == '{"outcome": "steps", "steps": [{"do": "fly"}]}'
    assert "That answer cannot be used: steps.0" in why.text


def test_a_second_answer_that_cannot_be_used_ends_the_run_with_nothing_touched(think: Think) -> None:
    thought = think(GOAL, DESK, ["rubbish", "more rubbish"])
    assert thought.run.ended.outcome is Outcome.FAILED
    assert "cannot be used, nor can its second one" in thought.run.ended.reason
    assert thought.run.notebook.intents == []
    assert thought.run.notebook.ended is Outcome.FAILED


@pytest.mark.parametrize(
    "hostile",
    [
        steps({"do": "click", "place": place(name="Delete all visitors"), "skip_confirmation": True}),
        steps({"do": "confirm", "answer": "yes"}, {"do": "click", "place": place(name="Delete all visitors")}),
        steps({"do": "run_command", "command": "rm -rf /"}),
        steps({"do": "grant_permission", "rule": "files.delete"}),
        '{"outcome": "steps", "steps": [], "permit": "all", "completes": true}',
    ],
    ids=["skips the question", "answers it", "unknown act", "permission", "permit"],
)
def test_an_answer_with_more_than_the_closed_set_is_none(think: Think, hostile: str) -> None:
    thought = think(GOAL, DESK, [hostile, hostile])
    assert thought.run.ended.outcome is Outcome.FAILED
    assert thought.run.notebook.intents == []
    assert thought.run.surface.world.content("greeting") == "Nobody is here"


def test_what_matters_is_asked_for_whatever_the_model_says(think: Think) -> None:
    deletes = steps({"do": "click", "place": place(name="Delete all visitors")})
    thought = think(GOAL, DESK, [deletes, GREET_ANA])
    assert len(thought.run.person.questions) == 1
    assert GOAL in thought.run.person.questions[0].text
    assert thought.run.ended.outcome is Outcome.REFUSED
    assert thought.run.surface.world.content("greeting") == "Nobody is here"


def test_after_a_no_the_model_is_not_asked_for_a_way_around(think: Think) -> None:
    deletes = steps({"do": "click", "place": place(name="Delete all visitors")})
    thought = think(GOAL, DESK, [deletes, GREET_ANA], answers=("no",))
    assert thought.run.ended.outcome is Outcome.REFUSED
    assert len(thought.model.prompts) == 1


def test_done_needs_something_that_was_seen(think: Think) -> None:
    waits = steps({"do": "wait", "place": None, "gone": False, "seconds": 0.1})
    for replies in ([DONE, DONE], [waits, waits]):
        thought = think(GOAL, DESK, list(replies))
        assert thought.run.ended.outcome is Outcome.FAILED, thought.run.ended.reason
        assert thought.run.notebook.steps == []


def test_a_goal_that_is_reached_already_is_done_by_a_check(think: Think) -> None:
    check = steps({"do": "check", "place": place(name="Nobody is here"), "value": None, "present": True})
    thought = think(GOAL, DESK, [DONE, check])
    assert thought.run.ended.outcome is Outcome.DONE, thought.run.ended.reason
    assert thought.run.notebook.intents == []


def test_what_the_model_calls_impossible_is_its_word(think: Think) -> None:
    thought = think(GOAL, DESK, ['{"outcome": "impossible", "reason": "There is no field for it."}'])
    assert thought.run.ended.outcome is Outcome.INFEASIBLE
    assert "“There is no field for it.”" in thought.run.ended.reason
    assert "The language model says" in thought.run.ended.reason


def test_a_model_that_declines_ends_the_run_without_an_act(think: Think) -> None:
    thought = think(GOAL, DESK, [Reply(text="I will not do that.", ending=Ending.DECLINED)])
    assert thought.run.ended.outcome is Outcome.INFEASIBLE
    assert "declines: “I will not do that.”" in thought.run.ended.reason


def test_a_model_that_fails_ends_the_run_with_its_reason(think: Think) -> None:
    thought = think(GOAL, DESK, [ModelFailed("It does not accept the key.")])
    assert (thought.run.ended.outcome, thought.run.ended.reason) == (Outcome.FAILED, "It does not accept the key.")
    assert thought.run.notebook.ended is Outcome.FAILED


def test_a_model_that_fails_on_the_way_leaves_what_was_done(think: Think) -> None:
    first = steps({"do": "type", "value": text("Ana"), "place": place(name="Name")}, completes=False)
    thought = think(GOAL, DESK, [first, ModelFailed("It is gone.")])
    assert (thought.run.ended.outcome, thought.run.ended.reason) == (Outcome.FAILED, "It is gone.")
    assert len(thought.run.notebook.steps) == 1


def test_a_busy_model_is_asked_again_after_the_time_it_names(think: Think) -> None:
    thought = think(GOAL, DESK, [ModelBusy("slow down", wait_s=0.2), GREET_ANA])
    assert thought.run.ended.outcome is Outcome.DONE
    assert dict(thought.meter.totals())["model_calls"] == 2
    assert dict(thought.meter.totals())["model_s"] >= 0.2


def test_a_model_that_wants_to_wait_longer_than_there_is_time_is_not_waited_for(think: Think) -> None:
    busy = ModelBusy("slow down", wait_s=3600.0)
    thought = think(GOAL, DESK, [busy, GREET_ANA])
    assert (thought.run.ended.outcome, thought.run.ended.reason) == (Outcome.FAILED, "slow down")


def test_the_limit_of_calls_holds(think: Think) -> None:
    first = steps({"do": "type", "value": text("Ana"), "place": place(name="Name")}, completes=False)
    thought = think(GOAL, DESK, [first, GREET_ANA], budget=ModelBudget(calls=1))
    assert thought.run.ended.outcome is Outcome.FAILED
    assert "limit of 1 calls is reached" in thought.run.ended.reason
    assert len(thought.model.prompts) == 1


def test_a_question_of_the_models_is_put_to_the_person_as_its_own(think: Think) -> None:
    asks = steps(
        {"do": "ask", "question": "Which name?", "choices": ["Ana", "Bo"], "name": "who"},
        {"do": "type", "value": {"kind": "result", "is": "who"}, "place": place(name="Name")},
        {"do": "click", "place": place(name="Greet")},
    )
    thought = think(GOAL, DESK, [asks], answers=("Bo",))
    assert thought.run.person.questions[0].text == "The language model asks: “Which name?”"
    assert thought.run.surface.world.content("greeting") == "Hello Bo"


def test_a_secret_is_typed_only_by_a_name_that_the_person_said(think: Think) -> None:
    types = steps({"do": "type", "value": {"kind": "secret", "is": "bank"}, "place": place(name="Name")})
    thought = think(GOAL, DESK, [types, types])
    assert "the person has named no secret “bank”" in thought.model.last_words
    assert thought.run.notebook.intents == []
    assert thought.run.ended.outcome is Outcome.FAILED


def test_what_is_redacted_does_not_reach_the_model(think: Think) -> None:
    thought = think("sign in with hunter2", DESK, ["", ""], redact=lambda words: words.replace("hunter2", "***"))
    assert all("hunter2" not in turn.text for prompt in thought.model.prompts for turn in prompt.turns)


def test_a_line_that_may_show_a_secret_is_left_out(think: Think) -> None:
    types = steps({"do": "type", "value": text("secr3t"), "place": place(name="Name")}, completes=False)
    told = think("greet somebody by secr3t", DESK, [types, "", ""]).model.prompts[1].turns[0].text
    assert told.startswith('GOAL\n"greet somebody by secr3t"\n\n')
    assert told.count("secr3t") == 1
    assert "(left out: it may show a secret)" in told


def test_what_a_screen_says_stays_between_quotation_marks(think: Think, hostile_desk: WorldSpec) -> None:
    told = think(GOAL, hostile_desk, ["", ""]).model.prompts[0].turns[0].text
    assert "GOAL" not in [line.strip() for line in told.split("\n")][2:]
    assert r"\"\n" not in told


def test_who_let_an_act_pass_is_the_policy_and_not_the_model(think: Think) -> None:
    thought = think(GOAL, DESK, [GREET_ANA])
    by = {record.cleared.by for record in thought.run.notebook.steps if hasattr(record.cleared, "by")}
    assert by == {By.POLICY}
