"""Lessons on disk: one file, replaced as a whole, so that it holds all of a change or nothing of it.

Each lesson keeps its versions: learnt, learnt anew, switched off or on, put back. Forgetting takes all of them away.
What would hold a secret is not kept at all.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from app.errors import Misuse
from app.storage.codec import Redact, Undecodable, decode, encode
from app.storage.flows import write_whole
from app.storage.places import lessons_file
from grounding.screen import Query
from planner.language.saying import describe_place
from planner.memory import Lesson, NamedNow

SCHEMA = 1
MOST_LESSONS = 500
MOST_VERSIONS = 20


@dataclass(frozen=True, kw_only=True)
class Version:
    """number: 1 is the first. how: what made it so, in words. run: the run's id, "" for what the person did."""

    number: int
    at: datetime
    how: str
    run: str
    lesson: Lesson
    is_on: bool


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One lesson, its versions from the oldest to the present one."""

    id: int
    versions: tuple[Version, ...]

    @property
    def present(self) -> Version:
        return self.versions[-1]


def read_lessons(file: Path | None = None) -> tuple[Kept, ...]:
    """The oldest first. Raises Misuse for a file that cannot be read."""
    path = file or lessons_file()
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        if document["schema"] > SCHEMA:
            raise Misuse(f"The lessons in {path} were written by a newer Deskhand; install it to use them.")
        kept = tuple(decode(Kept, one) for one in document["lessons"])
        if not all(one.versions for one in kept):
            raise ValueError("a lesson without a version")
        return kept
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError, Undecodable) as error:
        raise Misuse(
            f"The lessons in {path} cannot be read; move the file away, or `deskhand lessons forget --all`."
        ) from error


def find(kept: tuple[Kept, ...], number: int) -> Kept:
    """Raises Misuse."""
    found = next((one for one in kept if one.id == number), None)
    if found is None:
        raise Misuse(f"There is no lesson {number}; `deskhand lessons list` shows those there are.")
    return found


def followed(kept: tuple[Kept, ...]) -> tuple[Lesson, ...]:
    """Those that a run goes by."""
    return tuple(one.present.lesson for one in kept if one.present.is_on)


def learn(lessons: tuple[Lesson, ...], *, run: str, at: datetime, redact: Redact, file: Path | None = None) -> None:
    """What a run has taught; one of the same kind, place and task takes its place as a new version. Raises Misuse."""
    fresh = [lesson for lesson in lessons if encode(lesson, redact) == encode(lesson)]
    if not fresh:
        return
    with _changing(file) as change:
        for lesson in fresh:
            change(partial(_with, lesson, run, at))


def switch(number: int, *, on: bool, at: datetime, file: Path | None = None) -> Kept:
    """Raises Misuse."""

    def switched(one: Kept) -> Kept:
        if one.present.is_on is on:
            return one
        return _next(one, replace(one.present, is_on=on, how="switched on" if on else "switched off", run="", at=at))

    return _changed(number, switched, file)


def revert(number: int, *, to: int | None, at: datetime, file: Path | None = None) -> Kept:
    """Back to an earlier version; None: to the one before the present, and off where there is none. Raises Misuse."""

    def reverted(one: Kept) -> Kept:
        earlier = [version for version in one.versions if version.number == (to or one.present.number - 1)]
        if to is not None and not earlier:
            known = ", ".join(str(version.number) for version in one.versions)
            raise Misuse(f"The lesson {number} has no version {to}; it has {known}.")
        if not earlier:
            return _next(one, replace(one.present, is_on=False, how="put back: switched off", run="", at=at))
        back = earlier[0]
        return _next(one, replace(back, how=f"put back to version {back.number}", run="", at=at))

    return _changed(number, reverted, file)


def forget(number: int, *, file: Path | None = None) -> None:
    """Raises Misuse."""
    with _changing(file) as change:
        change(lambda kept: tuple(one for one in kept if one.id != find(kept, number).id))


def forget_name(was: Query, name: str, *, file: Path | None = None) -> None:
    """The person does not agree that a place is called so now. Raises Misuse."""
    gone = Lesson(where="-", task=describe_place(was), tip=NamedNow(name=name))

    def is_gone(one: Kept) -> bool:
        lesson = one.present.lesson
        return lesson.key[1:] == gone.key[1:] and lesson.tip == gone.tip

    with _changing(file) as change:
        change(lambda kept: tuple(one for one in kept if not is_gone(one)))


def forget_all(*, file: Path | None = None) -> None:
    """Also a file that cannot be read. Raises Misuse."""
    path = file or lessons_file()
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise Misuse(f"{path} cannot be taken away: {error.strerror or 'the disk refuses it'}.") from error


# --- inside -----------------------------------------------------------------------------------------------------------


def _with(lesson: Lesson, run: str, at: datetime, kept: tuple[Kept, ...]) -> tuple[Kept, ...]:
    same = next((one for one in kept if one.present.lesson.key == lesson.key), None)
    if same is None:
        number = max((one.id for one in kept), default=0) + 1
        first = Version(number=1, at=at, how="learnt", run=run, lesson=lesson, is_on=True)
        return (*kept, Kept(id=number, versions=(first,)))[-MOST_LESSONS:]
    if same.present.lesson == lesson or not same.present.is_on:
        return kept  # what the person has switched off stays so
    anew = _next(same, replace(same.present, at=at, how="learnt anew", run=run, lesson=lesson))
    return tuple(anew if one is same else one for one in kept)


def _next(one: Kept, version: Version) -> Kept:
    numbered = replace(version, number=one.present.number + 1)
    return replace(one, versions=(*one.versions, numbered)[-MOST_VERSIONS:])


def _changed(number: int, how: Callable[[Kept], Kept], file: Path | None) -> Kept:
    with _changing(file) as change:
        kept = change(lambda kept: tuple(how(one) if one is find(kept, number) else one for one in kept))
    return find(kept, number)


Change = Callable[[Callable[[tuple[Kept, ...]], tuple[Kept, ...]]], tuple[Kept, ...]]


@contextmanager
def _changing(file: Path | None) -> Iterator[Change]:
    """One process at a time; the file is written once, at the end, where anything is otherwise."""
    path = file or lessons_file()
    with _locked(path):
        before = read_lessons(path)
        now = before

        def change(how: Callable[[tuple[Kept, ...]], tuple[Kept, ...]]) -> tuple[Kept, ...]:
            nonlocal now
            now = how(now)
            return now

        yield change
        if now != before:
            document = {"schema": SCHEMA, "lessons": [encode(one) for one in now]}
            write_whole(path, json.dumps(document, ensure_ascii=False, indent=1) + "\n")


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """The operating system's lock, which no crash leaves behind. Raises Misuse."""
    lock = path.with_name(f"{path.name}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise Misuse(f"{lock} cannot be written: {error.strerror or 'the disk refuses it'}.") from error
    try:
        _take(descriptor)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int) -> None:
    try:
        import fcntl  # only on Unix; elsewhere the last one who writes wins
    except ImportError:
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX)
