"""The application that something is to be done with, wherever in the order it is named, and the file that is meant."""

from collections.abc import Iterator

from planner.language.clauses import begins_order, split_orders, split_sentences
from planner.language.context import Context
from planner.language.frames.applications import named_application
from planner.language.frames.archives import make_archive
from planner.language.frames.folders import file_in_folder
from planner.language.frames.objects import is_file, read_file, without_determiner
from planner.language.lexicon import Lexicon, WordClass
from planner.language.tokens import Kind, Phrase, UnclosedQuote, tokenize, uncapitalised
from planner.language.verbs import read_clauses, without_lead_in

LONGEST = 40
LONGEST_APP = 7
LONGEST_FILE = 4
_READ_IT_THEMSELVES = frozenset(
    {"open", "delete", "rename", "transfer", "print_out", "export", "save_as", "save", "type"}
)
_OF_NUMBERS = frozenset({"compute", "work_out", "arithmetic"})
_FOLLOWING = frozenset({"and", "to", "into", "by", "so", "via", "through", "from", "as", "then", "please"})
_WORKING = frozenset({"command", "restyle", "substitute", "sort"})
"""Frames of what is done to what a file holds."""
_OF = frozenset({"of", "in", "from", "inside", "within"})
_TOPS = frozenset({"top", "beginning", "start"})
_INTO = frozenset({"to", "into", "in"})
_SETTING = frozenset({"set", "level"})


def with_tool(phrase: Phrase, context: Context) -> Iterator[str]:
    """ "sort the lines of names.txt with Kate": opened with Kate, and sorted there."""
    lexicon = context.lexicon
    bare = uncapitalised(without_lead_in(phrase.trimmed(), lexicon)).without_end(lexicon.words(WordClass.TRAILING))
    if not context.on_desktop or not 2 < len(bare) <= LONGEST or len(split_sentences(bare, lexicon)) > 1:
        return
    app, rest = _tool(bare, context) or ("", bare)
    one = len(split_orders(rest, lexicon)) == 1
    opened = _opened_with(rest, app, context) if one else None
    if opened is not None:
        yield opened
    elif app and (bare.begins(lexicon.telling.parts.tool) or (one and not _reads_it_itself(rest, lexicon))):
        yield f"in {app}, {rest.text}"


def _opened_with(rest: Phrase, app: str, context: Context) -> str | None:
    """The file is opened first, where one is worked on."""
    with_app = f" with {app}" if app else ""
    if any(
        isinstance(make_archive(clause, context), tuple) for clause in read_clauses(rest, context.lexicon, mend=False)
    ):
        return None  # its file is not there yet
    packed = _unpacked(rest, with_app, context)
    if packed is not None:
        return packed
    exported = _exported(rest, with_app, context) or _at_the_top(rest, with_app, context)
    if exported is not None:
        return exported
    shown = rest.begins(context.lexicon.telling.parts.plays)
    if app and 0 < shown < len(rest) and is_file(rest.part(shown), context):
        return f"open {rest.part(shown).text}{with_app}"
    frames = _frames(rest, context.lexicon)
    if _reads_it_itself(rest, context.lexicon) or not (app or frames & _WORKING):
        return None
    name, order = _file(rest, context) or ("", "")
    return f"open {name}{with_app}, {order}" if name and name != context.file else None


def _frames(rest: Phrase, lexicon: Lexicon) -> frozenset[str]:
    return frozenset(frame for clause in read_clauses(rest, lexicon, mend=False) for frame in clause.frames)


def _reads_it_itself(rest: Phrase, lexicon: Lexicon) -> bool:
    """Whether the order has an application in its own way."""
    frames = _frames(rest, lexicon)
    plain = tuple(word for word in rest.words if lexicon.words(WordClass.DETERMINER).whole((word,)) is None)
    if lexicon.shortcuts.whole(plain) is not None:
        return False  # "start a new document"
    if rest.words[:1] in (("note",), ("jot",)):
        return True  # "note the answer in tip.txt" writes it there
    counted = bool(frames & _OF_NUMBERS) and any(sign.isdigit() for sign in rest.text)
    return counted or "sort_lines" in frames or (bool(frames & _READ_IT_THEMSELVES) and not frames & _WORKING)


def _tool(bare: Phrase, context: Context) -> tuple[str, Phrase] | None:
    """The application, and the order without it."""
    table = context.lexicon.telling.parts.tool
    for at in range(len(bare) - 1):
        found = table.at(bare.words, at)
        own = bare.words[at] == "of"
        if not (found or own) or bare.tokens[at].kind is not Kind.WORD:
            continue
        start = at + (found.length if found else 1)
        for end in range(min(len(bare), start + LONGEST_APP), start, -1):
            app = named_application(bare.part(start, end), context)
            first = at == 0 and begins_order(bare.part(end), context.lexicon)
            set_there = _sets_there(bare, at, end, context.lexicon)
            if app is None or not (set_there or (not own and (first or _may_follow(bare, end)))):
                continue
            before = bare.part(0, at)
            while len(before) and before.words[-1] == ",":
                before = before.part(0, -1)
            after = bare.part(end).trimmed() if not len(before) else bare.part(end)
            rest = _put_together(before, after, context)
            return (app, _without_way(rest, context)) if len(rest) else None
    return None


