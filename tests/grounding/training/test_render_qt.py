"""Windows of Qt widgets: the truth is that of the picture, and a seed stands for one of each."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from grounding.geometry import Box
from grounding.screen import Role
from grounding.training.render.cover import Truth
from grounding.training.render.qt.settle import MARGIN
from grounding.training.render.sample import Labelled, Sample, TextLine, read

FIRST_SEED, COUNT = 4, 2


def rendered(folder: Path) -> list[Sample]:
    """In a process of its own: a program has one application object, with one platform."""
    command = [sys.executable, "-m", "grounding.training.render.qt", "--out", str(folder)]
    command += ["--first-seed", str(FIRST_SEED), "--count", str(COUNT)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(command, check=True, capture_output=True, env=environment, timeout=170)
    return [read(path) for path in sorted(folder.glob("*.json"))]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> list[Sample]:
    return rendered(tmp_path_factory.mktemp("qt"))


def test_the_same_seed_gives_the_same_picture_and_the_same_truth(samples: list[Sample], tmp_path: Path) -> None:
    for one, other in zip(samples, rendered(tmp_path), strict=True):
        assert np.array_equal(one.pixels, other.pixels)
        assert (one.elements, one.lines, one.ignore) == (other.elements, other.lines, other.ignore)


def test_boxes_lie_inside_the_picture(samples: list[Sample]) -> None:
    for sample in samples:
        screen = Box(0, 0, sample.pixels.shape[1], sample.pixels.shape[0])
        boxes = [*(one.box for one in sample.elements), *(line.box for line in sample.lines), *sample.ignore]
        assert boxes
        assert all(screen.encloses(box) and box.area for box in boxes)


def test_lines_and_drawings_touch_their_ink_on_every_side(samples: list[Sample]) -> None:
    for sample in samples:
        screen = Box(0, 0, sample.pixels.shape[1], sample.pixels.shape[0])
        boxes = [line.box for line in sample.lines]
        # A drawing may be one solid shape: it stands out from what is right around it.
        boxes += [one.box.grown(MARGIN).clipped(screen) for one in sample.elements if one.role is Role.IMAGE]
        assert boxes
        for box in boxes:
            crop = sample.pixels[box.top : box.bottom, box.left : box.right].astype(np.int16)
            assert crop.max() - crop.min() > 8, box
        for line in sample.lines:
            assert line.text.strip()


def test_several_kinds_of_controls_are_told(samples: list[Sample]) -> None:
    roles = {one.role for sample in samples for one in sample.elements}
    assert len(roles) >= 6, roles


def test_what_is_covered_is_cut_ignored_or_dropped() -> None:
    def button(left: int) -> Labelled:
        return Labelled(box=Box(left, 0, left + 100, 20), role=Role.BUTTON)

    truth = Truth(
        elements=[button(0), button(150), button(300), button(500)], lines=[TextLine(box=Box(0, 0, 9, 9), text="a")]
    )
    seen = truth.under([Box(180, 0, 250, 40), Box(300, 0, 400, 40), Box(580, 0, 600, 40)])
    assert [one.box for one in seen.elements] == [Box(0, 0, 100, 20), Box(500, 0, 580, 20)]
    assert seen.ignore == [Box(150, 0, 180, 20)]
    assert len(seen.lines) == 1
