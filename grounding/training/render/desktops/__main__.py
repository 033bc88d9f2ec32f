"""Composes samples: python -m grounding.training.render.desktops --from FOLDER... --out FOLDER --count 100."""

import argparse
import json
from pathlib import Path

from grounding.training.render.desktops.compose import compose
from grounding.training.render.sample import write


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="sources", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=100)
    options = parser.parse_args()
    paths = sorted(path for folder in options.sources for path in folder.glob("*.json"))
    pool = [path for path in paths if not json.loads(path.read_text(encoding="utf-8"))["held_out"]]
    for seed in range(options.first_seed, options.first_seed + options.count):
        write(compose(seed, pool), options.out, f"desktop-{seed:06}")


if __name__ == "__main__":
    main()
