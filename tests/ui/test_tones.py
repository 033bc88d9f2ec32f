"""Colours that carry meaning can be read, in light and in dark."""

import pytest
from PySide6.QtGui import QColor

from app.ui.tones import DARK, LIGHT, Tone, Tones

READABLE = 4.5


def luminance(colour: QColor) -> float:
    """Relative luminance, as WCAG 2.1 defines it."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tone", list(Tone))
@pytest.mark.parametrize(
    ("tones", "backgrounds"), [(LIGHT, ("#ffffff", "#efefef")), (DARK, ("#1f2024", "#323232", "#3c3c40"))]
)
def test_every_tone_stands_out(tones: Tones, backgrounds: tuple[str, ...], tone: Tone) -> None:
    for background in backgrounds:
        assert contrast(tones.of(tone), QColor(background)) >= READABLE, (tone, background)


@pytest.mark.parametrize("tones", [LIGHT, DARK])
def test_the_main_button_can_be_read(tones: Tones) -> None:
    assert contrast(tones.on_accent, tones.accent) >= READABLE
