"""Chores with files and folders in a file manager, by the keys that file managers have in common.

Decision: F2 renames, Delete moves to the trash and Ctrl+Shift+N makes a folder in every file manager of note; what
became of it is looked for on the screen afterwards.
"""

from dataclasses import replace

from grounding.screen import Query, Role
from planner.actions import Click, Filling, Literal, OpenApp, PressKeys, TypeText
from planner.language.context import Context
from planner.language.frames.folders import NOTHING_ASKED, appears, goes, told_where
from planner.language.frames.objects import Answer, are_many, list_items, plain_name, read_file, without_determiner
from planner.language.lexicon import WordClass
from planner.language.looks import Picking
from planner.language.tokens import Kind, Phrase
from planner.language.verbs import Clause
from planner.results import HOLE
from planner.text_looks import MarkText

_NAMERS = frozenset({"called", "named"})
_TRASH = frozenset({"trash", "bin", "wastebasket", "rubbish", "dustbin"})


def rename(clause: Clause, context: Context) -> Answer:
    """ "rename a.txt to b.txt"."""
    if context.on_page:
        return None  # what is on a page is renamed as the page has it
    told = told_where(clause.body.trimmed(), context)
    body = _without_folder_noun(told.body, context)
    at = next((at for at in range(1, len(body) - 1) if body.words[at] in ("to", "into", "as")), None)
    if at is None:
        return context.trouble(clause.phrase.text, "rename")
    app = told.before[0].name if told.before and isinstance(told.before[0], OpenApp) else ""
    there = told_where(body.part(0, at), replace(context, setting=app) if app else context)
    told = there if there.folder or not told.before else told
    old, new = _name(there.body, context), _name(body.part(at + 1), context)
    several = HOLE.fullmatch(old) is not None and HOLE.search(new) is None  # each file of a loop, all to one name
    if not old or not new or several:
        return context.trouble(clause.phrase.text, "rename")
    if context.on_desktop and context.file and not context.folder and read_file(there.body, context) is None:
        return _in_document(old, new)
    # A file manager selects the name without its ending: all of it is what was asked for.
    return (
        *told.before,
        Click(place=Query(text=old, exact=True)),
        PressKeys(keys=("f2",)),
        TypeText(value=Literal(text=new), filling=Filling.REPLACE),
        PressKeys(keys=("enter",)),
        NOTHING_ASKED,
        goes(old),
        appears(new),
    )


def _in_document(old: str, new: str) -> Answer:
    """ "rename the sheet to Budget": what is part of a document is renamed by its application's command and dialog."""
    return (
        Click(place=Query(text=f"rename {old}", role=Role.MENU_ITEM)),
        TypeText(value=Literal(text=new), filling=Filling.REPLACE),
        PressKeys(keys=("enter",)),
    )


def delete(clause: Clause, context: Context) -> Answer:
    """ "delete a.txt", "move a.txt to the trash": what is called a file or folder, or looks like one's name."""
    text = _text(clause.body.trimmed(), context)
    if text is not None:
        return (MarkText(text=text), PressKeys(keys=("delete",)))
    told = told_where(clause.body.trimmed(), context)
    body = told.body
    at = next((at for at in range(1, len(body)) if body.words[at] in ("to", "into", "in")), None)
    if at is not None:
        if not set(body.part(at + 1).words) & _TRASH:
            return None
        body = body.part(0, at)
    elif clause.verb in ("move", "put", "throw", "drag", "send"):
        return None
    items = list_items(body, context.lexicon)
    several = len(items) > 1 and all(read_file(item, context) is not None for item in items)
    bare = without_determiner(body, context.lexicon)
    folder = bare.begins(context.lexicon.words(WordClass.FOLDER_NOUN))
    is_file = several or 0 < folder < len(bare) or read_file(body, context) is not None
    names = [_name(item, context) for item in (items if several else (body,))]
    if not (is_file or at is not None) or not all(names):
        return None
    gone = [(Click(place=Query(text=name, exact=True)), PressKeys(keys=("delete",)), goes(name)) for name in names]
    return (*told.before, *(action for one in gone for action in one))


def _text(body: Phrase, context: Context) -> str | None:
    """ "the word 'old'", in a document that the plan has in front."""
    bare = body.without_end(context.lexicon.words(WordClass.EVERYWHERE)).trimmed()
    head = bare.begins(context.lexicon.looks.picking[Picking.TEXT_HEAD])
    named = bare.part(head).trimmed()
    at_work = context.on_desktop and bool(context.front) and not context.folder and len(bare) == len(body)
    said = head and len(named) == 1 and (named.has_quote() or named.tokens[0].kind is Kind.WORD)
    return plain_name(named) if at_work and said else None


def make_folder(clause: Clause, context: Context) -> Answer:
    """ "create a folder called Reports"."""
    told = told_where(clause.body.trimmed(), context)
    bare = without_determiner(told.body, context.lexicon)
    bare = bare.part(1) if bare.words[:1] in (("new",), ("empty",)) else bare
    noun = bare.begins(context.lexicon.words(WordClass.FOLDER_NOUN))
    if not noun or noun == len(bare):
        return None
    rest = bare.part(noun).trimmed()
    rest = rest.part(2) if rest.words[:3] == ("with", "the", "name") and len(rest) > 3 else rest
    rest = rest.part(2) if rest.words[:2] in (("call", "it"), ("name", "it")) and len(rest) > 2 else rest
    named = rest.words[:1] and (rest.words[0] in _NAMERS or rest.words[0] == "name")
    name = plain_name(rest.part(1) if named and len(rest) > 1 else rest)
    if not name or (not named and len(rest) > 3):
        return context.trouble(clause.phrase.text, "folder")
    return (
        *told.before,
        PressKeys(keys=("ctrl", "shift", "n")),
        TypeText(value=Literal(text=name), filling=Filling.REPLACE),
        PressKeys(keys=("enter",)),
        NOTHING_ASKED,
        appears(name),
    )


def _without_folder_noun(body: Phrase, context: Context) -> Phrase:
    bare = without_determiner(body, context.lexicon)
    for table in (WordClass.FOLDER_NOUN, WordClass.FILE_NOUN):
        noun = bare.begins(context.lexicon.words(table))
        if 0 < noun < len(bare):
            rest = bare.part(noun).trimmed()
            return rest.part(1) if rest.words[0] in _NAMERS and len(rest) > 1 else rest
    return bare


def _name(phrase: Phrase, context: Context) -> str:
    """A file's name as said; "" where the words are no name."""
    if are_many(phrase, context.lexicon):
        return ""
    bare = _without_folder_noun(phrase, context)
    if any(token.kind not in (Kind.WORD, Kind.QUOTED) for token in bare.tokens) or len(bare) > 6:
        return ""
    if bare.is_in(context.lexicon.words(WordClass.PRONOUN)) or (bare.has_quote() and len(bare) > 1):
        return ""
    return plain_name(bare)
