"""AT-SPI's numbers for roles and states (atspi-constants.h), and what they are called here."""

from enum import IntEnum

from grounding.screen import Role, State


class Native(IntEnum):
    """The roles that are treated in a way of their own."""

    ALERT = 2
    CHECK_BOX = 7
    COMBO_BOX = 11
    DIALOG = 16
    FILLER = 20
    FRAME = 23
    ICON = 26
    IMAGE = 27
    LABEL = 29
    LIST = 31
    LIST_ITEM = 32
    MENU = 33
    MENU_BAR = 34
    PAGE_TAB = 37
    PANEL = 39
    PASSWORD_TEXT = 40
    POPUP_MENU = 41
    PUSH_BUTTON = 43
    STATUS_BAR = 54
    TABLE = 55
    TABLE_CELL = 56
    TEXT = 61
    TOGGLE_BUTTON = 62
    TREE = 65
    TREE_TABLE = 66
    WINDOW = 69
    APPLICATION = 75
    ENTRY = 79
    LIST_BOX = 98
    MENU_BUTTON = 129


class Flag(IntEnum):
    """Bits of the state set."""

    ACTIVE = 1
    CHECKED = 4
    COLLAPSED = 5
    DEFUNCT = 6
    EDITABLE = 7
    ENABLED = 8
    EXPANDABLE = 9
    EXPANDED = 10
    FOCUSABLE = 11
    FOCUSED = 12
    MULTI_LINE = 17
    PRESSED = 20
    SELECTED = 23
    SENSITIVE = 24
    SHOWING = 25
    VISIBLE = 30
    MANAGES_DESCENDANTS = 31
    INDETERMINATE = 32
    REQUIRED = 33
    INVALID_ENTRY = 36
    CHECKABLE = 41
    HAS_POPUP = 42
    READ_ONLY = 43


ROLES: dict[int, Role] = {
    2: Role.DIALOG,
    5: Role.GROUP,
    7: Role.CHECKBOX,
    8: Role.MENU_ITEM,
    9: Role.DIALOG,
    10: Role.HEADER,
    11: Role.DROPDOWN,
    12: Role.TEXT_FIELD,
    13: Role.LIST_ITEM,
    15: Role.SLIDER,
    16: Role.DIALOG,
    19: Role.DIALOG,
    22: Role.DIALOG,
    23: Role.WINDOW,
    26: Role.LIST_ITEM,
    27: Role.IMAGE,
    28: Role.WINDOW,
    29: Role.LABEL,
    31: Role.LIST,
    32: Role.LIST_ITEM,
    33: Role.MENU,
    34: Role.MENU_BAR,
    35: Role.MENU_ITEM,
    37: Role.TAB,
    40: Role.TEXT_FIELD,
    41: Role.MENU,
    42: Role.PROGRESS,
    43: Role.BUTTON,
    44: Role.RADIO,
    45: Role.MENU_ITEM,
    47: Role.HEADER,
    48: Role.SCROLLBAR,
    51: Role.SLIDER,
    52: Role.SPINNER,
    54: Role.TEXT,
    55: Role.TABLE,
    56: Role.CELL,
    57: Role.HEADER,
    58: Role.HEADER,
    59: Role.MENU_ITEM,
    60: Role.TEXT_AREA,
    61: Role.TEXT_FIELD,
    62: Role.BUTTON,
    63: Role.TOOLBAR,
    64: Role.TEXT,
    65: Role.LIST,
    66: Role.TABLE,
    71: Role.GROUP,
    73: Role.TEXT,
    76: Role.TEXT_FIELD,
    77: Role.TEXT_FIELD,
    79: Role.TEXT_FIELD,
    81: Role.TEXT,
    82: Role.DOCUMENT,
    83: Role.HEADING,
    85: Role.GROUP,
    87: Role.GROUP,
    88: Role.LINK,
    90: Role.ROW,
    91: Role.TREE_ITEM,
    92: Role.DOCUMENT,
    93: Role.DOCUMENT,
    94: Role.DOCUMENT,
    95: Role.DOCUMENT,
    96: Role.DOCUMENT,
    98: Role.LIST,
    99: Role.GROUP,
    101: Role.GROUP,
    102: Role.GROUP,
    103: Role.PROGRESS,
    104: Role.TITLE_BAR,
    110: Role.GROUP,
    116: Role.TEXT,
    122: Role.TEXT,
    123: Role.TEXT,
    129: Role.BUTTON,
    130: Role.SWITCH,
}

