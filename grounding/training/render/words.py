"""What is written on rendered screens: messages of the programs on this machine, in many languages, and made-up values.

The messages are those of the gettext catalogues that are installed; English is their key. Where there are none, a
short list of everyday words has to do.
"""

import re
import struct
from functools import lru_cache
from pathlib import Path
from random import Random

CATALOGUES = (Path("/usr/share/locale"), Path("/usr/share/locale-langpack"))
MOST_CATALOGUES = 60
LANGUAGES = {
    "en": 40,
    "de": 6,
    "fr": 5,
    "es": 5,
    "it": 3,
    "pt_BR": 3,
    "sv": 2,
    "pl": 2,
    "tr": 2,
    "vi": 2,
    "cs": 2,
    "hu": 2,
    "nl": 2,
    "fi": 1,
    "ro": 1,
    "ru": 5,
    "uk": 2,
    "bg": 1,
    "sr": 1,
    "el": 2,
    "he": 1,
    "ka": 1,
    "zh_CN": 4,
    "zh_TW": 2,
    "ja": 3,
    "ko": 3,
}
"""Languages and how often they come."""
RIGHT_TO_LEFT = frozenset({"he"})
_FALLBACK = """Open,Save,Save As…,Cancel,Close,Apply,Help,Settings,Search,File,Edit,View,Tools,Window,Copy,Paste,Delete,
Rename,New Folder,Print…,Undo,Redo,Find and Replace,Zoom In,Zoom Out,Preferences,About,Quit,Next,Previous,Name,Size,
Type,Modified,Owner,Show hidden files,Remember my password,Use the default settings,The file could not be opened,
Do you want to save your changes before closing?,This cannot be undone,Connect to the server,Sign in"""
_UNWANTED = re.compile(r"[%{}<>\n\t\\|$@]|^\W*$|://|^.$")
_NAMES = """Ana Bilal Chen Dora Emil Farah Goran Hana Ivo Jun Kofi Lena Mira Nils Olga Petr Rosa Sami Tove Yuki"""
_SURNAMES = """Adams Berg Costa Diaz Evans Fuchs Garcia Haddad Ito Jansen Kim Lopez Moreau Novak Okafor Silva Wolf"""
_ENDINGS = "txt pdf png odt csv zip mp3 py html docx json log svg tar.gz ods jpg"
_FOLDERS = "home usr/share var/lib etc opt"


