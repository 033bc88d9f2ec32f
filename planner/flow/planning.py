"""A flow and the values of its inputs, made into a plan."""

from collections.abc import Mapping
from dataclasses import replace

from planner.conditions import Tabled
from planner.course import filled, retold
from planner.errors import PlannerError
from planner.flow.reading import unfit
from planner.flow.values import Flow, Input
from planner.language.describe import describe_action
from planner.plan import ForEach, If, Instruction, Node, Plan, Repeat, Source, Step
from planner.values import Literal, Secret, Value


class InputsUnfit(PlannerError):
    """A value is missing, unknown, or not of its type; says which."""


def flow_plan(flow: Flow, given: Mapping[str, str]) -> Plan:
    """The plan with every input filled in. Raises InputsUnfit."""
    names = {one.name for one in flow.inputs}
    for name in given:
        if name not in names:
            there = f"it has {', '.join(sorted(names))}" if names else "it has none"
            raise InputsUnfit(f"The flow has no input “{name}”; {there}.")
    values = {one.name: _value(one, given.get(one.name)) for one in flow.inputs}
    nodes = _retold(flow.nodes, values)
    plan = Plan(instruction=Instruction(text=""), nodes=nodes)
    steps = ". ".join(describe_action(step.action) for step in plan.steps)
    instruction = Instruction(text=flow.name or "a flow", source=Source.FLOW, steps=steps)
    return replace(plan, instruction=instruction)


def with_names(flow: Flow) -> tuple[Node, ...]:
    """The steps as they are told before a run: the name of an input, ‹so›, where its value will stand."""
    return _retold(flow.nodes, {one.name: Literal(text=f"‹{one.name}›") for one in flow.inputs if not one.secret})


def _retold(nodes: tuple[Node, ...], values: Mapping[str, Value]) -> tuple[Node, ...]:
    return tuple(_retold_one(node, values) for node in nodes)


def _retold_one(node: Node, values: Mapping[str, Value]) -> Node:
    match node:
        case Step():
            return retold(node, values)
        case If(then=then, otherwise=otherwise):
            bare = filled(replace(node, then=(), otherwise=()), values)
            return replace(bare, then=_retold(then, values), otherwise=_retold(otherwise, values))
        case ForEach(body=body, name=name, items=items):
            own = {name, *(items.columns if isinstance(items, Tabled) else ())}
            inside = {key: value for key, value in values.items() if key not in own}
            return replace(filled(replace(node, body=()), values), body=_retold(body, inside))
        case Repeat(body=body):
            return replace(filled(replace(node, body=()), values), body=_retold(body, values))


def _value(one: Input, given: str | None) -> Value:
    if one.secret:
        if given is not None:
            raise InputsUnfit(f"“{one.name}” is a secret: set it with `deskhand secret set {one.secret}`.")
        return Secret(name=one.secret)
    text = one.default if given is None else given
    if text is None:
        raise InputsUnfit(f"Give a value for “{one.name}”: --set {one.name}=VALUE.")
    if problem := unfit(one.kind, text):
        raise InputsUnfit(f"“{one.name}”: {problem}")
    return Literal(text=text)
