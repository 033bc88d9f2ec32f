"""The detector on rendered screens that it was not trained on: recall, average precision, boxes a frame, by role.

    python -m tests.bench.detector --screens DIR [DIR...] --json OUT [--most N]

The screens are written by `grounding/training/render` (whole kits, applications and themes held out). A box counts as
found when one that the detector reports shares at least half of their union with it, each for one. Text lines and
controls are pooled for the overall figures; `by role` takes the truth of one role against everything that is found.
The chance control matches every screen's boxes against the truth of another screen. `elements` are what the whole parse
makes of it, each control once: their precision, and how many were a second box of something found already. Left out of
the truth are roles that the detector does not know (groups, tables, lists as a whole) and links that are a text line.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.compose.parts import eyes
from grounding.detector.detector import Detector
from grounding.detector.layout import FINE_KINDS, WIDE_KINDS
from grounding.engine import Engine
from grounding.geometry import Box
from grounding.grounder import Grounder
from grounding.screen import Frame, Look, NotOffered, Role, Screenshot
from grounding.training.render.sample import Sample, read
from tests.bench.intervals import Share, table

KNOWN = {role.value for kind in (*FINE_KINDS, *WIDE_KINDS) for role in kind.roles} | {Role.LINK.value}
OVERLAP = 0.5
LEAST = 0.02
"""Likelihood from which on boxes count for average precision; what `deskhand parse` reports is surer."""
TEXT = "text line"
Boxes = npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, eq=False)
class Screen:
    """truth: boxes and kinds; found: boxes and likelihoods, surest first; elements: boxes of the whole parse. All
    without what lies in `ignore`."""

    truth: Boxes
    kinds: tuple[str, ...]
    found: Boxes
    likely: npt.NDArray[np.float64]
    elements: Boxes


def as_boxes(boxes: Sequence[Box]) -> Boxes:
    return np.array(boxes, dtype=np.float64).reshape(-1, 4)


def overlaps(ones: Boxes, others: Boxes) -> Boxes:
    """(n, m) intersections over unions."""
    across = np.minimum(ones[:, None, 2], others[None, :, 2]) - np.maximum(ones[:, None, 0], others[None, :, 0])
    down = np.minimum(ones[:, None, 3], others[None, :, 3]) - np.maximum(ones[:, None, 1], others[None, :, 1])
    shared = across.clip(0) * down.clip(0)
    areas = [(boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1]) for boxes in (ones, others)]
    return np.asarray(shared / (areas[0][:, None] + areas[1][None, :] - shared).clip(1e-9))


def matched(found: Boxes, truth: Boxes) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """For each found box whether it is a truth's first; for each truth whether it was found."""
    hit, taken = np.zeros(len(found), dtype=bool), np.zeros(len(truth), dtype=bool)
    if not len(truth) or not len(found):
        return hit, taken
    shares = overlaps(found, truth)
    for at in range(len(found)):
        open_shares = np.where(taken, 0.0, shares[at])
        best = int(open_shares.argmax())
        if open_shares[best] >= OVERLAP:
            hit[at] = taken[best] = True
    return hit, taken


def average_precision(hits: npt.NDArray[np.bool_], likely: npt.NDArray[np.float64], total: int) -> float:
    """Area under the precision envelope over recall (all points, as in PASCAL VOC 2010)."""
    order = np.argsort(-likely, kind="stable")
    true = np.cumsum(hits[order])
    precision = true / np.arange(1, len(true) + 1)
    recall = true / max(1, total)
    envelope = np.maximum.accumulate(precision[::-1])[::-1]
    return float(np.sum(np.diff(np.concatenate(([0.0], recall))) * envelope))


