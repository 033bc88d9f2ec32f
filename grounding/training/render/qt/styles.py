"""How a window looks: style, colours, font, sheet, pixel ratio; drawn at random, but of one piece."""

from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import gettempdir

from PySide6 import QtGui

from grounding.training.render.qt import sheets
from grounding.training.render.words import Words

FONTS = {
    "latin": [
        "DejaVu Sans",
        "Noto Sans",
        "Cantarell",
        "Inter",
        "Roboto",
        "Open Sans",
        "Lato",
        "Liberation Sans",
        "FreeSans",
        "Noto Serif",
        "DejaVu Sans Condensed",
        "Liberation Sans Narrow",
        "DejaVu Serif",
        "Liberation Serif",
    ],
    "other": ["DejaVu Sans", "Noto Sans", "FreeSans"],
    "monospaced": [
        "DejaVu Sans Mono",
        "Noto Sans Mono",
        "Hack",
        "Fira Code",
        "JetBrains Mono",
        "Liberation Mono",
        "FreeMono",
    ],
}
_LATIN = frozenset(["en", "de", "fr", "es", "it", "pt_BR", "sv", "pl", "tr", "cs", "hu", "nl", "fi", "ro"])
_ACCENTS = [
    "#3584e4",
    "#3daee9",
    "#0078d4",
    "#308cc6",
    "#e95420",
    "#2e7d32",
    "#8e44ad",
    "#d32f2f",
    "#00897b",
    "#f57c00",
    "#5e81ac",
    "#5294e2",
    "#c0392b",
    "#666666",
]


@dataclass(frozen=True, kw_only=True)
class Look:
    """ratio: device pixels for a logical one. name: for the sample's source."""

    name: str
    base: str
    palette: QtGui.QPalette
    sheet: str
    font: QtGui.QFont
    monospaced: QtGui.QFont
    ratio: float
    accent: QtGui.QColor

    @property
    def foreground(self) -> QtGui.QColor:
        return self.palette.color(QtGui.QPalette.ColorRole.WindowText)


def any_look(random: Random, words: Words) -> Look:
    name = random.choice(
        [
            "fusion",
            "fusion",
            "fusion",
            "windows",
            "windows",
            "flat",
            "rounded",
            "gnome",
            "breeze",
            "aqua",
            "bevel",
            "material",
        ]
    )
    accent = QtGui.QColor(random.choice(_ACCENTS))
    dark = random.random() < 0.3 and name not in {"bevel", "aqua"}
    palette = _palette(random, name, dark, accent)
    ratio = random.choice([1.0, 1.0, 1.0, 1.0, 1.25, 1.5, 1.5, 2.0])
    points = 10 * (
        random.choice([0.8, 0.9, 1, 1, 1, 1, 1.1, 1.25])
        if ratio > 1.4
        else random.choice([0.8, 0.9, 0.9, 1, 1, 1, 1.1, 1.25, 1.5, 2])
    )
    family = random.choice(FONTS["latin" if words.language in _LATIN else "other"])
    font = QtGui.QFont(family)
    font.setPointSizeF(points)
    if random.random() < 0.15:
        font.setStyleStrategy(QtGui.QFont.StyleStrategy.NoAntialias)
    font.setHintingPreference(random.choice(list(QtGui.QFont.HintingPreference)))
    monospaced = QtGui.QFont(random.choice(FONTS["monospaced"]))
    monospaced.setPointSizeF(points)
    base = "Windows" if name in {"windows", "bevel"} else "Fusion"
    sheet = "" if name in {"fusion", "windows"} else _sheet(random, name, palette, accent)
    return Look(
        name=name, base=base, palette=palette, sheet=sheet, font=font, monospaced=monospaced, ratio=ratio, accent=accent
    )


