"""Orders on a tab's page: the tab is gone to first, and what is meant is looked for on its page, not in the tab."""

from dataclasses import replace

from grounding.screen import Query, Relation, Role
from planner.actions import Action, Clear, Click, Hover, Read, SelectOption, SetChecked, SetDate, SetLevel, TypeText
from planner.document_orders import ShowTab
from planner.language.frames.objects import Actions
from planner.values import Literal

_PLACED = Clear | Click | Hover | Read | SelectOption | SetChecked | SetDate | SetLevel | TypeText


def tabs_first(actions: Actions) -> Actions:
    done: list[Action] = []
    for action in actions:
        tab, rest = _parted(action)
        if tab is not None and not (done and _shown(done) == tab):
            done.append(ShowTab(tab=tab))
        done.append(rest)
    return tuple(done)


def _shown(done: list[Action]) -> Query | None:
    """The tab that was gone to last, if nothing but fields were worked with since."""
    for action in reversed(done):
        if isinstance(action, ShowTab):
            return action.tab
        if not isinstance(action, _PLACED) or isinstance(action, Click):
            return None
    return None


def _parted(action: Action) -> tuple[Query | None, Action]:
    """The tab and what is done on its page."""
    match action:
        case SelectOption(option=Literal(text=option), place=Query(role=Role.TAB) as tab) if tab.text:
            return tab, Click(place=Query(text=option))
        case Clear() | Click() | Hover() | Read() | SelectOption() | SetChecked() | SetDate() | SetLevel() | TypeText():
            place = action.place
        case _:
            return None, action
    inside = [r for r in place.relations if r.relation is Relation.INSIDE] if place is not None else []
    if place is None or not inside or inside[-1].anchor.role is not Role.TAB or not inside[-1].anchor.text:
        return None, action
    tab = inside[-1].anchor
    others = tuple(relation for relation in place.relations if relation is not inside[-1])
    return tab, replace(action, place=replace(place, relations=others))
