"""Forms: "Label: value" entries, and what is done with each."""

import re
from dataclasses import replace

from grounding.screen import Role
from planner.actions import (
    Action,
    AnswerDialog,
    ChooseFile,
    FillFromScreen,
    Filling,
    Literal,
    Pursue,
    SelectOption,
    SetChecked,
    SetDate,
    SetLevel,
    TypeText,
)
from planner.goals.goal import Thing
from planner.intents.moments import is_moment
from planner.language.context import Context
from planner.language.frames.levels import SLID, read_numbers
from planner.language.frames.objects import Answer, is_file, is_upload, one_of_many, read_file, read_target
from planner.language.goals import read_goal
from planner.language.lexicon import Lexicon, RoleWord, WordClass
from planner.language.tokens import Kind, Phrase, tokenize
from planner.language.values import is_self_contained, read_value
from planner.language.verbs import Clause
from planner.plan import NotUnderstood

LONGEST_LABEL = 6
LONGEST_COUNTED = 2
CELL = re.compile(r"\$?([A-Z]{1,2})\$?([1-9]\d{0,3})")
"""The name of a cell of a sheet."""
_BETWEEN = frozenset({",", ";", "\n", "and", "."})
_SIGNS = frozenset({":", "=", "-", ">"})
_LINKS = frozenset({"is", "as", "with", "to", "should", "be"})
_CHOSEN = frozenset({Role.DROPDOWN, Role.LIST, Role.OPTION})


def form(clause: Clause, context: Context) -> Answer:
    """ "fill in the form: Name: Ana, ..."; no actions when the entries follow as orders of their own."""
    lexicon = context.lexicon
    colon = clause.body.index(":")
    found = clause.body.find(lexicon.words(WordClass.FORM_WITH), 1)
    if colon is not None and (found is None or colon < found[0]):
        found = (colon, 1)
    head = clause.body.part(0, found[0]).trimmed() if found else clause.body.trimmed()
    head = head.without_end(lexicon.words(WordClass.POSITION)) if len(head) > 3 else head
    head = head.part(1) if head.words[:1] in (("in",), ("out",)) else head
    bare = head.without_start(lexicon.words(WordClass.DETERMINER))
    if not bare.ends(lexicon.words(WordClass.FORM_NOUN)) or head.has_quote() or len(head) > LONGEST_LABEL:
        return None
    typing = clause.verb.split()[0] in (
        "enter",
        "type",
        "input",
        "put",
        "set",
        "provide",
        "write",
        "entering",
        "typing",
    )
    if typing and (found is None or "lines" in bare.words or bare.words == ("it",)):
        return None
    rest = clause.body.part(sum(found)).trimmed() if found else clause.body.part(len(clause.body))
    rest = rest.trimmed()
    if found and clause.body.part(found[0] + 1).trimmed().is_in(lexicon.words(WordClass.MATCHING_VALUES)):
        return (FillFromScreen(),)
    if not len(rest):
        return ()
    return _loose_facts(rest, clause.phrase.text, context) or read_entries(rest, context)


def _loose_facts(rest: Phrase, said: str, context: Context) -> Answer:
    """ "my data: Ana Roth, ana@x.org, born 3 May 1990": facts that say by their kind what they are, after a name."""
    at = rest.index(":")
    lexicon = context.lexicon
    lead = rest.part(0, at) if at else rest.part(0, 0)
    lead = lead.without_start(lexicon.words(WordClass.DETERMINER)).without_start(lexicon.words(WordClass.BELONGING))
    facts = rest.part(at + 1) if at and lead.is_in(lexicon.words(WordClass.FORM_NOUN)) else rest
    if ":" in facts.words or not len(facts) or not facts.is_capitalised(0):
        return None
    plain = tokenize(f"create an entry called {facts.text}", lexicon)
    found = read_goal(plain, context) if isinstance(plain, Phrase) else None
    if found is None or len(found.goal.facts) < 2 or found.goal.facts[0].cue != "called" or found.goal.options:
        return None
    named = replace(found.goal.facts[0], cue="name")
    goal = replace(found.goal, said=said, thing=Thing(), facts=(named, *found.goal.facts[1:]), left_open=True)
    return (Pursue(goal=goal),)


