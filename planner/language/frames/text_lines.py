"""Lines of a text: put in order, one of them taken out; and files put into archives, which are lists of a kind too."""

from dataclasses import dataclass

from planner.actions import OpenFile
from planner.document_orders import AddToArchive, DeleteLine, SortLines
from planner.language.context import Context
from planner.language.expectations import file_name
from planner.language.frames.folders import file_in_folder, with_application
from planner.language.frames.objects import Actions, Answer, bring, plain_name, read_file, without_determiner
from planner.language.lexicon import WordClass
from planner.language.looks import Picking
from planner.language.tokens import Kind, Phrase
from planner.language.verbs import Clause

_NO_LINES = frozenset(
    {"ods", "xls", "xlsx", "odt", "doc", "docx", "rtf", "pdf", "odp", "ppt", "pptx", "png", "jpg", "svg"}
)
"""Files whose rows and paragraphs are no lines of a text."""
_OF = frozenset({"of", "in", "from", "out"})
_LINES = frozenset({"line", "lines"})
_INTO_ORDER = frozenset({"in", "into", "from", "by"})
_ORDERED = frozenset({"alphabetically", "numerically"})
_INTO = frozenset({"to", "into", "in"})


@dataclass(frozen=True, kw_only=True)
class _Told:
    """body: without where it is. before: what brings the document to the front."""

    body: Phrase
    before: Actions


def _said_of(clause: Clause, context: Context) -> tuple[Phrase, str]:
    """What is said besides the application that it is done with, and that application; "" for none."""
    body = clause.body.trimmed()
    return with_application(body, context) or (body, "")


def sort_lines(clause: Clause, context: Context) -> Answer:
    """ "put the lines of names.txt in alphabetical order with Kate", "sort the lines"."""
    if context.on_page:
        return None
    body, app = _said_of(clause, context)
    rest, falling = _without_order(body, context)
    told = _document(rest, app, context)
    if told is None or (falling is None and not clause.verb.startswith("sort")):
        return None
    bare = without_determiner(told.body, context.lexicon)
    whole = not len(bare) or read_file(bare, context) is not None
    if not whole and bare.words != ("lines",):
        return None
    return (*told.before, SortLines(falling=bool(falling)))


def _without_order(body: Phrase, context: Context) -> tuple[Phrase, bool | None]:
    """Without "in alphabetical order"; whether it falls, None where no order is said."""
    picking = context.lexicon.looks.picking
    for at in range(len(body)):
        for kind in (Picking.FALLING, Picking.RISING):
            if at and picking[kind].at(body.words, at) is not None and body.words[at - 1] in _INTO_ORDER:
                return body.part(0, at - 1).trimmed(), kind is Picking.FALLING
        if body.words[at] in _ORDERED:
            return body.part(0, at).trimmed(), False
    return body, None


def delete_line(clause: Clause, context: Context) -> Answer:
    """ "take out the line that says Bread", "delete the last line of list.txt"."""
    if context.on_page:
        return None
    body, app = _said_of(clause, context)
    told = _document(body, app, context)
    meant = _line(told.body, context) if told is not None else None
    return (*told.before, meant) if told is not None and meant is not None else None


def _line(phrase: Phrase, context: Context) -> DeleteLine | None:
    bare = without_determiner(phrase, context.lexicon)
    at = bare.index("line")
    if at is None:
        return None
    before, after = bare.part(0, at).trimmed(), bare.part(at + 1).trimmed()
    if len(before):
        number = context.lexicon.ordinals.whole(before.words)
        if len(after) or (number is None and not (before.has_quote() or before.is_capitalised(0))):
            return None
        return DeleteLine(number=number) if number is not None else DeleteLine(text=plain_name(before))
    said = after.without_start(context.lexicon.words(WordClass.LINE_SAYS)).trimmed()
    if not len(said) or (len(said) == len(after) and not said.has_quote()):
        is_number = len(said) == 1 and said.words[0].isdecimal()
        return DeleteLine(number=int(said.words[0])) if is_number else None
    return DeleteLine(text=plain_name(said))


def _document(body: Phrase, app: str, context: Context) -> _Told | None:
    """Without "of names.txt"; None where no document is meant or open."""
    for at in range(len(body) - 2, -1, -1):
        if body.words[at] not in _OF:
            continue
        rest = body.part(at + 1)
        path = file_in_folder(rest, context) or read_file(rest, context)
        if path is not None:
            return _Told(body=body.part(0, at).trimmed(), before=_opened(path, app, context))
    path = file_in_folder(body, context) or read_file(body, context)
    if path is not None:
        return _Told(body=body, before=_opened(path, app, context))
    if app:
        return _Told(body=body, before=bring(app, context))
    is_text = context.file.rpartition(".")[2].lower() not in _NO_LINES
    return _Told(body=body, before=()) if context.front and is_text and not context.folder else None


def _opened(path: str, app: str, context: Context) -> Actions:
    is_open = context.file == file_name(path) and not app
    return () if is_open else (OpenFile(path=path, app=app or context.setting),)


# --- archives ---------------------------------------------------------------------------------------------------------


def add_to_archive(clause: Clause, context: Context) -> Answer:
    """ "add menu.txt to the archive party.zip", "add the file menu.txt" where an archive is open."""
    if context.on_page:
        return None
    body, app = _said_of(clause, context)
    at = next((at for at in range(len(body) - 2, 0, -1) if body.words[at] in _INTO), None)
    into = without_determiner(body.part(at + 1), context.lexicon) if at is not None else body.part(0, 0)
    noun = into.begins(context.lexicon.words(WordClass.ARCHIVE_NOUN))
    named = into.part(noun).without_start(context.lexicon.words(WordClass.NAMED_BY)) if noun < len(into) else into
    archive = read_file(named, context) if len(named) else None
    path = _added(body.part(0, at) if at is not None else body, context)
    if path is None:
        return None
    if archive is not None and _is_archive(archive, context):
        return (*_opened(archive, app, context), AddToArchive(path=path))
    is_open = _is_archive(context.file, context) and (at is None or noun == len(into) or _is_it(into, context))
    return (AddToArchive(path=path),) if is_open else None


def _added(phrase: Phrase, context: Context) -> str | None:
    said = file_in_folder(phrase, context) or read_file(phrase, context)
    return said if said is not None and "." in said else None


def _is_archive(path: str, context: Context) -> bool:
    ending = path.rpartition(".")[2].lower()
    return context.lexicon.words(WordClass.ARCHIVE_ENDING).whole((ending,)) is not None


def _is_it(phrase: Phrase, context: Context) -> bool:
    return all(token.kind is Kind.WORD for token in phrase.tokens) and phrase.is_in(
        context.lexicon.words(WordClass.PRONOUN)
    )
