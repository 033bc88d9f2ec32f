"""What hands did on a desktop, put together with what was seen meanwhile."""

from dataclasses import dataclass
from datetime import UTC, datetime

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
from planner.demo.values import Clicked, Deed, Keyed, Typed

WINDOW = Window(id="w", title="Sheet", app="Sheet", box=Box(0, 0, 800, 600), active=True)


@dataclass(frozen=True, kw_only=True)
class Seen:
    """The scene of a look."""

    look: Look
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


def sighting(at_s: float, *elements: Element) -> Sighting:
    screenshot = Screenshot(
        id=f"s{at_s}",
        pixels=np.zeros((600, 800, 3), dtype=np.uint8),
        frame=Frame(surface_id="s"),
        taken_at=datetime(2027, 1, 1, tzinfo=UTC),
    )
    look = Look(
        screenshot=screenshot, structure=Structure(elements=elements), surroundings=Surroundings(windows=(WINDOW,))
    )
    return Sighting(began_s=at_s, ended_s=at_s + 0.1, look=look)


def deeds(*told: Input | Sighting) -> list[Deed]:
    """In the order in which they happened; each event is followed by a look of its own."""
    made = DeskDeeds(keep=lambda look, window: Seen(look=look))
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
