"""What desktops have besides windows' contents: title bars, panels, docks, icons on the wallpaper, the pointer."""

from random import Random

import cv2
import numpy as np

from grounding.geometry import Box, Point
from grounding.screen import Role
from grounding.training.render.desktops.canvas import Canvas, Colour, any_colour, any_font, icons, ink_on
from grounding.training.render.words import Words

LIGHTS: tuple[Colour, ...] = ((255, 95, 87), (254, 188, 46), (40, 200, 64))


class Frames:
    """One desktop's way of drawing title bars."""

    def __init__(self, random: Random) -> None:
        self.height = random.choice([18, 20, 22, 24, 26, 28, 30, 34, 38, 46])
        self.edge = random.choice([0, 0, 1, 1, 1, 2, 4])
        self._active, self._other = any_colour(random), any_colour(random)
        self._lights = random.random() < 0.2
        self._left = self._lights or random.random() < 0.12
        self._buttons = random.choice([1, 2, 3, 3, 3, 3, 4])
        self._wide = random.choice([self.height, self.height, round(self.height * 1.5)])
        self._raised = random.random() < 0.3
        self._round = random.random() < 0.25
        self._shaded = random.choice([0, 0, 0.06, 0.15])
        self._stroke = random.choice([1, 1, 2])
        self._centred = random.random() < 0.5
        self._with_icon = random.random() < 0.5
        self._font = any_font(random, max(10, round(self.height * random.uniform(0.42, 0.6))))
        self.shadow = random.choice([0, 0, 6, 14, 24])
        self._line = any_colour(random)

    def draw(self, canvas: Canvas, outer: Box, title: str, *, active: bool, random: Random) -> None:
        """The bar and the border of a window; `outer` includes them."""
        colour = self._active if active else self._other
        bar = Box(outer.left, outer.top, outer.right, outer.top + self.height)
        canvas.shade(bar, colour, amount=self._shaded)
        if self.edge:
            for width in range(self.edge):
                canvas.frame(outer.grown(-width), self._line if width == 0 else colour)
        canvas.label(outer, Role.WINDOW, title)
        canvas.label(bar, Role.TITLE_BAR, title)
        taken = self._buttons_on(canvas, bar, colour)
        left, right = bar.left + 6, bar.right - 6
        if self._left:
            left += taken
        else:
            right -= taken
        if self._with_icon and icons():
            side = round(self.height * 0.66)
            top = bar.top + (self.height - side) // 2
            if canvas.icon(random.choice(icons()), Box(left, top, left + side, top + side)):
                left += side + 6
        room = right - left
        start = left
        if self._centred:
            start = max(left, (bar.left + bar.right) // 2 - int(self._font.getlength(title)) // 2)
        canvas.write(title, start, bar.center.y, self._font, ink_on(colour), widest=max(0, min(room, right - start)))

    def _buttons_on(self, canvas: Canvas, bar: Box, colour: Colour) -> int:
        side = self._wide
        signs = ["close", "minimise", "maximise", "more"] if self._lights else ["close", "maximise", "minimise", "more"]
        for index, sign in enumerate(signs[: self._buttons]):
            left = bar.left + 4 + index * side if self._left else bar.right - 4 - (index + 1) * side
            if left < bar.left + 4 or left + side > bar.right:
                return (index + 1) * side
            button = Box(left, bar.top, left + side, bar.bottom)
            if self._lights and index < 3:
                dot = max(4, round(self.height * 0.24))
                cv2.circle(canvas.pixels, button.center, dot, LIGHTS[index], -1, cv2.LINE_AA)
                canvas.label(Box(*button.center, *button.center).grown(dot), Role.ICON_BUTTON, sign)
                continue
            ink = ink_on(colour)
            if self._raised or self._round:
                inner = button.grown(-max(2, self.height // 8))
                light, shade = tuple(min(255, c + 50) for c in colour), tuple(max(0, c - 60) for c in colour)
                if self._round:
                    cv2.circle(canvas.pixels, inner.center, min(inner.width, inner.height) // 2, shade, -1, cv2.LINE_AA)
                    half = min(inner.width, inner.height) // 2
                    inner = Box(*inner.center, *inner.center).grown(half)
                    ink = ink_on(shade)  # type: ignore[arg-type]
                else:
                    canvas.frame(inner, shade)  # type: ignore[arg-type]
                    cv2.line(canvas.pixels, (inner.left, inner.top), (inner.right - 1, inner.top), light, 1)
                    cv2.line(canvas.pixels, (inner.left, inner.top), (inner.left, inner.bottom - 1), light, 1)
                button = inner
            canvas.label(button, Role.ICON_BUTTON, sign)
            self._sign(canvas, button.center, sign, ink)
        return self._buttons * side + 8

    def _sign(self, canvas: Canvas, middle: Point, sign: str, ink: Colour) -> None:
        half = max(3, round(self.height * 0.16))
        x, y, stroke = middle.x, middle.y, self._stroke
        top, bottom = y - half, y + half
        if sign == "close":
            smooth = cv2.LINE_AA
            cv2.line(canvas.pixels, (x - half, top), (x + half, bottom), ink, stroke, smooth)
            cv2.line(canvas.pixels, (x - half, bottom), (x + half, top), ink, stroke, smooth)
        elif sign == "maximise":
            cv2.rectangle(canvas.pixels, (x - half, top), (x + half, bottom), ink, stroke)
        elif sign == "minimise":
            top = bottom = y + (half if self._stroke == 1 else 0)
            cv2.line(canvas.pixels, (x - half, top), (x + half, top), ink, max(1, stroke))
        else:
            top, bottom = y - half // 2, y + half // 2
            points = np.array([(x - half, bottom), (x, top), (x + half, bottom)])
            cv2.polylines(canvas.pixels, [points], False, ink, stroke, cv2.LINE_AA)
        grown = stroke // 2
        canvas.label(Box(x - half - grown, top - grown, x + half + 1 + grown, bottom + 1 + grown), Role.IMAGE, sign)


def panel(canvas: Canvas, random: Random, words: Words, titles: list[str]) -> Box:
    """A bar along an edge: a menu, the open windows, small icons, the time. Returns where it lies."""
    height = random.choice([22, 24, 26, 28, 32, 36, 40, 48])
    top = 0 if random.random() < 0.4 else canvas.screen.bottom - height
    bar = Box(0, top, canvas.screen.right, top + height)
    colour = any_colour(random)
    canvas.cover(bar)
    canvas.fill(bar, colour, share=random.choice([1, 1, 0.94]))
    font, ink = any_font(random, max(10, round(height * random.uniform(0.36, 0.5)))), ink_on(colour)
    side = round(height * random.uniform(0.55, 0.75))
    left = bar.left + 4

    def put_icon(at: int) -> Box | None:
        box = Box(at + (height - side) // 2, top + (height - side) // 2, 0, 0)
        box = Box(box.left, box.top, box.left + side, box.top + side)
        return canvas.icon(random.choice(icons()), box) if icons() else None

    if put_icon(left):
        canvas.label(Box(left, top, left + height, bar.bottom), Role.ICON_BUTTON)
    left += height
    wanted = random.random() < 0.6
    if wanted and (written := canvas.write(words.label(), left + 8, bar.center.y, font, ink, widest=180)):
        canvas.label(Box(left, top, written.right + 8, bar.bottom), Role.BUTTON)
        left = written.right + 14
    for _ in range(random.choice([0, 0, 3, 5])):
        if put_icon(left):
            canvas.label(Box(left, top, left + height, bar.bottom), Role.ICON_BUTTON)
        left += height + 2
    right = bar.right - 8
    clock = words.clock()
    length = int(font.getlength(clock))
    middle = random.random() < 0.25
    start = bar.center.x - length // 2 if middle else right - length
    canvas.write(clock, start, bar.center.y, font, ink, widest=length + 4)
    right = right if middle else start - 8
    for _ in range(random.randint(0, 6)):
        right -= height
        if put_icon(right):
            canvas.label(Box(right, top, right + height, bar.bottom), Role.ICON_BUTTON)
    if not middle:
        wide = random.choice([90, 140, 190])
        for title in titles[: max(0, (right - left) // (wide + 4))]:
            task = Box(left, top + 2, left + wide, bar.bottom - 2)
            canvas.fill(task, tuple(min(255, c + 25) for c in colour), radius=random.choice([0, 4]))  # type: ignore[arg-type]
            canvas.label(task, Role.BUTTON, title)
            at = left + 6
            if random.random() < 0.7 and put_icon(left):
                at = left + height + 2
            canvas.write(title, at, bar.center.y, font, ink, widest=task.right - at - 4)
            left += wide + 4
    return bar


def dock(canvas: Canvas, random: Random) -> None:
    """A row or a column of large icons."""
    if not icons():
        return
    side, count = random.choice([32, 40, 48, 56]), random.randint(4, 12)
    step = side + random.choice([8, 12, 16])
    long, deep = count * step + 8, step + 8
    upright = random.random() < 0.5
    width, height = (deep, long) if upright else (long, deep)
    if width > canvas.screen.width or height > canvas.screen.height:
        return
    left = random.choice([0, canvas.screen.right - width]) if upright else (canvas.screen.right - width) // 2
    top = (canvas.screen.bottom - height) // 2 if upright else canvas.screen.bottom - height - random.choice([0, 8])
    box = Box(left, top, left + width, top + height)
    canvas.cover(box)
    canvas.fill(box, any_colour(random), share=random.uniform(0.92, 1), radius=random.choice([0, 8, 16]))
    for index in range(count):
        x, y = (left + 4, top + 4 + index * step) if upright else (left + 4 + index * step, top + 4)
        cell = Box(x, y, x + step, y + step)
        inner = Box(*cell.center, *cell.center)
        half = side // 2
        if canvas.icon(
            random.choice(icons()), Box(inner.left - half, inner.top - half, inner.left + half, inner.top + half)
        ):
            canvas.label(cell, Role.ICON_BUTTON)


def wallpaper_icons(canvas: Canvas, random: Random, words: Words) -> None:
    """Files and programs on the ground, each with its name beneath."""
    if not icons():
        return
    side, font = random.choice([32, 48, 48, 64]), any_font(random, random.choice([11, 12, 13, 14]))
    wide, high = side + 48, side + 44
    rows = max(1, (canvas.screen.height - 120) // high)
    for index in range(random.randint(1, 2 * rows)):
        left, top = 16 + index // rows * wide, 60 + index % rows * high
        icon = Box(left + (wide - side) // 2, top, left + (wide + side) // 2, top + side)
        if (ink := canvas.icon(random.choice(icons()), icon)) is None:
            continue
        name = random.choice([words.label, words.file_name])()
        length = min(int(font.getlength(name)), wide - 6)
        start = left + (wide - length) // 2
        written = canvas.write(name, start, top + side + 12, font, (255, 255, 255), widest=wide - 4, shadow=True)
        canvas.label(ink.joined(written) if written else ink, Role.LIST_ITEM, name)


def pointer(canvas: Canvas, random: Random) -> None:
    """An arrow, a bar or a cross; never labelled."""
    x, y = random.randrange(canvas.screen.width), random.randrange(canvas.screen.height)
    size = random.choice([0.8, 1, 1, 1.5, 2])
    kind = random.random()
    if kind < 0.75:
        shape = [(0, 0), (0, 16), (4, 12.5), (7, 19), (9.5, 18), (6.7, 11.5), (12, 11.5)]
    elif kind < 0.9:
        shape = [(-3, -8), (0, -7), (3, -8), (0.7, -6), (0.7, 6), (3, 8), (0, 7), (-3, 8), (-0.7, 6), (-0.7, -6)]
    else:
        shape = [
            (-1, -9),
            (1, -9),
            (1, -1),
            (9, -1),
            (9, 1),
            (1, 1),
            (1, 9),
            (-1, 9),
            (-1, 1),
            (-9, 1),
            (-9, -1),
            (-1, -1),
        ]
    points = np.array([(x + px * size, y + py * size) for px, py in shape]).round().astype(np.int32)
    fill, edge = ((255, 255, 255), (0, 0, 0)) if random.random() < 0.5 else ((0, 0, 0), (255, 255, 255))
    cv2.fillPoly(canvas.pixels, [points], fill, cv2.LINE_AA)
    cv2.polylines(canvas.pixels, [points], True, edge, 1, cv2.LINE_AA)
