"""Turns of phrase: other ways of saying an order, put into the plain way that the frames read.

`turns.toml` has them by the plain way: "set {x} to {value}" = "{x} should be {value}", and so on. A pattern is words
and slots. "(a|b c)" is a choice, "[a|b]" one that may be left out, "<name>" within them stands for the words that
`[sets]` has under that name. What a slot may hold is told by its name, without a number at its end: `order` is one
order, `orders` begins with one, `doing` and `done` with a form of a verb ("opening", "opened"), or `act` with its noun
("the opening"), which are put back into the plain one, `click_verb` is a verb of that frame, `n` a count, `sum`
arithmetic, `cell` the name of one in a sheet, `app` a known application, `program` one or what may be called so,
`file` a file's name, `address` one of the web, `date` a date, `quoted` one quotation, `names` names in a row, `listed`
any values in a row, `sure` a value that can be nothing else, `given` one that looks like it, `worked` a sum in words,
`role_played` a field that a value is given "as", `short` a few words, `noun` what no order begins with, `thing` no
file, `holder` what may hold a value, `place` what names its kind of control, `pressed` and `chosen` such a one that is
pressed or chosen from, `role` a kind of control, `owner` whose a thing is ("Ana's"), `owned_app` the same of an
application, `field` what may take a file, `control` what a control may be called, `shortcut` what a shortcut does,
`style` how letters look, `cond` a condition, `over` one that compares numbers, `compared` words that do so, `change`
one of a value that may come to hold, `word` one word, `handle` a name such as "@ana", `rest` anything; the name of a
list of `words.toml` stands for its words; any other name holds words without a mark between.

Decision: whole sentences are written anew and read again, instead of teaching each frame each way of putting things:
one rule then serves every verb, and another language brings its own rules in its own file.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

LONGEST = 60
"""More tokens than this are no turn of phrase."""
_SLOT = re.compile(r"\{(\w+)\}")
_SET = re.compile(r"<(\w+)>")
_PIECE = re.compile(r"\{(\w+)\}|\(([^)]*)\)|\[([^\]]*)\]|([^\s{}()\[\]]+)")


@dataclass(frozen=True, kw_only=True)
class Slot:
    name: str

    @property
    def kind(self) -> str:
        return self.name.rstrip("0123456789")


Choice = tuple[tuple[str, ...], ...]
"""The words that may stand here; () where nothing need stand here."""
Fits = Callable[[Slot, int, int], str | None]
"""What a slot holds from one token to another; None where it may not hold that."""
Held = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Turn:
    """plain: the text that says the same as the pattern, with the slots' names in braces."""

    pattern: tuple[Choice | Slot, ...]
    plain: str

    @cached_property
    def needed(self) -> tuple[frozenset[str], ...]:
        """Of each of these, one word at least stands in what matches."""
        choices = (piece for piece in self.pattern if not isinstance(piece, Slot) and () not in piece)
        return tuple(frozenset(words[0] for words in choice) for choice in choices)

    @property
    def is_whole(self) -> bool:
        """Whether every slot of the plain way stands in the pattern."""
        return set(_SLOT.findall(self.plain)) <= {piece.name for piece in self.pattern if isinstance(piece, Slot)}

    @cached_property
    def words(self) -> frozenset[str]:
        choices = (piece for piece in self.pattern if not isinstance(piece, Slot))
        return frozenset(word for choice in choices for words in choice for word in words)

    def filled(self, held: Held) -> str:
        return _SLOT.sub(lambda found: held[found[1]], self.plain)

    def matches(self, words: tuple[str, ...], fits: Fits) -> Iterator[Held]:
        """Every way to read the words so."""
        if self._may_match(words):
            yield from self._from(words, 0, 0, {}, fits)

    def _may_match(self, words: tuple[str, ...]) -> bool:
        """Whether what is needed stands there in its order."""
        begins, ends = self._outer
        if (begins and words[0] not in begins) or (ends and words[-1] not in ends):
            return False
        at, count = 0, len(words)
        for needed in self.needed:
            while at < count and words[at] not in needed:
                at += 1
            if at == count:
                return False
            at += 1
        return True

    @cached_property
    def _outer(self) -> tuple[frozenset[str], frozenset[str]]:
        """The words that it can begin with, and those that it can end with; none: any."""
        first, last = self.pattern[0], self.pattern[-1]
        begins = frozenset() if isinstance(first, Slot) or () in first else frozenset(one[0] for one in first)
        ends = frozenset() if isinstance(last, Slot) or () in last else frozenset(one[-1] for one in last)
        return begins, ends

    def _from(self, words: tuple[str, ...], piece: int, at: int, held: Held, fits: Fits) -> Iterator[Held]:
        if piece == len(self.pattern):
            if at == len(words):
                yield held
            return
        wanted = self.pattern[piece]
        if isinstance(wanted, Slot):
            for end in self._ends(words, piece, at):
                text = fits(wanted, at, end)
                if text is not None and _said(held.get(wanted.name, text)) == _said(text):
                    yield from self._from(words, piece + 1, end, {**held, wanted.name: text}, fits)
            return
        for choice in wanted:
            if words[at : at + len(choice)] == choice:
                yield from self._from(words, piece + 1, at + len(choice), held, fits)

    def _ends(self, words: tuple[str, ...], piece: int, at: int) -> Iterator[int]:
        """Where a slot that begins at `at` may end: before what follows in the pattern, or at the end of all."""
        if piece + 1 == len(self.pattern):
            if at < len(words):
                yield len(words)
            return
        following = self.pattern[piece + 1]
        if isinstance(following, Slot) or () in following:
            yield from range(at + 1, len(words) + 1)
        else:
            first = {choice[0] for choice in following}
            yield from (end for end in range(at + 1, len(words)) if words[end] in first)


