"""YAML as a tree of texts with the place of each in the file: nothing is converted, nothing is carried out.

Decision: a flow is read from YAML's nodes, not from loaded values. So `007` stays "007", an error can say line and
column, and what a stranger's file could do with anchors, tags and types is refused before it is looked at.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

MOST_CHARACTERS = 1_000_000
DEEPEST = 40
MOST_NODES = 50_000
_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null", "timestamp", "seq", "map", "merge")
)


class FlowBroken(Exception):
    """A flow file that cannot be read: where, and what to do about it. line, column: 1 is the first."""

    def __init__(self, reason: str, *, line: int = 1, column: int = 1) -> None:
        super().__init__(f"Line {line}, column {column}: {reason}")
        self.reason = reason
        self.line = line
        self.column = column


@dataclass(frozen=True, kw_only=True)
class Place:
    line: int
    column: int

    def broken(self, reason: str) -> FlowBroken:
        return FlowBroken(reason, line=self.line, column=self.column)


@dataclass(frozen=True, kw_only=True)
class Text:
    """quoted: it stood in quotation marks, or as a block. span: where in the file, as characters from its beginning."""

    at: Place
    text: str
    quoted: bool = False
    span: tuple[int, int] = (0, 0)


@dataclass(frozen=True, kw_only=True)
class Sequence:
    """span: as of a text; of one in block style, what follows it up to the next part belongs to it too."""

    at: Place
    items: "tuple[Tree, ...]"
    span: tuple[int, int] = (0, 0)


@dataclass(frozen=True, kw_only=True)
class Fields:
    """A mapping. What is asked for is ticked off; what is left over is nobody's field. span: as of a list."""

    at: Place
    values: "dict[str, Tree]"
    keys_at: dict[str, Place]
    span: tuple[int, int] = (0, 0)
    _taken: set[str] = field(default_factory=set)

    def has(self, name: str) -> bool:
        return name in self.values

    def first_of(self, names: Iterator[str] | tuple[str, ...]) -> str | None:
        """The first key of the mapping that is one of the names."""
        wanted = set(names)
        return next((key for key in self.values if key in wanted), None)

    def take(self, name: str) -> "Tree | None":
        self._taken.add(name)
        return self.values.get(name)

    def need(self, name: str) -> "Tree":
        found = self.take(name)
        if found is None:
            raise self.at.broken(f"`{name}` is missing here.")
        return found

    def done(self) -> None:
        """Raises FlowBroken for a field that nobody asked for."""
        for key in self.values:
            if key not in self._taken:
                raise self.keys_at[key].broken(f"`{key}` is not known here.")


Tree = Text | Sequence | Fields


def parse_tree(text: str) -> Tree:
    """Raises FlowBroken."""
    if len(text) > MOST_CHARACTERS:
        raise FlowBroken(f"the file has more than {MOST_CHARACTERS:,} characters; a flow has fewer.")
    try:
        node = YAML(typ="rt", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = (error.problem or error.context or "this is no YAML").strip().rstrip(".")
        raise FlowBroken(
            f"{said}.", line=mark.line + 1 if mark else 1, column=mark.column + 1 if mark else 1
        ) from error
    except (YAMLError, ValueError, RecursionError) as error:
        raise FlowBroken("this is no YAML that can be read.") from error
    if node is None:
        raise FlowBroken("the file is empty; a flow has at least `flow`, `name` and `steps`.")
    return _Builder().tree(node, 0)


class _Builder:
    def __init__(self) -> None:
        self._count = 0

    def tree(self, node: Node, depth: int) -> Tree:
        at = Place(line=node.start_mark.line + 1, column=node.start_mark.column + 1)
        self._count += 1
        if self._count > MOST_NODES:
            raise at.broken(f"the file has more than {MOST_NODES:,} parts.")
        if depth > DEEPEST:
            raise at.broken(f"this is nested more than {DEEPEST} deep.")
        if node.anchor is not None:
            raise at.broken("anchors and aliases (`&`, `*`) are not read; write it out.")
        self._check_tag(node, at)
        match node:
            case ScalarNode():
                span = (node.start_mark.index, node.end_mark.index)
                quoted = node.style is not None and node.style != ""
                return Text(at=at, text=str(node.value), quoted=quoted, span=span)
            case SequenceNode():
                items = tuple(self.tree(item, depth + 1) for item in node.value)
                return Sequence(at=at, items=items, span=(node.start_mark.index, node.end_mark.index))
            case MappingNode():
                return self._fields(node, at, depth)
            case _:
                raise at.broken("this is neither text, list nor mapping.")

    def _check_tag(self, node: Node, at: Place) -> None:
        tag = str(node.tag or "")
        if tag and tag not in _PLAIN_TAGS:
            raise at.broken("tags (`!`) are not read; leave it out.")

    def _fields(self, node: MappingNode, at: Place, depth: int) -> Fields:
        values: dict[str, Tree] = {}
        keys_at: dict[str, Place] = {}
        for key_node, value_node in node.value:
            key = self.tree(key_node, depth + 1)
            if not isinstance(key, Text):
                raise key.at.broken("a field's name is a word.")
            if key.text in values:
                raise key.at.broken(f"`{key.text}` stands here twice.")
            values[key.text] = self.tree(value_node, depth + 1)
            keys_at[key.text] = key.at
        return Fields(at=at, values=values, keys_at=keys_at, span=(node.start_mark.index, node.end_mark.index))
