"""The window: what it shows of an instruction and a run, and what it asks for."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.ui.bridge import Bridge
from app.ui.main_window import MainWindow
from app.ui.marks import Mark
from app.ui.wishes import ByModel, Wanted
from grounding.geometry import Box
from planner.memory import CameLate, Lesson
from planner.plan import Plan
from planner.records import Accounted, LessonFollowed, Outcome, PlanMade, RunEnded, StepBegins, StepDone
from planner.safety.question import QuestionKind
from planner.standing import Part, Standing
from tests.ui.values import Open, open_question, record, seen

WORDS = 'type "Ana" into Name, then click Send'


def write(opened: Open, words: str) -> None:
    opened.window.parts.words.setPlainText(words)


def purposes(opened: Open) -> list[str]:
    return [row.findChildren(QLabel)[0].text() for row in opened.window.parts.steps.rows]


def test_the_plan_is_shown_in_words_before_anything_is_touched(opened: Open, qtbot: QtBot) -> None:
    write(opened, WORDS)
    qtbot.waitUntil(lambda: len(opened.window.parts.steps.rows) == 2)
    assert purposes(opened) == ["Type “Ana” into “Name”", "Click “Send”"]
    assert opened.wished == []


def test_the_part_that_is_not_understood_is_named_and_underlined(opened: Open, qtbot: QtBot) -> None:
    write(opened, "click Send, then frobnicate the moon")
    qtbot.waitUntil(opened.window.parts.problem.isVisible)
    assert "frobnicate the moon" in opened.window.parts.problem.text()
    assert "What I can do" in opened.window.parts.problem.text()
    marks = opened.window.parts.words.extraSelections()
    assert [mark.cursor.selectedText() for mark in marks] == ["frobnicate the moon"]


def test_what_is_not_understood_is_not_begun(opened: Open, qtbot: QtBot) -> None:
    write(opened, "frobnicate the moon")
    qtbot.mouseClick(opened.window.parts.run, Qt.MouseButton.LeftButton)
    assert opened.wished == []
    assert not opened.window.is_running


def test_what_a_model_is_asked_about_says_first_what_leaves_the_machine(qtbot: QtBot) -> None:
    notice = "The language model “m” at api.example will be asked, and that is another machine."
    window = MainWindow(
        bridge=Bridge(),
        understand=lambda words, place: ByModel(words=words, part="the moon", notice=notice),
        past_runs=tuple,
        report=str,
        redact=str,
    )
    wished: list[Wanted] = []
    window.start_wanted.connect(wished.append)
    qtbot.addWidget(window)
    window.show()
    window.parts.words.setPlainText("frobnicate the moon")
    qtbot.waitUntil(window.parts.problem.isVisible)
    assert window.parts.problem.text() == f"I do not understand “the moon” by itself. {notice}"
    assert wished == []
    qtbot.mouseClick(window.parts.run, Qt.MouseButton.LeftButton)
    assert [wanted.plan for wanted in wished] == [ByModel(words="frobnicate the moon", part="the moon", notice=notice)]


def test_nothing_said_is_answered_with_what_to_do(opened: Open, qtbot: QtBot) -> None:
    qtbot.mouseClick(opened.window.parts.run, Qt.MouseButton.LeftButton)
    assert opened.window.parts.banner.text == "Say what is to be done, in the box above."


def test_run_asks_for_what_was_chosen(opened: Open, qtbot: QtBot) -> None:
    parts = opened.window.parts
    write(opened, WORDS)
    parts.place.setCurrentIndex(parts.place.findData("browser"))
    parts.address.setText(" https://example.org ")
    parts.level.setCurrentIndex(parts.level.findData("each"))
    qtbot.mouseClick(parts.run, Qt.MouseButton.LeftButton)
    (wanted,) = opened.wished
    assert (wanted.place, wanted.address, wanted.autonomy) == ("browser", "https://example.org", "each")
    assert wanted.plan.instruction.text == WORDS
    assert parts.stop.isEnabled()
    assert not parts.run.isEnabled()


def test_ctrl_enter_runs_and_escape_stops(opened: Open, qtbot: QtBot) -> None:
    write(opened, WORDS)
    qtbot.keyClick(opened.window.parts.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(opened.wished) == 1
    qtbot.keyClick(opened.window.parts.words, Qt.Key.Key_Escape)
    assert opened.stops == [True]
    assert opened.window.is_running  # until the worker has let go of everything
    opened.bridge.end("")
    assert not opened.window.is_running


def test_an_address_is_asked_for_only_where_there_is_one(opened: Open) -> None:
    parts = opened.window.parts
    shown = {}
    for key in ("display", "virtual", "browser", "cdp"):
        parts.place.setCurrentIndex(parts.place.findData(key))
        shown[key] = parts.address.isVisible()
    assert shown == {"display": False, "virtual": False, "browser": True, "cdp": True}


def test_steps_get_their_marks_as_they_come(opened: Open, plan_of: Callable[[str], Plan]) -> None:
    plan, steps = plan_of(WORDS), opened.window.parts.steps
    write(opened, WORDS)
    opened.window.start()
    opened.bridge.tell(PlanMade(plan=plan))
    opened.bridge.tell(StepBegins(sequence=1, step=plan.steps[0]))
    assert [row.mark for row in steps.rows] == [Mark.WORKING, Mark.WAITING]
    opened.bridge.tell(StepDone(record=record(plan.steps[0])))
    opened.bridge.tell(StepBegins(sequence=2, step=plan.steps[1]))
    opened.bridge.tell(StepDone(record=record(plan.steps[1], error="The button is gone.")))
    assert [row.mark for row in steps.rows] == [Mark.DONE, Mark.FAILED]
    assert steps.rows[1].details == ("Did not work: The button is gone",)


def test_a_step_that_a_stop_cut_off_is_not_called_done(opened: Open, plan_of: Callable[[str], Plan]) -> None:
    plan = plan_of(WORDS)
    write(opened, WORDS)
    opened.window.start()
    opened.bridge.tell(StepBegins(sequence=1, step=plan.steps[0]))
    opened.bridge.tell(RunEnded(outcome=Outcome.STOPPED, reason="You stopped it.", run=""))
    assert [row.mark for row in opened.window.parts.steps.rows] == [Mark.STOPPED, Mark.WAITING]


def test_the_end_is_told_with_what_was_read(opened: Open) -> None:
    write(opened, WORDS)
    opened.window.start()
    opened.bridge.tell(
        RunEnded(outcome=Outcome.DONE, reason="Every step was checked.", run="r9", outputs=(("total", "7"),))
    )
    opened.bridge.end("")
    assert opened.window.parts.banner.text == "Done. Every step was checked.\ntotal: 7"
    assert opened.window.parts.banner.sign.mark is Mark.DONE


def test_why_a_run_could_not_begin_is_told(opened: Open) -> None:
    write(opened, WORDS)
    opened.window.start()
    opened.bridge.end("There is no display to work on.")
    assert opened.window.parts.banner.text == "There is no display to work on."
    assert opened.window.parts.run.isEnabled()


def test_the_picture_shows_elements_and_target(opened: Open, qtbot: QtBot) -> None:
    live = opened.window.parts.live
    before = live.grab().toImage()
    opened.bridge.tell(seen())
    after = live.grab().toImage()
    assert before != after
    place = live.place()
    target_colour = after.pixelColor(
        int(place.left() + 150 * place.width() / 400), int(place.top() + 120 * place.width() / 400)
    )
    assert target_colour.red() > 200
    assert target_colour.blue() < 90


class Browser(QObject):
    """Takes the addresses that the desktop would open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, address: QUrl) -> None:
        self.opened.append(address.toString())


