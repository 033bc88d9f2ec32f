"""Names of keys, and the reading of chords out of words: "Ctrl+Shift+S", "page down", "arrow down twice"."""

import re
from collections.abc import Mapping, Sequence

MODIFIERS = ("ctrl", "shift", "alt", "meta")

_PRINTED: Mapping[str, tuple[str, ...]] = {
    "ctrl": ("control", "ctl", "strg"),
    "shift": (),
    "alt": ("option key", "altgr"),
    "meta": ("super", "win", "cmd", "windows key", "command key"),
    "enter": ("return",),
    "tab": ("tabulator",),
    "escape": ("esc",),
    "space": ("spacebar", "space bar"),
    "backspace": ("back space",),
    "delete": ("del",),
    "insert": ("ins",),
    "home": ("pos1",),
    "end": (),
    "page_up": ("page up", "pageup", "pgup", "page-up"),
    "page_down": ("page down", "pagedown", "pgdn", "pgdown", "page-down"),
    "up": ("arrow up", "up arrow", "arrowup", "cursor up"),
    "down": ("arrow down", "down arrow", "arrowdown", "cursor down"),
    "left": ("arrow left", "left arrow", "arrowleft", "cursor left"),
    "right": ("arrow right", "right arrow", "arrowright", "cursor right"),
    "print": ("print screen", "printscreen", "prtsc"),
    "menu": ("context menu",),
    "caps_lock": ("caps lock", "capslock", "caps"),
}
_SPOKEN_SIGNS: Mapping[str, str] = {
    "plus": "+",
    "minus": "-",
    "comma": ",",
    "period": ".",
    "dot": ".",
    "slash": "/",
    "equals": "=",
}

CANONICAL: frozenset[str] = frozenset(_PRINTED) | {f"f{number}" for number in range(1, 25)}
"""Every name that a chord may hold, beside single characters and the modifiers that are among these."""

_NAMES: Mapping[str, str] = (
    {name: name for name in CANONICAL}
    | {alias: name for name, aliases in _PRINTED.items() for alias in aliases}
    | dict(_SPOKEN_SIGNS)
)
_COUNTS: Mapping[str, int] = {
    "once": 1, "twice": 2, "thrice": 3, "two": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "twenty": 20,
}  # fmt: skip
_TIMES = re.compile(r"\s+(?:(once|twice|thrice)|(\d{1,2}|[a-z]+)\s*(?:times|x|×)|[x×]\s*(\d{1,2}))$")
_BETWEEN_CHORDS = re.compile(r"\s*(?:,\s*(?:and\s+)?(?:then\s+)?|\s(?:and\s+then|then|followed by|and)\s)\s*")
MOST_TIMES = 99


def split_times(text: str) -> tuple[str, int]:
    """Words without their count, and the count.

    >>> split_times("arrow down three times")
    ('arrow down', 3)
    """
    found = _TIMES.search(text.lower())
    if found is None:
        return text, 1
    word = found[1] or found[2] or found[3]
    times = int(word) if word.isdigit() else _COUNTS.get(word, 0)
    return (text[: found.start()], times) if 0 < times <= MOST_TIMES else (text, 1)


def read_keys(text: str, more: Mapping[str, str] | None = None) -> tuple[tuple[str, ...], ...] | None:
    """The chords that the words name, each modifiers first; None when they are no keys.

    more: further names (from the person's language) to canonical ones.

    >>> read_keys("Ctrl + Shift + t")
    (('ctrl', 'shift', 't'),)
    >>> read_keys("arrow down twice, Enter")
    (('down',), ('down',), ('enter',))
    >>> read_keys("Save") is None
    True
    """
    names = _NAMES if more is None else {**_NAMES, **more}
    chords: list[tuple[str, ...]] = []
    if len(text) > 300:
        return None
    for part in _chord_texts(text.strip().rstrip(".!")):
        words, times = split_times(part.strip())
        chord = _read_chord(_bare(words), names)
        if chord is None:
            return None
        if chords and all(key in MODIFIERS for key in chords[-1]) and chord[-1] not in MODIFIERS:
            chord = (*chords.pop(), *chord)  # "Ctrl and C": held together
        chords.extend([chord] * times)
    return tuple(chords) or None


def _chord_texts(text: str) -> list[str]:
    return [text] if len(text) == 1 else _BETWEEN_CHORDS.split(text)


def _bare(words: str) -> str:
    words = re.sub(
        r"^(?:the\s+)?(?:keys?\s+|shortcut\s+|combination\s+|key combination\s+)?", "", words.strip(), flags=re.I
    )
    return re.sub(r"\s+(?:keys?|shortcut|combination|key combination)$", "", words, flags=re.I).strip()


def _read_chord(words: str, names: Mapping[str, str]) -> tuple[str, ...] | None:
    if len(words) == 1 and not words.isspace():
        return (words.lower() if words.isascii() and words.isalpha() else words,)
    single = _key(words, names)
    if single is not None:
        return (single,)
    parts = _parts(words, names)
    if parts is None:
        return None
    keys = [_key(part, names) for part in parts]
    known = [key for key in keys if key is not None]
    if len(known) != len(keys) or any(key not in MODIFIERS for key in known[:-1]) or len(set(known)) != len(known):
        return None
    held = sorted(known[:-1], key=MODIFIERS.index)
    return (*held, known[-1])


def _parts(words: str, names: Mapping[str, str]) -> list[str] | None:
    """The keys of one chord: between plus or hyphen signs, or after modifiers that are only said ("control s")."""
    for sign in ("+", "-"):
        if sign in words:
            cut = re.split(rf"\s*{re.escape(sign)}\s*", words)
            if cut[-1] == "" and len(cut) > 2:  # "Ctrl++": the sign itself is the key
                cut = [*cut[:-2], sign]
            if all(cut) and names.get(cut[0].lower()) in MODIFIERS:
                return cut
    said = words.split()
    parts: list[str] = []
    while len(said) > 1 and names.get(said[0].lower()) in MODIFIERS:
        parts.append(said.pop(0))
        if said[0].lower() in ("and", "plus") and len(said) > 1:
            said.pop(0)
    return [*parts, " ".join(said)] if parts else None


def _key(part: str, names: Mapping[str, str]) -> str | None:
    lowered = re.sub(r"\s+", " ", part.strip().lower())
    if len(lowered) == 1:
        return lowered
    bare = re.sub(r" key$", "", lowered)
    return names.get(lowered) or names.get(bare) or names.get(bare.replace("_", " "))


def chord_of(words: Sequence[str], more: Mapping[str, str]) -> str | None:
    """ "Ctrl and S" as "ctrl+s"; what is quoted is no key. more: as for `read_keys`."""
    keys = [word for word in words if word not in ("and", "+", "plus", "the", "key", "keys")]
    found = read_keys("+".join(keys), more) if len(keys) > 1 and "" not in keys else None
    return "+".join(keys) if found is not None and set(found[0][:-1]) <= set(MODIFIERS) else None
