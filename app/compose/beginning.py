"""Where a flow begins: a page that is open already is used, not opened again, as an application is."""

from urllib.parse import urlsplit

from planner.actions import OpenAddress
from planner.plan import Plan, Source, Step
from planner.ports import Surface


def is_there_already(plan: Plan, surface: Surface) -> bool:
    """Whether the first step of a flow opens the page that is open. Raises what a look raises."""
    first = plan.nodes[0] if plan.nodes and plan.done == 0 else None
    if plan.instruction.source is not Source.FLOW or not isinstance(first, Step):
        return False
    if not isinstance(first.action, OpenAddress):
        return False
    return same_page(first.action.address, surface.look().surroundings.address)


def same_page(wanted: str, present: str) -> bool:
    """The same page of the same site; it may have been asked for in another way or be served at another port.

    >>> same_page("http://127.0.0.1:8000/form", "http://127.0.0.1:9000/form/?dark=1")
    True
    >>> same_page("http://127.0.0.1:8000/form", "http://127.0.0.1:8000/list"), same_page("http://a.example/", "")
    (False, False)
    """
    one, other = urlsplit(wanted), urlsplit(present)
    if not other.scheme or one.scheme != other.scheme:
        return False
    return one.hostname == other.hostname and one.path.rstrip("/") == other.path.rstrip("/")
