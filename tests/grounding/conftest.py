"""Screens that are drawn here, so that what stands on them is known, and the eyes that read them."""

import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache, partial

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from grounding.detector.detector import Detector
from grounding.engine import Engine
from grounding.geometry import Box
from grounding.grounder import Grounder
from grounding.icons import IconEncoder
from grounding.locator.locate import locate
from grounding.screen import Frame, Look, NotOffered, Pixels, Screenshot, Structure
from grounding.structure import fuse
from grounding.text_reader.reader import TextReader

LIGHT = ((250, 250, 250), (30, 30, 30))
DARK = ((32, 33, 36), (225, 226, 230))


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype("DejaVuSans.ttf", size)


class Canvas:
    """A screen to draw on. Every drawing tells the box of its ink."""

    def __init__(self, width: int = 640, height: int = 400, *, dark: bool = False) -> None:
        self.ground, self.ink = DARK if dark else LIGHT
        self.image = Image.new("RGB", (width, height), self.ground)
        self._pen = ImageDraw.Draw(self.image)

    def write(self, x: int, y: int, text: str, *, size: int = 13, colour: tuple[int, int, int] | None = None) -> Box:
        self._pen.text((x, y), text, font=font(size), fill=colour or self.ink)
        return Box(*(round(edge) for edge in self._pen.textbbox((x, y), text, font=font(size))))

    def field(self, box: Box, *, fill: tuple[int, int, int] = (255, 255, 255)) -> Box:
        self._pen.rectangle((box.left, box.top, box.right - 1, box.bottom - 1), fill=fill, outline=(150, 150, 150))
        return box

    def button(self, box: Box, text: str) -> Box:
        self._pen.rounded_rectangle(
            (box.left, box.top, box.right - 1, box.bottom - 1), 4, fill=(228, 228, 230), outline=(160, 160, 165)
        )
        self._pen.text(box.center, text, font=font(13), fill=(20, 20, 20), anchor="mm")
        return box

    def line(self, points: Sequence[tuple[int, int]], *, width: int = 1) -> None:
        self._pen.line(points, fill=self.ink, width=width)

    def circle(self, box: Box, *, dot: bool = False) -> Box:
        edges = (box.left, box.top, box.right - 1, box.bottom - 1)
        self._pen.ellipse(edges, fill=(255, 255, 255), outline=(90, 90, 90))
        if dot:
            inner = box.grown(-4)
            self._pen.ellipse((inner.left, inner.top, inner.right - 1, inner.bottom - 1), fill=(20, 90, 200))
        return box

    @property
    def pixels(self) -> Pixels:
        return np.array(self.image, dtype=np.uint8)

    def screenshot(self, name: str = "drawn") -> Screenshot:
        return Screenshot(
            id=name, pixels=self.pixels, frame=Frame(surface_id="drawn"), taken_at=datetime(2024, 1, 1, tzinfo=UTC)
        )

    def look(self, structure: Structure | None = None) -> Look:
        return Look(screenshot=self.screenshot(), structure=structure or NotOffered(reason="drawn"))


@pytest.fixture(scope="session")
def canvas() -> Callable[..., Canvas]:
    return Canvas


@pytest.fixture(scope="session")
def engine() -> Engine:
    return Engine(threads=2)


@pytest.fixture(scope="session")
def detector(engine: Engine) -> Detector:
    return Detector(engine=engine)


@pytest.fixture(scope="session")
def text_reader(engine: Engine, detector: Detector) -> TextReader:
    return TextReader(engine=engine, detector=detector)


@pytest.fixture(scope="session")
def icons(engine: Engine) -> IconEncoder:
    return IconEncoder(engine=engine)


@pytest.fixture
def eyes(detector: Detector, text_reader: TextReader, icons: IconEncoder) -> Grounder:
    return Grounder(
        detector=detector,
        text_reader=text_reader,
        icons=icons,
        locate=partial(locate, depicting=icons),
        fuse=fuse,
    )


@pytest.fixture
def x_server() -> Iterator[Callable[..., str]]:
    """Starts X servers on displays that are free, and ends them."""
    started: list[subprocess.Popen[bytes]] = []

    def start(size: str = "800x600") -> str:
        reading, writing = os.pipe()
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24", "-noreset", "-nolisten", "tcp"],
            pass_fds=[writing],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        started.append(server)
        os.close(writing)
        with os.fdopen(reading) as answer:
            return f":{answer.readline().strip()}"

    yield start
    for server in started:
        server.terminate()
        server.wait(timeout=10)
