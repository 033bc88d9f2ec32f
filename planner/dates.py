"""Dates in the order of the mask that an empty field shows ("mm/dd/yyyy"), for fields that are known by sight only."""

import re

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_PART = r"(?:[dtjg]{2}|m{2}|[yja]{4})"
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
