"""Peak memory of a run: Deskhand's own processes on a 1280x800 virtual display, without the applications it works in.

    python -m tests.bench.memory [--json OUT]

Peak resident set (VmHWM) of the run's process; its guardian's beside it. The chore opens an editor, types and saves; it
is done with the accessibility tree and with pixels only, where the text models work. Target: at most 450 MB each.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from tests.bench.intervals import table

ROOT = Path(__file__).resolve().parents[2]
TARGET_MB = 450
COMMAND = (sys.executable, "-m", "app", "run")
WORDS = (
    'Open {editor}, type "Deskhand was here.", press Enter, type "It asks first.", click File, press Escape, '
    'save it as "{file}"'
)
MODES = {"accessibility": (), "pixels only": ("--pixels-only",)}


def peak_mb(pid: int) -> float:
    """VmHWM of /proc/PID/status, in MB; 0 when it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def measured(editor: str, mode: tuple[str, ...]) -> dict[str, float | str]:
    with tempfile.TemporaryDirectory() as folder:
        words = WORDS.format(editor=editor, file=f"{folder}/notes.txt")
        process = subprocess.Popen(
            [*COMMAND, words, "--virtual", "1280x800", "--json", "--run-dir", f"{folder}/runs", *mode],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
        )
        run_mb, guardian_mb = 0.0, 0.0
        while process.poll() is None:
            run_mb = max(run_mb, peak_mb(process.pid))
            for child in psutil.Process(process.pid).children():
                guardian_mb = max(guardian_mb, peak_mb(child.pid))
            time.sleep(0.05)
        assert process.stdout is not None
        result = json.loads(process.stdout.read().splitlines()[-1])
    return {"run_mb": round(run_mb, 1), "guardian_mb": round(guardian_mb, 1), "outcome": result["outcome"]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--editor", default="mousepad")
    parser.add_argument("--json", type=Path, default=None)
    asked = parser.parse_args()
    cases = {name: measured(asked.editor, mode) for name, mode in MODES.items()}
    rows = [[name, *(str(value) for value in row.values())] for name, row in cases.items()]
    print(table(("mode", "run's peak MB", "guardian's peak MB", "outcome"), rows))
    print(f"Target: {TARGET_MB} MB.")
    if asked.json is not None:
        asked.json.write_text(json.dumps({"figures": cases, "cases": {}}, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
