"""What else a control may be called, from `assets/words/synonyms.toml`; and where nameless parts of a screen lie."""

import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from grounding.geometry import Box
from grounding.locator.words import spell


@cache
def _tables() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[tuple[float, float, float, float], ...]]]:
    data = tomllib.loads(files("assets").joinpath("words/synonyms.toml").read_text(encoding="utf-8"))
    names: dict[str, list[str]] = {}
    for group in data["groups"]:
        for name in group:
            others = names.setdefault(spell(name).plain, [])
            others.extend(other for other in group if other != name and other not in others)
    areas = {
        name: tuple((part[0], part[1], part[2], part[3]) for part in parts) for name, parts in data["areas"].items()
    }
    return {name: tuple(others) for name, others in names.items()}, areas


@lru_cache(maxsize=1024)
def other_names(text: str) -> tuple[str, ...]:
    """Other names of the whole, then names with one part of it put differently; at most 24.

    >>> "Preferences".casefold() in other_names("Settings")
    True
    >>> "remove contact" in other_names("Delete contact")
    True
    """
    names, _ = _tables()
    said = spell(text)
    found = list(names.get(said.plain, ()))
    words = said.words
    if 2 <= len(words) <= 6:
        for length in (3, 2, 1):
            for at in range(len(words) - length + 1):
                for other in names.get(" ".join(words[at : at + length]), ()):
                    if length < len(words) and len(other) > 1:
                        found.append(" ".join((*words[:at], other, *words[at + length :])))
    return tuple(dict.fromkeys(found))[:24]


@cache
def areas_named(text: str, screen: Box) -> tuple[Box, ...]:
    """Where a nameless part of a screen ("sidebar") usually lies; empty when the words name no such part."""
    _, areas = _tables()
    return tuple(
        Box(
            screen.left + round(left * screen.width),
            screen.top + round(top * screen.height),
            screen.left + round(right * screen.width),
            screen.top + round(bottom * screen.height),
        )
        for left, top, right, bottom in areas.get(spell(text).plain, ())
    )
