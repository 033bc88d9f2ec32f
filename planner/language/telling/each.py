"""What is ordered for several at once, said of one of them: "both of their invoices" is "their invoice"."""

from planner.language.lexicon import Lexicon
from planner.language.tokens import Kind, Phrase, UnclosedQuote, tokenize

_ALL = (("both", "of"), ("all", "of"), ("each", "of"), ("both",), ("all",))
_KEEPS, _THEM = frozenset({"save", "store", "submit"}), frozenset({"them", "both", "these", "all"})
LONGEST_KIND = 3


def of_each(orders: Phrase, lexicon: Lexicon) -> Phrase:
    """As it stands where nothing of theirs is named."""
    said = orders.source[orders.tokens[0].start : orders.last_end] if len(orders) else ""
    first = orders.tokens[0].start if len(orders) else 0
    for at in range(len(orders) - 1, -1, -1):
        if orders.words[at] in _THEM and at and orders.words[at - 1] in _KEEPS:
            said = said[: orders.tokens[at - 1].end - first] + said[orders.tokens[at].end - first :]
            continue
        length = orders.part(at).begins(lexicon.telling.parts.owner)
        before = next((len(one) for one in _ALL if orders.words[max(0, at - len(one)) : at] == one), 0)
        if not length:
            continue
        start = at + length
        start += start < len(orders) and (orders.words[start].isdecimal() or orders.words[start] in lexicon.numbers)
        end = _end_of_kind(orders, start)
        if end is None:
            continue
        kind = one_of(orders.part(start, end).text)
        left, right = orders.tokens[at - before].start - first, orders.tokens[end - 1].end - first
        said = f"{said[:left]}{orders.words[at]} {kind}{said[right:]}"
    read = tokenize(said, lexicon)
    return orders if isinstance(read, UnclosedQuote) else read


def _end_of_kind(orders: Phrase, start: int) -> int | None:
    """Behind the first word in the plural."""
    for at in range(start, min(start + LONGEST_KIND, len(orders))):
        if orders.tokens[at].kind is not Kind.WORD:
            return None
        if is_plural(orders.words[at]):
            return at + 1
    return None


def is_plural(word: str) -> bool:
    """
    >>> is_plural("fees"), is_plural("status"), is_plural("address")
    (True, False, False)
    """
    return word.endswith("s") and not word.endswith(("ss", "us", "is"))


def one_of(kind: str) -> str:
    """
    >>> one_of("open invoices"), one_of("entries"), one_of("addresses")
    ('open invoice', 'entry', 'address')
    """
    for ending, one in (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("s", "")):
        if kind.endswith(ending):
            return kind.removesuffix(ending) + one
    return kind
