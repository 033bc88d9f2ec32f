"""Weights out of a checkpoint or out of the shipped ONNX files, so that training goes on from what is in `assets/`."""

import itertools
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

FILES = {"fine": "detector_fine.onnx", "wide": "detector_wide.onnx"}


def load_into(network: nn.Module, place: Path) -> None:
    """From a checkpoint file, or from a folder with the exported parts.

    An exported part has its batch normalisations folded into the convolutions, and its weights in whole numbers:
    convolutions take over weight and bias, and the normalisations start as identities with that bias.
    """
    if place.is_file():
        network.load_state_dict(torch.load(place, map_location="cpu", weights_only=True))
        return
    for part, file in FILES.items():
        load_part(network.get_submodule(part), place / file)


def load_part(part: nn.Module, path: Path) -> None:
    graph = onnx.load(str(path)).graph
    values = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    for node in graph.node:
        if node.op_type == "DequantizeLinear" and node.input[0] in values:
            stored, scale, zero = (values[name] for name in node.input)
            shape = (-1, *(1 for _ in range(stored.ndim - 1)))
            scale, zero = (value.reshape(shape) if value.ndim else value for value in (scale, zero))
            values[node.output[0]] = (stored.astype(np.float32) - zero) * scale
    norms = norm_after(part)
    with torch.no_grad():
        for node in graph.node:
            if node.op_type != "Conv":
                continue
            convolution = part.get_submodule(module_of(node.name))
            weight = values[node.input[1]].astype(np.float32)
            bias = (
                values[node.input[2]].astype(np.float32) if len(node.input) > 2 else np.zeros(len(weight), np.float32)
            )
            convolution.weight.copy_(torch.from_numpy(weight.copy()))
            norm = norms.get(convolution)
            if norm is None:
                convolution.bias.copy_(torch.from_numpy(bias.copy()))
                continue
            norm.running_mean.zero_()
            norm.running_var.fill_(1 - norm.eps)
            norm.weight.fill_(1)
            norm.bias.copy_(torch.from_numpy(bias.copy()))


def module_of(node: str) -> str:
    """The module that torch's exporter names a node after; children of a sequence repeat the name of the sequence.

    >>> module_of("/quarter/quarter.1/first/first.0/Conv")
    'quarter.1.first.0'
    """
    path: list[str] = []
    for name in node.strip("/").split("/")[:-1]:
        if path and name.startswith(f"{path[-1]}."):
            path.pop()
        path.append(name)
    return ".".join(path)


def norm_after(part: nn.Module) -> dict[nn.Module, nn.BatchNorm2d]:
    """The normalisation that follows each convolution that has one, as they are computed."""
    order: list[nn.Module] = []
    hooks = [
        module.register_forward_hook(lambda module, *_: order.append(module))
        for module in part.modules()
        if isinstance(module, nn.Conv2d | nn.BatchNorm2d)
    ]
    with torch.no_grad():
        part.eval()(torch.zeros(1, part.given, 128, 128))
    for hook in hooks:
        hook.remove()
    return {
        module: after
        for module, after in itertools.pairwise(order)
        if isinstance(module, nn.Conv2d) and isinstance(after, nn.BatchNorm2d)
    }
