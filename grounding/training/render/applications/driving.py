"""A person who tries everything: opens menus, lists and dialogs, turns pages, types, at random."""

import re
from collections.abc import Sequence
from random import Random

from grounding.geometry import Point
from grounding.screen import Element, Role, State
from grounding.training.render.applications.stage import Stage
from grounding.training.render.words import Words
from planner.actions import Button

UNWANTED = re.compile(
    r"quit|exit|close|log ?out|shut|restart|reboot|delete|remove|format|print|burn|online|update|install|help|web"
    r"|donate|report|minimi|maximi|fullscreen|full screen|send|mail|connect|erase|trash|new window",
    re.IGNORECASE,
)
LEADS_ON = re.compile(
    r"…|\.\.\.|preferences|settings|options|properties|about|new|find|open|save as|configure|edit", re.IGNORECASE
)
WEIGHTS = {
    Role.MENU: 9,
    Role.TAB: 5,
    Role.DROPDOWN: 5,
    Role.BUTTON: 4,
    Role.ICON_BUTTON: 4,
    Role.CHECKBOX: 2,
    Role.RADIO: 1,
    Role.SWITCH: 2,
    Role.LIST_ITEM: 3,
    Role.TREE_ITEM: 2,
    Role.CELL: 2,
    Role.ROW: 1,
    Role.TEXT_FIELD: 2,
    Role.TEXT_AREA: 2,
    Role.HEADER: 1,
}


class Person:
    def __init__(self, *, stage: Stage, random: Random) -> None:
        self._stage = stage
        self._random = random
        self._words = Words(random, "en")

    def act(self, elements: Sequence[Element]) -> None:
        """One act on what is in sight now."""
        popups = {str(window.id) for window in self._stage.windows() if window.popup}
        entries = [
            one for one in elements if one.window in popups and one.role in {Role.MENU_ITEM, Role.OPTION, Role.MENU}
        ]
        if entries:
            self._in_menu(entries)
            return
        if self._random.random() < 0.07:
            self._stage.hand.press([*self._random.choice([["ctrl", "f"], ["ctrl", "n"], ["ctrl", "o"], ["f10"]])])
            return
        wanted = [one for one in elements if one.role in WEIGHTS and self._is_harmless(one)]
        if not wanted:
            self._stage.hand.press(["escape"])
            return
        by_role: dict[Role, list[Element]] = {}
        for one in wanted:
            by_role.setdefault(one.role, []).append(one)
        roles = list(by_role)
        role = self._random.choices(roles, [WEIGHTS[role] for role in roles])[0]
        self._on(self._random.choice(by_role[role]))

    def _in_menu(self, entries: Sequence[Element]) -> None:
        """Mostly looked at and left, sometimes followed."""
        leading = [one for one in entries if LEADS_ON.search(one.text) and self._is_harmless(one)]
        if leading and self._random.random() < 0.6:
            self._stage.click(self._random.choice(leading).box.center)
        elif entries and self._random.random() < 0.4:
            self._stage.hand.move(*self._random.choice(list(entries)).box.center)
        else:
            self._stage.hand.press(["escape"])
            self._stage.hand.press(["escape"])

    def _on(self, element: Element) -> None:
        middle = element.box.center
        if element.role in {Role.CHECKBOX, Role.RADIO}:
            middle = Point(element.box.left + min(10, element.box.width // 2), middle.y)
        right = element.role in {Role.TEXT_AREA, Role.LIST_ITEM, Role.CELL} and self._random.random() < 0.3
        self._stage.click(middle, button=Button.RIGHT if right else Button.LEFT)
        if element.role in {Role.TEXT_FIELD, Role.TEXT_AREA} and not right:
            text = self._words.phrase() if element.role is Role.TEXT_FIELD else self._words.paragraph(3)
            self._stage.hand.type_text(text, before=lambda: None, chunk=40)

    def _is_harmless(self, element: Element) -> bool:
        return (
            element.enabled and State.DISABLED not in element.state and not UNWANTED.search(element.text + element.hint)
        )
