"""An application's menus, opened one after the other until what is wanted is in sight.

Decision: menus are looked into by opening them, as a person does, in every way of seeing; opening one does nothing
else. First each menu of the bar, then the menus inside them. A menu that did not hold it is closed before the next.
An application without a bar has its menus behind buttons, which are called so, are drawn so or say that they open one.
"""

import re
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, replace
from functools import partial

from grounding.screen import Element, Look, Query, Role, Target
from planner.actions import Click, PressKeys
from planner.intents.expanding import Sighting, Single
from planner.intents.menu_bars import menu_bar, menu_buttons, of_other_things
from planner.intents.submenus import with_more
from planner.likeness import may_be, plain

SEEN_AFTER_S = 0.4
_UP_WITHIN_S = (0.1, 0.2, 0.4, 0.4)
MOST_MENUS = 30
MOST_SUBMENUS = 16
_INSIDE = 0.7
_ALIKE = 0.75
_LEAST_MENU = 80
_STEM = 4
_DOCUMENTS = re.compile(r"\brecent|zuletzt|récent|reciente")
"""In menus of these is nothing but documents."""
_VIEWS = frozenset({"view", "ansicht", "affichage", "ver", "vista"})


@dataclass(frozen=True, kw_only=True)
class Menu:
    """titles: what is pressed, from the bar down."""

    titles: tuple[Element, ...]


@dataclass(kw_only=True)
class Noted:
    """An entry that may be wanted later, and the menu that has it."""

    entry: Query
    menu: Menu | None = None


def look_for_command(
    wanted: Query, eye: Sighting, *, first: Menu | None = None
) -> Generator[Single, None, Menu | None]:
    """The open menu with an entry that says all that is wanted; what only changes the view is looked at last, for it
    may have entries of the same name."""
    return (yield from look_in_menus(wanted, eye, first=first, is_it=partial(may_be, wanted.text), last=_VIEWS))


def look_in_menus(
    wanted: Query,
    eye: Sighting,
    *,
    first: Menu | None = None,
    naming: str = "",
    is_it: Callable[[str], bool] = bool,
    last: frozenset[str] = frozenset(),
    most: int = MOST_MENUS,
    others: tuple[Query, ...] = (),
    within: bool = True,
    noted: Noted | None = None,
) -> Generator[Single, None, Menu | None]:
    """The open menu in which it is in sight now. first: where it was seen before. naming: what the entry must say.
    is_it: whether what an entry says may be it. last: menus that are looked into after the others. most: so many are
    looked into, and, with `within`, those inside them. others: what it may be called as well. noted: what is noted on
    the way."""
    look = eye.look()
    words = _stems(f"{wanted.text} {wanted.literal}")

    def said(title: Element) -> bool:
        return bool(words & _stems(title.text))

    titles = _titles(look, eye)
    spared = of_other_things(titles, f"{wanted.text} {wanted.literal}")
    titles = tuple(title for title in titles if title not in spared)
    bar = sorted(titles, key=lambda title: (plain(title.text) in last, not said(title)))

    def is_seen() -> bool:
        return any(shows(name, SEEN_AFTER_S if name is wanted else 0.0) for name in (wanted, *others))

    def shows(name: Query, patience_s: float) -> bool:
        found = in_popup(name, look, eye, naming=naming, patience_s=patience_s)
        if found is None or not is_it(found.element.text):
            return False
        is_entry = name.role is Role.MENU_ITEM and not _opens_another(found.element, look, eye)
        return is_entry or name.role is not Role.MENU_ITEM or plain(name.text) in plain(found.element.text)

    inner: list[Menu] = []
    if first is not None:
        yield from _open(first, eye)
        if is_seen():
            return first
        yield from close_menus(look, eye)
    likely = tuple(plain(name) for name in eye.hidden_behind(wanted))
    for title in sorted(bar, key=lambda title: plain(title.text) not in likely)[:most]:
        menu = Menu(titles=(title,))
        yield from _open(menu, eye)
        if is_seen():
            eye.found_behind(wanted, (title.text,))
            return menu
        opened = eye.look()
        if noted is not None and noted.menu is None and in_popup(noted.entry, look, eye, patience_s=0.0) is not None:
            noted.menu = menu
        known = _likely_within(likely, title, opened, look, eye)
        if known is not None:
            yield Single(act=Click(place=_named(known)), target=_target(known, opened))
            if is_seen():
                eye.found_behind(wanted, (title.text, known.text))
                return Menu(titles=(title, known))
        inner += [
            Menu(titles=(title, item))
            for item in _once(with_more(eye.parse(opened).elements, opened, look))
            if not any(item.box.iou(known.box) > 0.5 for known in bar)
            and not _DOCUMENTS.search(plain(item.text))
            and eye.is_harmless(Click(place=_named(item)), _target(item, opened))
        ]
        yield from close_menus(look, eye)
    inner.sort(
        key=lambda menu: (plain(menu.titles[0].text) in last, not said(menu.titles[-1]), not said(menu.titles[0]))
    )
    for menu in inner[: MOST_SUBMENUS if within else 0]:
        yield from _open(menu, eye)
        if is_seen():
            eye.found_behind(wanted, tuple(title.text for title in menu.titles))
            return menu
        yield from close_menus(look, eye)
    return None


