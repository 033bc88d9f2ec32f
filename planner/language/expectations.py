"""What should be seen after each action: one rule an action, so that no step goes unchecked."""

from typing import assert_never

from grounding.screen import Query
from planner.actions import (
    Action,
    AnswerDialog,
    Ask,
    Assert,
    Back,
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
    Literal,
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
from planner.plan import (
    AddressOpens,
    CheckedIs,
    DialogCloses,
    Expectation,
    FieldHolds,
    FileWritten,
    FolderFilled,
    LevelShown,
    MomentHeld,
    NothingWaits,
    OptionChosen,
    ResultKnown,
    ScreenChanges,
    TextShown,
    WindowCloses,
    WindowOpens,
)
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


def expected(action: Action, following: Action | None = None) -> tuple[Expectation, ...]:
    """Never empty. following: the next action, which may answer what an application asks before it closes.

    What a waiting or checking step asks is settled by the step itself; its expectation repeats it.

    `TextShown(text="")` says no more than that the screen can be read: for pauses and for things that should be gone.
    """
    match action:
        case PressKeys(keys=("alt", "f4"), times=1) if not isinstance(
            following, Click | PressKeys | TypeText | WaitFor
        ):
            return (WindowCloses(),)
        case TypeText():
            return (_typed(action),)
        case Clear():
            return (FieldHolds(value=Literal(text=""), place=action.place),)
        case SelectOption():
            return (OptionChosen(option=action.option, place=action.place),)
        case SetLevel():
            return (LevelShown(value=action.value, place=action.place),)
        case SetDate():
            return (MomentHeld(value=action.value, place=action.place),)
        case SetChecked():
            return (CheckedIs(place=action.place, checked=action.checked),)
        case OpenApp() | SwitchTo():
            return (WindowOpens(name=action.name),)
        case OpenFile():
            return (WindowOpens(name=file_name(action.path)),)
        case OpenAddress():
            return (AddressOpens(address=action.address),)
        case SaveAs():
            return (FileWritten(path=action.path),)
        case ShowTab():
            return (TextShown(text=action.tab.text),)
        case Finish() | HandIn(button=None):
            return (NothingWaits(),)
        case Save():
            return (FileWritten(path=Literal(text=action.path)),)
        case PrintToFile():
            return (FileWritten(path=Literal(text=action.path)),)
        case Extract():
            return (FolderFilled(path=action.folder),)
        case ReplaceText():
            return (TextShown(text=action.new),)
        case SortLines():
            return (TextShown(text=""),)  # they may stand in order already; the intent itself looks whether they do
        case CopyBeside():
            return (TextShown(text=action.copy),)
        case AddToArchive():
            written = (FileWritten(path=Literal(text=action.archive)),) if action.archive else ()
            return (TextShown(text=file_name(action.path)), *written)
        case (
            FillFacts()
            | FillFromScreen()
            | PickSuggestion()
            | PickResult()
            | Pursue()
            | SetCell()
            | HandIn()
            | CloseDialog()
            | RemoveByCommand()
            | PressNamed()
            | AddLine()
            | DeleteLine()
            | DeleteRow()
            | MakeArchive()
            | GoAlong()
        ):
            return (ScreenChanges(),)
        case Reveal():
            return (TextShown(text=_shown(action.place)),)
        case ChooseFile():
            return (TextShown(text=file_name(action.path)),)
        case MoveThings() | MoveItem() | SortItems() | SwapItems() | ChooseThings() | ClickMiddle() | Draw():
            return (ScreenChanges(),)
        case ChooseByMeaning() | ChooseNumbers() | ClickAt() | Guess() | KeyIn() | PlanInDay() | PlayNoughts() | Rate():
            return (ScreenChanges(),)
        case (
            Resize()
            | FollowThing()
            | ChooseThing()
            | ChooseBest()
            | MarkNumbers()
            | NameFigure()
            | StyleText()
            | MarkText()
            | SetColor()
        ):
            return (ScreenChanges(),)
        case GiveAnswer(result=name):
            return (ResultKnown(name=name),)
        case reading if isinstance(reading, ThingReading):
            return (ResultKnown(name=reading.name),)
        case Read() | Compute() | Copy() | Ask() | Decide() | Gather():
            return (ResultKnown(name=action.name),)
        case AnswerDialog() | GiveFile():
            return (DialogCloses(),)
        case WaitFor():
            return (TextShown(text=_shown(None if action.gone else action.place)),)
        case Assert():
            return (_asserted(action),)
        case Click() | Hover() | PressKeys() | Scroll() | Drag() | Paste() | Back():
            return (ScreenChanges(),)
        case _:
            assert_never(action)


def file_name(path: str) -> str:
    """The last part of a path of any system.

    >>> file_name("C:\\\\papers\\\\bill.pdf"), file_name("/tmp/a/")
    ('bill.pdf', 'a')
    """
    return path.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1] or path


def _typed(action: TypeText) -> Expectation:
    whole = action.filling is Filling.REPLACE and action.place is not None
    return FieldHolds(value=action.value, place=action.place, whole=whole)


def _asserted(action: Assert) -> Expectation:
    if action.value is not None:
        whole = isinstance(action.value, Literal) and action.value.text == ""
        return FieldHolds(value=action.value, place=action.place, whole=whole)
    return TextShown(text=_shown(action.place if action.present else None))


def _shown(place: Query | None) -> str:
    return place.text if place is not None and place.exact else ""