def _put_together(before: Phrase, after: Phrase, context: Context) -> Phrase:
    """What is left of an order when the application in its midst is taken out."""
    if not len(before) or not len(after):
        return before if len(before) else after
    joined = tokenize(f"{before.text} {after.text}", context.lexicon)
    return before if isinstance(joined, UnclosedQuote) else joined


def _sets_there(bare: Phrase, at: int, end: int, lexicon: Lexicon) -> bool:
    """ "set the tab width (in|of) the editor to 2": what is set is the application's own."""
    to = bare.words[end : end + 1] == ("to",) and end + 1 < len(bare) and at > 1
    return to and not bare.has_quote() and bool(_frames(bare, lexicon) & _SETTING)


def _may_follow(bare: Phrase, end: int) -> bool:
    """What an application's name may be followed by, within an order."""
    return end == len(bare) or bare.tokens[end].kind is not Kind.WORD or bare.words[end] in _FOLLOWING


def _without_way(rest: Phrase, context: Context) -> Phrase:
    """Without "via the settings": where it is set is found on the way."""
    return rest.without_end(context.lexicon.telling.parts.by_settings)


def _unpacked(rest: Phrase, with_app: str, context: Context) -> str | None:
    """ "extract photos.zip into Documents": the archive is opened, and unpacked there."""
    length = rest.begins(context.lexicon.telling.parts.unpacks)
    if not length or not with_app:
        return None
    to = next((at for at in range(len(rest) - 2, length, -1) if rest.words[at] in _INTO), len(rest))
    archive = file_in_folder(rest.part(length, to), context)
    if archive is None:
        to = next((at for at in range(length + 1, len(rest) - 1) if rest.words[at] in _INTO), len(rest))
        archive = read_file(_bare_file(rest.part(length, to), context), context)
    return f"open {archive}{with_app}, extract everything {rest.part(to).text}".strip() if archive is not None else None


def _exported(rest: Phrase, with_app: str, context: Context) -> str | None:
    """ "export a.png as b.jpg", "convert letter.odt to pdf": the file is opened, and exported under another name."""
    parts = context.lexicon.telling.parts
    saved = rest.begins(parts.saves_as)
    length = saved or rest.begins(parts.exports)
    to = next((at for at in range(length + 1, len(rest) - 1) if rest.words[at] in ("as", "to", "into")), None)
    if not length or to is None:
        return None
    file, target = rest.part(length, to), without_determiner(rest.part(to + 1), context.lexicon)
    kind = target.part(0, len(target) - target.ends(context.lexicon.words(WordClass.FILE_NOUN)))
    target = kind if len(kind) == 1 else target  # "a JPG file"
    name = file_in_folder(file, context) or read_file(_bare_file(file, context), context)
    ending = target.text.lower().lstrip(".")
    if name is None or "." not in name:
        return None
    if saved:  # what is no file yet is saved as it is
        known = is_file(_bare_file(file, context), context) or "/" in name
        order = "save a copy" if "copy" in rest.words[:saved] else "save it"
        return f"open {name}{with_app}, {order} as {target.text}" if known and with_app else None
    if len(target) == 1 and ending in context.lexicon.file_endings:
        return f"open {name}{with_app}, export it as {name.rpartition('.')[0]}.{ending}"
    inside = file_in_folder(target, context)
    other = inside or read_file(target, context)
    known = other is not None and (inside is not None or is_file(target, context))
    return f"open {name}{with_app}, export it as {other}" if known else None


def _at_the_top(rest: Phrase, with_app: str, context: Context) -> str | None:
    """ "put 'Title' at the top of notes.txt": the file is opened, and written in there."""
    at = next((at for at in range(2, len(rest) - 2) if rest.words[at] in _TOPS and rest.words[at + 1] == "of"), None)
    name = read_file(rest.part(at + 2), context) if at is not None and is_file(rest.part(at + 2), context) else None
    return f"open {name}{with_app}, {rest.part(0, (at or 0) + 1).text}" if name is not None else None


def _bare_file(said: Phrase, context: Context) -> Phrase:
    """ "the archive party.zip" is party.zip."""
    inner = said.without_start(context.lexicon.words(WordClass.DETERMINER))
    while len(inner) > 1 and not is_file(inner.part(0, 1), context) and inner.tokens[0].kind is Kind.WORD:
        inner = inner.part(1)
    return inner if len(inner) else said


def _file(rest: Phrase, context: Context) -> tuple[str, str] | None:
    """The one file that is worked on, and the order with "it" in its place."""
    at = next((at for at in range(1, len(rest)) if is_file(rest.part(at, at + 1), context)), None)
    if at is None:
        return None
    end = at + 1
    name = read_file(rest.part(at, end), context)
    start = at
    nouns = context.lexicon.words(WordClass.FILE_NOUN).all_words | context.lexicon.words(WordClass.DETERMINER).all_words
    while start > 1 and rest.words[start - 1] in nouns | {"picture", "photo", "image", "song", "text"}:
        start -= 1
    of = rest.words[start - 1] in _OF and start > 2
    before = rest.part(0, start - 1 if of else start)
    middle = "" if of else " it"
    if name is None or any(is_file(rest.part(n, n + 1), context) for n in range(end, len(rest))):
        return None
    return name, f"{before.text}{middle} {rest.part(end).text}".strip()
