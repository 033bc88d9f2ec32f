# ruff: noqa: E501 — HTML is easier to read in one piece
"""One page composed by chance: a kit, a language, a layout full of sections, a screen."""

import random
from dataclasses import dataclass
from pathlib import Path

from grounding.training.render.web import sections, theme
from grounding.training.render.web.drawings import Drawings
from grounding.training.render.web.kit import Kit
from grounding.training.render.web.maker import Maker
from grounding.training.render.web.words import Words

BASE = (Path(__file__).parent / "base.css").read_text(encoding="utf-8")
SCREENS = (
    (800, 600),
    (1024, 640),
    (1024, 768),
    (1100, 800),
    (1280, 720),
    (1280, 800),
    (1366, 768),
    (1440, 900),
    (1600, 900),
    (1600, 1000),
)
MOST_PIXELS = 2_200_000


@dataclass(frozen=True, kw_only=True)
class Page:
    """size_wh: the viewport in CSS pixels. scale: picture pixels a CSS pixel, page zoom and device scale together."""

    html: str
    size_wh: tuple[int, int]
    scale: float
    scroll: float
    focus: float


def _screen(chance: random.Random) -> tuple[tuple[int, int], float]:
    wide, high = chance.choice(SCREENS)
    zoom = chance.choices([1, 0.5, 0.67, 0.8, 0.9, 1.1, 1.25, 1.5, 1.75, 2], [14, 0.5, 1, 2, 2, 2, 3, 2, 1, 1])[0]
    device = chance.choices([1, 1.25, 1.5, 2, 3], [12, 2, 2, 2, 0.5])[0]
    while wide * high * device**2 > MOST_PIXELS:
        wide, high = int(wide * 0.9), int(high * 0.9)
    return (max(240, round(wide / zoom)), max(200, round(high / zoom))), device * zoom


def _stack(make: Maker, count: int) -> str:
    gap = make.chance.choice([0.4, 1, 1.5, 2.2])
    return "".join(f'<section style="margin-bottom:{gap}em">{sections.section(make)}</section>' for _ in range(count))


def _columns(make: Maker) -> str:
    columns = make.chance.choice([1, 2, 2, 3, 3, 4])
    share = " ".join(f"minmax(0,{make.chance.choice([1, 1, 2])}fr)" for _ in range(columns))
    inside = "".join(
        f'<div style="overflow:hidden;padding:3px">{_stack(make, make.chance.randint(3, 7))}</div>'
        for _ in range(columns)
    )
    return f'<div style="display:grid;grid-template-columns:{share};gap:{make.chance.choice([0.8, 1.5, 2.5])}em;padding:{make.chance.choice([0.5, 1, 2])}em">{inside}</div>'


def _shell(make: Maker) -> str:
    """A bar above, a list at the side, sections in the middle."""
    top = (
        (make.menu_bar() if make.maybe(0.3) else "")
        + (make.bar() if make.maybe(0.8) else "")
        + (make.toolbar() if make.maybe(0.35) else "")
    )
    side = (
        f'<div style="width:{make.chance.randint(170, 290)}px;flex:none;overflow:hidden">{make.side()}</div>'
        if make.maybe(0.7)
        else ""
    )
    own = "overflow:auto;" if make.maybe(0.6) else ""
    return f'<div style="display:flex;flex-direction:column;height:100vh"><div>{top}</div><div style="display:flex;flex:1;min-height:0">{side}<main style="flex:1;min-width:0;{own}">{make.crumbs() if make.maybe(0.3) else ""}{_columns(make)}</main></div></div>'


def _column(make: Maker) -> str:
    wide = make.chance.choice([560, 720, 960, 1140])
    return (
        make.bar() if make.maybe(0.5) else ""
    ) + f'<div style="max-width:{wide}px;margin:0 auto;padding:1em">{_stack(make, make.chance.randint(3, 8))}</div>'


def _window(make: Maker, wide: int, high: int) -> str:
    """A window of a desktop: title bar, menu or tool bars, list, content, status."""
    buttons = "".join(
        make.icon_button(make.chance.choice([12, 14, 16]), name)
        for name in make.chance.choice([("minus", "maximize", "x"), ("x",), ("x", "minus")])
    )
    left, right = (buttons, "") if make.maybe(0.25) else (make.icon_button(16) if make.maybe(0.5) else "", buttons)
    title = make.part(
        "title_bar", text=make.words.label() if make.maybe(0.6) else make.words.file(), left=left, right=right
    )
    tools = (
        (make.menu_bar() if make.maybe(0.5) else "")
        + (make.toolbar() if make.maybe(0.6) else "")
        + (make.tabs() if make.maybe(0.25) else "")
    )
    side = (
        f'<div style="width:{make.chance.randint(130, 220)}px;flex:none;overflow:hidden">{make.side(3, 9)}</div>'
        if make.maybe(0.5)
        else ""
    )
    status = (
        f'<div class="x-row" style="padding:.2em .7em;border-top:1px solid #8884"><span>{make.words.phrase()}</span><span class="x-grow"></span><span>{make.words.number()}</span></div>'
        if make.maybe(0.5)
        else ""
    )
    body = f'<div style="flex:1;min-width:0;overflow:{make.chance.choice(["auto", "hidden"])};padding:{make.chance.choice([0, 0.6, 1])}em">{_stack(make, make.chance.randint(1, 5))}</div>'
    return f'<div r=window class="x-window" style="width:{wide}px;height:{high}px;display:flex;flex-direction:column;overflow:hidden;border:1px solid #0006;border-radius:{make.chance.choice([0, 0, 6, 12])}px;box-shadow:{make.chance.choice(["none", "0 6px 24px #0007"])}">{title}{tools}<div style="display:flex;flex:1;min-height:0">{side}{body}</div>{status}</div>'


