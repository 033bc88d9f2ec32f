"""One order read into its actions."""

import re
from collections.abc import Iterable
from dataclasses import replace

from grounding.screen import Query, Role
from planner.actions import (
    Action,
    Click,
    Filling,
    Literal,
    OpenApp,
    PressKeys,
    Pursue,
    SelectOption,
    SetChecked,
    SetDate,
    TypeText,
)
from planner.language.clauses import is_setting, preposed
from planner.language.context import Context
from planner.language.finishing import finishing
from planner.language.frames.brief import brief
from planner.language.frames.entries import begins_entry, part_entry, read_entries
from planner.language.frames.lines import next_line
from planner.language.frames.naming import named_control
from planner.language.frames.objects import (
    Actions,
    Answer,
    app_name,
    bring,
    is_file,
    plain_name,
    take_times,
    without_determiner,
)
from planner.language.frames.pointing import menu_path, presses
from planner.language.frames.table import FRAMES
from planner.language.goals import leading_aside, makes_described, read_goal
from planner.language.keys import read_keys
from planner.language.lexicon import Lexicon, WordClass
from planner.language.list_goals import of_whole_list
from planner.language.places import read_query
from planner.language.scopes import scope_after
from planner.language.swallowed import has_swallowed
from planner.language.tokens import Phrase
from planner.language.verbs import Clause, read_clauses, without_lead_in
from planner.plan import NotUnderstood
from planner.things import ChooseNumbers, ChooseThing, ChooseThings, ClickAt, ClickMiddle

ALONE = frozenset({"enter", "tab", "escape"})
LONGEST_NAMED = 6
LONGEST_STOP = 3
_LEFT_ALONE = frozenset({"leave", "keep"})
_PRESSED = frozenset({Role.BUTTON, Role.ICON_BUTTON, Role.LINK, Role.TAB})
_FUNCTION = re.compile(r"f\d{1,2}")
_OF_RECORDS = frozenset({"create", "edit", "rename", "delete", "archive", "add_to_cart", "buy", "book"})
"""Deeds that are done to things in lists; in a document they would be done to anything of that name."""
_UNLIKELY = frozenset(
    {"", "shortcut", "dialog", "form", "arithmetic", "keys", "append", "hold", "upload", "visit", "switch", "assert"}
    | {
        "make_file",
        "rate",
        "resize",
        "key_in",
        "by_meaning",
        "numbers",
        "guess",
        "play",
        "swap",
        "put_beside",
        "puzzle",
        "sides",
    }
)
"""Frames of verbs with many meanings: the example is taken from another frame, if the verb has one."""


_PAST = frozenset({"was", "were"})


def read_order(order: Phrase, context: Context) -> Actions | NotUnderstood:
    """Its steps; else the goal that is meant. What is done elsewhere ("in the settings") is gone to first."""
    there = leading_aside(order, context)
    if there is not None:
        way, rest = there
        answer = read_order(rest, context.after((way,)))
        return answer if isinstance(answer, NotUnderstood) else (way, *answer)
    bare = without_lead_in(order, context.lexicon)
    if context.lexicon.deeds.whole(bare.trimmed().words) and (whole := read_goal(bare, context)) is not None:
        return (whole,)  # "log off" says all, and sets nothing off
    if (listed := of_whole_list(bare, context)) is not None:
        return (listed,)
    answer = _read_steps(order, context)
    if not isinstance(answer, NotUnderstood):
        return answer
    if bare.is_capitalised(0) and not _PAST.isdisjoint(bare.words[1:4]):
        return answer  # "Order 12 was delivered" tells
    untold = answer.nearest == context.pattern("untold") and not makes_described(bare, context.lexicon)
    if untold or not (context.goals or bare.begins(context.lexicon.words(WordClass.GOAL))):
        return answer
    cut = _without_trailing(order, bare, context.lexicon)
    goal = read_goal(cut, context)
    in_text = (
        context.on_desktop
        and bool(context.file or context.folder)
        and goal is not None
        and goal.goal.deed in _OF_RECORDS
    )
    packed = goal is not None and _packs(goal, cut, context)
    return (goal,) if goal is not None and not (in_text or packed) else named_control(cut, context) or answer


def _packs(goal: Pursue, order: Phrase, context: Context) -> bool:
    """ "make an archive a.zip and put b.txt into it": on a desktop it is made of files, and is no entry with facts."""
    lexicon = context.lexicon
    nouns = lexicon.words(WordClass.ARCHIVE_NOUN).all_words - lexicon.words(WordClass.FILE_NOUN).all_words
    return context.on_desktop and goal.goal.deed == "create" and not nouns.isdisjoint(order.words)


