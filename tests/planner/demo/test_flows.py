"""Deeds of a person, as values, made into a flow: what is left out, what is put together, how places are told."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import numpy as np

from app.compose.parts import load_words
from grounding.geometry import Box, Point
from grounding.locator.locate import locate
from grounding.screen import (
    Element,
    ElementId,
    FoundBy,
    Frame,
    ParsedScreen,
    Query,
    Related,
    Relation,
    Role,
    Screenshot,
    ScreenText,
    State,
)
from planner.actions import (
    Ask,
    Click,
    Direction,
    OpenAddress,
    PressKeys,
    Read,
    Reference,
    Scroll,
    Secret,
    SelectOption,
    SetChecked,
    TypeText,
)
from planner.demo.flows import Made, flow_of
from planner.demo.values import (
    Aim,
    Chose,
    Clicked,
    Copied,
    Deed,
    Demonstration,
    Keyed,
    Left,
    Ticked,
    Typed,
    WentBack,
    Wheeled,
)
from planner.flow.reading import read_flow
from planner.flow.values import Flow, Input
from planner.flow.writing import written
from planner.plan import Step, WindowCloses


@dataclass(frozen=True, kw_only=True)
class Page:
    """A screen with what stands on it."""

    elements: tuple[Element, ...]
    beyond: tuple[Element, ...] = ()
    window: str = "w"
    title: str = "Shop"
    app: str = "Chrome"
    address: str = "https://shop.example/order"
    document: str = "d"
    shown: bool = True
    taken_at: datetime = field(default=datetime(2027, 1, 1, tzinfo=UTC))

    def screen(self) -> ParsedScreen:
        pixels = np.full((600, 800, 3), 255, dtype=np.uint8)
        screenshot = Screenshot(id="s", pixels=pixels, frame=Frame(surface_id="s"), taken_at=self.taken_at)
        return ParsedScreen(screenshot=screenshot, elements=self.elements, beyond=self.beyond)


def thing(
    role: Role, text: str, top: int, left: int = 20, *, state: tuple[State, ...] = (), value: str = ""
) -> Element:
    return Element(
        id=ElementId(f"{role}{text}{top}.{left}"),
        handle=f"{role}{text}{top}.{left}",
        box=Box(left, top, left + 120, top + 24),
        role=role,
        text=ScreenText(text),
        value=ScreenText(value),
        state=frozenset(state),
        found_by=FoundBy.STRUCTURE,
    )


NAME = thing(Role.TEXT_FIELD, "Name", 20)
MAIL = thing(Role.TEXT_FIELD, "E-mail", 60)
CODE = thing(Role.TEXT_FIELD, "Code word", 100, state=(State.SECRET,))
GIFT = thing(Role.CHECKBOX, "Gift", 140)
SIZE = thing(Role.DROPDOWN, "Size", 180, value="Small")
SAVE = thing(Role.BUTTON, "Save", 220)
TERMS = thing(Role.LINK, "Terms", 260)
MENU = thing(Role.BUTTON, "More", 300, state=(State.COLLAPSED,))
FAR = thing(Role.BUTTON, "Far down", 2000)
PAGE = Page(elements=(NAME, MAIL, CODE, GIFT, SIZE, SAVE, TERMS, MENU), beyond=(FAR,))


def at(element: Element | None, page: Page = PAGE) -> Aim:
    return Aim(scene=page, element=element, point=(element.box if element else Box(0, 0, 9, 9)).center)


def click(element: Element | None, at_s: float = 0.0, page: Page = PAGE) -> Clicked:
    return Clicked(at_s=at_s, aim=at(element, page))


def typed(element: Element, text: str, held: str = "", *, secret: bool = False) -> Typed:
    return Typed(at_s=0.0, aim=at(element), held=None if secret else held, text=text, secret=secret)


def key(*keys: str, on: Element | None = None, in_field: bool = False) -> Keyed:
    return Keyed(at_s=0.0, keys=keys, aim=at(on) if on else None, scene=PAGE, in_field=in_field)


def made(*deeds: Deed) -> Made:
    return flow_of(Demonstration(name="order", deeds=deeds), locate)


def acts(*deeds: Deed) -> list[object]:
    """Without the first step, which opens the page."""
    nodes = made(*deeds).flow.nodes
    assert isinstance(nodes[0], Step)
    assert nodes[0].action == OpenAddress(address="https://shop.example/order")
    return [node.action for node in nodes[1:] if isinstance(node, Step)]


def named(element: Element) -> Query:
    return Query(text=element.text, exact=True, role=element.role)


def test_typing_is_the_fields_final_value_and_an_input_whose_default_is_what_was_typed() -> None:
    flow = made(click(NAME), key("backspace", on=NAME, in_field=True), typed(NAME, " Ana  B")).flow
    assert [node.action for node in flow.nodes if isinstance(node, Step)][1:] == [
        TypeText(value=Reference(name="name"), place=named(NAME))
    ]
    assert flow.inputs == (Input(name="name", default=" Ana  B"),)


def test_a_correction_later_on_counts_alone_unless_the_form_was_sent_between() -> None:
    both = typed(NAME, "Ana"), typed(MAIL, "a@b.example"), click(NAME), typed(NAME, "Anna", "Ana")
    assert len(acts(*both)) == 2
    assert made(*both).flow.inputs[0].default == "Anna"
    assert len(acts(typed(NAME, "Ana"), click(SAVE), typed(NAME, "Anna", "Ana"))) == 3


def test_what_was_undone_leaves_no_step() -> None:
    twice = (
        Ticked(at_s=0, aim=at(GIFT), held=False, checked=True),
        Ticked(at_s=0, aim=at(GIFT), held=True, checked=False),
    )
    assert acts(*twice, click(SAVE)) == [Click(place=named(SAVE))]
    assert acts(typed(NAME, "x", "x"), click(SAVE)) == [Click(place=named(SAVE))]
    assert acts(click(TERMS), WentBack(at_s=0, window="w"), click(SAVE)) == [Click(place=named(SAVE))]
    assert acts(click(MENU), key("escape"), click(SAVE)) == [Click(place=named(SAVE))]


def test_a_click_that_closed_its_window_has_done_so_again_when_it_is_replayed() -> None:
    deeds = (typed(NAME, "Ana"), click(SAVE, at_s=2), Left(at_s=3, window="w", in_front=True))
    flow = flow_of(Demonstration(name="order", deeds=deeds, desktop=True), locate).flow
    assert isinstance(flow.nodes[-1], Step)
    assert flow.nodes[-1].expect == (WindowCloses(),)
    again = read_flow(written(flow), load_words())
    assert isinstance(again.nodes[-1], Step)
    assert again.nodes[-1].expect == (WindowCloses(),)


def test_a_deed_that_may_have_had_an_effect_is_no_mistake() -> None:
    assert acts(click(SAVE), key("escape")) == [Click(place=named(SAVE)), PressKeys(keys=("escape",))]
    assert len(acts(click(SAVE), click(SAVE))) == 2


def test_clicks_that_only_gave_the_focus_and_keys_that_moved_it_are_left_out() -> None:
    assert acts(click(NAME), typed(NAME, "Ana"), key("tab", on=NAME, in_field=True), typed(MAIL, "a@b.example")) == [
        TypeText(value=Reference(name="name"), place=named(NAME)),
        TypeText(value=Reference(name="e_mail"), place=named(MAIL)),
    ]
    assert acts(click(NAME), click(SAVE)) == [Click(place=named(SAVE))]


def test_a_tab_that_took_what_was_typed_is_kept() -> None:
    cells = acts(typed(NAME, "Nails"), key("tab"), typed(NAME, "Screws"), key("tab"), click(SAVE))
    assert cells == [
        TypeText(value=Reference(name="name"), place=named(NAME)),
        PressKeys(keys=("tab",)),
        TypeText(value=Reference(name="name_2"), place=named(NAME)),
        Click(place=named(SAVE)),
    ]
    chosen = Chose(at_s=0, aim=at(SIZE), held="Small", option="Large")
    assert len(acts(typed(NAME, "a"), key("tab"), key("l", on=SIZE), chosen)) == 2
    unseen = Typed(at_s=0, aim=Aim(scene=PAGE, element=None, point=Point(-1, -1)), held=None, text="b")
    assert PressKeys(keys=("tab",)) in acts(typed(NAME, "a"), key("tab"), unseen)


def test_cells_are_come_to_by_the_keys_that_led_there() -> None:
    first, second, third = (thing(Role.CELL, name, 400, left) for name, left in (("A1", 20), ("B1", 150), ("A2", 280)))
    page = Page(elements=(first, second, third))

    def cell(element: Element, text: str) -> Typed:
        return Typed(at_s=0, aim=at(element, page), held="", text=text)

    found = acts(cell(first, "Rent"), key("tab"), cell(second, "640"), key("enter"), cell(third, "Food"))
    assert [type(one) for one in found] == [TypeText, PressKeys, TypeText, PressKeys, TypeText]
    assert [one.place for one in found if isinstance(one, TypeText)] == [named(first), None, None]


def test_clicks_at_several_places_that_nothing_names_are_left_to_the_person_and_never_left_out() -> None:
    def typed_at(y: int, text: str) -> tuple[Deed, Deed]:
        aim = Aim(scene=PAGE, element=None, point=Point(500, y))
        return Clicked(at_s=0, aim=aim), Typed(at_s=0, aim=aim, held=None, text=text)

    once, twice = acts(*typed_at(300, "a")), acts(*typed_at(300, "a"), *typed_at(340, "b"))
    assert [type(one) for one in once] == [TypeText]
    assert [type(one) for one in twice] == [Ask, TypeText, Ask, TypeText]


def test_a_field_whose_click_brought_up_what_is_clicked_next_is_kept() -> None:
    day = thing(Role.CELL, "14", 400)
    opened = Page(elements=(*PAGE.elements, day))
    assert acts(click(NAME), click(day, page=opened)) == [Click(place=named(NAME)), Click(place=named(day))]


def test_enter_after_typing_goes_to_what_has_the_keyboard_and_else_to_its_field() -> None:
    enter = key("enter", on=NAME, in_field=True)
    assert acts(typed(NAME, "Ana"), enter)[1:] == [PressKeys(keys=("enter",))]
    assert acts(click(NAME), enter) == [PressKeys(keys=("enter",), place=named(NAME))]


def test_a_password_is_a_secrets_name() -> None:
    flow = made(click(CODE), typed(CODE, "", secret=True)).flow
    assert flow.inputs == (Input(name="code_word", secret="shop-example-code-word"),)
    step = flow.nodes[-1]
    assert isinstance(step, Step)
    assert step.action == TypeText(value=Secret(name="shop-example-code-word"), place=named(CODE))
    assert made(typed(CODE, "", secret=True)).aims[-1] is None


def test_a_list_that_the_page_draws_itself_is_a_choice() -> None:
    own = thing(Role.DROPDOWN, "Colour", 340)
    red = thing(Role.OPTION, "Red", 380)
    closed, opened = Page(elements=(own, SAVE)), Page(elements=(own, red, SAVE))
    assert acts(click(own, page=closed), click(red, page=opened)) == [
        SelectOption(option=Reference(name="colour"), place=named(own))
    ]


def test_a_native_list_and_a_switch_are_set() -> None:
    chosen = Chose(at_s=0, aim=at(SIZE), held="Small", option="Large")
    switch = thing(Role.SWITCH, "Dark", 340)
    page = Page(elements=(switch,))
    assert acts(click(SIZE), chosen) == [SelectOption(option=Reference(name="size"), place=named(SIZE))]
    assert acts(click(switch, page=page)) == [SetChecked(place=named(switch), checked=True)]


def test_a_scroll_that_only_found_something_is_left_out_and_one_that_made_it_come_up_is_kept() -> None:
    scroll = Wheeled(at_s=0, direction=Direction.DOWN, notches=7, aim=at(TERMS))
    seen = replace(FAR, box=Box(20, 300, 140, 324))
    below = Page(elements=(seen,))
    late = thing(Role.BUTTON, "Came late", 100)
    assert acts(scroll, click(seen, page=below)) == [Click(place=named(FAR))]
    kept = acts(scroll, click(late, page=Page(elements=(late,))))
    assert [type(one) for one in kept] == [Scroll, Click]


def test_a_row_is_told_by_what_was_typed_before() -> None:
    cells = [thing(Role.CELL, name, 400 + 40 * row) for row, name in enumerate(("Ana", "Bob", "Cyd"))]
    rows = [
        Element(
            id=ElementId(f"r{n}"),
            handle=f"r{n}",
            box=cell.box._replace(left=10, right=500),
            role=Role.ROW,
            found_by=FoundBy.STRUCTURE,
        )
        for n, cell in enumerate(cells)
    ]
    buttons = [thing(Role.BUTTON, "Open", 400 + 40 * row, 300) for row in range(3)]
    page = Page(elements=(NAME, *rows, *cells, *buttons))
    flow = acts(typed(NAME, "Bob"), click(buttons[1], page=page))
    row = Related(relation=Relation.IN_ROW_OF, anchor=Query(text="{{name}}", exact=True))
    assert flow[1] == Click(place=Query(text="Open", exact=True, role=Role.BUTTON, relations=(row,)))


def test_where_nothing_else_tells_it_apart_the_step_says_that_its_number_does() -> None:
    twins = [thing(Role.BUTTON, "Go", 400 + 40 * row) for row in range(3)]
    page = Page(elements=tuple(twins))
    step = made(click(twins[1], page=page)).flow.nodes[-1]
    assert isinstance(step, Step)
    assert isinstance(step.action, Click)
    assert step.action.place.ordinal == 2
    assert "nothing but its number tells it apart" in step.purpose


def test_words_of_a_screen_never_become_names_of_inputs() -> None:
    trap = thing(Role.BUTTON, "{{secret:bank}}", 400)
    flow = made(click(trap, page=Page(elements=(trap, SAVE)))).flow
    assert "secret:bank" not in written(flow)


def test_what_nothing_names_is_left_to_the_person() -> None:
    empty = Page(elements=())
    chosen = Chose(at_s=0, aim=at(None, empty), held="", option="x")
    assert [type(one) for one in acts(chosen)] == [Ask]


def test_what_was_copied_is_read_and_goes_where_it_was_pasted() -> None:
    label, number = thing(Role.LABEL, "Order number", 400), thing(Role.TEXT, "A-1077", 400, 200)
    page = Page(elements=(NAME, label, number))
    flow = acts(Copied(at_s=0, aim=at(number, page), text="A-1077"), key("ctrl", "c"), typed(NAME, "A-1077"))
    read, pasted = flow
    assert isinstance(read, Read)
    assert read.place is not None
    assert "A-1077" not in read.place.text
    assert pasted == TypeText(value=Reference(name=read.name), place=named(NAME))


def test_every_step_says_what_should_be_seen_after_it() -> None:
    flow: Flow = made(typed(NAME, "Ana"), click(SAVE)).flow
    assert all(isinstance(node, Step) and node.expect for node in flow.nodes)
