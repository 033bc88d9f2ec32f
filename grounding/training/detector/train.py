"""Trains the detector on rendered screens.

    python -m grounding.training.detector.train --screens DIR[=WEIGHT]... --minutes 60 --out FILE [--from FILE]

`--from` also takes the folder with the shipped ONNX files. Folders may grow while it runs. A GPU is used when there is
one: then `--workers` processes make the batches, which `--larger` times as many crops fill. Without one, one process
computes on one core by choice: on two cores two different trainings run side by side. Stopped by Ctrl-C or SIGTERM it
saves first.
"""

import argparse
import itertools
import math
import random
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from grounding.training.checkpoints import small
from grounding.training.detector.crops import Crop, Screens, crop_of
from grounding.training.detector.losses import Wanted, losses, stacked
from grounding.training.detector.network import Detector
from grounding.training.detector.targets import fine_of, text_of, wide_of
from grounding.training.detector.weights import load_into

SHAPES = (((448, 448), 8), ((640, 512), 5), ((448, 448), 8), ((1024, 768), 2), ((640, 512), 5), ((1280, 800), 2))
"""Width and height of the crops of a batch, and how many: about as many pixels each."""
WIDE_SHAPES = (((1024, 768), 3), ((1280, 800), 2))
"""The same for the wide part alone, which must see what is around."""
HIGHEST_RATE = 2e-3
WARM_UP = 150
AVERAGING = 0.998
SAVE_EVERY_S = 300.0
SAY_EVERY = 100


Shapes = tuple[tuple[tuple[int, int], int], ...]
Batch = tuple[Tensor, Wanted]


class Batches(IterableDataset[Batch]):
    """Batch after batch without end: uint8 (n, h, w, 3) pixels and what is wanted of them."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._folders = [folder_of(text) for text in options.screens]
        self._shapes: Shapes = WIDE_SHAPES if options.wide_only else SHAPES
        self._larger = options.larger
        self._seed = options.seed

    def __iter__(self) -> Iterator[Batch]:
        worker = get_worker_info()
        first, every = (worker.id, worker.num_workers) if worker else (0, 1)
        cv2.setNumThreads(1)
        chance = random.Random(self._seed + 1000 * first)
        screens = Screens(self._folders, chance)
        for step in itertools.count(first, every):
            size_wh, count = self._shapes[step % len(self._shapes)]
            crops = [crop_of(screens.draw(), size_wh, chance) for _ in range(self._larger * count)]
            yield torch.from_numpy(np.stack([crop.pixels for crop in crops])), wanted_of(crops, size_wh)
            if step % SAY_EVERY < every:
                screens.refresh()


def wanted_of(crops: Sequence[Crop], size_wh: tuple[int, int]) -> Wanted:
    return Wanted(
        text=stacked([text_of(crop.lines, crop.links, crop.ignore, size_wh) for crop in crops]),
        fine=stacked([fine_of(crop.elements, crop.ignore, size_wh) for crop in crops]),
        wide=stacked([wide_of(crop.elements, crop.ignore, size_wh) for crop in crops]),
    )


class Average:
    """The running mean of the weights, which is what ships."""

    def __init__(self, network: nn.Module) -> None:
        self.state = {name: value.detach().clone() for name, value in network.state_dict().items()}
        self._steps = 0

    def update(self, network: nn.Module) -> None:
        self._steps += 1
        share = min(AVERAGING, 1 - 1 / (self._steps + 1))
        for name, value in network.state_dict().items():
            if value.is_floating_point():
                self.state[name].lerp_(value.detach(), 1 - share)
            else:
                self.state[name].copy_(value)

    def save(self, path: Path) -> None:
        torch.save(small(self.state), path)


def rate_at(step: int, share: float, highest: float) -> float:
    """Warm-up by steps, then half a cosine over the time that training has."""
    return highest * min(1.0, (step + 1) / WARM_UP) * (0.02 + 0.98 * (1 + math.cos(math.pi * min(1.0, share))) / 2)


def train(options: argparse.Namespace) -> None:
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network = Detector()
    if options.start:
        load_into(network, options.start)
    network = network.to(device, memory_format=torch.channels_last).train()
    if options.wide_only:
        network.fine.eval().requires_grad_(False)
    average = Average(network)
    trained = [weight for weight in network.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=options.rate, weight_decay=0.02, fused=True)
    stopped: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: stopped.append(number))
    began = saved = said = time.monotonic()
    sums: dict[str, Tensor] = defaultdict(lambda: torch.zeros((), device=device))
    step = 0
    for pixels, wanted in DataLoader(Batches(options), batch_size=None, num_workers=options.workers):
        share = (time.monotonic() - began) / (options.minutes * 60)
        if share >= 1 or stopped:
            break
        for group in optimizer.param_groups:
            group["lr"] = rate_at(step, share, options.rate)
        given = pixels.to(device).permute(0, 3, 1, 2).float() / 255
        with torch.autocast(device.type, dtype=torch.bfloat16):
            fine, wide = network(given)
        parts = losses(fine.float(), wide.float(), wanted.on(device))
        optimizer.zero_grad(set_to_none=True)
        sum(parts.values()).backward()
        nn.utils.clip_grad_norm_(trained, 10.0)
        optimizer.step()
        average.update(network)
        step += 1
        for name, loss in parts.items():
            sums[name] += loss.detach()
        if step % SAY_EVERY == 0:
            told = " ".join(f"{name} {float(total) / SAY_EVERY:.3f}" for name, total in sums.items())
            each = (time.monotonic() - said) / SAY_EVERY
            print(f"step {step} ({share:.0%}, {each:.3f} s each) {told}", flush=True)
            sums.clear()
            said = time.monotonic()
        if time.monotonic() - saved > SAVE_EVERY_S:
            average.save(options.out)
            saved = time.monotonic()
    average.save(options.out)
    print(f"{step} steps; saved {options.out}")


def folder_of(text: str) -> tuple[Path, float]:
    folder, _, weight = text.partition("=")
    return Path(folder), float(weight or 1)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m grounding.training.detector.train")
    parser.add_argument("--screens", nargs="+", required=True, metavar="DIR[=WEIGHT]")
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--from", dest="start", type=Path, help="a checkpoint, or the folder with the shipped models")
    parser.add_argument("--wide-only", action="store_true", help="the fine part stays as it is; four times as fast")
    parser.add_argument("--rate", type=float, default=HIGHEST_RATE)
    parser.add_argument("--workers", type=int, default=0, help="processes that make batches beside this one")
    parser.add_argument("--larger", type=int, default=1, help="so many times as many crops in a batch")
    parser.add_argument("--seed", type=int, default=0)
    train(parser.parse_args(arguments))
    return 0


if __name__ == "__main__":
    sys.exit(main())
