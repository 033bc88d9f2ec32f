"""Fonts and message catalogues to render from, unpacked from Debian's and npm's packages.

    python -m grounding.training.reader.sources FOLDER

Nothing is installed: the packages lie unpacked under FOLDER, so that rendering needs no root and changes no program's
fonts. Catalogues of the applications that the benchmark reads are left out of the training.
"""

import argparse
import os
import shutil
import subprocess
import tarfile
import tempfile
import tomllib
from pathlib import Path

LISTS = tomllib.loads(Path(__file__).with_name("sources.toml").read_text(encoding="utf-8"))


def unpack(package: str, folder: Path) -> None:
    """Downloads a Debian package and lays its files under `folder`; nothing when they are there."""
    target = folder / package
    if target.exists():
        return
    with tempfile.TemporaryDirectory() as place:
        asked = subprocess.run(["apt-get", "download", "-qq", package], cwd=place, check=False)
        found = list(Path(place).glob("*.deb"))
        if asked.returncode or not found:
            print(f"{package}: not to be had", flush=True)
            return
        subprocess.run(["dpkg-deb", "-x", str(found[0]), f"{place}/laid"], check=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(f"{place}/laid", target)


def unpack_web(font: str, folder: Path) -> None:
    """Downloads one of npm's font packages and makes TrueType of its light, regular, bold and italic cuts."""
    target = folder / f"web-{font}"
    if target.exists():
        return
    from fontTools.ttLib import TTFont

    with tempfile.TemporaryDirectory() as place:
        asked = subprocess.run(["npm", "pack", "--silent", f"@fontsource/{font}"], cwd=place, check=False)
        found = list(Path(place).glob("*.tgz"))
        if asked.returncode or not found:
            print(f"{font}: not to be had", flush=True)
            return
        with tarfile.open(found[0]) as archive:
            archive.extractall(place, filter="data")
        laid = Path(place) / "laid"
        laid.mkdir()
        for subset in ("latin", "latin-ext", "cyrillic", "greek"):
            for cut in ("300-normal", "400-normal", "700-normal", "400-italic"):
                for web in Path(place).glob(f"package/files/{font}-{subset}-{cut}.woff2"):
                    opened = TTFont(web)
                    opened.flavor = None
                    opened.save(laid / f"{web.stem}.ttf")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(laid, target)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    for kind, packages in LISTS["packages"].items():
        for package in packages:
            unpack(package, folder / kind)
    for font in LISTS["web"]["fonts"]:
        unpack_web(font, folder / "text")


if __name__ == "__main__":
    main()
