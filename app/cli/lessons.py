"""`deskhand lessons`: what runs have taught, as it is kept; switched off, put back, or forgotten."""

import json
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from app.errors import Misuse

if TYPE_CHECKING:
    from app.storage.lessons import Kept

Number = Annotated[int, typer.Argument(help="The lesson's number in the list.", metavar="LESSON", min=1)]
AsJson = Annotated[bool, typer.Option("--json", help="JSON on standard output.")]


def show_all(as_json: AsJson = False) -> None:
    from app.storage.lessons import read_lessons

    kept = read_lessons()
    for one in kept:
        print(_as_json(one) if as_json else _line(one))
    if not kept:
        print("Nothing was learnt yet.", file=sys.stderr)


def show(lesson: Number) -> None:
    """The oldest version first."""
    from app.storage.lessons import find, read_lessons

    for version in find(read_lessons(), lesson).versions:
        run = f", run {version.run}" if version.run else ""
        state = "" if version.is_on else " [off]"
        print(f"{version.number}  {version.at:%Y-%m-%d %H:%M}  {version.how}{run}: {version.lesson.words}{state}")


def off(lesson: Number) -> None:
    _tell(_switched(lesson, on=False))


def on(lesson: Number) -> None:
    _tell(_switched(lesson, on=True))


def revert(
    lesson: Number,
    to: Annotated[int | None, typer.Option("--to", help="The version; else the one before the present.", min=1)] = None,
) -> None:
    from app.storage.lessons import revert as put_back

    _tell(put_back(lesson, to=to, at=datetime.now(UTC)))


def forget(
    lesson: Annotated[int | None, typer.Argument(help="The lesson's number in the list.", metavar="LESSON")] = None,
    everything: Annotated[bool, typer.Option("--all", help="All of them.")] = False,
) -> None:
    """With all its versions; there is no way back."""
    from app.storage.lessons import forget as take_away
    from app.storage.lessons import forget_all

    if (lesson is None) is not everything:
        raise Misuse("Give the number of one lesson, or --all.")
    if lesson is None:
        forget_all()
    else:
        take_away(lesson)
    print("Forgotten.", file=sys.stderr)


def _switched(number: int, *, on: bool) -> "Kept":
    from app.storage.lessons import switch

    return switch(number, on=on, at=datetime.now(UTC))


def _tell(one: "Kept") -> None:
    print(_line(one))


def _line(one: "Kept") -> str:
    present = one.present
    return f"{one.id}  {'on ' if present.is_on else 'off'}  {present.lesson.where}: {present.lesson.words}"


def _as_json(one: "Kept") -> str:
    present = one.present
    told = {
        "lesson": one.id,
        "on": present.is_on,
        "where": present.lesson.where,
        "words": present.lesson.words,
        "version": present.number,
        "run": present.run or None,
        "at": present.at.isoformat(),
    }
    return json.dumps(told, ensure_ascii=False)
