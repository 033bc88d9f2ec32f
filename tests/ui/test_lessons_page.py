"""Lessons in the window: listed, switched off, put back, forgotten, each with the run that taught it."""

from dataclasses import dataclass, field, replace

import pytest
from pytestqt.qtbot import QtBot

from app.errors import Misuse
from app.ui.lessons_page import LessonEntry, LessonsPage


@dataclass
class InMemory:
    """A book of lessons that forgets itself."""

    lessons: dict[int, LessonEntry] = field(default_factory=dict)
    problem: str = ""

    def entries(self) -> tuple[LessonEntry, ...]:
        if self.problem:
            raise Misuse(self.problem)
        return tuple(self.lessons.values())

    def switch(self, number: int, *, on: bool) -> None:
        self.lessons[number] = replace(self.lessons[number], is_on=on)

    def revert(self, number: int) -> None:
        self.lessons[number] = replace(self.lessons[number], words="as it was")

    def forget(self, number: int) -> None:
        del self.lessons[number]


@pytest.fixture
def book() -> InMemory:
    entries = (
        LessonEntry(
            id=1, words="“Pay” comes late", where="shop.example", is_on=True, versions=("1. learnt",), run="r1"
        ),
        LessonEntry(id=2, words="“Export” is behind “File”", where="notes", is_on=False, versions=("1.", "2."), run=""),
    )
    return InMemory({entry.id: entry for entry in entries})


@pytest.fixture
def page(qtbot: QtBot, book: InMemory) -> LessonsPage:
    page = LessonsPage(book)
    qtbot.addWidget(page)
    page.show_lessons()
    return page


def test_each_says_what_it_is_where_and_whether_it_is_followed(page: LessonsPage) -> None:
    assert page.list.item(0).text() == "“Pay” comes late\nshop.example"
    assert page.list.item(1).text().endswith("notes · off")
    assert page.details.text() == "1. learnt"
    assert page.report.isEnabled()


def test_the_chosen_one_is_switched_put_back_and_forgotten(page: LessonsPage, book: InMemory) -> None:
    page.list.setCurrentRow(1)
    assert page.switch.text() == "Switch on"
    assert not page.report.isEnabled()
    page.switch.click()
    assert book.lessons[2].is_on
    assert page.chosen is not None
    assert page.chosen.id == 2
    page.revert.click()
    assert book.lessons[2].words == "as it was"
    page.forget.click()
    assert list(book.lessons) == [1]


def test_its_run_is_shown(page: LessonsPage) -> None:
    wanted: list[str] = []
    page.report_wanted.connect(wanted.append)
    page.report.click()
    assert wanted == ["r1"]


def test_what_cannot_be_read_is_told(page: LessonsPage, book: InMemory) -> None:
    book.problem = "The lessons cannot be read."
    page.show_lessons()
    assert page.problem.text() == "The lessons cannot be read."
    assert page.list.item(0).text() == "Nothing was learnt yet."
    assert not page.forget.isEnabled()
