"""Questions that are not about leave to act: which of several is meant, and what the plan itself asks.

Decision: what the person answered once answers the same question again, as a lesson, where nothing that follows from it
is asked about or cannot be undone; else they are asked anew.
"""

from grounding.geometry import Box
from grounding.screen import Element, ParsedScreen, Query, Role, State, Surroundings, Target
from planner.actions import Act
from planner.find import Finder, Sight
from planner.likeness import plain
from planner.memory import Answered as AnswerKept
from planner.memory import Chosen, Memory
from planner.ports import Allows, Listener
from planner.proposals import Question as Open
from planner.records import Answered, Asked, Seen
from planner.safety.permit import BoundAction
from planner.safety.question import By, Confirmer, Question, QuestionKind

_SAYS = frozenset({Role.TEXT, Role.LABEL, Role.HEADING, Role.CELL, Role.HEADER, Role.LINK})
_LONGEST_BESIDE = 60


class Consultant:
    """Asks the person; nobody there is no answer."""

    def __init__(
        self,
        *,
        confirmer: Confirmer,
        listener: Listener,
        memory: Memory,
        finder: Finder,
        allows: Allows,
        surface_id: str,
    ) -> None:
        self._confirmer = confirmer
        self._listener = listener
        self._memory = memory
        self._finder = finder
        self._allows = allows
        self._surface_id = surface_id
        self._asked = 0

    def choose(self, act: Act, query: Query, elements: tuple[Element, ...], sight: Sight) -> Element | None:
        """Which of several equals is meant. Choices are "1", "2", ... in reading order; None without an answer."""
        ordered = sorted(elements, key=lambda e: (e.box.top // 12, e.box.left))
        around = sight.look.surroundings
        screen = self._finder.parse(sight.look)
        beside = _told_apart([_beside(element, ordered, screen) for element in ordered])
        known = self._as_before(query, ordered, beside, around)
        if known is not None and self._is_light(act, query, known, screen):
            self._memory.followed(Chosen, query, around)
            return known
        choices = tuple(str(number) for number in range(1, len(ordered) + 1))
        where = ", ".join(f"{n} {_where(e.box)}" for n, e in zip(choices, ordered, strict=True))
        what = query.text or (query.role.value.replace("_", " ") if query.role else "place")
        text = f"{len(ordered)} controls fit “{what}”: {where}. Which one is meant?"
        told = [f"{e.text} · {near}".strip(" ·") for e, near in zip(ordered, beside, strict=True)]
        answer = self.ask(text, choices, elements=tuple(ordered), told=tuple(told))
        if answer not in choices:
            return None
        number = int(answer)
        chosen = ordered[number - 1]
        if self._is_light(act, query, chosen, screen):
            tip = Chosen(number=number, of=len(ordered), beside=beside[number - 1])
            self._memory.notice(tip, query, around)
        return chosen

    def answer(self, question: Open, around: Surroundings) -> str | None:
        """A planner's own question."""
        if not question.is_weighty:
            known = self._memory.tip(AnswerKept, question.text, around)
            if known is not None and known.choice in question.choices:
                self._memory.followed(AnswerKept, question.text, around)
                return known.choice
        answer = self.ask(question.text, question.choices, elements=question.elements)
        if answer in question.choices and not question.is_weighty:
            self._memory.notice(AnswerKept(choice=answer), question.text, around)
        return answer

    def ask(
        self,
        text: str,
        choices: tuple[str, ...],
        *,
        elements: tuple[Element, ...] = (),
        told: tuple[str, ...] = (),
    ) -> str | None:
        """The answer, or None when nobody gives one. elements: what the choices are, where they stand on the screen.
        told: what the screen says of each; (): what stands on it."""
        self._asked += 1
        self._listener(Seen(screenshot=self._finder.current().screenshot, elements=elements, target=None))
        question = Question(
            id=f"c{self._asked}",
            kind=QuestionKind.CLARIFY,
            text=text,
            choices=choices,
            evidence=told or tuple(str(one.text) for one in elements),
            choice_boxes=tuple(one.box for one in elements),
        )
        self._listener(Asked(question=question))
        answer = self._confirmer.ask(question)
        self._listener(Answered(question=question, answer=answer))
        return None if answer.by is By.NOBODY or not answer.text.strip() else answer.text.strip()

    def _as_before(
        self, query: Query, ordered: list[Element], beside: list[str], around: Surroundings
    ) -> Element | None:
        """The one that the person chose before; None where it cannot be told which that is now."""
        known = self._memory.tip(Chosen, query, around)
        if known is None:
            return None
        if known.beside:
            same = [e for e, words in zip(ordered, beside, strict=True) if plain(words) == plain(known.beside)]
            return same[0] if len(same) == 1 else None
        nothing_beside = not any(beside) and len(ordered) == known.of
        return ordered[known.number - 1] if nothing_beside else None

    def _is_light(self, act: Act, query: Query, element: Element, screen: ParsedScreen) -> bool:
        target = Target(
            screenshot_id=screen.screenshot.id, query=query, element=element, point=element.box.center, score=1.0
        )
        return self._allows(BoundAction(action=act, surface_id=self._surface_id, target=target), screen)


def _where(box: Box) -> str:
    return f"at ({box.center.x}, {box.center.y})"


def _beside(element: Element, alike: list[Element], screen: ParsedScreen) -> str:
    """The words in its row that name the thing that it belongs to: the nearest before it, else after it."""
    in_row = [
        other
        for other in screen.elements
        if other.role in _SAYS
        and other.text.strip()
        and State.SECRET not in other.state
        and element.box.top - 2 <= other.box.center.y < element.box.bottom + 2
        and not any(other.box.iou(one.box) > 0.3 or other.box.share_inside(one.box) > 0.5 for one in alike)
    ]
    before = [other for other in in_row if other.box.center.x < element.box.left]
    first = min(before, key=lambda other: other.box.left, default=None)
    after = min(in_row, key=lambda other: other.box.left, default=None)
    chosen = first or after
    return " ".join(chosen.text.split())[:_LONGEST_BESIDE] if chosen is not None else ""


def _told_apart(beside: list[str]) -> list[str]:
    """Words that stand beside several tell none of them apart."""
    plainly = [plain(words) for words in beside]
    return [words if plainly.count(plain(words)) == 1 else "" for words in beside]
