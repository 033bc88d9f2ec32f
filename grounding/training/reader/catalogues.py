"""Strings of programs, from their message catalogues, by language."""

import gettext
import json
import random
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from grounding.text_reader.scripts import CHARACTERS, look_of

LATIN = [
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "pt_BR",
    "pl",
    "nl",
    "cs",
    "sv",
    "da",
    "fi",
    "nb",
    "hu",
    "tr",
    "ro",
    "sk",
    "sl",
    "hr",
    "lt",
    "lv",
    "et",
    "ca",
    "sr@latin",
]
CYRILLIC = ["ru", "uk", "bg", "sr", "be", "mk"]
GREEK = ["el"]
IDEOGRAPHS = ["zh_CN", "zh_TW", "ja"]
STRANGE = ["ko", "ar", "he", "hi", "th", "fa", "bn", "ta", "ml", "mr", "pa"]
LONGEST = 100
KEPT_A_LANGUAGE = 15000
MARKUP = re.compile(r"<[^>]*>|&(?:lt|gt|amp|quot|#\d+);")
PLACEHOLDER = re.compile(r"%(?:\d+\$)?[-+ 0#]*\d*(?:\.\d+)?(?:l{0,2}|h|z|j)[diouxXeEfgGscpm@]|%\d+|\$\w+|\{\w*\}|%%")
KNOWN = frozenset(CHARACTERS) | {" "}


@dataclass(frozen=True, kw_only=True)
class Catalogues:
    """strings: by language; a mnemonic's mark stays in it as "_" before its letter, all others are gone."""

    strings: dict[str, list[str]]

    def any_of(self, chance: random.Random, languages: list[str]) -> str:
        there = [language for language in languages if self.strings.get(language)]
        return chance.choice(self.strings[chance.choice(there)]) if there else "Open"


def collected(folder: Path, cache: Path) -> Catalogues:
    """Reads every catalogue under `folder` once; the result is kept in `cache`."""
    if not cache.exists():
        strings = read_all(sorted(folder.rglob("*.mo")))
        cache.write_text(json.dumps(strings, ensure_ascii=False), encoding="utf-8")
    return Catalogues(strings=json.loads(cache.read_text(encoding="utf-8")))


def read_all(files: Iterable[Path]) -> dict[str, list[str]]:
    wanted = {"en", *LATIN, *CYRILLIC, *GREEK, *IDEOGRAPHS, *STRANGE}
    found: dict[str, dict[str, None]] = {language: {} for language in sorted(wanted)}
    for file in files:
        language = file.parent.parent.name
        if language not in wanted:
            continue
        try:
            with file.open("rb") as opened:
                messages = gettext.GNUTranslations(opened)._catalog  # type: ignore[attr-defined]
        except (OSError, UnicodeDecodeError, ValueError):
            continue
        for source, target in messages.items():
            english = source[0] if isinstance(source, tuple) else source
            for text, into in ((english, "en"), (target, language)):
                for line in lines_of(text):
                    if language in IDEOGRAPHS + STRANGE or set(look_of(line)) <= KNOWN:
                        found[into].setdefault(line)
    chance = random.Random(0)
    kept = {}
    for language, lines in found.items():
        every = list(lines)
        chance.shuffle(every)
        kept[language] = every[: KEPT_A_LANGUAGE * (4 if language == "en" else 1)]
    return kept


def lines_of(text: str) -> Iterable[str]:
    """The lines of a message, without markup, with its placeholders filled."""
    text = MARKUP.sub("", text.rsplit("\x04", 1)[-1].rsplit("|", 1)[-1] if "\x04" in text else text)
    text = re.sub(r"(?<![\w\\])&(?=\w)|(?<=\w)&(?=\w)|~(?=\w)", "_", text)
    for number, line in enumerate(text.split("\n")):
        line = filled(line, random.Random(f"{number}{line}"))
        line = " ".join(line.split())
        if 1 <= len(line) <= 3 * LONGEST and "\\" not in line:
            yield line


def filled(line: str, chance: random.Random) -> str:
    return PLACEHOLDER.sub(lambda found: "%" if found[0] == "%%" else filling(chance, found[0]), line)


def filling(chance: random.Random, placeholder: str) -> str:
    if placeholder[-1] in "diuxX" or chance.random() < 0.4:
        return str(chance.randint(0, 10 ** chance.randint(1, 4)))
    return chance.choice(("report.pdf", "Anna", "Documents", "eth0", "1.5 GB", "/home/anna", "12:30", "UTF-8", "Mail"))
