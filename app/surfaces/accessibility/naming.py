"""What a person would call a control, from what its toolkit calls it."""

import re

from app.surfaces.accessibility.details import Details
from app.surfaces.accessibility.nodes import Node, labels_below
from app.surfaces.accessibility.vocabulary import NAMED_BY_PARTS
from grounding.screen import Role

TYPE_NAME = re.compile(r"[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+")

ICON_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")  # "dialog-error-symbolic": the theme's name, nobody calls it that


def name_of(node: Node, role: Role, *, type_names: bool) -> str:
    """The control's own name, or that of the labels inside it."""
    name = " ".join(node.name.split())
    if type_names:
        # GTK 4.8: "GtkButton" for a button without a name, "7 7" for one whose label is "7". Fixed in later ones.
        half = len(name) // 2
        if TYPE_NAME.fullmatch(name):
            name = ""
        elif len(name) % 2 and name[half] == " " and name[:half] == name[half + 1 :]:
            name = name[:half]
    if not name and role in NAMED_BY_PARTS:
        name = " ".join(dict.fromkeys(" ".join(label.split()) for label in labels_below(node)))
    if role is Role.IMAGE and ICON_NAME.fullmatch(name):
        name = ""
    return name


def called(role: Role, name: str, details: Details) -> tuple[str, str]:
    """(text, hint): a control without a name is called by its label, a button by its description."""
    text = name or " ".join(details.label.split()).rstrip(":")
    hint = details.description or details.placeholder
    if not text and role in NAMED_BY_PARTS:
        text = details.description
    return text, hint if hint != text else ""
