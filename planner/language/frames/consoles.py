"""Orders that are carried out by commands: "delete the file song.mp3 in the terminal", on a page that has one."""

import re

from planner.document_orders import RemoveByCommand
from planner.language.context import Context
from planner.language.frames.objects import Answer, without_determiner
from planner.language.lexicon import WordClass
from planner.language.tokens import Phrase
from planner.language.verbs import Clause

_IN = frozenset({"in", "with", "using", "on", "by"})
_NAME = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_ENDING = re.compile(r"\.[\w-]+")


def remove_by_command(clause: Clause, context: Context) -> Answer:
    """None where no terminal is spoken of, or on a desktop, where it is an application."""
    if not context.on_page:
        return None
    body = clause.body.trimmed().without_end(context.lexicon.words(WordClass.POSITION)).trimmed()
    at = next((at for at in range(len(body) - 1, 0, -1) if body.words[at] in _IN), None)
    if at is None or not _is_console(body.part(at + 1), context):
        return None
    file = without_determiner(body.part(0, at), context.lexicon)
    said = file.tokens[-1].content or file.words[-1] if len(file) else ""
    if _NAME.fullmatch(said):
        return (RemoveByCommand(name=file.tokens[-1].content or file.part(-1).text),)
    return (RemoveByCommand(ending=said),) if _ENDING.fullmatch(said) else None


def _is_console(phrase: Phrase, context: Context) -> bool:
    bare = without_determiner(phrase, context.lexicon)
    return bare.is_in(context.lexicon.words(WordClass.CONSOLE))
