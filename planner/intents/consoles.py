"""Files taken away on a page that takes commands as a terminal does: the list is asked for, the one that is meant
removed."""

import re

from grounding.geometry import Point
from grounding.screen import Element, ParsedScreen, Query, Role
from planner.actions import Click, Filling, Literal, TypeText
from planner.document_orders import RemoveByCommand
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.intents.seen import at_point

_PROMPT = re.compile(r"[$#>%❯][\s_|▮█]*$")
_FILE = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_ANSWERS_S = (0.3, 0.5, 1.0)


def remove_by_command(intent: RemoveByCommand, eye: Sighting) -> Singles:
    """Raises NotPossible where no list of files comes, or none that is meant is on it."""
    look = eye.look()
    point = _prompt(eye.parse(look)) or look.screenshot.box.center
    yield Single(act=Click(place=Query(text="prompt")), target=at_point(point, "prompt", look), expect=())
    before = _names(eye.parse(eye.look()))
    yield Single(act=_typed("ls"))
    listed: list[str] = []
    for pause_s in _ANSWERS_S:
        eye.wait(pause_s)
        listed = [name for name in _names(eye.parse(eye.look())) if name not in before]
        if listed:
            break
    fitting = [name for name in listed if name == intent.name or (intent.ending and name.endswith(intent.ending))]
    if not fitting:
        told = ", ".join(listed[:6]) or "none"
        raise NotPossible(f"Of the files that are listed ({told}), none is “{intent.name or intent.ending}”.")
    yield Single(act=_typed(f"rm {fitting[0]}"))


def _typed(line: str) -> TypeText:
    return TypeText(value=Literal(text=f"{line}\n"), filling=Filling.HERE)


def _prompt(screen: ParsedScreen) -> Point | None:
    """Right of the lowest line that waits for a command."""
    lines = [e for e in screen.elements if e.role in (Role.TEXT, Role.LABEL, Role.GROUP) and _PROMPT.search(e.text)]
    lowest: Element | None = max(lines, key=lambda e: e.box.top, default=None)
    return lowest.box.center if lowest is not None else None


def _names(screen: ParsedScreen) -> list[str]:
    return [name for element in screen.elements for name in _FILE.findall(element.text)]
