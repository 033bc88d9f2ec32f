"""The keyboard in a tab: chords, and text typed exactly, whatever characters it holds."""

import sys
import unicodedata
from collections.abc import Callable, Iterator
from typing import Final

from app.surfaces.browser.keys import MODIFIER_BITS, Key, key_for, key_named, modifier_of
from app.surfaces.browser.pointer import Hands, Held, Session
from app.surfaces.browser.protocol import Connection, Json
from planner.errors import ActFailed

CHUNK: Final = 12
PRIMARY: Final = "meta" if sys.platform == "darwin" else "ctrl"
_MAC_COMMANDS: Final = {"a": "selectAll", "c": "copy", "v": "paste", "x": "cut", "z": "undo"}
_IN_PROGRESS: Final = Key(key="Process", code="", virtual=229)
"""What an input method sends around the text that it makes (UI Events, section on composition)."""


class Keyboard:
    """Belongs to the surface's thread."""

    def __init__(self, *, connection: Connection, session: Session, hands: Hands, held: Held) -> None:
        self._connection = connection
        self._session = session
        self._hands = hands
        self._held = held

    def chord(self, names: tuple[str, ...], times: int = 1) -> None:
        """Held in order, let go in reverse. Raises ActFailed for a key that does not exist."""
        keys = [key_named(name) for name in names]
        if not keys:
            raise ActFailed("No key was named; say which key to press.")
        bits = 0
        for name in names[:-1]:
            modifier = modifier_of(name)
            bits |= MODIFIER_BITS[modifier] if modifier else 0
        for _turn in range(max(1, times)):
            self._one_chord(keys, names, bits)

    def _one_chord(self, keys: list[Key], names: tuple[str, ...], bits: int) -> None:
        session, held_bits = self._session(), 0
        try:
            for key, name in zip(keys, names, strict=True):
                modifier = modifier_of(name)
                held_bits |= MODIFIER_BITS[modifier] if modifier else 0
                event = _unshifted(key, held_bits).event("down", held_bits)
                command = (
                    _MAC_COMMANDS.get(name) if sys.platform == "darwin" and bits == MODIFIER_BITS["meta"] else None
                )
                if command:
                    event["commands"] = [command]
                self._hands.key_goes_down(session, key)
                self._wait([self._begin(session, event)])
            for key, name in zip(keys[::-1], names[::-1], strict=True):
                modifier = modifier_of(name)
                held_bits &= ~(MODIFIER_BITS[modifier] if modifier else 0)
                self._wait([self._begin(session, key.event("up", held_bits))])
                self._hands.key_is_up(session, key)
        finally:
            self._hands.let_go()

    def press(self, name: str, times: int = 1) -> None:
        """One plain key, several times, without waiting in between."""
        key, session = key_named(name), self._session()
        tickets = []
        for _turn in range(times):
            tickets.append(self._begin(session, key.event("down", 0)))
            tickets.append(self._begin(session, key.event("up", 0)))
        self._wait(tickets)

    def text(self, text: str, *, before: Callable[[], None]) -> None:
        """Types exactly `text`; `before` is called ahead of every piece and may raise to end it."""
        for piece in pieces(text):
            before()
            session = self._session()
            tickets: list[int] = []
            for unit in piece:
                key = key_for(unit)
                if key is not None:
                    tickets.append(self._begin(session, key.event("down", 0)))
                    tickets.append(self._begin(session, key.event("up", 0)))
                else:
                    tickets.append(self._begin(session, _IN_PROGRESS.event("down", 0)))
                    tickets.append(self._connection.begin("Input.insertText", session, text=unit))
                    tickets.append(self._begin(session, _IN_PROGRESS.event("up", 0)))
            self._wait(tickets)

    def _begin(self, session: str, event: dict[str, Json]) -> int:
        return self._connection.begin("Input.dispatchKeyEvent", session, **event)

    def _wait(self, tickets: list[int]) -> None:
        for ticket in tickets:
            self._connection.result(ticket, held=self._held)


def _unshifted(key: Key, bits: int) -> Key:
    """With Shift held already, a letter is typed as its capital."""
    if bits & MODIFIER_BITS["shift"] and len(key.text) == 1 and key.text.isalpha():
        return Key(key=key.text.upper(), code=key.code, virtual=key.virtual, text=key.text.upper())
    return key


def pieces(text: str) -> Iterator[list[str]]:
    """Text as what single events can carry, in runs of at most CHUNK; Enter and Tab end a run, for they move the focus.

    >>> list(pieces("ab\\tc"))
    [['a', 'b', '\\t'], ['c']]
    >>> list(pieces("e\\u0301x"))
    [['e\\u0301', 'x']]
    """
    run: list[str] = []
    for unit in _units(text.replace("\r\n", "\n").replace("\r", "\n")):
        run.append(unit)
        if unit in ("\n", "\t") or len(run) >= CHUNK:
            yield run
            run = []
    if run:
        yield run


def _units(text: str) -> Iterator[str]:
    """Characters with what joins them: combining marks, variation selectors, joiners, skin tones, flags."""
    unit = ""
    for character in text:
        if unit and (_joins(character) or unit.endswith("\u200d") or _flag(unit, character)):
            unit += character
        else:
            if unit:
                yield unit
            unit = character
    if unit:
        yield unit


def _joins(character: str) -> bool:
    return (
        unicodedata.category(character) in ("Mn", "Mc", "Me")
        or character == "\u200d"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
    )


def _flag(unit: str, character: str) -> bool:
    return len(unit) == 1 and all("\U0001f1e6" <= one <= "\U0001f1ff" for one in unit + character)
