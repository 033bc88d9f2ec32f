"""Makes the exported detector's likelihoods shares that are right, kind by kind.

    python -m grounding.training.detector.calibrate --screens DIR=COUNT... --to assets/models [--seed 7]

Focal heats order the boxes of one kind well, but a .4 of one kind is right as often as a .8 of another. For each kind
a line from logits to logits is fitted (Platt 1999, with a prior that changes nothing) on boxes that do or do not meet
the truth, and goes into the last layer's weights: nothing is added to what is computed.
"""

import argparse
import hashlib
import random
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

from grounding.detector import layout
from grounding.detector.decode import FINE_PART, WIDE_PART, logit, once, peaks_of
from grounding.detector.detector import DRAWN
from grounding.detector.hugging import hugged
from grounding.detector.maps import FINE_MODEL, WIDE_MODEL, Maps
from grounding.engine import Engine
from grounding.geometry import Box
from grounding.training.detector.train import folder_of
from grounding.training.export import enter
from grounding.training.regression import logistic
from grounding.training.render.sample import Sample, read

LEAST = 0.03
OVERLAP = 0.5
PRIOR = 8.0
"""So many examples' worth of belief that nothing need change."""
FLATTEST = 0.5
Examples = dict[tuple[int, int], list[tuple[float, bool]]]
"""By part (0 fine, 1 wide) and kind: the logit of each box and whether it met a truth of its own."""


def gather(sample: Sample, maps: Maps, examples: Examples) -> None:
    pixels = sample.pixels
    frame = Box(0, 0, pixels.shape[1], pixels.shape[0])
    wide = maps.wide(pixels)
    fine = maps.fine(pixels, frame)
    seen = peaks_of(fine, wide, frame, LEAST)
    rows = [
        (float(likely), Box._make(box), number, part[0].index(kind))
        for number, (peaks, part) in enumerate(zip(seen, (FINE_PART, WIDE_PART), strict=True))
        for likely, box, kind in zip(peaks.likely, peaks.boxes.tolist(), peaks.kinds, strict=True)
    ]
    rows.sort(key=lambda row: -row[0])
    kept = [rows[at] for at in once(np.array([row[1] for row in rows], dtype=np.int64).reshape(-1, 4)).tolist()]
    truth = [one.box for one in sample.elements] + [line.box for line in sample.lines]
    taken: set[int] = set()
    for likely, box, number, kind in kept:
        part = (FINE_PART, WIDE_PART)[number]
        close = hugged(box, pixels) if part[0][kind].roles[0] in DRAWN else box
        if any(close.share_inside(place) > OVERLAP for place in sample.ignore if place.area):
            continue
        shares = [(close.iou(one), at) for at, one in enumerate(truth) if at not in taken and close.meets(one)]
        share, at = max(shares, default=(0.0, -1))
        if share >= OVERLAP:
            taken.add(at)
        examples.setdefault((number, kind), []).append((logit(min(likely, 1 - 1e-6)), share >= OVERLAP))


def fitted(examples: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Slope and shift of the logits."""
    given = np.array([(one, 1.0) for one, _ in examples])
    right = np.array([hit for _, hit in examples], dtype=np.float64)
    slope, shift = logistic(given, right, weights=np.ones(len(right)), penalty=PRIOR, prior=np.array([1.0, 0.0]))
    return max(FLATTEST, float(slope)), float(shift)


def turned(path: Path, changes: dict[int, tuple[float, float]]) -> None:
    """Scales and shifts channels of the last convolution."""
    model = onnx.load(str(path))
    last = [node for node in model.graph.node if node.op_type == "Conv"][-1]
    stored = {one.name: one for one in model.graph.initializer}
    weight, bias = (numpy_helper.to_array(stored[name]).copy() for name in last.input[1:3])
    for channel, (slope, shift) in changes.items():
        weight[channel] *= slope
        bias[channel] = bias[channel] * slope + shift
    for name, values in zip(last.input[1:3], (weight, bias), strict=True):
        stored[name].CopyFrom(numpy_helper.from_array(np.asarray(values, dtype=np.float32), name))
    onnx.save(model, str(path))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m grounding.training.detector.calibrate")
    parser.add_argument("--screens", nargs="+", required=True, metavar="DIR=COUNT")
    parser.add_argument("--to", type=Path, required=True, help="the folder with models.toml")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args(arguments)
    chance = random.Random(options.seed)
    maps = Maps(engine=Engine(threads=1, catalogue=options.to / "models.toml"))
    examples: Examples = {}
    for folder, count in (folder_of(text) for text in options.screens):
        for path in chance.sample(sorted(folder.glob("*.json")), int(count)):
            gather(read(path), maps, examples)
    lines = {place: fitted(seen) for place, seen in examples.items()}
    fine = {layout.FINE_HEAT + kind: line for (part, kind), line in lines.items() if part == 0}
    wide = {row + kind: line for (part, kind), line in lines.items() if part == 1 for row in (0, layout.WIDE_CHANNELS)}
    for name, changes in ((FINE_MODEL, fine), (WIDE_MODEL, wide)):
        path = options.to / f"{name}.onnx"
        turned(path, changes)
        enter(options.to / "models.toml", name, hashlib.sha256(path.read_bytes()).hexdigest())
    for (part, kind), (slope, shift) in sorted(lines.items()):
        role = (FINE_PART, WIDE_PART)[part][0][kind].roles[0]
        seen = examples[part, kind]
        share = sum(hit for _, hit in seen) / len(seen)
        name = f"{('fine', 'wide')[part]} {role}"
        print(f"{name}: {len(seen)} boxes, {share:.2f} right, slope {slope:.2f}, shift {shift:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
