"""What the frames share: the places, lists, counts and destinations that follow a verb."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from grounding.screen import Query, Role
from planner.actions import Action, Literal, OpenApp, OpenFile, SaveAs, SwitchTo
from planner.language.context import Context
from planner.language.expectations import file_name
from planner.language.keys import MOST_TIMES
from planner.language.lexicon import Lexicon, WordClass
from planner.language.looks import Picking
from planner.language.places import read_query
from planner.language.tokens import Kind, Phrase
from planner.language.verbs import Clause
from planner.plan import NotUnderstood
from planner.results import HOLE

LONGEST_PLACE = 40
"""More tokens than this name no place."""
PATH = re.compile(r"(?:~?/|\.{1,2}/|[A-Za-z]:[\\/])\S.*")
_OWNED = re.compile(r"([A-Z][^,]*?)(?:['’]s|(?<=s)['’]) ([a-z]+(?: [a-z]+)?)")
_OWNER = re.compile(r"(?:the )?(?:([a-z]+) (?:(?:of|for|from|by|about|called|named|with) )?)?([A-Z0-9].*)")
_OF_SEVERAL = frozenset({"newest", "oldest", "latest", "largest", "biggest", "smallest", "other", "these", "those"})
_TOOLS = frozenset({"with", "using", "via"})
_PARTS_OF_TEXT = frozenset({"top", "bottom", "end", "beginning", "start", "middle", "rest", "copy"})
_FILE = re.compile(r"(?:[^\\/:*?\"<>|]+/)*[^\\/:*?\"<>|]*\.(\w{1,8})")

Actions = tuple[Action, ...]
Answer = Actions | NotUnderstood | None
"""None: the words do not fit this frame, try the next."""
Frame = Callable[[Clause, Context], Answer]


def one_of_many(said: str) -> tuple[str, str] | None:
    """The kind of one of many things, "" where it is not said, and its name.

    >>> one_of_many("the invoice of Bob Stone")
    ('invoice', 'Bob Stone')
    >>> one_of_many("Bob Stone's invoice")
    ('invoice', 'Bob Stone')
    """
    owned = _OWNED.fullmatch(said)
    if owned:
        return owned[2], owned[1]
    found = _OWNER.fullmatch(said)
    return (found[1] or "", found[2]) if found else None


def read_target(phrase: Phrase, context: Context, pattern: str) -> Query | NotUnderstood:
    """The place of an order; "it" is the last one."""
    bare = phrase.trimmed()
    if bare.words[-1:] == ("again",) and bare.part(0, -1).is_in(context.lexicon.words(WordClass.PRONOUN)):
        bare = bare.part(0, -1)
    if bare.is_in(context.lexicon.words(WordClass.PRONOUN)) and (context.place or bare.words[0] != "the"):
        return context.place or context.trouble(phrase.text, pattern)
    found = read_query(bare, context.lexicon) if len(bare) <= LONGEST_PLACE else None
    if found is None or (not found.text and found.role is None and found.ordinal is None and not found.relations):
        return context.trouble(phrase.text, pattern)
    return _narrowed(found, context.lexicon)


def _narrowed(place: Query, lexicon: Lexicon) -> Query:
    """With the words that say which ones of many, or which ones not: where they are no part of what is shown, no frame
    has understood them, and to act on less than was said would be wrong."""
    if place.exact or place.text[:1].isupper():
        return place
    table = lexicon.looks.picking[Picking.NARROWING]
    words = tuple(word for word in place.text.lower().split() if table.whole((word,)) is not None)
    return replace(place, narrowing=words) if words else place


def read_targets(items: tuple[Phrase, ...], context: Context, pattern: str) -> tuple[Query, ...] | NotUnderstood:
    """One place an item. A kind that stands only after the last ("the A and B boxes") holds for all."""
    found: list[Query] = []
    for number, item in enumerate(items):
        if number and _is_another_order(item, context.lexicon):
            return context.trouble(item.text, "any")
        place = read_target(item, context, pattern)
        if isinstance(place, NotUnderstood):
            return place
        found.append(place)
    return tuple(found) or context.trouble("", pattern)


def _is_another_order(item: Phrase, lexicon: Lexicon) -> bool:
    """ "click Save, frobnicate the widget": an unknown verb with its object is no second name."""
    if item.has_quote() or len(item) < 2 or item.is_capitalised(0) or item.begins(lexicon.words(WordClass.DETERMINER)):
        return False
    rest = item.part(1)
    return rest.begins(lexicon.words(WordClass.DETERMINER)) > 0 or rest.is_in(lexicon.words(WordClass.PRONOUN))


def list_items(phrase: Phrase, lexicon: Lexicon, *, at_and: bool = True) -> tuple[Phrase, ...]:
    """The parts of "A, B and C". at_and=False: "and" alone joins a name, unless what stands before it is complete."""
    together = lexicon.words(WordClass.KEPT_TOGETHER)
    pieces: list[Phrase] = []
    start, at = 0, 0
    while at < len(phrase):
        kept = together.at(phrase.words, at)
        if kept is not None:
            at += kept.length
            continue
        is_comma = phrase.words[at] in (",", ";", "\n")
        is_and = phrase.words[at] in ("and", "&") and (
            at_and or bool(pieces) or _is_complete(phrase, start, at, lexicon)
        )
        if is_comma or is_and:
            pieces.append(phrase.part(start, at))
            start = at + 1
        at += 1
    pieces.append(phrase.part(start))
    return tuple(piece.trimmed() for piece in pieces if len(piece.trimmed()))


def _is_complete(phrase: Phrase, start: int, at: int, lexicon: Lexicon) -> bool:
    """Whether a name certainly ends before the "and": it is quoted, or its kind is said, or an article follows."""
    before, after = phrase.part(start, at).trimmed(), phrase.part(at + 1)
    if not len(before) or not len(after):
        return False
    role = lexicon.roles.before(before.words, len(before))
    return (
        before.tokens[-1].kind is Kind.QUOTED
        or after.tokens[0].kind is Kind.QUOTED
        or (role is not None and role.value.strong)
        or after.words[0] == "the"
        or _is_another_order(after, lexicon)
    )


def take_times(phrase: Phrase, lexicon: Lexicon) -> tuple[Phrase, int]:
    """Without a count at the end ("twice", "three times", "5x"), and the count."""
    words = phrase.words
    if words and words[-1] in lexicon.times and len(words) > 1:
        return phrase.part(0, -1).trimmed(), lexicon.times[words[-1]]
    if len(words) > 2 and words[-1] in ("times", "x"):
        number = read_count(words[-2], lexicon)
        if number is not None:
            return phrase.part(0, -2).trimmed(), number
    if len(words) > 1 and words[-1].endswith("x") and (number := read_count(words[-1][:-1], lexicon)) is not None:
        return phrase.part(0, -1).trimmed(), number
    return phrase, 1


def read_count(word: str, lexicon: Lexicon) -> int | None:
    number = int(word) if word.isdecimal() and len(word) < 4 else lexicon.numbers.get(word)
    return number if number is not None and 0 < number <= MOST_TIMES else None


def without_purpose(phrase: Phrase, lexicon: Lexicon) -> Phrase:
    """Without "to send the form" after a complete place: it says what for, not what."""
    for at in range(1, len(phrase) - 1):
        if phrase.words[at] != "to" or lexicon.verbs.at(phrase.words, at + 1) is None:
            continue
        head = phrase.part(0, at)
        head = head.part(0, -2) if head.words[-2:] == ("in", "order") and len(head) > 2 else head
        role = lexicon.roles.before(head.words, len(head))
        if head.tokens[-1].kind is Kind.QUOTED or (role is not None and role.value.strong):
            return head
    return phrase


def without_determiner(phrase: Phrase, lexicon: Lexicon) -> Phrase:
    rest = phrase.trimmed().without_start(lexicon.words(WordClass.DETERMINER))
    return rest if len(rest) else phrase.trimmed()


def plain_name(phrase: Phrase) -> str:
    """A name as said: quoted content, or the words themselves."""
    bare = phrase.trimmed()
    if len(bare) == 1 and bare.tokens[0].kind is Kind.QUOTED:
        return bare.tokens[0].content
    return bare.text


def read_file(phrase: Phrase, context: Context) -> str | None:
    """The path or name of a file: called a file, written as a path, or with an ending that files have."""
    lexicon = context.lexicon
    bare = without_determiner(phrase, lexicon)
    noun = bare.begins(lexicon.words(WordClass.FILE_NOUN))
    named = bool(noun) and noun < len(bare)
    rest = bare.part(noun).trimmed() if named else bare
    rest = rest.part(1) if named and rest.words[:1] in (("called",), ("named",)) and len(rest) > 1 else rest
    ending = rest.ends(lexicon.words(WordClass.FILE_NOUN))
    rest = rest.part(0, len(rest) - ending) if ending and 0 < ending < len(rest) and not named else rest
    if not len(rest) or any(token.kind is Kind.MARK for token in rest.tokens):
        return None
    if {"and", "then"} & set(rest.words) and not rest.has_quote():
        return None
    if are_many(phrase, lexicon):
        return None
    if rest.words[0] in _PARTS_OF_TEXT and rest.words[1:2] == ("of",):
        return None  # "the top of notes.txt" is no file
    quoted = len(rest) == 1 and rest.tokens[0].kind is Kind.QUOTED
    text = rest.tokens[0].raw if quoted else rest.text
    if len(rest) > 1 and not _TOOLS.isdisjoint(rest.words[1:]) and PATH.fullmatch(text):
        return None  # "/tmp/a.txt with Shelf"
    found = _FILE.fullmatch(text)
    known = found is not None and found[1].lower() in lexicon.file_endings
    if not (named or known or PATH.fullmatch(text) or (quoted and HOLE.fullmatch(text))) or (
        rest.has_quote() and not quoted
    ):
        return None
    return text


def are_many(phrase: Phrase, lexicon: Lexicon) -> bool:
    """ "all .txt files", "every pdf", "the newest file": no one file by its name."""
    bare = without_determiner(phrase.trimmed(), lexicon)
    many = bare.begins(lexicon.words(WordClass.EVERY)) or bare.begins(lexicon.words(WordClass.ANY_ONE))
    return len(bare) > 1 and not bare.has_quote() and (many > 0 or bare.words[0] in _OF_SEVERAL)


def is_file(phrase: Phrase, context: Context) -> bool:
    """Whether the words are a file's name or path beyond doubt: by its ending, or by its slashes."""
    path = read_file(phrase, context)
    found = _FILE.fullmatch(path) if path is not None else None
    known = found is not None and found[1].lower() in context.lexicon.file_endings
    return path is not None and (known or PATH.fullmatch(path) is not None)


