"""A front-end kit's vocabulary: how it writes a button, a field, a menu.

A kit is one TOML file: `css` and `scripts` (paths inside node_modules), `style` (CSS of its own), `dark` and `light`
(attributes of <html> for its looks; without `dark` it has none), `ground` (what its windows lie on), `fonts` (false:
only its own), `held_out`, `weight` and `[parts]`: part -> template, or a list of templates to choose from. What a kit
leaves out comes from the kit named in `like`, or from `plain.toml`. In a template `{name}` stands for a value and
`{name:words}` for `words` when the value is true; `{!name:words}` when it is not.
"""

import random
import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "kits"
STATES = {"active": "selected", "open": "expanded", "disabled": "disabled"}
SLOT = re.compile(r"\{(!?)(\w+)(?::([^{}]*))?\}")

Value = str | bool | int


@dataclass(frozen=True, kw_only=True)
class Kit:
    """templates: part -> the ways to write it."""

    name: str
    css: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    style: str = ""
    dark: str | None = None
    light: str = ""
    ground: str = ""
    fonts: bool = True
    look: str = ""
    held_out: bool = False
    weight: float = 1.0
    templates: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def part(self, chance: random.Random, part: str, /, **values: Value) -> str:
        """HTML of one part; its states are written down on the element that has the role."""
        template = chance.choice(self.templates[part])
        values.setdefault("id", f"i{chance.getrandbits(40)}")
        states = " ".join(state for name, state in STATES.items() if values.get(name))

        def fill(slot: re.Match[str]) -> str:
            negated, name, words = slot.groups()
            value = values.get(name, "")
            if words is None:
                return str(value)
            return words if bool(value) != bool(negated) else ""

        written = SLOT.sub(fill, template)
        return written.replace(" r=", f' s="{states}" r=', 1) if states else written


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _templates(written: dict[str, str | list[str]]) -> dict[str, tuple[str, ...]]:
    return {part: tuple([ways] if isinstance(ways, str) else ways) for part, ways in written.items()}


@cache
def kits() -> dict[str, Kit]:
    """All kits by name."""
    written = {path.stem: _read(path) for path in sorted(FOLDER.glob("*.toml"))}

    def templates(name: str) -> dict[str, tuple[str, ...]]:
        own = _templates(written[name].get("parts", {}))
        return own if name == "plain" else templates(written[name].get("like", "plain")) | own

    return {
        name: Kit(
            name=name,
            css=tuple(kit.get("css", ())),
            scripts=tuple(kit.get("scripts", ())),
            style=kit.get("style", ""),
            dark=kit.get("dark"),
            light=kit.get("light", ""),
            ground=kit.get("ground", ""),
            fonts=kit.get("fonts", True),
            look=kit.get("look", ""),
            held_out=kit.get("held_out", False),
            weight=float(kit.get("weight", 1)),
            templates=templates(name),
        )
        for name, kit in written.items()
    }
