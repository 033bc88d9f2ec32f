"""What was typed is read back letter by letter, by two readers, and nothing but look-alikes is forgiven."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from grounding.geometry import Box
from grounding.grounder import Grounder
from grounding.screen import Element, ElementId, FoundBy, Frame, Look, NotOffered, Role, Screenshot, ScreenText
from planner.reading_back import Shown, in_reading_order, is_stretch, line_in, look_of, stands_in

FIELD = Box(20, 20, 320, 50)
FONT = "DejaVuSans.ttf"


def showing(text: str, *, size: int = 14, field: Box = FIELD) -> Look:
    picture = Image.new("RGB", (400, 120), "#eeeeee")
    inner = Image.new("RGB", (field.width - 2, field.height - 2), "white")
    ImageDraw.Draw(inner).text(
        (6, inner.height // 2), text, font=ImageFont.truetype(FONT, size), fill="black", anchor="lm"
    )
    ImageDraw.Draw(picture).rectangle(tuple(field), outline="#888888")
    picture.paste(inner, (field.left + 1, field.top + 1))
    pixels = np.array(picture, dtype=np.uint8)
    shot = Screenshot(id="field", pixels=pixels, frame=Frame(surface_id="field"), taken_at=datetime.now(UTC))
    return Look(screenshot=shot, structure=NotOffered(reason="pixels only"))


@pytest.mark.parametrize("size", [11, 13, 16])
@pytest.mark.parametrize("typed", ["sums.txt", "ana.berg@example.com", "Modern Times", "4711", "12.50"])
def test_what_was_typed_is_there_and_what_a_slip_makes_of_it_is_not(
    session_eyes: Grounder, typed: str, size: int
) -> None:
    shown = Shown(showing(typed, size=size), [FIELD], session_eyes)
    assert shown.has(typed, words=True)
    slips = [typed[:at] + typed[at + 1 :] for at in range(len(typed)) if typed[at] != " "]
    assert not [slip for slip in slips if shown.has(slip, words=True) or shown.is_part_of(slip, FIELD)]


@pytest.mark.parametrize("typed", ["sums.txt", "ana.berg@example.com", "Modern Times", "4711", "12.50"])
def test_one_line_in_a_known_field_is_read_where_it_stands_and_anything_else_is_looked_at_closely(
    session_eyes: Grounder, typed: str
) -> None:
    look = showing(typed)
    field = Element(id=ElementId("field"), box=FIELD, role=Role.TEXT_FIELD, found_by=FoundBy.STRUCTURE, handle="1")
    assert line_in(field, typed, look, session_eyes)
    assert not line_in(field, "Olive oil 38", look, session_eyes)
    assert not line_in(field, "", look, session_eyes), "that nothing stands there is not told so"
    assert not line_in(replace(field, role=Role.TEXT_AREA), typed, look, session_eyes)


def test_caps_lock_is_seen(session_eyes: Grounder) -> None:
    shown = Shown(showing("QUARTERLY PLAN"), [FIELD], session_eyes)
    assert shown.has("QUARTERLY PLAN", words=True)
    assert not shown.has("quarterly plan", words=True)
    assert shown.has("quarterly plan", words=True, any_case=True), "an option is written as its list has it"


def test_what_was_there_before_is_not_taken_for_a_part_of_what_was_typed(session_eyes: Grounder) -> None:
    shown = Shown(showing("100"), [FIELD], session_eyes)
    assert not shown.has("10", words=True)
    assert shown.has("10", words=False)


def test_a_long_text_is_believed_as_far_as_a_narrow_field_shows_it(session_eyes: Grounder) -> None:
    text = "https://example.org/reports/quarterly/summary.html"
    narrow = Box(20, 20, 220, 50)
    shown = Shown(showing(text, field=narrow), [narrow], session_eyes)
    assert shown.is_part_of(text, narrow)
    assert not shown.is_part_of(text.replace("example", "exampel"), narrow)
    short = Shown(showing("summary.html", field=FIELD), [FIELD], session_eyes)
    assert not short.is_part_of("ssummary.html", FIELD), "there is room for the letter that is not there"


def test_the_other_reader_is_asked_only_in_doubt(session_eyes: Grounder) -> None:
    class Asked:
        """The eyes, and how often they were made to look again."""

        def __init__(self) -> None:
            self.again = 0
            self.parse, self.ground = session_eyes.parse, session_eyes.ground
            self.read, self.changed = session_eyes.read, session_eyes.changed

        def read_again(self, look: Look, lines: tuple[Element, ...]) -> tuple[str, ...]:
            self.again += 1
            return session_eyes.read_again(look, lines)

    eyes = Asked()
    shown = Shown(showing("sums.txt"), [FIELD], eyes)
    assert shown.has("sums.txt", words=True)
    assert eyes.again == 0
    assert not shown.has("sus.txt", words=True)
    assert not shown.has("suns.txt", words=True)
    assert eyes.again == 1


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("l0O", "IOo", True),
        ("modern", "modem", True),
        ("Zoo", "zoo", True),
        ("Kim", "kim", False),
        ("Grün", "Grun", False),
        ("a-b", "a–b", True),
        ("17*23", "17×23", True),
        ("12.34", "1234", False),
    ],
)
def test_what_looks_alike(one: str, other: str, alike: bool) -> None:
    assert (look_of(one) == look_of(other)) is alike


def test_a_text_over_several_lines_is_pieced_together_from_either_reading() -> None:
    lines = [["Notes"], ["to be 0r not", "to be or mot"], ["to bc, that", "to be, that"], ["is the question"]]
    assert stands_in("to be or not to be, that is the question", lines, words=True)
    assert not stands_in("to be or not to be, this is the question", lines, words=True)
    assert not stands_in("is the", [["is"], ["not the"]], words=False), "nothing may stand between"


def test_a_stretch_is_exact_but_for_cut_letters() -> None:
    assert is_stretch("xample.org/rep", "https://example.org/reports")
    assert not is_stretch("xampel.org/rep", "https://example.org/reports")
    assert not is_stretch("short", "short")


def test_pieces_of_one_row_are_read_from_left_to_right() -> None:
    def piece(text: str, left: int, top: int) -> Element:
        box = Box(left, top, left + 40, top + 12)
        return Element(id=ElementId(text), box=box, role=Role.TEXT, text=ScreenText(text), found_by=FoundBy.TEXT)

    read = in_reading_order([piece("b", 60, 9), piece("a", 10, 11), piece("c", 10, 30)])
    assert [line.text for line in read] == ["a", "b", "c"]
