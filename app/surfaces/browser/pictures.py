"""Pictures of a tab, taken raw, so that no other client's emulation is touched; the stand-in for a held page."""

import base64
import binascii
import textwrap
from collections.abc import Callable
from contextlib import suppress
from typing import Final

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from app.surfaces.browser.protocol import Answer, CallRefused, Connection, Json, NoAnswer
from grounding.screen import OpenDialog, Pixels
from planner.errors import ScreenUnusable

_CAPTURE: Final = "Page.captureScreenshot"
_FORMAT: Final[dict[str, Json]] = {"format": "png", "optimizeForSpeed": True}
_TRIES_S: Final = (1.0, 2.0, 7.0)
_MARGIN: Final = 24
_LINE: Final = 26
_SHADE: Final = 0.45


def take(connection: Connection, session: str, *, held: Callable[[], bool]) -> Pixels:
    """(height, width, 3) RGB in device pixels. Raises ScreenUnusable, NoAnswer, PageHeld, SurfaceGone, Stopped."""
    try:
        answer = _captured(connection, session, held)
        packed = np.frombuffer(base64.b64decode(answer.text("data"), validate=True), dtype=np.uint8)
    except (CallRefused, binascii.Error) as error:
        raise ScreenUnusable(f"The browser gave no picture ({error}); bring its window to the front.") from error
    picture = cv2.imdecode(packed, cv2.IMREAD_COLOR) if packed.size else None
    if picture is None or picture.shape[0] < 2 or picture.shape[1] < 2:
        raise ScreenUnusable("The browser gave an empty picture; make its window larger.")
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB), dtype=np.uint8)


def _captured(connection: Connection, session: str, held: Callable[[], bool]) -> Answer:
    """A picture that is asked for in the moment before a navigation is never given (seen with Chromium 156, headless):
    then it is asked for again. Can go when the protocol answers such a call with an error."""
    *early, last = _TRIES_S
    for timeout_s in early:
        with suppress(NoAnswer):
            return connection.call(_CAPTURE, session, timeout_s=timeout_s, held=held, **_FORMAT)
    return connection.call(_CAPTURE, session, timeout_s=last, held=held, **_FORMAT)


def with_question(behind: Pixels | None, size_wh: tuple[int, int], question: OpenDialog) -> Pixels:
    """The last picture, darkened, with the question as a plain banner: a page that is held can give no picture.

    Darkened, so that nothing on it is taken for something that can be used now.
    """
    if behind is None:
        canvas = np.full((size_wh[1], size_wh[0], 3), 200, dtype=np.uint8)
    else:
        canvas = (behind.astype(np.float32) * _SHADE).astype(np.uint8)
    image = Image.fromarray(canvas)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=18)
    width = min(image.width - 2 * _MARGIN, 640)
    lines = [line for part in question.text.splitlines() or [""] for line in textwrap.wrap(part, width // 10) or [""]]
    lines = [f"The page asks ({question.kind.value}):", *lines[:12]]
    left = (image.width - width) // 2
    draw.rectangle(
        (left, _MARGIN, left + width, _MARGIN * 2 + _LINE * len(lines)), fill="white", outline="black", width=2
    )
    for index, line in enumerate(lines):
        draw.text((left + 16, _MARGIN + 12 + _LINE * index), line, fill="black", font=font)
    return np.array(image, dtype=np.uint8)
