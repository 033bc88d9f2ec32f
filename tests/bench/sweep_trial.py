"""What the sweep on pages and the sweep on desktops have in common: the ways of replaying, and how one is judged."""

import json
import subprocess
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pyscreeze
from PIL import Image

from app.words import load_lexicon
from planner.flow.reading import read_flow

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "app")
WITHIN_S = 240.0
WAYS = ("deskhand", "coordinates", "pictures")
_CROP_WH = (70, 30)
_SURE = 0.9


@dataclass(frozen=True, kw_only=True)
class Judged:
    """right: all that was to come is there and nothing else changed. wrong: something else changed."""

    right: bool
    wrong: bool
    said: str


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A demonstration as it was given: its flow, and for the other ways where it was clicked and what was there."""

    flow: Path
    points: tuple[tuple[float, float] | None, ...]
    crops: tuple[Image.Image | None, ...]


class Trial(Protocol):
    """One demonstration."""

    @property
    def name(self) -> str: ...

    @property
    def points(self) -> Collection[str]:
        """The changes that it is replayed under, by name."""
        ...

    def show(self, folder: Path) -> int:
        """Gives the demonstration, once; how many steps the flow has."""
        ...

    def judge(self, point: str, way: str, folder: Path, *, more: Sequence[str]) -> Judged:
        """Replays it with other values. more: options for `deskhand replay`."""
        ...


def settings(flow: Path, shown: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """The other values under the names that the recorder gave to what was typed; a folder and an ending that the
    application gave by itself ("/home/ana/....ods") stay."""
    read = read_flow(flow.read_text(encoding="utf-8"), load_lexicon("en"))
    given: list[str] = []
    for one in read.inputs:
        held = one.default or ""
        folder, name = held[: held.rfind("/") + 1], held[held.rfind("/") + 1 :]
        key = next((key for key, value in shown.items() if name in (value, value + Path(name).suffix)), None)
        if key is not None:
            given.append(f"--set={one.name}={folder}{other[key]}{name.removeprefix(shown[key])}")
    return given


def replayed(order: Sequence[str], environment: Mapping[str, str] | None = None) -> str:
    """Runs `deskhand replay ... --json`; how it ended, in words."""
    try:
        ran = subprocess.run(
            [*COMMAND, "replay", *order, "--json"],
            cwd=ROOT,
            input="",
            capture_output=True,
            text=True,
            timeout=WITHIN_S,
            env=environment,
        )
    except subprocess.TimeoutExpired:
        return f"cut off after {WITHIN_S:g} s"
    last = ran.stdout.strip().splitlines()[-1:] or [ran.stderr[-300:]]
    told = json.loads(last[0]) if last[0].startswith("{") else {"reason": last[0]}
    return f"{told.get('outcome', '')}: {told.get('reason', '')} ({Path(told.get('run') or '').name})"


def crop(picture: Image.Image, point: tuple[float, float]) -> Image.Image:
    """What is round a point."""
    x, y = point
    width, height = _CROP_WH
    left, top = max(0, int(x - width / 2)), max(0, int(y - height / 2))
    return picture.crop((left, top, left + width, top + height))


def where_it_is(picture: Image.Image, wanted: Image.Image) -> tuple[float, float] | None:
    """By pyautogui's finder, as `pyautogui.locateOnScreen(..., confidence=.9)` does it."""
    try:
        box = pyscreeze.locate(wanted, picture, confidence=_SURE)
    except (pyscreeze.ImageNotFoundException, ValueError):  # ValueError: the screen is smaller than the picture
        return None
    return (box.left + box.width / 2, box.top + box.height / 2) if box is not None else None
