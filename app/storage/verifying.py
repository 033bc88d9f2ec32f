"""Whether a run's record is as it was written: whole, running, interrupted, cut or changed, told apart.

Three witnesses are asked: the chain itself, its closing record, and the head that the index was told while the run was
written. Without the index an edit that recomputes the whole chain cannot be seen; the finding then says so.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.storage import lock
from app.storage.chain import RECORDS, Reading, read_chain
from app.storage.codec import Undecodable
from app.storage.errors import NewerRecord, NoSuchRun
from app.storage.index import Index, Row
from app.storage.records import Closing, PictureSaved, line_from_json
from planner.records import SCHEMA_VERSION


class Integrity(StrEnum):
    WHOLE = "whole"
    RUNNING = "running"
    INTERRUPTED = "interrupted"
    CUT = "cut"
    CHANGED = "changed"

    @property
    def sound(self) -> bool:
        return self not in (Integrity.CUT, Integrity.CHANGED)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """sentence: for a person. compared: the head was held against the one that the index kept."""

    run: str
    integrity: Integrity
    sentence: str
    lines: int
    head: str
    compared: bool


def examine(folder: Path, index: Index) -> Finding:
    """Raises NoSuchRun, NewerRecord."""
    row = index.row(folder.name)
    witness = row if row is not None and row.witnessed else None
    try:
        reading = read_chain(folder / RECORDS)
    except OSError:
        if witness is None:
            raise NoSuchRun(folder.name, str(folder.parent)) from None
        return _finding(folder, None, Integrity.CUT, f"its {RECORDS} is missing or cannot be read", witness)
    if reading.broken is not None:
        return _finding(folder, reading, Integrity.CHANGED, reading.broken.reason, witness)
    newest = max((entry.schema for entry in reading.links), default=0)
    if newest > SCHEMA_VERSION:
        raise NewerRecord(folder.name, newest, SCHEMA_VERSION)
    integrity, reason = _judged(folder, reading, witness)
    return _finding(folder, reading, integrity, reason, witness)


def _judged(folder: Path, reading: Reading, witness: Row | None) -> tuple[Integrity, str]:
    closings: list[int] = []
    pictures: dict[str, str] = {}
    for entry in reading.links:
        try:
            line = line_from_json(entry.body)
        except Undecodable as error:
            return Integrity.CHANGED, f"line {entry.line + 1} does not make sense ({error})"
        if isinstance(line, Closing):
            closings.append(entry.line)
            if line.count != entry.line or line.head != reading.head_after(entry.line):
                return Integrity.CHANGED, "its closing record does not fit the lines before it"
        elif isinstance(line, PictureSaved):
            pictures[line.file] = line.sha256
    count = len(reading.links)
    if closings and closings[0] != count - 1:
        return Integrity.CHANGED, "lines were added after its closing record"
    if witness is not None:
        if witness.count > count or (witness.outcome and not closings):
            return Integrity.CUT, f"it had {witness.count} lines and {count} are left"
        if reading.head_after(witness.count) != witness.head or (
            closings and witness.outcome and witness.count != count
        ):
            return Integrity.CHANGED, "its lines are not those that were written, though they fit each other"
    trouble = _pictures(folder, pictures)
    if trouble is not None:
        return trouble
    if closings and not reading.torn:
        return Integrity.WHOLE, f"all {count} lines and {len(pictures)} pictures are as they were written"
    if closings:
        return Integrity.CHANGED, "something was added after its closing record"
    if lock.is_held(folder):
        return Integrity.RUNNING, f"it is still being written; its {count} lines so far are untouched"
    return Integrity.INTERRUPTED, f"it was interrupted after line {count}; what it has is untouched"


def _pictures(folder: Path, pictures: dict[str, str]) -> tuple[Integrity, str] | None:
    for file, sha256 in pictures.items():
        place = folder / file
        if not place.resolve().is_relative_to(folder.resolve()):
            return Integrity.CHANGED, "it names a picture outside its folder"
        try:
            content = place.read_bytes()
        except OSError:
            return Integrity.CUT, f"its picture {file} is missing"
        if hashlib.sha256(content).hexdigest() != sha256:
            return Integrity.CHANGED, f"its picture {file} was changed"
    return None


def _finding(folder: Path, reading: Reading | None, integrity: Integrity, reason: str, witness: Row | None) -> Finding:
    doubt = "" if witness is not None else ", but the index has no head to compare them with"
    return Finding(
        run=folder.name,
        integrity=integrity,
        sentence=f"{folder.name} is {integrity}: {reason}{doubt if integrity.sound else ''}.",
        lines=len(reading.links) if reading is not None else 0,
        head=reading.head if reading is not None else "",
        compared=witness is not None,
    )
