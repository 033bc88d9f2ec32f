"""What the channels of the detector's maps mean: shared by the network that draws them and the code that reads them.

The network has two parts. The *fine* one looks at the pixels themselves and sees no further than HALO pixels to each
side; its map has a cell every FINE pixels, for text and for controls up to the size of a button. The *wide* one
works on the fine one's innermost features and sees half a screen; its map has a cell every WIDE[0] pixels across and
WIDE[1] down, for what is too large to be seen whole from its middle. Sizes that both could answer for are left to both.
"""

from dataclasses import dataclass
from enum import StrEnum

from grounding.screen import Role, State

FINE = 4
WIDE = (16, 8)
STRIDE = 16
"""Tiles and frames are grown to multiples of this; also the cell of the features that the wide part starts from."""
HALO = 112
"""How far a pixel can be from a cell of the fine map that depends on it, rounded up to STRIDE."""
FEATURES = 112
FINE_FEATURES = FEATURES // (STRIDE // FINE) ** 2
"""Channels that the features take in the fine map, where each is spread over the cells that it covers."""
BOX_UNIT = 8.0
"""Pixels a unit of the box maps; WIDE_BOX_UNIT for the wide map's."""
WIDE_BOX_UNIT = 32.0

FINE_LARGEST = (160, 96)
"""Width and height up to which the fine part answers for a control."""
WIDE_SMALLEST = (96, 64)
"""Width or height from which on the wide part answers for it."""


class Group(StrEnum):
    """Kinds that share a box map: controls of two groups may have the same middle."""

    DRAWING = "drawing"
    PRESSED = "pressed"
    HOLDING = "holding"
    AREA = "area"
    BAR = "bar"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One class of the heat maps. roles: what it stands for, the first when nothing else tells them apart."""

    roles: tuple[Role, ...]
    group: Group


FINE_KINDS = (
    Kind(roles=(Role.IMAGE,), group=Group.DRAWING),
    Kind(roles=(Role.CHECKBOX,), group=Group.DRAWING),
    Kind(roles=(Role.RADIO,), group=Group.DRAWING),
    Kind(roles=(Role.SWITCH,), group=Group.PRESSED),
    Kind(roles=(Role.BUTTON, Role.ICON_BUTTON), group=Group.PRESSED),
    Kind(roles=(Role.TAB,), group=Group.PRESSED),
    Kind(roles=(Role.MENU_ITEM,), group=Group.PRESSED),
    Kind(roles=(Role.TEXT_FIELD,), group=Group.HOLDING),
    Kind(roles=(Role.DROPDOWN,), group=Group.HOLDING),
    Kind(roles=(Role.SPINNER,), group=Group.HOLDING),
    Kind(roles=(Role.CELL, Role.HEADER), group=Group.HOLDING),
    Kind(roles=(Role.LIST_ITEM, Role.OPTION, Role.TREE_ITEM, Role.ROW), group=Group.HOLDING),
    Kind(roles=(Role.SLIDER,), group=Group.PRESSED),
    Kind(roles=(Role.PROGRESS,), group=Group.PRESSED),
    Kind(roles=(Role.SCROLLBAR,), group=Group.PRESSED),
)
WIDE_KINDS = (
    Kind(roles=(Role.BUTTON,), group=Group.PRESSED),
    Kind(roles=(Role.TAB,), group=Group.PRESSED),
    Kind(roles=(Role.MENU_ITEM,), group=Group.PRESSED),
    Kind(roles=(Role.TEXT_FIELD,), group=Group.HOLDING),
    Kind(roles=(Role.DROPDOWN,), group=Group.HOLDING),
    Kind(roles=(Role.SPINNER,), group=Group.HOLDING),
    Kind(roles=(Role.CELL, Role.HEADER), group=Group.HOLDING),
    Kind(roles=(Role.LIST_ITEM, Role.OPTION, Role.TREE_ITEM), group=Group.HOLDING),
    Kind(roles=(Role.ROW,), group=Group.HOLDING),
    Kind(roles=(Role.TEXT_AREA,), group=Group.AREA),
    Kind(roles=(Role.IMAGE,), group=Group.AREA),
    Kind(roles=(Role.DIALOG,), group=Group.AREA),
    Kind(roles=(Role.WINDOW,), group=Group.AREA),
    Kind(roles=(Role.MENU,), group=Group.AREA),
    Kind(roles=(Role.TITLE_BAR,), group=Group.BAR),
    Kind(roles=(Role.TOOLBAR,), group=Group.BAR),
    Kind(roles=(Role.SLIDER,), group=Group.PRESSED),
    Kind(roles=(Role.PROGRESS,), group=Group.PRESSED),
    Kind(roles=(Role.SCROLLBAR,), group=Group.BAR),
)
FINE_GROUPS = (Group.DRAWING, Group.PRESSED, Group.HOLDING)
WIDE_GROUPS = (Group.PRESSED, Group.HOLDING, Group.AREA, Group.BAR)
STATES = (State.CHECKED, State.SELECTED, State.DISABLED, State.FOCUSED, State.EXPANDED)

# The fine map's channels, in this order. Heats, states and text are logits; boxes are distances from the middle of the
# cell to left, top, right and bottom in BOX_UNITs.
TEXT_SPINE, TEXT_LINK, TEXT_TOP, TEXT_BOTTOM = range(4)
TEXT_CHANNELS = 4
FINE_HEAT = TEXT_CHANNELS
FINE_BOX = FINE_HEAT + len(FINE_KINDS)
FINE_STATE = FINE_BOX + 4 * len(FINE_GROUPS)
FINE_CHANNELS = FINE_STATE + len(STATES)

WIDE_HEAT = 0
WIDE_BOX = len(WIDE_KINDS)
WIDE_STATE = WIDE_BOX + 4 * len(WIDE_GROUPS)
WIDE_CHANNELS = WIDE_STATE + len(STATES)
