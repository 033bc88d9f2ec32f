"""A flow over web pages as a Python script for Playwright, which runs without Deskhand.

The script asks nobody and checks less: it waits for what it acts on, as Playwright does. What only Deskhand can do (a
desktop, a secret of the keyring, a place that no role or label tells) stands in it as a sentence that stops the script.
"""

import textwrap
from collections.abc import Iterator

from grounding.screen import Query, Relation, Role
from planner.actions import (
    Action,
    Assert,
    Back,
    Button,
    ChooseFile,
    Clear,
    Click,
    Compute,
    Direction,
    Drag,
    Filling,
    Hover,
    OpenAddress,
    PressKeys,
    Read,
    Scroll,
    SelectOption,
    SetChecked,
    SetDate,
    TypeText,
    WaitFor,
)
from planner.conditions import (
    Compares,
    Comparison,
    Condition,
    FileIsThere,
    FilesIn,
    Fitting,
    IsEnabled,
    IsShown,
    IsTicked,
    Items,
    LinesOf,
    Listed,
    Tabled,
)
from planner.course import filled
from planner.flow.values import Flow
from planner.plan import ForEach, If, Node, Repeat, Step
from planner.results import HOLE
from planner.values import Literal, Reference, Secret, Template, Value

_ARIA = {
    Role.BUTTON: "button", Role.ICON_BUTTON: "button", Role.TEXT_FIELD: "textbox", Role.TEXT_AREA: "textbox",
    Role.CHECKBOX: "checkbox", Role.RADIO: "radio", Role.SWITCH: "switch", Role.DROPDOWN: "combobox",
    Role.OPTION: "option", Role.LINK: "link", Role.TAB: "tab", Role.MENU_ITEM: "menuitem", Role.LIST_ITEM: "listitem",
    Role.ROW: "row", Role.CELL: "cell", Role.HEADER: "columnheader", Role.SLIDER: "slider", Role.SPINNER: "spinbutton",
    Role.TREE_ITEM: "treeitem", Role.IMAGE: "img", Role.HEADING: "heading", Role.DIALOG: "dialog",
}  # fmt: skip
_FIELDS = frozenset({Role.TEXT_FIELD, Role.TEXT_AREA, Role.DROPDOWN, Role.SLIDER, Role.SPINNER})
_KEYS = {
    "ctrl": "Control", "meta": "Meta", "alt": "Alt", "shift": "Shift", "page_up": "PageUp", "page_down": "PageDown",
    "up": "ArrowUp", "down": "ArrowDown", "left": "ArrowLeft", "right": "ArrowRight",
}  # fmt: skip
_WHEEL = {Direction.DOWN: (0, 100), Direction.UP: (0, -100), Direction.RIGHT: (100, 0), Direction.LEFT: (-100, 0)}
_HEAD = '''\
"""{title}

Made by `deskhand flow export`; needs `pip install playwright` and a browser
(its own, or the one that the variable CHROMIUM names). Values: {usage}
"""

import os
import re
import sys
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

values = {values}
for setting in sys.argv[1:]:
    name, _, value = setting.partition("=")
    values[name] = value


def number(text):
    """The first number in a text."""
    found = re.search(r"-?\\d[\\d,]*(?:\\.\\d+)?", text)
    return float(found[0].replace(",", "")) if found else float("nan")


with sync_playwright() as playwright:
    browser = playwright.chromium.launch(
        headless="--headless" in sys.argv, executable_path=os.environ.get("CHROMIUM")
    )
    page = browser.new_page()
'''


def as_python(flow: Flow) -> str:
    """The script's text."""
    defaults = {one.name: one.default or "" for one in flow.inputs if not one.secret}
    begins_somewhere = bool(flow.needs.sites) or _opens_a_page(flow.nodes[:1])
    wanted = [] if begins_somewhere else ["address=URL"]
    usage = " ".join([*wanted, *(f"{one.name}=VALUE" for one in flow.inputs if not one.secret)]) or "none"
    head = _HEAD.format(title=(flow.name or "A flow").replace('"""', ""), usage=usage, values=repr(defaults))
    lines = [f"page.goto({flow.needs.sites[0]!r})"] if flow.needs.sites else []
    if not begins_somewhere:
        lines = ['page.goto(values.get("address") or sys.exit("Say on which page it begins: address=https://..."))']
    secrets: dict[str, Value] = {one.name: Secret(name=one.secret) for one in flow.inputs if one.secret}
    lines += list(_lines(tuple(filled(node, secrets) for node in flow.nodes)))
    body = textwrap.indent("\n".join(lines or ["pass"]), "    ")
    return f"{head}{body}\n    browser.close()\n"


