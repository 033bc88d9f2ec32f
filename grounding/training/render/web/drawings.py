"""Icons from npm's SVG sets and pictures made of noise, as HTML."""

import base64
import html
import random
import re
from functools import cache
from pathlib import Path

import cv2
import numpy as np

SETS = ("lucide-static/icons", "bootstrap-icons/icons", "@mdi/svg/svg")
OWN = {
    "plus": '<path d="M12 4v16M4 12h16"/>',
    "menu": '<path d="M4 6h16M4 12h16M4 18h16"/>',
    "check": '<path d="M4 13l5 5L20 6"/>',
    "circle": '<circle cx="12" cy="12" r="8"/>',
    "search": '<circle cx="10" cy="10" r="6"/><path d="M15 15l6 6"/>',
    "close": '<path d="M5 5l14 14M19 5L5 19"/>',
    "down": '<path d="M5 9l7 7 7-7"/>',
}
USUAL = re.compile(
    r"^(x|plus|menu|search|trash|gear|cog|settings|house|home|user|account|mail|envelope|bell|star|heart|pencil|edit|save|floppy|download|upload|share|link|folder|file|"
    r"calendar|clock|lock|eye|camera|image|play|pause|stop|skip|volume|mic|phone|chat|message|send|printer|filter|list|grid|table|chart|bar-chart|map|pin|flag|tag|bookmark|"
    r"copy|scissors|clipboard|paste|undo|redo|rotate|refresh|arrow|chevron|caret|more|dots|three-dots|ellipsis|check|info|help|question|alert|warning|sun|moon|cloud|wifi|"
    r"battery|power|log-out|bold|italic|underline|align|type|code|terminal|zoom|maximize|minimize|fullscreen|expand|cart|credit|gift|globe|key|shield|trash-can|format)(-|$)"
)


@cache
def _names(folder: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    names = sorted(path.stem for path in folder.glob("*.svg"))
    return tuple(name for name in names if USUAL.match(name)), tuple(names)


@cache
def _drawing(path: Path) -> tuple[str, str]:
    """What stands inside <svg>, and its attributes of drawing (viewBox, fill, stroke)."""
    text = re.sub(r"<!--.*?-->", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    opening = re.search(r"<svg([^>]*)>", text)
    assert opening
    kept = re.findall(r'\b((?:viewBox|fill|stroke(?:-\w+)?)="[^"]*")', opening[1])
    if not any(one.startswith("fill") for one in kept):
        kept.append('fill="currentColor"')
    return text[opening.end() : text.rindex("</svg>")].strip(), " ".join(kept)


class Drawings:
    """Icons of one set a page, and pictures. modules: node_modules, or None for the few drawings of its own."""

    def __init__(self, chance: random.Random, *, modules: Path | None) -> None:
        self.chance = chance
        folders = [modules / one for one in SETS if (modules / one).is_dir()] if modules else []
        self.folder = chance.choice(folders) if folders else None
        self.stroke = chance.choice(["", "", 'stroke-width="1.5"', 'stroke-width="2.5"'])

    def icon(self, *, size: int = 0, wanted: str = "") -> tuple[str, str]:
        """(svg, name). wanted: a beginning of the name, when the set has such a one."""
        chance = self.chance
        if self.folder is None:
            name = chance.choice(sorted(OWN))
            inside, attributes = OWN[name], 'viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"'
        else:
            usual, every = _names(self.folder)
            fitting = [one for one in usual if wanted and one.startswith(wanted)]
            name = chance.choice(fitting or (usual if chance.random() < 0.6 else every))
            inside, attributes = _drawing(self.folder / f"{name}.svg")
            if self.stroke and "stroke-width" in attributes:
                attributes = re.sub(r'stroke-width="[^"]*"', self.stroke, attributes)
        size = size or chance.choice([12, 14, 16, 16, 16, 18, 18, 20, 20, 24, 24, 28, 32])
        title = html.escape(name.replace("-", " "))
        return f'<svg aria-label="{title}" {attributes} style="width:{size}px;height:{size}px">{inside}</svg>', title

    def photo(self, width: int, height: int, *, kind: str = "x-photo") -> str:
        """An image of soft noise, gradients and shapes; CSS size `width` x `height`."""
        noise = np.random.default_rng(self.chance.getrandbits(32))
        high, wide = max(16, min(160, height)), max(16, min(240, width))
        picture = np.zeros((high, wide, 3), np.float32)
        for cells in (2, 5, 12, 40):
            grid = noise.uniform(0, 255, (cells, cells, 3)).astype(np.float32)
            picture += cv2.resize(grid, (wide, high), interpolation=cv2.INTER_CUBIC) * (1.2 / cells**0.5)
        picture = picture / picture.max() * noise.uniform(120, 255)
        for _ in range(int(noise.integers(0, 7))):
            at = (int(noise.integers(0, wide)), int(noise.integers(0, high)))
            colour = tuple(float(one) for one in noise.integers(0, 255, 3))
            if noise.random() < 0.5:
                cv2.circle(picture, at, int(noise.integers(3, high // 2)), colour, -1, cv2.LINE_AA)
            else:
                to = (int(noise.integers(0, wide)), int(noise.integers(0, high)))
                cv2.line(picture, at, to, colour, int(noise.integers(1, 9)), cv2.LINE_AA)
        _, coded = cv2.imencode(".png", np.clip(picture, 0, 255).astype(np.uint8))
        data = base64.b64encode(coded.tobytes()).decode()
        size = f"width:{width}px;height:{height}px"
        return f'<img r=image class="{kind}" alt="" style="{size}" src="data:image/png;base64,{data}">'
