"""Where a thing of a goal is said to stand: "from the list", "from the members", "in the member table"."""

from planner.language.goal_things import FILLERS
from planner.language.tokens import Phrase

LONGEST_LIST = 3
_LISTS = frozenset({
    "list", "table", "cart", "basket", "page", "to-do", "todo", "inbox", "book", "feed", "directory", "contacts",
    "menu", "calendar", "members", "customers", "guests", "users", "products", "shop", "store", "catalogue", "catalog",
    "inventory", "database", "team",
})  # fmt: skip
_NO_KINDS = frozenset({"list", "table", "page", "directory", "database", "book"})
_OF_LISTS = frozenset({"contact", "address", "phone", "shopping", "news", "mail", "guest", "task", "this"})


def is_of_a_list(cue: str, phrase: Phrase) -> bool:
    """ "soap from the list": where it stands, and no mark of it."""
    words = frozenset(phrase.words) - FILLERS
    return cue in ("from", "in", "on", "of") and bool(words & _LISTS) and words <= _LISTS | _OF_LISTS


def lists_things(cue: str, phrase: Phrase) -> bool:
    """ "from the members", "in the member table": all of its kind, and no mark of it."""
    words = phrase.words
    said = cue in ("from", "in") and words[:1] == ("the",) and 1 < len(words) <= LONGEST_LIST
    if not said or phrase.has_quote() or any(phrase.is_capitalised(at) for at in range(len(words))):
        return False
    return words[-1] in _LISTS or (words[-1].endswith("s") and not words[-1].endswith("ss"))


def kind_in(phrase: Phrase) -> str:
    """ "member" of "the members" and "the member table"."""
    words = [word for word in phrase.words if word not in _NO_KINDS | FILLERS]
    return " ".join(words).removesuffix("s")
