"""Copies of files beside the files themselves, under other names: "duplicate plan.txt as plan-2.txt"."""

from dataclasses import replace

from planner.document_orders import CopyBeside
from planner.language.context import Context
from planner.language.frames.folders import show, told_where, with_application
from planner.language.frames.objects import PATH, Answer, is_file, read_file
from planner.language.tokens import Phrase
from planner.language.verbs import Clause

HOME = "~"


def copy_beside(clause: Clause, context: Context) -> Answer:
    """None where no file and no name of its copy are told; a copy in another folder is a transfer."""
    if context.on_page:
        return None
    body = clause.body.trimmed()
    elsewhere = with_application(body, context)
    if elsewhere is not None:
        body, app = elsewhere
        context = replace(context, setting=app)
    at = next((at for at in range(len(body) - 2, 0, -1) if body.words[at] == "as"), None)
    if at is None:
        return None
    told = told_where(body.part(0, at), context)
    name, copy = _name(told.body, context), _name(body.part(at + 1), context)
    if name is None or copy is None:
        return None
    return (*(told.before or show(context.folder or HOME, context)), CopyBeside(name=name, copy=copy))


def _name(said: Phrase, context: Context) -> str | None:
    name = read_file(said, context) if len(said) and is_file(said, context) else None
    return name if name is not None and not PATH.fullmatch(name) and "/" not in name else None
