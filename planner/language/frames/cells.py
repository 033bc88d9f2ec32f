"""Sheets: values and formulas for cells that are named, "put the sum of B2 to B4 into B5"; text replaced by another."""

import re
from dataclasses import replace

from grounding.screen import Query, Related, Relation, Role
from planner.actions import Action, Literal, Pursue, Reference, SelectOption, SetChecked, SetDate, SetLevel, TypeText
from planner.document_orders import Finish, ReplaceText, SetCell
from planner.goals.goal import Given, Goal, Thing
from planner.language.context import Context
from planner.language.frames.objects import Actions, Answer, bring, one_of_many, plain_name
from planner.language.frames.shown_sums import ADDED, SUMS
from planner.language.lexicon import WordClass
from planner.language.telling.each import is_plural, one_of
from planner.language.tokens import Kind, Phrase
from planner.language.verbs import Clause

CELL = re.compile(r"\$?([A-Za-z]{1,2})\$?([1-9]\d{0,3})")
"""In either case: what is worked out may be said in small letters."""
_SHEET = re.compile(r".*\.(?:csv|tsv|ods|xls|xlsx|gnumeric)", re.IGNORECASE)
_RANGE = frozenset({"to", "through", "until", "till", "-", "–", "up"})
_TO = ("with", "by", "to", "for", "into")
_INTO = ("in", "into", "to")
_POSSESSIVE = re.compile(r"([A-Z].*)['’]s? ([a-z][\w -]*)")
"""Whose a thing is and what it is: "Ana Lopez's e-mail"; a name alone, so that "the user's name" stays a label."""
_PRONOUNS = frozenset({"it", "them", "him", "her"})
_POSSESSIVES = frozenset({"its", "their", "his", "her"})
_ARTICLES = frozenset({"the", "a", "an", "our", "my"})
_LONGEST_OWNER = 6
_SEVERAL = re.compile(r", and | and |, ")
_ALL = (("every",), ("all",), ("each",), ("any",))


def is_sheet(path: str) -> bool:
    return _SHEET.fullmatch(path) is not None


def in_cells(actions: Actions, context: Context) -> Actions:
    """What was read as filling a field called "B2" is meant for the cell, where one works on a desktop."""
    if not context.on_desktop:
        return _of_one_record(tuple(one for said in actions for one in _each_of(_of_a_record(said, context))))
    done: list[Action] = []
    for action in (one for said in actions for one in _in_its_application(said, context)):
        changed = _in_cell(action, context)
        context = context.after((changed,))
        done.append(changed)
    return tuple(done)


def _in_its_application(action: Action, context: Context) -> Actions:
    """ "change the tab width in Geany to 8": where an application is named, it is opened, and no place is in it."""
    match action:
        case TypeText(place=Query() as place) | SetLevel(place=place) | SelectOption(place=place):
            pass
        case SetChecked(place=place) | Finish(place=Query() as place):
            pass
        case _:
            return (action,)
    match place.relations:
        case (Related(relation=Relation.INSIDE, anchor=Query(text=name, role=None, relations=(), exact=False)),):
            known = context.is_application(name.lower())
            return (
                (*bring(name.lower(), context), replace(action, place=replace(place, relations=())))
                if known
                else (action,)
            )
        case _:
            return (action,)