# No widgets of their own: an office suite does not say of them that they take clicks, only that they are enabled; of
# the icons that a file manager draws in a folder, only that they can have the focus.
DRAWN = frozenset({Native.TABLE, Native.TABLE_CELL})
# Worth telling only when they have a name: else they are mere layout.
ONLY_NAMED = frozenset({Role.GROUP, Role.TEXT, Role.LABEL, Role.HEADING})
# Their text is drawn by parts of them, which are not elements in their own right.
TAKES_IN = frozenset(
    {Role.BUTTON, Role.TAB, Role.MENU_ITEM, Role.MENU, Role.OPTION, Role.CHECKBOX, Role.RADIO, Role.LINK, Role.SWITCH}
)
# These too are named by the text inside, but that text also counts by itself.
NAMED_BY_PARTS = (TAKES_IN - {Role.MENU}) | {Role.LIST_ITEM, Role.ROW, Role.CELL, Role.TREE_ITEM, Role.HEADER}
# Items of lists that are scrolled out of sight are worth knowing of.
SCROLLED = frozenset({Native.LIST, Native.TABLE, Native.TREE, Native.TREE_TABLE, Native.LIST_BOX})
# A window that is nothing but a plain widget says of itself that it is a filler (Qt) or a panel.
TOP_LEVEL = frozenset(
    {Native.FRAME, Native.DIALOG, Native.ALERT, Native.WINDOW, Native.FILLER, Native.PANEL, 9, 19, 22}
)


def has(states: int, flag: Flag) -> bool:
    return bool(states >> flag & 1)


def state_set(native_role: int, states: int) -> frozenset[State]:
    """
    >>> sorted(state_set(Native.CHECK_BOX, 1 << Flag.CHECKED))
    [<State.CHECKED: 'checked'>, <State.DISABLED: 'disabled'>]
    >>> state_set(Native.ICON, 1 << Flag.FOCUSABLE)
    frozenset()
    """
    found: set[State] = set()
    if has(states, Flag.CHECKED) or (native_role == Native.TOGGLE_BUTTON and has(states, Flag.PRESSED)):
        found.add(State.CHECKED)
    if has(states, Flag.INDETERMINATE):
        found.add(State.MIXED)
    if has(states, Flag.SELECTED):
        found.add(State.SELECTED)
    drawn = (native_role in DRAWN and has(states, Flag.ENABLED)) or (
        native_role == Native.ICON and has(states, Flag.FOCUSABLE)
    )
    if not has(states, Flag.SENSITIVE) and not drawn:
        found.add(State.DISABLED)
    if has(states, Flag.FOCUSED):
        found.add(State.FOCUSED)
    if has(states, Flag.EXPANDED):
        found.add(State.EXPANDED)
    elif has(states, Flag.EXPANDABLE):
        found.add(State.COLLAPSED)
    if has(states, Flag.HAS_POPUP) or native_role == Native.MENU_BUTTON:
        found.add(State.POPUP)
    if has(states, Flag.REQUIRED):
        found.add(State.REQUIRED)
    if has(states, Flag.INVALID_ENTRY):
        found.add(State.INVALID)
    if native_role == Native.PASSWORD_TEXT:
        found.add(State.SECRET)
    return frozenset(found)


def role_of(native_role: int, states: int) -> Role | None:
    """None for what only arranges other things."""
    role = ROLES.get(native_role)
    if role is Role.TEXT_FIELD and native_role == Native.TEXT:
        if has(states, Flag.MULTI_LINE):
            return Role.TEXT_AREA
        if not has(states, Flag.EDITABLE) and not has(states, Flag.FOCUSABLE):
            return Role.TEXT
    if role is Role.CELL and has(states, Flag.EXPANDABLE):
        return Role.TREE_ITEM
    return role
