# ruff: noqa: E501 — HTML is easier to read in one piece
"""The words that stand on rendered pages: real interface texts of many languages, and numbers, dates, paths.

They come from the message catalogues of installed programs (`LOCALE/LANGUAGE/LC_MESSAGES/*.mo`); a language without any
falls back on the few of `vocabulary.toml`. All texts come back safe to stand in HTML.
"""

import gettext
import html
import random
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

OWN = tomllib.loads((Path(__file__).parent / "vocabulary.toml").read_text(encoding="utf-8"))
WEIGHTS = {
    "en": 34, "de": 9, "fr": 7, "es": 6, "pl": 4, "it": 3, "pt_BR": 3, "cs": 2, "tr": 2, "sv": 2, "hu": 1, "vi": 1,
    "nl": 2, "ru": 6, "uk": 2, "el": 4, "zh_CN": 4, "ja": 3, "ko": 2, "ar": 2, "he": 1, "hi": 1, "th": 1,
}  # fmt: skip
RIGHT_TO_LEFT = frozenset({"ar", "he"})
DENSE = frozenset({"zh_CN", "ja", "ko", "th"})
PER_FILE = 300
LARGEST_BYTES = 120_000  # the lists of all languages and coins of the world take long to read and say little


@dataclass(frozen=True, kw_only=True)
class Texts:
    """Short labels, phrases of a few words, and sentences of one language."""

    labels: tuple[str, ...]
    phrases: tuple[str, ...]
    sentences: tuple[str, ...]


def _clean(text: str) -> str:
    text = re.sub(r"\([_&]\w\)", "", text)
    text = re.sub(r"[_&](?=\w)", "", text, count=1)
    return text.split("|")[-1].strip()


@cache
def texts(language: str, locale: Path | None) -> Texts:
    """What the catalogues hold in `language`, without formats, markup and line breaks."""
    own = OWN.get(language, OWN["en"])
    found: dict[str, None] = dict.fromkeys([*own["labels"], *own["phrases"], *own["sentences"]])
    folder = locale / ("de" if language == "en" else language) / "LC_MESSAGES" if locale else None
    for path in sorted(folder.glob("*.mo")) if folder and folder.is_dir() else []:
        if path.stat().st_size > LARGEST_BYTES:
            continue
        try:
            with path.open("rb") as file:
                catalogue = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
        except (OSError, UnicodeDecodeError, ValueError, IndexError):  # some catalogues are ill-formed
            continue
        pairs = [(source if isinstance(source, str) else source[0], target) for source, target in catalogue.items()]
        strings = [_clean((source if language == "en" else target).split("\x04")[-1]) for source, target in pairs]
        good = [one for one in strings if 2 <= len(one) <= 220 and not re.search(r"[%{}<>\n\t\\_$@#=]|--|^\W*$", one)]
        random.Random(path.name).shuffle(good)
        found.update(dict.fromkeys(good[:PER_FILE]))
    scale = 2 if language in DENSE else 1
    return Texts(
        labels=tuple(one for one in found if len(one) * scale <= 20 and one.count(" ") <= 2),
        phrases=tuple(one for one in found if 12 <= len(one) * scale <= 60),
        sentences=tuple(one for one in found if 45 <= len(one) * scale <= 220 and one.count(" ") >= 3 * (scale == 1)),
    )


