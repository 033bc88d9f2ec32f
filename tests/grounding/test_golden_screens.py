"""Real applications, parsed from pixels alone: their controls are found, in their state, by what they are called.

Each screen in tests/screens is a picture and a list of what must be found, made and checked as screens.toml says.
`demanded` are the shares that the shipped weights reach, less a little; of a screen, each is one claim:

- found: an element of the same family of roles that shares half of its area or more, and reads the text that stands
  in it, where `text` is given;
- states: such an element is checked, selected and disabled exactly as the control is, where `state` is given;
- pointed: asked for by its name (`called`, else `text`), the locator points into the control; names that two controls
  share are not asked for.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from rapidfuzz import fuzz

from app.cli.pictures import load_screenshot
from app.compose.parts import eyes
from app.labels import family_of
from grounding.geometry import Box
from grounding.grounder import Grounder
from grounding.screen import (
    Element,
    ElementId,
    FoundBy,
    Look,
    NotOffered,
    ParsedScreen,
    Query,
    Role,
    State,
    Target,
)

SCREENS = Path(__file__).parents[1] / "screens"
NAMES = sorted(path.stem for path in SCREENS.glob("*.json"))
MOST_BYTES = 1_500_000
SHARED = 0.5
ALIKE = 90.0
COMPARED = frozenset({State.CHECKED, State.SELECTED, State.DISABLED})
UNSAID = frozenset({Role.ICON_BUTTON, Role.TEXT})
"""Roles that nobody says: "the search icon" and words alone are how such things are asked for."""


@dataclass(frozen=True, kw_only=True)
class Expected:
    """state: None when it is not to be judged, or not visible. called: what a person says, where no text says it."""

    box: Box
    role: Role
    text: str
    state: frozenset[State] | None
    called: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Golden:
    screen: ParsedScreen
    controls: tuple[Expected, ...]
    demanded: dict[str, float]


@cache
def grounder() -> Grounder:
    return eyes()


@cache
def golden(name: str) -> Golden:
    told = json.loads((SCREENS / f"{name}.json").read_text(encoding="utf-8"))
    shot = load_screenshot(str(SCREENS / f"{name}.png"))
    screen = grounder().parse(Look(screenshot=shot, structure=NotOffered(reason="golden")))
    return Golden(
        screen=screen,
        controls=tuple(
            Expected(
                box=Box(*one["box"]),
                role=Role(one["role"]),
                text=one.get("text", ""),
                state=frozenset(State(state) for state in one["state"]) if "state" in one else None,
                called=one.get("called", ""),
            )
            for one in told["controls"]
        ),
        demanded=told["demanded"],
    )


def alike(seen: str, text: str) -> bool:
    one, other = (" ".join(words.casefold().split()) for words in (seen, text))
    return one == other or (min(len(one), len(other)) > 3 and fuzz.ratio(one, other) >= ALIKE)


def in_its_place(screen: ParsedScreen, control: Expected) -> Iterator[Element]:
    as_element = Element(id=ElementId(""), box=control.box, role=control.role, found_by=FoundBy.STRUCTURE)
    for element in screen.elements:
        if element.box.iou(control.box) >= SHARED and family_of(element) is family_of(as_element):
            yield element


def is_found(screen: ParsedScreen, control: Expected) -> bool:
    there = in_its_place(screen, control)
    return any(not control.text or alike(element.text or element.value, control.text) for element in there)


def is_in_its_state(screen: ParsedScreen, control: Expected) -> bool:
    return any(element.state & COMPARED == control.state for element in in_its_place(screen, control))


def is_pointed_at(screen: ParsedScreen, control: Expected) -> bool:
    role = None if control.role in UNSAID else control.role
    found = grounder().locate(Query(text=control.called or control.text, role=role), screen)
    return isinstance(found, Target) and control.box.grown(2).contains(found.point)


def missed(name: str) -> dict[str, list[str]]:
    """What each claim fails for; the key is the claim with its numbers."""
    gold = golden(name)
    names = Counter((control.called or control.text).casefold() for control in gold.controls)
    asked = [
        one for one in gold.controls if names[(one.called or one.text).casefold()] == 1 and (one.called or one.text)
    ]
    judged = [one for one in gold.controls if one.state is not None]
    return {
        "found": [said(one) for one in gold.controls if not is_found(gold.screen, one)],
        "states": [said(one) for one in judged if not is_in_its_state(gold.screen, one)],
        "pointed": [said(one) for one in asked if not is_pointed_at(gold.screen, one)],
        "of": [str(len(gold.controls)), str(len(judged)), str(len(asked))],
    }


def said(control: Expected) -> str:
    return f"{control.role.value} {control.called or control.text or '-'} {tuple(control.box)}"


def shares(failed: dict[str, list[str]]) -> dict[str, float]:
    totals = dict(zip(("found", "states", "pointed"), map(int, failed["of"]), strict=True))
    return {claim: 1 - len(failed[claim]) / total if total else 1.0 for claim, total in totals.items()}


@pytest.mark.parametrize("claim", ["found", "states", "pointed"])
@pytest.mark.parametrize("name", NAMES)
def test_the_controls_of_a_real_application_are(name: str, claim: str) -> None:
    failed = missed(name)
    assert shares(failed)[claim] >= golden(name).demanded[claim], failed[claim]


def test_the_golden_screens_are_of_many_applications_and_small() -> None:
    assert len(NAMES) >= 12
    assert sum(path.stat().st_size for path in SCREENS.glob("*.png")) <= MOST_BYTES
    assert {path.stem for path in SCREENS.glob("*.png")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_expected_lies_on_the_picture(name: str) -> None:
    for control in golden(name).controls:
        assert golden(name).screen.screenshot.box.encloses(control.box)
        assert control.box.area
