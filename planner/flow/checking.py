"""What a flow would need and ask for, before it is ever run: its weighty steps, and steps that are never reached."""

from collections.abc import Iterator
from dataclasses import dataclass

from grounding.screen import Query, Role
from planner.actions import Click, Drag, OpenAddress, OpenApp, OpenFile, PressKeys, TypeText
from planner.conditions import Compares, Condition, Listed
from planner.deciding import Undecided, compared
from planner.flow.planning import flow_plan
from planner.flow.values import Flow, InputKind
from planner.plan import ForEach, If, Node, Repeat, Step
from planner.rehearsing import place_of
from planner.safety.effect import Effect, Judgement, Trigger, Verdict
from planner.safety.policy import Policy
from planner.values import Literal, Secret

_EXAMPLES = {InputKind.TEXT: "…", InputKind.NUMBER: "1", InputKind.DATE: "2026-01-01", InputKind.FILE: "…"}
_PRESSED = {Role.LINK: "link", Role.MENU_ITEM: "menu item", Role.CHECKBOX: "checkbox"}


@dataclass(frozen=True, kw_only=True)
class Weighty:
    """A step that is not simply allowed by what its words say. The screen may make it stricter, never milder."""

    step: Step
    judgement: Judgement


@dataclass(frozen=True, kw_only=True)
class Checked:
    """unreached: steps that no run can come to. apps, sites, files, secrets: what it touches by its own words."""

    weighty: tuple[Weighty, ...]
    unreached: tuple[Step, ...]
    apps: tuple[str, ...]
    sites: tuple[str, ...]
    files: tuple[str, ...]
    secrets: tuple[str, ...]


def check_flow(flow: Flow, policy: Policy) -> Checked:
    """For a flow that could be read; inputs without a default get an example."""
    given = {one.name: _EXAMPLES[one.kind] for one in flow.inputs if one.default is None and not one.secret}
    plan = flow_plan(flow, given)
    steps = plan.steps
    judged = ((step, _judged(step, plan.instruction.orders, policy)) for step in steps)
    actions = [step.action for step in steps]
    return Checked(
        weighty=tuple(Weighty(step=step, judgement=one) for step, one in judged if one.verdict is not Verdict.ALLOW),
        unreached=tuple(_unreached(plan.nodes)),
        apps=_unique([*flow.needs.apps, *(a.name for a in actions if isinstance(a, OpenApp))]),
        sites=_unique([*flow.needs.sites, *(a.address for a in actions if isinstance(a, OpenAddress))]),
        files=_unique([*flow.needs.files, *(a.path for a in actions if isinstance(a, OpenFile))]),
        secrets=_unique([a.value.name for a in actions if isinstance(a, TypeText) and isinstance(a.value, Secret)]),
    )


def _unique(texts: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _judged(step: Step, orders: str, policy: Policy) -> Judgement:
    """As if the control were there, called as the step calls it, and nothing else around it."""
    action = step.action
    place = place_of(action) or Query()
    role = _PRESSED.get(place.role or Role.BUTTON, (place.role or Role.BUTTON).value)
    match action:
        case PressKeys(keys=keys):
            effect = Effect(instruction=orders, role=role, trigger=Trigger.KEY, key="+".join(keys))
        case TypeText(value=value):
            typed = value.text if isinstance(value, Literal) else ""
            effect = Effect(instruction=orders, role="text field", label=place.text, trigger=Trigger.TYPE, typed=typed)
        case OpenApp(name=name):
            effect = Effect(instruction=orders, label=name, operation="open_app")
        case OpenFile(path=path):
            effect = Effect(instruction=orders, label=path, operation="open_file")
        case OpenAddress(address=address):
            effect = Effect(instruction=orders, label=address, operation="open_address")
        case Click() | Drag():
            effect = Effect(instruction=orders, role=role, label=place.text, trigger=Trigger.CLICK)
        case _:
            return Judgement(verdict=Verdict.ALLOW, rule="", reason="")
    return policy.judge(effect)


def _unreached(nodes: tuple[Node, ...]) -> Iterator[Step]:
    for node in nodes:
        match node:
            case If(condition=condition, then=then, otherwise=otherwise):
                known = _known(condition)
                yield from _all(then) if known is False else _unreached(then)
                yield from _all(otherwise) if known is True else _unreached(otherwise)
            case ForEach(items=Listed(values=()), body=body):
                yield from _all(body)
            case ForEach(body=body) | Repeat(body=body):
                yield from _unreached(body)


def _known(condition: Condition) -> bool | None:
    """What a condition over values that never change comes to."""
    match condition:
        case Compares(subject=Literal(text=said), comparison=comparison, value=Literal(text=other)):
            try:
                return compared(said, comparison, other)
            except Undecided:
                return None
        case _:
            return None


def _all(nodes: tuple[Node, ...]) -> Iterator[Step]:
    for node in nodes:
        match node:
            case Step():
                yield node
            case If(then=then, otherwise=otherwise):
                yield from _all((*then, *otherwise))
            case ForEach(body=body) | Repeat(body=body):
                yield from _all(body)