def _of_a_record(action: Action, context: Context) -> Action:
    """ "change the e-mail of Bob Stone to ...": on a page, what is changed belongs to one of many things."""
    match action:
        case TypeText(value=Literal(text=value), place=Query(text=text, exact=False)):
            pass
        case TypeText(value=Reference(name=name), place=Query(text=text, exact=False)):
            value = f"{{{{{name}}}}}"
        case SetLevel(value=Literal(text=value), place=Query(text=text, exact=False)):
            pass
        case SetDate(value=Literal(text=value), place=Query(text=text, exact=False)):
            pass
        case SelectOption(option=Literal(text=value), place=Query(text=text, exact=False)):
            pass
        case _:
            return action
    label, of, owner = text.partition(" of ")
    possessive = _POSSESSIVE.fullmatch(text)
    if possessive:
        label, of, owner = possessive[2], " of ", possessive[1]
    if isinstance(action.place, Query) and action.place.relations and not _listed_in(action.place):
        label, of, owner = text, " of ", _beside(action.place)
        text = f"{label} of {owner}"
    quoted = isinstance(action.place, Query) and any(one.anchor.exact for one in action.place.relations)
    told = (("", owner) if quoted else one_of_many(owner) or _of_a_kind(owner, context)) if owner else None
    if (isinstance(context.last, Pursue) or (owner == "it" and context.on_page and context.last)) and (
        told_before := _told_before(label, owner)
    ):
        return replace(action, place=Query(text=told_before))
    if not of or not label[:1].islower() or told is None or context.front:
        return action
    inside = _listed_in(action.place) if isinstance(action.place, Query) else ""
    kinds = context.lexicon.words(WordClass.RECORD_NOUN)
    if kinds.whole(tuple(label.split())) and value.isalpha() and value.islower() and not told[0]:
        of_kind = Goal(said=f"set the {text} to {value}", deed="edit", thing=Thing(noun=label, marks=(told[1],)))
        return Pursue(goal=replace(of_kind, options=(value,)))  # "set the invoice of Bo to paid": its state
    thing, fact = Thing(noun=told[0] or inside, marks=(told[1],)), Given(cue=label, value=value)
    return Pursue(
        goal=Goal(
            said=f"set {text if possessive else f'the {text}'} to {value}", deed="edit", thing=thing, facts=(fact,)
        )
    )


def _each_of(action: Action) -> Actions:
    """ "the status of the invoices of Ana and Ben", "the fees of Ana and Ben": of each of them."""
    match action:
        case Pursue(goal=Goal(deed="edit", thing=Thing(marks=(mark,)) as thing, facts=(fact,)) as goal):
            names = _SEVERAL.split(mark)
            plural = next((one for one in (thing.noun, fact.cue) if is_plural(one)), "")
            if len(names) < 2 or not plural or not all(name[:1].isupper() for name in names):
                return (action,)
            kind = one_of(thing.noun) if plural == thing.noun else thing.noun
            label = one_of(fact.cue) if plural == fact.cue else fact.cue
            return tuple(
                Pursue(
                    goal=replace(
                        goal,
                        said=f"set the {label} of {f'{kind} of ' if kind else ''}{name} to {fact.value}",
                        thing=Thing(noun=kind, marks=(name,)),
                        facts=(replace(fact, cue=label),),
                    )
                )
                for name in names
            )
        case _:
            return (action,)


def _of_a_kind(owner: str, context: Context) -> tuple[str, str] | None:
    """ "printer ticket", "ticket about the printer": on a page the kind, and what tells it apart."""
    kinds, words = context.lexicon.words(WordClass.RECORD_NOUN), owner.replace("-", " ").split()
    if not context.on_page or not 1 < len(words) < _LONGEST_OWNER or not all(word.isalpha() for word in words):
        return None
    if kinds.whole((words[0],)) and words[1] == "about":
        rest = [word for word in words[2:] if word not in _ARTICLES]
        return (words[0], " ".join(rest)) if rest else None
    return (words[-1], " ".join(words[:-1])) if kinds.whole((words[-1],)) and owner.islower() else None


def _told_before(label: str, owner: str) -> str:
    """ "the assignee of it", "his town": of what the order before it was about."""
    if owner in _PRONOUNS:
        return label
    first, _, rest = label.partition(" ")
    return rest if first in _POSSESSIVES and not owner else ""


def _listed_in(place: Query) -> str:
    """ "in the member table": what the list is of."""
    match place.relations:
        case (Related(relation=Relation.INSIDE, anchor=Query(text=text, role=Role.TABLE | Role.LIST, relations=())),):
            return text
        case _:
            return ""


def _beside(place: Query) -> str:
    """What it was said to be of: "the priority of the issue Lamp is broken"."""
    match place.relations:
        case (Related(relation=Relation.NEXT_TO, anchor=Query(role=role, relations=()) as anchor, firm=False),):
            is_card = role is Role.GROUP and anchor.text[:1].isupper() and " " in anchor.text  # "the card Fix login"
            return anchor.text if role is None or is_card else ""
        case _:
            return ""


