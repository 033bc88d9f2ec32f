"""Dates as fields want and tell them: in the order of the mask that an empty field shows, and as ISO writes them."""

import re
from datetime import UTC, datetime

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_PART = r"(?:[yja]{4}|[dtjg]{2}|m{2})"
_MASK = re.compile(rf"({_PART})\s*([./-])\s*({_PART})\s*([./-])\s*({_PART})", re.IGNORECASE)


def in_mask(date: str, shown: str) -> str | None:
    """An ISO date as the mask that a field shows wants it; None when it is no date or there is no mask.

    >>> in_mask("2026-12-24", "mm/dd/yyyy"), in_mask("2026-12-24", "TT.MM.JJJJ"), in_mask("2026-12-24", "Name")
    ('12/24/2026', '24.12.2026', None)
    """
    iso, mask = _ISO.fullmatch(date.strip()), _MASK.search(shown)
    if iso is None or mask is None:
        return None
    year, month, day = iso.groups()
    first, separator, second, other, third = mask.groups()
    parts = [year if len(p) == 4 else month if p.casefold() == "mm" else day for p in (first, second, third)]
    return f"{parts[0]}{separator}{parts[1]}{other}{parts[2]}" if len(set(parts)) > 1 else None


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
