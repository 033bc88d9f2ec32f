"""Typing: what, where, and what becomes of the text that is there."""

import re
from dataclasses import replace

from grounding.screen import Query
from planner.actions import Action, AnswerDialog, FillFromScreen, Filling, Literal, SetDate, TypeText, Value
from planner.document_orders import AddLine
from planner.intents.moments import is_moment
from planner.language.context import Context
from planner.language.frames.cells import CELL
from planner.language.frames.facts import suggestion
from planner.language.frames.lines import read_text
from planner.language.frames.looking_up import RESULT, shown_value, worked_out
from planner.language.frames.objects import (
    Actions,
    Answer,
    Destination,
    list_items,
    read_destination,
    read_target,
)
from planner.language.frames.parting import STRONG, WEAK, Parted, parted
from planner.language.frames.pointing import presses
from planner.language.frames.rewriting import rewritten, without_rewriting
from planner.language.frames.shown_sums import is_spoken_sum, worked_out_of_shown
from planner.language.keys import read_keys
from planner.language.lexicon import WordClass
from planner.language.tokens import Kind, Phrase
from planner.language.values import is_self_contained, read_value
from planner.language.verbs import Clause
from planner.plan import NotUnderstood
from planner.values import Reference

_OF_TEXT = frozenset({"write", "write down", "enter", "add", "insert", "put", "append", "place", "include", "attach"})
"""What is said of a text after them is no text: "write a poem", "enter an appointment", "insert a table"."""
_INTO = re.compile(r"\S (?:to|into) (?:the|my|our|its|a) \S")


def type_text(clause: Clause, context: Context) -> Answer:
    if clause.verb.startswith("fill") and is_bare_name(clause.body.trimmed(), context):
        return context.trouble(clause.phrase.text, "fill")
    offered = suggestion(clause.body.trimmed(), context)
    if offered is not None:
        return (offered,)
    if clause.body.trimmed().ends(context.lexicon.words(WordClass.IN_CART)) and not clause.body.has_quote():
        return None  # nothing is written there
    body, rewrite = without_rewriting(clause.body, context.lexicon)
    if rewrite is None:
        return _typed(clause, context, appending=False)
    answer = _typed(replace(clause, body=body), context, appending=False)
    return rewritten(answer, rewrite) if isinstance(answer, tuple) else answer


def is_bare_name(body: Phrase, context: Context) -> bool:
    """ "fill in Name": with what, was left out."""
    told = {"in", "into", "for", "at", "under", "on", "to"} & set(body.words)
    return not told and not body.has_quote() and not is_self_contained(body, context)


_PUTTING = frozenset({"put", "enter", "note", "write"})
_FOR_THAT = (("for", "that"), ("for", "it"), ("for", "this"))
_ELSEWHERE = frozenset({"on", "onto", "to", "as", "at"})


def append(clause: Clause, context: Context) -> Answer:
    """ "add X to Y": only where X is text beyond doubt, or the verb says that it is added to text."""
    answer = _typed(clause, context, appending=True)
    if clause.verb.startswith("append") or isinstance(answer, NotUnderstood) or answer is None:
        return answer
    if any(isinstance(action, AddLine) for action in answer):
        return answer
    added = any(isinstance(action, TypeText) and (action.place is None or clause.body.has_quote()) for action in answer)
    split = parted(clause.body, context, STRONG | {"to"})
    sure = is_self_contained(split.value if split else clause.body, context)
    ended = clause.body.find(context.lexicon.words(WordClass.AT_END_OF)) is not None
    ended = ended or clause.body.trimmed().ends(context.lexicon.words(WordClass.AT_END)) > 0
    told = any(_goes_into_something(action) for action in answer)
    return answer if added and not told and (sure or ended or split is not None) else None


def _goes_into_something(action: Action) -> bool:
    """ "Tokyo to the world clocks" is no text that is added to a document."""
    match action:
        case TypeText(value=Literal(text=text), place=None):
            return bool(_INTO.search(text))
        case _:
            return False


def _is_put_somewhere(body: Phrase, context: Context) -> bool:
    """ "put the flour on shelf B1", "enter that as the due date": a thing and where it goes, and no text."""
    heads = (WordClass.DETERMINER, WordClass.PRONOUN)
    thing = any(body.begins(context.lexicon.words(kind)) for kind in heads) and not body.has_quote()
    return thing and context.on_page and not _ELSEWHERE.isdisjoint(body.words[1:]) and STRONG.isdisjoint(body.words)


