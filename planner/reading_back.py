"""Whether pixels show just what was typed, letter by letter, where nothing but pixels can tell.

Decision: a reader of pixels errs in a letter now and then, but so does typing, and only the former is harmless. So no
letter is forgiven save for its look-alikes; instead a second reader, slower and of another make, is asked before the
pixels are said not to show it, and what neither reads stays unchecked. `tests/bench/read_back.py` counts both errors:
all of 360 fields are taken for what they hold, and none of 950 for what a slip of a key would have made of it (829 when
a letter in five is forgiven).
"""

import re
import unicodedata
from collections.abc import Sequence

from grounding.geometry import Box
from grounding.screen import Element, Look, Role
from planner.likeness import plain, reads_as, same_value
from planner.ports import Eyes

_SHORTEST_PART = 10
_ROOM = 1.5
"""How far from the sides of a field its text may end, where more of it is out of sight; in heights of a line."""
_OF_ONE_LINE = frozenset({Role.TEXT_FIELD, Role.SPINNER, Role.DROPDOWN})
_BORDER = 4
"""How far the border of a field may reach into it, in pixels."""
_HIGHEST_LINE = 80
_SAME_SHAPE = "cosuvwxz"
_LOOKS = str.maketrans(
    {letter.upper(): letter for letter in _SAME_SHAPE}
    | {"0": "o", "O": "o", "1": "l", "I": "l", "i": "l", "|": "l", "!": "l"}
    | {
        "—": "-",
        "–": "-",
        "−": "-",
        "×": "x",
        "*": "x",
        "÷": "/",
        "·": ".",
        "“": '"',
        "”": '"',
        "„": '"',
        "’": "'",
        "‘": "'",
    }
    # Letters of other scripts that are one drawing with a Latin one.
    | dict(zip("АВЕКМНРТаерхіј", "ABEKMHPTaepxlj", strict=True))
    | dict(zip("ОСХоосЅѕуУ", "ocxoocssyY", strict=True))
    | dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEzHlKMNoPTYxo", strict=True))
)


class Shown:
    """The lines in some boxes of a look: as one reader has them and, when that is asked for, as another has them."""

    def __init__(self, look: Look, boxes: Sequence[Box], eyes: Eyes) -> None:
        self._look, self._eyes = look, eyes
        self.lines = in_reading_order([line for box in boxes for line in eyes.read(look, box)])
        self._again: tuple[str, ...] | None = None

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def again(self) -> tuple[str, ...]:
        """A text a line, by the other reader."""
        if self._again is None:
            self._again = self._eyes.read_again(self._look, self.lines)
        return self._again

    def has(self, wanted: str, *, words: bool, any_case: bool = False) -> bool:
        """Whether it is there, letter by letter; of a number without signs all digits, for a mask may put some in.

        words: as whole words, not as a part of longer ones.
        """
        spelt = plain if any_case else str
        first = [(spelt(line.text),) for line in self.lines]
        if stands_in(spelt(wanted), first, words=words):
            return True
        both = [(*one, spelt(other)) for one, other in zip(first, self.again, strict=True)]
        if stands_in(spelt(wanted), both, words=words):
            return True
        is_number = sum(c.isdigit() for c in wanted) * 2 >= len(wanted) > 0
        return (
            is_number
            and "".join(wanted.split()).isalnum()
            and any(same_value(wanted, text) for text in (self.text, " ".join(self.again)))
        )

    def has_roughly(self, wanted: str) -> bool:
        """Whether something much like it is there."""
        return (reads_as(wanted, self.text) and bool(wanted or not self.text)) or same_value(wanted, self.text)

    def has_beside(self, wanted: str, old: str) -> bool:
        """Whether all that is there is the wanted text put into the old one."""
        now, new, was = look_of(self.text), look_of(wanted), look_of(old)
        return bool(new and was) and any(now == was[:at] + new + was[at:] for at in range(len(was) + 1))

    def is_part_of(self, wanted: str, field: Box) -> bool:
        """Whether all that is there is a stretch of it, and fills the field, which is too small for the rest."""
        return fills([line.box for line in self.lines], field) and any(
            is_stretch(text, wanted) for text in (self.text, " ".join(self.again))
        )


