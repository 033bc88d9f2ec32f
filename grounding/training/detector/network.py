"""The detector's network: a residual trunk to stride 16, a pyramid back to stride 4, and a wide part on top.

No layer looks at the whole picture (batch normalisation is folded away in use), so a map computed from a tile with
a halo is the map of the whole screenshot. Reach of the fine part, in pixels to each side of a cell: see `reach`.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from grounding.detector import layout

STEM, QUARTER, EIGHTH, HEAD = 16, 32, 64, 64
WIDE_HALF, WIDE_QUARTER, WIDE_HEAD = 96, 128, 80


class Convolution(nn.Sequential):
    """Convolution, batch normalisation, ReLU."""

    def __init__(self, given: int, taken: int, size: int = 3, stride: int = 1, groups: int = 1) -> None:
        super().__init__(
            nn.Conv2d(given, taken, size, stride, padding=size // 2, groups=groups, bias=False),
            nn.BatchNorm2d(taken, momentum=0.03),
            nn.ReLU(inplace=True),
        )


class Residual(nn.Module):
    """x + conv(conv(x)); the second convolution 1x1 where `narrow`, which reaches no further."""

    def __init__(self, channels: int, *, narrow: bool = False) -> None:
        super().__init__()
        self.first = Convolution(channels, channels)
        size = 1 if narrow else 3
        self.second = nn.Conv2d(channels, channels, size, padding=size // 2, bias=False)
        self.norm = nn.BatchNorm2d(channels, momentum=0.03)

    def forward(self, x: Tensor) -> Tensor:
        return functional.relu(x + self.norm(self.second(self.first(x))))


class Fine(nn.Module):
    """(n, 3, h, w) 0..1 RGB to (n, FINE_CHANNELS + FEATURES / 16, h / 4, w / 4)."""

    given = 3

    def __init__(self) -> None:
        super().__init__()
        self.stem = Convolution(3, STEM, stride=2)
        self.quarter = nn.Sequential(Convolution(STEM, QUARTER, stride=2), Residual(QUARTER, narrow=True))
        self.eighth = nn.Sequential(
            Convolution(QUARTER, EIGHTH, stride=2), Residual(EIGHTH), Residual(EIGHTH, narrow=True)
        )
        self.sixteenth = nn.Sequential(
            Convolution(EIGHTH, layout.FEATURES, stride=2),
            Residual(layout.FEATURES),
            Residual(layout.FEATURES, narrow=True),
        )
        self.from_sixteenth = nn.Conv2d(layout.FEATURES, EIGHTH, 1)
        self.from_eighth = nn.Conv2d(EIGHTH, EIGHTH, 1)
        self.join_eighth = Convolution(EIGHTH, EIGHTH)
        self.down_eighth = nn.Conv2d(EIGHTH, QUARTER, 1)
        self.from_quarter = nn.Conv2d(QUARTER, QUARTER, 1)
        self.join_quarter = Convolution(QUARTER, HEAD)
        self.out = nn.Sequential(Convolution(HEAD, HEAD, 1), nn.Conv2d(HEAD, layout.FINE_CHANNELS, 1))
        start_low(self.out[-1], [layout.TEXT_SPINE, *range(layout.FINE_HEAT, layout.FINE_BOX)])

    def forward(self, pixels: Tensor) -> Tensor:
        fine, features = self.both(pixels)
        return torch.cat((fine, functional.pixel_shuffle(features, layout.STRIDE // layout.FINE)), 1)

    def both(self, pixels: Tensor) -> tuple[Tensor, Tensor]:
        quarter = self.quarter(self.stem(pixels - 0.5))
        eighth = self.eighth(quarter)
        sixteenth = self.sixteenth(eighth)
        joined = self.join_eighth(self.from_eighth(eighth) + doubled(self.from_sixteenth(sixteenth)))
        joined = self.join_quarter(functional.relu(self.from_quarter(quarter) + doubled(self.down_eighth(joined))))
        return self.out(joined), sixteenth


class Wide(nn.Module):
    """(n, FEATURES, h / 16, w / 16) to (n, WIDE_CHANNELS, h / 8, w / 16)."""

    given = layout.FEATURES

    def __init__(self) -> None:
        super().__init__()
        self.half_scale = nn.Sequential(Convolution(layout.FEATURES, WIDE_HALF, stride=2), Residual(WIDE_HALF))
        self.quarter = nn.Sequential(
            Convolution(WIDE_HALF, WIDE_QUARTER, stride=2), Residual(WIDE_QUARTER), Residual(WIDE_QUARTER)
        )
        self.eighth = nn.Sequential(Convolution(WIDE_QUARTER, WIDE_QUARTER, stride=2), Residual(WIDE_QUARTER))
        self.from_whole = nn.Conv2d(layout.FEATURES, WIDE_HEAD, 1)
        self.from_half = nn.Conv2d(WIDE_HALF, WIDE_HEAD, 1)
        self.from_quarter = nn.Conv2d(WIDE_QUARTER, WIDE_HEAD, 1)
        self.from_eighth = nn.Conv2d(WIDE_QUARTER, WIDE_HEAD, 1)
        self.join_half = Convolution(WIDE_HEAD, WIDE_HEAD)
        self.join_whole = Convolution(WIDE_HEAD, WIDE_HEAD)
        self.out = nn.Conv2d(WIDE_HEAD, 2 * layout.WIDE_CHANNELS, 1)
        heats = range(layout.WIDE_HEAT, layout.WIDE_BOX)
        start_low(self.out, [*heats, *(layout.WIDE_CHANNELS + heat for heat in heats)])

    def forward(self, features: Tensor) -> Tensor:
        half = self.half_scale(features)
        quarter = self.quarter(half)
        eighth = self.from_eighth(self.eighth(quarter))
        joined = self.from_quarter(quarter) + doubled_to(eighth, quarter)
        joined = self.join_half(self.from_half(half) + doubled_to(joined, half))
        joined = self.join_whole(self.from_whole(features) + doubled_to(joined, features))
        out = self.out(joined)  # two rows of cells in one: the first half of the channels is the upper
        count, channels, height, width = out.shape
        rows = out.reshape(count, 2, channels // 2, height, width).permute(0, 2, 3, 1, 4)
        return rows.reshape(count, channels // 2, 2 * height, width)


def doubled(x: Tensor) -> Tensor:
    return functional.interpolate(x, scale_factor=2.0, mode="nearest")


def doubled_to(x: Tensor, like: Tensor) -> Tensor:
    """Doubled, and cut to the size of the finer map, which may be odd."""
    return doubled(x)[:, :, : like.shape[2], : like.shape[3]]


def start_low(last: nn.Conv2d, channels: list[int]) -> None:
    """Heats begin rare (focal loss: Lin et al. 2017)."""
    with torch.no_grad():
        last.bias.zero_()
        last.bias[channels] = -4.0


class Detector(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.fine = Fine()
        self.wide = Wide()

    def forward(self, pixels: Tensor) -> tuple[Tensor, Tensor]:
        fine, features = self.fine.both(pixels)
        return fine, self.wide(features)


def reach() -> int:
    """How far, in pixels, a changed pixel changes the fine map (measured, not argued)."""
    network = Fine().eval()
    pixels = torch.rand(1, 3, 512, 512)
    changed = pixels.clone()
    changed[:, :, 256, 256] += 5
    with torch.no_grad():
        different = (network(pixels) != network(changed)).any(1)[0].nonzero()
    edges = torch.cat((different * layout.FINE, different * layout.FINE + layout.FINE - 1))
    return int((edges - 256).abs().max())
