"""Files put into archives: into one that is there, or into a new one."""

from planner.actions import OpenFile
from planner.document_orders import AddToArchive, MakeArchive
from planner.language.context import Context
from planner.language.expectations import file_name
from planner.language.frames.folders import file_in_folder, read_folder, with_application
from planner.language.frames.objects import Actions, Answer, bring, list_items, read_file, without_determiner
from planner.language.lexicon import WordClass
from planner.language.tokens import Kind, Phrase
from planner.language.verbs import Clause

_INTO = frozenset({"to", "into", "in", "as"})
_WITH = frozenset({"with", "from", "of", "containing", "holding"})
_INSIDE = frozenset({"in", "inside", "on", "within"})
_PACKS = frozenset({"compress", "zip", "pack", "archive", "bundle", "zip up", "pack up"})
_NEW = ("a", "an")


def make_archive(clause: Clause, context: Context) -> Answer:
    """ "make a new archive called a.zip in my Documents", "... with b.txt and c.txt", "compress b.txt as a.zip"."""
    if not context.on_desktop:
        return None
    body, app = _said_of(clause, context)
    for at in range(len(body) - 2, -1, -1):
        if body.words[at] not in (_WITH if clause.verb not in _PACKS else _INTO):
            continue
        first, second = body.part(0, at), body.part(at + 1)
        held, named = (second, first) if clause.verb not in _PACKS else (first, second)
        path = _new_archive(named, clause.verb, context)
        files = _files(held, context) if path is not None else ()
        if path is not None and files:
            return _made(path, files, app, context)
    path = _new_archive(body, clause.verb, context) if clause.verb not in _PACKS else None
    return _made(path, (), app, context) if path is not None else None


def _made(path: str, files: tuple[str, ...], app: str, context: Context) -> Actions:
    app = app or context.setting or context.front
    opened = bring(app, context) if app else bring("archive manager", context)
    return (*opened, MakeArchive(path=path), *(AddToArchive(path=file, archive=path) for file in files))


def _new_archive(said: Phrase, verb: str, context: Context) -> str | None:
    """ "a new archive called a.zip in my Documents": its path. "Compress ... as a.zip" needs no more than the name."""
    folder, whole = "", said.trimmed()
    at = next((at for at in range(len(whole) - 2, 0, -1) if whole.words[at] in _INSIDE), None)
    if at is not None and (found := read_folder(whole.part(at + 1), context)) is not None:
        folder, whole = found, whole.part(0, at).trimmed()
    bare = without_determiner(whole, context.lexicon)
    is_new = verb == "new" or (len(bare) < len(whole) and whole.words[0] in _NEW)
    if bare.words[:1] == ("new",):
        bare, is_new = bare.part(1), True
    noun = bare.begins(context.lexicon.words(WordClass.ARCHIVE_NOUN))
    named = bare.part(noun).without_start(context.lexicon.words(WordClass.NAMED_BY)) if noun < len(bare) else bare
    path = read_file(named, context) if len(named) else None
    if path is None or not _is_archive(path, context) or not ((is_new and noun) or verb in _PACKS):
        return None
    return f"{folder}/{path}" if folder else path


def _files(said: Phrase, context: Context) -> tuple[str, ...]:
    """ "b.txt and c.txt from my Documents": their paths; none where one of them is no file."""
    whole = said.part(1) if said.words[:1] == ("both",) else said
    at = next((at for at in range(len(whole) - 2, 0, -1) if whole.words[at] in ("from", "in", "inside")), None)
    folder = read_folder(whole.part(at + 1), context) if at is not None else None
    listed = whole.part(0, at) if folder is not None else whole
    paths = [_added(item, context) for item in list_items(listed, context.lexicon)]
    inside = f"{folder}/" if folder is not None else ""
    return tuple(f"{inside}{path}" for path in paths if path is not None) if None not in paths else ()


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
    paths = _files(body.part(0, at) if at is not None else body, context)
    if not paths:
        return None
    if archive is not None and _is_archive(archive, context):
        return (*_opened(archive, app, context), *(AddToArchive(path=path) for path in paths))
    is_open = _is_archive(context.file, context) and (at is None or noun == len(into) or _is_it(into, context))
    made = context.last.path if isinstance(context.last, MakeArchive) else ""
    folder = made.rpartition("/")[0]
    beside = [f"{folder}/{path}" if folder and "/" not in path else path for path in paths]
    return tuple(AddToArchive(path=path, archive=made) for path in beside) if is_open else None


def _said_of(clause: Clause, context: Context) -> tuple[Phrase, str]:
    """What is said besides the application that it is done with, and that application; "" for none."""
    body = clause.body.trimmed()
    return with_application(body, context) or (body, "")


def _opened(path: str, app: str, context: Context) -> Actions:
    is_open = context.file == file_name(path) and not app
    return () if is_open else (OpenFile(path=path, app=app or context.setting),)


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
