"""Questions that are not about leave to act: which of several is meant, and what the plan itself asks."""

from grounding.geometry import Box
from grounding.screen import Element, Query
from planner.find import Finder
from planner.ports import Listener
from planner.records import Answered, Asked, Seen
from planner.safety.question import By, Confirmer, Question, QuestionKind


class Consultant:
    """Asks the person; nobody there is no answer."""

    def __init__(self, *, confirmer: Confirmer, finder: Finder, listener: Listener) -> None:
        self._confirmer = confirmer
        self._finder = finder
        self._listener = listener
        self._asked = 0

    def choose(self, query: Query, elements: tuple[Element, ...]) -> Element | None:
        """Which of several equals is meant. Choices are "1", "2", ... in reading order; None without an answer."""
        ordered = sorted(elements, key=lambda e: (e.box.top // 12, e.box.left))
        choices = tuple(str(number) for number in range(1, len(ordered) + 1))
        where = ", ".join(f"{n} {_where(e.box)}" for n, e in zip(choices, ordered, strict=True))
        what = query.text or (query.role.value.replace("_", " ") if query.role else "place")
        text = f"{len(ordered)} controls fit “{what}”: {where}. Which one is meant?"
        answer = self.ask(text, choices, elements=tuple(ordered))
        return ordered[int(answer) - 1] if answer in choices else None

    def ask(self, text: str, choices: tuple[str, ...], *, elements: tuple[Element, ...] = ()) -> str | None:
        """The answer, or None when nobody gives one. elements: what the choices are, where they stand on the screen."""
        self._asked += 1
        self._listener(Seen(screenshot=self._finder.current().screenshot, elements=elements, target=None))
        question = Question(
            id=f"c{self._asked}",
            kind=QuestionKind.CLARIFY,
            text=text,
            choices=choices,
            evidence=tuple(str(one.text) for one in elements),
            choice_boxes=tuple(one.box for one in elements),
        )
        self._listener(Asked(question=question))
        answer = self._confirmer.ask(question)
        self._listener(Answered(question=question, answer=answer))
        return None if answer.by is By.NOBODY or not answer.text.strip() else answer.text.strip()


def _where(box: Box) -> str:
    return f"at ({box.center.x}, {box.center.y})"
