"""Healings around a run: heard of and kept as proposals with a picture each, and answered by the person."""

import io
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from PIL import Image

from app.compose.parts import load_words
from app.errors import Misuse
from app.storage.flows import crops_folder, flow_text, load_flow, write_whole
from app.storage.healings import add_healings, keep_healings, present_file, read_healings
from app.storage.lessons import forget_name
from app.storage.records import PlaceHealed
from grounding.geometry import Box
from grounding.screen import Pixels
from planner.flow.patching import renamed
from planner.flow.tree import FlowBroken
from planner.plan import Step
from planner.records import Event, Healed, RunEnded, StepDone, StepRecord

MARGIN_XY: Final = (48, 16)
LARGEST_WH: Final = (480, 240)


class Healings:
    """Hears of places that were found under another name, and keeps them as proposals when the run ends."""

    def __init__(self, flow: Path) -> None:
        self._flow = flow
        self._found: list[PlaceHealed] = []
        self._pictures: dict[int, Pixels] = {}

    def __call__(self, event: Event) -> None:
        match event:
            case Healed(step=step, healing=healing) if step.number:
                self._found.append(PlaceHealed(number=step.number, healing=healing))
            case StepDone(record=record):
                self._picture(record)
            case RunEnded():
                add_healings(self._flow, tuple(self._found))
                for one in self._found:
                    if one.number in self._pictures:
                        _save(present_file(self._flow, one), self._pictures[one.number])
            case _:
                pass

    def _picture(self, record: StepRecord) -> None:
        """What was found, as it looked before the act; never with a field that holds a secret."""
        number, before, target = record.step.number, record.before, record.target
        wanted = any(one.number == number for one in self._found) and number not in self._pictures
        if not wanted or before is None or target is None:
            return
        across, down = MARGIN_XY
        left, top, right, bottom = target.element.box
        around = Box(left - across, top - down, right + across, bottom + down).clipped(before.box)
        if around.width > LARGEST_WH[0] or around.height > LARGEST_WH[1]:
            return
        if around.area and not any(around.clipped(box).area for box in record.secret_boxes):
            self._pictures[number] = before.crop(around).copy()


def answer(flow: Path, number: int, *, accept: bool) -> None:
    """Takes the proposal of that number (1 is the first) over into the file, or drops it. Raises Misuse."""
    proposed = read_healings(flow)
    if not 1 <= number <= len(proposed):
        raise Misuse(f"There is no proposal {number}; there are {len(proposed)}.")
    chosen = proposed[number - 1]
    present = present_file(flow, chosen)
    if accept:
        try:
            write_whole(flow, renamed(flow_text(flow), chosen.number, chosen.healing, load_words()))
        except FlowBroken as error:
            raise Misuse(f"{flow.name}: {error}") from error
        _keep_as_crop(flow, chosen.number, present)
    else:
        forget_name(chosen.healing.was, chosen.healing.now.text)
    keep_healings(flow, tuple(one for one in proposed if one is not chosen))
    with suppress(OSError):
        present.unlink(missing_ok=True)


def follow(flow: Path, before: Sequence[Step], after: Sequence[Step]) -> None:
    """The file was changed: proposals go with their steps, and with those that are gone. Raises Misuse."""
    proposed = read_healings(flow)
    if not proposed:
        return
    kept = []
    for one in proposed:
        step = next((step for step in before if step.number == one.number), None)
        alike = [other for other in after if other == step]
        if not alike:
            continue
        number = min(alike, key=lambda other: abs(other.number - one.number)).number
        moved = replace(one, number=number)
        kept.append(moved)
        if number != one.number:
            with suppress(OSError):
                os.replace(present_file(flow, one), present_file(flow, moved))
    keep_healings(flow, tuple(kept))


def _keep_as_crop(flow: Path, number: int, present: Path) -> None:
    """The step's picture shows from now on what the person has agreed to."""
    picture = (load_flow(flow, load_words()).flow.pictures or {}).get(number)
    if picture is not None and present.is_file():
        with suppress(OSError):
            os.replace(present, crops_folder(flow) / picture)


def _save(path: Path, pixels: Pixels) -> None:
    """A proposal holds without its picture, so a disk that refuses one is no error."""
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        packed = io.BytesIO()
        Image.fromarray(pixels).save(packed, format="PNG", optimize=True)
        path.write_bytes(packed.getvalue())
