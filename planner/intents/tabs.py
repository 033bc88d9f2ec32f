"""A tab's page brought to the front, before something on it is worked with."""

from grounding.screen import Missed, State
from planner.actions import Click, SwitchTo
from planner.document_orders import ShowTab
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.likeness import plain

_PATIENCE_S = 3.0


def show_tab(intent: ShowTab, eye: Sighting) -> Singles:
    sight = eye.find(intent.tab, patience_s=_PATIENCE_S)
    if isinstance(sight.found, Missed):
        # A browser's own tabs are windows, and not seen in its page.
        name = plain(intent.tab.text)
        called = [window for window in sight.look.surroundings.windows if name in plain(window.title)]
        if not called:
            raise NotPossible(f"There is no tab “{intent.tab.text}”.")
        if not any(window.active for window in called):
            yield Single(act=SwitchTo(name=intent.tab.text))
    elif State.SELECTED not in sight.found.element.state:
        yield Single(act=Click(place=sight.found.query), target=sight.found)
