"""Places, values, conditions and what is gone through, as a flow writes them."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from grounding.screen import Query, Related, Relation, Role
from planner.conditions import (
    Compares,
    Comparison,
    Condition,
    FileIsThere,
    FilesIn,
    Fitting,
    IsEnabled,
    IsShown,
    IsTicked,
    Items,
    LinesOf,
    Listed,
    Tabled,
)
from planner.flow.tree import Fields, Sequence, Text, Tree
from planner.results import HOLE
from planner.values import Literal, Reference, Secret, Template, Value

RELATIONS = {
    "row of": Relation.IN_ROW_OF,
    "column of": Relation.IN_COLUMN_OF,
    "inside": Relation.INSIDE,
    "next to": Relation.NEXT_TO,
    "left of": Relation.LEFT_OF,
    "right of": Relation.RIGHT_OF,
    "above": Relation.ABOVE,
    "below": Relation.BELOW,
}
COMPARISONS = {
    "is": Comparison.IS,
    "is not": Comparison.IS_NOT,
    "more than": Comparison.MORE,
    "less than": Comparison.LESS,
    "at least": Comparison.AT_LEAST,
    "at most": Comparison.AT_MOST,
    "contains": Comparison.CONTAINS,
    "does not contain": Comparison.CONTAINS_NOT,
}
_SECRET = re.compile(r"\{\{\s*secret:\s*([\w.-]+)\s*\}\}")


@dataclass(frozen=True, kw_only=True)
class Words:
    """The grammar's readers, for what a flow says in plain words; None: not understood."""

    place: Callable[[str], Query | None]
    condition: Callable[[str], Condition | None]
    items: Callable[[str], Items | None]


def read_text(tree: Tree, what: str) -> str:
    """Raises FlowBroken, as all readers here do."""
    if not isinstance(tree, Text):
        raise tree.at.broken(f"{what} is a text.")
    return tree.text


def read_number(tree: Tree, what: str, *, least: int = 0) -> int:
    text = read_text(tree, what).strip()
    if not re.fullmatch(r"-?\d{1,9}", text) or int(text) < least:
        raise tree.at.broken(f"{what} is a whole number{f' of at least {least}' if least else ''}.")
    return int(text)


def read_flag(tree: Tree, what: str) -> bool:
    text = read_text(tree, what).strip().lower()
    if text not in ("yes", "true", "no", "false"):
        raise tree.at.broken(f"{what} is yes or no.")
    return text in ("yes", "true")


def read_value(tree: Tree) -> Value:
    """`{{name}}` alone is a reference, `{{secret:NAME}}` a secret; among other text names are filled in."""
    text = read_text(tree, "a value")
    if secret := _SECRET.fullmatch(text.strip()):
        return Secret(name=secret[1])
    if _SECRET.search(text):
        raise tree.at.broken("a secret stands alone, never among other text.")
    if hole := HOLE.fullmatch(text.strip()):
        return Reference(name=hole[1].strip())
    return Template(text=text) if HOLE.search(text) else Literal(text=text)


def read_place(tree: Tree, words: Words) -> Query:
    """In words, or as fields: name, role, nth, and how it stands to other places."""
    if isinstance(tree, Text):
        found = words.place(tree.text)
        if found is None:
            raise tree.at.broken(f"“{tree.text[:60]}” names no place; give its name, such as `name: Save`.")
        return found
    if not isinstance(tree, Fields):
        raise tree.at.broken("a place is told by its name, or by fields such as `name` and `role`.")
    name = tree.take("name")
    role = tree.take("role")
    nth = tree.take("nth")
    loosely = tree.take("loosely")
    relations = [
        Related(relation=relation, anchor=read_place(anchor, words))
        for key, relation in RELATIONS.items()
        for anchor in _several(tree.take(key))
    ]
    tree.done()
    if name is None and role is None and not relations:
        raise tree.at.broken("a place needs at least a `name` or a `role`.")
    text = read_text(name, "a name") if name is not None else ""
    ordinal = read_number(nth, "nth", least=-99) if nth is not None else None
    if ordinal == 0:
        raise tree.at.broken("nth is 1 for the first, -1 for the last.")
    exact = bool(text) and not (loosely is not None and read_flag(loosely, "loosely"))
    return Query(text=text, exact=exact, role=_role(role), ordinal=ordinal, relations=tuple(relations))


