"""A question to the person and its answer. Nobody there means no."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from grounding.geometry import Box
from planner.safety.effect import Verdict


class QuestionKind(StrEnum):
    CONFIRM = "confirm"
    TYPED = "typed"
    HAND_OVER = "hand_over"
    CLARIFY = "clarify"


@dataclass(frozen=True, kw_only=True)
class Question:
    """`text` is Deskhand's own words: what, where, which data, why. What the screen says stands only in `evidence`.

    action: the act in words. action_hash: what a yes is bound to. place: the page's address or application.
    """

    id: str
    kind: QuestionKind
    text: str
    verdict: Verdict | None = None
    rule: str = ""
    action: str = ""
    action_hash: str = ""
    place: str = ""
    target_role: str = ""
    target_text: str = ""
    target_box: Box | None = None
    data: tuple[str, ...] = ()
    destination: str = ""
    irreversible: bool = False
    phrase: str = ""
    choices: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    choice_boxes: tuple[Box, ...] = ()  # where each choice stands on the screen, where that is known


class By(StrEnum):
    """Who let an act pass, or stopped it."""

    POLICY = "policy"
    PERSON = "person"
    APPROVAL = "approval"
    DEMO = "demo"
    NOBODY = "nobody"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """text: as given ("" when nobody answered). `consents(question, answer)` in this package reads it."""

    question_id: str
    text: str
    by: By


class Confirmer(Protocol):
    """Puts a question to whoever may answer it. Blocks; returns within its timeout; a timeout is By.NOBODY."""

    def ask(self, question: Question) -> Answer: ...


def consents(question: Question, answer: Answer) -> bool:
    """Only `yes` in any case consents, or the exact phrase for `typed`. An answer to another question never does.

    >>> asked = Question(id="q1", kind=QuestionKind.CONFIRM, text="May I?")
    >>> consents(asked, Answer(question_id="q1", text=" Yes ", by=By.PERSON))
    True
    >>> consents(asked, Answer(question_id="q1", text="yes", by=By.NOBODY))
    False
    """
    if answer.question_id != question.id or answer.by not in (By.PERSON, By.DEMO, By.APPROVAL):
        return False
    match question.kind:
        case QuestionKind.CONFIRM | QuestionKind.HAND_OVER:
            return answer.text.strip().casefold() == "yes"
        case QuestionKind.TYPED:
            return bool(question.phrase) and answer.text.strip() == question.phrase
        case QuestionKind.CLARIFY:
            return bool(answer.text.strip())
