"""Which roles a person may mean by a role word, how well each fits, and an element in plain words."""

from enum import Enum

from grounding.screen import Element, FoundBy, Role, State

FIELDS = frozenset({Role.TEXT_FIELD, Role.TEXT_AREA, Role.SPINNER, Role.DROPDOWN, Role.SLIDER})
TOGGLES = frozenset({Role.CHECKBOX, Role.RADIO, Role.SWITCH})
TEXTS = frozenset({Role.TEXT, Role.LABEL, Role.HEADING, Role.TITLE_BAR})
CONTAINERS = frozenset(
    {
        Role.WINDOW,
        Role.DIALOG,
        Role.GROUP,
        Role.DOCUMENT,
        Role.TABLE,
        Role.LIST,
        Role.MENU_BAR,
        Role.TOOLBAR,
        Role.SCROLLBAR,
    }
)
SURFACES = CONTAINERS | {Role.MENU, Role.ROW, Role.LIST_ITEM, Role.CELL, Role.TREE_ITEM, Role.OPTION}
"""What may have other controls inside."""

_PRESSED = frozenset({Role.BUTTON, Role.ICON_BUTTON, Role.LINK, Role.MENU_ITEM, Role.TAB, Role.MENU})
_CHOSEN = frozenset(
    {Role.OPTION, Role.LIST_ITEM, Role.MENU_ITEM, Role.TREE_ITEM, Role.CELL, Role.ROW, Role.RADIO, Role.TAB, Role.LINK}
)
_TYPED = frozenset({Role.TEXT_FIELD, Role.TEXT_AREA, Role.SPINNER, Role.DOCUMENT})
_TABULAR = frozenset({Role.ROW, Role.LIST_ITEM, Role.CELL, Role.TREE_ITEM})
_BOXES = frozenset({Role.WINDOW, Role.DIALOG, Role.GROUP, Role.DOCUMENT})


class Fit(float, Enum):
    """How well an element's role answers to the role word."""

    SAME = 1.0
    NEAR = 0.94
    LIKE = 0.88
    UNKNOWN = 0.86  # text that was read, whose control nobody recognised
    OTHER = 0.72


def fit(asked: Role | None, element: Element) -> Fit:
    role = element.role
    if asked is None or asked is role:
        return Fit.SAME
    pair = {asked, role}
    if pair <= {Role.BUTTON, Role.ICON_BUTTON} or pair <= {Role.TEXT_FIELD, Role.TEXT_AREA} or pair <= TOGGLES:
        return Fit.NEAR
    if pair <= {Role.MENU, Role.MENU_ITEM, Role.MENU_BAR} or pair <= {Role.WINDOW, Role.DIALOG} or pair <= _TABULAR:
        return Fit.NEAR
    if pair <= TEXTS or pair <= {Role.OPTION, Role.MENU_ITEM, Role.LIST_ITEM}:
        return Fit.NEAR
    if pair <= {Role.LIST, Role.DROPDOWN}:  # "the Product list" may drop down
        return Fit.NEAR
    if any(pair <= family for family in (_PRESSED, _CHOSEN, _TYPED, FIELDS, _BOXES)):
        return Fit.LIKE
    if pair <= {Role.IMAGE, Role.ICON_BUTTON, Role.LINK} or pair <= {Role.BUTTON, Role.CHECKBOX, Role.SWITCH}:
        return Fit.LIKE
    if pair <= {Role.DROPDOWN, Role.BUTTON, Role.ICON_BUTTON} or pair <= {Role.LIST, Role.TABLE, Role.GROUP}:
        return Fit.LIKE
    if role in TEXTS and element.found_by is FoundBy.TEXT and asked not in CONTAINERS:
        return Fit.UNKNOWN
    return Fit.OTHER


def only_when_asked(asked: Role | None, element: Element) -> bool:
    """Whether this is a container that nobody asked for."""
    if element.role not in CONTAINERS:
        return False
    return asked is None or fit(asked, element) < Fit.LIKE


_WORDS = {
    Role.ICON_BUTTON: "icon button",
    Role.TEXT_FIELD: "text field",
    Role.TEXT_AREA: "text area",
    Role.RADIO: "radio button",
    Role.DROPDOWN: "drop-down",
    Role.MENU_BAR: "menu bar",
    Role.MENU_ITEM: "menu item",
    Role.LIST_ITEM: "list item",
    Role.TREE_ITEM: "tree item",
    Role.SPINNER: "number field",
    Role.PROGRESS: "progress bar",
    Role.TITLE_BAR: "title bar",
    Role.SCROLLBAR: "scroll bar",
    Role.HEADER: "column header",
}


def role_words(role: Role) -> str:
    """
    >>> role_words(Role.TEXT_FIELD)
    'text field'
    """
    return _WORDS.get(role, role.value.replace("_", " "))


def describe(element: Element) -> str:
    """The element in plain words; a long text is shortened, a secret field's content never shown.

    >>> from grounding.geometry import Box
    >>> from grounding.screen import ElementId, ScreenText
    >>> describe(Element(id=ElementId("1"), box=Box(0, 0, 9, 9), role=Role.BUTTON, text=ScreenText("Save"),
    ...     found_by=FoundBy.TEXT))
    'the button “Save”'
    """
    noun, name = role_words(element.role), _short(element.text or element.hint)
    if name:
        return f"the {noun} “{name}”"
    if element.value and State.SECRET not in element.state:
        return f"the {noun} that holds “{_short(element.value)}”"
    return f"the {noun} without a name"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:57].rstrip()}…"
