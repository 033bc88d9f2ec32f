"""Whether orders say themselves what each of them is done to, so that nothing said beside them could tell more."""

from collections.abc import Iterable

from planner.actions import FillFacts, FillFromScreen, Pursue
from planner.conditions import FilesIn, Fitting
from planner.plan import ForEach, If, Node, Repeat, Step
from planner.things import ChooseThings, Things


def is_spelled_out(nodes: Iterable[Node]) -> bool:
    """No goal whose ways are found on the way, and not "all" of something, unless what is left out is said too."""
    return all(_is_spelled_out(node) for node in nodes)


def _is_spelled_out(node: Node) -> bool:
    match node:
        case Step(action=Pursue() | FillFacts() | FillFromScreen()):
            return False
        case Step(action=ChooseThings(things=Things(besides=besides, every=True))):
            return bool(besides)
        case Step():
            return True
        case If(then=then, otherwise=otherwise):
            return is_spelled_out((*then, *otherwise))
        case ForEach(items=Fitting(besides=()) | FilesIn()):
            return False
        case ForEach(body=body) | Repeat(body=body):
            return is_spelled_out(body)