def _several(tree: Tree | None) -> tuple[Tree, ...]:
    if tree is None:
        return ()
    return tree.items if isinstance(tree, Sequence) else (tree,)


def _role(tree: Tree | None) -> Role | None:
    if tree is None:
        return None
    text = read_text(tree, "a role")
    try:
        return Role(text.strip().replace(" ", "_"))
    except ValueError:
        known = ", ".join(role.value.replace("_", " ") for role in Role)
        raise tree.at.broken(f"“{text[:40]}” is no role; there are {known}.") from None


def read_condition(tree: Tree, words: Words) -> Condition:
    """In words, or as fields."""
    if isinstance(tree, Text):
        found = words.condition(tree.text)
        if found is None:
            raise tree.at.broken(f"“{tree.text[:60]}” is no condition; try `there is a Next button`.")
        return found
    if not isinstance(tree, Fields):
        raise tree.at.broken("a condition is told in words, or by fields such as `shown`.")
    condition = _by_fields(tree, words)
    tree.done()
    return condition


def _by_fields(tree: Fields, words: Words) -> Condition:
    for key, present in (("shown", True), ("not shown", False)):
        if (place := tree.take(key)) is not None:
            return IsShown(place=read_place(place, words), present=present)
    for key, ticked in (("ticked", True), ("not ticked", False)):
        if (place := tree.take(key)) is not None:
            return IsTicked(place=read_place(place, words), ticked=ticked)
    for key, enabled in (("enabled", True), ("disabled", False)):
        if (place := tree.take(key)) is not None:
            return IsEnabled(place=read_place(place, words), enabled=enabled)
    for key, present in (("file", True), ("no file", False)):
        if (path := tree.take(key)) is not None:
            return FileIsThere(path=read_text(path, "a file"), present=present)
    value, place = tree.take("value"), tree.take("place")
    key_found = tree.first_of(tuple(COMPARISONS))
    if key_found is None or (value is None) == (place is None):
        raise tree.at.broken("a condition has `shown`, `ticked`, `file`, or `value` or `place` and how it compares.")
    subject = read_place(place, words) if place is not None else read_value(tree.need("value"))
    return Compares(subject=subject, comparison=COMPARISONS[key_found], value=read_value(tree.need(key_found)))


def read_items(tree: Tree, words: Words) -> Items:
    """What `for each` goes through: in words, as a list, or as fields."""
    if isinstance(tree, Text):
        said = words.items(tree.text)
        if said is None:
            raise tree.at.broken(f"“{tree.text[:60]}” is nothing to go through; try `rows`, or a list of values.")
        return said
    if isinstance(tree, Sequence):
        if tree.items and all(isinstance(item, Fields) for item in tree.items):
            return _table(tree)
        return Listed(values=tuple(read_value(item) for item in tree.items))
    if not isinstance(tree, Fields):
        raise tree.at.broken("give a list, or one of `all`, `rows`, `files in`, `lines of`.")
    items = _items_by_fields(tree, words)
    tree.done()
    return items


def _table(tree: Sequence) -> Tabled:
    """Rows that give the same names values: `- {customer: Ana, seats: 2}`."""
    first, *_ = rows = [item for item in tree.items if isinstance(item, Fields)]
    columns = tuple(first.values)
    for row in rows:
        if set(row.values) != set(columns):
            raise row.at.broken(f"each row gives the same names values: {', '.join(columns)}.")
    return Tabled(columns=columns, rows=tuple(tuple(read_value(row.values[name]) for name in columns) for row in rows))


def _items_by_fields(tree: Fields, words: Words) -> Items:
    if (place := tree.take("all")) is not None:
        return Fitting(place=read_place(place, words))
    if (said := tree.take("rows")) is not None:
        return Fitting(place=Query(text=read_text(said, "rows"), role=Role.ROW))
    if (folder := tree.take("files in")) is not None:
        ending = tree.take("ending")
        return FilesIn(folder=read_text(folder, "a folder"), ending=read_text(ending, "ending") if ending else "")
    if (value := tree.take("lines of")) is not None:
        return LinesOf(value=read_value(value))
    raise tree.at.broken("give a list, or one of `all`, `rows`, `files in`, `lines of`.")