def _read_steps(order: Phrase, context: Context) -> Actions | NotUnderstood:
    lexicon = context.lexicon
    bare = without_lead_in(order, lexicon)
    if context.in_form and begins_entry(bare, lexicon):
        entries = read_entries(bare, context)
        return context.trouble(order.trimmed().text, "form") if entries is None else entries
    if context.last is not None and order.trimmed().is_in(lexicon.words(WordClass.AGAIN)):
        return (context.last,)
    if bare.is_in(lexicon.words(WordClass.NO_ORDER)):
        return ()
    if lexicon.words(WordClass.LEAD_IN).whole(bare.words) and not context.lexicon.verbs.at(bare.words):
        return _closing(bare, context)
    if bare.begins(lexicon.words(WordClass.GOAL)) and (pressed := _closing(bare, context)):
        return pressed  # "..., then Sign in"
    for kind, pattern in ((WordClass.CONDITION, "condition"), (WordClass.GOAL, "goal")):
        if bare.begins(lexicon.words(kind)):
            return context.trouble(bare.text, pattern)
    if context.menu_is_open and bare.is_capitalised(0) and len(bare) < 4 and _has_no_object(bare, lexicon):
        item = read_query(bare, lexicon)
        if item is not None:
            return (Click(place=replace(item, role=item.role or Role.MENU_ITEM)),)
    cut = _by_means(_without_trailing(order, bare, lexicon), lexicon)
    if ">" in cut.words and (_is_path(cut, lexicon) or next(read_clauses(cut, lexicon, mend=False), None) is None):
        files = any(is_file(cut.part(at, at + 1), context) for at in range(len(cut)))
        return (None if files else menu_path(cut.trimmed(), context)) or context.trouble(bare.text, "click")
    scoped = scope_after(cut, context)
    if scoped is not None:
        rest = read_order(scoped.rest, scoped.context)
        return rest if isinstance(rest, NotUnderstood) else (*scoped.before, *rest, *scoped.after)
    answer = _by_frames(cut, context)
    if isinstance(answer, tuple):
        return answer
    other = _otherwise(cut, context)
    if other is not None:
        return other
    return answer or _only_a_place(bare, context) or context.trouble(bare.text, "any")


def _closing(bare: Phrase, context: Context) -> Actions:
    """ "..., then Next": the name of a button, where it has a capital; else words that ask for nothing."""
    goes_on = bare.source[: bare.tokens[0].start].rstrip().endswith((",", "then", "and", "-", ";"))
    pressed = bare.is_capitalised(0) and goes_on
    named = pressed and context.last is not None and bare.is_in(context.lexicon.words(WordClass.CLOSING))
    return (Click(place=Query(text=bare.text)),) if named else ()


def _is_path(phrase: Phrase, lexicon: Lexicon) -> bool:
    """ "Insert > Table": names of menus, though the first is a verb too."""
    parts = phrase.trimmed().split(">")
    if not parts:
        return False
    verb = lexicon.verbs.at(parts[0].words)
    named = all(len(part) <= LONGEST_STOP and part.is_capitalised(0) for part in parts)
    return named and verb is not None and verb.length == len(parts[0])


def _using(phrase: Phrase, context: Context) -> Answer:
    """ "use the calculator to work out 17*23"."""
    at = phrase.index("to")
    if phrase.words[:1] not in (("use",), ("take",), ("with",)) or at is None or at < 2:
        return None
    app = app_name(without_determiner(phrase.part(1, at), context.lexicon), context)
    if app is None or context.on_page:
        link = replace(phrase.tokens[0], word="in")
        order = phrase.part(at + 1)
        return _by_frames(replace(phrase, tokens=(*order.tokens, link, *phrase.tokens[1:at])), context)
    before = () if context.front.lower() == app.lower() else (OpenApp(name=app),)
    there = replace(context.after(before), setting=app)
    rest = _by_frames(without_lead_in(phrase.part(at + 1), context.lexicon), there)
    return (*before, *rest) if isinstance(rest, tuple) else rest


