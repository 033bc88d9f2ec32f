"""The one of several things on a screen that is meant, and what belongs to it: its row, its card.

A container that the structure tells (a row, an item of a list) is taken where there is one; else what stands between
one repeated control and the next, or in line with the words that tell the thing apart.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from grounding.screen import Element, ParsedScreen, Role
from planner.goals.ages import ages
from planner.goals.goal import Best, Thing
from planner.goals.scene import ENTERED, PRESSED, TICKED, bare, name_of, said_on, shows, spot
from planner.intents.moments import clock
from planner.likeness import nearly, plain
from planner.proposals import Question

_HOLDS = frozenset({Role.ROW, Role.LIST_ITEM, Role.GROUP, Role.OPTION, Role.TREE_ITEM})
_ROWS = frozenset({Role.ROW, Role.LIST_ITEM, Role.OPTION})
_SIGNS = frozenset({Role.IMAGE, Role.ICON_BUTTON})
_LARGEST = 0.6
_SMALL = frozenset({"the", "a", "an", "is", "are", "of", "in", "on", "and", "my"})
_LONGEST_TOLD = 120
_ALIKE = 10
_IN_COLUMN = 4
_MONEY = re.compile(
    r"(?:[$€£¥₹]|\b(?:usd|eur|gbp|chf))\s?(\d[\d.,]*)|(\d[\d.,]*)\s?(?:[$€£¥₹]|(?:usd|eur|gbp|chf)\b)", re.I
)
_DURATION = re.compile(
    r"(?:(\d+)\s*(?:d|days?)\b)?\s*(?:(\d+)\s*(?:h|hrs?|hours?|std)\b\.?)?\s*(?:(\d+)\s*(?:m|mins?|minutes?)\b\.?)?",
    re.I,
)
_NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing: all that belongs to it. head: the words by which it was found."""

    elements: tuple[Element, ...]
    head: Element

    @property
    def told(self) -> str:
        """By what a person knows it: what stands on it, controls left out."""
        words = (said_on(e) for e in self.elements if e.role not in PRESSED)
        return " · ".join(dict.fromkeys(word for word in words if word))[:_LONGEST_TOLD]


def is_like(one: Item, other: Item) -> bool:
    """Whether the same stands on both, controls left out, as far as it can be read twice alike."""
    said, shown = ([w for w in item.told.casefold().split(" · ") if w] for item in (one, other))
    return all(any(nearly(word, seen) for seen in said) for word in shown)


def items_with(marks: Sequence[str], screen: ParsedScreen) -> list[Item]:
    """The things on which all the marks stand; the smallest such, top to bottom."""
    if not marks:
        return []
    heads = [e for e in screen.elements if not (e.handle and e.role in ENTERED)]
    named = [e for e in heads if shows(marks[0], e)]
    found: list[Item] = []
    for head in named or _about(marks[0], heads):
        item = _around(head, screen)
        if all(any(shows(mark, element) for element in item.elements) for mark in marks[1:]):
            found.append(item)
    kept: list[Item] = []
    for item in sorted(found, key=lambda item: (len(item.elements), item.head.role in TICKED, item.head.box.area)):
        if not any(_same(item, other) for other in kept):
            kept.append(item)
    return sorted(kept, key=lambda item: (item.head.box.top, item.head.box.left))


def _about(mark: str, heads: Sequence[Element]) -> list[Element]:
    """ "broken lamp" is about "Lamp is broken": all its words, in whichever order."""
    words = [word for word in plain(mark).split() if word not in _SMALL]
    return [e for e in heads if all(shows(word, e) for word in words)] if len(words) > 1 else []


def which(found: Sequence[Item], thing: Thing, *, is_weighty: bool) -> Question:
    """Several are such: only the person can say which is meant."""
    told = {item.told: item.head for item in reversed(found)}  # the first of those that are told alike
    choices = tuple(dict.fromkeys(item.told for item in found))
    return Question(
        text=f"{len(found)} fit {thing.in_words}. Which one is meant?",
        choices=choices,
        elements=tuple(told[choice] for choice in choices),
        is_weighty=is_weighty,
    )


def _same(item: Item, other: Item) -> bool:
    mine, theirs = {e.id for e in item.elements}, {e.id for e in other.elements}
    return bool(mine & theirs) and len(mine & theirs) * 2 >= min(len(mine), len(theirs))


def _around(head: Element, screen: ParsedScreen) -> Item:
    whole = screen.screenshot.box.area
    holders = [
        e for e in screen.elements
        if e.role in _HOLDS and e.id != head.id and e.box.encloses(head.box) and e.box.area < _LARGEST * whole
    ]  # fmt: skip
    if head.role in _HOLDS:
        holders.append(head)
    for holder in sorted(holders, key=lambda e: e.box.area):
        within = [e for e in screen.elements if e.box.share_inside(holder.box) > 0.8]
        if len(within) > 2:
            return Item(elements=tuple(within), head=head)
    box = head.box
    in_line = [
        e for e in screen.elements if box.top <= e.box.center.y < box.bottom or e.box.top <= box.center.y < e.box.bottom
    ]
    small = [e for e in in_line if e.box.height <= max(3 * box.height, 60)]
    return Item(elements=tuple(small), head=head)


