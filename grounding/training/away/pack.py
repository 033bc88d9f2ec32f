"""Packs screens, lines or icons into files of at most so many MiB each.

    python -m grounding.training.away.pack screens DIR[=COUNT]... --to PREFIX [--limit 40]
    python -m grounding.training.away.pack lines PART.json... --to PREFIX [--limit 40]
    python -m grounding.training.away.pack icons FOLDER --to PREFIX

Colours of screens keep six bits a channel (a third less than all eight), lines and icons four: no training feels it.
Seen: a screen takes about 90 kB, a line 500 bytes, an icon 300. `unpack` lays everything out again as it was.
"""

import argparse
import io
import json
import lzma
import random
import tarfile
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from grounding.text_reader.contrast import GROUND, HEIGHT

Bytes = npt.NDArray[np.uint8]
LINES_A_BLOB = 5000
STEP = 18.2
"""So much of 255 lies between two of the sixteen levels of a line, whose ground is exactly level MIDDLE."""
MIDDLE = 8
FILTER = [{"id": lzma.FILTER_LZMA2, "preset": 6, "lc": 4, "lp": 0, "pb": 4}]
Member = tuple[str, bytes]


def halved(levels: Bytes) -> Bytes:
    """Two values of 0..15 in each byte."""
    pairs = levels.reshape(-1, 2)
    return (pairs[:, 0] << 4 | pairs[:, 1]).astype(np.uint8)


def squeezed(levels: Bytes) -> bytes:
    return lzma.compress(halved(levels).tobytes(), filters=FILTER)


def screens(folders: list[str]) -> Iterator[Member]:
    chance, chosen = random.Random(3), list[Path]()
    for text in folders:
        folder, _, count = text.partition("=")
        paths = sorted(Path(folder).glob("*.json"))
        chance.shuffle(paths)
        chosen += paths[: int(count or len(paths))]
    chance.shuffle(chosen)
    for path in chosen:
        pixels = cv2.imread(str(path.with_suffix(".png")))
        coarse = (pixels // 4) * 4 + (pixels // 128) * 3  # black and white stay what they are
        packed = cv2.imencode(".webp", coarse, [cv2.IMWRITE_WEBP_QUALITY, 101])[1]
        yield f"{path.parent.name}/{path.stem}.png", packed.tobytes()  # OpenCV reads it by what is in it
        yield f"{path.parent.name}/{path.name}.xz", lzma.compress(path.read_bytes())


def lines(parts: list[str]) -> Iterator[Member]:
    for part in map(Path, parts):
        packed = np.memmap(part.with_suffix(".bin"), dtype=np.uint8, mode="r")
        truth = json.loads(part.read_text(encoding="utf-8"))
        starts = np.concatenate(([0], np.cumsum(truth["widths"]))) * HEIGHT
        for first in range(0, len(truth["widths"]), LINES_A_BLOB):
            last = min(first + LINES_A_BLOB, len(truth["widths"]))
            strips = np.asarray(packed[starts[first] : starts[last]]).astype(np.float32)
            levels = np.clip(np.rint((strips - GROUND) / STEP) + MIDDLE, 0, 15).astype(np.uint8)
            share = {name: truth[name][first:last] for name in ("widths", "looks", "families")}
            name = f"lines/{part.stem}-{first}"
            yield f"{name}.json.xz", lzma.compress(json.dumps(share, ensure_ascii=False).encode())
            yield f"{name}.bin4", squeezed(levels)


def icons(folders: list[str]) -> Iterator[Member]:
    folder = Path(folders[0])
    words = folder / "themes/wordnet-base/usr/share/wordnet"
    for path in (folder / "masters/drawings.json", *sorted(words.glob("index.*")), *sorted(words.glob("data.*"))):
        yield f"icons/{path.relative_to(folder)}.xz", lzma.compress(path.read_bytes())
    yield "icons/masters/strips.npz", (folder / "masters/strips.npz").read_bytes()
    for name in ("ink", "colour"):
        whole = np.load(folder / f"masters/{name}.npy", mmap_mode="r")
        levels = np.concatenate(
            [(whole[at : at + 2000].astype(np.uint16) + 8) // 17 for at in range(0, len(whole), 2000)]
        )
        planes = levels if levels.ndim == 3 else np.moveaxis(levels, 3, 1)
        shape = "x".join(map(str, planes.shape))
        yield f"icons/masters/{name}-{shape}.npy4", squeezed(np.ascontiguousarray(planes.astype(np.uint8)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=("screens", "lines", "icons"))
    parser.add_argument("sources", nargs="+")
    parser.add_argument("--to", required=True, metavar="PREFIX")
    parser.add_argument("--limit", type=float, default=40.0, help="MiB a file")
    arguments = parser.parse_args()
    kinds = {"screens": screens, "lines": lines, "icons": icons}
    number, size, archive = 0, 0.0, None
    for name, content in kinds[arguments.kind](arguments.sources):
        # A pair of members stays together: the limit is looked at before the first of them.
        if archive is None or (size + len(content) > arguments.limit * 2**20 and not name.endswith((".bin4", ".xz"))):
            if archive is not None:
                archive.close()
            number, size = number + 1, 0.0
            archive = tarfile.open(f"{arguments.to}{number}.tar", "w")  # noqa: SIM115
            print(archive.name, flush=True)
        entry = tarfile.TarInfo(name)
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
        size += len(content) + 1024
    if archive is not None:
        archive.close()


if __name__ == "__main__":
    main()
