"""Choosing from lists, ticking boxes, giving files."""

import re
from dataclasses import replace

from grounding.screen import Query, Role
from planner.actions import (
    Action,
    ChooseFile,
    Click,
    GiveFile,
    Literal,
    Pursue,
    Scroll,
    SelectOption,
    SetChecked,
    SetDate,
)
from planner.goals.goal import Goal, Thing
from planner.intents.moments import is_moment
from planner.language.context import Context
from planner.language.frames.facts import suggestion
from planner.language.frames.levels import SLID, read_numbers, set_levels
from planner.language.frames.objects import (
    Answer,
    is_upload,
    list_items,
    one_of_many,
    plain_name,
    read_file,
    read_target,
    read_targets,
    without_determiner,
    without_purpose,
)
from planner.language.frames.pointing import click_in_menu, menu_path
from planner.language.goal_things import known_by_now
from planner.language.lexicon import WordClass
from planner.language.tokens import Kind, Phrase
from planner.language.values import read_value
from planner.language.verbs import Clause
from planner.plan import NotUnderstood

_NTH = re.compile(r"\d+(?:st|nd|rd|th)$")
LONGEST_STATE = 3
_FROM = ("from", "in", "for", "as", "under", "out", "on", "within", "inside")
_BY_MEANS = ("with", "using", "by")
_UPLOAD_TO = ("to", "into", "in", "for", "as", "on", "using", "with", "under")
_TICKED_BY_CLICK = frozenset({Role.TAB, Role.LINK, Role.BUTTON, Role.ROW, Role.CELL, Role.LIST_ITEM, Role.MENU_ITEM})


def choose(clause: Clause, context: Context) -> Answer:
    """An option in a drop-down or list, an entry of a menu, a radio button, or simply what is to be clicked."""
    body = without_purpose(clause.body.trimmed(), context.lexicon)
    if not len(body):
        return None
    if body.is_in(context.lexicon.words(WordClass.NOTHING_AT_ALL)):
        return ()
    offered = suggestion(body, context)
    if offered is not None:
        return (offered,)
    if ">" in body.words:
        return menu_path(body, context)
    parted = [_option_and_place(item, context) for item in list_items(body, context.lexicon)]
    items = list_items(body, context.lexicon, at_and=False)
    if len(parted) > 1 and all(part is not None for part in parted):
        return _select_all([part for part in parted if part is not None], context)
    whole = _option_and_place(body, context)
    if whole is not None:
        options = list_items(whole[0], context.lexicon, at_and=False)
        return _select_all([(option, whole[1]) for option in options], context)
    return _pick(items, context)


def _option_and_place(phrase: Phrase, context: Context) -> tuple[Phrase, Phrase] | None:
    """ "Spain from the Country list"; not "Sign in with ...", whose preposition is followed by no place."""
    particles = context.lexicon.words(WordClass.NAME_WITH_PARTICLE)
    for at in range(1, len(phrase) - 1):
        by_means = phrase.words[at] in _BY_MEANS and _is_slid(phrase.part(at + 1), context)
        if phrase.words[at] not in _FROM and not by_means:
            continue
        start = at + 2 if phrase.words[at : at + 2] == ("out", "of") else at + 1
        if start >= len(phrase) or (phrase.words[at] == "out" and start == at + 1):
            continue
        head, rest = phrase.part(0, at), phrase.part(start).trimmed()
        if particles.before(phrase.words, at + 1) and not head.has_quote():
            continue
        relation = context.lexicon.relations.at(phrase.words, at)
        if relation is not None and relation.value.firm and not _is_heading(phrase.words[at], rest, context):
            continue
        named = without_determiner(head, context.lexicon).words
        if context.lexicon.ordinals.at(named) or _NTH.match(named[0]):
            continue
        role = context.lexicon.roles.before(head.words, len(head))
        if role is not None and role.value.role in (Role.RADIO, Role.CHECKBOX, Role.BUTTON, Role.LINK):
            continue
        if len(rest) and not rest.is_in(context.lexicon.words(WordClass.PRONOUN)):
            return head, rest
    return None


