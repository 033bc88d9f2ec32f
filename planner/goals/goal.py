"""A goal in its parts: what is to be done, to which thing of many, and the facts that were given with it."""

from dataclasses import dataclass

from planner.values import Secret

FIELDS_OF_SETS = frozenset({"from", "to", "in", "for"})
"""Facts whose fields often offer what they take, once something was typed."""
SOUGHT_BY = frozenset({"from", "to", "on", "at", "in"})
"""Facts by which things are looked for; if some of them are entered, all must be before one thing is taken."""


@dataclass(frozen=True, kw_only=True)
class Given:
    """A fact as it was said: the word that says what it is ("from", "password"; "" for none), and the value.

    secret: what stands for the value, when it was not said itself.
    """

    cue: str
    value: str
    secret: Secret | None = None


@dataclass(frozen=True, kw_only=True)
class Best:
    """The one of several that has the most, or the least, of something ("cheapest": the least money).

    kind: "money", "duration", "time" or "number". of: the word that stands beside the number ("rating"), if one was
    said.
    """

    kind: str
    most: bool
    of: str = ""

    @staticmethod
    def parse(meaning: str) -> "Best":
        """Raises ValueError.

        >>> Best.parse("money least")
        Best(kind='money', most=False, of='')
        """
        kind, _, end = meaning.partition(" ")
        if end not in ("most", "least"):
            raise ValueError(f"“{meaning}” names no kind of number and no end of it")
        return Best(kind=kind, most=end == "most")


@dataclass(frozen=True, kw_only=True)
class Thing:
    """The one thing of its kind that is meant. noun: what it is; marks: texts that stand on it and tell it apart.

    ordinal: 1 the first, -1 the last; None: not said.
    """

    noun: str = ""
    marks: tuple[str, ...] = ()
    best: Best | None = None
    ordinal: int | None = None

    @property
    def is_told_apart(self) -> bool:
        return bool(self.marks or self.best or self.ordinal)

    @property
    def in_words(self) -> str:
        return " ".join((self.noun, *(f"“{mark}”" for mark in self.marks))).strip() or "what is meant"


@dataclass(frozen=True, kw_only=True)
class Goal:
    """said: in the person's words. deed: its name in the word lists. options: what is to be chosen by its name
    ("one-way"), where there is such a choice. control: what is pressed on the thing, where the deed is just that.
    every: it is done to all such things, one after the other; most: to so many of them (0: to all). left_open: how it
    is handed in is ordered afterwards.
    """

    said: str
    deed: str
    thing: Thing = Thing()
    facts: tuple[Given, ...] = ()
    options: tuple[str, ...] = ()
    control: str = ""
    every: bool = False
    most: int = 0
    left_open: bool = False
