"""Which words are true of which drawing: names of every set, aliases, tags and what people say of a control.

Drawings whose usual names have the same words, in any order and but for a number, are one thing: what any set says of
one is true of all. `assets/words/icon_names.toml` adds the wordings of people and of other languages.
"""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from grounding.engine import package_folder
from grounding.icons import Meaning, read_meanings
from grounding.training.icons.draw import Master

Key = tuple[str, ...]
NUMBERING = frozenset([*"0123456789", "01", "02", "03", "04", "alt", "variant", "symbolic", "icon"])
COMMONEST_TAG = 120  # a tag of more things than this says too little
USUAL_NAME = 0.55
PERSONS_WORDS = 0.45


def key_of(text: str) -> Key:
    """
    >>> key_of("trash 2") == key_of("Trash"), key_of("circle plus") == key_of("plus circle")
    (True, True)
    """
    words = sorted(text.lower().split())
    return tuple(word for word in words if word not in NUMBERING) or tuple(words)


@dataclass(kw_only=True)
class Thing:
    """All that is said of one thing. said: a person's words; names: of icon sets; tags: looser."""

    names: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    keys: set[Key] = field(default_factory=set)


def everyday_meanings() -> list[Meaning]:
    return read_meanings(package_folder("assets") / "words" / "icon_names.toml")


class Things:
    """The things that masters show, and their words."""

    def __init__(self, masters: Sequence[Master], meanings: Iterable[Meaning]) -> None:
        self._things: dict[Key, Thing] = {}
        frequent = Counter(tag for master in masters for tag in set(master.tags))
        for master in masters:
            thing = self._things.setdefault(key_of(master.names[0]), Thing())
            thing.names += [name for name in master.names if name not in thing.names]
            tags = (tag for tag in master.tags if frequent[tag] <= COMMONEST_TAG and 1 < len(tag) < 40)
            thing.tags += [tag for tag in tags if tag not in thing.tags]
        for meaning in meanings:
            for key in {key_of(name) for name in (meaning.name, *meaning.drawn)} & self._things.keys():
                self._things[key].said += [*meaning.said, *meaning.others, meaning.name, *meaning.drawn]
        for key, thing in self._things.items():
            thing.keys = {key} | {key_of(text) for text in (*thing.names, *thing.tags, *thing.said)}

    def of(self, master: Master) -> Thing:
        return self._things[key_of(master.names[0])]

    def words_for(self, master: Master, chance: random.Random) -> str:
        """One true wording, mostly the usual name."""
        thing = self.of(master)
        if chance.random() < USUAL_NAME:
            return master.names[0]
        if thing.said and chance.random() < PERSONS_WORDS:
            return chance.choice(thing.said)
        return chance.choice(thing.names + thing.tags)

    def pairs(self) -> list[tuple[str, ...]]:
        """Groups of wordings of one thing, two or more in each."""
        groups = ({*thing.names, *thing.tags, *thing.said} for thing in self._things.values())
        return [tuple(sorted(group)) for group in groups if len(group) > 1]


def wordnet_groups(folder: Path) -> list[tuple[str, ...]]:
    """Synonyms of the more frequent senses of WordNet 3.0 with the first words of their gloss.

    Formats: wndb(5WN) and cntlist(5WN). folder: where Debian's wordnet-base lies, unpacked.
    """
    groups: list[tuple[str, ...]] = []
    for part in ("noun", "verb", "adj"):
        frequent: set[str] = set()
        for line in (folder / f"index.{part}").read_text(encoding="latin-1").splitlines():
            if not line.startswith(" "):
                fields = line.split()
                pointers = int(fields[3])
                tagged = int(fields[5 + pointers])
                frequent.update(fields[6 + pointers : 6 + pointers + tagged])
        for line in (folder / f"data.{part}").read_text(encoding="latin-1").splitlines():
            if line[:8] not in frequent:
                continue
            head, _, gloss = line.partition("|")
            fields = head.split()
            lemmas = [fields[4 + 2 * index].replace("_", " ").lower() for index in range(int(fields[3], 16))]
            plain = [lemma.split("(")[0] for lemma in lemmas if lemma.isascii() and len(lemma) < 30]
            meant = gloss.split(";")[0].strip()
            if plain and len(meant) < 90:
                groups.append((*dict.fromkeys(plain), meant))
    return groups
