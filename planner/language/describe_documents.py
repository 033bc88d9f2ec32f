"""What a step does with the document, dialog or form in front, in words for a person."""

from typing import assert_never

from planner.actions import SaveAs
from planner.document_orders import (
    AddLine,
    AddToArchive,
    CloseDialog,
    CopyBeside,
    DeleteLine,
    DeleteRow,
    DocumentIntent,
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
from planner.language.saying import describe_place, describe_value, ordinal, quoted


def with_documents(action: SaveAs | DocumentIntent) -> str:
    match action:
        case SaveAs():
            how = f"Choose {quoted(action.command)} in the menus, and save" if action.command else "Save"
            return f"{how} it as {describe_value(action.path)}"
        case Save():
            return f"Save {quoted(action.path)}"
        case ReplaceText():
            return f"Replace {quoted(action.old)} by {quoted(action.new)} wherever it stands"
        case SortLines():
            return f"Put the lines of the text in order{', the last first' if action.falling else ''}"
        case AddLine():
            return f"Write {describe_value(action.value)} at the end, on a line of its own"
        case DeleteLine(number=None):
            return f"Take out the line that says {quoted(action.text)}"
        case DeleteLine(number=number):
            return f"Take out the {ordinal(number or 1)} line"
        case AddToArchive():
            return f"Add the file {quoted(action.path)} to the archive"
        case MakeArchive():
            return f"Begin a new archive {quoted(action.path)}"
        case CopyBeside():
            return f"Make a copy of {quoted(action.name)} beside it, called {quoted(action.copy)}"
        case DeleteRow(number=None):
            return f"Take out the row that says {quoted(action.text)}"
        case DeleteRow(number=number):
            return f"Take out row {number}"
        case GoAlong():
            return f"Go to {quoted(action.path)}"
        case SetCell():
            where = f"cell {action.cell}" if action.cell else f"“{action.column}” of “{action.row}”"
            return f"Put {describe_value(action.value)} into {where}"
        case Finish():
            keep, answer = "Keep what was set, where that takes a button", "Finish that, where it waits for an answer"
            return answer if action.deed else keep
        case PrintToFile():
            return f"Print it into the file {quoted(action.path)}"
        case Extract():
            return f"Extract what is in the archive into {quoted(action.folder)}"
        case RemoveByCommand(name=name, ending=ending):
            which = f"the file {quoted(name)}" if name else f"the first file that ends with {quoted(ending)}"
            return f"Remove {which} by a command, once the files were listed"
        case CloseDialog():
            return "Close what came up in front"
        case ShowTab():
            return f"Go to {describe_place(action.tab)}"
        case PressNamed():
            return f"{action.verb.capitalize()} the {action.thing}, by the control that is called so"
        case HandIn(button=button):
            unnamed = "Hand in what was changed, where that takes a button"
            return unnamed if button is None else f"Click {describe_place(button)}"
        case _:
            assert_never(action)
