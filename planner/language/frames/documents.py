"""Shortcuts, saving, searching, sending, and questions of the browser."""

from grounding.screen import Query, Role
from planner.actions import (
    AnswerDialog,
    Click,
    Compute,
    Filling,
    Literal,
    OpenApp,
    OpenFile,
    PressKeys,
    Pursue,
    Read,
    SaveAs,
    TypeText,
    Value,
)
from planner.document_orders import CloseDialog, HandIn
from planner.language.context import Context
from planner.language.expectations import file_name
from planner.language.frames.facts import search_by_facts
from planner.language.frames.folders import read_folder
from planner.language.frames.objects import Answer, read_file, read_target, take_times, without_determiner
from planner.language.keys import read_keys
from planner.language.lexicon import WordClass
from planner.language.tokens import Kind, Phrase
from planner.language.values import read_reference, read_value
from planner.language.verbs import Clause
from planner.plan import NotUnderstood
from planner.values import Reference

_DROPPED = frozenset({"the", "this", "that", "a", "an", "current", "my", "its", "active", "up", "now", "front"})
SAVE = ("ctrl", "s")
_SENT: tuple[tuple[str, ...], ...] = ((), ("it",), ("order",), ("form",), ("message",))


def shortcut(clause: Clause, context: Context) -> Answer:
    """Whole orders that a common shortcut carries out."""
    if clause.phrase.has_quote():
        return None
    order, times = take_times(clause.phrase.trimmed(), context.lexicon)
    words = [word for word in order.words if word not in _DROPPED]
    chord = context.lexicon.shortcuts.whole(words) or context.lexicon.shortcuts.whole(order.words)
    keys = read_keys(chord) if chord else None
    if context.on_page and keys == (("escape",),) and order.ends(context.lexicon.words(WordClass.DIALOG)):
        return (CloseDialog(),)
    return (PressKeys(keys=keys[0], times=times),) if keys else None


def save(clause: Clause, context: Context) -> Answer:
    """Under the name that it has."""
    bare = without_determiner(clause.body, context.lexicon)
    whole = clause.body.trimmed()
    named = read_file(whole, context) if context.file and len(whole) else None
    if named is not None and file_name(named) != context.file:
        return None
    if len(whole) and named is None and not _is_saved_thing(whole, context) and not _is_saved_thing(bare, context):
        return None
    in_form = context.place is not None and not context.front and not context.on_desktop
    if context.on_page:
        return (HandIn(button=Query(text="Save", role=Role.BUTTON)),)
    return (Click(place=Query(text="Save", role=Role.BUTTON)) if in_form else PressKeys(keys=SAVE),)


def _is_saved_thing(phrase: Phrase, context: Context) -> bool:
    worked_out = isinstance(context.last, Read | Compute)
    tables = (WordClass.SAVED_THING, WordClass.PRONOUN, *((WordClass.AMOUNT,) if worked_out else ()))
    return any(phrase.is_in(context.lexicon.words(kind)) for kind in tables)


def save_as(clause: Clause, context: Context) -> Answer:
    """ "save it under the name 'notes.txt' in /tmp", "save as notes.txt". "it" and "the result" may be what was just
    worked out: that is written in a file of this name."""
    answer = _saved(clause, context)
    result = context.last
    if not isinstance(answer, tuple) or not isinstance(result, Read | Compute) or context.editor:
        return answer
    body = without_determiner(clause.body, context.lexicon)
    heads = (WordClass.PRONOUN, WordClass.RESULT, WordClass.AMOUNT)
    if not any(
        clause.body.trimmed().begins(table) or body.begins(table) for table in map(context.lexicon.words, heads)
    ):
        return answer
    written = TypeText(value=Reference(name=result.name), filling=Filling.APPEND)
    match answer:
        case (SaveAs(path=Literal(text=path), command=""),) if "." in file_name(path) and context.on_desktop:
            return (OpenFile(path=path, written=True), written)  # saved at the end of the plan
        case _:
            return (OpenApp(name="text editor"), written, *answer)


def _saved(clause: Clause, context: Context) -> Answer:
    lexicon = context.lexicon
    body = clause.body.trimmed()
    if clause.verb.endswith((" as", " under")):
        return saved_as(body, context)
    for at in range(len(body)):
        found = lexicon.words(WordClass.SAVE_NAME).at(body.words, at)
        if found is None or at + found.length >= len(body):
            continue
        thing = body.part(0, at).trimmed()
        if (
            len(thing)
            and not _is_saved_thing(without_determiner(thing, lexicon), context)
            and not _is_saved_thing(thing, context)
        ):
            return None
        rest = body.part(at + found.length)
        if body.words[at] in ("in", "into", "to") and found.length == 1:
            return _saved_in(rest, context)
        return saved_as(rest, context)
    return None


