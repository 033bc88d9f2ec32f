"""Crops of screens that were never taken: a drawing in any colour on any ground, with what may stand around it.

Every crop is made as `grounding.icons` cuts it: a square around the ink, a little larger, at the size on the screen,
then brought to the network's size. Also crops that hold no icon: letters, photographs' bits, edges, empty places.
"""

import random
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from grounding.icons import GROWN, NOTHING, sized
from grounding.training.icons.draw import SIDE, Master, Masters, Picture

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, kw_only=True)
class Looks:
    """How crops vary. sizes: ranges of the ink's longer side in pixels, one is chosen; the others: shares of crops."""

    sizes: tuple[tuple[float, float], ...] = ((10, 20), (12, 30), (20, 64))
    coloured: float = 0.35
    photographs: float = 0.03
    bordered: float = 0.22
    plates: float = 0.1
    disabled: float = 0.12
    neighbours: float = 0.3
    scaled: float = 0.12
    packed: float = 0.1


HARD = Looks()
USUAL = Looks(
    sizes=((13, 17), (17, 26), (20, 48)),
    coloured=0.2,
    photographs=0,
    plates=0.05,
    disabled=0.03,
    neighbours=0.15,
    scaled=0.05,
    packed=0,
)


class Crops:
    """Makes crops of masters; everything random comes from `seed`."""

    def __init__(self, masters: Masters, *, seed: int, looks: Looks = HARD) -> None:
        self._looks = looks
        self._masters = masters
        self._chance = random.Random(seed)
        self._strips = masters.strips

    def of(self, master: Master) -> Picture:
        """uint8 (32, 32, 3) of that drawing."""
        return sized(self.seen(master))

    def seen(self, master: Master) -> Picture:
        """uint8 (side, side, 3) of that drawing, at its size on the screen."""
        chance = self._chance
        ink = round(chance.uniform(*chance.choice(self._looks.sizes)))
        if master.coloured:
            ink = max(ink, 14)
        side = max(4, round(ink * (1 + 2 * GROWN)))
        ground, pen = self._colours()
        canvas = self._ground(side, ground, pen)
        reach = ink
        if chance.random() < self._looks.plates:
            reach = self._on_a_plate(canvas, ink, pen)
        if master.coloured:
            picture = np.asarray(self._masters.colour[master.index])
            if chance.random() < 0.15:
                grey = cv2.cvtColor(picture[:, :, :3], cv2.COLOR_RGB2GRAY)
                picture = np.dstack([grey, grey, grey, picture[:, :, 3]])
            layers = picture.astype(np.float32) * np.float32(1 / 255)
            layers[:, :, :3] *= layers[:, :, 3:]
            paint = None
        else:
            layers = self._strokes(self._masters.ink[master.index])
            paint = self._ink_on(canvas, pen)
        strength = chance.uniform(0.3, 0.6) if chance.random() < self._looks.disabled else 1.0
        self._paste(canvas, layers, reach, paint, strength)
        if chance.random() < self._looks.neighbours:
            self._neighbour(canvas, pen)
        return self._as_seen(canvas)

    def nothing(self) -> tuple[Picture, str]:
        """A crop that holds no icon, and the words for it."""
        chance = self._chance
        kind = chance.choice((0, 0, 0, 1, 2, 3))
        ground, pen = self._colours()
        side = round(chance.uniform(12, 60))
        canvas = self._ground(side, ground, pen if kind == 3 else None)
        if kind == 0:
            for _ in range(chance.randint(1, 3)):
                self._letters(canvas, pen, top=chance.uniform(-0.2, 0.7), left=chance.uniform(-0.5, 0.3))
        elif kind == 2:
            canvas[:] = self._photograph(side)
        elif kind == 3:
            for _ in range(chance.randint(1, 2)):
                place = chance.randrange(side)
                wide = chance.choice((1, 1, 2, 3))
                if chance.random() < 0.5:
                    canvas[place : place + wide] = pen
                else:
                    canvas[:, place : place + wide] = pen
        return sized(self._as_seen(canvas)), NOTHING[kind]

    def _colours(self) -> tuple[Floats, Floats]:
        """A ground and a pen that can be told apart."""
        chance = self._chance
        plain = chance.random() > self._looks.coloured
        light = chance.random() < 0.6
        while True:
            if plain and light:
                ground = [chance.uniform(225, 255)] * 3
                pen = [chance.uniform(0, 130)] * 3
            elif plain:
                ground = [chance.uniform(15, 75)] * 3
                pen = [chance.uniform(150, 255)] * 3
            else:
                ground = [chance.uniform(0, 255) for _ in range(3)]
                pen = [chance.uniform(0, 255) for _ in range(3)]
                if chance.random() < 0.5:
                    (pen if chance.random() < 0.5 else ground)[:] = [chance.choice((255.0, 0.0, 245.0, 40.0))] * 3
            if plain and chance.random() < 0.5:
                ground = [value + chance.uniform(-12, 12) for value in ground]
                pen = [value + chance.uniform(-25, 25) for value in pen]
            first, second = (
                np.array(ground, dtype=np.float32).clip(0, 255),
                np.array(pen, dtype=np.float32).clip(0, 255),
            )
            if abs(float((first - second).mean())) > 45:
                return first, second

    def _ground(self, side: int, ground: Floats, pen: Floats | None) -> Floats:
        """Plain, shaded, or with a button's border or a highlight just inside the crop's edge."""
        chance = self._chance
        canvas = np.empty((side, side, 3), dtype=np.float32)
        canvas[:] = ground
        kind = chance.random()
        if kind < 0.12:
            canvas += np.linspace(-1, 1, side, dtype=np.float32)[:, None, None] * chance.uniform(4, 24)
        elif kind < 0.12 + self._looks.photographs:
            canvas[:] = canvas * 0.6 + self._photograph(side) * 0.4
        if pen is not None and chance.random() < self._looks.bordered:
            shade = ground + (pen - ground) * chance.choice((0.08, 0.15, 0.3, 0.6))
            inset = chance.choice((-2, -1, 0, 0, 1)) if side < 24 else chance.randint(-3, 3)
            corner = chance.choice((0, 3, side // 4, side // 2))
            wide = chance.choice((1, 1, 1, 2, -1))
            mask = np.zeros((side, side), dtype=np.uint8)
            rounded(mask, inset, side - 1 - inset, min(corner, side // 2 - max(0, inset) - 1), wide)
            canvas += (mask[:, :, None] / np.float32(255)) * (shade - canvas)
        return canvas.clip(0, 255)

    def _on_a_plate(self, canvas: Floats, ink: int, pen: Floats) -> int:
        """A disc or rounded square behind a smaller drawing, in the pen's colour. The drawing's size."""
        side = len(canvas)
        mask = np.zeros((side, side), dtype=np.uint8)
        inset = (side - ink) // 2
        rounded(mask, inset, side - 1 - inset, self._chance.choice((ink // 2, ink // 4, 2)), -1)
        canvas += (mask[:, :, None] / np.float32(255)) * (pen - canvas)
        return max(6, round(ink * self._chance.uniform(0.5, 0.75)))

    def _ink_on(self, canvas: Floats, pen: Floats) -> Floats:
        middle = canvas[len(canvas) // 2, len(canvas) // 2]
        if abs(float((middle - pen).mean())) > 40:
            return pen
        return np.full(3, 255 if middle.mean() < 140 else 0, dtype=np.float32)

    def _strokes(self, master: Picture) -> Picture:
        """Sometimes bolder or thinner than drawn."""
        if self._chance.random() < 0.12:
            change = self._chance.choice((cv2.dilate, cv2.dilate, cv2.erode))
            changed = change(np.asarray(master), np.ones((3, 3), np.uint8))
            if change is cv2.dilate or changed.mean() > master.mean() * 0.5:
                master = changed
        return np.asarray(master)

    def _paste(self, canvas: Floats, layers: npt.NDArray, ink: int, paint: Floats | None, strength: float) -> None:
        """layers: coverage 0..255, to be painted; or premultiplied RGBA 0..1, when there is no paint."""
        chance = self._chance
        side = len(canvas)
        slack = 0.06 if chance.random() < 0.7 else 0.2
        wide = max(3, min(side, round(ink * chance.uniform(1 - slack, 1.04))))
        high = max(3, min(side, round(wide * chance.uniform(0.97, 1.03))))
        layers = cv2.resize(layers, (wide, high), interpolation=cv2.INTER_AREA if wide < SIDE else cv2.INTER_LINEAR)
        left = (side - wide) // 2 + chance.choice((-1, 0, 0, 0, 1))
        top = (side - high) // 2 + chance.choice((-1, 0, 0, 0, 1))
        left, top = min(max(0, left), side - wide), min(max(0, top), side - high)
        if chance.random() < 0.35:
            shift = np.array([[1, 0, chance.uniform(-0.5, 0.5)], [0, 1, chance.uniform(-0.5, 0.5)]], dtype=np.float32)
            layers = cv2.warpAffine(layers, shift, (wide, high), flags=cv2.INTER_LINEAR)
        place = canvas[top : top + high, left : left + wide]
        if paint is None:
            place *= 1 - layers[:, :, 3:] * strength
            place += layers[:, :, :3] * (255 * strength)
        else:
            place += (layers * np.float32(strength / 255))[:, :, None] * (paint - place)

    def _neighbour(self, canvas: Floats, pen: Floats) -> None:
        """Letters or a line that reach into the crop from its side."""
        chance = self._chance
        side = len(canvas)
        reach = max(1, round(side * chance.uniform(0.02, 0.13)))
        if chance.random() < 0.25:
            if chance.random() < 0.5:
                canvas[:, side - reach : side - reach + 1] = pen
            else:
                canvas[side - reach : side - reach + 1] = pen
        elif chance.random() < 0.7:
            self._letters(canvas, pen, top=chance.uniform(0, 0.4), left=(side - reach) / side)
        else:
            strip = chance.choice(self._strips)
            self._letters(canvas, pen, top=chance.uniform(0, 0.4), left=(reach - strip.shape[1]) / side, strip=strip)

    def _letters(self, canvas: Floats, pen: Floats, *, top: float, left: float, strip: Floats | None = None) -> None:
        side = len(canvas)
        coverage = self._chance.choice(self._strips) if strip is None else strip
        row, column = round(top * side), round(left * side)
        seen = coverage[max(0, -row) : max(0, side - row), max(0, -column) : max(0, side - column)]
        place = canvas[max(0, row) : max(0, row) + len(seen), max(0, column) : max(0, column) + seen.shape[1]]
        place += seen[:, :, None] * (pen - place)

    def _photograph(self, side: int) -> Floats:
        """Soft random colours: smoothed noise of two scales."""
        rough = np.random.default_rng(self._chance.getrandbits(32))
        coarse = rough.uniform(0, 255, (self._chance.randint(2, 5), self._chance.randint(2, 5), 3)).astype(np.float32)
        fine = rough.normal(0, self._chance.uniform(2, 25), (max(2, side // 2), max(2, side // 2), 3)).astype(
            np.float32
        )
        smooth = cv2.resize(coarse, (side, side), interpolation=cv2.INTER_CUBIC)
        return (smooth + cv2.resize(fine, (side, side))).clip(0, 255)

    def _as_seen(self, canvas: Floats) -> Picture:
        """As captured: sometimes scaled by the desktop or packed by a remote one."""
        chance = self._chance
        seen = canvas.clip(0, 255).astype(np.uint8)
        if chance.random() < self._looks.scaled:
            factor = chance.uniform(1.3, 2.2)
            size = round(len(seen) * factor)
            seen = cv2.resize(seen, (size, size), interpolation=cv2.INTER_LINEAR)
        if chance.random() < self._looks.packed:
            quality = [cv2.IMWRITE_JPEG_QUALITY, chance.randint(40, 90)]
            seen = cv2.imdecode(cv2.imencode(".jpg", seen, quality)[1], cv2.IMREAD_COLOR)
        return seen


def rounded(mask: Picture, first: int, last: int, corner: int, wide: int) -> None:
    """A rounded square from `first` to `last`, anti-aliased; wide -1 fills it."""
    corner = max(0, corner)
    if wide < 0:
        cv2.rectangle(mask, (first + corner, first), (last - corner, last), 255, -1)
        cv2.rectangle(mask, (first, first + corner), (last, last - corner), 255, -1)
        for x in (first + corner, last - corner):
            for y in (first + corner, last - corner):
                cv2.circle(mask, (x, y), corner, 255, -1, cv2.LINE_AA)
        return
    for a, b in (((first + corner, first), (last - corner, first)), ((first + corner, last), (last - corner, last))):
        cv2.line(mask, a, b, 255, wide)
        cv2.line(mask, a[::-1], b[::-1], 255, wide)
    for x, y, turn in (
        (first, first, 180),
        (last - 2 * corner, first, 270),
        (last - 2 * corner, last - 2 * corner, 0),
        (first, last - 2 * corner, 90),
    ):
        cv2.ellipse(mask, (x + corner, y + corner), (corner, corner), turn, 0, 90, 255, wide, cv2.LINE_AA)
