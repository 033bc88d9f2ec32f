"""A rendered screen and its truth: what every renderer writes and the detector's training reads.

On disk a sample is two files side by side, `NAME.png` and `NAME.json`. The JSON holds `source` (which renderer and
which look: `web/bulma`, `qt/fusion`, `apps/gnome-calculator`, `desktop`), `seed`, `held_out` (never trained on),
`elements`, `lines` and `ignore`. Boxes are [left, top, right, bottom] in pixels of the picture, half-open.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from grounding.geometry import Box
from grounding.screen import Pixels, Role, State


@dataclass(frozen=True, kw_only=True)
class Labelled:
    """One visible control, or one drawing (role IMAGE: an icon when small). text: its accessible name."""

    box: Box
    role: Role
    state: frozenset[State] = frozenset()
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class TextLine:
    """One line of text as it is drawn; `box` hugs its ink as far as the toolkit can tell."""

    box: Box
    text: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Sample:
    """ignore: places whose truth is not known; nothing found there counts, for or against."""

    pixels: Pixels
    source: str
    seed: int
    held_out: bool = False
    elements: tuple[Labelled, ...] = ()
    lines: tuple[TextLine, ...] = ()
    ignore: tuple[Box, ...] = field(default=())


def write(sample: Sample, folder: Path, name: str) -> None:
    """Writes the picture first: a sample whose JSON is there is whole."""
    folder.mkdir(parents=True, exist_ok=True)
    truth = {
        "source": sample.source,
        "seed": sample.seed,
        "held_out": sample.held_out,
        "size": [sample.pixels.shape[1], sample.pixels.shape[0]],
        "elements": [
            {
                "box": [int(side) for side in one.box],
                "role": one.role.value,
                "state": sorted(state.value for state in one.state),
                "text": one.text,
            }
            for one in sample.elements
        ],
        "lines": [{"box": [int(side) for side in line.box], "text": line.text} for line in sample.lines],
        "ignore": [[int(side) for side in box] for box in sample.ignore],
    }
    cv2.imwrite(str(folder / f"{name}.png"), sample.pixels[:, :, ::-1], [cv2.IMWRITE_PNG_COMPRESSION, 1])
    (folder / f"{name}.json").write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")


def read(path: Path) -> Sample:
    """The sample whose JSON lies at `path`."""
    truth = json.loads(path.read_text(encoding="utf-8"))
    pixels = np.ascontiguousarray(cv2.imread(str(path.with_suffix(".png")))[:, :, ::-1])
    return Sample(
        pixels=pixels,
        source=truth["source"],
        seed=truth["seed"],
        held_out=truth["held_out"],
        elements=tuple(
            Labelled(
                box=Box(*one["box"]),
                role=Role(one["role"]),
                state=frozenset(State(state) for state in one["state"]),
                text=one["text"],
            )
            for one in truth["elements"]
        ),
        lines=tuple(TextLine(box=Box(*line["box"]), text=line["text"]) for line in truth["lines"]),
        ignore=tuple(Box(*box) for box in truth["ignore"]),
    )
