"""What is written on screens: programs' own strings, and numbers, paths, codes and signs that are made up."""

import random
import re
import string
import tomllib
from dataclasses import dataclass
from pathlib import Path

from grounding.text_reader.scripts import CYRILLIC, GREEK, LATIN, SIGNS
from grounding.training.reader import catalogues
from grounding.training.reader.catalogues import LONGEST, Catalogues

MADE_UP = tomllib.loads(Path(__file__).with_name("strings.toml").read_text(encoding="utf-8"))
WORDS: dict[str, list[str]] = MADE_UP["words"]
SLOT = re.compile(r"\{([\w-]+)\}")
ALONE = (
    "0123456789+−×÷=/%√π.,()-*#<>∞²³±!?@&$€£¥ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz|~^_[]{};:'\"\\"
    "0123456789+−×÷=/%"
)
SIGNS_ALONE = 0.12
"""The share of other signs and letters among those that stand alone."""


@dataclass(frozen=True, kw_only=True)
class Saying:
    """A line's text. kind: text, ideographs or strange; underlined: the place of a mnemonic's letter, -1 for none."""

    text: str
    kind: str
    underlined: int = -1


class Strings:
    """Draws what the next line says."""

    def __init__(self, *, catalogues: Catalogues) -> None:
        self._catalogues = catalogues
        self._kinds: list[list[str]] = [kind["patterns"] for kind in MADE_UP["kinds"]]
        self._weights: list[int] = [kind["weight"] for kind in MADE_UP["kinds"]]

    def draw(self, chance: random.Random) -> Saying:
        which = chance.random()
        if which < 0.58:
            return self.message(chance)
        if which < 0.62:
            return self._foreign(chance, "ideographs", catalogues.IDEOGRAPHS)
        if which < 0.64:
            return self._foreign(chance, "strange", catalogues.STRANGE)
        if which < 0.72:
            return Saying(text=alone(chance), kind="text")
        if which < 0.77:
            return Saying(text=scrambled(chance) or "0", kind="text")
        return Saying(text=self.made_up(chance)[:LONGEST].strip() or "0", kind="text")

    def message(self, chance: random.Random) -> Saying:
        """A program's string, most often whole, in one of the languages."""
        which = chance.random()
        if which < 0.5:
            languages = ["en"]
        elif which < 0.76:
            languages = catalogues.LATIN
        elif which < 0.83:
            languages = catalogues.GREEK
        else:
            languages = catalogues.CYRILLIC
        text = shortened(chance, self._catalogues.any_of(chance, languages))
        place = text.find("_")
        underlined = -1
        if place >= 0 and text[place + 1 : place + 2].isalpha() and (place == 0 or text[place - 1] in " ("):
            text = text[:place] + text[place + 1 :]
            underlined = place if chance.random() < 0.4 else -1
        text = text.replace("_", "") if chance.random() < 0.9 else text
        look = chance.random()
        if look < 0.05:
            text = text.upper()
        elif look < 0.08:
            text = text.title()
        elif look < 0.1:
            text = text.lower()
        if len(text) < 40 and chance.random() < 0.06:
            text, underlined = f"{text} {self.made_up(chance)}", -1
        return Saying(text=text[:LONGEST].strip() or "OK", kind="text", underlined=underlined)

    def made_up(self, chance: random.Random) -> str:
        pattern = chance.choice(chance.choices(self._kinds, self._weights)[0])
        return SLOT.sub(lambda slot: self._filled(chance, slot[1]), pattern)

    def _filled(self, chance: random.Random, slot: str) -> str:
        if slot in WORDS:
            return chance.choice(WORDS[slot])
        if "-" in slot:
            lowest, highest = slot.split("-")
            return str(chance.randint(int(lowest), int(highest)))
        match slot:
            case "word":
                return self._word(chance).lower()
            case "Word":
                return self._word(chance)
            case "WORD":
                return self._word(chance).upper()
            case "n":
                return str(chance.randint(0, 10 ** chance.choice((1, 1, 2, 2, 3, 4)) - 1))
            case "letter":
                return chance.choice(string.ascii_lowercase)
            case "LETTER":
                return chance.choice(string.ascii_uppercase)
            case "LETTERS":
                return "".join(chance.choice("ABCDEF0123456789") for _ in range(chance.randint(1, 4)))
            case digits:
                return "".join(chance.choice(string.digits) for _ in range(int(digits)))

    def _word(self, chance: random.Random) -> str:
        words = self._catalogues.any_of(chance, ["en", "en", *catalogues.LATIN]).replace("_", "").split()
        return (chance.choice(words).strip(".,:;()\"'") if words else "") or "file"

    def _foreign(self, chance: random.Random, kind: str, languages: list[str]) -> Saying:
        text = self._catalogues.any_of(chance, languages).replace("_", "")[: chance.choice((2, 4, 6, 12, 24, 40))]
        return Saying(text=text.strip() or "一", kind=kind)


def alone(chance: random.Random) -> str:
    """One character: a key of a calculator, a digit, a sign; or a row of password dots."""
    if chance.random() < 0.06:
        return chance.choice("••●*") * chance.randint(3, 14)
    return chance.choice(SIGNS + GREEK + CYRILLIC + LATIN if chance.random() < SIGNS_ALONE else ALONE)


def scrambled(chance: random.Random) -> str:
    """What no language model guesses: codes, and letters and digits that look alike."""
    letters = chance.choice(
        (
            string.ascii_letters + string.digits,
            string.hexdigits.lower(),
            string.ascii_uppercase + string.digits,
            string.digits + "-",
            string.printable[:94],
            "0O1lI|o",
            "il.,:;'|!jtfr-_`",
            "rnmvwuclI1dij",
            LATIN[52:],
            GREEK,
            CYRILLIC,
            LATIN + SIGNS,
        )
    )
    return "".join(chance.choice(letters) for _ in range(chance.choice((2, 3, 4, 5, 6, 8, 10, 16)))).strip()


def shortened(chance: random.Random, text: str) -> str:
    """Some whole words of it; short texts mostly stay as they are."""
    words = text.split()
    most = chance.choices((len(words), 1, 2, 3, 5, 8), (45, 15, 15, 10, 8, 7))[0]
    if len(words) > most:
        start = chance.randint(0, len(words) - most) if chance.random() < 0.5 else 0
        words = words[start : start + most]
    while len(" ".join(words)) > LONGEST and len(words) > 1:
        words.pop()
    return " ".join(words)[:LONGEST]
