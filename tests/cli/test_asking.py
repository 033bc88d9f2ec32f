"""Confirmers: whom they take for a person, what they throw away, and that a stop ends a question at once."""

import io
import json
import os
import pty
import threading
import time

import pytest

from app.cli.asking import JsonConfirmer, NobodyConfirmer, TerminalConfirmer
from grounding.geometry import Box
from planner.safety.effect import Verdict
from planner.safety.question import Answer, By, Question, QuestionKind

CONFIRM = Question(
    id="q1",
    kind=QuestionKind.CONFIRM,
    text="Click the button? It sends something.",
    verdict=Verdict.CONFIRM,
    rule="communication.send",
    action="click",
    target_role="button",
    target_text="Send",
    target_box=Box(1, 2, 3, 4),
    data=("amount 5.00 EUR",),
    destination="mail.example",
    irreversible=True,
    evidence=("it says: Send",),
)
CLARIFY = Question(id="q2", kind=QuestionKind.CLARIFY, text="Which one?", choices=("left", "right"))


class Pipe:
    """Standard input from the writer's side."""

    def __init__(self):
        self.read_fd, self._write_fd = os.pipe()

    def say(self, text):
        os.write(self._write_fd, text.encode())

    def end(self):
        if self._write_fd is not None:
            os.close(self._write_fd)
            self._write_fd = None


@pytest.fixture
def pipe():
    made = Pipe()
    yield made
    made.end()


class Asking:
    """One question put on a thread, its answer to be waited for."""

    def __init__(self, confirmer, question):
        self.answer: Answer | None = None
        self._thread = threading.Thread(target=self._ask, args=(confirmer, question))
        self._thread.start()

    def _ask(self, confirmer, question):
        self.answer = confirmer.ask(question)

    def wait(self, within_s=10.0):
        self._thread.join(within_s)
        assert not self._thread.is_alive(), "the question did not come back"
        return self.answer


def json_confirmer(pipe, written, *, stopped=lambda: False, timeout_s=30.0):
    return JsonConfirmer(write=written.append, stopped=stopped, input_fd=pipe.read_fd, timeout_s=timeout_s)


def terminal(pipe, *, stopped=lambda: False, timeout_s=30.0):
    screen = io.StringIO()
    return TerminalConfirmer(stopped=stopped, input_fd=pipe.read_fd, screen=screen, timeout_s=timeout_s), screen


# --- JSON lines ---------------------------------------------------------------------------------------------------


def test_a_question_line_has_the_fields_of_the_contract(pipe, eventually):
    written = []
    asking = Asking(json_confirmer(pipe, written), CONFIRM)
    eventually(lambda: written)
    assert json.loads(written[0]) == {
        "type": "question",
        "id": "q1",
        "kind": "confirm",
        "text": CONFIRM.text,
        "verdict": "confirm",
        "rule": "communication.send",
        "action": "click",
        "target": {"role": "button", "text": "Send", "box": [1, 2, 3, 4]},
        "data": ["amount 5.00 EUR"],
        "destination": "mail.example",
        "irreversible": True,
        "phrase": "",
        "choices": [],
        "evidence": ["it says: Send"],
    }
    pipe.say('{"answer": "yes"}\n')
    assert asking.wait() == Answer(question_id="q1", text="yes", by=By.PERSON)


def test_an_answer_with_the_questions_id_is_taken(pipe, eventually):
    written = []
    asking = Asking(json_confirmer(pipe, written), CONFIRM)
    eventually(lambda: written)
    pipe.say('{"id": "q1", "answer": "no"}\n')
    assert asking.wait().text == "no"


def test_what_is_no_answer_to_this_question_is_thrown_away(pipe, eventually):
    written = []
    asking = Asking(json_confirmer(pipe, written), CONFIRM)
    eventually(lambda: written)
    pipe.say('yes\n{"id": "q0", "answer": "yes"}\n[1]\n{"answer": true}\n{"ans": "yes"}\n\n{"answer": "no"}\n')
    assert asking.wait().text == "no"


def test_an_answer_that_comes_before_its_question_is_thrown_away(pipe, eventually):
    written = []
    confirmer = json_confirmer(pipe, written)
    pipe.say('{"answer": "yes"}\n')
    eventually(lambda: not confirmer._lines._lines.empty())
    asking = Asking(confirmer, CONFIRM)
    eventually(lambda: written)
    pipe.say('{"answer": "no"}\n')
    assert asking.wait().text == "no"


