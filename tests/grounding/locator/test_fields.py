"""Fields by the label that stands beside, above or in them."""

from grounding.geometry import Box
from grounding.locator.locate import locate
from grounding.screen import Query, Related, Relation, Role, Target


def field_named(text: str, screen, role: Role = Role.TEXT_FIELD) -> Target:
    answer = locate(Query(text=text, role=role), screen)
    assert isinstance(answer, Target), answer
    return answer


def test_a_field_is_named_by_the_label_on_its_left(make) -> None:
    screen = make.screen(
        make.read("Name:", (20, 100, 70, 118)),
        make.element(Role.TEXT_FIELD, "", (120, 96, 320, 122)),
        make.read("City:", (20, 140, 60, 158)),
        make.element(Role.TEXT_FIELD, "", (120, 136, 320, 162)),
    )
    assert field_named("Name", screen).element.box.top == 96
    assert field_named("City", screen).element.box.top == 136


def test_a_field_is_named_by_the_label_above_it(make) -> None:
    screen = make.screen(
        make.read("Name", (20, 100, 70, 118)),
        make.element(Role.TEXT_FIELD, "", (20, 122, 320, 150)),
        make.read("City", (20, 160, 60, 178)),
        make.element(Role.TEXT_FIELD, "", (20, 182, 320, 210)),
    )
    assert field_named("Name", screen).element.box.top == 122
    assert field_named("City", screen).element.box.top == 182


def test_two_columns_of_fields_do_not_lend_each_other_their_labels(make) -> None:
    screen = make.screen(
        make.read("First", (20, 100, 60, 118)),
        make.element(Role.TEXT_FIELD, "", (80, 96, 200, 122)),
        make.read("Last", (220, 100, 260, 118)),
        make.element(Role.TEXT_FIELD, "", (280, 96, 400, 122)),
    )
    assert field_named("First", screen).element.box.left == 80
    assert field_named("Last", screen).element.box.left == 280


def test_a_checkbox_is_named_by_the_text_on_its_right(make) -> None:
    screen = make.screen(
        make.element(Role.CHECKBOX, "", (20, 100, 36, 116)),
        make.read("Remember me", (42, 100, 140, 116)),
        make.element(Role.CHECKBOX, "", (20, 130, 36, 146)),
        make.read("Send me news", (42, 130, 140, 146)),
    )
    assert field_named("send me news", screen, Role.CHECKBOX).element.box.top == 130


def test_a_drop_down_is_known_by_its_label_and_by_what_it_shows(make) -> None:
    screen = make.screen(
        make.read("Country", (20, 100, 80, 118)), make.element(Role.DROPDOWN, "", (120, 96, 320, 122), value="Austria")
    )
    assert field_named("Country", screen, Role.DROPDOWN).element.role is Role.DROPDOWN
    assert field_named("Austria", screen, Role.DROPDOWN).element.role is Role.DROPDOWN


def test_a_hint_names_a_field(make) -> None:
    screen = make.screen(make.element(Role.TEXT_FIELD, "", (20, 96, 320, 122), hint="Enter your e-mail address"))
    assert field_named("e-mail address", screen).score > 0.8


def test_an_empty_box_beside_a_label_is_found_in_the_pixels_alone(make, framed) -> None:
    label, box = (20, 100, 70, 118), (120, 94, 320, 124)
    other = (20, 150, 70, 168)
    screen = make.screen(make.read("Name", label), make.read("City", other), pixels=framed(box, (120, 144, 320, 174)))
    answer = field_named("Name", screen)
    assert Box(*box).grown(2).encloses(answer.element.box)
    assert answer.element.role is Role.TEXT_FIELD
    assert Box(*box).contains(answer.point)


def test_an_empty_box_below_a_label_is_found_in_the_pixels_alone(make, framed) -> None:
    box = (20, 124, 320, 154)
    screen = make.screen(make.read("Name", (20, 100, 70, 118)), pixels=framed(box))
    assert Box(*box).contains(field_named("Name", screen).point)


def test_a_placeholder_is_clicked_where_it_stands(make, framed) -> None:
    box = (20, 94, 420, 124)
    screen = make.screen(make.read("Phone number", (30, 100, 130, 118)), pixels=framed(box))
    answer = field_named("phone number", screen)
    assert Box(30, 100, 130, 118).contains(answer.point)


def test_the_label_itself_is_taken_when_no_box_is_drawn(make) -> None:
    screen = make.screen(make.read("Name", (20, 100, 70, 118)))
    assert field_named("Name", screen).element.text == "Name"


def test_the_field_next_to_a_label_in_the_pixels_alone(make, framed) -> None:
    box = (120, 94, 320, 124)
    screen = make.screen(make.read("Name", (20, 100, 70, 118)), pixels=framed(box))
    near = (Related(relation=Relation.NEXT_TO, anchor=Query(text="Name")),)
    answer = locate(Query(role=Role.TEXT_FIELD, relations=near), screen)
    assert isinstance(answer, Target)
    assert Box(*box).contains(answer.point)


def test_a_field_without_a_name_is_told_by_its_label(make) -> None:
    screen = make.screen(make.read("Name:", (20, 100, 70, 118)), make.element(Role.TEXT_FIELD, "", (120, 96, 320, 122)))
    assert field_named("Name", screen).element.text == "Name"


def test_a_drop_down_is_opened_at_its_arrow(make) -> None:
    screen = make.screen(
        make.read("Country", (20, 100, 80, 118)), make.element(Role.DROPDOWN, "", (120, 96, 320, 122), value="Austria")
    )
    assert field_named("Country", screen, Role.DROPDOWN).point.x > 300
