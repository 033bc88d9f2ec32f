"""Between the worker's thread and the window: events and questions cross as signals, answers as futures."""

from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from concurrent.futures import TimeoutError as AnswerLate
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic

from PySide6.QtCore import QObject, Signal

from app.ui.flows.values import Report
from planner.records import Event
from planner.safety.question import Answer, By, Question, QuestionKind

LISTEN_S = 0.05
PATIENCE_S = 300.0
HAND_OVER_PATIENCE_S = 900.0
"""Doing something oneself takes longer than saying yes."""


@dataclass(frozen=True, kw_only=True, eq=False)
class OpenQuestion:
    """A question with the future that takes its answer: a text, or "" for none."""

    question: Question
    answer: "Future[str]"

    def give(self, text: str) -> None:
        """The first answer counts; one that comes too late counts for nothing."""
        with suppress(InvalidStateError):
            self.answer.set_result(text)


class Bridge(QObject):
    """Lives in the window's thread; its methods are called from the worker's."""

    told = Signal(object)
    asked = Signal(object)
    settled = Signal(object)  # a question that was answered, or that nobody waits for any more
    reported = Signal(object)  # of flows: rows, rehearsals, recordings (app/ui/flows/values.py)
    over = Signal(str)  # the worker has let go of everything; why it could not begin or broke, "" when it did neither

    def tell(self, event: Event) -> None:
        self.told.emit(event)

    def put(self, asked: OpenQuestion) -> None:
        self.asked.emit(asked)
        asked.answer.add_done_callback(lambda _: self.settled.emit(asked))

    def report(self, report: Report) -> None:
        self.reported.emit(report)

    def end(self, sentence: str) -> None:
        self.over.emit(sentence)


class WindowConfirmer:
    """The window's Confirmer: blocks the worker until the person answers, time is up, or the run is stopped."""

    def __init__(
        self,
        *,
        put: Callable[[OpenQuestion], None],
        stopped: Callable[[], bool],
        timeout_s: float = PATIENCE_S,
        hand_over_timeout_s: float = HAND_OVER_PATIENCE_S,
    ) -> None:
        self._put = put
        self._stopped = stopped
        self._timeout_s = timeout_s
        self._hand_over_timeout_s = hand_over_timeout_s

    def ask(self, question: Question) -> Answer:
        is_hand_over = question.kind is QuestionKind.HAND_OVER
        deadline_s = monotonic() + (self._hand_over_timeout_s if is_hand_over else self._timeout_s)
        asked = OpenQuestion(question=question, answer=Future())
        self._put(asked)
        while monotonic() < deadline_s and not self._stopped():
            try:
                text = asked.answer.result(timeout=LISTEN_S)
            except AnswerLate:
                continue
            return Answer(question_id=question.id, text=text, by=By.PERSON if text else By.NOBODY)
        asked.answer.cancel()
        return Answer(question_id=question.id, text="", by=By.NOBODY)
