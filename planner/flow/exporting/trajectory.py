"""A flow as a trajectory in the manner of the Agent Data Protocol: alternating observations and actions, as JSON.

The schema is the protocol's: a list `content` of objects with `class_`; actions are `api_action` with `function` and
`kwargs`, words are `message_action` or `text_observation` (Song et al. 2025, "Agent Data Protocol").
"""

import json

from planner.flow.values import Flow
from planner.flow.verbs import verb_of
from planner.flow.written import Plain
from planner.language.outline import outline
from planner.plan import Instruction, Plan, Step

SCHEMA = 1


def as_trajectory(flow: Flow, identity: str) -> str:
    """The JSON text. identity: names the trajectory, such as the flow's hash."""
    plan = Plan(instruction=Instruction(text=flow.name), nodes=flow.nodes)
    asked = flow.description or flow.name or "Carry out the flow."
    content: list[dict[str, object]] = [{"class_": "text_observation", "source": "user", "content": asked}]
    for line in outline(plan):
        if line.step is None:
            content.append({"class_": "message_action", "content": line.text, "description": None})
        else:
            content.append(_action(line.step))
    document = {"schema": SCHEMA, "id": identity, "content": content, "details": {"inputs": _inputs(flow)}}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _action(step: Step) -> dict[str, object]:
    verb = verb_of(step.action)
    kwargs: dict[str, Plain] = {}
    if verb is not None:
        if verb.of is not None:
            kwargs[verb.of] = verb.form.write(getattr(step.action, verb.of))
        for name, form in verb.more.values():
            value = getattr(step.action, name)
            if value is not None:
                kwargs[name] = form.write(value)
    function = verb.key.replace(" ", "_") if verb is not None else type(step.action).__name__
    return {"class_": "api_action", "function": function, "kwargs": kwargs, "description": step.purpose}


def _inputs(flow: Flow) -> dict[str, object]:
    return {
        one.name: {"type": "secret" if one.secret else str(one.kind), "default": None if one.secret else one.default}
        for one in flow.inputs
    }
