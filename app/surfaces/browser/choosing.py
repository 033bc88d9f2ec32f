"""Fields that are not typed into as text: drop-down lists, dates and times, sliders, colours."""

from collections.abc import Callable
from typing import Final

from PIL import ImageColor

from app.surfaces.browser.dates import ORDERS, moment, parts, same
from app.surfaces.browser.keyboard import PRIMARY, Keyboard
from app.surfaces.browser.kinds import Choice, Kind
from app.surfaces.browser.protocol import Connection
from app.surfaces.browser.structure import StructureReader
from planner.errors import ActFailed, NothingSuch

OPENS_S: Final = 0.15
PICKER_OPENS_S: Final = 0.5
_STOPS_BEFORE_RED: Final = (3, 2, 4)
SETTLES_S: Final = 0.6
MOST_PRESSES: Final = 2000
_FIELDS: Final = 8  # more parts than any date field has


class Choosing:
    """All of it by mouse and keyboard, read back from the structure afterwards."""

    def __init__(self, *, connection: Connection, keyboard: Keyboard, reader: StructureReader) -> None:
        self._connection = connection
        self._keyboard = keyboard
        self._reader = reader

    # --- drop-down lists ----------------------------------------------------------------------------------------------

    def option(self, handle: str, wanted: str, click: Callable[[], None]) -> str:
        """Opens the list by `click`, goes to the option by arrow keys, takes it. A note; raises ActFailed."""
        choices = self._kind(handle).options
        index = _index_of(choices, wanted)
        if choices[index].chosen and sum(one.chosen for one in choices) == 1:
            return "it was chosen already"
        click()
        self._connection.pause_s(OPENS_S)
        self._keyboard.press("home")
        usable_before = sum(1 for one in choices[:index] if one.usable)
        self._keyboard.press("down", usable_before)
        self._keyboard.press("enter")
        if self._becomes(lambda: self._chosen(handle, index, choices[index].text)):
            return ""
        click()
        self._connection.pause_s(OPENS_S)
        self._keyboard.text(choices[index].text, before=lambda: None)
        self._keyboard.press("enter")
        if self._becomes(lambda: self._chosen(handle, index, choices[index].text)):
            return "by typing its name"
        self._keyboard.press("escape")
        raise ActFailed(f"The list did not take “{wanted}”.")

    def _chosen(self, handle: str, index: int, text: str) -> bool:
        """Also when the page drew the list anew and its handle is gone: then the page reacted, and the loop looks."""
        kind = self._reader.kind(handle)
        if not isinstance(kind, Kind):
            return True
        return any(one.chosen and one.text == text for one in kind.options[index : index + 1])

    # --- dates and times ----------------------------------------------------------------------------------------------

    def date(self, handle: str, kind: str, text: str, click: Callable[[], None]) -> str:
        shown, twelve_hours = self._reader.date_order()
        wanted = moment(kind, text, tuple(shown))
        tried: list[list[str]] = []
        click()
        for order in (tuple(shown), *ORDERS):
            for twelve in (twelve_hours, not twelve_hours) if wanted.clock is not None else (twelve_hours,):
                typed = parts(wanted, order, twelve_hours=twelve)
                if len(order) == 3 and typed not in tried:
                    tried.append(typed)
                    type_parts(self._keyboard, typed)
                    if self._becomes(lambda: same(self._kind(handle).value, wanted)):
                        return "" if len(tried) == 1 else "the order of its parts was found by reading back"
        raise ActFailed(f"The {kind} field holds “{self._kind(handle).value}” instead of {wanted.value}.")

    # --- sliders ------------------------------------------------------------------------------------------------------

    def slider(self, handle: str, text: str, click: Callable[[], None]) -> str:
        try:
            wanted = float(text.replace(",", "."))
        except ValueError as error:
            raise ActFailed(f"A slider takes a number, not “{text}”.") from error
        click()
        now = self._number(handle)
        pressed = 0
        while now != wanted and pressed < MOST_PRESSES:
            up = wanted > now
            before = now
            self._keyboard.press("up" if up else "down")
            pressed += 1
            self._becomes(lambda at=before: self._number(handle) != at)  # type: ignore[misc]
            now = self._number(handle)
            step = abs(now - before)
            if step == 0 or ((wanted > now) != up and now != wanted):
                break
            left = min(MOST_PRESSES - pressed, round(abs(wanted - now) / step))
            self._keyboard.press("up" if up else "down", left)
            pressed += left
            self._becomes(lambda: abs(self._number(handle) - wanted) < 1e-9)
            now = self._number(handle)
        if abs(now - wanted) > 1e-9:
            raise ActFailed(f"The slider stands at {now:g} and cannot be set to {wanted:g}.")
        return ""

    def _number(self, handle: str) -> float:
        value = self._kind(handle).value
        try:
            return float(value)
        except ValueError as error:
            raise ActFailed(f"The slider shows “{value}”, which is no number.") from error

    # --- colours ------------------------------------------------------------------------------------------------------

    def colour(self, handle: str, text: str, click: Callable[[], None]) -> str:
        """Through the picker's number fields for red, green and blue; how many stops come before them varies."""
        try:
            wanted = ImageColor.getrgb(text.strip())[:3]
        except ValueError as error:
            raise ActFailed(f"“{text}” is no colour; write it like #3366cc or by a plain name.") from error
        value = "#" + "".join(f"{part:02x}" for part in wanted)
        if self._kind(handle).value == value:
            return "it was chosen already"
        for stops in _STOPS_BEFORE_RED:
            click()
            self._connection.pause_s(PICKER_OPENS_S)
            self._keyboard.press("tab", stops)
            for part in wanted:
                self._keyboard.chord((PRIMARY, "a"))
                self._keyboard.text(str(part), before=lambda: None)
                self._keyboard.press("tab")
            self._keyboard.press("enter")
            if self._becomes(lambda: self._kind(handle).value == value):
                return ""
            self._keyboard.press("escape")
        raise ActFailed(f"The colour field holds {self._kind(handle).value} instead of {value}.")

    # --- inside -------------------------------------------------------------------------------------------------------

    def _kind(self, handle: str) -> Kind:
        kind = self._reader.kind(handle)
        if not isinstance(kind, Kind):
            raise ActFailed("The field is gone; look again.")
        return kind

    def _becomes(self, reached: Callable[[], bool]) -> bool:
        for _turn in range(int(SETTLES_S / 0.03)):
            if reached():
                return True
            self._connection.pause_s(0.03)
        return False


