"""A run's folder while it is written: `records.jsonl`, pictures beside it, and the lock of the process that writes.

Decision: the loop waits only for one small `write` a line (and for the disk before an act that cannot be undone);
pictures, the index and the syncing of harmless lines are done by the writing thread. The index is told of a head only
after the lines under it are on disk, so it never knows more than the folder, and a shorter folder has been cut.
"""

import errno
import os
import secrets
import threading
from contextlib import suppress
from datetime import datetime
from importlib import metadata
from pathlib import Path
from platform import platform, python_version

from app.storage import lock
from app.storage.chain import NO_HASH, RECORDS, link
from app.storage.codec import Redact, unredacted
from app.storage.errors import RunsFolderUnusable
from app.storage.history import RunHistory, read_history
from app.storage.index import Index, Row
from app.storage.pictures import PictureWriter
from app.storage.records import (
    AccountKept,
    ActIntended,
    Closing,
    LessonUsed,
    Line,
    Opening,
    Picture,
    PictureSaved,
    PlaceHealed,
    Planned,
    QuestionAnswered,
    QuestionAsked,
    ResultNoted,
    StepBegun,
    carries_secret,
    intended,
    line_to_json,
    picture,
    secret_boxes,
    taken,
)
from grounding.geometry import Box
from grounding.screen import Screenshot
from planner.errors import RecordFailed
from planner.plan import Instruction, Plan
from planner.ports import Clock
from planner.records import (
    SCHEMA_VERSION,
    Accounted,
    Answered,
    Asked,
    Event,
    Healed,
    LessonFollowed,
    ModelAnswered,
    ModelAsked,
    Outcome,
    PlanMade,
    StepBegins,
    StepRecord,
)
from planner.safety.permit import BoundAction, Permit

# O_BINARY: without it Windows would turn each newline into two bytes, which are not those that were hashed.
_APPEND_ONLY = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_EXCL | getattr(os, "O_BINARY", 0)