def _is_heading(link: str, rest: Phrase, context: Context) -> bool:
    """ "Vegetarian under Meal": the name of what is chosen from, and not merely where something stands."""
    lexicon = context.lexicon
    named = without_determiner(rest, lexicon)
    kind = lexicon.roles.before(named.words, len(named))
    known = any(named.is_in(lexicon.words(label)) for label in (WordClass.LABEL, WordClass.CHOICE_LABEL))
    return link == "under" and kind is None and (known or named.is_capitalised(0) or named.has_quote())


def _is_slid(phrase: Phrase, context: Context) -> bool:
    """ "5 with the slider": what is named last is what a number is chosen with."""
    role = context.lexicon.roles.before(phrase.trimmed().words, len(phrase.trimmed()))
    return role is not None and role.value.role in SLID


def _select_all(parted: list[tuple[Phrase, Phrase]], context: Context) -> Answer:
    actions: list[Action] = []
    for option, place in parted:
        chosen = _select(option, place, context)
        if isinstance(chosen, NotUnderstood):
            return chosen
        actions.extend(chosen)
        context = context.after(chosen)
    return _together(tuple(actions))


def _together(actions: tuple[Action, ...]) -> tuple[Action, ...]:
    """Several entries of one list are chosen with Ctrl held: each by itself would take the place of the one before."""
    kept: list[Action] = []
    for action in actions:
        match action:
            case SelectOption(place=place, option=Literal(text=text)) if _is_list(place) and action.place in [
                one.place for one in kept if isinstance(one, SelectOption)
            ]:
                kept.append(Click(place=Query(text=text, exact=True, role=Role.OPTION), modifiers=("ctrl",)))
            case _:
                kept.append(action)
    return tuple(kept)


def _is_list(place: Query) -> bool:
    return place.role is Role.LIST


def _select(option: Phrase, words: Phrase, context: Context) -> tuple[Action, ...] | NotUnderstood:
    lexicon = context.lexicon
    bare = without_determiner(words, lexicon)
    if bare.is_in(lexicon.words(WordClass.ANY_MENU)):
        if bare.ends(lexicon.words(WordClass.ANY_MENU)) and bare.words[-1] == "menu":
            return _pick_option(option, context, Role.MENU_ITEM)
        if context.place is not None and context.place.role is Role.DROPDOWN:
            return _choice(option, context.place, context)
    place = read_target(words, context, "choose")
    if isinstance(place, NotUnderstood):
        return place
    path = read_file(option, context)
    if path is not None and (is_upload(place, lexicon) or place.role is Role.TEXT_FIELD):
        return (ChooseFile(place=place, path=path),)
    if place.role is Role.MENU and place.text:
        item = _pick_option(option, context, Role.MENU_ITEM)
        if isinstance(item, NotUnderstood):
            return item
        return item if context.menu_is_open else (Click(place=place), *item)
    return _choice(option, place, context)


def _choice(option: Phrase, place: Query, context: Context) -> tuple[Action, ...] | NotUnderstood:
    bare = without_determiner(option, context.lexicon)
    noun = bare.words[-1:] in (("option",), ("entry",), ("item",), ("value",)) and len(bare) > 1
    value = read_value(bare.part(0, -1) if noun else option, context, listed=True)
    if isinstance(value, NotUnderstood):
        return value
    numbers = read_numbers(option, context) if place.role in SLID else ()
    if numbers:
        return set_levels(numbers, place)
    if isinstance(value, Literal) and not bare.has_quote() and is_moment(value.text):
        return (SetDate(value=value, place=place),)
    return (SelectOption(option=value, place=place),)


def _pick_option(option: Phrase, context: Context, role: Role) -> tuple[Action, ...] | NotUnderstood:
    place = read_target(option, context, "choose")
    return place if isinstance(place, NotUnderstood) else (Click(place=replace(place, role=place.role or role)),)


def _pick(items: tuple[Phrase, ...], context: Context) -> Answer:
    places = read_targets(items, context, "choose")
    if isinstance(places, NotUnderstood):
        return places
    actions: list[Action] = []
    for place in places:
        if place.role in (Role.RADIO, Role.CHECKBOX, Role.SWITCH):
            actions.append(SetChecked(place=place, checked=True))
        elif context.menu_is_open and place.role is None:
            actions.append(Click(place=replace(place, role=Role.MENU_ITEM)))
        elif (opened := _open_list(context)) is not None and place.role is None and place.text:
            actions.append(SelectOption(option=Literal(text=place.text), place=opened))
        else:
            actions.extend(click_in_menu(place, context, Click(place=place)))
    return _together(tuple(actions))


