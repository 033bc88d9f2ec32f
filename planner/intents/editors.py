"""The text that is edited, and parts of it marked by keys: found by what the editor holds, else by what is read."""

from dataclasses import replace

from grounding.screen import NO_TEXT, Missed, Query, Role, Target
from planner.actions import Click, PressKeys
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.intents.forms import aimed_at
from planner.text_looks import Style

TOOLS = {
    Style.BOLD: "bold",
    Style.ITALIC: "italic",
    Style.UNDERLINED: "underline",
    Style.STRUCK: "strikethrough",
}
_FEWEST_TOOLS = 2
_MARGIN = 3
_INK = frozenset({Role.TEXT, Role.LABEL, Role.HEADING})


def editor_in_sight(eye: Sighting) -> Target:
    found = eye.find(Query(role=Role.TEXT_AREA), patience_s=0.0).found
    below = _below_tools(eye) if isinstance(found, Missed) else None
    if below is not None:
        return below
    found = eye.find(Query(role=Role.TEXT_AREA), patience_s=6.0).found
    if isinstance(found, Missed):
        raise NotPossible("There is no text in sight that can be edited.")
    return found


def _below_tools(eye: Sighting) -> Target | None:
    """By sight, what is written in one frame with the tools that make text bold or slanted, below these."""
    look = eye.look()
    screen = eye.parse(look)
    tools = [e for e in screen.elements if e.meaning is not None and e.meaning.name in TOOLS.values()]
    framed = [f.box for f in eye.figures(look) if f.hollow and any(f.box.encloses(tool.box) for tool in tools)]
    frame = min(framed, key=lambda box: box.area, default=None)
    if frame is None or len(tools) < _FEWEST_TOOLS:
        return None
    top = max(tool.box.bottom for tool in tools)
    lines = [e for e in screen.elements if e.role in _INK and e.box.top >= top and frame.encloses(e.box)]
    if not lines:
        return None
    box = lines[0].box
    for line in lines[1:]:
        box = box.joined(line.box)
    sheet = replace(lines[0], box=box.grown(_MARGIN).clipped(frame), role=Role.TEXT_AREA, text=NO_TEXT)
    return aimed_at(sheet, "the text", look)


def mark_in(text: str, editor: Target, eye: Sighting) -> Singles:
    """text "": all of it. Raises NotPossible where it does not stand there, or stands there more than once."""
    held = editor.element.value or " ".join(line.text for line in eye.read(eye.look(), editor.element.box))
    start = 0
    if text:
        starts = starts_of(text, held)
        if len(starts) != 1:
            raise NotPossible(f"“{text}” stands {'there more than once' if starts else 'nowhere'} in the text.")
        start = starts[0]
    yield Single(act=Click(place=editor.query), target=editor)
    if not text:
        yield Single(act=PressKeys(keys=("ctrl", "a")))
        return
    yield Single(act=PressKeys(keys=("ctrl", "home")))
    if start:
        yield Single(act=PressKeys(keys=("right",), times=start))
    yield Single(act=PressKeys(keys=("shift", "right"), times=len(text)))


def starts_of(text: str, held: str) -> list[int]:
    """Where it stands as whole words.

    >>> starts_of("ut", "ut enim ut. but"), starts_of("Ut", "ut enim")
    ([0, 8], [])
    """
    found, at = list[int](), held.find(text)
    while at >= 0:
        before, after = held[at - 1 : at], held[at + len(text) : at + len(text) + 1]
        if not (before.isalnum() and text[0].isalnum()) and not (after.isalnum() and text[-1].isalnum()):
            found.append(at)
        at = held.find(text, at + 1)
    return found
