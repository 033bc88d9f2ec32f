"""Where a run happens and how: the flags of contract.md as checked values."""

import ipaddress
import os
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, assert_never
from urllib.parse import urlsplit

from app.errors import Misuse
from planner.language.keys import read_keys
from planner.safety.gate import Autonomy

if TYPE_CHECKING:
    from app.settings import Settings

USUAL_SIZE = (1280, 800)
URL_SCHEMES = ("http", "https", "file", "data", "about")
_SIZE = re.compile(r"(\d{2,5})[xX×](\d{2,5})(?:@(\d(?:\.\d{1,3})?))?")


@dataclass(frozen=True, kw_only=True)
class OnDisplay:
    """A real X display; display None: the one that this program was started on."""

    display: str | None = None


@dataclass(frozen=True, kw_only=True)
class OnVirtual:
    """A display of our own. size_wh: real pixels of the X screen."""

    size_wh: tuple[int, int]
    scale: float = 1.0


@dataclass(frozen=True, kw_only=True)
class InBrowser:
    """A browser of our own. profile None: a throw-away one."""

    url: str | None = None
    profile: str | None = None


@dataclass(frozen=True, kw_only=True)
class Attached:
    """A Chromium that another program started, by its loopback CDP address."""

    address: str
    tab: str | None = None


Place = OnDisplay | OnVirtual | InBrowser | Attached


@dataclass(frozen=True, kw_only=True)
class Where:
    """`structure_from`: with a display, the Chromium whose windows get their structure by CDP."""

    place: Place
    pixels_only: bool = False
    structure_from: Attached | None = None


USUAL_STEPS = 60


class InputBackend(StrEnum):
    """What moves the mouse and the keyboard of a real display."""

    XTEST = "xtest"
    PYAUTOGUI = "pyautogui"


@dataclass(frozen=True, kw_only=True)
class How:
    """threads: of the eyes. question_timeout_s: how long a question waits for its answer. steps_grow: nobody set a
    limit of steps, so the usual one grows with what is done. lessons: whether they are followed and kept."""

    autonomy: Autonomy = Autonomy.SENSITIVE
    max_steps: int = USUAL_STEPS
    steps_grow: bool = False
    lessons: bool = False
    budget_s: float = 600.0
    runs_folder: Path | None = None
    stop_key: str = "ctrl+alt+escape"
    question_timeout_s: float = 300.0
    threads: int = 2
    input_backend: InputBackend = InputBackend.XTEST


def read_how(
    settings: "Settings",
    *,
    autonomy: str | None = None,
    max_steps: int | None = None,
    budget_s: float | None = None,
    runs_folder: Path | None = None,
    stop_key: str | None = None,
) -> How:
    """The settings, where no flag says otherwise. Raises Misuse."""
    level = autonomy if autonomy is not None else settings.autonomy
    if level not in set(Autonomy):
        raise Misuse(f"--autonomy takes {', '.join(Autonomy)}; not “{level}”.")
    chord = stop_key if stop_key is not None else settings.stop_key
    if len(read_keys(chord) or ()) != 1:
        raise Misuse(f"--stop-key takes a chord such as ctrl+alt+escape; not “{chord}”.")
    folder = runs_folder if runs_folder is not None else settings.runs_folder
    return How(
        autonomy=Autonomy(level),
        max_steps=max_steps or settings.max_steps or USUAL_STEPS,
        steps_grow=max_steps is None and settings.max_steps is None,
        lessons=settings.lessons,
        budget_s=budget_s if budget_s is not None else settings.budget_s,
        runs_folder=folder.expanduser().absolute() if folder is not None else None,
        stop_key=chord,
        question_timeout_s=settings.question_timeout_s,
        threads=settings.threads,
        input_backend=InputBackend(settings.input_backend),
    )


