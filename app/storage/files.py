"""What the disk says of a file that a step wrote: looked for where people save, never opened."""

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

_KINDS = ("DOCUMENTS", "DESKTOP", "DOWNLOAD", "PICTURES", "MUSIC", "VIDEOS", "PUBLICSHARE", "TEMPLATES")
_USUAL = ("Documents", "Desktop", "Downloads", "Pictures")
_RECENT_AT_MOST = 200_000  # characters of the list of recent files, from its end, where the newest are
_CLOCK_GRAIN_S = 0.05  # the kernel stamps files with a clock that ticks up to 10 ms late


class DiskFiles:
    """The `Files` port. also: folders of this run, such as where a browser puts downloads."""

    def __init__(
        self, *, home: Path, working: Path, environment: Mapping[str, str], also: tuple[Path, ...] = ()
    ) -> None:
        self._home = home
        self._working = working
        self._environment = environment
        self._also = also

    def modified_at_s(self, path: str) -> float | None:
        try:
            return self._full(path).stat().st_mtime
        except (OSError, ValueError):
            return None

    def full(self, path: str) -> str:
        return str(self._full(path))

    def listed(self, folder: str, ending: str) -> tuple[str, ...] | None:
        wanted = Path(folder)
        usual = [place for place in self._usual_folders() if place.name.casefold() == folder.casefold()]
        for place in (self._full(folder), *usual, *(base / wanted for base in self._usual_folders())):
            try:
                if place.is_dir():
                    return tuple(sorted(str(one) for one in place.iterdir() if _is_wanted(one, ending)))
            except (OSError, ValueError):
                continue
        return None

    def resolve(self, name: str, after_s: float) -> str | None:
        """The newest file of that name that was written since; without an ending in the name, any ending will do."""
        if not name.strip():
            return None
        newest: tuple[float, str] | None = None
        for place in self._places(name):
            try:
                if not place.is_file():
                    continue
                about = place.stat()
            except (OSError, ValueError):
                continue
            changed_at_s = max(about.st_mtime, about.st_ctime)  # archivers give a file the date of what is in it
            if changed_at_s >= after_s - _CLOCK_GRAIN_S and (newest is None or about.st_mtime > newest[0]):
                newest = about.st_mtime, str(place)
        return newest[1] if newest is not None else None

    def _places(self, name: str) -> list[Path]:
        wanted = Path(name)
        if name.startswith("~") or wanted.is_absolute():
            return [self._full(name), *_with_endings(self._full(name))]
        folders = [*self._also, self._working, *self._usual_folders(), *self._recent_folders()]
        places: list[Path] = []
        for folder in dict.fromkeys(folders):
            places += [folder / wanted, *_with_endings(folder / wanted)]
        return places

    def _full(self, path: str) -> Path:
        if path == "~" or path.startswith("~/"):
            return self._home / path[2:]
        return self._working / path

    def _usual_folders(self) -> list[Path]:
        return [self._home, *self._named_by_desktop(), *(self._home / name for name in _USUAL)]

    def _named_by_desktop(self) -> list[Path]:
        """The folders of xdg-user-dirs: lines such as XDG_DOCUMENTS_DIR="$HOME/Dokumente"."""
        config = Path(self._environment.get("XDG_CONFIG_HOME") or self._home / ".config")
        try:
            lines = (config / "user-dirs.dirs").read_text(encoding="utf-8", errors="replace")
        except OSError:
            lines = ""
        named = dict(re.findall(r'^\s*XDG_([A-Z]+)_DIR="([^"\n]*)"', lines, re.MULTILINE))
        named |= {
            kind: self._environment[f"XDG_{kind}_DIR"] for kind in _KINDS if f"XDG_{kind}_DIR" in self._environment
        }
        return [
            Path(named[kind].replace("$HOME", str(self._home), 1)) for kind in _KINDS if named.get(kind, "").strip()
        ]

    def _recent_folders(self) -> list[Path]:
        """Folders of recently used files, newest first, by the desktop's own list (XBEL)."""
        data = Path(self._environment.get("XDG_DATA_HOME") or self._home / ".local/share")
        try:
            content = (data / "recently-used.xbel").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return []
        hrefs = re.findall(r'href="(file://[^"]+)"', content[-_RECENT_AT_MOST:])
        return [Path(unquote(urlsplit(href.replace("&amp;", "&")).path)).parent for href in reversed(hrefs)]


def _is_wanted(file: Path, ending: str) -> bool:
    return file.is_file() and not file.name.startswith(".") and file.name.casefold().endswith(ending.casefold())


def _with_endings(place: Path) -> list[Path]:
    """Files of that name with an ending that the application added."""
    if place.suffix or not place.name:
        return []
    try:
        return [child for child in place.parent.iterdir() if child.stem == place.name and child.suffix]
    except (OSError, ValueError):
        return []
