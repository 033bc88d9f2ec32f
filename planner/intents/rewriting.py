"""Text of a document changed line by line or word by word, by marking it and typing over it as a person does.

Decision: what the editor tells of its text decides where a line or word stands, and what must stand there afterwards.
By sight, what touches all of the text is left to the application's own command, and a word or line is marked where it
is read: a text is never typed anew from what was only read.
"""

import re
from dataclasses import replace

from grounding.geometry import Box
from grounding.screen import Element, Query, Role, ScreenText, State, Target
from planner.actions import Click, Filling, Literal, PressKeys, TypeText
from planner.document_orders import AddLine, DeleteLine, SortLines
from planner.held import number_in
from planner.intents.dialogs import from_menus
from planner.intents.editors import editor_in_sight, mark_in, starts_of
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.intents.seen import at_point
from planner.intents.shown import written_lines
from planner.likeness import letters, nearly, plain
from planner.plan import FieldHolds

_MOST_HELD = 3500
"""Letters: of a longer text a surface may tell only the beginning."""
_MOST_PLACES = 12
_COMMANDS = ("Sort lines", "Sort selected lines", "Sort selected text", "Sort ascending", "Sort")
_BLINKS_S = 0.2
_CARET = 32
"""In pixels: what changes in a narrower place is a caret that blinks."""
_SEEN_S = (0.1, 0.3, 0.6, 1.0)


def sort_lines(intent: SortLines, eye: Sighting) -> Singles:
    """Raises NotPossible."""
    editor = editor_in_sight(eye)
    held = _held(editor)
    if held is None:
        yield from mark_in("", editor, eye)
        yield from from_menus(_COMMANDS, eye, naming="sort")
        read: list[str] = [line.text for line in _lines_read(editor.element.box, eye)]
        if read != _in_order(read, falling=intent.falling):
            raise NotPossible("The lines do not stand in order after they were sorted.")
        return
    body = held.rstrip("\n")
    lines = "\n".join(_in_order(body.split("\n"), falling=intent.falling))
    if lines == body:
        return
    yield from mark_in("", editor, eye)
    text = Literal(text=lines + held[len(body) :])
    yield Single(act=TypeText(value=text, filling=Filling.HERE))
    _check(text.text, eye)


def _in_order(lines: list[str], *, falling: bool) -> list[str]:
    """Numbers by what they amount to, where every line is one.

    >>> _in_order(["b", "C", "a"], falling=False), _in_order(["10", "9"], falling=True)
    (['a', 'b', 'C'], ['10', '9'])
    """
    numbers = [number_in(line) if line.strip()[:1].isdigit() else None for line in lines]
    told = [(number, line) for number, line in zip(numbers, lines, strict=True) if number is not None]
    if len(told) == len(lines):
        return [line for _, line in sorted(told, key=lambda pair: pair[0], reverse=falling)]
    return sorted(lines, key=lambda line: (line.casefold(), line), reverse=falling)


def add_line(intent: AddLine, eye: Sighting) -> Singles:
    """Whether the last line is empty, marking it tells where the editor does not: what is empty shows no mark."""
    editor = _editor(eye)
    held = _held(editor) if editor is not None else None
    if editor is not None and State.FOCUSED not in editor.element.state:
        yield Single(act=Click(place=editor.query), target=editor, expect=())
    yield Single(act=PressKeys(keys=("ctrl", "end")), expect=())
    begun = bool(held) and not (held or "").endswith("\n")
    if held is None:
        eye.wait(_BLINKS_S)
        before = eye.look()
        yield Single(act=PressKeys(keys=("shift", "home")), expect=())
        begun = any(box.width > _CARET for box in eye.changed(before, eye.look()))
        yield Single(act=PressKeys(keys=("ctrl", "end")), expect=())
    if begun:
        yield Single(act=PressKeys(keys=("enter",)))
    yield Single(
        act=TypeText(value=intent.value, filling=Filling.HERE), expect=(FieldHolds(value=intent.value, whole=False),)
    )


