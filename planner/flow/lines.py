"""Which lines of a flow's text an item of a list takes up: itself, and the comments right above it."""

from dataclasses import dataclass

from planner.flow.tree import Fields, FlowBroken, Sequence, Text, Tree


@dataclass(frozen=True, kw_only=True)
class Block:
    """Lines from `begin` up to and without `end`; 0 is the first. indent: of its dash."""

    begin: int
    end: int
    indent: int


def block_of(text: str, sequence: Sequence, index: int) -> Block:
    """Raises FlowBroken for an item that has no lines of its own."""
    item = sequence.items[index]
    lines = text.splitlines()
    first = item.at.line - 1
    line = lines[first]
    indent = len(line) - len(line.lstrip())
    if not line.lstrip().startswith("- ") or line[:indent].strip() or item.at.column <= indent + 2:
        raise FlowBroken("these steps stand on one line; change them in the file.", line=item.at.line)
    if any(other is not item and other.at.line == item.at.line for other in sequence.items):
        raise FlowBroken("these steps stand on one line; change them in the file.", line=item.at.line)
    begin = first
    while begin > 0 and lines[begin - 1].startswith(" " * indent + "#"):
        begin -= 1
    end = text.count("\n", 0, without_end(text, item)) + 1
    return Block(begin=begin, end=end, indent=indent)


def swapped(text: str, first: Block, second: Block) -> str:
    """Two blocks in each other's place; first stands above."""
    lines = text.splitlines(keepends=True)
    return "".join(
        (
            *lines[: first.begin],
            *lines[second.begin : second.end],
            *lines[first.end : second.begin],
            *lines[first.begin : first.end],
            *lines[second.end :],
        )
    )


def shifted(lines: list[str], by: int) -> list[str]:
    """Lines moved in or out; what is empty stays so.

    >>> shifted(["    - a", "", "      b"], -2)
    ['  - a', '', '    b']
    """
    if by >= 0:
        return [f"{' ' * by}{line}" if line.strip() else line for line in lines]
    return [line[min(-by, len(line) - len(line.lstrip(" "))) :] for line in lines]


def without_end(text: str, tree: Tree) -> int:
    """Where a part really ends, without the blank lines and comments that follow it."""
    match tree:
        case Text(span=(begin, end)):
            return begin + len(text[begin:end].rstrip())
        case Sequence(span=(begin, end)) | Fields(span=(begin, end)) if text[begin] in "{[":
            return end
        case Sequence(items=items):
            return max(without_end(text, item) for item in items)
        case Fields(values=values, span=(begin, _)):
            return max((without_end(text, value) for value in values.values()), default=begin)
