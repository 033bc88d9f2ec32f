"""Renders samples: python -m grounding.training.render.qt --out FOLDER --first-seed 0 --count 100."""

import argparse
import os
import sys
import time
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=100)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

    from PySide6 import QtWidgets

    from grounding.training.render.qt.recorder import Recorder
    from grounding.training.render.qt.screens import render
    from grounding.training.render.sample import write

    application = QtWidgets.QApplication(sys.argv[:1])
    recorder = Recorder()
    begun_s = time.monotonic()
    for seed in range(options.first_seed, options.first_seed + options.count):
        write(render(seed, recorder), options.out, f"qt-{seed:06}")
    print(f"{options.count} pictures in {time.monotonic() - begun_s:.0f} s")
    application.quit()


if __name__ == "__main__":
    main()
