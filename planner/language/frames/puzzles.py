"""What the screen asks in numbers: "solve the equation", "what number comes next", "how many sides has the figure"."""

from planner.actions import Reference, TypeText
from planner.language.context import Context
from planner.language.frames.lookups import worked_out_of
from planner.language.frames.objects import Answer, read_destination
from planner.language.frames.things import read_things
from planner.language.lexicon import Lexicon, WordClass
from planner.language.looks import Picking
from planner.language.tokens import Phrase
from planner.language.values import read_reference
from planner.language.verbs import Clause
from planner.plan import NotUnderstood
from planner.things import CountCorners, GiveAnswer, Kind, Things, WorkOutShown

ANSWER = "answer"
SIDES = "sides"
_FINDING = frozenset({"find", "find out", "determine", "work out", "calculate", "compute", "figure out"})
_INTO = ("in", "into", "with", "using")
_HAS = ("does", "do", "has", "have", "of", "are", "is")


def puzzle(clause: Clause, context: Context) -> Answer:
    """Its answer is given where the screen asks for it, or where the words say."""
    body = clause.body.trimmed()
    is_finding = clause.verb in _FINDING
    told = worked_out_of(body, context, things=clause.verb != "find") if is_finding else None
    if told is not None:
        return (told,)
    for at in range(len(body), 0, -1):
        if at < len(body) and body.words[at] not in _INTO:
            continue
        what = body.part(0, at).trimmed()
        if read_reference(what, context) is not None or not is_puzzle(what, context.lexicon):
            continue
        if at == len(body):
            return (WorkOutShown(name=ANSWER), GiveAnswer(result=ANSWER))
        where = read_destination(body.part(at + 1), context, "type")
        if isinstance(where, NotUnderstood):
            return where
        typed = TypeText(value=Reference(name=ANSWER), place=where.place)
        return (WorkOutShown(name=ANSWER), *where.before, typed)
    return None


def is_puzzle(phrase: Phrase, lexicon: Lexicon) -> bool:
    """ "the equation below", "the missing number in the series", "the answer to the problem"."""
    picking = lexicon.looks.picking
    bare = phrase.trimmed()
    for kind in (Picking.PUZZLE_ENDS, Picking.PUZZLE_IS_SHOWN):
        length = bare.ends(picking[kind])
        bare = bare.part(0, len(bare) - length) if 0 < length < len(bare) else bare
    length = bare.ends(lexicon.words(WordClass.POSITION))
    bare = bare.part(0, len(bare) - length) if 0 < length < len(bare) else bare
    length = bare.begins(picking[Picking.ANSWER_TO])
    return bare.part(length).is_in(picking[Picking.PUZZLE]) if length < len(bare) else False


def asked_value(phrase: Phrase, context: Context) -> tuple[WorkOutShown | CountCorners, Reference] | None:
    """What a value has to be worked out from first: "the missing number", "the number of sides of the figure"."""
    bare = phrase.trimmed()
    if is_puzzle(bare, context.lexicon):
        return WorkOutShown(name=ANSWER), Reference(name=ANSWER)
    length = bare.begins(context.lexicon.looks.picking[Picking.COUNT_OF])
    counted = _sides(bare.part(length), context) if length else None
    return (counted, Reference(name=SIDES)) if counted is not None else None


def sides(clause: Clause, context: Context) -> Answer:
    """ "how many sides does the figure have?": counted, and answered where the screen asks the same."""
    counted = _sides(clause.body.trimmed(), context)
    return (counted, GiveAnswer(result=SIDES)) if counted is not None else None


def _sides(body: Phrase, context: Context) -> CountCorners | None:
    """ "sides does the figure have", "corners of the red shape"."""
    length = body.begins(context.lexicon.looks.picking[Picking.SIDES])
    if not length:
        return None
    rest = body.part(length).trimmed()
    while len(rest) and (rest.words[-1] in _HAS or rest.words[-1] == "there"):
        rest = rest.part(0, -1)
    while len(rest) and rest.words[0] in _HAS:
        rest = rest.part(1)
    if not len(rest):
        return CountCorners(things=Things(said="the figure", kind=Kind.SHAPE), name=SIDES)
    said = read_things(rest, context.lexicon)
    return CountCorners(things=said.things, name=SIDES) if said is not None else None