def _opens_a_page(nodes: tuple[Node, ...]) -> bool:
    return any(isinstance(node, Step) and isinstance(node.action, OpenAddress) for node in nodes)


def _lines(nodes: tuple[Node, ...]) -> Iterator[str]:
    for node in nodes:
        match node:
            case Step():
                yield f"# {' '.join(node.purpose.split())}"
                yield from _action(node.action)
            case If():
                yield f"if {_condition(node.condition)}:"
                yield from _inside(node.then)
                if node.otherwise:
                    yield "else:"
                    yield from _inside(node.otherwise)
            case ForEach(items=Tabled() as table):
                yield f"for row in {_items(table)}:"
                yield "    values.update(row)"
                yield from _inside(node.body)
            case ForEach():
                yield f"for values[{node.name!r}] in {_items(node.items)}:"
                yield from _inside(node.body)
            case Repeat(until=None):
                yield f"for _ in range({node.times}):"
                yield from _inside(node.body)
            case Repeat(until=until):
                assert until is not None
                yield f"for _ in range({node.times}):"
                yield f"    if {_condition(until)}:"
                yield "        break"
                yield from _inside(node.body)
                yield "else:"
                yield f"    assert {_condition(until)}"


def _inside(nodes: tuple[Node, ...]) -> Iterator[str]:
    lines = list(_lines(nodes)) or ["pass"]
    if all(line.startswith("#") for line in lines):
        lines.append("pass")
    yield from (f"    {line}" for line in lines)


def _action(action: Action) -> Iterator[str]:
    match action:
        case Click(place=place, button=button, count=count, modifiers=modifiers):
            told = [f"button={button.value!r}"] if button is not Button.LEFT else []
            told += [f"click_count={count}"] if count > 1 else []
            told += [f"modifiers={[_KEYS.get(key, key) for key in modifiers]!r}"] if modifiers else []
            yield f"{_locator(place)}.click({', '.join(told)})"
        case Hover(place=place):
            yield f"{_locator(place)}.hover()"
        case TypeText(value=value, place=None):
            yield f"page.keyboard.type({_value(value)})"
        case TypeText(value=value, place=place, filling=Filling.REPLACE):
            assert place is not None
            yield f"{_field(place)}.fill({_value(value)})"
        case TypeText(value=value, place=place):
            assert place is not None
            yield f"{_field(place)}.press_sequentially({_value(value)})"
        case Clear(place=place) if place is not None:
            yield f"{_field(place)}.clear()"
        case PressKeys(keys=keys, times=times, place=place):
            chord = "+".join(_KEYS.get(key, key.capitalize() if len(key) > 1 else key) for key in keys)
            where = f"{_locator(place)}" if place is not None else "page.keyboard"
            yield from [f"{where}.press({chord!r})"] * times
        case Scroll(direction=direction, amount=amount):
            x, y = _WHEEL[direction]
            yield f"page.mouse.wheel({x * amount}, {y * amount})"
        case Drag(start=start, end=end):
            yield f"{_locator(start)}.drag_to({_locator(end)})"
        case OpenAddress(address=address):
            yield f"page.goto({_text(address)})"
        case Back():
            yield "page.go_back()"
        case SelectOption(option=option, place=place):
            yield f"{_field(place)}.select_option({_value(option)})"
        case SetDate(value=value, place=place):
            yield f"{_field(place)}.fill({_value(value)})"
        case SetChecked(place=place, checked=checked):
            yield f"{_field(place)}.set_checked({checked})"
        case ChooseFile(place=place, path=path):
            yield f"{_field(place)}.set_input_files({_text(path)})"
        case Read(place=place, name=name) if place is not None:
            yield f"values[{name or 'result'!r}] = {_locator(place)}.inner_text()"
        case Compute(expression=expression, name=name):
            known = HOLE.sub(r"\1", expression)
            numbers = "{name: number(text) for name, text in values.items()}"
            yield f"values[{name or 'result'!r}] = str(eval({known!r}, {{}}, {numbers}))"
        case WaitFor(place=None, seconds_s=seconds):
            yield f"page.wait_for_timeout({int(seconds * 1000)})"
        case WaitFor(place=place, gone=gone, seconds_s=seconds):
            assert place is not None
            state = "hidden" if gone else "visible"
            yield f"{_locator(place)}.wait_for(state={state!r}, timeout={int(seconds * 1000)})"
        case Assert(place=place, value=value, present=present):
            if value is not None:
                yield f"expect({_locator(place)}).to_contain_text({_value(value)})"
            else:
                yield f"expect({_locator(place)}).{'to_be_visible' if present else 'to_be_hidden'}()"
        case _:
            yield f'raise SystemExit("Only Deskhand can do this: {type(action).__name__}.")'