def cards(anchors: Sequence[Element], screen: ParsedScreen) -> list[Item]:
    """What belongs to each of some controls that are repeated, one a thing: what stands between them."""
    stacked = sorted(anchors, key=lambda e: (spot(e).top, spot(e).left))
    if len(stacked) < 2:
        return [Item(elements=tuple(screen.elements), head=one) for one in stacked]
    others = [e for e in screen.elements if said_on(e) and e not in stacked]
    above = _lead_is_above(stacked, others)
    mine: dict[str, list[Element]] = {anchor.id: [anchor] for anchor in stacked}
    for element in others:
        owner = _owner(element, stacked, above=above)
        if owner is not None:
            mine[owner.id].append(element)
    return [Item(elements=tuple(mine[anchor.id]), head=anchor) for anchor in stacked]


def listed(screen: ParsedScreen) -> list[Item]:
    """The rows or entries of the longest list that a structure tells; without the row that heads a table."""
    groups: dict[tuple[Role, int], list[Item]] = {}
    for holder in (e for e in (*screen.elements, *screen.beyond) if e.role in _ROWS and e.handle):
        inside = [e for e in (*screen.elements, *screen.beyond) if e.box.share_inside(holder.box) > 0.8]
        told = [e for e in inside if e.text and e.id != holder.id and e.role not in (Role.CHECKBOX, Role.HEADER)]
        if told:
            item = Item(elements=tuple(inside), head=told[0])
            groups.setdefault((holder.role, holder.box.left), []).append(item)
    return max(groups.values(), key=len, default=[])


def cards_with(marks: Sequence[str], anchors: Sequence[Element], screen: ParsedScreen) -> list[Item]:
    """The things on which all the marks stand, by their repeated controls.

    A mark counts where the other things have something at the same place: a heading over the first is none of it.
    """
    things = cards(anchors, screen) if len(anchors) > 1 else []
    found = []
    for thing in things:
        others = [other for other in things if other is not thing]
        told = [[e for e in thing.elements if shows(mark, e) and _has_peer(e, thing, others)] for mark in marks]
        if all(told):
            found.append(thing)
    return found


def with_siblings(anchors: Sequence[Element], screen: ParsedScreen) -> list[Element]:
    """The controls, and those that stand where one of them does on other things ("Like" beside "Liked")."""
    sides = [e for e in screen.elements if any(_is_sibling(e, anchor) for anchor in anchors)]
    return [*anchors, *(e for e in sides if e.id not in {anchor.id for anchor in anchors})]


def is_drawing(element: Element) -> bool:
    """By sight: a sign that nothing is written on."""
    return not element.handle and element.role in _SIGNS and not said_on(element)


def _is_sibling(element: Element, anchor: Element) -> bool:
    if is_drawing(element) and is_drawing(anchor):
        return abs(spot(element).center.x - spot(anchor).center.x) <= _IN_COLUMN + 1  # no sign is seen twice alike
    aligned = abs(spot(element).left - spot(anchor).left) <= _IN_COLUMN
    return element.role is anchor.role and aligned and abs(element.box.height - anchor.box.height) <= _IN_COLUMN


def _has_peer(element: Element, thing: Item, others: Sequence[Item]) -> bool:
    across, down = _offset(element, thing)
    return any(
        abs(across - x) <= _ALIKE and abs(down - y) <= _ALIKE
        for other in others
        for x, y in (_offset(peer, other) for peer in other.elements if said_on(peer))
    )


def _offset(element: Element, thing: Item) -> tuple[int, int]:
    return spot(element).left - spot(thing.head).left, spot(element).top - spot(thing.head).top


