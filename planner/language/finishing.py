"""Which orders have to be finished: those that ask for what comes of them ("change the priority", "flip it"), not for
an act ("click Flip", "type 5 into Width"). What was only set or opened by them may still wait for a button."""

from collections.abc import Iterable
from dataclasses import replace

from grounding.screen import Query, Role
from planner.actions import (
    Action,
    Assert,
    Back,
    Click,
    Compute,
    Copy,
    OpenAddress,
    OpenApp,
    OpenFile,
    PickSuggestion,
    PressKeys,
    Pursue,
    Read,
    SelectOption,
    SetChecked,
    SetDate,
    SetLevel,
    SwitchTo,
    TypeText,
    WaitFor,
)
from planner.document_orders import Finish, HandIn, ReplaceText, SetCell
from planner.language.context import Context
from planner.language.frames.objects import Actions
from planner.language.lexicon import Lexicon, WordClass
from planner.things import Draw, MoveItem, MoveThings, SortItems, SwapItems

KEPT_OPEN = frozenset({"create", "edit"})
_OPENED = KEPT_OPEN | {"open"}
_COMMANDS = frozenset({"command", "restyle"})
_FILLED = TypeText | SelectOption | SetChecked | SetDate | SetLevel
_OPENS_ANOTHER = OpenAddress | OpenApp | OpenFile | SwitchTo | Back
_GOES_ELSEWHERE = Pursue | _OPENS_ANOTHER
_FINISHED_BEFORE = _OPENS_ANOTHER | Read | Copy | Compute | Assert | WaitFor
_ARRANGES = MoveThings | MoveItem | SortItems | SwapItems | Draw | PickSuggestion
_PRINTS = ("ctrl", "p")


def finishing(verb: str, frame: str, actions: Actions, context: Context) -> Actions:
    """What has to follow an order."""
    match actions[-1:]:
        case (Click(place=place),) if frame in _COMMANDS and place.role is Role.MENU_ITEM:
            return (Finish(deed=verb),)
        case (PressKeys(keys=keys),) if keys == _PRINTS and verb.startswith("print"):
            return (Finish(deed="print"),)
        case (SetChecked(place=Query(role=Role.MENU_ITEM)) | TypeText(place=None),):
            return ()
        case (TypeText() | SelectOption() | SetChecked() | SetDate() | SetLevel() as filled,):
            lasts = context.lexicon.words(WordClass.LASTING).whole(tuple(verb.split())) is not None
            lasts = lasts or (verb == "set" and _is_of_application(context))
            return (Finish(place=filled.place),) if lasts else ()
        case _:
            return ()


def _is_of_application(context: Context) -> bool:
    """What is set in an application that has no document open is one of its settings."""
    return context.on_desktop and bool(context.front) and not (context.file or context.folder)


def finished_once(actions: Iterable[Action]) -> Actions:
    """Once after all that is set in one place, and not where the person says which button is pressed."""
    kept: list[Action] = []
    due: Finish | None = None
    for action in actions:
        if isinstance(action, Finish):
            if not (kept and isinstance(kept[-1], SetCell | Pursue)):
                due = action if due is None or not due.deed else due
            continue
        if isinstance(action, _FILLED) and due is not None and not due.deed and action.place is not None:
            due = Finish(place=action.place)
        is_command = isinstance(action, Click) and action.place.role is Role.MENU_ITEM
        if due is not None and (is_command or isinstance(action, _FINISHED_BEFORE)):
            kept.append(due)
            due = None
        if not isinstance(action, _FILLED):
            if due is not None and due.deed and isinstance(kept[-1], _FILLED) and not isinstance(action, Click):
                kept.append(due)
            due = None
        kept.append(action)
    return (*kept, due) if due is not None else tuple(kept)


def handed_in(actions: Actions) -> Actions:
    """What was arranged, drawn or taken from suggestions may still wait for the page's button, where none was named."""
    return (*actions, HandIn()) if actions and isinstance(actions[-1], _ARRANGES) else actions


def kept_changes(actions: Actions, lexicon: Lexicon) -> Actions:
    """ "open the issue X and change the priority to critical", "go to the preferences and turn on X": what was opened
    and changed is kept so, where nothing is said of how."""
    done: list[Action] = []
    opened = ""
    for number, action in enumerate(actions):
        following = actions[number + 1] if number + 1 < len(actions) else None
        if isinstance(action, Pursue):
            opened = action.goal.deed if action.goal.deed in _OPENED and not action.goal.left_open else ""
            if opened in KEPT_OPEN and isinstance(following, _FILLED | ReplaceText):
                action = replace(action, goal=replace(action.goal, left_open=True))
        elif isinstance(action, _GOES_ELSEWHERE):
            opened = ""
        elif isinstance(action, Click) and _opens_preferences(action.place, lexicon):
            opened = "settings"
        elif isinstance(action, Finish):
            opened = ""
        done.append(action)
        ends = following is None or isinstance(following, _GOES_ELSEWHERE)
        if opened and ends and isinstance(action, _FILLED) and action.place is not None:
            done.append(Finish(place=action.place))
            opened = ""
    return tuple(done)


def _opens_preferences(place: Query, lexicon: Lexicon) -> bool:
    named = lexicon.words(WordClass.PREFERENCES).whole(tuple(place.text.lower().split()))
    return named is not None and place.role in (None, Role.MENU_ITEM, Role.BUTTON, Role.LINK)
