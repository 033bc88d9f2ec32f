"""Rendered web pages: the same seed gives the same page, and every label lies on something that is painted."""

import shutil
from collections.abc import Iterator

import numpy as np
import pytest

from grounding.geometry import Box
from grounding.screen import Role
from grounding.training.render.sample import Sample
from grounding.training.render.web.browser import Browser
from grounding.training.render.web.kit import kits
from grounding.training.render.web.page import Page, compose

pytestmark = pytest.mark.chromium
SEEDS = (3, 5)
MOST_DIFFERENT = 0.01


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    installed = next(path for name in ("chromium", "google-chrome", "microsoft-edge") if (path := shutil.which(name)))
    with Browser(executable=installed, workspace=tmp_path_factory.mktemp("web")) as opened:
        for seed in SEEDS:
            rendered(opened, seed)  # a browser that never used a font may lay its first page out with another
        yield opened


def rendered(browser: Browser, seed: int) -> Sample:
    kit = kits()["theme"]
    page = compose(seed, kit=kit, modules=None, locale=None)
    return browser.render(page, source="web/theme", seed=seed, held_out=False)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_page_comes_again_from_its_seed(browser: Browser, seed: int) -> None:
    once, again = rendered(browser, seed), rendered(browser, seed)
    assert [(one.role, one.state, one.text) for one in once.elements] == [
        (one.role, one.state, one.text) for one in again.elements
    ]
    assert [line.text for line in once.lines] == [line.text for line in again.lines]
    # A browser rounds a control at a fraction of a pixel this way or that.
    boxes, same = ([one.box for one in (*sample.elements, *sample.lines)] for sample in (once, again))
    assert np.abs(np.array(boxes) - np.array(same)).max() <= 1
    assert (once.pixels != again.pixels).any(axis=2).mean() < MOST_DIFFERENT


@pytest.mark.parametrize("seed", SEEDS)
def test_every_label_lies_in_the_picture_and_shows_ink(browser: Browser, seed: int) -> None:
    sample = rendered(browser, seed)
    whole = Box(0, 0, sample.pixels.shape[1], sample.pixels.shape[0])
    boxes = [one.box for one in sample.elements] + [line.box for line in sample.lines]
    assert len(sample.elements) > 10
    assert len(sample.lines) > 10
    for box in boxes:
        assert whole.encloses(box)
        around = Box(box.left - 2, box.top - 2, box.right + 2, box.bottom + 2).clipped(whole)
        painted = sample.pixels[around.top : around.bottom, around.left : around.right]
        assert np.ptp(painted.reshape(-1, 3), axis=0).max() >= 8, box


def test_boxes_agree_with_the_picture_at_another_scale(browser: Browser) -> None:
    """A red square of 40 CSS pixels at (100, 60), seen at 1.5, is found where the pixels are red."""
    square = (
        '<button r=button style="position:fixed;left:100px;top:60px;width:40px;height:40px;border:0;background:red">'
    )
    text = "<p>one</p>" * 5
    html = f"<!doctype html><body style='margin:200px'>{square}</button>{text}</body>"
    page = Page(html=html, size_wh=(800, 600), scale=1.5, scroll=0.0, focus=1.0)
    sample = browser.render(page, source="web/plain", seed=0, held_out=False)
    button = next(one for one in sample.elements if one.role in (Role.BUTTON, Role.ICON_BUTTON))
    rows, columns = np.nonzero((sample.pixels == (255, 0, 0)).all(axis=2))
    assert sample.pixels.shape[:2] == (900, 1200)
    assert button.box == Box(columns.min(), rows.min(), columns.max() + 1, rows.max() + 1) == Box(150, 90, 210, 150)
    assert [line.text for line in sample.lines] == ["one"] * 5
