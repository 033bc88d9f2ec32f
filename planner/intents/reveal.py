"""Looking for a thing that is not in sight: what may hide it is opened, one at a time, with a look after each.

Bounded; it remembers what it opened; it presses nothing but what plainly opens something (see `openers`) and what
the gate allows without asking. Depth first, as a person does: what has just come up is opened before what was there.
"""

from collections.abc import Generator, Iterable, Iterator
from dataclasses import replace
from functools import partial

from grounding.screen import Element, Look, NotOffered, ParsedScreen, Query, Role, Target
from planner.actions import Click, Reveal
from planner.intents.dialogs import leave, wait_for_dialog
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.intents.hovering import look_by_hovering
from planner.intents.menu_bars import menu_bar
from planner.intents.menus import Menu, Noted, close_menus, in_popup, look_for_command, look_in_menus
from planner.intents.openers import Opener, openers
from planner.likeness import may_be, plain

MOST_OPENED = 12
_SET = frozenset({Role.CHECKBOX, Role.SWITCH, Role.RADIO, Role.TEXT_FIELD, Role.SPINNER, Role.SLIDER, Role.DROPDOWN})
"""What settings are made of."""
_ENTERED = frozenset({Role.TEXT_FIELD, Role.SPINNER, Role.SLIDER, Role.DROPDOWN})
LEADS = frozenset({Role.TAB, Role.LINK})
"""What leads elsewhere holds nothing itself: what is set may be there."""
_PREFERENCES = Query(text="Preferences", role=Role.MENU_ITEM)
SEEN_AFTER_S = 0.6
_WAYS_OF_SHOWING = frozenset({"mode", "view", "layout", "theme"})


class NotRevealed(NotPossible):
    """opened: whether anything was, so that the sentence tells more than that the place is not in sight."""

    def __init__(self, reason: str, *, opened: bool) -> None:
        super().__init__(reason)
        self.opened = opened


def reveal(intent: Reveal, eye: Sighting) -> Singles:
    """Raises NotRevealed when the place is behind nothing that can be opened."""
    opened: list[Opener] = []
    wanted = intent.place
    if wanted is not None and intent.opening is None:
        intent = replace(intent, opening=_kind_said(wanted))
    if wanted is not None and _in_sight(wanted, eye, patience_s=SEEN_AFTER_S):
        return
    entry = wanted is not None and (wanted.role is Role.MENU_ITEM or _begins_in_menus(_likely(wanted, eye), eye))
    if wanted is not None and entry and (yield from look_for_command(wanted, eye)) is not None:
        return
    if (yield from _open_each(intent, eye, opened)):
        return
    if wanted is None and opened:
        return
    if wanted is not None and not entry and (yield from _as_setting(intent, wanted, eye)):
        return
    if wanted is not None and entry and (yield from look_by_hovering(wanted, eye)):
        return
    names = ", ".join(f"“{one.name[:40]}”" for one in opened if one.name)
    behind = f", nor behind {names}" if names else ""
    raise NotRevealed(f"“{_said(wanted or intent.opening)}” is not on the screen{behind}.", opened=bool(names))


def _as_setting(intent: Reveal, wanted: Query, eye: Sighting) -> Generator[Single, None, bool]:
    """In the menus, in the dialog for settings, in the menus inside the menus; no field to type into is in a menu."""
    preferences = Noted(entry=_PREFERENCES)
    is_set, is_entered = wanted.role in _SET, wanted.role in _ENTERED
    if not is_entered and (yield from _in_menus(wanted, eye, within=not is_set, noted=preferences)):
        return True
    if is_set and (yield from _in_preferences(intent, eye, preferences.menu)):
        return True
    return is_set and (yield from _in_menus(wanted, eye, within=True))


def _in_menus(
    wanted: Query, eye: Sighting, *, within: bool, noted: Noted | None = None
) -> Generator[Single, None, bool]:
    """With a word in common none may be missing: "Go to Line" shows no line numbers."""
    fits = partial(may_be, wanted.text) if wanted.text else bool
    return (yield from look_in_menus(wanted, eye, is_it=fits, within=within, noted=noted)) is not None


def _kind_said(wanted: Query) -> Query | None:
    """ "programming mode": what says that it is about modes may lead there."""
    last = plain(wanted.text).split()[-1:]
    return Query(text=last[0]) if last and last[0] in _WAYS_OF_SHOWING and " " in wanted.text.strip() else None


