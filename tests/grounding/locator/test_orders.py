"""What orders mean on screens whose controls say only part of it: deeds and things, groups, kinds, places."""

from dataclasses import replace

import pytest

from grounding.locator.locate import locate
from grounding.screen import FoundBy, Meaning, Missed, Query, Related, Relation, Role, Target


def point_of(found: Target | Missed) -> tuple[int, int]:
    assert isinstance(found, Target), found
    return tuple(found.point)


def drawn(name: str, confidence: float = 0.8) -> Meaning:
    return Meaning(name=name, confidence=confidence)


@pytest.mark.parametrize("words", ["three-dot", "three dots", "kebab", "overflow"])
def test_the_three_dots_are_a_menu_of_many_names(make, words: str) -> None:
    hamburger = make.element(Role.ICON_BUTTON, "", (20, 20, 50, 50), meaning=drawn("menu"))
    dots = make.element(Role.ICON_BUTTON, "", (740, 20, 770, 50), meaning=drawn("more, upright"))
    found = locate(Query(text=words, role=Role.MENU, act="open"), make.screen(hamburger, dots))
    assert isinstance(found, Target)
    assert found.element == dots


def test_a_place_that_may_be_none_does_not_hide_what_was_named(make) -> None:
    """ "The three-dot menu of the contact" stands far from the word "contact"."""
    hamburger = make.element(Role.ICON_BUTTON, "", (260, 20, 290, 50), meaning=drawn("menu"))
    dots = make.element(Role.ICON_BUTTON, "", (740, 20, 770, 50), meaning=drawn("more, upright"))
    title = make.read("Contacts", (120, 25, 200, 45))
    of = Related(relation=Relation.NEXT_TO, anchor=Query(text="contact"), firm=False)
    query = Query(text="three-dot", role=Role.MENU, act="open", relations=(of,))
    found = locate(query, make.screen(hamburger, dots, title))
    assert isinstance(found, Target)
    assert found.element == dots
    assert isinstance(locate(query, make.screen(hamburger, dots)), Missed), "nothing is a contact there"


@pytest.mark.parametrize(("deed", "shows"), [("Pause", "pause"), ("Start", "play")])
def test_the_deed_is_meant_and_not_the_tab_of_the_thing(make, deed: str, shows: str) -> None:
    tab = make.element(Role.BUTTON, "Timer", (300, 20, 400, 50))
    picture = make.element(Role.IMAGE, "", (280, 25, 298, 45), meaning=drawn("timer", 0.95))
    button = make.element(
        Role.ICON_BUTTON, "", (380, 400, 420, 440), meaning=drawn("pause" if deed == "Pause" else "play")
    )
    screen = make.screen(tab, picture, button)
    found = locate(Query(text=f"{deed} the timer"), screen)
    assert not isinstance(found, Target) or found.element == button
    nearest = found.element if isinstance(found, Target) else found.nearest[0].element
    assert nearest == button
    written = make.screen(tab, picture, make.element(Role.BUTTON, deed, (380, 400, 460, 440)))
    assert point_of(locate(Query(text=f"{deed} the timer"), written)) == (420, 420)


def test_an_option_is_called_by_the_caption_of_its_group_too(make) -> None:
    screen = make.screen(
        make.read("Sort files by:", (20, 20, 120, 40)),
        make.element(Role.RADIO, "Name", (24, 50, 120, 70)),
        make.element(Role.RADIO, "Size", (24, 80, 120, 100)),
        make.read("Size", (400, 300, 440, 320)),
        make.read("Show files by:", (400, 20, 520, 40)),
        make.element(Role.RADIO, "Size", (404, 50, 500, 70)),
    )
    assert point_of(locate(Query(text="Sort files by size"), screen)) == (72, 90)
    assert point_of(locate(Query(text="Show files by size"), screen)) == (452, 60)


def test_a_drop_down_without_any_name_is_the_one_that_is_meant(make) -> None:
    name = make.read("Archive name", (20, 60, 120, 80))
    field = make.element(Role.TEXT_FIELD, "", (20, 90, 300, 120), value="photos")
    unnamed = make.element(Role.DROPDOWN, "", (310, 90, 400, 120), value=".zip")
    query = Query(text="format", role=Role.DROPDOWN, act="open")
    found = locate(query, make.screen(name, field, unnamed))
    assert isinstance(found, Target)
    assert found.element.box == unnamed.box
    assert found.point.x > 380, "it opens at its arrow"
    other = make.element(Role.DROPDOWN, "", (310, 300, 400, 330), value="fast")
    assert isinstance(locate(query, make.screen(name, field, unnamed, other)), Missed), "of two none is"
    label = make.read("Colour:", (240, 300, 300, 330))
    assert isinstance(locate(query, make.screen(name, field, label, other)), Missed), "it has another name"


