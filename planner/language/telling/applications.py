"""A sentence that tells of an application before the order that sets something in it: "I have to scroll sideways in
the editor. Turn on word wrap there", "The letters in the editor are too small for me. Set its font size to 14".

Decision: only where the order names no application and no file of its own, and points back to nothing but that
application ("there", "its").
"""

from collections.abc import Callable, Iterator

from planner.language.clauses import begins_order
from planner.language.lexicon import Lexicon, WordClass
from planner.language.tokens import Kind, Phrase, UnclosedQuote, tokenize
from planner.language.verbs import without_lead_in

LONGEST = 26
LONGEST_APP = 4
_ENDS = frozenset({".", "!", ";", "\n"})
_WITHIN = frozenset({"in", "of", "with", "using", "to"})
_SETS = frozenset({"turn", "switch", "set", "change", "enable", "disable", "activate", "deactivate", "show", "hide"})
_SETS |= {"make", "use", "tick", "untick", "choose", "select"}
_BACK = frozenset({"it", "them", "that", "this", "these", "those", "one", "both"})
_OWN = frozenset({"its", "their"})
_THERE = "there"


def application_ways(text: str, lexicon: Lexicon, is_application: Callable[[str], bool]) -> Iterator[str]:
    """The orders alone, said of the application."""
    phrase = tokenize(text, lexicon)
    if isinstance(phrase, UnclosedQuote):
        return
    cut = next((at for at in range(3, min(len(phrase) - 1, LONGEST)) if _ends(phrase, at)), None)
    if cut is None:
        return
    told, orders = phrase.part(0, cut), without_lead_in(phrase.part(cut + 1), lexicon).trimmed()
    if begins_order(told, lexicon) or not len(orders) or orders.words[0] not in _SETS or not _is_plain(told):
        return
    app = _named(told, lexicon, is_application)
    if not app or _BACK & set(orders.words) or _names_another(orders, lexicon, is_application):
        return
    points = [at for at, word in enumerate(orders.words) if word in _OWN or word == _THERE]
    if not points:
        return
    pieces: list[str] = []
    start = 0
    for at in points:
        pieces += [orders.part(start, at).text, "the" if orders.words[at] in _OWN else ""]
        start = at + 1
    pieces.append(orders.part(start).text)
    yield f"in {app}, {' '.join(piece for piece in pieces if piece)}"


def _ends(phrase: Phrase, at: int) -> bool:
    return phrase.tokens[at].kind in (Kind.MARK, Kind.BREAK) and phrase.words[at] in _ENDS


def _is_plain(told: Phrase) -> bool:
    """Whether it has no number and no quotation."""
    kinds = (Kind.WORD, Kind.MARK)
    return all(token.kind in kinds and not any(map(str.isdigit, token.word)) for token in told.tokens)


def _named(told: Phrase, lexicon: Lexicon, is_application: Callable[[str], bool]) -> str:
    """The one application that is named in it; "" where there is none."""
    for at in range(len(told) - 1):
        if told.words[at] not in _WITHIN:
            continue
        bare = told.part(at + 1).without_start(lexicon.words(WordClass.DETERMINER))
        for length in range(min(LONGEST_APP, len(bare)), 0, -1):
            said = bare.part(0, length)
            known = is_application(" ".join(said.words)) or lexicon.apps.whole(said.words) is not None
            if known and (said.is_capitalised(0) or length > 1 or length == len(bare)):
                return said.text
    return ""


def _names_another(orders: Phrase, lexicon: Lexicon, is_application: Callable[[str], bool]) -> bool:
    files = lexicon.names_a_file(orders.words)
    return files or any(
        orders.words[at] in ("in", "with") and is_application(" ".join(orders.words[at + 1 : at + 1 + length]))
        for at in range(len(orders) - 1)
        for length in range(1, LONGEST_APP)
    )
