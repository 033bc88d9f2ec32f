"""Whether what an order names and does fits a plain one."""

from itertools import permutations

from planner.language.gist.named import BECOMES, IS, LABEL, Named, Scanned
from planner.language.gist.words import NO_ACT, Gist


def said(gist: Gist, found: Scanned) -> str | None:
    """The plain order; None: it does not fit."""
    fitting = [gist.acts & set(acts) for acts in found.acts]
    soft = any(gist.acts & set(acts) for acts in found.soft)
    if not all(fitting) or not (fitting or soft or NO_ACT in gist.acts):
        return None
    if found.soft.count(BECOMES) > 1:
        return None  # two wishes are no one order
    app = next((one for one in found.named if one.kind == "app"), None) if "app" not in gist.kinds else None
    named = [one for one in found.named if one is not app]
    if len(named) != len(gist.kinds):
        return None
    for order in permutations(named):
        if all(_fits(kind, one) for kind, one in zip(gist.kinds, order, strict=True)):
            held = dict(zip(gist.kinds, order, strict=True))
            said = gist.plain.format_map({kind: _text(kind, one) for kind, one in _named_so(gist, held).items()})
            return f"in the {app.text}, {said}" if app is not None else said
    return None


def _named_so(gist: Gist, held: dict[str, Named]) -> dict[str, Named]:
    """Under every name that the plain order may use for it."""
    others = {
        "named": ("place", "control", "name", "field", "box"),
        "item": ("name", "option", "control", "place"),
        "value": ("quoted", "is_value", "to_value"),
    }
    found = dict(held)
    for slot, kinds in others.items():
        one = next((held[kind] for kind in kinds if kind in held), None)
        if one is not None:
            found.setdefault(slot, one)
    return found


def _fits(kind: str, one: Named) -> bool:
    match kind:
        case "new_file":
            return one.kind == "file" and one.is_towards
        case "file":
            return one.kind == "file"
        case "value":
            free = one.quoted or (one.cue in ("", IS) and not one.described)
            return one.kind in ("number", "date") or (_is_called(one) and one.kind == "name" and free)
        case "subject":
            return one.kind in ("name", "field") and not one.cue and _is_labelled(one)
        case "to_value":
            known = one.kind in ("name", "number", "date") and _is_called(one)
            return known and (one.is_towards or one.cue in ("at", "with"))
        case "is_value":
            return one.cue == IS and one.kind in ("name", "number", "date") and _is_called(one)
        case "quoted":
            return one.kind == "name" and one.quoted
        case "place":
            return one.kind == "field" or (one.kind == "name" and _is_labelled(one) and one.cue not in ("", IS))
        case "name":
            return one.kind in ("name", "option") and _is_called(one) and (one.quoted or not one.cue)
        case "item":
            return one.kind in ("name", "option", "control") and _is_called(one)
        case _:
            return one.kind == kind


def _is_called(one: Named) -> bool:
    """Whether its words are surely those that it is called by, and describe nothing ("the order number")."""
    return one.quoted or not one.text[:1].islower()


def _is_labelled(one: Named) -> bool:
    return _is_called(one) or one.noun == LABEL


def _text(kind: str, one: Named) -> str:
    if kind == "value" or one.quoted:
        return f'"{one.text}"'
    if kind == "row":
        return one.text.removesuffix("'s").removesuffix("’s")
    return one.text
