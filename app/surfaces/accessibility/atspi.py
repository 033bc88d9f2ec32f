"""Reads what applications say of themselves, over D-Bus: neither pyatspi nor gi is needed.

Nothing is kept between two looks but what cannot change (an application's process and toolkit): GTK's own cache of its
tree is switched off until somebody listens for its events, and a walk of all windows in sight costs some 50 ms.
"""

import time
from collections.abc import Mapping, Sequence

from app.surfaces.accessibility.address import find_address
from app.surfaces.accessibility.applications import PATIENCE_S, Applications
from app.surfaces.accessibility.bus import Bus, LineBroken, Unanswered
from app.surfaces.accessibility.details import ask_details
from app.surfaces.accessibility.elements import Seen, Tree, element_of, scrolled_out_of, seen_in, with_one_focus
from app.surfaces.accessibility.nodes import ACCESSIBLE, COMPONENT, ON_SCREEN, Node, Reference, reference_of
from app.surfaces.accessibility.placing import assign, place
from app.surfaces.accessibility.vocabulary import TOP_LEVEL, Flag, has
from app.surfaces.accessibility.walk import Walker
from app.surfaces.desktop.ports import DesktopWindow, Layout
from grounding.geometry import Point
from grounding.screen import Element, NotOffered, State, Structure
from planner.ports import Gone

ANSWER_S = 3.0  # an office suite with a busy machine takes 1.5; one that hangs is told apart by its silence
RETRY_S = 5.0
DEEPEST = 40
NO_BUS = NotOffered(reason="no accessibility bus on this display")
NO_TREE = NotOffered(reason="no window in sight offers an accessibility tree")
NO_ANSWER = NotOffered(reason="the application did not answer in time")