def _pitch(stacked: Sequence[Element]) -> int:
    tops = sorted({spot(e).top for e in stacked})
    gaps = sorted(b - a for a, b in pairwise(tops) if b - a > 4)
    return gaps[len(gaps) // 2] if gaps else 10**6


def _lead_is_above(stacked: Sequence[Element], others: Sequence[Element]) -> bool:
    """Whether a card's words stand above its control: some do above the first, nearer than a card is high."""
    first, last, pitch = stacked[0], stacked[-1], _pitch(stacked)
    before = [e for e in others if 0 < spot(first).top - spot(e).top < pitch and e.role is not Role.HEADING]
    after = [e for e in others if 0 <= spot(e).top - spot(last).bottom + 4 < pitch and e.role is not Role.HEADING]
    return bool(before) and (not after or len(before) >= len(after))


def _owner(element: Element, stacked: Sequence[Element], *, above: bool) -> Element | None:
    pitch = _pitch(stacked)
    rows = len({spot(e).top // 8 for e in stacked}) > 1
    costs = []
    for anchor in stacked:
        down = spot(anchor).center.y - spot(element).center.y
        in_line = spot(anchor).top <= spot(element).center.y < spot(anchor).bottom
        right_way = in_line or (down > 0 if above else down < 0)
        if rows and (not right_way or abs(down) > pitch):
            continue
        across = abs(spot(anchor).center.x - spot(element).center.x)
        columns = sum(abs(spot(other).top - spot(anchor).top) < 8 for other in stacked) > 1
        costs.append((abs(down) + (across if columns or not rows else 0), anchor))
    return min(costs, key=lambda cost: cost[0], default=(0, None))[1]


def measured(best: Best, item: Item) -> float | None:
    """How much of it the thing has; None when it says nothing of the kind."""
    texts = [said_on(element) for element in item.elements]
    joined = " ".join(texts)
    match best.kind:
        case "money":
            amounts = list(_amounts(joined))
            return min(amounts) if amounts else _beside(best.of, texts)
        case "duration":
            spans = [span for span in map(_span, texts) if span]
            return min(spans) if spans else _beside(best.of, texts)
        case "time":
            clocks = [hour * 60 + minute for hour, minute in _clocks(joined)]
            return float(min(clocks)) if clocks else _beside(best.of, texts)
        case _:
            return _beside(best.of, texts)


def says(kind: str, item: Item) -> bool:
    """Whether it tells that kind of number by its signs: a currency, hours and minutes, a clock; or one bare number."""
    texts = [said_on(element) for element in item.elements]
    match kind:
        case "money":
            return any(True for _ in _amounts(" ".join(texts)))
        case "duration":
            return any(_span(text) for text in texts)
        case "time":
            return any(True for _ in _clocks(" ".join(texts)))
        case _:
            return sum(len(_NUMBER.findall(text)) for text in texts) == 1


def the_best(best: Best, items: Sequence[Item]) -> Item | None:
    """None where one of the things does not say how much it has of it, or there are not two: it might be that one."""
    kind = best if not best.of else _kind_of(best)
    old = ages([[said_on(e) for e in item.elements] for item in items]) if kind.kind == "time" else None
    if old is not None and len(items) > 1:
        return (max if best.most else min)(zip(old, items, strict=True), key=lambda pair: pair[0])[1]
    told = [(amount, item) for item in items if (amount := measured(kind, item)) is not None]
    if len(told) < max(2, len(items)):
        return None
    return (max if best.most else min)(told, key=lambda pair: pair[0])[1]


def _kind_of(best: Best) -> Best:
    """ "the lowest price": the word says what kind of number is compared."""
    word = bare(best.of)
    for kind, words in (
        ("money", ("price", "cost", "fare")),
        ("duration", ("duration", "travel time", "time", "length")),
    ):
        if any(one in word for one in words):
            return Best(kind=kind, most=best.most, of=best.of)
    return best


def _amounts(text: str) -> Iterator[float]:
    for found in _MONEY.finditer(text):
        yield _number(found[1] or found[2])


def _number(said: str) -> float:
    """
    >>> _number("1,250.50"), _number("12,5"), _number("1.250,00")
    (1250.5, 12.5, 1250.0)
    """
    text = said.strip(".,")
    cut = max(text.rfind("."), text.rfind(","))
    if cut >= 0 and len(text) - cut - 1 in (1, 2):
        return float(re.sub(r"[.,]", "", text[:cut]) + "." + text[cut + 1 :])
    return float(re.sub(r"[.,]", "", text))


def _span(text: str) -> float:
    """Minutes; the longest that the text says.

    >>> _span("Duration: 14h 18m"), _span("2 hours"), _span("no")
    (858.0, 120.0, 0.0)
    """
    found = [int(span[1] or 0) * 1440 + int(span[2] or 0) * 60 + int(span[3] or 0) for span in _DURATION.finditer(text)]
    return float(max(found, default=0))


def _clocks(text: str) -> Iterator[tuple[int, int]]:
    for word in re.findall(r"\d{1,2}:\d{2}(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?", text, re.I):
        if (one := clock(word)) is not None:
            yield one.hour, one.minute


def _beside(of: str, texts: Sequence[str]) -> float | None:
    """The number beside the word; without a word, the first there is."""
    wanted = bare(of)
    named = [text for text in texts if wanted and wanted in bare(text)]
    numbers = [found[0] for text in named or (texts if not wanted else ()) if (found := _NUMBER.search(text))]
    if not numbers and wanted:
        at = next((number for number, text in enumerate(texts) if wanted in bare(text)), None)
        if at is not None and at + 1 < len(texts) and (found := _NUMBER.search(texts[at + 1])):
            numbers = [found[0]]
    return _number(numbers[0]) if numbers else None


def nth(thing: Thing, items: Sequence[Item]) -> Item | None:
    number = thing.ordinal or 1
    at = number - 1 if number > 0 else len(items) + number
    return items[at] if 0 <= at < len(items) else None


def repeated(offered: Sequence[Element]) -> list[Element]:
    """Of some controls those that belong together: of one kind, called alike ("Book for $390", "Book for $1255")."""
    groups: dict[tuple[str, str], list[Element]] = {}
    for element in offered:
        named = bare(re.sub(r"\d+", "", name_of(element))) or bare(element.hint)
        first = " ".join(named.split()[:2]) or plain(element.meaning.name if element.meaning else "")
        groups.setdefault(("" if not element.handle else element.role.value, first), []).append(element)
    return max(groups.values(), key=len, default=[])
