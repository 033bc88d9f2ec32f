"""Opening and moving about: applications, files, addresses, menus, windows."""

import re

from grounding.screen import Query, Role
from planner.actions import Back, Click, OpenAddress, OpenApp, OpenFile, PressKeys, Pursue, SwitchTo
from planner.document_orders import CloseDialog, GoAlong
from planner.goals.goal import Goal, Thing
from planner.language.context import Context
from planner.language.frames.applications import named_application, preferences_of
from planner.language.frames.folders import file_in_folder, open_folder
from planner.language.frames.objects import (
    PATH,
    Answer,
    app_name,
    bring,
    plain_name,
    read_file,
    read_target,
    without_determiner,
)
from planner.language.frames.pointing import click_in_menu, menu_path
from planner.language.goals import read_goal
from planner.language.lexicon import WordClass
from planner.language.tokens import Kind, Phrase, UnclosedQuote, tokenize
from planner.language.verbs import Clause
from planner.plan import NotUnderstood

_SCHEME = re.compile(r"(?:https?|file|ftp|about|data|chrome|view-source):\S*", re.IGNORECASE)
_HOST = re.compile(
    r"(?:localhost|\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:]+\]|(?:[\w-]+\.)+[a-z]{2,24})(?::\d{1,5})?(?:[/?#]\S*)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\d{1,2}:\d{2}")
_PORTED = re.compile(r"[\w.-]+:\d{2,5}(?:[/?#]\S*)?")
LONGEST_KIND = 2
_TO_EDIT = (("for", "editing"), ("to", "edit", "it"), ("in", "edit", "mode"))
_CUES = frozenset({"and", "or", "of", "from", "by", "about", "with", "for", "in", "on", "to", "at"})
_OWNING = frozenset({"of", "from", "by", "for", "about"})
_SYSTEM = frozenset(
    (
        "home",
        "tmp",
        "usr",
        "etc",
        "var",
        "mnt",
        "media",
        "opt",
        "root",
        "srv",
        "bin",
        "sbin",
        "lib",
        "proc",
        "sys",
        "dev",
    )
)
_BACKWARDS = frozenset({"to", "the", "a", "one", "previous", "last", "page", "site", "screen", "again"})
_COMMAND = re.compile(r"[<>|;&$]|\s-")
"""What stands in a line for a shell, and in no name of an application."""


def open_thing(clause: Clause, context: Context) -> Answer:
    """An address, a file, something on the screen that opens, or an application."""
    body = clause.body.trimmed()
    if not len(body):
        return None
    if body.is_in(context.lexicon.words(WordClass.PRONOUN)):
        return open_folder(body, "", context)
    if ">" in body.words:
        return menu_path(body, context)
    inside = None if file_in_folder(body, context) is not None else _split_app(body, context)
    what = inside[0] if inside else body
    if context.on_desktop and context.front and _is_preferences(body, context):
        return (Click(place=Query(text=plain_name(without_determiner(body, context.lexicon)), role=Role.MENU_ITEM)),)
    owned = preferences_of(body, context) if context.on_desktop else None
    if owned is not None:
        return (*bring(owned[0], context), Click(place=Query(text=owned[1], role=Role.MENU_ITEM)))
    return (
        _address(what, context, paths=False)
        or (_on_screen(body, context) if body.ends(context.lexicon.words(WordClass.OPENED_BY_CLICK)) else None)
        or (_app(body, context) if app_name(without_determiner(body, context.lexicon), context) else None)
        or _file(what, inside[1] if inside else "", context)
        or open_folder(body, "", context)
        or open_folder(what, inside[1] if inside else "", context)
        or _on_screen(body, context)
        or _folder(body, context)
        or _app(body, context)
    )


def _is_preferences(body: Phrase, context: Context) -> bool:
    """Those of the application in front."""
    return without_determiner(body, context.lexicon).is_in(context.lexicon.words(WordClass.PREFERENCES))


def visit(clause: Clause, context: Context) -> Answer:
    """An address; otherwise what is there to be clicked, for verbs that mean going."""
    body = clause.body.trimmed()
    if not len(body):
        return None
    if ">" in body.words:
        return menu_path(body, context)
    inside = _split_app(body, context)
    address = _address(inside[0] if inside else body, context, paths=not clause.verb.startswith("open"))
    if address is not None:
        return address
    if not clause.verb.startswith(("go", "navigate", "head", "jump", "view", "show", "display", "visit")):
        return None
    if body.is_in(context.lexicon.words(WordClass.PRONOUN)):
        return None
    if context.on_desktop and context.front and _is_preferences(body, context):
        return (Click(place=Query(text=plain_name(without_determiner(body, context.lexicon)), role=Role.MENU_ITEM)),)
    named = _named_thing(without_determiner(body, context.lexicon), context) if context.on_page else None
    if named is not None:
        return (named,)
    place = read_target(body, context, "visit")
    return place if isinstance(place, NotUnderstood) else click_in_menu(place, context, Click(place=place))


