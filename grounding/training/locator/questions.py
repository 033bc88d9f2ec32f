"""Instructions for the controls of rendered screens: their names in the ways in which people ask for them."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from grounding.drawings import drawings_of
from grounding.geometry import Box
from grounding.icons import IconEncoder, Meaning, Meant
from grounding.locator.roles import TOGGLES
from grounding.locator.synonyms import other_names, paraphrases
from grounding.screen import (
    Element,
    ElementId,
    FoundBy,
    ParsedScreen,
    Role,
    Screenshot,
    ScreenText,
    Vector,
)
from grounding.screen import Meaning as Shown
from grounding.structure import fuse
from grounding.training.render.sample import Labelled, Sample

LONGEST = 48
MOST_WORDS = 7
LOST_CONTROL, LOST_LINE, WRONG_LETTER = 0.15, 0.02, 0.012
_LOOK_ALIKE = {"l": "1I", "I": "l1", "0": "O", "O": "0", "m": "rn", "S": "5", "i": "l", "…": ".", "é": "e", "ü": "u"}
_THINGS = ("file", "timer", "page", "document", "message", "window", "selection", "contact", "list", "folder", "video")
_ANY = ("Click {}", "Press {}", "Choose {}", "Click on {}", "Select {}", "{}", "Tap {}")
_WAYS: Mapping[Role, Sequence[str]] = {
    Role.BUTTON: ("Press the {} button", "Press {}", "Click the {} button", "{} button", "Click {}", "Press {}"),
    Role.ICON_BUTTON: ("Click the {} icon", "Press the {} button", "{}", "Click {}"),
    Role.LINK: ("Follow {}", "Follow the {} link", "Open {}", "Click the {} link", "Go to {}", "Click {}"),
    Role.TAB: ("Switch to the {} tab", "Switch to {}", "Open the {} tab", "Go to {}"),
    Role.MENU: ("Open the {} menu", "Open {}", "{} menu"),
    Role.MENU_ITEM: ("Choose {}", "Choose {} from the menu", "Select {}", "Open {}", "Click {}"),
    Role.CHECKBOX: ("Turn on {}", "Check {}", "Tick the {} checkbox", "Toggle {}", "Enable {}", "Turn off {}"),
    Role.SWITCH: ("Turn on {}", "Toggle {}", "Turn off {}", "Enable {}", "the {} switch"),
    Role.RADIO: ("Choose {}", "Select {}", "Choose the {} option", "Select {} as the mode"),
    Role.TEXT_FIELD: ("Click the {} field", "Click the field for the {}", "the {} field", "Click {}", "the {} box"),
    Role.TEXT_AREA: ("Click the {} field", "Click into {}", "the {} text area"),
    Role.DROPDOWN: ("Open the {} drop-down", "Open the {} list", "Open the {} selector", "Click {}"),
    Role.SPINNER: ("Click the {} field", "Click the {} value", "Click {}"),
    Role.LIST_ITEM: ("Select {}", "Open {}", "Choose {}", "Select the item {}", "Click {}", "Choose {} from the list"),
    Role.TREE_ITEM: ("Select {}", "Open {}", "Expand {}", "Open the {} folder"),
    Role.OPTION: ("Choose {}", "Select {}", "Choose {} from the list"),
    Role.CELL: ("Click {}", "Select {}", "Click the cell {}"),
    Role.HEADER: ("Sort by {}", "Click the {} column", "Click {}"),
}


_ICON_WAYS = ("Click the {} icon", "{}", "Press {}", "Click {}", "Press the {} button", "Open {}", "the {} button")
_NAMED_DRAWINGS = ("web/", "desktop", "apps/")
"""Renderers that give a drawing the name that its icon set or its tooltip gives it."""
_DRAWN = frozenset({Role.IMAGE, Role.ICON_BUTTON})


@dataclass(frozen=True, kw_only=True)
class Question:
    """boxes: where a click is right; of a toggle also on its label. drawn: of a control without words."""

    words: str
    name: str
    boxes: tuple[Box, ...]
    drawn: bool = False


def questions(sample: Sample, chance: random.Random, most: int) -> list[Question]:
    """Of controls whose name is written on the screen, once."""
    written: dict[str, list[Box]] = {}
    for line in sample.lines:
        written.setdefault(_bare(line.text), []).append(line.box)
    fitting = [
        (one, *written[_bare(one.text)])
        for one in sample.elements
        if one.role in _WAYS and _is_name(one.text) and len(written.get(_bare(one.text), ())) == 1
    ]
    return [_question(one, line, chance) for one, line in chance.sample(fitting, min(most, len(fitting)))]


def icon_questions(sample: Sample, meanings: Sequence[Meaning], chance: random.Random, most: int) -> list[Question]:
    """Of drawings that are known by the name that an icon set gives them, once on the screen."""
    if not sample.source.startswith(_NAMED_DRAWINGS):
        return []
    written = {_bare(line.text) for line in sample.lines}
    tooltips = sample.source.startswith("apps/")
    drawn = [o for o in sample.elements if o.role in _DRAWN and _is_icon_name(o.text, written, any_case=tooltips)]
    firsts = Counter(_bare(one.text.split()[0]) for one in drawn)
    fitting = [one for one in drawn if firsts[_bare(one.text.split()[0])] == 1]
    return [_icon_question(one, meanings, chance) for one in chance.sample(fitting, min(most, len(fitting)))]


def _is_icon_name(text: str, written: set[str], *, any_case: bool) -> bool:
    return (
        len(text) > 1 and len(text.split()) <= 3 and (any_case or text == text.lower()) and _bare(text) not in written
    )


def _icon_question(one: Labelled, meanings: Sequence[Meaning], chance: random.Random) -> Question:
    said = [
        word for meaning in meanings if one.text.casefold() in (meaning.name, *meaning.drawn) for word in meaning.said
    ]
    name = chance.choice(said) if said and chance.random() < 0.7 else one.text
    if len(name.split()) == 1 and chance.random() < 0.2:
        return Question(words=f"{name} the {chance.choice(_THINGS)}", name=one.text, boxes=(one.box,), drawn=True)
    return Question(words=chance.choice(_ICON_WAYS).format(name), name=one.text, boxes=(one.box,), drawn=True)


def _bare(text: str) -> str:
    return text.casefold().rstrip("…:.* ")


def _is_name(text: str) -> bool:
    return 1 < len(text) <= LONGEST and len(text.split()) <= MOST_WORDS and any(c.isalpha() for c in text)


def _question(one: Labelled, line: Box, chance: random.Random) -> Question:
    name = one.text.rstrip("…:. ")
    ways = _WAYS[one.role] if chance.random() < 0.85 else _ANY
    boxes = (one.box, line) if one.role in TOGGLES else (one.box,)
    return Question(words=chance.choice(ways).format(_reworded(name, chance)), name=one.text, boxes=boxes)


def _reworded(name: str, chance: random.Random) -> str:
    roll = chance.random()
    others = [*other_names(name), *paraphrases(name)]
    words = name.split()
    if roll < 0.04 and others:
        return chance.choice(others)
    if roll < 0.08 and len(words) == 1:
        return f"{name} the {chance.choice(_THINGS)}"
    if roll < 0.16 and len(words) > 2:
        at = chance.randrange(len(words))
        return " ".join(words[:at] + words[at + 1 :])
    if roll < 0.20 and len(words) == 2:
        return f"{words[0]} the {words[1].lower()}"
    if roll < 0.26:
        return f"{name} {chance.choice(('option', 'entry', 'setting', 'command', 'item'))}"
    if roll < 0.29 and len(name) > 5:
        at = chance.randrange(1, len(name) - 1)
        return (
            name[:at] + name[at + 1 :]
            if chance.random() < 0.5
            else name[:at] + name[at + 1] + name[at] + name[at + 2 :]
        )
    return name.lower() if roll < 0.5 else name


# --- screens as they are seen -------------------------------------------------------------------------------------


def seen(sample: Sample, screenshot: Screenshot, icons: IconEncoder, chance: random.Random) -> ParsedScreen:
    """As a detector and a reader that err now and then would see it."""
    controls = [
        _element(f"seen-{number}", one.box, one.role, "", FoundBy.VISION)
        for number, one in enumerate(sample.elements)
        if chance.random() > LOST_CONTROL
    ]
    lines = [
        _element(f"text-{number}", line.box, Role.TEXT, misread(line.text, chance), FoundBy.TEXT)
        for number, line in enumerate(sample.lines)
        if chance.random() > LOST_LINE and line.text.strip()
    ]
    elements = fuse((), (*lines, *controls), screenshot)
    drawings = drawings_of(elements, screenshot.pixels)
    vectors = icons.describe(screenshot.pixels, [box for _, box in drawings])
    looks = {elements[at].id: vector for (at, _), vector in zip(drawings, vectors, strict=True)}
    told = tuple(_with_meaning(one, looks, icons) for one in elements)
    return ParsedScreen(screenshot=screenshot, elements=told, looks=looks)


def _with_meaning(element: Element, looks: Mapping[ElementId, Vector], icons: IconEncoder) -> Element:
    if element.id not in looks or element.text:
        return element
    meant = icons.meaning(looks[element.id])
    if not isinstance(meant, Meant):
        return element
    return replace(element, meaning=Shown(name=meant.name, confidence=meant.confidence))


def misread(text: str, chance: random.Random) -> str:
    return "".join(
        chance.choice(_LOOK_ALIKE[c]) if c in _LOOK_ALIKE and chance.random() < 4 * WRONG_LETTER else c
        for c in text
        if chance.random() > WRONG_LETTER / 2
    )


def _element(name: str, box: Box, role: Role, text: str, found_by: FoundBy) -> Element:
    return Element(id=ElementId(name), box=box, role=role, text=ScreenText(text), found_by=found_by, confidence=0.9)