# --- places and values --------------------------------------------------------------------------------------------


def _locator(place: Query) -> str:
    within = "page"
    for related in place.relations:
        anchor = related.anchor
        if related.relation is Relation.IN_ROW_OF:
            within = f'{within}.get_by_role("row").filter(has_text={_text(anchor.text)})'
        elif related.relation is Relation.INSIDE and anchor.role in _ARIA:
            within = f"{within}.get_by_role({_ARIA[anchor.role]!r}, name={_text(anchor.text)})"
    if place.role in _FIELDS and place.text:
        found = f"{within}.get_by_label({_text(place.text)})"
    elif place.role in _ARIA:
        name = f", name={_text(place.text)}" if place.text else ""
        exact = ", exact=True" if place.text and place.exact else ""
        found = f"{within}.get_by_role({_ARIA[place.role]!r}{name}{exact})"
    else:
        found = f"{within}.get_by_text({_text(place.text)})"
    if place.ordinal is None:
        return f"{found}.first"
    return f"{found}.nth({place.ordinal - 1 if place.ordinal > 0 else place.ordinal})"


def _field(place: Query) -> str:
    if place.role is None and place.text and not place.relations:
        return f"page.get_by_label({_text(place.text)}).first"
    return _locator(place)


def _text(text: str) -> str:
    """A literal, or one with values put in."""
    if not HOLE.search(text):
        return repr(text)
    parts = HOLE.split(text)
    pieces = [repr(part) if number % 2 == 0 else f"values[{part.strip()!r}]" for number, part in enumerate(parts)]
    return " + ".join(piece for piece in pieces if piece != "''")


def _value(value: Value) -> str:
    match value:
        case Literal(text=text):
            return repr(text)
        case Template(text=text):
            return _text(text)
        case Reference(name=name):
            return f"values[{name or 'result'!r}]"
        case Secret(name=name):
            return f"os.environ[{'DESKHAND_SECRET_' + name.upper()!r}]"


def _condition(condition: Condition) -> str:
    match condition:
        case IsShown(place=place, present=present):
            return f"{'' if present else 'not '}{_locator(place)}.is_visible()"
        case IsTicked(place=place, ticked=ticked):
            return f"{'' if ticked else 'not '}{_field(place)}.is_checked()"
        case IsEnabled(place=place, enabled=enabled):
            return f"{_locator(place)}.{'is_enabled' if enabled else 'is_disabled'}()"
        case FileIsThere(path=path, present=present):
            return f"{'' if present else 'not '}Path({_text(path)}).expanduser().exists()"
        case Compares(subject=subject, comparison=comparison, value=value):
            said = f"{_locator(subject)}.inner_text()" if isinstance(subject, Query) else _value(subject)
            return _compared(said, comparison, _value(value))


def _compared(said: str, comparison: Comparison, other: str) -> str:
    match comparison:
        case Comparison.IS | Comparison.IS_NOT:
            return f"{said}.strip().lower() {'==' if comparison is Comparison.IS else '!='} {other}.strip().lower()"
        case Comparison.CONTAINS | Comparison.CONTAINS_NOT:
            return f"{other}.lower() {'in' if comparison is Comparison.CONTAINS else 'not in'} {said}.lower()"
        case _:
            sign = {"more": ">", "less": "<", "at_least": ">=", "at_most": "<="}[comparison]
            return f"number({said}) {sign} number({other})"


def _items(items: Items) -> str:
    match items:
        case Listed(values=values):
            return f"[{', '.join(_value(value) for value in values)}]"
        case Tabled(columns=columns, rows=rows):
            named = (zip(columns, row, strict=True) for row in rows)
            told = ("{" + ", ".join(f"{name!r}: {_value(value)}" for name, value in row) + "}" for row in named)
            return f"[{', '.join(told)}]"
        case LinesOf(value=value):
            return f"{_value(value)}.splitlines()"
        case FilesIn(folder=folder, ending=ending):
            return f"sorted(str(path) for path in Path({_text(folder)}).expanduser().glob({f'*{ending}'!r}))"
        case Fitting(place=place):
            role = _ARIA.get(place.role or Role.ROW, "row")
            said = f".filter(has_text={_text(place.text)})" if place.text else ""
            return f"page.get_by_role({role!r}){said}.all_inner_texts()"