class RunFolder:
    """The `Recorder` of one run. Belongs to the worker thread; `close` may come from any."""

    @classmethod
    def create(
        cls,
        *,
        runs_folder: Path,
        clock: Clock,
        index: Index,
        redact: Redact = unredacted,
        options: tuple[tuple[str, str], ...] = (),
        continues: str = "",
    ) -> "RunFolder":
        """A new folder RUNS_FOLDER/ID, locked by this process. Raises `RunsFolderUnusable`.

        redact: replaces the values of secrets in any text (`SecretStore.redact`). options: where and how, for `resume`.
        continues: id of the run that this one goes on with.
        """
        try:
            runs_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            folder = _new_folder(runs_folder, clock)
            lock.take(folder)
            descriptor = os.open(folder / RECORDS, _APPEND_ONLY, 0o600)
            return cls(
                folder=folder,
                descriptor=descriptor,
                clock=clock,
                index=index,
                redact=redact,
                options=options,
                continues=continues,
            )
        except OSError as error:
            raise RunsFolderUnusable(str(runs_folder), error.strerror or str(error)) from error

    @staticmethod
    def open(path: Path) -> RunHistory:
        """What a run folder tells. Raises NewerRecord, RecordDamaged, NoSuchRun."""
        return read_history(path)

    def __init__(
        self,
        *,
        folder: Path,
        descriptor: int,
        clock: Clock,
        index: Index,
        redact: Redact,
        options: tuple[tuple[str, str], ...],
        continues: str,
    ) -> None:
        self._folder = folder
        self._descriptor = descriptor
        self._clock = clock
        self._index = index
        self._redact = redact
        self._options = options
        self._continues = continues
        self._count = 0
        self._head = NO_HASH
        self._size = 0
        self._irreversible: int | None = None
        self._failure = ""
        self._told = False
        self._closed = False
        self._unsynced = False
        self._writing = threading.RLock()
        self._pictures = PictureWriter(
            folder=folder, saved=self._picture_saved, failed=self._picture_failed, settled=self._settle
        )

    @property
    def folder(self) -> str:
        return str(self._folder)

    @property
    def id(self) -> str:
        return self._folder.name

    def begin(self, instruction: Instruction, plan: Plan | None) -> None:
        """Whoever opens the surface begins the record before that; then the loop's own call changes nothing."""
        if self._count:
            return
        started_at = self._append(
            Opening(
                run=self.id,
                instruction=instruction,
                plan=plan,
                options=self._options,
                versions=_versions(),
                continues=self._continues,
            ),
            synced=True,
        )
        self._index.put(
            Row(
                run=self.id,
                folder=self.folder,
                started_at=started_at.isoformat(),
                instruction=self._redact(instruction.text),
                outcome="",
                count=self._count,
                head=self._head,
                witnessed=True,
            )
        )

    def intent(self, sequence: int, bound: BoundAction, permit: Permit) -> None:
        self._raise_failure()
        irreversible = permit.judgement.irreversible
        self._append(intended(sequence, bound, permit), synced=irreversible)
        self._irreversible = sequence if irreversible else None

    def step(self, record: StepRecord) -> None:
        self._raise_failure()
        boxes = secret_boxes(record)
        typed = (record.target.element.box,) if record.target is not None and carries_secret(record.action) else ()
        before = self._picture(record.before, boxes)
        after = self._picture(record.after, boxes, typed)
        self._append(taken(record, before, after), synced=record.sequence == self._irreversible)
        self._irreversible = None

    def result(self, name: str, text: str) -> None:
        """Keeps a result as soon as it is known, for `resume`."""
        self._raise_failure()
        self._append(ResultNoted(name=name, text=text))

    def hear(self, event: Event) -> None:
        """A listener of the loop: keeps plans, questions and answers, and which step of the plan has begun."""
        match event:
            case StepBegins(sequence=sequence, step=step):
                self._append(StepBegun(sequence=sequence, step=step))
            case Asked(question=question):
                self._append(QuestionAsked(question=question))
            case Answered(answer=answer):
                self._append(QuestionAnswered(answer=answer))
            case PlanMade(plan=plan):
                self._append(Planned(plan=plan))
            case Accounted(goal=goal, lines=lines):
                self._append(AccountKept(goal=goal, lines=lines))
            case LessonFollowed(lesson=lesson):
                self._append(LessonUsed(lesson=lesson))
            case Healed(step=step, healing=healing):
                self._append(PlaceHealed(number=step.number, healing=healing))
            case ModelAsked() | ModelAnswered():
                self._append(event)

    def end(self, outcome: Outcome, reason: str, outputs: dict[str, str]) -> None:
        """Waits for the pictures, writes the closing record, lets go of the folder. A second call does nothing."""
        if self._closed:
            return
        self._pictures.flush()
        try:
            self._append(
                Closing(outcome=outcome, reason=reason, outputs=outputs, count=self._count, head=self._head),
                synced=True,
            )
            self._index.advance(self.id, self._count, self._head, str(outcome))
        finally:
            self.close()
        if not self._told:
            self._raise_failure()

    def close(self) -> None:
        """Lets go of the folder without a closing record: the run is then listed as interrupted."""
        if self._closed:
            return
        self._pictures.flush()
        with self._writing:
            self._closed = True
            os.close(self._descriptor)
        with suppress(OSError):  # what stays behind names a process that will be gone; it hinders nobody
            lock.release(self._folder)

    def _picture(
        self, screenshot: Screenshot | None, boxes: tuple[Box, ...], typed: tuple[Box, ...] = ()
    ) -> Picture | None:
        if screenshot is None:
            return None
        return picture(screenshot, self._pictures.name(screenshot, boxes, typed))

    def _append(self, line: Line, *, synced: bool = False) -> datetime:
        """One line, whole or not at all; gives its time. Raises `RecordFailed`."""
        at = self._clock.utc()
        with self._writing:
            if self._closed:
                raise RecordFailed(f"The record in {self._folder} is closed; start a new run.")
            content, sha256 = link(
                line=self._count,
                previous=self._head,
                schema=SCHEMA_VERSION,
                at=at,
                monotonic_s=self._clock.now_s(),
                body=line_to_json(line, self._redact),
            )
            try:
                self._write(content, synced=synced)
            except OSError as error:
                with suppress(OSError):
                    os.ftruncate(self._descriptor, self._size)
                raise RecordFailed(self._sentence(error)) from error
            self._count += 1
            self._head = sha256
            self._size += len(content)
            self._unsynced = not synced
        # What comes before an act waits for its outcome: syncing in between would only make the next line wait.
        if not isinstance(line, StepBegun | ActIntended | PictureSaved | Closing):
            self._pictures.start()
        return at

    def _write(self, content: bytes, *, synced: bool) -> None:
        written = 0
        while written < len(content):
            written += os.write(self._descriptor, content[written:])
        if synced:
            os.fsync(self._descriptor)

    def _picture_saved(self, file: str, sha256: str) -> None:
        try:
            self._append(PictureSaved(file=file, sha256=sha256))
        except RecordFailed as error:
            self._failure = self._failure or str(error)

    def _picture_failed(self, error: Exception) -> None:
        self._failure = self._failure or self._sentence(error)

    def _settle(self) -> None:
        with self._writing:
            if self._closed or not self._count:
                return
            count, head = self._count, self._head
            descriptor = os.dup(self._descriptor) if self._unsynced else None
            self._unsynced = False
        if descriptor is not None:
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        self._index.advance(self.id, count, head)

    def _raise_failure(self) -> None:
        if self._failure:
            self._told = True
            raise RecordFailed(self._failure)

    def _sentence(self, error: Exception) -> str:
        full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        reason = error.strerror if isinstance(error, OSError) else str(error)
        return (
            f"The record in {self._folder} cannot be written ({reason or repr(error)}); "
            f"{'free some space' if full else 'see to that disk'}, or name another folder with --run-dir."
        )


def _new_folder(runs_folder: Path, clock: Clock) -> Path:
    """RUNS_FOLDER/20261121-053012-k3f9: sorts by time (UTC); four random characters keep two of one second apart."""
    while True:
        folder = runs_folder / f"{clock.utc():%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            continue
        return folder


def _versions() -> tuple[tuple[str, str], ...]:
    try:
        own = metadata.version("deskhand")
    except metadata.PackageNotFoundError:
        own = "unknown"
    return (("deskhand", own), ("python", python_version()), ("system", platform()))
