"""Intents opened up into single acts, each with its own look, permit and record.

A generator yields one act at a time and is sent nothing back but the chance to look again: what became of the whole
intent is judged at the end by the step's own expectation.
"""

from collections.abc import Generator
from typing import assert_never

from grounding.screen import Element, Look, Missed, Query, Role, State, Target
from planner.actions import (
    ChooseFile,
    Click,
    FillFacts,
    FillFromScreen,
    Filling,
    Intent,
    Literal,
    PickResult,
    PickSuggestion,
    PressKeys,
    Reveal,
    SaveAs,
    SelectOption,
    SetChecked,
    SetDate,
    SetLevel,
    TypeText,
)
from planner.document_orders import (
    AddLine,
    AddToArchive,
    CloseDialog,
    DeleteLine,
    DeleteRow,
    Extract,
    Finish,
    GoAlong,
    HandIn,
    MakeArchive,
    PressNamed,
    PrintToFile,
    RemoveByCommand,
    ReplaceText,
    Save,
    SetCell,
    ShowTab,
    SortLines,
)
from planner.find import wanted
from planner.intents.archives import add_to_archive, extract, make_archive
from planner.intents.choosing_best import choose_best
from planner.intents.choosing_meanings import choose_by_meaning
from planner.intents.choosing_things import choose_thing, choose_things, give_answer, mark_numbers, name_figure
from planner.intents.closing import close_dialog
from planner.intents.coloring import set_color
from planner.intents.consoles import remove_by_command
from planner.intents.dating import set_date
from planner.intents.documents import replace_text, set_cell
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.intents.facts import fill_facts, fill_from_screen
from planner.intents.finishing import finish
from planner.intents.going_along import go_along
from planner.intents.handing_in import hand_in
from planner.intents.levels import set_level
from planner.intents.moving_targets import follow_thing
from planner.intents.moving_things import click_middle, draw, move_item, move_things, sort_items, swap_items
from planner.intents.naming import press_named
from planner.intents.noughts import play_noughts
from planner.intents.numbers import choose_numbers, click_at, guess
from planner.intents.pressing import key_in, rate
from planner.intents.printing import print_to_file
from planner.intents.resizing import resize
from planner.intents.results_page import pick_result
from planner.intents.reveal import reveal
from planner.intents.rewriting import add_line, delete_line, sort_lines
from planner.intents.saving import choose_file, save, save_as
from planner.intents.sheet_rows import delete_row
from planner.intents.styling import mark_text, style_text
from planner.intents.suggesting import pick_suggestion
from planner.intents.tabs import show_tab
from planner.intents.ticking import set_checked
from planner.intents.timetable import plan_in_day
from planner.likeness import plain, reads_as
from planner.text_looks import MarkText, SetColor, StyleText
from planner.things import (
    ChooseBest,
    ChooseByMeaning,
    ChooseNumbers,
    ChooseThing,
    ChooseThings,
    ClickAt,
    ClickMiddle,
    Draw,
    FollowThing,
    GiveAnswer,
    Guess,
    KeyIn,
    MarkNumbers,
    MoveItem,
    MoveThings,
    NameFigure,
    PlanInDay,
    PlayNoughts,
    Rate,
    Resize,
    SortItems,
    SwapItems,
)