def _palette(random: Random, name: str, dark: bool, accent: QtGui.QColor) -> QtGui.QPalette:
    hue, tint = random.randint(0, 359), random.choice([0, 0, 4, 8, 20])
    if dark:
        level = random.randint(25, 70)
        window = QtGui.QColor.fromHsv(hue, tint * 2, level)
        base = QtGui.QColor.fromHsv(hue, tint * 2, max(10, level + random.choice([-15, -10, 0, 12])))
        text = QtGui.QColor.fromHsv(hue, tint // 2, random.randint(205, 255))
        button = QtGui.QColor.fromHsv(hue, tint * 2, level + random.choice([5, 15, 25]))
    else:
        level = random.choice([255, 250, 246, 239, 239, 230, 220, 212, 192])
        window = QtGui.QColor.fromHsv(hue, tint, level)
        base = QtGui.QColor(255, 255, 255) if random.random() < 0.8 else QtGui.QColor.fromHsv(hue, tint // 2, 248)
        text = QtGui.QColor.fromHsv(hue, 60 * (tint > 0), random.choice([0, 20, 35, 50, 64]))
        button = QtGui.QColor.fromHsv(hue, tint, min(255, level + random.choice([-14, -6, 0, 5])))
    if name == "bevel":
        window = button = QtGui.QColor.fromHsv(hue, random.choice([0, 15, 30, 60]), random.choice([192, 200, 212, 220]))
    palette = QtGui.QPalette(button, window)
    roles = QtGui.QPalette.ColorRole
    for role in (roles.WindowText, roles.Text, roles.ButtonText, roles.ToolTipText):
        palette.setColor(role, text)
    palette.setColor(roles.Base, base)
    palette.setColor(roles.AlternateBase, base.darker(104) if not dark else base.lighter(115))
    palette.setColor(roles.Highlight, accent)
    palette.setColor(roles.HighlightedText, QtGui.QColor("#ffffff"))
    palette.setColor(roles.Link, accent if not dark else accent.lighter(140))
    faded = _mixed(text, window, random.uniform(0.4, 0.6))
    palette.setColor(roles.PlaceholderText, faded)
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QtGui.QPalette.ColorGroup.Disabled, role, faded)
    return palette


def _mixed(one: QtGui.QColor, other: QtGui.QColor, share: float) -> QtGui.QColor:
    return QtGui.QColor(
        *(round(a * share + b * (1 - share)) for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True))
    )


