"""Which application a person means: "the calculator", "text editor", "Files", a program's name, with a slip or two."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from app.surfaces.desktop_files import DesktopEntry

FILLERS = frozenset({"the", "a", "an", "my", "app", "application", "program", "programme", "software", "please"})
SETTINGS = frozenset({"setting", "preference"})
_SETTINGS_SAID = ("settings", "preferences")
SURE = 60.0
LEAST_LIKENESS = 84.0  # of letters: one slip in a word of seven
FEWEST_INITIALS = 3
SHORTEST_SLIP = 5  # letters; in shorter words a slip makes another word
PREFERRED = 1.5
SETTINGS_PENALTY = 15.0
TRANSLATION_PENALTY = 2.0
WORD = re.compile(r"[^\W_]+")
KIT = re.compile(r"(?:gtk|qt|x|kde|gnome|gui|tk|wx)[\d.]*")


@dataclass(frozen=True, kw_only=True)
class Ranked:
    score: float
    entry: DesktopEntry


def words_of(text: str) -> list[str]:
    """Without the plural's ending, so that "files" is also a "File Manager".

    >>> words_of("org.example.Text-Editors")
    ['org', 'example', 'text', 'editor']
    """
    words: list[str] = WORD.findall(text.casefold())
    return [word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word for word in words]


def meant(name: str) -> str:
    """Without articles and the word "app"; "" when nothing else is said.

    >>> meant("the Calculator app")
    'calculator'
    """
    kept = [word for word in name.casefold().split() if word.strip(".,!") not in FILLERS]
    return " ".join(kept).strip(" .\"'“”")


def proper_names(entries: Iterable[DesktopEntry]) -> frozenset[str]:
    """What applications are called beyond doubt, in small letters: their names and programs; of "Suite Table" and
    "Suite Text" the second words; of the program "viewer-gtk" the first, where no other program begins with it and it
    is no common word ("simple-scan"); of what sets something, that with "settings"."""
    listed = [entry for entry in entries if entry.listed]
    programs = [Path(entry.program).name.casefold() for entry in listed]
    names = [tuple(WORD.findall(entry.name.casefold())) for entry in listed]
    suites = Counter(name[0] for name in names if len(name) == 2)
    described = [_described(entry) for entry in listed]
    common = set().union(*described)
    members = {name[1] for name in names if len(name) == 2 and suites[name[0]] > 1 and name[0] not in common}
    used = Counter(word for name, words in zip(names, described, strict=True) for word in {*name, *words})
    heads = Counter(program.partition("-")[0] for program in programs)
    firsts = {name[0] for name in names if name}
    telling = firsts | {head for head, _, kit in (program.partition("-") for program in programs) if KIT.fullmatch(kit)}
    return frozenset(
        {
            *(known.casefold().strip(" !") for entry in entries for known in entry.names),
            *(Path(entry.program).name.casefold() for entry in entries),
            *(program.replace("-", " ") for program in programs),
            *(head for head, times in heads.items() if times == 1 and len(head) >= SHORTEST_SLIP and head in telling),
            *(word for word in members if used[word] == 1),
            *(f"{entry.name.casefold()} {word}" for entry in listed if _is_settings(entry) for word in _SETTINGS_SAID),
        }
    )


def _is_settings(entry: DesktopEntry) -> bool:
    return "Settings" in entry.categories and not SETTINGS & set(words_of(entry.name))


def _described(entry: DesktopEntry) -> set[str]:
    return set(WORD.findall(" ".join((*entry.generic_names, *entry.keywords)).casefold()))


def rank(name: str, entries: Iterable[DesktopEntry], preferred: frozenset[str]) -> list[Ranked]:
    """Best first; the same question always gets the same answer. preferred: ids of the person's default programs."""
    wanted = meant(name)
    if not wanted:
        return []
    ranked = [
        Ranked(score=_score(wanted, entry) + (PREFERRED if entry.id in preferred else 0.0), entry=entry)
        for entry in entries
        if entry.listed
    ]
    return sorted(ranked, key=lambda one: (-one.score, len(one.entry.name), one.entry.id))


def _score(wanted: str, entry: DesktopEntry) -> float:
    """That of the words, or of "appearance" for "appearance settings" where the entry is one of settings."""
    is_settings = "Settings" in entry.categories
    subject = " ".join(word for word in wanted.split() if word.rstrip("s") not in SETTINGS)
    asked_for = subject != wanted
    score = _of_words(wanted, entry)
    if is_settings and asked_for and subject:
        return max(score, _of_words(subject, entry) - PREFERRED)
    return score - SETTINGS_PENALTY if is_settings and not asked_for else score


def _of_words(wanted: str, entry: DesktopEntry) -> float:
    """0..100. The bands, from sure to likely: its name, what it is, part of its name, what it is good for, a slip."""
    technical = {one.casefold() for one in entry.technical_names}
    return max(
        _by_field(wanted, entry.names, exact=100.0, part=70.0),
        97.0 if wanted in technical or wanted.replace(" ", "-") in technical else 0.0,
        95.0 if wanted == entry.window_class.casefold() else 0.0,
        90.0 if initials(wanted) in technical else 0.0,
        _by_field(wanted, entry.generic_names, exact=94.0, part=69.0),
        74.0 if wanted in (keyword.casefold() for keyword in entry.keywords) else 0.0,
        _by_purpose(wanted, entry),
        _by_likeness(wanted, [*entry.names[:1], *technical]),
    )


def initials(name: str) -> str:
    """What a program may be called whose name is spelt out; "" for fewer than three words.

    >>> initials("Eye of GNOME"), initials("text editor")
    ('eog', '')
    """
    words = WORD.findall(name.casefold())
    return "".join(word[0] for word in words) if len(words) >= FEWEST_INITIALS else ""


def _by_field(wanted: str, texts: Sequence[str], *, exact: float, part: float) -> float:
    best = 0.0
    for index, text in enumerate(texts):
        penalty = TRANSLATION_PENALTY if index else 0.0
        asked, said = words_of(wanted), words_of(text)
        if text.casefold() == wanted or (asked and asked == said):
            best = max(best, exact - penalty)
        elif asked and set(asked) <= set(said):
            best = max(best, part + 18.0 * len(asked) / len(said) - penalty)
    return best


def _by_purpose(wanted: str, entry: DesktopEntry) -> float:
    """All words among those that describe it."""
    asked = set(words_of(wanted))
    described = {word for text in (*entry.names, *entry.generic_names, *entry.keywords) for word in words_of(text)}
    if asked and asked <= described:
        return 68.0
    described |= {word for text in entry.comments for word in words_of(text)}
    telling = any(len(word) >= SHORTEST_SLIP for word in asked)
    return 64.0 if telling and asked <= described else 0.0


def _by_likeness(wanted: str, texts: Iterable[str]) -> float:
    if len(wanted) < SHORTEST_SLIP:
        return 0.0
    likeness = max((fuzz.ratio(wanted, text.casefold()) for text in texts), default=0.0)
    return SURE + (likeness - LEAST_LIKENESS) / 4 if likeness >= LEAST_LIKENESS else likeness / 2
