"""The catalogue's hash of a model that was written anew."""

import re
from pathlib import Path


def enter(catalogue: Path, name: str, sha256: str) -> None:
    """Replaces the hash in the entry `[name]`. Raises ValueError when there is no such entry."""
    text = catalogue.read_text(encoding="utf-8")
    entry = re.compile(rf'(^\[{re.escape(name)}\]\n(?:(?!\[).*\n)*?sha256 = ")[0-9a-f]*(")', re.M)
    changed, count = entry.subn(rf"\g<1>{sha256}\g<2>", text)
    if not count:
        raise ValueError(f"{catalogue} has no entry [{name}] with a sha256: add it first.")
    catalogue.write_text(changed, encoding="utf-8")
