"""When in the day something is to be: what a goal says of it, and its place in a timetable."""

import re

from grounding.screen import ParsedScreen
from planner.goals.account import Account
from planner.goals.goal import Given, Goal
from planner.goals.moves import Moves
from planner.intents.moments import clock
from planner.intents.timetable import timetable
from planner.proposals import Move
from planner.things import PlanInDay

LASTING, BETWEEN = "lasting", "between"
_WHEN = frozenset({LASTING, BETWEEN, "from", "to", "until", "at"})
_LENGTH = re.compile(r"(\d+(?:\.\d+)?|half an|an?|one|two|three)[\s-]*(hours?|hrs?|h|minutes?|mins?|min|m)\b", re.I)
_WORDS = {"half an": 0.5, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3}
_HOUR = 60


def minutes(said: str) -> int | None:
    """
    >>> minutes("90 mins"), minutes("1.5 hours"), minutes("half an hour"), minutes("Gym")
    (90, 90, 30, None)
    """
    found = _LENGTH.search(said)
    if found is None:
        return None
    amount = _WORDS.get(found[1].lower()) or float(found[1])
    return round(amount * (_HOUR if found[2].lower().startswith("h") else 1))


def drawn_in_day(account: Account, moves: Moves, screen: ParsedScreen) -> Move | None:
    """The entry is drawn where the screen shows a timetable and the goal says when it is to be."""
    goal = account.goal
    planned = _planned(goal)
    if goal.deed != "create" or account.begun or planned is None or timetable(screen) is None:
        return None

    def drawn() -> None:
        account.satisfied.extend(fact for fact in goal.facts if fact.cue in _WHEN)
        account.begun = True

    return moves.make(planned, None, drawn)


def _planned(goal: Goal) -> PlanInDay | None:
    told = {fact.cue: fact for fact in goal.facts}
    lasting = minutes(told[LASTING].value) if LASTING in told else None
    if BETWEEN in told:
        ends = [_minute(part) for part in re.split(r"\s+(?:and|to)\s+|\s*[-–]\s*", told[BETWEEN].value)]
        earliest, latest = (ends[0], ends[1]) if len(ends) == 2 else (None, None)
    else:
        earliest = next((m for cue in ("from", "at") if (m := _of(told.get(cue))) is not None), None)
        latest = next((m for cue in ("to", "until") if (m := _of(told.get(cue))) is not None), None)
    if earliest is None or (latest is None and lasting is None):
        return None
    end = latest if latest is not None else earliest + (lasting or 0)
    length = lasting or end - earliest
    return PlanInDay(earliest=earliest, latest=end, minutes=length) if 0 < length <= end - earliest else None


def _of(fact: Given | None) -> int | None:
    return _minute(fact.value) if fact is not None else None


def _minute(said: str) -> int | None:
    time = clock(said.strip())
    return None if time is None else time.hour * _HOUR + time.minute
