"""Writes the trained networks as the models that ship, with their calibration, and reads them back for training.

    python -m grounding.training.icons.export FOLDER --net NET.pt [--assets assets/models]

Weights of the crop model are float16, the words' table is int8 with a scale a row; both are computed with in float32.
The calibration is fitted on crops of the tuning set and on crops without an icon. The hashes go into models.toml.
"""

import argparse
import hashlib
import os
import re
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from grounding.engine import package_folder
from grounding.icons import CROPS_A_BATCH, FEATURES, PICTURES, SIDE, WORDS
from grounding.training.icons.calibrate import fitted
from grounding.training.icons.draw import Masters
from grounding.training.icons.net import PictureNet, WordsNet

OPSET = 17


class ShippedWords(nn.Module):
    """The words' network with its table rounded to int8, a scale for each row."""

    def __init__(self, net: WordsNet) -> None:
        super().__init__()
        table = net.table.weight.detach()
        scale = table.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("table_rows", (table / scale).round().to(torch.int8))
        self.register_buffer("table_scale", scale)
        self.wide, self.back = net.wide, net.back

    def forward(self, given: Tensor) -> Tensor:
        rows, weights = given[:, 0].to(torch.int64), given[:, 1]
        table = self.table_rows[rows].to(torch.float32) * self.table_scale[rows]
        return WordsNet.over(self, (table * weights[:, :, None]).sum(dim=1))  # type: ignore[arg-type]


def written(net: nn.Module, example: Tensor, *, free_batch: bool) -> onnx.ModelProto:
    """The network as ONNX, initialisers under the names of the state dict."""
    path = Path(os.environ.get("TMPDIR", "/tmp")) / f"icons-{os.getpid()}.onnx"
    torch.onnx.export(
        net.eval(),
        (example,),
        str(path),
        input_names=["given"],
        output_names=["vectors"],
        dynamic_axes={"given": {0: "n"}, "vectors": {0: "n"}} if free_batch else None,
        training=torch.onnx.TrainingMode.PRESERVE,  # else the norms vanish and cannot be trained on
        do_constant_folding=False,
        opset_version=OPSET,
        dynamo=False,
    )
    model = onnx.load(str(path))
    path.unlink()
    return model


def halved(model: onnx.ModelProto) -> onnx.ModelProto:
    """Large float32 initialisers as float16, cast back as the model is loaded."""
    casts: list[onnx.NodeProto] = []
    for tensor in list(model.graph.initializer):
        if tensor.data_type == TensorProto.FLOAT and np.prod(tensor.dims) > 256:
            values = numpy_helper.to_array(tensor).astype(np.float16)
            name = tensor.name
            model.graph.initializer.remove(tensor)
            model.graph.initializer.append(numpy_helper.from_array(values, name))
            casts.append(helper.make_node("Cast", [name], [f"{name}.float"], to=TensorProto.FLOAT))
            for node in model.graph.node:
                for place, given in enumerate(node.input):
                    if given == name:
                        node.input[place] = f"{name}.float"
    for node in reversed(casts):
        model.graph.node.insert(0, node)
    return model


def noted(model: onnx.ModelProto, **notes: str) -> onnx.ModelProto:
    for key, value in notes.items():
        entry = model.metadata_props.add()
        entry.key, entry.value = key, value
    return model


def weights_of(path: Path) -> dict[str, Tensor]:
    """The initialisers by name, in float32."""
    model = onnx.load(str(path))
    return {
        one.name: torch.from_numpy(numpy_helper.to_array(one).astype(np.float32)) for one in model.graph.initializer
    }


def load_shipped(pictures: PictureNet, words: WordsNet, assets: Path | None = None) -> None:
    """Fills the networks with the shipped weights."""
    assets = assets or package_folder("assets") / "models"
    state = weights_of(assets / f"{PICTURES}.onnx")
    missing = pictures.load_state_dict(state, strict=False).missing_keys
    if any(not name.endswith("num_batches_tracked") for name in missing):
        raise ValueError(f"the shipped model lacks {missing}")
    state = weights_of(assets / f"{WORDS}.onnx")
    table = state.pop("table_rows") * state.pop("table_scale")
    words.load_state_dict(
        {**{name: state[name] for name in words.state_dict() if name in state}, "table.weight": table}
    )


def ship(pictures: PictureNet, words: WordsNet, *, notes: str, assets: Path) -> None:
    seen = written(pictures, torch.zeros(CROPS_A_BATCH, 4, SIDE, SIDE), free_batch=False)
    said = written(ShippedWords(words), torch.zeros(2, 2, FEATURES), free_batch=True)
    onnx.save(halved(seen), str(assets / f"{PICTURES}.onnx"))
    onnx.save(noted(halved(said), calibration=notes), str(assets / f"{WORDS}.onnx"))
    catalogue = assets / "models.toml"
    text = catalogue.read_text(encoding="utf-8")
    for name in (PICTURES, WORDS):
        digest = hashlib.sha256((assets / f"{name}.onnx").read_bytes()).hexdigest()
        text = re.sub(rf'(\[{name}\][^\[]*sha256 = ")[0-9a-f]*"', rf'\g<1>{digest}"', text)
    catalogue.write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--net", type=Path, required=True)
    parser.add_argument("--assets", type=Path, default=package_folder("assets") / "models")
    asked = parser.parse_args()
    state = torch.load(asked.net, weights_only=True)
    pictures, words = PictureNet().eval(), WordsNet().eval()
    pictures.load_state_dict(state["pictures"])
    words.load_state_dict(state["words"])
    notes = fitted(pictures, words, Masters(asked.folder))
    ship(pictures, words, notes=notes, assets=asked.assets)


if __name__ == "__main__":
    main()
