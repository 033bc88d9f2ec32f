"""The fonts to render with: their files by family, and the characters that each has a drawing for."""

import json
import random
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from grounding.text_reader.scripts import CYRILLIC, GREEK, LATIN, SIGNS

PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,-:")
EVERY = frozenset(LATIN + GREEK + CYRILLIC + SIGNS + " ")
USUAL = (
    "DejaVu Sans", "DejaVu Sans Mono", "Liberation Sans", "Liberation Serif", "Liberation Mono", "Noto Sans",
    "Noto Sans Mono", "Roboto", "Open Sans", "Cantarell", "Inter", "Ubuntu", "Carlito", "Arimo", "Hack",
    "Nimbus Sans", "FreeSans", "Noto Serif",
)  # fmt: skip
SHARE_OF_USUAL = 0.6
UNUSUAL = re.compile(r"Small ?[cC]aps|Caps$|Keyboard|Symbol|D0500|Quotation|Dunhill|Unslanted|Z003|Math")
ALSO = {"strange": "text/fonts-noto-core"}
LIKE_TEXT = re.compile(
    r"^uni|plus|minus|add|remove|times|close|clear|cancel|equal|percent|asterisk|font|bold|italic|underline|question|info|help"
    r"|exclam|hash|euro?|usd|gbp|dollar|rub|yen|inr|krw|btc|currency|slash|divi|circle|dot|point|ellips|more|quot|text|title"
    r"|format|exposure|looks|filter|numeric|alpha|letter|math|number|chevron|angle|arrow|caret|check|done|star|square|box"
    r"|radio|code|brac|paragraph|^pi$|sigma|omega|function|variable|copy|trade|regist|expand|navigate|play|dash|bar|line|^at$"
    r"|^[a-z]$|_\d|\d_|header|strike|script|wikipedia|google|facebook|twitter|vimeo|pinterest|tumblr|hacker|stop|record"
)
"""Names of drawings that are, or look like, letters and signs: those would be taught to be nothing."""
ICON_PLANE = range(0xE000, 0xF900)


@dataclass(frozen=True, kw_only=True)
class Face:
    """A font file. drawn: the characters of the alphabet that it has, or for icons all of its private ones."""

    path: Path
    family: str
    drawn: frozenset[str]
    scalable: bool = True


class Fonts:
    """The faces of one kind (text, held_out, ideographs, strange, icons) under a folder of `sources`."""

    def __init__(self, faces: Iterable[Face]) -> None:
        self.families: dict[str, list[Face]] = {}
        for face in faces:
            self.families.setdefault(face.family, []).append(face)
        self._names = sorted(self.families)
        self._usual = [name for name in self._names if name in USUAL]

    def draw(self, chance: random.Random) -> Face:
        usual = self._usual and chance.random() < SHARE_OF_USUAL
        return chance.choice(self.families[chance.choice(self._usual if usual else self._names)])

    def drawing(self, chance: random.Random, text: str) -> Face | None:
        """A face that has every character of the text, if a few tries find one."""
        needed = set(text) - {" "}
        for _ in range(12):
            face = self.draw(chance)
            if needed <= face.drawn:
                return face
        return None


def found(folder: Path, kind: str) -> Fonts:
    """Looks into every font file once; what is in it is kept beside them."""
    cache = folder / f"{kind}.json"
    if not cache.exists():
        paths = sorted((folder / kind).rglob("*"))
        paths += sorted((folder / ALSO[kind]).rglob("*")) if kind in ALSO else []
        faces = [entry for path in paths if (entry := inside_of(path, kind))]
        cache.write_text(json.dumps(faces, ensure_ascii=False), encoding="utf-8")
    entries = json.loads(cache.read_text(encoding="utf-8"))
    return Fonts(
        Face(
            path=Path(entry["path"]),
            family=entry["family"],
            drawn=frozenset(entry["drawn"]),
            scalable=entry["scalable"],
        )
        for entry in entries
    )


def inside_of(path: Path, kind: str) -> dict[str, object] | None:
    from fontTools.ttLib import TTFont, TTLibError

    if path.suffix.lower() not in (".ttf", ".otf", ".ttc", ".otb") or path.is_symlink():
        return None
    try:
        font = TTFont(path, fontNumber=0, lazy=True)
        characters = {chr(code) for code in font.getBestCmap() or {}}
        family = str(font["name"].getBestFamilyName() or path.stem)
        tables = set(font.keys())
    except (TTLibError, OSError, KeyError, AttributeError):
        return None
    if kind == "icons":
        names = {chr(code): name for code, name in font.getBestCmap().items()}
        private = {one for one in characters if ord(one) in ICON_PLANE or ord(one) > 0xFFFFF}
        drawn = {one for one in private if not LIKE_TEXT.search(names[one].lower())}
    elif kind in ("ideographs", "strange"):
        drawn = characters & EVERY
    elif not characters >= PLAIN or UNUSUAL.search(family):
        return None
    else:
        drawn = characters & EVERY
    scalable = bool(tables & {"glyf", "CFF ", "CFF2"}) and path.suffix != ".otb"
    return {"path": str(path), "family": family, "drawn": "".join(sorted(drawn)), "scalable": scalable}
