"""A chord in the terms of an X server: the key, the modifiers that go with it, and every state of the locks beside.

Formats: X Window System Protocol, section 5 (keyboards) and its encoding of GetKeyboardMapping, GetModifierMapping.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from Xlib import XK, X
from Xlib.protocol import request
from Xlib.protocol.display import Display

_NAMES = {
    "enter": "Return", "tab": "Tab", "escape": "Escape", "space": "space", "backspace": "BackSpace",
    "delete": "Delete", "insert": "Insert", "home": "Home", "end": "End", "page_up": "Prior", "page_down": "Next",
    "up": "Up", "down": "Down", "left": "Left", "right": "Right", "print": "Print", "pause": "Pause", "menu": "Menu",
    "caps_lock": "Caps_Lock", **{f"f{number}": f"F{number}" for number in range(1, 25)},
}  # fmt: skip
_HOLDERS = {
    "ctrl": ("Control_L", "Control_R"),
    "shift": ("Shift_L", "Shift_R"),
    "alt": ("Alt_L", "Alt_R", "Meta_L"),
    "meta": ("Super_L", "Super_R", "Meta_L"),
}
_LOCKS = ("Num_Lock", "Scroll_Lock")


class PlainDisplay(Display):
    """A connection that knows the core protocol and no extensions; windows are their numbers.

    python-xlib's fuller class keeps the numbers of extensions in one table for all servers.
    """

    resource_classes = None  # the class above names it, and gives it no value

    def get_resource_class(self, class_name: str, default: None = None) -> None:  # type: ignore[override]
        """None: a resource is its number."""
        return default


class NoSuchChord(Exception):
    """The keyboard of this display has no such keys; `str(error)` names the one that is missing."""


@dataclass(frozen=True, kw_only=True)
class Grip:
    """keycode and modifiers: what the server is asked for. held: for each key of the chord those that count as it.

    states: the modifiers alone and with every combination of locks that may be on.
    """

    keycode: int
    modifiers: int
    states: tuple[int, ...]
    held: tuple[frozenset[int], ...]

    def is_held(self, keymap: Sequence[int]) -> bool:
        """Whether all its keys are down in the 32 bytes that QueryKeymap gives."""
        return all(any(keymap[code // 8] & (1 << code % 8) for code in codes) for codes in self.held)


def grip_of(chord: Sequence[str], display: Display) -> Grip:
    """Raises NoSuchChord."""
    *modifiers, key = chord
    keysyms = _keysyms(display)
    codes = _codes_of(key, keysyms)
    if not codes:
        raise NoSuchChord(key)
    mapping = request.GetModifierMapping(display=display).keycodes
    mask, held = 0, []
    for name in modifiers:
        holders = [code for one in _HOLDERS.get(name, ()) for code in _codes_with(XK.string_to_keysym(one), keysyms)]
        bit = _bit_of(holders, mapping)
        if not bit:
            raise NoSuchChord(name)
        mask |= bit
        held.append(frozenset(code for code in mapping[bit.bit_length() - 1] if code))
    locks = {X.LockMask} | {_bit_of(_codes_with(XK.string_to_keysym(one), keysyms), mapping) for one in _LOCKS}
    free = sorted(locks - {0} - {bit for bit in locks if bit & mask})
    states = tuple(mask | sum(chosen) for count in range(len(free) + 1) for chosen in combinations(free, count))
    return Grip(keycode=codes[0], modifiers=mask, states=states, held=(*held, frozenset(codes[:1])))


def _keysyms(display: Display) -> dict[int, tuple[int, ...]]:
    first, last = display.info.min_keycode, display.info.max_keycode
    answer = request.GetKeyboardMapping(display=display, first_keycode=first, count=last - first + 1)
    return {first + index: tuple(symbols) for index, symbols in enumerate(answer.keysyms)}


def _codes_of(key: str, keysyms: dict[int, tuple[int, ...]]) -> list[int]:
    if len(key) == 1:
        code = ord(key)
        return _codes_with(code if code < 0x100 else 0x0100_0000 | code, keysyms)
    return _codes_with(XK.string_to_keysym(_NAMES.get(key, "")), keysyms)


def _codes_with(keysym: int, keysyms: dict[int, tuple[int, ...]]) -> list[int]:
    """Keys that give it, those that give it unshifted first."""
    if not keysym:
        return []
    found = [(symbols.index(keysym), code) for code, symbols in keysyms.items() if keysym in symbols]
    return [code for _, code in sorted(found)]


def _bit_of(codes: Sequence[int], mapping: Sequence[Sequence[int]]) -> int:
    return next((1 << index for index, keys in enumerate(mapping) if any(code in keys for code in codes)), 0)
