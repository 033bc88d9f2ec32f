"""What is still to be entered or chosen, with the thing itself where a form offers it by its name: "two green teas"."""

from collections.abc import Iterator

from grounding.screen import ParsedScreen
from planner.goals.account import Account
from planner.goals.goal import Given
from planner.goals.scene import ENTERED, TICKED, bare, name_of


def wanted(account: Account, screen: ParsedScreen) -> list[Given]:
    """The thing only where one choice alone is called so, be it said of one or of several ("teas": "Green tea")."""
    left = [*account.facts_left, *(Given(cue="", value=option) for option in account.options_left)]
    thing = account.goal.thing
    said = _each_one(" ".join((*account.goal.options, thing.noun)))
    chosen = {option for option in _choices(screen) if thing.noun and _each_one(option) == said}
    named = chosen.pop() if len(chosen) == 1 and not thing.is_told_apart else ""
    return [*left, Given(cue="", value=named)] if named and named not in account.options else left


def _choices(screen: ParsedScreen) -> Iterator[str]:
    for element in screen.elements:
        if element.role in ENTERED:
            yield from element.options
        elif element.role in TICKED:
            yield name_of(element)


def _each_one(text: str) -> tuple[str, ...]:
    """
    >>> _each_one("green teas") == _each_one("Green tea")
    True
    """
    return tuple(word.removesuffix("s") for word in bare(text).split())
