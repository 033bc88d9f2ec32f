"""Downloads: into a quarantine folder, under names that are safe, finished ones listed."""

import threading
import unicodedata
from pathlib import Path
from typing import Final

from app.surfaces.browser.protocol import Connection, Happened

LONGEST_NAME: Final = 150
_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)


class Downloads:
    """In a browser of our own, files go to `folder` under the browser's own number until they are whole. In a browser
    that someone else started nothing is set: files go where its person has them, and only their names are known."""

    def __init__(self, *, connection: Connection, folder: Path, own: bool) -> None:
        self._folder = folder
        self._own = own
        self._lock = threading.Lock()
        self._names: dict[str, str] = {}
        self._done: list[str] = []
        connection.listen(self._listen)
        if own:
            folder.mkdir(parents=True, exist_ok=True)
            connection.call(
                "Browser.setDownloadBehavior", behavior="allowAndName", downloadPath=str(folder), eventsEnabled=True
            )

    def done(self) -> tuple[str, ...]:
        """Paths (own browser) or names, in the order in which they were finished."""
        with self._lock:
            return tuple(self._done)

    def _listen(self, happened: Happened) -> None:
        data = happened.data
        match happened.name:
            case "Browser.downloadWillBegin" | "Page.downloadWillBegin":
                with self._lock:
                    self._names.setdefault(data.text("guid"), safe_name(data.text("suggestedFilename")))
            case "Browser.downloadProgress" | "Page.downloadProgress" if data.text("state") == "completed":
                self._finish(data.text("guid"))

    def _finish(self, guid: str) -> None:
        with self._lock:
            name = self._names.pop(guid, None)
            if name is None:
                return
            if not self._own:
                self._done.append(name)
                return
            made = self._folder / Path(guid).name
            place = _free(self._folder, name)
            try:
                made.rename(place)
            except OSError:
                place = made  # under its number it is still there, and still named truly
            self._done.append(str(place))


def safe_name(suggested: str) -> str:
    """A plain file name: no folders, no control or direction characters, no name that a system keeps for itself.

    >>> safe_name("../../.bashrc"), safe_name("a\\u202egnp.exe"), safe_name("con.txt")
    ('bashrc', 'agnp.exe', '_con.txt')
    """
    last = suggested.replace("\\", "/").rpartition("/")[2]
    kept = "".join(
        "_" if character in '<>:"|?*' else character
        for character in unicodedata.normalize("NFC", last)
        if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    )
    kept = kept.strip(" .") or "download"
    if kept.partition(".")[0].casefold() in _DEVICES:
        kept = f"_{kept}"
    stem, dot, ending = kept.rpartition(".")
    if len(kept) > LONGEST_NAME:
        kept = f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}" if dot and len(ending) < 20 else kept[:LONGEST_NAME]
    return kept


def _free(folder: Path, name: str) -> Path:
    place, number = folder / name, 1
    while place.exists():
        number += 1
        stem, dot, ending = name.rpartition(".")
        place = folder / (f"{stem} ({number}).{ending}" if dot and stem else f"{name} ({number})")
    return place
