"""What else a control may be called: said shorter, or by a word of `assets/words/synonyms.toml`; nameless areas."""

import re
import tomllib
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.resources import files

from grounding.geometry import Box
from grounding.locator.spelling import ARTICLES, spell
from grounding.locator.thesaurus import said_alike


def _key(text: str) -> str:
    words = spell(text).words
    return " ".join(word for word in words if word not in ARTICLES) or " ".join(words)


@cache
def _tables() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[tuple[float, float, float, float], ...]]]:
    data = tomllib.loads(files("assets").joinpath("words/synonyms.toml").read_text(encoding="utf-8"))
    names: dict[str, list[str]] = {}
    for group in data["groups"]:
        for name in group:
            others = names.setdefault(_key(name), [])
            others.extend(other for other in group if other != name and other not in others)
    areas = {
        name: tuple((part[0], part[1], part[2], part[3]) for part in parts) for name, parts in data["areas"].items()
    }
    return {name: tuple(others) for name, others in names.items()}, areas


_ASIDE = re.compile(r"\s*\(([^()]{2,})\)\s*")
_TAIL = re.compile(r"\s+(?:of|for|as|in|on|from|to)\s+.*$", re.I)
_KIND = (
    r"(?:file|folder|icon|symbol|button|key|digit|number|link|option|entry|item|page|topic|word|city|menu|submenu|tab"
    r"|command|action|control|field|box|label|sign)"
)
_KIND_LAST = re.compile(rf"\s+{_KIND}$", re.I)
_KIND_FIRST = re.compile(rf"^{_KIND}\s+(?:for\s+)?(?:(?:the|a|an)\s+)?(?=\S)", re.I)
_PICK = re.compile(
    r"^(?:select|choose|pick|open|click|press|show|view|highlight|mark|find)\s+(?:the|a|an|this|that|my)\s+", re.I
)
_OF_NUMBER = re.compile(r"^.*\s(?:of|to|for|at|as)\s+(?=\d+\s+\w+$)", re.I)
_UNITS = {"second": ("sec", "s"), "minute": ("min", "m"), "hour": ("hr", "h"), "day": ("d",)}
_QUANTITY = re.compile(rf"(\d+)\s+({'|'.join(_UNITS)})s?", re.I)
_ACT = re.compile(r"^(\S+)\s+(?:the|a|an|this|that|my)\s+\S")


@lru_cache(maxsize=1024)
def shorter(text: str) -> tuple[tuple[str, float], ...]:
    """The same said with fewer words, each with a weight: without an aside, a word for its kind, what follows "of".

    >>> shorter("main (hamburger) menu of Files")
    (('main menu of Files', 0.97), ('hamburger', 0.98), ('main (hamburger) menu', 0.9), ('main menu', 0.873))
    >>> shorter("Documents folder")
    (('Documents', 0.96),)
    """
    found: dict[str, float] = {}

    def add(form: str, weight: float) -> None:
        form = " ".join(form.split())
        if form and form != text and found.get(form, 0.0) < weight:
            found[form] = round(weight, 3)

    aside = _ASIDE.search(text)
    whole = [(text, 1.0)]
    if aside:
        whole.append((without_aside(text), 0.97))
        add(whole[1][0], 0.97)
        add(_KIND_LAST.sub("", aside.group(1)), 0.98)  # what is added in brackets is how it looks
    for form, weight in whole:
        add(_KIND_LAST.sub("", form), 0.96 * weight)
        add(_KIND_FIRST.sub("", form), 0.96 * weight)
        add(_TAIL.sub("", form), 0.9 * weight)
        add(_OF_NUMBER.sub("", form), 0.94 * weight)
    picked = _PICK.sub("", text)
    if picked != text:
        add(picked, 0.94)
        add(_KIND_FIRST.sub("", picked), 0.92)
        add(_KIND_LAST.sub("", picked), 0.92)
        return tuple(found.items())
    act = _ACT.match(text)
    if act:
        add(act.group(1), 0.84)
    return tuple(found.items())


def without_aside(text: str) -> str:
    """
    >>> without_aside("main (hamburger) menu")
    'main menu'
    """
    return _ASIDE.sub(" ", text).strip()


def deed_of(text: str) -> str:
    """The verb of an order that names its thing with an article, "" of any other text.

    >>> deed_of("Pause the clock"), deed_of("Pause"), deed_of("Select the clock")
    ('Pause', '', '')
    """
    found = None if _PICK.match(text) else _ACT.match(text)
    return found[1] if found else ""


def without_deed(asked: str, shown: str) -> bool:
    """Whether what is asked for is done to a thing, and the text shown says nothing of the deed.

    >>> without_deed("Pause the clock", "Clock"), without_deed("Pause the clock", "Pause")
    (True, False)
    """
    act = _ACT.match(asked)
    return act is not None and spell(act.group(1)).plain not in spell(shown).words


@lru_cache(maxsize=1024)
def other_names(text: str) -> tuple[str, ...]:
    """Other names of the whole, then names with one part of it put differently; at most 24.

    >>> "preferences" in other_names("Settings")
    True
    >>> "remove contact" in other_names("Delete contact")
    True
    """
    return (*_abbreviated(text), *_put_differently(text, lambda name: _tables()[0].get(name, ())))


def _abbreviated(text: str) -> tuple[str, ...]:
    """
    >>> _abbreviated("15 minutes")
    ('15 min', '15 m')
    """
    found = _QUANTITY.fullmatch(text)
    return tuple(f"{found[1]} {short}" for short in _UNITS[found[2].casefold()]) if found else ()


@lru_cache(maxsize=1024)
def paraphrases(text: str) -> tuple[str, ...]:
    """The same of what programs themselves say for the same: surer than chance, less sure than `other_names`.

    >>> "clear history" in paraphrases("Erase history")
    True
    """
    return _put_differently(text, said_alike)


def _put_differently(text: str, others_of: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    said = spell(text)
    found = list(others_of(_key(text)) or others_of(said.plain))
    words = said.words
    if 2 <= len(words) <= 6:
        for length in (3, 2, 1):
            for at in range(len(words) - length + 1):
                for other in others_of(" ".join(words[at : at + length])):
                    if length < len(words) and len(other) > 1:
                        found.append(" ".join((*words[:at], other, *words[at + length :])))
    return tuple(dict.fromkeys(found))[:24]


@cache
def _sayings() -> dict[str, tuple[str, ...]]:
    data = tomllib.loads(files("assets").joinpath("words/icon_names.toml").read_text(encoding="utf-8"))
    return {name: tuple(entry["said"]) for name, entry in data.items() if isinstance(entry, dict)}


def sayings(meaning: str) -> tuple[str, ...]:
    """What people say for what is drawn; `meaning` is one of `assets/words/icon_names.toml`.

    >>> "remove" in sayings("delete")
    True
    """
    return (meaning.partition(",")[0], *_sayings().get(meaning, ()))


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