def is_upload(place: Query, lexicon: Lexicon) -> bool:
    """Whether a field takes a file, by its name."""
    return lexicon.words(WordClass.UPLOAD_LABEL).whole(tuple(place.text.lower().split())) is not None


@dataclass(frozen=True, kw_only=True)
class Destination:
    """Where text goes: what must come to the front first, the place there (None: what has the focus).

    document: it is added at the end instead of replacing what is there. after: what is done when it is there.
    """

    before: Actions = ()
    place: Query | None = None
    document: bool = False
    after: Actions = ()


def read_destination(phrase: Phrase, context: Context, pattern: str) -> Destination | NotUnderstood:
    """A field, "it", a document, an application or a window."""
    bare = phrase.trimmed()
    if bare.is_in(context.lexicon.words(WordClass.PRONOUN)):
        if context.place is None and context.front and bare.words[0] != "the":
            return Destination()
        place = read_target(bare, context, pattern)
        return place if isinstance(place, NotUnderstood) else Destination(place=place)
    named = _window(bare, context) or _named_file(bare, context)
    if named is not None:
        return named
    place = read_target(bare, context, pattern)
    if isinstance(place, NotUnderstood):
        return place
    return Destination(place=place, document=place.role in (Role.TEXT_AREA, Role.DOCUMENT))


