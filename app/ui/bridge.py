"""Between the worker's thread and the window: events and questions cross as signals, answers as futures."""

from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as AnswerLate
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from planner.records import Event
from planner.safety.question import Answer, By, Question

LISTEN_S = 0.05


@dataclass(frozen=True, kw_only=True, eq=False)
class OpenQuestion:
    """A question with the future that takes its answer: a text, or "" for none."""

    question: Question
    answer: "Future[str]"


class Bridge(QObject):
    """Lives in the window's thread; `tell` and `put` are called from the worker's."""

    told = Signal(object)
    asked = Signal(object)
    failed = Signal(str)

    def tell(self, event: Event) -> None:
        self.told.emit(event)

    def put(self, question: OpenQuestion) -> None:
        self.asked.emit(question)

    def fail(self, sentence: str) -> None:
        """The run could not begin, or broke."""
        self.failed.emit(sentence)


class WindowConfirmer:
    """The window's Confirmer: blocks the worker until the person answers, time is up, or the run is stopped."""

    def __init__(
        self, *, put: Callable[[OpenQuestion], None], stopped: Callable[[], bool], timeout_s: float = 300.0
    ) -> None:
        self._put = put
        self._stopped = stopped
        self._timeout_s = timeout_s

    def ask(self, question: Question) -> Answer:
        waiting: Future[str] = Future()
        self._put(OpenQuestion(question=question, answer=waiting))
        waited_s = 0.0
        while waited_s < self._timeout_s and not self._stopped():
            try:
                text = waiting.result(timeout=LISTEN_S)
            except AnswerLate:
                waited_s += LISTEN_S
                continue
            by = By.PERSON if text else By.NOBODY
            return Answer(question_id=question.id, text=text, by=by)
        waiting.cancel()
        return Answer(question_id=question.id, text="", by=By.NOBODY)
