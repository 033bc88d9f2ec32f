"""Fields of every kind hold afterwards what was asked for."""

# ruff: noqa: E501 - the pages stand in the tests as they are served

import json
from pathlib import Path

import pytest

from grounding.screen import Role, State
from planner.errors import ActFailed

pytestmark = pytest.mark.chromium


@pytest.fixture
def form(shared, site):
    shared.go(site.url("form.html"))
    return shared


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("Delivery", "2026-12-24", "2026-12-24"),
        ("Delivery", "3 February 2027", "2027-02-03"),
        ("Time", "14:05", "14:05"),
        ("Time", "9:30 am", "09:30"),
        ("Meeting", "2026-02-03T00:07", "2026-02-03T00:07"),
        ("Month", "2026-11", "2026-11"),
        ("Week", "2026-W07", "2026-W07"),
    ],
)
def test_date_fields_take_a_date(form, name, text, value):
    form.type(text, name, Role.TEXT_FIELD)
    assert form.value(name, Role.TEXT_FIELD) == value


def test_a_date_field_that_orders_its_parts_unlike_the_page_s_language_is_read_back_and_corrected(
    browser, site, tmp_path: Path
):
    preferences = tmp_path / "profile" / "Default" / "Preferences"
    preferences.parent.mkdir(parents=True)
    preferences.write_text(json.dumps({"intl": {"selected_languages": "de-DE,de", "accept_languages": "de-DE,de"}}))
    person = browser(site.url("form.html"), profile=tmp_path / "profile")
    performed = person.type("2026-12-24", "Delivery", Role.TEXT_FIELD)
    assert person.value("Delivery", Role.TEXT_FIELD) == "2026-12-24"
    assert "read" in performed.note  # German says day first, this browser's own field month first


def test_a_date_field_with_a_date_takes_another(form):
    form.type("2026-12-24", "Delivery", Role.TEXT_FIELD)
    form.type("2025-01-02", "Delivery", Role.TEXT_FIELD)
    assert form.value("Delivery", Role.TEXT_FIELD) == "2025-01-02"


def test_a_date_with_limits_is_typed_as_well(shared, site):
    shared.go(site.html("limits", "<input type=date aria-label=Day min=2026-01-01 max=2026-12-31>"))
    shared.type("2026-10-09", "Day")
    assert shared.value("Day") == "2026-10-09"


def test_what_is_no_date_is_refused_before_anything_is_typed(form):
    with pytest.raises(ActFailed, match="2026-12-24"):
        form.type("next Friday", "Delivery", Role.TEXT_FIELD)
    assert form.value("Delivery", Role.TEXT_FIELD) == ""


@pytest.mark.parametrize("option", ["Germany", "German Islands", "Austria", "Japan", "germany", "Ital"])
def test_a_drop_down_takes_an_option_in_one_change(form, option):
    form.type(option, "Country", Role.DROPDOWN)
    assert form.value("Country", Role.DROPDOWN).casefold().startswith(option.casefold())
    assert form.names().count("change") == 1


def test_an_option_that_is_not_there_or_off_is_refused_with_the_list(form):
    with pytest.raises(ActFailed, match="Austria"):
        form.type("Narnia", "Country", Role.DROPDOWN)
    with pytest.raises(ActFailed, match="no option"):
        form.type("Atlantis", "Country", Role.DROPDOWN)
    assert form.value("Country", Role.DROPDOWN) == "Please choose"


def test_a_long_drop_down_with_common_beginnings_is_chosen_right(shared, site):
    options = "".join(f"<option>Room {number}" for number in range(1, 121))
    shared.go(site.html("rooms", f"<select aria-label=Room>{options}</select>"))
    for room in ("Room 11", "Room 1", "Room 112"):
        shared.type(room, "Room", Role.DROPDOWN)
        assert shared.value("Room", Role.DROPDOWN) == room


def test_a_list_that_shows_its_options_is_clicked(form):
    form.click("Medium", Role.OPTION)
    assert form.value("Sizes", Role.LIST) == "Medium"
    assert State.SELECTED in form.find("Medium", Role.OPTION).state


@pytest.mark.parametrize("value", ["0", "83", "100", "50"])
def test_a_slider_is_set_by_keys(form, value):
    form.type(value, "Volume", Role.SLIDER)
    assert form.value("Volume", Role.SLIDER) == value


def test_a_slider_of_the_page_s_own_making_is_set_by_keys(shared, site):
    page = (
        "<div id=s role=slider tabindex=0 aria-label=Level aria-valuemin=0 aria-valuemax=10 aria-valuenow=3 style='width:200px;height:20px;background:#ccc'></div>"
        "<script>s.onkeydown=e=>{const d={ArrowUp:1,ArrowDown:-1}[e.key]||0;s.setAttribute('aria-valuenow',+s.getAttribute('aria-valuenow')+d)}</script>"
    )
    shared.go(site.html("own", page))
    shared.type("7", "Level", Role.SLIDER)
    assert shared.value("Level", Role.SLIDER) == "7"


def test_a_slider_that_cannot_stand_there_is_told(shared, site):
    shared.go(site.html("steps", "<input type=range aria-label=Level min=0 max=10 step=5>"))
    with pytest.raises(ActFailed, match="cannot be set"):
        shared.type("7", "Level", Role.SLIDER)


@pytest.mark.parametrize(("text", "value"), [("#3366cc", "#3366cc"), ("red", "#ff0000"), ("#112233", "#112233")])
def test_a_colour_is_chosen_in_the_picker(form, text, value):
    form.type(text, "Paint", Role.TEXT_FIELD)
    assert form.value("Paint", Role.TEXT_FIELD) == value


def test_rich_text_is_replaced(form):
    form.type("Hello Wörld", "Letter", Role.TEXT_AREA)
    assert form.value("Letter", Role.TEXT_AREA) == "Hello Wörld"


def test_disabled_and_read_only_fields_are_refused_or_left_alone(form):
    with pytest.raises(ActFailed, match="disabled"):
        form.type("abc", "Locked", Role.TEXT_FIELD)
    form.type("abc", "Plate", Role.TEXT_FIELD)
    assert form.value("Plate", Role.TEXT_FIELD) == "AB 123"


def test_the_whole_form_is_sent_as_filled(form):
    form.type("Ada", "Full name", Role.TEXT_FIELD)
    form.type("ada@example.org", "Mail", Role.TEXT_FIELD)
    form.type("12", "Quantity", Role.SPINNER)
    form.type("Italy", "Country", Role.DROPDOWN)
    form.type("2026-12-24", "Delivery", Role.TEXT_FIELD)
    form.click("I accept the terms", Role.CHECKBOX)
    form.click("Cash", Role.RADIO)
    form.type("one\ntwo", "Notes", Role.TEXT_AREA)
    form.click("Send")
    sent = next(one.text for one in form.until("Sent:").structure.elements if one.text.startswith("Sent:"))
    for pair in (
        "name=Ada",
        "mail=ada@example.org",
        "qty=12",
        "country=Italy",
        "day=2026-12-24",
        "terms=on",
        "pay=cash",
    ):
        assert pair in sent
