"""From words to an element: names, roles, relations, order, and saying that it is not there."""

import pytest

from grounding.geometry import Box
from grounding.locator.locate import locate
from grounding.screen import Missed, Query, Related, Relation, Role, ScreenText, State, Target, Window


def place(text: str = "", role: Role | None = None, **more: object) -> Query:
    return Query(text=text, role=role, **more)  # type: ignore[arg-type]


def found(answer: Target | Missed) -> Target:
    assert isinstance(answer, Target), answer
    assert answer.element.box.contains(answer.point)
    return answer


def related(relation: Relation, text: str = "", role: Role | None = None, ordinal: int | None = None) -> tuple[Related]:
    return (Related(relation=relation, anchor=Query(text=text, role=role, ordinal=ordinal)),)


def test_the_element_with_the_same_text_wins(make) -> None:
    screen = make.screen(
        make.element(Role.BUTTON, "Save As…", (10, 10, 90, 40)),
        make.element(Role.BUTTON, "Save", (100, 10, 160, 40)),
        make.element(Role.LABEL, "Save your work often", (10, 100, 200, 120)),
    )
    answer = found(locate(place("save"), screen))
    assert answer.element.text == "Save"
    assert answer.score > 0.95
    assert answer.runners_up[0].element.text == "Save As…"
    assert "same text" in answer.why


def test_the_role_word_decides_between_two_of_the_same_name(make) -> None:
    screen = make.screen(
        make.element(Role.LABEL, "Search", (10, 10, 60, 30)),
        make.element(Role.TEXT_FIELD, "Search", (70, 10, 260, 30)),
        make.element(Role.BUTTON, "Search", (270, 10, 340, 30)),
    )
    assert found(locate(place("Search", Role.BUTTON), screen)).element.role is Role.BUTTON
    assert found(locate(place("Search", Role.TEXT_FIELD), screen)).element.role is Role.TEXT_FIELD
    assert found(locate(place("Search", Role.LINK), screen)).element.role is Role.BUTTON


def test_a_wrong_role_word_does_not_hide_the_only_one_of_that_name(make) -> None:
    screen = make.screen(make.element(Role.TAB, "Details", (10, 10, 90, 40)))
    assert (
        found(locate(place("Details", Role.CHECKBOX), screen)).score < locate(place("Details", Role.TAB), screen).score
    )


def test_two_alike_have_nearly_the_same_score(make) -> None:
    screen = make.screen(
        make.element(Role.BUTTON, "Delete", (10, 50, 90, 80)), make.element(Role.BUTTON, "Delete", (10, 10, 90, 40))
    )
    answer = found(locate(place("Delete", Role.BUTTON), screen))
    assert answer.element.box.top == 10
    assert abs(answer.score - answer.runners_up[0].score) < 0.01


def test_what_is_not_there_is_missed_with_the_nearest(make) -> None:
    screen = make.screen(make.element(Role.BUTTON, "Send", (10, 10, 90, 40)), make.read("Subject", (10, 60, 80, 80)))
    answer = locate(place("Archive", Role.BUTTON), screen)
    assert isinstance(answer, Missed)
    quoted = locate(place("Submit", Role.BUTTON, exact=True), screen)
    assert isinstance(quoted, Missed), "what is quoted has no other word for it"
    assert found(locate(place("Submit", Role.BUTTON), screen)).element.text == "Send"


def test_what_scrolling_would_bring_is_said(make) -> None:
    far = make.element(Role.BUTTON, "Accept all", (10, 1900, 90, 1930))
    screen = make.screen(make.element(Role.LINK, "Terms", (10, 10, 90, 40)), beyond=(far,))
    answer = locate(place("accept all"), screen)
    assert isinstance(answer, Missed)
    assert answer.beyond == far


def test_an_exact_one_below_beats_a_likeness_in_view(make) -> None:
    far = make.element(Role.LINK, "Delete account", (10, 1900, 90, 1930))
    screen = make.screen(make.element(Role.LINK, "Manage account", (10, 10, 90, 40)), beyond=(far,))
    answer = locate(place("Delete account"), screen)
    assert isinstance(answer, Missed)
    assert answer.beyond == far


