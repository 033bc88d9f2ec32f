"""What an application can do, by the words of its menus: "flip it horizontally", "make it a Heading 1"."""

import re

from grounding.screen import Query, Role
from planner.actions import Action, Click, Literal, OpenFile, SaveAs, TypeText
from planner.document_orders import Finish, PrintToFile
from planner.language.context import Context
from planner.language.frames.documents import saved_as
from planner.language.frames.objects import Answer, list_items, plain_name, read_file, without_determiner
from planner.language.lexicon import WordClass
from planner.language.tokens import Kind, Phrase
from planner.language.verbs import Clause

LONGEST_COMMAND = 5
_TURNS = frozenset({"rotate", "turn"})
_LEFT = re.compile(r"\b(?:left|(?:counter|anti)[- ]?clockwise)\b")
_RIGHT = re.compile(r"\b(?:right|(?<!counter)(?<!anti)(?<!counter[- ])(?<!anti[- ])clockwise)\b")
_ANGLE = re.compile(r"\b(\d+) ?(?:°|degrees?\b)")
_HALF_TURN = "180"
_SIZE = re.compile(r"(\d+)(?: ?(?:px|pixels?))? ?(?:x|×|by|\*) ?(\d+)(?: ?(?:px|pixels?))?(?: (?:in size|large|big))?")
_ACROSS = re.compile(r"(\d+)(?: ?(?:px|pixels?))? (wide|high|tall)")
_SIZES = frozenset({"scale", "resize"})
_SIDES = {"wide": "width", "high": "height", "tall": "height"}
_INTO_FILE = frozenset({"to", "into", "as", "in"})
_NAMERS = ("as", "to", "under")
_SAYS_MORE = frozenset({"into", "in", "onto", "from", "as", "for", "and", "of"})
"""What follows these words would be left out: an entry of a menu is no more than half of such an order."""
_MANNER = frozenset({"to", "by", "with"})


def command(clause: Clause, context: Context) -> Answer:
    """ "flip it horizontally", "scale the image to a width of 200 pixels": an entry of the menus, and what it asks."""
    if not _at_work(context) or clause.body.has_quote():
        return None
    body = clause.body.trimmed()
    if clause.verb in _TURNS:
        return _turned(clause, body)
    at = next((at for at in range(len(body)) if body.words[at] in _MANNER), len(body))
    turned = _number_alone(body.part(at + 1)) if at < len(body) else ""
    if turned and not _size(body.part(at + 1)):
        return (Click(place=Query(text=f"{clause.verb} {turned}", role=Role.MENU_ITEM)),)
    what = _without_pronoun(body.part(0, at), context)
    settings = _settings(body.part(at + 1), context) if at < len(body) else ()
    if settings is None or len(what) > LONGEST_COMMAND or _SAYS_MORE & set(what.words):
        return None
    sized = bool(settings) and clause.verb in _SIZES and not len(what)
    named = "vertically" if "upside down" in what.text.lower() else what.text  # as entries of menus call it
    name = f"{clause.verb} {'image' if sized else named if len(what) else ''}".strip()
    entry = Click(place=Query(text=name, role=Role.MENU_ITEM))
    return (entry, *settings, Finish(deed=clause.verb)) if settings else (entry,)


def _turned(clause: Clause, body: Phrase) -> Answer:
    """ "the picture 90 degrees counter-clockwise", "it to the left": an entry of a menu does a quarter or a half."""
    said = f"{clause.verb} {body.text}".lower()
    angle = _ANGLE.search(said) or re.search(r"\b(?:by|to) (\d+)\b", said)
    left, right = _LEFT.search(said) is not None, _RIGHT.search(said) is not None
    if (left and right) or (angle is not None and angle[1] not in ("90", _HALF_TURN)):
        return None
    half = (angle is not None and angle[1] == _HALF_TURN) or "upside down" in said
    if not (half or left or right) and (clause.verb == "turn" or angle is None):
        return None
    way = _HALF_TURN if half else "left" if left else "right"
    return (Click(place=Query(text=f"rotate {way}", role=Role.MENU_ITEM, literal=said)),)


def _number_alone(phrase: Phrase) -> str:
    """ "180 degrees", "90°": a number that an entry of the menus may be called by."""
    words = phrase.trimmed().words
    number = words[0].rstrip("°%") if words else ""
    return number if len(words) <= len(("180", "degrees")) and number.isdecimal() else ""


