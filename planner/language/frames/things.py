"""Things meant by their looks, kind or number: all the red circles, everything but X, the middle of, how many."""

import re
from dataclasses import dataclass, replace

from grounding.screen import Role
from planner.actions import Reference
from planner.goals.goal import Best
from planner.language.context import Context
from planner.language.frames.lookups import counted_rows
from planner.language.frames.objects import Answer, list_items, plain_name, without_determiner
from planner.language.lexicon import Lexicon, RoleWord, WordClass
from planner.language.looks import Picking
from planner.language.phrases import Found
from planner.language.tokens import Phrase
from planner.language.verbs import Clause
from planner.things import (
    ChooseBest,
    ChooseThing,
    ChooseThings,
    ClickMiddle,
    Count,
    FollowThing,
    GiveAnswer,
    Kind,
    NameFigure,
    ReadShown,
    Things,
)

COUNTED = "count"
_CHARACTERS = re.compile(r"(\w)['’]?s")
"""Several of one letter or digit: "8s", "t's"."""
_FIGURES = (Kind.CIRCLE, Kind.RECTANGLE, Kind.TRIANGLE, Kind.DIAMOND, Kind.PENTAGON, Kind.HEXAGON, Kind.ELLIPSE)
_MAYBE = (Kind.SQUARE, Kind.BOX, Kind.STAR, Kind.SHAPE, Kind.POINT, Kind.LETTER, Kind.DIGIT)
_ANY_ONE = frozenset({"a", "an", "any", "some", "one"})
_WRITTEN = (Kind.LETTER, Kind.DIGIT, Kind.NUMBER)
_ANY_NUMBER = ("number", "numbers", "value", "digit", "")
_COUNTING = ("most", "fewest", "least")
SHOWN = "shown text"
_TICKABLE = frozenset({Role.CHECKBOX, Role.SWITCH, Role.TEXT_FIELD, Role.OPTION, Role.LIST_ITEM})
_BEFORE_COLOR = frozenset({"in", "of", "coloured", "colored", "that", "are", "is", "which", "the", "color", "colour"})


@dataclass(frozen=True, kw_only=True)
class Said:
    """every: the words ask for all of them, in so many words."""

    things: Things
    every: bool


def read_things(phrase: Phrase, lexicon: Lexicon, *, named: tuple[Things, ...] = ()) -> Said | None:
    """None when the words are not wholly a description. named: what was spoken of before ("the rest" is none of it)."""
    bare = phrase.trimmed().without_end(lexicon.words(WordClass.POSITION)).trimmed()
    if not len(bare):
        return None
    looks = lexicon.looks
    if bare.is_in(looks.picking[Picking.REST]):
        return Said(things=Things(said=bare.text, besides=named, every=True), every=True) if named else None
    cut = bare.find(looks.picking[Picking.EXCEPT], 1)
    if cut is not None and sum(cut) < len(bare):
        head = read_things(bare.part(0, cut[0]), lexicon)
        besides = _left_out(bare.part(sum(cut)), lexicon)
        if head is None or not head.every or any(_is_counted(thing, lexicon) for thing in besides):
            return None
        return Said(things=replace(head.things, said=bare.text, besides=besides), every=True)
    if bare.is_in(looks.picking[Picking.EVERYTHING]):
        return Said(things=Things(said=bare.text), every=True)
    if bare.has_quote():
        return None
    quantity = bare.begins(looks.picking[Picking.EVERY])
    whole = bare.without_end(looks.picking[Picking.THAT_MOVES])
    rest = without_determiner(whole.part(quantity), lexicon)
    moves = rest.begins(looks.picking[Picking.MOVING])
    rest = _without_count(rest.part(moves), lexicon)
    things = _described(rest, lexicon) if len(rest) else None
    every = quantity > 0
    if things is None:
        return None
    moving, any_one = moves > 0 or len(whole) < len(bare), bare.words[0] in _ANY_ONE
    return Said(things=replace(things, said=bare.text, every=every, moving=moving, any_one=any_one), every=every)


def _without_count(phrase: Phrase, lexicon: Lexicon) -> Phrase:
    """ "the two points"."""
    counted = len(phrase) > 1 and (phrase.words[0] in lexicon.numbers or phrase.words[0].isdecimal())
    return phrase.part(1) if counted else phrase


def _left_out(phrase: Phrase, lexicon: Lexicon) -> tuple[Things, ...]:
    said = read_things(phrase, lexicon)
    if said is not None:
        return (said.things,)
    items = (without_determiner(item, lexicon) for item in list_items(phrase.trimmed(), lexicon))
    return tuple(Things(said=item.text, names=(plain_name(item),)) for item in items)


