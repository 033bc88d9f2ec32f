"""Folders as people call them: "my Documents", "the Reports folder", "inside Taxes", a path; and files in them.

Decision: a folder that is named is opened by its path, with the file manager that the plan works in, instead of being
looked for on the screen: it may be anywhere, and a path cannot be mistaken. The folders that every desktop gives a
person stand in the word lists; any other name is a folder inside the one that the plan is in.
"""

from dataclasses import dataclass, replace

from grounding.screen import Query, Role
from planner.actions import Click, OpenFile, PressKeys, WaitFor
from planner.document_orders import Extract
from planner.language.context import Context
from planner.language.frames.applications import named_application
from planner.language.frames.objects import (
    PATH,
    Actions,
    Answer,
    app_name,
    are_many,
    bring,
    list_items,
    plain_name,
    read_file,
    without_determiner,
)
from planner.language.lexicon import WordClass
from planner.language.tokens import Kind, Phrase
from planner.language.verbs import Clause

_INSIDE = frozenset({"in", "inside", "from", "of", "within", "into", "under", "to"})
_APPEARS_S = 10.0
_GOES_S = 5.0
NOTHING_ASKED = WaitFor(place=Query(role=Role.DIALOG), gone=True, seconds_s=_GOES_S)
"""A name that is taken brings up a question instead of a result."""


def appears(name: str) -> WaitFor:
    return WaitFor(place=Query(text=name, exact=True), seconds_s=_APPEARS_S)


def goes(name: str) -> WaitFor:
    return WaitFor(place=Query(text=name, exact=True), gone=True, seconds_s=_GOES_S)


def read_folder(phrase: Phrase, context: Context) -> str | None:
    """The path of a folder; "" stands for none. None where the words are no folder that can be told by its path."""
    lexicon = context.lexicon
    whole = phrase.trimmed()
    if not len(whole):
        return None
    if whole.is_in(lexicon.words(WordClass.PRONOUN)):
        return context.made or None
    inner = _nested(whole, context)
    if inner is not None:
        return inner
    bare = without_determiner(whole, lexicon)
    noun = lexicon.words(WordClass.FOLDER_NOUN)
    before, after = bare.begins(noun), bare.ends(noun)
    named = 0 < before < len(bare) or 0 < after < len(bare)
    if named:
        bare = bare.part(before) if 0 < before < len(bare) else bare.part(0, len(bare) - after)
        bare = bare.part(1) if bare.words[:1] in (("called",), ("named",)) and len(bare) > 1 else bare
    text = bare.tokens[0].raw if len(bare) == 1 and bare.tokens[0].kind is Kind.QUOTED else plain_name(bare)
    if PATH.fullmatch(text) or text in ("~", "/"):
        return text
    if bare.is_in(lexicon.words(WordClass.HOME_FOLDER)):
        return "~"
    if bare.is_in(lexicon.words(WordClass.USER_FOLDER)) and (named or len(bare) < len(whole) or bare.is_capitalised(0)):
        return f"~/{text[:1].upper()}{text[1:]}"
    is_one_name = len(bare) <= 4 and all(token.kind in (Kind.WORD, Kind.QUOTED) for token in bare.tokens)
    if context.folder and is_one_name and (named or bare.is_capitalised(0)):
        return f"{context.folder}/{text}"
    return None