def _typed(clause: Clause, context: Context, *, appending: bool) -> Answer:
    body = clause.body.trimmed() if clause.body.words[:1] == (":",) else clause.body
    if not len(body.trimmed()):
        return None
    if _is_place_first(clause, body):
        return None
    if body.words[0] in STRONG and len(body) < 4 and not is_self_contained(body.part(1), context):
        return context.trouble(clause.phrase.text, "words")  # "type into Name": what, was left out
    if clause.verb in ("use", "take") and body.trimmed().words[-2:] in _FOR_THAT:
        return context.trouble(clause.phrase.text, "any")  # "use Notes for that": with what something is done
    labelled = _labelled(clause, body, context)
    if labelled:
        return _write_all(labelled, context, appending=appending)
    if clause.verb in _PUTTING and _is_put_somewhere(body, context):
        return context.trouble(clause.phrase.text, "words")
    if clause.verb in _OF_TEXT and _is_some_thing(body, context):
        return context.trouble(clause.phrase.text, "words")
    preceding = (
        _place_first(body, context) or _after_colon(clause, body, context) or _label_first(clause, body, context)
    )
    if preceding is not None:
        return _write(preceding, context, appending=appending)
    strong = STRONG | {"to"} if appending else STRONG
    items = list_items(body, context.lexicon)
    splits = [parted(item, context, strong) for item in items]
    whole = [split for split in splits if split is not None]
    if len(items) > 1 and len(whole) == len(items):
        return _write_all(whole, context, appending=appending)
    return _write(
        parted(body, context, strong) or Parted(value=body, place=body.part(0, 0)), context, appending=appending
    )


def _is_some_thing(body: Phrase, context: Context) -> bool:
    """ "a poem about rain", and not "a line saying hello", "a quarter of the price"."""
    if body.words[0] not in ("a", "an") or len(body) < 3 or body.has_quote():
        return False
    heads = (WordClass.A_LINE, WordClass.LINES_HEAD, WordClass.VALUE_HEAD)
    return not is_spoken_sum(body, context) and not any(body.begins(context.lexicon.words(kind)) for kind in heads)


def _write_all(splits: list[Parted], context: Context, *, appending: bool) -> Answer:
    actions: list[Action] = []
    for split in splits:
        written = _write(split, context, appending=appending)
        if isinstance(written, NotUnderstood) or written is None:
            return written
        actions.extend(written)
        context = context.after(written)
    return tuple(actions)


def _write(split: Parted, context: Context, *, appending: bool) -> Answer:
    if split.value.trimmed().is_in(context.lexicon.words(WordClass.MATCHING_VALUES)) and _is_form(split.place, context):
        return (FillFromScreen(),)
    ended, place, appending = _ended(split, context, appending=appending)
    if _is_prompt(place, context):
        answer = read_value(ended, context, iso_dates=False)
        return answer if isinstance(answer, NotUnderstood) else (AnswerDialog(accept=True, value=answer),)
    where: Destination | NotUnderstood = Destination()
    if len(place):
        where = read_destination(place, context, "type")
    if isinstance(where, NotUnderstood):
        return where
    several = _several(place, context)
    if several is not None:
        texts = read_text(ended, context, iso_dates=True)
        if isinstance(texts, NotUnderstood):
            return texts
        return tuple(TypeText(value=text, place=one) for one in several for text in texts[:1])
    inner = parted(ended, context, STRONG) if where.before and where.place is None and not ended.has_quote() else None
    if inner is not None and not is_self_contained(ended, context):
        target = read_target(inner.place, context, "type")
        if isinstance(target, NotUnderstood):
            return target
        ended, where = inner.value, Destination(before=where.before, place=target)
    value, keys = _followed_by_keys(ended, context)
    sum_ = worked_out(value, context) if where.place is not None or len(place) else None
    if sum_ is not None:
        typed_sum = TypeText(
            value=Reference(name=sum_.name),
            place=where.place,
            filling=Filling.APPEND if where.document or appending else Filling.REPLACE,
        )
        return (sum_, *where.before, typed_sum, *keys, *where.after)
    in_cell = where.place is None or CELL.fullmatch(where.place.text) is not None  # which holds the sum itself
    summed = None if in_cell or not is_spoken_sum(value, context) else worked_out_of_shown(value, RESULT, context)
    if summed is not None:
        return (*summed, *where.before, TypeText(value=Reference(name=RESULT), place=where.place), *keys)
    shown = shown_value(value, context)
    if shown is not None and where.place is not None:
        reading, reference = shown
        return (reading, *where.before, TypeText(value=reference, place=where.place), *keys)
    texts = read_text(value, context, iso_dates=where.place is not None)
    if isinstance(texts, NotUnderstood):
        return texts
    filling = Filling.HERE if not len(place) else Filling.REPLACE
    if where.document or appending:
        filling = Filling.APPEND
    elif where.place is not None and not value.has_quote() and len(texts) == 1 and _is_moment(texts[0]):
        return (*where.before, SetDate(value=texts[0], place=where.place), *keys)
    if filling is Filling.APPEND and where.place is None and context.on_desktop:
        line = _line_of_its_own(value, texts, context)
        if line is not None:
            return (*where.before, AddLine(value=line), *keys, *where.after)
    typed = [TypeText(value=text, place=where.place, filling=filling) for text in texts[:1]]
    typed.extend(TypeText(value=text, filling=Filling.HERE) for text in texts[1:])
    return (*where.before, *typed, *keys, *where.after)


