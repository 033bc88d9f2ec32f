"""One desktop: a ground, windows over each other, furniture, and what cameras and codecs do to pictures."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

import cv2
import numpy as np

from grounding.geometry import Box
from grounding.screen import Pixels
from grounding.training.render.cover import Truth
from grounding.training.render.desktops.canvas import Canvas
from grounding.training.render.desktops.furniture import Frames, dock, panel, pointer, wallpaper_icons
from grounding.training.render.sample import Sample, read
from grounding.training.render.wallpapers import wallpaper
from grounding.training.render.words import Words

SIZES = [(1024, 768), (1280, 720), (1280, 800), (1366, 768), (1440, 900), (1600, 900), (1920, 1080), (1920, 1080)]
LEAST_WH = (260, 180)


def compose(seed: int, pool: Sequence[Path]) -> Sample:
    """pool: the JSON files of samples to make windows of."""
    random = Random(seed)
    size_wh = random.choice(SIZES)
    scale = random.choice([1, 1, 1, 1, 1, 0.75, 0.85, 1.25, 1.5, 1.5, 2, 2.5])
    base_wh = round(size_wh[0] / scale), round(size_wh[1] / scale)
    words = Words(random, random.choice(["en", "en", "en", "de", "fr", "es", "it", "sv", "pl", "nl"]))
    canvas = Canvas(wallpaper(random, base_wh))
    if random.random() < 0.6:
        wallpaper_icons(canvas, random, words)
    frames = Frames(random)
    titles = [
        random.choice([words.label, words.phrase, words.file_name])() for _ in range(random.choice([1, 1, 2, 2, 3, 4]))
    ]
    for index, title in enumerate(titles):
        _put_window(canvas, random, frames, random.choice(pool), title, active=index == len(titles) - 1)
    if random.random() < 0.75:
        panel(canvas, random, words, titles)
    if random.random() < 0.3:
        dock(canvas, random)
    if random.random() < 0.7:
        pointer(canvas, random)
    pixels, truth = _blemished(canvas, random, size_wh)
    return Sample(
        pixels=pixels,
        source="desktop",
        seed=seed,
        elements=tuple(truth.elements),
        lines=tuple(truth.lines),
        ignore=tuple(truth.ignore),
    )


def _put_window(canvas: Canvas, random: Random, frames: Frames, path: Path, title: str, *, active: bool) -> None:
    """A piece of a sample, from its upper left corner mostly, in a frame, anywhere."""
    sample = read(path)
    whole = sample.pixels.shape[1], sample.pixels.shape[0]
    width, height = (
        max(least, round(min(there, room) * random.uniform(0.4, 1)))
        for there, room, least in zip(whole, (canvas.screen.width, canvas.screen.height), LEAST_WH, strict=True)
    )
    width, height = min(width, whole[0]), min(height, whole[1])
    cut_left, cut_top = (
        (0, 0)
        if random.random() < 0.7
        else (
            random.randint(0, whole[0] - width),
            random.randint(0, whole[1] - height),
        )
    )
    inside = Box(cut_left, cut_top, cut_left + width, cut_top + height)
    edge, bar = frames.edge, frames.height
    room_right, room_bottom = canvas.screen.width - width - 2 * edge, canvas.screen.height - height - bar - edge
    left, top = random.randint(min(0, room_right), max(0, room_right)), random.randint(0, max(0, room_bottom))
    outer = Box(left, top, left + width + 2 * edge, top + bar + height + edge)
    for spread in range(frames.shadow, 0, -2):
        canvas.fill(outer.grown(spread).moved(0, spread // 3), (0, 0, 0), share=0.5 / frames.shadow, radius=spread)
    canvas.cover(outer)
    truth = Truth(elements=list(sample.elements), lines=list(sample.lines), ignore=list(sample.ignore))
    truth = truth.within(inside).moved(left + edge - cut_left, top + bar - cut_top)
    canvas.paste(sample.pixels[inside.top : inside.bottom, inside.left : inside.right], left + edge, top + bar)
    canvas.truth.add(truth)
    frames.draw(canvas, outer, title, active=active, random=random)
    canvas.truth = canvas.truth.within(canvas.screen)


def _blemished(canvas: Canvas, random: Random, size_wh: tuple[int, int]) -> tuple[Pixels, Truth]:
    """Scaled to its size, sometimes blurred, sometimes pressed."""
    pixels, truth = canvas.pixels, canvas.truth
    if (pixels.shape[1], pixels.shape[0]) != size_wh:
        larger = size_wh[0] > pixels.shape[1]
        ways = [cv2.INTER_LINEAR, cv2.INTER_CUBIC, cv2.INTER_NEAREST] if larger else [cv2.INTER_AREA, cv2.INTER_LINEAR]
        truth = truth.moved(0, 0, size_wh[0] / pixels.shape[1])
        pixels = cv2.resize(pixels, size_wh, interpolation=random.choice(ways))
        truth = truth.within(Box(0, 0, *size_wh))
    if random.random() < 0.08:
        pixels = cv2.GaussianBlur(pixels, (0, 0), random.uniform(0.4, 0.9))
    if random.random() < 0.25:
        quality = [cv2.IMWRITE_JPEG_QUALITY, random.randint(35, 95)]
        pressed = cv2.imencode(".jpg", np.ascontiguousarray(pixels[:, :, ::-1]), quality)[1]
        pixels = np.ascontiguousarray(cv2.imdecode(pressed, cv2.IMREAD_COLOR)[:, :, ::-1])
    return pixels, truth
