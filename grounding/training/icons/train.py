"""Trains the icon encoder on drawings and their words, by the clock; on a GPU where there is one.

    python -m grounding.training.icons.train FOLDER --minutes 30 --out NET.pt [--from CHECKPOINT.pt | shipped]

One core by choice; a GPU wants `--workers`, processes that draw the crops, and `--larger` batches.

A crop is drawn towards any true wording of its drawing and away from the other wordings in the batch and from a bank
of other names, except those that are true of it too (InfoNCE, van den Oord et al. 2018, both ways). Words alone are
drawn towards other words for the same thing and towards WordNet's synonyms, so that a wording no icon set has used
lies near the right ones. The weights kept are the moving average of those trained.
"""

import argparse
import copy
import math
import os
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from grounding.icons import as_input, features
from grounding.training.checkpoints import small
from grounding.training.icons.crops import Crops
from grounding.training.icons.draw import Master, Masters
from grounding.training.icons.export import load_shipped
from grounding.training.icons.net import PictureNet, WordsNet
from grounding.training.icons.score import first_and_fifth
from grounding.training.icons.texts import Things, everyday_meanings, key_of, wordnet_groups

BATCH = 224
NOTHINGS = 14  # crops without an icon in a batch
BANK = 896
WORD_PAIRS = 128
FORGOTTEN_WORDS = 0.12  # so that groups of letters learn too
PEAK_RATE = 2.5e-3  # from fresh weights; a fifth of it does for weights that are far along
SHARPEST = 60.0
FOLLOWED_EVERY = 5  # steps
SAID_EVERY = 50


@dataclass(frozen=True, kw_only=True)
class Packed:
    """Texts in the flat form that an embedding bag takes: table rows, their weights, where each text starts."""

    rows: Tensor
    weights: Tensor
    starts: Tensor

    def vectors(self, net: WordsNet) -> Tensor:
        table = net.table.weight
        rows, weights, starts = (one.to(table.device) for one in (self.rows, self.weights, self.starts))
        return net.over(functional.embedding_bag(rows, table, starts, mode="sum", per_sample_weights=weights))


class Texts:
    """Features of texts; each text is cut up once, and some of its whole words are forgotten each time."""

    def __init__(self, *, seed: int) -> None:
        self._known: dict[str, tuple[np.ndarray, np.ndarray]] = {}
        self._chance = np.random.default_rng(seed)

    def packed(self, texts: Sequence[str]) -> Packed:
        rows, weights, starts = [], [], [0]
        for text in texts:
            if text not in self._known:
                found = features(text)
                kept = max(1, int((found[1] > 0).sum()))
                self._known[text] = found[0, :kept].astype(np.int64), found[1, :kept]
            row, weight = self._known[text]
            rows.append(row)
            weights.append(weight)
            starts.append(starts[-1] + len(row))
        weight = np.concatenate(weights)
        weight = weight * ((weight < 1) | (self._chance.random(len(weight)) > FORGOTTEN_WORDS))
        return Packed(
            rows=torch.from_numpy(np.concatenate(rows)),
            weights=torch.from_numpy(weight.astype(np.float32)),
            starts=torch.tensor(starts[:-1]),
        )


class Average:
    """The moving average of a network's weights (Polyak)."""

    def __init__(self, net: torch.nn.Module) -> None:
        self.net = copy.deepcopy(net).eval()

    @torch.no_grad()
    def follow(self, net: torch.nn.Module, *, step: int) -> None:
        keep = min(0.99, step / (step + 100))
        for mine, theirs in zip(self.net.state_dict().values(), net.state_dict().values(), strict=True):
            if mine.dtype.is_floating_point:
                mine.lerp_(theirs, 1 - keep)
            else:
                mine.copy_(theirs)


def true_elsewhere(
    things: Things, masters: Sequence[Master | None], texts: Sequence[str], owners: Sequence[object]
) -> Tensor:
    """bool (crops, texts): that text is true of that crop too, though it was not chosen for it."""
    columns: dict[object, list[int]] = {}
    for column, (text, owner) in enumerate(zip(texts, owners, strict=True)):
        columns.setdefault(key_of(text), []).append(column)
        columns.setdefault(owner, []).append(column)
    found = np.zeros((len(masters), len(texts)), dtype=bool)
    for row, master in enumerate(masters):
        if master is None:
            found[row, columns.get(key_of(texts[row]), [])] = True
            continue
        thing = things.of(master)
        found[row, columns.get(id(thing), [])] = True
        for key in thing.keys & columns.keys():
            found[row, columns[key]] = True
    found[np.arange(len(masters)), np.arange(len(masters))] = False
    return torch.from_numpy(found)


