"""A thing that is called together with its kind: "the Electricity bill" is the bill that is named "Electricity"."""

from dataclasses import replace

from grounding.screen import ParsedScreen, Role
from planner.goals.goal import Goal, Thing
from planner.goals.items import items_with
from planner.goals.scene import PRESSED, bare, name_of

_SAYS_KIND = PRESSED | {Role.HEADING, Role.HEADER, Role.WINDOW, Role.TITLE_BAR}


def parted(thing: Thing) -> tuple[str, str]:
    """Its name without its kind, and the kind; ("", "") where its name has none.

    >>> parted(Thing(marks=("Electricity bill",))), parted(Thing(marks=("Road Works",)))
    (('Electricity', 'bill'), ('', ''))
    """
    *name, last = thing.marks[0].split() if thing.marks else [""]
    is_kind = last == thing.noun.split()[-1] if thing.noun else last.isalpha() and last.islower()
    return (" ".join(name), last) if name and is_kind else ("", "")


def plurals(kind: str) -> tuple[str, ...]:
    """What a list of them may be called, and one of them at last.

    >>> plurals("city")
    ('citys', 'cityes', 'cities', 'city')
    """
    return (f"{kind}s", f"{kind}es", f"{kind[:-1]}ies", kind)


def as_listed(goal: Goal, screen: ParsedScreen, *, harmless: bool) -> Thing:
    """The thing by its name alone, where only that is there. What does harm has to find just that name, among things
    of which the screen says that they are of the kind; or, where it is done to every one, all of them have it as a text
    of its own ("closed")."""
    thing = goal.thing
    name, kind = parted(thing)
    if not name or items_with(thing.marks, screen):
        return thing
    short = replace(thing, noun=kind, marks=(name, *thing.marks[1:]))
    found = items_with(short.marks, screen)
    just = any(bare(name_of(item.head)) == bare(name) for item in found)
    just = just or (goal.every and all(any(bare(name_of(e)) == bare(name) for e in item.elements) for item in found))
    return short if found and (harmless or (just and _is_told(kind, screen))) else thing


def _is_told(kind: str, screen: ParsedScreen) -> bool:
    called = {bare(one) for one in plurals(kind)}
    return any(called & set(bare(name_of(e)).split()) for e in screen.elements if e.role in _SAYS_KIND)
