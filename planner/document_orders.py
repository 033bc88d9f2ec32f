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
class ShowTab:
    """Brings a tab's page to the front; nothing when it is there already."""

    tab: Query


DocumentIntent = Save | ReplaceText | SetCell | Finish | HandIn | Extract | PrintToFile | PressNamed | ShowTab
