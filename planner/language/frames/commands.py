"""What an application can do, by the words of its menus: "flip it horizontally", "make it a Heading 1"."""

from grounding.screen import Query, Role
from planner.actions import Action, Click, Literal, OpenFile, SaveAs, TypeText
from planner.document_orders import PrintToFile
from planner.language.context import Context
from planner.language.frames.documents import saved_as
from planner.language.frames.objects import Answer, list_items, plain_name, read_file, without_determiner
from planner.language.lexicon import WordClass
from planner.language.tokens import Kind, Phrase
from planner.language.verbs import Clause

LONGEST_COMMAND = 5
_WAYS = (("right",), ("left",))
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
    at = next((at for at in range(len(body)) if body.words[at] in _MANNER), len(body))
    turned = _number_alone(body.part(at + 1)) if at < len(body) else ""
    way = body.part(at + 1).trimmed().words[-1:] if at < len(body) else ()
    if way in _WAYS and any(word.rstrip("°").isdecimal() and word.rstrip("°") != "90" for word in body.words[:at]):
        return None  # an entry of a menu turns it by a quarter
    turned = way[0] if not turned and clause.verb in ("rotate", "turn") and way in _WAYS else turned
    if turned:
        return (Click(place=Query(text=f"{clause.verb} {turned}", role=Role.MENU_ITEM)),)
    what = _without_pronoun(body.part(0, at), context)
    settings = _settings(body.part(at + 1), context) if at < len(body) else ()
    if settings is None or len(what) > LONGEST_COMMAND or _SAYS_MORE & set(what.words):
        return None
    name = f"{clause.verb} {what.text if len(what) else ''}".strip()
    entry = Click(place=Query(text=name, role=Role.MENU_ITEM))
    if not settings:
        return (entry,)
    confirm = Click(place=Query(text=clause.verb.capitalize(), role=Role.BUTTON))
    return (entry, *settings, confirm)


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
    length = body.begins(context.lexicon.words(WordClass.WORKED_ON))
    if not length or length == len(body):
        return None
    rest = body.part(length).trimmed()
    rest = rest.part(1).trimmed() if rest.words[0] in ("into", "to", "as", "in") and len(rest) > 1 else rest
    bare = without_determiner(rest, context.lexicon)
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
    for item in list_items(phrase, context.lexicon):
        bare = without_determiner(item, context.lexicon)
        of = bare.index("of")
        numbers = [word for word in bare.words if word.replace(".", "", 1).isdecimal()]
        if of is None or of == 0 or len(numbers) != 1:
            return None
        found.append(TypeText(value=Literal(text=numbers[0]), place=Query(text=plain_name(bare.part(0, of)))))
    return tuple(found) or None
