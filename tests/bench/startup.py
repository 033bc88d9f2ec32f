"""What `deskhand --help` costs, beside a Python that only imports typer, and which heavy packages it loads: none.

    python -m tests.bench.startup [--times 15] [--json OUT]

CPU seconds (user and system) of the process and its children. Target: at most 0.35 s a call.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

from tests.bench.intervals import table

ROOT = Path(__file__).resolve().parents[2]
TARGET_S = 0.35
HEAVY = ("PySide6", "onnxruntime", "playwright", "cv2", "numpy", "rapidocr", "Xlib", "mss", "keyring")
CALLS = {
    "python -c pass": ["-c", "pass"],
    "python -c 'import typer'": ["-c", "import typer"],
    "deskhand --help": ["-m", "app", "--help"],
    "deskhand run --help": ["-m", "app", "run", "--help"],
    "deskhand runs": ["-m", "app", "runs"],
}


def cpu_s(arguments: list[str]) -> float:
    before = os.times()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def loaded_by_help() -> tuple[str, ...]:
    """The heavy packages that `deskhand --help` has in memory when it ends."""
    script = (
        "import sys; from app.cli.main import run_command_line; run_command_line(['--help']);"
        "sys.stderr.write(' '.join(sorted({name.partition('.')[0] for name in sys.modules})))"
    )
    told = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True)
    return tuple(name for name in HEAVY if name in told.stderr.split())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=15)
    parser.add_argument("--json", type=Path, default=None)
    asked = parser.parse_args()
    cases = {name: [cpu_s(arguments) for _ in range(asked.times)] for name, arguments in CALLS.items()}
    plain_s = statistics.median(cases["python -c 'import typer'"])
    figures = {
        name: {
            "median_cpu_s": round(statistics.median(costs), 3),
            "most_cpu_s": round(max(costs), 3),
            "ratio_to_typer": round(statistics.median(costs) / plain_s, 2),
        }
        for name, costs in cases.items()
    }
    rows = [[name, *(str(value) for value in row.values())] for name, row in figures.items()]
    print(table(("call", "median CPU s", "most", "ratio"), rows))
    heavy = loaded_by_help()
    print(f"Loaded by --help: {', '.join(heavy) or 'none'} of {', '.join(HEAVY)}. Target: {TARGET_S} s.")
    if asked.json is not None:
        told = {"figures": {**figures, "loaded_by_help": heavy}, "cases": cases}
        asked.json.write_text(json.dumps(told, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
