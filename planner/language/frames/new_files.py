"""New text files: "create a file notes.txt in my Documents with the text 'Milk'".

Decision: written in a text editor, and saved where it was said; a file that is there already is gone on with, never
replaced.
"""

from dataclasses import dataclass

from planner.actions import Filling, OpenFile, TypeText
from planner.language.context import Context
from planner.language.frames.folders import read_folder
from planner.language.frames.objects import Answer, read_file, without_determiner
from planner.language.lexicon import WordClass
from planner.language.tokens import Phrase
from planner.language.values import read_value
from planner.language.verbs import Clause
from planner.plan import NotUnderstood

_INSIDE = frozenset({"in", "on", "inside", "into", "under", "to"})
EDITOR = "text editor"


@dataclass(frozen=True, kw_only=True)
class _Rest:
    """What is said behind the name. folder: "" for none; text: what is to stand in the file, None for nothing."""

    folder: str = ""
    text: Phrase | None = None


def make_file(clause: Clause, context: Context) -> Answer:
    """None where no file is meant, or something else is said of it."""
    lexicon = context.lexicon
    bare = without_determiner(clause.body.trimmed(), lexicon)
    noun = bare.begins(lexicon.words(WordClass.NEW_FILE))
    named = bare.part(noun).trimmed().without_start(lexicon.words(WordClass.NAMED_BY)) if noun else bare.part(0, 0)
    name = read_file(named.part(0, 1), context) if len(named) else None
    if not context.on_desktop or name is None:
        return None
    rest = _rest(named.part(1).trimmed(), context)
    if rest is None or (rest.folder and "/" in name):
        return None
    path = f"{rest.folder.rstrip('/')}/{name}" if rest.folder else name
    opened = OpenFile(path=path, app=context.setting or EDITOR, written=True)
    if rest.text is None:
        return (opened,)
    value = read_value(rest.text, context, iso_dates=False)
    return value if isinstance(value, NotUnderstood) else (opened, TypeText(value=value, filling=Filling.APPEND))


def _rest(said: Phrase, context: Context) -> _Rest | None:
    """The folder and the text, in either order."""
    if not len(said):
        return _Rest()
    if said.words[0] in _INSIDE:
        for end in range(2, len(said) + 1):
            folder = read_folder(said.part(1, end), context)
            further = _rest(said.part(end).trimmed(), context) if folder is not None else None
            if folder is not None and further is not None and not further.folder:
                return _Rest(folder=folder, text=further.text)
        return None
    cue = said.begins(context.lexicon.words(WordClass.FILE_SAYS))
    text = said.part(cue).trimmed()
    if not cue or not len(text):
        return None
    if text.has_quote() and len(text) > 1 and text.words[1] in _INSIDE:
        there = _rest(text.part(1), context)
        return _Rest(folder=there.folder, text=text.part(0, 1)) if there is not None and there.text is None else None
    return _Rest(text=text)
