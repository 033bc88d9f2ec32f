"""Leave given beforehand: what it covers, and what makes it worthless."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from planner.safety.approval import Approval, ApprovedSteps, problem_with, signed
from planner.safety.effect import Judgement, Verdict

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
KEY = "a key of some length"
GIVEN = signed(Approval(flow="ab" * 32, steps=frozenset({2, 3}), expires_at=NOW + timedelta(days=1), runs=2), KEY)


def problem(approval: Approval, **changed) -> str:
    asked = {"flow": GIVEN.flow, "keys": (KEY,), "now": NOW, "runs_done": 0}
    return problem_with(approval, **{**asked, **changed})


def test_a_signed_approval_holds_for_its_flow():
    assert problem(GIVEN) == ""
    assert problem(GIVEN, keys=("another key of some length", KEY)) == ""


@pytest.mark.parametrize(
    "altered",
    [
        replace(GIVEN, steps=frozenset({1, 2, 3})),
        replace(GIVEN, expires_at=NOW + timedelta(days=100)),
        replace(GIVEN, runs=None),
        replace(GIVEN, flow="cd" * 32),
        replace(GIVEN, signature=""),
        replace(GIVEN, signature="0" * 64),
    ],
)
def test_whatever_is_altered_the_signature_no_longer_fits(altered: Approval):
    assert "not signed" in problem(altered, flow=altered.flow)


def test_another_flow_another_key_a_later_day_or_one_run_more_is_not_covered():
    assert "changed" in problem(GIVEN, flow="cd" * 32)
    assert "not signed" in problem(GIVEN, keys=())
    assert "not signed" in problem(GIVEN, keys=("short",))
    assert "expired" in problem(GIVEN, now=NOW + timedelta(days=1))
    assert "used up" in problem(GIVEN, runs_done=2)


def test_a_short_key_signs_nothing():
    with pytest.raises(ValueError, match="16 letters"):
        signed(GIVEN, "short")


@pytest.mark.parametrize("verdict", list(Verdict))
def test_only_what_is_to_be_confirmed_is_ever_covered_and_only_in_its_step(verdict: Verdict):
    approver = ApprovedSteps(frozenset({2}))
    judgement = Judgement(verdict=verdict, rule="r", reason="r")
    assert not approver.approves(judgement)
    approver.begin(2)
    assert approver.approves(judgement) is (verdict is Verdict.CONFIRM)
    approver.begin(1)
    assert not approver.approves(judgement)
    approver.begin(0)
    assert not approver.approves(judgement)
