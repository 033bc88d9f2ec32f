"""File dialogs that a person went through, told as the file that was saved, opened or chosen."""

from dataclasses import replace

from app.compose.parts import load_words
from grounding.locator.locate import locate
from grounding.screen import Element, Role
from planner.actions import ChooseFile, Click, OpenApp, OpenFile, Reference, SaveAs, SwitchTo
from planner.demo.dialogs import with_files
from planner.demo.flows import flow_of
from planner.demo.values import Aim, Arrived, Clicked, Deed, Demonstration, Keyed, Left, Typed
from planner.flow.reading import read_flow
from planner.flow.values import Input, InputKind
from planner.flow.writing import written
from planner.plan import Step
from tests.planner.demo.test_flows import Page, thing

DOCUMENT = thing(Role.TEXT_AREA, "", 100)
FILE_MENU, SAVE_ITEM = thing(Role.MENU, "File", 0), thing(Role.MENU_ITEM, "Save As…", 40)
BROWSE = thing(Role.BUTTON, "Browse…", 300)
EDITOR = Page(elements=(DOCUMENT, FILE_MENU, SAVE_ITEM, BROWSE), window="e", title="Letter", app="Editor", address="")
NAME, SAVE, CANCEL = (
    thing(Role.TEXT_FIELD, "Name:", 20),
    thing(Role.BUTTON, "Save", 500),
    thing(Role.BUTTON, "Cancel", 540),
)
SAVING = Page(elements=(NAME, SAVE, CANCEL), window="d", title="Save As", app="Editor", address="", document="d2")
ROW, OPEN = thing(Role.CELL, "notes.txt", 200), thing(Role.BUTTON, "Open", 500)
HEADS = (thing(Role.HEADER, "Size", 60, 200), thing(Role.HEADER, "Modified", 60, 400))
OPENING = replace(SAVING, elements=(ROW, *HEADS, OPEN, CANCEL), title="Open")


def on(element: Element, page: Page) -> Aim:
    return Aim(scene=page, element=element, point=element.box.center)


def click(at_s: float, element: Element, page: Page, count: int = 1) -> Clicked:
    return Clicked(at_s=at_s, aim=on(element, page), count=count)


def key(at_s: float, page: Page, *keys: str) -> Keyed:
    return Keyed(at_s=at_s, keys=keys, aim=None, scene=page)


def typed(at_s: float, text: str) -> Typed:
    return Typed(at_s=at_s, aim=on(NAME, SAVING), held="Untitled", text=text)


def came_and_went(*inside: Deed, came_s: float = 3.0, left_s: float = 9.0, title: str = "Save As") -> list[Deed]:
    return [Arrived(at_s=came_s, window="d", title=title, opener="e"), *inside, Left(at_s=left_s, window="d")]


def known(name: str, after_s: float) -> str | None:
    return {"letter.txt": "/home/a/letter.txt", "notes.txt": "/home/a/notes.txt"}.get(name)


def acts(*deeds: Deed) -> list[object]:
    demonstration = Demonstration(name="letter", deeds=with_files(deeds, known), desktop=True)
    made = flow_of(demonstration, locate)
    assert not made.flow.nodes or read_flow(written(made.flow), load_words()).nodes == made.flow.nodes
    assert all(one.kind is InputKind.FILE for one in made.flow.inputs)
    return [one.action for one in made.flow.nodes if isinstance(one, Step)]


def test_saving_by_keys_or_by_menus_is_one_step_with_the_whole_path() -> None:
    saved = [OpenApp(name="Editor"), SaveAs(path=Reference(name="file"))]
    ends = (typed(4, "letter.txt"), key(8, SAVING, "enter"))
    assert acts(key(1, EDITOR, "ctrl", "s"), *came_and_went(*ends)) == saved
    ends = (click(3.5, NAME, SAVING), typed(4, "letter.txt"), click(8, SAVE, SAVING))
    assert acts(click(1, FILE_MENU, EDITOR), click(2, SAVE_ITEM, EDITOR), *came_and_went(*ends)) == saved
    deeds = with_files((key(1, EDITOR, "ctrl", "s"), *came_and_went(*ends)), known)
    made = flow_of(Demonstration(name="letter", deeds=deeds, desktop=True), locate)
    assert made.flow.inputs == (Input(name="file", kind=InputKind.FILE, default="/home/a/letter.txt"),)


def test_a_name_whose_folder_is_not_known_is_kept_as_the_name() -> None:
    deeds = came_and_went(typed(4, "other.txt"), key(8, SAVING, "enter"))
    found = with_files((key(1, EDITOR, "ctrl", "s"), *deeds), known)
    made = flow_of(Demonstration(name="letter", deeds=found, desktop=True), locate)
    assert [one.default for one in made.flow.inputs] == ["other.txt"]


def test_what_is_asked_about_writing_over_belongs_to_it() -> None:
    replace_it = thing(Role.BUTTON, "Replace", 100)
    asking = replace(SAVING, elements=(replace_it, CANCEL), window="q", title="Question", document="q")
    inside = (
        typed(4, "letter.txt"),
        key(5, SAVING, "enter"),
        Arrived(at_s=6, window="q", title="Question", opener="d"),
        click(7, replace_it, asking),
        Left(at_s=8, window="q"),
    )
    assert acts(key(1, EDITOR, "ctrl", "s"), *came_and_went(*inside))[1:] == [SaveAs(path=Reference(name="file"))]


def test_opening_a_file_that_was_picked_is_one_step_and_choosing_one_for_a_form_another() -> None:
    picked = came_and_went(click(4, ROW, OPENING), click(8, OPEN, OPENING), title="Open")
    assert acts(key(1, EDITOR, "ctrl", "o"), *picked) == [OpenFile(path="{{file}}", app="Editor")]
    chosen = acts(click(1, BROWSE, EDITOR), *picked)[1:]
    assert [(type(one), getattr(one, "path", "")) for one in chosen] == [(ChooseFile, "{{browse}}")]


def test_a_dialog_that_was_given_up_came_to_nothing() -> None:
    assert acts(key(1, EDITOR, "ctrl", "s"), *came_and_went(typed(4, "letter.txt"), key(8, SAVING, "escape"))) == []


def test_a_window_with_a_field_for_a_name_is_no_dialog_for_files_by_that_alone() -> None:
    form = replace(SAVING, elements=(NAME, CANCEL, thing(Role.BUTTON, "OK", 500)))
    ok = form.elements[-1]
    deeds = (click(1, BROWSE, EDITOR), *came_and_went(click(8, ok, form)))
    assert [type(one) for one in acts(*deeds)] == [OpenApp, Click, Click]


def test_an_application_that_was_there_already_is_opened_where_it_is_come_to_and_one_that_came_up_is_followed() -> None:
    sheet = replace(EDITOR, window="s", title="Sheet", app="Sheet", document="s")
    there = acts(click(1, BROWSE, EDITOR), click(30, BROWSE, sheet), click(40, BROWSE, EDITOR))
    assert [type(one) for one in there] == [OpenApp, Click, OpenApp, Click, SwitchTo, Click]
    came = Arrived(at_s=3, window="s", title="Sheet", opener="e")
    led = acts(click(1, BROWSE, EDITOR), came, click(30, BROWSE, sheet))
    assert [type(one) for one in led] == [OpenApp, Click, Click]
    by_itself = acts(click(1, BROWSE, EDITOR), replace(came, at_s=25), click(30, BROWSE, sheet))
    assert [type(one) for one in by_itself] == [OpenApp, Click, OpenApp, Click]
