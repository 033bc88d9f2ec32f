"""Finds a browser that is on this machine: Chromium, Chrome, Edge, or one that Playwright has downloaded before."""

import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from app.errors import Misuse

_NAMES: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
)
_LINUX: Final = (
    "/usr/lib/chromium/chromium",
    "/opt/google/chrome/chrome",
    "/opt/microsoft/msedge/msedge",
    "/opt/chromium.org/chromium/chromium",
)
_MACOS: Final = (
    "Applications/Chromium.app/Contents/MacOS/Chromium",
    "Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_WINDOWS: Final = (
    "Chromium/Application/chrome.exe",
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
_DOWNLOADED: Final = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium-*/chrome-win*/chrome.exe",
)


def find_browser(environment: Mapping[str, str], *, root: Path = Path("/")) -> Path:
    """The program to start. `root`: where the system's folders begin. Raises Misuse when there is none.

    A browser that comes as a snap is passed over: it cannot use a profile of ours.
    """
    for candidate in _candidates(environment, root):
        if candidate.is_file() and not _is_snap(candidate):
            return candidate
    raise Misuse(
        "No browser was found; install Chromium (Debian: `apt-get install chromium`), Google Chrome or Microsoft Edge."
    )


def _candidates(environment: Mapping[str, str], root: Path) -> Iterator[Path]:
    for name in _NAMES:
        found = shutil.which(name, path=environment.get("PATH", ""))
        if found:
            yield Path(found)
    home = Path(environment.get("HOME") or environment.get("USERPROFILE") or root)
    if sys.platform == "win32":
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            if environment.get(variable):
                yield from (Path(environment[variable]) / place for place in _WINDOWS)
        downloads = Path(environment.get("LOCALAPPDATA", home)) / "ms-playwright"
    elif sys.platform == "darwin":
        yield from (folder / place for folder in (root, home) for place in _MACOS)
        downloads = home / "Library" / "Caches" / "ms-playwright"
    else:
        yield from (root / place.lstrip("/") for place in _LINUX)
        downloads = Path(environment.get("XDG_CACHE_HOME") or home / ".cache") / "ms-playwright"
    chosen = Path(environment.get("PLAYWRIGHT_BROWSERS_PATH") or downloads)
    for pattern in _DOWNLOADED:
        yield from sorted(chosen.glob(pattern), key=lambda path: _revision(path, chosen), reverse=True)


def _revision(program: Path, downloads: Path) -> int:
    number = program.relative_to(downloads).parts[0].rpartition("-")[2]
    return int(number) if number.isdecimal() else 0


def _is_snap(program: Path) -> bool:
    if "snap" in program.resolve().parts:
        return True
    try:
        with program.open("rb") as file:
            head = file.read(4096)
    except OSError:
        return False
    return head.startswith(b"#!") and b"/snap/bin" in head
