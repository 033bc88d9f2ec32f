"""The words by which the gist of an order is told, as `gist.toml` has them."""

from collections.abc import Mapping
from dataclasses import dataclass

from planner.language.phrases import PhraseTable
from planner.language.tables import LexiconBroken, Tables

NO_ACT = "-"
"""Said of an order that names things alone ("a.txt -> b.txt")."""


@dataclass(frozen=True, kw_only=True)
class Gist:
    """plain: the order that says it plainly, with the kinds of what is named in braces. acts: one of these is done, or,
    with NO_ACT among them, nothing is said to be done. kinds: what is named, in any order."""

    plain: str
    acts: frozenset[str]
    kinds: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class GistWords:
    """light: what tells nothing. blocking: what may turn an order round. into: what a place comes after. acts: verbs to
    the acts that they may stand for. nouns: what a thing is, beside what it is called."""

    light: PhraseTable[bool]
    blocking: PhraseTable[bool]
    into: PhraseTable[bool]
    becomes: PhraseTable[bool]
    ends_a_name: PhraseTable[bool]
    within: PhraseTable[bool]
    said_of: PhraseTable[bool]
    describing: PhraseTable[bool]
    never_last: PhraseTable[bool]
    doubtful: PhraseTable[bool]
    acts: PhraseTable[tuple[str, ...]]
    nouns: PhraseTable[str]
    gists: tuple[Gist, ...]

    @staticmethod
    def parse(tables: Tables) -> "GistWords":
        """Raises LexiconBroken. A language without these tables has no such reading."""
        words = tables.optional("gist_words")
        return GistWords(
            light=_table(words.get("light", ())),
            blocking=_table(words.get("blocking", ())),
            into=_table(words.get("into", ())),
            becomes=_table(words.get("becomes", ())),
            ends_a_name=_table(words.get("ends_a_name", ())),
            within=_table(words.get("within", ())),
            said_of=_table(words.get("said_of", ())),
            describing=_table(words.get("describing", ())),
            never_last=_table(words.get("never_last", ())),
            doubtful=_table(words.get("doubtful", ())),
            acts=_acts(tables.optional("gist_acts")),
            nouns=PhraseTable((word, kind) for kind, said in tables.optional("gist_nouns").items() for word in said),
            gists=tuple(_gists(tables.optional("gists"))),
        )


def _table(words: tuple[str, ...]) -> PhraseTable[bool]:
    return PhraseTable((word, True) for word in words)


def _acts(lists: Mapping[str, tuple[str, ...]]) -> PhraseTable[tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for act, verbs in lists.items():
        for verb in verbs:
            found.setdefault(verb, []).append(act)
    return PhraseTable((verb, tuple(acts)) for verb, acts in found.items())


def _gists(lists: Mapping[str, tuple[str, ...]]) -> list[Gist]:
    found = []
    for plain, patterns in lists.items():
        for pattern in patterns:
            acts, colon, kinds = pattern.partition(":")
            if not colon or not kinds.split():
                raise LexiconBroken(f"“{pattern}” is no gist: acts, a colon and kinds belong there")
            found.append(Gist(plain=plain, acts=frozenset(acts.strip().split("|")), kinds=tuple(kinds.split())))
    return found