def contrast(first: Tensor, second: Tensor, scale: Tensor, mask: Tensor) -> Tensor:
    """Both ways; `second` may have more rows than `first`, the first of them its partners."""
    logits = (scale * first @ second.T).masked_fill(mask.to(first.device), -1e4)
    aim = torch.arange(len(first), device=first.device)
    back = logits[:, : len(first)].T
    return functional.cross_entropy(logits, aim) + 0.5 * functional.cross_entropy(back, aim)


@dataclass(frozen=True, kw_only=True)
class Round:
    """What one step learns from. crops: (n, 4, side, side); texts: a wording of each, then the bank's.

    mask: (n, texts), true of a crop though not chosen for it; pairs: two wordings of one thing after another.
    """

    crops: Tensor
    texts: Packed
    mask: Tensor
    pairs: Packed
    pairs_mask: Tensor


class Rounds(IterableDataset[Round]):
    """Round after round without end; everything random comes from `seed` and the number of the process."""

    def __init__(self, masters: Masters, *, synonyms: list[tuple[str, ...]], seed: int, larger: int) -> None:
        self._masters = masters
        self._drawings = [one for one in masters.entries if one.role == "training"]
        self._weights = weights_of(self._drawings)
        self._things = Things(self._drawings, everyday_meanings())
        self._groups = self._things.pairs()
        self._synonyms = synonyms
        self._larger = larger
        self._seed = seed

    def __iter__(self) -> Iterator[Round]:
        worker = get_worker_info()
        seed = self._seed + 1000 * (worker.id if worker else 0)
        cv2.setNumThreads(1)
        chance, texts = random.Random(seed), Texts(seed=seed)
        crops = Crops(self._masters, seed=seed)
        while True:
            yield self._round(chance, texts, crops)

    def _round(self, chance: random.Random, known: Texts, made: Crops) -> Round:
        size = BATCH * self._larger
        masters: list[Master | None] = [*self._drawn(chance, size - NOTHINGS * self._larger)]
        crops = [made.of(master) for master in masters if master]
        texts = [self._things.words_for(master, chance) for master in masters if master]
        owners: list[object] = [id(self._things.of(master)) for master in masters if master]
        for _ in range(NOTHINGS * self._larger):
            crop, text = made.nothing()
            crops.append(crop)
            texts.append(text)
            owners.append(text)
            masters.append(None)
        bank = self._drawn(chance, BANK * self._larger)
        texts += [master.names[0] for master in bank]
        owners += [id(self._things.of(master)) for master in bank]
        pairs, pairs_mask = self._pairs(chance)
        return Round(
            crops=torch.from_numpy(as_input(np.stack(crops))),
            texts=known.packed(texts),
            mask=true_elsewhere(self._things, masters, texts, owners),
            pairs=known.packed(pairs),
            pairs_mask=pairs_mask,
        )

    def _drawn(self, chance: random.Random, count: int) -> list[Master]:
        return chance.choices(self._drawings, cum_weights=self._weights, k=count)

    def _pairs(self, chance: random.Random) -> tuple[list[str], Tensor]:
        half = WORD_PAIRS * self._larger // 2
        groups = [*chance.choices(self._groups, k=half), *chance.choices(self._synonyms, k=half)]
        pairs = [tuple(chance.sample(group, 2)) for group in groups]
        columns: dict[object, list[int]] = {}
        for column, pair in enumerate(pairs):
            columns.setdefault(key_of(pair[1]), []).append(column)
        mask = np.zeros((len(pairs), len(pairs)), dtype=bool)
        for row, group in enumerate(groups):
            for text in group:
                mask[row, columns.get(key_of(text), [])] = True
        mask[np.arange(len(pairs)), np.arange(len(pairs))] = False
        return [text for pair in pairs for text in pair], torch.from_numpy(mask)


