"""Rows and columns of what a screen shows, and what is wanted of them.

Decision: read by where the words stand, with or without a structure that tells of tables: a value stands in line with
what its row is called and under (or, where a table lies on its side, beside) what its column is called.
"""

from collections.abc import Sequence
from itertools import pairwise

from grounding.screen import Element, ParsedScreen, Role
from planner.goals.goal import Best
from planner.goals.items import Item, measured
from planner.goals.scene import bare
from planner.held import number_in
from planner.intents.shown import written_lines
from planner.language.compute import CannotCompute, evaluate
from planner.likeness import plain
from planner.readings import beside
from planner.sought import Cell, Column, Sought, Take, Word

_WRITTEN = frozenset(
    {Role.TEXT, Role.LABEL, Role.HEADING, Role.CELL, Role.HEADER, Role.LINK, Role.BUTTON, Role.IMAGE, Role.LIST_ITEM}
)
_STEM = 4
_FEWEST_ROWS = 2
_LONGEST_LABEL = 3
_ALIGNED = 14


class NotTold(Exception):
    """The screen does not tell what is sought; why, in one sentence."""


def look_up(sought: Sought, said: str, screen: ParsedScreen) -> str:
    """Raises NotTold."""
    match sought:
        case Word(ordinal=ordinal):
            return _word(ordinal, screen)
        case Column():
            return _of_column(sought, _pieces(screen))
        case Cell(of=of, row=row, best=best):
            return _of_cell(of, row, best, said, screen)


def _pieces(screen: ParsedScreen) -> list[Element]:
    """Words that stand by themselves: what encloses other words is their row or table. In sight or beyond."""
    written = [e for e in (*screen.elements, *screen.beyond) if e.role in _WRITTEN and e.text.strip()]
    told = [e for e in written if e.handle]
    written = told or written
    boxes = [(e, e.box) for e in written]
    return [e for e in written if not any(o is not e and o.box != e.box and e.box.encloses(box) for o, box in boxes)]


# --- one cell -------------------------------------------------------------------------------------------------------


def _of_cell(of: str, row: str, best: Best | None, said: str, screen: ParsedScreen) -> str:
    pieces = _pieces(screen)
    labelled = [piece for piece in pieces if plain(piece.text).rstrip(" :") == plain(said)]
    if len(labelled) == 1 and (value := beside(labelled[0], screen)) is not None:
        return (value.value or value.text).strip()
    if best is not None:
        return _of_best(of, best, said, pieces)
    found = {
        cell.text.strip()
        for name in _called(of, pieces)
        for one in _called(row, pieces)
        for cell in _crossing(name, one, pieces)
    } or _on_its_card(of, row, pieces, screen)
    if len(found) != 1:
        raise NotTold(f"The screen shows {'no' if not found else 'more than one'} “{of}” of “{row}”.")
    return found.pop()


def _on_its_card(of: str, row: str, pieces: Sequence[Element], screen: ParsedScreen) -> set[str]:
    """Where each thing has a card: of the lines below what it is called the first with that label ("Phone: 555")."""
    wanted = _stems(bare(of))
    written = [e for e in screen.elements if e.role in _WRITTEN and ":" in e.text]
    labels = [e for e in written if _is_label(e.text.partition(":")[0], wanted)]
    told: set[str] = set()
    for one in _called(row, pieces):
        under = [
            e
            for e in labels
            if e.box.bottom > one.box.top and e.box.left < one.box.right and e.box.right > one.box.left
        ]
        label = min(under, key=lambda e: e.box.top, default=None)
        value = label.text.partition(":")[2].strip() if label is not None else ""
        if label is not None and not value and (near := beside(label, screen)) is not None:
            value = (near.value or near.text).strip()
        told |= {value} if value else set()
    return told


