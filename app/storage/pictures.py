"""Screenshots to PNG files by a thread of its own, each once, with every secret painted out before it is encoded.

Decision: a field that a secret was typed into stays painted in later pictures as long as it still looks the same, even
when nobody names it again: a window that does not mark its password field must not show it in the next picture.
"""

import hashlib
import io
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from grounding.geometry import Box
from grounding.screen import Pixels, Screenshot

PICTURES = "screens"
_PAINT = (38, 38, 44)
_STILL_THERE = 0.5  # share of a field's pixels that must be as they were for it to count as the same field
_WAITING_AT_MOST = 24  # pictures in memory at once; past that the loop waits for the disk


@dataclass(frozen=True, kw_only=True, eq=False)
class _Job:
    screenshot: Screenshot
    file: str
    boxes: frozenset[Box]
    typed: tuple[Box, ...]  # fields that a secret has just been typed into


class SecretSpots:
    """Fields that showed a typed secret, as they looked then."""

    def __init__(self) -> None:
        self._spots: list[tuple[Box, Pixels]] = []

    def remember(self, screenshot: Screenshot, boxes: tuple[Box, ...]) -> None:
        for box in boxes:
            inside = box.clipped(screenshot.box)
            if inside.area:
                self._spots.append((inside, screenshot.crop(inside).copy()))

    def still_in(self, screenshot: Screenshot) -> frozenset[Box]:
        found = set()
        for box, then in self._spots:
            now = screenshot.crop(box)
            if now.shape == then.shape and np.all(now == then, axis=2).mean() >= _STILL_THERE:
                found.add(box)
        return frozenset(found)


class PictureWriter:
    """Names pictures at once, writes them in the background.

    Told from the writing thread: saved(file, sha256), a PNG is in place; failed(error), one could not be written;
    settled(), nothing is waiting any more.
    """

    def __init__(
        self,
        *,
        folder: Path,
        saved: Callable[[str, str], None],
        failed: Callable[[Exception], None],
        settled: Callable[[], None],
    ) -> None:
        self._folder = folder
        self._saved = saved
        self._failed = failed
        self._settled = settled
        self._jobs: queue.Queue[_Job | None] = queue.Queue(maxsize=_WAITING_AT_MOST)
        self._named: list[_Job] = []
        self._files: dict[str, str] = {}
        self._asked: dict[str, frozenset[Box]] = {}
        self._spots = SecretSpots()
        self._thread: threading.Thread | None = None

    def name(self, screenshot: Screenshot, secret: tuple[Box, ...], typed: tuple[Box, ...] = ()) -> str:
        """The picture's file name inside the run folder; it is written after the next `start`. A picture that is named
        again is written again only when more of it must be painted out."""
        known = self._files.get(screenshot.id)
        boxes = frozenset(secret) | self._asked.get(screenshot.id, frozenset())
        if known is not None and boxes == self._asked[screenshot.id] and not typed:
            return known
        file = known or f"{PICTURES}/{len(self._files) + 1:04d}.png"
        self._files[screenshot.id] = file
        self._asked[screenshot.id] = boxes
        self._named.append(_Job(screenshot=screenshot, file=file, boxes=boxes, typed=typed))
        return file

    def start(self) -> None:
        """Hands what was named, or the news of a line, to the writing thread. Called once the line is written: before,
        the two threads would only wait for each other."""
        if self._named:
            for job in self._named:
                self._put(job)
            self._named.clear()
        elif self._jobs.empty():
            self._put(None)

    def flush(self) -> None:
        """Returns when everything that was handed in is on its way to the disk."""
        self._jobs.join()

    def _put(self, job: _Job | None) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="deskhand-pictures", daemon=True)
            self._thread.start()
        self._jobs.put(job)

    def _work(self) -> None:
        while True:
            job = self._jobs.get()
            try:
                if job is not None:
                    self._write(job)
                if self._jobs.empty():
                    self._settled()
            except Exception as error:  # the record's writer: the loop hears of it at its next call
                self._failed(error)
            finally:
                self._jobs.task_done()

    def _write(self, job: _Job) -> None:
        self._spots.remember(job.screenshot, job.typed)
        pixels = painted(job.screenshot, job.boxes | self._spots.still_in(job.screenshot))
        buffer = io.BytesIO()
        Image.fromarray(pixels).save(buffer, "PNG", compress_level=1)
        content = buffer.getvalue()
        place = self._folder / job.file
        place.parent.mkdir(mode=0o700, exist_ok=True)
        unfinished = place.with_suffix(".new")
        try:
            unfinished.write_bytes(content)
            unfinished.replace(place)
        except OSError:
            unfinished.unlink(missing_ok=True)
            raise
        self._saved(job.file, hashlib.sha256(content).hexdigest())


def painted(screenshot: Screenshot, boxes: frozenset[Box]) -> Pixels:
    """The pixels with solid boxes over what must not be seen; a copy only when there is something to paint."""
    visible = [inside for box in boxes if (inside := box.clipped(screenshot.box)).area]
    if not visible:
        return screenshot.pixels
    pixels = screenshot.pixels.copy()
    for box in visible:
        pixels[box.top : box.bottom, box.left : box.right] = _PAINT
    return pixels
