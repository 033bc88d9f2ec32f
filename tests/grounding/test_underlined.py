"""Words that are underlined are links, also in the middle of a sentence; other bars under words are not."""

import pytest

from grounding.geometry import Box
from grounding.screen import Role


def underline(screen, words: Box, *, gap: int = 2) -> None:
    screen.line([(words.left, words.bottom + gap), (words.right, words.bottom + gap)])


def links(eyes, screen) -> list[str]:
    return [str(element.text) for element in eyes.parse(screen.look()).elements if element.role is Role.LINK]


def write(screen, x: int, y: int, *parts: str) -> list[Box]:
    """Parts of one line, the second, fourth, ... underlined."""
    boxes = []
    for number, part in enumerate(parts):
        box = screen.write(x, y, part)
        boxes.append(box)
        if number % 2:
            underline(screen, box)
        x = box.right + 5
    return boxes


@pytest.mark.parametrize("dark", [False, True])
def test_a_link_in_a_sentence_is_found_with_its_own_place(canvas, eyes, dark: bool) -> None:
    screen = canvas(560, 120, dark=dark)
    boxes = write(screen, 30, 40, "Parcels are covered by our", "terms of delivery", "in all countries")
    (link,) = (element for element in eyes.parse(screen.look()).elements if element.role is Role.LINK)
    assert link.text == "terms of delivery"
    assert boxes[1].contains(link.box.center)
    assert link.box.width < 1.2 * boxes[1].width


def test_the_numbers_of_a_pager_are_links_one_by_one(canvas, eyes) -> None:
    screen = canvas(400, 120)
    write(screen, 60, 40, "Page 1", "2", "", "3", "", "next")
    assert links(eyes, screen) == ["2", "3", "next"]


def test_a_line_that_is_all_underlined_is_a_link_once(canvas, eyes) -> None:
    screen = canvas(400, 120)
    underline(screen, screen.write(30, 40, "All our opening hours"))
    assert links(eyes, screen) == ["All our opening hours"]


def test_a_rule_under_a_title_and_the_key_of_a_menu_are_no_links(canvas, eyes) -> None:
    screen = canvas(500, 160)
    title = screen.write(30, 20, "Opening hours")
    screen.line([(30, title.bottom + 3), (460, title.bottom + 3)])
    menu = screen.write(30, 80, "Format")
    first = screen.write(30, 80, "F")
    screen.line([(first.left, menu.bottom + 1), (first.right, menu.bottom + 1)])
    screen.write(30, 120, "LEZ 222 === EEL")
    assert links(eyes, screen) == []
