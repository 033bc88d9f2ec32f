"""Clicks, keys, pointer moves, wheel and drags."""

import re
from dataclasses import replace

from grounding.screen import Query, Relation, Role
from planner.actions import (
    Action,
    Button,
    Click,
    Direction,
    Drag,
    Hover,
    Literal,
    PressKeys,
    Scroll,
    SetDate,
    SwitchTo,
    WaitFor,
)
from planner.language.context import Context
from planner.language.frames.objects import (
    Actions,
    Answer,
    list_items,
    read_count,
    read_target,
    read_targets,
    take_times,
    without_determiner,
    without_purpose,
)
from planner.language.keys import MODIFIERS, read_keys
from planner.language.lexicon import WordClass
from planner.language.tokens import Kind, Phrase
from planner.language.verbs import Clause, read_clauses
from planner.plan import NotUnderstood

NOTCHES = 5
NOTCHES_A_BIT = 2
NOTCHES_A_PAGE = 8
NOTCHES_TO_END = 100


def click(clause: Clause, context: Context) -> Answer:
    return _clicks(clause, context, Click(place=Query()))


def double_click(clause: Clause, context: Context) -> Answer:
    return _clicks(clause, context, Click(place=Query(), count=2))


def triple_click(clause: Clause, context: Context) -> Answer:
    return _clicks(clause, context, Click(place=Query(), count=3))


def right_click(clause: Clause, context: Context) -> Answer:
    """ "right-click Photo 12, Set as background": what follows a pause is taken from the menu that opens."""
    clicked = _clicks(clause, context, Click(place=Query(), button=Button.RIGHT))
    several = isinstance(clicked, tuple) and len(clicked) > 1 and "and" not in clause.body.words
    if not isinstance(clicked, tuple) or not several:
        return clicked
    items = (replace(one, button=Button.LEFT) if isinstance(one, Click) else one for one in clicked[1:])
    return (clicked[0], *items)


def middle_click(clause: Clause, context: Context) -> Answer:
    return _clicks(clause, context, Click(place=Query(), button=Button.MIDDLE))


def modifier_click(clause: Clause, context: Context) -> Answer:
    held = read_keys(clause.verb.replace("+", "-").split("-")[0], context.lexicon.keys)
    return _clicks(clause, context, Click(place=Query(), modifiers=held[0])) if held else None


def hold(clause: Clause, context: Context) -> Answer:
    """ "hold Shift and click Save"."""
    at = clause.body.index("and", "while")
    if at is None:
        return None
    held = read_keys(clause.body.part(0, at).text, context.lexicon.keys)
    if held is None or len(held) != 1:
        return None
    for inner in read_clauses(clause.body.part(at + 1), context.lexicon):
        if "keys" in inner.frames and set(held[0]) <= set(MODIFIERS):
            chords = read_keys(inner.body.text, context.lexicon.keys)
            if chords is not None:
                return presses(tuple((*held[0], *chord) for chord in chords), None)
        if "click" in inner.frames:
            return _clicks(inner, context, Click(place=Query(), modifiers=held[0]))
    return None


def _clicks(clause: Clause, context: Context, model: Click) -> Answer:
    body, times = take_times(without_purpose(clause.body.trimmed(), context.lexicon), context.lexicon)
    body, model = _held(body, context, model)
    if not len(body) or body.words[0] in ("and", "or"):
        return context.trouble(clause.phrase.text, clause.frames[0])
    if ">" in body.words:
        return menu_path(body, context)
    places = read_targets(list_items(body, context.lexicon, at_and=False), context, "click")
    if isinstance(places, NotUnderstood):
        return places
    if len(places) == 1 and _is_window(places[0]) and model == Click(place=Query()):
        return (SwitchTo(name=places[0].text),)
    clicks = [click for place in places for click in click_in_menu(place, context, model)]
    return tuple(clicks) * times


def _is_window(place: Query) -> bool:
    return place.role is Role.WINDOW and bool(place.text) and not place.relations and place.ordinal is None


def _held(body: Phrase, context: Context, model: Click) -> tuple[Phrase, Click]:
    """ "click Save while holding Ctrl"."""
    at = body.index("holding")
    if at is None or at < 2 or body.words[at - 1] not in ("while", "and"):
        return body, model
    rest = body.part(at + 1)
    held = read_keys(rest.part(1).text if rest.words[:1] == ("down",) else rest.text, context.lexicon.keys)
    if held is None or not set(held[0]) <= set(MODIFIERS):
        return body, model
    return body.part(0, at - 1).trimmed(), replace(model, modifiers=held[0])


def menu_path(phrase: Phrase, context: Context) -> Answer:
    """ "File > Save As": a click for each."""
    bare = phrase.trimmed()
    at = bare.index("in", "from", "of")
    if at and without_determiner(bare.part(at + 1), context.lexicon).is_in(context.lexicon.words(WordClass.ANY_MENU)):
        bare = bare.part(0, at)
    parts = bare.split(">")
    places = read_targets(parts, context, "click")
    if isinstance(places, NotUnderstood) or len(parts) < 2:
        return places if isinstance(places, NotUnderstood) else None
    last = len(places) - 1
    return tuple(
        Click(place=replace(place, role=place.role or (Role.MENU_ITEM if at == last else Role.MENU)))
        for at, place in enumerate(places)
    )