def _line_of_its_own(said: Phrase, texts: tuple[Value, ...], context: Context) -> Value | None:
    """ "the line 'a'", "'a' as a new line", to be added to a document; None where it is any text."""
    first = texts[0]
    broken = isinstance(first, Literal) and first.text.startswith("\n")
    if broken and isinstance(first, Literal) and len(first.text) > 1 and len(texts) == 1:
        return Literal(text=first.text[1:])
    if broken:
        return texts[-1] if len(texts[1:]) == 1 else None
    is_line = said.trimmed().begins(context.lexicon.words(WordClass.A_LINE)) > 0
    return first if is_line and len(texts) == 1 else None


def _is_prompt(place: Phrase, context: Context) -> bool:
    """ "the prompt", "the prompt dialog", "the browser's question"."""
    bare = place.trimmed().without_start(context.lexicon.words(WordClass.DETERMINER))
    return bare.words[-1:] == ("prompt",) or (
        "prompt" in bare.words and bare.is_in(context.lexicon.words(WordClass.DIALOG))
    )


def _is_form(place: Phrase, context: Context) -> bool:
    bare = place.without_start(context.lexicon.words(WordClass.DETERMINER))
    return not len(bare) or bare.is_in(context.lexicon.words(WordClass.FORM_NOUN))


def _several(place: Phrase, context: Context) -> tuple[Query, ...] | None:
    """ "both text fields", "each of the three boxes": one after the other."""
    bare = place.trimmed()
    if bare.words[:1] == ("both",):
        count, rest = 2, bare.part(1)
    elif bare.words[:1] in (("all",), ("each",), ("every",)):
        rest = bare.part(2) if bare.words[1:2] == ("of",) else bare.part(1)
        rest = rest.without_start(context.lexicon.words(WordClass.DETERMINER))
        count = context.lexicon.numbers.get(rest.words[0], 0) if len(rest) > 1 else 0
        rest = rest.part(1)
    else:
        return None
    found = read_target(rest, context, "type") if count > 1 and len(rest) else None
    if not isinstance(found, Query) or found.ordinal is not None:
        return None
    return tuple(replace(found, ordinal=number) for number in range(1, count + 1))


def _is_moment(value: Value) -> bool:
    return isinstance(value, Literal) and is_moment(value.text)


def _ended(split: Parted, context: Context, *, appending: bool) -> tuple[Phrase, Phrase, bool]:
    """ "at the end (of X)" taken off: the text, the place, and whether it is added."""
    lexicon = context.lexicon
    value, place = split.value, split.place
    found = value.find(lexicon.words(WordClass.AT_END_OF))
    if found is not None and not len(place) and found[0] > 0:
        return value.part(0, found[0]), value.part(sum(found)), True
    if length := place.trimmed().ends(lexicon.words(WordClass.AT_END)):
        trimmed = place.trimmed()
        return value, trimmed.part(0, len(trimmed) - length), True
    length = value.trimmed().ends(lexicon.words(WordClass.AT_END))
    if length and length < len(value.trimmed()):
        return value.trimmed().part(0, len(value.trimmed()) - length), place, True
    return value, place, appending


