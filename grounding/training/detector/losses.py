"""What training makes small. Focal heats after Zhou et al. 2019, boxes by intersection over union (Yu et al. 2016)."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from grounding.detector import layout
from grounding.training.detector.targets import Grid, Text

FLAGS = frozenset({"decided", "boxed", "state", "stated", "spine", "link"})
"""Targets that are 0 or 1 only."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Wanted:
    """A batch of targets, as tensors with the batch first; small numbers until they are where they are needed."""

    text: dict[str, Tensor]
    fine: dict[str, Tensor]
    wide: dict[str, Tensor]

    def on(self, device: torch.device) -> "Wanted":
        """The same in floats on that device."""
        moved = {
            part: {name: one.to(device).float() for name, one in maps.items()} for part, maps in vars(self).items()
        }
        return Wanted(**moved)


def stacked(values: list[Grid] | list[Text]) -> dict[str, Tensor]:
    """Flags as bytes, the rest in half precision: a batch passes between processes."""
    stacks = {name: torch.from_numpy(np.stack([vars(one)[name] for one in values])) for name in vars(values[0])}
    return {name: one.to(torch.uint8 if name in FLAGS else torch.float16) for name, one in stacks.items()}


def heat_loss(logits: Tensor, heat: Tensor, decided: Tensor) -> Tensor:
    likely = logits.sigmoid().clamp(1e-4, 1 - 1e-4)
    is_middle = (heat > 0.999).float()
    found = is_middle * (1 - likely) ** 2 * likely.log()
    denied = (1 - is_middle) * (1 - heat) ** 4 * likely**2 * (1 - likely).log()
    return -((found + denied) * decided).sum() / is_middle.sum().clamp(min=1)


def box_loss(distances: Tensor, wanted: Tensor, asked: Tensor) -> Tensor:
    """(n, 4 * groups, h, w) distances; asked (n, groups, h, w)."""
    count, planes, height, width = distances.shape
    shape = (count, planes // 4, 4, height, width)
    where = asked > 0
    if not bool(where.any()):
        return distances.sum() * 0
    have = distances.reshape(shape).permute(0, 1, 3, 4, 2)[where].clamp(min=0.01)
    want = wanted.reshape(shape).permute(0, 1, 3, 4, 2)[where].clamp(min=0.01)
    shared = torch.minimum(have, want)
    inner = (shared[:, 0] + shared[:, 2]) * (shared[:, 1] + shared[:, 3])
    area = (have[:, 0] + have[:, 2]) * (have[:, 1] + have[:, 3]) + (want[:, 0] + want[:, 2]) * (want[:, 1] + want[:, 3])
    overlap = inner / (area - inner).clamp(min=1e-4)
    size = torch.stack((want[:, 0] + want[:, 2], want[:, 1] + want[:, 3]), 1).repeat(1, 2)
    raw = distances.reshape(shape).permute(0, 1, 3, 4, 2)[where]
    off = functional.smooth_l1_loss(raw / size, want / size, beta=0.05)
    return (1 - overlap).mean() + off


def state_loss(logits: Tensor, wanted: Tensor, asked: Tensor) -> Tensor:
    weight = asked[:, None].expand_as(wanted) * (1 + 4 * wanted)
    loss = functional.binary_cross_entropy_with_logits(logits, wanted, reduction="none")
    return (loss * weight).sum() / weight.sum().clamp(min=1)


def grid_loss(heats: Tensor, boxes: Tensor, states: Tensor, wanted: dict[str, Tensor]) -> dict[str, Tensor]:
    return {
        "heat": heat_loss(heats, wanted["heat"], wanted["decided"]),
        "box": box_loss(boxes, wanted["box"], wanted["boxed"]),
        "state": state_loss(states, wanted["state"], wanted["stated"]),
    }


def text_loss(fine: Tensor, wanted: dict[str, Tensor]) -> dict[str, Tensor]:
    spine, link = fine[:, layout.TEXT_SPINE], fine[:, layout.TEXT_LINK]
    decided, on = wanted["decided"], wanted["spine"]
    likely = spine.sigmoid()
    each = functional.binary_cross_entropy_with_logits(spine, on, reduction="none") * decided
    overlap = 2 * (likely * on * decided).sum() / ((likely + on) * decided).sum().clamp(min=1)
    edges = fine[:, layout.TEXT_TOP : layout.TEXT_BOTTOM + 1]
    off = functional.smooth_l1_loss(edges, wanted["edges"], reduction="none", beta=0.1).sum(1)
    links = functional.binary_cross_entropy_with_logits(link, wanted["link"], reduction="none")
    lines = on.sum().clamp(min=1)
    return {
        "spine": 4 * each.sum() / lines.clamp(min=100) / 4 + (1 - overlap),
        "edges": (off * on).sum() / lines,
        "link": 0.3 * (links * on).sum() / lines,
    }


def losses(fine: Tensor, wide: Tensor, wanted: Wanted) -> dict[str, Tensor]:
    """Named parts; their sum is what is trained."""
    parts: dict[str, Tensor] = {f"text {name}": loss for name, loss in text_loss(fine, wanted.text).items()}
    for name, map_, start, grid in (
        ("fine", fine, (layout.FINE_HEAT, layout.FINE_BOX, layout.FINE_STATE, layout.FINE_CHANNELS), wanted.fine),
        ("wide", wide, (layout.WIDE_HEAT, layout.WIDE_BOX, layout.WIDE_STATE, layout.WIDE_CHANNELS), wanted.wide),
    ):
        heats, boxes, states = (map_[:, start[at] : start[at + 1]] for at in range(3))
        for part, loss in grid_loss(heats, boxes, states, grid).items():
            parts[f"{name} {part}"] = loss
    return parts
