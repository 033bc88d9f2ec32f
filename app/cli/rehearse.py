"""`deskhand replay --rehearse`: each step with its target on the present screen and what the gate would say."""

from typing import TYPE_CHECKING, Final

from app.cli.telling import Output, result_line, talk
from app.clock import StopSwitch

if TYPE_CHECKING:
    from app.where import How, Where
    from planner.flow.values import Flow
    from planner.rehearsing import Rehearsed

UNSEEN: Final = 1


def rehearse_flow(flow: "Flow", given: dict[str, str], where: "Where", how: "How", *, as_json: bool) -> int:
    """0 when every target is in sight now, 1 when one is not (an earlier step may have to bring it)."""
    from app.cli.run import wait_for
    from app.compose.parts import secret_store
    from app.compose.rehearsal import rehearsed
    from app.worker import Worker
    from planner.flow.planning import flow_plan
    from planner.records import Outcome, RunEnded

    plan = flow_plan(flow, given)
    switch = StopSwitch()
    output = Output(exclusive=as_json, gone=switch.stop)
    redact = secret_store().redact
    told: list[Rehearsed] = []

    def tell(one: "Rehearsed") -> None:
        told.append(one)
        if as_json:
            output.put_json(_line(one, len(told)))
        else:
            output.put(redact(f"{len(told)}. {_words(one)}"))

    worker: Worker[None] = Worker(
        work=lambda own: rehearsed(plan, where, how, switch=switch, watch=own.watch, tell=tell), switch=switch
    )
    try:
        wait_for(worker, switch)
        worker.result()
        unseen = [one for one in told if one.needs_place and one.target is None]
        weighty = [one for one in told if one.judgement is not None and one.judgement.verdict != "allow"]
        seen = f"{len(told) - len(unseen)} of {len(told)} steps have their place in sight"
        asks = f"; it would ask before: {'; '.join(one.step.purpose for one in weighty)}" if weighty else ""
        reason = f"Rehearsed, nothing was touched: {seen}{asks}."
        ended = RunEnded(outcome=Outcome.UNVERIFIED if unseen else Outcome.DONE, reason=redact(reason), run="")
        if as_json:
            output.put_json(result_line(ended))
        else:
            talk(ended.reason)
        return UNSEEN if unseen else 0
    finally:
        output.close()


def _line(one: "Rehearsed", number: int) -> dict[str, object]:
    target = one.target
    return {
        "type": "step",
        "sequence": number,
        "purpose": one.step.purpose,
        "action": one.step.purpose,
        "target": {
            "role": target.element.role.value,
            "text": target.element.text,
            "box": list(target.element.box),
            "point": list(target.point),
            "score": round(target.score, 3),
        }
        if target is not None
        else None,
        "verdict": one.judgement.verdict.value if one.judgement is not None else None,
        "rule": one.judgement.rule if one.judgement is not None else None,
        "verification": "rehearsed",
        "duration_s": 0.0,
        "error": "It is not in sight now." if one.needs_place and target is None else None,
    }


def _words(one: "Rehearsed") -> str:
    place = "no place of its own"
    if one.needs_place:
        place = "not in sight now"
    if one.target is not None:
        point = one.target.point
        place = f"at ({point.x}, {point.y}), sure to {one.target.score:.2f}"
    asks = ""
    if one.judgement is not None and one.judgement.verdict != "allow":
        asks = f"; {one.judgement.verdict.value}: {one.judgement.reason}"
    return f"{one.step.purpose}: {place}{asks}"
