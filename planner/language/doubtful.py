"""Whether a plan looks as if words were taken for names that say something else: "for Brightness should", a slider.

Decision: such a plan may still be right, so it stands; but where the same words can be read clause by clause, each as
what it names and does (`gist`), that reading comes first.
"""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from planner.language.lexicon import Lexicon
from planner.language.swallowed import texts_in
from planner.language.tokens import Kind, Phrase
from planner.plan import Node, Step

_NAMED_SO = 2
"""A name of so many words is seldom a piece of a sentence, if it begins with a capital."""

_BEGINS_A_CLAUSE = frozenset({"i", "have", "look"})
_LINKS = frozenset({"and", "or", "but"})


def is_doubtful(nodes: Iterable[Node], said: Phrase, lexicon: Lexicon) -> bool:
    table = lexicon.gist.doubtful
    quoted = {token.content for token in said.tokens if token.kind is Kind.QUOTED}
    for text, _ in _texts(nodes):
        words = text.replace(",", " ,").split()
        if text in quoted or len(words) < _NAMED_SO or "{{" in text:
            continue
        if any(word.islower() and table.whole((word,)) for word in words) or "," in words:
            return True
        if words[0].lower() in _BEGINS_A_CLAUSE or words[-1] in _LINKS:
            return True
    return False


def _texts(value: object) -> Iterator[tuple[str, bool]]:
    if isinstance(value, Step):
        yield from texts_in(value.action)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _texts(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from _texts(getattr(value, one.name))