def _setting(phrase: Phrase, context: Context) -> Answer:
    """ "On the order page:", "In the text editor:": where the next orders are carried out."""
    bare = phrase.trimmed()
    if not is_setting(bare, context.lexicon):
        app = app_name(without_determiner(bare.part(1), context.lexicon), context) if len(bare) > 1 else None
        return bring(app, context) if app is not None and bare.words[0] in ("in", "on", "with") else None
    return ()


def _elided(phrase: Phrase, context: Context) -> Answer:
    """ "open Notes and then Calculator": the verb before holds for the name after "then"."""
    before = phrase.source[: phrase.tokens[0].start].rstrip(" ,").lower() if len(phrase) else ""
    bare = phrase.trimmed()
    if isinstance(context.last, Click) and bare.words[:1] == ("on",) and len(bare) > 1:
        bare = bare.part(1)  # "click on Edit, then on Preferences"
    sign = isinstance(context.last, Click) and len(bare) == 1 and len(bare.text) < 3
    named = bare.is_capitalised(0) or bare.has_quote() or sign
    if (
        not before.endswith("then")
        or not named
        or len(bare) > 4
        or context.lexicon.words(WordClass.GOAL).at(bare.words)
    ):
        return None
    if isinstance(context.last, OpenApp):
        return (OpenApp(name=plain_name(bare)),)
    if isinstance(context.last, TypeText | PressKeys) and len(bare) == 1 and bare.has_quote():
        return (TypeText(value=Literal(text=plain_name(bare)), filling=Filling.HERE),)
    if isinstance(context.last, ChooseNumbers | ChooseThings | ChooseThing | ClickAt | ClickMiddle | SetChecked):
        place = read_query(bare, context.lexicon)
        return (Click(place=place),) if place is not None else None
    if isinstance(context.last, Click):
        place = read_query(bare, context.lexicon)
        return (replace(context.last, place=place),) if place is not None else None
    return None


def _also_pressed(phrase: Phrase, context: Context) -> Answer:
    """ "go to example.com, Basket link": a control named in full after other orders is pressed."""
    bare = phrase.trimmed()
    if context.last is None or not len(bare) or len(bare) > LONGEST_NAMED:
        return None
    role = context.lexicon.roles.before(bare.words, len(bare))
    if role is None or role.value.role not in _PRESSED or role.length == len(bare):
        return None
    place = read_query(bare, context.lexicon)
    return (Click(place=place),) if place is not None and (place.text or place.ordinal is not None) else None


def _same_verb(phrase: Phrase, context: Context) -> Answer:
    """ "type Ana into Name, then my password into Password": the verb before holds again."""
    bare = phrase.trimmed()
    verb = {TypeText: "type", SelectOption: "choose", SetDate: "type"}.get(type(context.last))
    if verb is None or any(read_clauses(bare, context.lexicon, mend=False)):
        return None
    split = any(word in ("in", "into", "for") for word in bare.words[1:-1])
    frames = context.lexicon.verbs.whole((verb,)) or ()
    answer = _by_frames_of([Clause(phrase=bare, verb=verb, frames=frames, body=bare)], bare, context) if split else None
    return answer if isinstance(answer, tuple) and _has_place(answer[-1]) else None


def _has_place(action: Action) -> bool:
    return isinstance(action, TypeText | SelectOption | SetDate) and action.place is not None


def _bare_keys(phrase: Phrase, context: Context) -> Answer:
    """ "Ctrl+S", "F5", "Enter": keys that can hardly be anything else."""
    order, times = take_times(phrase.trimmed(), context.lexicon)
    chords = None if order.has_quote() else read_keys(order.text, context.lexicon.keys)
    if chords is None or not all(
        len(chord) > 1 or chord[0] in ALONE or _FUNCTION.fullmatch(chord[0]) for chord in chords
    ):
        return None
    return presses(chords * times, None)


def _only_a_place(bare: Phrase, context: Context) -> NotUnderstood | None:
    """ "the Save button": what to do with it was left out."""
    entry = part_entry(bare, context) if begins_entry(bare, context.lexicon) else None
    if entry is not None:
        return NotUnderstood(part=bare.text, nearest=f'type "{plain_name(entry[1])}" into "{plain_name(entry[0])}"')
    place = read_query(bare, context.lexicon)
    if place is None or not place.text or (place.role is None and not place.exact) or '"' in place.text:
        return None
    return NotUnderstood(part=bare.text, nearest=f'click "{place.text}"')


def _has_no_object(phrase: Phrase, lexicon: Lexicon) -> bool:
    """A bare word that is a verb only by chance ("Copy"), or none at all."""
    clause = next(read_clauses(phrase, lexicon, mend=False), None)
    return clause is None or not len(clause.body.trimmed())