class Words:
    """One screen's texts: one language, one source of chance."""

    def __init__(self, random: Random, language: str = "") -> None:
        self.random = random
        self.language = language or random.choices(list(LANGUAGES), list(LANGUAGES.values()))[0]
        self._short, self._middle, self._long = _messages(self.language)

    @property
    def right_to_left(self) -> bool:
        return self.language in RIGHT_TO_LEFT

    def label(self) -> str:
        """A word or two, as on a button or a menu."""
        return self.random.choice(self._short)

    def phrase(self) -> str:
        """As beside a check box."""
        return self.random.choice(self._middle)

    def sentence(self) -> str:
        return self.random.choice(self._long)

    def paragraph(self, sentences: int = 4) -> str:
        return " ".join(self.sentence() for _ in range(sentences))

    def name(self) -> str:
        return f"{self.random.choice(_NAMES.split())} {self.random.choice(_SURNAMES.split())}"

    def file_name(self) -> str:
        stem = re.sub(r"\W+", self.random.choice("_- "), self.label()).strip("_- ").casefold() or "notes"
        return f"{stem}{self.random.choice(['', '', '-2', '_final', ' (1)'])}.{self.random.choice(_ENDINGS.split())}"

    def value(self) -> str:
        """What fields and cells hold: numbers, dates, sizes, addresses, names, paths."""
        random = self.random
        day, month, year = random.randint(1, 28), random.randint(1, 12), random.randint(1998, 2031)
        return random.choice(
            [
                str(random.randint(0, 10 ** random.randint(1, 6))),
                f"{random.uniform(0, 1000):.{random.randint(1, 3)}f}",
                f"{random.randint(1, 999)}.{random.randint(0, 9)} {random.choice(['kB', 'MB', 'GB', 'MiB', 'KiB'])}",
                f"{random.randint(0, 100)}%",
                f"{year}-{month:02}-{day:02}",
                f"{day:02}.{month:02}.{year}",
                f"{month}/{day}/{year % 100:02}",
                f"{random.randint(0, 23):02}:{random.randint(0, 59):02}",
                f"{random.choice(_NAMES.split()).lower()}.{random.choice(_SURNAMES.split()).lower()}@example.org",
                self.name(),
                self.file_name(),
                f"/{random.choice(_FOLDERS.split())}/{self.label().split()[0].casefold()}/{random.randint(1, 99)}",
                f"192.168.{random.randint(0, 255)}.{random.randint(1, 254)}",
                f"{random.choice('$€£')}{random.uniform(1, 9999):,.2f}",
                self.label(),
            ]
        )

    def shortcut(self) -> str:
        random = self.random
        keys = random.choice(["Ctrl+", "Ctrl+Shift+", "Alt+", "Ctrl+", ""])
        return keys + (random.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") if keys else f"F{random.randint(1, 12)}")

    def clock(self) -> str:
        random = self.random
        hour, minute = random.randint(0, 23), random.randint(0, 59)
        return random.choice(
            [f"{hour:02}:{minute:02}", f"{hour % 12 + 1}:{minute:02} PM", f"Tue 14 May {hour}:{minute:02}"]
        )


@lru_cache(maxsize=32)
def _messages(language: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Messages by length: short, middle, long; each without doubles, in a fixed order."""
    source = "de" if language == "en" else language
    paths = sorted(path for folder in CATALOGUES for path in folder.glob(f"{source}/LC_MESSAGES/*.mo"))
    paths = [path for path in paths if not path.name.startswith("iso_")]  # names of places and languages, thousands
    chosen = Random(source).sample(paths, min(MOST_CATALOGUES, len(paths)))
    pairs = [pair for path in chosen for pair in _catalogue(path)]
    texts = sorted({cleaned for pair in pairs if (cleaned := _cleaned(pair[language != "en"]))})
    narrow = 0.5 if language.startswith(("zh", "ja", "ko")) else 1.0  # one sign says more there
    short = tuple(text for text in texts if len(text) <= 16 * narrow)
    middle = tuple(text for text in texts if 12 * narrow <= len(text) <= 45 * narrow)
    long = tuple(text for text in texts if 40 * narrow <= len(text) <= 140 * narrow)
    if min(len(short), len(middle), len(long)) < 30:
        own = tuple(text.strip() for text in _FALLBACK.split(","))
        return own, own, own[-5:]
    return short, middle, long


def _cleaned(text: str) -> str:
    """Without marks of keyboard shortcuts; "" for what is not plain text."""
    text = re.sub(r"\(?[_&](\w)\)?", r"\1", text, count=1).strip()
    return "" if _UNWANTED.search(text) or "_" in text or len(text) > 140 else text


def _catalogue(path: Path) -> list[tuple[str, str]]:
    """(message, translation) of a binary catalogue; its layout: GNU gettext manual, "The Format of GNU MO Files"."""
    data = path.read_bytes()
    order = "<" if data[:4] == b"\xde\x12\x04\x95" else ">"
    count, keys, values = struct.unpack(f"{order}3I", data[8:20])
    found: list[tuple[str, str]] = []
    for index in range(count):
        pair = []
        for table in (keys, values):
            length, start = struct.unpack_from(f"{order}2I", data, table + 8 * index)
            text = data[start : start + length].decode("utf-8", errors="ignore")
            pair.append(text.split("\x04")[-1].split("\0")[0])
        found.append((pair[0], pair[1]))
    return found
