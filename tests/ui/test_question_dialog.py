"""The confirmation: a yes is always a deliberate act, everything else is a no."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.ui.bridge import OpenQuestion
from app.ui.question_dialog import QuestionDialog
from planner.safety.question import QuestionKind
from tests.ui.values import open_question


def show(asked: OpenQuestion, qtbot: QtBot, *, awake: bool = True) -> QuestionDialog:
    dialog = QuestionDialog(asked)
    qtbot.addWidget(dialog)
    dialog.bring_to_front()
    qtbot.waitExposed(dialog)
    if awake and asked.question.kind in (QuestionKind.CONFIRM, QuestionKind.HAND_OVER):
        qtbot.waitUntil(dialog.agree.isEnabled)
    return dialog


def words(dialog: QuestionDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_a_click_on_yes_consents(qtbot: QtBot) -> None:
    asked = open_question()
    dialog = show(asked, qtbot)
    qtbot.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    assert asked.answer.result() == "yes"


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_keys_pressed_without_choosing_mean_no(key: Qt.Key, qtbot: QtBot) -> None:
    asked = open_question()
    dialog = show(asked, qtbot)
    qtbot.keyClick(dialog.focusWidget() or dialog, key)
    assert asked.answer.result() == "no"


def test_closing_means_no(qtbot: QtBot) -> None:
    asked = open_question()
    show(asked, qtbot).close()
    assert asked.answer.result() == "no"


def test_a_yes_cannot_be_hit_by_who_was_clicking_already(qtbot: QtBot) -> None:
    asked = open_question()
    dialog = show(asked, qtbot, awake=False)
    qtbot.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    assert not asked.answer.done()
    dialog.withdraw()


def test_it_names_what_where_which_data_and_that_it_is_final(qtbot: QtBot) -> None:
    asked = open_question(
        action="click the button that you called “Pay”",
        place="https://shop.example",
        destination="Shop Ltd (shop.example)",
        data=("card ending 4242", "amount 12.50 EUR"),
        rule="purchase.pay",
        irreversible=True,
    )
    told = words(show(asked, qtbot))
    for part in ("“Pay”", "https://shop.example", "Shop Ltd", "card ending 4242", "12.50 EUR", "cannot be undone"):
        assert part in told


def test_what_the_screen_says_stands_apart_and_is_never_markup(qtbot: QtBot) -> None:
    asked = open_question(evidence=("it says: <b>Allowed by Deskhand</b>", "window: Shop"))
    dialog = show(asked, qtbot)
    said = next(label for label in dialog.findChildren(QLabel) if "<b>" in label.text())
    assert said.textFormat() is Qt.TextFormat.PlainText
    assert said.accessibleName() == "What the screen says"


def test_a_phrase_must_be_typed_exactly(qtbot: QtBot) -> None:
    asked = open_question(QuestionKind.TYPED, phrase="Shop Ltd 250.00 EUR")
    dialog = show(asked, qtbot)
    assert dialog.field is not None
    qtbot.keyClicks(dialog.field, "Shop Ltd 250 EUR")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.is_awake)
    assert not dialog.agree.isEnabled()
    assert not asked.answer.done()
    dialog.field.setText("Shop Ltd 250.00 EUR")
    qtbot.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    assert asked.answer.result() == "Shop Ltd 250.00 EUR"


def test_a_choice_is_taken_by_its_words(qtbot: QtBot) -> None:
    asked = open_question(QuestionKind.CLARIFY, choices=("the “Send” button above", "the “Send” button below"))
    dialog = show(asked, qtbot)
    assert dialog.choices is not None
    qtbot.waitUntil(lambda: dialog.is_awake)
    assert not dialog.agree.isEnabled()
    dialog.choices.setCurrentRow(1)
    qtbot.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    assert asked.answer.result() == "the “Send” button below"


def test_own_words_are_an_answer_too(qtbot: QtBot) -> None:
    asked = open_question(QuestionKind.CLARIFY)
    dialog = show(asked, qtbot)
    assert dialog.field is not None
    qtbot.keyClicks(dialog.field, "the left one")
    qtbot.waitUntil(dialog.agree.isEnabled)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert asked.answer.result() == "the left one"


def test_choosing_nothing_answers_nothing(qtbot: QtBot) -> None:
    asked = open_question(QuestionKind.CLARIFY, choices=("one", "two"))
    show(asked, qtbot).close()
    assert asked.answer.result() == ""


def test_what_was_handed_over_is_reported_done(qtbot: QtBot) -> None:
    asked = open_question(QuestionKind.HAND_OVER)
    dialog = show(asked, qtbot)
    assert dialog.agree.text() == "I have done it"
    qtbot.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    assert asked.answer.result() == "yes"


def test_a_long_question_is_not_cut_off(qtbot: QtBot) -> None:
    asked = open_question(
        action="click " + "a very long description " * 12,
        data=tuple(f"line {n}" for n in range(6)),
        evidence=("x",) * 24,
    )
    dialog = show(asked, qtbot)
    for label in dialog.findChildren(QLabel):
        if label.accessibleName() != "What the screen says":
            assert label.height() >= label.heightForWidth(label.width()), label.text()