def test_a_percentage_that_can_be_set_is_the_zoom(make) -> None:
    screen = make.screen(
        make.element(Role.BUTTON, "100%", (600, 20, 700, 50)),
        make.read("80%", (20, 400, 60, 420)),
        make.element(Role.BUTTON, "Find", (720, 20, 780, 50)),
    )
    found = locate(Query(text="zoom", role=Role.DROPDOWN), screen)
    assert isinstance(found, Target)
    assert found.element.text == "100%"


def test_breadcrumbs_are_the_line_of_steps_and_not_the_title(make) -> None:
    screen = make.screen(
        make.read("Gardening", (350, 10, 450, 30)), make.read("Gardening > Tools > Spade", (10, 60, 210, 80))
    )
    trail = (Related(relation=Relation.INSIDE, anchor=Query(text="breadcrumbs"), firm=False),)
    x, y = point_of(locate(Query(text="Gardening", relations=trail), screen))
    assert y == 70
    assert x < 90


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("duration of 1 minute", "1 m"),
        ("15 minutes", "15 min"),
        ("Fit the width", "FitWidth"),
        ("digit 2", "2"),
    ],
)
def test_what_is_written_shorter_is_the_same(make, asked: str, shown: str) -> None:
    screen = make.screen(
        make.element(Role.BUTTON, shown, (20, 100, 120, 130)),
        make.element(Role.BUTTON, "²", (20, 20, 120, 50)),
        make.read("Set the duration", (300, 20, 420, 40)),
        make.element(Role.BUTTON, "30 s", (140, 100, 240, 130)),
    )
    found = locate(Query(text=asked), screen)
    assert isinstance(found, Target)
    assert found.element.text == shown


def test_a_number_alone_is_no_quantity(make) -> None:
    assert isinstance(
        locate(Query(text="1 minute"), make.screen(make.element(Role.BUTTON, "9", (9, 9, 40, 40)))), Missed
    )
    weak = locate(Query(text="1 minute"), make.screen(make.element(Role.BUTTON, "1", (9, 9, 40, 40))))
    assert isinstance(weak, Missed) or weak.score < 0.6


def test_a_control_that_says_a_part_comes_before_a_title_that_does(make) -> None:
    screen = make.screen(
        make.read("Clocks", (380, 10, 430, 30)), make.element(Role.BUTTON, "World", (200, 40, 300, 70))
    )
    assert point_of(locate(Query(text="World clocks", act="switch to"), screen)) == (250, 55)


def test_an_entry_that_was_taken_for_a_field_is_chosen_by_what_it_holds(make) -> None:
    entry = replace(make.element(Role.TEXT_FIELD, "", (500, 250, 760, 278), value="Markdown"), found_by=FoundBy.VISION)
    other = make.element(Role.LIST_ITEM, "R Markdown", (500, 280, 760, 303))
    found = locate(Query(text="Markdown", act="choose"), make.screen(entry, other))
    assert isinstance(found, Target)
    assert found.element == entry


def test_a_wide_entry_is_clicked_on_its_words(make) -> None:
    entry = make.element(Role.LIST_ITEM, "", (20, 100, 780, 140))
    words = make.read("Notifications", (60, 110, 160, 130))
    switch = make.element(Role.SWITCH, "", (380, 108, 420, 132))
    screen = make.screen(entry, words, switch)
    assert point_of(locate(Query(text="Notifications", role=Role.LIST_ITEM), screen)) == (110, 120)


def test_a_name_that_sounds_like_a_place_is_taken_word_for_word(make) -> None:
    screen = make.screen(
        make.element(Role.BUTTON, "Table of Contents", (20, 20, 180, 50)),
        make.element(Role.TABLE, "", (20, 100, 400, 300)),
        make.element(Role.TAB, "Contents", (20, 70, 100, 95)),
    )
    query = Query(text="contents", role=Role.TABLE, act="open", literal="table of contents")
    assert point_of(locate(query, screen)) == (100, 35)
    assert point_of(locate(replace(query, literal="table of all contents"), screen)) != (100, 35)


def test_a_kind_may_be_part_of_the_name(make) -> None:
    home = make.element(Role.ICON_BUTTON, "", (20, 20, 50, 50), meaning=drawn("home", 0.95))
    lines = make.element(Role.ICON_BUTTON, "", (740, 20, 770, 50), meaning=drawn("menu"))
    found = locate(Query(text="main", role=Role.MENU, act="open"), make.screen(home, lines))
    assert isinstance(found, Target)
    assert found.element == lines


