"""How like two short texts are: what a person called something, and what stands on the screen."""

import re
from enum import StrEnum
from functools import lru_cache
from math import sqrt
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from grounding.locator.spelling import ARTICLES, STOP_WORDS, Spelling, fold
from grounding.locator.thesaurus import kinship, stem

GENERIC = frozenset(
    (
        "file",
        "files",
        "folder",
        "window",
        "page",
        "pages",
        "document",
        "item",
        "items",
        "entry",
        "option",
        "list",
        "mode",
    )
)
"""Nouns that say what kind of thing is meant rather than which."""
_LEADING_TO = frozenset(("by", "to", "into", "on"))
NEGATING_PREFIXES = ("un", "dis", "de", "in", "non", "im", "anti")
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")


class How(StrEnum):
    """How an element answers to a query, in words."""

    NOT = ""
    SAME = "the same text"
    SAME_BUT_MARKS = "the same text but for spaces and marks"
    LOOK_ALIKE = "the same text but for look-alike letters"
    BEFORE_ASIDE = "the same text before an aside"
    SAME_WORDS = "the same words"
    BEGINS = "begins with it"
    CONTAINS = "contains it"
    BEGINS_LETTERS = "begins with these letters"
    CONTAINS_LETTERS = "contains these letters"
    CUT_OFF = "the same text, cut off"
    PART = "part of what was asked"
    NEARLY = "nearly the same text"
    MISSPELT = "the same words, spelt a little differently"
    SHARES = "shares words with it"
    OTHER_WORD = "another word for it"
    OTHER_TEXT = "what other programs say for it"
    BEGINS_OTHER = "begins with another word for it"
    DRAWN = "the drawing on it looks so"
    ONLY_ONE = "the only one of the kind that was asked for"
    OF_KIND = "of the kind that was asked for"
    STANDS_THERE = "what stands there"
    BLANK = "the box that a label names"
    CROSSING = "where the row and the column cross"


PARTLY = frozenset({How.BEGINS, How.CONTAINS, How.BEGINS_LETTERS, How.CONTAINS_LETTERS, How.BEGINS_OTHER})
"""What was asked is but a part of what is shown."""


class Likeness(NamedTuple):
    """0..1, and how the two are alike."""

    score: float
    how: How


NOTHING = Likeness(0.0, How.NOT)
_TOO_LITTLE, _JUST_ENOUGH = 0.5, 0.6
_LONG = 10
"""Letters from which on one other letter is rather a slip than another name."""
_AKIN = 0.6
"""What another word for the same counts for, at least, where the same word counts 1."""


@lru_cache(maxsize=65536)
def likeness(asked: Spelling, shown: Spelling) -> Likeness:
    """
    >>> from grounding.locator.spelling import spell
    >>> likeness(spell("save as"), spell("Save As…")).how.value
    'the same text'
    >>> likeness(spell("connect"), spell("Disconnect")).score < 0.4
    True
    >>> likeness(spell("file1.txt"), spell("file2.txt")).score < 0.5
    True
    >>> likeness(spell("a.txt"), spell("b.txt")).score <= 0.5 >= likeness(spell("a.txt"), spell("data.txt")).score
    True
    """
    if not asked.compact or not shown.compact:
        return NOTHING
    same = _same(asked, shown)
    if same.score:
        return same
    best = max(_contained(asked, shown), _part_asked(asked, shown), _fuzzy(asked, shown), _shared_words(asked, shown))
    if asked.negated != shown.negated:
        return Likeness(best.score * 0.6, best.how)
    return best


def _same(asked: Spelling, shown: Spelling) -> Likeness:
    if asked.raw == shown.raw:
        return Likeness(1.0, How.SAME)
    if asked.plain == shown.plain:
        return Likeness(0.99, How.SAME)
    if asked.compact == shown.compact and asked.compact.isalnum():
        return Likeness(0.97, How.SAME_BUT_MARKS)
    if asked.folded == shown.folded:
        return Likeness(0.92, How.LOOK_ALIKE)
    aside = _ASIDE.sub("", shown.plain)
    if aside and aside == asked.plain:
        return Likeness(0.94, How.BEFORE_ASIDE)
    meant = [word for word in asked.words if word not in STOP_WORDS]
    # Readers of small type lose blanks: "Fit the width" is "FitWidth".
    if meant and (meant == [word for word in shown.words if word not in STOP_WORDS] or "".join(meant) == shown.compact):
        return Likeness(0.95, How.SAME_WORDS)
    return NOTHING


def _contained(asked: Spelling, shown: Spelling) -> Likeness:
    """The screen says more than was asked: "Save" for "Save changes"."""
    share = min(1.0, len(asked.compact) / len(shown.compact))
    base = 0.5 + 0.42 * sqrt(share)
    at = _position(asked.words, shown.words)
    if at == 0:
        return Likeness(base + 0.03, How.BEGINS)
    if at is not None:
        return Likeness(base, How.CONTAINS)
    if len(asked.compact) >= 3 and shown.compact.startswith(asked.compact):
        return Likeness(base - 0.04, How.BEGINS_LETTERS)
    if not asked.compact.isalnum() or len(asked.compact) < 4 or asked.file:
        return NOTHING
    if asked.compact in shown.compact and not _negating(asked.compact, shown.compact):
        return Likeness(base - 0.14, How.CONTAINS_LETTERS)
    return NOTHING