def _open_list(context: Context) -> Query | None:
    """What was opened or scrolled to choose from."""
    match context.last:
        case Click(place=Query(role=Role.DROPDOWN | Role.LIST)):
            return context.place
        case Scroll(place=Query(role=Role.LIST) as scrolled):
            return scrolled
        case _:
            return None


def check(clause: Clause, context: Context) -> Answer:
    return _set_all(clause, context, checked=True)


def uncheck(clause: Clause, context: Context) -> Answer:
    return _set_all(clause, context, checked=False)


def show(clause: Clause, context: Context) -> Answer:
    """ "show the hidden files", "hide the toolbar": what an application can show or not, where one was named."""
    if not context.setting or clause.body.has_quote():
        return None
    place = read_target(clause.body, context, "check")
    if isinstance(place, NotUnderstood) or place.role in (Role.WINDOW, Role.TAB, Role.DIALOG) or not place.text:
        return None
    return (SetChecked(place=Query(text=place.text), checked=not clause.verb.startswith("hide")),)


def _set_all(clause: Clause, context: Context, *, checked: bool) -> Answer:
    body = clause.body.trimmed()
    if clause.verb == "mark" and body.words[:1] in _SOMEONE and body.words[1:2] == ("as",) and len(body) > 2:
        body = body.part(2).trimmed()  # "mark her as active"
    if body.words in ((), ("out",), ("in",), ("up",), ("for",)):
        return None
    toggled = clause.verb.startswith(("turn", "switch", "enable", "disable"))
    splits_and = not toggled or _are_settings(body, context)
    items = list_items(body, context.lexicon, at_and=splits_and or body.words[0] == "both")
    if len(items) > 1 and items[0].words[:1] in (("both",), ("all",)):
        items = (items[0].part(1), *items[1:])
    if not items or items[0].words[0] in ("all", "everything", "every", "each"):
        return context.trouble(clause.phrase.text, "check")
    if ">" in body.words:
        return _set_in_menu(body, context, checked=checked)
    if context.on_page and clause.verb == "mark" and "as" in body.words and not body.has_quote():
        return context.trouble(clause.phrase.text, "check")  # a state of several words: "as out of stock"
    closed = _closed_by(items, body, context)
    items = items[:-1] if closed else items
    places = read_targets(items, context, clause.frames[0])
    if isinstance(places, NotUnderstood):
        return places
    if closed and len(places) == len(items):
        return (*(SetChecked(place=_as_box(place, body), checked=checked) for place in places), *closed)
    if toggled and context.on_desktop and all(_is_setting(place) for place in places):
        return tuple(
            SetChecked(place=Query(text=plain_name(without_determiner(item, context.lexicon))), checked=checked)
            for item in items
        )
    if len(places) == 1 and (opening := click_in_menu(places[0], context, Click(place=Query())))[1:]:
        return _ticked_last(opening, checked=checked)
    if any(place.role in _TICKED_BY_CLICK for place in places) or ("checkboxes" in body.words and len(places) == 1):
        return None
    return tuple(SetChecked(place=_as_box(place, body), checked=checked) for place in places)


def _closed_by(items: tuple[Phrase, ...], body: Phrase, context: Context) -> tuple[Click, ...]:
    """ "tick Fever, Accept": a word that closes what was begun, after a pause, is pressed."""
    last = items[-1]
    before = body.words[body.tokens.index(last.tokens[0]) - 1] if len(items) > 1 else ""
    closing = last.is_in(context.lexicon.words(WordClass.CLOSING)) and last.is_capitalised(0)
    return (Click(place=Query(text=plain_name(last))),) if closing and before == "," and "and" not in body.words else ()