def _is_label(said: str, wanted: frozenset[str]) -> bool:
    """Whether the last words before a colon say what is wanted, or some of it ("Phone" of "phone number")."""
    words = bare(said).split()
    ends = (frozenset(_stems(" ".join(words[-length:]))) for length in range(1, min(len(words), _LONGEST_LABEL) + 1))
    return any(end <= wanted for end in ends if end)


def _crossing(name: Element, row: Element, pieces: Sequence[Element]) -> list[Element]:
    """What stands in line with the one and under the other; either may be the name of a column."""
    for column, line in ((name, row), (row, name)):
        if column.box.bottom <= line.box.top + line.box.height // 2:
            own = [e for e in pieces if e is not column and e is not line and _is_level(e, line)]
            under = [e for e in own if _is_under(e, column, pieces)]
            if under:
                return under[:1]
    return []


def _called(words: str, pieces: Sequence[Element]) -> list[Element]:
    """Those that are called just so; else those on which the words stand, but for their endings."""
    wanted = bare(words)
    same = [e for e in pieces if bare(e.text) == wanted]
    if same or not wanted:
        return same
    stems = _stems(wanted)
    return [
        e for e in pieces if stems <= _stems(bare(e.text)) or (_stems(bare(e.text)) and _stems(bare(e.text)) < stems)
    ]


def _stems(text: str) -> frozenset[str]:
    return frozenset(word if len(word) <= _STEM else word[: max(_STEM, len(word) - 2)] for word in text.split())


def _is_level(one: Element, other: Element) -> bool:
    shared = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    return shared > 0.5 * min(one.box.height, other.box.height)


def _is_under(cell: Element, header: Element, pieces: Sequence[Element]) -> bool:
    """Nearer to this column's name than to that of any other in its line."""
    headers = [e for e in pieces if _is_level(e, header)]
    return cell.box.top >= header.box.top and _nearest(cell, headers) is header


def _nearest(cell: Element, headers: Sequence[Element]) -> Element:
    def apart(header: Element) -> tuple[int, int]:
        overlap = min(cell.box.right, header.box.right) - max(cell.box.left, header.box.left)
        edges = min(abs(cell.box.left - header.box.left), abs(cell.box.right - header.box.right))
        return (0 if overlap > 0 else 1, min(edges, abs(cell.box.center.x - header.box.center.x)))

    return min(headers, key=apart)


# --- rows and columns -----------------------------------------------------------------------------------------------


def _of_best(of: str, best: Best, said: str, pieces: Sequence[Element]) -> str:
    header, rows = _table(best.of or said, best, pieces)
    amounts = []
    for row in rows:
        cells = [e for e in row if header is None or _is_under(e, header, [*pieces])]
        amount = number_in(cells[0].text) if header is not None and cells else _measured(best, row)
        if amount is not None:
            amounts.append((amount, row))
    if len(amounts) < _FEWEST_ROWS:
        raise NotTold(f"The screen does not say which is {said}.")
    chosen = (max if best.most else min)(amounts, key=lambda pair: pair[0])
    if sum(amount == chosen[0] for amount, _ in amounts) > 1:
        raise NotTold(f"Several are alike in being {said}.")
    row = chosen[1]
    if not of:
        return row[0].text.strip()
    wanted = [e for name in _called(of, pieces) for e in row if _is_under(e, name, pieces)]
    return (wanted[0] if wanted else row[0]).text.strip()


def _measured(best: Best, row: Sequence[Element]) -> float | None:
    return measured(best, Item(elements=tuple(row), head=row[0]))


def _table(of: str, best: Best | None, pieces: Sequence[Element]) -> tuple[Element | None, list[list[Element]]]:
    """The column that is called so, and the rows below its name; without such a name, the rows that tell so much."""
    lines = written_lines(pieces)
    for header in _called(of, pieces):
        at = next(number for number, line in enumerate(lines) if header in line)
        rows = _below(lines[at], lines[at + 1 :])
        if len(rows) >= _FEWEST_ROWS:
            return header, rows
    if best is not None and not best.of:
        rows = [line for line in lines if len(line) > 1 and _measured(best, line) is not None]
        return None, rows
    raise NotTold(f"No column on the screen is called “{of}”.")


