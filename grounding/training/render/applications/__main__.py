"""Renders samples of real programs: python -m grounding.training.render.applications --out FOLDER --count 100."""

import argparse
import shutil
import tempfile
import time
from collections.abc import Iterator
from functools import reduce
from pathlib import Path
from random import Random

import numpy as np

from grounding.engine import Engine
from grounding.geometry import Box
from grounding.screen import Pixels
from grounding.text_reader.reader import TextReader
from grounding.training.render.applications.driving import Person
from grounding.training.render.applications.labels import Rejected, truth_of
from grounding.training.render.applications.programs import Program, any_look, installed
from grounding.training.render.applications.stage import Stage
from grounding.training.render.cover import Truth
from grounding.training.render.sample import Sample, write
from grounding.training.render.wallpapers import wallpaper

SIZES = [(1024, 768), (1024, 768), (1280, 800), (1280, 720), (1366, 768), (1440, 900), (1920, 1080)]
STEPS = 9
FRAMES = 6
TRIES = 3
STILL = 0.0005
"""Share of the picture that may change while the programs are asked."""
LEAST_CHANGE = 0.01


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=100, help="pictures; it ends with the display that reaches it")
    parser.add_argument("--held-out", action="store_true", help="the programs and looks that are never trained on")
    parser.add_argument("--program", help="only this one")
    options = parser.parse_args()
    programs = [one for one in installed() if one.held_out == options.held_out]
    if options.program:
        programs = [one for one in installed() if one.name == options.program]
    reader = TextReader(engine=Engine(threads=1))
    written, seed = 0, options.first_seed
    while written < options.count:
        begun_s = time.monotonic()
        order = Random(seed // len(programs) + 1000).sample(programs, len(programs))
        program = order[seed % len(programs)]
        before = written
        try:
            for sample in episode(seed, program, programs, reader, held_out=options.held_out):
                write(sample, options.out, f"{program.name}-{seed:04}-{written - before}")
                written += 1
        except Exception as error:  # a program or its display broke: the next one
            print(f"  {type(error).__name__}: {error}", flush=True)
        print(
            f"{seed} {program.name}: {written - before} in {time.monotonic() - begun_s:.0f} s, {written} in all",
            flush=True,
        )
        seed += 1


def episode(
    seed: int, program: Program, programs: list[Program], reader: TextReader, *, held_out: bool
) -> Iterator[Sample]:
    """One display, a program or two on it, a few acts."""
    random = Random(seed)
    look = any_look(random, held_out=held_out)
    size_wh = random.choice(SIZES)
    if look.scale == 2:
        size_wh = (1920, 1080)
    shown = [program]
    if random.random() < 0.3:
        alike = [one for one in programs if (one.toolkit == "gtk4") == (program.toolkit == "gtk4")]
        alike = [one for one in alike if one.name != program.name] or [program]
        shown.insert(0, random.choice(alike))
    folder = Path(tempfile.mkdtemp(prefix="deskhand-render-"))
    try:
        with Stage(size_wh=size_wh, look=look, folder=folder) as stage:
            if not all(stage.open(one) for one in shown):
                print(f"  {program.name}: no window", flush=True)
                return
            person = Person(stage=stage, random=random)
            ground = wallpaper(random, size_wh)
            last: Pixels | None = None
            taken = 0
            for _ in range(STEPS):
                for _ in range(TRIES):
                    pixels, windows = stage.calm(), stage.windows()
                    told = stage.told()
                    if (pixels != stage.picture()).any(axis=2).mean() < STILL:
                        break
                else:
                    return
                if taken == FRAMES or not windows:
                    return
                if last is None or (pixels != last).any(axis=2).mean() > LEAST_CHANGE:
                    last = pixels
                    picture = _on_wallpaper(pixels, ground, [window.outer for window in windows])
                    covered = reduce(Box.joined, [window.outer for window in windows])
                    truth = truth_of(
                        picture, told, windows, reader.read(picture, covered), padded=program.toolkit == "gtk4"
                    )
                    if isinstance(truth, Rejected):
                        print(f"  {program.name}: {truth.reason}", flush=True)
                    else:
                        taken += 1
                        yield _sample(picture, truth, program, look.window_manager, seed, held_out=held_out)
                person.act(told)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _on_wallpaper(pixels: Pixels, ground: Pixels, windows: list[Box]) -> Pixels:
    """The root window is plain; what windows do not cover is replaced."""
    covered = np.zeros(pixels.shape[:2], dtype=bool)
    for window in windows:
        box = window.clipped(Box(0, 0, pixels.shape[1], pixels.shape[0]))
        covered[box.top : box.bottom, box.left : box.right] = True
    return np.where(covered[:, :, None], pixels, ground)


def _sample(pixels: Pixels, truth: Truth, program: Program, manager: str, seed: int, *, held_out: bool) -> Sample:
    return Sample(
        pixels=pixels,
        source=f"apps/{program.name}",
        seed=seed,
        held_out=held_out,
        elements=tuple(truth.elements),
        lines=tuple(truth.lines),
        ignore=tuple(truth.ignore),
    )


if __name__ == "__main__":
    main()
