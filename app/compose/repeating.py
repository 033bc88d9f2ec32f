"""A second demonstration held against the flow, and what is done several times, as a loop over a table of values."""

from pathlib import Path

from app.compose.editing import edit_text
from app.compose.parts import load_words
from app.errors import Misuse
from app.storage.flows import load_flow
from planner.demo.again import NotAlike, compared
from planner.demo.repeats import Repeats, repeats_in
from planner.flow.folding import folded
from planner.flow.patching import with_inputs
from planner.flow.values import Flow, Input


def offered(path: Path) -> str:
    """What could become a loop, in words; "" for nothing. Raises AppError."""
    found = repeats_in(load_flow(path, load_words()).flow)
    return found.words if found is not None else ""


def make_loop(path: Path) -> str:
    """The text that stood there before. Raises Misuse."""
    found = repeats_in(load_flow(path, load_words()).flow)
    if found is None:
        raise Misuse("Nothing is done several times here.")
    return edit_text(path, lambda text: as_loop(text, found))


def taken_over(file: Path, first: Flow, second: Flow) -> tuple[str, ...]:
    """Makes what differed the second time an input of the flow, and what was repeated a loop; what was done, in words.

    Raises Misuse.
    """
    found = compared(first, second)
    if isinstance(found, NotAlike):
        raise Misuse(f"{found.reason} The flow stays as it is.")
    new = {one.name: Input(name=one.name, default=one.was) for one in found.varying if one.is_new}
    changes = [(one.step, one.was, one.name) for one in found.varying]
    loop, said = found.loop, [f"“{one.was}” in step {one.step} is now the input “{one.name}”." for one in found.varying]

    def changed(text: str) -> str:
        text = with_inputs(text, changes, tuple(new.values()), load_words()) if changes else text
        return as_loop(text, loop) if loop is not None else text

    if changes or loop is not None:
        edit_text(file, changed)
    if loop is not None:
        rounds = len(loop.columns[0].values)
        said.append(
            f"What was repeated is a loop now: {rounds} rows with {', '.join(one.name for one in loop.columns)}."
        )
    return (*said, *found.notes)


def as_loop(text: str, found: Repeats) -> str:
    """Raises FlowBroken."""
    return folded(
        text,
        load_words(),
        begin=found.begin,
        length=found.length,
        times=found.times,
        table=[(column.name, column.values) for column in found.columns],
        places=[(step, was, column.name) for column in found.columns for step, was in column.places],
        inputs=[name for column in found.columns for name in column.inputs],
    )
