"""Demonstrations for the sweep in desktop applications: what a person's hands do, with named values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from grounding.screen import Role


@dataclass(frozen=True, kw_only=True)
class DeskAct:
    """Clicks where `role` and `name` say, then types the value of that name, then presses the keys; each if given.

    name: what it is called, or the hint in it. cell: of a sheet in sight, instead. keys: as xdotool
    has them.
    """

    role: Role | None = None
    name: str = ""
    cell: str = ""
    value: str = ""
    keys: str = ""


@dataclass(frozen=True, kw_only=True)
class DeskDemo:
    """program: as a person starts it, in the home. title: a part of its window's.

    shown, other: what was typed in the demonstration, and in each replay. comes: what the other values must bring, as
    `tests.bench.chores.judge` takes it. files: what lies in the home beforehand.
    """

    program: str
    title: str
    acts: tuple[DeskAct, ...]
    shown: Mapping[str, str]
    other: Mapping[str, str]
    comes: Mapping[str, str]
    files: Mapping[str, str] = field(default_factory=dict)


# So that it does not begin with a tip, which a person has put away long ago.
_NO_TIP = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="ShowTipOfTheDay" oor:op="fuse">
<value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="FirstRun" oor:op="fuse">
<value>false</value></prop></item>
</oor:items>
"""

DESK_DEMOS = {
    "letter": DeskDemo(
        program="mousepad",
        title="Mousepad",
        acts=(
            DeskAct(value="text"),
            DeskAct(role=Role.MENU, name="Search"),
            DeskAct(role=Role.MENU_ITEM, name="Find and Replace..."),
            DeskAct(role=Role.DROPDOWN, name="Search for", value="word"),
            DeskAct(role=Role.DROPDOWN, name="Replace with", value="instead"),
            DeskAct(role=Role.CHECKBOX, name="Match case"),
            DeskAct(role=Role.BUTTON, name="Replace"),
            DeskAct(role=Role.BUTTON, name="Close"),
            DeskAct(keys="ctrl+s"),
            DeskAct(value="file"),
            DeskAct(role=Role.BUTTON, name="Save"),
        ),
        shown={"text": "Dear Sir, thank you.", "word": "Sir", "instead": "Ana", "file": "thanks.txt"},
        other={"text": "Meet at noon. Bring tea.", "word": "noon", "instead": "seven", "file": "plan.txt"},
        comes={"*/plan.txt": "Meet at seven. Bring tea."},
    ),
    "note": DeskDemo(
        program="featherpad",
        title="Untitled",
        acts=(
            DeskAct(role=Role.TEXT_AREA, value="text"),
            DeskAct(role=Role.BUTTON, name="Replace"),
            DeskAct(role=Role.TEXT_FIELD, name="To be replaced", value="word"),
            DeskAct(role=Role.TEXT_FIELD, name="Replacing text", value="instead"),
            DeskAct(role=Role.ICON_BUTTON, name="Replace all (F10)"),
            DeskAct(keys="ctrl+s"),
            DeskAct(value="file"),
            DeskAct(role=Role.BUTTON, name="Save"),
        ),
        shown={"text": "two eggs and two apples", "word": "two", "instead": "six", "file": "shopping.txt"},
        other={"text": "red door and red wall", "word": "red", "instead": "green", "file": "paint.txt"},
        comes={"*/paint.txt": "green door and green wall"},
    ),
    "prices": DeskDemo(
        program="gnumeric",
        title="Gnumeric",
        acts=(
            DeskAct(value="first", keys="Tab"),
            DeskAct(value="first_price", keys="Return"),
            DeskAct(value="second", keys="Tab"),
            DeskAct(value="second_price", keys="Return"),
            DeskAct(keys="ctrl+s"),
            DeskAct(value="file"),
            DeskAct(role=Role.BUTTON, name="Save"),
        ),
        shown={
            "first": "Apples", "first_price": "3", "second": "Pears", "second_price": "12", "file": "fruit",
        },
        other={
            "first": "Nails", "first_price": "45", "second": "Screws", "second_price": "7", "file": "tools",
        },
        comes={"*/tools.gnumeric": "Nails,45\nScrews,7"},
    ),
    "budget": DeskDemo(
        program="localc",
        title="LibreOffice Calc",
        acts=(
            DeskAct(value="first", keys="Tab"),
            DeskAct(value="first_price", keys="Return"),
            DeskAct(value="second", keys="Tab"),
            DeskAct(value="second_price", keys="Return"),
            DeskAct(keys="ctrl+s"),
            DeskAct(value="file"),
            DeskAct(role=Role.BUTTON, name="Save"),
        ),
        shown={"first": "Rent", "first_price": "640", "second": "Food", "second_price": "210", "file": "march"},
        other={"first": "Fuel", "first_price": "85", "second": "Books", "second_price": "32", "file": "april"},
        comes={"*/april.ods": "Fuel,85\nBooks,32"},
        files={".config/libreoffice/4/user/registrymodifications.xcu": _NO_TIP},
    ),
    "hours": DeskDemo(
        program="localc",
        title="LibreOffice Calc",
        acts=(
            DeskAct(cell="A1"),
            DeskAct(cell="B2", value="who", keys="Tab"),
            DeskAct(value="hours", keys="Return"),
            DeskAct(cell="B4", value="other", keys="Tab"),
            DeskAct(value="other_hours", keys="Return"),
            DeskAct(cell="D6", value="all", keys="Return"),
            DeskAct(cell="A8", value="note", keys="Return"),
            DeskAct(keys="ctrl+s"),
            DeskAct(value="file"),
            DeskAct(role=Role.BUTTON, name="Save"),
        ),
        shown={
            "who": "Ana", "hours": "12", "other": "Rui", "other_hours": "30", "all": "=C2+C4", "note": "checked",
            "file": "week1",
        },
        other={
            "who": "Ines", "hours": "7", "other": "Tom", "other_hours": "8", "all": "=C2+C4", "note": "open",
            "file": "week2",
        },
        comes={"*/week2.ods": "\n,Ines,7\n\n,Tom,8\n\n,,,15\n\nopen"},
        files={".config/libreoffice/4/user/registrymodifications.xcu": _NO_TIP},
    ),
    "folders": DeskDemo(
        program="thunar",
        title="Thunar",
        acts=(
            DeskAct(role=Role.MENU, name="File"),
            DeskAct(role=Role.MENU_ITEM, name="Create Folder..."),
            DeskAct(value="outer"),
            DeskAct(role=Role.BUTTON, name="Create"),
            DeskAct(keys="Return"),
            DeskAct(role=Role.MENU, name="File"),
            DeskAct(role=Role.MENU_ITEM, name="Create Folder..."),
            DeskAct(value="inner"),
            DeskAct(role=Role.BUTTON, name="Create"),
        ),
        shown={"outer": "Garden", "inner": "Roses"},
        other={"outer": "Kitchen plans", "inner": "Oven"},
        comes={"Kitchen plans/Oven/": ""},
    ),
}  # fmt: skip
