"""What needs no display: models, keyring, fonts, disk, browser."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

import numpy as np

from app.clock import RunClock
from app.compose.parts import eyes, secret_store
from app.doctor.desk import make_gate
from app.doctor.finding import NotWell
from app.settings import Settings
from grounding.engine import Engine
from grounding.screen import Pixels, Structure
from grounding.text_reader.reader import TextReader
from planner.ports import Surface

WORDS = "Deskhand reads this line"
NEEDS_MB = 500
SCRIPTS = {"Latin": "de", "Cyrillic": "ru", "Greek": "el", "Chinese": "zh", "Japanese": "ja", "Arabic": "ar"}


def models() -> str:
    """Every model loads, its hash is right, and a drawn line is read."""
    engine = Engine()
    entries = engine.entries()
    for entry in entries:
        engine.check(entry)
        engine.model(entry.name)
    read = " ".join(line.text for line in TextReader(engine=engine).read(_drawn(WORDS)))
    if WORDS.casefold() not in read.casefold():
        raise NotWell(f"the models load, but read “{read}” instead of “{WORDS}”")
    return f"{len(entries)} models load, their hashes are right, a drawn line is read"


def keyring_there() -> str:
    """A value is kept, read back and removed."""
    from app.storage.secrets import KeyringVault, VaultClosed

    vault, name, value = KeyringVault(), "deskhand-doctor", os.urandom(8).hex()
    instead = "secrets can come from variables DESKHAND_SECRET_<NAME>"
    try:
        vault.keep(name, value)
        held = vault.get(name)
        vault.remove(name)
    except VaultClosed:
        return f"there is no keyring here (a desktop session has one, as from gnome-keyring); {instead}"
    if held != value:
        raise NotWell(f"the keyring does not give back what it was given; {instead}")
    return "the keyring keeps a value and gives it back"


def language_model(settings: Settings, clock: RunClock) -> str:
    """Whether the one that the settings name can be asked, and where it is. Asks it nothing."""
    from app.compose.thinking import Thinking, mind_of

    mind = mind_of(settings)
    if mind is None:
        return "none is set, and none is needed (a setting model_api chooses one)"
    found = Thinking.begin(mind, "", secret_store(), clock, within_s=settings.model_seconds).check()
    where = "on this machine" if mind.endpoint.is_here else "on another machine"
    return f"{found}, {where}"


def fonts() -> str:
    """For which scripts there is a font."""
    program = shutil.which("fc-list")
    if program is None:
        raise NotWell("fontconfig is not there, so no text can be drawn well", mend="sudo apt install fontconfig")
    there: list[str] = []
    missing: list[str] = []
    for script, language in SCRIPTS.items():
        said = subprocess.run([program, f":lang={language}", "family"], capture_output=True, timeout=10, check=False)
        (there if said.stdout.strip() else missing).append(script)
    if "Latin" in missing:
        raise NotWell("there is no font for Latin letters", mend="sudo apt install fonts-dejavu-core")
    note = f"; none for {', '.join(missing)} (sudo apt install fonts-noto-core fonts-noto-cjk)" if missing else ""
    return f"fonts for {', '.join(there)}{note}"


def disk(runs_folder: Path) -> str:
    """The folder of the runs takes a file, and has room."""
    try:
        runs_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=runs_folder, prefix=".doctor-") as file:
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise NotWell(
            f"{runs_folder} cannot be written ({error.strerror})",
            mend="make it writable, or name another with --run-dir or the setting runs_folder",
        ) from error
    free_mb = shutil.disk_usage(runs_folder).free // (1024 * 1024)
    if free_mb < NEEDS_MB:
        raise NotWell(f"only {free_mb} MB are free for runs in {runs_folder}", mend="make room, or name another folder")
    return f"runs are kept in {runs_folder}, {free_mb // 1024} GB free"


def browser(clock: RunClock, watch: Callable[[Surface | None], None]) -> str:
    """Opens a page and reads it twice: what the page says of itself, and what is seen."""
    from app.surfaces.browser.finding import find_browser
    from app.surfaces.browser.surface import BrowserSurface
    from app.surfaces.virtual_display.guard import Guard

    program = find_browser(os.environ)
    page = f"<!doctype html><title>Doctor</title><h1 style='font:32px sans-serif'>{WORDS}</h1>"
    with ExitStack() as stack:
        downloads = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="deskhand-doctor-")))
        guard = Guard()
        stack.callback(guard.close)
        surface = BrowserSurface.launch(
            redeemer=make_gate(clock),
            clock=clock,
            secrets=str,
            structure_offered=True,
            url=f"data:text/html;charset=utf-8,{quote(page)}",
            profile=None,
            headless=True,
            download_folder=downloads,
            environment=os.environ,
            on_child=guard.watch,
        )
        stack.callback(surface.close)
        watch(surface)
        stack.callback(watch, None)
        look = surface.look()
        structure = look.structure
        told = [element.text for element in structure.elements] if isinstance(structure, Structure) else []
        seen = [element.text for element in eyes().read(look, look.screenshot.box)]
    if not any(WORDS in text for text in told):
        raise NotWell(f"{program} opens a page, but its structure does not come")
    if not any(WORDS.casefold() in text.casefold() for text in seen):
        raise NotWell(f"{program} opens a page, but its picture cannot be read")
    return f"{program} opens a page; its structure and its picture say the same"


def _drawn(words: str) -> Pixels:
    """Black on white, in the font that Pillow carries with it."""
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("RGB", (420, 80), "white")
    ImageDraw.Draw(picture).text((20, 24), words, fill="black", font=ImageFont.load_default(size=24))
    return np.asarray(picture, dtype=np.uint8)
