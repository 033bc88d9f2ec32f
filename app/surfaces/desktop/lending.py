"""Lends free keys to characters that the keyboard has not, and takes them back.

What was lent stays lent until other characters need the keys, or until the end: each change of the map makes every
application read it anew, and window managers grab all their keys again.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.surfaces.desktop.connection import Connection
from app.surfaces.desktop.keymap import Keymap
from app.surfaces.desktop.xkb import Key, Xkb, two_level_key


@dataclass(frozen=True, kw_only=True)
class _Loan:
    lent: Key
    original: Key


class Lending:
    def __init__(self, connection: Connection, xkb: Xkb) -> None:
        self._connection = connection
        self._xkb = xkb
        self._loans: dict[int, _Loan] = {}

    @property
    def in_use(self) -> bool:
        return bool(self._loans)

    def free(self, keymap: Keymap) -> list[int]:
        """Keys that may be lent: those that are lent already, then spare ones."""
        ours = list(self._standing(keymap))
        return ours + [keycode for keycode in keymap.spare if keycode not in ours]

    def lent(self, keymap: Keymap) -> frozenset[int]:
        return frozenset(self._standing(keymap))

    def lend(self, pairs: Sequence[tuple[int, int]], keymap: Keymap) -> None:
        """Gives each pair of keysyms (plain, with Shift) a free key, and takes back all that was lent before."""
        standing = self._standing(keymap)
        changed = {keycode: loan.original for keycode, loan in standing.items()}
        free = self.free(keymap)
        self._loans = {}
        for keycode, (plain, shifted) in zip(free, pairs, strict=False):
            original = standing[keycode].original if keycode in standing else keymap.keys[keycode]
            self._loans[keycode] = _Loan(lent=two_level_key(keycode, plain, shifted), original=original)
            changed[keycode] = self._loans[keycode].lent
        self._send(changed, keymap)

    def take_back(self, keymap: Keymap) -> None:
        changed = {keycode: loan.original for keycode, loan in self._standing(keymap).items()}
        self._loans = {}
        self._send(changed, keymap)

    def _standing(self, keymap: Keymap) -> dict[int, _Loan]:
        """Loans that nobody has overwritten: a new layout since then has its own idea of a key."""
        return {keycode: loan for keycode, loan in self._loans.items() if keymap.keys[keycode].raw == loan.lent.raw}

    def _send(self, changed: dict[int, Key], keymap: Keymap) -> None:
        if not changed:
            return
        span = range(min(changed), max(changed) + 1)
        with self._connection.call() as server:
            self._xkb.set_keys(server, [changed.get(keycode) or keymap.keys[keycode] for keycode in span])
            server.sync()
