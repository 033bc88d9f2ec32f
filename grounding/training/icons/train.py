"""Trains the icon encoder on drawings and their words, one core, by the clock.

    python -m grounding.training.icons.train FOLDER --minutes 30 --out NET.pt [--from CHECKPOINT.pt | shipped]

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
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from grounding.icons import as_input, features
from grounding.training.icons.crops import Crops, text_strips
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


class Texts:
    """Features of texts in the flat form that an embedding bag takes; each text is cut up once."""

    def __init__(self, *, seed: int) -> None:
        self._known: dict[str, tuple[np.ndarray, np.ndarray]] = {}
        self._chance = np.random.default_rng(seed)

    def vectors(self, net: WordsNet, texts: Sequence[str], *, forgetting: float = 0.0) -> Tensor:
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
        if forgetting:
            weight = weight * ((weight < 1) | (self._chance.random(len(weight)) > forgetting))
        total = functional.embedding_bag(
            torch.from_numpy(np.concatenate(rows)),
            net.table.weight,
            torch.tensor(starts[:-1]),
            mode="sum",
            per_sample_weights=torch.from_numpy(weight.astype(np.float32)),
        )
        return net.over(total)


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
    logits = (scale * first @ second.T).masked_fill(mask, -1e4)
    aim = torch.arange(len(first))
    back = logits[:, : len(first)].T
    return functional.cross_entropy(logits, aim) + 0.5 * functional.cross_entropy(back, aim)


class Training:
    """One run; everything random comes from `seed`."""

    def __init__(self, folder: Path, *, seed: int, start: Path | str | None) -> None:
        self._chance = random.Random(seed)
        torch.manual_seed(seed)
        masters = Masters(folder)
        trained = [one for one in masters.entries if one.role == "training"]
        self.things = Things(trained, everyday_meanings())
        self._drawings = trained
        self._weights = weights_of(trained)
        self._crops = Crops(masters, seed=seed, strips=text_strips(400, seed=seed))
        self._texts = Texts(seed=seed)
        self._groups = self.things.pairs()
        self._synonyms = wordnet_groups(folder / "themes/wordnet-base/usr/share/wordnet")
        self._tuning = [one for one in masters.entries if one.role == "tuning"]
        self._masters = masters
        self.pictures, self.words = PictureNet(), WordsNet()
        self.scale = torch.nn.Parameter(torch.tensor(math.log(15.0)))
        if start == "shipped":
            load_shipped(self.pictures, self.words)
        elif start is not None:
            state = torch.load(start, weights_only=True)
            self.pictures.load_state_dict(state["pictures"])
            self.words.load_state_dict(state["words"])
        self.pictures = self.pictures.to(memory_format=torch.channels_last)
        self.averages = Average(self.pictures), Average(self.words)

    def run(self, *, minutes: float, peak: float, out: Path) -> None:
        slow = [*self.pictures.parameters(), *self.words.wide.parameters(), *self.words.back.parameters()]
        groups = [
            {"params": [one for one in slow if one.ndim > 1], "weight_decay": 0.03, "peak": peak},
            {"params": [one for one in slow if one.ndim <= 1] + [self.scale], "weight_decay": 0.0, "peak": peak},
            {"params": [self.words.table.weight], "weight_decay": 0.0, "peak": 2 * peak},
        ]
        optimiser = torch.optim.AdamW(groups, lr=peak, betas=(0.9, 0.98), fused=True)
        began, told, step, total = time.monotonic(), 0.0, 0, 0.0
        while (share := (time.monotonic() - began) / (60 * minutes)) < 1:
            rate = min(1.0, (step + 1) / 100) * (0.02 + 0.98 * (1 + math.cos(math.pi * share)) / 2)
            for group in optimiser.param_groups:
                group["lr"] = group["peak"] * rate
            loss = self._loss()
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(slow, 5.0)
            optimiser.step()
            with torch.no_grad():
                self.scale.clamp_(max=math.log(SHARPEST))
            step += 1
            if step % FOLLOWED_EVERY == 0:
                for average, net in zip(self.averages, (self.pictures, self.words), strict=True):
                    average.follow(net, step=step)
            total += float(loss.detach())
            if step % 20 == 0:
                print(
                    f"{step} steps, {share:.0%}, loss {total / 20:.3f}, scale {float(self.scale.detach().exp()):.1f}",
                    flush=True,
                )
                total = 0.0
            if share - told > 0.2:
                told = share
                self._tell(out)
        self._tell(out)

    def _loss(self) -> Tensor:
        chance = self._chance
        masters: list[Master | None] = [*chance.choices(self._drawings, cum_weights=self._weights, k=BATCH - NOTHINGS)]
        crops = [self._crops.of(master) for master in masters if master]
        texts = [self.things.words_for(master, chance) for master in masters if master]
        owners: list[object] = [id(self.things.of(master)) for master in masters if master]
        for _ in range(NOTHINGS):
            crop, text = self._crops.nothing()
            crops.append(crop)
            texts.append(text)
            owners.append(text)
            masters.append(None)
        bank = chance.choices(self._drawings, cum_weights=self._weights, k=BANK)
        texts += [master.names[0] for master in bank]
        owners += [id(self.things.of(master)) for master in bank]
        mask = true_elsewhere(self.things, masters, texts, owners)
        given = torch.from_numpy(as_input(np.stack(crops))).to(memory_format=torch.channels_last)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            seen = self.pictures(given)
        said = self._texts.vectors(self.words, texts, forgetting=FORGOTTEN_WORDS)
        return contrast(seen.float(), said, self.scale.exp(), mask) + 0.3 * self._words_loss()

    def _words_loss(self) -> Tensor:
        chance = self._chance
        groups = [*chance.choices(self._groups, k=WORD_PAIRS // 2), *chance.choices(self._synonyms, k=WORD_PAIRS // 2)]
        pairs = [tuple(chance.sample(group, 2)) for group in groups]
        columns: dict[object, list[int]] = {}
        for column, pair in enumerate(pairs):
            columns.setdefault(key_of(pair[1]), []).append(column)
        mask = np.zeros((len(pairs), len(pairs)), dtype=bool)
        for row, group in enumerate(groups):
            for text in group:
                mask[row, columns.get(key_of(text), [])] = True
        mask[np.arange(len(pairs)), np.arange(len(pairs))] = False
        vectors = self._texts.vectors(self.words, [text for pair in pairs for text in pair], forgetting=FORGOTTEN_WORDS)
        return contrast(vectors[0::2], vectors[1::2], self.scale.exp(), torch.from_numpy(mask))

    def _tell(self, out: Path) -> None:
        pictures, words = (average.net for average in self.averages)
        torch.save({"pictures": pictures.state_dict(), "words": words.state_dict()}, out)
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
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication([])
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    Training(asked.folder, seed=asked.seed, start=asked.start).run(
        minutes=asked.minutes, peak=asked.peak_rate, out=asked.out
    )
    del application


if __name__ == "__main__":
    main()
