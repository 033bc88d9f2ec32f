"""Acts reach the page as a person's would."""

# ruff: noqa: E501 - the pages stand in the tests as they are served

import pytest

from grounding.geometry import Box, Point
from grounding.screen import Element, ElementId, FoundBy, Query, Role, ScreenText, Target
from planner.actions import (
    Back,
    Button,
    Clear,
    Click,
    Copy,
    Direction,
    Drag,
    Filling,
    Hover,
    Literal,
    OpenAddress,
    OpenApp,
    OpenFile,
    Paste,
    PressKeys,
    Reference,
    Scroll,
    Secret,
    TypeText,
)
from planner.errors import ActFailed, PermitRefused
from planner.ports import Delivery

pytestmark = pytest.mark.chromium

HERE = Query(text="here")
LOG = "<p id=log>log</p><script>const say=t=>log.textContent+=' '+t</script>"


def test_a_click_is_a_real_one_and_its_arrival_is_seen(shared, site):
    shared.go(
        site.html(
            "click", LOG + '<button onclick=\'say(event.isTrusted+"/"+event.detail+"/"+event.shiftKey)\'>Go</button>'
        )
    )
    assert shared.click("Go").delivery is Delivery.SEEN
    assert shared.click("Go", modifiers=("shift",)).delivery is Delivery.SEEN
    assert shared.click("Go", count=2).delivery is Delivery.SEEN
    shared.until("log true/1/false true/1/true true/1/false true/2/false")


def test_other_buttons_arrive_too(shared, site):
    shared.go(
        site.html(
            "buttons",
            LOG
            + "<div style='width:90px;height:40px' tabindex=0 oncontextmenu='event.preventDefault();say(\"right\")' onauxclick='if(event.button==1)say(\"middle\")'>Area</div>",
        )
    )
    assert shared.click("Area", button=Button.RIGHT).delivery is Delivery.SEEN
    assert shared.click("Area", button=Button.MIDDLE).delivery is Delivery.SEEN
    shared.until("log right middle")


def test_a_click_that_something_else_catches_is_told(shared, site):
    shared.go(site.html("covered", "<button>Under</button>"))
    target = shared.target("Under")
    shared.surface._connection.call(  # the page changes behind our back, after the look
        "Runtime.evaluate",
        shared.surface._tabs.session,
        expression="document.body.insertAdjacentHTML('beforeend','<div style=\"position:fixed;inset:0\">over</div>')",
    )
    assert shared.do(Click(place=HERE), target).delivery is Delivery.MISSED


def test_a_click_that_leaves_the_page_counts_as_arrived(shared, site):
    shared.go(site.html("leaving", f"<a href='{site.url('leaf.html')}'>Leave</a>"))
    assert shared.click("Leave").delivery is Delivery.SEEN
    shared.until("Leaf")


def test_hover_opens_what_opens_under_the_pointer(shared, site):
    shared.go(
        site.html(
            "hover",
            "<div onmouseenter=\"this.insertAdjacentHTML('beforeend','<button>Inside</button>')\" style='width:200px'>Menu</div>",
        )
    )
    assert shared.do(Hover(place=HERE), shared.target("Menu")).delivery is Delivery.SEEN
    shared.until("Inside")


def test_drag_moves_what_follows_the_mouse(shared, site):
    page = (
        "<div id=d style='position:absolute;left:20px;top:60px;z-index:2;width:60px;height:40px;background:#cde' tabindex=0>Box</div>"
        "<div id=t style='position:absolute;left:420px;top:300px;width:120px;height:120px;border:1px solid' tabindex=0>Goal</div>"
        "<script>d.onmousedown=e=>{onmousemove=m=>{d.style.left=m.clientX-30+'px';d.style.top=m.clientY-20+'px'};"
        "onmouseup=()=>{onmousemove=null;d.textContent='Moved'}}</script>"
    )
    shared.go(site.html("drag", page))
    shared.do(Drag(start=HERE, end=HERE), shared.target("Box"), shared.target("Goal"))
    shared.until("Moved")
    assert abs(shared.find("Moved").box.center.x - 480) < 5


def test_drag_and_drop_of_the_browser_s_own_kind_works(shared, site):
    page = (
        "<div draggable=true ondragstart=\"event.dataTransfer.setData('text','parcel')\" style='width:90px;height:40px;background:#cde' tabindex=0>Parcel</div>"
        "<div id=t ondragover='event.preventDefault()' ondrop=\"event.preventDefault();t.textContent='got '+event.dataTransfer.getData('text')\" style='margin-top:200px;width:150px;height:90px;border:1px solid' tabindex=0>Goal</div>"
    )
    shared.go(site.html("drop", page))
    shared.do(Drag(start=HERE, end=HERE), shared.target("Parcel"), shared.target("Goal"))
    shared.until("got parcel")


