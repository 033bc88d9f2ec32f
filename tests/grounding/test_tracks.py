"""Sliders told from drawn pictures: the bar and its knob, lying and standing, and nothing where there is none."""

import cv2
import numpy as np

from grounding.geometry import Box
from grounding.screen import Pixels
from grounding.tracks import find_tracks


def sheet() -> Pixels:
    return np.full((200, 400, 3), 250, dtype=np.uint8)


def test_a_bar_with_a_round_knob_is_a_slider() -> None:
    picture = sheet()
    cv2.rectangle(picture, (40, 96), (300, 103), (190, 195, 205), -1)
    cv2.circle(picture, (120, 100), 12, (40, 100, 200), -1)
    (track,) = find_tracks(picture)
    assert track.box.iou(Box(40, 88, 301, 113)) > 0.9
    assert abs(track.knob.center.x - 120) <= 1
    assert not track.upright


def test_a_slider_may_stand_on_end() -> None:
    picture = sheet()
    cv2.rectangle(picture, (96, 20), (103, 180), (120, 120, 120), 1)
    cv2.rectangle(picture, (90, 60), (109, 76), (150, 150, 150), -1)
    (track,) = find_tracks(picture)
    assert track.upright
    assert abs(track.knob.center.y - 68) <= 1


def test_fields_lines_and_words_are_none() -> None:
    picture = sheet()
    cv2.rectangle(picture, (40, 20), (300, 50), (120, 120, 120), 1)
    cv2.line(picture, (40, 80), (300, 80), (120, 120, 120), 1)
    cv2.putText(picture, "Submit the form", (40, 130), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (0, 0, 0), 1, cv2.LINE_AA)
    assert find_tracks(picture) == ()