def _once(entries: Iterable[Element]) -> list[Element]:
    """What is told and what is seen of the same entry is one."""
    kept: list[Element] = []
    for entry in sorted(entries, key=lambda e: not e.handle):
        if not any(other.box.contains(entry.box.center) for other in kept):
            kept.append(entry)
    return sorted(kept, key=lambda e: e.box.top)


def _stems(text: str) -> set[str]:
    """How the longer words begin: "rotate right" may be in "Rotation".

    >>> _stems("Rotate it") & _stems("Rotation")
    {'rota'}
    """
    return {word[:_STEM] for word in plain(text).split() if len(word) >= _STEM}


def _opens_another(entry: Element, before: Look, eye: Sighting) -> bool:
    opened = eye.look()
    return any(one.box.iou(entry.box) > 0.5 for one in with_more(eye.parse(opened).elements, opened, before))


def _likely_within(
    likely: tuple[str, ...], title: Element, opened: Look, before: Look, eye: Sighting
) -> Element | None:
    """The menu inside this one in which it was found before."""
    if len(likely) < 2 or plain(title.text) != likely[0]:
        return None
    inside = (e for e in with_more(eye.parse(opened).elements, opened, before) if plain(e.text) == likely[1])
    return next((e for e in inside if eye.is_harmless(Click(place=_named(e)), _target(e, opened))), None)


def _titles(look: Look, eye: Sighting) -> tuple[Element, ...]:
    """The menu bar's titles; where there is no bar, the buttons that open menus, the application's own first."""
    screen = eye.parse(look)
    bar = menu_bar(screen, look)
    if bar or look.surroundings.address:
        return bar
    return tuple(
        button
        for button in menu_buttons(screen, look)
        if eye.is_harmless(Click(place=_named(button)), _target(button, look))
    )


def _open(menu: Menu, eye: Sighting) -> Generator[Single, None, None]:
    """A busy machine brings a menu up late, and what is not up yet is not to be missed in it."""
    for title in menu.titles:
        before = eye.look()
        yield Single(act=Click(place=_named(title)), target=_target(title, before))
        for pause_s in _UP_WITHIN_S if eye.reaches_popups else ():
            if _has_come_up(before, eye):
                break
            eye.wait(pause_s)


def _has_come_up(before: Look, eye: Sighting) -> bool:
    """As a window of its own, or drawn in the window itself."""
    known, now = {window.id for window in before.surroundings.windows}, eye.look()
    is_new = any(window.id not in known for window in now.surroundings.windows)
    return is_new or any(box.height > _LEAST_MENU for box in eye.changed(before, now))


def _named(title: Element) -> Query:
    return Query(text=title.text, role=Role.MENU)


def _target(title: Element, look: Look) -> Target:
    return Target(
        screenshot_id=look.screenshot.id,
        query=_named(title),
        element=title,
        point=title.box.clipped(look.screenshot.box).center,
        score=1.0,
        why="it may be in that menu",
    )


def in_popup(
    wanted: Query, before: Look, eye: Sighting, *, naming: str = "", patience_s: float = SEEN_AFTER_S
) -> Target | None:
    """The entry of that name in what has come up since; what is called so beside the menus does not count.

    Where menus are drawn in the window itself, and no window came up, everything that is new counts.
    """
    sight = eye.find(wanted, patience_s=patience_s)
    if not isinstance(sight.found, Target):
        return None
    known = {window.id for window in before.surroundings.windows}
    boxes = [window.box for window in sight.look.surroundings.windows if window.id not in known]
    boxes = boxes or list(eye.changed(before, sight.look))
    says = [
        plain(naming) in plain(one.text) for one in (sight.found.element, *(o.element for o in sight.found.runners_up))
    ]
    if says[0] and any(sight.found.element.box.share_inside(box) > _INSIDE for box in boxes):
        return replace(sight.found, runners_up=())
    for other, fits in zip(sight.found.runners_up, says[1:], strict=True):
        if fits and other.score > _ALIKE and any(other.element.box.share_inside(box) > _INSIDE for box in boxes):
            return replace(sight.found, element=other.element, point=other.point, score=other.score, runners_up=())
    return None


def close_menus(before: Look, eye: Sighting) -> Generator[Single, None, None]:
    """What came up as a window of its own is closed; and what a button opened within the window."""
    known = {window.id for window in before.surroundings.windows}
    for _ in range(3):
        if all(window.id in known for window in eye.look().surroundings.windows):
            break
        yield Single(act=PressKeys(keys=("escape",)))
    if not before.surroundings.address and not menu_bar(eye.parse(before), before) and _is_open_within(before, eye):
        yield Single(act=PressKeys(keys=("escape",)))


def _is_open_within(before: Look, eye: Sighting) -> bool:
    """A list of entries, and not a button that only looks pressed."""
    return any(box.height > _LEAST_MENU for box in eye.changed(before, eye.look()))
