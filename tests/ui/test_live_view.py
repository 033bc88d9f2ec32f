"""The live picture says what the written picture says: boxes and labels in their colours; all else by a tooltip."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from app.labels import COLOURS, family_of, labels_of
from app.ui.label_layer import written_at
from app.ui.live_view import LiveView
from grounding.geometry import Box
from grounding.screen import Element, Meaning, Role, ScreenText, State
from planner.records import Seen
from tests.making import element
from tests.ui.values import record, screenshot

ICON = element(Box(40, 60, 64, 84), Role.ICON_BUTTON, meaning=Meaning(name="full screen", confidence=0.8))
BOX = element(Box(200, 60, 216, 76), Role.CHECKBOX, "Wrap lines", state=frozenset({State.CHECKED}))
PANE = element(Box(20, 20, 380, 280), Role.DIALOG, "Settings")


@pytest.fixture
def live(qtbot: QtBot) -> LiveView:
    view = LiveView()
    qtbot.addWidget(view)
    view.resize(QSize(400, 300))
    return view


def seen(*elements: Element) -> Seen:
    return Seen(screenshot=screenshot(), elements=elements, target=None)


def near(pixel: QColor, wanted: str, within: int) -> bool:
    other = QColor(wanted)
    parts = ((pixel.red(), other.red()), (pixel.green(), other.green()), (pixel.blue(), other.blue()))
    return all(abs(one - two) <= within for one, two in parts)


def share(image: QImage, box: Box, colour: str, within: int = 45) -> float:
    places = [(x, y) for x in range(box.left, box.right) for y in range(box.top, box.bottom)]
    return sum(near(image.pixelColor(x, y), colour, within) for x, y in places) / len(places)


@pytest.mark.parametrize("one", [ICON, BOX, PANE])
def test_box_and_label_have_the_colour_of_their_family(live: LiveView, one: Element) -> None:
    live.show_seen(seen(one))
    image = live.grab().toImage()
    colour = COLOURS[family_of(one)]
    left, top, right, _ = one.box
    assert share(image, Box(left + 4, top, right - 4, top + 1), colour, within=90) > 0.5
    (label,) = written_at(labels_of([one]), screenshot().pixels, 1)
    area = label.area.toRect()
    assert share(image, Box(area.left(), area.top(), area.right(), area.bottom()), colour) > 0.4


def test_labels_tell_states_and_meanings(live: LiveView) -> None:
    written = written_at(labels_of([ICON, BOX]), screenshot().pixels, 1)
    assert {one.text for one in written} == {"icon button ≈ full screen", "checkbox “Wrap lines” · checked"}


def test_where_the_picture_is_small_labels_stay_off_each_other_and_some_are_left_out() -> None:
    buttons = [
        element(Box(left, top, left + 30, top + 14), Role.BUTTON, f"Button {left} {top}")
        for top in range(0, 290, 16)
        for left in range(0, 370, 32)
    ]
    written = written_at(labels_of(buttons), screenshot().pixels, 0.5)
    assert len(written) < len(buttons)
    for at, one in enumerate(written):
        assert not any(
            one.area.intersected(other.area).width() > 1 and one.area.intersects(other.area)
            for other in written[at + 1 :]
        )


def test_labels_are_placed_again_for_another_size(live: LiveView) -> None:
    live.show_seen(seen(ICON, BOX, PANE))
    small = live.grab().toImage()
    live.resize(QSize(320, 240))
    assert live.grab().toImage() != small
    live.resize(QSize(400, 300))
    assert live.grab().toImage() == small


def test_the_pointer_on_a_box_is_told_the_innermost_one(live: LiveView) -> None:
    live.show_seen(seen(PANE, ICON))
    assert live.told_at(QPointF(50, 70)) == "<span>icon button ≈ full screen</span>"
    assert live.told_at(QPointF(300, 200)) == "<span>dialog “Settings”</span>"
    assert live.told_at(QPointF(5, 5)) == ""
    live.clear()
    assert live.told_at(QPointF(50, 70)) == ""


def test_markup_on_the_screen_is_shown_as_it_is_written(live: LiveView) -> None:
    live.show_seen(seen(replace(BOX, text=ScreenText('<img src="http://example.org/x.png">'), state=frozenset())))
    assert "<img" not in live.told_at(QPointF(205, 65))
    assert "&lt;img" in live.told_at(QPointF(205, 65))


def test_resting_the_pointer_shows_the_tooltip(live: LiveView, qtbot: QtBot) -> None:
    live.show()
    live.show_seen(seen(ICON))
    place = QPoint(50, 70)
    QApplication.sendEvent(live, QHelpEvent(QHelpEvent.Type.ToolTip, place, live.mapToGlobal(place)))
    assert "full screen" in QToolTip.text()
    QToolTip.hideText()


def test_after_a_step_the_old_boxes_are_gone(live: LiveView, plan_of) -> None:
    live.show_seen(seen(PANE, ICON))
    live.show_after(record(plan_of("click Save").steps[0]))
    assert live.told_at(QPointF(50, 70)) == ""