def test_the_wheel_scrolls_what_is_under_it(shared, site):
    rows = "".join(f"<p>Row {number}</p>" for number in range(60))
    shared.go(site.html("wheel", f"<div style='height:200px;overflow:auto' tabindex=0 aria-label=Rows>{rows}</div>"))
    row = shared.target("Row 2")
    shared.do(Scroll(direction=Direction.DOWN, amount=10, place=HERE), row)
    shared.until("Row 30")
    shared.do(Scroll(direction=Direction.UP, amount=10, place=HERE), shared.target("Row 30"))
    shared.until("Row 1")


def test_keys_and_chords_arrive_by_any_of_their_names(shared, site):
    shared.go(
        site.html("keys", LOG + "<script>onkeydown=e=>say((e.ctrlKey?'c+':'')+(e.shiftKey?'s+':'')+e.key)</script>")
    )
    for keys in (("page up",), ("Enter",), ("ctrl", "shift", "k"), ("arrow down",), ("F2",), ("+",), ("esc",)):
        shared.do(PressKeys(keys=keys))
    shared.do(PressKeys(keys=("left",), times=2))
    shared.until("log PageUp Enter c+Control c+s+Shift c+s+K ArrowDown F2 s++ Escape ArrowLeft ArrowLeft")


def test_a_key_that_does_not_exist_is_refused(shared, site):
    with pytest.raises(ActFailed, match="no key"):
        shared.do(PressKeys(keys=("hyper",)))


@pytest.mark.parametrize(
    "text",
    [
        "Grüße, Straße!",
        "Привет, мир",
        "@#{}€\\~`|",
        "日本語と한국어",
        "naïve e\u0301te\u0301",
        "go 👍🏽👨‍👩‍👧🇩🇪 now",
        "a  b",
    ],
)
def test_text_is_typed_exactly(shared, site, text):
    shared.go(site.html("typing", "<input aria-label=Field value=old>"))
    shared.type(text, "Field", Role.TEXT_FIELD)
    assert shared.value("Field") == text


def test_every_character_comes_with_its_key_events(shared, site):
    shared.go(
        site.html(
            "events",
            LOG
            + "<input aria-label=Field><script>for(const k of ['keydown','keyup','input'])addEventListener(k,e=>say(k[3]||k),true)</script>",
        )
    )
    shared.type("aü🙂", "Field", Role.TEXT_FIELD)
    counts = next(one.text for one in shared.elements() if one.text.startswith("log"))
    assert counts.split().count("u") >= 3  # keyup and input begin with different letters at this place
    assert shared.value("Field") == "aü🙂"


def test_lines_tabs_and_where_the_text_goes(shared, site):
    shared.go(site.html("area", "<textarea aria-label=Notes rows=6>one</textarea><input aria-label=Next>"))
    shared.type("\ntwo", "Notes", filling=Filling.APPEND)
    assert shared.value("Notes") == "one\ntwo"
    shared.do(PressKeys(keys=("home",)))
    shared.type("> ", filling=Filling.HERE)
    assert shared.value("Notes") == "one\n> two"
    shared.do(Clear(place=HERE), shared.target("Notes"))
    assert shared.value("Notes") == ""


def test_a_page_that_draws_its_field_anew_on_every_key_gets_the_whole_text(shared, site):
    page = (
        "<div id=root></div><script>let v='';function draw(){root.innerHTML='<input id=q aria-label=Search>';q.value=v;q.focus();"
        "q.setSelectionRange(v.length,v.length);q.oninput=()=>{v=q.value;draw()}}draw()</script>"
    )
    shared.go(site.html("spa", page))
    shared.type("a longer text than one piece", "Search", Role.TEXT_FIELD)
    assert shared.value("Search") == "a longer text than one piece"


def test_typing_ends_when_the_focus_is_taken(shared, site):
    page = "<input id=a aria-label=Mine><input id=b aria-label=Thief><script>a.oninput=()=>{if(a.value.length>20)b.focus()}</script>"
    shared.go(site.html("thief", page))
    with pytest.raises(ActFailed, match="focus moved"):
        shared.type("x" * 80, "Mine", Role.TEXT_FIELD)
    assert len(shared.value("Thief")) <= 12


def test_a_secret_stays_out_of_a_field_that_takes_the_focus_on_being_clicked(shared, site):
    shared.go(
        site.html("trap", "<input id=a type=password aria-label=Mine onfocus='b.focus()'><input id=b aria-label=Trap>")
    )
    with pytest.raises(ActFailed):
        shared.type(Secret(name="bank"), "Mine")
    assert shared.value("Trap") == ""


def test_typing_with_nothing_focused_never_spills_a_secret(shared, site):
    shared.go(site.html("nothing", LOG + "<script>onkeydown=e=>say(e.key)</script>"))
    with pytest.raises(ActFailed):
        shared.do(TypeText(value=Secret(name="bank")))
    assert "log" in shared.names()


def test_copy_and_paste_carry_the_text(shared, site):
    shared.go(site.html("copy", "<input aria-label=From value='Grüße'><input aria-label=To><p>Some words</p>"))
    assert shared.do(Copy(place=HERE), shared.target("From")).text == "Grüße"
    shared.do(Paste(place=HERE), shared.target("To"))
    assert shared.value("To") == "Grüße"


