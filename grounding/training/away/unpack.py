"""Lays packs of `pack` out again, for training to read: python -m grounding.training.away.unpack PACK... --to DIR."""

import argparse
import json
import lzma
import tarfile
from pathlib import Path

import numpy as np

from grounding.text_reader.contrast import GROUND
from grounding.training.away.pack import MIDDLE, STEP, Bytes


def spread(content: bytes) -> Bytes:
    """The values 0..15 of bytes that hold two each."""
    packed = np.frombuffer(lzma.decompress(content), np.uint8)
    return np.stack((packed >> 4, packed & 15), axis=1).reshape(-1)


def strips_of(content: bytes, seed: int) -> bytes:
    """Levels as bytes again, with the noise of what rounding took away, but for the ground."""
    levels = spread(content)
    noise = np.random.default_rng(seed).random(levels.size, dtype=np.float32) * 14 - 7
    grey = GROUND + (levels.astype(np.float32) - MIDDLE) * STEP + np.where(levels == MIDDLE, 0, noise)
    return np.clip(np.rint(grey), 0, 255).astype(np.uint8).tobytes()


def laid(name: str, content: bytes, folder: Path) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if name.endswith(".bin4"):
        seed = path.stem.replace("-", "")
        path.with_name(f"{seed}.bin").write_bytes(strips_of(content, int(seed)))
    elif name.endswith(".npy4"):
        kind, _, shape = path.stem.partition("-")
        whole = (spread(content) * 17).reshape([int(side) for side in shape.split("x")])
        np.save(
            path.with_name(f"{kind}.npy"), np.ascontiguousarray(whole if whole.ndim == 3 else np.moveaxis(whole, 1, 3))
        )
    elif name.startswith("lines/"):
        seed = path.name.removesuffix(".json.xz").replace("-", "")
        truth = {"seed": int(seed), **json.loads(lzma.decompress(content))}
        (path.parent / f"{seed}.json").write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")
    elif name.endswith(".xz"):
        path.with_suffix("").write_bytes(lzma.decompress(content))
    else:
        path.write_bytes(content)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packs", type=Path, nargs="+")
    parser.add_argument("--to", type=Path, required=True)
    arguments = parser.parse_args()
    for pack in arguments.packs:
        with tarfile.open(pack) as archive:
            members = [member for member in archive if member.isfile()]
            # The picture of a screen first and the strips of lines first: what is looked for by its JSON is then whole.
            for member in sorted(members, key=lambda one: ".json" in one.name):
                taken = archive.extractfile(member)
                assert taken is not None
                laid(member.name, taken.read(), arguments.to)


if __name__ == "__main__":
    main()
