"""The two networks: crops to vectors, words to vectors, both of unit length in one space."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from grounding.icons import DIMENSIONS, ROWS


class Block(nn.Module):
    """Two convolutions around a shortcut."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.first_norm = nn.BatchNorm2d(channels)
        self.second = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.second_norm = nn.BatchNorm2d(channels)
        nn.init.zeros_(self.second_norm.weight)

    def forward(self, x: Tensor) -> Tensor:
        inner = torch.relu(self.first_norm(self.first(x)))
        return torch.relu(x + self.second_norm(self.second(inner)))


class Shrink(nn.Module):
    """Half the size, more channels."""

    def __init__(self, given: int, made: int, kernel: int) -> None:
        super().__init__()
        self.turn = nn.Conv2d(given, made, kernel, stride=2, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(made)

    def forward(self, x: Tensor) -> Tensor:
        return torch.relu(self.norm(self.turn(x)))


class PictureNet(nn.Module):
    """float32 (n, 4, 32, 32) to (n, DIMENSIONS)."""

    def __init__(self) -> None:
        super().__init__()
        self.trunk = nn.Sequential(
            Shrink(4, 32, 4), Block(32),
            Shrink(32, 64, 3), Block(64), Block(64),
            Shrink(64, 160, 3), Block(160), Block(160),
        )  # fmt: skip
        self.place = nn.Conv2d(160, 64, 4, bias=True)
        self.average = nn.Linear(160, 192)
        self.out = nn.Linear(256, DIMENSIONS)

    def forward(self, x: Tensor) -> Tensor:
        seen = self.trunk(x)
        where = self.place(seen).flatten(1)
        what = self.average(seen.mean(dim=(2, 3)))
        return functional.normalize(self.out(torch.relu(torch.cat([where, what], dim=1))), dim=1)


class WordsNet(nn.Module):
    """float32 (n, 2, FEATURES), table rows and weights, to (n, DIMENSIONS)."""

    def __init__(self) -> None:
        super().__init__()
        self.table = nn.Embedding(ROWS, DIMENSIONS)
        nn.init.normal_(self.table.weight, std=0.3)
        with torch.no_grad():
            self.table.weight[0] = 0
        self.wide = nn.Linear(DIMENSIONS, 2 * DIMENSIONS)
        self.back = nn.Linear(2 * DIMENSIONS, DIMENSIONS)
        nn.init.zeros_(self.back.weight)

    def forward(self, given: Tensor) -> Tensor:
        rows, weights = given[:, 0].to(torch.int64), given[:, 1]
        total = (self.table(rows) * weights[:, :, None]).sum(dim=1)
        return self.over(total)

    def over(self, total: Tensor) -> Tensor:
        """What follows the sum of the table's rows."""
        total = functional.normalize(total, dim=1) * DIMENSIONS**0.5 * 0.5
        return functional.normalize(total + self.back(torch.relu(self.wide(total))), dim=1)
