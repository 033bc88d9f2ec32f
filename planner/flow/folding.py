"""Steps that were shown several times, as one loop in a flow's text: the first block stays, the others make its table.

Comments and layout of what stays are kept; the steps of the first block only move in.
"""

from collections.abc import Sequence as Several

from planner.flow.lines import block_of, shifted, without_end
from planner.flow.part_editing import DEEPER
from planner.flow.patching import with_inputs
from planner.flow.reading import FlowReader, no_others
from planner.flow.tree import Fields, FlowBroken, parse_tree
from planner.flow.writing import inline, scalar
from planner.language.lexicon import Lexicon


def folded(
    text: str,
    lexicon: Lexicon,
    *,
    begin: int,
    length: int,
    times: int,
    table: Several[tuple[str, Several[str]]],
    places: Several[tuple[int, str, str]],
    inputs: Several[str],
) -> str:
    """The flow's text with a loop in the place of `times` blocks of `length` steps from step `begin` on.

    table: each name with its values, one a round. places: number of a step of the first block, the name of a place in
    it, and the name that takes its place. inputs: those that give way to the table. Raises FlowBroken.
    """
    text = with_inputs(text if text.endswith("\n") else f"{text}\n", places, (), lexicon)
    steps = FlowReader(lexicon, no_others).steps_of(text)
    items = [steps.items.get(number) for number in range(begin, begin + length * times)]
    there = [item for item in items if item is not None]
    lists = {id(sequence) for sequence, _ in there}
    if len(there) != len(items) or len(lists) != 1 or len({index for _, index in there}) != len(items):
        raise FlowBroken("these steps are told together with others; change them in the file.")
    blocks = [block_of(text, sequence, index) for sequence, index in there]
    lines, outer = text.splitlines(keepends=True), " " * blocks[0].indent
    first, last, end = blocks[0], blocks[length - 1], blocks[-1]
    loop = [f"{outer}- for each: {scalar(_called(table))}\n", *_in(table, outer), f"{outer}  steps:\n"]
    body = shifted(lines[first.begin : last.end], DEEPER)
    return _without_inputs("".join((*lines[: first.begin], *loop, *body, *lines[end.end :])), inputs)


def _called(table: Several[tuple[str, Several[str]]]) -> str:
    return table[0][0] if len(table) == 1 else "round"


def _in(table: Several[tuple[str, Several[str]]], outer: str) -> list[str]:
    if len(table) == 1:
        return [f"{outer}  in:\n", *(f"{outer}    - {scalar(value)}\n" for value in table[0][1])]
    names = [name for name, _ in table]
    rows = zip(*(values for _, values in table), strict=True)
    return [
        f"{outer}  in:\n",
        *(f"{outer}    - {inline(dict(zip(names, row, strict=True)))}\n" for row in rows),
    ]


def _without_inputs(text: str, names: Several[str]) -> str:
    tree = parse_tree(text)
    assert isinstance(tree, Fields)  # its steps have been read
    inputs = tree.values.get("inputs")
    if not isinstance(inputs, Fields):
        return text
    lines = text.splitlines(keepends=True)
    gone = [name for name in inputs.values if name in names]
    if len(gone) == len(inputs.values):
        end = text.count("\n", 0, without_end(text, inputs)) + 1
        return "".join((*lines[: tree.keys_at["inputs"].line - 1], *lines[end:]))
    if text[inputs.span[0]] == "{":
        kept = {name: inputs.values[name] for name in inputs.values if name not in gone}
        told = ", ".join(f"{scalar(name)}: {text[one.span[0] : one.span[1]].strip()}" for name, one in kept.items())
        return f"{text[: inputs.span[0]]}{{{told}}}{text[inputs.span[1] :]}"
    for name in reversed(gone):
        begin = inputs.keys_at[name].line - 1
        end = text.count("\n", 0, without_end(text, inputs.values[name])) + 1
        del lines[begin:end]
    return "".join(lines)
