"""What hands did on a desktop, put together with what was seen meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import MappingProxyType

import numpy as np

from grounding.geometry import Box
from grounding.screen import (
    Element,
    ElementId,
    FoundBy,
    Frame,
    Look,
    ParsedScreen,
    Role,
    Screenshot,
    ScreenText,
    State,
    Structure,
    Surroundings,
    Window,
)
from planner.actions import Button
from planner.demo.desk import DeskDeeds
from planner.demo.inputs import Input, KeyDown, LetGo, Pressed, Sighting
from planner.demo.values import Clicked, Deed, Hovered, Keyed, Typed

WINDOW = Window(id="w", title="Sheet", app="Sheet", box=Box(0, 0, 800, 600), active=True)


@dataclass(frozen=True, kw_only=True)
class Seen:
    """The scene of a look. read: what stands on the pictures, by their ids."""

    look: Look
    read: Mapping[str, tuple[str, ...]]
    window: str = "w"
    title: str = "Sheet"
    app: str = "Sheet"
    address: str = ""
    document: str = "w"
    shown: bool = True

    def screen(self) -> ParsedScreen:
        structure = self.look.structure
        elements = structure.elements if isinstance(structure, Structure) else ()
        return ParsedScreen(screenshot=self.look.screenshot, elements=elements)

    def words(self) -> tuple[str, ...]:
        return self.read.get(self.look.screenshot.id, ())


def thing(role: Role, text: str, box: Box, *, value: str = "", focused: bool = False) -> Element:
    return Element(
        id=ElementId(text or role.value),
        box=box,
        role=role,
        text=ScreenText(text),
        value=ScreenText(value),
        state=frozenset({State.FOCUSED} if focused else ()),
        found_by=FoundBy.STRUCTURE,
        handle=f"{role.value} {text}",
        window="w",
    )


def sighting(at_s: float, *elements: Element, grey: int = 0) -> Sighting:
    screenshot = Screenshot(
        id=f"s{at_s}",
        pixels=np.full((600, 800, 3), grey, dtype=np.uint8),
        frame=Frame(surface_id="s"),
        taken_at=datetime(2027, 1, 1, tzinfo=UTC),
    )
    look = Look(
        screenshot=screenshot, structure=Structure(elements=elements), surroundings=Surroundings(windows=(WINDOW,))
    )
    return Sighting(began_s=at_s, ended_s=at_s + 0.1, look=look)


def deeds(
    *told: Input | Sighting, vault: bool = False, read: Mapping[str, tuple[str, ...]] = MappingProxyType({})
) -> list[Deed]:
    """In the order in which they happened; each event is followed by a look of its own."""
    made = DeskDeeds(keep=lambda look, window: Seen(look=look, read=read), keeps_passwords=lambda app, title: vault)
    for one in told:
        if isinstance(one, Sighting):
            made.saw(one)
        else:
            made.heard(one)
    return list(made.finish())


def click(at_s: float, box: Box) -> tuple[Input, Input]:
    x, y = box.center
    return (
        Pressed(at_s=at_s, x=x, y=y, button=Button.LEFT),
        LetGo(at_s=at_s + 0.05, x=x, y=y, button=Button.LEFT),
    )


def test_a_click_on_a_menu_of_a_bar_is_a_deed() -> None:
    menu = thing(Role.MENU, "File", Box(0, 20, 40, 40))
    screen = (thing(Role.MENU_BAR, "", Box(0, 20, 800, 40)), menu)
    found = deeds(sighting(1, *screen), *click(2, menu.box), sighting(3, *screen))
    assert [one.aim.element for one in found if isinstance(one, Clicked)] == [menu]


def test_the_space_bar_on_a_button_is_a_click_on_it_where_it_surely_had_the_keyboard() -> None:
    button = thing(Role.BUTTON, "Save", Box(10, 100, 90, 130), focused=True)
    space = KeyDown(at_s=3, name="space", text=" ")
    known = deeds(sighting(1, button), space, sighting(4, button))
    assert [one.aim.element for one in known if isinstance(one, Clicked)] == [button]
    tab = KeyDown(at_s=2.9, name="tab", text="")
    unknown = deeds(sighting(1, button), tab, space, sighting(4, button))
    assert not any(isinstance(one, Clicked) for one in unknown)
    assert any(isinstance(one, Keyed) and one.keys == ("tab",) for one in unknown)


def test_a_line_that_only_shows_what_is_typed_elsewhere_is_no_field_that_was_typed_in() -> None:
    def line(value: str, *, focused: bool) -> Element:
        return thing(Role.TEXT_FIELD, "Formula", Box(0, 50, 800, 70), value=value, focused=focused)

    keys = [KeyDown(at_s=2 + number / 100, name=sign, text=sign) for number, sign in enumerate("Nails")]
    enter = KeyDown(at_s=4, name="enter", text="")

    def typed_in(*, focused: bool) -> list[Typed]:
        looks = sighting(1, line("", focused=focused)), sighting(3, line("Nails", focused=focused))
        found = deeds(looks[0], *keys, looks[1], enter, sighting(5, line("", focused=focused)))
        return [one for one in found if isinstance(one, Typed)]

    (elsewhere,) = typed_in(focused=False)
    assert elsewhere.aim.element is None
    (there,) = typed_in(focused=True)
    assert there.aim.element is not None
    assert there.text == "Nails"


def typing(text: str, at_s: float) -> list[Input]:
    return [KeyDown(at_s=at_s + part / 10, name=letter, text=letter) for part, letter in enumerate(text)]


def test_a_field_that_came_up_since_the_last_look_is_known_by_the_look_that_showed_it() -> None:
    field = thing(Role.TEXT_FIELD, "Name", Box(10, 100, 300, 130), value="fruit", focused=True)
    menu = thing(Role.MENU, "File", Box(0, 20, 40, 40))
    (typed,) = [
        one for one in deeds(sighting(1, menu), *typing("fruit", 2), sighting(4, menu, field)) if isinstance(one, Typed)
    ]
    assert typed.aim.element == field
    assert field in typed.aim.scene.screen().elements


def test_keys_that_a_busy_application_has_not_taken_yet_are_not_lost() -> None:
    def name(value: str) -> Element:
        return thing(Role.TEXT_FIELD, "Name", Box(10, 100, 300, 130), value=value, focused=True)

    for shown in ("", "fr"):
        told = (sighting(1, name("Book1")), *typing("fruit", 2), sighting(3, name(shown)), *click(4, Box(0, 0, 9, 9)))
        (typed,) = [one for one in deeds(*told, sighting(5)) if isinstance(one, Typed)]
        assert typed.text == "fruit"


def test_a_key_pressed_right_after_a_click_into_another_window_belongs_to_what_is_typed_there() -> None:
    """A look of a busy display takes so long that the click is in none that is over when the first key comes."""
    calculator = replace(WINDOW, id="c", title="Calculator", app="Calculator", box=Box(0, 300, 200, 600))

    def look(at_s: float, value: str, *, clicked: bool) -> Sighting:
        field = thing(Role.TEXT_AREA, "Text", Box(10, 100, 300, 280), value=value, focused=clicked)
        windows = (replace(calculator, active=not clicked), replace(WINDOW, active=clicked))
        seen = sighting(at_s, field)
        return replace(seen, look=replace(seen.look, surroundings=Surroundings(windows=windows)))

    told = (look(1, "Two ", clicked=False), *click(1.5, Box(10, 100, 300, 280)), *typing("sugar", 1.95))
    told = (*told[:4], look(1.9, "Two s", clicked=True), *told[4:], look(3, "Two sugar", clicked=True))
    (typed,) = [one for one in deeds(*told) if isinstance(one, Typed)]
    assert (typed.held, typed.text, typed.secret) == ("Two ", "Two sugar", False)


def test_in_a_password_manager_every_text_is_secret() -> None:
    field = thing(Role.TEXT_FIELD, "Title", Box(10, 100, 300, 130), focused=True)
    after = thing(Role.TEXT_FIELD, "Title", Box(10, 100, 300, 130), value="bank", focused=True)
    told = (sighting(1, field), *typing("bank", 2), sighting(3, after))
    assert [(one.text, one.secret) for one in deeds(*told) if isinstance(one, Typed)] == [("bank", False)]
    assert [(one.text, one.secret) for one in deeds(*told, vault=True) if isinstance(one, Typed)] == [("", True)]


def test_what_was_typed_out_of_sight_is_secret_though_the_same_words_stood_there_before() -> None:
    label = thing(Role.LABEL, "password", Box(10, 100, 300, 130))
    hidden = (sighting(1, label), *typing("password", 2), sighting(4, label))
    assert [(one.text, one.secret) for one in deeds(*hidden) if isinstance(one, Typed)] == [("", True)]
    echo = thing(Role.TEXT, "password", Box(10, 200, 300, 230))
    shown = (sighting(1, label), *typing("password", 2), sighting(4, label, echo))
    assert [(one.text, one.secret) for one in deeds(*shown) if isinstance(one, Typed)] == [("password", False)]


def test_what_was_typed_into_a_drawn_table_is_kept_where_its_picture_shows_it() -> None:
    told = (sighting(1), *typing("Rent", 2), sighting(4))
    shown = deeds(*told, read={"s1": ("A", "B"), "s4": ("A", "B", "Rent")})
    assert [(one.text, one.secret) for one in shown if isinstance(one, Typed)] == [("Rent", False)]
    dots = deeds(*told, read={"s1": ("Rent",), "s4": ("Rent", "●●●●")})
    assert [(one.text, one.secret) for one in dots if isinstance(one, Typed)] == [("", True)]


def test_a_password_stays_secret_when_its_window_shows_it() -> None:
    box = Box(10, 100, 300, 130)
    hidden = replace(thing(Role.TEXT_FIELD, "Code", box, focused=True), state=frozenset({State.SECRET, State.FOCUSED}))
    bare = thing(Role.TEXT_FIELD, "Code", box, focused=True)
    shown = thing(Role.TEXT_FIELD, "Code", box, value="oak", focused=True)
    found = deeds(sighting(1, hidden), sighting(1.5, bare), *typing("oak", 2), sighting(3, shown))
    assert [(one.text, one.secret) for one in found if isinstance(one, Typed)] == [("", True)]


def test_a_click_on_what_came_up_while_the_last_look_was_under_way_is_a_click_on_that() -> None:
    behind = thing(Role.BUTTON, "Behind", Box(0, 0, 400, 400))
    option = thing(Role.OPTION, "Large", Box(100, 100, 200, 120))
    before, under_way = sighting(1, behind), sighting(2, option, behind, grey=200)
    found = deeds(before, replace(under_way, ended_s=3.0), *click(2.5, option.box), sighting(4, behind))
    assert [one.aim.element for one in found if isinstance(one, Clicked)] == [option]


def test_what_is_done_while_nothing_can_be_seen_is_forgotten() -> None:
    field = thing(Role.TEXT_FIELD, "Name", Box(10, 100, 300, 130), focused=True)
    made = DeskDeeds(keep=lambda look, window: Seen(look=look))
    made.saw(sighting(1, field))
    for one in typing("secret", 2):
        made.forget(one)
    made.saw(sighting(4, field))
    assert made.finish() == ()


def test_a_menu_that_came_up_by_pointing_is_pointed_at_again() -> None:
    recent = thing(Role.MENU_ITEM, "Recent", Box(0, 40, 120, 60))
    entry = replace(thing(Role.MENU_ITEM, "letter.txt", Box(130, 40, 260, 60)), window="p")
    popup = Window(id="p", title="", app="Sheet", box=Box(130, 40, 260, 60), active=False)
    closed, opened = sighting(2, recent), sighting(2.4, recent, entry)
    windows = replace(opened.look.surroundings, windows=(WINDOW, popup))
    opened = replace(opened, look=replace(opened.look, surroundings=windows), pointer=recent.box.center)
    found = deeds(sighting(1, recent), *click(1.2, Box(400, 400, 420, 420)), closed, opened, *click(3, entry.box))
    assert [one.aim.element for one in found if isinstance(one, Hovered | Clicked)][1:] == [recent, entry]
    at_once = deeds(sighting(1, recent), *click(1.2, recent.box), closed, opened, *click(3, entry.box))
    assert [type(one) for one in at_once] == [Clicked, Clicked]


def test_the_space_bar_pressed_on_what_takes_no_text_is_not_typed_into_the_field_that_was_clicked_before() -> None:
    field = thing(Role.TEXT_FIELD, "Name", Box(10, 10, 90, 30), focused=True)
    named = replace(field, value=ScreenText("Rui"))
    left = replace(named, state=frozenset())
    button = thing(Role.BUTTON, "Show", Box(10, 100, 90, 130), focused=True)
    letters = [KeyDown(at_s=3 + number / 100, name=sign, text=sign) for number, sign in enumerate("Rui")]
    tab, space = KeyDown(at_s=5, name="tab", text=""), KeyDown(at_s=5.05, name="space", text=" ")
    found = deeds(
        sighting(1, field, replace(button, state=frozenset())), *click(2, field.box),
        sighting(4, named, replace(button, state=frozenset())), *letters,
        sighting(6, left, button), tab, space, *click(7, button.box), sighting(8, left, button),
    )  # fmt: skip
    assert [(one.text, one.secret) for one in found if isinstance(one, Typed)] == [("Rui", False)]
    assert [one.keys for one in found if isinstance(one, Keyed)] == [("tab",), ("space",)]