def screen_of(sample: Sample, detector: Detector, grounder: Grounder) -> Screen:
    lines, controls = detector.lines(sample.pixels), detector.controls(sample.pixels, LEAST)
    found = [(line.box, line.likely) for line in lines] + [(one.box, one.likely) for one in controls]
    found.sort(key=lambda one: -one[1])
    ignored = [box for box in sample.ignore if box.area]
    found = [one for one in found if not any(one[0].share_inside(box) > OVERLAP for box in ignored)]
    truth = [(line.box, TEXT) for line in sample.lines] + [(one.box, one.role.value) for one in sample.elements]
    truth = [one for one in dict.fromkeys(truth) if min(one[0].width, one[0].height) >= 4]
    truth = [one for one in truth if one[1] == TEXT or one[1] in KNOWN]
    texts = [line.box for line in sample.lines]
    truth = [one for one in truth if one[1] != Role.LINK or all(one[0].iou(text) < OVERLAP for text in texts)]
    shot = Screenshot(id="bench", pixels=sample.pixels, frame=Frame(surface_id="bench"), taken_at=datetime.now(UTC))
    parsed = grounder.parse(Look(screenshot=shot, structure=NotOffered(reason="pixels only")))
    elements = [one.box for one in parsed.elements]
    return Screen(
        elements=as_boxes([one for one in elements if not any(one.share_inside(box) > OVERLAP for box in ignored)]),
        truth=as_boxes([box for box, _ in truth]),
        kinds=tuple(kind for _, kind in truth),
        found=as_boxes([box for box, _ in found]),
        likely=np.array([likely for _, likely in found]),
    )


def measure(screens: Sequence[Screen]) -> dict[str, object]:
    hits: list[npt.NDArray[np.bool_]] = []
    found_by_kind: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    chance = total = right = again = elements = 0
    for at, screen in enumerate(screens):
        hit, taken = matched(screen.found, screen.truth)
        hits.append(hit)
        for kind, is_found in zip(screen.kinds, taken, strict=True):
            found_by_kind[kind][0] += int(is_found)
            found_by_kind[kind][1] += 1
        chance += int(matched(screen.found, screens[(at + 1) % len(screens)].truth)[1].sum())
        total += len(screen.truth)
        first, _ = matched(screen.elements, screen.truth)
        right += int(first.sum())
        elements += len(first)
        if len(screen.truth) and len(first):
            again += int((overlaps(screen.elements, screen.truth).max(axis=1) >= OVERLAP)[~first].sum())
    every = np.concatenate(hits) if hits else np.zeros(0, dtype=bool)
    likely = np.concatenate([screen.likely for screen in screens])
    return {
        "recall": Share(hits=int(every.sum()), total=total),
        "precision": Share(hits=int(every.sum()), total=len(every)),
        "average_precision": average_precision(every, likely, total),
        "boxes_a_frame": len(every) / max(1, len(screens)),
        "truth_a_frame": total / max(1, len(screens)),
        "elements_a_frame": elements / max(1, len(screens)),
        "elements_precision": Share(hits=right, total=elements),
        "elements_again": Share(hits=again, total=elements),
        "chance": Share(hits=chance, total=total),
        "by_role": {kind: Share(hits=pair[0], total=pair[1]) for kind, pair in sorted(found_by_kind.items())},
    }


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.detector", description=__doc__.splitlines()[0])
    parser.add_argument("--screens", type=Path, nargs="+", required=True, help="folders of rendered samples")
    parser.add_argument("--json", type=Path, required=True)
    parser.add_argument("--most", type=int, default=150, help="screens a folder")
    options = parser.parse_args(arguments)
    detector, grounder = Detector(engine=Engine()), eyes()
    figures: dict[str, object] = {}
    for folder in options.screens:
        paths = sorted(folder.glob("*.json"))
        paths = paths[:: max(1, len(paths) // options.most)][: options.most]
        told = measure([screen_of(read(path), detector, grounder) for path in paths])
        by_role = told.pop("by_role")
        assert isinstance(by_role, dict)
        rows = [(name, str(value) if isinstance(value, Share) else f"{value:.3f}") for name, value in told.items()]
        print(f"{folder.name}: {len(paths)} screens\n{table(('measure', 'figure'), rows)}")
        print(table(("role", "recall"), [(kind, str(share)) for kind, share in by_role.items()]), end="\n\n")
        figures[folder.name] = {
            name: value.figures() if isinstance(value, Share) else round(float(str(value)), 4)
            for name, value in [*told.items(), *by_role.items()]
        }
    options.json.write_text(json.dumps({"figures": figures, "cases": {}}, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
