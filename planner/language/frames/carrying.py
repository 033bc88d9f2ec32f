"""Results: reading, copying, pasting, working out."""

import re
from dataclasses import replace

from grounding.screen import Query, Role
from planner.actions import (
    Button,
    Click,
    Compute,
    Copy,
    Filling,
    Literal,
    OpenApp,
    Paste,
    PressKeys,
    Read,
    Reference,
    TypeText,
)
from planner.language.compute import CannotCompute, evaluate, keystrokes, normalise
from planner.language.context import Context
from planner.language.frames.folders import put_down, read_folder
from planner.language.frames.looking_up import RESULT
from planner.language.frames.lookups import looked_up
from planner.language.frames.objects import (
    Answer,
    app_name,
    list_items,
    plain_name,
    read_destination,
    read_file,
    read_target,
    without_determiner,
)
from planner.language.frames.shown_sums import (
    ADDED,
    SUMS,
    is_spoken_sum,
    taken_further,
    worked_out_from,
    worked_out_of_shown,
)
from planner.language.lexicon import WordClass
from planner.language.places import PRESSED
from planner.language.tokens import Phrase
from planner.language.values import read_value
from planner.language.verbs import Clause
from planner.plan import NotUnderstood
from planner.things import KeyIn

_NAMERS = (
    ("and", "call", "it"), ("and", "name", "it"), ("and", "remember", "it", "as"), ("and", "keep", "it", "as"),
    ("and", "save", "it", "as"), ("and", "note", "it", "as"), ("as",), ("under", "the", "name"), ("naming", "it"),
    ("calling", "it"),
)  # fmt: skip
_ASKED = re.compile(
    r"^(?:(?:the\s+)?(?:sum|result|value|answer|product|total)\s+(?:of|to)\s+|the\s+calculation\s+"
    r"|how\s+much\s+is\s+|what\s+is\s+)",
    re.IGNORECASE,
)
_HEADS = tuple(
    ("the", what, link)
    for what in ("text", "value", "content", "contents", "number", "word", "words")
    for link in ("of", "in", "from")
)
LONGEST_NAME = 60
_GONE_TO = frozenset({"to", "into", "in", "on", "off", "out", "there", "back", "up", "down", "away", "through", "home"})


def read(clause: Clause, context: Context) -> Answer:
    body, name = _named(clause.body.trimmed(), context)
    if not len(body) or (body.has_quote() and ":" in body.words):
        return None
    if body.words[0] in _GONE_TO and clause.verb == "get":
        return None  # "get to chapter nine", "get in": no thing that is read
    if clause.verb in ("take", "grab", "get") and body.has_quote() and len(body) == 1 and _menu_popped_up(context):
        return (Click(place=Query(text=body.tokens[0].content, exact=True)),)
    summed = worked_out_of_shown(body, name or RESULT, context) if is_spoken_sum(body, context) else None
    if summed is not None:
        return summed  # "take Net times 1.19"
    if clause.verb == "look up" and len(body) == 1 and body.has_quote():
        return None  # what is quoted is looked for
    place_words = _without_what(body, context)
    if place_words.is_in(context.lexicon.words(WordClass.PRONOUN)) or _is_result(place_words, context):
        again = isinstance(context.last, Read) and context.last.place is None
        kept = context.results[-1] if context.results and context.place is None and not again else ""
        if kept and name:
            return (Compute(expression=kept, name=name),)
        return (Read(name=name or RESULT),)
    if without_determiner(place_words, context.lexicon).is_in(context.lexicon.words(WordClass.SCREENSHOT)):
        return context.trouble(clause.phrase.text, "any")  # which no text is
    sought = looked_up(place_words, context)
    if sought is not None:
        return (replace(sought[0], name=name or sought[0].name),)
    several = list_items(place_words, context.lexicon)
    if len(several) > 1 and not name and all(len(one) == 1 and one.has_quote() for one in several):
        return tuple(Read(place=Query(text=one.tokens[0].content, exact=True), name=plain_name(one)) for one in several)
    place = read_target(place_words, context, "read")
    if isinstance(place, NotUnderstood):
        return place
    if clause.verb in ("take", "grab", "get") and place.role in PRESSED:
        return (Click(place=place),)  # "take the second link"
    return (Read(place=place, name=name or _noun(place_words, context)),)


def _menu_popped_up(context: Context) -> bool:
    return isinstance(context.last, Click) and context.last.button is Button.RIGHT


def _is_result(phrase: Phrase, context: Context) -> bool:
    bare = without_determiner(phrase, context.lexicon)
    return bare.words in (("result",), ("answer",), ("outcome",), ("display",))


def _without_what(body: Phrase, context: Context) -> Phrase:
    """ "what the Total field says", "the text of Total", "the value in Total": the place itself."""
    if body.words[:1] == ("what",) and body.words[-1] in ("says", "shows", "reads", "contains"):
        return body.part(1, -1)
    if len(body) > 1 and body.words[-1] in ("say", "show", "read", "contain"):
        return body.part(0, -1)
    if 0 < (length := body.begins(context.lexicon.words(WordClass.SHOWN_VALUE))) < len(body):
        return body.part(length)
    for head in _HEADS:
        if body.words[: len(head)] == head and len(body) > len(head):
            return body.part(len(head))
    return body


