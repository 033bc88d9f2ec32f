"""What is to be looked up on the screen first: "the price of the plums", "the fruit with the most sugar", "the sum of
all amounts", "the last word of the text"."""

import re
from dataclasses import replace

from planner.actions import Reference
from planner.goals.goal import Best
from planner.language.compute import CannotCompute, evaluate
from planner.language.context import Context
from planner.language.frames.objects import plain_name, without_determiner
from planner.language.lexicon import Lexicon, WordClass
from planner.language.looks import Picking
from planner.language.tokens import Kind, Phrase
from planner.language.values import read_secret
from planner.sought import Cell, Column, Sought, Take, Word
from planner.things import LookUp

_LONGEST_NAME = 60
_LONGEST_OF = 4
_LONGEST_STATE = 3
_OF = ("of", "for", "from")
_NTH = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
_TAKES = (Picking.SUM_OF, Take.SUM), (Picking.AVERAGE_OF, Take.AVERAGE)
_ENDS = (Take.MOST, Picking.HIGHEST), (Take.LEAST, Picking.LOWEST)


def looked_up(phrase: Phrase, context: Context) -> tuple[LookUp, Reference] | None:
    """None: the words ask for nothing of the kind."""
    bare = without_determiner(phrase.trimmed().without_end(context.lexicon.words(WordClass.POSITION)), context.lexicon)
    if not len(bare) or (bare.has_quote() and len(bare) == 1):
        return None
    sought = None if _is_sum(bare.text) else _sought(bare, context.lexicon)
    if sought is None or read_secret(phrase.trimmed(), context) is not None:
        return None
    name = bare.text[:_LONGEST_NAME]
    return LookUp(said=bare.text, sought=sought, name=name), Reference(name=name)


def _is_sum(text: str) -> bool:
    """ "square root of 2" stands in no table."""
    try:
        return bool(evaluate(text, {}))
    except CannotCompute:
        return False


def counted_rows(phrase: Phrase, context: Context) -> LookUp | None:
    """ "rows are there in the table", "fruits are in the table": all that are listed."""
    lexicon = context.lexicon
    picking = lexicon.looks.picking
    bare = phrase.trimmed().without_end(picking[Picking.THERE])
    length = bare.ends(picking[Picking.IN_TABLE])
    if not length or length >= len(bare):
        return _counted_with(bare, lexicon)
    noun = bare.part(0, len(bare) - length).without_end(picking[Picking.THERE])
    while len(noun) > 1 and noun.words[-1] in ("are", "is", "there", "listed", "shown"):
        noun = noun.part(0, -1)
    if not 0 < len(noun) <= _LONGEST_OF:
        return None
    of = "" if lexicon.roles.whole(noun.words) else noun.text
    return LookUp(said=bare.text, sought=Column(take=Take.COUNT, of=of), name="count")


def _counted_with(bare: Phrase, lexicon: Lexicon) -> LookUp | None:
    """ "issues are open", "open issues": those rows in which this stands."""
    bare = without_determiner(bare, lexicon)
    at = bare.index("are", "have")
    noun, state = (bare.part(0, at), bare.part(at + 1)) if at else (bare.part(len(bare) - 1), bare.part(0, -1))
    state = without_determiner(state.part(1) if state.words[:1] in (("from",), ("in",)) else state, lexicon)
    asks = (WordClass.PERSON, WordClass.AUXILIARY, WordClass.ASKING)
    plain = all(token.kind in (Kind.WORD, Kind.QUOTED) for token in bare.tokens) and not noun.has_quote()
    linked = any(noun.part(n).begins(lexicon.words(WordClass.LINKS)) for n in range(len(noun)))
    linked = linked or bool({"not", "no", "be", "still", "than"} & set(state.words))
    linked = linked or any(state.find(lexicon.words(kind)) is not None for kind in asks)
    if not plain or linked or not 0 < len(noun) <= _LONGEST_OF or not 0 < len(state) <= _LONGEST_STATE:
        return None
    of = "" if lexicon.roles.whole(noun.words) else noun.text
    return LookUp(said=bare.text, sought=Column(take=Take.COUNT, of=of, row=plain_name(state)), name="count")


def _sought(bare: Phrase, lexicon: Lexicon) -> Sought | None:
    if any(bare.begins(lexicon.looks.picking[kind]) for kind, _ in _TAKES):
        return _column(bare, lexicon)
    length = bare.begins(lexicon.looks.picking[Picking.COUNT_OF])
    counted = (
        _counted_with(bare.part(length), lexicon)
        if length and (bare.words[-1].endswith("s") or "are" in bare.words)
        else None
    )
    if counted is not None and not bare.is_capitalised(len(bare) - 1):
        return counted.sought  # "number of open issues", and not the "number of Anders"
    return _word(bare, lexicon) or _column(bare, lexicon) or _best_row(bare, lexicon) or _cell(bare, lexicon)


