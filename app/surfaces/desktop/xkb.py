"""The few requests of the X keyboard extension that typing needs, which python-xlib does not have.

Formats: The X Keyboard Extension, protocol specification, sections 16.3 (requests) and 12 (key types and symbols).
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from Xlib.display import Display
from Xlib.protocol import rq

EXTENSION = "XKEYBOARD"
CORE_KEYBOARD = 0x100
LOCK_MASK = 0x02
_KEY_TYPES = 0x01
_SYMBOLS = 0x02
_TWO_LEVEL = 1  # the number of this type on every server (protocol specification, section 7.2.1)


class _UseExtension(rq.ReplyRequest):
    _request = rq.Struct(
        rq.Card8("opcode"), rq.Opcode(0), rq.RequestLength(), rq.Card16("major_version"), rq.Card16("minor_version")
    )
    _reply = rq.Struct(
        rq.ReplyCode(),
        rq.Bool("supported"),
        rq.Card16("sequence_number"),
        rq.ReplyLength(),
        rq.Card16("major_version"),
        rq.Card16("minor_version"),
        rq.Pad(20),
    )


class _GetState(rq.ReplyRequest):
    _request = rq.Struct(rq.Card8("opcode"), rq.Opcode(4), rq.RequestLength(), rq.Card16("device"), rq.Pad(2))
    _reply = rq.Struct(
        rq.ReplyCode(),
        rq.Card8("device"),
        rq.Card16("sequence_number"),
        rq.ReplyLength(),
        rq.Card8("modifiers"),
        rq.Card8("base_modifiers"),
        rq.Card8("latched_modifiers"),
        rq.Card8("locked_modifiers"),
        rq.Card8("group"),
        rq.Card8("locked_group"),
        rq.Int16("base_group"),
        rq.Int16("latched_group"),
        rq.Pad(12),
    )


class _LatchLockState(rq.Request):
    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(5),
        rq.RequestLength(),
        rq.Card16("device"),
        rq.Card8("affect_locks"),
        rq.Card8("locks"),
        rq.Bool("lock_group"),
        rq.Card8("group"),
        rq.Card8("affect_latches"),
        rq.Card8("latches"),
        rq.Pad(1),
        rq.Bool("latch_group"),
        rq.Card16("latched_group"),
    )


class _GetMap(rq.ReplyRequest):
    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(8),
        rq.RequestLength(),
        rq.Card16("device"),
        rq.Card16("full"),
        rq.Pad(20),
    )
    _reply = rq.Struct(
        rq.ReplyCode(),
        rq.Card8("device"),
        rq.Card16("sequence_number"),
        rq.ReplyLength(),
        rq.Pad(2),
        rq.Card8("first_keycode"),
        rq.Card8("last_keycode"),
        rq.Card16("present"),
        rq.Card8("first_type"),
        rq.Card8("types"),
        rq.Card8("all_types"),
        rq.Card8("first_symbols_keycode"),
        rq.Card16("all_symbols"),
        rq.Card8("symbol_keycodes"),
        rq.Pad(19),
        rq.Binary("body", pad=0),
    )


class _SetMap(rq.Request):
    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(9),
        rq.RequestLength(),
        rq.Card16("device"),
        rq.Card16("present"),
        rq.Pad(2),
        rq.Card8("first_keycode"),
        rq.Card8("last_keycode"),
        rq.Pad(2),
        rq.Card8("first_symbols_keycode"),
        rq.Card8("symbol_keycodes"),
        rq.Card16("all_symbols"),
        rq.Pad(18),
        rq.Binary("body", pad=0),
    )


@dataclass(frozen=True, kw_only=True)
class KeyType:
    """How modifiers choose a level. uses: all modifiers that matter; levels: (modifiers, level)."""

    uses: int
    levels: tuple[tuple[int, int], ...]

    def modifiers_for(self, level: int) -> int | None:
        """Exactly these modifiers, of those that matter, give the level; None when none do."""
        if level == 0 and all(modifiers != 0 for modifiers, _ in self.levels):
            return 0
        fitting = [modifiers for modifiers, to in self.levels if to == level and not modifiers & LOCK_MASK]
        return min(fitting, key=lambda modifiers: (modifiers.bit_count(), modifiers)) if fitting else None


@dataclass(frozen=True, kw_only=True)
class Key:
    """groups: for each layout group the key's type and its keysyms by level. raw: the same as it travels."""

    keycode: int
    groups: tuple[tuple[KeyType, tuple[int, ...]], ...]
    raw: bytes

    @property
    def empty(self) -> bool:
        return not any(any(symbols) for _, symbols in self.groups)


