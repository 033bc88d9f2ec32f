"""A picture and its truth, while things are laid upon it."""

import os
from functools import lru_cache
from pathlib import Path
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from grounding.geometry import Box
from grounding.screen import Pixels, Role, State
from grounding.training.render.cover import Truth
from grounding.training.render.qt.settle import ink_of
from grounding.training.render.sample import Labelled, TextLine

Colour = tuple[int, int, int]
FONTS = Path("/usr/share/fonts")
ICONS = Path("/usr/share/icons")
FAMILIES = ("DejaVuSans", "NotoSans-", "Roboto-", "Lato-", "OpenSans-", "LiberationSans-", "Cantarell", "Inter")


class Canvas:
    def __init__(self, ground: Pixels) -> None:
        self.pixels = ground.copy()
        self.truth = Truth()

    @property
    def screen(self) -> Box:
        return Box(0, 0, self.pixels.shape[1], self.pixels.shape[0])

    def cover(self, box: Box) -> None:
        """What lay there is hidden from now on."""
        self.truth = self.truth.under([box])

    def fill(self, box: Box, colour: Colour, *, share: float = 1.0, radius: int = 0) -> None:
        inside = box.clipped(self.screen)
        if not inside.area:
            return
        part = self.pixels[inside.top : inside.bottom, inside.left : inside.right]
        mask = np.zeros(part.shape[:2], dtype=np.float32)
        moved = box.moved(-inside.left, -inside.top)
        radius = min(radius, box.width // 2, box.height // 2)
        left, top, right, bottom = moved.left, moved.top, moved.right - 1, moved.bottom - 1
        cv2.rectangle(mask, (left + radius, top), (right - radius, bottom), 1.0, -1)
        cv2.rectangle(mask, (left, top + radius), (right, bottom - radius), 1.0, -1)
        for x in (left + radius, right - radius):
            for y in (top + radius, bottom - radius):
                if radius:
                    cv2.circle(mask, (x, y), radius, 1.0, -1, cv2.LINE_AA)
        weight = (mask * share)[:, :, None]
        part[:] = (part * (1 - weight) + np.array(colour, dtype=np.float32) * weight).astype(np.uint8)

    def shade(self, box: Box, colour: Colour, *, amount: float) -> None:
        """Lighter above, darker below."""
        inside = box.clipped(self.screen)
        if inside.area:
            slope = np.linspace(1 + amount, 1 - amount, inside.height, dtype=np.float32)[:, None, None]
            part = np.clip(np.array(colour, dtype=np.float32)[None, None] * slope, 0, 255)
            self.pixels[inside.top : inside.bottom, inside.left : inside.right] = part.astype(np.uint8)

    def frame(self, box: Box, colour: Colour) -> None:
        cv2.rectangle(self.pixels, (box.left, box.top), (box.right - 1, box.bottom - 1), colour, 1)

    def paste(self, picture: Pixels, left: int, top: int) -> None:
        box = Box(left, top, left + picture.shape[1], top + picture.shape[0])
        inside = box.clipped(self.screen)
        part = picture[inside.top - top : inside.bottom - top, inside.left - left : inside.right - left]
        self.pixels[inside.top : inside.bottom, inside.left : inside.right] = part

    def write(
        self,
        text: str,
        left: int,
        middle: int,
        font: ImageFont.FreeTypeFont,
        colour: Colour,
        *,
        widest: int,
        shadow: bool = False,
    ) -> Box | None:
        """Labelled as a line; shortened to `widest` pixels. None when nothing of it shows."""
        while font.getlength(text) > widest and len(text) > 2:
            text = text[:-2].rstrip("…") + "…"
        if len(text) < 2 or font.getlength(text) > widest:
            return None
        around = font.getbbox(text, anchor="lm")
        box = Box(*(round(side) for side in around)).moved(left, middle)
        if not self.screen.encloses(box):
            return None
        image = Image.fromarray(self.pixels)
        draw = ImageDraw.Draw(image)
        if shadow:
            draw.text((left + 1, middle + 1), text, font=font, fill=(0, 0, 0), anchor="lm")
        draw.text((left, middle), text, font=font, fill=colour, anchor="lm")
        self.pixels = np.array(image)
        self.truth.lines.append(TextLine(box=box, text=text))
        return box

    def icon(self, path: Path, box: Box, *, share: float = 1.0) -> Box | None:
        """Drawn into the box and labelled where its ink is; None when it cannot be drawn."""
        drawing = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
        if drawing is None or drawing.ndim != 3 or drawing.shape[2] != 4 or not self.screen.encloses(box):
            return None
        drawing = cv2.resize(drawing, (box.width, box.height), interpolation=cv2.INTER_AREA)
        alpha = drawing[:, :, 3:].astype(np.float32) / 255 * share
        shown = alpha[:, :, 0] > 0.15
        if shown.mean() < 0.05:
            return None
        part = self.pixels[box.top : box.bottom, box.left : box.right]
        part[:] = (part * (1 - alpha) + drawing[:, :, 2::-1] * alpha).astype(np.uint8)
        columns, rows = np.flatnonzero(shown.any(axis=0)), np.flatnonzero(shown.any(axis=1))
        ink = Box(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1).moved(box.left, box.top)
        if ink_of(self.pixels, ink, least=12) is None:
            return None
        self.label(ink, Role.IMAGE)
        return ink

    def label(self, box: Box, role: Role, text: str = "", state: frozenset[State] = frozenset()) -> None:
        inside = box.clipped(self.screen)
        if inside.area:
            self.truth.elements.append(Labelled(box=inside, role=role, text=text, state=state))


@lru_cache(maxsize=1)
def _fonts() -> tuple[Path, ...]:
    found = [path for path in FONTS.rglob("*.[to]tf") if path.name.startswith(FAMILIES)]
    plain = [
        path for path in found if not any(word in path.name for word in ("Italic", "Thin", "Black", "Oblique", "Hair"))
    ]
    return tuple(sorted(plain))


def any_font(random: Random, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(random.choice(_fonts())), size)


@lru_cache(maxsize=1)
def icons() -> tuple[Path, ...]:
    """Drawings of programs, folders and devices, at least 32 pixels wide."""
    kinds, sizes = {"apps", "places", "devices", "mimetypes", "categories"}, {"32x32", "48x48", "64x64", "32", "48"}
    found: list[Path] = []
    for folder, _, names in os.walk(ICONS):
        parts = set(Path(folder).parts)
        if kinds & parts and sizes & parts:
            found += [Path(folder, name) for name in names if name.endswith(".png")]
    return tuple(sorted(found))


def dark(colour: Colour) -> bool:
    return colour[0] * 0.3 + colour[1] * 0.59 + colour[2] * 0.11 < 128


def ink_on(colour: Colour) -> Colour:
    return (240, 240, 240) if dark(colour) else (25, 25, 25)


def any_colour(random: Random) -> Colour:
    kind = random.random()
    if kind < 0.4:
        grey = random.choice([20, 32, 45, 60, 190, 212, 225, 240, 250])
        return (grey, grey, min(255, grey + random.choice([0, 0, 4, 10])))
    return (random.randint(0, 255), random.randint(0, 255), random.randint(0, 255))
