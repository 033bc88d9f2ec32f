"""Secrets of a plan: found before anything is touched, and kept out of every question."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace

from planner.actions import Secret
from planner.plan import Plan
from planner.safety.question import Answer, Confirmer, Question


def secrets_of(plan: Plan) -> tuple[str, ...]:
    """Names of all secrets that the plan needs, in order.

    >>> from planner.actions import TypeText
    >>> from planner.plan import Instruction, Step
    >>> step = Step(purpose="", action=TypeText(value=Secret(name="pin")), expect=())
    >>> secrets_of(Plan(instruction=Instruction(text=""), nodes=(step, step)))
    ('pin',)
    """
    return tuple(dict.fromkeys(_secrets_in(plan)))


def _secrets_in(value: object) -> Iterator[str]:
    if isinstance(value, Secret):
        yield value.name
    elif isinstance(value, tuple):
        for one in value:
            yield from _secrets_in(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _secrets_in(getattr(value, field.name))


class Discreet:
    """A confirmer that is never told the value of a secret, whatever the screen shows."""

    def __init__(self, confirmer: Confirmer, *, redact: Callable[[str], str]) -> None:
        self._confirmer = confirmer
        self._redact = redact

    def ask(self, question: Question) -> Answer:
        redact = self._redact
        return self._confirmer.ask(
            replace(
                question,
                text=redact(question.text),
                action=redact(question.action),
                place=redact(question.place),
                target_text=redact(question.target_text),
                data=tuple(redact(one) for one in question.data),
                destination=redact(question.destination),
                phrase=redact(question.phrase),
                evidence=tuple(redact(one) for one in question.evidence),
            )
        )
