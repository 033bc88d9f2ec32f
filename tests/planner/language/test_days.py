"""Days are counted from today where it is known what day it is: here Saturday, 28 November 2026."""

from datetime import date

import pytest

from app.words import lexicon_of, load_foreign
from planner.actions import Click, Literal, SetDate, TypeText
from planner.language.understand import understand
from planner.plan import NotUnderstood, Plan

SATURDAY = date(2026, 11, 28)


def _read(words: str) -> Plan | NotUnderstood:
    return understand(words, lexicon_of(SATURDAY), foreign=load_foreign())


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ('Set "Check-in" to tomorrow', "2026-11-29"),
        ("Enter tomorrow's date in Arrival", "2026-11-29"),
        ("pick the day after tomorrow in Departure", "2026-11-30"),
        ("set the due date to in three days", "2026-12-01"),
        ("set Due to 2 weeks from now", "2026-12-12"),
        ("set the date to this Friday", "2026-12-04"),
        ("set the date to this Saturday", "2026-12-05"),
        ("Set Check-in to yesterday", "2026-11-27"),
        ("Setze das Datum auf morgen", "2026-11-29"),
        ("Trage übermorgen in Anreise ein", "2026-11-30"),
    ],
)
def test_a_day_is_counted_from_today(words: str, day: str) -> None:
    plan = _read(words)
    assert isinstance(plan, Plan), plan
    (step,) = plan.steps
    assert isinstance(step.action, SetDate)
    assert step.action.value == Literal(text=day)


def test_which_friday_is_meant_by_the_next_is_asked() -> None:
    assert isinstance(_read("set the date to next friday"), NotUnderstood)


def test_a_word_for_a_day_in_a_text_or_a_name_stays_what_it_is() -> None:
    typed, pressed = _read("type see you tomorrow in Message"), _read("click today")
    assert isinstance(typed, Plan)
    assert isinstance(pressed, Plan)
    match typed.steps[0].action, pressed.steps[0].action:
        case TypeText(value=Literal(text=text)), Click(place=place):
            assert (text, place.text) == ("see you tomorrow", "today")
        case other:
            pytest.fail(str(other))


def test_a_day_is_a_fact_of_a_goal_as_its_date() -> None:
    plan = _read("create an event called Tea for tomorrow")
    assert isinstance(plan, Plan)
    assert "2026-11-29" in str(plan.steps[0].action)
