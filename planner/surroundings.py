"""What addresses and windows say of an act: whether what was asked for is open, or closed."""

from collections.abc import Collection
from urllib.parse import urlsplit

from grounding.screen import Surroundings
from planner.likeness import named
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


def window_evidence(names: Collection[str], before: Surroundings, after: Surroundings) -> Evidence:
    """One of that name, or a new one, is in front. names: the one asked for first."""
    known = {window.id for window in before.windows}
    new = [window for window in after.windows if window.id not in known]
    called = [window for window in after.windows if any(named(name, window.title, window.app) for name in names)]
    active = [window for window in (*called, *new) if window.active]
    if active:
        return told_by(Path.WINDOWS, True, f"the window “{active[0].title[:60]}” is in front")
    return told_by(Path.WINDOWS, None, f"no window of “{next(iter(names))}” is in front")


def closed_evidence(before: Surroundings, after: Surroundings) -> Evidence | None:
    """None where no window was in front. An application that asks about unsaved work has not closed anything yet."""
    closing = before.active_window
    if closing is None:
        return None
    title = closing.title[:60]
    if all(window.id != closing.id for window in after.windows):
        return told_by(Path.WINDOWS, True, f"the window “{title}” is closed")
    asking = [window.title[:60] for window in after.windows if window.active and window.id != closing.id]
    said = f", and “{asking[0]}” asks something first" if asking else ""
    return told_by(Path.WINDOWS, False, f"the window “{title}” is still open{said}")
