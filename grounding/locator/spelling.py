"""A text in the forms in which it is compared, from strict to loose."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

ARTICLES = frozenset(("a", "an", "the", "this", "that", "my", "your", "its", "it"))
STOP_WORDS = ARTICLES | {"of", "to", "in", "on", "at", "for", "by", "with", "and", "or", "as", "is", "from", "into"}
NEGATIONS = frozenset(("not", "no", "don't", "dont", "never", "without", "cannot", "can't", "cant"))

# What readers of screen type take for each other; digits that look like letters become the digit.
_CONFUSED = str.maketrans({"o": "0", "l": "1", "i": "1", "|": "1", "!": "1", "×": "x", "✕": "x", "–": "-", "—": "-"})
_SHORTCUT = re.compile(
    r"\s+(?:(?:ctrl|control|strg|alt|shift|super|meta|cmd)\s*\+\s*)+\S{1,9}(?:\s*\+\s*\S{1,9})*$|\s+f\d{1,2}$", re.I
)
_COUNTER = re.compile(r"\s*[\(\[]\d+\+?[\)\]]$")
_MNEMONIC = re.compile(r"(?<![^\W_])[_&](?=\w)")
_ELLIPSIS = re.compile(r"(?:…|\.\.+|⋯)\s*$")
_ICON_FIRST = re.compile(r"^(?:[^\w\s(\[{\"'“„<#@$€£+\-/.~]|[三二十口日川回])\s+(?=\w{2})")
_FILE_NAME = re.compile(r"[^\W_][^/\\]*\.[a-z][a-z0-9]{0,4}$")
# What a reader of text takes simple drawings for, standing alone.
_DRAWINGS = {
    "三": "≡",
    "川": "≡",
    "Ⅲ": "≡",
    "二": "=",
    "十": "+",
    "く": "<",
    "〈": "<",
    "〉": ">",
    "口": "□",
    "Ｑ": "Q",
}
_RAISED = re.compile("([²³¹⁰-ₜ])")
LONGEST = 300
_WORD = re.compile(r"\d+(?:[.,:]\d+)+|[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, kw_only=True)
class Spelling:
    """A text in the forms in which it is compared, from strict to loose."""

    raw: str
    plain: str  # casefolded, one space, no ellipsis, shortcut, counter, mnemonic mark
    words: tuple[str, ...]
    compact: str  # letters and digits only; the symbols themselves where there is nothing else
    folded: str  # compact, with look-alike characters made one
    truncated: bool  # ends in an ellipsis
    file: bool  # is a file's name, by its ending

    @property
    def negated(self) -> bool:
        return not NEGATIONS.isdisjoint(self.words)


@lru_cache(maxsize=32768)
def spell(text: str) -> Spelling:
    """The first `LONGEST` characters: what is longer is no name.

    >>> spell("  Save _As…  Ctrl+Shift+S").plain
    'save as'
    >>> spell("□ notes.txt").plain
    'notes.txt'
    >>> spell("Inbox (3)").plain == spell("inbox").plain
    True
    >>> spell("filel.txt").folded == spell("file1.txt").folded
    True
    >>> spell("x²").plain == spell("x2").plain
    False
    """
    raw = " ".join(_normal(text[:LONGEST].replace("…", "...")).split())
    raw = _ICON_FIRST.sub("", _DRAWINGS.get(raw, raw))
    plain = raw.replace("’", "'").casefold()
    if len(plain) > 1:
        plain = _COUNTER.sub("", _SHORTCUT.sub("", plain)) or plain
    truncated = bool(_ELLIPSIS.search(plain)) and len(plain) > 4
    plain = _MNEMONIC.sub("", _ELLIPSIS.sub("", plain)).strip() or plain
    compact = "".join(c for c in plain if c.isalnum()) or "".join(plain.split())
    return Spelling(
        raw=raw,
        plain=plain,
        words=tuple(_WORD.findall(plain)) or tuple(plain.split()),
        compact=compact,
        folded=fold(compact),
        truncated=truncated,
        file=bool(_FILE_NAME.search(plain)),
    )


def _normal(text: str) -> str:
    """Compatibility forms made one, but for raised and lowered signs: a key "x²" is none for "x2"."""
    parts = _RAISED.split(text)
    return "".join(part if at % 2 else unicodedata.normalize("NFKC", part) for at, part in enumerate(parts))


def fold(text: str) -> str:
    """
    >>> fold("rnenu") == fold("menu")
    True
    """
    return text.replace("rn", "m").replace("vv", "w").translate(_CONFUSED)
