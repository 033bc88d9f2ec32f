"""Pictures of a display: one thread owns mss, and whoever waits for it gives up on a server that is gone or frozen."""

import queue
import threading
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Late
from contextlib import suppress

import cv2
import mss
import numpy as np
from mss.exception import ScreenShotError

from app.surfaces.timing import Deadline
from grounding.geometry import Box
from grounding.screen import Pixels
from planner.errors import SurfaceGone

PICTURE_WITHIN_S = 4.0
_POLL_S = 0.05
_COARSE = 16


class Camera:
    """Takes pictures of the whole root window. Belongs to one thread, but for `interrupt`.

    mss runs in a thread of its own because its call into libxcb has no time limit: when the server freezes, the wait
    ends and that thread is left behind.
    """

    def __init__(self, *, display: str) -> None:
        self._display = display
        self._orders: queue.SimpleQueue[tuple[Box, Future[Pixels]] | None] = queue.SimpleQueue()
        self._hurry = threading.Event()
        threading.Thread(target=self._work, name=f"camera{display}", daemon=True).start()

    def take(self, box: Box) -> Pixels:
        """RGB pixels of a box of the root window, which must lie inside it. Raises SurfaceGone."""
        answer: Future[Pixels] = Future()
        self._hurry.clear()
        self._orders.put((box, answer))
        deadline = Deadline(PICTURE_WITHIN_S)
        while True:
            try:
                return answer.result(timeout=min(_POLL_S, deadline.left_s))
            except Late:
                if deadline.passed or self._hurry.is_set():
                    raise self._gone() from None
            except (ScreenShotError, AssertionError, OSError, ValueError) as error:
                # mss asserts that libxcb gave an answer; a closed connection gives none.
                raise self._gone() from error

    def interrupt(self) -> None:
        """Ends a wait that lasts. Safe from any thread."""
        self._hurry.set()

    def close(self) -> None:
        self._orders.put(None)

    def _gone(self) -> SurfaceGone:
        return SurfaceGone(f"No picture can be taken of the display {self._display}: it is gone or does not answer.")

    def _work(self) -> None:
        camera: mss.MSS | None = None
        whole: Box | None = None
        while (order := self._orders.get()) is not None:
            box, answer = order
            try:
                if camera is None or box != whole:
                    # A new size of the screen: mss measured its shared memory when it was opened.
                    if camera is not None:
                        camera.close()
                    camera, whole = mss.MSS(display=self._display), box
                answer.set_result(_grab(camera, box))
            except Exception as error:  # handed to the thread that waits, which tells them apart
                answer.set_exception(error)
        if camera is not None:
            with suppress(ScreenShotError, OSError):
                camera.close()


def _grab(camera: mss.MSS, box: Box) -> Pixels:
    shot = camera.grab({"left": box.left, "top": box.top, "width": box.width, "height": box.height})
    raw = np.frombuffer(shot.raw, dtype=np.uint8).reshape(shot.height, shot.width, 4)
    return np.asarray(cv2.cvtColor(raw, cv2.COLOR_BGRA2RGB), dtype=np.uint8)


def one_colour(pixels: Pixels) -> bool:
    """
    >>> one_colour(np.zeros((40, 40, 3), dtype=np.uint8))
    True
    >>> one_colour(np.arange(4800, dtype=np.uint8).reshape(40, 40, 3))
    False
    """
    first = pixels[0, 0]
    return bool((pixels[::_COARSE, ::_COARSE] == first).all() and (pixels == first).all())