def test_one_of_the_very_kind_below_beats_one_of_a_like_kind_in_view(make) -> None:
    far = make.element(Role.BUTTON, "Insert", (10, 1900, 90, 1930))
    screen = make.screen(make.element(Role.LINK, "Insert", (10, 10, 90, 40)), beyond=(far,))
    answer = locate(place("Insert", Role.BUTTON, exact=True), screen)
    assert isinstance(answer, Missed)
    assert answer.beyond == far
    assert found(locate(place("Insert", Role.LINK, exact=True), screen)).element.role is Role.LINK


def test_nothing_at_all_on_the_screen_is_missed(make) -> None:
    assert isinstance(locate(place("Save"), make.screen()), Missed)
    assert isinstance(locate(place(), make.screen(make.read("Save", (1, 1, 40, 20)))), Missed)


# --- order --------------------------------------------------------------------------------------------------------


def test_ordinals_count_in_reading_order(make) -> None:
    boxes = [
        make.element(Role.CHECKBOX, f"Row {number}", (x, y, x + 20, y + 20))
        for number, (x, y) in enumerate([(300, 52), (10, 50), (10, 100), (300, 98)])
    ]
    screen = make.screen(*boxes)

    def top_left(ordinal: int) -> tuple[int, int]:
        return tuple(found(locate(place(role=Role.CHECKBOX, ordinal=ordinal), screen)).element.box[:2])

    assert [top_left(ordinal) for ordinal in (1, 2, 3, 4, -1)] == [(10, 50), (300, 52), (10, 100), (300, 98), (300, 98)]
    assert isinstance(locate(place(role=Role.CHECKBOX, ordinal=5), screen), Missed)


def test_an_ordinal_counts_only_what_fits_equally(make) -> None:
    screen = make.screen(
        make.element(Role.BUTTON, "Delete", (10, 10, 90, 40)),
        make.element(Role.BUTTON, "Delete everything in the list", (10, 60, 90, 90)),
        make.element(Role.BUTTON, "Delete", (10, 110, 90, 140)),
        make.read("Delete", (30, 18, 70, 32)),
    )
    assert found(locate(place("Delete", ordinal=2), screen)).element.box.top == 110


# --- relations ----------------------------------------------------------------------------------------------------


@pytest.fixture
def table(make):
    elements = []
    for number, name in enumerate(["Alice", "Bob", "Carol"]):
        top = 100 + 40 * number
        elements += [
            make.read(name, (20, top, 80, top + 18)),
            make.element(Role.BUTTON, "Edit", (300, top - 4, 360, top + 22)),
            make.element(Role.BUTTON, "Delete", (380, top - 4, 450, top + 22)),
        ]
    return make.screen(*elements, make.read("Name", (20, 60, 70, 78)), make.read("Actions", (300, 60, 380, 78)))


def test_in_the_row_of(table) -> None:
    answer = found(locate(place("Delete", Role.BUTTON, relations=related(Relation.IN_ROW_OF, "Bob")), table))
    assert answer.element.box.top == 136
    assert not answer.runners_up or answer.runners_up[0].score < answer.score - 0.1


def test_a_row_that_is_not_there_is_missed_though_the_button_is_there(table) -> None:
    answer = locate(place("Delete", Role.BUTTON, relations=related(Relation.IN_ROW_OF, "Dave")), table)
    assert isinstance(answer, Missed)


def test_rows_of_the_structure_bound_a_row_whatever_its_height(make) -> None:
    screen = make.screen(
        make.element(Role.LIST_ITEM, "", (0, 100, 500, 220)),
        make.read("Bob", (20, 110, 60, 128)),
        make.element(Role.BUTTON, "Open", (400, 190, 460, 215)),
        make.element(Role.LIST_ITEM, "", (0, 220, 500, 340)),
        make.read("Carol", (20, 230, 60, 248)),
        make.element(Role.BUTTON, "Open", (400, 310, 460, 335)),
    )
    for name, top in (("Bob", 190), ("Carol", 310)):
        answer = found(locate(place("Open", relations=related(Relation.IN_ROW_OF, name)), screen))
        assert answer.element.box.top == top


