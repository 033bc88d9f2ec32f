"""Text marked and given a style: found in its editor by what that holds, marked by keys, styled by keys or tools."""

from grounding.screen import Element, Look, Missed, Query, Role, Target
from planner.actions import Click, Drag, PressKeys
from planner.find import Stretch
from planner.intents.colors import is_called, rgb_of
from planner.intents.editors import TOOLS, editor_in_sight, mark_in, starts_of
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.intents.forms import aimed_at
from planner.intents.seen import Thing, at_point, target_of, things_on
from planner.likeness import plain
from planner.text_looks import MarkText, Style, StyleText

_CHORDS = {Style.BOLD: ("ctrl", "b"), Style.ITALIC: ("ctrl", "i"), Style.UNDERLINED: ("ctrl", "u")}
_COLOR_TOOLS = ("text color", "font color", "color")
_MOST_TRIED = 4
_PALETTE = 6
"""So many colours at once are a palette."""
_INK = frozenset({Role.TEXT, Role.LABEL, Role.HEADING})


def style_text(intent: StyleText, eye: Sighting) -> Singles:
    editor = editor_in_sight(eye)
    yield from mark_in(intent.text, editor, eye)
    if intent.color:
        yield from _colored(intent.color, editor.element, eye)
    elif intent.style is not None:
        yield from _styled(intent.style, editor.element, eye)


def mark_text(intent: MarkText, eye: Sighting) -> Singles:
    """In an editor by keys; what is only shown, with the mouse from its beginning to its end."""
    found = eye.find(Query(role=Role.TEXT_AREA), patience_s=0.0).found
    if isinstance(found, Target) and intent.paragraph is None and intent.text in found.element.value:
        yield from mark_in(intent.text, found, eye)
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
    lines = [line for line in eye.read(look, text.box.grown(2)) if len(starts_of(word, line.text)) == 1]
    if len(word.split()) > 1 or len(lines) != 1:
        raise NotPossible(f"“{word}” cannot be marked by itself there.")
    line = lines[0]
    middle = (starts_of(word, line.text)[0] + len(word) / 2) / len(line.text)
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
    tool = eye.find(Query(text=TOOLS[style], role=Role.BUTTON), patience_s=0.0).found
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
