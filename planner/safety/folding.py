"""Folding: makes what a screen says comparable with a phrase, whatever its spelling.

Case, accents, width, invisible characters, look-alike letters of other scripts, digits standing for letters and letters
spaced apart make no difference.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_APOSTROPHES: Final = re.compile(r"['’ʼ`´]")
_NOT_WORD: Final = re.compile(r"[^\w]+|_+")
_SPACED: Final = re.compile(r"(?<!\S)(?:[^\W\d_] ){2,}[^\W\d_](?!\S)")
_BREAK: Final = re.compile(r"[.!;]+(?=\s|$)|[\n\r·•|]+|(?<=[?？])\s*|[。！；]+")
_INVISIBLE: Final = frozenset({"Cf", "Cc", "Co", "Cs"})
_UNSPACED: Final = re.compile(r"[぀-ヿ㐀-鿿가-힯฀-๿]")
_MIXED: Final = re.compile(r"(?=\w*[^\W\d_])(?=\w*[0134578])[\w@$|]+")
_LETTER_DIGITS: Final = str.maketrans("0134578@$|", "oleastbasl")
_ALIKE: Final = (("rn", "m"), ("vv", "w"), ("i", "l"), ("j", "l"))
_LETTERS: Final = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"}
)

# Letters of other scripts that are drawn like Latin ones (of Unicode's confusables, those that forge words).
_LOOKALIKES: Final = str.maketrans(
    {
        **dict(zip("авекмнорстухѕіјһԁԛԝѵӏ", "abekmhopctyxsijhdqwvl", strict=True)),
        **dict(zip("αβεικνορτυχγω", "abeikvoptuxyw", strict=True)),
        **dict(zip("օոսհցզ", "onuhgq", strict=True)),
    }
)


@lru_cache(maxsize=4096)
def folded(text: str, invisible: str = "") -> str:
    """Lower case, no accents, no invisible characters, words apart by one space.

    >>> folded("  LÖSCHEN…\\u200b (3) ")
    'loschen 3'
    >>> folded("D e l e t e")
    'delete'
    >>> folded("Don’t send")
    'dont send'
    """
    text = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    parts = []
    for character in unicodedata.normalize("NFKD", text):
        category = unicodedata.category(character)
        if category in _INVISIBLE and character not in "\n\t\r":
            parts.append(invisible)
            continue
        if category != "Mn" or is_unspaced(character):
            parts.append(character)
    text = unicodedata.normalize("NFC", "".join(parts))
    text = re.sub(r"n['’ʼ`´]t\b", "nt", text)
    text = _NOT_WORD.sub(" ", _APOSTROPHES.sub(" ", text)).strip()
    return _SPACED.sub(lambda spaced: spaced.group().replace(" ", ""), text)


@lru_cache(maxsize=4096)
def readings(text: str) -> tuple[str, ...]:
    """The folded text; where they differ, the same with forged letters taken for what they look like, and with
    invisible characters taken for spaces.

    >>> readings("De1ete"), readings("Send\u202enow")
    (('de1ete', 'delete'), ('sendnow', 'send now'))
    """
    plain = (folded(text), folded(text, " "))
    return tuple(dict.fromkeys(one for text in plain for one in (text, _unforged_text(text))))


def _unforged_text(text: str) -> str:
    latin = " ".join(_unforged(word) for word in text.split(" "))
    return _MIXED.sub(lambda word: word.group().translate(_LETTER_DIGITS), latin)


def _unforged(word: str) -> str:
    """A word all of whose letters are or look Latin, in Latin letters; any other word as it is."""
    latin = word.translate(_LOOKALIKES)
    return latin if latin.isascii() else word


def sentences(text: str) -> tuple[str, ...]:
    """What stands between full stops, line ends and bullets; a question keeps its mark.

    >>> sentences("Total 89.00 EUR. Pay now? Yes")
    ('Total 89.00 EUR', 'Pay now?', 'Yes')
    """
    return tuple(part.strip() for part in _BREAK.split(text) if part and part.strip())


def alike(text: str) -> str:
    """Letters that a reader of pixels takes for one another made the same: i, l, j, 1; rn, m.

    >>> alike("deiete") == alike("delete")
    True
    """
    for one, other in _ALIKE:
        text = text.replace(one, other)
    return text


def is_unspaced(text: str) -> bool:
    """Whether a script without spaces between words occurs."""
    return _UNSPACED.search(text) is not None
