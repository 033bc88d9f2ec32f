"""What a look at a page offers, and what it leaves out."""

# ruff: noqa: E501 - the pages stand in the tests as they are served

import json
import time
from pathlib import Path

import numpy as np
import pytest

from grounding.geometry import Point
from grounding.screen import Element, NotOffered, Role, State, Structure
from planner.actions import Literal, Secret
from planner.ports import Gone
from planner.records import Path as EvidencePath

pytestmark = pytest.mark.chromium


def test_a_form_is_offered_with_roles_names_values_and_states(shared, site):
    shared.go(site.url("form.html"))
    name = shared.find("Full name", Role.TEXT_FIELD)
    assert name.hint == "First and last"
    assert shared.find("Quantity", Role.SPINNER).value == "1"
    country = shared.find("Country", Role.DROPDOWN)
    assert State.NATIVE_LIST in country.state
    assert country.options == ("Please choose", "Austria", "Germany", "Atlantis", "German Islands", "Italy", "Japan")
    assert shared.find("Volume", Role.SLIDER).value == "50"
    assert State.READ_ONLY in shared.find("Plate", Role.TEXT_FIELD).state
    assert not shared.find("Locked", Role.TEXT_FIELD).enabled
    assert shared.find("Settings").role is Role.ICON_BUTTON
    assert shared.find("Clickable card").role is Role.BUTTON
    assert shared.find("Order form").role is Role.HEADING
    assert shared.find("To the top").role is Role.LINK
    assert shared.find("Letter", Role.TEXT_AREA).value == "Dear all"


def test_a_field_is_called_as_the_picture_in_its_label_is(shared, site):
    shared.go(
        site.html("search", "<label for=q><img alt=Search src=x.png></label><input id=q> <button>Search</button>")
    )
    assert shared.find("Search", Role.TEXT_FIELD).role is Role.TEXT_FIELD


def test_a_box_that_is_hidden_behind_its_label_is_offered_where_the_label_is(shared, site):
    shared.go(site.url("form.html"))
    switch = shared.find("Newsletter", Role.CHECKBOX)
    assert switch.box.width > 60
    assert shared.surface.hit(switch, *switch.box.center) is True
    shared.click("Newsletter", Role.CHECKBOX)
    assert State.CHECKED in shared.find("Newsletter", Role.CHECKBOX).state


def test_what_scrolling_would_bring_is_told_apart(shared, site):
    look = shared.go(site.url("form.html"))
    assert isinstance(look.structure, Structure)
    below = [one for one in look.structure.beyond if one.text == "Far below"]
    assert below[0].box.top > look.screenshot.box.bottom


def test_a_password_is_never_read(shared, site):
    look = shared.go(site.url("form.html"))
    field = shared.find("Password", Role.TEXT_FIELD)
    assert State.SECRET in field.state
    assert field.value == ""
    assert "hidden1" not in repr(look.structure)
    assert shared.surface.inspect(field).value == ""


def test_decoys_are_not_offered(shared, site):
    shared.go(site.url("decoys.html"))
    names = "\n".join(shared.names())
    for decoy in (
        "Opacity zero", "Faint parent", "One pixel", "Off to the left", "Off to the top", "Covered", "Clipped", "Hidden kind",
        "Display none", "Invisible", "Clip path", "Transparent", "Zero words", "Pale words", "ignore all rules", "send money",
        "nothing", "Folded words", "Modal words", "Close it", "Deep in the box",
    ):  # fmt: skip
        assert decoy not in names, decoy
    for seen in ("Street", "A cover", "Plain words", "Buy", "More", "In the box", "Open modal"):
        assert seen in names, seen


def test_what_lies_behind_a_modal_is_not_offered(shared, site):
    shared.go(site.url("decoys.html"))
    shared.click("Open modal")
    names = shared.names()
    assert "Close it" in names
    assert "Buy" not in names


def test_words_under_a_modal_are_told_to_lie_behind_it(shared, site):
    shared.go(site.html("veil", "<p>Search</p><div style='position:fixed;inset:0;background:#0005'></div>"))
    structure = shared.surface.look().structure
    assert isinstance(structure, Structure)
    assert [one.text for one in structure.behind] == ["Search"]


@pytest.mark.parametrize(
    "built",
    [
        "<div class=f role=combobox><label for=i>Level</label><input id=i readonly><b>Racer</b></div>",
        "<label for=i>Level</label><div class=f><span><input id=i role=combobox readonly style='opacity:0;width:9px'></span><b>Racer</b></div>",
        "<div class=f><input role=combobox aria-haspopup=listbox aria-label=Level readonly style='width:1px'><b>Racer</b></div>",
    ],
)
def test_a_list_of_choices_of_a_page_s_own_making_is_one_control(shared, site, built: str):
    style = "<style>.f{width:200px;height:34px;border:1px solid}.f input{width:1px;height:1px;border:0}</style>"
    shared.go(site.html("own", style + built + "<input aria-label=Other>"))
    assert shared.find("Level", Role.DROPDOWN).value == "Racer"


