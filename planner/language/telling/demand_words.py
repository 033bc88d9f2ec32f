"""The words of what is demanded of a thing, as `demands.toml` has them."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property

from planner.language.phrases import PhraseTable
from planner.language.tables import Tables

_CUT_OFF = PhraseTable((("least", True), ("most", True)))


@dataclass(frozen=True, kw_only=True)
class DemandWords:
    """See `demands.toml` for what each list is for."""

    must: PhraseTable[bool]
    must_not: PhraseTable[bool]
    stays: PhraseTable[bool]
    be: PhraseTable[bool]
    under: PhraseTable[bool]
    over: PhraseTable[bool]
    at_most: PhraseTable[bool]
    at_least: PhraseTable[bool]
    exceeds: PhraseTable[bool]
    falls_short: PhraseTable[bool]
    on: PhraseTable[bool]
    off: PhraseTable[bool]
    empty: PhraseTable[bool]
    same: PhraseTable[bool]
    changed: PhraseTable[bool]

    @staticmethod
    def parse(tables: Tables) -> "DemandWords":
        """A language without these lists has no demands."""
        words = tables.optional("demands")
        return DemandWords(
            **{one.name: PhraseTable((word, True) for word in words.get(one.name, ())) for one in fields(DemandWords)}
        )

    @cached_property
    def modal(self) -> frozenset[str]:
        """Without one of these words nothing is demanded."""
        return self.must.all_words | self.must_not.all_words

    def limit_at(self, words: Sequence[str]) -> int:
        """How many words that set a limit ("at most") these begin with; "least 8" is what is left of "at least 8"."""
        tables = (self.under, self.over, self.at_most, self.at_least, _CUT_OFF)
        return max((found.length for table in tables if (found := table.at(words)) is not None), default=0)
