"""What a person does in a browser becomes a flow: real pages, acted on by an independent program."""

import signal
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page

from grounding.screen import Query, Relation, Role
from planner.actions import (
    AnswerDialog,
    Back,
    Button,
    ChooseFile,
    Click,
    Drag,
    Filling,
    Hover,
    OpenAddress,
    PressKeys,
    Reference,
    Secret,
    SelectOption,
    SetChecked,
    SetDate,
    SetLevel,
    SwitchTo,
    TypeText,
)
from planner.flow.values import Flow, Input, InputKind
from planner.plan import Step
from tests.calling import call
from tests.recording.conftest import Demonstrating, Site

pytestmark = pytest.mark.chromium

SECRET = "hunter2-Planted!"
FORM = """<h1>Order</h1><form action="/kept" method="post">
<p><label>Name <input name="name"></label></p>
<p><label for="p">Password</label> <input id="p" name="p" type="password"></p>
<p><label><input type="checkbox" name="gift"> Gift wrap</label></p>
<p><label>Size <select name="size"><option>Small<option>Large</select></label></p>
<p><label>Day <input type="date" name="day"></label></p>
<p><label>Amount <input type="range" name="amount" min="0" max="10" value="2"></label></p>
<p><label>Notes <textarea name="notes">First.</textarea></label></p>
<p><label>Picture <input type="file" name="picture"></label></p>
<button>Send</button></form>"""


def actions(flow: Flow) -> list[object]:
    assert all(isinstance(node, Step) for node in flow.nodes)
    return [node.action for node in flow.nodes if isinstance(node, Step)]


def choose_file(page: Page, selector: str, file: Path) -> None:
    """As the browser's own dialog does it; Playwright's way would tell the page with events of its own making."""
    session = page.context.new_cdp_session(page)
    found = session.send("Runtime.evaluate", {"expression": f"document.querySelector('{selector}')"})
    session.send("DOM.setFileInputFiles", {"files": [str(file)], "objectId": found["result"]["objectId"]})
    session.detach()


def exact(text: str, role: Role) -> Query:
    return Query(text=text, exact=True, role=role)


def test_a_form_filled_in_by_hand_becomes_steps_with_inputs(shown: Demonstrating, site: Site, tmp_path: Path) -> None:
    picture = tmp_path / "photo.png"
    picture.write_bytes(b"\x89PNG")
    page = shown.record(site.put("", FORM))
    page.get_by_label("Name").click()
    page.keyboard.type("Anna", delay=15)
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    page.keyboard.type("a B", delay=15)
    page.get_by_label("Gift wrap").click()
    page.get_by_label("Size").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("L")
    page.get_by_label("Day").focus()
    page.keyboard.type("05032027")
    page.get_by_label("Amount").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.get_by_label("Notes").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Second.")
    with page.expect_file_chooser():
        page.get_by_label("Picture").click()
    choose_file(page, "input[type=file]", picture)
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/kept")
    flow = shown.end()
    assert actions(flow) == [
        OpenAddress(address=site.url()),
        TypeText(value=Reference(name="name"), place=exact("Name", Role.TEXT_FIELD)),
        SetChecked(place=exact("Gift wrap", Role.CHECKBOX), checked=True),
        SelectOption(option=Reference(name="size"), place=exact("Size", Role.DROPDOWN)),
        SetDate(value=Reference(name="day"), place=exact("Day", Role.TEXT_FIELD)),
        SetLevel(value=Reference(name="amount"), place=exact("Amount", Role.SLIDER)),
        TypeText(value=Reference(name="notes"), place=exact("Notes", Role.TEXT_AREA), filling=Filling.APPEND),
        ChooseFile(place=exact("Picture", Role.BUTTON), path="{{picture}}"),
        Click(place=exact("Send", Role.BUTTON)),
    ]
    assert flow.inputs == (
        Input(name="name", default="Ana B"),
        Input(name="size", default="Large"),
        Input(name="day", default="2027-05-03", kind=InputKind.DATE),
        Input(name="amount", default="4", kind=InputKind.NUMBER),
        Input(name="notes", default=" Second."),
        Input(name="picture", default=str(picture), kind=InputKind.FILE),
    )
    assert flow.needs.sites == (site.url().rstrip("/"),)
    crops = shown.file.with_name("chore.flow.yaml.crops")
    assert sorted(one.name for one in crops.iterdir()) == [f"{number:02}.png" for number in range(2, 10)]


