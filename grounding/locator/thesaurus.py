"""Words that mean nearly the same: forms of one word, WordNet's synonyms, and the usual words of other languages."""

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

_SHORTEST_STEM = 3
_ENDINGS = (
    ("ies", "y"),
    ("sses", "ss"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("xes", "x"),
    ("ing", ""),
    ("ed", ""),
    ("es", ""),
    ("s", ""),
)
_NEVER_PLURAL = ("ss", "us", "is")


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A form that a word shares with its plural, past and -ing; not always a word.

    >>> [stem(word) for word in ("files", "file", "filing", "deleted", "deleting", "entries", "zoomed", "address")]
    ['fil', 'fil', 'fil', 'delet', 'delet', 'entry', 'zoom', 'address']
    """
    if not word.isalpha() or not word.isascii():
        return word
    found = word
    if not word.endswith(_NEVER_PLURAL):
        for ending, instead in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
                found = word[: -len(ending)] + instead
                break
    if len(found) > _SHORTEST_STEM and found[-1] == found[-2] and found != word and found[-1] not in "lsz":
        found = found[:-1]  # "running"
    return found[:-1] if found.endswith("e") and len(found) > _SHORTEST_STEM else found


def kinship(word: str, other: str) -> float:
    """How near another word comes: 1 when both chiefly mean the same, 0 when they are strangers.

    Where programs say one for the other (`said_alike`), that is worth as much as WordNet's first sense.

    >>> kinship("picture", "image") > 0.4 > kinship("picture", "print")
    True
    """
    near = _kin().get(word, {}).get(other, 0.0)
    return 1.0 if near < 1 and other in said_alike(word) else near


def said_alike(text: str) -> tuple[str, ...]:
    """Other texts of programs, in English, that several languages put the same way.

    >>> "erase" in said_alike("delete")
    True
    """
    return _paraphrases().get(text, ())


def abroad(text: str) -> tuple[str, ...]:
    """What programs say for it in other languages, or what it is in English.

    >>> "speichern" in abroad("save") and "save" in abroad("speichern")
    True
    """
    return _translations().get(text, ())


@cache
def _kin() -> Mapping[str, Mapping[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for line in _lines("thesaurus.txt"):
        word, *others = line.split()
        found[word] = {other: float(near) for other, near in (pair.split("=") for pair in others)}
    return found


@cache
def _paraphrases() -> Mapping[str, tuple[str, ...]]:
    return {text: tuple(others) for text, *others in (line.split("\t") for line in _lines("paraphrases.tsv"))}


@cache
def _translations() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for line in _lines("translations.tsv"):
        english, *others = line.split("\t")
        for other in others:
            found.setdefault(english, {})[other] = None
            found.setdefault(other, {})[english] = None
    return {text: tuple(others) for text, others in found.items()}


def _lines(name: str) -> list[str]:
    text = files("assets").joinpath("words", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