def _leads_within(path: str, context: Context) -> bool:
    """Whether a path is one of the application in front: it begins with no folder that every system has."""
    first = path.strip("/").partition("/")[0]
    return bool(context.front) and not context.folder and first not in _SYSTEM


def _split_app(body: Phrase, context: Context) -> tuple[Phrase, str] | None:
    """ "notes.txt in the text editor": the thing and the application."""
    for at in range(len(body) - 2, 0, -1):
        if body.words[at] not in ("in", "with", "using", "on"):
            continue
        rest = without_determiner(body.part(at + 1), context.lexicon)
        if not len(rest):
            continue
        if rest.is_in(context.lexicon.words(WordClass.BROWSER_NOUN)):
            return body.part(0, at), ""
        known = named_application(rest, context)
        if known is None and "and" in rest.words and not rest.has_quote():
            return None
        return body.part(0, at), known or _without_app_noun(rest, context)
    return None


def _address(phrase: Phrase, context: Context, *, paths: bool) -> Answer:
    lexicon = context.lexicon
    bare = without_determiner(phrase, lexicon)
    noun = bare.begins(lexicon.words(WordClass.SITE_NOUN))
    named = bool(noun) and noun < len(bare)
    bare = bare.part(noun) if named else bare
    bare = bare.part(1) if named and bare.words[:1] in (("at",), ("of",)) and len(bare) > 1 else bare
    if len(bare) > 1 and bare.part(1).is_in(lexicon.words(WordClass.SITE_NOUN)):
        bare, named = bare.part(0, 1), True
    if len(bare) != 1:
        return None
    text = bare.tokens[0].raw if bare.tokens[0].kind is Kind.QUOTED else bare.text
    if " " in text.strip() or not is_address(text, context, named=named or paths):
        if not (paths and text.startswith("/")):
            return None
        if not context.on_desktop:
            return (OpenAddress(address=f"file://{text}"),)
        return (GoAlong(path=text),) if _leads_within(text, context) else (OpenFile(path=text),)
    return (OpenAddress(address=text),)


def is_address(text: str, context: Context, *, named: bool = False) -> bool:
    """Whether a word is a web address; "notes.txt" is a file unless called a page."""
    if _CLOCK.fullmatch(text):
        return False
    if _SCHEME.fullmatch(text) or _PORTED.fullmatch(text) or text.lower().startswith("www."):
        return True
    if not _HOST.fullmatch(text):
        return False
    ending = re.split(r"[/:?#]", text)[0].rsplit(".", 1)[-1].lower()
    is_bare = "/" not in text
    return named or not (is_bare and ending in context.lexicon.file_endings)


def _file(phrase: Phrase, app: str, context: Context) -> Answer:
    path = file_in_folder(phrase, context) or read_file(phrase, context)
    return (OpenFile(path=path, app=app or context.setting),) if path is not None else None


def _on_screen(body: Phrase, context: Context) -> Answer:
    """The File menu, the Inbox tab, the first result: opened by a click."""
    lexicon = context.lexicon
    place = read_target(body, context, "open")
    if isinstance(place, NotUnderstood):
        return None
    noun = body.ends(lexicon.words(WordClass.OPENED_BY_CLICK))
    clicked = bool(noun) and (noun < len(without_determiner(body, lexicon)) or len(body) > noun)
    if place.relations and any(rel.anchor.role is Role.MENU for rel in place.relations):
        clicked = True
    if not (clicked or place.ordinal is not None or place.relations):
        return None
    if place.role in (Role.WINDOW,):
        return None
    return (Click(place=place),)


def _folder(body: Phrase, context: Context) -> Answer:
    """A folder shown as an icon or a row: opened by a double click."""
    lexicon = context.lexicon
    bare = without_determiner(body, lexicon)
    table = lexicon.words(WordClass.FOLDER_NOUN)
    before, after = bare.begins(table), bare.ends(table)
    if not (before or after) or len(bare) < 2:
        return None
    name = bare.part(before) if before else bare.part(0, len(bare) - after)
    token = name.tokens[0]
    text = token.raw if token.kind is Kind.QUOTED and len(name) == 1 else plain_name(name)
    if PATH.fullmatch(text):
        return (OpenFile(path=text),)
    return (Click(place=Query(text=text, exact=name.has_quote()), count=2),)


