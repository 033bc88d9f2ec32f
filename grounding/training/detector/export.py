"""Writes the two parts of a trained detector as ONNX files and their entries' hashes.

python -m grounding.training.detector.export --checkpoint CHECKPOINT --to assets/models
"""

import argparse
import hashlib
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from torch import nn

from grounding.training.detector.network import Detector
from grounding.training.detector.weights import FILES, load_into
from grounding.training.export import enter

OPSET = 17
TOLERANCE = 2e-3


def export(part: nn.Module, path: Path) -> None:
    """ONNX with free height and width; normalisations fold into the convolutions. Checked against torch."""
    part = part.eval().to(memory_format=torch.contiguous_format)
    example = torch.rand(1, part.given, 256, 384)
    axes = {"given": {2: "height", 3: "width"}, "map": {2: "rows", 3: "columns"}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            part,
            example,
            str(path),
            dynamo=False,
            input_names=["given"],
            output_names=["map"],
            dynamic_axes=axes,
            opset_version=OPSET,
        )
    other = torch.rand(1, part.given, 128, 192)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    told = session.run(None, {"given": other.numpy()})[0]
    with torch.no_grad():
        expected = part(other).numpy()
    if not np.allclose(told, expected, atol=TOLERANCE):
        raise ValueError(f"{path} does not compute what torch computes: off by {np.abs(told - expected).max()}")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m grounding.training.detector.export")
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True, help="the folder with models.toml")
    options = parser.parse_args(arguments)
    network = Detector()
    load_into(network, options.checkpoint)
    for part, file in FILES.items():
        path = options.to / file
        export(network.get_submodule(part), path)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        enter(options.to / "models.toml", path.stem, digest)
        print(f"{path}: {path.stat().st_size / 1e6:.2f} MB, sha256 {digest}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
