"""The gate: who is asked, what a yes and a no mean, and what makes a yes void."""

import dataclasses

import pytest

from grounding.geometry import Box
from planner.errors import Stopped
from planner.records import Answered, Asked
from planner.safety.effect import Trigger, Verdict
from planner.safety.gate import Autonomy, Gate
from planner.safety.permit import HandedOver, Permit, Refusal
from planner.safety.policy import Policy
from planner.safety.question import Answer, By, Question, QuestionKind


def typing(effect_of, text, **other):
    return effect_of(trigger=Trigger.TYPE, role="text_field", typed=text, **other)


# --- asking -------------------------------------------------------------------------------------------------------


def test_a_harmless_act_is_allowed_without_a_question(make_gate, bound_click, effect_of):
    staged = make_gate()
    assert isinstance(staged.gate.clear(bound_click("Next"), effect_of("Next")), Permit)
    assert staged.person.asked == []


def test_a_yes_gives_a_permit_by_the_person(make_gate, bound_click, effect_of):
    staged = make_gate("Yes")
    cleared = staged.gate.clear(bound_click(), effect_of())
    assert isinstance(cleared, Permit)
    assert cleared.by is By.PERSON
    assert staged.gate.redeem(cleared, "surface-1") is cleared.bound


@pytest.mark.parametrize("answer", ["no", "y", "ok", "", "yes please", "yes\nyes", "true"])
def test_anything_but_yes_is_a_no(make_gate, bound_click, effect_of, answer):
    cleared = make_gate(answer).gate.clear(bound_click(), effect_of())
    assert isinstance(cleared, Refusal)
    assert cleared.final


def test_nobody_there_means_no(make_gate, bound_click, effect_of):
    cleared = make_gate().gate.clear(bound_click(), effect_of())
    assert isinstance(cleared, Refusal)
    assert cleared.by is By.NOBODY


def test_a_yes_that_nobody_gave_is_a_no(make_gate, bound_click, effect_of):
    cleared = make_gate("yes", by=By.NOBODY).gate.clear(bound_click(), effect_of())
    assert isinstance(cleared, Refusal)


def test_an_answer_to_another_question_is_a_no(clock, policy, bound_click, effect_of):
    class Confused:
        def ask(self, question: Question) -> Answer:
            return Answer(question_id="another", text="yes", by=By.PERSON)

    gate = Gate(policy=policy, confirmer=Confused(), clock=clock, key=b"k" * 32, autonomy=Autonomy.SENSITIVE)
    assert isinstance(gate.clear(bound_click(), effect_of()), Refusal)


def test_the_demo_confirmer_is_recorded_as_such(make_gate, bound_click, effect_of):
    cleared = make_gate("yes", by=By.DEMO).gate.clear(bound_click(), effect_of())
    assert isinstance(cleared, Permit)
    assert cleared.by is By.DEMO


def test_a_stop_during_the_question_ends_the_run(make_gate, bound_click, effect_of, clock):
    clock.is_stopped = True
    with pytest.raises(Stopped):
        make_gate("yes").gate.clear(bound_click(), effect_of())


def test_the_listener_hears_question_and_answer(make_gate, bound_click, effect_of):
    heard = []
    make_gate("yes").gate.clear(bound_click(), effect_of(), listener=heard.append)
    assert [type(event) for event in heard] == [Asked, Answered]
    assert heard[1].question is heard[0].question


def test_an_error_in_the_judging_means_confirm(make_gate, bound_click, effect_of, policy, clock):
    broken = Policy(rules=dataclasses.replace(policy.rules, rows=(None,)))
    asked = []

    class Person:
        def ask(self, question: Question) -> Answer:
            asked.append(question)
            return Answer(question_id=question.id, text="no", by=By.PERSON)

    gate = Gate(policy=broken, confirmer=Person(), clock=clock, key=b"k" * 32, autonomy=Autonomy.SENSITIVE)
    assert isinstance(gate.clear(bound_click("Next"), effect_of("Next")), Refusal)
    assert asked[0].rule == "unknown.guard_error"


# --- typed, hand over, forbid -------------------------------------------------------------------------------------


def heavy(effect_of):
    return effect_of("Delete account", nearby="Delete “acme/site”?")


def test_typed_needs_the_exact_phrase(make_gate, bound_click, effect_of):
    staged = make_gate("PHRASE")
    assert isinstance(staged.gate.clear(bound_click("Delete account"), heavy(effect_of)), Permit)
    question = staged.person.asked[0]
    assert question.kind is QuestionKind.TYPED
    assert question.phrase == "acme/site"


@pytest.mark.parametrize("answer", ["yes", "acme", "ACME/SITE", ""])
def test_typed_takes_nothing_else(make_gate, bound_click, effect_of, answer):
    cleared = make_gate(answer).gate.clear(bound_click("Delete account"), heavy(effect_of))
    assert isinstance(cleared, Refusal)
    assert cleared.verdict is Verdict.TYPED


def test_a_purchase_above_the_limit_is_retyped_with_its_amount(make_gate, bound_click, effect_of):
    staged = make_gate("PHRASE")
    effect = effect_of("Buy now", nearby="Item 80.00 EUR · Shipping 40.00 EUR · Total 120.00 EUR")
    assert isinstance(staged.gate.clear(bound_click("Buy now"), effect), Permit)
    assert staged.person.asked[0].phrase == "120.00 EUR"