def saved_as(phrase: Phrase, context: Context) -> Answer:
    """A name, with the folder that may follow."""
    name = _without_kind(phrase.trimmed(), context)
    folder = ""
    for at in range(1, len(name) - 1):
        found = context.lexicon.words(WordClass.SAVE_FOLDER).at(name.words, at)
        if found is not None and at + found.length < len(name):
            said = without_determiner(name.part(at + found.length), context.lexicon)
            folder = "" if said.words[:1] == ("same",) else _folder(said, context)
            name = name.part(0, at)
            break
    path = _path(name, context)
    if isinstance(path, NotUnderstood) or path is None:
        return path
    if folder and isinstance(path, Literal):
        path = Literal(text=f"{folder.rstrip('/')}/{path.text}")
    return (SaveAs(path=path),)


def _without_kind(said: Phrase, context: Context) -> Phrase:
    """ "the file b.txt", "a text file named b.txt": the name alone."""
    noun = said.begins(context.lexicon.words(WordClass.FILE_NOUN))
    if noun and noun < len(said):
        return said.part(noun)
    bare = without_determiner(said, context.lexicon)
    kind = max(bare.begins(context.lexicon.words(one)) for one in (WordClass.NEW_DOCUMENT, WordClass.NEW_FILE))
    named = bare.part(kind).without_start(context.lexicon.words(WordClass.NAMED_BY)) if kind else bare.part(0, 0)
    return named if 0 < len(named) < len(bare) - kind else said


def _saved_in(phrase: Phrase, context: Context) -> Answer:
    """ "save it in /tmp as notes.txt", "save it to notes.txt"."""
    namers = ("as", "under", "with", "called", "named")
    at = next((at for at in range(1, len(phrase) - 1) if phrase.words[at] in namers), None)
    if at is None:
        return saved_as(phrase, context)
    head = without_determiner(phrase.part(0, at), context.lexicon)
    if any(head.is_in(context.lexicon.words(kind)) for kind in (WordClass.FILE_NOUN, WordClass.NEW_DOCUMENT)):
        return saved_as(phrase.part(at + 1), context)
    found = context.lexicon.words(WordClass.SAVE_NAME).at(phrase.words, at)
    length = found.length if found else 1
    path = _path(phrase.part(at + length), context)
    if isinstance(path, NotUnderstood) or path is None or not isinstance(path, Literal):
        return path if isinstance(path, NotUnderstood) else None
    return (SaveAs(path=Literal(text=f"{_folder(phrase.part(0, at), context).rstrip('/')}/{path.text}")),)


def _folder(phrase: Phrase, context: Context) -> str:
    """By its whole path, where it is known: a dialog for saving may open anywhere."""
    known = read_folder(phrase, context)
    if known:
        return known
    bare = without_determiner(phrase, context.lexicon)
    table = context.lexicon.words(WordClass.FOLDER_NOUN)
    if (length := bare.begins(table)) and length < len(bare):
        bare = bare.part(length)
    elif (length := bare.ends(table)) and length < len(bare):
        bare = bare.part(0, len(bare) - length)
    bare = bare.trimmed()
    return bare.tokens[0].raw if len(bare) == 1 and bare.tokens[0].kind is Kind.QUOTED else bare.text


def _path(phrase: Phrase, context: Context) -> Value | NotUnderstood | None:
    """A file's name: quoted text as it stands, backslashes too."""
    name = phrase.trimmed()
    if not len(name):
        return None
    quotes = [token for token in name.tokens if token.kind is Kind.QUOTED]
    if len(quotes) == 1 and name.tokens[-1] is quotes[0] and len(name) <= 3:
        return Literal(text=quotes[0].raw)
    if quotes or len(name) > 8:
        return context.trouble(name.text, "save_as")
    reference = read_reference(name, context)
    return reference or Literal(text=without_determiner(name, context.lexicon).text)


def search(clause: Clause, context: Context) -> Answer:
    """Types into the search field and presses Enter."""
    body = clause.body.trimmed()
    if clause.verb == "search":
        at = body.index("for")
        place_words = body.part(0, at) if at else body.part(0, 0)
        body = body.part(at + 1) if at is not None else body
    else:
        place_words = body.part(0, 0)
    if clause.verb in ("look for", "find", "look up") and not body.has_quote():
        return None
    whole, named_place = body, place_words
    at = next((at for at in range(1, len(body) - 1) if body.words[at] in ("in", "on", "using", "with")), None)
    if at is not None:
        place_words, body = body.part(at + 1), body.part(0, at)
    if not len(body.trimmed()):
        return None
    by_facts = search_by_facts(whole, Query(text="Search", role=Role.TEXT_FIELD)) if not len(named_place) else None
    if by_facts is not None:
        return (by_facts,)
    text = read_value(body, context, iso_dates=False)
    if isinstance(text, NotUnderstood):
        return text
    place: Query | NotUnderstood = Query(text="Search", role=Role.TEXT_FIELD)
    named = without_determiner(place_words, context.lexicon)
    if len(named) and not named.is_in(context.lexicon.words(WordClass.SEARCH_PLACE)):
        place = read_target(place_words, context, "search")
    if isinstance(place, NotUnderstood):
        return place
    return TypeText(value=text, place=place), PressKeys(keys=("enter",))


