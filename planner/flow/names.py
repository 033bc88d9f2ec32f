"""Names in a flow: what its steps give values to, and what they use before anything has."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from planner.actions import Ask, Compute, Copy, Decide, Gather, Read
from planner.conditions import FilesIn, Tabled
from planner.flow.values import Flow
from planner.plan import ForEach, If, Node, Repeat, Step
from planner.results import HOLE
from planner.values import Literal, Reference


def undefined_names(flow: Flow) -> Iterator[str]:
    """What a step uses before anything can have given it a value, in reading order."""
    yield from _undefined(flow.nodes, {one.name for one in flow.inputs})


def undefined_in(nodes: tuple[Node, ...]) -> Iterator[str]:
    """The same of a plan, which has no inputs."""
    yield from _undefined(nodes, set())


def _undefined(nodes: tuple[Node, ...], known: set[str]) -> Iterator[str]:
    for node in nodes:
        match node:
            case Step(action=action):
                yield from (name for name in names_in(action) if name not in known)
                if isinstance(action, Read | Copy | Compute | Ask | Decide | Gather) and action.name:
                    known.add(action.name)
            case If(condition=condition, then=then, otherwise=otherwise):
                yield from (name for name in names_in(condition) if name not in known)
                yield from _undefined(then, known)
                yield from _undefined(otherwise, known)
            case ForEach(name=name, items=items, body=body):
                yield from (used for used in names_in(items) if used not in known)
                known |= {name, *(items.columns if isinstance(items, Tabled) else ())}
                known |= {f"{name}{FilesIn.NAME}"} if isinstance(items, FilesIn) else set()
                yield from _undefined(body, known)
            case Repeat(until=until, body=body):
                yield from _undefined(body, known)
                yield from (name for name in names_in(until) if name not in known)


def names_in(value: object) -> Iterator[str]:
    """What a value refers to: by `Reference`, or by `{{name}}` in its words. Typed text refers to nothing."""
    match value:
        case Reference(name=name):
            yield from (name,) if name else ()
        case Literal():
            return
        case str():
            yield from (hole[1].strip() for hole in HOLE.finditer(value) if not hole[1].startswith("secret:"))
        case tuple():
            for item in value:
                yield from names_in(item)
        case _ if is_dataclass(value) and not isinstance(value, type):
            for one in fields(value):
                yield from names_in(getattr(value, one.name))
