"""Colours by name, and what a person would call a colour that is seen."""

import colorsys

Rgb = tuple[int, int, int]

_DARK, _LIGHT, _GREY = 0.2, 0.9, 0.12
"""Of the brightest channel: below is black; of the range between the channels: below is a grey."""
_HUES = (
    (15, "red"), (45, "orange"), (68, "yellow"), (165, "green"), (195, "cyan"), (258, "blue"), (290, "purple"),
    (345, "pink"), (361, "red"),
)  # fmt: skip
"""Up to which degree of the circle of hues a colour is called so."""
_DEEP, _PALE, _DULL = 0.68, 0.55, 0.2
"""Of the brightest channel: below, orange is brown; of the darkest to the brightest: above, red is pink, or dull."""
_BASIC = frozenset({name for _, name in _HUES} | {"brown", "black", "gray", "white"})

NAMED: dict[str, str] = {
    "red": "ff0000", "orange": "ffa500", "yellow": "ffff00", "green": "008000", "cyan": "00ffff", "blue": "0000ff",
    "purple": "800080", "pink": "ffc0cb", "brown": "a52a2a", "black": "000000", "gray": "808080", "white": "ffffff",
    "aqua": "00ffff", "magenta": "ff00ff", "fuchsia": "ff00ff", "lime": "00ff00", "navy": "000080", "teal": "008080",
    "olive": "808000", "maroon": "800000", "silver": "c0c0c0", "gold": "ffd700", "violet": "ee82ee",
    "indigo": "4b0082", "turquoise": "40e0d0", "crimson": "dc143c", "coral": "ff7f50", "salmon": "fa8072",
    "khaki": "f0e68c", "beige": "f5f5dc", "ivory": "fffff0", "lavender": "e6e6fa", "plum": "dda0dd",
    "orchid": "da70d6", "tan": "d2b48c", "chocolate": "d2691e", "tomato": "ff6347", "skyblue": "87ceeb",
}  # fmt: skip
"""By their names in CSS (level 4), of which these are the ones that people say."""


def rgb_of(name: str) -> Rgb:
    """Of a name, or of a number such as "#3be0a0".

    >>> rgb_of("navy"), rgb_of("#3be0a0")
    ((0, 0, 128), (59, 224, 160))
    """
    digits = name.removeprefix("#") if name.startswith("#") else NAMED[name]
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def number_of(rgb: Rgb) -> str:
    """
    >>> number_of((59, 224, 160))
    '#3be0a0'
    """
    return "#{:02x}{:02x}{:02x}".format(*rgb)


def hue_name(rgb: Rgb) -> str:
    """What its hue is called, however dark or pale it is; "" of greys.

    >>> hue_name((143, 20, 20)), hue_name((218, 154, 154)), hue_name((90, 90, 90))
    ('red', 'red', '')
    """
    most, least = max(rgb) / 255, min(rgb) / 255
    if most - least < _GREY / 2:
        return ""
    hue = colorsys.rgb_to_hsv(*(part / 255 for part in rgb))[0] * 360
    return next(name for end, name in _HUES if hue < end)


def color_name(rgb: Rgb) -> str:
    """What a person would call it, with a dozen words.

    >>> color_name((255, 0, 255)), color_name((128, 0, 128)), color_name((139, 69, 19)), color_name((0, 0, 0))
    ('pink', 'purple', 'brown', 'black')
    >>> color_name((255, 192, 203)), color_name((165, 42, 42)), color_name((220, 20, 60))
    ('pink', 'brown', 'red')
    """
    most, least = max(rgb) / 255, min(rgb) / 255
    if most - least < _GREY:
        return "black" if most < _DARK else "white" if most > _LIGHT else "gray"
    hue, pale = hue_name(rgb), least / most
    if hue == "red" and pale > _PALE:
        return "pink"
    if most < _DEEP and (hue == "orange" or (hue == "red" and pale > _DULL)):
        return "brown"
    return "purple" if hue == "pink" and most < _DEEP else hue


def is_called(rgb: Rgb, name: str, *, shades: bool = False) -> bool:
    """Whether a colour that is seen is one that a person calls so. shades: its hue is all that counts.

    >>> is_called((0, 255, 255), "aqua"), is_called((47, 47, 208), "blue", shades=True), is_called((0, 128, 0), "red")
    (True, True, False)
    """
    wanted = name if name in _BASIC else color_name(rgb_of(name))
    return (hue_name(rgb) if shades else color_name(rgb)) == wanted
