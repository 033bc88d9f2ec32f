"""What should be seen after a step, in words for a person: the criteria that "done" is made of."""

from typing import assert_never

from planner.language.saying import describe_place, describe_value, quoted
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
    Step,
    TextShown,
    WindowCloses,
    WindowOpens,
)
from planner.results import DECIDED


def criterion(step: Step) -> str:
    """
    >>> from planner.actions import Back, Literal, TypeText
    >>> from grounding.screen import Query
    >>> place, value = Query(text="Name"), Literal(text="Ana")
    >>> typing = TypeText(value=value, place=place)
    >>> criterion(Step(purpose="type Ana", action=typing, expect=(FieldHolds(value=value, place=place),)))
    '“Name” holds “Ana”'
    >>> criterion(Step(purpose="go back", action=Back(), expect=(ScreenChanges(),)))
    'go back: something changes'
    """
    return ", ".join(_told(expectation, step.purpose) for expectation in step.expect)


def _told(expectation: Expectation, purpose: str) -> str:
    match expectation:
        case ScreenChanges():
            return f"{purpose}: something changes"
        case FieldHolds(value=value, place=place, whole=whole):
            where = describe_place(place) if place is not None else "the place with the keyboard"
            return f"{where} {'holds' if whole else 'has'} {describe_value(value)}"
        case OptionChosen(option=option, place=place):
            return f"{describe_value(option)} is chosen in {describe_place(place)}"
        case MomentHeld(value=value, place=place) | LevelShown(value=value, place=place):
            return f"{describe_place(place)} shows {describe_value(value)}"
        case CheckedIs(place=place, checked=checked):
            return f"{describe_place(place)} is {'ticked' if checked else 'not ticked'}"
        case TextShown(text=text):
            return f"{quoted(text)} is shown" if text else purpose
        case WindowOpens(name=name):
            return f"a window of {quoted(name)} is in front"
        case AddressOpens(address=address):
            return f"{quoted(address)} is open"
        case DialogCloses():
            return "the question is answered"
        case NothingWaits():
            return f"{purpose}: no dialog waits"
        case WindowCloses():
            return "the window is closed"
        case FileWritten(path=path):
            return f"the file {describe_value(path)} is written"
        case FolderFilled(path=folder):
            return f"something is put into, or taken out of, the folder {quoted(folder)}"
        case ResultKnown(name=name):
            return purpose if not name or name.startswith(DECIDED) else f"{quoted(name)} is known"
        case _:
            assert_never(expectation)
