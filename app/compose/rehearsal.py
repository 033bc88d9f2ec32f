"""A rehearsal wired: eyes and a place to look at, and a gate that never opens."""

from collections.abc import Callable

from app.clock import RunClock, StopSwitch
from app.compose.parts import eyes, load_policy
from app.compose.surfaces import Ties, Watch, open_surface
from app.where import How, Where
from planner.errors import PermitRefused
from planner.find import Finder
from planner.plan import Plan
from planner.rehearsing import Rehearsed, rehearse
from planner.safety.permit import BoundAction, Permit


class Shut:
    """Redeems nothing: a rehearsal acts on nothing."""

    def redeem(self, permit: Permit, surface_id: str) -> BoundAction:
        raise PermitRefused("This is a rehearsal.")


def rehearsed(
    plan: Plan, where: Where, how: How, *, switch: StopSwitch, watch: Watch, tell: Callable[[Rehearsed], None]
) -> None:
    """Tells of each step as it is found. Raises AppError, SurfaceGone, Stopped."""
    clock = RunClock(switch=switch)
    ties = Ties(redeemer=Shut(), clock=clock, resolve=lambda name: "", watch=watch, stop=switch.stop)
    with open_surface(where, how, ties) as opened:
        finder = Finder(surface=opened.surface, eyes=eyes(threads=how.threads), clock=clock)
        for one in rehearse(plan, finder=finder, policy=load_policy(), surface_id=opened.surface.id):
            clock.check()
            tell(one)