def test_what_is_typed_into_a_password_field_is_in_no_file(
    shown: Demonstrating, site: Site, private_home: Path
) -> None:
    body = FORM.replace("</form>", """<button type="button" onclick="p.type='text'">Show</button></form>""")
    page = shown.record(site.put("", body))
    page.get_by_label("Password").click()
    page.keyboard.type(SECRET)
    page.get_by_role("button", name="Show").click()
    page.wait_for_timeout(300)
    page.get_by_label("Password").press("End")
    page.keyboard.type("2")
    page.get_by_label("Password").press("Enter")
    page.wait_for_url("**/kept")
    flow = shown.end()
    assert site.sent[0]["p"] == f"{SECRET}2"
    assert TypeText(value=Secret(name="password"), place=exact("Password", Role.TEXT_FIELD)) in actions(flow)
    assert Input(name="password", secret="password") in flow.inputs
    files = [one for one in private_home.rglob("*") if one.is_file() and "theirs" not in one.parts]
    assert shown.file in files
    assert not [one for one in files if b"hunter2" in one.read_bytes()]


def test_a_click_that_navigates_at_once_and_one_that_closes_its_own_window_are_told(
    shown: Demonstrating, site: Site
) -> None:
    site.put("pop", "<button onpointerdown='window.close()'>Shut</button>")
    page = shown.record(
        site.put(
            "",
            "<button onclick=\"window.open('/pop')\">Pop up</button><a onpointerdown=\"location='/next'\">Onwards</a>"
            "<style>a{cursor:pointer}</style>",
        )
    )
    with page.expect_popup() as popup:
        page.get_by_role("button", name="Pop up").click()
    opened = popup.value
    opened.wait_for_load_state()
    opened.wait_for_timeout(500)
    with opened.expect_event("close"):
        box = opened.get_by_role("button", name="Shut").bounding_box()
        assert box is not None
        opened.mouse.move(box["x"] + 5, box["y"] + 5)
        with suppress(Error):  # it is gone before it can answer
            opened.mouse.down()
    page.get_by_text("Onwards").click(no_wait_after=True)
    page.wait_for_url("**/next")
    assert actions(shown.end())[1:] == [
        Click(place=exact("Pop up", Role.BUTTON)),
        Click(place=exact("Shut", Role.BUTTON)),
        Click(place=exact("Onwards", Role.BUTTON)),
    ]


def test_the_same_button_in_many_rows_is_told_by_its_row(shown: Demonstrating, site: Site) -> None:
    rows = "".join(
        f"<tr><td>{name}<td>{town}<td><button onclick=\"this.closest('tr').remove()\">Delete</button>"
        for name, town in (("Ana", "Porto"), ("Bo", "Malmö"), ("Cy", "Porto"))
    )
    page = shown.record(site.put("", f"<table><tr><th>Name<th>Town<th>{rows}</table>"))
    page.locator("tr", has_text="Bo").get_by_role("button").click()
    page.wait_for_timeout(300)
    page.locator("tr", has_text="Cy").get_by_role("button").click()
    places = [action.place for action in actions(shown.end()) if isinstance(action, Click)]
    assert [(place.text, [(one.relation, one.anchor.text) for one in place.relations]) for place in places] == [
        ("Delete", [(Relation.IN_ROW_OF, "Bo")]),
        ("Delete", [(Relation.IN_ROW_OF, "Cy")]),
    ]


def test_what_the_page_does_itself_is_not_the_persons(shown: Demonstrating, site: Site) -> None:
    page = shown.record(site.put("", "<button onclick='other.click()'>One</button><button id=other>Two</button>"))
    page.get_by_role("button", name="One").click()
    page.evaluate("document.getElementById('other').dispatchEvent(new MouseEvent('click', {bubbles: true}))")
    assert actions(shown.end())[1:] == [Click(place=exact("One", Role.BUTTON))]


def test_menus_that_open_by_hovering_keys_dialogs_drags_and_the_right_button(shown: Demonstrating, site: Site) -> None:
    page = shown.record(
        site.put(
            "",
            """<style>.m ul{display:none}.m:hover ul{display:block}#b{width:90px;height:60px;background:#ddd}</style>
            <div class=m><a href="#">Products</a><ul><li><a href="#tea">Tea</a></ul></div>
            <button onclick="confirm('Sure?')">Ask</button>
            <p draggable=true ondragstart="event.dataTransfer.setData('text/plain','x')">Parcel</p>
            <div id=b aria-label=Van role=button ondragover="event.preventDefault()">Van</div>
            <button oncontextmenu="return false">Options</button>""",
        )
    )
    page.mouse.move(500, 500)
    page.wait_for_timeout(600)
    page.get_by_role("link", name="Products").hover()
    page.wait_for_timeout(200)
    page.get_by_role("link", name="Tea").click()
    page.mouse.move(500, 500)
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Ask").click()
    page.get_by_text("Parcel").drag_to(page.get_by_label("Van"))
    page.get_by_role("button", name="Options").click(button="right")
    page.keyboard.press("Control+s")
    page.keyboard.press("Escape")
    flow = actions(shown.end())[1:]
    assert flow[0] == Hover(place=exact("Products", Role.LINK))
    assert flow[1] == Click(place=exact("Tea", Role.LINK))
    assert flow[2:4] == [Click(place=exact("Ask", Role.BUTTON)), AnswerDialog(accept=True)]
    assert isinstance(flow[4], Drag)
    assert (flow[4].start.text, flow[4].end.text) == ("Parcel", "Van")
    assert flow[5] == Click(place=exact("Options", Role.BUTTON), button=Button.RIGHT)
    assert flow[6] == PressKeys(keys=("ctrl", "s"))


