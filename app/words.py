"""The word lists that ship with Deskhand, read from the assets."""

from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from importlib import resources

from planner.language.foreign import ForeignWords
from planner.language.lexicon import Lexicon
from planner.language.tables import LexiconBroken

OTHERS = ("de",)
"""Languages that are put into plain English first."""


@cache
def load_lexicon(language: str = "en") -> Lexicon:
    """The lexicon of a language; read once. Raises LexiconBroken when its files are missing or damaged."""
    return Lexicon.parse(_texts(language))


@lru_cache(maxsize=2)
def lexicon_of(day: date) -> Lexicon:
    """English, on a day. Raises LexiconBroken as `load_lexicon`."""
    return replace(load_lexicon(), today=day)


@cache
def load_foreign() -> tuple[ForeignWords, ...]:
    """The other languages; read once. Raises LexiconBroken when their files are missing or damaged."""
    return tuple(ForeignWords.parse(_texts(language)) for language in OTHERS)


def _texts(language: str) -> dict[str, str]:
    folder = resources.files("assets").joinpath("words", language)
    try:
        return {
            entry.name: entry.read_text(encoding="utf-8")
            for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
            if entry.name.endswith(".toml")
        }
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconBroken(f"no readable word lists for {language}") from error
