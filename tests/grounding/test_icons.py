"""What a drawing means is known from its pixels alone, on any ground, whatever is asked beside it."""

import math
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from grounding.engine import Engine
from grounding.errors import ModelDamaged
from grounding.geometry import Box
from grounding.icons import DIMENSIONS, FEATURES, SIDE, IconEncoder, Meant, Unclear, features, square_crop
from grounding.screen import Pixels

Draw = Callable[[ImageDraw.ImageDraw, tuple[int, int, int]], None]
SCALE = 8  # drawn so much larger, then shrunk, as a toolkit's edges are smooth
GROUNDS = {
    "light": ((250, 250, 250), (40, 40, 40)),
    "dark": ((32, 33, 36), (230, 230, 230)),
    "coloured": ((25, 118, 210), (255, 255, 255)),
}


def plus(pen: ImageDraw.ImageDraw, ink: tuple[int, int, int]) -> None:
    pen.rectangle((2, 88, 190, 104), fill=ink)
    pen.rectangle((88, 2, 104, 190), fill=ink)


def cross(pen: ImageDraw.ImageDraw, ink: tuple[int, int, int]) -> None:
    pen.line((16, 16, 176, 176), fill=ink, width=18)
    pen.line((16, 176, 176, 16), fill=ink, width=18)


def three_lines(pen: ImageDraw.ImageDraw, ink: tuple[int, int, int]) -> None:
    for top in (36, 88, 140):
        pen.rectangle((8, top, 184, top + 16), fill=ink)


def tick(pen: ImageDraw.ImageDraw, ink: tuple[int, int, int]) -> None:
    pen.line((16, 100, 72, 156, 176, 40), fill=ink, width=20, joint="curve")


def left_arrow(pen: ImageDraw.ImageDraw, ink: tuple[int, int, int]) -> None:
    pen.line((20, 96, 180, 96), fill=ink, width=16)
    pen.line((96, 20, 20, 96, 96, 172), fill=ink, width=16, joint="curve")


def magnifier(pen: ImageDraw.ImageDraw, ink: tuple[int, int, int]) -> None:
    pen.ellipse((14, 14, 130, 130), outline=ink, width=16)
    pen.line((112, 112, 180, 180), fill=ink, width=18)


def star(pen: ImageDraw.ImageDraw, ink: tuple[int, int, int]) -> None:
    corners = [
        (96 + reach * math.sin(math.pi * turn / 5), 100 - reach * math.cos(math.pi * turn / 5))
        for turn, reach in enumerate((94, 40) * 5)
    ]
    pen.polygon(corners, fill=ink)


def three_dots(pen: ImageDraw.ImageDraw, ink: tuple[int, int, int]) -> None:
    for left in (10, 80, 150):
        pen.ellipse((left, 80, left + 32, 112), fill=ink)


def two_bars(pen: ImageDraw.ImageDraw, ink: tuple[int, int, int]) -> None:
    pen.rectangle((40, 16, 76, 176), fill=ink)
    pen.rectangle((116, 16, 152, 176), fill=ink)


def envelope(pen: ImageDraw.ImageDraw, ink: tuple[int, int, int]) -> None:
    pen.rounded_rectangle((8, 32, 184, 160), radius=14, outline=ink, width=14)
    pen.line((16, 46, 96, 106, 176, 46), fill=ink, width=14, joint="curve")


DRAWINGS: dict[str, Draw] = {
    "add": plus,
    "close": cross,
    "main menu": three_lines,
    "check mark": tick,
    "go back": left_arrow,
    "search": magnifier,
    "star": star,
    "more options": three_dots,
    "pause": two_bars,
    "email": envelope,
}


def drawn(draw: Draw, *, ground: str = "light", size: int = 24) -> Pixels:
    """A picture with the drawing in its middle, its ink within (20, 20, 20 + size, 20 + size)."""
    back, ink = GROUNDS[ground]
    large = Image.new("RGB", (24 * SCALE, 24 * SCALE), back)
    draw(ImageDraw.Draw(large), ink)
    picture = Image.new("RGB", (size + 40, size + 40), back)
    picture.paste(large.resize((size, size), Image.Resampling.BOX), (20, 20))
    return np.asarray(picture)


def ink_box(size: int = 24) -> Box:
    return Box(20, 20, 20 + size, 20 + size)


@pytest.fixture(scope="module")
def encoder() -> Iterator[IconEncoder]:
    encoder = IconEncoder(engine=Engine(threads=1))
    encoder.load()
    return encoder


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("wanted", DRAWINGS)
def test_words_find_their_drawing_among_ten(encoder: IconEncoder, wanted: str, ground: str) -> None:
    found = {name: encoder.describe(drawn(draw, ground=ground), [ink_box()])[0] for name, draw in DRAWINGS.items()}
    assert max(found, key=lambda name: encoder.likeness(found[name], wanted)) == wanted


