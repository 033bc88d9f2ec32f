"""Changes of a flow's text that a person makes without writing YAML: steps moved, taken out, added, said otherwise.

Decision: each change touches the lines that it is about and nothing else, so comments and layout stay; what cannot be
done so (steps on one line, steps of another flow) is refused in words. Whoever keeps the new text reads it first: that
tells whether it still is a flow.
"""

from dataclasses import dataclass

from grounding.screen import Query
from planner.flow.lines import Block, block_of, swapped, without_end
from planner.flow.reading import FlowReader
from planner.flow.tree import Fields, FlowBroken, Sequence, Text, Tree, parse_tree
from planner.flow.verbs import BY_KEY, PLACE, PLACE_OR_HERE, TEXT, VALUE, Verb
from planner.flow.writing import inline, scalar
from planner.flow.written import place_as_written


@dataclass(frozen=True, kw_only=True)
class Editable:
    """What can be changed of one step. text: what it types, chooses, opens; None: it says nothing of that kind.

    holds_input: the text is the value of an input. has_place: it acts on a place that another can stand for.
    """

    number: int
    text: str | None
    holds_input: bool
    has_place: bool
    movable: bool


class FlowEditor:
    """For one flow's text. Everything raises FlowBroken when the change cannot be made; then nothing has changed."""

    def __init__(self, text: str, reader: FlowReader) -> None:
        self._text = text if text.endswith("\n") else f"{text}\n"
        steps = reader.steps_of(self._text)
        self._trees, self._items = steps.trees, steps.items

    def editable(self, number: int) -> Editable:
        said = self._said(number)
        text = said.text if said is not None else None
        return Editable(
            number=number,
            text=text,
            holds_input=text is not None and "{{" in text,
            has_place=self._place_key(number) is not None,
            movable=self._stands_alone(number),
        )

    def renamed(self, name: str) -> str:
        tree = self._top()
        there = tree.values.get("name")
        if isinstance(there, Text):
            return self._with(there.span, scalar(name))
        return self._inserted(tree.keys_at["flow"].line + 1, f"name: {scalar(name)}\n")

    def retold(self, number: int, text: str) -> str:
        """The step types, chooses or opens this text instead."""
        said = self._said(number)
        if said is None:
            raise FlowBroken(f"step {number} has no text that could be changed.")
        return self._with(said.span, self._scalar_at(said, text))

    def moved(self, number: int, *, by: int) -> str:
        """by: -1 up, 1 down, among the steps that it stands beside."""
        sequence, index = self._item(number)
        other = index + by
        if not 0 <= other < len(sequence.items):
            raise FlowBroken(f"step {number} is the {'first' if by < 0 else 'last'} of its part already.")
        first, second = (self._block(sequence, place) for place in sorted((index, other)))
        return swapped(self._text, first, second)

    def without(self, number: int) -> str:
        sequence, index = self._item(number)
        if len(sequence.items) == 1:
            raise FlowBroken(f"step {number} is the only one of its part; a part has at least one.")
        block = self._block(sequence, index)
        lines = self._text.splitlines(keepends=True)
        return "".join((*lines[: block.begin], *lines[block.end :]))

    def waiting_after(self, number: int, seconds: float) -> str:
        sequence, index = self._item(number)
        block = self._block(sequence, index)
        return self._inserted(block.end + 1, f"{' ' * block.indent}- pause: {seconds:g}\n")

    def saying_after(self, number: int, words: str) -> str:
        """A step in plain words, which may also hold a condition or a loop."""
        sequence, index = self._item(number)
        block = self._block(sequence, index)
        return self._inserted(block.end + 1, f"{' ' * block.indent}- {scalar(' '.join(words.split()))}\n")

    def with_input(self, number: int, name: str) -> str:
        """The step's text becomes the usual value of a new input."""
        said = self._said(number)
        if said is None or "{{" in said.text:
            raise FlowBroken(f"step {number} has no text that could become an input.")
        tree = self._top()
        inputs = tree.values.get("inputs")
        if isinstance(inputs, Fields) and name in inputs.values:
            raise FlowBroken(f"there is an input “{name}” already; choose another name.")
        changed = self._with(said.span, self._scalar_at(said, f"{{{{{name}}}}}"))
        entry = f"{scalar(name)}: {{type: text, default: {scalar(said.text)}}}"
        # What stands before the steps stands where it stood: they are below.
        if inputs is None:
            line = tree.keys_at["steps"].line
            return _inserted(changed, line, f"inputs:\n  {entry}\n")
        if not isinstance(inputs, Fields):
            raise inputs.at.broken("`inputs` maps each name to its type and default.")
        if self._text[inputs.span[0]] == "{":
            end = inputs.span[1] - 1
            return f"{changed[:end].rstrip()}{', ' if inputs.values else ''}{entry}{changed[end:]}"
        last = without_end(self._text, inputs)
        line = self._text.count("\n", 0, last) + 2
        return _inserted(changed, line, f"{' ' * (inputs.at.column - 1)}{entry}\n")

    def aimed(self, number: int, place: Query) -> str:
        """The step acts on another place."""
        key = self._place_key(number)
        tree = self._trees.get(number)
        if key is None or not isinstance(tree, Fields):
            raise FlowBroken(f"step {number} has no place that could be changed.")
        there, words = tree.values.get(key), inline(place_as_written(place))
        if there is None:  # it has been where the focus was
            line = tree.at.line + 1
            return self._inserted(line, f"{' ' * (tree.at.column - 1)}{key}: {words}\n")
        if isinstance(there, Text) or self._text[there.span[0]] in "{[":
            return self._with(there.span, words)
        at = tree.keys_at[key]
        begin = self._offset(at.line, at.column) + len(key) + 1
        return self._with((begin, without_end(self._text, there)), f" {words}")

    # --- where things stand ---------------------------------------------------------------------------------------

    def _said(self, number: int) -> Text | None:
        """The text that a step types, chooses or opens."""
        tree, verb = self._verb(number)
        if verb is None or verb.form not in (VALUE, TEXT) or not isinstance(tree, Fields):
            return None
        said = tree.values.get(verb.key)
        return said if isinstance(said, Text) else None

    def _place_key(self, number: int) -> str | None:
        _, verb = self._verb(number)
        if verb is None:
            return None
        if verb.form in (PLACE, PLACE_OR_HERE):
            return verb.key
        return next((key for key, (name, _) in verb.more.items() if name == "place"), None)

    def _verb(self, number: int) -> tuple[Tree | None, Verb | None]:
        tree = self._trees.get(number)
        key = tree.first_of(tuple(BY_KEY)) if isinstance(tree, Fields) else None
        return tree, BY_KEY[key] if key is not None else None

    def _stands_alone(self, number: int) -> bool:
        try:
            sequence, index = self._item(number)
            self._block(sequence, index)
        except FlowBroken:
            return False
        return True

    def _item(self, number: int) -> tuple[Sequence, int]:
        found = self._items.get(number)
        if found is None:
            raise FlowBroken(f"there is no step {number}.")
        sequence, index = found
        if sum(1 for other, place in self._items.values() if other is sequence and place == index) > 1:
            raise FlowBroken(f"step {number} is told together with others; change them in the file.")
        return found

    def _block(self, sequence: Sequence, index: int) -> Block:
        return block_of(self._text, sequence, index)

    def _top(self) -> Fields:
        tree = parse_tree(self._text)
        assert isinstance(tree, Fields)  # its steps have been read
        return tree

    def _offset(self, line: int, column: int) -> int:
        lines = self._text.splitlines(keepends=True)
        return sum(len(one) for one in lines[: line - 1]) + column - 1

    def _scalar_at(self, there: Text, text: str) -> str:
        """A block of lines takes its line's end with it."""
        return scalar(text) + ("\n" if self._text[there.span[0]] in "|>" else "")

    def _with(self, span: tuple[int, int], words: str) -> str:
        return self._text[: span[0]] + words + self._text[span[1] :]

    def _inserted(self, line: int, words: str) -> str:
        return _inserted(self._text, line, words)


def _inserted(text: str, line: int, words: str) -> str:
    """line: the words become this one; 1 is the first."""
    lines = text.splitlines(keepends=True)
    return "".join((*lines[: line - 1], words, *lines[line - 1 :]))
