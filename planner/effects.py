"""From a bound act and the screen to the effect that the policy judges.

What is around the control travels as evidence (`nearby`, `form`): it can raise a verdict, never lower one.
"""

import re
from typing import assert_never

from grounding.geometry import Box
from grounding.screen import Element, ParsedScreen, Role, State, Surroundings
from planner.actions import (
    AnswerDialog,
    Back,
    Clear,
    Click,
    Copy,
    Drag,
    GiveFile,
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
    SwitchTo,
    Template,
    TypeText,
    Value,
)
from planner.safety.effect import Effect, Trigger
from planner.safety.permit import BoundAction

_BUTTONS = frozenset({Role.BUTTON, Role.ICON_BUTTON, Role.LINK, Role.MENU_ITEM})
_FIELDS = frozenset(
    {Role.TEXT_FIELD, Role.TEXT_AREA, Role.DROPDOWN, Role.CHECKBOX, Role.RADIO, Role.SWITCH, Role.SPINNER, Role.SLIDER}
)
_SIGNS = {"close": "×", "menu": "☰", "more": "⋯", "more, upright": "⋮"}
"""Drawings of a few plain strokes: seen surely, they are as good as the sign itself."""
_SURE_SIGN = {"close": 0.9}
_SURE, _SURE_WHEN_SAID = 0.75, 0.65
_OPENS = frozenset({State.POPUP, State.COLLAPSED, State.EXPANDED})
_NEAR_PIXELS = 160
_NEARBY_LETTERS = 600


def effect_of(bound: BoundAction, screen: ParsedScreen, instruction: str, *, focused: Element | None) -> Effect:
    """What the act would do. `focused`: the control that a key press without a place goes to, when known."""
    action = bound.action
    element = bound.target.element if bound.target else None
    around = screen.surroundings
    match action:
        case Click() | Hover():
            return _of(element, screen, instruction, trigger=Trigger.CLICK, operation=_operation(bound))
        case Drag():
            end = bound.end_target.element if bound.end_target else None
            onto = f"{_name(element)} → {_name(end)}"
            return _of(element, screen, instruction, operation="drag", label=onto)
        case TypeText(value=value):
            into = element or focused
            return _of(into, screen, instruction, trigger=Trigger.TYPE, typed=_typed(value), operation="type_text")
        case Clear() | Paste() | Copy():
            return _of(element or focused, screen, instruction, trigger=Trigger.TYPE, operation=_operation(bound))
        case PressKeys(keys=keys):
            hit = element or focused
            key = "+".join(keys)
            triggered = _triggered(keys, hit, screen)
            return _of(triggered or hit, screen, instruction, trigger=Trigger.KEY, key=key, operation="press_keys")
        case Scroll() | Back():
            return _of(None, screen, instruction, operation=_operation(bound))
        case OpenApp(name=name) | SwitchTo(name=name):
            return _of(None, screen, instruction, operation=_operation(bound), label=name)
        case OpenFile(path=path) | GiveFile(path=path):
            return _of(None, screen, instruction, operation=_operation(bound), label=path)
        case OpenAddress(address=address):
            return _of(None, screen, instruction, operation="open_address", label=address)
        case AnswerDialog(accept=accept, value=value):
            return _answer(accept, value, around, screen, instruction)
        case _:
            assert_never(action)


def _of(
    element: Element | None,
    screen: ParsedScreen,
    instruction: str,
    *,
    trigger: Trigger = Trigger.CLICK,
    label: str | None = None,
    key: str = "",
    typed: str = "",
    operation: str,
) -> Effect:
    around = screen.surroundings
    return Effect(
        instruction=instruction,
        app=" ".join(part for part in (around.app, around.title) if part),
        site=around.address,
        role=element.role.value if element else "",
        label=label if label is not None else _name(element),
        icon=_sign(element, instruction),
        depicted=element.meaning.name if element is not None and element.meaning and not _name(element) else "",
        nearby=_nearby(element, screen) if element else "",
        trigger=trigger,
        key=key,
        typed=typed,
        operation=operation,
        form=_form(element, screen) if element is not None and element.role in _BUTTONS else (),
        opens=element is not None and element.role in _BUTTONS and bool(element.state & _OPENS),
        secret_field=element is not None and State.SECRET in element.state,
    )