def _part_asked(asked: Spelling, shown: Spelling) -> Likeness:
    """The screen says less than was asked: "Name" for "contact name", or a text that is cut off."""
    if shown.truncated and len(shown.compact) >= 4 and asked.compact.startswith(shown.compact):
        return Likeness(0.75 + 0.2 * len(shown.compact) / len(asked.compact), How.CUT_OFF)
    at, length = _position(shown.words, asked.words), len(shown.words)
    if at is None and len(shown.words) == 1:
        at, length = _joined_position(shown.compact, asked.words)
    if at is None or all(word in STOP_WORDS for word in shown.words):
        return NOTHING
    covered = _weight(asked.words[at : at + length]) / max(0.01, _weight(asked.words))
    score = 0.42 + 0.48 * covered
    end = at + length
    if STOP_WORDS.isdisjoint(asked.words):
        score += 0.06 if end == len(asked.words) else 0.0  # "contact name": the last word says what it is
    elif at == 0 and asked.words[end] in STOP_WORDS:
        score += 0.12  # "clear the stopwatch", "first as the order": the first words do
    elif at > 0 and "as" in asked.words[:at]:
        score -= 0.25  # "RDP as the connection type": what follows "as" is the caption of the choice
    elif at > 0 and end == len(asked.words) and asked.words[at - 1] in _LEADING_TO:
        score += 0.06  # "sort by name", "zoom to 200%"
    elif at > 0 and asked.words[1] in ARTICLES:
        score -= 0.2  # the thing that is to be acted on, not the act
    if end < len(asked.words) and all(word.isdigit() for word in shown.words):
        score -= 0.2  # "1 minute" is not the key "1"
    return Likeness(score, How.PART)


def _fuzzy(asked: Spelling, shown: Spelling) -> Likeness:
    a, b = asked.folded, shown.folded
    if min(len(a), len(b)) < 3 or _digits(a) != _digits(b) or _negating(asked.compact, shown.compact):
        return NOTHING
    alike = OSA.normalized_similarity(a, b, score_cutoff=0.7)
    if not alike:
        return NOTHING
    score = 0.93 - 1.5 * (1 - alike)
    if any(_another_word(one, other) for one, other in zip(asked.words, shown.words, strict=False)):
        score = min(score, _TOO_LITTLE if len(a) < _LONG else _JUST_ENOUGH)
    return Likeness(score, How.NEARLY)


def _shared_words(asked: Spelling, shown: Spelling) -> Likeness:
    """Words in any order, each perhaps misspelt."""
    if len(asked.words) < 2 or not 0 < len(shown.words) <= 40:
        return NOTHING
    if asked.file and not set(asked.words) <= set(shown.words):
        return NOTHING  # another file of the same kind shares its ending, and perhaps more
    found = 0.0
    for word in asked.words:
        best = _best_word(word, shown.words)
        if not best and any(c.isdigit() for c in word):
            return NOTHING  # another number is another thing
        found += _weight((word,)) * best
    total_asked, total_shown = _weight(asked.words), _weight(shown.words)
    if found <= 0 or not total_asked or not total_shown:
        return NOTHING
    recall, precision = found / total_asked, min(1.0, found / total_shown)
    if recall > 0.95 and precision > 0.95 and len(asked.words) == len(shown.words):
        # misspelt or in another order, but every word has its fellow
        return Likeness(0.9 * recall if recall > 0.99 else 0.8 * recall, How.MISSPELT)
    harmonic = 2 * recall * precision / (recall + precision)
    return Likeness(0.25 + 0.55 * (0.7 * harmonic + 0.3 * recall) if recall >= 0.34 else 0.0, How.SHARES)


def _best_word(word: str, others: tuple[str, ...]) -> float:
    if word in others:
        return 1.0
    if len(word) < 3 or any(c.isdigit() for c in word):
        return 0.0
    stemmed = stem(word)
    if any(stem(other) == stemmed for other in others):
        return 0.96
    kin = max(kinship(word, other) for other in others)
    return max(_AKIN + (1 - _AKIN) * 0.5 * kin if kin else 0.0, _misspelt(word, others))


def _misspelt(word: str, others: tuple[str, ...]) -> float:
    if len(word) < 4:
        return 0.0
    found = process.extractOne(word, others, scorer=OSA.normalized_similarity, score_cutoff=0.75)
    if found is None or _negating(word, found[0]) or _another_word(word, found[0]):
        return 0.0
    return 0.95 * found[1]


def _another_word(one: str, other: str) -> bool:
    """Whether two short words differ by one letter that is not easily mistaken: Save and Sale, Green and Greet.

    A slip of the fingers rather swaps, doubles or drops a letter.
    """
    if len(one) != len(other) or len(one) > 6 or fold(one) == fold(other):
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _weight(words: tuple[str, ...]) -> float:
    total = sum(0.15 if word in STOP_WORDS else 1.0 + min(len(word), 10) / 20 for word in words)
    return total - 0.6 if words and words[-1] in GENERIC else total


def _position(part: tuple[str, ...], whole: tuple[str, ...]) -> int | None:
    if not part or len(part) > len(whole):
        return None
    for at in range(len(whole) - len(part) + 1):
        if whole[at : at + len(part)] == part:
            return at
    return None


def _joined_position(word: str, whole: tuple[str, ...]) -> tuple[int | None, int]:
    """Where neighbouring words without their blanks are that word, and how many: "file size" in "Filesize"."""
    for length in (2, 3):
        for at in range(len(whole) - length + 1):
            if "".join(whole[at : at + length]) == word:
                return at, length
    return None, 0


def _digits(folded: str) -> str:
    return "".join(c for c in folded if c.isdigit())


def _negating(one: str, other: str) -> bool:
    """Whether one is the other's opposite by a prefix: connect, disconnect."""
    short, long = sorted((one, other), key=len)
    return any(
        long.startswith(prefix) and long[len(prefix) :].startswith(short[:-1] or short) for prefix in NEGATING_PREFIXES
    )
