"""Draws every collected drawing once, ink to the edge of a 64-pixel square, packed for training.

    python -m grounding.training.icons.draw FOLDER

Writes FOLDER/masters/: `ink.npy` uint8 (n, 64, 64), the coverage of the drawings of one colour; `colour.npy` uint8
(m, 64, 64, 4), straight RGBA of the others; `drawings.json`, one entry a drawing; `strips.npz`, coverage 0..1 of short
texts, for what stands beside an icon. Reads what `collect` downloaded.
"""

import argparse
import json
import os
import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from grounding.training.icons.collect import Collected, Drawing

SIDE = 64
ROUGH = 160  # drawn so large first: the ink's box is not known before
ONE_COLOUR = 12  # how far the channels of a drawing of one colour may spread, of 255
FAINTEST = 24
STRIPS = 400
FONT_FACES = ("DejaVu Sans", "Liberation Sans", "Liberation Serif", "DejaVu Sans Mono", "Noto Sans", "Cantarell")
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789äöüéèñß.,:%-"

Picture = npt.NDArray[np.uint8]


@dataclass(frozen=True, kw_only=True)
class Master:
    """Where a drawing lies in the packed arrays. coloured: in `colour.npy`, else in `ink.npy`."""

    set: str
    role: str
    names: tuple[str, ...]
    tags: tuple[str, ...]
    coloured: bool
    index: int


class Masters:
    """The packed drawings of a folder, read as they are needed."""

    def __init__(self, folder: Path) -> None:
        place = folder / "masters"
        self.ink = np.load(place / "ink.npy", mmap_mode="r")
        self.colour = np.load(place / "colour.npy", mmap_mode="r")
        with np.load(place / "strips.npz") as strips:
            self.strips: list[npt.NDArray[np.float32]] = [strips[name] for name in sorted(strips.files)]
        self.entries = [
            Master(**{**one, "names": tuple(one["names"]), "tags": tuple(one["tags"])})
            for one in json.loads((place / "drawings.json").read_text(encoding="utf-8"))
        ]


def text_strips(count: int, *, seed: int) -> list[npt.NDArray[np.float32]]:
    """Coverage 0..1 (height, width) of short texts in several faces, drawn by Qt."""
    from PySide6.QtGui import QColor, QFont, QFontDatabase, QImage, QPainter

    chance = random.Random(seed)
    families = [face for face in QFontDatabase.families() if face in FONT_FACES] or QFontDatabase.families()[:8]
    strips: list[npt.NDArray[np.float32]] = []
    for _ in range(count):
        font = QFont(chance.choice(families))
        height = chance.choice((9, 11, 12, 13, 14, 16, 18, 22, 28))
        font.setPixelSize(height)
        font.setBold(chance.random() < 0.2)
        text = "".join(chance.choice(LETTERS) for _ in range(chance.randint(1, 12)))
        image = QImage(height * 10, round(height * 1.4), QImage.Format.Format_Grayscale8)
        image.fill(0)
        painter = QPainter(image)
        painter.setFont(font)
        painter.setPen(QColor("white"))
        painter.drawText(image.rect(), 0x0080, text)  # AlignVCenter
        painter.end()
        whole = np.array(image.constBits(), dtype=np.uint8).reshape(image.height(), image.bytesPerLine())
        rows, columns = np.nonzero(whole > 64)
        if len(rows):
            inked = whole[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
            strips.append(inked.astype(np.float32) / 255)
    return strips


def svg_picture(content: bytes) -> Picture | None:
    """uint8 (height, width, 4), straight alpha; None when Qt cannot read it."""
    from PySide6.QtCore import QByteArray, QRectF
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(QByteArray(content))
    size = renderer.viewBoxF().size()
    if not renderer.isValid() or size.isEmpty():
        return None
    scale = ROUGH / max(size.width(), size.height())
    width, height = max(1, round(size.width() * scale)), max(1, round(size.height() * scale))
    image = QImage(width, height, QImage.Format.Format_RGBA8888)
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, width, height))
    painter.end()
    return np.array(image.constBits(), dtype=np.uint8).reshape(height, image.bytesPerLine() // 4, 4)[:, :width].copy()


def png_picture(content: bytes) -> Picture | None:
    """The same of a PNG."""
    found = cv2.imdecode(np.frombuffer(content, dtype=np.uint8), cv2.IMREAD_UNCHANGED)
    if found is None or found.ndim != 3 or found.shape[2] != 4 or found.dtype != np.uint8:
        return None
    return np.ascontiguousarray(found[:, :, [2, 1, 0, 3]])


def master_of(picture: Picture) -> Picture | None:
    """The ink enlarged or shrunk to fill the square, centred; None when there is no ink."""
    rows, columns = np.nonzero(picture[:, :, 3] > FAINTEST)
    if len(rows) < 4:
        return None
    inked = picture[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1].astype(np.float32)
    inked[:, :, :3] *= inked[:, :, 3:] / 255
    height, width = inked.shape[:2]
    scale = SIDE / max(height, width)
    wide, high = max(1, round(width * scale)), max(1, round(height * scale))
    sized = cv2.resize(inked, (wide, high), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    square = np.zeros((SIDE, SIDE, 4), dtype=np.float32)
    top, left = (SIDE - high) // 2, (SIDE - wide) // 2
    square[top : top + high, left : left + wide] = sized
    square = square.clip(0, 255)
    square[:, :, :3] /= np.maximum(square[:, :, 3:], 1) / 255
    return square.clip(0, 255).round().astype(np.uint8)


def of_one_colour(master: Picture) -> bool:
    inked = master[master[:, :, 3] > 128][:, :3].astype(np.float32)
    return len(inked) == 0 or float(inked.std(axis=0).max()) < ONE_COLOUR


def drawn(drawings: Iterator[Drawing]) -> Iterator[tuple[Drawing, Picture]]:
    for drawing in drawings:
        picture = svg_picture(drawing.content) if drawing.kind == "svg" else png_picture(drawing.content)
        master = None if picture is None else master_of(picture)
        if master is not None:
            yield drawing, master


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication([])
    ink: list[Picture] = []
    colour: list[Picture] = []
    entries: list[Master] = []
    seen: dict[bytes, int] = {}
    for drawing, master in drawn(Collected(folder).drawings()):
        plain = of_one_colour(master)
        packed = master[:, :, 3] if plain else master
        key = drawing.set.encode() + packed.tobytes()
        if key in seen:  # the same drawing at another size or under another name
            known = entries[seen[key]]
            names = tuple(dict.fromkeys(known.names + drawing.names))
            entries[seen[key]] = Master(**{**asdict(known), "names": names})
            continue
        seen[key] = len(entries)
        kept = ink if plain else colour
        entries.append(
            Master(
                set=drawing.set,
                role=drawing.role,
                names=drawing.names,
                tags=drawing.tags,
                coloured=not plain,
                index=len(kept),
            )
        )
        kept.append(packed)
    strips = text_strips(STRIPS, seed=1)
    del application
    place = folder / "masters"
    place.mkdir(exist_ok=True)
    np.savez_compressed(place / "strips.npz", *strips)
    np.save(place / "ink.npy", np.stack(ink))
    np.save(place / "colour.npy", np.stack(colour))
    (place / "drawings.json").write_text(json.dumps([asdict(one) for one in entries]), encoding="utf-8")
    print(f"{len(ink)} drawings of one colour, {len(colour)} of several")


if __name__ == "__main__":
    main()
