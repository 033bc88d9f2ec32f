"""What an application shows before one can work in it: put away, or left by beginning a document."""

import numpy as np
import pytest

from grounding.geometry import Box
from grounding.screen import Element, Look, Role, Structure
from planner.actions import Filling, Literal, OpenApp, TypeText
from planner.intents.greetings import BEGIN, put_away
from tests.making import element, screenshot_of

WRITTEN = TypeText(value=Literal(text="one"), filling=Filling.HERE)


def shown(*elements: Element) -> Look:
    return Look(screenshot=screenshot_of(np.zeros((60, 90, 3), np.uint8)), structure=Structure(elements=elements))


def test_a_page_that_offers_a_new_document_is_left_for_one() -> None:
    look = shown(element(Box(0, 0, 9, 9), Role.BUTTON, "New File"))
    assert put_away(OpenApp(name="scribble"), WRITTEN, lambda: look, "write one in scribble") == BEGIN


@pytest.mark.parametrize("role", [Role.TEXT_AREA, Role.DOCUMENT])
def test_where_there_is_a_document_it_is_written_in(role: Role) -> None:
    look = shown(element(Box(0, 0, 9, 9), Role.BUTTON, "New File"), element(Box(0, 9, 90, 60), role))
    assert put_away(OpenApp(name="scribble"), WRITTEN, lambda: look, "write one in scribble") is None


def test_a_calculator_has_no_document() -> None:
    look = shown(element(Box(0, 0, 9, 9), Role.BUTTON, "7"))
    assert put_away(OpenApp(name="sums"), WRITTEN, lambda: look, "work out 7 * 8") is None
