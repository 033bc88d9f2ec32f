"""The recogniser's network: convolutions only, from a strip of height 32 to two answers for each four columns.

Without recurrence and without anything global, what is read at one place depends on some 20 letters around it and on
nothing else; and 900 pixels of text cost no more than 900 single ones.
"""

import torch
from torch import Tensor, nn

from grounding.text_reader.scripts import CHARACTERS, IDEOGRAPH, STRANGE

CLASSES = ("", " ", *CHARACTERS, IDEOGRAPH, STRANGE)
"""The network's answers; the first is CTC's blank."""
STRIDE = 4
ANSWERS_A_STEP = 2
"""A narrow letter at a small size is less than four columns wide, so each step answers twice."""


def conv(
    given: int, made: int, kernel: tuple[int, int], stride: tuple[int, int] = (1, 1), groups: int = 1
) -> nn.Module:
    padding = (kernel[0] // 2 if kernel[0] % 2 else 0, kernel[1] // 2)
    return nn.Sequential(
        nn.Conv2d(given, made, kernel, stride=stride, padding=padding, groups=groups, bias=False),
        nn.BatchNorm2d(made),
    )


class Squeezed(nn.Module):
    """A residual block whose wide convolution works on half of the channels."""

    def __init__(self, channels: int, kernel: tuple[int, int]) -> None:
        super().__init__()
        inner = channels // 2
        self.steps = nn.Sequential(
            conv(channels, inner, (1, 1)),
            nn.ReLU(),
            conv(inner, inner, kernel),
            nn.ReLU(),
            conv(inner, channels, (1, 1)),
        )

    def forward(self, given: Tensor) -> Tensor:
        return torch.relu(given + self.steps(given))


class Recogniser(nn.Module):
    """(n, 1, 32, width) with the ground at 0 and ink up to 1 -> (n, width / 2, classes), before the softmax."""

    def __init__(self, *, classes: int = len(CLASSES), width: int = 256) -> None:
        super().__init__()
        self.trunk = nn.Sequential(
            conv(1, 32, (3, 3), (2, 2)), nn.ReLU(),
            conv(32, 64, (3, 3), (2, 2)), nn.ReLU(),
            Squeezed(64, (3, 3)),
            conv(64, 128, (3, 3), (2, 1)), nn.ReLU(),
            Squeezed(128, (3, 3)), Squeezed(128, (3, 3)),
            conv(128, width, (4, 3)), nn.ReLU(),
            *(Squeezed(width, (1, 5)) for _ in range(6)),
        )  # fmt: skip
        self.head = nn.Linear(width, classes * ANSWERS_A_STEP)
        self.classes = classes

    def forward(self, strips: Tensor) -> Tensor:
        answers = self.head(self.trunk(strips).squeeze(2).transpose(1, 2))
        return answers.reshape(strips.shape[0], -1, self.classes)
