"""What boxes say and where: legible on every ground, in one line, off each other, never outside the picture."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.labels import COLOURS, LONGEST, Family, family_of, labels_of, said_of, said_shortly
from app.placing import Wish, places_of
from grounding.geometry import Box
from grounding.screen import FoundBy, Meaning, ParsedScreen, Pixels, Role, State
from tests.making import element, screenshot_of

BLANK = np.full((300, 400, 3), 245, dtype=np.uint8)


def lightness(colour: str) -> float:
    """Relative luminance, WCAG 2.1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("family", Family)
def test_every_colour_is_seen_on_black_and_on_white_and_carries_white_letters(family: Family) -> None:
    light = lightness(COLOURS[family]) + 0.05
    assert 1.05 / light >= 4.5
    assert light / 0.05 >= 3


def test_no_two_families_look_alike() -> None:
    assert len(set(COLOURS.values())) == len(Family)


@pytest.mark.parametrize("role", Role)
def test_a_control_without_a_name_still_says_its_role(role: Role) -> None:
    bare = element(role=role)
    assert said_of(bare) == said_shortly(bare) == role.value.replace("_", " ")
    assert family_of(bare) in COLOURS


def test_a_label_has_role_name_meaning_and_states() -> None:
    box = element(role=Role.CHECKBOX, text="Wrap lines", state=frozenset({State.CHECKED, State.READ_ONLY}))
    assert said_of(box) == "checkbox “Wrap lines” · checked · read only"
    icon = element(role=Role.IMAGE, meaning=Meaning(name="full screen", confidence=0.7))
    assert said_of(icon) == "image ≈ full screen"
    assert said_shortly(icon) == "≈ full screen"


def test_a_line_of_text_says_only_what_was_read() -> None:
    assert said_of(element(role=Role.TEXT, text="Account", found_by=FoundBy.TEXT)) == "Account"


@given(st.text(max_size=200))
def test_no_text_of_a_screen_breaks_its_label(text: str) -> None:
    for said in (said_of(element(text=text)), said_shortly(element(text=text))):
        assert said
        assert said.isprintable()
        assert len(said) <= LONGEST + len("button “”")


def test_what_lies_inside_is_drawn_later() -> None:
    window, button = element(Box(0, 0, 400, 300), Role.WINDOW), element(Box(10, 10, 60, 30))
    assert [label.box for label in labels_of([button, window])] == [window.box, button.box]


@given(
    st.lists(
        st.tuples(st.integers(-5, 390), st.integers(-5, 290), st.integers(1, 400), st.integers(1, 300)), max_size=20
    )
)
def test_every_label_is_on_the_picture_and_beside_its_box(corners: list[tuple[int, int, int, int]]) -> None:
    boxes = [Box(left, top, left + width, top + height) for left, top, width, height in corners]
    wishes = [Wish(box=box, sizes=((70, 12), (30, 12))) for box in boxes]
    places = places_of(wishes, BLANK)
    assert len(places) == len(wishes)
    for wish, place in zip(wishes, places, strict=True):
        assert Box(0, 0, 400, 300).encloses(place.box)
        assert (place.box.width, place.box.height) == wish.sizes[place.wording]
        assert place.box.clipped(wish.box.grown(18)).area


def test_labels_of_boxes_with_room_hide_no_other_label_and_no_other_box() -> None:
    boxes = [Box(left, top, left + 60, top + 20) for top in range(20, 280, 50) for left in range(10, 330, 100)]
    places = places_of([Wish(box=box, sizes=((90, 12), (40, 12))) for box in boxes], BLANK)
    assert {place.wording for place in places} == {0}
    for at, place in enumerate(places):
        assert place.is_free
        assert not any(place.box.clipped(other.box).area for other in places[at + 1 :])
        assert not any(place.box.clipped(other).area for other in boxes if other != boxes[at])


def test_a_label_spares_the_letters_of_its_own_box() -> None:
    """A row of a list, with rows above and below: only on its right is there nothing."""
    rows = [Box(0, top, 400, top + 20) for top in range(0, 300, 20)]
    pixels = BLANK.copy()
    pixels[:, 0:150:2] = 0
    for place in places_of([Wish(box=row, sizes=((90, 12), (40, 12))) for row in rows], pixels):
        assert place.box.left >= 150
        assert place.is_free


def test_where_there_is_no_room_the_shorter_wording_is_taken_and_what_it_hides_is_told() -> None:
    crowded = [Box(left, top, left + 20, top + 12) for top in range(0, 300, 12) for left in range(0, 400, 20)]
    places = places_of([Wish(box=box, sizes=((90, 12), (20, 12))) for box in crowded], BLANK)
    assert {place.wording for place in places} == {1}
    one = Box(0, 0, 20, 12)
    same = places_of([Wish(box=one, sizes=((400, 300),)), Wish(box=one, sizes=((400, 300),))], BLANK)
    assert sorted(place.hides for place in same) == [0, 400 * 300]


def test_a_picture_smaller_than_a_label_is_no_trouble() -> None:
    tiny: Pixels = np.zeros((16, 16, 3), dtype=np.uint8)
    (place,) = places_of([Wish(box=Box(2, 2, 9, 9), sizes=((80, 12),))], tiny)
    assert place.box.left == 0


def test_drawing_a_full_screen_of_boxes_takes_no_time() -> None:
    from app.cli.drawing import drawn

    boxes = [Box(left, top, left + 60, top + 18) for top in range(0, 1060, 22) for left in range(0, 1860, 64)]
    pixels = np.random.default_rng(1).integers(0, 255, (1080, 1920, 3), dtype=np.uint8)
    items = tuple(element(box, text=f"Item {box.left}") for box in boxes)
    began_s = time.process_time()
    drawn(ParsedScreen(screenshot=screenshot_of(pixels), elements=items))
    assert time.process_time() - began_s < 10