def _is_counted(thing: Things, lexicon: Lexicon) -> bool:
    """ "except the first two": nothing that is shown says which these are."""
    return any(lexicon.ordinals.at(name.lower().split()) is not None and name.islower() for name in thing.names)


def _described(phrase: Phrase, lexicon: Lexicon) -> Things | None:
    looks = lexicon.looks
    if length := phrase.begins(looks.picking[Picking.SHADES]):
        hue = looks.colors.whole(without_determiner(phrase.part(length), lexicon).words)
        return Things(said="", color=hue, shades=True) if hue else None
    things, at = Things(said=""), 0
    while at < len(phrase):
        if (size := looks.sizes.at(phrase.words, at)) is not None and things.size is None:
            things, at = replace(things, size=size.value), at + size.length
        elif (color := looks.colors.at(phrase.words, at)) is not None and not things.color:
            things, at = replace(things, color=color.value), at + color.length
            at += phrase.words[at : at + 1] in (("colored",), ("coloured",))
        elif at < len(phrase) - 1 and (side := looks.sides.at(phrase.words, at)) is not None and things.side is None:
            things, at = replace(things, side=side.value), at + side.length
        else:
            break
    head, tail = phrase.part(at), Phrase(source=phrase.source, tokens=())
    if len(head) == 1 and (character := _CHARACTERS.fullmatch(head.text)) is not None:
        return replace(things, names=(character[1],))
    kind = looks.kinds.at(head.words)
    is_told = things != Things(said="")
    if kind is not None:
        tail = head.part(kind.length)
        things = replace(things, kind=kind.value)
        if things.kind in _WRITTEN and len(tail) == 1 and len(tail.text.strip("'\"")) == 1:
            return replace(things, names=(tail.text.strip("'\""),))  # "the yellow letter N"
    elif is_told and head.is_in(looks.picking[Picking.ANY_THING]):
        return things
    elif len(head) or things == Things(said=""):
        role = lexicon.roles.whole(head.words) if things == Things(said="") else None
        if role is None:
            return None
        return replace(things, role=Role.CHECKBOX if role.role in _TICKABLE else role.role)
    return _with_color(things, tail, lexicon) if len(tail) else things


def _with_color(things: Things, tail: Phrase, lexicon: Lexicon) -> Things | None:
    """ "(shapes) that are red", "(circles) in blue"."""
    start = 0
    while start < len(tail) and tail.words[start] in _BEFORE_COLOR:
        start += 1
    rest = tail.part(start)
    color = lexicon.looks.colors.whole(rest.words) if start and len(rest) else None
    return replace(things, color=color) if color and not things.color else None


# --- frames -------------------------------------------------------------------------------------------------------


def several(clause: Clause, context: Context) -> Answer:
    """All of them; the middle of one; what says what another is. One thing alone is for the frames that follow."""
    body = clause.body.trimmed()
    if not len(body):
        return None
    looks = context.lexicon.looks
    describing = body.find(looks.picking[Picking.DESCRIBES], 1)
    if describing is not None:
        what = read_things(body.part(sum(describing)), context.lexicon)
        return (NameFigure(words=looks.kind_words),) if what is not None else None
    middle = _middle(body, context)
    if middle is not None:
        return (middle,)
    said = read_things(body, context.lexicon)
    if said is not None and said.every:
        return (ChooseThings(things=said.things),)
    if said is not None and is_drawn(said.things):
        return (ChooseThing(things=said.things),)
    if (length := body.begins(looks.picking[Picking.THE_COLOR])) and looks.colors.whole(body.part(length).words):
        return (ChooseThing(things=Things(said=body.text, color=looks.colors.whole(body.part(length).words) or "")),)
    best = _best(body, context.lexicon)
    return (best,) if best is not None else None


def follow(clause: Clause, context: Context) -> Answer:
    """ "keep the mouse inside the square as it moves", "follow the circle with the pointer"."""
    body = clause.body.trimmed()
    cut = body.without_end(context.lexicon.looks.picking[Picking.AS_IT_MOVES]).trimmed()
    said = read_things(cut, context.lexicon) if len(cut) else None
    if said is None or said.every or said.things.role is not None or said.things.kind is Kind.ANYTHING:
        return None
    hovers = clause.verb.startswith("hover") and is_drawn(said.things)
    told = len(cut) < len(body) or said.things.moving or clause.verb.startswith("keep") or hovers
    return (FollowThing(things=said.things),) if told else None