def test_a_late_answer_does_not_answer_the_next_question(pipe, eventually):
    written = []
    confirmer = json_confirmer(pipe, written, timeout_s=0.2)
    assert Asking(confirmer, CONFIRM).wait().by is By.NOBODY
    pipe.say('{"answer": "yes"}\n')
    eventually(lambda: not confirmer._lines._lines.empty())
    assert Asking(confirmer, CLARIFY).wait().by is By.NOBODY


def test_the_end_of_input_means_no_for_this_and_all_later_questions(pipe):
    confirmer = json_confirmer(pipe, [])
    pipe.end()
    for question in (CONFIRM, CLARIFY):
        assert Asking(confirmer, question).wait() == Answer(question_id=question.id, text="", by=By.NOBODY)


def test_the_last_answer_counts_even_without_a_line_end(pipe, eventually):
    written = []
    asking = Asking(json_confirmer(pipe, written), CONFIRM)
    eventually(lambda: written)
    pipe.say('{"answer": "yes"}')
    pipe.end()
    assert asking.wait().text == "yes"


def test_an_answer_in_pieces_is_put_together(pipe, eventually):
    written = []
    asking = Asking(json_confirmer(pipe, written), CLARIFY)
    eventually(lambda: written)
    for piece in ('{"ans', 'wer": "gr', "ün", '"}\n'):
        pipe.say(piece)
    assert asking.wait().text == "grün"


def test_nobody_answering_in_time_means_no(pipe):
    assert Asking(json_confirmer(pipe, [], timeout_s=0.1), CONFIRM).wait().by is By.NOBODY


def test_a_stop_ends_the_question_at_once(pipe, eventually):
    written, stop = [], threading.Event()
    asking = Asking(json_confirmer(pipe, written, stopped=stop.is_set), CONFIRM)
    eventually(lambda: written)
    began_s = time.monotonic()
    stop.set()
    assert asking.wait().by is By.NOBODY
    assert time.monotonic() - began_s < 0.5


# --- a terminal ---------------------------------------------------------------------------------------------------


def test_a_line_of_a_pipe_answers_the_question(pipe):
    confirmer, screen = terminal(pipe)
    pipe.say("yes\n")
    assert Asking(confirmer, CONFIRM).wait() == Answer(question_id="q1", text="yes", by=By.PERSON)
    assert CONFIRM.text in screen.getvalue()


def test_the_end_of_a_pipe_means_no(pipe):
    confirmer, _ = terminal(pipe)
    pipe.end()
    assert Asking(confirmer, CONFIRM).wait().by is By.NOBODY


def test_the_screens_words_are_shown_apart_from_deskhands_own(pipe):
    confirmer, screen = terminal(pipe)
    pipe.say("no\n")
    Asking(confirmer, CONFIRM).wait()
    shown = screen.getvalue()
    assert (
        shown.index(CONFIRM.text) < shown.index("the screen's words, not Deskhand's") < shown.index("| it says: Send")
    )
    assert "mail.example" in shown
    assert "amount 5.00 EUR" in shown


def test_a_number_stands_for_a_choice(pipe):
    confirmer, screen = terminal(pipe)
    pipe.say("2\n")
    assert Asking(confirmer, CLARIFY).wait().text == "right"
    assert "2. right" in screen.getvalue()


def test_a_stop_ends_a_question_on_a_terminal_at_once(pipe, eventually):
    stop = threading.Event()
    confirmer, screen = terminal(pipe, stopped=stop.is_set)
    asking = Asking(confirmer, CONFIRM)
    eventually(lambda: CONFIRM.text in screen.getvalue())
    began_s = time.monotonic()
    stop.set()
    assert asking.wait().by is By.NOBODY
    assert time.monotonic() - began_s < 0.5


def test_what_was_typed_on_a_terminal_before_the_question_is_thrown_away(eventually):
    keyboard, line = pty.openpty()
    try:
        screen = io.StringIO()
        confirmer = TerminalConfirmer(stopped=lambda: False, input_fd=line, screen=screen, timeout_s=30.0)
        os.write(keyboard, b"yes\n")
        asking = Asking(confirmer, CONFIRM)
        eventually(lambda: CONFIRM.text in screen.getvalue())
        os.write(keyboard, b"no\n")
        assert asking.wait().text == "no"
    finally:
        os.close(keyboard)
        os.close(line)


def test_nobody_is_nobody():
    assert NobodyConfirmer().ask(CONFIRM) == Answer(question_id="q1", text="", by=By.NOBODY)