def _followed_by_keys(value: Phrase, context: Context) -> tuple[Phrase, Actions]:
    """ "'a' followed by Enter"."""
    if value.trimmed().words[-2:] in (("and", "enter"), ("and", "return")) and len(value.trimmed()) > 2:
        return value.trimmed().part(0, -2), presses((("enter",),), None)
    for at in range(1, len(value) - 2):
        if value.words[at : at + 2] == ("followed", "by"):
            break
    else:
        return value, ()
    chords = read_keys(value.part(at + 2).text, context.lexicon.keys)
    return (value.part(0, at), presses(chords, None)) if chords else (value, ())


def _is_place_first(clause: Clause, body: Phrase) -> bool:
    """ "type in the search box 'cats'": the verb was "type", not "type in"."""
    if not clause.verb.endswith((" in", " on")) or body.tokens[0].kind is not Kind.WORD:
        return False
    last = body.trimmed().tokens[-1]
    return last.kind is Kind.QUOTED and body.words[0] in ("the", "a", "my", "this")


def _place_first(body: Phrase, context: Context) -> Parted | None:
    """ "into Name type Ana" is turned round before; this is "into the Name field 'Ana'" and "into Name: Ana"."""
    if body.words[0] not in STRONG or len(body) < 3:
        return None
    colon = body.index(":")
    if colon is not None and 1 < colon < len(body) - 1:
        return Parted(value=body.part(colon + 1), place=body.part(1, colon))
    trimmed = body.trimmed()
    for at in range(2, len(trimmed)):
        if is_self_contained(trimmed.part(at), context):
            return Parted(value=trimmed.part(at), place=trimmed.part(1, at))
    return None


def _after_colon(clause: Clause, body: Phrase, context: Context) -> Parted | None:
    """ "the following text into the Message box: 'Dear Ana'", "enter Name: Ana"."""
    colon = body.index(":")
    if not colon or colon == len(body) - 1:
        return None
    head, value = body.part(0, colon).trimmed(), body.part(colon + 1)
    length = head.begins(context.lexicon.words(WordClass.VALUE_HEAD))
    rest = head.part(length)
    if length and rest.words[:1] and rest.words[0] in STRONG and len(rest) > 1:
        return Parted(value=value, place=rest.part(1))
    if length or not _names_fields(clause) or head.find(context.lexicon.words(WordClass.LINES_HEAD)):
        return None
    return Parted(value=value, place=head)


def _label_first(clause: Clause, body: Phrase, context: Context) -> Parted | None:
    """ "enter Name 'Ana'"."""
    trimmed = body.trimmed()
    if not _names_fields(clause) or len(trimmed) < 2 or trimmed.tokens[-1].kind is not Kind.QUOTED:
        return None
    head = trimmed.part(0, -1)
    if head.has_quote() or len(head) > 4 or not all(token.kind is Kind.WORD for token in head.tokens):
        return None
    if head.begins(context.lexicon.words(WordClass.VALUE_HEAD)) or set(head.words) & {"and", *STRONG, *WEAK}:
        return None
    return Parted(value=trimmed.part(-1), place=head)


def _labelled(clause: Clause, body: Phrase, context: Context) -> list[Parted] | None:
    """ "the username 'ana' and the password 'x' into the fields", "your name Ana", "the time as 2:53 PM"."""
    if not _names_fields(clause):
        return None
    whole = body.trimmed()
    into = next((at for at in range(len(whole) - 1, 1, -1) if whole.words[at] in ("in", "into")), None)
    if into is not None and whole.words[into + 1 : into + 2] in (("both",), ("all",), ("each",), ("every",)):
        return None
    if into is not None and whole.words[-1] in ("fields", "boxes", "form", "textboxes", "inputs"):
        whole = whole.part(0, into)
    splits: list[Parted] = []
    for item in list_items(whole, context.lexicon):
        bare = item.without_start(context.lexicon.words(WordClass.DETERMINER))
        length = bare.begins(context.lexicon.words(WordClass.LABEL))
        linked = length + 1 if bare.words[length : length + 1] in (("as",), ("of",), ("is",), ("to",)) else length
        value = bare.part(linked)
        if not length or not len(value) or value.words[0] in (*STRONG, *WEAK, "and", ":"):
            return None
        if parted(value, context, STRONG) is not None:
            return None
        splits.append(Parted(value=value, place=bare.part(0, length)))
    return splits


def _names_fields(clause: Clause) -> bool:
    """Whether the verb is one for forms: "enter", not "type" or "write"."""
    return clause.verb.split()[0] in ("enter", "entering", "input", "provide", "put", "fill")
