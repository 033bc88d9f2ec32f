"""A place is looked for as often as it takes, on a slow machine too."""

from app.clock import RunClock, StopSwitch
from app.compose.parts import load_policy
from app.surfaces.simulated.spec import Button, Faults, WindowSpec, WorldSpec
from app.surfaces.simulated.surface import SimulatedSurface
from grounding.geometry import Box
from grounding.grounder import Grounder
from grounding.screen import Query, Target
from planner.find import Finder
from planner.safety.gate import Autonomy, Gate
from tests.planner.conftest import Scripted

WINDOW = WindowSpec(
    key="w",
    title="Menu",
    box=Box(20, 20, 420, 320),
    widgets=(
        Button(key="cut", text="Cut", box=Box(20, 30, 120, 60)),
        Button(key="export", text="Export", box=Box(20, 90, 140, 120)),
    ),
)


class SlowMachine(RunClock):
    """Between two readings of it a second goes by."""

    passed_s = 0.0

    def now_s(self) -> float:
        self.passed_s += 1.0
        return self.passed_s


def test_patience_is_two_looks_even_where_the_first_takes_all_of_it(session_eyes: Grounder) -> None:
    clock = SlowMachine(switch=StopSwitch())
    gate = Gate(
        policy=load_policy(),
        confirmer=Scripted(answers=[]),
        clock=clock,
        key=b"k" * 32,
        autonomy=Autonomy.SENSITIVE,
    )
    spec = WorldSpec(windows=(WINDOW,), faults=Faults(appears_after={"export": 1}))
    surface = SimulatedSurface(spec=spec, redeemer=gate, clock=clock, structure_offered=True)
    finder = Finder(surface=surface, eyes=session_eyes, clock=clock)
    assert isinstance(finder.sight(Query(text="Export"), patience_s=0.4).found, Target)
