"""The word lists that ship with Deskhand, read from the assets."""

from functools import cache
from importlib import resources

from planner.language.lexicon import Lexicon, LexiconBroken


@cache
def load_lexicon(language: str = "en") -> Lexicon:
    """The lexicon of a language; read once. Raises LexiconBroken when its files are missing or damaged."""
    folder = resources.files("assets").joinpath("words", language)
    try:
        texts = {
            entry.name: entry.read_text(encoding="utf-8")
            for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
            if entry.name.endswith(".toml")
        }
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconBroken(f"no readable word lists for {language}") from error
    return Lexicon.parse(texts)