def click_in_menu(place: Query, context: Context, model: Click) -> Actions:
    """An item of a named menu takes two clicks, unless the menu was just opened."""
    menus = [
        rel
        for rel in place.relations
        if rel.relation in (Relation.INSIDE, Relation.NEXT_TO) and rel.anchor.role is Role.MENU
    ]
    if not menus:
        entry = context.menu_is_open and place.role is Role.TEXT_FIELD  # "the entry Save" of the menu
        return (replace(model, place=replace(place, role=Role.MENU_ITEM) if entry else place),)
    rest = tuple(rel for rel in place.relations if rel not in menus)
    item = replace(model, place=replace(place, relations=rest, role=_in_menu(place.role)))
    menu = menus[0].anchor
    is_open = context.menu_is_open or menu.text.lower() in ("", "context", "right-click", "pop-up", "popup", "shortcut")
    return (item,) if is_open else (Click(place=menu), item)


def _in_menu(role: Role | None) -> Role:
    """ "the Save entry" of a menu is no field."""
    return Role.MENU_ITEM if role in (None, Role.TEXT_FIELD, Role.LIST_ITEM, Role.OPTION) else role


def keys(clause: Clause, context: Context) -> Answer:
    """Keys by name; quoted words are a control, not a key, unless the word "key" says otherwise."""
    body = without_purpose(clause.body.trimmed(), context.lexicon)
    if body.words == ("print",):
        return None  # far more often a button than the key
    if body.has_quote():
        names = [token.content for token in body.tokens if token.content]
        said = body.words[-1] in ("key", "keys") or body.words[:2] in (("the", "key"), ("the", "keys"))
        chords = read_keys(names[0], context.lexicon.keys) if said and len(names) == 1 else None
        return presses(chords, None) if chords else None
    to = body.index("to")
    head = body.part(0, to) if to else body
    chords = read_keys(head.text, context.lexicon.keys)
    if chords is not None:
        return presses(chords, None)
    at = body.index("in", "inside", "into", "on", "at")
    if not at:
        return None
    chords = read_keys(body.part(0, at).text, context.lexicon.keys)
    place = read_target(body.part(at + 1), context, "keys") if chords else None
    if chords is None or place is None:
        return None
    if isinstance(place, Query) and place.role is Role.ROW:
        return None  # "hit Delete in the row of Ana": a button
    return place if isinstance(place, NotUnderstood) else presses(chords, place)


def presses(chords: tuple[tuple[str, ...], ...], place: Query | None) -> Actions:
    """Equal chords in a row as one action."""
    presses: list[PressKeys] = []
    for chord in chords:
        if presses and presses[-1].keys == chord:
            presses[-1] = replace(presses[-1], times=presses[-1].times + 1)
        else:
            presses.append(PressKeys(keys=chord, place=place if not presses else None))
    return tuple(presses)


def hover(clause: Clause, context: Context) -> Answer:
    place = read_target(clause.body, context, "hover")
    return place if isinstance(place, NotUnderstood) else (Hover(place=place),)


def focus(clause: Clause, context: Context) -> Answer:
    if clause.body.trimmed().ends(context.lexicon.words(WordClass.WINDOW_NOUN)):
        return None
    place = read_target(clause.body, context, "focus")
    if isinstance(place, NotUnderstood):
        return place
    return (SwitchTo(name=place.text),) if _is_window(place) else (Click(place=place),)


def drag(clause: Clause, context: Context) -> Answer:
    words = clause.body.words
    for at, word in enumerate(words):
        if word not in ("to", "onto", "into", "over", "on", "in", "inside") or at == 0 or at + 1 == len(words):
            continue
        start = read_target(clause.body.part(0, at), context, "drag")
        rest = clause.body.part(at + 1).trimmed()
        if isinstance(start, Query) and _is_a_day(start) and (day := _day_of(rest)):
            return (SetDate(value=Literal(text=day), place=start),)
        skipped = 2 if rest.words[:2] == ("top", "of") else 0
        if rest.words[-1:] and (
            rest.words[-1] in ("left", "right", "up", "down") or rest.words[-1].rstrip("%").isdecimal()
        ):
            return None
        end = read_target(rest.part(skipped), context, "drag")
        if isinstance(start, NotUnderstood):
            return start
        if isinstance(end, NotUnderstood):
            return end
        return (Drag(start=start, end=replace(end, role=None) if end.role is Role.HEADER and end.text else end),)
    return None


def _day_of(said: Phrase) -> str:
    """As year, month and day; "" for anything else."""
    kinds = [token.kind for token in said.tokens]
    written = said.text if _WRITTEN_DAY.fullmatch(said.text) else ""
    return said.tokens[0].content if kinds == [Kind.DATE] else written


