"""Text on several lines: "'a' on the first line and 'b' on the second"."""

from dataclasses import replace

from planner.actions import Filling, Literal, TypeText, Value
from planner.language.context import Context
from planner.language.frames.objects import (
    Answer,
    list_items,
    read_count,
)
from planner.language.lexicon import WordClass
from planner.language.tokens import Phrase
from planner.language.values import is_self_contained, joined_lines, read_value
from planner.plan import NotUnderstood


def read_text(phrase: Phrase, context: Context, *, iso_dates: bool) -> tuple[Value, ...] | NotUnderstood:
    """What is typed, with a line break between lines; several values only where a result stands among the text."""
    body, lines = _lines_head(phrase, context)
    pieces, breaks_first = _at_line_marks(body, context)
    items: list[Value] = []
    for piece in pieces:
        parts = list_items(piece, context.lexicon) if lines or _is_list_of_values(piece, context) else (piece,)
        for part in parts:
            value = read_value(part, context, iso_dates=iso_dates)
            if isinstance(value, NotUnderstood):
                return value
            items.append(value)
    if not items:
        return context.trouble(phrase.text, "words")
    typed = joined_lines(tuple(items))
    if breaks_first:
        first = typed[0]
        if isinstance(first, Literal):
            return (Literal(text=f"\n{first.text}"), *typed[1:])
        return (Literal(text="\n"), *typed)
    return typed


def _is_list_of_values(piece: Phrase, context: Context) -> bool:
    """ "'a' and 'b'", "'a' and the result": each on a line of its own."""
    items = list_items(piece, context.lexicon)
    return len(items) > 1 and piece.has_quote() and all(is_self_contained(item, context) for item in items)


def _lines_head(phrase: Phrase, context: Context) -> tuple[Phrase, bool]:
    """ "two lines: ..." and "... on separate lines": the text, and that it is lines."""
    lexicon = context.lexicon
    body = phrase.trimmed()
    body = body if len(body) < len(phrase) and body.text != phrase.text else phrase
    start = 1 if body.words[:1] in (("the",), ("these",)) else 0
    counted = len(body) > start + 1 and read_count(body.words[start], lexicon) is not None
    rest = body.part(start + 1) if counted else body
    if length := rest.begins(lexicon.words(WordClass.LINES_HEAD)):
        rest = rest.part(length)
        rest = rest.part(1) if rest.words[:1] in (("with",), ("saying",), ("containing",), ("reading",)) else rest
        return rest.trimmed(), True
    trimmed = body.trimmed()
    ending = trimmed.ends(lexicon.words(WordClass.ON_LINES))
    if 0 < ending < len(trimmed):
        return trimmed.part(0, len(trimmed) - ending).trimmed(), True
    return phrase, False


def _at_line_marks(phrase: Phrase, context: Context) -> tuple[tuple[Phrase, ...], bool]:
    """The parts between "on the first line", "on the next line"; and whether the text begins on a new line."""
    lexicon = context.lexicon
    pieces: list[Phrase] = []
    start, at, first, marks = 0, 0, False, 0
    while at < len(phrase):
        new = lexicon.words(WordClass.NEXT_LINE).at(phrase.words, at)
        old = lexicon.words(WordClass.FIRST_LINE).at(phrase.words, at)
        found = new or old
        if found is None:
            at += 1
            continue
        first, marks = first or old is not None, marks + 1
        pieces.append(phrase.part(start, at))
        at += found.length
        start = at
    pieces.append(phrase.part(start))
    bare = tuple(piece for piece in (_without_and(piece) for piece in pieces) if len(piece))
    if not marks:
        return (phrase,), False
    if len(bare) == 1 and not first and not _is_list_of_values(bare[0], context):
        halves = list_items(bare[0], lexicon)
        return (bare, True) if len(halves) != 2 else (halves, False)
    return bare, False


def _without_and(phrase: Phrase) -> Phrase:
    bare = phrase.trimmed()
    while bare.words[:1] in (("and",), ("then",)):
        bare = bare.part(1).trimmed()
    while bare.words[-1:] in (("and",), ("then",)):
        bare = bare.part(0, -1).trimmed()
    return bare


def next_line(phrase: Phrase, context: Context) -> Answer:
    """An order without a verb after typing: "then on the next line 'b'"."""
    if not phrase.begins(context.lexicon.words(WordClass.NEXT_LINE)) or not isinstance(context.last, TypeText):
        return None
    texts = read_text(phrase, replace(context, in_form=False), iso_dates=False)
    if isinstance(texts, NotUnderstood):
        return texts
    return tuple(TypeText(value=text, filling=Filling.HERE) for text in texts)