def expand(intent: Intent, eye: Sighting) -> Generator[Single, None, Element | None]:
    """The single acts, in order; raises NotPossible. Values are already resolved.

    What is returned at the end is the element that tells whether the intent was reached, if it was found on the way.
    """
    match intent:
        case SelectOption():
            return _select(intent, eye)
        case SetDate():
            return set_date(intent, eye)
        case SetLevel():
            return set_level(intent, eye)
        case SetChecked():
            return set_checked(intent, eye)
        case ChooseFile():
            return choose_file(intent, eye)
        case SaveAs():
            return save_as(intent, eye)
        case Finish():
            return finish(intent, eye)
        case PrintToFile():
            return print_to_file(intent, eye)
        case Extract():
            return extract(intent, eye)
        case AddToArchive():
            return add_to_archive(intent, eye)
        case MakeArchive():
            return make_archive(intent, eye)
        case DeleteRow():
            return delete_row(intent, eye)
        case GoAlong():
            return go_along(intent, eye)
        case HandIn():
            return hand_in(intent, eye)
        case RemoveByCommand():
            return remove_by_command(intent, eye)
        case CloseDialog():
            return close_dialog(intent, eye)
        case ShowTab():
            return show_tab(intent, eye)
        case PressNamed():
            return press_named(intent, eye)
        case Save():
            return save(intent, eye)
        case ReplaceText():
            return replace_text(intent, eye)
        case SortLines():
            return sort_lines(intent, eye)
        case AddLine():
            return add_line(intent, eye)
        case DeleteLine():
            return delete_line(intent, eye)
        case SetCell():
            return set_cell(intent, eye)
        case Reveal():
            return reveal(intent, eye)
        case FillFacts():
            return fill_facts(intent, eye)
        case FillFromScreen():
            return fill_from_screen(intent, eye)
        case PickSuggestion():
            return pick_suggestion(intent, eye)
        case PickResult():
            return pick_result(intent, eye)
        case ChooseThings():
            return choose_things(intent, eye)
        case ChooseThing():
            return choose_thing(intent, eye)
        case FollowThing():
            return follow_thing(intent, eye)
        case ChooseBest():
            return choose_best(intent, eye)
        case MoveThings():
            return move_things(intent, eye)
        case MoveItem():
            return move_item(intent, eye)
        case SortItems():
            return sort_items(intent, eye)
        case SwapItems():
            return swap_items(intent, eye)
        case ChooseByMeaning():
            return choose_by_meaning(intent, eye)
        case KeyIn():
            return key_in(intent, eye)
        case PlanInDay():
            return plan_in_day(intent, eye)
        case PlayNoughts():
            return play_noughts(intent, eye)
        case Resize():
            return resize(intent, eye)
        case Rate():
            return rate(intent, eye)
        case ChooseNumbers():
            return choose_numbers(intent, eye)
        case ClickAt():
            return click_at(intent, eye)
        case Guess():
            return guess(intent, eye)
        case ClickMiddle():
            return click_middle(intent, eye)
        case Draw():
            return draw(intent, eye)
        case MarkNumbers():
            return mark_numbers(intent, eye)
        case NameFigure():
            return name_figure(intent, eye)
        case GiveAnswer():
            return give_answer(intent, eye)
        case StyleText():
            return style_text(intent, eye)
        case MarkText():
            return mark_text(intent, eye)
        case SetColor():
            return set_color(intent, eye)
        case _:
            assert_never(intent)


def _text(intent: SelectOption) -> str:
    if not isinstance(intent.option, Literal):
        raise NotPossible("A secret can be typed into a field, not chosen.")
    return intent.option.text


_MOST_TOLD = 8


def _select(intent: SelectOption, eye: Sighting) -> Singles:
    option = _text(intent)
    query = wanted(intent)
    assert query is not None
    sight = eye.find(query, patience_s=10.0)
    if isinstance(sight.found, Missed):
        raise NotPossible(f"There is no list “{query.text}” to choose “{option}” from.")
    box = sight.found.element
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
        yield Single(act=TypeText(value=Literal(text=option), place=query), target=sight.found)
        if _chosen(option, box, eye):
            return
        if not (box.handle or eye.reaches_popups):
            if _appeared(option, sight.look, eye) is not None:
                yield Single(act=PressKeys(keys=("enter",)))  # takes it from a list of the browser's own
                if not _chosen(option, box, eye):
                    yield from _click_option(option, sight.look, eye)
            return
    if State.NATIVE_LIST in box.state:
        yield Single(act=TypeText(value=Literal(text=option), place=query), target=sight.found)
        return
    if box.role in (Role.RADIO, Role.TAB, Role.OPTION, Role.LIST_ITEM) and reads_as(option, box.text):
        yield Single(act=Click(place=query), target=sight.found)
        return
    before = sight.look
    yield Single(act=Click(place=query), target=sight.found)
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