def test_beside_above_and_below(make) -> None:
    screen = make.screen(
        make.read("Total", (300, 300, 360, 320)),
        make.element(Role.BUTTON, "Go", (200, 298, 260, 322)),
        make.element(Role.BUTTON, "Go", (400, 298, 460, 322)),
        make.element(Role.BUTTON, "Go", (300, 240, 360, 264)),
        make.element(Role.BUTTON, "Go", (300, 360, 360, 384)),
    )
    for relation, corner in (
        (Relation.LEFT_OF, (200, 298)),
        (Relation.RIGHT_OF, (400, 298)),
        (Relation.ABOVE, (300, 240)),
        (Relation.BELOW, (300, 360)),
    ):
        answer = found(locate(place("Go", relations=related(relation, "Total")), screen))
        assert tuple(answer.element.box[:2]) == corner, relation


def test_the_nearest_of_its_kind_next_to_something(make) -> None:
    screen = make.screen(
        make.read("Volume", (20, 100, 90, 120)),
        make.element(Role.SLIDER, "", (110, 100, 300, 120)),
        make.element(Role.SLIDER, "", (110, 200, 300, 220)),
        make.element(Role.CHECKBOX, "", (320, 100, 340, 120)),
    )
    near = related(Relation.NEXT_TO, "Volume")
    assert found(locate(place(role=Role.SLIDER, relations=near), screen)).element.box.top == 100
    assert found(locate(place(role=Role.CHECKBOX, relations=near), screen)).element.role is Role.CHECKBOX


def test_a_cell_by_row_and_column(make) -> None:
    cells = [
        make.element(Role.CELL, str(10 * row + column), (100 * column, 40 * row, 100 * column + 90, 40 * row + 30))
        for row in range(1, 4)
        for column in range(1, 4)
    ]
    heads = [make.element(Role.HEADER, name, (100 * at, 0, 100 * at + 90, 30)) for at, name in enumerate("ABCD")]
    names = [
        make.read(name, (10, 40 * row + 5, 60, 40 * row + 25)) for row, name in enumerate(["", "Ann", "Ben", "Cy"])
    ]
    screen = make.screen(*cells, *heads, *names[1:])
    both = (*related(Relation.IN_ROW_OF, "Ben"), *related(Relation.IN_COLUMN_OF, "C"))
    assert found(locate(place(role=Role.CELL, relations=both), screen)).element.text == "22"


def test_inside_a_titled_dialog_or_group(make) -> None:
    screen = make.screen(
        make.element(Role.GROUP, "Shipping", (0, 0, 400, 200)),
        make.element(Role.TEXT_FIELD, "City", (20, 50, 200, 80)),
        make.element(Role.GROUP, "", (0, 220, 400, 420)),
        make.read("Billing", (10, 226, 80, 244)),
        make.element(Role.TEXT_FIELD, "City", (20, 270, 200, 300)),
    )
    for title, top in (("Shipping", 50), ("Billing", 270)):
        answer = found(locate(place("City", relations=related(Relation.INSIDE, title)), screen))
        assert answer.element.box.top == top
    quoted = (Related(relation=Relation.INSIDE, anchor=Query(text="Gift options", exact=True)),)
    assert isinstance(locate(place("City", relations=quoted), screen), Missed)


def test_a_place_that_has_no_title_is_known_by_where_it_lies(make) -> None:
    screen = make.screen(make.read("Pictures", (20, 300, 90, 320)), make.read("Pictures", (400, 300, 470, 320)))
    answer = found(locate(place("Pictures", relations=related(Relation.INSIDE, "sidebar")), screen))
    assert answer.element.box.left == 20


# --- what lies in front -------------------------------------------------------------------------------------------


def test_the_dialog_on_top_is_meant(make) -> None:
    screen = make.screen(
        make.element(Role.BUTTON, "OK", (10, 10, 60, 40)),
        make.element(Role.DIALOG, "Warning", (200, 200, 500, 400)),
        make.element(Role.BUTTON, "OK", (400, 350, 460, 380)),
    )
    answer = found(locate(place("OK"), screen))
    assert answer.element.box.left == 400
    assert answer.runners_up[0].score < answer.score - 0.15


