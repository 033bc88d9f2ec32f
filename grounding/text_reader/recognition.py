"""What a line says: our own small recogniser, trained on rendered screen type, remembered by the crops' pixels.

It knows Latin, Greek and Cyrillic letters, digits and the signs that screens show (`scripts`). For other scripts it has
two symbols: lines with Chinese or Japanese go to RapidOCR's recogniser, letters that nobody here reads (Arabic,
Hebrew, Thai, Hangul ...) are dropped and take the line's confidence down. A Latin line with a letter that is less
likely than not is read by the other too, which is dear, and the surer answer is taken. The width that a crop is padded
to depends on the crop alone, so the same pixels always give the same text, whatever else is read with them.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from grounding.engine import Engine, Tensor
from grounding.recent import Recent, fingerprint
from grounding.screen import Pixels, ScreenText
from grounding.text_reader.contrast import GROUND, HEIGHT, Strip, strip_of
from grounding.text_reader.ctc import Letters, Scripts, by_width, decode
from grounding.text_reader.ideographs import IdeographRecogniser
from grounding.text_reader.lines import Reading
from grounding.text_reader.scripts import IDEOGRAPH, LETTERS, STRANGE, meant_by, script_of

MODEL = "text_recogniser"
WIDTH_STEP = 32
COLUMNS_A_BATCH = 640
KEPT_TEXTS = 8192
LIKELY = 0.5


class TextRecogniser:
    """Reads crops that hold one line each."""

    def __init__(self, *, engine: Engine) -> None:
        self._engine = engine
        self._ideographs = IdeographRecogniser(engine=engine)
        self._known: Recent[Reading] = Recent(size=KEPT_TEXTS)
        self._alphabet: tuple[tuple[str, ...], Scripts] | None = None

    def load(self) -> None:
        """Ours; the other is opened when a line needs it."""
        self._engine.model(MODEL)

    def read(self, crops: Sequence[Pixels]) -> list[Reading]:
        """One reading a crop, in order."""
        keys = [fingerprint(crop) for crop in crops]
        known = {key: found for key in keys if (found := self._known.get(key)) is not None}
        missing = {key: crop for key, crop in zip(keys, crops, strict=True) if key not in known}
        if missing:
            known |= self._compute(missing)
        for key, reading in known.items():
            self._known.keep(key, reading)
        return [known[key] for key in keys]

    def read_again(self, crops: Sequence[Pixels]) -> tuple[ScreenText, ...]:
        """By RapidOCR's recogniser, whatever ours makes of them; one text a crop, in order."""
        return tuple(ScreenText(letters.text.strip()) for letters in self._ideographs.read(crops))

    def _compute(self, missing: Mapping[bytes, Pixels]) -> dict[bytes, Reading]:
        letters = self._letters({key: strip_of(crop) for key, crop in missing.items()})
        handed_over = [key for key, found in letters.items() if IDEOGRAPH in found.text or is_doubtful(found)]
        if handed_over:
            others = self._ideographs.read([missing[key] for key in handed_over])
            letters.update((key, surer(letters[key], other)) for key, other in zip(handed_over, others, strict=True))
        return {key: reading_of(found) for key, found in letters.items()}

    def _letters(self, strips: Mapping[bytes, Strip]) -> dict[bytes, Letters]:
        model = self._engine.model(MODEL)
        if self._alphabet is None:
            characters = ("", *model.note("character").split("\n"))
            self._alphabet = characters, Scripts(characters, LETTERS)
        characters, scripts = self._alphabet
        batches = by_width(strips, lambda key: padded_width(strips[key]), columns=COLUMNS_A_BATCH)

        def prepare(batch: list[bytes]) -> Tensor:
            return as_input([strips[key] for key in batch])

        def take(batch: list[bytes], output: Tensor) -> list[Letters]:
            shares = (strips[key].shape[1] / padded_width(strips[key]) for key in batch)
            return [
                decode(scripts.settled(likely), characters, share=share)
                for likely, share in zip(output, shares, strict=True)
            ]

        found: dict[bytes, Letters] = {}
        for batch, answers in zip(batches, model.run_each(batches, prepare, take), strict=True):
            found.update(zip(batch, answers, strict=True))
        return found


def least(letters: Letters) -> float:
    """The likelihood of the letter that is least sure; nothing read is not sure at all."""
    return min(letters.certainties, default=0.0)


def is_doubtful(letters: Letters) -> bool:
    """Whether another look may pay: a Latin line with a letter that is less likely than not.

    >>> is_doubtful(Letters(text="modem", certainties=(1.0, 1.0, 1.0, 1.0, 0.4), middles=(0.1, 0.3, 0.5, 0.7, 0.9)))
    True
    """
    return bool(letters.text) and least(letters) < LIKELY and script_of(letters.text) in ("", "latin")


def surer(ours: Letters, other: Letters) -> Letters:
    return other if IDEOGRAPH in ours.text or least(other) > least(ours) else ours


def padded_width(strip: Strip) -> int:
    width: int = -(-strip.shape[1] // WIDTH_STEP) * WIDTH_STEP
    return width


def as_input(strips: Sequence[Strip]) -> Tensor:
    """(n, 1, 32, width), -1..1, the ground and the padding on the right at 0."""
    batch = np.zeros((len(strips), 1, HEIGHT, padded_width(strips[0])), dtype=np.float32)
    for index, strip in enumerate(strips):
        batch[index, 0, :, : strip.shape[1]] = (strip.astype(np.float32) - GROUND) / 127
    return batch


def reading_of(letters: Letters) -> Reading:
    """Look-alikes become the letters of their word's script; unreadable ones count as wholly uncertain.

    >>> reading_of(Letters(text="да" + STRANGE, certainties=(1.0, 0.8, 0.9), middles=(0.2, 0.5, 0.8)))
    Reading(text='да', confidence=0.6, middles=(0.2, 0.5))
    """
    kept = [place for place, letter in enumerate(letters.text) if letter != STRANGE]
    if not kept:
        return Reading(ScreenText(""), 0.0, ())
    text = meant_by("".join(letters.text[place] for place in kept))
    confidence = sum(letters.certainties[place] for place in kept) / len(letters.text)
    return Reading(ScreenText(text), confidence, tuple(letters.middles[place] for place in kept))
