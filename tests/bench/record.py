"""What recording a step costs the loop, beside a plain append with fsync on the same disk in the same run.

    python -m tests.bench.record [--steps 60] [--json OUT]

A step is an intent line, an outcome line and two new 1280x800 screenshots. Between steps there is a pause as a real act
and its settling make it, in which the writing thread encodes the pictures; `worker` is what the loop itself waits for.
"""

import argparse
import json
import os
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from app.clock import RunClock, StopSwitch
from app.storage.index import Index
from app.storage.run_folder import RunFolder
from app.storage.verifying import examine
from grounding.geometry import Box
from grounding.screen import Candidate, Element, ElementId, FoundBy, Frame, Query, Role, Screenshot, ScreenText, Target
from planner.actions import Click
from planner.plan import Instruction, Plan, ScreenChanges, Step
from planner.records import Evidence, Outcome, PlanMade, Says, Status, StepBegins, StepRecord, Verification
from planner.records import Path as Way
from planner.safety.effect import Judgement, Verdict
from planner.safety.permit import SEAL, BoundAction, Permit
from planner.safety.question import By
from tests.bench.intervals import table

PAUSE_S = 0.15
SIZE_WH = (1280, 800)


def screenshot(name: str, seeded: np.random.Generator) -> Screenshot:
    """A page of text-like marks, different each time: flat ground, some fields, many small glyphs."""
    width, height = SIZE_WH
    pixels = np.full((height, width, 3), 246, np.uint8)
    for top in range(20, height - 20, 22):
        end = int(seeded.integers(200, width - 40))
        glyphs = seeded.random((10, end - 40, 1)) < 0.35
        pixels[top : top + 10, 40:end] = np.where(glyphs, 40, 246)
    for _ in range(12):
        left, top = int(seeded.integers(0, width - 200)), int(seeded.integers(0, height - 40))
        pixels[top : top + 32, left : left + 180] = seeded.integers(0, 256, 3)
    return Screenshot(id=name, pixels=pixels, frame=Frame(surface_id="bench"), taken_at=datetime.now(UTC))


def record(sequence: int, seeded: np.random.Generator, *, irreversible: bool) -> StepRecord:
    before = screenshot(f"before-{sequence}", seeded)
    element = Element(
        id=ElementId("e1"),
        box=Box(100, 100, 180, 130),
        role=Role.BUTTON,
        text=ScreenText("Save"),
        found_by=FoundBy.STRUCTURE,
    )
    others = tuple(Candidate(element=element, point=element.box.center, score=0.5) for _ in range(5))
    query = Query(text="Save", exact=True, role=Role.BUTTON)
    target = Target(
        screenshot_id=before.id, query=query, element=element, point=element.box.center, score=0.9, runners_up=others
    )
    action = Click(place=query)
    bound = BoundAction(action=action, surface_id="bench", target=target)
    judgement = Judgement(verdict=Verdict.ALLOW, rule="click", reason="It can be undone.", irreversible=irreversible)
    evidence = tuple(Evidence(path=way, says=Says.AGREES, detail="“Saved” is shown.") for way in (Way.PIXELS, Way.DOM))
    return StepRecord(
        sequence=sequence,
        step=Step(purpose="press Save", action=action, expect=(ScreenChanges(),)),
        action=action,
        target=target,
        cleared=Permit(SEAL, key=bytes(32), bound=bound, judgement=judgement, by=By.POLICY, nonce="n", expires_s=60.0),
        verification=Verification(status=Status.CONFIRMED, evidence=evidence),
        before=before,
        after=screenshot(f"after-{sequence}", seeded),
        duration_s=0.4,
        timing={"look_s": 0.01, "parse_s": 0.1, "act_s": 0.02, "settle_s": 0.2},
    )


def recorded(folder: Path, steps: int, *, irreversible: bool) -> list[float]:
    """Milliseconds that the loop waits, a step. The finished run must be whole."""
    index = Index(path=folder / "history.sqlite", warn=print)
    recorder = RunFolder.create(runs_folder=folder / "runs", clock=RunClock(switch=StopSwitch()), index=index)
    seeded = np.random.default_rng(3)
    instruction = Instruction(text="press Save")
    recorder.begin(instruction, None)
    costs = []
    for sequence in range(1, steps + 1):
        taken = record(sequence, seeded, irreversible=irreversible)
        permit = taken.cleared
        assert isinstance(permit, Permit)
        if sequence == 1:
            recorder.hear(PlanMade(plan=Plan(instruction=instruction, nodes=(taken.step,) * steps)))
        began_s = time.perf_counter()
        recorder.hear(StepBegins(sequence=sequence, step=taken.step))
        recorder.intent(sequence, permit.bound, permit)
        recorder.step(taken)
        costs.append((time.perf_counter() - began_s) * 1000)
        time.sleep(PAUSE_S)
    recorder.end(Outcome.DONE, "", {})
    finding = examine(Path(recorder.folder), index)
    assert finding.integrity.sound, finding.sentence
    return costs


def appended(folder: Path, times: int) -> list[float]:
    """Milliseconds of one plain JSON line of the same length, appended and synced."""
    descriptor = os.open(folder / "plain.jsonl", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    costs = []
    for number in range(times):
        began_s = time.perf_counter()
        os.write(descriptor, json.dumps({"line": number, "text": "x" * 2500}).encode() + b"\n")
        os.fsync(descriptor)
        costs.append((time.perf_counter() - began_s) * 1000)
        time.sleep(PAUSE_S / 10)
    os.close(descriptor)
    return costs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--json", type=Path, default=None)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=Path.home()) as folder:
        place = Path(folder)
        cases = {
            "plain append + fsync": appended(place, asked.steps * 2),
            "worker, ordinary act": recorded(place, asked.steps, irreversible=False),
            "worker, act that cannot be undone": recorded(place, asked.steps, irreversible=True),
        }
    plain = statistics.median(cases["plain append + fsync"])
    figures = {
        name: {
            "median_ms": round(statistics.median(costs), 3),
            "p90_ms": round(statistics.quantiles(costs, n=10)[-1], 3),
            "ratio_to_plain": round(statistics.median(costs) / plain, 2),
            "total": len(costs),
        }
        for name, costs in cases.items()
    }
    rows = [[name, *(str(value) for value in row.values())] for name, row in figures.items()]
    print(table(("case", "median ms", "p90 ms", "ratio", "n"), rows))
    if asked.json is not None:
        asked.json.write_text(json.dumps({"figures": figures, "cases": cases}, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