def _desktop(make: Maker, size_wh: tuple[int, int]) -> str:
    wide, high = size_wh
    windows = ""
    for _ in range(make.chance.choice([1, 1, 2, 3])):
        own = (round(wide * make.chance.uniform(0.4, 0.9)), round(high * make.chance.uniform(0.45, 0.9)))
        at = (make.chance.randint(0, wide - own[0]), make.chance.randint(0, high - own[1]))
        windows += (
            f'<div class="x-ground" style="position:fixed;left:{at[0]}px;top:{at[1]}px">{_window(make, *own)}</div>'
        )
    ground = f"linear-gradient({make.chance.randint(0, 359)}deg, hsl({make.chance.randint(0, 359)} 40% 35%), hsl({make.chance.randint(0, 359)} 45% 60%))"
    return f'<div style="position:fixed;inset:0;background:{ground}"></div>{windows}'


def _over(make: Maker, size_wh: tuple[int, int]) -> str:
    """What lies on top: a dialog with or without a veil, an open menu."""
    wide, high = size_wh
    made = ""
    if make.maybe(0.14):
        if make.maybe(0.55):
            made += f'<div class="x-veil" dim style="background:rgba({make.chance.choice(["0,0,0", "0,0,0", "255,255,255", "20,30,60"])},{make.chance.choice([0.3, 0.5, 0.7])})"></div>'
        own = min(wide - 20, make.chance.randint(280, 620))
        top = make.chance.randint(10, max(11, high // 3))
        made += f'<div class="x-over x-ground" style="left:{(wide - own) // 2}px;top:{top}px;width:{own}px">{make.dialog()}</div>'
    elif make.maybe(0.3):
        made += f'<div class="x-over x-ground" style="left:{make.chance.randint(0, max(1, wide - 260))}px;top:{make.chance.randint(0, max(1, high // 2))}px">{make.menu()}</div>'
    return made


def compose(seed: int, *, kit: Kit, modules: Path | None, locale: Path | None) -> Page:
    """The page of this seed in this kit. modules: node_modules, whose css and icons it uses."""
    chance = random.Random(f"{kit.name} {seed}")
    words = Words(chance, locale=locale)
    make = Maker(chance, kit=kit, words=words, drawings=Drawings(chance, modules=modules))
    size_wh, scale = _screen(chance)
    dark = kit.dark is not None and chance.random() < 0.35
    layout = chance.choices(["shell", "columns", "column", "desktop"], [5, 3, 2, 2.5])[0]
    body = {
        "shell": lambda: _shell(make), "columns": lambda: (make.bar() if make.maybe(0.4) else "") + _columns(make),
        "column": lambda: _column(make), "desktop": lambda: _desktop(make, size_wh),
    }[layout]() + _over(make, size_wh)  # fmt: skip
    root = modules.as_uri() if modules else ""
    sheets = "".join(f'<link rel="stylesheet" href="{root}/{one}">' for one in kit.css)
    scripts = "".join(f'<script type="module" src="{root}/{one}"></script>' for one in kit.scripts)
    fonts = theme.letters(chance) if kit.fonts else theme.bars(chance)
    own = theme.theme(chance, dark=dark) + theme.bars(chance) if kit.look == "theme" else kit.style + fonts
    ground = kit.ground or ("#22252b" if dark else chance.choice(["Canvas", "#f4f4f4", "#fff"]))
    html = (
        f'<!doctype html><html lang="{words.language[:2]}" dir="{words.direction}" {kit.dark if dark else kit.light}><head><meta charset="utf-8">'
        f"{sheets}{scripts}<style>{BASE}</style><style>.x-ground > * {{ background-color: {ground}; }}</style><style>{own}</style></head><body>{body}</body></html>"
    )
    return Page(
        html=html, size_wh=size_wh, scale=scale, scroll=chance.choice([0, 0, 0, chance.random()]), focus=chance.random()
    )
