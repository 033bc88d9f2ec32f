"""The trained weights as an ONNX file, and back.

    python -m grounding.training.reader.export WEIGHTS.pt OUT.onnx [--calibrate PARTS]

The file keeps the unfolded weights' names, so that training goes on from it (`train --from`). With `--calibrate` the
convolutions compute in eight bits, their scales measured on rendered lines; the weights then go along in half
precision as metadata.
"""

import argparse
import base64
import random
import tempfile
import zlib
from pathlib import Path

import numpy as np
import onnx
import torch

from grounding.training.reader.network import CLASSES, Recogniser


def weights_of(path: Path) -> dict[str, torch.Tensor]:
    """The training weights that an exported model carries, or those of a run that saved them."""
    if path.suffix == ".pt":
        saved: dict[str, torch.Tensor] = torch.load(path, map_location="cpu")
        return saved
    notes = {note.key: note.value for note in onnx.load(str(path)).metadata_props}
    packed = np.frombuffer(zlib.decompress(base64.b85decode(notes["weights"])), dtype=np.float16)
    weights: dict[str, torch.Tensor] = {}
    start = 0
    for name, weight in Recogniser().state_dict().items():
        if weight.is_floating_point():
            values = packed[start : start + weight.numel()].astype(np.float32)
            weights[name] = torch.from_numpy(values.reshape(weight.shape))
            start += weight.numel()
    return weights


def packed_weights(state: dict[str, torch.Tensor]) -> str:
    values = [weight.numpy().astype(np.float16).ravel() for weight in state.values() if weight.is_floating_point()]
    return base64.b85encode(zlib.compress(np.concatenate(values).tobytes(), 9)).decode("ascii")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--calibrate", type=Path)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    network = Recogniser().eval()
    state = torch.load(arguments.weights, map_location="cpu")
    network.load_state_dict(state)
    with tempfile.TemporaryDirectory() as place:
        plain = Path(place) / "plain.onnx"
        torch.onnx.export(
            torch.nn.Sequential(network, torch.nn.Softmax(dim=2)),
            (torch.zeros(1, 1, 32, 64),),
            str(plain),
            input_names=["strips"],
            output_names=["likely"],
            dynamic_axes={"strips": {0: "n", 3: "width"}, "likely": {0: "n", 1: "steps"}},
            opset_version=17,
            dynamo=False,
        )
        made = plain
        if arguments.calibrate:
            made = Path(place) / "small.onnx"
            quantised(plain, made, arguments.calibrate)
        model = onnx.load(str(made))
    for key, value in (("character", "\n".join(CLASSES[1:])), ("weights", packed_weights(state))):
        note = model.metadata_props.add()
        note.key, note.value = key, value
    onnx.save(model, str(arguments.out))
    print(f"{arguments.out}: {arguments.out.stat().st_size / 1e6:.2f} MB")


def quantised(plain: Path, out: Path, parts: Path) -> None:
    from onnxruntime.quantization import (
        CalibrationDataReader,
        CalibrationMethod,
        QuantFormat,
        QuantType,
        quantize_static,
    )
    from onnxruntime.quantization.shape_inference import quant_pre_process

    from grounding.training.reader.parts import batches, opened

    class Reader(CalibrationDataReader):
        """Some hundred lines."""

        def __init__(self) -> None:
            part = opened(sorted(parts.glob("*.json"))[0])
            every = batches([part], random.Random(0), widest=800, longest=100, columns=2000)
            self._inputs = iter([{"strips": next(every).strips.numpy()} for _ in range(60)])

        def get_next(self) -> dict[str, np.ndarray] | None:
            return next(self._inputs, None)

    prepared = out.with_name("prepared.onnx")
    quant_pre_process(str(plain), str(prepared), skip_symbolic_shape=True)
    quantize_static(
        str(prepared),
        str(out),
        Reader(),
        quant_format=QuantFormat.QDQ,
        activation_type=QuantType.QUInt8,
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["Conv", "Add", "MatMul"],
        calibrate_method=CalibrationMethod.MinMax,
        # The answers and their bias stay floats: in eight bits the best of 466 would often be a tie.
        nodes_to_exclude=[node.name for node in onnx.load(str(prepared)).graph.node if "head/Add" in node.name],
        extra_options={"OpTypesToExcludeOutputQuantization": ["MatMul"]},
    )


if __name__ == "__main__":
    main()
