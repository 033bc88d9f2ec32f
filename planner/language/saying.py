"""Places, values and names in words for a person: what the descriptions of steps are made of."""

from typing import assert_never

from grounding.screen import Query, Relation, Role
from planner.values import Literal, Reference, Secret, Template, Value

LONGEST_SHOWN = 80

_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last", -2: "second to last"}
_RELATIONS = {
    Relation.NEXT_TO: "next to",
    Relation.LEFT_OF: "left of",
    Relation.RIGHT_OF: "right of",
    Relation.ABOVE: "above",
    Relation.BELOW: "below",
    Relation.IN_ROW_OF: "in the row of",
    Relation.IN_COLUMN_OF: "in the column of",
    Relation.INSIDE: "in",
}
ROLES = {Role.ICON_BUTTON: "icon", Role.TEXT_FIELD: "field", Role.DROPDOWN: "drop-down", Role.RADIO: "radio button"}


def describe_value(value: Value) -> str:
    match value:
        case Literal():
            return quoted(value.text)
        case Reference():
            return f"the result {quoted(value.name)}" if value.name else "the last result"
        case Secret():
            return f"the secret {quoted(value.name)}"
        case Template():
            return quoted(value.text)
        case _:
            assert_never(value)


def describe_place(place: Query) -> str:
    """
    >>> describe_place(Query(text="Save", role=Role.BUTTON, ordinal=2))
    'the second “Save” button'
    """
    role = ROLES.get(place.role, place.role.value.replace("_", " ")) if place.role else ""
    name = quoted(place.text) if place.text else ""
    words = [word for word in (ordinal(place.ordinal), name, role) if word]
    if not words or (place.ordinal is not None and not name and not role):
        words.append("one")
    article = "" if words == [name] else "the "
    relations = "".join(f" {_RELATIONS[rel.relation]} {describe_place(rel.anchor)}" for rel in place.relations)
    return article + " ".join(words) + relations


def ordinal(number: int | None) -> str:
    if number is None:
        return ""
    return _ORDINALS.get(number) or (f"{number}th" if number > 0 else f"{-number}th to last")


def quoted(text: str) -> str:
    shown = text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"
    return f"“{shown}”".replace("\n", "⏎").replace("\t", "⇥")


def named(name: str) -> str:
    return f" as {quoted(name)}" if name else ""