@pytest.mark.parametrize("size", [14, 18, 40])
def test_the_size_on_the_screen_does_not_matter(encoder: IconEncoder, size: int) -> None:
    usual = encoder.describe(drawn(magnifier), [ink_box()])[0]
    other = encoder.describe(drawn(magnifier, size=size), [ink_box(size)])[0]
    assert float(usual @ other) > 0.6


def test_everyday_drawings_are_named(encoder: IconEncoder) -> None:
    expected = {plus: "add", cross: "close", magnifier: "search", star: "favourite", envelope: "mail"}
    for draw, name in expected.items():
        meaning = encoder.meaning(encoder.describe(drawn(draw), [ink_box()])[0])
        assert isinstance(meaning, Meant)
        assert meaning.name == name
        assert 0.5 <= meaning.confidence <= 1


def test_an_empty_place_has_no_meaning(encoder: IconEncoder) -> None:
    blank = np.full((60, 60, 3), 240, dtype=np.uint8)
    assert isinstance(encoder.meaning(encoder.describe(blank, [Box(20, 20, 40, 40)])[0]), Unclear)


def test_a_word_is_no_icon(encoder: IconEncoder, canvas) -> None:
    screen = canvas()
    box = screen.write(40, 40, "Account", size=13)
    assert isinstance(encoder.meaning(encoder.describe(np.asarray(screen.image), [box])[0]), Unclear)


def test_a_crop_gives_the_same_vector_alone_and_among_others() -> None:
    pixels = np.concatenate([drawn(draw) for draw in DRAWINGS.values()], axis=1)
    boxes = [Box(20 + 64 * place, 20, 44 + 64 * place, 44) for place in range(len(DRAWINGS))]
    together = IconEncoder(engine=Engine(threads=2)).describe(pixels, boxes)
    for box, vector in zip(boxes, together, strict=True):
        alone = IconEncoder(engine=Engine(threads=1)).describe(pixels, [box])[0]
        assert np.array_equal(alone, vector)


def test_vectors_come_in_the_order_of_the_boxes(encoder: IconEncoder) -> None:
    pixels = np.concatenate([drawn(plus), drawn(star)], axis=1)
    first, second = Box(20, 20, 44, 44), Box(84, 20, 108, 44)
    forth, back = encoder.describe(pixels, [first, second]), encoder.describe(pixels, [second, first])
    assert np.array_equal(forth[0], back[1])
    assert np.array_equal(forth[1], back[0])
    assert encoder.describe(pixels, []) == []


@pytest.mark.parametrize(
    "box", [Box(0, 0, 4, 4), Box(-20, -20, 2, 2), Box(60, 60, 300, 90), Box(5, 5, 5, 5), Box(500, 500, 520, 520)]
)
def test_boxes_at_and_beyond_the_edge_give_vectors(encoder: IconEncoder, box: Box) -> None:
    vector = encoder.describe(drawn(star), [box])[0]
    assert vector.shape == (DIMENSIONS,)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-4)


def test_a_crop_beyond_the_edge_repeats_it() -> None:
    pixels = np.arange(27, dtype=np.uint8).reshape(3, 3, 3)
    crop = square_crop(pixels, Box(0, 0, 1, 1))
    assert crop.shape == (4, 4, 3)
    assert np.array_equal(crop[0, 0], pixels[0, 0])


@pytest.mark.parametrize("text", ["", " ", "🗑", "поиск", "検索", "<b>save</b>", "\x00", "\ud800", "save " * 2000])
def test_any_words_give_a_vector(encoder: IconEncoder, text: str) -> None:
    vector = encoder.words(text)
    assert vector.shape == (DIMENSIONS,)
    assert np.isfinite(vector).all()
    assert features(text).shape == (2, FEATURES)


@pytest.mark.parametrize(("text", "same"), [("bin", "trash"), ("loupe", "search"), ("papierkorb", "trash")])
def test_other_words_for_a_thing_lie_near_it(encoder: IconEncoder, text: str, same: str) -> None:
    others = ("arrow left", "calendar", "microphone", "folder", "bold", "printer", "shopping cart", "heart")
    near = float(encoder.words(text) @ encoder.words(same))
    assert all(near > float(encoder.words(text) @ encoder.words(other)) for other in others)


def test_a_one_coloured_crop_is_not_divided_by_nothing(encoder: IconEncoder) -> None:
    black = np.zeros((SIDE, SIDE, 3), dtype=np.uint8)
    assert np.isfinite(encoder.describe(black, [Box(8, 8, 24, 24)])[0]).all()


@pytest.mark.parametrize("content", ["schema = 2", "schema = 1\n[save]\ndrawn = []", "no toml"])
def test_a_vocabulary_that_cannot_be_read_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "icon_names.toml"
    path.write_text(content, encoding="utf-8")
    encoder = IconEncoder(engine=Engine(threads=1), vocabulary=path)
    with pytest.raises(ModelDamaged):
        encoder.meaning(encoder.describe(drawn(star), [ink_box()])[0])
