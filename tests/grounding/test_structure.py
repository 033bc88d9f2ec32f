"""Structure made to fit what is seen: nothing twice, nothing that is not drawn, pixels before claims."""

import time
from datetime import UTC, datetime

import numpy as np
import pytest
from PIL import Image, ImageDraw

from grounding.geometry import Box
from grounding.screen import Element, ElementId, FoundBy, Frame, Role, Screenshot, ScreenText, State
from grounding.structure import fuse


def said(role: Role, text: str, box: tuple[int, int, int, int], **more: object) -> Element:
    values: dict[str, object] = {
        "id": ElementId(f"{role}:{text}:{box}"),
        "box": Box(*box),
        "role": role,
        "text": ScreenText(text),
        "found_by": FoundBy.STRUCTURE,
        "handle": f"handle-{text}",
    }
    return Element(**{**values, **more})  # type: ignore[arg-type]


def read(text: str, box: tuple[int, int, int, int], confidence: float = 0.99) -> Element:
    return Element(
        id=ElementId(f"line:{box}"),
        box=Box(*box),
        role=Role.TEXT,
        text=ScreenText(text),
        found_by=FoundBy.TEXT,
        confidence=confidence,
    )


def picture(*drawn: Element, size: tuple[int, int] = (800, 600)) -> Screenshot:
    """Grey, with the texts of the elements written where the elements are."""
    image = Image.new("RGB", size, (230, 230, 230))
    canvas = ImageDraw.Draw(image)
    for element in drawn:
        canvas.rectangle((*element.box[:2], element.box.right - 1, element.box.bottom - 1), outline=(90, 90, 90))
        canvas.text((element.box.left + 4, element.box.top + 3), str(element.text) or "x", fill=(0, 0, 0))
    return Screenshot(
        id="shot", pixels=np.array(image), frame=Frame(surface_id="test"), taken_at=datetime(2025, 1, 1, tzinfo=UTC)
    )


def texts(elements: tuple[Element, ...]) -> list[tuple[str, str]]:
    return [(element.role.value, str(element.text)) for element in elements]


def test_a_line_that_a_control_already_says_is_listed_once() -> None:
    save = said(Role.BUTTON, "Save", (10, 10, 90, 40))
    line = read("Save", (20, 14, 60, 32))
    assert fuse((save,), (line,), picture(save)) == (save,)


def test_a_line_that_no_control_has_stays() -> None:
    save = said(Role.BUTTON, "Save", (10, 10, 90, 40))
    lost = read("3 files changed", (200, 14, 320, 32))
    assert fuse((save,), (lost,), picture(save, lost)) == (save, lost)


def test_a_label_inside_its_control_is_merged_into_it() -> None:
    link = said(Role.LINK, "Home", (10, 10, 90, 40))
    label = said(Role.TEXT, "Home", (14, 12, 70, 34))
    nameless = said(Role.BUTTON, "", (10, 60, 90, 90))
    inner = said(Role.LABEL, "Open", (14, 62, 70, 84))
    fused = fuse((link, label, nameless, inner), (), picture(link, inner))
    assert texts(fused) == [("link", "Home"), ("button", "Open")]
    assert fused[1].handle == nameless.handle


@pytest.mark.parametrize(
    "box",
    [
        (-2147483648, -2147483648, -2147483600, -2147483628),
        (10, 10, 10, 40),
        (90, 10, 10, 40),
        (900, 10, 990, 40),
        (-500, 0, 2000, 40),
    ],
)
def test_a_box_that_cannot_be_true_is_dropped(box: tuple[int, int, int, int]) -> None:
    assert fuse((said(Role.BUTTON, "Ghost", box),), (), picture()) == ()


def test_a_box_half_on_the_screen_is_cut_to_it() -> None:
    edge = said(Role.BUTTON, "Edge", (760, 10, 840, 40))
    shown = picture(said(Role.BUTTON, "Edge", (760, 10, 800, 40)))
    assert fuse((edge,), (), shown)[0].box == Box(760, 10, 800, 40)


def test_a_text_that_is_claimed_on_a_blank_patch_is_dropped() -> None:
    shown = said(Role.BUTTON, "Save", (10, 10, 90, 40))
    ghost = said(Role.BUTTON, "Delete", (200, 10, 290, 40))
    empty = said(Role.TEXT_FIELD, "Name", (200, 100, 290, 130))
    assert texts(fuse((shown, ghost, empty), (), picture(shown))) == [("button", "Save"), ("text_field", "Name")]


