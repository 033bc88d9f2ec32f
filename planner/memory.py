"""Lessons: what was shown to work and what the person chose, by place and task, for when the same comes again.

Decision: a lesson comes from an answer that the person gave or from an act that was checked, never from what a screen
says; it is kept only when the step that it helped came to what was expected. It tells where to look first, how long to
wait, which way works or which of several is meant; whatever is done by it passes the gate like anything else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar, assert_never
from urllib.parse import urlsplit

from grounding.screen import Query, Surroundings
from planner.language.saying import describe_place, quoted
from planner.likeness import plain

LONGEST = 400
"""Characters of all that is in a lesson; what is longer is not worth one."""
PATIENCE = 1.5
LONGEST_WAIT_S = 15.0


class Way(StrEnum):
    """Another way to do what a click is to do."""

    DOUBLE_CLICK = "a double click"
    ENTER = "the Enter key"
    SPACE = "the space bar"


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """Which of several was meant: that number in reading order, the one that has `beside` in its row."""

    number: int
    of: int
    beside: str = ""


@dataclass(frozen=True, kw_only=True)
class Answered:
    """The choice that the person made when they were asked."""

    choice: str


@dataclass(frozen=True, kw_only=True)
class FoundBehind:
    """It came into sight when these were opened, one after the other."""

    opened: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CameLate:
    """It came into sight by itself, after so long."""

    after_s: float


@dataclass(frozen=True, kw_only=True)
class OtherWay:
    """A click on it does nothing; this does."""

    way: Way


@dataclass(frozen=True, kw_only=True)
class NamedNow:
    """It goes by another name now."""

    name: str


Tip = Chosen | Answered | FoundBehind | CameLate | OtherWay | NamedNow
Told = TypeVar("Told", Chosen, Answered, FoundBehind, CameLate, OtherWay, NamedNow)


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """where: the site or application. task: what was sought or asked, in words."""

    where: str
    task: str
    tip: Tip

    @property
    def key(self) -> tuple[str, str, str]:
        """The same for what a new lesson takes the place of."""
        return (self.where, plain(self.task), type(self.tip).__name__)

    @property
    def words(self) -> str:
        """What it says, for a person."""
        match self.tip:
            case Chosen(number=number, of=of, beside=beside):
                which = f"the one beside {quoted(beside)}" if beside else f"number {number} of {of}"
                return f"{self.task}: {which} is meant, as you said"
            case Answered(choice=choice):
                return f"{self.task}: {quoted(choice)}, as you said"
            case FoundBehind(opened=opened):
                return f"{self.task} is behind {', then '.join(map(quoted, opened))}"
            case CameLate(after_s=after_s):
                return f"{self.task} comes late, after {after_s:.0f} s"
            case OtherWay(way=way):
                return f"{self.task} takes {way.value}; a click does nothing"
            case NamedNow(name=name):
                return f"{self.task} is called {quoted(name)} now"
            case _:
                assert_never(self.tip)

    @property
    def is_short(self) -> bool:
        return bool(self.where and self.task) and len(f"{self.where}{self.task}{self.tip}") <= LONGEST


Tell = Callable[[Lesson], None]


def unheard(lesson: Lesson) -> None:
    """Where nobody listens."""


class Memory:
    """What is known when a run begins, and what it learns. tell: hears of each lesson that is followed, once."""

    def __init__(self, known: tuple[Lesson, ...] = ()) -> None:
        self.tell: Tell = unheard
        self._known = {lesson.key: lesson for lesson in known}
        self._told: set[tuple[str, str, str]] = set()
        self._doubtful: list[Lesson] = []
        self._learned: dict[tuple[str, str, str], Lesson] = {}

    @property
    def learned(self) -> tuple[Lesson, ...]:
        """What is new, or otherwise than before."""
        return tuple(lesson for key, lesson in self._learned.items() if self._known.get(key) != lesson)

    def knows(self, kind: type[Told], task: Query | str) -> bool:
        """Whether anything is known of such a task, wherever that was."""
        wanted = (plain(_in_words(task)), kind.__name__)
        return any(key[1:] == wanted for key in (*self._known, *self._learned))

    def tip(self, kind: type[Told], task: Query | str, around: Surroundings) -> Told | None:
        """What is known of the task at this place. Whoever follows it says so by `followed`."""
        lesson = self._found(kind, task, around)
        return lesson.tip if lesson is not None and isinstance(lesson.tip, kind) else None

    def followed(self, kind: type[Told], task: Query | str, around: Surroundings) -> None:
        lesson = self._found(kind, task, around)
        if lesson is not None and lesson.key not in self._told:
            self._told.add(lesson.key)
            self.tell(lesson)

    def notice(self, tip: Tip, task: Query | str, around: Surroundings) -> None:
        """Something that is a lesson if the step at hand comes to what is expected of it."""
        lesson = Lesson(where=where_of(around), task=_in_words(task), tip=tip)
        if lesson.is_short:
            self._doubtful.append(lesson)

    def settle(self, *, worked: bool) -> None:
        """The step at hand is over."""
        if worked:
            self._learned.update({lesson.key: lesson for lesson in self._doubtful})
        self._doubtful.clear()

    def _found(self, kind: type[Told], task: Query | str, around: Surroundings) -> Lesson | None:
        key = (where_of(around), plain(_in_words(task)), kind.__name__)
        return self._learned.get(key) or self._known.get(key)


def patience_s(tip: CameLate | None, usual_s: float) -> float:
    """How long a place is waited for.

    >>> patience_s(None, 3.0), patience_s(CameLate(after_s=6.0), 3.0)
    (3.0, 9.0)
    """
    return usual_s if tip is None else min(LONGEST_WAIT_S, max(usual_s, PATIENCE * tip.after_s))


def where_of(around: Surroundings) -> str:
    """The site of a page, else the application; "" where neither is known, and nothing is learnt there.

    >>> where_of(Surroundings(address="https://shop.example:8080/cart?id=3")), where_of(Surroundings(app="notes"))
    ('shop.example:8080', 'notes')
    """
    parts = urlsplit(around.address)
    if parts.scheme in ("http", "https"):
        return parts.netloc.rpartition("@")[2]
    if parts.scheme == "file":
        return parts.path
    front = next((window.app for window in around.windows if window.active and window.app), "")
    return "" if around.address else front or around.app


def _in_words(task: Query | str) -> str:
    return describe_place(task) if isinstance(task, Query) else task
