"""What the channels of the detector's maps mean: shared by the network that draws them and the code that reads them.

The network has two parts. The *fine* one looks at the pixels themselves and sees no further than HALO pixels around;
its map has a cell every FINE pixels, for text and for controls up to the size of a button. The *wide* one works on the
fine one's innermost features and sees half a screen; its map has a cell every WIDE[0] pixels across and WIDE[1] down,
for what is too large to be seen whole from its middle. Sizes that both could answer for are left to both.
"""

from dataclasses import dataclass
from enum import StrEnum

from grounding.screen import Role, State

FINE = 4
WIDE = (16, 8)
STRIDE = 16
"""Tiles and frames are grown to multiples of this; also the cell of the features that the wide part starts from."""
HALO = (112, 96)
"""How far the cells in a square of STRIDE pixels look beyond it: to the left and up, to the right and down; in whole
squares. Convolutions with a stride lean to the left and up."""
FEATURES = 112
"""In the fine map each is spread over the cells that it covers, so that it takes a channel for every sixteen."""
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


def kind(group: Group, *roles: Role) -> Kind:
    return Kind(roles=roles, group=group)


_OF_BOTH = (
    kind(Group.PRESSED, Role.TAB),
    kind(Group.PRESSED, Role.MENU_ITEM),
    kind(Group.HOLDING, Role.TEXT_FIELD),
    kind(Group.HOLDING, Role.DROPDOWN),
    kind(Group.HOLDING, Role.SPINNER),
    kind(Group.HOLDING, Role.CELL, Role.HEADER),
)
_TRACKS = (kind(Group.PRESSED, Role.SLIDER), kind(Group.PRESSED, Role.PROGRESS))
FINE_KINDS = (
    kind(Group.DRAWING, Role.IMAGE),
    kind(Group.DRAWING, Role.CHECKBOX),
    kind(Group.DRAWING, Role.RADIO),
    kind(Group.PRESSED, Role.SWITCH),
    kind(Group.PRESSED, Role.BUTTON, Role.ICON_BUTTON),
    *_OF_BOTH,
    kind(Group.HOLDING, Role.LIST_ITEM, Role.OPTION, Role.TREE_ITEM, Role.ROW),
    *_TRACKS,
    kind(Group.PRESSED, Role.SCROLLBAR),
)
WIDE_KINDS = (
    kind(Group.PRESSED, Role.BUTTON),
    *_OF_BOTH,
    kind(Group.HOLDING, Role.LIST_ITEM, Role.OPTION, Role.TREE_ITEM),
    kind(Group.HOLDING, Role.ROW),
    kind(Group.AREA, Role.TEXT_AREA),
    kind(Group.AREA, Role.IMAGE),
    kind(Group.AREA, Role.DIALOG),
    kind(Group.AREA, Role.WINDOW),
    kind(Group.AREA, Role.MENU),
    kind(Group.BAR, Role.TITLE_BAR),
    kind(Group.BAR, Role.TOOLBAR),
    *_TRACKS,
    kind(Group.BAR, Role.SCROLLBAR),
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
