"""A front-end kit's vocabulary: how it writes a button, a field, a menu.

A kit is one TOML file: `css` and `scripts` (paths inside node_modules), `dark` (attributes of <html> for its dark look,
or absent), `held_out`, `body` (attributes of <body>) and `[parts]`: part -> template, or a list of templates to choose
from. What a kit leaves out comes from `plain.toml`. In a template `{name}` stands for a value and `{name:words}` for
`words` when the value is true; `{!name:words}` when it is not.
"""

import random
import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

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
    dark: str | None = None
    body: str = ""
    look: str = ""
    held_out: bool = False
    weight: float = 1.0
    templates: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def part(self, chance: random.Random, part: str, /, **values: Value) -> str:
        """HTML of one part; its states are written down on the element that has the role."""
        template = chance.choice(self.templates[part])
        states = " ".join(state for name, state in STATES.items() if values.get(name))

        def fill(slot: re.Match[str]) -> str:
            negated, name, words = slot.groups()
            value = values.get(name, "")
            if words is None:
                return str(value)
            return words if bool(value) != bool(negated) else ""

        written = SLOT.sub(fill, template)
        return written.replace(" r=", f' s="{states}" r=', 1) if states else written


def _read(path: Path) -> dict[str, object]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _templates(written: object) -> dict[str, tuple[str, ...]]:
    assert isinstance(written, dict)
    return {part: tuple([ways] if isinstance(ways, str) else ways) for part, ways in written.items()}


@cache
def kits() -> dict[str, Kit]:
    """All kits by name."""
    plain = _templates(_read(FOLDER / "plain.toml")["parts"])
    found = {}
    for path in sorted(FOLDER.glob("*.toml")):
        written = _read(path)
        found[path.stem] = Kit(
            name=path.stem,
            css=tuple(written.get("css", ())),  # type: ignore[arg-type]
            scripts=tuple(written.get("scripts", ())),  # type: ignore[arg-type]
            dark=written.get("dark"),  # type: ignore[arg-type]
            body=str(written.get("body", "")),
            look=str(written.get("look", "")),
            held_out=bool(written.get("held_out", False)),
            weight=float(written.get("weight", 1)),  # type: ignore[arg-type]
            templates=plain | _templates(written.get("parts", {})),
        )
    return found
