"""How well the shipped policy tells sensitive acts from harmless ones: `python -m tests.bench.gate [--json OUT]`.

Recall: sensitive acts that are not simply allowed. Over-ask: harmless acts that are not simply allowed. Agreement: the
verdict is exactly the one of the table in the safety rules.

All four parts have been looked at by now and the words mended after each, so what this prints is how well the policy
does on acts that it was mended for: a regression test, not an estimate. What each part gave when it was first judged,
before anything was mended for it, is the estimate for acts nobody thought of (all labelled by the writer of the rules):

    held_out   recall 301/302   over-ask 6/287
    second     recall 106/114   over-ask 4/133
    third      recall  68/71    over-ask 3/97
"""

import argparse
import json
import statistics
import time
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from planner.safety.effect import Effect, Trigger, Verdict
from planner.safety.policy import Policy
from tests.bench.intervals import Share, table

CORPUS = Path(__file__).parents[1] / "planner" / "safety" / "corpus"
PARTS = ("tuned", "held_out", "second", "third")


@dataclass(frozen=True, kw_only=True)
class Case:
    id: str
    effect: Effect
    expected: Verdict


@dataclass(frozen=True, kw_only=True)
class Judged:
    case: Case
    verdict: Verdict
    rule: str
    took_s: float


def cases(part: str, kind: str) -> tuple[Case, ...]:
    """part: one of PARTS; kind: sensitive or benign."""
    lines = (CORPUS / f"{part}_{kind}.jsonl").read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines:
        said = json.loads(line)
        identity, expected = said.pop("id"), Verdict(said.pop("expected"))
        effect = Effect(**{"instruction": "", **said, "trigger": Trigger(said.get("trigger", "click"))})
        found.append(Case(id=identity, effect=effect, expected=expected))
    return tuple(found)


def judged(policy: Policy, some: tuple[Case, ...]) -> tuple[Judged, ...]:
    answers = []
    for case in some:
        began_s = time.perf_counter()
        judgement = policy.judge(case.effect)
        took_s = time.perf_counter() - began_s
        answers.append(Judged(case=case, verdict=judgement.verdict, rule=judgement.rule, took_s=took_s))
    return tuple(answers)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="write figures and cases there")
    parser.add_argument("--part", choices=(*PARTS, "all"), default="all")
    parser.add_argument("--misses", action="store_true", help="list each act that was not judged as labelled")
    arguments = parser.parse_args()
    policy = Policy.parse((resources.files("assets") / "policy.toml").read_text(encoding="utf-8"))
    parts = PARTS if arguments.part == "all" else (arguments.part,)
    sensitive = {part: judged(policy, cases(part, "sensitive")) for part in parts}
    benign = {part: judged(policy, cases(part, "benign")) for part in parts}
    if arguments.part == "all":
        sensitive["all"] = tuple(one for part in PARTS for one in sensitive[part])
        benign["all"] = tuple(one for part in PARTS for one in benign[part])
    figures: dict[str, dict[str, float]] = {}
    rows = []
    for part, answers in sensitive.items():
        recall = Share(hits=sum(one.verdict is not Verdict.ALLOW for one in answers), total=len(answers))
        exact = Share(hits=sum(one.verdict is one.case.expected for one in answers), total=len(answers))
        asked = Share(hits=sum(one.verdict is not Verdict.ALLOW for one in benign[part]), total=len(benign[part]))
        figures |= {
            f"{part}_recall": recall.figures(),
            f"{part}_over_ask": asked.figures(),
            f"{part}_agreement": exact.figures(),
        }
        rows.append((part, str(recall), str(asked), str(exact)))
    print(table(("part", "recall", "over-ask", "agreement"), rows))
    everything = [one for part in parts for one in (*sensitive[part], *benign[part])]
    warm_s = [one.took_s for part in parts for one in judged(policy, tuple(one.case for one in everything))]
    figures["judge_ms"] = {"median": round(statistics.median(warm_s) * 1000, 3)}
    print(f"one judgement: median {figures['judge_ms']['median']} ms")
    if arguments.misses:
        for one in everything:
            if one.verdict is not one.case.expected:
                print(f"{one.case.id}: {one.verdict} by {one.rule}, not {one.case.expected}: {_told(one.case.effect)}")
    if arguments.json:
        told = {
            one.case.id: {"verdict": one.verdict, "expected": one.case.expected, "rule": one.rule} for one in everything
        }
        arguments.json.write_text(json.dumps({"figures": figures, "cases": told}, ensure_ascii=False, indent=1))


def _told(effect: Effect) -> str:
    usual = Effect(instruction=effect.instruction)
    return ", ".join(
        f"{name}={getattr(effect, name)!r}"
        for name in ("app", "role", "label", "icon", "nearby", "trigger", "key", "typed", "operation")
        if getattr(effect, name) != getattr(usual, name)
    )


if __name__ == "__main__":
    main()
