"""Text marked and given a style: found in its editor by what that holds, marked by keys, styled by keys or tools."""

from dataclasses import replace

from grounding.screen import NO_TEXT, Element, Look, Missed, Query, Role, Target
from planner.actions import Click, Drag, PressKeys
from planner.find import Stretch
from planner.intents.colors import is_called, rgb_of
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.intents.forms import aimed_at
from planner.intents.seen import Thing, at_point, target_of, things_on
from planner.likeness import plain
from planner.text_looks import MarkText, Style, StyleText

_CHORDS = {Style.BOLD: ("ctrl", "b"), Style.ITALIC: ("ctrl", "i"), Style.UNDERLINED: ("ctrl", "u")}
_TOOLS = {
    Style.BOLD: "bold",
    Style.ITALIC: "italic",
    Style.UNDERLINED: "underline",
    Style.STRUCK: "strikethrough",
}
_COLOR_TOOLS = ("text color", "font color", "color")
_MOST_TRIED = 4
_FEWEST_TOOLS = 2
_MARGIN = 3
_PALETTE = 6
"""So many colours at once are a palette."""
_INK = frozenset({Role.TEXT, Role.LABEL, Role.HEADING})


def style_text(intent: StyleText, eye: Sighting) -> Singles:
    editor = _editor(eye)
    yield from _marked(intent.text, editor, eye)
    if intent.color:
        yield from _colored(intent.color, editor.element, eye)
    elif intent.style is not None:
        yield from _styled(intent.style, editor.element, eye)


def mark_text(intent: MarkText, eye: Sighting) -> Singles:
    """In an editor by keys; what is only shown, with the mouse from its beginning to its end."""
    found = eye.find(Query(role=Role.TEXT_AREA), patience_s=0.0).found
    if isinstance(found, Target) and intent.paragraph is None and intent.text in found.element.value:
        yield from _marked(intent.text, found, eye)
        return
    look = eye.look()
    paragraphs = _paragraphs(eye, look)
    if intent.text:
        paragraphs = [one for one in paragraphs if intent.text.casefold() in one.text.casefold()]
    at = 0 if intent.paragraph is None else intent.paragraph - 1 if intent.paragraph > 0 else intent.paragraph
    if not -len(paragraphs) <= at < len(paragraphs) or (intent.paragraph is None and len(paragraphs) > 1):
        raise NotPossible(f"{len(paragraphs) or 'No'} texts in sight could be meant; say which one.")
    if intent.text and plain(intent.text) != plain(paragraphs[at].text):
        yield _word(intent.text, paragraphs[at], look, eye)
    else:
        yield _over(paragraphs[at], look, eye)


