"""An option chosen in whatever offers it: a list of the browser's own, one that a page draws, one by sight alone."""

from collections.abc import Generator

from grounding.screen import Element, Look, Missed, Query, Role, State, Target
from planner.actions import Click, Filling, Literal, PressKeys, SelectOption, TypeText
from planner.find import wanted
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.intents.forms import aimed_at, chooser_of
from planner.likeness import plain, reads_as

_SAYS = frozenset({Role.TEXT, Role.LABEL, Role.HEADING})


def _text(intent: SelectOption) -> str:
    if not isinstance(intent.option, Literal):
        raise NotPossible("A secret can be typed into a field, not chosen.")
    return intent.option.text


_MOST_TOLD = 8


Selecting = Generator[Single, None, Element | None]


def select(intent: SelectOption, eye: Sighting) -> Selecting:
    """Raises NotPossible. Returns what shows the choice, where that is not what is called so."""
    option = _text(intent)
    query = wanted(intent)
    assert query is not None
    sight = eye.find(query, patience_s=10.0)
    if isinstance(sight.found, Missed):
        raise NotPossible(f"There is no list “{query.text}” to choose “{option}” from.")
    found = sight.found
    chooser = chooser_of(found.element, eye.parse(sight.look)) if found.element.role in _SAYS else None
    if chooser is not None:
        found = aimed_at(chooser, query.text, sight.look)
    yield from _choose_in(found, option, query, sight.look, eye)
    return chooser


def _choose_in(found: Target, option: str, query: Query, before: Look, eye: Sighting) -> Singles:
    box = found.element
    if box.role is Role.LIST:
        yield Single(act=Click(place=Query(text=option, exact=True)))  # on the way to it the list is scrolled
        return
    if plain(box.value) == plain(option) and box.role is Role.DROPDOWN:
        return
    if box.role is Role.DROPDOWN and box.options and not any(reads_as(option, offered) for offered in box.options):
        offered = ", ".join(f"“{one}”" for one in box.options[:_MOST_TOLD])
        raise NotPossible(f"“{query.text}” offers {offered}, not “{option}”.")
    if box.role in (Role.TEXT_FIELD, Role.TEXT_AREA) and State.EXPANDED not in box.state:
        # Words cannot tell a list from a plain field ("Country: Spain"); typing without Enter harms neither.
        yield Single(act=TypeText(value=Literal(text=option), place=query), target=found)
        if _chosen(option, box, eye):
            return
        if not (box.handle or eye.reaches_popups):
            if _appeared(option, before, eye) is not None:
                yield Single(act=PressKeys(keys=("enter",)))  # takes it from a list of the browser's own
                if not _chosen(option, box, eye):
                    yield from _click_option(option, before, eye)
            return
    if State.NATIVE_LIST in box.state:
        yield Single(act=TypeText(value=Literal(text=option), place=query), target=found)
        return
    if box.role in (Role.RADIO, Role.TAB, Role.OPTION, Role.LIST_ITEM) and reads_as(option, box.text):
        yield Single(act=Click(place=query), target=found)
        return
    yield Single(act=Click(place=query), target=found)
    if eye.reaches_popups or box.handle:
        yield from _click_option(option, before, eye)
        if not _chosen(option, box, eye):
            if isinstance(eye.find(query, patience_s=0.5).found, Missed):
                raise NotPossible(f"The list “{query.text}” went away when it was opened.")
            yield from _type_ahead(option)
        return
    # Whether the list is the page's or the browser's own cannot be seen, and a click on the latter would fall through
    # to what lies beneath: by keyboard first. Enter where no list is up would open it, or hand in the form.
    yield Single(act=TypeText(value=Literal(text=option), filling=Filling.HERE))
    if _is_open(box, before, eye):
        yield Single(act=PressKeys(keys=("enter",)))
    if not _chosen(option, box, eye):
        yield from _click_option(option, before, eye)


def _click_option(option: str, before: Look, eye: Sighting) -> Singles:
    choice = _appeared(option, before, eye)
    if choice is not None:
        yield Single(act=Click(place=choice.query), target=choice)
        return
    out_of_sight = eye.find(Query(text=option, exact=True, role=Role.OPTION), patience_s=0.0).found
    if isinstance(out_of_sight, Missed) and out_of_sight.beyond is not None:
        yield Single(act=Click(place=out_of_sight.query))  # on the way to it the list is scrolled


def _type_ahead(option: str) -> Singles:
    """As a person does in a list that cannot be clicked, or shows only part of itself."""
    yield Single(act=TypeText(value=Literal(text=option), filling=Filling.HERE))
    yield Single(act=PressKeys(keys=("enter",)))


def _is_open(box: Element, before: Look, eye: Sighting) -> bool:
    """Whether a list has come up below or above the control."""
    reach = box.box.grown(box.box.height)
    return any(part.top < reach.top or part.bottom > reach.bottom for part in eye.changed(before, eye.look()))


def _appeared(option: str, before: Look, eye: Sighting) -> Target | None:
    """The option among what came up since `before`."""
    for pause_s in (0.0, 0.2, 0.4, 0.8):
        eye.wait(pause_s)
        look = eye.look()
        screen = eye.parse(look)
        changed = eye.changed(before, look)
        # A list that a window manager or browser draws covers what was there, so all of it has changed.
        new = [e for e in screen.elements if any(e.box.share_inside(box) > 0.6 for box in changed)]
        # By sight, an entry in a frame may be taken for a field that holds the words.
        fits = [e for e in new if plain(_words(e)) == plain(option)] or [
            e for e in new if reads_as(option, _words(e)) and len(_words(e)) < 2 * len(option) + 6
        ]
        if fits:
            best = min(fits, key=lambda e: (e.role not in _CHOICES, e.box.area))
            return Target(
                screenshot_id=look.screenshot.id,
                query=Query(text=option, exact=True),
                element=best,
                point=best.box.clipped(look.screenshot.box).center,
                score=1.0 if plain(_words(best)) == plain(option) else 0.8,
                why="it came up with the list",
            )
    return None


def _words(element: Element) -> str:
    return element.text or ("" if element.handle else element.value)


_CHOICES = frozenset({Role.OPTION, Role.MENU_ITEM, Role.LIST_ITEM, Role.RADIO})


def _chosen(option: str, box: Element, eye: Sighting) -> bool:
    screen = eye.parse(eye.look())
    shown = [e for e in screen.elements if e.box.iou(box.box) > 0.3 or e.box.share_inside(box.box) > 0.8]
    return any(reads_as(option, f"{e.value} {e.text}") for e in shown)