def test_what_is_written_on_a_button_comes_before_what_it_claims() -> None:
    liar = said(Role.BUTTON, "Cancel", (10, 10, 190, 40))
    fused = fuse((liar,), (read("Buy it now", (20, 14, 100, 32)),), picture(said(Role.BUTTON, "Buy it now", liar.box)))
    assert (fused[0].text, fused[0].hint, fused[0].handle) == ("Buy it now", "Cancel", liar.handle)


def test_an_icon_taken_for_a_letter_does_not_rename_its_button() -> None:
    close = said(Role.BUTTON, "Close", (10, 10, 40, 40))
    assert texts(fuse((close,), (read("x", (18, 16, 30, 30)),), picture(close))) == [("button", "Close")]


def test_a_claimed_text_where_another_is_read_is_dropped() -> None:
    claimed = said(Role.LABEL, "Total: 5", (10, 10, 190, 40))
    line = read("Chapter one", (14, 14, 180, 34))
    assert fuse((claimed,), (line,), picture(line)) == (line,)


def test_a_control_covered_by_another_window_is_dropped() -> None:
    covered = said(Role.BUTTON, "Delete", (100, 10, 180, 40))
    line = read("The quick brown fox jumps over it", (20, 16, 300, 34))
    assert fuse((covered,), (line,), picture(line)) == (line,)


def test_a_row_of_controls_read_as_one_line_is_not_listed_again() -> None:
    menus = tuple(
        said(Role.MENU_ITEM, name, (10 + 60 * at, 0, 65 + 60 * at, 24))
        for at, name in enumerate(("File", "Edit", "View"))
    )
    line = read("File Edit View", (14, 4, 170, 20))
    assert fuse(menus, (line,), picture(*menus)) == menus


def test_what_is_read_in_a_field_becomes_its_content_unless_it_is_known_or_secret() -> None:
    name = said(Role.TEXT_FIELD, "Name", (10, 10, 290, 40))
    known = said(Role.TEXT_FIELD, "City", (10, 60, 290, 90), value=ScreenText("Graz"))
    hinted = said(Role.TEXT_FIELD, "", (10, 110, 290, 140), hint=ScreenText("Search"))
    secret = said(Role.TEXT_FIELD, "Password", (10, 160, 290, 190), state=frozenset({State.SECRET}))
    lines = (
        read("Ada Lovelace", (16, 14, 120, 34)),
        read("Groz", (16, 64, 60, 84)),
        read("Search", (16, 114, 80, 134)),
        read("••••••", (16, 164, 80, 184)),
    )
    fused = fuse((name, known, hinted, secret), lines, picture(name, known, hinted, secret))
    assert [element.value for element in fused] == ["Ada Lovelace", "Graz", "", ""]


def test_lines_of_a_text_area_stay_to_be_clicked_at() -> None:
    area = said(Role.TEXT_AREA, "Letter", (10, 10, 590, 390))
    lines = (read("Dear Sir,", (16, 20, 100, 38)), read("I remain yours", (16, 60, 140, 78)))
    assert fuse((area,), lines, picture(area)) == (area, *lines)


def test_boxes_told_from_the_windows_corner_are_moved_to_where_they_are_read() -> None:
    names = ("Open", "Save", "Print", "Close")
    drawn = [said(Role.BUTTON, name, (300 + 90 * at, 200, 380 + 90 * at, 230)) for at, name in enumerate(names)]
    told = tuple(
        said(Role.BUTTON, name, (20 + 90 * at, 40, 100 + 90 * at, 70), window="w") for at, name in enumerate(names)
    )
    lines = tuple(read(name, (304 + 90 * at, 203, 340 + 90 * at, 225)) for at, name in enumerate(names))
    fused = fuse(told, lines, picture(*drawn))
    assert texts(fused) == [("button", name) for name in names]
    for element, there in zip(fused, drawn, strict=True):
        assert element.box.iou(there.box) > 0.4
        assert there.box.contains(element.box.center)


def test_a_control_that_only_eyes_found_stays_and_one_that_structure_has_does_not_come_twice() -> None:
    save = said(Role.BUTTON, "Save", (10, 10, 90, 40))
    same = Element(id=ElementId("v1"), box=Box(12, 11, 88, 41), role=Role.BUTTON, found_by=FoundBy.VISION)
    other = Element(id=ElementId("v2"), box=Box(200, 10, 280, 40), role=Role.BUTTON, found_by=FoundBy.VISION)
    line = read("Help", (210, 14, 250, 32))
    fused = fuse((save,), (same, other, line), picture(save, said(Role.BUTTON, "Help", (200, 10, 280, 40))))
    assert [(element.id, element.text) for element in fused] == [(save.id, "Save"), ("v2", "Help")]


