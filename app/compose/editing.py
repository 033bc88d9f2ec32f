"""Changes of a flow's file: made to its text, read as a flow, and only then written."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.compose.healing import follow
from app.compose.parts import eyes, load_words
from app.errors import Misuse
from app.storage.flows import check_text, finder_beside, flow_text, load_flow, write_whole
from grounding.screen import Element, ParsedScreen, Query
from planner.demo.anchors import anchored
from planner.demo.values import Aim
from planner.flow.editing import Editable, FlowEditor
from planner.flow.part_editing import PartEditor
from planner.flow.parts import PartEditable
from planner.flow.reading import FlowReader
from planner.flow.tree import FlowBroken
from planner.plan import Instruction, Plan, Step


@dataclass(frozen=True, kw_only=True, eq=False)
class _Looked:
    """A screen that was looked at, as a demonstration has its scenes; where it was does not matter here."""

    seen: ParsedScreen
    window: str = ""
    title: str = ""
    app: str = ""
    address: str = ""
    document: str = ""
    shown: bool = True

    def screen(self) -> ParsedScreen:
        return self.seen


def editable(path: Path, number: int) -> Editable:
    """Raises Misuse."""
    try:
        return _editor(path, flow_text(path)).editable(number)
    except FlowBroken as error:
        raise Misuse(f"{path.name}: {error}") from error


def editable_part(path: Path, number: int) -> PartEditable:
    """What can be changed of a condition or loop. Raises Misuse."""
    try:
        return PartEditor(flow_text(path), _reader(path)).editable(number)
    except FlowBroken as error:
        raise Misuse(f"This cannot be changed here: {error.reason}") from error


def edit(path: Path, change: Callable[[FlowEditor], str]) -> str:
    """The text that stood there before. Raises Misuse when the change cannot be made; then the file stays."""
    return edit_text(path, lambda text: change(_editor(path, text)))


def edit_parts(path: Path, change: Callable[[PartEditor], str]) -> str:
    """As `edit`, for conditions and loops."""
    return edit_text(path, lambda text: change(PartEditor(text, _reader(path))))


def edit_text(path: Path, change: Callable[[str], str]) -> str:
    """As `edit`, for any change of the text."""
    before = flow_text(path)
    try:
        after = change(before)
    except FlowBroken as error:
        raise Misuse(f"This cannot be changed here: {error.reason}") from error
    check_text(path, after, load_words())
    put(path, after)
    return before


def put(path: Path, text: str) -> None:
    """Writes the text, which is a flow; proposals follow their steps. Raises Misuse."""
    old = _steps(path)
    write_whole(path, text)
    follow(path, old, _steps(path))


def _steps(path: Path) -> tuple[Step, ...]:
    nodes = load_flow(path, load_words()).flow.nodes
    return Plan(instruction=Instruction(text=""), nodes=nodes).steps


def place_of(element: Element, screen: ParsedScreen) -> Query:
    """The words that find the element again. Raises Misuse when nothing tells it from others."""
    found = anchored(Aim(scene=_Looked(seen=screen), element=element, point=element.box.center), eyes().locate)
    if found is None:
        raise Misuse("Nothing tells this element from others; pick another.")
    return found.place


def _editor(path: Path, text: str) -> FlowEditor:
    return FlowEditor(text, _reader(path))


def _reader(path: Path) -> FlowReader:
    return FlowReader(load_words(), finder_beside(path))
