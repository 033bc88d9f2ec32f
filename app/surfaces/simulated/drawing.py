"""The simulated world as a picture, with letters that a reader of text can read."""

from functools import cache

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from app.surfaces.simulated.spec import Area, Button, Checkbox, Dropdown, Field, Label
from app.surfaces.simulated.world import TITLE_HEIGHT, LiveWindow, Shown, World
from grounding.geometry import Box
from grounding.screen import Pixels

_DESK, _TITLE, _TITLE_BEHIND, _GROUND = (70, 96, 120), (52, 73, 94), (130, 140, 150), (245, 245, 244)
_INK, _PALE, _LINE, _PAPER, _FOCUS = (25, 25, 25), (150, 150, 150), (165, 165, 165), (255, 255, 255), (38, 110, 200)
_SELECTION = (190, 215, 250)
_PATCH = (120, 60, 60)


def draw(world: World) -> Pixels:
    image = Image.new("RGB", world.spec.size_wh, _DESK)
    front = world.front
    for window in world.windows:
        if world.is_shown(window):
            _window(image, world, window, in_front=window is front)
    canvas = ImageDraw.Draw(image)
    for option in world.options():
        canvas.rectangle(_corners(option.box), fill=_PAPER, outline=_LINE)
        _write(canvas, option.text, option.box, _INK)
    if world.spec.faults.restless is not None:
        canvas.rectangle(_corners(world.spec.faults.restless), fill=(world.looks * 37 % 256, 90, 120))
    return np.array(image, dtype=np.uint8)


def _window(image: Image.Image, world: World, window: LiveWindow, *, in_front: bool) -> None:
    box, content = world.box_of(window), world.content_of(window)
    canvas = ImageDraw.Draw(image)
    canvas.rectangle(_corners(box), fill=_GROUND, outline=_INK)
    canvas.rectangle(
        _corners(Box(box.left, box.top, box.right, box.top + TITLE_HEIGHT)), fill=_TITLE if in_front else _TITLE_BEHIND
    )
    _write(canvas, window.spec.title, Box(box.left, box.top, box.right, box.top + TITLE_HEIGHT), _PAPER, indent=10)
    # Drawn apart and pasted, so that what is scrolled out is cut off at the window's edge.
    if content.area == 0:
        return
    inside = Image.new("RGB", (content.width - 2, content.height - 1), _GROUND)
    for shown in world.shown(window):
        if shown.visible.area:
            _widget(ImageDraw.Draw(inside), world, shown, shown.box.moved(-content.left - 1, -content.top))
    image.paste(inside, (content.left + 1, content.top))


def _widget(canvas: ImageDraw.ImageDraw, world: World, shown: Shown, box: Box) -> None:
    if world.is_covered(shown.key):
        canvas.rectangle(_corners(box.grown(2)), fill=_PATCH)
        return
    live, ink = shown.live, _INK if shown.enabled else _PALE
    edge = _FOCUS if world.focus == shown.key else _LINE
    match live.spec:
        case Label(heading=heading):
            _write(canvas, live.says, box, ink, indent=0, size=20 if heading else 15)
        case Button():
            canvas.rounded_rectangle(_corners(box), radius=5, fill=(225, 228, 232), outline=edge)
            width = canvas.textlength(live.says, font=_font(15))
            _write(canvas, live.says, box, ink, indent=max(4, round((box.width - width) / 2)))
        case Checkbox():
            square = Box(box.left, box.center.y - 8, box.left + 16, box.center.y + 8)
            canvas.rectangle(_corners(square), fill=_PAPER, outline=edge)
            if live.checked:
                x, y = square.left, square.top
                canvas.line([(x + 3, y + 8), (x + 7, y + 12), (x + 13, y + 3)], fill=_FOCUS, width=2)
            _write(canvas, live.says, box, ink, indent=24)
        case Field(hint=hint, secret=secret):
            canvas.rectangle(_corners(box), fill=_PAPER, outline=edge)
            says = "•" * len(live.text.content) if secret else live.text.content
            if live.text.selected and says:
                width = round(canvas.textlength(says, font=_font(15)))
                canvas.rectangle((box.left + 6, box.top + 4, box.left + 8 + width, box.bottom - 5), fill=_SELECTION)
            _write(canvas, says or hint, box, ink if says else _PALE)
        case Area():
            canvas.rectangle(_corners(box), fill=_PAPER, outline=edge)
            for at, line in enumerate(live.text.content.split("\n")):
                top = box.top + 4 + 22 * at
                if top + 20 <= box.bottom:
                    _write(canvas, line, Box(box.left, top, box.right, top + 20), ink)
        case Dropdown():
            canvas.rectangle(_corners(box), fill=_PAPER, outline=edge)
            _write(canvas, live.text.content, box, ink)
            x, y = box.right - 14, box.center.y
            canvas.polygon([(x - 5, y - 3), (x + 5, y - 3), (x, y + 4)], fill=ink)


def _write(
    canvas: ImageDraw.ImageDraw, text: str, box: Box, ink: tuple[int, int, int], *, indent: int = 7, size: int = 15
) -> None:
    canvas.text((box.left + indent, box.center.y), text, font=_font(size), fill=ink, anchor="lm")


def _corners(box: Box) -> tuple[int, int, int, int]:
    return box.left, box.top, box.right - 1, box.bottom - 1


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)