def _named(body: Phrase, context: Context) -> tuple[Phrase, str]:
    """ "the total as sum": the thing and its name."""
    for at in range(1, len(body)):
        for namer in _NAMERS:
            if body.words[at : at + len(namer)] == namer and at + len(namer) < len(body):
                name = without_determiner(body.part(at + len(namer)), context.lexicon)
                return body.part(0, at).trimmed(), plain_name(name)[:LONGEST_NAME]
    return body, ""


def _noun(phrase: Phrase, context: Context) -> str:
    return plain_name(without_determiner(phrase, context.lexicon))[:LONGEST_NAME]


def copy(clause: Clause, context: Context) -> Answer:
    """To the clipboard, and to a result of that name."""
    body, name = _named(clause.body.trimmed(), context)
    bare = without_determiner(body, context.lexicon)
    is_it = bare.is_in(context.lexicon.words(WordClass.PRONOUN)) and context.place is None
    if (
        not len(body)
        or is_it
        or bare.words[-1:] == ("selection",)
        or bare.words in (("selected", "text"), ("marked", "text"))
    ):
        return (Copy(name=name or "copied text"),)
    if clause.verb == "cut":
        return None
    to = next((at for at in range(1, len(body) - 1) if body.words[at] in ("into", "to")), None)
    source = body.part(0, to).trimmed() if to else body
    if read_file(source, context) is not None:
        return None
    place_words = _without_what(source, context)
    if bare.words == ("text",):
        copied = Copy(name=name or "copied text")
    else:
        place = read_target(place_words, context, "copy")
        if isinstance(place, NotUnderstood):
            return place
        if place.role is Role.LINK and place.text:
            place = replace(place, text=_noun(place_words, context), role=None)  # "Meeting link": a field's name
        copied = Copy(place=place, name=name or _noun(place_words, context))
    if to is None or "clipboard" in body.part(to).words:
        return (copied,)
    where = read_destination(body.part(to + 1), context, "paste")
    return where if isinstance(where, NotUnderstood) else (copied, *where.before, Paste(place=where.place))


def paste(clause: Clause, context: Context) -> Answer:
    body = clause.body.trimmed()
    if body.words[:1] in (("it",), ("that",), ("them",), ("this",)):
        body = body.part(1)
    at = body.index("into", "in", "to", "inside", "onto", "at")
    what = body.part(0, at) if at is not None else body
    lexicon = context.lexicon
    if not (what.trimmed().is_in(lexicon.words(WordClass.RESULT)) or _is_pasted(what, context)):
        return None
    if at is None or body.part(at).trimmed().is_in(lexicon.words(WordClass.AT_END)):
        return (Paste(),)
    folder = read_folder(body.part(at + 1), context) if context.held else None
    if folder is not None:
        return put_down(folder, (context.held,), context)
    where = read_destination(body.part(at + 1), context, "paste")
    if isinstance(where, NotUnderstood):
        return where
    if where.after:  # a new document beside the one that was copied from
        return context.trouble(clause.phrase.text, "paste")
    return (*where.before, Paste(place=where.place))


def _is_pasted(what: Phrase, context: Context) -> bool:
    bare = without_determiner(what, context.lexicon)
    known = " ".join(bare.words) in {name.lower() for name in context.results}
    return not len(what.trimmed()) or known or bare.is_in(context.lexicon.words(WordClass.RESULT)) or bare.words in (
        ("text",), ("clipboard",), ("content",), ("contents",), ("what", "you", "copied"), ("here",),
    )  # fmt: skip


def compute(clause: Clause, context: Context) -> Answer:
    """By itself; through a calculator when one is named or was just opened."""
    body, name = _named(clause.body.trimmed(), context)
    words, app = _calculator(body, context)
    if not len(words.trimmed()):
        return None
    expression = _expression(words.trimmed(), context)
    if isinstance(expression, NotUnderstood):
        shown = worked_out_of_shown(words.trimmed(), name or RESULT, context) if not app else None
        if shown is not None:
            return shown
        return (
            None if clause.verb in ("find", "what is", "what's", "find out", "determine", "figure out") else expression
        )
    if not app:
        return (Compute(expression=expression, name=name or RESULT),)
    return _through(app, words.trimmed(), name or RESULT, context)


def _calculator(body: Phrase, context: Context) -> tuple[Phrase, str]:
    """The words without "in the calculator", and the calculator's name; the one that is in front otherwise."""
    for at in range(len(body) - 1, 0, -1):
        if body.words[at] not in ("in", "with", "using", "on"):
            continue
        rest = without_determiner(body.part(at + 1).trimmed(), context.lexicon)
        known = app_name(rest, context) if len(rest) else None
        if known is not None:
            return body.part(0, at), known
        if rest.ends(context.lexicon.words(WordClass.APP_NOUN)) or context.is_calculator(rest.text):
            return body.part(0, at), plain_name(rest)
        # A program that nobody here knows by name: what stands before "in" is a sum, what follows is one short name.
        numbers_first = any(c.isdigit() for c in body.part(0, at).text) and not any(c.isdigit() for c in rest.text)
        if rest.has_quote() or (numbers_first and 0 < len(rest) <= 3):
            return body.part(0, at), plain_name(rest)
    return body, context.front if context.is_calculator(context.front) else ""


