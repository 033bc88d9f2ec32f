"""What a display and a browser on it told of one demonstration, made one."""

from dataclasses import replace

from grounding.screen import Element, Role
from planner.demo.joining import joined
from planner.demo.values import (
    Aim,
    Answered,
    Arrived,
    Chose,
    Clicked,
    Deed,
    GaveFile,
    Keyed,
    Left,
    Typed,
    WentBack,
    WentTo,
)
from tests.planner.demo.test_flows import PAGE, Page, thing

BAR, BACK = thing(Role.TEXT_FIELD, "Address", 0), thing(Role.BUTTON, "Back", 0, 300)
BROWSER = Page(elements=(BAR, BACK), window="x1", title="Shop - Browser", app="Browser", address="", document="x1")
OTHER = replace(BROWSER, window="x2", title="Sheet", app="Sheet", document="x2")
LIST = replace(BROWSER, elements=(thing(Role.OPTION, "Large", 200),))
FIELD, SIZE = PAGE.elements[0], PAGE.elements[4]


def click(at_s: float, element: Element, page: Page) -> Clicked:
    return Clicked(at_s=at_s, aim=Aim(scene=page, element=element, point=element.box.center))


def typed(at_s: float, element: Element, page: Page, text: str) -> Typed:
    return Typed(at_s=at_s, aim=Aim(scene=page, element=element, point=element.box.center), held="", text=text)


def key(at_s: float, *keys: str, page: Page = BROWSER) -> Keyed:
    return Keyed(at_s=at_s, keys=keys, aim=None, scene=page)


def both(display: list[Deed], pages: list[Deed]) -> list[Deed]:
    return list(joined(display, pages, lambda at_s: "x1"))


def test_pages_stand_in_the_window_that_shows_them_and_all_is_in_one_order() -> None:
    sheet = click(2, BACK, OTHER)
    found = both([sheet], [click(1, FIELD, PAGE), typed(3, FIELD, PAGE, "Ana")])
    assert [type(one) for one in found] == [Clicked, Clicked, Typed]
    assert [one.aim.scene.window for one in found if isinstance(one, Clicked | Typed)] == ["x1", "x2", "x1"]
    assert found[1] is sheet


def test_tabs_and_questions_are_what_the_display_shows_of_them() -> None:
    told: list[Deed] = [
        Arrived(at_s=1, window="t2"),
        Left(at_s=2, window="t2"),
        Answered(at_s=3, accept=True, text=None, window="t1"),
    ]
    assert both([], told) == []


def test_an_address_stands_for_the_typing_of_it_but_not_for_the_tab_that_was_opened_for_it() -> None:
    tab, new = key(1, "ctrl", "t"), thing(Role.BUTTON, "New Tab", 0, 500)
    display: list[Deed] = [tab, click(2, BAR, BROWSER), typed(3, BAR, BROWSER, "shop.example"), key(4, "enter")]
    went = WentTo(at_s=5, address="https://shop.example", window="t1")
    assert [type(one) for one in both(display, [went])] == [Keyed, WentTo]
    display[0] = click(1, new, BROWSER)
    assert both(display, [went])[0] is display[0]
    bookmark: list[Deed] = [click(1, BACK, OTHER), click(4, BACK, BROWSER)]
    assert both(bookmark, [went])[:1] == bookmark[:1]
    assert len(both(bookmark, [went])) == 2


def test_the_way_back_stands_for_its_button() -> None:
    found = both([click(1, BACK, OTHER), click(4, BACK, BROWSER)], [WentBack(at_s=4.5, window="t1")])
    assert [type(one) for one in found] == [Clicked, WentBack]


def test_what_a_list_or_a_dialog_gave_to_a_page_is_told_by_the_page_alone() -> None:
    aim = Aim(scene=PAGE, element=SIZE, point=SIZE.box.center)
    press, option = click(1, SIZE, PAGE), click(2, LIST.elements[0], LIST)
    assert [type(one) for one in both([option], [press, Chose(at_s=2.2, aim=aim, held="Small", option="Large")])] == [
        Clicked,
        Chose,
    ]
    dialog: list[Deed] = [typed(2, BAR, OTHER, "/a/b.txt"), key(3, "enter", page=OTHER)]
    found = both([click(0.5, BACK, OTHER), *dialog], [press, GaveFile(at_s=4, aim=aim, path="/a/b.txt")])
    assert [type(one) for one in found] == [Clicked, Clicked, GaveFile]
