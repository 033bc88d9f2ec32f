"""One training line: a text in a font on a ground, among what may stand beside it, cropped as the eyes crop."""

import random
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from grounding.screen import Pixels
from grounding.text_reader.scripts import IDEOGRAPH, STRANGE, look_of
from grounding.training.reader.catalogues import KNOWN
from grounding.training.reader.colours import ground_and_ink, ground_of, mixed, on_its_way
from grounding.training.reader.fonts import Face, Fonts
from grounding.training.reader.painter import Canvas, Colour, Hand, hand, typeface, write
from grounding.training.reader.strings import Saying, Strings

MARGIN = 3
ROOM = 40
LONGEST_WIDTH = 1000
NO_TEXT = 0.05


@dataclass(frozen=True, kw_only=True)
class Line:
    """pixels: the crop; text: what is written in it; look: what the network is to answer; family: of the font."""

    pixels: Pixels
    text: str
    look: str
    family: str


class Lines:
    """Draws line after line. The same chance gives the same line."""

    def __init__(self, *, strings: Strings, text: Fonts, foreign: dict[str, Fonts], icons: Fonts) -> None:
        self._strings = strings
        self._text = text
        self._foreign = foreign
        self._icons = icons

    def draw(self, chance: random.Random) -> Line:
        while True:
            line = self._nothing(chance) if chance.random() < NO_TEXT else self._written(chance)
            if line is not None:
                return line

    def _written(self, chance: random.Random) -> Line | None:
        saying = self._strings.draw(chance)
        face = self._face(chance, saying)
        if face is None:
            return None
        size = chance.choices(
            (chance.uniform(8, 10), chance.uniform(10, 17), chance.uniform(17, 26), chance.uniform(26, 44)),
            (8, 62, 21, 9),
        )[0]
        with_hand = hand(chance, face, size if face.scalable else 16)
        if saying.kind == "strange" and not with_hand.shaped:
            with_hand = hand(chance, face, size)
        width = with_hand.width(saying.text)
        if width > LONGEST_WIDTH or width < 1:
            return None
        ground, ink = ground_and_ink(chance)
        height = round(with_hand.size * 3.2) + 2 * ROOM
        canvas = ground_of(chance, height, round(width) + 2 * ROOM, ground)
        blank = canvas.copy()
        x, baseline = ROOM + chance.random(), round(height / 2 + with_hand.size * 0.35)
        write(canvas, with_hand, saying.text, x, baseline, ink)
        box = ink_box(canvas, blank)
        if box is None:
            return None
        text, look = saying.text, label_of(saying)
        scene = Scene(canvas, box, with_hand, ground, ink, baseline, x)
        if saying.underlined >= 0:
            scene.underline_letter(saying)
        self._decorate(chance, scene)
        left, top, right, bottom = grown(chance, scene)
        if saying.kind == "text" and len(saying.text) > 3 and chance.random() < 0.025:
            left, right, text = clipped(chance, with_hand, text, x, left, right)
            look = look_of(text)
        return finished(chance, canvas, (left, top, right, bottom), text, look, face.family)

    def _face(self, chance: random.Random, saying: Saying) -> Face | None:
        if saying.kind == "text":
            return self._text.drawing(chance, saying.text)
        fonts = list(self._foreign.values())
        for _ in range(12):
            face = chance.choice(fonts if saying.kind == "strange" else fonts[:1]).draw(chance)
            letters = [ord(letter) for letter in saying.text if letter != " "]
            if all(typeface(face.path).unicharsToGlyphs(letters)):
                return face
        return None

    def _decorate(self, chance: random.Random, scene: "Scene") -> None:
        """What may stand beside a line. Nothing of it belongs to the text."""
        acts: tuple[tuple[float, Callable[[random.Random], None]], ...] = (
            (0.035, scene.underline),
            (0.02, scene.squiggle),
            (0.05, scene.border),
            (0.04, scene.frame),
            (0.04, scene.caret),
            (0.03, scene.selection),
            (0.07, lambda chance: scene.neighbour(chance, self._strings, self._text)),
            (0.09, lambda chance: scene.icon(chance, self._icons)),
        )
        for share, act in acts:
            if chance.random() < share:
                act(chance)

    def _nothing(self, chance: random.Random) -> Line:
        """A drawing without text: an icon, a frame, strokes, a radio button, a bit of a picture; never a letter."""
        ground, ink = ground_and_ink(chance)
        side = chance.randint(10, 48)
        canvas = ground_of(chance, side + 20, side + 20 + chance.choice((0, 0, 30, 120)), ground)
        height, width = canvas.shape[:2]
        which = chance.random()
        pen = (*ink[::-1], 255)
        if which < 0.6:
            face = self._icons.draw(chance)
            with_icon = hand(chance, face, side)
            write(canvas, with_icon, chance.choice(sorted(face.drawn)), 10, 10 + side * 0.9, ink)
        elif which < 0.75:
            filled = chance.choice((-1, 1, 1, 2))
            cv2.rectangle(canvas, (10, 10), (width - 11, height - 11), pen, filled)
        elif which < 0.85:
            for _ in range(chance.randint(2, 3)):
                start, end = ((chance.randrange(width), chance.randrange(height)) for _ in range(2))
                cv2.line(canvas, start, end, pen, chance.choice((1, 1, 2, 3)))
        elif which < 0.93:
            middle = (width // 2, height // 2)
            cv2.circle(canvas, middle, side // 3, pen, chance.choice((1, 2)), cv2.LINE_AA)
            cv2.circle(canvas, middle, side // 7, pen, -1, cv2.LINE_AA)
        else:
            noise = np.random.default_rng(chance.getrandbits(32)).integers(0, 256, (5, 7, 3), dtype=np.uint8)
            canvas[:, :, :3] = cv2.resize(noise, (width, height), interpolation=cv2.INTER_CUBIC)
        around = [chance.randint(3, 10) for _ in range(4)]
        box = (around[0], around[1], width - around[2], height - around[3])
        return finished(chance, canvas, box, "", "", "")


@dataclass
class Scene:
    """A canvas with one line on it. box: its ink, (left, top, right, bottom)."""

    canvas: Canvas
    box: tuple[int, int, int, int]
    hand: Hand
    ground: Colour
    ink: Colour
    baseline: int
    x: float
    reach: tuple[int, int] = (0, 0)
    """How far the crop reaches beyond the ink on the left and right: over an icon that was taken for text."""

    @property
    def pen(self) -> tuple[int, int, int, int]:
        return (*self.ink[::-1], 255)

    def underline_letter(self, saying: Saying) -> None:
        start = self.x + self.hand.width(saying.text[: saying.underlined])
        end = self.x + self.hand.width(saying.text[: saying.underlined + 1])
        below = self.baseline + max(1, round(self.hand.size * 0.1))
        cv2.line(self.canvas, (round(start), below), (max(round(start), round(end) - 1), below), self.pen, 1)
        self.lowered(below + 1)

    def underline(self, chance: random.Random) -> None:
        below = self.baseline + max(1, round(self.hand.size * chance.uniform(0.08, 0.18)))
        cv2.line(self.canvas, (self.box[0], below), (self.box[2], below), self.pen, 1 if self.hand.size < 20 else 2)
        self.lowered(below + 2)

    def lowered(self, bottom: int) -> None:
        left, top, right, before = self.box
        self.box = (left, top, right, max(before, bottom))

    def squiggle(self, chance: random.Random) -> None:
        below = self.baseline + max(2, round(self.hand.size * 0.15))
        places = np.arange(self.box[0], self.box[2])
        points = np.stack([places, below + (places // 2 % 2)], axis=1).astype(np.int32)
        cv2.polylines(self.canvas, [points[:, None]], False, (60, 60, 230, 255))

    def border(self, chance: random.Random) -> None:
        colour = (*mixed(self.ground, self.ink, chance.uniform(0.15, 1))[::-1], 255)
        left, top, right, bottom = self.box
        gap = chance.randint(1, 6)
        thick = chance.choice((1, 1, 2))
        match chance.randrange(4):
            case 0:
                cv2.line(self.canvas, (left - gap, 0), (left - gap, self.canvas.shape[0]), colour, thick)
            case 1:
                cv2.line(self.canvas, (right + gap, 0), (right + gap, self.canvas.shape[0]), colour, thick)
            case 2:
                cv2.line(self.canvas, (0, top - gap), (self.canvas.shape[1], top - gap), colour, thick)
            case _:
                cv2.line(self.canvas, (0, bottom + gap), (self.canvas.shape[1], bottom + gap), colour, thick)

    def frame(self, chance: random.Random) -> None:
        colour = (*mixed(self.ground, self.ink, chance.uniform(0.15, 1))[::-1], 255)
        left, top, right, bottom = self.box
        gap, above = chance.randint(2, 8), chance.randint(2, 6)
        cv2.rectangle(self.canvas, (left - gap, top - above), (right + gap, bottom + above), colour, 1)
        if chance.random() < 0.3:
            outside = np.ones(self.canvas.shape[:2], dtype=bool)
            outside[top - above : bottom + above, left - gap : right + gap] = False
            self.canvas[outside] = (*mixed(self.ground, self.ink, chance.uniform(0.05, 0.5))[::-1], 255)

    def caret(self, chance: random.Random) -> None:
        place = self.box[2] + chance.randint(1, 3) if chance.random() < 0.7 else self.box[0] - chance.randint(1, 3)
        top, bottom = round(self.baseline - self.hand.size), round(self.baseline + self.hand.size * 0.3)
        cv2.line(self.canvas, (place, top), (place, bottom), self.pen, 1)

    def selection(self, chance: random.Random) -> None:
        """From some place on, ground and ink are others."""
        left, top, right, bottom = self.box
        place = chance.randint(left, right)
        part = self.canvas[top - 4 : bottom + 4, place : right + 2, :3]
        part[:] = 255 - part if chance.random() < 0.5 else cv2.addWeighted(part, 0.6, np.full_like(part, 180), 0.4, 0)

    def neighbour(self, chance: random.Random, strings: Strings, fonts: Fonts) -> None:
        """The line above or below, so near that its tails or heads reach into the crop."""
        text = strings.message(chance).text[:60]
        if not set(text) <= self.hand.face.drawn | {" "}:
            return
        step = round(self.hand.size * chance.uniform(1.12, 1.5)) * chance.choice((-1, 1))
        write(self.canvas, self.hand, text, self.x - chance.randint(0, 12), self.baseline + step, self.ink)

    def icon(self, chance: random.Random, icons: Fonts) -> None:
        face = icons.draw(chance)
        side = self.hand.size * chance.uniform(0.9, 1.7)
        if side > ROOM - 8:
            return
        left, _, right, _ = self.box
        before = chance.random() < 0.7
        gap = chance.randint(2, 9)
        place = left - gap - side if before else right + gap
        colour = self.ink if chance.random() < 0.6 else ground_and_ink(chance)[1]
        text = chance.choice(sorted(face.drawn))
        write(self.canvas, hand(chance, face, side), text, place, self.baseline + side * 0.08, colour)
        if chance.random() < 0.6:
            far = round(side + gap + 1)
            self.reach = (far, 0) if before else (0, far)


def ink_box(canvas: Canvas, blank: Canvas) -> tuple[int, int, int, int] | None:
    """Where the canvas differs from what it was by a quarter of the strongest difference or more."""
    blue, green, red, _ = cv2.split(cv2.absdiff(canvas, blank))
    away = cv2.max(cv2.max(blue, green), red)
    by_row, by_column = cv2.reduce(away, 1, cv2.REDUCE_MAX).ravel(), cv2.reduce(away, 0, cv2.REDUCE_MAX).ravel()
    strongest = int(by_row.max())
    if strongest < 20:
        return None
    least = max(8, strongest // 4)
    rows, columns = np.flatnonzero(by_row > least), np.flatnonzero(by_column > least)
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def grown(chance: random.Random, scene: Scene) -> tuple[int, int, int, int]:
    left, top, right, bottom = scene.box
    sides = [MARGIN if chance.random() < 0.6 else chance.randint(1, 6) for _ in range(4)]
    before, after = scene.reach
    return left - sides[0] - before, top - sides[1], right + sides[2] + after, bottom + sides[3]


def clipped(chance: random.Random, hand: Hand, text: str, x: float, left: int, right: int) -> tuple[int, int, str]:
    """A crop that cuts through the first or last letter, which then does not count."""
    if chance.random() < 0.5:
        first = hand.width(text[:1])
        return round(x + first * chance.uniform(0.35, 0.8)), right, text[1:]
    start, whole = hand.width(text[:-1]), hand.width(text)
    return left, round(x + start + (whole - start) * chance.uniform(0.2, 0.6)), text[:-1]


def finished(
    chance: random.Random, canvas: Canvas, box: tuple[int, int, int, int], text: str, look: str, family: str
) -> Line | None:
    left, top, right, bottom = box
    near = canvas[max(0, top - 8) : bottom + 8, max(0, left - 8) : right + 8]
    scaled, scale = on_its_way(chance, near)
    over, before = min(8, top) if top > 0 else 0, min(8, left) if left > 0 else 0
    top, left = round(over * scale), round(before * scale)
    bottom, right = top + round((box[3] - max(0, box[1])) * scale), left + round((box[2] - max(0, box[0])) * scale)
    crop = np.ascontiguousarray(scaled[top:bottom, left:right, 2::-1])
    if min(crop.shape[:2]) < 3:
        return None
    return Line(pixels=crop, text=text, look=look, family=family)


def label_of(saying: Saying) -> str:
    """The look, with one symbol for each run of letters that the network does not know."""
    look = look_of(saying.text)
    if saying.kind == "text":
        return look
    symbol = IDEOGRAPH if saying.kind == "ideographs" else STRANGE
    known = [letter in KNOWN for letter in look]
    if all(known):
        return look
    if saying.kind == "strange":
        return symbol
    parts: list[str] = []
    for letter, is_known in zip(look, known, strict=True):
        if is_known:
            parts.append(letter)
        elif "".join(parts).rstrip()[-1:] != symbol:
            parts.append(symbol)
    return "".join(parts)
