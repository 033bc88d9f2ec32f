"""Things and entries moved, put in order and marked, and strokes drawn: what is done with the mouse held down."""

from grounding.screen import Query
from planner.actions import Action
from planner.language.context import Context
from planner.language.frames.objects import Answer, list_items, read_count, read_target, without_determiner
from planner.language.frames.things import read_things
from planner.language.lexicon import WordClass
from planner.language.looks import Picking
from planner.language.tokens import Kind as Token
from planner.language.tokens import Phrase
from planner.language.verbs import Clause
from planner.things import Draw, Kind, MarkNumbers, MoveItem, MoveThings, Side, SortItems, SwapItems, Things

_STARTING = (("starting", "with"), ("beginning", "with"), ("with",), ("so", "that"))


def drag_things(clause: Clause, context: Context) -> Answer:
    """Into another thing, to one side, to a place in a list; "and everything else into ..." may follow."""
    body = clause.body.trimmed()
    parts = [part.without_start(context.lexicon.words(WordClass.LEAD_IN)) for part in list_items(body, context.lexicon)]
    picking = context.lexicon.looks.picking
    actions: list[Action] = []
    named: tuple[Things, ...] = ()
    for part in parts:
        moved = _moved(part, context, named)
        if moved is None:
            return None
        ends = isinstance(moved, MoveItem) and moved.position in (1, -1) and not part.ends(picking[Picking.PLACE])
        if ends and not clause.verb.startswith("drag") and "list" not in part.words:
            return None  # "move the cursor to the end"
        if isinstance(moved, MoveThings):
            named = (*named, moved.things)
        actions.append(moved)
    return tuple(actions) or None


def _moved(part: Phrase, context: Context, named: tuple[Things, ...]) -> MoveThings | MoveItem | None:
    lexicon = context.lexicon
    stepped = _stepped(part, context)
    if stepped is not None:
        return stepped
    for at in range(1, len(part) - 1):
        link = lexicon.looks.picking[Picking.INSIDE].at(part.words, at)
        if link is None or at + link.length >= len(part):
            continue
        position = _position(part.part(at + link.length), context)
        if position is not None:
            item = read_target(part.part(0, at), context, "drag")
            return MoveItem(item=item, position=position) if isinstance(item, Query) and item.text else None
        start = read_things(part.part(0, at), lexicon, named=named)
        end = read_things(part.part(at + link.length), lexicon)
        if start is not None and end is not None and not end.every and end.things.role is None:
            return MoveThings(things=start.things, to=end.things)
    for at in range(1, len(part)):
        side: Side | None = lexicon.looks.sides.whole(part.words[at:])
        start = read_things(part.part(0, at), lexicon, named=named) if side is not None else None
        if side is not None and start is not None and start.things.role is None:
            return MoveThings(things=start.things, to=side)
    for kind, position in ((Picking.LIST_TOP, 1), (Picking.LIST_BOTTOM, -1)):
        length = part.ends(lexicon.looks.picking[kind])
        if 0 < length < len(part):
            item = read_target(part.part(0, len(part) - length), context, "drag")
            return MoveItem(item=item, position=position) if isinstance(item, Query) and item.text else None
    return None


def _stepped(part: Phrase, context: Context) -> MoveItem | None:
    """ "Ana down by one position", "Ana two places up"."""
    looks = context.lexicon.looks
    for at in range(1, len(part)):
        tail = part.part(at)
        side = looks.sides.at(tail.words) or looks.sides.before(tail.words, len(tail))
        if side is None:
            continue
        first = looks.sides.at(tail.words) is not None
        steps = tail.part(side.length) if first else tail.part(0, len(tail) - side.length)
        steps = steps.part(1) if steps.words[:1] == ("by",) else steps
        place = steps.part(1).trimmed()
        singular = tuple(word.removesuffix("s") for word in place.words)
        count = read_count(steps.words[0], context.lexicon) if len(steps) == 2 else None
        if count is None or looks.picking[Picking.PLACE].whole(singular) is None:
            continue
        item = read_target(part.part(0, at), context, "drag")
        back = side.value in (Side.UP, Side.LEFT)
        return MoveItem(item=item, by=-count if back else count) if isinstance(item, Query) and item.text else None
    return None


def _position(phrase: Phrase, context: Context) -> int | None:
    """ "the 4th position", "position 3", "the second place of the list"."""
    bare = without_determiner(phrase, context.lexicon)
    of = bare.index("of", "in")
    bare = bare.part(0, of).trimmed() if of else bare
    place = context.lexicon.looks.picking[Picking.PLACE]
    if len(bare) == 2 and bare.begins(place) and bare.words[1].isdecimal():
        return int(bare.words[1])
    ending = bare.ends(place)
    if not ending or ending == len(bare):
        return None
    number = bare.part(0, len(bare) - ending)
    found = read_target(bare, context, "drag")
    if isinstance(found, Query) and found.ordinal is not None:
        return found.ordinal
    return context.lexicon.ordinals.whole(number.words)


