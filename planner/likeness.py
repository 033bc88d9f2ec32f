"""Whether text that was seen is the text that was meant, allowing for what reading pixels gets wrong."""

import re
import unicodedata

_CONFUSED = str.maketrans(
    {"0": "o", "1": "l", "i": "l", "|": "l", "!": "l", "5": "s", "8": "b", "—": "-", "–": "-", "−": "-"}
    | {"×": "*", "÷": "/", "·": ".", "“": '"', "”": '"', "„": '"', "’": "'", "‘": "'"}
    # Letters of other scripts that look the same: a reader of pixels may take the one for the other.
    | dict(zip("аеорсухкмтвнгзѕіјԁԛԝαβεικνορτυχ", "aeopcyxkmtbhr3sljdqwabelkvoptux", strict=True))
)

_LEFT, _RIGHT = re.compile(r"(?:counter|anti)[- ]?clockwise"), re.compile(r"clockwise")
_SAME = {"scale": "resize", "picture": "image", "photo": "image", "colours": "colors", "colour": "color"}
_WORKED_ON = frozenset({"image", "color", "colors", "text", "selection"})
"""What an entry does not say that does something to all there is: "Invert" for "invert the colors"."""
_QUARTER = frozenset({"90", "degrees", "degree"})
"""Said or left out where something is turned."""
_OF_ANY = frozenset(
    {
        "file",
        "document",
        "menu",
        "dialog",
        "option",
        "options",
        "entry",
        "command",
        "item",
        "mode",
        "view",
        "layout",
        "theme",
    }
)
"""Said of any entry, and left out by most."""
_WORD = re.compile(r"[^\W_]+")
MAIL_ADDRESS = re.compile(r"\S+@\S+\.\w+")


def plain(text: str) -> str:
    """One spelling for comparing: compatibility form, no case, single spaces.

    >>> plain("  Grün\\u00a0 TEE ")
    'grün tee'
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def letters(text: str) -> str:
    """Only what reading cannot confuse: no blanks, no accents, look-alikes made one.

    >>> letters("Ill 0O") == letters("lll Oo")
    True
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", plain(text)) if not unicodedata.combining(c))
    return "".join(bare.translate(_CONFUSED).split())


def may_be(wanted: str, said: str) -> bool:
    """Whether an entry of a menu may be the one that is wanted: it says all of it, or names it with other words. Not
    "Flip & Rotate" for "flip horizontally", nor "Image" for "scale image": with a word in common, none may be missing.

    >>> may_be("scale image", "Scale Image..."), may_be("flip horizontally", "Flip & Rotate (0°)")
    (True, False)
    >>> may_be("scale image", "Image"), may_be("upper case", "Uppercase"), may_be("preferences", "Settings")
    (False, True, True)
    >>> may_be("rotate right", "Rotate Clockwise"), may_be("rotate right", "Rotate 90° counter-clockwise")
    (True, False)
    >>> may_be("rotate 180", "Rotate 90° clockwise"), may_be("resize image", "Resize")
    (False, True)
    >>> may_be("resize image", "Scale Picture..."), may_be("delete image", "Delete Layer")
    (True, False)
    >>> may_be("invert colors", "Invert"), may_be("invert colors", "Value Invert")
    (True, False)
    """
    mine, theirs = _telling(wanted), _telling(said)
    if letters(wanted) in letters(said):
        return True
    missing = mine - theirs - _OF_ANY
    return not (mine & theirs and missing and (missing - _WORKED_ON or theirs - mine))


def _telling(text: str) -> frozenset[str]:
    said = _RIGHT.sub("right", _LEFT.sub("left", plain(text)))
    words = (_SAME.get(word, word) for word in _WORD.findall(said) if len(word) > 2 or word.isdecimal())
    return frozenset(words) - _QUARTER


def _edits(wanted: str, seen: str) -> int:
    """Fewest edits that make `wanted` into some stretch of `seen` (Sellers 1980: free start and end in `seen`)."""
    row = [0] * (len(seen) + 1)
    for i, letter in enumerate(wanted, 1):
        previous, row[0] = row[0], i
        for j, other in enumerate(seen, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (letter != other))
    return min(row)


def nearly(wanted: str, seen: str) -> bool:
    """Whether two names are one but for a letter in eight.

    >>> nearly("sendmessage", "sendmesage"), nearly("add", "and")
    (True, False)
    """
    return max(_edits(wanted, seen), _edits(seen, wanted)) <= min(len(wanted), len(seen)) // 8


def reads_as(wanted: str, seen: str) -> bool:
    """Whether `seen`, read from pixels, shows `wanted` somewhere: at most one letter in five misread, no digit.

    >>> reads_as("Hello world", "1 Helio world")
    True
    >>> reads_as("Hello world", "Good night")
    False
    """
    want, have = letters(wanted), letters(seen)
    if not want:
        return True
    if sum(c.isdigit() for c in wanted) * 2 >= len("".join(wanted.split())):
        return want in have  # one wrong digit is another number
    if len(want) > 400:
        want = want[-400:]
    return _edits(want, have) <= len(want) // 5


def same_value(wanted: str, held: str) -> bool:
    """Whether a field that reports `held` holds `wanted`: equal but for blanks, case and what a mask put in.

    >>> same_value("1234 5678", "1234-5678"), same_value("12", "120"), same_value("", "x")
    (True, False, False)
    >>> same_value("1234.50", "1,234.50 €"), same_value("12.34", "1234")
    (True, False)
    >>> same_value("200", "200 px"), same_value("12", "12 345"), same_value("4", "4a5")
    (True, False, False)
    """
    if plain(wanted) == plain(held):
        return True
    measured = _MEASURE.fullmatch(plain(held))
    if measured is not None and plain(wanted) == measured[1]:
        return True
    if _decimals(wanted) != _decimals(held):
        return False
    want = "".join(c for c in plain(wanted) if c.isalnum())
    have = "".join(c for c in plain(held) if c.isalnum())
    return bool(want) and want == have


_MEASURE = re.compile(r"([-+]?\d+(?:[.,]\d+)?)\s*(?:%|°|[^\W\d_]{1,8})")
"""A number with what it counts in."""


def _decimals(text: str) -> str | None:
    """Of a number with one or two decimals those; None for any other text."""
    found = re.fullmatch(r"\D*\d{1,3}(?:[., ]?\d{3})*[.,](\d{1,2})\D*", text)
    return found[1] if found else None


_SUM = re.compile(r"[\d.,\s()]+(?:[-+*/×÷−^%][\d.,\s()]*)+=?")


def last_operand(wanted: str, held: str) -> bool:
    """Whether `held` is what a pocket calculator shows after a sum was keyed in: the number that came last.

    >>> last_operand("17*23", "23"), last_operand("17*23", "17"), last_operand("a long text 23", "23")
    (True, False, False)
    """
    if _SUM.fullmatch(wanted.strip()) is None:
        return False
    numbers = re.findall(r"\d+(?:[.,]\d+)?", wanted)
    return bool(numbers) and held.strip().rstrip("|") == numbers[-1]


def named(name: str, title: str, app: str) -> bool:
    """Whether a window is one that a person calls so.

    >>> named("notes.txt", "*~/notes.txt - Editor", "editor"), named("calculator", "Untitled", "editor")
    (True, False)
    """
    wanted = plain(name)
    return bool(wanted) and (wanted in plain(title) or wanted in plain(app) or (app != "" and plain(app) in wanted))
