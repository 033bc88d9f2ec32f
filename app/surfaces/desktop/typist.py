"""Types text exactly, whatever the keyboard layout, and without the clipboard.

Each character is typed with the key that has it, in the current layout group or another one (switched to and back);
characters that no key has are lent free keys for a moment. Caps Lock is off meanwhile. All switches travel in the same
stream as the keys, so no application sees them out of order; only a lent key must not change before it was read.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from app.surfaces.desktop.connection import Connection
from app.surfaces.desktop.fingers import Burst, Fingers, Kind
from app.surfaces.desktop.keymap import Keymap, Stroke, bits, read_keymap
from app.surfaces.desktop.keys import character_of, keysym_of, typable
from app.surfaces.desktop.lending import Lending
from app.surfaces.desktop.receipt import Receipt
from app.surfaces.desktop.xkb import LOCK_MASK, KeyboardState, Xkb
from planner.errors import ActFailed

LENT_AT_MOST = 12
APP_READS_WITHIN_S = 3.0
_BETWEEN_CHUNKS_S = 0.003
_HELD_WAIT_S = 0.5
_REAL_MODIFIERS = 0xFF & ~LOCK_MASK


class Typist:
    def __init__(self, connection: Connection, fingers: Fingers, xkb: Xkb, *, pause: Callable[[float], None]) -> None:
        self._connection = connection
        self._fingers = fingers
        self._xkb = xkb
        self._pause = pause
        self._lending = Lending(connection)
        self._receipt = Receipt(connection, pause=pause)

    def type_text(self, text: str, *, before: Callable[[], None], chunk: int) -> None:
        characters = list(text.replace("\r\n", "\n").replace("\r", "\n"))
        odd = next((character for character in characters if not typable(character)), None)
        if odd is not None:
            raise ActFailed(f"The text holds a control character (U+{ord(odd):04X}) that no key types; take it out.")
        keysyms = [keysym_of(character) for character in characters]
        with self._session() as (state, keymap):
            at = 0
            while at < len(keysyms):
                before()
                strokes = self._next_strokes(keysyms[at : at + chunk], keysyms[at:], keymap, state.group)
                self._send(strokes, keymap, state)
                at += len(strokes)
                if at < len(keysyms):
                    self._pause(_BETWEEN_CHUNKS_S)

    def press(self, keysyms: Sequence[int]) -> None:
        """Holds the keys down in order, then lets go in reverse order."""
        with self._session() as (state, keymap):
            missing = [keysym for keysym in keysyms if self._stroke(keysym, keymap, state.group) is None]
            self._lend(missing, keymap)
            strokes = [self._stroke(keysym, keymap, state.group) for keysym in keysyms]
            self._chord([stroke for stroke in strokes if stroke is not None], keymap, state)

    @contextmanager
    def holding(self, keysyms: Sequence[int]) -> Iterator[None]:
        """Holds modifiers down around a click."""
        if not keysyms:
            yield
            return
        with self._connection.call() as server:
            keymap = read_keymap(server, self._xkb, self._xkb.state(server))
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
        self._lending.take_back()

    # --- one text -------------------------------------------------------------------------------------------------

    @contextmanager
    def _session(self) -> Iterator[tuple[KeyboardState, Keymap]]:
        """Caps Lock off and the keyboard known; at the end all is as it was before."""
        self._lending.take_back()
        state = self._untouched_state()
        with self._connection.call() as server:
            keymap = read_keymap(server, self._xkb, state)
            if state.locked & LOCK_MASK:
                self._xkb.lock_modifiers(server, affect=LOCK_MASK, locks=0)
                server.sync()
        try:
            yield state, keymap
        finally:
            if state.locked & LOCK_MASK:
                with self._connection.call() as server:
                    self._xkb.lock_modifiers(server, affect=LOCK_MASK, locks=LOCK_MASK)
                    server.sync()
            self._return_keys()

    def _untouched_state(self) -> KeyboardState:
        """The keyboard's state when nobody holds a modifier down: their Shift would change every character."""
        waited_s = 0.0
        while True:
            with self._connection.call() as server:
                state = self._xkb.state(server)
            if not state.held & _REAL_MODIFIERS:
                return state
            if waited_s >= _HELD_WAIT_S:
                raise ActFailed("A modifier key is held down on the keyboard; let go of it and try again.")
            self._pause(0.02)
            waited_s += 0.02

    def _return_keys(self) -> None:
        """Lent keys that the application may not have read yet stay lent until the next text, or the end."""
        if self._lending.lent and self._receipt.wait(within_s=APP_READS_WITHIN_S):
            self._lending.take_back()

    def _stroke(self, keysym: int, keymap: Keymap, group: int) -> Stroke | None:
        keycode = self._lending.lent.get(keysym)
        if keycode is not None:
            return Stroke(keycode=keycode)
        return keymap.stroke(keysym, character_of(keysym), group)

    def _next_strokes(self, wanted: Sequence[int], coming: Sequence[int], keymap: Keymap, group: int) -> list[Stroke]:
        """Strokes for as many of the wanted characters as can be typed now, at least one."""
        strokes: list[Stroke] = []
        for keysym in wanted:
            stroke = self._stroke(keysym, keymap, group)
            if stroke is None:
                if strokes:
                    return strokes
                self._lend([symbol for symbol in coming if self._stroke(symbol, keymap, group) is None], keymap)
                stroke = self._stroke(keysym, keymap, group)
                assert stroke is not None
            strokes.append(stroke)
        return strokes

    def _lend(self, keysyms: Sequence[int], keymap: Keymap) -> None:
        """Lends keys to the first of these, as many as there are keys."""
        if not keysyms:
            return
        if self._lending.lent:
            if not self._receipt.wait(within_s=APP_READS_WITHIN_S):
                raise ActFailed("The application does not read its keys; only part of the text was typed.")
            self._lending.take_back()
        if not keymap.spare:
            raise ActFailed("The keyboard of this display has no free key for a character of the text.")
        distinct = list(dict.fromkeys(keysyms))[:LENT_AT_MOST]
        self._lending.lend(distinct, keymap.spare)

    # --- sending --------------------------------------------------------------------------------------------------

    def _send(self, strokes: Sequence[Stroke], keymap: Keymap, state: KeyboardState) -> None:
        """One burst: every key with just its modifiers, in its group, which is the old one again afterwards."""
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

    def _chord(self, strokes: Sequence[Stroke], keymap: Keymap, state: KeyboardState) -> None:
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


def _hold(burst: Burst, keymap: Keymap, now: int, wanted: int) -> None:
    for bit in bits(now & ~wanted):
        burst.release(Kind.KEY, keymap.modifier_keys[bit])
    for bit in bits(wanted & ~now):
        burst.press(Kind.KEY, keymap.modifier_keys[bit])
