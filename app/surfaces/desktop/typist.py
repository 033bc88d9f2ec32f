"""Types text exactly, whatever the keyboard layout, and without the clipboard.

Each character is typed with the key that has it, in the current layout group or another one (switched to and back);
characters that no key has are lent free keys. Caps Lock is off meanwhile. All switches travel in the same
stream as the keys, so no application sees them out of order; only a lent key must not change before it was read.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from app.surfaces.desktop.connection import Connection
from app.surfaces.desktop.fingers import Burst, Fingers, Kind
from app.surfaces.desktop.keymap import Keymap, Stroke, bits, read_keymap
from app.surfaces.desktop.keys import character_of, keysym_of, typable
from app.surfaces.desktop.lending import Lending
from app.surfaces.desktop.receipt import Receipt
from app.surfaces.desktop.xkb import LOCK_MASK, KeyboardState, Xkb
from planner.errors import ActFailed, Stopped

LENT_KEYS_AT_MOST = 16
APP_READS_WITHIN_S = 15.0  # an application may load fonts for a script it meets for the first time
_BETWEEN_CHUNKS_S = 0.003
_BETWEEN_REPEATS_S = 0.3
"""A calculator whose keys press its buttons loses one that comes again while its button is still down: a quarter of a
second in GTK 3 (gtk_button_real_activate)."""
_SUM = re.compile(r"(?=.{2,60}$)[\d.,() ]+(?:[-+*/×÷−^%=][\d.,() ]*)+")
_HELD_WAIT_S = 0.5
_REAL_MODIFIERS = 0xFF & ~LOCK_MASK


@dataclass(kw_only=True)
class _Session:
    """The keyboard during one text. The map changes when keys are lent."""

    state: KeyboardState
    keymap: Keymap

    def stroke(self, keysym: int) -> Stroke | None:
        return self.keymap.stroke(keysym, character_of(keysym), self.state.group)


def _until_repeated(characters: Sequence[str]) -> int:
    """
    >>> _until_repeated("19.5+80.25"), _until_repeated("11")
    (7, 1)
    """
    seen: set[str] = set()
    for at, character in enumerate(characters):
        if character in seen:
            return at
        seen.add(character)
    return len(characters)


class Typist:
    def __init__(self, connection: Connection, fingers: Fingers, xkb: Xkb, *, pause: Callable[[float], None]) -> None:
        self._connection = connection
        self._fingers = fingers
        self._xkb = xkb
        self._pause = pause
        self._lending = Lending(connection, xkb)
        self._receipt = Receipt(connection, pause=pause)

    def type_text(self, text: str, *, before: Callable[[], None], chunk: int) -> None:
        characters = list(text.replace("\r\n", "\n").replace("\r", "\n"))
        odd = next((character for character in characters if not typable(character)), None)
        if odd is not None:
            raise ActFailed(f"The text holds a control character (U+{ord(odd):04X}) that no key types; take it out.")
        keysyms = [keysym_of(character) for character in characters]
        keyed_in = _SUM.fullmatch(text) is not None
        with self._session() as session:
            at = 0
            while at < len(keysyms):
                before()
                length = min(chunk, _until_repeated(characters[at:])) if keyed_in else chunk
                strokes = self._next_strokes(keysyms[at : at + length], keysyms[at:], session)
                self._send(strokes, session)
                at += len(strokes)
                if at < len(keysyms):
                    self._pause(_BETWEEN_REPEATS_S if keyed_in else _BETWEEN_CHUNKS_S)

    def press(self, keysyms: Sequence[int]) -> None:
        """Holds the keys down in order, then lets go in reverse order."""
        with self._session() as session:
            lent = self._lending.lent(session.keymap)
            missing = [
                keysym
                for keysym in keysyms
                # A key that was lent with Shift would add Shift to the chord.
                if (stroke := session.stroke(keysym)) is None or (stroke.modifiers and stroke.keycode in lent)
            ]
            self._lend([(keysym, keysym) for keysym in missing], session)
            self._chord([stroke for keysym in keysyms if (stroke := session.stroke(keysym)) is not None], session)

    @contextmanager
    def holding(self, keysyms: Sequence[int]) -> Iterator[None]:
        """Holds modifiers down around a click."""
        if not keysyms:
            yield
            return
        keymap = self._read(self._state())
        keycodes = [stroke.keycode for keysym in keysyms if (stroke := keymap.stroke(keysym, "", 0)) is not None]
        if len(keycodes) != len(keysyms):
            raise ActFailed("The keyboard of this display lacks a modifier key that the click needs.")
        with self._fingers.burst() as burst:
            for keycode in keycodes:
                burst.press(Kind.KEY, keycode)
        try:
            yield
        finally:
            with self._fingers.burst() as burst:
                for keycode in reversed(keycodes):
                    burst.release(Kind.KEY, keycode)

    def close(self) -> None:
        """Takes lent keys back, when the application has read what was typed with them."""
        if self._lending.in_use:
            with suppress(Stopped):  # a stop ends the wait, not the putting in order
                self._receipt.wait(within_s=1.0)
            self._lending.take_back(self._read(self._state()))

    # --- one text -------------------------------------------------------------------------------------------------

    @contextmanager
    def _session(self) -> Iterator[_Session]:
        """Caps Lock off and the keyboard known; at the end the locks are as they were."""
        state = self._untouched_state()
        session = _Session(state=state, keymap=self._read(state))
        caps = state.locked & LOCK_MASK
        if caps:
            self._set_caps(0)
        try:
            yield session
        finally:
            if caps:
                self._set_caps(LOCK_MASK)

    def _set_caps(self, locks: int) -> None:
        with self._connection.call() as server:
            self._xkb.lock_modifiers(server, affect=LOCK_MASK, locks=locks)
            server.sync()

    def _state(self) -> KeyboardState:
        with self._connection.call() as server:
            return self._xkb.state(server)

    def _read(self, state: KeyboardState) -> Keymap:
        with self._connection.call() as server:
            return read_keymap(server, self._xkb, state)

    def _untouched_state(self) -> KeyboardState:
        """The keyboard's state when nobody holds a modifier down: their Shift would change every character."""
        waited_s = 0.0
        while True:
            state = self._state()
            if not state.held & _REAL_MODIFIERS:
                return state
            if waited_s >= _HELD_WAIT_S:
                raise ActFailed("A modifier key is held down on the keyboard; let go of it and try again.")
            self._pause(0.02)
            waited_s += 0.02

    def _next_strokes(self, wanted: Sequence[int], coming: Sequence[int], session: _Session) -> list[Stroke]:
        """Strokes for as many of the wanted characters as can be typed now, at least one."""
        strokes: list[Stroke] = []
        for keysym in wanted:
            stroke = session.stroke(keysym)
            if stroke is None:
                if strokes:
                    return strokes
                missing = dict.fromkeys(symbol for symbol in coming if session.stroke(symbol) is None)
                self._lend(_in_pairs(list(missing)), session)
                stroke = session.stroke(keysym)
                assert stroke is not None
            strokes.append(stroke)
        return strokes

    def _lend(self, pairs: Sequence[tuple[int, int]], session: _Session) -> None:
        """Lends keys to the first of these pairs, as many as there are keys, and reads the map again."""
        if not pairs:
            return
        if self._lending.in_use and not self._receipt.wait(within_s=APP_READS_WITHIN_S):
            raise ActFailed("The application does not read its keys; only part of the text was typed.")
        if not self._lending.free(session.keymap):
            raise ActFailed("The keyboard of this display has no free key for a character of the text.")
        self._lending.lend(pairs[:LENT_KEYS_AT_MOST], session.keymap)
        session.keymap = self._read(session.state)

    # --- sending --------------------------------------------------------------------------------------------------

    def _send(self, strokes: Sequence[Stroke], session: _Session) -> None:
        """One burst: every key with just its modifiers, in its group, which is the old one again afterwards."""
        state, keymap = session.state, session.keymap
        with self._connection.call() as server, self._fingers.burst() as burst:
            held = 0
            group = state.group
            for stroke in strokes:
                if held != stroke.modifiers:
                    _hold(burst, keymap, held, stroke.modifiers)
                    held = stroke.modifiers
                wanted = state.group if stroke.group is None else stroke.group
                if wanted != group:
                    self._xkb.lock_group(server, wanted)
                    group = wanted
                burst.tap(Kind.KEY, stroke.keycode)
            _hold(burst, keymap, held, 0)
            if group != state.group:
                self._xkb.lock_group(server, state.locked_group)

    def _chord(self, strokes: Sequence[Stroke], session: _Session) -> None:
        state, keymap = session.state, session.keymap
        group = next((stroke.group for stroke in strokes if stroke.group is not None), state.group)
        with self._connection.call() as server, self._fingers.burst() as burst:
            if group != state.group:
                self._xkb.lock_group(server, group)
            keycodes: list[int] = []
            for stroke in strokes:
                for bit in bits(stroke.modifiers):
                    if keymap.modifier_keys[bit] not in keycodes:
                        keycodes.append(keymap.modifier_keys[bit])
                if stroke.keycode not in keycodes:
                    keycodes.append(stroke.keycode)
            for keycode in keycodes:
                burst.press(Kind.KEY, keycode)
            for keycode in reversed(keycodes):
                burst.release(Kind.KEY, keycode)
            if group != state.group:
                self._xkb.lock_group(server, state.locked_group)


def _in_pairs(keysyms: Sequence[int]) -> list[tuple[int, int]]:
    """
    >>> _in_pairs([1, 2, 3])
    [(1, 2), (3, 3)]
    """
    return [(keysyms[first], keysyms[first : first + 2][-1]) for first in range(0, len(keysyms), 2)]


def _hold(burst: Burst, keymap: Keymap, now: int, wanted: int) -> None:
    for bit in bits(now & ~wanted):
        burst.release(Kind.KEY, keymap.modifier_keys[bit])
    for bit in bits(wanted & ~now):
        burst.press(Kind.KEY, keymap.modifier_keys[bit])