def read_where(
    *,
    display: str | None,
    virtual: str | None,
    browser: bool,
    url: str | None,
    profile: str | None,
    cdp: str | None,
    tab: str | None,
    pixels_only: bool,
    usual: str = "auto",
) -> Where:
    """Checks the flags against each other. usual: the setting `where`, which holds without a flag. Raises Misuse."""
    own_browser = browser or (url is not None and not cdp) or profile is not None
    chosen = [
        name for name, given in (("--display", display), ("--virtual", virtual), ("--browser", own_browser)) if given
    ]
    if len(chosen) > 1:
        raise Misuse(f"{' and '.join(chosen)} cannot stand together; choose one.")
    if own_browser and cdp:
        raise Misuse(
            "--browser, --url and --profile start a browser of our own; --cdp joins one that runs. Choose one."
        )
    if tab is not None and not cdp:
        raise Misuse("--tab chooses among the tabs of --cdp; give both.")
    attached = Attached(address=_loopback(cdp), tab=tab) if cdp else None
    if own_browser:
        place: Place = InBrowser(url=_address(url) if url is not None else None, profile=_profile(profile))
    elif virtual is not None:
        place = _virtual(virtual)
    elif display is not None:
        place = OnDisplay(display=display)
    elif attached is not None:
        return Where(place=attached, pixels_only=pixels_only)
    else:
        place = _usual(usual)
    return Where(place=place, pixels_only=pixels_only, structure_from=attached)


def flags_of(where: Where) -> tuple[tuple[str, str], ...]:
    """The flags that `read_where` makes this place of; for the record, and for `resume`.

    >>> flags_of(Where(place=OnVirtual(size_wh=(1280, 800), scale=1.5), pixels_only=True))
    (('virtual', '1280x800@1.5'), ('pixels_only', 'yes'))
    """
    match where.place:
        case OnDisplay(display=display):
            flags = [("display", display or os.environ.get("DISPLAY", ""))]
        case OnVirtual(size_wh=(width, height), scale=scale):
            flags = [("virtual", f"{width}x{height}" + (f"@{scale:g}" if scale != 1 else ""))]
        case InBrowser(url=url, profile=profile):
            flags = [("browser", "yes"), ("url", url or ""), ("profile", profile or "")]
        case Attached(address=address, tab=tab):
            flags = [("cdp", address), ("tab", tab or "")]
        case _:
            assert_never(where.place)
    if where.structure_from is not None:
        flags += [("cdp", where.structure_from.address), ("tab", where.structure_from.tab or "")]
    if where.pixels_only:
        flags.append(("pixels_only", "yes"))
    return tuple((name, text) for name, text in flags if text)


def where_of_flags(flags: tuple[tuple[str, str], ...]) -> Where:
    """The other way round. Raises Misuse.

    >>> where_of_flags((("virtual", "800x600"), ("pixels_only", "yes"))).place
    OnVirtual(size_wh=(800, 600), scale=1.0)
    """
    known = dict(flags)
    return read_where(
        display=known.get("display"),
        virtual=known.get("virtual"),
        browser="browser" in known,
        url=known.get("url"),
        profile=known.get("profile"),
        cdp=known.get("cdp"),
        tab=known.get("tab"),
        pixels_only="pixels_only" in known,
    )


def _usual(setting: str) -> Place:
    match setting:
        case "virtual":
            return OnVirtual(size_wh=USUAL_SIZE)
        case "browser":
            return InBrowser()
        case _:
            return OnDisplay()


def _virtual(text: str) -> OnVirtual:
    """
    >>> _virtual("1280x800@1.5")
    OnVirtual(size_wh=(1280, 800), scale=1.5)
    """
    match = _SIZE.fullmatch(text.strip())
    if match is None:
        raise Misuse(f"--virtual takes WIDTHxHEIGHT or WIDTHxHEIGHT@SCALE, such as 1280x800; not “{text}”.")
    width, height, scale = int(match[1]), int(match[2]), float(match[3] or 1)
    if not (320 <= width <= 8192 and 240 <= height <= 8192 and 0.5 <= scale <= 4):
        raise Misuse("--virtual takes 320x240 to 8192x8192 pixels and a scale from 0.5 to 4.")
    return OnVirtual(size_wh=(width, height), scale=scale)


def _address(url: str) -> str:
    scheme = urlsplit(url).scheme.casefold()
    if scheme not in URL_SCHEMES:
        raise Misuse(f"--url takes an address with {', '.join(URL_SCHEMES)}; not “{url[:80]}”.")
    return url


def _profile(name: str | None) -> str | None:
    if name is not None and not re.fullmatch(r"[\w][\w .-]{0,63}", name):
        raise Misuse("--profile takes a plain name of letters, digits, blanks, dots and dashes.")
    return name


def _loopback(address: str) -> str:
    parts = urlsplit(address)
    host = parts.hostname or ""
    try:
        local = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = False
    if parts.scheme not in ("http", "ws") or not local or parts.port is None:
        raise Misuse(f"--cdp takes an address of this machine such as http://127.0.0.1:9222; not “{address[:80]}”.")
    return address
