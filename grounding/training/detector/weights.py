"""Weights out of a checkpoint or out of the shipped ONNX files, so that training goes on from what is in `assets/`."""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

FILES = {"fine": "detector_fine.onnx", "wide": "detector_wide.onnx"}


def load_into(network: nn.Module, place: Path) -> None:
    """From a checkpoint file, or from a folder with the exported parts.

    An exported part has its batch normalisations folded into the convolutions: convolutions take over weight and bias,
    and the normalisations start as identities with that bias.
    """
    if place.is_file():
        network.load_state_dict(torch.load(place, map_location="cpu", weights_only=True))
        return
    for part, file in FILES.items():
        load_part(network.get_submodule(part), place / file)


def load_part(part: nn.Module, path: Path) -> None:
    graph = onnx.load(str(path)).graph
    values = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    folded = [node for node in graph.node if node.op_type == "Conv"]
    order = convolution_order(part)
    if len(order) != len(folded):
        raise ValueError(f"{path} has {len(folded)} convolutions, the network {len(order)}")
    with torch.no_grad():
        for (convolution, norm), node in zip(order, folded, strict=True):
            weight = values[node.input[1]].astype(np.float32)
            bias = (
                values[node.input[2]].astype(np.float32) if len(node.input) > 2 else np.zeros(len(weight), np.float32)
            )
            convolution.weight.copy_(torch.from_numpy(weight.copy()))
            if norm is None:
                convolution.bias.copy_(torch.from_numpy(bias.copy()))
            else:
                norm.running_mean.zero_()
                norm.running_var.fill_(1 - norm.eps)
                norm.weight.fill_(1)
                norm.bias.copy_(torch.from_numpy(bias.copy()))


def convolution_order(part: nn.Module) -> list[tuple[nn.Conv2d, nn.BatchNorm2d | None]]:
    """Convolutions in the order in which they are computed, each with the normalisation that follows it."""
    order: list[nn.Module] = []
    hooks = [
        module.register_forward_hook(lambda module, *_: order.append(module))
        for module in part.modules()
        if isinstance(module, nn.Conv2d | nn.BatchNorm2d)
    ]
    first = next(part.parameters())
    with torch.no_grad():
        part.eval()(torch.zeros(1, part.given, 128, 128, dtype=first.dtype))
    for hook in hooks:
        hook.remove()
    following = [*order[1:], None]
    return [
        (module, after if isinstance(after, nn.BatchNorm2d) else None)
        for module, after in zip(order, following, strict=True)
        if isinstance(module, nn.Conv2d)
    ]