def test_copy_is_known_without_structure_too(browser, site):
    person = browser(site.html("copy", "<input autofocus value='only pixels'>"), structure=False)
    person.surface.look()
    person.do(PressKeys(keys=("ctrl", "a")))
    assert person.do(Copy()).text == "only pixels"


def test_pixels_only_puts_a_date_into_the_order_that_the_field_shows(browser, site):
    page = "<input type=date style='position:absolute;left:50px;top:50px' onchange='document.title=value'>"
    person = browser(site.html("date", page), structure=False)
    look = person.surface.look()
    seen = Element(
        id=ElementId("v1"),
        box=Box(50, 50, 180, 72),
        role=Role.TEXT_FIELD,
        found_by=FoundBy.TEXT,
        value=ScreenText("mm/dd/yyyy"),
    )
    target = Target(screenshot_id=look.screenshot.id, query=Query(), element=seen, point=Point(90, 61), score=1.0)
    person.do(TypeText(value=Literal(text="2026-12-24"), place=HERE), target)
    assert person.surface.look().surroundings.title == "2026-12-24"


def test_back_goes_back_and_says_when_it_cannot(browser, site):
    person = browser(site.url("leaf.html"))
    person.go(site.url("form.html"))
    person.do(Back())
    assert person.surface.look().surroundings.title == "Leaf"
    person.do(Back())
    with pytest.raises(ActFailed, match="no page to go back"):
        person.do(Back())


def test_the_browsers_own_shortcuts_are_carried_out(browser, site):
    person = browser(site.url("leaf.html"))
    person.go(site.url("form.html"))
    person.do(PressKeys(keys=("alt", "left")))
    assert person.surface.look().surroundings.title == "Leaf"
    person.do(PressKeys(keys=("alt", "right")))
    assert person.surface.look().surroundings.title != "Leaf"
    person.do(PressKeys(keys=("f5",)))
    assert len(person.surface.look().surroundings.windows) == 1
    person.do(PressKeys(keys=("ctrl", "t")))
    assert len(person.surface.look().surroundings.windows) == 2
    assert person.surface.look().surroundings.address == "about:blank"
    person.do(PressKeys(keys=("ctrl", "w")))
    assert person.surface.look().surroundings.address == site.url("form.html")
    with pytest.raises(ActFailed, match="last tab"):
        person.do(PressKeys(keys=("ctrl", "w")))


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "chrome://settings", "http://ok.com@127.0.0.1/", "http:\\\\x", "view-source:http://a.b/", "about:settings",
     "file://elsewhere/etc/passwd", "", "data\n:x", "JaVaScRiPt:1", " \x01javascript:1", "http://"],
)  # fmt: skip
def test_addresses_that_hide_or_run_something_are_refused(shared, address):
    with pytest.raises(ActFailed):
        shared.do(OpenAddress(address=address))


def test_an_address_that_answers_nothing_is_told(shared, site):
    with pytest.raises(ActFailed, match="could not be opened"):
        shared.do(OpenAddress(address="http://127.0.0.1:9/"))


def test_files_that_a_browser_shows_are_opened(shared, tmp_path):
    page = tmp_path / "näme.html"
    page.write_text("<title>From disk</title><p>Here", encoding="utf-8")
    shared.do(OpenFile(path=str(page)))
    assert shared.surface.look().surroundings.title == "From disk"
    (tmp_path / "a.zip").write_bytes(b"x")
    with pytest.raises(ActFailed, match="cannot show"):
        shared.do(OpenFile(path=str(tmp_path / "a.zip")))
    with pytest.raises(ActFailed, match="no file"):
        shared.do(OpenFile(path=str(tmp_path / "none.html")))


def test_what_a_browser_cannot_do_is_said(shared):
    with pytest.raises(ActFailed, match="no applications"):
        shared.do(OpenApp(name="calculator"))
    with pytest.raises(ActFailed, match="not filled in"):
        shared.do(TypeText(value=Reference(name="total")))


def test_a_permit_opens_one_act_once(shared, site):
    shared.go(site.html("once", "<button>Go</button>"))
    permit = shared.permit(PressKeys(keys=("escape",)))
    shared.surface.perform(permit)
    with pytest.raises(PermitRefused):
        shared.surface.perform(permit)


def test_pixels_only_clicks_and_types_without_asking_the_page(browser, site):
    person = browser(
        site.html(
            "pixels", "<input style='position:absolute;left:50px;top:50px' value=old oninput='document.title=value'>"
        ),
        structure=False,
    )
    look = person.surface.look()
    seen = Element(id=ElementId("v1"), box=Box(50, 50, 200, 70), role=Role.TEXT_FIELD, found_by=FoundBy.VISION)
    target = Target(screenshot_id=look.screenshot.id, query=Query(), element=seen, point=Point(100, 60), score=1.0)
    performed = person.do(TypeText(value=Literal(text="new"), place=HERE), target)
    assert performed.delivery is Delivery.UNKNOWN
    assert person.surface.look().surroundings.title == "new"
