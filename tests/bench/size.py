"""What Deskhand takes on the disk: its wheel, and every package of the lock that is installed here, largest first.

    python -m tests.bench.size [--json OUT]

Sizes of the files that each package's record names. Packages that are only for development are left out: what counts
is named in packaging/requirements.lock.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from importlib import metadata
from pathlib import Path

from tests.bench.intervals import table

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "packaging" / "requirements.lock"
SHOWN = 12


def installed_mb(name: str) -> float:
    """Of one package; 0 when it is not installed on this system."""
    try:
        files = metadata.files(name) or []
    except metadata.PackageNotFoundError:
        return 0.0
    paths = [Path(str(file.locate())) for file in files]
    return sum(path.stat().st_size for path in paths if path.is_file()) / 1e6


def wheel_mb() -> float:
    with tempfile.TemporaryDirectory() as folder:
        build = "import sys, hatchling.build as build; print(build.build_wheel(sys.argv[1]))"
        done = subprocess.run([sys.executable, "-c", build, folder], cwd=ROOT, capture_output=True, text=True)
        wheels = list(Path(folder).glob("*.whl"))
        if not wheels:
            raise SystemExit(f"The wheel could not be built: {done.stderr.strip().splitlines()[-1:]}")
        return wheels[0].stat().st_size / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path, default=None)
    asked = parser.parse_args()
    names = re.findall(r"^([A-Za-z0-9_.-]+)==", LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    sizes = {name: installed_mb(name) for name in names}
    figures = {
        "wheel_mb": round(wheel_mb(), 2),
        "dependencies_mb": round(sum(sizes.values()), 1),
        "packages": sum(size > 0 for size in sizes.values()),
    }
    largest = sorted(sizes.items(), key=lambda one: -one[1])[:SHOWN]
    print(table(("package", "MB installed"), [[name, f"{size:.1f}"] for name, size in largest]))
    print(f"Wheel {figures['wheel_mb']} MB; {figures['packages']} packages, {figures['dependencies_mb']} MB installed.")
    if asked.json is not None:
        asked.json.write_text(json.dumps({"figures": figures, "cases": sizes}, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