def mark_as(clause: Clause, context: Context) -> Answer:
    """ "mark Kei Sato as active", "make the invoice of Bob paid": on a page, a thing is given a state by its form."""
    body = without_determiner(clause.body, context.lexicon)
    state = body.words[-1:]
    if not context.on_page or len(body) < len(("Ana", "active")) or body.has_quote() or not state[0].isalpha():
        return None
    at = body.index("as") if clause.verb != "make" else None
    state = body.words[at + 1 :] if at else state
    rest = body.part(0, at or -1)
    rest = rest.part(0, -1) if clause.verb == "make" and rest.words[-1] in ("a", "an") else rest
    if not state or len(state) > LONGEST_STATE or not rest.words or rest.words[-1] == "to":
        return None
    before = context.last
    spoken_of = known_by_now(before.goal) if rest.words in _SOMEONE and isinstance(before, Pursue) else None
    told = one_of_many(rest.text) if not body.is_capitalised(len(body) - 1) else None
    styled = (
        context.lexicon.looks.styles.whole(state) is not None or context.lexicon.looks.colors.whole(state) is not None
    )
    thing = Thing(noun=told[0], marks=(told[1],)) if told is not None else spoken_of
    several = any({"and", ","} & set(mark.replace(",", " ,").split()) for mark in thing.marks) if thing else False
    if styled or thing is None or several:
        return None
    said = f"{clause.verb} {clause.body.trimmed().text}"
    return (Pursue(goal=Goal(said=said, deed="edit", thing=thing, options=(" ".join(state),))),)


_SOMEONE = (("it",), ("him",), ("her",), ("them",), ("this",))


def _are_settings(body: Phrase, context: Context) -> bool:
    """ "line numbers and word wrap"; "sound and vibration" may be one, and so may what is written with capitals."""
    items = list_items(body, context.lexicon)
    small = not any(body.is_capitalised(at) for at in range(len(body))) and not body.has_quote()
    return small and len(items) == body.words.count("and") + 1 and any(len(item) > 1 for item in items)


def _is_setting(place: Query) -> bool:
    """ "turn on the images on buttons": the words are the setting's name, even where they name a kind of control."""
    boxes = (Role.CHECKBOX, Role.SWITCH, Role.RADIO, Role.OPTION, Role.TEXT_FIELD, Role.MENU_ITEM)
    return not place.exact and (bool(place.relations) or place.role is not None) and place.role not in boxes


def _set_in_menu(body: Phrase, context: Context, *, checked: bool) -> Answer:
    """ "tick View > Line Numbers": the menus are opened, the last entry is set."""
    clicks = menu_path(body, context)
    return _ticked_last(clicks, checked=checked) if isinstance(clicks, tuple) else clicks


def _ticked_last(clicks: tuple[Action, ...], *, checked: bool) -> tuple[Action, ...]:
    *opening, last = clicks
    assert isinstance(last, Click)  # menus are opened by clicks alone
    return (*opening, SetChecked(place=replace(last.place, role=Role.MENU_ITEM), checked=checked))


def _as_box(place: Query, body: Phrase) -> Query:
    """ "the Newsletter box" is a tick box here, not a text field; so is the option of "check the first option"."""
    return replace(place, role=Role.CHECKBOX) if place.role in (Role.TEXT_FIELD, Role.OPTION) else place


def upload(clause: Clause, context: Context) -> Answer:
    """Gives a file to a field; to the open chooser when a click brought one up."""
    body = without_determiner(clause.body, context.lexicon)
    if body.words[:1] == ("file",) and len(body) > 1:
        body = body.part(1).trimmed()
        body = body.part(1) if body.words[0] in ("called", "named") and len(body) > 1 else body
    if not len(body) or ">" in body.words:
        return None
    at = next((at for at in range(1, len(body) - 1) if body.words[at] in _UPLOAD_TO), None)
    name = body.part(0, at).trimmed() if at is not None else body
    if len(list_items(name, context.lexicon)) > 1:
        return context.trouble(clause.phrase.text, "upload")
    name = name.part(0, 1) if len(name) == 2 and name.words[1] == "file" else name
    token = name.tokens[0]
    path = token.raw if token.kind is Kind.QUOTED and len(name) == 1 else plain_name(name)
    if at is not None:
        place = read_target(body.part(at + 1), context, "upload")
        return place if isinstance(place, NotUnderstood) else (ChooseFile(place=place, path=path),)
    if isinstance(context.last, Click):
        return (GiveFile(path=path),)
    return (ChooseFile(place=Query(text="Choose file"), path=path),)