def line_in(field: Element, wanted: str, look: Look, eyes: Eyes) -> str:
    """What stands in a field of one line, where that is much like the wanted text at first sight; else "", and it must
    be looked at more closely."""
    inner = field.box.grown(-_BORDER).clipped(look.screenshot.box)
    if field.role not in _OF_ONE_LINE or not any(map(str.isalnum, wanted)) or not 0 < inner.height <= _HIGHEST_LINE:
        return ""
    said = " ".join(line.text for line in in_reading_order(eyes.read_line(look, inner)))
    return said if reads_as(wanted, said) else ""


def look_of(text: str) -> str:
    """What is the same for all texts that look alike in small type: no blanks, look-alikes made one.

    >>> look_of("Ill 0O modern") == look_of("lll Oo modem"), look_of("sums.txt") == look_of("sus.txt")
    (True, False)
    >>> look_of("Save") == look_of("save"), look_of("save") == look_of("SAVE"), look_of("Größe") == look_of("Grosse")
    (True, False, False)
    """
    alike = unicodedata.normalize("NFKC", text).translate(_LOOKS)
    return "".join(alike.split()).replace("m", "rn").replace("w", "vv")


def stands_in(wanted: str, lines: Sequence[Sequence[str]], *, words: bool) -> bool:
    """Whether the wanted text stands in the lines, of which there may be several readings each, unbroken.

    >>> stands_in("to be or not", [["To be Or"], ["n0t", "not"]], words=False)
    False
    >>> stands_in("to be or not", [["to be 0r"], ["met", "not"]], words=True)
    True
    >>> [stands_in("10", [[seen]], words=True) for seen in ("100", "10 €")], stands_in("10", [["100"]], words=False)
    ([False, True], True)
    """
    want = look_of(wanted)
    if not want:
        return not any(look_of(reading) for line in lines for reading in line)
    begun: set[int] = set()
    """How much of it the lines before end with."""
    for line in lines:
        goes_on: set[int] = set()
        for reading in line:
            parts = [look_of(word) for word in re.sub(r"\|\s*$", "", reading).split()]  # a text cursor
            have = "".join(parts)
            edges = {sum(map(len, parts[:count])) for count in range(len(parts) + 1)}
            starts = edges if words else range(len(have) + 1)
            for said, start in [*((0, start) for start in starts), *((said, 0) for said in begun)]:
                rest = want[said:]
                if have.startswith(rest, start) and (not words or start + len(rest) in edges):
                    return True
                if rest.startswith(have[start:]):
                    goes_on.add(said + len(have) - start)
        begun = goes_on - {0}
    return False


def is_stretch(seen: str, wanted: str) -> bool:
    """Whether what is seen stands in the wanted text, but for a letter that is cut at either end.

    >>> is_stretch("n a narrow fiel", "a very long address in a narrow field"), is_stretch("in a marrow", "in a narrow")
    (True, False)
    """
    have = look_of(seen)
    return len(have) >= _SHORTEST_PART and have[1:-1] in look_of(wanted)


def fills(lines: Sequence[Box], field: Box) -> bool:
    """Whether a line reaches from one side of the field to the other, or several from its top to its bottom.

    >>> fills([Box(6, 4, 180, 16)], Box(0, 0, 190, 20)), fills([Box(6, 4, 150, 16)], Box(0, 0, 190, 20))
    (True, False)
    """
    if not lines:
        return False
    room = _ROOM * max(line.height for line in lines)
    left, right = min(line.left for line in lines) - field.left, field.right - max(line.right for line in lines)
    above, below = min(line.top for line in lines) - field.top, field.bottom - max(line.bottom for line in lines)
    return (left < room and right < room) or (len(lines) > 2 and above < room and below < room)


def in_reading_order(lines: Sequence[Element]) -> tuple[Element, ...]:
    """Top to bottom, and from left to right what stands in one row."""
    rows: list[list[Element]] = []
    for line in sorted(lines, key=lambda line: line.box.center.y):
        last = rows[-1][0].box if rows else None
        if last and line.box.center.y - last.center.y <= min(line.box.height, last.height) // 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    return tuple(line for row in rows for line in sorted(row, key=lambda line: line.box.left))
