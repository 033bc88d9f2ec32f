"""Lessons: what the person chose is not asked again where that is harmless; nothing of them ever lowers the gate."""

from collections.abc import Callable
from dataclasses import replace

from app.surfaces.simulated.spec import Button, Hands, Label, WindowSpec, WorldSpec
from grounding.geometry import Box
from grounding.screen import Query, Surroundings
from planner.memory import Answered, CameLate, Chosen, FoundBehind, Lesson, Memory, NamedNow, OtherWay, Way
from planner.records import LessonFollowed, Outcome
from planner.safety.question import QuestionKind

Perform = Callable[..., "Run"]  # noqa: F821 - see conftest
HERE = Surroundings(app="visitors")


def _says(text: str) -> Callable[[Hands], None]:
    return lambda hands: hands.set_text("said", text)


def _rows(word: str, *, names: tuple[str, ...]) -> WorldSpec:
    widgets: list[Label | Button] = [Label(key="said", text="Nothing yet", box=Box(20, 330, 420, 360))]
    for number, name in enumerate(names):
        top = 20 + 60 * number
        widgets.append(Label(key=f"name{number}", text=name, box=Box(20, top, 200, top + 30)))
        widgets.append(Button(key=f"do{number}", text=word, box=Box(260, top, 400, top + 32), deed=_says(name)))
    window = WindowSpec(key="list", title="Visitors", app="visitors", box=Box(40, 30, 600, 480), widgets=tuple(widgets))
    return WorldSpec(windows=(window,))


OPEN = _rows("Open", names=("Ana", "Ben", "Carl"))


def test_the_choice_of_one_of_several_answers_the_same_question_next_time(carry_out: Perform) -> None:
    first = Memory()
    asked = carry_out("Click Open", OPEN, answers=("2",), memory=first)
    assert asked.ended.outcome is Outcome.DONE, asked.ended.reason
    assert [lesson.tip for lesson in first.learned] == [Chosen(number=2, of=3, beside="Ben")]

    again = carry_out("Click Open", OPEN, memory=Memory(first.learned))
    assert again.person.questions == []
    assert again.surface.world.content("said") == "Ben"
    assert [event.lesson for event in again.events if isinstance(event, LessonFollowed)] == list(first.learned)


def test_the_choice_follows_what_was_chosen_when_the_rows_change_places(carry_out: Perform) -> None:
    known = Memory((Lesson(where="visitors", task="“Open”", tip=Chosen(number=2, of=3, beside="Ben")),))
    run = carry_out("Click Open", _rows("Open", names=("Ben", "Ana", "Carl")), memory=known)
    assert run.surface.world.content("said") == "Ben"


def test_what_was_chosen_is_asked_anew_when_it_is_not_there(carry_out: Perform) -> None:
    known = Memory((Lesson(where="visitors", task="“Open”", tip=Chosen(number=2, of=3, beside="Ben")),))
    run = carry_out("Click Open", _rows("Open", names=("Ana", "Dora", "Carl")), answers=("1",), memory=known)
    assert len(run.person.questions) == 1
    assert run.surface.world.content("said") == "Ana"


def test_a_choice_for_what_cannot_be_undone_is_neither_kept_nor_followed(carry_out: Perform) -> None:
    desk = _rows("Delete", names=("Ana", "Ben"))
    first = Memory()
    carry_out("Click Delete", desk, answers=("2", "yes", "2"), memory=first)
    assert first.learned == ()
    known = Memory((Lesson(where="visitors", task="“Delete”", tip=Chosen(number=2, of=2, beside="Ben")),))
    run = carry_out("Click Delete", desk, memory=known)
    assert [question.kind for question in run.person.questions] == [QuestionKind.CLARIFY]
    assert run.notebook.intents == []


def test_no_lesson_gives_leave_for_anything(carry_out: Perform) -> None:
    window = WindowSpec(
        key="list",
        title="Visitors",
        app="visitors",
        box=Box(40, 30, 600, 480),
        widgets=(
            Button(key="delete", text="Delete all visitors", box=Box(260, 270, 440, 302), deed=_says("gone")),
            Label(key="said", text="Nothing yet", box=Box(20, 330, 420, 360)),
        ),
    )
    tips = (
        Chosen(number=1, of=1),
        Answered(choice="yes"),
        FoundBehind(opened=("Delete all visitors",)),
        CameLate(after_s=0.1),
        OtherWay(way=Way.ENTER),
        NamedNow(name="Delete all visitors"),
    )
    for words in ("Click Delete all visitors", "Click Frobnicate"):
        task = words.removeprefix("Click ")
        known = Memory(tuple(Lesson(where="visitors", task=f"“{task}”", tip=tip) for tip in tips))
        run = carry_out(words, WorldSpec(windows=(window,)), memory=known)
        assert run.surface.world.content("said") == "Nothing yet"
        assert run.notebook.intents == []


def test_a_lesson_counts_only_when_the_step_that_it_helped_came_out_well() -> None:
    memory = Memory()
    memory.notice(CameLate(after_s=6.0), Query(text="Save"), HERE)
    memory.settle(worked=False)
    assert memory.learned == ()
    memory.notice(CameLate(after_s=6.0), Query(text="Save"), HERE)
    memory.settle(worked=True)
    assert [lesson.words for lesson in memory.learned] == ["“Save” comes late, after 6 s"]


def test_a_lesson_holds_for_its_place_and_task_alone() -> None:
    memory = Memory((Lesson(where="visitors", task="“Save”", tip=CameLate(after_s=6.0)),))
    assert memory.tip(CameLate, Query(text="save"), HERE) == CameLate(after_s=6.0)
    assert memory.tip(CameLate, Query(text="Send"), HERE) is None
    assert memory.tip(CameLate, Query(text="Save"), replace(HERE, app="notes")) is None
    assert memory.tip(OtherWay, Query(text="Save"), HERE) is None


def test_nothing_is_learnt_where_the_place_is_not_known_or_the_words_are_long() -> None:
    memory = Memory()
    memory.notice(CameLate(after_s=6.0), Query(text="Save"), Surroundings())
    memory.notice(Answered(choice="x" * 500), "Which one?", HERE)
    memory.settle(worked=True)
    assert memory.learned == ()