def _is_a_day(place: Query) -> bool:
    """ "the due date of Ana's invoice" is no thing that is dragged."""
    return not place.exact and bool({"date", "day", "deadline", "birthday"} & set(place.text.lower().split()))


_WRITTEN_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DIRECTIONS = {
    "down": Direction.DOWN, "downwards": Direction.DOWN, "bottom": Direction.DOWN, "end": Direction.DOWN,
    "up": Direction.UP, "upwards": Direction.UP, "top": Direction.UP, "beginning": Direction.UP, "start": Direction.UP,
    "left": Direction.LEFT, "right": Direction.RIGHT,
}  # fmt: skip

_SIDES = frozenset({"down", "downwards", "up", "upwards", "left", "right"})


def scroll(clause: Clause, context: Context) -> Answer:
    """A direction and a distance; "to X" and "until X" end with waiting for X."""
    body, times = take_times(clause.body.trimmed(), context.lexicon)
    given = body.words[0] if body.words[:1] and body.words[0] in _SIDES else ""
    rest = body.part(1) if given else body
    if not given and body.words[-1:] and body.words[-1] in _SIDES:
        given, rest = body.words[-1], body.part(0, -1)
    if given and (not len(rest) or rest.is_in(context.lexicon.words(WordClass.A_PAGE))) and len(body) < 3:
        return (Scroll(direction=_DIRECTIONS[given], amount=min(NOTCHES * times, NOTCHES_TO_END)),)
    to_end = rest.begins(context.lexicon.words(WordClass.UP_TO_END))
    if to_end:
        said = given or next((word for word in rest.words[:to_end] if word in _DIRECTIONS), "down")
        place = _scrolled(rest.part(to_end), context)
        return place if isinstance(place, NotUnderstood) else (_scroll(said, NOTCHES_TO_END, place),)
    ending = rest.ends(context.lexicon.words(WordClass.UP_TO_END))
    if ending and not given and ending < len(rest):
        said = next((word for word in rest.words[-ending:] if word in _DIRECTIONS), "down")
        place = _scrolled(rest.part(0, len(rest) - ending), context)
        return place if isinstance(place, NotUnderstood) else (_scroll(said, NOTCHES_TO_END, place),)
    if rest.words[:1] in (("to",), ("until",), ("till",)):
        return _scroll_until(given, rest, context)
    until = rest.index("until", "till")
    if until is not None and until + 1 < len(rest):
        place = _scrolled(rest.part(0, until), context)
        return place if isinstance(place, NotUnderstood) else _scroll_until(given, rest.part(until), context, place)
    amount, length = _distance(rest, context)
    place = _scrolled(rest.part(length), context)
    if isinstance(place, NotUnderstood):
        return place
    if not given:
        return (_scroll("down", amount * times, place),) if place is not None or length else None
    return (_scroll(given, amount * times, place),)


def _scroll(word: str, amount: int, place: Query | None) -> Scroll:
    return Scroll(direction=_DIRECTIONS[word], amount=min(amount, NOTCHES_TO_END), place=place)


def _scroll_until(given: str, rest: Phrase, context: Context, scrolled: Query | None = None) -> Answer:
    target = rest.part(1).trimmed()
    if target.words[:2] in (("you", "see"), ("you", "reach"), ("you", "find"), ("i", "see"), ("we", "see")):
        target = target.part(2)
    target = target.without_end(context.lexicon.words(WordClass.SHOWN))
    place = read_target(target, context, "scroll")
    if isinstance(place, NotUnderstood):
        return place
    given = given or ("down" if rest.words[0] != "to" else "")
    first: tuple[Action, ...] = (_scroll(given, NOTCHES, scrolled),) if given else ()
    return (*first, WaitFor(place=place))


def _distance(rest: Phrase, context: Context) -> tuple[int, int]:
    """How many notches, and over how many words that was said."""
    lexicon = context.lexicon
    if length := rest.begins(lexicon.words(WordClass.A_BIT)):
        return NOTCHES_A_BIT, length
    if length := rest.begins(lexicon.words(WordClass.A_PAGE)):
        return NOTCHES_A_PAGE, length
    start = 1 if rest.words[:1] == ("by",) else 0
    number = read_count(rest.words[start], lexicon) if len(rest) > start else None
    unit = rest.part(start + 1)
    if number is not None and unit.begins(lexicon.words(WordClass.PAGE_UNIT)):
        return number * NOTCHES_A_PAGE, start + 2
    if number is not None and unit.begins(lexicon.words(WordClass.TURN_UNIT)):
        return number, start + 2
    return NOTCHES, 0


def _scrolled(rest: Phrase, context: Context) -> Query | NotUnderstood | None:
    """ "in the list": what is scrolled."""
    bare = rest.trimmed()
    if bare.words[:1] in (("in",), ("inside",), ("within",), ("on",), ("of",), ("through",)):
        bare = bare.part(1)
    if not len(bare) or bare.is_in(context.lexicon.words(WordClass.A_PAGE)):
        return None
    return read_target(bare, context, "scroll")
