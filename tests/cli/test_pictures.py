"""Picture files of every kind become the same screenshot, or one sentence; no broken file does anything else."""

import io
import os
import random
import struct
import warnings
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from app.cli.pictures import load_screenshot
from app.errors import Misuse

RED, WHITE = (200, 30, 30), (255, 255, 255)
GREY = 81  # of RED, by Pillow's weights


def drawing() -> Image.Image:
    image = Image.new("RGB", (64, 40), WHITE)
    ImageDraw.Draw(image).rectangle((4, 4, 23, 15), fill=RED)
    return image


def deep_grey() -> Image.Image:
    return Image.fromarray(np.asarray(drawing().convert("L")).astype(np.uint16) * 257)


def on_nothing() -> Image.Image:
    """The same, on a transparent ground whose hidden colour is another."""
    image = Image.new("RGBA", (64, 40), (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((4, 4, 23, 15), fill=(*RED, 255))
    return image


KINDS: dict[str, tuple[Callable[[], Image.Image], str, tuple[int, int, int]]] = {
    "palette": (lambda: drawing().quantize(8), "png", RED),
    "one bit": (lambda: drawing().convert("1", dither=Image.Dither.NONE), "png", (0, 0, 0)),
    "grey": (lambda: drawing().convert("L"), "png", (GREY,) * 3),
    "16-bit grey": (deep_grey, "png", (GREY,) * 3),
    "16-bit grey TIFF": (deep_grey, "tif", (GREY,) * 3),
    "alpha": (on_nothing, "png", RED),
    "grey with alpha": (lambda: on_nothing().convert("LA"), "png", (GREY,) * 3),
    "palette with alpha": (lambda: on_nothing().quantize(8), "png", RED),
    "CMYK JPEG": (lambda: drawing().convert("CMYK"), "jpg", RED),
    "CMYK TIFF": (lambda: drawing().convert("CMYK"), "tif", RED),
    "YCbCr": (lambda: drawing().convert("YCbCr"), "jpg", RED),
    "GIF": (drawing, "gif", RED),
    "WebP": (drawing, "webp", RED),
    "BMP": (drawing, "bmp", RED),
    "PPM": (drawing, "ppm", RED),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_picture_is_seen_in_its_colours(kind: str, tmp_path: Path) -> None:
    make, ending, colour = KINDS[kind]
    path = tmp_path / f"screen.{ending}"
    make().save(path)
    pixels = load_screenshot(str(path)).pixels
    assert pixels.shape == (40, 64, 3)
    assert pixels.dtype == np.uint8
    tolerance = 12 if ending in ("jpg", "webp") else 2
    assert np.abs(pixels[10, 13].astype(int) - colour).max() <= tolerance
    assert np.abs(pixels[30, 50].astype(int) - WHITE).max() <= tolerance


@pytest.mark.parametrize("ending", ["gif", "png", "webp"])
def test_of_a_moving_picture_the_first_frame_is_seen(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"moving.{ending}"
    drawing().save(path, save_all=True, append_images=[Image.new("RGB", (64, 40), "blue")], duration=100)
    assert np.abs(load_screenshot(str(path)).pixels[10, 13].astype(int) - RED).max() <= 12


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_as_its_camera_says(orientation: int, tmp_path: Path) -> None:
    """Stored turned, with the note of how to turn it back: all eight look alike."""
    turned = {
        1: [],
        2: [Image.Transpose.FLIP_LEFT_RIGHT],
        3: [Image.Transpose.ROTATE_180],
        4: [Image.Transpose.FLIP_TOP_BOTTOM],
        5: [Image.Transpose.TRANSPOSE],
        6: [Image.Transpose.ROTATE_90],
        7: [Image.Transpose.TRANSVERSE],
        8: [Image.Transpose.ROTATE_270],
    }
    image = drawing()
    for turn in turned[orientation]:
        image = image.transpose(turn)
    note = Image.Exif()
    note[274] = orientation
    image.save(tmp_path / "photo.png", exif=note)
    assert (load_screenshot(str(tmp_path / "photo.png")).pixels == np.asarray(drawing())).all()


@pytest.mark.parametrize("size", [(1, 1), (3, 2000), (2000, 3), (15, 15)])
def test_what_is_too_small_for_a_screen_is_refused(size: tuple[int, int], tmp_path: Path) -> None:
    Image.new("RGB", size).save(tmp_path / "small.png")
    with pytest.raises(Misuse, match=f"{size[0]}x{size[1]}: too small"):
        load_screenshot(str(tmp_path / "small.png"))


@pytest.mark.parametrize("size", [(8000, 6000), (9000, 20), (20, 60000)])
def test_what_is_too_large_for_a_screen_is_refused_before_it_is_decoded(size: tuple[int, int], tmp_path: Path) -> None:
    Image.new("1", size).save(tmp_path / "large.png")
    with pytest.raises(Misuse, match=f"{size[0]}x{size[1]}: too large"):
        load_screenshot(str(tmp_path / "large.png"))


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def test_a_picture_that_claims_to_be_huge_is_refused(tmp_path: Path) -> None:
    header = struct.pack(">IIBBBBB", 2**31 - 1, 2**31 - 1, 8, 2, 0, 0, 0)
    (tmp_path / "bomb.png").write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b""))
    )
    with pytest.raises(Misuse, match="too large"):
        load_screenshot(str(tmp_path / "bomb.png"))


def test_text_in_a_picture_that_unpacks_to_gigabytes_is_refused(tmp_path: Path) -> None:
    plain = io.BytesIO()
    drawing().save(plain, "PNG")
    start, rest = plain.getvalue()[:33], plain.getvalue()[33:]
    packed = zlib.compress(bytes(64 * 1024 * 1024))
    bombs = b"".join(chunk(b"zTXt", b"note%d\0\0" % number + packed) for number in range(16))
    (tmp_path / "bomb.png").write_bytes(start + bombs + rest)
    with pytest.raises(Misuse, match="damaged"):
        load_screenshot(str(tmp_path / "bomb.png"))


@pytest.mark.parametrize("ending", ["eps", "tga", "ico", "pcx"])
def test_formats_that_no_screen_comes_in_are_not_opened(ending: str, tmp_path: Path) -> None:
    drawing().save(tmp_path / f"x.{ending}")
    (tmp_path / f"x.{ending}").rename(tmp_path / "screen.png")
    with pytest.raises(Misuse, match="not a picture"):
        load_screenshot(str(tmp_path / "screen.png"))


def test_a_colour_space_that_cannot_be_shown_is_named(tmp_path: Path) -> None:
    Image.merge("LAB", drawing().split()).save(tmp_path / "screen.tif")
    with pytest.raises(Misuse, match="LAB"):
        load_screenshot(str(tmp_path / "screen.tif"))


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    for path in (tmp_path, tmp_path / "pipe.png", tmp_path / "none.png", tmp_path / ("n" * 300), "a\0b", ""):
        with pytest.raises(Misuse):
            load_screenshot(str(path))


def whole_files() -> dict[str, bytes]:
    files = {}
    for kind, options in (("PNG", {}), ("JPEG", {}), ("GIF", {}), ("WEBP", {}), ("BMP", {}), ("TIFF", {}), ("PPM", {})):
        file = io.BytesIO()
        drawing().save(file, kind, **options)
        files[kind] = file.getvalue()
    return files


@pytest.mark.parametrize("kind", whole_files())
def test_a_damaged_file_gives_a_picture_or_one_sentence(kind: str, tmp_path: Path) -> None:
    """Bytes flipped, half of them where the header is; a fifth of the files cut off too."""
    rolls = random.Random(kind)
    whole, path = whole_files()[kind], tmp_path / "screen.png"
    outcomes = set()
    for number in range(120):
        damaged = bytearray(whole)
        for _ in range(rolls.choice([1, 1, 2, 8])):
            damaged[rolls.randrange(len(damaged) if number % 2 else min(len(damaged), 120))] = rolls.randrange(256)
        path.write_bytes(damaged[: rolls.randrange(len(damaged))] if number % 5 == 0 else damaged)
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            said = sentence_for(path)
        assert not told
        assert not said or "screen.png" in said
        assert "\n" not in said
        outcomes.add(bool(said))
    assert True in outcomes


def sentence_for(path: Path) -> str:
    """Empty when it is a picture."""
    try:
        load_screenshot(str(path))
    except Misuse as error:
        return str(error)
    return ""


def test_a_file_with_half_of_its_bytes_or_fewer_is_refused(tmp_path: Path) -> None:
    whole = whole_files()["PNG"]
    for length in range(0, len(whole) // 2, 5):
        (tmp_path / "cut.png").write_bytes(whole[:length])
        with pytest.raises(Misuse):
            load_screenshot(str(tmp_path / "cut.png"))