def _sheet(random: Random, name: str, palette: QtGui.QPalette, accent: QtGui.QColor) -> str:
    roles, disabled = QtGui.QPalette.ColorRole, QtGui.QPalette.ColorGroup.Disabled
    window, base, text = (palette.color(role) for role in (roles.Window, roles.Base, roles.WindowText))
    if name == "bevel":
        return _bevels(random, window)
    line = _mixed(text, window, random.choice([0.12, 0.2, 0.3, 0.45])).name()
    button = _mixed(text, window, random.choice([0.0, 0.04, 0.08, 0.14])).name()
    radius = {"rounded": random.choice([4, 8, 12]), "gnome": random.choice([5, 8]), "breeze": 3, "aqua": 5}.get(name, 0)
    radius = random.choice([4, 14]) if name == "material" else radius
    pad = {"gnome": 6, "material": 7, "flat": random.randint(2, 8), "rounded": random.randint(3, 7)}.get(name, 3)
    border = f"1px solid {line}"
    fill = (
        f"qlineargradient(x1:0,y1:0,x2:0,y2:1,stop:0 {window.lighter(106).name()},stop:1 {window.darker(106).name()})"
    )
    if name in {"flat", "material", "gnome"} and random.random() < 0.8:
        fill = button
    lined = name in {"flat", "material"} and random.random() < 0.4
    mark, bar, bare = random.choice([12, 13, 14, 16, 18]), random.randint(5, 15), random.random() < 0.5
    groove, knob = random.choice([3, 4, 6]), random.choice([12, 14, 18])
    gaps = {
        "window": window.name(),
        "base": base.name(),
        "accent": accent.name(),
        "accent_faint": _mixed(accent, window, 0.35).name(),
        "faded": palette.color(disabled, roles.ButtonText).name(),
        "line": line,
        "button": button,
        "border": border,
        "fill": fill,
        "radius": radius,
        "pad": pad,
        "pad_wide": pad * 2 + 4,
        "pad_field": max(1, pad - 1),
        "pad_item": pad + 1,
        "pad_menu": pad + 22,
        "pad_bar": pad + 4,
        "pad_tab": pad + 8,
        "field": random.choice([base.name(), base.name(), button]),
        "field_edge": f"none; border-bottom: 2px solid {line}" if lined else border,
        "tool_edge": "none" if bare else border,
        "tool_fill": "transparent" if bare else fill,
        "mark": mark,
        "mark_half": mark // 2 + 1,
        "mark_radius": min(radius, 4),
        "mark_edge": _mixed(text, window, 0.5).name(),
        "mark_picture": _mark("white", random.choice(["check", "check", "dot"])),
        "dot_picture": _mark("white", "dot"),
        "up_picture": _mark(text.name(), "up"),
        "down_picture": _mark(text.name(), "down"),
        "group_edge": random.choice([border, "none"]),
        "group_weight": random.choice(["bold", "normal"]),
        "progress_edge": random.choice([border, "none"]),
        "progress_height": random.choice(["", "max-height: 8px;"]),
        "bar": bar,
        "bar_half": bar // 2,
        "bar_margin": random.choice([0, 1, 2]),
        "bar_fill": random.choice([button, "transparent"]),
        "thumb": _mixed(text, window, random.choice([0.25, 0.4, 0.6])).name(),
        "menu_pad": random.choice([0, 3, 6]),
        "tab_line": random.choice([2, 3]),
        "groove": groove,
        "groove_half": groove // 2,
        "knob": knob,
        "knob_half": knob // 2,
        "knob_margin": (groove - knob) // 2,
        "knob_fill": random.choice([accent.name(), base.name()]),
        "spacing": random.randint(0, 6),
    }
    parts = [sheets.MODERN, random.choice([sheets.LINED_TABS, sheets.FRAMED_TABS])]
    parts += [part for part in (sheets.SLIDERS, sheets.COMBOS) if random.random() < 0.6]
    if name in {"flat", "gnome", "material"}:
        parts.append(sheets.TOOL_BARS)
    return "".join(part.substitute(gaps) for part in parts)


def _bevels(random: Random, window: QtGui.QColor) -> str:
    wide, pad, mark = random.choice([1, 2, 2, 3]), random.randint(1, 5), random.choice([9, 11, 13])
    light, shade = window.lighter(125).name(), window.darker(random.choice([140, 180])).name()
    return sheets.BEVELS.substitute(
        raised=f"border: {wide}px solid; border-color: {light} {shade} {shade} {light};",
        sunken=f"border: {wide}px solid; border-color: {shade} {light} {light} {shade};",
        diamond=random.choice(["", f"border-radius: {mark // 2}px;"]),
        window=window.name(),
        trough=window.darker(115).name(),
        shade=shade,
        mark=mark,
        pad=pad,
        pad_bar=pad + 4,
        pad_item=pad + 1,
        pad_field=pad - 1,
    )


_SHAPES = {
    "check": '<path d="M3 8.5l3.2 3.2L13 4.6" stroke="{0}" stroke-width="2" fill="none"/>',
    "dot": '<circle cx="8" cy="8" r="4" fill="{0}"/>',
    "up": '<path d="M3 10.5l5-5 5 5" stroke="{0}" stroke-width="2" fill="none"/>',
    "down": '<path d="M3 5.5l5 5 5-5" stroke="{0}" stroke-width="2" fill="none"/>',
}


def _mark(colour: str, shape: str) -> str:
    """A file with a small mark, as style sheets take pictures from files alone."""
    path = Path(gettempdir()) / f"deskhand-mark-{shape}-{colour.lstrip('#')}.svg"
    if not path.exists():
        drawing = _SHAPES[shape].format(colour)
        path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">{drawing}</svg>')
    return str(path)
