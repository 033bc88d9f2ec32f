"""Nodes of accessibility trees, as the applications tell them: native coordinates, native roles."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from app.surfaces.accessibility.bus import Answer, Call
from app.surfaces.accessibility.vocabulary import Flag, Native, has
from grounding.geometry import Box

ACCESSIBLE = "org.a11y.atspi.Accessible"
COMPONENT = "org.a11y.atspi.Component"
TABLE = "org.a11y.atspi.Table"
TEXT = "org.a11y.atspi.Text"
PROPERTIES = "org.freedesktop.DBus.Properties"
ON_SCREEN = 0  # ATSPI_COORD_TYPE_SCREEN
HIDDEN = -(2**31)
NULL_PATH = "/org/a11y/atspi/null"


@dataclass(frozen=True)
class Reference:
    """An object of an application: its name on the bus and its path there."""

    peer: str
    path: str

    def call(self, interface: str, method: str, signature: str = "", *body: object) -> Call:
        return Call(peer=self.peer, path=self.path, interface=interface, method=method, signature=signature, body=body)

    def asks(self, interface: str, name: str) -> Call:
        return self.call(PROPERTIES, "Get", "ss", interface, name)

    def extents(self) -> Call:
        return self.call(COMPONENT, "GetExtents", "u", ON_SCREEN)

    @property
    def handle(self) -> str:
        return f"{self.peer} {self.path}"

    @staticmethod
    def of_handle(handle: str) -> "Reference | None":
        peer, space, path = handle.partition(" ")
        return Reference(peer, path) if space else None


@dataclass(kw_only=True, eq=False)
class Node:
    """One object, still in the application's words.

    box: as told, in its own units; None when it has none. inside: the children that it names, `children` those of
    them that were read. scrolled_out: not in sight, but scrolling or opening would show it.
    """

    reference: Reference
    parent: "Node | None"
    states: int
    role: int = 0
    name: str = ""
    box: Box | None = None
    inside: list[Reference] = field(default_factory=list)
    children: "list[Node]" = field(default_factory=list)
    scrolled_out: bool = False

    def below(self) -> "Iterator[Node]":
        """Every node below this one, in the order of the tree."""
        for child in self.children:
            yield child
            yield from child.below()

    def above(self) -> "Iterator[Node]":
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


def is_in_sheet(node: Node) -> bool:
    """Whether it is a cell of a table that makes its cells only when they are asked for, as a sheet does."""
    table = node.parent
    return (
        node.role == Native.TABLE_CELL
        and table is not None
        and table.role == Native.TABLE
        and has(table.states, Flag.MANAGES_DESCENDANTS)
        and has(node.states, Flag.EDITABLE)
    )


def text_of(answer: Answer) -> str:
    """A string or a variant of one; "" for no answer."""
    if not isinstance(answer, tuple) or not answer:
        return ""
    value = answer[0]
    if isinstance(value, tuple) and len(value) == 2:
        value = value[1]
    return value if isinstance(value, str) else ""


def number_of(answer: Answer) -> float | None:
    if not isinstance(answer, tuple) or not answer:
        return None
    value = answer[0]
    if isinstance(value, tuple) and len(value) == 2:
        value = value[1]
    return float(value) if isinstance(value, int | float) else None


def states_of(answer: Answer) -> int | None:
    if not isinstance(answer, tuple) or not answer or not isinstance(answer[0], Sequence):
        return None
    return sum(int(word) << 32 * index for index, word in enumerate(answer[0][:2]))


def box_of(answer: Answer) -> Box | None:
    """None for what is hidden (GTK says so with the smallest number there is) or has no size."""
    if not isinstance(answer, tuple) or not answer or not isinstance(answer[0], tuple):
        return None
    left, top, width, height = answer[0]
    if left == HIDDEN or top == HIDDEN or width <= 0 or height <= 0:
        return None
    return Box(left, top, left + width, top + height)


def references_of(answer: Answer) -> list[Reference]:
    if not isinstance(answer, tuple) or not answer or not isinstance(answer[0], list):
        return []
    return [Reference(str(peer), str(path)) for peer, path in answer[0] if path != NULL_PATH]


def reference_of(answer: Answer) -> Reference | None:
    if not isinstance(answer, tuple) or not answer or not isinstance(answer[0], tuple):
        return None
    peer, path = answer[0]
    return Reference(str(peer), str(path)) if peer and path != NULL_PATH else None


def parent_of(answer: Answer) -> Reference | None:
    """From the property, a variant around (so)."""
    if not isinstance(answer, tuple) or not answer or not isinstance(answer[0], tuple) or len(answer[0]) != 2:
        return None
    return reference_of((answer[0][1],))


def is_shown(states: int, *, tells_showing: bool) -> bool:
    """GTK 4 up to 4.8 never says SHOWING of anything but windows: there VISIBLE has to do."""
    wanted = Flag.SHOWING if tells_showing else Flag.VISIBLE
    return has(states, wanted) and not has(states, Flag.DEFUNCT)


def labels_below(node: Node) -> Iterable[str]:
    """The texts of the labels inside (of a cell: of the cells inside), not looking into further named controls."""
    parts = {Native.LABEL, Native.TABLE_CELL} if node.role == Native.TABLE_CELL else {Native.LABEL}
    for child in node.children:
        if child.role in parts and child.name:
            yield child.name
        else:
            yield from labels_below(child)
