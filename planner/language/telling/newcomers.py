"""Somebody new told first, and an order to add them: "Ole Vik from Tromso joins the club today and pays 15. Add him to
the member table".

Decision: everything that is told has to be a name, a fact or what happens; with a piece that is none of these nothing
is made of it, so that no fact is lost.
"""

from planner.language.lexicon import Lexicon
from planner.language.telling.introduced import fact_of
from planner.language.tokens import Kind, Phrase, UnclosedQuote, tokenize
from planner.language.verbs import without_lead_in

LONGEST_NAME = 4
LONGEST_TOLD = 24
_ENDS = frozenset({".", ";", "!", ":", "\n"})
_JOINING = (
    ("joins",), ("joined",), ("has", "joined"), ("is", "joining"), ("has", "signed", "up"), ("signed", "up"),
    ("has", "registered"), ("registered",), ("becomes",), ("is", "becoming"), ("is", "new"), ("starts",),
    ("will", "join"),
)  # fmt: skip
LONGEST_WHERE = 6
_PAYS = (("pays",), ("will", "pay"), ("paying",))
_ADDS = frozenset({"add", "enter", "register", "put", "record", "enrol", "enroll"})
_THEM = frozenset({"him", "her", "them", "it"})
_LISTS = frozenset({"table", "list", "register", "database", "overview", "directory"})


def newcomer_ways(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The order alone, with what was told; nothing where something else was."""
    phrase = tokenize(text, lexicon)
    if isinstance(phrase, UnclosedQuote):
        return ()
    cut = next((at for at in range(3, min(len(phrase), LONGEST_TOLD)) if phrase.words[at] in _ENDS), None)
    if cut is None:
        return ()
    kind, tail = _kind(without_lead_in(phrase.part(cut + 1), lexicon))
    made = _made(phrase.part(0, cut), lexicon) if kind else None
    return (f"add a {kind} called {made}{tail}",) if made else ()


def _kind(order: Phrase) -> tuple[str, str]:
    """ "add him to the member table and save": what he is, and what follows."""
    if order.words[:1] not in [(verb,) for verb in _ADDS] or order.words[1:2] not in [(one,) for one in _THEM]:
        return "", ""
    rest = order.part(2)
    if rest.words[:2] in (("to", "the"), ("into", "the"), ("in", "the"), ("to", "our")):
        end = next((at for at in range(3, min(len(rest), 6)) if rest.words[at] in _LISTS), 0)
        kind, after = " ".join(rest.words[2:end]), rest.part(end + 1)
    elif rest.words[:2] in (("as", "a"), ("as", "an")):
        start = 3 if rest.words[2:3] == ("new",) else 2
        kind, after = " ".join(rest.words[start : start + 1]), rest.part(start + 1)
    else:
        return "", ""
    plain = kind.replace(" ", "").isalpha() and (not len(after) or after.words[0] in (",", "and", "then", "."))
    return (kind.removesuffix("s"), f" {after.text}" if len(after.trimmed()) else "") if plain else ("", "")


def _made(told: Phrase, lexicon: Lexicon) -> str | None:
    """The name, and the facts behind "with"."""
    end = next((at for at in range(1, min(len(told), LONGEST_NAME + 1)) if not told.is_capitalised(at)), None)
    if (
        end is None
        or not told.is_capitalised(0)
        or any(token.kind is not Kind.WORD for token in told.part(0, end).tokens)
    ):
        return None
    name, rest, facts = told.part(0, end), told.part(end), []
    if rest.words[:1] == ("from",) and rest.is_capitalised(1):
        stop = next((at for at in range(2, len(rest)) if not rest.is_capitalised(at)), len(rest))
        facts.append(("city", rest.part(1, stop).text))
        rest = rest.part(stop).trimmed()
    joins = next((len(one) for one in _JOINING if rest.words[: len(one)] == one), 0)
    if not joins:
        return None
    first, *pieces = rest.part(joins).split("and", ",") or [rest.part(0, 0)]
    if not _says_where(first):
        return None
    for piece in pieces:
        pays = next((len(one) for one in _PAYS if piece.words[: len(one)] == one), 0)
        amount = piece.part(pays)
        found = ("fee", amount.text) if pays and any(map(str.isdigit, amount.text)) else fact_of(piece, lexicon)
        if found is None or (pays and len(amount) > 1):
            return None
        facts.append(found)
    told_of = " and ".join(f"{label} {value}" for label, value in facts)
    return f"{name.text} with {told_of}" if told_of else name.text


def _says_where(said: Phrase) -> bool:
    """ "the club today", "us"; no name, number or other day, which would be a fact."""
    for at, token in enumerate(said.tokens):
        word = said.source[token.start : token.end].lower().strip(" ,")
        plain = token.kind is Kind.WORD and word.isalpha() and not said.is_capitalised(at)
        if not (plain or word == "today"):
            return False
    return len(said) <= LONGEST_WHERE
