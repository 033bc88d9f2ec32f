"""The demo's form of the Confirmer: says yes to one act alone, on the demo's own page, and prints what it was asked."""

from collections.abc import Callable
from urllib.parse import urlsplit

from planner.records import Event, StepBegins
from planner.safety.question import Answer, By, Question, QuestionKind


class DemoConfirmer:
    """Consents once, to the act of the step with `purpose`, on the page of `address`; to nothing else, ever.

    It hears which step has begun by being told the run's events. The first question of that step fixes the action
    hash; the same hash a second time, another hash, another page or another kind of question gets no.
    """

    def __init__(self, *, address: str, purpose: str, show: Callable[[str], None]) -> None:
        self._address = urlsplit(address)
        self._purpose = purpose
        self._show = show
        self._present = ""
        self._agreed_hash: str | None = None

    def hear(self, event: Event) -> None:
        if isinstance(event, StepBegins):
            self._present = event.step.purpose

    def ask(self, question: Question) -> Answer:
        self._show(f"Question: {question.text}")
        if not self._may_agree(question):
            self._show("Answer:   no (the demo answers for its own order alone)")
            # To "which one?" even a no would be an answer: there it stays silent.
            silent = question.kind is QuestionKind.CLARIFY
            return Answer(question_id=question.id, text="" if silent else "no", by=By.DEMO)
        self._agreed_hash = question.action_hash
        self._show("Answer:   yes (by: demo, to this act on its own page alone)")
        return Answer(question_id=question.id, text="yes", by=By.DEMO)

    def _may_agree(self, question: Question) -> bool:
        page = urlsplit(question.place)
        return (
            question.kind is QuestionKind.CONFIRM
            and bool(question.action_hash)
            and self._agreed_hash is None
            and self._present == self._purpose
            and (page.scheme, page.netloc) == (self._address.scheme, self._address.netloc)
            and self._address.hostname == "127.0.0.1"
        )