def _named_file(phrase: Phrase, context: Context) -> Destination | None:
    """ "notes.txt": the document of that name in the editor, or the file opened for it."""
    app = ""
    at = next((at for at in range(len(phrase) - 1, 0, -1) if phrase.words[at] in ("in", "with", "using")), None)
    known = app_name(without_determiner(phrase.part(at + 1), context.lexicon), context) if at else None
    if at is not None and known is not None:
        phrase, app = phrase.part(0, at), known
    fresh = _new_document(phrase, app, context)
    if fresh is not None:
        return fresh
    path = read_file(phrase, context)
    if path is None or (phrase.has_quote() and "." not in path):
        return None
    if file_name(path) == context.file and context.editor:
        return Destination(before=bring(context.editor, context), document=True)
    return Destination(before=(OpenFile(path=path, app=app, written=True),), document=True)


def _new_document(phrase: Phrase, app: str, context: Context) -> Destination | None:
    """ "a new text file called notes.txt": written in an editor, then saved under that name."""
    bare = without_determiner(phrase, context.lexicon)
    length = bare.begins(context.lexicon.words(WordClass.NEW_DOCUMENT))
    named = bare.part(length).without_start(context.lexicon.words(WordClass.NAMED_BY)) if length else bare
    if not length or not len(named) or len(named) == len(bare) - length:
        return None
    editor = app or context.editor or "text editor"
    return Destination(
        before=bring(editor, context), document=True, after=(SaveAs(path=Literal(text=plain_name(named))),)
    )


