"""The words that what is told is built of: `telling.toml` has a list for each field."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property

from planner.language.phrases import PhraseTable
from planner.language.tables import LexiconBroken, Tables

_ENDINGS = ("s", "es", "ed", "d")
Words = PhraseTable[bool]


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What small words do in what is told. See the file for what each is for."""

    opening: Words
    determining: Words
    small: Words
    about: Words
    be: Words
    have: Words
    helping: Words
    happens: Words
    happened: Words
    adverb: Words
    behind: Words
    binding: Words
    of_many: Words
    leading: Words
    unwanted: Words
    wished: Words
    changes: Words
    contracted: Words
    contracted_thing: Words
    needs: Words
    gets: Words
    shows_text: Words
    tongue: Words
    subject: Words
    counts: Words
    object: Words
    owner: Words
    person: Words
    speaker: Words
    place: Words
    noun_end: Words
    change: Words
    put_in: Words
    create: Words
    record: Words
    folder: Words
    wish: Words
    wish_that: Words
    sure_that: Words
    asked: Words
    made_to: Words
    to_do: Words
    shows: Words
    idle: Words
    looks: Words
    ticked: Words
    unticked: Words
    not_to_do: Words
    there_should: Words
    modal: Words
    should: Words
    wished_be: Words
    at_once: Words
    each_of: Words
    tool: Words
    by_settings: Words
    plays: Words
    unpacks: Words
    exports: Words
    saves_as: Words
    on: Words
    off: Words
    gone: Words
    stands: Words
    spoken_files: Words
    lies_there: Words
    adds_up: Words
    works_out: Words
    shares: Words
    outcome: Words
    apiece: Words
    heads: Words
    units: Words
    stays: Words
    nothing_in: Words
    makes: Words
    left_to_do: Words
    takes_from: Words
    leaves: Words
    still_there: Words
    should_match: Words
    as_much_as: Words
    looks_up: Words
    accordingly: Words
    do_it: Words


@dataclass(frozen=True, kw_only=True)
class TellingWords:
    """says: the label of the fact that a verb tells; between: that of one name to another. same: labels that say the
    same, by the name of their group. does, done_by: what someone is to a thing that he does something with."""

    parts: Parts
    says: PhraseTable[str]
    between: PhraseTable[str]
    same: Mapping[str, frozenset[str]]
    does: PhraseTable[str]
    done_by: PhraseTable[str]

    @staticmethod
    def parse(tables: Tables) -> "TellingWords":
        """Raises LexiconBroken."""
        lists = tables.lists("telling")
        names = [one.name for one in fields(Parts)]
        if missing := [name for name in names if name not in lists]:
            raise LexiconBroken(f"nothing told with {', '.join(missing)}")
        return TellingWords(
            parts=Parts(**{name: PhraseTable((said, True) for said in lists[name]) for name in names}),
            says=_by_label(tables.lists("telling_says")),
            between=_by_label(tables.lists("telling_between")),
            does=_by_label(tables.lists("telling_does")),
            done_by=_by_label(tables.lists("telling_done_by")),
            same={group: frozenset(labels) for group, labels in tables.lists("telling_same").items()},
        )

    @cached_property
    def forms(self) -> frozenset[str]:
        """The verbs of what happens, as they stand after a subject."""
        plain = self.parts.happens.all_words
        ended = {f"{verb}{ending}" for verb in plain for ending in _ENDINGS}
        changed = {f"{verb[:-1]}{ending}" for verb in plain if verb.endswith("y") for ending in ("ies", "ied")}
        return frozenset({*plain, *ended, *changed, *self.parts.happened.all_words})

    @cached_property
    def bound(self) -> frozenset[str]:
        """Words that bind a subject to what is said of it."""
        tables = (self.parts.be, self.parts.have, self.parts.helping)
        return self.forms.union({"needs", "wants"}, *(table.single_words for table in tables))

    def alike(self, first: str, second: str) -> bool:
        """Whether two labels may mean the same fact."""
        one, other = first.lower(), second.lower()
        if one == other or one.endswith(f" {other}") or other.endswith(f" {one}"):
            return True
        return any({one, other} <= labels for labels in self.same.values())


def _by_label(lists: Mapping[str, tuple[str, ...]]) -> PhraseTable[str]:
    return PhraseTable((said, label) for label, ways in lists.items() for said in ways)
