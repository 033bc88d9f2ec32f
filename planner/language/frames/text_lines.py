"""Lines of a text and rows of a sheet: put in order, one of them taken out."""

from dataclasses import dataclass

from planner.actions import OpenFile
from planner.document_orders import DeleteLine, DeleteRow, SortLines
from planner.language.context import Context
from planner.language.expectations import file_name
from planner.language.frames.cells import is_sheet
from planner.language.frames.folders import file_in_folder, with_application
from planner.language.frames.objects import Actions, Answer, bring, plain_name, read_file, without_determiner
from planner.language.lexicon import WordClass
from planner.language.looks import Picking
from planner.language.tokens import Phrase
from planner.language.verbs import Clause

_NO_LINES = frozenset(
    {"ods", "xls", "xlsx", "odt", "doc", "docx", "rtf", "pdf", "odp", "ppt", "pptx", "png", "jpg", "svg"}
)
"""Files whose rows and paragraphs are no lines of a text."""
_OF = frozenset({"of", "in", "from", "out"})
_WHOLE = (("whole",), ("entire",), ("complete",), ("full",))
_ROW_OF = (("of",), ("for",), ("with",), ("where",), ("about",), ("on",))
_LINES = frozenset({"line", "lines"})
_INTO_ORDER = frozenset({"in", "into", "from", "by"})
_ORDERED = frozenset({"alphabetically", "numerically"})


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


def delete_row(clause: Clause, context: Context) -> Answer:
    """ "the whole row of the rulers", "row 5", "the row where Item is Rulers": of a sheet that is open."""
    body, app = _said_of(clause, context)
    told = _document(body, app, context) or _Told(body=body, before=())
    opened = context.after(told.before)
    if context.on_page or not (is_sheet(opened.file) or opened.cells):
        return None
    bare = without_determiner(told.body, context.lexicon)
    bare = bare.part(1) if bare.words[:1] in _WHOLE else bare
    at = bare.index("row")
    meant = _row(bare.part(0, at).trimmed(), bare.part(at + 1).trimmed(), context) if at is not None else None
    return (*told.before, meant) if meant is not None else None


def _row(before: Phrase, after: Phrase, context: Context) -> DeleteRow | None:
    if len(before):
        number = context.lexicon.ordinals.whole(before.words)
        if len(after) or (number is not None and number < 1):
            return None
        return DeleteRow(number=number) if number is not None else DeleteRow(text=plain_name(before))
    after = after.part(1) if after.words[:1] == ("number",) else after
    if len(after) == 1 and after.words[0].isdecimal():
        return DeleteRow(number=int(after.words[0]))
    said = after.without_start(context.lexicon.words(WordClass.LINE_SAYS)).trimmed()
    if len(said) == len(after):
        said = after.part(1) if after.words[:1] in _ROW_OF else after
        says = next((n for n, word in enumerate(said.words) if word in ("is", "=", "says")), None)
        said = said.part(says + 1) if after.words[:1] == ("where",) and says is not None else said
    said = without_determiner(said.trimmed(), context.lexicon)
    return DeleteRow(text=plain_name(said)) if len(said) and (len(said) < len(after) or said.has_quote()) else None


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
