"""The same picture gives the same elements: twice, on one thread and two, and after any changes on the way to it."""

from functools import partial

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from grounding.detector.detector import Detector
from grounding.engine import Engine
from grounding.geometry import Box
from grounding.grounder import Grounder
from grounding.icons import IconEncoder
from grounding.locator.locate import locate
from grounding.screen import Element, Pixels
from grounding.structure import fuse
from grounding.text_reader.reader import TextReader
from tests.grounding.conftest import Canvas, font

WIDTH, HEIGHT = 760, 420


def fresh(threads: int) -> Grounder:
    engine = Engine(threads=threads)
    detector, icons = Detector(engine=engine), IconEncoder(engine=engine)
    return Grounder(
        detector=detector,
        text_reader=TextReader(engine=engine, detector=detector),
        icons=icons,
        locate=partial(locate, depicting=icons),
        fuse=fuse,
    )


def form() -> Canvas:
    screen = Canvas(WIDTH, HEIGHT)
    for row, name in enumerate(("Name", "Street", "City", "Country", "Remarks")):
        screen.write(20, 24 + row * 44, name)
        screen.field(Box(110, 18 + row * 44, 340, 46 + row * 44))
    screen.write(116, 25, "Rosa Fuchs")
    screen.circle(Box(400, 24, 415, 39), dot=True)
    screen.write(422, 24, "Private")
    screen.button(Box(110, 260, 200, 290), "Send")
    screen.button(Box(220, 260, 310, 290), "Cancel")
    return screen


def elements(grounder: Grounder, pixels: Pixels) -> tuple[Element, ...]:
    screen = Canvas(WIDTH, HEIGHT)
    screen.image = Image.fromarray(pixels)
    return grounder.parse(screen.look()).elements


@pytest.fixture(scope="module")
def known() -> dict[str, Grounder]:
    return {"again": fresh(1), "one": fresh(1), "two": fresh(2)}


def test_twice_and_on_one_thread_or_two(known: dict[str, Grounder]) -> None:
    pixels = np.array(form().image)
    one = elements(known["one"], pixels)
    assert one
    assert elements(fresh(1), pixels) == one
    assert elements(known["two"], pixels) == one


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    edits=st.lists(
        st.tuples(st.integers(0, WIDTH - 60), st.integers(0, HEIGHT - 20), st.sampled_from(("Hello", "x", "12", ""))),
        min_size=1,
        max_size=3,
    )
)
def test_what_was_parsed_before_leaves_no_trace(known: dict[str, Grounder], edits: list[tuple[int, int, str]]) -> None:
    picture = form().image
    elements(known["again"], np.array(picture))
    pen = ImageDraw.Draw(picture)
    for x, y, text in edits:
        if text:
            pen.text((x, y), text, font=font(13), fill=(30, 30, 30))
        else:
            pen.rectangle((x, y, x + 40, y + 12), fill=(250, 250, 250))
        pixels = np.array(picture)
        followed = elements(known["again"], pixels)
    assert followed == elements(fresh(1), pixels)