def _word(word: str, text: Element, look: Look, eye: Sighting) -> Single:
    """A double click marks one word; where it stands in its line is told from the letters before it."""
    lines = [line for line in eye.read(look, text.box.grown(2)) if len(_starts(word, line.text)) == 1]
    if len(word.split()) > 1 or len(lines) != 1:
        raise NotPossible(f"“{word}” cannot be marked by itself there.")
    line = lines[0]
    middle = (_starts(word, line.text)[0] + len(word) / 2) / len(line.text)
    point = line.box.center.moved(round(line.box.width * middle) - line.box.width // 2, 0)
    target = at_point(point, word, look, box=line.box)
    return Single(act=Click(place=target.query, count=2), target=target)


def _paragraphs(eye: Sighting, look: Look) -> list[Element]:
    """What is written in sentences, from top to bottom."""
    texts = [e for e in eye.parse(look).elements if e.role in _INK and len(e.text.split()) > 1]
    return sorted(texts, key=lambda e: (e.box.top, e.box.left))


def _over(text: Element, look: Look, eye: Sighting) -> Single:
    """From before its first letter to behind its last: where the lines stand tells where that is."""
    lines = sorted(eye.read(look, text.box.grown(2)), key=lambda line: (line.box.top, line.box.left))
    first, last = (lines[0].box, lines[-1].box) if lines else (text.box, text.box)
    said = text.text[:60]
    start = at_point(first.center.moved(first.left - first.center.x, 0), said, look, box=text.box)
    end = at_point(last.center.moved(last.right + 1 - last.center.x, 0), said, look, box=text.box)
    return Single(act=Drag(start=start.query, end=end.query), target=Stretch(start=start, end=end))


def _editor(eye: Sighting) -> Target:
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
    tools = [e for e in screen.elements if e.meaning is not None and e.meaning.name in _TOOLS.values()]
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


def _marked(text: str, editor: Target, eye: Sighting) -> Singles:
    """text "": all of it. Raises NotPossible where it does not stand there, or stands there more than once."""
    held = editor.element.value or " ".join(line.text for line in eye.read(eye.look(), editor.element.box))
    start = 0
    if text:
        starts = _starts(text, held)
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


def _starts(text: str, held: str) -> list[int]:
    """Where it stands as whole words.

    >>> _starts("ut", "ut enim ut. but"), _starts("Ut", "ut enim")
    ([0, 8], [])
    """
    found, at = list[int](), held.find(text)
    while at >= 0:
        before, after = held[at - 1 : at], held[at + len(text) : at + len(text) + 1]
        if not (before.isalnum() and text[0].isalnum()) and not (after.isalnum() and text[-1].isalnum()):
            found.append(at)
        at = held.find(text, at + 1)
    return found


# --- styles -------------------------------------------------------------------------------------------------------


def _styled(style: Style, editor: Element, eye: Sighting) -> Singles:
    """By the keys that editors have for it; where they do nothing, by the tool of that name."""
    before = eye.look()
    chord = _CHORDS.get(style)
    if chord is not None:
        yield Single(act=PressKeys(keys=chord))
        eye.wait(0.1)
        if any(editor.box.meets(box) for box in eye.changed(before, eye.look())):
            return
    tool = eye.find(Query(text=_TOOLS[style], role=Role.BUTTON), patience_s=0.0).found
    if isinstance(tool, Missed):
        raise NotPossible(f"Nothing in sight makes the text {style.value}.")
    yield Single(act=Click(place=tool.query), target=tool)


def _colored(color: str, editor: Element, eye: Sighting) -> Singles:
    for tool in _color_tools(editor, eye):
        before = eye.look()
        yield Single(act=Click(place=tool.query), target=tool)
        eye.wait(0.3)
        look = eye.look()
        changed = eye.changed(before, look)
        palette = [t for t in things_on(eye, look) if any(t.box.share_inside(box) > 0.9 for box in changed)]
        if len({thing.rgb for thing in palette}) >= _PALETTE:
            yield _picked(color, palette, look)
            return
        yield Single(act=PressKeys(keys=("escape",)))
    raise NotPossible("Nothing in sight gives the text another colour.")


def _picked(color: str, palette: list[Thing], look: Look) -> Single:
    wanted = rgb_of(color)
    called = [thing for thing in palette if is_called(thing.rgb, color)]
    if not called:
        raise NotPossible(f"There is no {color} among the colours that are offered.")
    best = min(called, key=lambda t: sum((a - b) ** 2 for a, b in zip(t.rgb, wanted, strict=True)))
    return Single(act=Click(place=Query(text=color)), target=target_of(best, color, look))


def _color_tools(editor: Element, eye: Sighting) -> list[Target]:
    """The tool that is called so; then the nameless ones beside the text, which may be it."""
    for name in _COLOR_TOOLS:
        found = eye.find(Query(text=name), patience_s=0.0).found
        if isinstance(found, Target) and name.split()[-1] in f"{found.element.text} {found.element.hint}".casefold():
            return [found]
    look = eye.look()
    beside = [
        e
        for e in eye.parse(look).elements
        if e.role in (Role.ICON_BUTTON, Role.BUTTON, Role.DROPDOWN)
        and len(e.text) < 2
        and e.meaning is None
        and (e.handle or not editor.handle)
        and e.box.bottom <= editor.box.top + e.box.height
    ]
    beside.sort(key=lambda e: (editor.box.top - e.box.bottom, e.box.left))
    return [aimed_at(e, e.text or "a tool of the text", look) for e in beside[:_MOST_TRIED]]