def restyle(clause: Clause, context: Context) -> Answer:
    """ "make it a Heading 1", "turn the text into upper case": an entry of the menus for what is being worked on."""
    if not _at_work(context) or clause.body.has_quote():
        return None
    body = clause.body.trimmed()
    turned = _turned(clause, body) if clause.verb in _TURNS else None
    if turned is not None:
        return turned
    length = body.begins(context.lexicon.words(WordClass.WORKED_ON))
    if not length or length == len(body):
        return None
    rest = body.part(length).trimmed()
    rest = rest.part(1).trimmed() if rest.words[0] in ("into", "to", "as", "in") and len(rest) > 1 else rest
    bare = without_determiner(rest, context.lexicon)
    sides = _settings(bare, context) if _size(bare) else None
    if sides:
        return (Click(place=Query(text="resize image", role=Role.MENU_ITEM)), *sides, Finish(deed="resize"))
    if len(bare) > LONGEST_COMMAND or any(token.kind is Kind.SECRET for token in bare.tokens):
        return None
    return (Click(place=Query(text=bare.text, role=Role.MENU_ITEM)),)


def export(clause: Clause, context: Context) -> Answer:
    """ "export it as small.png", "save a copy as b.pdf": under a name, by an entry of the menus."""
    body = clause.body.trimmed()
    at = next((at for at in range(len(body) - 1) if body.words[at] in _NAMERS), None)
    if not context.on_desktop or at is None:
        return None
    saved = saved_as(body.part(at + 1), context)
    if not isinstance(saved, tuple) or not isinstance(saved[0], SaveAs):
        return saved
    return (SaveAs(path=saved[0].path, command=clause.verb.removesuffix(" of").capitalize()),)


def print_out(clause: Clause, context: Context) -> Answer:
    """ "print it to a file called out.pdf", "print the document as out.pdf"."""
    body = clause.body.trimmed()
    at = next((at for at in range(len(body) - 1) if body.words[at] in _INTO_FILE), None)
    if context.on_page or at is None:
        return None
    what = body.part(0, at).trimmed()
    path = read_file(what, context) if len(what) else None
    lexicon = context.lexicon
    said = not len(what) or path is not None or what.is_in(lexicon.words(WordClass.PRONOUN))
    said = said or without_determiner(what, lexicon).is_in(lexicon.words(WordClass.SAVED_THING))
    name = without_determiner(body.part(at + 1), lexicon)
    length = name.begins(lexicon.words(WordClass.PRINTED_FILE))
    name = name.part(length).without_start(lexicon.words(WordClass.NAMED_BY)) if length < len(name) else name
    saved = saved_as(name, context) if said and len(name) else None
    if not isinstance(saved, tuple) or not isinstance(saved[0], SaveAs) or not isinstance(saved[0].path, Literal):
        return None
    if "." not in saved[0].path.text:
        return None
    opened = (OpenFile(path=path, app=context.setting),) if path is not None and path != context.file else ()
    return (*opened, PrintToFile(path=saved[0].path.text))


def _at_work(context: Context) -> bool:
    """An application is open, and it is no folder."""
    return context.on_desktop and bool(context.front) and not context.folder


def _without_pronoun(phrase: Phrase, context: Context) -> Phrase:
    rest = phrase.trimmed()
    if rest.words and rest.part(0, 1).is_in(context.lexicon.words(WordClass.PRONOUN)):
        return rest.part(1).trimmed()
    return without_determiner(rest, context.lexicon) if len(rest) else rest


def _settings(phrase: Phrase, context: Context) -> tuple[Action, ...] | None:
    """ "a width of 200 pixels and a height of 100": values for what the entry asks; None for anything else."""
    found: list[Action] = []
    sides = _size(phrase)
    if sides:
        return tuple(TypeText(value=Literal(text=number), place=Query(text=side)) for side, number in sides)
    for item in list_items(phrase, context.lexicon):
        bare = without_determiner(item, context.lexicon)
        of = bare.index("of")
        numbers = [word for word in bare.words if word.replace(".", "", 1).isdecimal()]
        if of is None or of == 0 or len(numbers) != 1:
            return None
        found.append(TypeText(value=Literal(text=numbers[0]), place=Query(text=plain_name(bare.part(0, of)))))
    return tuple(found) or None


def _size(phrase: Phrase) -> tuple[tuple[str, str], ...]:
    """ "200 by 150 pixels", "640x480", "200 pixels wide and 100 high": what is to be as long."""
    said = phrase.trimmed().text.lower()
    both = _SIZE.fullmatch(said)
    if both is not None:
        return ("width", both[1]), ("height", both[2])
    parts = [_ACROSS.fullmatch(part.strip()) for part in re.split(r",| and ", said)]
    told = tuple((_SIDES[part[2]], part[1]) for part in parts if part is not None)
    return told if len(told) == len(parts) == len(set(told)) else ()
