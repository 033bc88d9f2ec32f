"""The application that orders are for: "In the sheet, ...", "In the editor's preferences, ...", "... in the editor"."""

from dataclasses import dataclass, replace

from grounding.screen import Query, Role
from planner.actions import Action, Click, Literal, OpenApp, OpenFile, PressKeys, Read, SaveAs, SwitchTo
from planner.document_orders import Finish, ReplaceText, Save
from planner.language.context import Context
from planner.language.expectations import file_name
from planner.language.frames.applications import named_application, preferences_of, settings_application
from planner.language.frames.objects import Actions, bring, without_determiner
from planner.language.frames.opening import open_on_page
from planner.language.lexicon import Lexicon, WordClass
from planner.language.tokens import Kind, Phrase
from planner.language.verbs import read_clauses, without_lead_in

LONGEST_SETTING = 8
_BEFORE = frozenset({"from", "via", "through", "in", "with", "using", "on", "inside", "within"})
_AFTER = frozenset({"in", "of", "using", "within", "inside"})
_SCOPED = frozenset(
    {"click", "double_click", "right_click", "check", "uncheck", "set", "choose", "visit", "level", "shortcut", "hover",
     "unfold", "show", "command", "substitute"}
)  # fmt: skip
"""Frames of orders that do not themselves read where they are to be carried out."""
_READ_IT_THEMSELVES = frozenset(
    {
        "open",
        "type",
        "append",
        "extract",
        "transfer",
        "delete",
        "rename",
        "make_folder",
        "compute",
        "copy",
        "paste",
        "save_as",
    }
)


@dataclass(frozen=True, kw_only=True)
class Scoped:
    """before: what brings the application to the front; rest: the words without it; context: with it in front; after:
    what has to follow the orders."""

    before: Actions
    after: Actions
    rest: Phrase
    context: Context


def scope_before(sentence: Phrase, context: Context) -> Scoped | None:
    """ "In the spreadsheet, ...", "In the editor's preferences, ..."."""
    bare = without_lead_in(sentence, context.lexicon)
    comma = bare.index(",")
    if context.on_page:
        return _on_page(bare, comma, context)
    if not context.on_desktop or bare.words[:1] == () or bare.words[0] not in _BEFORE:
        return None
    if comma is None or not 1 < comma <= LONGEST_SETTING or comma + 1 >= len(bare):
        return None
    return _scoped(bare.part(1, comma), bare.part(comma + 1), context)


def _on_page(bare: Phrase, comma: int | None, context: Context) -> Scoped | None:
    """ "In the event table, go to the Content tab and ...": what has parts of its own to go to is opened first."""
    if comma is None or not 2 < comma <= LONGEST_SETTING or bare.words[0] not in _BEFORE:
        return None
    where, rest = without_determiner(bare.part(1, comma), context.lexicon), bare.part(comma + 1)
    goes = without_lead_in(rest, context.lexicon).begins(context.lexicon.words(WordClass.GOES_TO)) > 0
    if not goes or len(where) < len(("event", "table")) or not where.ends(context.lexicon.words(WordClass.HAS_PARTS)):
        return None
    opened = open_on_page(where, context)
    if not isinstance(opened, tuple):
        return None
    return Scoped(before=opened, after=(), rest=rest, context=context.after(opened))


def scope_after(order: Phrase, context: Context) -> Scoped | None:
    """ "turn on line numbers in the editor", "go to the preferences of the editor"."""
    if not context.on_desktop:
        return None
    frames = {frame for clause in read_clauses(order, context.lexicon, mend=False) for frame in clause.frames}
    if not frames & _SCOPED or frames & _READ_IT_THEMSELVES:
        return None
    bare = order.trimmed()
    for at in range(len(bare) - 2, 1, -1):
        if bare.words[at] in _AFTER and bare.tokens[at].kind is Kind.WORD:
            found = _scoped(bare.part(at + 1), bare.part(0, at), context)
            if found is not None:
                return found
    return None


def _scoped(where: Phrase, rest: Phrase, context: Context) -> Scoped | None:
    app = named_application(where, context)
    settings = settings_application(where, context) if app is None else None
    if settings is not None:
        opened = (OpenApp(name=settings),)
        return Scoped(before=opened, after=(), rest=rest, context=replace(context.after(opened), setting=settings))
    menu: Actions = ()
    if app is None:
        owner = preferences_of(where, context)
        if owner is None:
            return None
        app, thing = owner
        menu = (Click(place=Query(text=thing, role=Role.MENU_ITEM)),)
    before = (*bring(app, context), *menu)
    after: Actions = (Finish(),) if menu else ()
    return Scoped(before=before, after=after, rest=rest, context=replace(context.after(before), setting=app))


def with_known_documents(actions: Actions) -> Actions:
    """Saving a document whose path is known is checked by its file. A file that was named to be written in, or in which
    text is replaced, is saved where nothing else is said about that."""
    kept: list[Action] = []
    paths: dict[str, str] = {}
    path, unsaved = "", False
    for action in actions:
        if unsaved and isinstance(action, _ELSEWHERE):
            kept.append(Save(path=path))
            unsaved = False
        match action:
            case OpenFile(path=opened, written=written) if "." in file_name(opened):
                path = paths[file_name(opened)] = opened
                unsaved = written
            case SaveAs(path=Literal(text=saved), command=""):
                path = paths[file_name(saved)] = saved
                unsaved = False
            case SwitchTo(name=name) | OpenApp(name=name):
                path = paths.get(file_name(name), "")
            case PressKeys(keys=("ctrl", "s"), times=1, place=None) if path:
                action, unsaved = Save(path=path), False
            case ReplaceText() if path:
                unsaved = True
            case _:
                pass
        kept.append(action)
    return (*kept, Save(path=path)) if unsaved else tuple(kept)


_ELSEWHERE = OpenApp | OpenFile | SwitchTo


def with_kinds_for_names(actions: Actions, lexicon: Lexicon) -> Actions:
    """ "calc" may be short for a calculator and be the name of a sheet: where something is worked out, the former."""
    if not any(isinstance(action, Read) and action.place is None for action in actions):
        return actions
    return tuple(
        OpenApp(name=lexicon.apps.whole(tuple(action.name.split())) or action.name)
        if isinstance(action, OpenApp)
        else action
        for action in actions
    )


def without_needless_starts(actions: Actions) -> Actions:
    """An application is not started by itself where the next act opens a file or folder with it."""
    kept: list[Action] = []
    for action in actions:
        before = kept[-1] if kept else None
        if isinstance(action, OpenFile) and isinstance(before, OpenApp) and before.name == action.app:
            kept.pop()
        kept.append(action)
    return tuple(kept)