class Turns:
    """Turns of phrase, found by the words that stand in a sentence."""

    def __init__(self, turns: tuple[Turn, ...]) -> None:
        self._all = turns
        self._always: list[int] = []
        self._by_word: dict[str, list[int]] = {}
        for at, turn in enumerate(turns):
            key = min(turn.needed, key=_commonness, default=None)
            if key is None:
                self._always.append(at)
            for word in key or ():
                self._by_word.setdefault(word, []).append(at)

    def __iter__(self) -> Iterator[Turn]:
        return iter(self._all)

    def for_words(self, words: tuple[str, ...]) -> Iterator[Turn]:
        """Those that may match, in their order."""
        found = set(self._always).union(*(self._by_word.get(word, ()) for word in set(words)))
        return (self._all[at] for at in sorted(found))


_COMMON = frozenset(
    {"the", "a", "it", "and", "to", "in", ",", ".", "is", "on", "for", "with", "of", "that", "i", "you"}
)


def _said(text: str) -> str:
    """What is the same, quoted or not, with a capital or without."""
    return text.strip('"').casefold()


def _commonness(words: frozenset[str]) -> int:
    return len(words) + 50 * len(words & _COMMON)


def read_turns(
    said: Mapping[str, tuple[str, ...]], sets: Mapping[str, tuple[str, ...]] | None = None
) -> tuple[Turn, ...]:
    """From plain ways to the patterns that mean them. Raises KeyError for a set that there is not.

    >>> read_turns({"stop": ("halt [<soon>]",)}, {"soon": ("at once", "now")})[0].pattern
    ((('halt',),), (('at', 'once'), ('now',), ()))
    """
    return tuple(
        Turn(pattern=_pieces(_SET.sub(lambda found: "|".join((sets or {})[found[1]]), pattern)), plain=plain)
        for plain, patterns in said.items()
        for pattern in patterns
    )


def _pieces(pattern: str) -> tuple[Choice | Slot, ...]:
    return tuple(_piece(found) for found in _PIECE.finditer(pattern))


def _piece(found: re.Match[str]) -> Choice | Slot:
    slot, choice, optional, word = found.groups()
    if slot is not None:
        return Slot(name=slot)
    if word is not None:
        return ((word,),)
    written = choice if choice is not None else optional
    words = tuple(tuple(one.split()) for one in written.split("|"))
    return words if optional is None else (*words, ())
