"""Image files into screenshots, with the limits that keep a hostile or broken file from hurting."""

import struct
import warnings
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import Misuse

if TYPE_CHECKING:
    from PIL import Image

    from grounding.screen import Screenshot

SMALLEST_SIDE = 16
LARGEST_SIDE = 8192
LARGEST_AREA = 7680 * 4320
LARGEST_FILE_BYTES = 128 * 1024 * 1024
FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "PPM", "AVIF")
"""What pictures of screens come in. Others stay closed: some of Pillow's readers start programs (PostScript)."""
_DAMAGE = (
    *(OSError, ValueError, SyntaxError, EOFError, RuntimeError, OverflowError, TypeError, LookupError),
    *(struct.error, zlib.error),
)
"""What Pillow's readers were seen to raise, or can, for files with flipped and missing bytes."""


def load_screenshot(path: str) -> "Screenshot":
    """The picture in a file as a person sees it: RGB, the first of several frames, turned as the camera says,
    transparent parts on white. Its id is the file's name.

    Size is looked at before a pixel is decoded. Raises Misuse with one sentence.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    file = Path(path)
    try:
        if not file.is_file():
            raise Misuse(f"There is no file {path}. Give the path of a PNG or JPEG picture of a screen.")
        if file.stat().st_size > LARGEST_FILE_BYTES:
            raise Misuse(f"{path} is larger than {LARGEST_FILE_BYTES // 1024**2} MB. Give a picture of one screen.")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of damaged files; what is wrong with them is said once, below
            with Image.open(file, formats=FORMATS) as picture:
                check_size(path, *picture.size)
                return as_screenshot(ImageOps.exif_transpose(picture), name=file.name)
    except Image.DecompressionBombError as error:
        raise Misuse(f"{path} is too large for a screen. Give one of at most 7680x4320 pixels.") from error
    except UnidentifiedImageError as error:
        raise Misuse(f"{path} is not a picture that can be read. Give a PNG or JPEG file.") from error
    except PermissionError as error:
        raise Misuse(f"{path} may not be read. Change its permissions or give another file.") from error
    except _DAMAGE as error:
        raise Misuse(f"{path} is damaged or cut off. Save the picture again.") from error


def of_one_colour(path: str) -> str:
    return f"{path} is of one colour: give a picture of a screen with something on it."


def check_size(path: str, width: int, height: int) -> None:
    """Refuses what cannot be a screen."""
    if min(width, height) < SMALLEST_SIDE:
        raise Misuse(f"{path} is {width}x{height}: too small for a screen. Give one of at least 16x16 pixels.")
    if max(width, height) > LARGEST_SIDE or width * height > LARGEST_AREA:
        raise Misuse(f"{path} is {width}x{height}: too large for a screen. Give one of at most 7680x4320 pixels.")


def as_screenshot(picture: "Image.Image", *, name: str) -> "Screenshot":
    """A decoded picture as a screenshot that stands on no live surface."""
    import numpy as np
    from PIL import Image

    from grounding.screen import Frame, Screenshot

    if picture.mode.startswith("I"):
        # Pillow's own conversion of 16-bit grey clips at 255 instead of scaling.
        deep = np.asarray(picture, dtype=np.float64)
        picture = Image.fromarray((deep / 257).clip(0, 255).astype(np.uint8))
    elif picture.has_transparency_data:
        ground = Image.new("RGBA", picture.size, "white")
        ground.alpha_composite(picture.convert("RGBA"))
        picture = ground
    elif picture.mode == "LAB":
        raise Misuse(f"{name} is in the colour space {picture.mode}. Save it as a PNG or JPEG picture.")
    pixels = np.array(picture.convert("RGB"), dtype=np.uint8)
    return Screenshot(id=name, pixels=pixels, frame=Frame(surface_id="file"), taken_at=datetime.now(UTC))