def _below(heads: Sequence[Element], lines: Sequence[list[Element]]) -> list[list[Element]]:
    """The lines under a table's head as long as they are as wide and as near to each other as the first two."""
    left, right = min(e.box.left for e in heads), max(e.box.right for e in heads)
    rows: list[list[Element]] = []
    for before, line in pairwise([list(heads), *lines]):
        near = line[0].box.top - before[0].box.bottom < 2 * max(e.box.height for e in line) + 24
        within = [e for e in line if e.box.right > left - 40 and e.box.left < right + 40]
        in_columns = sum(any(_is_aligned(e, head) for head in heads) for e in within)
        if not near or in_columns < max(2, len(heads) - 1):
            break
        rows.append(within)
    return rows


def _is_aligned(cell: Element, head: Element) -> bool:
    edges = (
        abs(cell.box.left - head.box.left),
        abs(cell.box.right - head.box.right),
        abs(cell.box.center.x - head.box.center.x),
    )
    return min(edges) <= _ALIGNED


def _of_column(sought: Column, pieces: Sequence[Element]) -> str:
    take, of = sought.take, sought.of
    if take is Take.COUNT:
        return str(len(_with(sought.row, _rows_of(of, pieces))))
    header, all_rows = _table(of, None, pieces)
    rows = _with(sought.row, all_rows)
    assert header is not None  # without the best of something, only what has a name is a column
    numbers = [number_in(e.text) for row in rows for e in row if _is_under(e, header, pieces)]
    told = [number for number in numbers if number is not None]
    if not told or len(told) < len(rows):
        raise NotTold(f"Not every row has a number for “{of}”.")
    match take:
        case Take.MOST:
            return _written(max(told))
        case Take.LEAST:
            return _written(min(told))
        case Take.SUM:
            return _worked_out(" + ".join(_written(number) for number in told))
        case _:
            return _worked_out(f"({' + '.join(_written(number) for number in told)}) / {len(told)}")


def _with(words: str, rows: list[list[Element]]) -> list[list[Element]]:
    """Those in which the words stand in one cell."""
    stems = _stems(bare(words))
    return [row for row in rows if any(stems <= _stems(bare(e.text)) for e in row)]


def _rows_of(of: str, pieces: Sequence[Element]) -> list[list[Element]]:
    """Of the column that is called so; else of the only table in sight: the longest run of rows under a head."""
    lines = written_lines(pieces)
    if of:
        try:
            return _table(of, None, pieces)[1]
        except NotTold:
            pass
    runs = [_below(line, lines[at + 1 :]) for at, line in enumerate(lines) if len(line) > 1]
    rows = max(runs, key=len, default=[])
    if len(rows) < _FEWEST_ROWS:
        raise NotTold("There is no table in sight whose rows could be counted.")
    return rows


def _written(number: float) -> str:
    return f"{number:g}" if abs(number) < 1e6 else f"{number:f}".rstrip("0").rstrip(".")


def _worked_out(expression: str) -> str:
    try:
        return evaluate(expression.replace("+ -", "- "), {})
    except CannotCompute as error:
        raise NotTold(str(error)) from error


# --- words ----------------------------------------------------------------------------------------------------------


def _word(ordinal: int, screen: ParsedScreen) -> str:
    """Of the longest text that is shown."""
    texts = [e.text for e in _pieces(screen) if e.role not in (Role.BUTTON, Role.LINK)]
    lines = [" ".join(e.text for e in line) for line in written_lines(_pieces(screen))]
    longest = max((*texts, *lines), key=lambda text: len(text.split()), default="")
    words = longest.split()
    at = ordinal - 1 if ordinal > 0 else len(words) + ordinal
    if not 0 <= at < len(words):
        raise NotTold(f"The text that is shown has {len(words)} words.")
    return words[at].strip(".,;:!?\"'()“”‘’")