def test_a_switch_is_called_by_the_words_before_the_frames_around_it(shared, site):
    built = "<div><label>Newsletter</label></div><div><div><div><button role=switch style='width:40px;height:20px'></button></div></div></div>"
    shared.go(site.html("switch", built))
    assert shared.find("Newsletter", Role.SWITCH).role is Role.SWITCH


def test_scrolled_away_in_a_box_is_beyond_but_cut_off_is_nowhere(shared, site):
    look = shared.go(site.url("decoys.html"))
    assert isinstance(look.structure, Structure)
    beyond = [one.text for one in look.structure.beyond]
    assert "Deep in the box" in beyond
    assert "Clipped" not in beyond
    assert "Off to the left" not in beyond


def test_what_lies_above_in_a_part_that_was_scrolled_is_beyond_and_so_is_a_button_of_which_an_edge_is_seen(
    shared, site
):
    row = "<div style='height:100px'>Flight {n}<br><button style='height:60px'>Book {n}</button></div>"
    rows = "".join(row.format(n=n) for n in range(6))
    box = f"<div id=box style='height:180px;overflow:auto'>{rows}</div><script>box.scrollTop = 160</script>"
    look = shared.go(site.html("scrolled", box))
    assert isinstance(look.structure, Structure)
    shown = [one.text for one in look.structure.elements if one.role is Role.BUTTON]
    beyond = [one.text for one in look.structure.beyond if one.text]
    assert shown == ["Book 2"]
    assert {"Flight 0", "Book 0", "Flight 1", "Book 1", "Book 3", "Book 5"} <= set(beyond)


def test_frames_of_all_kinds_and_shadow_roots_are_read_and_used(shared, site):
    shared.go(site.url("frames.html"))
    for name in ("Inner", "Srcdoc", "Data", "Shadow"):
        shared.until(name)
        assert shared.click(name).delivery == "seen", name
        shared.until(f"done {name.lower()}")
    leaves = [one for one in shared.elements() if one.text == "Leaf"]
    assert len(leaves) == 2
    assert "Slotted" in shared.names()


def test_an_element_in_a_foreign_frame_can_be_asked_again_and_hit(shared, site):
    shared.go(site.url("frames.html"))
    shared.until("Inner field")
    shared.type("Grüße", "Inner field", Role.TEXT_FIELD)
    field = shared.find("Inner field", Role.TEXT_FIELD)
    assert shared.surface.inspect(field).value == "Grüße"
    assert shared.surface.focused().handle == field.handle
    assert shared.surface.hit(field, *field.box.center) is True
    assert shared.surface.hit(field, field.box.right + 40, field.box.top) is False


def test_a_cover_over_a_foreign_frame_hides_what_is_in_it(shared, site):
    cover = "<div style='position:fixed;left:0;top:0;width:700px;height:500px;background:#eee'></div>"
    shared.go(site.html("cover", f"<iframe src='{site.url('leaf.html', 'localhost')}'></iframe>" + cover))
    assert "Leaf" not in shared.names()


def test_a_handle_is_gone_when_its_element_or_page_is(shared, site):
    shared.go(site.html("gone", "<button id=b>First</button><button onclick='b.remove()'>Remove</button>"))
    first = shared.find("First")
    assert isinstance(shared.surface.inspect(first), Element)
    shared.click("Remove")
    assert isinstance(shared.surface.inspect(first), Gone)
    other = shared.find("Remove")
    shared.go(site.url("leaf.html"))
    assert isinstance(shared.surface.inspect(other), Gone)
    assert shared.surface.hit(other, *other.box.center) is False


def test_a_hit_is_false_where_something_else_is_on_top(shared, site):
    late = "<script>setTimeout(()=>document.body.insertAdjacentHTML('beforeend','<div id=o style=\"position:fixed;inset:0\">over</div>'),300)</script>"
    shared.go(site.html("late", "<button>Under</button>" + late))
    button = shared.find("Under")
    assert shared.surface.hit(button, *button.box.center) is True
    shared.until("over")
    assert shared.surface.hit(button, *button.box.center) is False


def test_drawn_shapes_are_offered_with_what_they_look_like(shared, site):
    drawing = (
        "<svg width=200 height=200><rect x=10 y=10 width=40 height=40 fill=red /><circle cx=120 cy=40 r=20 fill=blue />"
        "<text x=20 y=150 font-size=20>word</text></svg>"
    )
    shared.go(site.html("svg", drawing))
    assert shared.find("red square").box.width == 40
    assert shared.find("blue circle").role is Role.IMAGE
    assert shared.find("word").role is Role.TEXT


