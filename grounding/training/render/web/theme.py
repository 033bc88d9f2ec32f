# ruff: noqa: E501 — HTML is easier to read in one piece
"""Looks drawn by chance: fonts for every kit, and whole themes for pages of no kit."""

import colorsys
import random
import subprocess
from functools import cache

SANS = (
    "Roboto", "Open Sans", "Lato", "Cantarell", "Liberation Sans", "Inter", "Noto Sans", "DejaVu Sans", "Carlito", "Quicksand", "Comfortaa",
    "Andika", "Play", "Nimbus Sans", "Dosis", "Karla", "PT Sans", "Jura", "FreeSans", "Arimo", "Oxygen", "Liberation Sans Narrow", "Noto Sans Display",
)  # fmt: skip
SERIF = (
    "Liberation Serif",
    "DejaVu Serif",
    "Noto Serif",
    "EB Garamond",
    "Linux Libertine O",
    "Gentium",
    "Vollkorn",
    "Caladea",
    "FreeSerif",
    "Tinos",
    "Junicode",
)
MONO = (
    "DejaVu Sans Mono",
    "Hack",
    "Fira Code",
    "JetBrains Mono",
    "Liberation Mono",
    "Noto Sans Mono",
    "Inconsolata",
    "Mononoki",
    "Terminus",
    "Cousine",
)


@cache
def _installed() -> frozenset[str]:
    listed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True).stdout
    return frozenset(name.strip() for line in listed.splitlines() for name in line.split(","))


def font(chance: random.Random, kind: str = "sans-serif") -> str:
    """A font-family value."""
    families = {"sans-serif": SANS, "serif": SERIF, "monospace": MONO}[kind]
    here = [name for name in families if name in _installed()]
    return f"'{chance.choice(here)}', {kind}" if here else kind


def _colour(hue: float, saturation: float, light: float) -> str:
    red, green, blue = colorsys.hls_to_rgb(hue % 1, max(0.0, min(1.0, light)), max(0.0, min(1.0, saturation)))
    return f"rgb({red * 255:.0f},{green * 255:.0f},{blue * 255:.0f})"


def letters(chance: random.Random) -> str:
    """A font and size for the page of any kit; sometimes none."""
    rules = ""
    if chance.random() < 0.55:
        family = font(chance, chance.choices(["sans-serif", "serif", "monospace"], [12, 2, 1])[0])
        rules += f"body, button, input, select, textarea, h1, h2, h3, h4, h5, p, a, li, td, th, label {{ font-family: {family} !important; }}"
    if chance.random() < 0.3:
        rules += f"html {{ font-size: {chance.choice([12, 13, 14, 15, 17, 18])}px; }}"
    return rules + bars(chance)


def bars(chance: random.Random) -> str:
    """Scrollbars: the browser's, thin ones, painted ones or none."""
    kind = chance.random()
    if kind < 0.12:
        return "* { scrollbar-width: thin; }"
    if kind < 0.3:
        wide, hue = chance.choice([8, 10, 12, 16]), chance.random()
        return f"::-webkit-scrollbar {{ width: {wide}px; height: {wide}px; background: {_colour(hue, 0.1, chance.choice([0.15, 0.9]))}; }} ::-webkit-scrollbar-thumb {{ background: {_colour(hue, 0.15, 0.5)}; border-radius: {chance.choice([0, wide])}px; }}"
    return "* { scrollbar-width: none; }" if kind < 0.4 else ""