def read_entries(phrase: Phrase, context: Context) -> Answer:
    """Every "Label: value" of the list."""
    actions: list[Action] = []
    for item in split_entries(phrase, context):
        parted = part_entry(item, context)
        if parted is None:
            return context.trouble(item.text, "form")
        label, value = parted
        cut = _before_choice(value, context)
        filled = fill_place(label, value.part(0, cut), context, listed=True)
        if isinstance(filled, NotUnderstood):
            return filled
        actions.append(filled)
        if cut < len(value):
            choice = read_target(value.part(cut + 1), context, "form")
            if isinstance(choice, NotUnderstood):
                return choice
            actions.append(SetChecked(place=choice, checked=True))
        context = context.after((filled,))
    return tuple(actions)


def _before_choice(value: Phrase, context: Context) -> int:
    """ "ana@x.org, female": what is whole without it is followed by one word that is chosen by itself."""
    at = len(value) - 2
    if at < 1 or value.words[at] not in (",", ";") or value.tokens[-1].kind is not Kind.WORD:
        return len(value)
    word = value.words[-1]
    return at if word.isalpha() and is_self_contained(value.part(0, at), context) else len(value)


def fill_place(label: Phrase, value: Phrase, context: Context, *, listed: bool) -> Action | NotUnderstood:
    """The one action that brings the value into the place: typed, chosen, or ticked for yes and no."""
    lexicon = context.lexicon
    label, kind = _kind_in_brackets(label, lexicon)
    place = read_target(label, context, "form")
    if isinstance(place, NotUnderstood):
        return place
    place = replace(place, role=kind.role) if kind is not None else place
    bare = value.trimmed()
    if "+" in bare.words and not any(sign.isdigit() for sign in bare.text):
        return context.trouble(value.text, "form")  # "Express + Continue": what follows is another order
    told = bare.is_in(lexicon.words(WordClass.YES)) or bare.is_in(lexicon.words(WordClass.NO))
    chosen = lexicon.words(WordClass.CHOICE_LABEL).whole(tuple(place.text.lower().split())) is not None
    of_many = (
        any(one_of_many(one.anchor.text) for one in place.relations) or " of " in place.text or "'s " in place.text
    )
    if (
        told and not chosen and not of_many and not (context.on_desktop and CELL.fullmatch(place.text))
    ):  # a cell holds the word itself
        return SetChecked(place=place, checked=bare.is_in(lexicon.words(WordClass.YES)))
    read = read_value(value, context, listed=listed)
    if isinstance(read, NotUnderstood):
        return read
    name = tuple(place.text.lower().split())
    if place.role is Role.DIALOG and "prompt" in label.words:
        return AnswerDialog(accept=True, value=read)
    if place.role in _CHOSEN or (place.role is None and lexicon.words(WordClass.CHOICE_LABEL).whole(name)):
        return SelectOption(option=read, place=place)
    slid = place.role in SLID or (place.role is None and lexicon.words(WordClass.LEVEL_LABEL).whole(name))
    numbers = read_numbers(value, context) if slid else ()
    if len(numbers) == 1:
        return SetLevel(value=Literal(text=numbers[0]), place=place)
    if isinstance(read, Literal) and not value.has_quote() and is_moment(read.text):
        return SetDate(value=read, place=place)
    path = read_file(value, context) if is_file(value, context) else None
    if path is not None and is_upload(place, lexicon):
        return ChooseFile(place=place, path=path)
    filling = Filling.APPEND if place.role in (Role.TEXT_AREA, Role.DOCUMENT) and not listed else Filling.REPLACE
    return TypeText(value=read, place=place, filling=filling)


