"""A form in a few words: "Adults 2, Children 3, Search rooms", "row Nora Bell: Edit, Room 12, Save".

Decision: such a list is read only as a whole. Every piece has to be an entry (a label and a value that can be nothing
else), the name of what is pressed, a key, or an order of its own; and one piece at least has to be a sure entry, so
that no list of names is taken for one.
"""

from collections.abc import Iterator

from planner.language.brief_lists.pieces import (
    EMPTIED,
    INTO,
    LINKS,
    Piece,
    entry,
    filled_in,
    in_row,
    is_ordered,
    opening,
    order_itself,
    pressed,
)
from planner.language.clauses import begins_order
from planner.language.context import Context
from planner.language.keys import read_keys
from planner.language.tokens import Kind, Phrase, UnclosedQuote, tokenize
from planner.language.verbs import read_clauses, without_lead_in

LONGEST = 60
LONGEST_ENTRY = 5
_ENDS = frozenset({",", ";", "then"})
_KEPT_LISTS = frozenset({"click", "check", "uncheck", "choose", "form", "fill", "open", "hold", "keys"})
"""Frames of orders that may go on with a list of names."""


def brief_ways(phrase: Phrase, context: Context) -> Iterator[Phrase]:
    """The same as orders in full, cut into words."""
    ways = (tokenize(text, context.lexicon) for text in brief_list(phrase, context))
    yield from (way for way in ways if not isinstance(way, UnclosedQuote))


def brief_list(phrase: Phrase, context: Context) -> Iterator[str]:
    """The same as orders in full; nothing for a part of what was said."""
    whole = phrase.trimmed()
    if context.turned or context.in_form or not 2 < len(whole) <= LONGEST or not _is_all(phrase, whole):
        return
    said = tuple(_pieces(whole))
    pieces: list[Piece] = []
    for number in range(len(said)):
        found = _piece(said, number, context)
        if found is None:
            return
        pieces.append(found)
    if all(":" in one.words for one in said) or _is_form(said[0], context):
        return  # a form in full, or a login
    if not any(piece.label or piece.sure or piece.opens for piece in pieces[:2]):
        return  # "Oslo, Riga, Turin: ..."
    labels = [piece.label for piece in pieces if piece.label]
    if len(pieces) > 1 and any(piece.sure for piece in pieces) and len(set(labels)) == len(labels):
        yield _as_form(pieces)


def _is_all(phrase: Phrase, whole: Phrase) -> bool:
    """Whether it is one sentence, and all that was said."""
    ends = any(
        token.kind is Kind.BREAK or (token.kind is Kind.MARK and token.word in (".", "!", "?"))
        for token in whole.tokens
    )
    return not ends and not (phrase.source[: whole.tokens[0].start] + phrase.source[whole.last_end :]).strip(" .!")


def _as_form(pieces: list[Piece]) -> str:
    """What is filled in has to be begun as a form, once."""
    first = next((at for at, piece in enumerate(pieces) if piece.filled), None)
    return ". ".join(f"fill in the form: {one.order}" if at == first else one.order for at, one in enumerate(pieces))


def _piece(said: tuple[Phrase, ...], number: int, context: Context) -> Piece | None:
    one, last = said[number], number == len(said) - 1
    begun = opening(one, context) if not number else None
    begun = begun or (None if begins_order(one, context.lexicon) else in_row(one))
    if begun is not None:
        return begun
    if number and one.has_quote() and len(one) == 1 and said[number - 1].words[-2:-1] == (":",):
        cleared = said[number - 1]
        return filled_in(cleared.part(0, -2), one, context.lexicon) if cleared.words[-1] in EMPTIED else None
    begun_list = number > 0 and _takes_names(said[number - 1], context)
    signed = any(token.kind is Kind.MARK and token.word in (":", "=") for token in one.tokens)
    ordered = (not number and is_ordered(one, context)) or (begun_list and not signed)
    loose = not any(is_ordered(other, context) for other in said[:number])
    found = None if ordered else entry(one, context, loose=loose)
    if found is None and not last and _is_two_names(one, context):
        return filled_in(one.part(0, 1), one.part(1), context.lexicon) if _in_small_letters(said, one) else None
    if found is None and not last and (cut := _value_after_label(one, context)):
        return filled_in(one.part(0, cut), one.part(cut), context.lexicon)
    found = found or order_itself(one, context)
    return found or (None if begun_list and not last else pressed(one, context, first=not number))


def _pieces(phrase: Phrase) -> Iterator[Phrase]:
    start = 0
    for at, token in enumerate((*phrase.tokens, None)):
        if token is None or (token.kind is not Kind.QUOTED and token.word in _ENDS):
            piece = phrase.part(start, at).trimmed()
            piece = piece.part(1).trimmed() if piece.words[:1] == ("and",) else piece
            if len(piece):
                yield piece
            start = at + 1


def _is_form(piece: Phrase, context: Context) -> bool:
    clauses = read_clauses(without_lead_in(piece, context.lexicon), context.lexicon, mend=False)
    return any({"form", "fill"} & set(clause.frames) for clause in clauses)


def _is_two_names(piece: Phrase, context: Context) -> bool:
    """ "Meal Vegetarian": a label and its value, or the name of a button."""
    plain = len(piece) == len(("Meal", "Vegetarian")) and piece.is_capitalised(0) and piece.is_capitalised(1)
    ordered = context.lexicon.verbs.at(piece.words) is not None
    return plain and not ordered and not piece.has_quote() and read_keys(piece.text, context.lexicon.keys) is None


def _value_after_label(piece: Phrase, context: Context) -> int:
    """Where the value begins in "Home town Ankara"; 0: nowhere."""
    if piece.has_quote() or not 2 < len(piece) <= LONGEST_ENTRY or not piece.is_capitalised(0):
        return 0
    if context.lexicon.verbs.at(piece.words) is not None or not LINKS.isdisjoint(piece.words):
        return 0
    capitals = [at for at in range(1, len(piece)) if piece.is_capitalised(at)]
    ends = capitals == list(range(len(piece) - len(capitals), len(piece)))
    return capitals[0] if capitals and ends and capitals[0] > 1 else 0


def _in_small_letters(said: tuple[Phrase, ...], but: Phrase) -> bool:
    """Whether names of several words have only one capital here ("Wheelchair access")."""
    others = [one for one in said if one is not but and len(one) > 1 and one.is_capitalised(0)]
    return any(one.tokens[1].kind is Kind.WORD and not one.is_capitalised(1) for one in others)


def _takes_names(piece: Phrase, context: Context) -> bool:
    """Whether a name after it may be one more of its own: "tick Monday, Tuesday"."""
    clauses = read_clauses(without_lead_in(piece, context.lexicon), context.lexicon, mend=False)
    frames = {frame for clause in clauses for frame in clause.frames}
    placeless = bool(frames & {"type", "append"}) and INTO.isdisjoint(piece.words)
    return is_ordered(piece, context) and (placeless or bool(frames & _KEPT_LISTS))
