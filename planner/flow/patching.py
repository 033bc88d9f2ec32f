"""Changes to a flow's text that touch nothing else: a person's comments, order and layout stay to the letter."""

import re
from collections.abc import Iterator
from collections.abc import Sequence as Several

from planner.flow.places import RELATIONS
from planner.flow.reading import FlowReader, no_others
from planner.flow.tree import Fields, FlowBroken, Sequence, Text, Tree
from planner.flow.values import Input
from planner.flow.writing import inline, scalar
from planner.healing import Healing
from planner.language.lexicon import Lexicon


def renamed(text: str, number: int, healing: Healing, lexicon: Lexicon) -> str:
    """The flow's text with the place of one step under its new name. Raises FlowBroken when it does not stand there.

    number: of the step, 1 is the first.
    """
    reader = FlowReader(lexicon, no_others)
    tree = reader.trees_of(text).get(number)
    if tree is None:
        raise FlowBroken(f"step {number} is told in plain words or stands in another flow; change it by hand.")
    name = _name_in(tree, healing)
    if name is None:
        raise FlowBroken(f"step {number} has no place called “{healing.was.text}” any more.", line=tree.at.line)
    start, end = name.span
    return text[:start] + scalar(healing.now.text) + text[end:]


def _name_in(tree: Tree, healing: Healing) -> Text | None:
    """Where the place's name stands: as `name:` among its fields."""
    match tree:
        case Fields(values=values):
            name = values.get("name")
            if isinstance(name, Text) and name.text == healing.was.text:
                return name
            for key, value in values.items():
                if key in RELATIONS:
                    continue  # the place that it stands beside is another one
                found = _name_in(value, healing)
                if found is not None:
                    return found
        case Sequence(items=items):
            return next((found for item in items if (found := _name_in(item, healing)) is not None), None)
        case Text():
            return None
    return None


def with_inputs(text: str, changes: Several[tuple[int, str, str]], inputs: Several[Input], lexicon: Lexicon) -> str:
    """The flow's text with names of places as inputs. Raises FlowBroken when one does not stand there.

    changes: number of the step, the name of a place in it, and the input that takes its place. inputs: those that are
    new.
    """
    trees = FlowReader(lexicon, no_others).trees_of(text)
    spans: dict[tuple[int, int], str] = {}
    for number, was, name in changes:
        tree = trees.get(number)
        found = list(_names(tree, was)) if tree is not None else []
        if not found:
            raise FlowBroken(f"step {number} does not tell its place by `name: {was}`; change it by hand.")
        spans |= {one.span: name for one in found}
    for (start, end), name in sorted(spans.items(), reverse=True):
        text = text[:start] + scalar(f"{{{{{name}}}}}") + text[end:]
    return _with_lines(text, "".join(f"  {_input_line(one)}\n" for one in inputs))


def _names(tree: Tree, was: str) -> Iterator[Text]:
    match tree:
        case Fields(values=values):
            for key, value in values.items():
                if isinstance(value, Text) and value.text == was and (key == "name" or key in RELATIONS):
                    yield value
                else:
                    yield from _names(value, was)
        case Sequence(items=items):
            for item in items:
                yield from _names(item, was)
        case Text():
            return


def _with_lines(text: str, lines: str) -> str:
    """With more inputs, after those that are there. Raises FlowBroken."""
    if not lines:
        return text
    there = re.search(r"^inputs:[ \t]*(#[^\n]*)?\n(?:[ \t]+[^\n]*\n|[ \t]*\n|[ \t]*#[^\n]*\n)*", text, re.MULTILINE)
    if there is not None:
        at = there.start() + len(there[0].rstrip()) + 1
        return text[:at] + lines + text[at:]
    if re.search(r"^inputs:", text, re.MULTILINE):
        raise FlowBroken("the inputs stand on one line; give each a line of its own.")
    steps = re.search(r"^(needs|outputs|steps):", text, re.MULTILINE)
    if steps is None:
        raise FlowBroken("the steps are not where they can be seen.")
    return f"{text[: steps.start()]}inputs:\n{lines}{text[steps.start() :]}"


def _input_line(one: Input) -> str:
    """
    >>> _input_line(Input(name="item", default="Bo: 7"))
    'item: {type: text, default: "Bo: 7"}'
    """
    described = {"type": str(one.kind)} | ({"default": one.default} if one.default is not None else {})
    return f"{one.name}: {inline({**described})}"