def worked_out_of(phrase: Phrase, context: Context, *, things: bool) -> LookUp | None:
    """What "find" and "work out" ask for, and can mean nothing else. things: also the best of several."""
    found = looked_up(phrase, context)
    if found is None:
        return None
    sought = found[0].sought
    is_thing = isinstance(sought, Cell) and (sought.best is None or not things)
    return None if is_thing else found[0]


def _word(bare: Phrase, lexicon: Lexicon) -> Word | None:
    """ "4th word in the paragraph"."""
    ordinal = lexicon.ordinals.at(bare.words)
    nth = _NTH.fullmatch(bare.words[0])
    number, length = (int(nth[1]), 1) if nth else (ordinal.value, ordinal.length) if ordinal is not None else (0, 0)
    if not number or bare.words[length : length + 1] != ("word",):
        return None
    rest = bare.part(length + 1)
    in_text = rest.words[:1] in (("in",), ("of",), ("from",)) and rest.part(1).is_in(
        lexicon.looks.picking[Picking.SHOWN_PROSE]
    )
    return Word(ordinal=number) if not len(rest) or in_text else None


def _column(bare: Phrase, lexicon: Lexicon) -> Column | None:
    """ "sum of all prices", "average of the stock column", "highest price in the table"."""
    picking = lexicon.looks.picking
    for kind, take in _TAKES:
        length = bare.begins(picking[kind])
        if length:
            return _of(bare.part(length), take, lexicon)
    for take, kind in _ENDS:
        length = bare.begins(picking[kind])
        in_table = bare.ends(picking[Picking.IN_TABLE])
        if length > 0 and 0 < in_table < len(bare) - length:
            return _of(bare.part(length), take, lexicon)
    return None


def _of(phrase: Phrase, take: Take, lexicon: Lexicon) -> Column | None:
    picking = lexicon.looks.picking
    bare = phrase.without_end(picking[Picking.IN_TABLE])
    bare = without_determiner(bare.part(bare.begins(picking[Picking.EVERY])), lexicon)
    bare = bare.without_end(picking[Picking.COLUMN_NOUN])
    known = 0 < len(bare) <= _LONGEST_OF and not any(sign.isdigit() for sign in bare.text)
    return Column(take=take, of=plain_name(bare)) if known else None


def _best_row(bare: Phrase, lexicon: Lexicon) -> Cell | None:
    """ "fruit with the highest price", "name of the cheapest one", "price of the fruit with the most sugar"."""
    of = ""
    for at in range(1, min(len(bare) - 1, _LONGEST_OF + 1)):
        if bare.words[at] in _OF:
            head = bare.part(0, at)
            of = "" if head.is_in(lexicon.looks.picking[Picking.NAME_OF]) else plain_name(head)
            best = _best(without_determiner(bare.part(at + 1), lexicon), lexicon)
            return Cell(of=of, best=best) if best is not None else None
    best = _best(bare, lexicon)
    return Cell(best=best) if best is not None else None


def _best(phrase: Phrase, lexicon: Lexicon) -> Best | None:
    link = phrase.index("with", "having")
    if link and link + 1 < len(phrase):
        tail = without_determiner(phrase.part(link + 1), lexicon)
        best = lexicon.best.at(tail.words)
        if best is not None and 1 < best.length == len(tail):
            return replace(best.value, of=plain_name(tail.part(1)))  # "the highest price"
        if best is None or not best.length < len(tail) <= best.length + _LONGEST_OF:
            return None
        return replace(best.value, of=plain_name(tail.part(best.length)))
    best = lexicon.best.at(phrase.words)
    if best is None or best.value.kind == "number" or not best.length < len(phrase) <= best.length + 2:
        return None
    return best.value


def _cell(bare: Phrase, lexicon: Lexicon) -> Cell | None:
    """ "price of Oranges", "Ana's phone number"; not "Price in the row of Oranges", which says where by itself."""
    for at, token in enumerate(bare.tokens[:-1]):
        said = bare.source[token.start : token.end]
        if said.endswith(("'s", "’s")) and at + 1 < len(bare) <= at + 1 + _LONGEST_OF:
            return Cell(of=bare.part(at + 1).text, row=bare.part(0, at + 1).text[:-2])
    link = bare.index(*_OF)
    if not link or link > _LONGEST_OF or link + 1 >= len(bare):
        return None
    if any(lexicon.relations.at(bare.words, at) for at in range(link)):
        return None
    row = without_determiner(bare.part(link + 1), lexicon)
    if not 0 < len(row) <= _LONGEST_OF + 1 or row.is_in(lexicon.words(WordClass.PRONOUN)):
        return None
    return Cell(of=bare.part(0, link).text, row=plain_name(row))
