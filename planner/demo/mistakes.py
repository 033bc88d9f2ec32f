"""A demonstration without mistakes that were undone, and without scrolls that only looked for something.

Decision: only what plainly came to nothing counts as undone (a page that was left again at once, a menu that was closed
without a choice); a deed that may have had an effect of its own is kept, whatever followed.
"""

from typing import Final

from grounding.screen import Role, State
from planner.actions import Button
from planner.demo.deeds import GROUNDS, aim_of, is_in, is_same
from planner.demo.values import Aim, Clicked, Deed, Hovered, Keyed, WentBack, WentTo, Wheeled

_OPENERS: Final = frozenset({Role.DROPDOWN, Role.MENU, Role.MENU_BAR})
_TURNING: Final = frozenset({"page_up", "page_down", "up", "down", "home", "end"})


def without_what_was_undone(deeds: list[Deed]) -> list[Deed]:
    kept: list[Deed] = []
    for deed in deeds:
        last = _last_that_counts(kept)
        if last is not None and _undoes(deed, kept[last]):
            del kept[last:]
            continue
        kept.append(deed)
    return kept


def _last_that_counts(kept: list[Deed]) -> int | None:
    return next((at for at in range(len(kept) - 1, -1, -1) if not isinstance(kept[at], Wheeled | Hovered)), None)


def _undoes(deed: Deed, before: Deed) -> bool:
    match deed, before:
        case WentBack(), WentTo():
            return before.window == deed.window
        case WentBack(), Clicked(count=1, button=Button.LEFT):
            return _is_link(before) and before.aim.scene.window == deed.window
        case Keyed(keys=("escape",)), Clicked(button=Button.RIGHT):
            return True
        case Keyed(keys=("escape",)), Clicked(button=Button.LEFT):
            return _opens(before)
        case Clicked(button=Button.LEFT, count=1), Clicked(button=Button.LEFT, count=1):
            return is_same(deed, before) and _opens(before) and State.EXPANDED in _states(deed)
        case _:
            return False


def _is_link(click: Clicked) -> bool:
    return click.aim.element is not None and click.aim.element.role is Role.LINK


def _opens(click: Clicked) -> bool:
    element = click.aim.element
    return element is not None and (State.COLLAPSED in element.state or element.role in _OPENERS)


def _states(click: Clicked) -> frozenset[State]:
    return click.aim.element.state if click.aim.element is not None else frozenset()


def without_unneeded_scrolls(deeds: list[Deed]) -> list[Deed]:
    """A scroll only to find something is found again without it; one that made more come up is needed."""
    kept: list[Deed] = []
    for at, deed in enumerate(deeds):
        if isinstance(deed, Wheeled) or (isinstance(deed, Keyed) and _turns(deed)):
            following = next((one for one in deeds[at + 1 :] if aim_of(one) is not None and not _turns(one)), None)
            aim, earlier = (aim_of(following) if following is not None else None), deed.aim
            if aim is None or earlier is None or is_in(aim, earlier) or not _same_document(aim, earlier):
                continue
        kept.append(deed)
    return kept


def _turns(deed: Deed) -> bool:
    if isinstance(deed, Keyed):
        return not deed.in_field and len(deed.keys) == 1 and deed.keys[0] in _TURNING and _on_ground(deed.aim)
    return isinstance(deed, Wheeled)


def _on_ground(aim: Aim | None) -> bool:
    return aim is None or aim.element is None or aim.element.role in GROUNDS


def _same_document(aim: Aim, earlier: Aim) -> bool:
    return aim.scene.document == earlier.scene.document
