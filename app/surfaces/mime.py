"""What kind a file is, and which application the person opens that kind with (MIME Applications 1.0.1)."""

import mimetypes
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from app.surfaces.desktop_files import DesktopEntry, data_folders

FOLDER = "inode/directory"
PLAIN = "text/plain"
UNKNOWN = "application/octet-stream"
# Kinds that any text editor opens though their names do not begin with "text/".
TEXTUAL = frozenset({"application/json", "application/xml", "application/x-sh", "application/javascript"})
SAMPLE_BYTES = 4096
ADDRESS_KINDS = ("x-scheme-handler/https", "x-scheme-handler/http", "text/html")
USUAL_KINDS = (PLAIN, FOLDER, *ADDRESS_KINDS)


def kind_of(path: Path) -> str:
    """By its name, else by whether its beginning is text."""
    if path.is_dir():
        return FOLDER
    guessed, encoding = mimetypes.guess_type(path.name)
    if guessed and not encoding:
        return guessed
    try:
        with path.open("rb") as file:
            sample = file.read(SAMPLE_BYTES)
    except OSError:
        return UNKNOWN
    # The sample may end inside a character: such an end is no sign of data that is not text.
    return PLAIN if b"\0" not in sample and _is_text(sample) else UNKNOWN


def handlers(kind: str, entries: Sequence[DesktopEntry], environment: Mapping[str, str]) -> list[DesktopEntry]:
    """Who opens it, the person's choice first, then who says so, then who opens a more general kind."""
    by_id = {entry.id: entry for entry in entries}
    kinds = [kind, *([PLAIN] if kind != PLAIN and (kind.startswith("text/") or kind in TEXTUAL) else [])]
    found: list[DesktopEntry] = []
    for one in kinds:
        found += [by_id[chosen] for chosen in chosen_ids(one, environment) if chosen in by_id]
        found += sorted(
            (entry for entry in entries if one in entry.mime_types),
            key=lambda entry: (not entry.listed, entry.mime_types.index(one), entry.id),
        )
    return [entry for entry in dict.fromkeys(found) if not entry.terminal]


def chosen_ids(kind: str, environment: Mapping[str, str]) -> list[str]:
    """Default applications of a kind, the person's own lists before the system's."""
    chosen: list[str] = []
    added: list[str] = []
    for path in _lists(environment):
        defaults, associations = _read(path, kind)
        chosen += defaults
        added += associations
    return list(dict.fromkeys([*chosen, *added]))


def _lists(environment: Mapping[str, str]) -> list[Path]:
    home = environment.get("XDG_CONFIG_HOME") or os.path.join(environment.get("HOME", "/"), ".config")
    system = environment.get("XDG_CONFIG_DIRS") or "/etc/xdg"
    folders = [Path(home), *(Path(folder) for folder in system.split(":") if folder)]
    folders += [folder / "applications" for folder in data_folders(environment)]
    desktops = [name.lower() for name in environment.get("XDG_CURRENT_DESKTOP", "").split(":") if name]
    names = [*(f"{desktop}-mimeapps.list" for desktop in desktops), "mimeapps.list"]
    return [folder / name for folder in folders for name in names]


def _read(path: Path, kind: str) -> tuple[list[str], list[str]]:
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return [], []
    group = ""
    found: dict[str, list[str]] = {}
    for line in lines:
        stripped = line.strip()
        if stripped.startswith("["):
            group = stripped
        elif stripped.partition("=")[0].strip() == kind:
            ids = [one.strip().removesuffix(".desktop") for one in stripped.partition("=")[2].split(";")]
            found.setdefault(group, []).extend(one for one in ids if one)
    return found.get("[Default Applications]", []), found.get("[Added Associations]", [])


def _is_text(sample: bytes) -> bool:
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(sample) - 3
    return True