def _expression(words: Phrase, context: Context) -> str | NotUnderstood:
    text = _ASKED.sub("", words.text)
    if len(words) == 1 and words.tokens[0].content:
        text = words.tokens[0].content
    text = re.sub(r"\bthe\s+(?=\w)", "", text, flags=re.IGNORECASE)
    if text.lower().startswith(("both ",)) or (" and " in text.lower() and text != words.text):
        text = re.sub(r"\s+and\s+", " + ", text, flags=re.IGNORECASE)
    try:
        expression = normalise(text, context.results)
        if not any(name in expression for name in context.results):
            evaluate(expression, {})  # what has no answer, as 5 / 0, is told before anything is touched
        return expression
    except CannotCompute:
        return context.trouble(words.text, "compute")


def _through(app: str, words: Phrase, name: str, context: Context) -> Answer:
    before = _open(app, context)
    expression = _expression(words, context)
    if isinstance(expression, NotUnderstood):
        return expression
    try:
        typed = Literal(text=keystrokes(expression))
        if context.on_page:
            return (KeyIn(text=f"{typed.text}="), Read(name=name))
    except CannotCompute:
        known = [result for result in context.results if expression == result]
        if not known:
            return context.trouble(words.text, "compute")
        return (*before, TypeText(value=Reference(name=known[0]), filling=Filling.HERE), *_evaluated(name))
    return (*before, TypeText(value=typed, filling=Filling.HERE), *_evaluated(name))


def _open(app: str, context: Context) -> tuple[OpenApp, ...]:
    return () if context.front.lower() == app.lower() else (OpenApp(name=app),)


def _evaluated(name: str) -> tuple[PressKeys, Read]:
    return PressKeys(keys=("enter",)), Read(name=name)


def arithmetic(clause: Clause, context: Context) -> Answer:
    """ "multiply 17 by 23", "divide the total by 4", "subtract 5 from 20", "add 5 and 7"."""
    body, name = _named(clause.body.trimmed(), context)
    words, app = _calculator(body, context)
    several = _several(clause.verb, words, context)
    if several is not None:
        return _done_in(several, app, name, words, context)
    if (further := taken_further(clause.verb, words, name or RESULT, context)) is not None and not app:
        return further
    sign, links = SUMS.get(clause.verb, ADDED)
    at = words.index(*links)
    if at is None or at == 0 or at == len(words) - 1:
        return None
    left, right = _operand(words.part(0, at), context), _operand(words.part(at + 1), context)
    it = words.part(0, at).trimmed().is_in(context.lexicon.words(WordClass.PRONOUN))
    if it and context.results:
        left, app = context.results[-1], ""  # what was worked out is known here
    if left is None or right is None:
        surely = clause.verb in SUMS and (clause.verb != "take away" or (left or right) is not None)
        first, second = words.part(0, at), words.part(at + 1)
        operands = (("", second), (sign, first)) if sign == "-" else (("", first), (sign, second))
        return worked_out_from(operands, name or RESULT, context) if surely and not app else None
    expression = f"{right} - {left}" if sign == "-" else f"{left} {sign} {right}"
    if not any(name in expression for name in context.results):
        try:
            evaluate(expression, {})
        except CannotCompute:
            return context.trouble(clause.phrase.text, "compute")
    return _done_in(expression, app, name, words, context)


def _several(verb: str, words: Phrase, context: Context) -> str | None:
    """ "48, 52 and 80": three or more numbers to be added or multiplied."""
    sign = "*" if verb == "multiply" else "+" if verb.startswith(("add", "sum")) else ""
    operands = [_operand(item, context) for item in list_items(words, context.lexicon)] if sign else []
    known = [operand for operand in operands if operand is not None]
    return f" {sign} ".join(known) if len(known) == len(operands) > 2 else None


def _done_in(expression: str, app: str, name: str, words: Phrase, context: Context) -> Answer:
    if not app:
        return (Compute(expression=expression, name=name or RESULT),)
    try:
        typed = TypeText(value=Literal(text=keystrokes(expression)), filling=Filling.HERE)
    except CannotCompute:
        return context.trouble(words.text, "compute")
    return (*_open(app, context), typed, *_evaluated(name or RESULT))


def _operand(phrase: Phrase, context: Context) -> str | None:
    """A number or a result's name."""
    if phrase.has_quote():
        return None
    value = read_value(phrase, context, listed=True)
    if isinstance(value, Reference):
        return value.name
    try:
        return normalise(phrase.trimmed().text) if isinstance(value, Literal) else None
    except CannotCompute:
        return None
