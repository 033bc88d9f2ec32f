"""How text may look, and the orders about that."""

from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINED = "underlined"
    STRUCK = "struck"


@dataclass(frozen=True, kw_only=True)
class StyleText:
    """Gives words of the text that is edited a style or a colour (`planner.intents.colors`). text "": all of it."""

    text: str = ""
    style: Style | None = None
    color: str = ""


@dataclass(frozen=True, kw_only=True)
class MarkText:
    """Marks text with the mouse or by keys, as for copying. text "": all of it, or all of the paragraph of that
    number: 1 is the first, -1 the last."""

    text: str = ""
    paragraph: int | None = None


@dataclass(frozen=True, kw_only=True)
class SetColor:
    """Brings a field or palette for colours to a colour, by its name (`planner.intents.colors`) or number ("#3be0a0").

    color "": the one that the screen shows beside it.
    """

    color: str


TextIntent = StyleText | MarkText | SetColor