def delete_line(intent: DeleteLine, eye: Sighting) -> Singles:
    """Raises NotPossible where not just one line is meant."""
    editor = _editor(eye)
    held = _held(editor) if editor is not None else None
    if editor is None or held is None:
        yield from _delete_seen(intent, _front(eye) if editor is None else editor.element.box, eye)
        return
    lines = held.split("\n")
    at = _which(intent, lines)
    left = "\n".join([*lines[:at], *lines[at + 1 :]])
    start = sum(len(line) + 1 for line in lines[:at])
    last = at == len(lines) - 1 and at > 0
    yield from mark_in("", editor, eye)
    yield from _marked_from(start - 1 if last else start, len(lines[at]) + (1 if len(lines) > 1 else 0))
    yield Single(act=PressKeys(keys=("delete",)))
    _check(left, eye)


def _which(intent: DeleteLine, lines: list[str]) -> int:
    written = [number for number, line in enumerate(lines) if line.strip() or number < len(lines) - 1]
    if intent.number is not None:
        at = intent.number - 1 if intent.number > 0 else intent.number
        if not -len(written) <= at < len(written):
            raise NotPossible(f"The text has {len(written)} lines.")
        return written[at]
    same = [at for at in written if plain(lines[at]) == plain(intent.text)]
    found = same or [at for at in written if plain(intent.text) in plain(lines[at])]
    if len(found) != 1:
        raise NotPossible(f"{'Several lines say' if found else 'No line says'} “{intent.text}”.")
    return found[0]


def _editor(eye: Sighting) -> Target | None:
    """By sight, an editor without a frame looks like none: then the keyboard is in it, in the window in front."""
    try:
        return editor_in_sight(eye)
    except NotPossible:
        if eye.look().surroundings.address:
            raise
        return None


def _front(eye: Sighting) -> Box:
    look = eye.look()
    return next((w.box for w in look.surroundings.windows if w.active), look.screenshot.box)


def _delete_seen(intent: DeleteLine, within: Box, eye: Sighting) -> Singles:
    if intent.number is not None:
        raise NotPossible("Which line that is cannot be told by sight alone.")
    lines = _lines_read(within, eye)
    line = lines[_which(intent, [one.text for one in lines])]
    look = eye.look()
    end = at_point(line.box.center.moved(line.box.right - line.box.center.x, 0), line.text, look, box=line.box)
    yield Single(act=Click(place=end.query), target=end)
    yield Single(act=PressKeys(keys=("home",)), expect=())
    yield Single(act=PressKeys(keys=("shift", "down")))
    yield Single(
        act=PressKeys(keys=("ctrl", "x"))
    )  # where nothing tells what is marked, no key is pressed that deletes
    left = [letters(_unnumbered(one.text)) for one in _lines_read(within, eye)]
    at = lines.index(line)
    beside = [letters(_unnumbered(one.text)) for one in (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2])]
    if letters(_unnumbered(line.text)) in left or not all(any(one in seen for seen in left) for one in beside):
        raise NotPossible(f"The line “{line.text}” is not the only one that went.")


def _unnumbered(line: str) -> str:
    """Without its number in the margin.

    >>> _unnumbered("2 Bread"), _unnumbered("12")
    ('Bread', '12')
    """
    return re.sub(r"^\d{1,4} (?=\S)", "", line)


def replace_in_editor(old: str, new: str, eye: Sighting) -> Singles:
    """Every place of a text in the editor, the last one first. Raises NotPossible."""
    try:
        editor = editor_in_sight(eye)
    except NotPossible:
        look = eye.look()
        if len(_places(old, _lines_within(look.screenshot.box, eye))) != 1:
            raise
        yield from _replace_seen(old, new, look.screenshot.box, eye)  # an editor without a frame looks like no editor
        return
    held = _held(editor)
    if held is None:
        yield from _replace_seen(old, new, editor.element.box, eye)
        return
    starts = starts_of(old, held)
    if not 0 < len(starts) <= _MOST_PLACES:
        raise NotPossible(f"“{old}” stands {'too often' if starts else 'nowhere'} in the text.")
    left = held
    yield Single(act=Click(place=editor.query), target=editor, expect=())
    for start in reversed(starts):
        left = left[:start] + new + left[start + len(old) :]
        yield from _marked_from(start, len(old))
        yield Single(act=TypeText(value=Literal(text=new), filling=Filling.HERE))
    _check(left, eye)


