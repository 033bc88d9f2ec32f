"""Names of keys and printed characters as the DevTools protocol wants them: key, code, virtual key, text.

The table is the keyboard of the United States, as the UI Events specification names its keys; a character that is
not on it is sent as a key of its own name, as a keyboard that has it would send it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.surfaces.browser.protocol import Json
from planner.errors import ActFailed

MODIFIER_BITS: Final[Mapping[str, int]] = {"alt": 1, "ctrl": 2, "meta": 4, "shift": 8}


@dataclass(frozen=True, kw_only=True)
class Key:
    """text: what it types, "" when nothing. shifted: needs Shift on that keyboard. location: 1 for the left of two."""

    key: str
    code: str
    virtual: int
    text: str = ""
    shifted: bool = False
    location: int = 0

    def event(self, kind: str, modifiers: int) -> dict[str, Json]:
        """Parameters of Input.dispatchKeyEvent. kind: "down" or "up"."""
        bits = modifiers | (MODIFIER_BITS["shift"] if self.shifted else 0)
        types = bool(self.text) and not modifiers & ~MODIFIER_BITS["shift"]
        event: dict[str, Json] = {
            "type": "keyUp" if kind == "up" else "keyDown" if types else "rawKeyDown",
            "key": self.key,
            "code": self.code,
            "windowsVirtualKeyCode": self.virtual,
            "modifiers": bits,
            "location": self.location,
        }
        if types and kind == "down":
            event["text"] = self.text
            event["unmodifiedText"] = self.text
        return event


_NAMED: Final[Mapping[str, Key]] = {
    "ctrl": Key(key="Control", code="ControlLeft", virtual=17, location=1),
    "shift": Key(key="Shift", code="ShiftLeft", virtual=16, location=1),
    "alt": Key(key="Alt", code="AltLeft", virtual=18, location=1),
    "meta": Key(key="Meta", code="MetaLeft", virtual=91, location=1),
    "enter": Key(key="Enter", code="Enter", virtual=13, text="\r"),
    "tab": Key(key="Tab", code="Tab", virtual=9),
    "escape": Key(key="Escape", code="Escape", virtual=27),
    "space": Key(key=" ", code="Space", virtual=32, text=" "),
    "backspace": Key(key="Backspace", code="Backspace", virtual=8),
    "delete": Key(key="Delete", code="Delete", virtual=46),
    "insert": Key(key="Insert", code="Insert", virtual=45),
    "home": Key(key="Home", code="Home", virtual=36),
    "end": Key(key="End", code="End", virtual=35),
    "page_up": Key(key="PageUp", code="PageUp", virtual=33),
    "page_down": Key(key="PageDown", code="PageDown", virtual=34),
    "up": Key(key="ArrowUp", code="ArrowUp", virtual=38),
    "down": Key(key="ArrowDown", code="ArrowDown", virtual=40),
    "left": Key(key="ArrowLeft", code="ArrowLeft", virtual=37),
    "right": Key(key="ArrowRight", code="ArrowRight", virtual=39),
    "print": Key(key="PrintScreen", code="PrintScreen", virtual=44),
    "menu": Key(key="ContextMenu", code="ContextMenu", virtual=93),
    "caps_lock": Key(key="CapsLock", code="CapsLock", virtual=20),
    **{f"f{number}": Key(key=f"F{number}", code=f"F{number}", virtual=111 + number) for number in range(1, 25)},
}
_SAID: Final[Mapping[str, str]] = {
    "control": "ctrl", "return": "enter", "esc": "escape", "del": "delete", "pageup": "page_up",
    "pagedown": "page_down",
    "arrowup": "up", "arrowdown": "down", "arrowleft": "left", "arrowright": "right", "capslock": "caps_lock",
    "printscreen": "print", "contextmenu": "menu", "super": "meta", "cmd": "meta", "win": "meta", "option": "alt",
    "arrow_up": "up", "arrow_down": "down", "arrow_left": "left", "arrow_right": "right",
}  # fmt: skip
_SIGNS: Final = (  # code, virtual key, plain, with Shift
    ("Backquote", 192, "`", "~"), ("Minus", 189, "-", "_"), ("Equal", 187, "=", "+"), ("BracketLeft", 219, "[", "{"),
    ("BracketRight", 221, "]", "}"), ("Backslash", 220, "\\", "|"), ("Semicolon", 186, ";", ":"),
    ("Quote", 222, "'", '"'), ("Comma", 188, ",", "<"), ("Period", 190, ".", ">"), ("Slash", 191, "/", "?"),
    *((f"Digit{digit}", 48 + digit, str(digit), ")!@#$%^&*("[digit]) for digit in range(10)),
)  # fmt: skip


def _printed() -> dict[str, Key]:
    table = {" ": _NAMED["space"]}
    for code, virtual, plain, shifted in _SIGNS:
        table[plain] = Key(key=plain, code=code, virtual=virtual, text=plain)
        table[shifted] = Key(key=shifted, code=code, virtual=virtual, text=shifted, shifted=True)
    for letter in "abcdefghijklmnopqrstuvwxyz":
        upper = letter.upper()
        table[letter] = Key(key=letter, code=f"Key{upper}", virtual=ord(upper), text=letter)
        table[upper] = Key(key=upper, code=f"Key{upper}", virtual=ord(upper), text=upper, shifted=True)
    return table


_PRINTED: Final[Mapping[str, Key]] = _printed()


def key_named(name: str) -> Key:
    """The key of a chord: a name or a single character. Raises ActFailed.

    >>> key_named("page up").key, key_named("Enter").text
    ('PageUp', '\\r')
    """
    if len(name) == 1:
        return key_for(name) or Key(key=name, code="", virtual=0, text=name)
    plain = name.strip().casefold().replace(" ", "_").replace("-", "_")
    found = _NAMED.get(plain) or _NAMED.get(_SAID.get(plain, "")) or _NAMED.get(_SAID.get(plain.replace("_", ""), ""))
    if found is None:
        raise ActFailed(f"There is no key “{name}”; use names like enter, tab, ctrl or f5, or a single character.")
    return found


def modifier_of(name: str) -> str | None:
    """The modifier that a key name means, or None."""
    plain = name.strip().casefold()
    plain = _SAID.get(plain, plain)
    return plain if plain in MODIFIER_BITS else None


def key_for(character: str) -> Key | None:
    """The key that types a character; None for what no single key event can carry (emoji, joined characters)."""
    if character in _PRINTED:
        return _PRINTED[character]
    if character == "\n":
        return _NAMED["enter"]
    if character == "\t":
        return _NAMED["tab"]
    if len(character) == 1 and ord(character) < 0x10000 and character.isprintable() and character.isalpha():
        return Key(key=character, code="", virtual=0, text=character)
    return None
