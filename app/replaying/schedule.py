"""Entries for the timers of systems: systemd, cron, Windows' Task Scheduler. They are written, never installed."""

import re
import shlex
from pathlib import Path
from xml.sax.saxutils import escape

from app.errors import Misuse

_DAYS = {"daily": ("*-*-*", "*"), "weekdays": ("Mon..Fri *-*-*", "1-5"), "weekly": ("Mon *-*-*", "1")}


def entries(flow: Path, command: list[str], *, at: str, on: str, form: str) -> dict[str, str]:
    """File names and their texts. Raises Misuse."""
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", at)
    if found is None:
        raise Misuse(f"--at takes a time of day such as 07:30; not “{at[:20]}”.")
    if on not in _DAYS:
        raise Misuse(f"--on takes {', '.join(_DAYS)}; not “{on[:20]}”.")
    hour, minute = int(found[1]), int(found[2])
    name = re.sub(r"[^\w-]+", "-", flow.name.removesuffix(".yaml").removesuffix(".flow")).strip("-") or "flow"
    match form:
        case "systemd":
            return _systemd(name, command, f"{_DAYS[on][0]} {hour:02}:{minute:02}:00")
        case "cron":
            line = " ".join(shlex.quote(part) for part in command).replace("%", "\\%")
            return {f"deskhand-{name}.cron": f"{minute} {hour} * * {_DAYS[on][1]} {line}\n"}
        case "windows":
            return {f"deskhand-{name}.xml": _windows(command, f"{hour:02}:{minute:02}:00", on)}
        case _:
            raise Misuse(f"--form takes systemd, cron or windows; not “{form[:20]}”.")


def _systemd(name: str, command: list[str], calendar: str) -> dict[str, str]:
    line = " ".join(_unit_quoted(part) for part in command)
    service = f"[Unit]\nDescription=Deskhand: {name}\n\n[Service]\nType=oneshot\nExecStart={line}\n"
    timer = (
        f"[Unit]\nDescription=Deskhand: {name}\n\n[Timer]\nOnCalendar={calendar}\nPersistent=true\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )
    return {f"deskhand-{name}.service": service, f"deskhand-{name}.timer": timer}


def _unit_quoted(part: str) -> str:
    """As systemd.service(5) reads it: `%` and `$` doubled, quotes where there are blanks."""
    escaped = part.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"' if re.search(r"[\s\"';]", part) else escaped


def _windows(command: list[str], at: str, on: str) -> str:
    days = {"weekdays": "<Monday/><Tuesday/><Wednesday/><Thursday/><Friday/>", "weekly": "<Monday/>"}.get(on)
    schedule = (
        f"<ScheduleByWeek><WeeksInterval>1</WeeksInterval><DaysOfWeek>{days}</DaysOfWeek></ScheduleByWeek>"
        if days
        else "<ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>"
    )
    arguments = " ".join(f'"{part}"' if " " in part else part for part in command[1:])
    return (
        '<?xml version="1.0" encoding="UTF-16"?>\n'
        '<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">\n'
        f"  <Triggers><CalendarTrigger><StartBoundary>2026-01-01T{at}</StartBoundary>{schedule}</CalendarTrigger>"
        "</Triggers>\n"
        f"  <Actions><Exec><Command>{escape(command[0])}</Command><Arguments>{escape(arguments)}</Arguments></Exec>"
        "</Actions>\n</Task>\n"
    )