def _sign(element: Element | None, instruction: str) -> str:
    """What a control without words surely shows, where that is a plain sign or what the person's own words call it."""
    meaning = element.meaning if element is not None and not _name(element) else None
    if meaning is None:
        return ""
    is_said = re.search(rf"\b{re.escape(meaning.name)}\b", instruction, re.IGNORECASE) is not None
    if is_said and meaning.confidence >= _SURE_WHEN_SAID:
        return meaning.name
    return _SIGNS.get(meaning.name, "") if meaning.confidence >= _SURE_SIGN.get(meaning.name, _SURE) else ""


def _operation(bound: BoundAction) -> str:
    """
    >>> from planner.actions import OpenApp
    >>> _operation(BoundAction(action=OpenApp(name="x"), surface_id="s"))
    'open_app'
    """
    name = type(bound.action).__name__
    return "".join("_" + c.lower() if c.isupper() else c for c in name).lstrip("_")


def _answer(accept: bool, value: Value | None, around: Surroundings, screen: ParsedScreen, instruction: str) -> Effect:
    kind = around.dialog.kind.value if around.dialog else "dialog"
    return Effect(
        instruction=instruction,
        app=around.app,
        site=around.address,
        role="dialog",
        label="OK" if accept else "Cancel",
        nearby=around.dialog.text if around.dialog else "",
        trigger=Trigger.CLICK,
        typed=_typed(value) if value is not None else "",
        operation=f"answer_{kind}" if accept else "dismiss_dialog",
    )


def _name(element: Element | None) -> str:
    """What stands on it, or, where that is a sign without a letter, what it is called."""
    if element is None:
        return ""
    told = any(sign.isalnum() for sign in element.text)
    return element.text if told or not element.hint else element.hint


def _typed(value: Value) -> str:
    match value:
        case Literal(text=text):
            return text
        case Secret(name=name):
            return f"{{{{secret:{name}}}}}"
        case Reference(name=name):
            return f"{{{name}}}"
        case Template(text=text):
            return text


def _triggered(keys: tuple[str, ...], hit: Element | None, screen: ParsedScreen) -> Element | None:
    """The button that Enter would press from a field: the first one after it, as forms and dialogs have it."""
    if keys[-1:] not in {("enter",), ("space",)} or hit is None or hit.role in _BUTTONS:
        return None
    if keys[-1] == "space" or hit.role is Role.TEXT_AREA:
        return None
    after = [
        e
        for e in screen.elements
        if e.role is Role.BUTTON and e.text and e.enabled and e.box.top > hit.box.top - hit.box.height
    ]
    same_window = [e for e in after if e.window == hit.window] or after
    return min(same_window, key=lambda e: (e.box.top - hit.box.top, e.box.left), default=None)


def _container(element: Element, screen: ParsedScreen) -> Box:
    """The dialog around the element, else a band around it."""
    dialogs = [e.box for e in screen.elements if e.role is Role.DIALOG and e.box.encloses(element.box)]
    return min(dialogs, key=lambda box: box.area, default=element.box.grown(_NEAR_PIXELS))


def _nearby(element: Element, screen: ParsedScreen) -> str:
    where = _container(element, screen)
    texts = [
        e.text
        for e in screen.elements
        if e.id != element.id and e.text and e.role not in _BUTTONS and e.box.share_inside(where) > 0.5
    ]
    return " · ".join(dict.fromkeys(texts))[:_NEARBY_LETTERS]


def _form(element: Element, screen: ParsedScreen) -> tuple[str, ...]:
    """What stands in the fields of the same window, as "label: value" and "[x] label"."""
    lines = []
    for other in screen.elements:
        if other.role not in _FIELDS or other.window != element.window:
            continue
        if other.role in (Role.CHECKBOX, Role.RADIO, Role.SWITCH):
            if State.CHECKED in other.state or State.SELECTED in other.state:
                lines.append(f"[x] {_name(other)}")
        elif State.SECRET in other.state:
            lines.append(f"{_name(other)}: (hidden)")
        elif other.value:
            lines.append(f"{_name(other)}: {other.value[:120]}")
    return tuple(lines[:40])
