"""The window's view of the lessons that are kept."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.ui.lessons_page import LessonEntry

if TYPE_CHECKING:
    from app.storage.lessons import Kept, Version


class Book:
    """`app.ui.lessons_page.LessonBook` over the file of lessons."""

    def entries(self) -> tuple[LessonEntry, ...]:
        """The newest first."""
        from app.storage.lessons import read_lessons

        kept = sorted(read_lessons(), key=lambda one: one.present.at, reverse=True)
        return tuple(map(_entry, kept))

    def switch(self, number: int, *, on: bool) -> None:
        from app.storage.lessons import switch

        switch(number, on=on, at=datetime.now(UTC))

    def revert(self, number: int) -> None:
        from app.storage.lessons import revert

        revert(number, to=None, at=datetime.now(UTC))

    def forget(self, number: int) -> None:
        from app.storage.lessons import forget

        forget(number)


def _entry(one: "Kept") -> LessonEntry:
    lesson = one.present.lesson
    runs = [version.run for version in one.versions if version.run]
    return LessonEntry(
        id=one.id,
        words=lesson.words,
        where=lesson.where,
        is_on=one.present.is_on,
        versions=tuple(map(_told, one.versions)),
        run=runs[-1] if runs else "",
    )


def _told(version: "Version") -> str:
    run = f" in run {version.run}" if version.run else ""
    return f"{version.number}. {version.at.astimezone():%Y-%m-%d %H:%M}: {version.how}{run}"
