"""The demo's form of asking says yes to one act alone."""

from dataclasses import replace

import pytest

from app.demo.asking import DemoConfirmer
from grounding.screen import Query
from planner.actions import Click
from planner.plan import ScreenChanges, Step
from planner.records import StepBegins
from planner.safety.question import By, Question, QuestionKind, consents

PAGE = "http://127.0.0.1:4711/"
SEND = Step(purpose="Click “Send”", action=Click(place=Query(text="Send")), expect=(ScreenChanges(),))
OTHER = replace(SEND, purpose="Click “Delete”")
QUESTION = Question(id="q1", kind=QuestionKind.CONFIRM, text="Send it?", action_hash="abc", place=PAGE)


@pytest.fixture
def confirmer() -> DemoConfirmer:
    made = DemoConfirmer(address=PAGE, purpose=SEND.purpose, show=lambda line: None)
    made.hear(StepBegins(sequence=1, step=SEND))
    return made


def test_it_agrees_to_the_demos_own_order_and_is_named_as_the_one_who_did(confirmer: DemoConfirmer) -> None:
    answer = confirmer.ask(QUESTION)
    assert consents(QUESTION, answer)
    assert answer.by is By.DEMO


@pytest.mark.parametrize(
    "question",
    [
        replace(QUESTION, place="http://127.0.0.1:4712/"),
        replace(QUESTION, place="https://127.0.0.1:4711/"),
        replace(QUESTION, place="http://127.0.0.1.example.org:4711/"),
        replace(QUESTION, place="http://127.0.0.1:4711@example.org/"),
        replace(QUESTION, place=""),
        replace(QUESTION, action_hash=""),
        replace(QUESTION, kind=QuestionKind.TYPED, phrase="yes"),
        replace(QUESTION, kind=QuestionKind.HAND_OVER),
        replace(QUESTION, kind=QuestionKind.CLARIFY, choices=("1", "2")),
    ],
)
def test_it_agrees_to_nothing_else(confirmer: DemoConfirmer, question: Question) -> None:
    assert not consents(question, confirmer.ask(question))


def test_it_agrees_only_while_its_own_step_is_at_work(confirmer: DemoConfirmer) -> None:
    confirmer.hear(StepBegins(sequence=2, step=OTHER))
    assert not consents(QUESTION, confirmer.ask(QUESTION))


def test_it_agrees_once(confirmer: DemoConfirmer) -> None:
    confirmer.ask(QUESTION)
    assert not consents(QUESTION, confirmer.ask(QUESTION))
    second = replace(QUESTION, action_hash="def")
    assert not consents(second, confirmer.ask(second))


def test_a_question_before_any_step_gets_no() -> None:
    made = DemoConfirmer(address=PAGE, purpose=SEND.purpose, show=lambda line: None)
    assert not consents(QUESTION, made.ask(QUESTION))


def test_a_demo_page_that_is_not_on_this_machine_is_never_agreed_to() -> None:
    far = "http://10.1.2.3:4711/"
    made = DemoConfirmer(address=far, purpose=SEND.purpose, show=lambda line: None)
    made.hear(StepBegins(sequence=1, step=SEND))
    question = replace(QUESTION, place=far)
    assert not consents(question, made.ask(question))
