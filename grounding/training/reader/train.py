"""Trains the recogniser on rendered parts; new parts in the folder are taken up as they come.

    OMP_NUM_THREADS=1 python -m grounding.training.reader.train PARTS OUT.pt --minutes 35 [--from MODEL.onnx]

A GPU is used when there is one (then with `--columns 64000`); one core suffices: bf16 autocast, channels last. Short
strips first, since CTC finds its letters faster there. What is kept is a running mean of the weights, good at any
moment. `--from` goes on from an exported model's weights.
"""

import argparse
import copy
import random
import time
from pathlib import Path

import torch
from torch import nn

from grounding.text_reader.recognition import WIDTH_STEP
from grounding.training.checkpoints import small
from grounding.training.reader.export import weights_of
from grounding.training.reader.network import CLASSES, Recogniser
from grounding.training.reader.parts import COLUMNS_A_BATCH, Batch, Part, batches, opened

HELD_OUT_SEED = "900"
RATE = 2.5e-3
WARM_STEPS = 200
SHORT_SHARE = 0.08
SAID_EVERY_S = 60
SHORT = {"widest": 192, "longest": 9}
LONG = {"widest": 1500, "longest": 120}
LONGEST_MEMORY = 0.998
INDEX = {letter: index for index, letter in enumerate(CLASSES)}


def loss_of(network: nn.Module, batch: Batch, chance: random.Random) -> torch.Tensor:
    device = next(network.parameters()).device
    strips = disturbed(batch.strips.to(device), chance).contiguous(memory_format=torch.channels_last)
    with torch.autocast(device.type, torch.bfloat16):
        answers = network(strips)
    targets = torch.tensor([INDEX[letter] for look in batch.looks for letter in look], dtype=torch.long).to(device)
    lengths = torch.tensor([len(look) for look in batch.looks], dtype=torch.long)
    steps = torch.full((len(batch.looks),), answers.shape[1], dtype=torch.long)
    likely = answers.float().log_softmax(2).transpose(0, 1)
    losses = nn.functional.ctc_loss(likely, targets, steps, lengths, reduction="none", zero_infinity=True)
    return (losses / lengths.clamp(min=1).to(device)).mean()


def disturbed(strips: torch.Tensor, chance: random.Random) -> torch.Tensor:
    """A little fainter, thinner, bolder, wider or narrower, shifted by a row or a few columns, or grained."""
    if chance.random() < 0.35:
        width = round(strips.shape[3] * chance.uniform(0.88, 1.15) / WIDTH_STEP) * WIDTH_STEP
        size = (strips.shape[2], max(WIDTH_STEP, width))
        strips = nn.functional.interpolate(strips, size=size, mode="bilinear", align_corners=False)
    if chance.random() < 0.35:
        strips = strips.sign() * strips.abs() ** chance.uniform(0.7, 1.5)
    if chance.random() < 0.5:
        strips = strips * chance.uniform(0.7, 1.05)
    if chance.random() < 0.5:
        strips = torch.roll(strips, (chance.choice((-1, 0, 1)), chance.randint(0, 3)), dims=(2, 3))
    if chance.random() < 0.15:
        strips = strips + torch.randn_like(strips) * chance.uniform(0.01, 0.05)
    return strips


def greedy(answers: torch.Tensor) -> list[str]:
    texts = []
    for best in answers.argmax(2).tolist():
        letters = [index for place, index in enumerate(best) if index and (place == 0 or best[place - 1] != index)]
        texts.append("".join(CLASSES[index] for index in letters).strip())
    return texts


@torch.no_grad()
def exact(network: nn.Module, part: Part, most: int = 600) -> float:
    hits = total = 0
    device = next(network.parameters()).device
    for batch in batches([part], random.Random(0), **LONG):
        strips = batch.strips.to(device).contiguous(memory_format=torch.channels_last)
        with torch.autocast(device.type, torch.bfloat16):
            answers = network(strips)
        hits += sum(text == look.strip() for text, look in zip(greedy(answers), batch.looks, strict=True))
        total += len(batch.looks)
        if total >= most:
            break
    return hits / total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--minutes", type=float, default=35.0, help="the rate falls to nothing over this time")
    parser.add_argument(
        "--from", dest="start", type=Path, help="an exported model, or weights of an earlier run, to go on from"
    )
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--columns", type=int, default=COLUMNS_A_BATCH, help="of pixels in a batch")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--new", type=int, default=0, help="leave out parts whose seed is below this")
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(1)
    chance = random.Random(arguments.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network = Recogniser()
    if arguments.start:
        network.load_state_dict(weights_of(arguments.start), strict=False)
    network = network.to(device, memory_format=torch.channels_last).train()
    if arguments.start:  # the statistics of small batches would spoil those of weights that are far along
        for part in network.modules():
            if isinstance(part, nn.BatchNorm2d):
                part.eval()
    mean = copy.deepcopy(network).eval()
    decayed = [weight for weight in network.parameters() if weight.ndim > 1]
    others = [weight for weight in network.parameters() if weight.ndim <= 1]
    optimiser = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": 0.02}, {"params": others, "weight_decay": 0.0}], lr=0.0, fused=True
    )
    held_out = opened(arguments.parts / f"{HELD_OUT_SEED}.json")
    seen = steps = 0
    began = shown = time.monotonic()
    done = 0.0
    recent = torch.zeros(())
    while done < 1:
        known = {path.stem for path in arguments.parts.glob("*.json")} - {HELD_OUT_SEED}
        parts = [opened(arguments.parts / f"{name}.json") for name in sorted(known) if int(name) >= arguments.new]
        short = not arguments.start and done < SHORT_SHARE
        for batch in batches(parts, chance, **(SHORT if short else LONG), columns=arguments.columns):
            done = (time.monotonic() - began) / 60 / arguments.minutes
            rate = arguments.rate * min(1, (steps + 1) / WARM_STEPS) * min(1.0, max(0.005, 1.35 * (1 - done)))
            for group in optimiser.param_groups:
                group["lr"] = rate
            loss = loss_of(network, batch, chance)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimiser.step()
            seen, steps = seen + len(batch.looks), steps + 1
            memory = min(LONGEST_MEMORY, (1 + steps) / (12 + steps))
            with torch.no_grad():
                for kept, new in zip(mean.state_dict().values(), network.state_dict().values(), strict=True):
                    kept.lerp_(new, 1 - memory) if kept.is_floating_point() else kept.copy_(new)
            recent = recent + 0.02 * (loss.detach() - recent) if steps > 1 else loss.detach()
            if time.monotonic() - shown > SAID_EVERY_S:
                shown = time.monotonic()
                torch.save(small(mean.state_dict()), arguments.out)
                told = f"{done:.0%}, {steps} steps, {seen} lines, loss {float(recent):.4f}"
                print(f"{told}, held-out exact {exact(mean, held_out):.4f}", flush=True)
            if done >= 1 or (short and done >= SHORT_SHARE):
                break
    torch.save(small(mean.state_dict()), arguments.out)
    print(f"{seen} lines, held-out exact {exact(mean, held_out, most=5000):.4f}", flush=True)


if __name__ == "__main__":
    main()
