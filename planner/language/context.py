"""What the orders so far have brought about: the window in front, the place that "it" means, the results."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from grounding.screen import Query, Role
from planner.actions import (
    Action,
    Ask,
    Assert,
    ChooseFile,
    Clear,
    Click,
    Compute,
    Copy,
    Drag,
    Hover,
    Literal,
    OpenAddress,
    OpenApp,
    OpenFile,
    PressKeys,
    Read,
    SaveAs,
    SelectOption,
    SetChecked,
    SetDate,
    SetLevel,
    SwitchTo,
    TypeText,
    WaitFor,
)
from planner.document_orders import MakeArchive, SetCell
from planner.language.expectations import file_name
from planner.language.lexicon import Lexicon, WordClass
from planner.language.spelling import is_one_slip
from planner.plan import NotUnderstood
from planner.things import ThingReading

LONG_WORD = 6


def no_application(name: str) -> bool:
    """Where nothing is known of what is installed."""
    return False


def only_pages(name: str) -> bool:
    """In a browser, which starts no application: what is to be opened there stands on a page."""
    return False


@dataclass(frozen=True, kw_only=True)
class Context:
    """place: what "it" is as a place. front: the application or window that the plan brought to the front last.

    opened: all of these. results: names, oldest first. file: the document's file name, when the plan named one.
    sources: of the opened ones, those from which a result was read. in_form: what has no verb is an entry of a form.
    setting: the application that the person said all this is done in. folder: the path of the folder in front; made: of
    the one that was made last. held: the file that was cut or copied. cells: those that were filled, in their order.
    is_application: whether a name is that of an installed application, where the plan is for a desktop.
    turned: how often what is read was put in a plainer way. wished: how often of that as a wish or a passive. goals:
    what is no order may be a goal.
    brief: what has no verb may be an order in few words. gist: what no grammar reads may be read by what it names.
    """

    lexicon: Lexicon
    place: Query | None = None
    front: str = ""
    opened: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    file: str = ""
    last: Action | None = None
    sources: tuple[str, ...] = ()
    in_form: bool = False
    setting: str = ""
    folder: str = ""
    made: str = ""
    held: str = ""
    cells: tuple[str, ...] = ()
    is_application: Callable[[str], bool] = no_application
    turned: int = 0
    wished: int = 0
    goals: bool = True
    brief: bool = False
    gist: bool = False

    def after(self, actions: tuple[Action, ...]) -> "Context":
        context = self
        for action in actions:
            context = context._after_one(action)
        return context

    def _after_one(self, action: Action) -> "Context":
        now = replace(self, last=action)
        match action:
            case OpenApp(name=name) | SwitchTo(name=name):
                return replace(now, front=name, opened=(*(n for n in self.opened if n != name), name), place=None)
            case OpenFile(path=path):
                name = file_name(path)
                if "." not in name.lstrip("."):
                    now = replace(now, folder=path.rstrip("/"), setting=action.app or self.setting)
                return replace(now, front=name, opened=(*self.opened, name), file=name, place=None)
            case WaitFor(place=Query(text=name, exact=True), gone=False) if name and self.folder:
                return replace(now, made=f"{self.folder}/{name}")
            case WaitFor(place=Query() as place, gone=False):
                return replace(now, place=place)
            case PressKeys(keys=("ctrl", "c" | "x")) if isinstance(self.last, Click):
                return replace(now, held=self.last.place.text)
            case OpenAddress():
                return replace(now, place=None)
            case reading if isinstance(reading, ThingReading):
                return replace(now, results=(*(n for n in self.results if n != reading.name), reading.name))
            case Read(name=name) | Compute(name=name) | Copy(name=name) | Ask(name=name):
                if isinstance(action, Read) and action.place is None and self.front:
                    now = replace(now, sources=(*self.sources, self.front))
                place = action.place if isinstance(action, Read | Copy) and action.place else self.place
                return replace(now, results=(*(n for n in self.results if n != name), name), place=place)
            case SetCell(cell=cell):
                return replace(now, cells=(*self.cells, cell), place=None) if cell else now
            case SaveAs(path=Literal(text=path)) | MakeArchive(path=path):
                return replace(now, file=file_name(path))
            case Drag(end=place):
                return replace(now, place=place)
            case (
                Click(place=place)
                | Hover(place=place)
                | SelectOption(place=place)
                | SetDate(place=place)
                | SetLevel(place=place)
                | SetChecked(place=place)
                | ChooseFile(place=place)
                | Assert(place=place)
            ):
                return replace(now, place=place)
            case TypeText(place=place) | Clear(place=place) | PressKeys(place=place):
                return replace(now, place=place or self.place)
            case _:
                return now

    def pattern(self, name: str) -> str:
        return self.lexicon.patterns.get(name, self.lexicon.patterns["any"])

    def trouble(self, part: str, pattern: str) -> NotUnderstood:
        return NotUnderstood(part=part.strip(), nearest=self.pattern(pattern))

    def is_calculator(self, name: str) -> bool:
        """Whether a name is that of a calculator: by its last word, or nearly so; or because one was read from it."""
        words = tuple(re.split(r"[\s-]+", name.lower()))
        table = self.lexicon.words(WordClass.CALCULATOR)
        nearly = any(is_one_slip(words[-1], word) for word in table.single_words if len(word) > LONG_WORD)
        return nearly or table.before(words, len(words)) is not None or name in self.sources

    @property
    def on_desktop(self) -> bool:
        """Where tabs belong to windows; in a browser they are windows of a kind themselves."""
        return self.is_application not in (no_application, only_pages)

    @property
    def on_page(self) -> bool:
        return self.is_application is only_pages

    @property
    def editor(self) -> str:
        """The window that holds the document: the last one brought up that is no calculator; "" when none was."""
        return next((name for name in reversed(self.opened) if not self.is_calculator(name)), "")

    @property
    def menu_is_open(self) -> bool:
        return isinstance(self.last, Click) and self.last.place.role is Role.MENU
