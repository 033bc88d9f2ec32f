"""`python -m grounding.training.render.web --npm DIR --out DIR`: pages and their truth, as files.

Before: copy `package.json` to DIR and `npm install --prefix DIR --no-package-lock --legacy-peer-deps --ignore-scripts`.
A page comes again from its kit and seed on a machine with the same fonts and message catalogues.
"""

import argparse
import random
import tempfile
import time
from pathlib import Path

from grounding.training.render.sample import write
from grounding.training.render.web.browser import Browser, RenderingFailed
from grounding.training.render.web.kit import Kit, kits
from grounding.training.render.web.page import compose


def _chosen(seed: int, names: list[str] | None, held_out: bool) -> Kit:
    known = kits()
    offered = [known[name] for name in names] if names else [kit for kit in known.values() if kit.held_out == held_out]
    return random.Random(seed).choices(offered, [kit.weight for kit in offered])[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--npm", type=Path, required=True, help="folder in which package.json was installed")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--kit", action="append", help="only these kits (may be repeated)")
    parser.add_argument("--held-out", action="store_true", help="the kits that are never trained on")
    parser.add_argument(
        "--locale", type=Path, default=Path("/usr/share/locale"), help="message catalogues to take words from"
    )
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    given = parser.parse_args()
    begun, made = time.monotonic(), 0
    with (
        tempfile.TemporaryDirectory() as workspace,
        Browser(executable=given.chromium, workspace=Path(workspace)) as browser,
    ):
        for seed in range(given.first_seed, given.first_seed + given.count):
            kit = _chosen(seed, given.kit, given.held_out)
            name = f"{kit.name}-{seed:06}"
            if (given.out / f"{name}.json").exists():
                continue
            page = compose(seed, kit=kit, modules=(given.npm / "node_modules").resolve(), locale=given.locale)
            try:
                sample = browser.render(page, source=f"web/{kit.name}", seed=seed, held_out=kit.held_out)
            except RenderingFailed as failure:
                print(f"{name}: left out, {failure}", flush=True)
                continue
            write(sample, given.out, name)
            made += 1
            if made % 25 == 0:
                print(f"{made} pages, {made / (time.monotonic() - begun):.2f} a second", flush=True)
    print(f"{made} pages in {time.monotonic() - begun:.0f} s", flush=True)


if __name__ == "__main__":
    main()
