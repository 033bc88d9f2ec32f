"""The limits of what a model may cost are hard: nothing is asked that could pass them."""

import pytest

from app.clock import RunClock, StopSwitch
from planner.conversation import Ending, Prompt, Reply, Speaker, Turn, Usage
from planner.errors import ModelBudgetSpent
from planner.model_planner.meter import ModelBudget, ModelMeter, estimated

PROMPT = Prompt(rules="", turns=(Turn(speaker=Speaker.US, text="x" * 3000),), schema="")


def meter(**limits: float) -> ModelMeter:
    return ModelMeter(budget=ModelBudget(**limits), clock=RunClock(switch=StopSwitch()))  # type: ignore[arg-type]


def reply(read: int, written: int) -> Reply:
    return Reply(text="", ending=Ending.WHOLE, usage=Usage(read=read, written=written))


def test_a_prompt_is_estimated_by_its_letters_and_pictures() -> None:
    assert estimated(PROMPT) == 1000
    seen = Prompt(rules="", turns=(Turn(speaker=Speaker.US, text="", picture=b"png"),), schema="")
    assert estimated(seen) == 1600


def test_calls_end_at_their_limit() -> None:
    counted = meter(calls=2)
    for _ in range(2):
        counted.allowance(PROMPT)
        counted.count(PROMPT, reply(1, 1))
    with pytest.raises(ModelBudgetSpent, match="2 calls is reached; allow more with the setting model_calls"):
        counted.allowance(PROMPT)


def test_an_answer_is_kept_to_the_tokens_that_are_left() -> None:
    counted = meter(tokens=5000, answer_tokens=2000)
    assert counted.allowance(PROMPT).tokens == 2000
    counted.count(PROMPT, reply(2000, 1500))
    assert counted.allowance(PROMPT).tokens == 500
    counted.count(PROMPT, reply(300, 100))
    with pytest.raises(ModelBudgetSpent, match="5000 tokens"):
        counted.allowance(PROMPT)


def test_money_is_kept_to_with_the_worst_case_of_the_next_call() -> None:
    counted = meter(money=0.01, price_read=1.0, price_written=5.0)
    assert counted.allowance(PROMPT).tokens == 1800  # 1000 read for 0.001 leave 0.009 for 1800 written
    counted.count(PROMPT, reply(1000, 1500))
    with pytest.raises(ModelBudgetSpent, match="in money is reached"):
        counted.allowance(PROMPT)
    assert dict(counted.totals())["model_money"] == pytest.approx(0.0085)


def test_a_call_that_failed_or_was_not_counted_by_the_endpoint_counts_as_estimated() -> None:
    counted = meter()
    counted.count(PROMPT, None)
    counted.count(PROMPT, Reply(text="y" * 30, ending=Ending.WHOLE))
    totals = dict(counted.totals())
    assert (totals["model_calls"], totals["model_tokens_read"], totals["model_tokens_written"]) == (2, 2000, 10)


def test_seconds_end_at_their_limit_and_bound_each_call() -> None:
    counted = meter(seconds_s=3.0)
    assert counted.allowance(PROMPT).seconds_s == 3.0
    spent = meter(seconds_s=0.5)
    with pytest.raises(ModelBudgetSpent, match="seconds is reached"):
        spent.allowance(PROMPT)