def test_the_window_in_front_is_meant(make) -> None:
    windows = tuple(
        Window(id=name, title=ScreenText(name), app=name, box=Box(left, 0, left + 400, 600), active=name == "b")
        for name, left in (("a", 0), ("b", 400))
    )
    screen = make.screen(
        make.element(Role.BUTTON, "Save", (10, 10, 60, 40), window="a"),
        make.element(Role.BUTTON, "Save", (410, 10, 460, 40), window="b"),
        windows=windows,
    )
    assert found(locate(place("Save"), screen)).element.window == "b"
    inside = related(Relation.INSIDE, "a", Role.WINDOW)
    assert found(locate(place("Save", relations=inside), screen)).element.window == "a"
    assert found(locate(place("a", Role.WINDOW), screen)).element.box == Box(0, 0, 400, 600)


def test_containers_are_found_only_when_asked_for(make) -> None:
    screen = make.screen(
        make.element(Role.GROUP, "Options", (0, 0, 400, 400)), make.element(Role.BUTTON, "Options…", (10, 10, 90, 40))
    )
    assert found(locate(place("Options"), screen)).element.role is Role.BUTTON
    assert found(locate(place("Options", Role.GROUP), screen)).element.role is Role.GROUP


def test_a_disabled_control_is_found_but_its_enabled_twin_first(make) -> None:
    off = make.element(Role.BUTTON, "Next", (10, 10, 60, 40), state=(State.DISABLED,))
    assert found(locate(place("Next"), make.screen(off))).element == off
    on = make.element(Role.BUTTON, "Next", (10, 60, 60, 90))
    assert found(locate(place("Next"), make.screen(off, on))).element == on


def test_other_words_count_less_than_the_same_words(make) -> None:
    remove = make.element(Role.BUTTON, "Remove", (10, 10, 90, 40))
    assert found(locate(place("Delete"), make.screen(remove))).element == remove
    delete = make.element(Role.BUTTON, "Delete", (10, 60, 90, 90))
    assert found(locate(place("Delete"), make.screen(remove, delete))).element == delete


def test_the_act_is_meant_and_not_the_thing_that_it_is_done_to(make) -> None:
    screen = make.screen(make.read("Stopwatch", (10, 10, 100, 30)), make.read("Clear", (10, 60, 60, 80)))
    assert found(locate(place("Clear the stopwatch"), screen)).element.text == "Clear"


def test_a_secret_is_never_a_name(make) -> None:
    field = make.element(Role.TEXT_FIELD, "Password", (10, 10, 90, 40), value="hunter2", state=(State.SECRET,))
    assert isinstance(locate(place("hunter2"), make.screen(field)), Missed)


def test_where_the_words_stand_in_a_line_is_clicked(make) -> None:
    line = make.read("File   Edit   View   Help", (0, 0, 400, 20))
    answer = found(locate(place("View", exact=True), make.screen(line)))
    assert 200 < answer.point.x < 320


def test_a_name_that_is_broken_over_two_lines_is_one_name(make) -> None:
    screen = make.screen(
        make.read("quarterly_", (100, 100, 180, 118)),
        make.read("report.ods", (102, 120, 178, 138)),
        make.read("report.odt", (302, 120, 378, 138)),
    )
    assert found(locate(place("quarterly_report.ods"), screen)).element.box == Box(100, 100, 180, 138)


def test_the_middle_of_a_row_is_not_a_button_in_it(make) -> None:
    row = make.element(Role.ROW, "Invoice 12", (0, 100, 600, 130))
    button = make.element(Role.BUTTON, "Pay", (270, 104, 340, 126))
    answer = found(locate(place("Invoice 12", Role.ROW), make.screen(row, button)))
    assert not button.box.contains(answer.point)


