"""Walks the trees of all visible applications at once, level by level: a round trip a level, not a node."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.surfaces.accessibility.bus import Answer, Bus, Call
from app.surfaces.accessibility.nodes import (
    ACCESSIBLE,
    COMPONENT,
    ON_SCREEN,
    Node,
    Reference,
    box_of,
    is_shown,
    number_of,
    parent_of,
    reference_of,
    references_of,
    states_of,
    text_of,
)
from app.surfaces.accessibility.vocabulary import SCROLLED, Flag, Native, has

ROOT_PATH = "/org/a11y/atspi/accessible/root"
MOST_NODES = 2500
MOST_LEVELS = 60
MANY_CHILDREN = 250  # past this, only those that can be hit inside the container are asked for
MOST_BEYOND = 120  # of one container's children that are scrolled out
MOST_OPTIONS = 60
PROBES = 24


@dataclass(frozen=True, kw_only=True)
class Manner:
    """What an application's toolkit does and does not tell."""

    tells_showing: bool = True
    type_names: bool = False  # GTK 4: the name of an unnamed widget is that of its type


class Walker:
    """One look at the trees below some roots."""

    def __init__(self, bus: Bus, *, manners: dict[str, Manner], until_s: float) -> None:
        self._bus = bus
        self._manners = manners
        self._until_s = until_s
        self._count = 0

    def tops(self, references: Sequence[Reference]) -> list[Node]:
        """The windows that applications tell of, read, without what is in them."""
        return self._read([(None, top) for top in references])

    def walk(self, roots: Sequence[Node]) -> None:
        """Fills in `children`, all the way down, of roots that are read already."""
        level = list(roots)
        for _ in range(MOST_LEVELS):
            if not level or self._count > MOST_NODES:
                return
            nodes = self._read([(node, reference) for node in level for reference in node.inside])
            for node in nodes:
                if node.parent is not None:
                    node.parent.children.append(node)
            level = [node for node in nodes if not node.scrolled_out or _in_combo_box(node)]

    def chain(self, reference: Reference) -> Node | None:
        """One object with all that it lies in, each read; None when a link is missing."""
        up: list[Reference] = []
        at: Reference | None = reference
        while at is not None and len(up) < MOST_LEVELS:
            up.append(at)
            answer = self._ask([at.asks(ACCESSIBLE, "Parent")])[0]
            at = parent_of(answer)
            if at is not None and at.path == ROOT_PATH:
                break
        node: Node | None = None
        for one in reversed(up):
            found = self._read([(node, one)], hidden_too=True)
            if not found:
                return None
            if node is not None:
                node.children.append(found[0])
            node = found[0]
        return node

    def _ask(self, calls: Sequence[Call]) -> list[Answer]:
        return self._bus.ask_all(calls, self._until_s)

    def _read(self, links: Sequence[tuple[Node | None, Reference]], *, hidden_too: bool = False) -> list[Node]:
        """Those of the objects that are in sight, or would be by scrolling; two round trips for all."""
        first = self._ask(
            [
                call
                for _, reference in links
                for call in (reference.call(ACCESSIBLE, "GetState"), reference.asks(ACCESSIBLE, "ChildCount"))
            ]
        )
        wanted: list[tuple[Node, int]] = []
        hidden: Counter[int] = Counter()
        for index, (parent, reference) in enumerate(links):
            states, count = states_of(first[2 * index]), int(number_of(first[2 * index + 1]) or 0)
            if states is None or has(states, Flag.DEFUNCT):
                continue
            node = Node(reference=reference, parent=parent, states=states)
            if not self._is_shown(node) and not hidden_too:
                if parent is None or hidden[id(parent)] >= _most_hidden(parent):
                    continue
                hidden[id(parent)] += 1
                node.scrolled_out = True
            wanted.append((node, count))
        self._fill_in(wanted)
        self._count += len(wanted)
        return [node for node, _ in wanted]

    def _is_shown(self, node: Node) -> bool:
        manner = self._manners.get(node.reference.peer, Manner())
        inside_hidden = node.parent is not None and node.parent.scrolled_out
        return not inside_hidden and is_shown(node.states, tells_showing=manner.tells_showing)

    def _fill_in(self, nodes: Sequence[tuple[Node, int]]) -> None:
        calls: list[Call] = []
        for node, count in nodes:
            calls += [
                node.reference.call(ACCESSIBLE, "GetRole"),
                node.reference.asks(ACCESSIBLE, "Name"),
                node.reference.extents(),
            ]
            if 0 < count <= MANY_CHILDREN:
                calls.append(node.reference.call(ACCESSIBLE, "GetChildren"))
        answers = iter(self._ask(calls))
        for node, count in nodes:
            node.role = int(number_of(next(answers)) or 0)
            node.name = text_of(next(answers))
            node.box = box_of(next(answers))
            if 0 < count <= MANY_CHILDREN:
                node.inside = references_of(next(answers))
        for node, count in nodes:
            if count > MANY_CHILDREN:
                node.inside = self._children_in_sight(node)

    def _children_in_sight(self, node: Node) -> list[Reference]:
        """Of a container with very many children: those between the first and the last that its box shows."""
        if node.box is None:
            return []
        left, right = node.box.left + 6, node.box.right - 6
        step = max(1, node.box.height // PROBES)
        points = [(x, y) for y in range(node.box.top + 2, node.box.bottom, step) for x in (left, right)]
        hits = self._ask(
            [node.reference.call(COMPONENT, "GetAccessibleAtPoint", "iiu", x, y, ON_SCREEN) for x, y in points]
        )
        references = {hit for answer in hits if (hit := reference_of(answer)) is not None and hit != node.reference}
        ordered = sorted(references, key=lambda one: one.path)
        answers = self._ask([one.call(ACCESSIBLE, "GetIndexInParent") for one in ordered])
        indexes = [int(number) for answer in answers if (number := number_of(answer)) is not None and number >= 0]
        if not indexes:
            return ordered
        wanted = range(min(indexes), min(max(indexes) + 1, min(indexes) + 2 * MANY_CHILDREN))
        got = self._ask([node.reference.call(ACCESSIBLE, "GetChildAtIndex", "i", index) for index in wanted])
        return [child for answer in got if (child := reference_of(answer)) is not None]


def _most_hidden(parent: Node) -> int:
    """How many children out of sight are kept, without a look inside."""
    if _in_combo_box(parent):
        return MOST_OPTIONS
    return MOST_BEYOND if parent.role in SCROLLED else 0


def _in_combo_box(node: Node) -> bool:
    """A drop-down's own list, closed: its items are the options."""
    return node.role == Native.COMBO_BOX or any(one.role == Native.COMBO_BOX for one in node.above())