def submit(clause: Clause, context: Context) -> Answer:
    """ "send it": the button that says so."""
    body = clause.body.trimmed()
    bare = without_determiner(body, context.lexicon)
    table = context.lexicon.words(WordClass.FORM_OBJECT)
    if len(body) and not (body.is_in(table) or bare.is_in(table)):
        return None
    if clause.verb in ("place", "post", "cancel", "finish") and bare.words not in _SENT:
        return None
    if clause.verb in _CHECKED_OUT:
        return (Click(place=Query(text="Checkout")),)
    word = clause.verb.split()[0]
    name = f"{word.capitalize()} order" if word == "place" else word.capitalize()
    return (Click(place=Query(text=name, role=Role.BUTTON)),)


_CHECKED_OUT = frozenset({"check out", "checkout", "go to checkout", "go to the checkout", "proceed to checkout"})


def dialog(clause: Clause, context: Context) -> Answer:
    """A question of the browser's own: accepted, dismissed, or answered with text."""
    lexicon = context.lexicon
    body = clause.body.trimmed()
    verb = tuple(clause.verb.split())
    accepting = lexicon.words(WordClass.ACCEPTING).whole(verb) is not None
    dismissing = lexicon.words(WordClass.DISMISSING).whole(verb) is not None
    if not accepting and not dismissing:
        return _answered(body, context)
    bare = without_determiner(body, lexicon)
    length = bare.begins(lexicon.words(WordClass.DIALOG)) or bare.ends(lexicon.words(WordClass.DIALOG))
    only = bare.is_in(lexicon.words(WordClass.ONLY_DIALOG))
    if clause.verb == "close":
        return (AnswerDialog(accept=bare.words[-1:] == ("alert",)),) if only else None
    if clause.verb in ("leave", "stay", "stay on"):
        fits = bare.words in (("page",), ("on", "the", "page"), ("on", "this", "page"), ("anyway",))
        return (AnswerDialog(accept=clause.verb == "leave"),) if fits else None
    if body.is_in(lexicon.words(WordClass.PRONOUN)) and isinstance(context.last, Click):
        return (AnswerDialog(accept=accepting),) if clause.verb in ("accept", "dismiss", "allow") else None
    if body.is_in(lexicon.words(WordClass.PRONOUN)) and isinstance(context.last, AnswerDialog):
        return ()
    if (
        length
        and accepting
        and bare.words[length:] in (("with", "ok"), ("with", "okay"), ("with", "yes"), ("by", "ok"))
    ):
        return (AnswerDialog(accept=True),)
    if length and accepting and bare.words[length : length + 1] == ("with",):
        value = read_value(bare.part(length + 1), context, iso_dates=False)
        return value if isinstance(value, NotUnderstood) else (AnswerDialog(accept=True, value=value),)
    of_someone = len(bare) > length and bare.words[length] in ("from", "of", "by", "for")  # "the request from Ben"
    return (AnswerDialog(accept=accepting),) if length and not body.has_quote() and not of_someone else None


def _answered(body: Phrase, context: Context) -> Answer:
    """ "answer the prompt with 'Ana'", "answer yes to the question"."""
    lexicon = context.lexicon
    if not len(body):
        return None
    if body.words[0] in ("yes", "ok", "okay", "no"):
        rest = body.part(1).trimmed()
        bare = without_determiner(rest.part(1), lexicon) if rest.words[:1] in (("to",), ("in",)) else rest
        if len(rest) and not bare.begins(lexicon.words(WordClass.DIALOG)):
            return None
        return (AnswerDialog(accept=body.words[0] != "no"),)
    at = body.index("with", "by")
    named = without_determiner(body.part(0, at) if at else body, lexicon)
    if at is None or at == 0:
        start = 1 if at == 0 else 0
        if at is None and body.tokens[0].kind is not Kind.QUOTED:
            return None
        value_words = body.part(start)
    elif named.is_in(lexicon.words(WordClass.DIALOG)) or (
        body.part(0, at).is_in(lexicon.words(WordClass.PRONOUN)) and not isinstance(context.last, Pursue)
    ):
        value_words = body.part(at + 1)
    else:
        return None
    if value_words.trimmed().words in (("yes",), ("ok",), ("no",)):
        return (AnswerDialog(accept=value_words.trimmed().words != ("no",)),)
    value = read_value(value_words, context, iso_dates=False)
    return value if isinstance(value, NotUnderstood) else (AnswerDialog(accept=True, value=value),)
