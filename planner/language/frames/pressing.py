"""Keys and stars that are pressed on the screen: "dial 5550134", "give it four stars"."""

from planner.language.context import Context
from planner.language.frames.objects import Answer, read_count, without_determiner
from planner.language.looks import Picking
from planner.language.tokens import Kind
from planner.language.verbs import Clause
from planner.things import KeyIn, Rate

MOST_STARS = 10
_NUMBER = frozenset({"number", "code", "digits"})


def key_in(clause: Clause, context: Context) -> Answer:
    """A number that is dialled; what is entered on a keypad."""
    body = clause.body.trimmed()
    keypad = body.ends(context.lexicon.looks.picking[Picking.ON_KEYPAD])
    what = without_determiner(body.part(0, len(body) - keypad).trimmed(), context.lexicon)
    what = what.part(1) if len(what) > 1 and what.words[0] in _NUMBER else what
    if not len(what) or not (keypad or clause.verb.startswith("dial")):
        return None
    quoted = len(what) == 1 and what.tokens[0].kind is Kind.QUOTED
    text = what.tokens[0].content if quoted else "".join(sign for sign in what.text if sign not in " -()")
    return (KeyIn(text=text),) if quoted or text.lstrip("+").isdecimal() else None


def rate(clause: Clause, context: Context) -> Answer:
    """ "it 4 stars", "3 stars", "this with 5 out of 5 stars"."""
    body = clause.body.trimmed()
    if body.words[-1:] not in (("stars",), ("star",)) or len(body) < 2 or body.has_quote():
        return None
    words = body.words[:-1]
    if words[-3:-1] == ("out", "of"):
        words = words[:-3]
    number = read_count(words[-1], context.lexicon) if words else None
    return (Rate(stars=number),) if number is not None and 0 < number <= MOST_STARS else None