def _open_each(intent: Reveal, eye: Sighting, opened: list[Opener]) -> Generator[Single, None, bool]:
    """Whether what was looked for, or all that was asked, is there after one or more were opened."""
    known: tuple[Opener, ...] = ()
    brought: list[tuple[Opener, int]] = []  # what came up, and after how many were opened
    likely = _likely(intent.place, eye)
    while len(opened) < MOST_OPENED:
        look = eye.look()
        found = openers(eye.parse(look), _seen(look, eye), intent.opening)
        fresh = [one for one in found if not _among(one, opened)]
        fresh.sort(key=lambda one: (plain(one.name) not in likely, _among(one, known)))
        brought += [(one, len(opened)) for one in found if not _among(one, [came for came, _ in brought])]
        known = found
        single = next(_harmless(fresh, look, eye), None)
        if single is None:
            return False
        opener, act = single
        opened.append(opener)
        yield act
        if intent.place is None:
            if not intent.every:
                return True
        elif _in_sight(intent.place, eye, patience_s=SEEN_AFTER_S):
            if way := _way(opened, brought):
                eye.found_behind(intent.place, way)
            return True
    return False


def _in_preferences(intent: Reveal, eye: Sighting, menu: Menu | None) -> Generator[Single, None, bool]:
    """In the dialog that an application has for its settings, and behind the tabs there; it is left where not.

    menu: where its entry was seen."""
    before = eye.look()
    windows = before.surroundings.windows
    if intent.place is None or len(windows) != 1 or before.surroundings.address:
        return False  # a page has no such menu, and where a dialog waits already it is the one that is meant
    entry = _PREFERENCES
    if (yield from look_for_command(entry, eye, first=menu)) is None:
        return False
    found = in_popup(entry, before, eye)
    if found is None or not eye.is_harmless(Click(place=entry), found):
        yield from close_menus(before, eye)
        return False
    yield Single(act=Click(place=entry), target=found)
    if wait_for_dialog(before, eye) is None:
        return False
    if _in_sight(intent.place, eye, patience_s=SEEN_AFTER_S) or (yield from _open_each(intent, eye, [])):
        return True
    yield from leave(before, eye)
    return False


def _likely(wanted: Query | None, eye: Sighting) -> tuple[str, ...]:
    return tuple(plain(name) for name in eye.hidden_behind(wanted)) if wanted is not None else ()


def _begins_in_menus(likely: tuple[str, ...], eye: Sighting) -> bool:
    look = eye.look()
    return bool(likely) and any(plain(title.text) == likely[0] for title in menu_bar(eye.parse(look), look))


def _way(opened: list[Opener], brought: list[tuple[Opener, int]]) -> tuple[str, ...]:
    """The names on the way to what came into sight last: what was opened last, what brought that up, and so on."""
    way: list[str] = []
    number = len(opened)
    while number > 0:
        opener = opened[number - 1]
        way.insert(0, opener.name)
        number = next((after for came, after in brought if came.is_same(opener)), 0)
    return tuple(way) if all(way) else ()


def _among(one: Opener, others: Iterable[Opener]) -> bool:
    return any(one.is_same(other) for other in others)


def _in_sight(wanted: Query, eye: Sighting, *, patience_s: float) -> bool:
    found = eye.find(wanted, patience_s=patience_s).found
    if not isinstance(found, Target):
        return found.beyond is not None
    if wanted.role in _SET and found.element.handle and found.element.role in LEADS:
        return False
    said = found.element.text or found.element.hint
    return wanted.role is not Role.MENU_ITEM or (bool(said) and may_be(wanted.text, said))


def _harmless(found: list[Opener], look: Look, eye: Sighting) -> Iterator[tuple[Opener, Single]]:
    for opener in found:
        act = Click(place=Query(text=opener.name))
        target = _target(opener.element, look, act.place)
        if eye.is_harmless(act, target):
            yield opener, Single(act=act, target=target)


def _target(element: Element, look: Look, query: Query) -> Target:
    box = element.box.clipped(look.screenshot.box)
    words = element.text_box or box
    point = box.center if box.width < 6 * box.height else words.clipped(box).center
    return Target(
        screenshot_id=look.screenshot.id, query=query, element=element, point=point, score=1.0, why="it may hide it"
    )


def _seen(look: Look, eye: Sighting) -> tuple[Element, ...]:
    """What can be seen only: the signs that open things are seldom told by a structure."""
    seen: ParsedScreen = eye.parse(replace(look, structure=NotOffered(reason="what is drawn is looked for")))
    return seen.elements


def _said(query: Query | None) -> str:
    if query is None:
        return "it"
    return query.text or (query.role.value.replace("_", " ") if query.role else "it")