def test_addresses_tabs_and_going_back(shown: Demonstrating, site: Site) -> None:
    page = shown.record(site.put("", "<h1>Home</h1>"))
    other = shown.browser.contexts[0].new_page()
    other.wait_for_timeout(300)
    other.goto(site.put("second", "<a href='/wrong'>Wrong</a> <button>Right</button>"))
    other.wait_for_timeout(300)
    other.get_by_role("link", name="Wrong").click()
    other.wait_for_url("**/wrong")
    other.wait_for_timeout(300)
    other.go_back(wait_until="commit")
    other.wait_for_timeout(300)
    other.get_by_role("button", name="Right").click()
    page.goto(site.put("third", "<button>Last</button>"))
    page.wait_for_timeout(300)
    page.get_by_role("button", name="Last").click()
    flow = actions(shown.end())
    assert flow[0] == PressKeys(keys=("ctrl", "t"))
    assert OpenAddress(address=site.url("second")) in flow
    assert Back() not in flow
    assert Click(place=exact("Right", Role.BUTTON)) in flow
    assert flow[-3:] == [
        SwitchTo(name="Home"),
        OpenAddress(address=site.url("third")),
        Click(place=exact("Last", Role.BUTTON)),
    ]


def test_a_recording_replays_with_another_value(shown: Demonstrating, site: Site) -> None:
    page = shown.record(site.put("", FORM.replace("Send", "Save")))
    page.get_by_label("Name").click()
    page.keyboard.type("Ana")
    page.get_by_label("Gift wrap").click()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/kept")
    shown.end()
    replayed = shown.replay("--set", "name=Bo Ek")
    assert replayed.result["outcome"] == "done", replayed.lines
    assert [one["name"] for one in site.sent] == ["Ana", "Bo Ek"]
    assert all(one["gift"] == "on" for one in site.sent)


def test_an_existing_flow_is_not_written_over(shown: Demonstrating) -> None:
    shown.file.write_text("mine", encoding="utf-8")
    answer = call("record", str(shown.file), "--cdp", shown.address)
    assert (answer.code, shown.file.read_text(encoding="utf-8")) == (2, "mine")
    assert answer.says_one_sentence()


def test_nothing_done_writes_nothing(shown: Demonstrating, site: Site) -> None:
    shown.record(site.put("", FORM))
    assert shown.end_told()["steps"] == 0
    assert list(shown.folder.iterdir()) == []


def test_a_second_demonstration_makes_what_differs_an_input(shown: Demonstrating, site: Site) -> None:
    rows = "".join(
        f"<tr><td>{name}<td><button onclick=\"fetch('/kept?gone={name}')\">Archive</button>"
        for name in ("Ana", "Bo", "Cy")
    )
    url = site.put("", f"<table>{rows}</table>")
    page = shown.record(url)
    page.locator("tr", has_text="Ana").get_by_role("button").click()
    shown.end()
    shown.file.write_text("# Mine.\n" + shown.file.read_text(encoding="utf-8"), encoding="utf-8")
    page = shown.record(url, "--again")
    page.locator("tr", has_text="Bo").get_by_role("button").click()
    shown.end_told()
    assert shown.file.read_text(encoding="utf-8").startswith("# Mine.\n")
    assert shown.flow().inputs == (Input(name="item", default="Ana"),)
    site.sent.clear()
    assert shown.replay("--set", "item=Cy").result["outcome"] in ("done", "unverified")
    assert site.sent == [{"gone": "Cy"}]


def test_a_second_demonstration_of_another_chore_changes_nothing(shown: Demonstrating, site: Site) -> None:
    url = site.put("", "<button>One</button><a href='#x'>Two</a>")
    shown.record(url).get_by_role("button", name="One").click()
    shown.end()
    before = shown.file.read_text(encoding="utf-8")
    page = shown.record(url, "--again")
    page.get_by_role("link", name="Two").click()
    page.wait_for_timeout(300)
    assert shown.running is not None
    shown.running.send(signal.SIGTERM)
    assert shown.running.finish() == 2
    assert "Step 2 of the flow is" in "".join(shown.running.errors)
    assert shown.file.read_text(encoding="utf-8") == before