def _app(body: Phrase, context: Context) -> Answer:
    bare = without_determiner(body, context.lexicon)
    if not len(bare.without_start(context.lexicon.words(WordClass.DETERMINER))):
        return context.trouble(body.text, "open")
    noun = bare.begins(context.lexicon.words(WordClass.APP_NOUN))
    named = bare.part(noun) if noun and noun < len(bare) else bare
    named = named.part(1) if named.words[:1] in (("called",), ("named",)) and len(named) > 1 else named
    known = app_name(named, context)
    name = known or _without_app_noun(named, context)
    roles = context.lexicon.roles
    role = roles.before(named.words, len(named)) or roles.at(named.words)
    if role is not None and role.value.strong and not named.has_quote() and known is None:
        place = read_target(body, context, "open")
        return place if isinstance(place, NotUnderstood) else (Click(place=place),)
    if context.on_page and known is None and named is bare and not bare.ends(context.lexicon.words(WordClass.APP_NOUN)):
        return open_on_page(bare, context)
    if not context.on_desktop and " of " in f" {named.text} " and known is None:
        return None  # a page has no applications: it is a thing of some kind that is meant
    has_mark = any(token.kind in (Kind.MARK, Kind.DATE, Kind.SECRET) for token in named.tokens)
    command = known is None and named.has_quote() and _COMMAND.search(name or "") is not None
    if not name or command or len(name) > 80 or has_mark or len(named) > 6 or (named.has_quote() and len(named) > 2):
        return context.trouble(body.text, "open")
    return (OpenApp(name=name),)


def open_on_page(bare: Phrase, context: Context) -> Answer:
    """One of the things that a page shows, by its name or by what it is about; what has no name is clicked."""
    verb = "open"
    for ending in _TO_EDIT:
        if bare.words[-len(ending) :] == ending and len(bare) > len(ending):
            verb, bare = "edit", bare.part(0, -len(ending))
    named = _named_thing(bare, context) if verb == "open" else None
    if named is not None:
        return (named,)
    order = tokenize(f"{verb} {bare.text}", context.lexicon)
    goal = None if isinstance(order, UnclosedQuote) else read_goal(order, context)
    if goal is not None:
        return (goal,)
    place = read_target(bare, context, "open")
    return place if isinstance(place, NotUnderstood) else (Click(place=place),)


def _named_thing(bare: Phrase, context: Context) -> Pursue | None:
    """ "issue Printer jams on long jobs", "page Garden": its kind in plain words, and all that follows is its name."""
    at = next((at for at in range(len(bare)) if bare.is_capitalised(at)), 0)
    noun = bare.part(0, at)
    kind = all(token.kind is Kind.WORD and token.word.isalpha() for token in noun.tokens) and not noun.find(
        context.lexicon.words(WordClass.NAMED_BY)
    )
    if not 0 < at <= LONGEST_KIND or not kind or bare.has_quote() or _CUES & set(noun.words):
        return None
    if context.lexicon.roles.at(noun.words) is not None or context.lexicon.ordinals.at(noun.words) is not None:
        return None
    thing = Thing(noun=noun.words[-1], marks=(plain_name(bare.part(at)),))
    return Pursue(goal=Goal(said=f"open the {bare.text}", deed="open", thing=thing))


def _without_app_noun(name: Phrase, context: Context) -> str:
    noun = name.ends(context.lexicon.words(WordClass.APP_NOUN))
    return plain_name(name.part(0, len(name) - noun) if noun and noun < len(name) else name)


def _titled(bare: Phrase, context: Context) -> str | None:
    """ "window Settings", "window called Settings": what follows is the title."""
    noun = bare.begins(context.lexicon.words(WordClass.WINDOW_NOUN))
    if not noun or noun == len(bare):
        return None
    rest = bare.part(noun)
    named = rest.begins(context.lexicon.words(WordClass.NAMED_BY))
    rest = rest.part(named) if named < len(rest) else rest
    return plain_name(rest) if named or rest.is_capitalised(0) or rest.has_quote() else None


