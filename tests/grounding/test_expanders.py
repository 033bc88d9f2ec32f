"""The little boxes with a plus before the branches of a tree, and what else has a plus on it."""

import pytest

from grounding.geometry import Box
from grounding.screen import Role


def plus(screen, box: Box) -> Box:
    screen.field(box)
    middle, arm = box.center, box.width // 2 - 3
    screen.line([(middle.x - arm, middle.y), (middle.x + arm, middle.y)])
    screen.line([(middle.x, middle.y - arm), (middle.x, middle.y + arm)])
    return box


def signs(eyes, screen) -> list[Box]:
    meant = (e for e in eyes.parse(screen.look()).elements if e.meaning is not None and e.meaning.name == "expand")
    return [element.box for element in meant if element.role is Role.ICON_BUTTON]


@pytest.mark.parametrize("size", [13, 17])
def test_a_framed_plus_before_words_opens_them_also_where_a_line_runs_into_it(canvas, eyes, size: int) -> None:
    screen = canvas(300, 160)
    boxes = [plus(screen, Box(20, top, 20 + size, top + size)) for top in (31, 61)]
    for top, name in ((30, "Letters"), (60, "Bills")):
        screen.write(20 + 2 * size, top, name)
    for row in range(31 + size, 61, 2):
        screen.line([(20 + size // 2, row), (20 + size // 2, row)])
    found = signs(eyes, screen)
    assert len(found) == 2
    assert all(one.iou(box) > 0.7 for one, box in zip(found, boxes, strict=True))


def test_a_plus_without_words_after_it_and_a_box_with_another_sign_open_nothing(canvas, eyes) -> None:
    screen = canvas(300, 160)
    plus(screen, Box(260, 31, 273, 44))
    box = screen.field(Box(20, 61, 33, 74))
    screen.line([(box.left + 3, box.top + 3), (box.right - 4, box.bottom - 4)])
    screen.write(50, 60, "Bills")
    assert signs(eyes, screen) == []