def swap(clause: Clause, context: Context) -> Answer:
    """ "swap Wake up and Eat"."""
    items = list_items(clause.body.trimmed(), context.lexicon)
    places = [read_target(item, context, "drag") for item in items]
    named = [place for place in places if isinstance(place, Query) and place.text]
    return (SwapItems(first=named[0], second=named[1]),) if len(named) == len(items) == 2 else None


def put_beside(clause: Clause, context: Context) -> Answer:
    """ "put Work before Eat": entries of a list; what is named stands in it as it is."""
    body = clause.body.trimmed()
    for at in range(1, len(body) - 1):
        for length in (3, 2, 1):
            after = _BESIDE.get(body.words[at : at + length])
            if after is None or at + length >= len(body):
                continue
            item, other = (read_target(part, context, "drag") for part in (body.part(0, at), body.part(at + length)))
            if not isinstance(item, Query) or not isinstance(other, Query):
                continue
            if _is_entry(body.part(0, at), item) and _is_entry(body.part(at + length), other):
                return (MoveItem(item=item, beside=other, after=after),)
    return None


_BESIDE = {
    ("before",): False, ("above",): False, ("in", "front", "of"): False, ("ahead", "of"): False,
    ("after",): True, ("behind",): True, ("below",): True, ("right", "before"): False, ("right", "after"): True,
}  # fmt: skip


def _is_entry(words: Phrase, place: Query) -> bool:
    """A name, so written or quoted: "put the cursor after the word" moves no entry."""
    named = bool(place.text) and place.ordinal is None and not place.relations
    return named and (words.is_capitalised(0) or words.has_quote() or words.text.strip().lstrip("-").isdecimal())


def mark(clause: Clause, context: Context) -> Answer:
    """ "Mark the numbers below as odd or even"."""
    body = clause.body.trimmed()
    at = body.index("as")
    if at is None or at == 0:
        return None
    said = read_things(body.part(0, at), context.lexicon)
    words = [part for part in body.part(at + 1).split("or", ",", "and", "/") if part.words != ("either",)]
    words = [part.part(1) if part.words[0] == "either" else part for part in words]
    traits = [(context.lexicon.looks.traits.whole(part.words), part.text) for part in words]
    known = tuple((trait, word) for trait, word in traits if trait is not None)
    if said is None or said.things.kind is not Kind.NUMBER or len(known) != len(traits) or not known:
        return None
    return (MarkNumbers(traits=known),)


def sort(clause: Clause, context: Context) -> Answer:
    """ "Sort the numbers in increasing order, starting with the lowest at the top"."""
    if context.on_desktop and context.file:
        return None  # what a document holds is put in order by a command of its application
    picking = context.lexicon.looks.picking
    body = clause.body.trimmed()
    rising = falling = False
    for at in range(len(body)):
        for kind, is_falling in ((Picking.RISING, False), (Picking.FALLING, True)):
            if picking[kind].at(body.words, at) is not None and body.words[at - 1 : at] in (
                ("in",),
                ("into",),
                ("from",),
            ):
                rising, falling = rising or not is_falling, falling or is_falling
        for head in _STARTING:
            if body.words[at : at + len(head)] == head and at:
                rest = without_determiner(body.part(at + len(head)), context.lexicon)
                rising = rising or bool(len(rest) and rest.begins(picking[Picking.LOWEST]))
                falling = falling or bool(len(rest) and rest.begins(picking[Picking.HIGHEST]))
    if rising == falling or body.has_quote() or body.index("by") is not None:
        return None
    return (SortItems(falling=falling),)


def draw(clause: Clause, context: Context) -> Answer:
    """ "Draw a vertical line through the dot", "a circle around the marked point by dragging the mouse"."""
    looks = context.lexicon.looks
    body = without_determiner(clause.body.trimmed(), context.lexicon)
    body = body.without_end(looks.picking[Picking.BY_MOUSE]).trimmed()
    stroke = looks.strokes.at(body.words)
    link = body.find(looks.picking[Picking.AROUND], stroke.length) if stroke is not None else None
    if stroke is None or link is None or sum(link) >= len(body):
        return None
    said = read_things(body.part(sum(link)), context.lexicon)
    between = body.part(stroke.length, link[0])
    known = all(token.kind is Token.WORD for token in between.tokens) and len(between) < 4
    return (Draw(stroke=stroke.value, around=said.things),) if said is not None and known else None
