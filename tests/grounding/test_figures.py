"""Figures told from drawn pictures: what they are, where, of which colour, filled or an outline."""

import cv2
import numpy as np
import pytest

from grounding.figures import find_figures
from grounding.geometry import Box
from grounding.screen import Figure, Form, Pixels

INK = (30, 110, 200)


def sheet() -> Pixels:
    return np.full((200, 400, 3), 250, dtype=np.uint8)


def polygon(*corners: tuple[int, int]) -> Pixels:
    picture = sheet()
    cv2.fillPoly(picture, [np.array(corners, dtype=np.int32)], INK, cv2.LINE_AA)
    return picture


def only(picture: Pixels) -> Figure:
    (figure,) = find_figures(picture)
    return figure


def test_a_disc_is_a_circle_of_its_colour() -> None:
    picture = sheet()
    cv2.circle(picture, (120, 80), 30, INK, -1, cv2.LINE_AA)
    figure = only(picture)
    assert (figure.form, figure.rgb, figure.hollow) == (Form.CIRCLE, INK, False)
    assert figure.box.iou(Box(90, 50, 151, 111)) > 0.9


def test_a_thin_ring_is_an_outline_of_a_circle() -> None:
    picture = sheet()
    cv2.circle(picture, (120, 80), 40, (0, 0, 0), 1, cv2.LINE_AA)
    figure = only(picture)
    assert (figure.form, figure.hollow) == (Form.CIRCLE, True)
    assert abs(figure.box.center.x - 120) <= 1


@pytest.mark.parametrize(
    ("corners", "form"),
    [
        (((50, 50), (110, 50), (110, 110), (50, 110)), Form.SQUARE),
        (((50, 50), (180, 50), (180, 110), (50, 110)), Form.RECTANGLE),
        (((80, 40), (120, 110), (40, 110)), Form.TRIANGLE),
        (((80, 40), (120, 80), (80, 120), (40, 80)), Form.DIAMOND),
    ],
)
def test_corners_tell_the_form(corners: tuple[tuple[int, int], ...], form: Form) -> None:
    assert only(polygon(*corners)).form is form


def test_a_figure_with_an_edge_of_another_colour_is_one() -> None:
    picture = sheet()
    cv2.rectangle(picture, (50, 50), (110, 110), (230, 60, 60), -1)
    cv2.rectangle(picture, (50, 50), (110, 110), (0, 0, 0), 1)
    figure = only(picture)
    assert (figure.form, figure.rgb, figure.hollow) == (Form.SQUARE, (230, 60, 60), False)


def test_a_figure_half_over_another_is_told_from_it() -> None:
    picture = sheet()
    cv2.rectangle(picture, (50, 50), (150, 150), (20, 20, 220), -1)
    cv2.rectangle(picture, (130, 40), (170, 80), (220, 20, 20), -1)
    boxes = {figure.rgb: figure.box for figure in find_figures(picture)}
    assert boxes[20, 20, 220].iou(Box(50, 50, 151, 151)) > 0.95
    assert boxes[220, 20, 20].iou(Box(130, 40, 171, 81)) > 0.95


def test_an_empty_sheet_has_none() -> None:
    assert find_figures(sheet()) == ()