def test_activating_a_past_run_opens_its_report(opened: Open) -> None:
    browser = Browser()
    QDesktopServices.setUrlHandler("file", browser, "take")
    try:
        history = opened.window.parts.history
        assert "done" in history.item(0).text()
        assert "click Save" in history.item(0).text()
        history.itemActivated.emit(history.item(1))
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert opened.reports == ["r1"]
    assert browser.opened == ["file:///runs/r1/report.html"]


def test_closing_the_window_stops_the_run_and_takes_its_question_along(opened: Open) -> None:
    write(opened, WORDS)
    opened.window.start()
    asked = open_question()
    opened.bridge.put(asked)
    assert opened.window.dialog is not None
    dialog = opened.window.dialog
    opened.window.close()
    assert opened.stops == [True]
    assert not dialog.isVisible()
    assert not asked.answer.done()  # the worker's own stop means no


def test_a_question_without_a_run_is_answered_by_nobody(opened: Open) -> None:
    asked = open_question()
    opened.bridge.put(asked)
    assert opened.window.dialog is None
    assert asked.answer.result() == ""


def test_stop_stays_in_reach_while_a_question_is_open(opened: Open, qtbot: QtBot) -> None:
    write(opened, WORDS)
    opened.window.start()
    opened.bridge.put(open_question())
    qtbot.mouseClick(opened.window.parts.stop, Qt.MouseButton.LeftButton)
    assert opened.stops == [True]


