"""Text onto pixels with Skia over FreeType (as Chromium draws) and with Pillow over HarfBuzz and FreeType."""

import random
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import skia
from PIL import Image, ImageDraw, ImageFont

from grounding.training.reader.fonts import Face

Canvas = npt.NDArray[np.uint8]
"""(height, width, 4) blue, green, red, opaque: the order in which Skia gives coloured fringes."""
Colour = tuple[int, int, int]
SIDEWAYS = (skia.kRGB_H_PixelGeometry, skia.kRGB_H_PixelGeometry, skia.kBGR_H_PixelGeometry)


@dataclass(frozen=True, kw_only=True)
class Hand:
    """How a face is drawn. shaped: with kerning and ligatures."""

    face: Face
    size: float
    shaped: bool
    hinting: int
    fringed: bool
    subpixel: bool
    geometry: int
    bold: bool
    slanted: bool
    crisp: bool = False

    @property
    def ascent(self) -> float:
        return -float(opened(self).getMetrics().fAscent)

    def width(self, text: str) -> float:
        if self.shaped:
            return float(pillow_font(self.face.path, self.size).getlength(text))
        return float(opened(self).measureText(text))


def hand(chance: random.Random, face: Face, size: float) -> Hand:
    fringed = chance.random() < 0.35
    hinting = chance.choice((0, 1, 1, 2, 3))
    return Hand(
        face=face,
        size=round(size) if chance.random() < 0.75 else round(size * 4) / 4,
        shaped=face.scalable and chance.random() < 0.3,
        hinting=hinting,
        fringed=fringed,
        subpixel=hinting < 2 and chance.random() < 0.7,
        geometry=chance.randrange(len(SIDEWAYS)),
        bold=chance.random() < 0.04,
        slanted=chance.random() < 0.03,
        crisp=chance.random() < 0.015,
    )


@lru_cache(maxsize=400)
def typeface(path: Path) -> skia.Typeface:
    return skia.Typeface.MakeFromFile(str(path))


@lru_cache(maxsize=400)
def pillow_font(path: Path, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.RAQM)


@lru_cache(maxsize=64)
def opened(hand: Hand) -> skia.Font:
    font = skia.Font(typeface(hand.face.path), hand.size)
    edging = skia.Font.Edging
    font.setEdging(edging.kAlias if hand.crisp else edging.kSubpixelAntiAlias if hand.fringed else edging.kAntiAlias)
    kinds = (skia.FontHinting.kNone, skia.FontHinting.kSlight, skia.FontHinting.kNormal, skia.FontHinting.kFull)
    font.setHinting(kinds[hand.hinting])
    font.setSubpixel(hand.subpixel)
    font.setEmbolden(hand.bold)
    font.setSkewX(-0.22 if hand.slanted else 0.0)
    return font


def write(canvas: Canvas, hand: Hand, text: str, x: float, baseline: float, colour: Colour) -> None:
    """Draws on the canvas, whose ground is already there. colour: red, green, blue."""
    if hand.shaped:
        image = Image.fromarray(canvas[:, :, 2::-1])
        pen = ImageDraw.Draw(image)
        pen.text((x, baseline), text, font=pillow_font(hand.face.path, hand.size), fill=colour, anchor="ls")
        canvas[:, :, 2::-1] = np.asarray(image)
        return
    height, width = canvas.shape[:2]
    info = skia.ImageInfo.Make(width, height, skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType)
    geometry = SIDEWAYS[hand.geometry] if hand.fringed else skia.kUnknown_PixelGeometry
    surface = skia.Surface.MakeRasterDirect(info, canvas, canvas.strides[0], skia.SurfaceProps(0, geometry))
    paint = skia.Paint(Color=skia.Color(*colour), AntiAlias=not hand.crisp)
    surface.getCanvas().drawString(text, x, round(baseline), opened(hand), paint)
