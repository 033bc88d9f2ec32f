"""What a check found, and the order of checks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.errors import AppError
from grounding.errors import GroundingError
from planner.errors import PlannerError, Stopped


@dataclass(frozen=True, kw_only=True)
class Finding:
    """found: what was seen, in one sentence. mend: what to do about it, "" when nothing is wrong."""

    name: str
    ok: bool
    found: str
    mend: str = ""


@dataclass(frozen=True, kw_only=True)
class Check:
    """examine: gives what it found, or raises. mend: what to do when it raises and the error does not say so."""

    name: str
    examine: Callable[[], str]
    mend: str


class NotWell(Exception):
    """A check that came to its end and found something wrong."""

    def __init__(self, found: str, *, mend: str = "") -> None:
        super().__init__(found)
        self.mend = mend


def findings(checks: Iterator[Check], progress: Callable[[str], None]) -> Iterator[Finding]:
    """One finding a check, as they come. A check that fails never keeps the next from being made. Raises Stopped."""
    for check in checks:
        progress(check.name)
        yield _finding(check)


def _finding(check: Check) -> Finding:
    try:
        return Finding(name=check.name, ok=True, found=check.examine())
    except NotWell as error:
        return Finding(name=check.name, ok=False, found=str(error), mend=error.mend or check.mend)
    except Stopped:
        raise
    except (AppError, PlannerError, GroundingError) as error:
        return Finding(name=check.name, ok=False, found=str(error), mend=check.mend)
    except Exception as error:  # a doctor that breaks helps nobody
        found = f"the check itself broke ({type(error).__name__}: {error})"
        return Finding(name=check.name, ok=False, found=found, mend=check.mend)
