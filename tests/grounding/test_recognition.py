"""What a crop says depends on the crop alone; scripts are told apart."""

from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from grounding.engine import Engine
from grounding.screen import Pixels
from grounding.text_reader.contrast import GROUND, HEIGHT, strip_of
from grounding.text_reader.ctc import decode
from grounding.text_reader.recognition import TextRecogniser
from grounding.text_reader.scripts import CHARACTERS, CYRILLIC, GREEK, LATIN, look_of, meant_by

FACES = (
    "Open",
    "Größe ändern",
    "Ctrl+Shift+P",
    "12:45",
    "Сохранить как",
    "Άνοιγμα αρχείου",
    "a much longer line of text",
)


def crop(canvas, text: str, *, dark: bool = False, size: int = 14) -> Pixels:
    screen = canvas(500, 60, dark=dark)
    box = screen.write(20, 20, text, size=size).grown(3)
    return screen.pixels[box.top : box.bottom, box.left : box.right]


def test_the_same_crop_reads_the_same_whatever_is_read_with_it(engine: Engine, canvas) -> None:
    crops = [crop(canvas, face) for face in FACES]
    together = TextRecogniser(engine=engine).read(crops)
    assert [TextRecogniser(engine=engine).read([one])[0] for one in crops] == together
    assert TextRecogniser(engine=engine).read(crops[::-1]) == together[::-1]


@pytest.mark.parametrize("text", ["Сохранить файл как", "Налаштування", "Άνοιγμα αρχείου", "Größe wählen", "źródło"])
def test_three_alphabets_are_read(engine: Engine, canvas, text: str) -> None:
    reading = TextRecogniser(engine=engine).read([crop(canvas, text)])[0]
    assert reading.text.casefold() == text.casefold()
    assert len(reading.middles) == len(text)
    assert list(reading.middles) == sorted(reading.middles)


def test_a_chinese_line_is_handed_to_the_recogniser_that_knows_it(engine: Engine) -> None:
    """The picture was drawn with Noto Sans CJK, which the machines that test have not."""
    picture = cv2.imread(str(Path(__file__).with_name("chinese_line.png")))[:, :, ::-1]
    assert TextRecogniser(engine=engine).read([picture])[0].text == "保存文件"


def test_drawings_say_nothing(engine: Engine) -> None:
    blank = np.full((20, 40, 3), 240, dtype=np.uint8)
    disc = blank.copy()
    cv2.circle(disc, (20, 10), 7, (40, 90, 200), -1, cv2.LINE_AA)
    frame = blank.copy()
    cv2.rectangle(frame, (3, 3), (16, 16), (120, 120, 120), 1)
    for drawing in (blank, disc, frame):
        reading = TextRecogniser(engine=engine).read([drawing])[0]
        assert not reading.text or reading.confidence < 0.9


def test_a_strip_has_its_ground_in_the_middle_and_its_ink_above_whatever_the_colours(canvas) -> None:
    light, dark = (strip_of(crop(canvas, "Save", dark=dark)).astype(int) for dark in (False, True))
    assert light.shape == dark.shape
    assert light.shape[0] == HEIGHT
    for strip in (light, dark):
        assert abs(int(np.median(strip)) - GROUND) <= 1
        assert strip.max() > 220
    assert np.abs(light - dark).mean() < 8


def test_every_letter_of_the_alphabets_has_a_shape_and_comes_back_in_a_word_of_its_script() -> None:
    for letters, sample in ((LATIN, "qual"), (GREEK, "λόγος"), (CYRILLIC, "буква")):
        for letter in letters:
            look = look_of(letter + sample)
            assert set(look) <= set(CHARACTERS)
            assert meant_by(look) == letter + sample


LETTERS_OF_A_TEST = ("", "a", "b", "m")


def steps(*rows: tuple[float, float, float, float]) -> npt.NDArray[np.float32]:
    """(steps, 4): blank, a, b, m."""
    return np.array(rows, dtype=np.float32)


def test_a_letter_that_is_spread_over_two_steps_is_read() -> None:
    likely = steps((0.001, 0.999, 0, 0), (0.999, 0, 0, 0.001), (0.55, 0, 0, 0.45), (0.55, 0, 0, 0.45), (1, 0, 0, 0))
    assert decode(likely, LETTERS_OF_A_TEST, share=1.0).text == "am"


def test_a_letter_twice_needs_a_blank_between() -> None:
    once = steps((0.3, 0.7, 0, 0), (0.2, 0.8, 0, 0))
    twice = steps((0.3, 0.7, 0, 0), (0.999, 0.001, 0, 0), (0.2, 0.8, 0, 0))
    assert decode(once, LETTERS_OF_A_TEST, share=1.0).text == "a"
    assert decode(twice, LETTERS_OF_A_TEST, share=1.0).text == "aa"


def test_a_line_that_is_perhaps_empty_is_read_as_what_it_would_say() -> None:
    assert decode(steps((0.8, 0, 0.2, 0)), LETTERS_OF_A_TEST, share=1.0).text == "b"
    assert decode(steps((0.96, 0, 0.04, 0)), LETTERS_OF_A_TEST, share=1.0).text == ""
