"""What a piece of a list in few words can be: an entry, an order of its own, the name of what is pressed, a row."""

from dataclasses import dataclass

from grounding.screen import Role
from planner.language.clauses import begins_order
from planner.language.context import Context
from planner.language.frames.applications import named_application
from planner.language.frames.levels import SLID
from planner.language.frames.objects import is_file, without_determiner
from planner.language.keys import read_keys
from planner.language.lexicon import Lexicon, WordClass
from planner.language.places import PRESSED
from planner.language.tokens import Kind, Phrase
from planner.language.values import is_self_contained
from planner.language.verbs import read_clauses, without_lead_in

LONGEST_LABEL = 4
LONGEST_PRESSED = 5
LONGEST_VALUE = 6
LINKS = frozenset(
    {"in", "into", "on", "onto", "at", "to", "under", "from", "by", "with", "each", "every", "for", "of"}
    | {"before", "after", "once", "while"}
)
_OWNED = frozenset({"my", "your", "our"})
_WISHED = frozenset({"have", "get", "keep", "leave", "make", "let", "want", "need"})
_FIELDS = frozenset({Role.TEXT_FIELD, Role.TEXT_AREA, Role.DROPDOWN, Role.SPINNER, Role.SLIDER})
EMPTIED = frozenset({"clear", "empty", "blank"})
_ROW_HEADS = (("in", "the", "row", "of"), ("in", "row", "of"), ("in", "row"), ("in", "the", "row"))
_SIGNS = frozenset({":", "=", ">"})
INTO = frozenset({"in", "into", "under", "for", "as"})
_SENTENCE = frozenset(
    {"i", "we", "you", "he", "she", "they", "it", "is", "are", "was", "has", "have", "not", "no", "if", "when", "until"}
    | {"should", "must", "or", "but", "except", "every", "each", "all", "because", "with", "from", "of", "on", "at"}
)
"""With one of these in its label, a piece is a sentence rather than an entry."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """order: what it says in full. label: of what it fills in. sure: it is an entry, which makes the whole a form.
    opens: it says where all this is done. filled: it is said as an entry of a form."""

    order: str
    label: str = ""
    sure: bool = False
    opens: bool = False
    filled: bool = False


def is_ordered(piece: Phrase, context: Context) -> bool:
    """Whether it begins as an order, and with no name such as "Search" before a colon."""
    lexicon = context.lexicon
    bare = without_lead_in(piece, lexicon)
    sign = next((at for at, word in enumerate(bare.words) if word in _SIGNS), 0)
    if sign and (lexicon.roles.before(bare.words, sign) or lexicon.verbs.whole(bare.words[:sign])) is not None:
        return False
    deed = lexicon.deeds.at(bare.words)
    if not sign and deed is not None and deed.length < len(bare) and not _begins_within(piece):
        return True
    clause = next(read_clauses(bare, lexicon, mend=False), None)
    return clause is not None and len(clause.body.trimmed()) > 0 and begins_order(piece, lexicon)


def _begins_within(piece: Phrase) -> bool:
    """Whether it has a capital that the beginning of the sentence does not explain."""
    before = piece.source[: piece.tokens[0].start].rstrip()
    return piece.is_capitalised(0) and bool(before) and before[-1] not in ".!?\n"


def in_row(piece: Phrase) -> Piece | None:
    """ "add to cart in row Black XL"."""
    for at in range(1, len(piece) - 2) if piece.words[0] not in LINKS else ():
        head = next((head for head in _ROW_HEADS if piece.words[at : at + len(head)] == head), None)
        if head is not None and at <= LONGEST_PRESSED and at + len(head) < len(piece):
            row = piece.part(at + len(head))
            fits = not {"into", "in", "and"} & set(row.words) and len(row) <= LONGEST_LABEL
            return Piece(order=f"click {piece.part(0, at).text} in the row of {row.text}", sure=True) if fits else None
    return None


def opening(piece: Phrase, context: Context) -> Piece | None:
    """ "Settings", "settings > Sound", "row Nora Bell: Edit", "Nora Bell's row: Edit", "costs.ods in Calc"."""
    lexicon = context.lexicon
    stops = piece.split(">") if ">" in piece.words else ()
    front = stops[0] if stops else piece
    app = None if context.on_page else named_application(front, context)
    app = front.text if app is None and front.is_in(lexicon.words(WordClass.PREFERENCES)) else app
    if app is not None:
        return Piece(order=". ".join((f"open {app}", *(f"click {stop.text}" for stop in stops[1:]))), opens=True)
    if stops and begins_order(piece.part(0, 1), lexicon) is False and all(len(s) <= LONGEST_LABEL for s in stops):
        return Piece(order=piece.text, opens=True)
    if is_file(piece.part(0, 1), context) and 2 < len(piece) <= LONGEST_VALUE:
        field = piece.part(2)
        own = field.words[0] in _OWNED or field.is_in(lexicon.words(WordClass.UPLOAD_LABEL))
        if piece.words[1] in INTO and own:
            return Piece(order=f"upload {piece.words[0]} to {field.text}", sure=True)
        return Piece(order=f"open {piece.text}", opens=True) if piece.words[1] in ("in", "with") else None
    colon = piece.index(":")
    if colon is None or not 1 < colon < len(piece) - 1 or len(piece) - colon > LONGEST_PRESSED:
        return None
    row, name = piece.part(0, colon), piece.part(colon + 1).trimmed()
    row = row.part(1) if row.words[0] in ("in", "the") and len(row) > 1 else row
    if row.words[0] in ("row", "line") and name.is_capitalised(0):
        return Piece(order=f"click {name.text} in the row of {row.part(1).text}", sure=True)
    owner = row.part(0, -1)
    if row.words[-1] in ("row", "line") and owner.words[-1].endswith(("'s", "s'")) and name.is_capitalised(0):
        who = owner.text.removesuffix("'s").removesuffix("’s")
        return Piece(order=f"click {name.text} in the row of {who}", sure=True)
    return None


def entry(piece: Phrase, context: Context, *, loose: bool) -> Piece | None:
    """loose: a label that nobody knows, in small letters, may be one."""
    lexicon = context.lexicon
    switched = _switched(piece, lexicon)
    if switched is not None:
        return switched
    sign = next((at for at, word in enumerate(piece.words) if word in _SIGNS and piece.tokens[at].kind is Kind.MARK), 0)
    if sign and piece.words[sign] != ">":
        label, value = piece.part(0, sign), piece.part(sign + 1).trimmed()
        if not 0 < len(value) <= LONGEST_VALUE or begins_order(value, lexicon) or _SIGNS & set(value.words):
            return None
        if value.words[0] in LINKS:
            return None  # "Oslo, Riga: each into City"
        if value.words[0] in EMPTIED and len(value) == 1:
            return Piece(order=f"clear {label.text}", sure=True)
        if lexicon.verbs.whole(value.words) is not None and not value.is_capitalised(0):
            return None  # "Message: paste"
    elif sign:
        return None
    else:
        backwards = _backwards(piece, context) or _set_to(piece, context)
        if backwards is not None:
            return backwards
        cut = _value_at(piece, context)
        label, value = piece.part(0, cut), piece.part(cut)
        towards = len(label) == 1 and label.words[0] in LINKS and "@" not in value.text
        if not cut or towards or not (loose or _is_known(label, lexicon)):
            return None
    return filled_in(label, value, lexicon) if _is_label(label, lexicon, signed=sign > 0) else None


def _is_known(label: Phrase, lexicon: Lexicon) -> bool:
    kinds = (WordClass.LABEL, WordClass.CHOICE_LABEL, WordClass.LEVEL_LABEL)
    role = lexicon.roles.before(label.words, len(label))
    return (
        label.is_capitalised(0)
        or label.has_quote()
        or role is not None
        or any(label.is_in(lexicon.words(kind)) for kind in kinds)
    )


def _set_to(piece: Phrase, context: Context) -> Piece | None:
    """ "Seat to Window"."""
    at = piece.index("to")
    if not at or begins_order(piece, context.lexicon) or not piece.is_capitalised(0):
        return None
    label, value = piece.part(0, at), piece.part(at + 1)
    sure = len(value) > 0 and (value.is_capitalised(0) or is_self_contained(value, context))
    if not sure or "to" in value.words or not _is_label(label, context.lexicon):
        return None
    return filled_in(label, value, context.lexicon)


def filled_in(label: Phrase, value: Phrase, lexicon: Lexicon) -> Piece:
    bare = label if label.is_capitalised(0) else without_determiner(label, lexicon)
    plain = len(value) == 1 and (value.tokens[0].kind is not Kind.WORD or value.words[0].isalpha())
    said = value.text if plain or is_secret(value) else f'"{value.text}"'
    slid = lexicon.roles.before(bare.words, len(bare))
    if value.tokens[-1].kind is Kind.DATE or (slid is not None and slid.value.role in SLID):
        return Piece(order=f"set the {bare.text} to {value.text}", label=bare.text.casefold(), sure=True)
    return Piece(order=f"{bare.text}: {said}", label=bare.text.casefold(), sure=True, filled=True)


def is_secret(value: Phrase) -> bool:
    return value.words[:1] == ("my",) or any(token.kind is Kind.SECRET for token in value.tokens)


def _switched(piece: Phrase, lexicon: Lexicon) -> Piece | None:
    """ "Gift wrap on", "Show on lock screen off"."""
    words = lexicon.telling.parts
    for verb, tables in (("tick", (words.on, words.ticked)), ("untick", (words.off, words.unticked))):
        length = max(piece.ends(table) for table in tables)
        label = piece.part(0, len(piece) - length)
        ordered = begins_order(piece, lexicon) and not _begins_within(piece)
        if 0 < length < len(piece) and not ordered and _is_label(label, lexicon, free=True):
            return Piece(order=f"{verb} {_name(label)}", label=label.text.casefold(), sure=True)
    return None


def _name(said: Phrase) -> str:
    """In quotation marks where small words would be read as more than a name."""
    if said.has_quote() or said.words[0] in ("the", "a", "an"):
        return said.text
    return said.text if len(said) == 1 else f'"{said.text}"'


def _backwards(piece: Phrase, context: Context) -> Piece | None:
    """ "Afternoon in Time of day", '"Thanks" in Your answer'."""
    if begins_order(piece, context.lexicon):
        return None
    at = next((at for at in range(1, len(piece) - 1) if piece.words[at] in INTO), None)
    if at is None or at > LONGEST_VALUE:
        return None
    value, label = piece.part(0, at), without_determiner(piece.part(at + 1), context.lexicon)
    if (
        _SENTENCE & set(value.words)
        or _is_condition(value, context.lexicon)
        or not _is_known(piece.part(at + 1), context.lexicon)
    ):
        return None
    if not (is_self_contained(value, context) or value.is_capitalised(0)) or not _is_label(label, context.lexicon):
        return None
    return filled_in(piece.part(at + 1), value, context.lexicon)


def _value_at(piece: Phrase, context: Context) -> int:
    """Where the value begins, of a label and a value with nothing between; 0: nowhere surely."""
    lexicon = context.lexicon
    order = lexicon.verbs.at(piece.words) is not None and not _begins_within(piece)
    if order or len(piece) < 2:
        return 0
    for at in range(1, len(piece)):
        mixed = (
            at == len(piece) - 1 and any(map(str.isdigit, piece.words[at])) and any(map(str.isalpha, piece.words[at]))
        )
        if mixed or (is_self_contained(piece.part(at), context) and piece.words[at] not in ("it", "that", "this")):
            return at
    known = max(piece.begins(lexicon.words(kind)) for kind in (WordClass.LABEL, WordClass.CHOICE_LABEL))
    if 0 < known < len(piece) and len(piece) - known <= LONGEST_VALUE and piece.is_capitalised(known):
        return known
    return 0


def _is_label(label: Phrase, lexicon: Lexicon, *, free: bool = False, signed: bool = False) -> bool:
    """free: small words within it are no sign of a sentence. signed: a colon follows it, so that it may have digits."""
    bare = without_determiner(label, lexicon)
    if not 0 < len(bare) <= LONGEST_LABEL + (2 if free else 0) or any(t.kind is Kind.MARK for t in bare.tokens):
        return False
    if bare.has_quote():
        return len(bare) == 1
    many = lexicon.telling.parts.of_many.at(bare.words) is not None
    begun = len(bare) > 1 and (bare.words[0] in LINKS or bare.words[0].endswith("ing"))
    if many or begun or bare.words[-1] in LINKS - {"to", "from"} or _is_condition(bare, lexicon):
        return False
    ordered = lexicon.verbs.at(bare.words)
    role = lexicon.roles.before(bare.words, len(bare))
    known = role is not None and role.value.role in _FIELDS
    if bare.words[0] in _WISHED and not bare.is_capitalised(0):
        return False  # "have Gift wrap on"
    if ordered is not None and ordered.length < len(bare) and not (known or _begins_within(bare)):
        return False
    return free or not (_SENTENCE & set(bare.words) or (not signed and any(map(str.isdigit, bare.text))))


def _is_condition(said: Phrase, lexicon: Lexicon) -> bool:
    return any(said.begins(lexicon.words(kind)) for kind in (WordClass.CONDITION, WordClass.WHEN))


def order_itself(piece: Phrase, context: Context) -> Piece | None:
    """An order of its own; with a capital, what has a verb may as well be the name of a button ("Search rooms")."""
    wished = piece.words[0] in _WISHED and len(piece) > 1
    if not (is_ordered(piece, context) or wished):
        return None
    if piece.ends(context.lexicon.words(WordClass.PRONOUN)):
        return None  # "the Edit button, click that"
    surely = piece.begins(context.lexicon.words(WordClass.ORDER_ONLY)) > 0 or piece.has_quote()
    named = _begins_within(piece) and not surely and len(piece) <= LONGEST_PRESSED
    return None if named else Piece(order=piece.text, opens=True)


def pressed(piece: Phrase, context: Context, *, first: bool) -> Piece | None:
    lexicon = context.lexicon
    chords = None if piece.has_quote() else read_keys(piece.text, lexicon.keys)
    if chords:
        return None if first else Piece(order=f"press {piece.text}")
    if piece.words[0] in LINKS or piece.words[0] in lexicon.times or _is_condition(piece, lexicon):
        return None
    role = lexicon.roles.before(piece.words, len(piece))
    if first and role is not None and 0 < role.length < len(piece) and role.value.role in PRESSED | {Role.TAB}:
        return Piece(order=f"click {piece.text}", sure=True)  # "Reviews tab, then Write a review"
    closing = piece.is_in(lexicon.words(WordClass.CLOSING)) or lexicon.deeds.whole(piece.words) is not None
    named = piece.is_capitalised(0) or (len(piece) == 1 and piece.has_quote()) or closing
    plain = all(token.kind in (Kind.WORD, Kind.QUOTED) for token in piece.tokens) and "and" not in piece.words
    if not named or not plain or len(piece) > LONGEST_PRESSED:
        return None
    if closing and not piece.is_capitalised(0):
        return Piece(order=piece.text)
    return Piece(order=f"click {_name(piece)}")