def _nested(phrase: Phrase, context: Context) -> str | None:
    """ "the Taxes folder inside Documents"."""
    for at in range(len(phrase) - 2, 0, -1):
        if phrase.words[at] in ("in", "inside", "within", "of", "under"):
            outer = read_folder(phrase.part(at + 1), context)
            if outer is None:
                continue
            bare = without_determiner(phrase.part(0, at), context.lexicon)
            noun = context.lexicon.words(WordClass.FOLDER_NOUN)
            before, after = bare.begins(noun), bare.ends(noun)
            bare = bare.part(before) if 0 < before < len(bare) else bare
            bare = bare.part(0, len(bare) - after) if 0 < after < len(bare) else bare
            return f"{outer}/{plain_name(bare)}" if len(bare) <= 4 else None
    return None


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is left of the words without where it is; what brings that to the front; the folder ("" where none was)."""

    body: Phrase
    before: Actions = ()
    folder: str = ""


def told_where(body: Phrase, context: Context) -> Told:
    """Without "in the file manager", "from my Documents" or "in /home/ana" at the end."""
    for at in range(len(body) - 2, 0, -1):
        if body.words[at] not in _INSIDE and body.words[at] not in ("using", "with"):
            continue
        rest = body.part(at + 1)
        folder = read_folder(rest, context) if body.words[at] in _INSIDE and body.words[at] != "to" else None
        if folder is not None:
            return Told(body=body.part(0, at).trimmed(), before=show(folder, context), folder=folder)
        bare = without_determiner(rest, context.lexicon)
        app = None if bare.has_quote() or not len(bare) else app_name(bare, context)
        if app is not None:
            inner = told_where(body.part(0, at).trimmed(), replace(context, setting=app))
            return inner if inner.folder else Told(body=body.part(0, at).trimmed(), before=bring(app, context))
    return _apart_from_path(body, context) or Told(body=body)


def _apart_from_path(body: Phrase, context: Context) -> Told | None:
    """ "Documents/draft.txt": the file is shown in its folder, and called by its name alone there."""
    at = next((at for at, token in enumerate(body.tokens) if "/" in token.word.strip("/")), None)
    path = read_file(body.part(at, at + 1), context) if at is not None and context.on_desktop else None
    if path is None or at is None or "." not in path.rpartition("/")[2]:
        return None
    token = body.tokens[at]
    start = token.start + path.rindex("/") + 1
    name = replace(token, start=start, word=token.word[path.rindex("/") + 1 :])
    folder = path.rpartition("/")[0] or "/"
    if context.lexicon.words(WordClass.USER_FOLDER).whole((folder.partition("/")[0].lower(),)):
        folder = f"~/{folder}"
    named = replace(body, tokens=(*body.tokens[:at], name, *body.tokens[at + 1 :]))
    return Told(body=named, before=show(folder, context), folder=folder)


def show(folder: str, context: Context) -> tuple[OpenFile, ...]:
    """What brings the folder to the front, in the application that the person named for this."""
    in_front = context.folder == folder and context.front == folder.rstrip("/").rsplit("/", 1)[-1]
    return () if in_front else (OpenFile(path=folder, app=context.setting),)


def file_in_folder(phrase: Phrase, context: Context) -> str | None:
    """ "report.txt from my Documents", "the file a.txt in /tmp": its path."""
    whole = phrase.trimmed()
    for at in range(len(whole) - 2, 0, -1):
        if whole.words[at] not in ("from", "in", "inside", "of", "within"):
            continue
        folder, name = read_folder(whole.part(at + 1), context), read_file(whole.part(0, at), context)
        if folder is not None and name is not None and not PATH.fullmatch(name):
            return f"{folder}/{name}"
    return None


def open_folder(body: Phrase, app: str, context: Context) -> Answer:
    """One that has a path of its own; any other is an icon on the screen."""
    pronoun = body.is_in(context.lexicon.words(WordClass.PRONOUN))
    if not context.on_desktop or (pronoun and (not context.made or body.words == ("them",))):
        return None
    path = context.made if pronoun else read_folder(body, context)
    return (OpenFile(path=path, app=app or context.setting),) if path is not None else None


def transfer(clause: Clause, context: Context) -> Answer:
    """ "move report.txt from Downloads to my Documents", "copy a.txt into the Backup folder", "copy a.txt"."""
    if not context.on_desktop:
        return None
    lexicon = context.lexicon
    body = clause.body.trimmed()
    elsewhere = with_application(body, context)
    if elsewhere is not None:
        body, app = elsewhere
        context = replace(context, setting=app)
    copying = clause.verb.startswith(("copy", "duplicate"))
    there_made = context.made if body.words[-1:] == ("there",) else ""
    body = body.part(0, -1).without_end(lexicon.words(WordClass.VERB_MARK)) if there_made else body
    to = next((at for at in range(len(body) - 2, 0, -1) if body.words[at] in ("to", "into", "in", "inside")), None)
    told = told_where(body.part(0, to) if to else body, context)
    if told.before and are_many(told.body, lexicon):
        return context.trouble(clause.phrase.text, "transfer")  # which files these are, no step here can tell
    bare = without_determiner(told.body, lexicon)
    noun = bare.begins(lexicon.words(WordClass.FOLDER_NOUN))
    after = bare.ends(lexicon.words(WordClass.FOLDER_NOUN))
    is_folder = 0 < max(noun, after) < len(bare)
    bare = bare.part(noun) if 0 < noun < len(bare) else bare.part(0, len(bare) - after) if is_folder else bare
    names = _files(told.body, context) or ((plain_name(bare),) if is_folder else ())
    if not names or any(PATH.fullmatch(name) for name in names):
        return None
    taken = (*told.before, *_marked(names), PressKeys(keys=("ctrl", "c" if copying else "x")))
    if to is None and not there_made:
        return taken if copying else None
    there = context.after(taken)
    destination = there_made or (read_folder(body.part(to + 1), there) if to is not None else None)
    if destination is None or not (there.folder or told.folder):
        return None
    return (*taken, *put_down(destination, names, there))


def extract(clause: Clause, context: Context) -> Answer:
    """ "extract everything into Documents", "unzip bundle.zip to my Desktop": what an archive holds, into a folder."""
    if not context.on_desktop:
        return None
    body = clause.body.trimmed()
    at = next((at for at in range(len(body) - 1) if body.words[at] in ("into", "to", "in", "inside")), None)
    if at is None:
        return None
    folder = read_folder(body.part(at + 1), context)
    what = without_determiner(body.part(0, at), context.lexicon)
    path = read_file(what, context) if len(what) else None
    said = path is not None or not len(what) or what.is_in(context.lexicon.words(WordClass.ARCHIVED))
    if folder is None or not said or not (path or context.file):
        return None
    opened = (OpenFile(path=path, app=context.setting),) if path is not None and path != context.file else ()
    return (*opened, Extract(folder=folder))


def with_application(body: Phrase, context: Context) -> tuple[Phrase, str] | None:
    """ "... with the file manager": the rest, and the application."""
    at = next((at for at in range(len(body) - 2, 0, -1) if body.words[at] in ("with", "using", "in")), None)
    app = named_application(body.part(at + 1), context) if at else None
    return (body.part(0, at).trimmed(), app) if at is not None and app is not None else None


def _files(body: Phrase, context: Context) -> tuple[str, ...]:
    """ "a.txt", "both a.txt and b.txt": nothing where one of them is no file."""
    whole = body.part(1) if body.words[:1] == ("both",) else body
    one = read_file(whole, context)
    names = (
        (one,) if one is not None else tuple(read_file(item, context) for item in list_items(whole, context.lexicon))
    )
    return tuple(name for name in names if name is not None) if None not in names else ()


def _marked(names: tuple[str, ...]) -> Actions:
    """Clicked one after the other, so that all of them are marked."""
    first, *others = names
    more = (Click(place=Query(text=name, exact=True), modifiers=("ctrl",)) for name in others)
    return (Click(place=Query(text=first, exact=True)), *more)


def put_down(folder: str, names: tuple[str, ...], context: Context) -> Actions:
    """Pastes what was cut or copied in another folder; a name that is taken there brings up a question."""
    return (*show(folder, context), PressKeys(keys=("ctrl", "v")), NOTHING_ASKED, *(appears(name) for name in names))