def _window(phrase: Phrase, context: Context) -> Destination | NotUnderstood | None:
    """The destinations that are whole windows; None when the words name a place inside one."""
    lexicon = context.lexicon
    name = without_determiner(phrase, lexicon)
    determined = len(name) < len(phrase)
    if name.has_quote() and not name.ends(lexicon.words(WordClass.WINDOW_NOUN)):
        return None
    app = app_name(name, context)
    if app is not None:
        is_kind = len(name) > 1 or context.is_calculator(app) or context.is_application(app)
        return _app(app, phrase, context, is_kind=is_kind)
    if determined and name.is_in(lexicon.words(WordClass.DOCUMENT)):
        return _document(phrase, name, context)
    noun = name.ends(lexicon.words(WordClass.WINDOW_NOUN))
    if noun and noun < len(name) and (name.has_quote() or not _PLACED & set(name.words)):
        title = plain_name(name.part(0, len(name) - noun))
        return Destination(before=bring(title, context), document=True)
    return None


_PLACED = frozenset({"on", "in", "of", "under", "within"})
"""In a title said in words: then it is a place in the window or tab."""


def app_name(name: Phrase, context: Context) -> str | None:
    """An application that this plan has opened, or a known kind of application, by its usual name."""
    lexicon = context.lexicon
    noun = name.ends(lexicon.words(WordClass.APP_NOUN)) or (name.words[-1:] == ("window",))
    words = name.words[: len(name) - int(noun)] if noun and int(noun) < len(name) else name.words
    text = " ".join(words)
    opened = [known for known in context.opened if known.lower() == text]
    if opened:
        return opened[-1]
    kind = lexicon.apps.whole(words)
    if kind is None or (kind != text and context.is_application(text)):
        return text if context.is_application(text) else None
    same = [known for known in context.opened if known.lower() == kind or known.lower().endswith(f" {text}")]
    if not same and kind.endswith("editor") and context.editor and "editor" in context.editor.lower():
        return context.editor
    return same[-1] if same else kind


def bring(name: str, context: Context) -> Actions:
    """What brings a window to the front; nothing when the plan just did."""
    if context.front.lower() == name.lower():
        return ()
    is_kind = context.lexicon.apps.whole(tuple(name.lower().split())) is not None
    is_app = is_kind or name in context.opened or context.is_application(name)
    found = _FILE.fullmatch(name)
    is_file = name == context.file or (found is not None and found[1].lower() in context.lexicon.file_endings)
    return (OpenApp(name=name),) if is_app and not is_file else (SwitchTo(name=name),)


def _app(app: str, phrase: Phrase, context: Context, *, is_kind: bool) -> Destination:
    if not context.opened and not is_kind:
        return Destination(place=Query(role=Role.TEXT_AREA), document=True)
    return Destination(before=bring(app, context), document=not context.is_calculator(app))


def _document(phrase: Phrase, name: Phrase, context: Context) -> Destination | NotUnderstood:
    """ "the file": that of the last window which is no calculator."""
    editor = context.editor
    if not editor and any("editor" in word for word in name.words):
        return _app("text editor", phrase, context, is_kind=bool(context.front) or "text" in name.words)
    if editor:
        return Destination(before=bring(editor, context), document=True)
    if context.front:
        return context.trouble(phrase.text, "document")
    return Destination(place=Query(role=Role.TEXT_AREA), document=True)