def _places(old: str, lines: list[Element]) -> list[tuple[Element, int]]:
    return [(line, start) for line in lines for start in starts_of(old, line.text)]


def _replace_seen(old: str, new: str, within: Box, eye: Sighting) -> Singles:
    """A double click marks one word; where it stands in its line is told from the letters before it."""
    pieces = _lines_within(within, eye)
    lines = [line for line in pieces if starts_of(old, line.text)]
    expected = [_replaced(old, new, row) for row in _rows(pieces) if starts_of(old, row)]
    if len(old.split()) > 1 or not lines:
        raise NotPossible(f"“{old}” is not seen as one word in the text.")
    for line in reversed(lines):
        for start in reversed(starts_of(old, line.text)):
            look = eye.look()
            middle = (start + len(old) / 2) / len(line.text)
            point = line.box.center.moved(round(line.box.width * (middle - 0.5)), 0)
            word = at_point(point, old, look, box=line.box)
            yield Single(act=Click(place=word.query, count=2), target=word)
            yield Single(act=TypeText(value=Literal(text=new), filling=Filling.HERE))
    read = _rows(_lines_within(within, eye))
    if any(not any(nearly(letters(row), letters(one)) for one in read) for row in expected):
        raise NotPossible(f"“{new}” is not read in the place of “{old}”.")


def _rows(pieces: list[Element]) -> list[str]:
    """What is read side by side, as one text."""
    return [" ".join(piece.text for piece in row) for row in written_lines(pieces)]


def _replaced(old: str, new: str, line: str) -> str:
    """
    >>> _replaced("milk", "oat milk", "flour, milk, eggs")
    'flour, oat milk, eggs'
    """
    for start in reversed(starts_of(old, line)):
        line = line[:start] + new + line[start + len(old) :]
    return line


def _marked_from(start: int, length: int) -> Singles:
    yield Single(act=PressKeys(keys=("ctrl", "home")), expect=())
    if start:
        yield Single(act=PressKeys(keys=("right",), times=start), expect=())
    yield Single(act=PressKeys(keys=("shift", "right"), times=length))


def _held(editor: Target) -> str | None:
    """All that it holds; None where that is only seen, or may be more."""
    element = editor.element
    told = bool(element.handle) and 0 < len(element.value) < _MOST_HELD
    return element.value if told else None


def _lines_read(box: Box, eye: Sighting) -> list[Element]:
    """Each as one: what stands apart in a line may be read in pieces."""
    return [_joined(row) for row in written_lines(_lines_within(box, eye))]


def _joined(row: list[Element]) -> Element:
    box = row[0].box
    for piece in row[1:]:
        box = box.joined(piece.box)
    return replace(row[0], text=ScreenText(" ".join(piece.text for piece in row)), box=box)


def _lines_within(box: Box, eye: Sighting) -> list[Element]:
    return sorted(eye.read(eye.look(), box), key=lambda line: (line.box.top, line.box.left))


def _check(expected: str, eye: Sighting) -> None:
    """Raises NotPossible where the editor does not come to hold just that."""
    for pause_s in _SEEN_S:
        eye.wait(pause_s)
        found = eye.find(Query(role=Role.TEXT_AREA), patience_s=0.0).found
        if isinstance(found, Target) and found.element.value.rstrip("\n") == expected.rstrip("\n"):
            return
    raise NotPossible("The text is not as it should be afterwards.")