def test_handing_over_gives_no_permit(make_gate, bound_click, effect_of):
    cleared = make_gate("yes").gate.clear(bound_click("Transfer"), effect_of("Transfer"))
    assert isinstance(cleared, HandedOver)


def test_handing_over_that_was_declined_is_a_refusal(make_gate, bound_click, effect_of):
    assert isinstance(make_gate("no").gate.clear(bound_click("Transfer"), effect_of("Transfer")), Refusal)


def test_what_is_forbidden_is_not_asked(make_gate, bound_click, effect_of):
    staged = make_gate("yes")
    cleared = staged.gate.clear(bound_click("Send"), effect_of("Next", own_window=True))
    assert isinstance(cleared, Refusal)
    assert cleared.verdict is Verdict.FORBID
    assert cleared.final
    assert staged.person.asked == []


# --- autonomy -----------------------------------------------------------------------------------------------------


def test_suggest_does_nothing_and_says_what_it_would_do(make_gate, bound_click, effect_of):
    staged = make_gate("yes", autonomy=Autonomy.SUGGEST)
    for label, verdict in (("Next", Verdict.ALLOW), ("Send", Verdict.CONFIRM)):
        cleared = staged.gate.clear(bound_click(label), effect_of(label))
        assert isinstance(cleared, Refusal)
        assert cleared.verdict is verdict
    assert staged.person.asked == []


def test_each_asks_for_harmless_acts_too(make_gate, bound_click, effect_of):
    staged = make_gate("yes", autonomy=Autonomy.EACH)
    cleared = staged.gate.clear(bound_click("Next"), effect_of("Next"))
    assert isinstance(cleared, Permit)
    assert cleared.by is By.PERSON
    assert len(staged.person.asked) == 1


def test_each_never_lowers_a_verdict(make_gate, bound_click, effect_of):
    staged = make_gate("yes", autonomy=Autonomy.EACH)
    cleared = staged.gate.clear(bound_click("Delete account"), heavy(effect_of))
    assert isinstance(cleared, Refusal)


def test_unattended_allows_the_harmless_and_refuses_the_rest_without_asking(make_gate, bound_click, effect_of):
    staged = make_gate("yes", "yes", autonomy=Autonomy.UNATTENDED)
    assert isinstance(staged.gate.clear(bound_click("Next"), effect_of("Next")), Permit)
    cleared = staged.gate.clear(bound_click("Send"), effect_of("Send"))
    assert isinstance(cleared, Refusal)
    assert cleared.by is By.NOBODY
    assert staged.person.asked == []


# --- a no ---------------------------------------------------------------------------------------------------------


def test_a_no_is_final_for_that_act(make_gate, bound_click, effect_of):
    staged = make_gate("no", "yes")
    staged.gate.clear(bound_click(), effect_of())
    again = staged.gate.clear(bound_click(), effect_of())
    assert isinstance(again, Refusal)
    assert again.by is By.PERSON
    assert len(staged.person.asked) == 1


def test_a_no_is_final_also_when_the_control_has_moved(make_gate, bound_click, effect_of):
    staged = make_gate("no", "yes")
    staged.gate.clear(bound_click(), effect_of())
    assert isinstance(staged.gate.clear(bound_click(box=Box(300, 300, 380, 330)), effect_of()), Refusal)
    assert len(staged.person.asked) == 1


def test_a_no_is_final_also_when_the_control_is_called_otherwise(make_gate, bound_click, effect_of):
    staged = make_gate("no", "yes")
    staged.gate.clear(bound_click(), effect_of())
    assert isinstance(staged.gate.clear(bound_click(wanted="the blue button"), effect_of()), Refusal)
    assert len(staged.person.asked) == 1


def test_a_no_to_one_row_leaves_another_row_open(make_gate, bound_click, effect_of):
    staged = make_gate("no", "yes")
    staged.gate.clear(bound_click("Delete", wanted="delete of Ann"), effect_of("Delete"))
    other = bound_click("Delete", wanted="delete of Bob", box=Box(10, 50, 90, 80))
    assert isinstance(staged.gate.clear(other, effect_of("Delete")), Permit)


def test_three_noes_in_a_row_end_the_run(make_gate, bound_click, effect_of):
    staged = make_gate("no", "no", "no", "yes")
    answers = [
        staged.gate.clear(bound_click(wanted=f"send {n}", box=Box(n, 0, n + 9, 9)), effect_of())
        for n in (1, 20, 40, 60)
    ]
    assert [one.ends_run for one in answers] == [False, False, True, True]
    assert len(staged.person.asked) == 3
    assert isinstance(staged.gate.clear(bound_click("Next"), effect_of("Next")), Refusal)


def test_a_yes_between_starts_the_count_anew_but_twenty_noes_in_all_end_the_run(make_gate, bound_click, effect_of):
    answers = ["no", "no", "yes"] * 10
    staged = make_gate(*answers)
    ended_at = None
    for number in range(30):
        bound = bound_click(wanted=f"send {number}", box=Box(number * 20, 0, number * 20 + 9, 9))
        cleared = staged.gate.clear(bound, effect_of())
        if isinstance(cleared, Refusal) and cleared.ends_run:
            ended_at = number
            break
    assert ended_at == 28  # the twentieth no
