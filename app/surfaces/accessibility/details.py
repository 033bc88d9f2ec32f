"""What is asked of a control beyond its role, name and box: content, value, description, the label beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.surfaces.accessibility.bus import Answer, Bus, Call
from app.surfaces.accessibility.nodes import (
    ACCESSIBLE,
    TEXT,
    Node,
    Reference,
    is_in_sheet,
    number_of,
    text_of,
)
from app.surfaces.accessibility.vocabulary import Flag, Native, has
from grounding.screen import Role

VALUE = "org.a11y.atspi.Value"
LABELLED_BY = 2  # ATSPI_RELATION_LABELLED_BY
MOST_TEXT = 4000  # characters
WITH_TEXT = frozenset({Role.TEXT_FIELD, Role.TEXT_AREA, Role.SPINNER, Role.TEXT})
WITH_VALUE = frozenset({Role.SLIDER, Role.SPINNER, Role.PROGRESS})
SELF_EXPLAINING = frozenset({Role.LABEL, Role.HEADING, Role.WINDOW, Role.DIALOG, Role.CELL, Role.ROW, Role.LIST_ITEM})
WITH_LABEL = frozenset(
    {Role.TEXT_FIELD, Role.TEXT_AREA, Role.DROPDOWN, Role.SLIDER, Role.SPINNER, Role.PROGRESS, Role.SWITCH}
    | {Role.CHECKBOX, Role.RADIO, Role.LIST, Role.TABLE}
)


@dataclass(frozen=True, kw_only=True)
class Details:
    """All "" when not told. `label`: the text of the label that belongs to the control."""

    content: str = ""
    description: str = ""
    placeholder: str = ""
    label: str = ""


def ask_details(bus: Bus, asked: Sequence[tuple[Node, Role]], until_s: float) -> list[Details]:
    """In the order of what was asked; two round trips for all of them together."""
    calls: list[Call] = []
    places: list[dict[str, int]] = []
    for node, role in asked:
        wanted = _questions(node, role)
        places.append({name: len(calls) + index for index, name in enumerate(wanted)})
        calls.extend(wanted.values())
    answers = bus.ask_all(calls, until_s)
    targets = [_label_references(_at(answers, place, "relations")) for place in places]
    lengths = [int(number_of(_at(answers, place, "length")) or 0) for place in places]
    # Asked for exactly what is there: Qt answers with nothing when the end lies beyond the end.
    more = [one.asks(ACCESSIBLE, "Name") for found in targets for one in found]
    more += [
        node.reference.call(TEXT, "GetText", "ii", 0, min(length, MOST_TEXT))
        for (node, _), length in zip(asked, lengths, strict=True)
        if length > 0
    ]
    known = iter(bus.ask_all(more, until_s))
    labels = [" ".join(name for name in [text_of(next(known)) for _ in found] if name) for found in targets]
    return [
        Details(
            content=_content(next(known) if length > 0 else (), _at(answers, place, "value")),
            description=text_of(_at(answers, place, "description")),
            placeholder=_placeholder(_at(answers, place, "attributes")),
            label=label,
        )
        for place, length, label in zip(places, lengths, labels, strict=True)
    ]


def _questions(node: Node, role: Role) -> dict[str, Call]:
    reference = node.reference
    secret = node.role == Native.PASSWORD_TEXT
    wanted: dict[str, Call] = {}
    if (role in WITH_TEXT or is_in_sheet(node)) and not secret:
        wanted["length"] = reference.asks(TEXT, "CharacterCount")
    if role in WITH_VALUE:
        wanted["value"] = reference.asks(VALUE, "CurrentValue")
    if role not in SELF_EXPLAINING:
        wanted["description"] = reference.asks(ACCESSIBLE, "Description")
    if role in WITH_LABEL:
        wanted["relations"] = reference.call(ACCESSIBLE, "GetRelationSet")
    if has(node.states, Flag.EDITABLE):
        wanted["attributes"] = reference.call(ACCESSIBLE, "GetAttributes")
    return wanted


def _at(answers: Sequence[Answer], place: dict[str, int], name: str) -> Answer:
    return answers[place[name]] if name in place else ()


def _content(text: Answer, value: Answer) -> str:
    if shown := text_of(text):
        return shown
    number = number_of(value)
    return f"{number:g}" if number is not None else ""


def _placeholder(answer: Answer) -> str:
    if not isinstance(answer, tuple) or not answer or not isinstance(answer[0], dict):
        return ""
    return str(answer[0].get("placeholder-text", ""))


def _label_references(answer: Answer) -> list[Reference]:
    if not isinstance(answer, tuple) or not answer or not isinstance(answer[0], list):
        return []
    return [
        Reference(str(peer), str(path)) for kind, targets in answer[0] if kind == LABELLED_BY for peer, path in targets
    ]
