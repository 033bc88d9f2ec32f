"""What a step does, in words for a person."""

from typing import assert_never

from grounding.screen import Role
from planner.actions import (
    Action,
    AnswerDialog,
    Ask,
    Assert,
    Back,
    Button,
    ChooseFile,
    Clear,
    Click,
    Compute,
    Copy,
    Decide,
    Drag,
    FillFacts,
    FillFromScreen,
    Filling,
    Gather,
    GiveFile,
    Hover,
    OpenAddress,
    OpenApp,
    OpenFile,
    Paste,
    PickResult,
    PickSuggestion,
    PressKeys,
    Pursue,
    Read,
    Reveal,
    SaveAs,
    Scroll,
    SelectOption,
    SetChecked,
    SetDate,
    SetLevel,
    SwitchTo,
    TypeText,
    WaitFor,
)
from planner.document_orders import (
    AddLine,
    AddToArchive,
    CloseDialog,
    CopyBeside,
    DeleteLine,
    DeleteRow,
    Extract,
    Finish,
    GoAlong,
    HandIn,
    MakeArchive,
    PressNamed,
    PrintToFile,
    RemoveByCommand,
    ReplaceText,
    Save,
    SetCell,
    ShowTab,
    SortLines,
)
from planner.goals.goal import Goal
from planner.language.describe_documents import with_documents
from planner.language.describe_things import telling_things, with_looks, with_numbers, with_things
from planner.language.saying import ROLES, describe_place, describe_value, named, ordinal, quoted
from planner.plan import Step
from planner.text_looks import MarkText, SetColor, StyleText
from planner.things import (
    ChooseBest,
    ChooseByMeaning,
    ChooseNumbers,
    ChooseThing,
    ChooseThings,
    ClickAt,
    ClickMiddle,
    Draw,
    FollowThing,
    GiveAnswer,
    Guess,
    KeyIn,
    MarkNumbers,
    MoveItem,
    MoveThings,
    NameFigure,
    PlanInDay,
    PlayNoughts,
    Rate,
    Resize,
    SortItems,
    SwapItems,
    ThingReading,
)


def describe(step: Step) -> str:
    """The step's own words, or its action's when it has none."""
    return step.purpose or describe_action(step.action)


def describe_action(action: Action) -> str:
    """One sentence without a full stop; never a secret's content, only its name.

    >>> from grounding.screen import Query
    >>> from planner.values import Literal
    >>> describe_action(TypeText(value=Literal(text="ana"), place=Query(text="User name")))
    'Type “ana” into “User name”'
    """
    match action:
        case Click() | Hover() | Drag() | Scroll() | PressKeys():
            return _pointing(action)
        case TypeText():
            return _typing(action)
        case Clear():
            return f"Clear {describe_place(action.place)}" if action.place else "Clear the field that has the focus"
        case SelectOption():
            return f"Choose {describe_value(action.option)} in {describe_place(action.place)}"
        case SetDate() | SetLevel():
            return f"Set {describe_place(action.place)} to {describe_value(action.value)}"
        case SetChecked():
            return f"{'Turn on' if action.checked else 'Turn off'} {describe_place(action.place)}"
        case Copy() | Paste() | Read() | Compute() | Ask():
            return _carrying(action)
        case OpenApp() | OpenFile() | OpenAddress() | SwitchTo() | Back():
            return _going(action)
        case (
            Finish()
            | PrintToFile()
            | Extract()
            | ShowTab()
            | PressNamed()
            | HandIn()
            | AddToArchive()
            | MakeArchive()
            | CopyBeside()
            | DeleteRow()
            | GoAlong()
            | CloseDialog()
            | RemoveByCommand()
        ):
            return with_documents(action)
        case SaveAs() | Save() | ReplaceText() | SetCell() | SortLines() | AddLine() | DeleteLine():
            return with_documents(action)
        case ChooseFile():
            return f"Give the file {quoted(action.path)} to {describe_place(action.place)}"
        case FillFacts() | FillFromScreen() | PickSuggestion():
            return _filling(action)
        case PickResult():
            return f"Click the {ordinal(action.ordinal)} result, on whichever page it stands"
        case ChooseThings() | MoveThings() | MoveItem() | SortItems() | SwapItems() | ClickMiddle() | Draw():
            return with_things(action)
        case (
            ChooseByMeaning()
            | ChooseNumbers()
            | ClickAt()
            | Guess()
            | KeyIn()
            | PlanInDay()
            | PlayNoughts()
            | Rate()
            | Resize()
        ):
            return with_numbers(action)
        case MarkNumbers() | NameFigure() | GiveAnswer() | ChooseThing() | ChooseBest() | FollowThing():
            return telling_things(action)
        case reading if isinstance(reading, ThingReading):
            return telling_things(reading)
        case StyleText() | MarkText() | SetColor():
            return with_looks(action)
        case Reveal():
            return _revealing(action)
        case Pursue():
            return describe_goal(action.goal)
        case GiveFile():
            return f"Give the file {quoted(action.path)} to the file chooser"
        case AnswerDialog():
            return _answering(action)
        case Decide():
            return "Look whether it is so"
        case Gather():
            return "Look what there is to go through"
        case WaitFor() | Assert():
            return _watching(action)
        case _:
            assert_never(action)


