"""Lessons around a run: what is known goes in, what was learnt is kept; neither ever keeps a run from being made."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.compose.parts import say
from app.errors import Misuse
from app.storage.codec import Redact
from app.storage.lessons import followed, learn, read_lessons
from app.where import How
from planner.memory import Memory


@dataclass(frozen=True, kw_only=True)
class Lessons:
    """Of one run. are_kept: whether what it learns is for later runs."""

    memory: Memory
    are_kept: bool

    @classmethod
    def recalled(cls, how: How) -> "Lessons":
        """None where they are switched off, or their file cannot be read; then the person is told so."""
        if not how.lessons:
            return cls(memory=Memory(), are_kept=False)
        try:
            return cls(memory=Memory(followed(read_lessons())), are_kept=True)
        except Misuse as error:
            say(str(error))
            return cls(memory=Memory(), are_kept=False)

    def keep(self, *, run: str, at: datetime, redact: Redact) -> None:
        """run: its folder."""
        if not self.are_kept or not self.memory.learned:
            return
        try:
            learn(self.memory.learned, run=Path(run).name, at=at, redact=redact)
        except Misuse as error:
            say(str(error))