def theme(chance: random.Random, *, dark: bool) -> str:
    """CSS for the plain parts: colours, radii, borders, shadows, spacing and fonts by chance."""
    hue, tint = chance.random(), chance.choice([0, 0.05, 0.1, 0.3])
    ground = chance.uniform(0.05, 0.2) if dark else chance.uniform(0.88, 1)
    step = 0.05 if dark else -0.05
    ink = _colour(hue, tint, chance.uniform(0.8, 0.98) if dark else chance.uniform(0.02, 0.25))
    accent_hue = chance.random()
    accent = _colour(accent_hue, chance.uniform(0.4, 1), chance.uniform(0.3, 0.5))
    surface = _colour(hue, tint, ground + step * chance.choice([0, 1, -0.5]))
    raised = _colour(hue, tint, ground + step * chance.choice([1, 2, 3]))
    edge = _colour(hue, tint, ground + step * chance.choice([1.5, 3, 5, 8]))
    radius = chance.choice([0, 0, 2, 3, 4, 6, 8, 12, 20])
    border = chance.choice(["0 solid", "1px solid", "1px solid", "1px solid", "2px solid", "1px outset", "2px outset"])
    pad = chance.choice([2, 3, 4, 6, 8, 10, 12])
    size = chance.choice([11, 12, 13, 13, 14, 14, 15, 16, 16, 18])
    shadow = chance.choice(
        ["none", "none", "0 1px 2px #0004", "0 2px 6px #0005", "inset 0 1px 0 #fff3, 0 1px 2px #0003"]
    )
    fill = chance.choice([raised, "transparent", surface, f"linear-gradient({surface}, {raised})", accent])
    button_ink = "#fff" if fill == accent else ink
    field = chance.choice(
        [
            f"border: 1px solid {edge}; background: {_colour(hue, tint, ground - step * 0.7)};",
            f"border: 0; border-bottom: {chance.choice([1, 2])}px solid {edge}; border-radius: 0; background: transparent;",
            f"border: 0; background: {raised};",
            f"border: 2px inset {edge}; background: {_colour(hue, 0, ground - step)};",
            f"border: 1px solid {accent}; background: {surface};",
        ]
    )
    icon_edge = chance.choice(
        [
            "border: 0; background: transparent;",
            "border: 0; background: transparent;",
            f"border: {border} {edge}; background: {fill}; color: {button_ink};",
        ]
    )
    bar_ground = chance.choice([surface, raised, accent, "#222", f"linear-gradient({raised}, {surface})"])
    bar_ink = "#fff" if bar_ground in (accent, "#222") else ink
    boxes = chance.choice(["appearance: none;", "", ""])
    box_rules = ""
    if boxes:
        side = chance.choice([12, 13, 14, 16, 18, 20, 22])
        box_rules = (
            f".x-check input[type=checkbox]:not(.x-switch input), .x-check input[type=radio] {{ appearance: none; flex: none; margin: 0; width: {side}px; height: {side}px; border: {chance.choice([1, 2])}px solid {edge if edge != surface else ink}; background: {surface}; border-radius: {chance.choice([0, 2, 4])}px; }}"
            f".x-check input[type=radio] {{ border-radius: 50% !important; }}"
            f".x-check input:checked:not(.x-switch input) {{ background: {chance.choice([f'radial-gradient(circle, {accent} 45%, {surface} 50%)', accent])} !important; border-color: {accent}; }}"
            f".x-check input:checked:not(.x-switch input)::after {{ content: ''; display: block; width: 30%; height: 60%; margin: 5% auto 0; border: solid #fff; border-width: 0 2px 2px 0; transform: rotate(42deg); }} .x-check input[type=radio]::after {{ display: none !important; }}"
        )
    switch = ""
    if chance.random() < 0.6:
        wide, high = chance.choice([(2.2, 1.2), (3, 1.6), (2.6, 1), (3.4, 1.5)])
        knob = high * chance.choice([0.7, 0.8, 1.25])
        inset = (high - knob) / 2
        switch = (
            f".x-switch {{ width: {wide}em; height: {high}em; border-radius: {chance.choice([0.2, 2])}em; background: {edge}; border: {chance.choice([0, 1])}px solid {ink}; box-sizing: border-box; }}"
            f".x-switch i {{ width: {knob}em; height: {knob}em; top: {inset}em; left: {abs(inset)}em; border-radius: {chance.choice([0.15, 2])}em; background: {chance.choice(['#fff', ink, accent])}; }}"
            f".x-switch:has(:checked) i {{ left: {wide - knob - abs(inset)}em; }}"
        )
    lines = chance.choice([f"1px solid {edge}", "0 solid", "0 solid"])
    return f"""
:root {{ --accent: {accent}; color-scheme: {"dark" if dark else "light"}; font-size: {size}px; }}
body {{ background: {_colour(hue, tint, ground)}; color: {ink}; line-height: {chance.choice([1.2, 1.35, 1.5, 1.7])}; font-family: {font(chance)}; }}
button, input, select, textarea {{ font: inherit; color: inherit; }}
a {{ color: {chance.choice([accent, accent, ink])}; text-decoration: {chance.choice(["none", "underline"])}; }}
.x-button {{ padding: {pad * 0.7:.1f}px {pad * chance.choice([1.2, 1.6, 2.4]):.1f}px; border: {border} {edge}; border-radius: {radius}px; background: {fill}; color: {button_ink}; box-shadow: {shadow}; font-weight: {chance.choice([400, 400, 500, 700])}; text-transform: {chance.choice(["none", "none", "none", "uppercase"])}; letter-spacing: {chance.choice([0, 0, 0, 0.5, 1])}px; }}
.x-button.x-primary {{ background: {accent}; color: #fff; border-color: {accent}; }}
.x-button:disabled, .x-icon-button:disabled {{ opacity: .5; }}
.x-icon-button {{ {icon_edge} padding: {pad * 0.6:.1f}px; border-radius: {chance.choice([radius, radius, 100])}px; line-height: 1; }}
.x-icon-button.x-active {{ background: color-mix(in srgb, {accent} 30%, transparent); }}
.x-field {{ {field} border-radius: {min(radius, 12)}px; padding: {pad * 0.7:.1f}px {pad}px; box-sizing: border-box; {chance.choice(["width: 100%;", "width: 100%;", "max-width: 100%;"])} }}
.x-field:focus, .x-button:focus {{ outline: {chance.choice([1, 2, 3])}px solid {accent}; outline-offset: {chance.choice([0, 1, -1])}px; }}
.x-field::placeholder {{ color: {ink}; opacity: {chance.choice([0.45, 0.6])}; }}
.x-card, .x-dialog {{ border: {chance.choice(["1px solid", "0 solid"])} {edge}; border-radius: {radius}px; box-shadow: {chance.choice(["none", "0 2px 10px #0004"])}; background: {chance.choice([surface, raised])}; }}
.x-dialog, .x-menu {{ background: {chance.choice([surface, raised])}; border-color: {edge}; border-radius: {min(radius, 12)}px; box-shadow: 0 4px 18px #0006; }}
.x-menu-item {{ padding: {pad * 0.5 + 2:.1f}px {pad + 6}px; }}
.x-bar, .x-title-bar {{ background: {bar_ground}; color: {bar_ink}; border-color: {edge}; padding: {pad * 0.8:.1f}px {pad + 4}px; }}
.x-bar a {{ color: inherit; }}
.x-title {{ text-align: {chance.choice(["center", "start"])}; font-weight: {chance.choice([400, 700])}; }}
.x-toolbar {{ background: {chance.choice([surface, raised, "transparent"])}; border-bottom: {lines}; }}
.x-side {{ background: {chance.choice([surface, raised, "transparent", "#2b2f38; color: #eee", f"color-mix(in srgb, {accent} 12%, {surface})"])}; }}
.x-side-item, .x-item, .x-tree-item, .x-menu-item {{ border-radius: {chance.choice([0, min(radius, 10)])}px; }}
.x-item.x-active, .x-side-item.x-active, .x-tree-item.x-active {{ {chance.choice([f"background: {accent}; color: #fff", f"background: color-mix(in srgb, {accent} 20%, transparent)", f"background: {raised}"])}; }}
.x-side a, .x-menu a {{ color: inherit; text-decoration: none; }}
.x-menu .x-active {{ background: {accent}; color: #fff; }}
.x-item {{ border-bottom: {lines}; padding: {pad * 0.8:.1f}px {pad + 2}px; }}
.x-table th, .x-table td {{ border: {chance.choice([lines, "0 solid"])}; border-bottom: {lines}; padding: {pad * 0.5 + 1:.1f}px {pad + 1}px; }}
.x-table th {{ background: {chance.choice(["transparent", raised, accent + "; color: #fff"])}; font-weight: {chance.choice([400, 600, 700])}; }}
.x-table tr:nth-child(even) td {{ background: {chance.choice(["transparent", surface])}; }}
.x-table tr.x-active td {{ background: color-mix(in srgb, {accent} 30%, transparent); }}
.x-badge {{ background: {chance.choice([accent + "; color: #fff", raised])}; border-radius: {chance.choice([2, 10])}px; }}
.x-alert {{ background: color-mix(in srgb, {_colour(chance.random(), 0.7, 0.5)} 20%, transparent); border-radius: {radius}px; }}
.x-page {{ border-radius: {radius}px; border-color: {edge}; }}
input[type=checkbox], input[type=radio], input[type=range], progress {{ accent-color: {accent}; }}
.x-label {{ font-weight: {chance.choice([400, 600])}; }}
{box_rules}{switch}
"""
