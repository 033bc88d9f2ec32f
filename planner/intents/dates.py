"""Dates and times as date fields hold them, which is as ISO writes them."""

import re
from datetime import UTC, datetime

_HELD = (
    ("%Y-%m-%d", ("%d %B %Y", "%B %d, %Y", "%B %d %Y", "%d %b %Y", "%b %d, %Y", "%d.%m.%Y", "%Y/%m/%d")),
    ("%Y-%m", ("%B %Y", "%b %Y", "%m/%Y", "%Y/%m", "%m.%Y")),
    ("%H:%M", ("%I:%M %p", "%I:%M%p", "%I %p", "%I%p", "%H:%M:%S")),
    ("%Y-%m-%dT%H:%M", ("%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M", "%d %B %Y %H:%M", "%B %d, %Y %I:%M %p")),
)
"""How a field holds a moment, and the ways of writing it in which no day can be taken for a month."""


def same_moment(wanted: str, held: str) -> bool:
    """Whether a field that holds `held`, as date and time fields do, holds the moment that was written as `wanted`.

    >>> same_moment("March 2027", "2027-03"), same_moment("2:30 pm", "14:30"), same_moment("3 May 2027", "2027-05-04")
    (True, True, False)
    """
    asked = _without_zeros(wanted)
    for kept, ways in _HELD:
        try:
            moment = datetime.strptime(held.strip(), kept).replace(tzinfo=UTC)
        except ValueError:
            continue
        # 2:00 pm may be written as 2 pm, 2:30 pm may not.
        whole = [way for way in ways if "%M" in way or "%I" not in way or moment.minute == 0]
        return any(_without_zeros(moment.strftime(way)) == asked for way in whole)
    return False


def _without_zeros(text: str) -> str:
    return re.sub(r"(?<!\d)0+(?=\d)", "", " ".join(text.split())).casefold()