class Words:
    """Texts of one page: mostly in one language, with some of another."""

    def __init__(self, chance: random.Random, *, locale: Path | None, language: str | None = None) -> None:
        self.chance = chance
        self.language = language or chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        self.direction = "rtl" if self.language in RIGHT_TO_LEFT else "ltr"
        self._main = texts(self.language, locale)
        other = chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        self._other = texts(other, locale)
        self._mixed = chance.choice([0, 0, 0.05, 0.3])

    def _from(self, kind: str) -> str:
        source = self._other if self.chance.random() < self._mixed else self._main
        return html.escape(self.chance.choice(getattr(source, kind) or self._main.labels))

    def label(self) -> str:
        return self._from("labels")

    def phrase(self) -> str:
        return self._from("phrases")

    def sentence(self) -> str:
        return self._from("sentences")

    def paragraph(self, low: int = 2, high: int = 7) -> str:
        return " ".join(self.sentence() for _ in range(self.chance.randint(low, high)))

    def person(self) -> str:
        return html.escape(f"{self.chance.choice(OWN['names'])} {self.chance.choice(OWN['surnames'])}")

    def number(self) -> str:
        chance = self.chance
        value = chance.choice([chance.randint(0, 9), chance.randint(10, 999), chance.randint(1000, 9_999_999)])
        return chance.choice(
            [f"{value}", f"{value:,}", f"{value / 100:.2f}", f"{value:,}".replace(",", " "), f"{value % 101} %"]
        )

    def price(self) -> str:
        amount = self.chance.randint(1, 200_000) / 100
        return self.chance.choice(
            [
                f"${amount:,.2f}",
                f"{amount:.2f} €",
                f"£{amount:.0f}",
                f"{amount:.2f}".replace(".", ",") + " €",
                f"¥{amount:.0f}",
            ]
        )

    def date(self) -> str:
        chance = self.chance
        day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(1995, 2029)
        name = chance.choice(OWN["months"])
        return chance.choice(
            [
                f"{year}-{month:02}-{day:02}",
                f"{day}.{month}.{year}",
                f"{month}/{day}/{year % 100:02}",
                f"{day} {name} {year}",
                f"{name} {day}, {year}",
                f"{day:02}/{month:02}/{year}",
            ]
        )

    def time(self) -> str:
        hour, minute = self.chance.randint(0, 23), self.chance.randint(0, 59)
        return self.chance.choice(
            [
                f"{hour}:{minute:02}",
                f"{hour:02}:{minute:02}:{minute:02}",
                f"{hour % 12 + 1}:{minute:02} {'AM' if hour < 12 else 'PM'}",
            ]
        )

    def file(self) -> str:
        stem = self.chance.choice(
            [self.chance.choice(OWN["stems"]), self.label().replace(" ", self.chance.choice([" ", "_", "-"]))]
        )
        return (
            f"{stem}{self.chance.choice(['', '-2', '_v3', ' (1)', '_final'])}.{self.chance.choice(OWN['extensions'])}"
        )

    def path(self) -> str:
        depth = self.chance.randint(1, 4)
        stems = "/".join(self.chance.choice(OWN["stems"]) for _ in range(depth))
        return self.chance.choice(
            [f"/home/{stems}", f"~/{stems}/", f"C:\\{stems}".replace("/", "\\"), f"/{stems}/{self.file()}"]
        )

    def mail(self) -> str:
        user = self.chance.choice(OWN["names"]).lower()
        return f"{user}{self.chance.choice(['', '.' + self.chance.choice(OWN['stems']), str(self.chance.randint(1, 99))])}@{self.chance.choice(OWN['stems'])}.{self.chance.choice(['com', 'org', 'net', 'de', 'example'])}"

    def address(self) -> str:
        return f"https://{self.chance.choice(['www.', ''])}{self.chance.choice(OWN['stems'])}.{self.chance.choice(['com', 'org', 'io'])}/{self.chance.choice(OWN['stems'])}"

    def shortcut(self) -> str:
        return self.chance.choice(["Ctrl+", "Ctrl+Shift+", "Alt+", "⌘", "Shift+", "", "Ctrl "]) + self.chance.choice(
            [*"ABCDEFGHIKLNOPQRSTVWXYZ0123456789", "F1", "F5", "F11", "Del", "Enter"]
        )

    def size(self) -> str:
        return f"{self.chance.choice([self.chance.randint(1, 999), self.chance.randint(10, 99) / 10])} {self.chance.choice(['B', 'kB', 'KB', 'MB', 'GB', 'MiB'])}"

    def cell(self) -> str:
        """Something that stands in a table."""
        kinds = [
            self.label,
            self.label,
            self.phrase,
            self.person,
            self.number,
            self.price,
            self.date,
            self.time,
            self.file,
            self.mail,
            self.size,
        ]
        return self.chance.choice(kinds)()

    def code(self) -> str:
        """One line of a program or of a terminal."""
        chance = self.chance
        one, two, three = (chance.choice(OWN["stems"]) for _ in range(3))
        indent = "&nbsp;" * (4 * chance.randint(0, 3))
        made = [
            f"def {one}_{two}({three}: int) -&gt; str:", f"return {one}.{two}({three}[{chance.randint(0, 9)}])", f"if ({one} == {chance.randint(0, 999)} &amp;&amp; {two}) {{", f"const {one} = await {two}(&quot;{three}&quot;);",
            f"$ {one} --{two}={three} {self.path()}", f"[{self.time()}] {one.upper()}: {self.sentence()}", f"drwxr-xr-x {chance.randint(1, 20)} root root {chance.randint(100, 99999)} {self.date()} {self.file()}",
            f"# {self.phrase()}", f"&lt;{one} {two}=&quot;{three}&quot;&gt;{self.label()}&lt;/{one}&gt;", f"{chance.randint(1, 65000)} {one}/{two} {chance.random():.4f} {chance.randint(0, 2**31):#x}", "}", f"import {one}.{two}", f"{one}@{two}:~/{three}$ {one} {self.file()}",
        ]  # fmt: skip
        return indent + chance.choice(made)