def type_parts(keyboard: Keyboard, typed: list[str]) -> None:
    """Each part from a known place: some parts go on by themselves when they are full, some do not."""
    for index, part in enumerate(typed):
        keyboard.press("left", _FIELDS)
        keyboard.press("right", index)
        keyboard.text(part, before=lambda: None)


def _index_of(choices: tuple[Choice, ...], wanted: str) -> int:
    """Exact text first, then without regard to case, then the only one that begins with it, then that contains it."""
    plain = " ".join(wanted.split()).casefold()
    texts = [one.text.casefold() for one in choices]
    exact = [index for index, one in enumerate(choices) if one.text == wanted]
    for found in (
        exact,
        [index for index, text in enumerate(texts) if text == plain],
        [index for index, text in enumerate(texts) if plain and text.startswith(plain)],
        [index for index, text in enumerate(texts) if plain and plain in text],
    ):
        usable = [index for index in found if choices[index].usable]
        if len(usable) == 1 or (usable and found is exact):
            return usable[0]
        if len(usable) > 1:
            raise ActFailed(f"More than one option fits “{wanted}”: {_listed([choices[index] for index in usable])}.")
    raise NothingSuch(f"The list has no option “{wanted}”; it has: {_listed(list(choices))}.")


def _listed(choices: list[Choice]) -> str:
    texts = [one.text for one in choices if one.usable and one.text]
    return ", ".join(texts[:12]) + (", ..." if len(texts) > 12 else "")
