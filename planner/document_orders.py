"""Orders about the document in front: saved where it is, text replaced in it, cells of a sheet filled."""

from dataclasses import dataclass

from grounding.screen import Query
from planner.values import Value


@dataclass(frozen=True, kw_only=True)
class Save:
    """Saves the active document where it is, in the format that it has. path: as it was opened."""

    path: str


@dataclass(frozen=True, kw_only=True)
class ReplaceText:
    """Replaces all of a text by another in the active document, through the application's own dialog."""

    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class SortLines:
    """Puts the lines of the active document in order: by their letters, or by what they amount to where all of them
    are numbers."""

    falling: bool = False


@dataclass(frozen=True, kw_only=True)
class AddLine:
    """Writes at the end of the active document, on a line of its own."""

    value: Value


@dataclass(frozen=True, kw_only=True)
class DeleteLine:
    """Takes one line out of the active document: the one that says `text`, or the one of that number: 1 is the first,
    -1 the last."""

    text: str = ""
    number: int | None = None


@dataclass(frozen=True, kw_only=True)
class AddToArchive:
    """Adds a file to the archive in front, through the application's own dialog. archive: its path, where it is new."""

    path: str
    archive: str = ""


@dataclass(frozen=True, kw_only=True)
class MakeArchive:
    """Begins a new archive in the application in front, through its own dialog."""

    path: str


@dataclass(frozen=True, kw_only=True)
class CopyBeside:
    """Makes a copy of a file in the folder in front, in the same folder, under another name."""

    name: str
    copy: str


@dataclass(frozen=True, kw_only=True)
class DeleteRow:
    """Takes a whole row out of the sheet in front: the one in which a cell says `text`, or the one of that number as
    the sheet counts."""

    text: str = ""
    number: int | None = None


@dataclass(frozen=True, kw_only=True)
class GoAlong:
    """Goes along a path within the application in front ("/org/things/first"): a tree of settings, of pages."""

    path: str


@dataclass(frozen=True, kw_only=True)
class SetCell:
    """Puts a value or formula into a cell of the sheet in front.

    cell: such as "B12"; "" for the one in the row that begins with `row`, under the heading `column`.
    """

    value: Value
    cell: str = ""
    row: str = ""
    column: str = ""


@dataclass(frozen=True, kw_only=True)
class Finish:
    """What was begun is finished: the button of the dialog or form that keeps what was set, or carries out what was
    asked, is pressed; nothing where nothing waits for that.

    deed: the verb of the order that may have opened a dialog ("extract"); "" after settings. place: what was set last.
    """

    deed: str = ""
    place: Query | None = None


@dataclass(frozen=True, kw_only=True)
class HandIn:
    """Presses the button that hands a form in, and the one of that name in what it brings up to ask more.

    button: None where none was named, after a change on a page: the one button that takes it in, if there is just one.
    """

    button: Query | None = None


@dataclass(frozen=True, kw_only=True)
class Extract:
    """Brings what is in the archive in front into a folder, through the application's own dialog. folder: a path."""

    folder: str


@dataclass(frozen=True, kw_only=True)
class PrintToFile:
    """Prints the active document into a file, through the application's own dialog for printing."""

    path: str


@dataclass(frozen=True, kw_only=True)
class PressNamed:
    """Clicks the control that is called by an order's own words: "Save guest" or "Save" for "save the guest".

    verb, thing: in small letters; the thing without "the".
    """

    verb: str
    thing: str


@dataclass(frozen=True, kw_only=True)
class RemoveByCommand:
    """Removes a file by a command, on a page that takes commands. name: of the file; else ending: ".png", the first."""

    name: str = ""
    ending: str = ""


@dataclass(frozen=True, kw_only=True)
class CloseDialog:
    """Puts away what came up in front of a page."""


@dataclass(frozen=True, kw_only=True)
class ShowTab:
    """Brings a tab's page to the front; nothing when it is there already."""

    tab: Query


DocumentIntent = (
    Save
    | ReplaceText
    | SortLines
    | AddLine
    | DeleteLine
    | AddToArchive
    | MakeArchive
    | CopyBeside
    | DeleteRow
    | GoAlong
    | SetCell
    | Finish
    | HandIn
    | Extract
    | PrintToFile
    | PressNamed
    | ShowTab
    | CloseDialog
    | RemoveByCommand
)
