"""Changes of what decides in a flow's text: a condition, what is gone through, how often, and what stands under it.

As in `planner.flow.editing`, a change touches the lines that it is about; lines that come under another part are only
moved in or out. A condition or loop that is told in a sentence is changed by changing the sentence.
"""

from collections.abc import Iterator

from planner.flow.lines import Block, block_of, shifted, swapped, without_end
from planner.flow.parts import Deciding, Over, PartEditable, items_written, words_of
from planner.flow.places import Words, read_condition, read_items
from planner.flow.reading import FlowReader
from planner.flow.steps import MOST_TIMES
from planner.flow.tree import Fields, FlowBroken, Sequence, Text, Tree
from planner.flow.writing import inline, scalar
from planner.flow.written import condition_as_written
from planner.language.conditions import opposite
from planner.language.outline import describe_condition

_BRANCHES = ("then", "else", "steps")
DEEPER = 4


class PartEditor:
    """For one flow's text. Everything raises FlowBroken when the change cannot be made."""

    def __init__(self, text: str, reader: FlowReader) -> None:
        self._text = text if text.endswith("\n") else f"{text}\n"
        steps = reader.steps_of(self._text)
        self._words, self._items, self._parts = steps.words, steps.items, steps.parts

    def editable(self, number: int) -> PartEditable:
        tree = self._tree(number)
        if isinstance(tree, Text):
            return PartEditable(number=number, kind=None, words=tree.text)
        kind = _kind(tree)
        match kind:
            case Deciding.IF:
                words = _condition_words(tree.values["if"], self._words)
                return PartEditable(
                    number=number, kind=kind, words=words, can_turn=True, has_otherwise=tree.has("else")
                )
            case Deciding.UNTIL:
                words, most = _condition_words(tree.values["repeat until"], self._words), tree.values.get("at most")
                times = int(most.text) if isinstance(most, Text) else MOST_TIMES
                return PartEditable(number=number, kind=kind, words=words, times=times, can_turn=True)
            case Deciding.EACH:
                over, words = words_of(read_items(tree.values["in"], self._words))
                return PartEditable(number=number, kind=kind, words=words, over=over)
            case Deciding.TIMES:
                times_tree = tree.values["repeat"]
                assert isinstance(times_tree, Text)  # it was read as a number
                return PartEditable(number=number, kind=kind, times=int(times_tree.text))

    def said(self, number: int, words: str) -> str:
        """The sentence of the part, or its condition, in these words instead."""
        tree = self._tree(number)
        if isinstance(tree, Text):
            return self._with(tree, scalar(" ".join(words.split())))
        kind = _kind(tree)
        if kind not in (Deciding.IF, Deciding.UNTIL):
            raise FlowBroken("a loop over things has no condition.")
        return self._with(tree.values[kind.value], scalar(" ".join(words.split())))

    def turned(self, number: int) -> str:
        """The opposite is looked for."""
        tree = self._tree(number)
        if isinstance(tree, Text) or _kind(tree) not in (Deciding.IF, Deciding.UNTIL):
            raise FlowBroken("there is no condition of its own here; change the sentence.")
        there = tree.values[_kind(tree).value]
        return self._with(there, inline(condition_as_written(opposite(read_condition(there, self._words)))))

    def over(self, number: int, over: Over, words: str) -> str:
        """What the loop goes through. words: the values, with commas between; a place; a folder; a value's name."""
        tree = self._fields(number)
        if _kind(tree) is not Deciding.EACH:
            raise FlowBroken("only a loop over things goes through things.")
        return self._with(tree.values["in"], inline(items_written(over, words)))

    def times(self, number: int, times: int) -> str:
        tree = self._fields(number)
        there = tree.values.get("repeat" if _kind(tree) is Deciding.TIMES else "at most")
        if there is not None:
            return self._with(there, str(times))
        if _kind(tree) is not Deciding.UNTIL:
            raise FlowBroken("this part is not repeated so and so often.")
        line = tree.keys_at["steps"].line - 1
        lines = self._text.splitlines(keepends=True)
        return "".join((*lines[:line], f"{' ' * (tree.at.column - 1)}at most: {times}\n", *lines[line:]))

    def otherwise(self, number: int, words: str) -> str:
        """A first step for when the condition does not hold."""
        tree = self._fields(number)
        if _kind(tree) is not Deciding.IF or tree.has("else"):
            raise FlowBroken("there is an “otherwise” already." if tree.has("else") else "this is no condition.")
        block, inner = self._block(*self._part(number)), " " * (tree.at.column - 1)
        return self._put(block.end, [f"{inner}else:\n", f"{inner}  - {scalar(' '.join(words.split()))}\n"])

    def moved(self, number: int, *, by: int) -> str:
        sequence, index = self._part(number)
        if not 0 <= index + by < len(sequence.items):
            raise FlowBroken(f"it is the {'first' if by < 0 else 'last'} of its part already.")
        first, second = (self._block(sequence, place) for place in sorted((index, index + by)))
        return swapped(self._text, first, second)

    def without(self, number: int, *, keep_steps: bool) -> str:
        """keep_steps: what stood under it stays, one level further out."""
        sequence, index = self._part(number)
        block = self._block(sequence, index)
        kept: list[str] = []
        if keep_steps:
            kept = self._lines[block.begin : self._fields(number).at.line - 1]  # what is said of it above it
            for inner in self._inner(self._fields(number)):
                blocks = [self._block(inner, place) for place in range(len(inner.items))]
                kept += shifted(self._lines[blocks[0].begin : blocks[-1].end], block.indent - blocks[0].indent)
        elif len(sequence.items) == 1:
            raise FlowBroken("it is the only one of its part; a part has at least one step.")
        return "".join((*self._lines[: block.begin], *kept, *self._lines[block.end :]))

    # --- steps, in and out ----------------------------------------------------------------------------------------

    def under(self, step: int, deciding: Deciding, words: str) -> str:
        """The step stands under a new condition or loop. words: the condition; the values, with commas; a number."""
        block = self._block(*self._item(step))
        outer = " " * block.indent
        match deciding:
            case Deciding.IF | Deciding.UNTIL:
                first = f"{outer}- {deciding.value}: {scalar(' '.join(words.split()))}\n"
            case Deciding.TIMES:
                first = f"{outer}- repeat: {scalar(words.strip())}\n"
            case Deciding.EACH:
                first = f"{outer}- for each: item\n{outer}  in: {inline(items_written(Over.VALUES, words))}\n"
        branch = f"{outer}  {'then' if deciding is Deciding.IF else 'steps'}:\n"
        moved = shifted(self._lines[block.begin : block.end], DEEPER)
        return "".join((*self._lines[: block.begin], first, branch, *moved, *self._lines[block.end :]))

    def taken_in(self, step: int) -> str:
        """The step becomes the last one of the condition or loop right above it."""
        sequence, index = self._item(step)
        above = sequence.items[index - 1] if index else None
        inner = list(self._inner(above)) if isinstance(above, Fields) else []
        if not inner:
            raise FlowBroken("there is no condition or loop right above it.")
        block, last = self._block(sequence, index), self._block(inner[-1], len(inner[-1].items) - 1)
        moved = shifted(self._lines[block.begin : block.end], last.indent - block.indent)
        return "".join(
            (
                *self._lines[: last.end],
                *moved,
                *self._lines[last.end : block.begin],
                *self._lines[block.end :],
            )
        )

    def taken_out(self, step: int) -> str:
        """The step comes right after the condition or loop that it stands in."""
        sequence, index = self._item(step)
        around = self._around(sequence)
        if around is None:
            raise FlowBroken("it stands in no condition or loop.")
        if len(sequence.items) == 1:
            raise FlowBroken("it is the only one there; take the condition or loop away and keep its steps.")
        block, whole = self._block(sequence, index), self._block(*around)
        moved = shifted(self._lines[block.begin : block.end], whole.indent - block.indent)
        return "".join(
            (
                *self._lines[: block.begin],
                *self._lines[block.end : whole.end],
                *moved,
                *self._lines[whole.end :],
            )
        )

    # --- where things stand ---------------------------------------------------------------------------------------

    @property
    def _lines(self) -> list[str]:
        return self._text.splitlines(keepends=True)

    def _part(self, number: int) -> tuple[Sequence, int]:
        found = self._parts.get(number)
        if found is None:
            raise FlowBroken("there is no such condition or loop.")
        sequence, index = found
        if sum(1 for one in self._parts.values() if one == found) > 1 and isinstance(sequence.items[index], Text):
            raise FlowBroken("several conditions are told in one sentence; change them in the file.")
        return found

    def _tree(self, number: int) -> Text | Fields:
        sequence, index = self._part(number)
        tree = sequence.items[index]
        if isinstance(tree, Fields) and _kind_or_none(tree) is not None:
            return tree
        if isinstance(tree, Text):
            return tree
        raise FlowBroken("this part is told by another flow, or by `do`; change it in the file.")

    def _fields(self, number: int) -> Fields:
        tree = self._tree(number)
        if isinstance(tree, Text):
            raise FlowBroken("this part is told in a sentence; change the sentence.")
        return tree

    def _item(self, step: int) -> tuple[Sequence, int]:
        found = self._items.get(step)
        if found is None:
            raise FlowBroken(f"there is no step {step}.")
        if sum(1 for one in self._items.values() if one[0] is found[0] and one[1] == found[1]) > 1:
            raise FlowBroken(f"step {step} is told together with others; change them in the file.")
        return found

    def _around(self, sequence: Sequence) -> tuple[Sequence, int] | None:
        """The item that has these steps under it."""
        for outer, index in self._parts.values():
            item = outer.items[index]
            if isinstance(item, Fields) and any(inner is sequence for inner in self._inner(item)):
                return outer, index
        return None

    def _inner(self, tree: Fields) -> Iterator[Sequence]:
        return (inner for key in _BRANCHES if isinstance(inner := tree.values.get(key), Sequence))

    def _block(self, sequence: Sequence, index: int) -> Block:
        return block_of(self._text, sequence, index)

    def _put(self, line: int, new: list[str]) -> str:
        return "".join((*self._lines[:line], *new, *self._lines[line:]))

    def _with(self, there: Tree, words: str) -> str:
        begin, end = there.span[0], without_end(self._text, there)
        blockwise = self._text[begin] in "|>" or self._text[begin:end].count("\n")
        before = self._text[:begin].rstrip(" \n") + " " if blockwise else self._text[:begin]
        return f"{before}{words}{self._text[end:]}"


def _kind_or_none(tree: Fields) -> Deciding | None:
    found = tree.first_of(tuple(Deciding))
    return Deciding(found) if found is not None else None


def _kind(tree: Fields) -> Deciding:
    found = _kind_or_none(tree)
    assert found is not None  # it was read as a part
    return found


def _condition_words(tree: Tree, words: Words) -> str:
    return tree.text if isinstance(tree, Text) else describe_condition(read_condition(tree, words))
