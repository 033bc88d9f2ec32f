"""The keyboard map of a display as it is now: which keys type which characters, and which keys are free."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from Xlib.display import Display

from app.surfaces.desktop.keys import LOCKING, character_of
from app.surfaces.desktop.xkb import LOCK_MASK, Key, KeyboardState, Xkb

MODE_SWITCH = 0xFF7E
MEDIA_KEYSYMS = range(0x1008_0000, 0x1009_0000)
"""Keys for "play", "mail" and the like: lent for typing when no key is free."""


@dataclass(frozen=True, kw_only=True)
class Stroke:
    """One key with the modifiers to hold. group: the layout group that must be on; None: any."""

    keycode: int
    modifiers: int = 0
    group: int | None = None


@dataclass(frozen=True, kw_only=True)
class Keymap:
    """strokes: by keysym, the simplest first. characters: the same by what they type.

    modifier_keys: for each modifier bit the key to hold for it. spare: keycodes without symbols, then media keys.
    keys: all of them, by keycode.
    """

    strokes: Mapping[int, tuple[Stroke, ...]]
    characters: Mapping[str, tuple[Stroke, ...]]
    modifier_keys: Mapping[int, int]
    spare: tuple[int, ...]
    keys: Mapping[int, Key]

    def stroke(self, keysym: int, character: str, group: int) -> Stroke | None:
        """The best stroke: in the current group, or a key that has only one, before one that needs another group."""
        found = self.strokes.get(keysym, ()) or (self.characters.get(character, ()) if character else ())
        return min(
            found,
            key=lambda stroke: (stroke.group not in (None, group), stroke.modifiers.bit_count(), stroke.keycode),
            default=None,
        )


def read_keymap(server: Display, xkb: Xkb, state: KeyboardState) -> Keymap:
    """Called inside a `Connection.call`."""
    keys = xkb.keys(server)
    by_keycode = {key.keycode: key for key in keys if not key.empty}
    modifier_keys = _modifier_keys(server.get_modifier_mapping(), by_keycode)
    strokes: dict[int, list[Stroke]] = {}
    for key in keys:
        for keysym, stroke in _strokes(key, state, modifier_keys):
            strokes.setdefault(keysym, []).append(stroke)
    characters: dict[str, list[Stroke]] = {}
    for keysym, found in strokes.items():
        character = character_of(keysym)
        if character:
            characters.setdefault(character, []).extend(found)
    first, last = int(server.display.info.min_keycode), int(server.display.info.max_keycode)
    free = [key.keycode for key in reversed(keys) if key.empty and first < key.keycode <= last]
    media = [key.keycode for key in reversed(keys) if not key.empty and _is_media(key)]
    return Keymap(
        strokes={keysym: tuple(found) for keysym, found in strokes.items()},
        characters={character: tuple(found) for character, found in characters.items()},
        modifier_keys=modifier_keys,
        spare=tuple(free + media),
        keys={key.keycode: key for key in keys},
    )


def _is_media(key: Key) -> bool:
    return all(symbol in MEDIA_KEYSYMS or symbol == 0 for _, symbols in key.groups for symbol in symbols)


def _strokes(key: Key, state: KeyboardState, modifier_keys: Mapping[int, int]) -> list[tuple[int, Stroke]]:
    found = []
    for group, (kind, symbols) in enumerate(key.groups):
        if kind.uses & state.locked & ~LOCK_MASK:
            continue  # Num Lock chooses what this key types; Caps Lock is switched off while typing
        for level, keysym in enumerate(symbols):
            modifiers = kind.modifiers_for(level)
            if not keysym or modifiers is None or any(bit not in modifier_keys for bit in bits(modifiers)):
                continue
            only = len(key.groups) == 1
            found.append((keysym, Stroke(keycode=key.keycode, modifiers=modifiers, group=None if only else group)))
    return found


def bits(mask: int) -> tuple[int, ...]:
    """
    >>> bits(0x81)
    (1, 128)
    """
    return tuple(1 << index for index in range(8) if mask & (1 << index))


def _modifier_keys(mapping: Sequence[Sequence[int]], by_keycode: Mapping[int, Key]) -> dict[int, int]:
    """For each modifier bit the first key that sets it while held, and does not lock it."""
    found: dict[int, int] = {}
    for index, keycodes in enumerate(mapping):
        for keycode in keycodes:
            key = by_keycode.get(int(keycode))
            if key is None or not key.groups:
                continue
            symbols = key.groups[0][1]
            if symbols and symbols[0] and symbols[0] not in LOCKING and symbols[0] != MODE_SWITCH:
                found[1 << index] = int(keycode)
                break
    return found