class AtSpi:
    """The accessibility trees of one display. Belongs to one thread, but for `interrupt`."""

    def __init__(self, *, environment: Mapping[str, str]) -> None:
        """environment: of the programs on the display. Connects when first asked."""
        self._environment = environment
        self._bus: Bus | None = None
        self._applications: Applications | None = None
        self._retry_at_s = 0.0

    def read(self, layout: Layout) -> Structure | NotOffered:
        """Every element in sight of every window in sight, and the items that scrolling would bring."""
        bus = self._connected()
        if bus is None:
            return NO_BUS
        until_s = time.monotonic() + ANSWER_S
        try:
            trees = self._trees(bus, layout, layout.windows, until_s)
            return self._structure(bus, trees, layout, until_s) if trees else NO_TREE
        except LineBroken:
            return self._lost()

    def inspect(self, element: Element, layout: Layout) -> Element | Gone | NotOffered:
        """Asks for one element again, in its window as it is now."""
        bus = self._connected()
        reference = Reference.of_handle(element.handle)
        if bus is None or reference is None:
            return NO_BUS if bus is None else NotOffered(reason="the element was not found by accessibility")
        until_s = time.monotonic() + ANSWER_S
        try:
            found = self._alone(bus, reference, layout, until_s)
            if not isinstance(found, tuple):
                return found
            node, tree = found
            seen = next((one for one in seen_in(tree, layout.frame) if one.node is node), None)
            if seen is None:
                return NotOffered(reason="the element is not in sight")
            return element_of(seen, ask_details(bus, [(node, seen.role)], until_s)[0])
        except LineBroken:
            return self._lost()

    def focused(self, layout: Layout) -> Element | NotOffered:
        bus = self._connected()
        if bus is None:
            return NO_BUS
        until_s = time.monotonic() + ANSWER_S
        try:
            active = [window for window in layout.windows if window.active]
            trees = self._trees(bus, layout, active, until_s)
            structure = self._structure(bus, trees, layout, until_s)
        except LineBroken:
            return self._lost()
        found = [one for one in structure.elements if State.FOCUSED in one.state]
        return found[0] if found else NotOffered(reason="no element says that it has the focus")

    def hit(self, element: Element, native_x: int, native_y: int, layout: Layout) -> bool | NotOffered:
        """Asks the window what is at the point, downwards until the element or something beside it is met."""
        bus = self._connected()
        reference = Reference.of_handle(element.handle)
        window = next((one for one in layout.windows if str(one.id) == element.window), None)
        if bus is None or reference is None or window is None:
            return NO_BUS if bus is None else NotOffered(reason="the element's window is not known")
        position = layout.windows.index(window)
        if any(other.outer.contains(Point(native_x, native_y)) for other in layout.windows[position + 1 :]):
            return False
        until_s = time.monotonic() + ANSWER_S
        try:
            return self._hit(bus, reference, layout, Point(native_x, native_y), until_s, popup=window.popup)
        except LineBroken:
            return self._lost()

    def address(self, layout: Layout) -> str:
        """Accessibility tells none."""
        return ""

    def interrupt(self) -> None:
        if (bus := self._bus) is not None:
            bus.interrupt()

    def close(self) -> None:
        if self._bus is not None:
            self._bus.close()
            self._bus = None

    # --- one look ------------------------------------------------------------------------------------------------

    def _connected(self) -> Bus | None:
        if self._bus is None and time.monotonic() >= self._retry_at_s:
            self._retry_at_s = time.monotonic() + RETRY_S
            if (address := find_address(self._environment)) is not None:
                try:
                    self._bus = Bus(address)
                except (OSError, ValueError):
                    return None
                self._applications = Applications(self._bus)
        if self._bus is not None:
            self._bus.allow()
        return self._bus

    def _lost(self) -> NotOffered:
        self.close()
        return NO_BUS

    def _walker(self, bus: Bus, until_s: float) -> Walker:
        manners = self._applications.manners if self._applications is not None else {}
        return Walker(bus, manners=manners, until_s=until_s)

    def _trees(self, bus: Bus, layout: Layout, windows: Sequence[DesktopWindow], until_s: float) -> list[Tree]:
        if self._applications is None:
            return []
        wanted = [window for window in windows if not window.own]
        told = self._applications.tops({window.pid for window in wanted}, until_s)
        walker = self._walker(bus, until_s)
        by_peer: dict[str, list[Node]] = {}
        for top in walker.tops(told):
            if top.role in TOP_LEVEL:
                by_peer.setdefault(top.reference.peer, []).append(top)
        trees = [
            self._tree(top, window, layout)
            for peer, tops in by_peer.items()
            for top, window in assign(tops, self._windows_of(peer, tops, wanted))
        ]
        walker.walk([tree.top for tree in trees])
        return trees

    def _windows_of(self, peer: str, tops: Sequence[Node], windows: Sequence[DesktopWindow]) -> list[DesktopWindow]:
        """Those of the same process; of a process in a sandbox, which has another number, those of the same title."""
        pid = self._applications.pid_of(peer) if self._applications is not None else 0
        same = [window for window in windows if window.pid == pid]
        names = {top.name for top in tops if top.name}
        return same or [window for window in windows if window.title in names]

    def _tree(self, top: Node, window: DesktopWindow, layout: Layout) -> Tree:
        applications = self._applications
        return Tree(
            top=top,
            window=window,
            placement=place(top.box, window),
            windows=layout.windows,
            relative=applications is not None and applications.manner_of(top.reference.peer).type_names,
        )

    def _structure(self, bus: Bus, trees: list[Tree], layout: Layout, until_s: float) -> Structure:
        seen: list[Seen] = [one for tree in trees for one in seen_in(tree, layout.frame)]
        details = ask_details(bus, [(one.node, one.role) for one in seen], until_s)
        found = {one.node.reference: element_of(one, known) for one, known in zip(seen, details, strict=True)}
        beyond = tuple(item for tree in trees for item in scrolled_out_of(tree, layout.frame))
        return Structure(elements=with_one_focus(list(found.values())), beyond=beyond)

    def _alone(
        self, bus: Bus, reference: Reference, layout: Layout, until_s: float
    ) -> tuple[Node, Tree] | Gone | NotOffered:
        """One object and what it lies in, read freshly, in its window as it is now."""
        answer = bus.ask(reference.call(ACCESSIBLE, "GetState"), min(until_s, time.monotonic() + PATIENCE_S))
        if isinstance(answer, Unanswered):
            return Gone() if answer.gone else NO_ANSWER
        walker = self._walker(bus, until_s)
        node = walker.chain(reference)
        if node is None:
            return Gone()
        top = next((one for one in (node, *node.above()) if one.parent is None), node)
        windows = [one for one in layout.windows if not one.own]
        matched = assign([top], self._windows_of(reference.peer, [top], windows))
        if top.role not in TOP_LEVEL or not matched:
            return NotOffered(reason="the element's window is not in sight")
        walker.walk([node])
        return node, self._tree(top, matched[0][1], layout)

    def _hit(
        self, bus: Bus, wanted: Reference, layout: Layout, point: Point, until_s: float, *, popup: bool
    ) -> bool | NotOffered:
        found = self._alone(bus, wanted, layout, until_s)
        if isinstance(found, Gone):
            return False
        if isinstance(found, NotOffered):
            return found
        node, tree = found
        if popup:
            # To the application it lies below its menu, not where it is drawn. Items of one popup never overlap.
            return any(one.node is node and one.native.contains(point) for one in seen_in(tree, layout.frame))
        above = {one.reference for one in node.above()}
        inside = {one.reference for one in node.below()} | {wanted}
        told_x, told_y = tree.placement.told(point.x, point.y)
        at = tree.top.reference
        for _ in range(DEEPEST):
            answer = bus.ask(at.call(COMPONENT, "GetAccessibleAtPoint", "iiu", told_x, told_y, ON_SCREEN), until_s)
            below = reference_of(answer)
            if below is None or below == at:
                break
            if below in inside:
                return True
            if below not in above:
                other = self._walker(bus, until_s).chain(below)
                over = other is not None and has(other.states, Flag.SHOWING) and not _is_laid_under(other, node)
                return False if over else NotOffered(reason="what is told to be there is not in sight, or beneath it")
            at = below
        return NotOffered(reason="the application does not tell what is at that point")


def _is_laid_under(other: Node, node: Node) -> bool:
    """Whether it comes before the node, or what holds it, among the children of one parent, and reaches all around it.

    What is laid over a picture comes after it; GTK 3 tells of several at one point the first, whichever is on top. What
    sticks out of that which holds it, as the menu of a button in a bar does, is laid over what it reaches.
    """
    for branch in (node, *node.above()):
        for part in (other, *other.above()):
            parent = branch.parent
            if parent is None or part.parent is None or part.parent.reference != parent.reference:
                continue
            order = {reference: number for number, reference in enumerate(parent.inside)}
            first = order.get(part.reference, len(order)) < order.get(branch.reference, -1)
            if part.box is None or node.box is None or not part.box.encloses(node.box):
                return False
            return first or (branch.box is not None and not branch.box.meets(node.box))
    return False