def _of_one_record(actions: Actions) -> Actions:
    """ "... and its supplier to Nordhandel": what else is set in the same breath belongs to the same thing."""
    done: list[Action] = []
    for action in actions:
        before = done[-1] if done else None
        match before, action:
            case (
                Pursue(goal=Goal(deed="edit") as goal),
                TypeText(value=Literal(text=value), place=Query(text=label, relations=()))
                | SelectOption(option=Literal(text=value), place=Query(text=label, relations=()))
                | SetDate(value=Literal(text=value), place=Query(text=label, relations=()))
                | SetLevel(value=Literal(text=value), place=Query(text=label, relations=())),
            ) if goal.facts and label:
                label = _told_before(label, "") or label
                said = f"{goal.said} and its {label} to {value}"
                done[-1] = Pursue(goal=replace(goal, said=said, facts=(*goal.facts, Given(cue=label, value=value))))
            case _:
                done.append(action)
    return tuple(done)


def _in_cell(action: Action, context: Context) -> Action:
    match action:
        case TypeText(value=value, place=Query() as place) | SetDate(value=value, place=place):
            pass
        case SetLevel(value=value, place=place) | SelectOption(option=value, place=place):
            pass
        case _:
            return action
    cell = _cell(place, context)
    if cell is None:
        return action
    if isinstance(value, Literal):
        value = Literal(text=formula(value.text, context) or value.text)
    return replace(cell, value=value)


def _cell(place: Query, context: Context) -> SetCell | None:
    if place.relations or place.ordinal is not None:
        return None
    nothing = Literal(text="")
    if CELL.fullmatch(place.text) and place.text[0].isupper():
        return SetCell(cell=place.text.replace("$", ""), value=nothing)
    if not context.file or not is_sheet(context.file):
        return None
    column, of, row = place.text.partition(" of ")
    if not of and (possessive := _POSSESSIVE.fullmatch(place.text)):
        column, of, row = possessive[2], " of ", possessive[1]
    return SetCell(row=row.removeprefix("the "), column=column, value=nothing) if of else None


def formula(text: str, context: Context) -> str | None:
    """What is to be worked out, as a spreadsheet writes it; None for anything that is no such thing.

    Ranges with a colon and operators are written alike in all of them; lists of arguments are not.
    """
    words = text.casefold().replace("'", " ").split()
    words = words[1:] if words[:1] in (["the"], ["their"]) else words
    found = context.lexicon.formulas.at(words)
    if found is not None:
        rest = words[found.length :]
        rest = rest[1:] if rest[:1] == ["of"] else rest
        cells = _cells(rest, context)
        return _of(found.value, cells) if cells else _of_two(words, context)
    return _of_two(words, context) or _sum_in_words(words, context)


def _of_two(words: list[str], context: Context) -> str | None:
    """ "multiply B2 by C2", "subtract B2 from B3"."""
    verb = words[0] if words else ""
    sign, links = SUMS.get(verb, ADDED if verb == "add" else ("", ()))
    at = next((words.index(link) for link in links if link in words), 0)
    first, second = words[1:at], words[at + 1 :]
    pair = [*second, sign, *first] if sign == "-" else [*first, sign, *second]
    return _sum_in_words(pair, context) if at > 1 and len(first) == len(second) == 1 else None


def _cells(words: list[str], context: Context) -> tuple[str, ...] | str | None:
    """ "B2 to B4" as "B2:B4"; "B2 and B3" as each of them; "them" as those that were just filled."""
    rest = [word for word in words if word not in ("the", "cells", "cell", "from", "both", "up")]
    if context.lexicon.words(WordClass.PRONOUN).whole(rest) or rest in ([], ["numbers"], ["values"], ["two"]):
        return _together(context.cells)
    named = [word.strip(",").replace("$", "").upper() for word in rest if CELL.fullmatch(word.strip(","))]
    links = [word for word in rest if not CELL.fullmatch(word.strip(","))]
    if len(rest) == 1 and re.fullmatch(rf"{CELL.pattern}:{CELL.pattern}", rest[0], re.IGNORECASE):
        return rest[0].upper()
    if len(named) == 2 and links and set(links) <= _RANGE:
        return f"{named[0]}:{named[1]}"
    if len(named) > 1 and set(links) <= {"and", ",", "&"}:
        return tuple(named)
    return None


def _together(cells: tuple[str, ...]) -> tuple[str, ...] | str | None:
    places = [CELL.fullmatch(cell) for cell in cells]
    known = [(place[1], int(place[2])) for place in places if place is not None]
    in_column = len({column for column, _ in known}) == 1
    rows = sorted(row for _, row in known)
    if len(known) > 1 and in_column and rows == list(range(rows[0], rows[0] + len(rows))):
        return f"{known[0][0]}{rows[0]}:{known[0][0]}{rows[-1]}"
    return cells or None