class Training:
    """One run; everything random comes from `seed`."""

    def __init__(self, rounds: Rounds, masters: Masters, *, seed: int, start: Path | str | None) -> None:
        torch.manual_seed(seed)
        self._rounds = rounds
        self._tuning = [one for one in masters.entries if one.role == "tuning"]
        self._masters = masters
        self._device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.pictures, self.words = PictureNet(), WordsNet()
        if start == "shipped":
            load_shipped(self.pictures, self.words)
        elif start is not None:
            state = torch.load(start, weights_only=True)
            self.pictures.load_state_dict(state["pictures"])
            self.words.load_state_dict(state["words"])
        self.pictures = self.pictures.to(self._device, memory_format=torch.channels_last)
        self.words = self.words.to(self._device)
        self.scale = torch.nn.Parameter(torch.tensor(math.log(15.0), device=self._device))
        self.averages = Average(self.pictures), Average(self.words)

    def run(self, *, minutes: float, peak: float, out: Path, workers: int) -> None:
        slow = [*self.pictures.parameters(), *self.words.wide.parameters(), *self.words.back.parameters()]
        groups = [
            {"params": [one for one in slow if one.ndim > 1], "weight_decay": 0.03, "peak": peak},
            {"params": [one for one in slow if one.ndim <= 1] + [self.scale], "weight_decay": 0.0, "peak": peak},
            {"params": [self.words.table.weight], "weight_decay": 0.0, "peak": 2 * peak},
        ]
        optimiser = torch.optim.AdamW(groups, lr=peak, betas=(0.9, 0.98), fused=True)
        began, told, total = time.monotonic(), 0.0, torch.zeros((), device=self._device)
        for step, each in enumerate(DataLoader(self._rounds, batch_size=None, num_workers=workers), 1):
            share = (time.monotonic() - began) / (60 * minutes)
            if share >= 1:
                break
            rate = min(1.0, step / 100) * (0.02 + 0.98 * (1 + math.cos(math.pi * share)) / 2)
            for group in optimiser.param_groups:
                group["lr"] = group["peak"] * rate
            loss = self._loss(each)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(slow, 5.0)
            optimiser.step()
            with torch.no_grad():
                self.scale.clamp_(max=math.log(SHARPEST))
            if step % FOLLOWED_EVERY == 0:
                for average, net in zip(self.averages, (self.pictures, self.words), strict=True):
                    average.follow(net, step=step)
            total += loss.detach()
            if step % SAID_EVERY == 0:
                mean, scale = float(total) / SAID_EVERY, float(self.scale.detach().exp())
                print(f"{step} steps, {share:.0%}, loss {mean:.3f}, scale {scale:.1f}", flush=True)
                total.zero_()
            if share - told > 0.2:
                told = share
                self._tell(out)
        self._tell(out)

    def _loss(self, given: Round) -> Tensor:
        crops = given.crops.to(self._device, memory_format=torch.channels_last)
        with torch.autocast(self._device.type, dtype=torch.bfloat16):
            seen = self.pictures(crops)
        said = given.texts.vectors(self.words)
        pairs = given.pairs.vectors(self.words)
        scale = self.scale.exp()
        words_loss = contrast(pairs[0::2], pairs[1::2], scale, given.pairs_mask)
        return contrast(seen.float(), said, scale, given.mask) + 0.3 * words_loss

    def _tell(self, out: Path) -> None:
        pictures, words = (copy.deepcopy(average.net).cpu() for average in self.averages)
        torch.save({"pictures": small(pictures.state_dict()), "words": small(words.state_dict())}, out)
        first, fifth = first_and_fifth(pictures, words, self._masters, self._tuning, seed=5)
        print(f"tuning set, of 200 names: first {first}, in five {fifth}", flush=True)


def weights_of(masters: Sequence[Master]) -> list[float]:
    """Running sum of weights: large sets count for less a drawing."""
    sizes: dict[str, int] = {}
    for master in masters:
        sizes[master.set] = sizes.get(master.set, 0) + 1
    return list(np.cumsum([sizes[master.set] ** -0.4 for master in masters]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--from", dest="start", help="a checkpoint, or `shipped`: the models in assets")
    parser.add_argument("--peak-rate", type=float, default=PEAK_RATE)
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--larger", type=int, default=1, help="so many times as much in a batch")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    masters = Masters(asked.folder)
    synonyms = wordnet_groups(asked.folder / "themes/wordnet-base/usr/share/wordnet")
    rounds = Rounds(masters, synonyms=synonyms, seed=asked.seed, larger=asked.larger)
    training = Training(rounds, masters, seed=asked.seed, start=asked.start)
    training.run(minutes=asked.minutes, peak=asked.peak_rate, out=asked.out, workers=asked.workers)


if __name__ == "__main__":
    main()
