"""Lends free keys to characters that the keyboard has not, and takes them back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from Xlib.display import Display

from app.surfaces.desktop.connection import Connection


@dataclass(frozen=True, kw_only=True)
class _Original:
    keycode: int
    symbols: tuple[int, ...]


class Lending:
    """What is lent stays so until `take_back`, which must wait until the application has read the keys."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._originals: list[_Original] = []
        self._lent: dict[int, int] = {}

    @property
    def lent(self) -> Mapping[int, int]:
        """Keycodes by keysym."""
        return self._lent

    def lend(self, keysyms: Iterable[int], spare: Iterable[int]) -> None:
        """Gives each keysym one of the free keycodes, in order, as far as they reach."""
        with self._connection.call() as server:
            for keysym, keycode in zip(keysyms, spare, strict=False):
                self._originals.append(_Original(keycode=keycode, symbols=_symbols(server, keycode)))
                # The same on both levels: whoever holds Shift down does not change what is typed.
                server.change_keyboard_mapping(keycode, [[keysym, keysym]])
                self._lent[keysym] = keycode
            server.sync()

    def take_back(self) -> None:
        if not self._originals:
            return
        with self._connection.call() as server:
            for original in self._originals:
                server.change_keyboard_mapping(original.keycode, [list(original.symbols)])
            server.sync()
        self._originals.clear()
        self._lent.clear()


def _symbols(server: Display, keycode: int) -> tuple[int, ...]:
    return tuple(int(symbol) for symbol in server.get_keyboard_mapping(keycode, 1)[0])
