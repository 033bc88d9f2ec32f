"""All words of the policy: families by name, and which icon stands for which of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner.safety.phrases import Family


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    families: Mapping[str, Family]
    icons: Mapping[str, tuple[str, ...]]

    def any_in(self, names: Iterable[str], texts: Iterable[str]) -> bool:
        """Whether a family is in one of the folded texts; misread letters are forgiven."""
        texts = tuple(texts)
        return any(self.families[name].find(text) is not None for name in names for text in texts)

    def any_sharp(self, names: Iterable[str], texts: Iterable[str]) -> bool:
        texts = tuple(texts)
        return any(self.families[name].sharp(text) for name in names for text in texts)