def test_of_two_that_do_the_deed_the_one_beside_the_thing_is_meant(make) -> None:
    pencils = [
        make.element(Role.ICON_BUTTON, "", (700, y, 724, y + 24), meaning=drawn("edit", 0.9)) for y in (100, 200)
    ]
    screen = make.screen(
        *pencils, make.read("Add email", (100, 103, 180, 121)), make.read("Add phone number", (100, 203, 240, 221))
    )
    found = locate(Query(text="Edit the phone number"), screen)
    assert isinstance(found, Target)
    assert found.element == pencils[1]


@pytest.mark.parametrize(("name", "left"), [("Minimize the window", 700), ("Maximize the window", 730)])
def test_buttons_of_a_window_are_known_by_their_order(make, name: str, left: int) -> None:
    buttons = [
        make.element(Role.ICON_BUTTON, "", (left, 10, left + 20, 30), meaning=drawn(meaning))
        for left, meaning in ((700, "down"), (730, "up"), (760, "close"))
    ]
    found = locate(Query(text=name), make.screen(*buttons))
    assert isinstance(found, Target)
    assert found.element.box.left == left
    toolbar = [make.element(Role.ICON_BUTTON, "", (640 + 30 * at, 10, 660 + 30 * at, 30)) for at in range(2)]
    assert isinstance(locate(Query(text=name), make.screen(*toolbar, *buttons)), Missed), "a toolbar is something else"


def test_the_time_on_a_panel_is_the_clock(make) -> None:
    panel, table = make.read("Sep 15 10:56", (340, 6, 440, 24)), make.read("10:56", (340, 300, 380, 320))
    found = locate(Query(text="clock"), make.screen(table, panel))
    assert isinstance(found, Target)
    assert found.element == panel
    assert isinstance(locate(Query(text="clock"), make.screen(table)), Missed)


def test_articles_do_not_hide_another_name(make) -> None:
    screen = make.screen(make.read("Save As…", (20, 20, 90, 40)), make.read("Open a Copy", (20, 50, 120, 70)))
    of = Related(relation=Relation.NEXT_TO, anchor=Query(role=Role.DOCUMENT), firm=False)
    assert point_of(locate(Query(text="Save copy", relations=(of,)), screen)) == (55, 30)


def test_what_is_meant_comes_before_what_kind_it_is(make) -> None:
    files = make.element(Role.LIST_ITEM, "Files", (20, 20, 160, 50))
    screen = make.screen(files, make.element(Role.LIST_ITEM, "Starred", (20, 60, 160, 90)))
    found = locate(Query(text="Show starred files"), screen)
    nearest = found.element if isinstance(found, Target) else found.nearest[0].element
    assert nearest.text == "Starred"


def test_a_drawing_answers_to_the_whole_of_what_is_said_for_it(make) -> None:
    fullscreen = make.element(Role.ICON_BUTTON, "", (700, 20, 730, 50), meaning=drawn("full screen"))
    screen = make.screen(fullscreen)
    assert isinstance(locate(Query(text="Enter the page number"), screen), Missed)
    found = locate(Query(text="Enter fullscreen"), screen)
    assert isinstance(found, Target)
    assert found.element == fullscreen


def test_a_pencil_annotates(make) -> None:
    pencil = make.element(Role.ICON_BUTTON, "", (700, 20, 730, 50), meaning=drawn("edit", 0.9))
    found = locate(Query(text="Annotate the document"), make.screen(pencil))
    assert isinstance(found, Target)


def test_a_label_leads_to_what_stands_beside_it_whatever_that_was_taken_for(make) -> None:
    label = make.read("Look in:", (20, 24, 90, 44))
    shown = make.element(Role.BUTTON, "/tmp/home", (100, 20, 400, 48))
    other = make.read("Type:", (420, 24, 470, 44))
    screen = make.screen(label, shown, other, make.element(Role.BUTTON, "Up", (500, 20, 540, 48)))
    found = locate(Query(text="Look in", role=Role.DROPDOWN, act="open"), screen)
    assert isinstance(found, Target)
    assert found.element == shown
    assert found.point.x > 370
    alone = locate(Query(text="Look in", role=Role.DROPDOWN, act="open"), make.screen(label, other))
    assert not isinstance(alone, Target) or alone.element == label


def test_an_open_menu_is_not_called_by_its_entries(make) -> None:
    popup = make.element(Role.MENU, "", (300, 70, 560, 430))
    entries = [make.read(name, (310, 80 + 40 * row, 400, 100 + 40 * row)) for row, name in enumerate(("Find", "More"))]
    found = locate(Query(text="More", role=Role.MENU, act="open"), make.screen(popup, *entries))
    assert isinstance(found, Target)
    assert found.element == entries[1]


def test_words_that_lost_their_blank_are_still_a_part(make) -> None:
    screen = make.screen(
        make.element(Role.HEADER, "Filesize", (200, 20, 300, 44)), make.read("Sort", (20, 300, 60, 320))
    )
    assert point_of(locate(Query(text="Sort by file size"), screen)) == (250, 32)