def _by_means(phrase: Phrase, lexicon: Lexicon) -> Phrase:
    """ "close the dialog by clicking OK": the means is the order."""
    many = phrase.find(lexicon.words(WordClass.EVERY))
    for at in range(2, len(phrase) - 2 if many is None else min(len(phrase) - 2, sum(many))):
        if phrase.words[at] == "by" and phrase.words[at + 1].endswith("ing") and lexicon.verbs.at(phrase.words, at + 1):
            return phrase.part(at + 1)
    return phrase


def _without_trailing(order: Phrase, bare: Phrase, lexicon: Lexicon) -> Phrase:
    """Without "please" at the end; otherwise with the marks that the order ends in ("How are you?")."""
    named = bare.ends(lexicon.words(WordClass.NAME_WITH_PARTICLE))  # "Sign in again"
    cut = bare if named else bare.without_end(lexicon.words(WordClass.TRAILING))
    if len(cut) < len(bare) and cut.words[-1:] != ("no",):  # "No thanks" is a name
        return cut
    ending = tuple(token for token in order.tokens if token.start >= bare.last_end)
    return Phrase(source=order.source, tokens=(*bare.tokens, *ending))


def _by_frames(phrase: Phrase, context: Context) -> Answer:
    """The first frame that can read the order; otherwise the first complaint."""
    return _by_frames_of(read_clauses(phrase, context.lexicon), phrase, context)


def _by_frames_of(clauses: Iterable[Clause], phrase: Phrase, context: Context) -> Answer:
    trouble: NotUnderstood | None = None
    pattern = ""
    for clause in clauses:
        if clause.verb in _LEFT_ALONE and _follows_but(phrase):
            continue
        for frame in clause.frames:
            answer = FRAMES[frame](replace(clause, frames=(frame,)), context)
            if isinstance(answer, tuple) and not has_swallowed(answer, phrase, context.lexicon):
                return (*answer, *finishing(clause.verb, frame, answer, context))
            trouble = trouble or (None if isinstance(answer, tuple) else answer)
            pattern = frame if pattern in _UNLIKELY else pattern
    if trouble is not None:
        return trouble if trouble.part else replace(trouble, part=phrase.trimmed().text)
    return context.trouble(phrase.trimmed().text, pattern) if pattern else None


def _follows_but(order: Phrase) -> bool:
    """ "... but leave Offers": as it is, and neither closed nor read."""
    return order.source[: order.tokens[0].start].rstrip().endswith("but")


def _otherwise(phrase: Phrase, context: Context) -> Answer:
    """Orders that do not begin with their verb."""
    turned = preposed(phrase, context.lexicon)
    if turned is not None:
        answer = _by_frames(turned, context)
        if isinstance(answer, tuple):
            return answer
    for reader in (_using, _setting, _bare_keys, _elided, _also_pressed, _same_verb, _when, _more_keys, next_line):
        answer = reader(phrase, context)
        if answer is not None and not _swallows(answer, phrase, context):
            return answer
    answer = brief(phrase, context) if context.brief else None
    return None if _swallows(answer, phrase, context) else answer


def _swallows(answer: Answer, phrase: Phrase, context: Context) -> bool:
    return isinstance(answer, tuple) and has_swallowed(answer, phrase, context.lexicon)


def _when(phrase: Phrase, context: Context) -> Answer:
    """ "when the dialog opens": waiting for it."""
    rest = phrase.source[phrase.last_end :].strip(" .,;:!?\n").lower()
    nothing_follows = not rest or context.lexicon.words(WordClass.TRAILING).whole(tuple(rest.split())) is not None
    if (length := phrase.begins(context.lexicon.words(WordClass.WHEN))) and not nothing_follows:
        words = phrase.part(length)
        for kind in (WordClass.SHOWN, WordClass.GONE, WordClass.PAGE_READY):
            if words.trimmed().ends(context.lexicon.words(kind)):
                clause = Clause(phrase=phrase, verb="wait until", frames=("wait",), body=words)
                return FRAMES["wait"](clause, context)
    return None


def _more_keys(phrase: Phrase, context: Context) -> Answer:
    """ "press Tab, then Enter"."""
    chords = read_keys(phrase.trimmed().text, context.lexicon.keys) if isinstance(context.last, PressKeys) else None
    return presses(chords, None) if chords else None