def test_a_cell_is_known_by_its_column_and_its_row(make) -> None:
    cells = [
        make.element(Role.HEADER, text, (left, 10, left + 90, 30)) for text, left in (("Fruit", 10), ("Price", 110))
    ]
    for row, (fruit, price) in enumerate((("Apple", "1.20"), ("Pear", "2.35"), ("Plum", "0.80"))):
        top = 40 + 30 * row
        cells.append(make.element(Role.CELL, fruit, (10, top, 100, top + 20)))
        cells.append(make.element(Role.CELL, price, (110, top, 200, top + 20)))
    query = Query(text="Price", relations=(Related(relation=Relation.IN_ROW_OF, anchor=Query(text="Pear")),))
    found = locate(query, make.screen(*cells))
    assert isinstance(found, Target)
    assert found.element.text == "2.35"


def test_a_quoted_name_is_not_taken_for_its_neighbours(make) -> None:
    screen = make.screen(
        make.element(Role.LIST_ITEM, "a.txt", (10, 10, 90, 40)),
        make.element(Role.LIST_ITEM, "b.txt", (100, 10, 190, 40)),
    )
    assert isinstance(locate(place("x.txt", exact=True), screen), Missed)
    assert found(locate(place("b.txt", exact=True), screen)).element.text == "b.txt"


SUMS = (("Weber", "12.50", 60), ("Nowak", "99.00", 90), ("Rossi", "7.25", 120))
CARDS = (("Kettle", 40), ("Toaster", 150), ("Mixer", 260))


def test_of_several_alike_the_one_below_its_own_name_is_meant_not_the_nearest(make) -> None:
    names = [make.read(name, (20, top, 80, top + 14)) for name, top in CARDS]
    links = [make.element(Role.LINK, "Details", (20, top + 84, 80, top + 98)) for _, top in CARDS]
    assert (
        found(
            locate(Query(text="Details", relations=related(Relation.NEXT_TO, "Mixer")), make.screen(*names, *links))
        ).element.id
        == links[2].id
    )


def test_of_several_alike_the_one_in_the_same_frame_is_meant(make, framed) -> None:
    names = [make.read(name, (20, top + 74, 80, top + 88)) for name, top in CARDS]
    links = [make.element(Role.LINK, "Details", (20, top, 80, top + 14)) for _, top in CARDS]
    pixels = framed(*((10, top - 10, 400, top + 96) for _, top in CARDS))
    query = Query(text="Details", relations=related(Relation.NEXT_TO, "Toaster"))
    assert found(locate(query, make.screen(*names, *links, pixels=pixels))).element.id == links[1].id


def test_what_stands_in_a_row_is_next_to_its_name_though_the_row_above_is_nearer(make) -> None:
    rows = [make.element(Role.LIST_ITEM, name, (20, top, 780, top + 36)) for name, top in (("Ana", 40), ("Bo", 78))]
    stars = [make.element(Role.ICON_BUTTON, "Star", (700, top + 4, 728, top + 32)) for top in (40, 78)]
    assert (
        found(
            locate(Query(text="Star", relations=related(Relation.NEXT_TO, "Bo")), make.screen(*rows, *stars))
        ).element.id
        == stars[1].id
    )


def test_one_thing_of_another_is_looked_for_in_the_row_of_the_other(make) -> None:
    heads = [make.read(name, (left, 20, left + 60, 34)) for name, left in (("Client", 20), ("Total", 160))]
    rows = [
        (make.read(name, (20, top, 80, top + 14)), make.read(sum_, (160, top, 220, top + 14)))
        for name, sum_, top in SUMS
    ]
    screen = make.screen(*heads, *(cell for row in rows for cell in row))
    assert found(locate(place("total of Nowak"), screen)).element.text == "99.00"
    assert found(locate(place("Total"), screen)).element.text == "Total"


def test_what_is_called_so_as_a_whole_is_not_taken_apart(make) -> None:
    screen = make.screen(
        make.read("Table of contents", (20, 20, 160, 34)),
        make.read("Table", (20, 60, 80, 74)),
        make.read("Contents", (160, 60, 220, 74)),
    )
    assert found(locate(place("table of contents"), screen)).element.box.top == 20