def describe_goal(goal: Goal) -> str:
    """
    >>> from planner.goals.goal import Given
    >>> describe_goal(Goal(said="log in as ana", deed="log_in", facts=(Given(cue="as", value="ana"),)))
    'Work towards “log in as ana” (log in: as “ana”)'
    """
    thing = goal.thing
    marks = [f"with {quoted(mark)}" for mark in thing.marks]
    best = (
        [f"the one with the {'most' if thing.best.most else 'least'} {thing.best.of or thing.best.kind}"]
        if thing.best
        else []
    )
    number = [f"the {ordinal(thing.ordinal)} one"] if thing.ordinal else []
    facts = [
        f"{fact.cue} {'a secret' if fact.cue == 'password' else quoted(fact.value)}".strip() for fact in goal.facts
    ]
    noun = f"{goal.most or 'all'} {thing.noun}" if goal.every else thing.noun
    parts = [noun, *marks, *best, *number, *facts, *goal.options]
    told = ", ".join(part for part in parts if part)
    deed = goal.deed.replace("_", " ")
    return f"Work towards {quoted(goal.said)} ({deed}: {told})" if told else f"Work towards {quoted(goal.said)}"


def _filling(action: FillFacts | FillFromScreen | PickSuggestion) -> str:
    match action:
        case FillFacts():
            return f"Search for {quoted(action.text)}, each fact in the field that it belongs to"
        case FillFromScreen():
            return "Fill in the form with the values that stand beside the same labels"
        case PickSuggestion():
            how = [f"begins with {quoted(action.start)}"] if action.start else []
            how += [f"ends with {quoted(action.end)}"] if action.end else []
            where = f" in {describe_place(action.place)}" if action.place is not None else ""
            return f"Choose what {' and '.join(how)}{where}"
        case _:
            assert_never(action)


def _revealing(action: Reveal) -> str:
    """
    >>> from grounding.screen import Query
    >>> _revealing(Reveal(place=Query(text="Terms"), opening=Query(text="section"), every=True))
    'Open the sections until “Terms” is in sight'
    """
    what = "what may hide it"
    if action.opening is not None:
        role = action.opening.role or Role.GROUP
        noun = action.opening.text or ROLES.get(role, role.value.replace("_", " "))
        what = f"the {noun}s" if action.every else f"the {noun}"
    return f"Open {what}" if action.place is None else f"Open {what} until {describe_place(action.place)} is in sight"


def describe_keys(keys: tuple[str, ...]) -> str:
    """
    >>> describe_keys(("ctrl", "page_down"))
    'Ctrl+Page Down'
    """
    return "+".join(key.replace("_", " ").title() for key in keys)


def _pointing(action: Click | Hover | Drag | Scroll | PressKeys) -> str:
    match action:
        case Click():
            held = f"{describe_keys(action.modifiers)}-" if action.modifiers else ""
            verb = {Button.LEFT: "click", Button.RIGHT: "right-click", Button.MIDDLE: "middle-click"}[action.button]
            count = {1: "", 2: "double-", 3: "triple-"}.get(action.count, f"{action.count} times ")
            verb = f"{held}{count}{verb}"
            return f"{verb[0].upper()}{verb[1:]} {describe_place(action.place)}"
        case Hover():
            return f"Point at {describe_place(action.place)}"
        case Drag():
            return f"Drag {describe_place(action.start)} to {describe_place(action.end)}"
        case Scroll():
            where = f" in {describe_place(action.place)}" if action.place else ""
            return f"Scroll {action.direction.value}{where}"
        case PressKeys():
            times = f" {action.times} times" if action.times > 1 else ""
            where = f" in {describe_place(action.place)}" if action.place else ""
            return f"Press {describe_keys(action.keys)}{times}{where}"
        case _:
            assert_never(action)


def _typing(action: TypeText) -> str:
    what = describe_value(action.value)
    if action.filling is Filling.APPEND:
        return f"Add {what} at the end of {describe_place(action.place) if action.place else 'the document'}"
    return f"Type {what}" + (f" into {describe_place(action.place)}" if action.place else "")


def _carrying(action: Copy | Paste | Read | Compute | Ask) -> str:
    match action:
        case Copy():
            return f"Copy {describe_place(action.place) if action.place else 'what is selected'}{named(action.name)}"
        case Paste():
            return "Paste" + (f" into {describe_place(action.place)}" if action.place else "")
        case Read():
            return f"Read {describe_place(action.place) if action.place else 'the result'}{named(action.name)}"
        case Compute():
            return f"Work out {action.expression}{named(action.name)}"
        case Ask():
            return f"Ask: {action.question}"
        case _:
            assert_never(action)


def _going(action: OpenApp | OpenFile | OpenAddress | SwitchTo | Back) -> str:
    match action:
        case OpenApp():
            return f"Open {quoted(action.name)}"
        case OpenFile():
            return f"Open the file {quoted(action.path)}" + (f" with {quoted(action.app)}" if action.app else "")
        case OpenAddress():
            return f"Go to {action.address}"
        case SwitchTo():
            return f"Switch to {quoted(action.name)}"
        case Back():
            return "Go back"
        case _:
            assert_never(action)


def _answering(action: AnswerDialog) -> str:
    if action.value is not None:
        return f"Answer the question with {describe_value(action.value)}"
    return "Accept the question" if action.accept else "Dismiss the question"


def _watching(action: WaitFor | Assert) -> str:
    if isinstance(action, Assert):
        if action.value is not None:
            return f"Check that {describe_place(action.place)} holds {describe_value(action.value)}"
        return f"Check that {describe_place(action.place)} is {'' if action.present else 'not '}there"
    if action.place is None:
        return f"Wait {action.seconds_s:g} seconds"
    return f"Wait until {describe_place(action.place)} is {'gone' if action.gone else 'there'}"
