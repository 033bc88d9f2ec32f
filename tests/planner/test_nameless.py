"""Which field is meant where the words name what stands beside it or above it."""

from datetime import UTC, datetime

import numpy as np

from grounding.geometry import Box
from grounding.screen import (
    Element,
    ElementId,
    FoundBy,
    Frame,
    ParsedScreen,
    Query,
    Role,
    Screenshot,
    ScreenText,
    Target,
)
from planner.nameless import beside_its_switch


def element(role: Role, text: str, *box: int) -> Element:
    return Element(
        id=ElementId(f"{box}"),
        box=Box(*box),
        role=role,
        text=ScreenText(text),
        found_by=FoundBy.STRUCTURE,
        handle=f"h{box}",
    )


def screen(*elements: Element) -> ParsedScreen:
    shot = Screenshot(
        id="s", pixels=np.zeros((400, 400, 3), dtype=np.uint8), frame=Frame(surface_id="d"), taken_at=datetime.now(UTC)
    )
    return ParsedScreen(screenshot=shot, elements=elements)


def named(element: Element) -> Target:
    return Target(
        screenshot_id="s", query=Query(text=element.text), element=element, point=element.box.center, score=1.0
    )


def test_a_number_for_a_box_with_a_tick_goes_into_the_field_in_its_row() -> None:
    box = element(Role.CHECKBOX, "Display right margin at column:", 10, 100, 200, 120)
    field = element(Role.SPINNER, "", 210, 98, 280, 122)
    other = element(Role.SPINNER, "Tab width", 210, 150, 280, 174)
    assert beside_its_switch(named(box), screen(box, other, field)).element == field


def test_a_head_over_a_column_leads_to_the_first_field_below_it() -> None:
    head = element(Role.LABEL, "Height", 110, 20, 150, 36)
    shown = element(Role.LABEL, "300", 110, 40, 150, 56)
    field, percent = element(Role.SPINNER, "", 100, 60, 170, 86), element(Role.SPINNER, "", 100, 90, 170, 116)
    width = element(Role.SPINNER, "", 10, 60, 80, 86)
    assert beside_its_switch(named(head), screen(head, shown, width, percent, field)).element == field


def test_where_no_field_stands_near_the_words_mean_themselves() -> None:
    box = element(Role.CHECKBOX, "Autosave", 10, 100, 200, 120)
    far = element(Role.SPINNER, "Tab width", 210, 300, 280, 324)
    assert beside_its_switch(named(box), screen(box, far)).element == box
