"""The application set apart from what is done in it: "file manager: a.txt -> b.txt", "rename a.txt to b.txt (file
manager)", "open, in the text editor, a.txt": put where an order has it.

Decision: only an application that is known by its kind or that is installed can stand apart so; on a page none can.
"""

from collections.abc import Iterator
from dataclasses import replace

from planner.language.clauses import begins_order
from planner.language.context import Context
from planner.language.frames.folders import file_in_folder
from planner.language.frames.objects import app_name, is_file, without_determiner
from planner.language.lexicon import WordClass
from planner.language.tokens import Kind, Phrase, uncapitalised
from planner.language.verbs import without_lead_in

LONGEST = 45
LONGEST_APP = 5
_MARKS = frozenset({",", ":", "-", ";", ".", ">"})
_WITH = frozenset({"in", "with", "using", "via", "through", "inside", "by", "use", "take", "from", "for", "on"})
_DOING = frozenset({"do", "it", "that", "this", "please", "all", "everything", "and", "so", "done", "to", "be", "just"})
_JOINS = frozenset({"and", "then", "to", "or", "but", "into"})
_ENDS = frozenset({".", "!", "\n", ";"})


def application_apart(phrase: Phrase, context: Context) -> Iterator[str]:
    """The order with its application behind it, then before it; where marks set the application apart."""
    bare = uncapitalised(without_lead_in(phrase.trimmed(), context.lexicon))
    if context.on_page or not 2 < len(bare) <= LONGEST:
        return
    yield from _file_first(bare, context)
    for found in (_first(bare, context), _last(bare, context)):
        if found is not None:
            app, rest = found
            if not _ENDS & set(rest.words):
                yield f"{rest.text} in the {app}"
            yield f"in the {app}, {rest.text}"


def application_within(phrase: Phrase, context: Context) -> Iterator[str]:
    """The same, where it stands amid the order: "open please in the text editor the file a.txt"."""
    bare = uncapitalised(without_lead_in(phrase.trimmed(), context.lexicon))
    if context.on_page or context.on_desktop or not 3 < len(bare) <= LONGEST:
        return
    for at in range(1, len(bare) - 2):
        if bare.words[at] not in ("in", "with", "using", "via", "through") or bare.tokens[at].kind is not Kind.WORD:
            continue
        for end in range(min(len(bare) - 1, at + LONGEST_APP), at + 1, -1):
            app = _app(bare.part(at + 1, end), context)
            if app is None or bare.words[end] in _JOINS or bare.tokens[end].kind is not Kind.WORD:
                continue
            before, after = _without_marks(bare.part(0, at)), _without_marks(bare.part(end))
            if len(before) and len(after):
                text = f"{before.text} {after.text}"
                yield f"{text} in the {app}"
                yield f"in the {app}, {text}"
            return


def _file_first(bare: Phrase, context: Context) -> Iterator[str]:
    """ "in plan.txt, replace ...", "plan.txt in my Documents: replace ..."."""
    start = 1 if bare.words[0] in _WITH else 0
    for at in range(start + 1, min(len(bare) - 1, LONGEST_APP + 4)):
        marked = bare.words[at] in _MARKS - {"."}
        if not marked and not (start and begins_order(bare.part(at), context.lexicon)):
            continue
        said, rest = bare.part(start, at), bare.part(at + 1 if marked else at)
        if file_in_folder(said, context) is not None or is_file(said, context):
            yield f"open {said.text}. {_without_marks(rest).text}"
            return


def _first(bare: Phrase, context: Context) -> tuple[str, Phrase] | None:
    """ "file manager: ...", "in the file manager, please: ..."."""
    mark = next((at for at in range(1, min(len(bare) - 1, LONGEST_APP + 3)) if bare.words[at] in _MARKS), None)
    if mark is None:
        return None
    said = bare.part(0, mark)
    at_work = said.words[0] in _WITH and (context.on_desktop or bare.words[mark] == ",")
    app = None if at_work else _app(said.part(1) if said.words[0] in _WITH and len(said) > 1 else said, context)
    rest = _without_marks(bare.part(mark).without_start(context.lexicon.words(WordClass.TRAILING)))
    return (app, rest) if app is not None and len(rest) > 1 else None


def _last(bare: Phrase, context: Context) -> tuple[str, Phrase] | None:
    """ "..., file manager", "... (file manager)", "...; use the file manager for that"."""
    opened = [n for n, token in enumerate(bare.tokens) if bare.source[token.start] == "("]
    if opened and bare.text.endswith(")"):
        at = opened[-1]
        first, last = bare.tokens[at], bare.tokens[-1]
        inner = [replace(first, start=first.start + 1, word=first.word.removeprefix("(")), *bare.tokens[at + 1 : -1]]
        if at == len(bare) - 1:
            inner = []
            last = replace(first, start=first.start + 1, word=first.word.strip("("))
        inner.append(replace(last, end=last.end - 1, word=last.word.removesuffix(")")))
        said = replace(bare, tokens=tuple(inner))
    else:
        at = next((n for n in range(len(bare) - 2, 0, -1) if bare.words[n] in _MARKS), 0)
        said = bare.part(at + 1)
    rest = _without_marks(bare.part(0, at))
    end = len(said)
    while end > 1 and said.words[end - 1] in {"for", *_DOING, "there", "then"}:
        end -= 1
    start = 0
    while start < end - 1 and said.words[start] in _WITH | _DOING:
        start += 1
    app = _app(said.part(start, end), context) if at and len(said) <= LONGEST_APP + 6 else None
    return (app, rest) if app is not None and len(rest) > 1 else None


def _app(said: Phrase, context: Context) -> str | None:
    bare = said.trimmed()
    if (
        not 0 < len(bare) <= LONGEST_APP
        or bare.has_quote()
        or any(token.kind is not Kind.WORD for token in bare.tokens)
    ):
        return None
    named = without_determiner(bare, context.lexicon)
    kind = context.lexicon.apps.at(named.words)
    if kind is not None and kind.length < len(named):
        return app_name(named.part(kind.length), context)
    return app_name(named, context) if len(named) else None


def _without_marks(said: Phrase) -> Phrase:
    rest = said.trimmed()
    while len(rest) and rest.words[-1] in ("and", "-", ">"):
        rest = rest.part(0, -1).trimmed()
    return rest