def test_the_dialog_goes_when_nobody_waits_for_the_answer_any_more(opened: Open) -> None:
    write(opened, WORDS)
    opened.window.start()
    asked = open_question()
    opened.bridge.put(asked)
    dialog = opened.window.dialog
    assert dialog is not None
    asked.answer.cancel()
    assert opened.window.dialog is None
    assert not dialog.isVisible()


def test_a_secret_is_not_told(opened: Open, plan_of: Callable[[str], Plan]) -> None:
    plan = plan_of(WORDS)
    write(opened, WORDS)
    opened.window.start()
    opened.bridge.tell(StepDone(record=record(plan.steps[0], error="It shows hunter2.")))
    assert opened.window.parts.steps.rows[0].details == ("Did not work: It shows {{secret:mail}}",)


def test_what_an_earlier_run_has_taught_is_told_below_its_step(opened: Open, plan_of: Callable[[str], Plan]) -> None:
    plan = plan_of(WORDS)
    write(opened, WORDS)
    opened.window.start()
    opened.bridge.tell(StepBegins(sequence=1, step=plan.steps[0]))
    lesson = Lesson(where="shop.example", task="“Save”", tip=CameLate(after_s=6.0))
    opened.bridge.tell(LessonFollowed(lesson=lesson))
    assert opened.window.parts.steps.rows[0].details == ("From an earlier run: “Save” comes late, after 6 s.",)


def test_where_a_goal_stands_is_shown_beside_the_steps(opened: Open) -> None:
    account = opened.window.parts.account
    assert not account.isVisible()
    lines = (Standing(words="find “Bo”", state=Part.DONE), Standing(words="reply", state=Part.NOT_YET))
    opened.window.take(Accounted(goal="reply to Bo with ok", lines=lines))
    assert account.isVisible()
    assert account.lines == (("find “Bo”", Mark.DONE), ("reply", Mark.WAITING))
    opened.window.take(Accounted(goal="reply to Bo with ok", lines=lines[1:]))
    assert account.lines == (("reply", Mark.WAITING),)


def test_a_question_shows_the_controls_to_choose_between_with_their_numbers(opened: Open) -> None:
    write(opened, WORDS)
    opened.window.start()
    opened.bridge.tell(seen())
    boxes = (Box(100, 100, 200, 140), Box(100, 180, 200, 220))
    asked = open_question(QuestionKind.CLARIFY, choices=("Ana", "Ben"), choice_boxes=boxes)
    opened.bridge.put(asked)
    dialog = opened.window.dialog
    assert dialog is not None
    picture = dialog.picture.pixmap()
    assert dialog.picture.isVisible()
    assert picture.width() > 200
    image = picture.toImage()
    middle = [image.pixelColor(image.width() // 2, y).name() for y in range(image.height())]
    assert len(set(middle)) > 1
    assert dialog.choices is not None
    assert [dialog.choices.item(row).text() for row in range(2)] == ["1   Ana", "2   Ben"]
    dialog.choices.setCurrentRow(1)
    dialog.is_awake = True
    dialog.agree.setEnabled(True)
    dialog.agree.click()
    assert asked.answer.result() == "Ben"


def test_a_question_about_nothing_that_is_shown_has_no_picture(opened: Open) -> None:
    write(opened, WORDS)
    opened.window.start()
    opened.bridge.put(open_question())
    assert opened.window.dialog is not None
    assert not opened.window.dialog.picture.isVisible()


def test_a_recovery_is_seen_in_the_steps(opened: Open, plan_of: Callable[[str], Plan]) -> None:
    write(opened, WORDS)
    opened.window.start()
    plan = plan_of('click "Send" and click "More"')
    first, second = plan.steps
    steps = opened.window.parts.steps
    opened.bridge.tell(PlanMade(plan=plan))
    opened.bridge.tell(StepBegins(sequence=1, step=first))
    opened.bridge.tell(StepDone(record=record(first, error="“Send” is not on the screen")))
    assert steps.rows[0].details == ("Did not work: “Send” is not on the screen",)
    opened.bridge.tell(StepBegins(sequence=2, step=second))
    assert steps.rows[1].details == ("Another way, after step 1 did not work",)


def test_a_step_that_worked_the_second_way_says_so(opened: Open, plan_of: Callable[[str], Plan]) -> None:
    write(opened, WORDS)
    opened.window.start()
    (step,) = plan_of('click "Send"').steps
    opened.bridge.tell(StepBegins(sequence=1, step=step))
    opened.bridge.tell(StepDone(record=record(step, error="It is covered")))
    opened.bridge.tell(StepDone(record=record(step)))
    assert opened.window.parts.steps.rows[-1].details[-1].startswith("Another way")