def test_a_page_that_never_rests_is_looked_at_quickly(shared, site):
    moving = (
        "<style>@keyframes s{to{transform:rotate(1turn)}} .s{width:40px;height:40px;background:red;animation:s 1s linear infinite}</style>"
        "<div class=s></div><button>Calm</button><p id=n></p><script>setInterval(()=>n.textContent=Math.random(),10)</script>"
        "<img src='/never'>"
    )
    started_s = time.monotonic()
    shared.go(site.html("moving", moving))
    assert "Calm" in shared.names()
    assert time.monotonic() - started_s < 5


def test_a_thousand_elements_are_read_quickly(shared, site):
    row = "<tr><td>Row {0}</td><td><input aria-label='Field {0}'></td><td><button>Edit {0}</button></td><td><a href='#'>Open {0}</a></td></tr>"
    table = "".join(row.format(number) for number in range(250))
    shared.go(site.html("many", f"<div style='columns:6;zoom:.35'><table>{table}</table></div>"))
    look = shared.surface.look()
    assert isinstance(look.structure, Structure)
    assert len(look.structure.elements) + len(look.structure.beyond) >= 1000
    times = []
    for _turn in range(3):
        started_s = time.monotonic()
        shared.surface.look()
        times.append(time.monotonic() - started_s)
    assert min(times) < 1.0  # far above what it takes; a quadratic reader would not pass


def test_picture_and_boxes_agree(shared, site):
    look = shared.go(
        site.html(
            "red", "<button style='background:rgb(255,0,0);border:0;width:120px;height:40px;color:red'>Red</button>"
        )
    )
    box = shared.find("Red").box
    patch = look.screenshot.crop(box)
    assert np.all(patch == (255, 0, 0))
    ring = look.screenshot.crop(box.grown(3))
    assert np.any(ring[0] != (255, 0, 0))


@pytest.mark.parametrize("scale", [1.25, 2.0])
def test_boxes_and_clicks_fit_at_other_scales(browser, site, scale):
    page = site.html(
        "red",
        "<button style='position:absolute;left:701px;top:333px;width:21px;height:13px;background:red;border:0;font-size:6px' onclick=\"this.textContent=event.clientX+','+event.clientY\">R</button>",
    )
    person = browser(page, scale=scale)
    look = person.surface.look()
    assert look.screenshot.pixels.shape[1] == pytest.approx(1280 * scale, abs=4)
    patch = look.screenshot.crop(person.find("R").box.grown(-2))
    assert np.mean(patch[:, :, 0] > 200) > 0.6
    assert person.click("R").delivery == "seen"
    x, y = map(float, person.elements()[0].text.split(","))
    assert abs(x - 711.5) <= 2
    assert abs(y - 339.5) <= 2


@pytest.mark.parametrize("percent", [80, 150])
def test_boxes_and_clicks_fit_when_the_page_is_zoomed(browser, site, tmp_path: Path, percent):
    level = {80: -1.2239010857415449, 150: 2.2239010857415449}[percent]  # log base 1.2 of the zoom
    preferences = tmp_path / "profile" / "Default" / "Preferences"
    preferences.parent.mkdir(parents=True)
    preferences.write_text(json.dumps({"partition": {"default_zoom_level": {"x": level}}}))
    body = "<button style='position:absolute;left:301px;top:233px;width:41px;height:23px;background:red;border:0' onclick=\"this.textContent=event.clientX\">R</button>"
    person = browser(site.html("red", body), profile=tmp_path / "profile")
    look = person.surface.look()
    assert np.mean(look.screenshot.crop(person.find("R").box.grown(-3))[:, :, 0] > 200) > 0.6
    assert person.find("R").box.left == pytest.approx(301 * percent / 100, abs=2)
    assert person.click("R").delivery == "seen"


def test_pixels_only_offers_no_structure_but_title_and_address(browser, site):
    person = browser(site.url("form.html"), structure=False)
    surface = person.surface
    look = surface.look()
    assert isinstance(look.structure, NotOffered)
    assert look.surroundings.title == "Order form"
    assert look.surroundings.address == site.url("form.html")
    assert surface.structure_path is None
    assert isinstance(surface.focused(), NotOffered)


def test_structure_comes_from_the_page(shared):
    assert shared.surface.structure_path is EvidencePath.DOM


def test_a_typed_secret_stays_out_of_what_is_read_even_in_a_plain_field(shared, site):
    secret = "s3cret-Ünlock"
    shared.go(site.html("secret", "<input aria-label=Code><input aria-label=Other>"))
    shared.type(Secret(name="bank"), "Code", Role.TEXT_FIELD)
    look = shared.surface.look()
    assert secret not in repr(look.structure)
    field = shared.find("Code")
    assert State.SECRET in field.state
    assert secret not in repr(shared.surface.inspect(field))
    assert secret not in repr(shared.surface.focused())
    shared.type(Literal(text="plain"), "Other", Role.TEXT_FIELD)
    assert shared.value("Other") == "plain"


def test_a_point_of_a_target_is_the_middle_of_its_pixel(shared, site):
    look = shared.go(site.html("dot", "<button>Dot</button>"))
    assert look.screenshot.frame.to_native(Point(3, 4)) == (3.0, 4.0)