def is_drawn(things: Things) -> bool:
    """Whether only a figure can be meant: "star" and "box" alone may well be what a control is called."""
    told = bool(things.color or things.size)
    anything = things.kind is Kind.ANYTHING and things.role is None and bool(things.color)
    drawn = things.kind in (*_FIGURES, *_MAYBE)
    return things.kind in _FIGURES or anything or ((told or things.moving) and drawn)


def _best(body: Phrase, lexicon: Lexicon) -> ChooseBest | None:
    """ "the cheapest flight", "the row with the highest total", "the button with the smallest number"."""
    bare = without_determiner(body, lexicon)
    if bare.has_quote() or bare.is_capitalised(0):
        return None
    rank = lexicon.ordinals.at(bare.words)
    if rank is not None and rank.value > 1 and lexicon.best.at(bare.words, rank.length) is not None:
        found = _best(bare.part(rank.length), lexicon)
        return replace(found, said=bare.text, name=bare.text, rank=rank.value) if found and found.alone else None
    best = lexicon.best.at(bare.words)
    if best is not None and best.length < len(bare) and (best.length > 1 or bare.words[0] not in _COUNTING):
        return _best_of(bare, best.value, lexicon.roles.before(bare.words, len(bare)), of="")
    link = bare.index("with", "having")
    if not link or link + 1 >= len(bare):
        return None
    tail = without_determiner(bare.part(link + 1), lexicon)
    best = lexicon.best.at(tail.words)
    if best is None:
        return None
    of = tail.part(best.length).text
    role = lexicon.roles.before(bare.part(0, link).words, link)
    found = _best_of(bare, best.value, role, of="" if of in _ANY_NUMBER else of)
    return replace(found, name=bare.text, alone=of in _ANY_NUMBER)


def _best_of(bare: Phrase, best: Best, role: Found[RoleWord] | None, *, of: str) -> ChooseBest:
    name = bare.part(0, len(bare) - role.length) if role is not None and role.length < len(bare) else bare
    kind = role.value.role if role is not None else None
    alone = best.kind == "number" and bare.words[-1] in _ANY_NUMBER
    return ChooseBest(said=bare.text, name=name.text, kind=best.kind, most=best.most, of=of, role=kind, alone=alone)


def several_not(clause: Clause, context: Context) -> Answer:
    said = read_things(clause.body.trimmed(), context.lexicon)
    return (ChooseThings(things=said.things, checked=False),) if said is not None and said.every else None


def _middle(body: Phrase, context: Context) -> ClickMiddle | None:
    bare = without_determiner(body, context.lexicon)
    length = bare.begins(context.lexicon.looks.picking[Picking.MIDDLE])
    if not length or bare.words[length : length + 1] not in (("of",), ("between",)) or length + 1 >= len(bare):
        return None
    said = read_things(bare.part(length + 1), context.lexicon)
    return ClickMiddle(things=said.things) if said is not None else None


def how_many(clause: Clause, context: Context) -> Answer:
    """ "How many red circles are there?": counted, and answered where the screen asks the same."""
    lexicon = context.lexicon
    there = lexicon.looks.picking[Picking.THERE]
    body = clause.body.trimmed().without_end(there).without_end(lexicon.words(WordClass.POSITION)).without_end(there)
    body = body.part(body.begins(lexicon.looks.picking[Picking.COUNT_OF])) if len(body) else body
    said = read_things(body, lexicon) if len(body) else None
    listed = counted_rows(clause.body, context) if said is None else None
    if listed is not None:
        return (listed, GiveAnswer(result=listed.name))
    if said is None:
        return None
    count = Count(things=said.things, name=COUNTED)
    return (count, GiveAnswer(result=COUNTED)) if clause.verb == "how many" else (count,)


def counted_or_shown(phrase: Phrase, context: Context) -> tuple[Count | ReadShown, Reference] | None:
    """What a value has to be read from first: "the number of blocks", "the text below"."""
    bare = phrase.trimmed()
    picking = context.lexicon.looks.picking
    if bare.is_in(picking[Picking.SHOWN_TEXT]):
        return ReadShown(name=SHOWN), Reference(name=SHOWN)
    length = bare.begins(picking[Picking.COUNT_OF])
    if not length:
        return None
    said = read_things(bare.part(length).without_end(picking[Picking.THERE]), context.lexicon)
    return (Count(things=said.things, name=COUNTED), Reference(name=COUNTED)) if said is not None else None