def _of(function: str, cells: tuple[str, ...] | str) -> str | None:
    if isinstance(cells, str):
        return f"={function}({cells})"
    sign = {"SUM": "+", "PRODUCT": "*"}.get(function, "")
    if sign:
        return f"={sign.join(cells)}"
    return f"=({'+'.join(cells)})/{len(cells)}" if function == "AVERAGE" else None


def _sum_in_words(words: list[str], context: Context) -> str | None:
    """ "B2 times B3": cells and numbers with operators between them."""
    at, parts = 0, [""]
    while at < len(words):
        operator = context.lexicon.operators.at(words, at)
        if len(parts) % 2 == 0 and operator is not None:
            parts[-1] = operator.value
            parts.append("")
            at += operator.length
            continue
        if len(parts) % 2 == 1 and (CELL.fullmatch(words[at]) or re.fullmatch(r"\d+(?:\.\d+)?", words[at])):
            parts[-1] = words[at].upper()
            parts.append("")
            at += 1
            continue
        return None
    whole = "".join(parts)
    return f"={whole}" if len(parts) > 3 and any(c.isalpha() for c in whole) else None


def work_out(clause: Clause, context: Context) -> Answer:
    """ "sum them in B4", "add B2 and B3 in B4", "average B2 to B9 in B10"."""
    body = clause.body.trimmed()
    at = next((at for at in range(len(body) - 1, 0, -1) if body.words[at] in _INTO), None)
    if not context.on_desktop or at is None or at + 1 >= len(body):
        return None
    name = plain_name(body.part(at + 1)).removeprefix("cell ")
    worked_out = formula(f"{clause.verb} {body.part(0, at).text}", context)
    if not CELL.fullmatch(name) or worked_out is None:
        return None
    return (SetCell(cell=name.upper(), value=Literal(text=worked_out)),)


_OF_TEXT = frozenset({"replace", "substitute", "find and replace"})
"""Verbs that say of words what else shall stand there; others change what a name stands for too."""


def substitute(clause: Clause, context: Context) -> Answer:
    """ "replace every 'Sir' with 'Ana'", "change all 2025 to 2026", in a document that the plan has in front."""
    body = clause.body.trimmed().without_end(context.lexicon.words(WordClass.EVERYWHERE))
    at = next((at for at in range(1, len(body) - 1) if body.words[at] in _TO), None)
    at_work = bool(context.file) or (context.on_desktop and bool(context.front))
    if at is None or not (at_work or context.on_page):
        return None
    old, new = body.part(0, at).trimmed(), body.part(at + 1).trimmed()
    if context.on_page:
        return _in_text_of_page(old, new, context)
    every = old.words[:1] in _ALL or len(body) < len(clause.body.trimmed())
    old = old.part(1) if old.words[:1] in _ALL and len(old) > 1 else old
    old = _without_kind(old, context)
    new = _without_kind(new, context)
    told = (old.has_quote() and len(old) == 1) or (clause.verb in _OF_TEXT and CELL.fullmatch(old.text) is None)
    if not len(old) or not len(new) or not (every or (told and context.file)):
        return None
    return (ReplaceText(old=_as_it_stands(old), new=_as_it_stands(new)),)


def _in_text_of_page(old: Phrase, new: Phrase, context: Context) -> Answer:
    """Both as they stand: what has no quotation marks is the name of a field."""
    old = old.part(1) if old.words[:1] in _ALL and len(old) > 1 else old
    old, new = _without_kind(old, context), _without_kind(new, context)
    if any(len(part) != 1 or not part.has_quote() for part in (old, new)):
        return None
    return (ReplaceText(old=_as_it_stands(old), new=_as_it_stands(new)),)


def _without_kind(phrase: Phrase, context: Context) -> Phrase:
    """Without "the word", "occurrences of", where the text itself follows."""
    rest = phrase.trimmed()
    length = rest.begins(context.lexicon.words(WordClass.OCCURRENCE))
    rest = rest.part(length).trimmed() if 0 < length < len(rest) else rest
    head = rest.begins(context.lexicon.words(WordClass.VALUE_HEAD))
    return rest.part(head).trimmed() if 0 < head < len(rest) else rest


def _as_it_stands(phrase: Phrase) -> str:
    token = phrase.tokens[0]
    return token.content if len(phrase) == 1 and token.kind is Kind.QUOTED else phrase.text
