"""What a control's role means for the policy, whatever dialect the role is written in."""

from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """command: pressing it does what it says. check: says what is true of it. field: holds what is typed. item: one of
    many, named by its content. static: text or picture, which may be a command that only pixels saw. heading: a title.
    """

    COMMAND = "command"
    CHECK = "check"
    FIELD = "field"
    ITEM = "item"
    STATIC = "static"
    HEADING = "heading"


_ROLES: Final = {
    Kind.COMMAND: "button icon_button link menu_item dialog icon push_button toggle_button split_button submit "
    "image_button hyperlink menuitem menuitemcheckbox menuitemradio command tool_button toolbutton app_icon fab",
    Kind.CHECK: "checkbox check_box radio radio_button switch toggle check_menu_item radio_menu_item",
    Kind.FIELD: "text_field textfield textbox text_box entry edit input text_area textarea document spinner spinbutton "
    "dropdown combobox combo_box select slider search searchbox password password_field email field editor terminal "
    "canvas spin_button date_picker password_text document_text editable",
    Kind.ITEM: "option list_item listitem row cell gridcell tree_item treeitem tab menu list table table_cell "
    "table_row file message card thumbnail header menu_bar tree grid column_header columnheader page_tab",
    Kind.HEADING: "heading title title_bar window window_title",
}
_KINDS: Final = {role: kind for kind, roles in _ROLES.items() for role in roles.split()}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MULTILINE: Final = _words("text_area textarea document editor document_text canvas terminal")
_LISTS: Final = _words("dropdown combobox combo_box select slider spinner spinbutton spin_button")


def plain_role(role: str) -> str:
    """
    >>> plain_role("Push Button"), plain_role("menu-item"), plain_role("")
    ('push_button', 'menu_item', '')
    """
    return "_".join(role.strip().casefold().replace("-", " ").replace("_", " ").split())


def kind_of(role: str) -> Kind:
    """An unknown role is taken for a command: what it says is what it does."""
    plain = plain_role(role)
    if plain in (
        "text",
        "label",
        "image",
        "static_text",
        "paragraph",
        "picture",
        "group",
        "toolbar",
        "static",
        "img",
        "progress",
        "scrollbar",
        "status",
        "tooltip",
        "badge",
        "caption",
        "span",
        "div",
    ):
        return Kind.STATIC
    return _KINDS.get(plain, Kind.COMMAND)


def is_multiline(role: str) -> bool:
    return plain_role(role) in _MULTILINE


def is_list_like(role: str) -> bool:
    """Fields where Enter or Space chooses rather than submits."""
    return plain_role(role) in _LISTS


_ALIASES: Final = {
    "control": "ctrl", "ctl": "ctrl", "strg": "ctrl", "return": "enter", "kp_enter": "enter", "numpadenter": "enter",
    "del": "delete", "kp_delete": "delete", "entf": "delete", "win": "super", "windows": "super", "meta": "super",
    "cmd": "super", "command": "super", "super_l": "super", "super_r": "super", "option": "alt", "alt_l": "alt",
    "alt_r": "alt", "altgr": "alt", "opt": "alt", "umschalt": "shift", "shift_l": "shift", "shift_r": "shift",
    "ctrl_l": "ctrl", "ctrl_r": "ctrl",
    "control_l": "ctrl", "control_r": "ctrl", "esc": "escape", "spacebar": "space", "bksp": "backspace",
    "eingabe": "enter",
    "⏎": "enter", "↵": "enter", "⌘": "super", "⌥": "alt", "⌃": "ctrl", "⇧": "shift", "⌫": "backspace", "⌦": "delete",
}  # fmt: skip
_ORDER: Final = ("ctrl", "alt", "shift", "super")


def chord_of(key: str) -> str:
    """One spelling for every chord: modifiers in a fixed order, then the key.

    >>> chord_of("Shift + Control+DEL"), chord_of("Return"), chord_of("Ctrl-W"), chord_of("+")
    ('ctrl+shift+delete', 'enter', 'ctrl+w', '+')
    """
    plain = "".join(c for c in key if c.isprintable() or c.isspace()).strip().casefold()
    if key in (" ", "\n", "\r"):
        return "space" if key == " " else "enter"
    if len(plain) <= 1:
        return plain
    separator = "+" if "+" in plain else "-" if "-" in plain else None
    names = [
        _ALIASES.get(part.strip().replace(" ", "_"), part.strip()) for part in plain.split(separator) if part.strip()
    ]
    held = [name for name in _ORDER if name in names]
    return "+".join([*held, *(name for name in names if name not in _ORDER)])