@dataclass(frozen=True, kw_only=True)
class KeyboardState:
    """held: modifiers that someone holds down or has latched; locked: Caps Lock, Num Lock and their like."""

    held: int
    locked: int
    group: int
    locked_group: int


class Xkb:
    """The extension on one display. Its methods are called inside a `Connection.call`."""

    def __init__(self, server: Display) -> None:
        found = server.query_extension(EXTENSION)
        if found is None or not found.present:
            raise NoKeyboardExtension
        self._opcode = int(found.major_opcode)
        _UseExtension(display=server.display, opcode=self._opcode, major_version=1, minor_version=0)

    def state(self, server: Display) -> KeyboardState:
        reply = _GetState(display=server.display, opcode=self._opcode, device=CORE_KEYBOARD)
        return KeyboardState(
            held=int(reply.base_modifiers | reply.latched_modifiers),
            locked=int(reply.locked_modifiers),
            group=int(reply.group),
            locked_group=int(reply.locked_group),
        )

    def lock_group(self, server: Display, group: int) -> None:
        self._lock(server, affect=0, locks=0, group=group)

    def lock_modifiers(self, server: Display, *, affect: int, locks: int) -> None:
        self._lock(server, affect=affect, locks=locks, group=None)

    def _lock(self, server: Display, *, affect: int, locks: int, group: int | None) -> None:
        _LatchLockState(
            display=server.display,
            opcode=self._opcode,
            device=CORE_KEYBOARD,
            affect_locks=affect,
            locks=locks,
            lock_group=group is not None,
            group=group or 0,
            affect_latches=0,
            latches=0,
            latch_group=False,
            latched_group=0,
        )

    def keys(self, server: Display) -> tuple[Key, ...]:
        """Every key of the current map, those without a symbol too."""
        reply = _GetMap(display=server.display, opcode=self._opcode, device=CORE_KEYBOARD, full=_KEY_TYPES | _SYMBOLS)
        body = bytes(reply.body)
        types, offset = _types(body, int(reply.types))
        return tuple(_keys(body, offset, int(reply.first_symbols_keycode), int(reply.symbol_keycodes), types))

    def set_keys(self, server: Display, keys: Sequence[Key]) -> None:
        """Replaces the symbols of these keys, which follow each other without a gap, in one change of the map.

        One change and not one a key: window managers grab all their keys anew after each.
        """
        body = b"".join(key.raw for key in keys)
        _SetMap(
            display=server.display,
            opcode=self._opcode,
            device=CORE_KEYBOARD,
            present=_SYMBOLS,
            first_keycode=int(server.display.info.min_keycode),
            last_keycode=int(server.display.info.max_keycode),
            first_symbols_keycode=keys[0].keycode,
            symbol_keycodes=len(keys),
            all_symbols=(len(body) - 8 * len(keys)) // 4,
            body=body,
        )


def two_level_key(keycode: int, plain: int, shifted: int) -> Key:
    """A key of one group that types one keysym plain and the other with Shift."""
    kind = KeyType(uses=1, levels=((1, 1),))
    raw = struct.pack("=4BBBHII", _TWO_LEVEL, 0, 0, 0, 1, 2, 2, plain, shifted)
    return Key(keycode=keycode, groups=((kind, (plain, shifted)),), raw=raw)


class NoKeyboardExtension(Exception):
    """The server has no X keyboard extension (none of this century lacks it)."""


def _types(body: bytes, count: int) -> tuple[list[KeyType], int]:
    types = []
    offset = 0
    for _ in range(count):
        mask, _real, _virtual, _levels, entries, preserve = struct.unpack_from("=BBHBBBx", body, offset)
        offset += 8
        levels = []
        for _ in range(entries):
            active, entry_mask, level = struct.unpack_from("=BBB5x", body, offset)
            offset += 8
            if active:
                levels.append((entry_mask, level))
        if preserve:
            offset += 4 * entries
        types.append(KeyType(uses=mask, levels=tuple(levels)))
    return types, offset


def _keys(body: bytes, offset: int, first: int, count: int, types: list[KeyType]) -> list[Key]:
    keys = []
    for keycode in range(first, first + count):
        *kinds, group_info, width, symbols = struct.unpack_from("=4BBBH", body, offset)
        offset += 8
        keysyms = struct.unpack_from(f"={symbols}I", body, offset)
        raw = body[offset - 8 : offset + 4 * symbols]
        offset += 4 * symbols
        groups = tuple(
            (types[kinds[group]], keysyms[group * width : (group + 1) * width])
            for group in range(min(group_info & 0x0F, 4))
        )
        keys.append(Key(keycode=keycode, groups=groups, raw=raw))
    return keys
