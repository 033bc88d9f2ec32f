"""Intents opened up into single acts, each with its own look, permit and record.

A generator yields one act at a time and is sent nothing back but the chance to look again: what became of the whole
intent is judged at the end by the step's own expectation.
"""

from collections.abc import Generator
from typing import assert_never

from grounding.screen import Element
from planner.actions import (
    ChooseFile,
    FillFacts,
    FillFromScreen,
    Intent,
    PickResult,
    PickSuggestion,
    Reveal,
    SaveAs,
    SelectOption,
    SetChecked,
    SetDate,
    SetLevel,
)
from planner.document_orders import (
    AddLine,
    AddToArchive,
    CloseDialog,
    CopyBeside,
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
from planner.intents.archives import add_to_archive, extract, make_archive
from planner.intents.choosing_best import choose_best
from planner.intents.choosing_meanings import choose_by_meaning
from planner.intents.choosing_things import choose_thing, choose_things, give_answer, mark_numbers, name_figure
from planner.intents.closing import close_dialog
from planner.intents.coloring import set_color
from planner.intents.consoles import remove_by_command
from planner.intents.copying import copy_beside
from planner.intents.dating import set_date
from planner.intents.documents import replace_text, set_cell
from planner.intents.expanding import Sighting, Single
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
from planner.intents.selecting import select
from planner.intents.sheet_rows import delete_row
from planner.intents.styling import mark_text, style_text
from planner.intents.suggesting import pick_suggestion
from planner.intents.tabs import show_tab
from planner.intents.ticking import set_checked
from planner.intents.timetable import plan_in_day
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
            return select(intent, eye)
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
        case CopyBeside():
            return copy_beside(intent, eye)
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
