"""Demonstrations for the sweep: acts of a person on a page, as an independent driver gives them, with named values."""

from collections.abc import Mapping
from dataclasses import dataclass

from playwright.sync_api import Page


@dataclass(frozen=True, kw_only=True)
class Act:
    """kind: click, type (after a click into the field), over (the same over what the field holds), keys (chosen in the
    field by its letters).

    where: a CSS selector. value: the name of a value of the demonstration; "" for none.
    """

    kind: str
    where: str
    value: str = ""


@dataclass(frozen=True, kw_only=True)
class Demo:
    """site: of tests.bench.chores_sites. shown, other: what was typed in the demonstration, and in each replay.

    comes: the row that the other values must add, as `Site.rows` tells it.
    """

    site: str
    path: str
    acts: tuple[Act, ...]
    shown: Mapping[str, str]
    other: Mapping[str, str]
    comes: tuple[str, str]


DEMOS = {
    "customer": Demo(
        site="django_admin",
        path="/admin/",
        acts=(
            Act(kind="click", where="a.addlink[href$='customer/add/']"),
            Act(kind="type", where="#id_name", value="name"),
            Act(kind="type", where="#id_email", value="mail"),
            Act(kind="type", where="#id_city", value="city"),
            Act(kind="click", where="#id_active"),
            Act(kind="click", where="input[name=_save]"),
        ),
        shown={"name": "Ana Lopez", "mail": "ana@example.org", "city": "Porto"},
        other={"name": "Femi Okafor", "mail": "femi.o@example.net", "city": "Lagos"},
        comes=("customer Femi Okafor", "femi.o@example.net, Lagos, active"),
    ),
    "product": Demo(
        site="flask_admin_stock",
        path="/admin/",
        acts=(
            Act(kind="click", where="a[href='/admin/product/']"),
            Act(kind="click", where="a[href^='/admin/product/new/']"),
            Act(kind="type", where="#name", value="name"),
            Act(kind="type", where="#price", value="price"),
            Act(kind="type", where="#quantity", value="quantity"),
            Act(kind="click", where="#in_stock"),
            Act(kind="click", where="input[type=submit][value=Save]"),
        ),
        shown={"name": "Blue cups", "price": "6.5", "quantity": "12"},
        other={"name": "Oak boards", "price": "17.25", "quantity": "340"},
        comes=("product Oak boards", "17.25, 340, in stock, "),
    ),
    "member": Demo(
        site="sqlite_web_club",
        path="/",
        acts=(
            Act(kind="click", where="a[href='/member/']"),
            Act(kind="click", where="a[href='/member/insert/']"),
            Act(kind="type", where="[name=name]", value="name"),
            Act(kind="type", where="[name=town]", value="town"),
            Act(kind="type", where="[name=fee]", value="fee"),
            Act(kind="click", where="form button[type=submit]:has-text('Insert')"),
        ),
        shown={"name": "Ada Byron", "town": "London", "fee": "25"},
        other={"name": "Nils Dahl", "town": "Bergen", "fee": "40"},
        comes=("member Nils Dahl", "Bergen, 40"),
    ),
    "issue": Demo(
        site="roundup_tracker",
        path="/",
        acts=(
            Act(kind="click", where="a[href='issue?@template=item'], a[href$='issue?@template=item']"),
            Act(kind="type", where="[name=title]", value="title"),
            Act(kind="keys", where="select[name=priority]", value="priority"),
            Act(kind="type", where="textarea[name='@note']", value="note"),
            Act(kind="click", where="input[name=submit_button], input[name=submit][value^='Submit']"),
        ),
        shown={"title": "Door does not close", "priority": "bug", "note": "Since Monday."},
        other={"title": "Heating is cold", "priority": "urgent", "note": "In room 12."},
        comes=("issue Heating is cold", "urgent, unread, "),
    ),
    "moved": Demo(
        site="django_admin",
        path="/admin/",
        acts=(
            Act(kind="click", where="a[href='/admin/office/customer/']"),
            Act(kind="type", where="#searchbar", value="name"),
            Act(kind="click", where="input[type=submit][value=Search]"),
            Act(kind="click", where="#result_list tbody th a"),
            Act(kind="over", where="#id_city", value="city"),
            Act(kind="click", where="input[name=_save]"),
        ),
        shown={"name": "Lea Martin", "city": "Nice"},
        other={"name": "Kei Sato", "city": "Nara"},
        comes=("customer Kei Sato", "kei@example.org, Nara, "),
    ),
    "delivery": Demo(
        site="flask_admin_stock",
        path="/admin/",
        acts=(
            Act(kind="click", where="a[href='/admin/product/']"),
            Act(kind="click", where="tr:has-text('Olive oil') a[title='Edit Record']"),
            Act(kind="over", where="#price", value="price"),
            Act(kind="over", where="#quantity", value="quantity"),
            Act(kind="click", where="#in_stock"),
            Act(kind="click", where="input[type=submit][value=Save]"),
        ),
        shown={"price": "10.2", "quantity": "48"},
        other={"price": "11.5", "quantity": "60"},
        comes=("product Olive oil", "11.5, 60, in stock, Costa Sur"),
    ),
    "answer": Demo(
        site="roundup_tracker",
        path="/",
        acts=(
            Act(kind="click", where="a:has-text('Lamp is broken')"),
            Act(kind="keys", where="select[name=status]", value="status"),
            Act(kind="keys", where="select[name=priority]", value="priority"),
            Act(kind="type", where="textarea[name='@note']", value="note"),
            Act(kind="click", where="input[name=submit_button], input[name=submit][value^='Submit']"),
        ),
        shown={"status": "testing", "priority": "bug", "note": "Has a new bulb now."},
        other={"status": "resolved", "priority": "wish", "note": "Thrown away."},
        comes=("issue Lamp is broken", "wish, resolved, "),
    ),
}


def perform(page: Page, act: Act, values: Mapping[str, str]) -> tuple[float, float] | None:
    """By trusted mouse and keyboard events. Gives where it was clicked."""
    place = page.locator(act.where).first
    place.wait_for(state="visible", timeout=15_000)
    place.scroll_into_view_if_needed()
    if act.kind == "keys":
        place.focus()
        page.keyboard.type(values[act.value])
        return None
    box = place.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.wait_for_timeout(60)
    page.mouse.click(x, y)
    if act.kind == "over":
        page.keyboard.press("Control+A")
    if act.value:
        page.keyboard.type(values[act.value], delay=15)
    page.wait_for_timeout(120)
    return x, y