def _kind_in_brackets(label: Phrase, lexicon: Lexicon) -> tuple[Phrase, RoleWord | None]:
    """ "Country (drop-down)": the label, and the kind of control."""
    at = next((at for at, word in enumerate(label.words) if word.startswith("(")), None)
    if not at or not label.words[-1].endswith(")"):
        return label, None
    kind = lexicon.roles.whole(tuple(word.strip("()") for word in label.words[at:]))
    return (label.part(0, at), kind) if kind is not None else (label, None)


def begins_entry(phrase: Phrase, lexicon: Lexicon) -> bool:
    """Whether "Label:" comes next."""
    for at in range(1, min(LONGEST_LABEL + 1, len(phrase))):
        if phrase.words[at] in (":", "="):
            return True
        if phrase.words[at] in _BETWEEN:
            return False
    return False


def split_entries(phrase: Phrase, context: Context) -> tuple[Phrase, ...]:
    """Cut where a new label begins; a comma inside a value ("12 Main Street, Springfield") does not cut."""
    signs = any(word in (":", "=") for word in phrase.words[1:])
    items: list[Phrase] = []
    start = 0
    for at, word in enumerate(phrase.words):
        if word not in _BETWEEN or at + 1 >= len(phrase) or at < start:
            continue
        rest = phrase.part(at + 1, at + 3 + LONGEST_LABEL)
        new = begins_entry(rest, context.lexicon) if signs else _begins_plain_entry(rest, context)
        # "2 eggs and 3 onions" may be one value, unless it is counted from the start.
        new = new and not (_counted(rest) and at - start > 2 and _counted(phrase.part(at - 2, at)))
        if new and at > start:
            items.append(phrase.part(start, at))
        if new:
            start = at + 1
    items.append(phrase.part(start))
    return tuple(item.trimmed() for item in items if len(item.trimmed()))


def _begins_plain_entry(phrase: Phrase, context: Context) -> bool:
    """A label without a colon: a common one, or some words before a quoted value, a date or a number."""
    bare = phrase.without_start(context.lexicon.words(WordClass.DETERMINER))
    if bare.begins(context.lexicon.words(WordClass.LABEL)) or _counted(phrase) is not None:
        return True
    for at in range(1, min(LONGEST_LABEL, len(bare))):
        if bare.words[at] in _BETWEEN:
            return False
        if is_self_contained(bare.part(at, at + 1), context) or bare.words[at] in _LINKS:
            return bare.tokens[0].kind is Kind.WORD
    return False


def _counted(phrase: Phrase) -> tuple[Phrase, Phrase] | None:
    """ "3 nights": a label in small letters that stands after its number, and the number."""
    end = next((at for at, word in enumerate(phrase.words) if word in _BETWEEN), len(phrase))
    things = phrase.part(1, end)
    if not 1 <= len(things) <= LONGEST_COUNTED or not phrase.words[0].isdecimal() or phrase.part(0, 1).has_quote():
        return None
    plain = all(word.isalpha() for word in things.words) and things.text.islower()
    return (things, phrase.part(0, 1)) if plain else None


def part_entry(item: Phrase, context: Context) -> tuple[Phrase, Phrase] | None:
    """Label and value."""
    at = next((at for at, word in enumerate(item.words) if word in _SIGNS and 0 < at <= LONGEST_LABEL), None)
    if at is not None:
        return (item.part(0, at), item.part(at + 1)) if at + 1 < len(item) else None
    counted = _counted(item)
    if counted is not None:
        return counted
    bare = item.without_start(context.lexicon.words(WordClass.DETERMINER))
    for cut in range(1, min(LONGEST_LABEL, len(bare))):
        if bare.words[cut] in _LINKS:
            value = bare.part(cut + 1)
            return (bare.part(0, cut), value) if len(value) else None
        if is_self_contained(bare.part(cut), context):
            return bare.part(0, cut), bare.part(cut)
    length = bare.begins(context.lexicon.words(WordClass.LABEL))
    return (bare.part(0, length), bare.part(length)) if 0 < length < len(bare) else None
