"""Whether an address that was asked for is the one that opened."""

from urllib.parse import urlsplit

from grounding.screen import Surroundings
from planner.records import Evidence, Path, told_by


def address_evidence(wanted: str, before: Surroundings, after: Surroundings) -> Evidence:
    """The same host, or where there is none the same path; or any other than before: a page may pass one on."""
    now = after.address
    if not now:
        return told_by(Path.WINDOWS, None, "the address is not known")
    asked, there = urlsplit(wanted if "://" in wanted or ":" in wanted else f"//{wanted}"), urlsplit(now)
    same = (asked.hostname or asked.path) == (there.hostname or there.path)
    failed = there.scheme == "chrome-error"
    told = False if failed else True if same or now != before.address else None
    return told_by(Path.WINDOWS, told, f"the address is {now[:120]}")