def switch(clause: Clause, context: Context) -> Answer:
    """A window, tab or application; for verbs that also mean other things, only when the words say so."""
    lexicon = context.lexicon
    body = clause.body.trimmed()
    to_front = body.ends(lexicon.words(WordClass.TO_FRONT))
    certain = clause.verb.startswith(("switch", "change", "back to", "go back to", "return to"))
    if clause.verb in ("bring", "raise", "show", "focus", "focus on", "bring up", "activate"):
        certain = bool(to_front) and clause.verb == "bring"
    bare = without_determiner(body.part(0, len(body) - to_front) if to_front else body, lexicon)
    if not len(bare) or bare.is_in(lexicon.words(WordClass.PRONOUN)):
        return None
    numbered = lexicon.ordinals.whole(bare.part(0, -1).words) if bare.words[-1] == "tab" else None
    if numbered is not None:
        return (Click(place=Query(role=Role.TAB, ordinal=numbered)),)
    on_it = context.on_desktop or (
        context.on_page and clause.verb.startswith("go")
    )  # the page's own, not the browser's
    if on_it and bare.words[-1] == "tab" and len(bare) > 1:
        return (Click(place=Query(text=plain_name(bare.part(0, -1)), role=Role.TAB, exact=bare.has_quote())),)
    app = app_name(bare, context)
    way = bare.ends(lexicon.words(WordClass.WAY_OF_SHOWING))
    if app is None and context.on_desktop and context.front and 0 < way < len(bare):
        return (Click(place=Query(text=plain_name(bare), exact=bare.has_quote())),)
    noun = bare.ends(lexicon.words(WordClass.WINDOW_NOUN))
    titled = noun and noun < len(bare) and (bare.is_capitalised(0) or bare.has_quote()) and bare.words[-1] == "window"
    if titled and app not in context.opened and not context.is_application(app or ""):
        return (SwitchTo(name=plain_name(bare.part(0, len(bare) - noun))),)  # a title, though a kind is called so too
    if app is not None and (certain or noun or app in context.opened or len(bare) > 1):
        return bring(app, context) or (OpenApp(name=app),)
    if noun and noun < len(bare):
        return (SwitchTo(name=plain_name(bare.part(0, len(bare) - noun))),)
    title = _titled(bare, context)
    if title is not None and (certain or bare.words[0] == "window"):
        return (SwitchTo(name=title),)
    if not certain or noun:
        return None
    if bare.words in (("previous", "page"), ("last", "page"), ("page", "before"), ("previous", "site")):
        return (Back(),)
    address = _address(bare, context, paths=False)
    if address is not None:
        return address
    return bring(plain_name(bare), context) or (SwitchTo(name=plain_name(bare)),)


def back(clause: Clause, context: Context) -> Answer:
    return (Back(),) if set(clause.body.trimmed().words) <= _BACKWARDS else None


LONGEST_CLOSED = 2
"""Words of what may be the name of a window, where no sign of one is with it."""
_ENDING = frozenset({"finish", "leave", "end", "kill", "drop"})


def close(clause: Clause, context: Context) -> Answer:
    """The window in front, or the one that is named."""
    lexicon = context.lexicon
    body = clause.body.trimmed()
    keys = PressKeys(keys=("alt", "f4"))
    if body.is_in(lexicon.words(WordClass.PRONOUN)):
        return None if context.on_page and isinstance(context.last, Pursue) else (keys,)  # a record, not the browser
    bare = without_determiner(body, lexicon)
    title = _titled(bare, context)
    if title is not None:
        return (*(bring(title, context) if title in context.opened else (SwitchTo(name=title),)), keys)
    if not len(bare) or bare.words[0] in ("all", "every", "both") or (bare.has_quote() and len(bare) > 3):
        return None
    role = lexicon.roles.before(bare.words, len(bare))
    if role is not None and role.value.role is Role.DIALOG:
        return (PressKeys(keys=("escape",)) if not context.on_page else CloseDialog(),)
    if not context.on_desktop and not bare.has_quote() and _OWNING & set(bare.words):
        return None  # "the invoice of Krüger" is a thing on a page, not a window
    noun = bare.ends(lexicon.words(WordClass.WINDOW_NOUN))
    app = app_name(bare, context)
    if context.on_page and not noun and app is None and _named_thing(bare, context) is not None:
        return None  # "the issue Broken lamp" is no window either
    if (role is not None and not noun and app is None) or (bare.has_quote() and len(bare) > 1 + noun):
        return None
    if bare.words[-1] == "tab" and len(bare) > 1:
        return (SwitchTo(name=plain_name(bare.part(0, -1))), PressKeys(keys=("ctrl", "w")))
    named = bool(noun) or app is not None or bare.has_quote() or bare.is_capitalised(0)
    if not named and (len(bare) > LONGEST_CLOSED or clause.verb in _ENDING):
        return None  # "finish the order with Pay now", "leave a remark"
    name = app or plain_name(bare.part(0, len(bare) - noun) if noun and noun < len(bare) else bare)
    if not name.strip():
        return None
    if name in context.opened:
        return (*bring(name, context), keys)
    return SwitchTo(name=name), keys