def test_the_square_of_a_checkbox_is_no_control_of_its_own() -> None:
    box = said(Role.CHECKBOX, "Wrap as a gift", (10, 10, 210, 34))
    square = Element(id=ElementId("v1"), box=Box(10, 14, 26, 30), role=Role.CHECKBOX, found_by=FoundBy.VISION)
    assert fuse((box,), (square,), picture(box)) == (box,)


def test_a_shape_around_several_lines_does_not_swallow_them() -> None:
    shape = Element(id=ElementId("v1"), box=Box(10, 10, 210, 130), role=Role.TEXT_FIELD, found_by=FoundBy.VISION)
    lines = tuple(read(name, (20, 14 + 30 * at, 120, 34 + 30 * at)) for at, name in enumerate(("Open", "Save", "Quit")))
    assert fuse((), (shape, *lines), picture(shape)) == (shape, *lines)


def test_where_the_text_in_a_shape_was_read_is_kept() -> None:
    shape = Element(id=ElementId("v1"), box=Box(10, 10, 410, 40), role=Role.BUTTON, found_by=FoundBy.VISION)
    line = read("Open", (20, 14, 60, 34))
    fused = fuse((), (shape, line), picture(shape))
    assert [(element.text, element.text_box) for element in fused] == [("Open", line.box)]


def test_without_structure_what_was_seen_is_given_back() -> None:
    lines = (read("a line", (10, 10, 60, 30)), read("another", (10, 50, 70, 70)))
    assert fuse((), lines, picture(*lines)) == lines


def test_ids_are_unique_and_the_answer_is_the_same_each_time() -> None:
    one = said(Role.BUTTON, "A", (10, 10, 90, 40), id=ElementId("same"))
    two = said(Role.BUTTON, "B", (100, 10, 190, 40), id=ElementId("same"))
    shown = picture(one, two)
    fused = fuse((one, two), (), shown)
    assert len({element.id for element in fused}) == 2
    assert fuse((one, two), (), shown) == fused


def test_a_thousand_elements_and_three_hundred_lines_take_a_blink() -> None:
    elements = tuple(
        said(
            Role.BUTTON,
            f"Button {at}",
            (10 + 60 * (at % 30), 10 + 30 * (at // 30), 65 + 60 * (at % 30), 36 + 30 * (at // 30)),
        )
        for at in range(1000)
    )
    lines = tuple(read(str(element.text), element.box.grown(-4)) for element in elements[:300])
    shown = picture(*elements, size=(1920, 1080))
    fuse(elements, lines, shown)
    spent = []
    for _ in range(5):
        began = time.process_time()
        fused = fuse(elements, lines, shown)
        spent.append(time.process_time() - began)
    assert len(fused) == 1000
    assert min(spent) < 0.05, f"{min(spent):.3f} s"
    print(f"{min(spent) * 1000:.1f} ms")


@pytest.mark.parametrize("role", [Role.DROPDOWN, Role.TEXT_FIELD])
def test_a_field_may_bear_its_name_at_one_end_and_what_it_holds_at_the_other(role: Role) -> None:
    field = Element(id=ElementId("v1"), box=Box(10, 10, 430, 60), role=role, found_by=FoundBy.VISION)
    held, name = read("10 minutes", (330, 26, 410, 42)), read("Snooze after", (24, 28, 120, 44))
    (fused,) = fuse((), (held, name, field), picture(held, name))
    assert (fused.text, fused.value) == ("Snooze after", "10 minutes")
    assert fused.text_box == name.box


def test_words_in_one_row_are_one_text_from_left_to_right() -> None:
    button = Element(id=ElementId("v1"), box=Box(10, 10, 210, 50), role=Role.BUTTON, found_by=FoundBy.VISION)
    last, first = read("page", (90, 20, 140, 36)), read("Next", (30, 23, 80, 39))
    (fused,) = fuse((), (last, first, button), picture(last, first))
    assert fused.text == "Next page"


def test_a_line_belongs_to_the_control_that_it_names_where_a_list_covers_a_part_of_a_button() -> None:
    button = said(Role.BUTTON, "Submit", (14, 142, 150, 188))
    entry = said(Role.LIST_ITEM, "Nepal", (15, 136, 191, 178))
    line = read("Nepal", (20, 146, 60, 166))
    fused = fuse((button, entry), (line,), picture(button, entry))
    assert texts(fused) == [("button", "Submit"), ("list_item", "Nepal")]
