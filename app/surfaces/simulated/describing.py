"""The simulated world as accessibility would tell it: roles, names, states, contents, boxes."""

from typing import assert_never

from app.surfaces.simulated.spec import Area, Button, Checkbox, Dropdown, Field, Label
from app.surfaces.simulated.world import LiveWindow, Shown, World
from grounding.screen import NO_TEXT, Element, ElementId, FoundBy, Role, ScreenText, State


def elements_of(world: World) -> tuple[tuple[Element, ...], tuple[Element, ...]]:
    """What is on the screen, from the back to the front, and what scrolling would bring."""
    inside: list[Element] = []
    beyond: list[Element] = []
    for window in world.windows:
        if not world.is_shown(window):
            continue
        inside.append(_window(window, world))
        for shown in world.shown(window):
            element = element_of(shown, world)
            (inside if shown.visible.area else beyond).append(element)
    for option in world.options():
        chosen = world.content(option.dropdown) == option.text
        inside.append(
            Element(
                id=ElementId(f"{option.dropdown}/{option.text}"),
                box=option.box,
                role=Role.OPTION,
                text=ScreenText(option.text),
                state=frozenset({State.SELECTED}) if chosen else frozenset(),
                found_by=FoundBy.STRUCTURE,
                handle=f"{option.dropdown}/{option.text}",
            )
        )
    return tuple(inside), tuple(beyond)


def _window(window: LiveWindow, world: World) -> Element:
    return Element(
        id=ElementId(window.spec.key),
        box=world.box_of(window),
        role=Role.DIALOG if window.spec.modal else Role.WINDOW,
        text=ScreenText(window.spec.title),
        found_by=FoundBy.STRUCTURE,
        handle=window.spec.key,
        window=window.spec.key,
    )


def element_of(shown: Shown, world: World) -> Element:
    live = shown.live
    states = {State.FOCUSED} if world.focus == shown.key else set()
    if not shown.enabled:
        states.add(State.DISABLED)
    role, name, value, hint = Role.LABEL, live.says, "", ""
    options: tuple[str, ...] = ()
    match live.spec:
        case Label(heading=heading):
            role = Role.HEADING if heading else Role.LABEL
        case Button():
            role = Role.BUTTON
        case Checkbox():
            role = Role.CHECKBOX
            states |= {State.CHECKED} if live.checked else set()
        case Field(secret=secret):
            role, name, hint = Role.TEXT_FIELD, live.spec.name, live.spec.hint
            value = "" if secret else live.text.content
            states |= {State.SECRET} if secret else set()
        case Area():
            role, name, value = Role.TEXT_AREA, live.spec.name, live.text.content
        case Dropdown(native=native):
            role, name, value, options = Role.DROPDOWN, live.spec.name, live.text.content, live.spec.options
            states.add(State.EXPANDED if world.open_list == shown.key else State.COLLAPSED)
            states |= {State.NATIVE_LIST} if native else set()
        case _:
            assert_never(live.spec)
    return Element(
        id=ElementId(shown.key),
        box=shown.visible if shown.visible.area else shown.box,
        role=role,
        text=ScreenText(name),
        state=frozenset(states),
        found_by=FoundBy.STRUCTURE,
        value=ScreenText(value) if value else NO_TEXT,
        hint=ScreenText(hint),
        options=tuple(ScreenText(option) for option in options),
        handle=shown.key,
        window=shown.window.spec.key,
    )
