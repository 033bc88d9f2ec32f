"""The pictures of a report: each is in the file once, as a data address, and drawn wherever it is shown."""

import base64
import re
from pathlib import Path

from app.storage.records import Picture
from app.storage.report.markup import escaped
from grounding.geometry import Box, Point
from grounding.screen import Candidate, Target

_FILE = re.compile(r"screens/[0-9]{1,9}\.png")
_PNG = b"\x89PNG\r\n\x1a\n"
_CLOSE_UP_MARGIN = 70  # pixels around the target in its close-up
_CLOSE_UP_ROUND = (360, 150)  # smallest close-up, so that one sees where it is


class Gallery:
    """Collects the pictures that a report shows."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._shown: dict[str, str] = {}

    def drawn(self, picture: Picture, label: str, overlay: str = "", view: Box | None = None) -> str:
        """The picture, or the part of it in `view`, with an overlay in its own pixels; a plain note when it is gone."""
        anchor = self._anchor(picture)
        if anchor is None:
            return '<p class="gone">This picture is not in the run’s folder.</p>'
        width, height = picture.size_wh
        seen = view or Box(0, 0, width, height)
        return (
            f'<svg class="shot" viewBox="{seen.left} {seen.top} {seen.width} {seen.height}" role="img"'
            f' aria-label="{escaped(label)}"><use href="#{anchor}"/>{overlay}</svg>'
        )

    def definitions(self) -> str:
        """All pictures that were asked for, for the top of the file."""
        return f'<svg class="gallery" aria-hidden="true"><defs>{"".join(self._shown.values())}</defs></svg>'

    def _anchor(self, picture: Picture) -> str | None:
        if not _FILE.fullmatch(picture.file):
            return None
        anchor = f"picture-{picture.file[8:-4]}"
        if anchor not in self._shown:
            try:
                content = (self._folder / picture.file).read_bytes()
            except OSError:
                return None
            if not content.startswith(_PNG):
                return None
            data = base64.b64encode(content).decode("ascii")
            width, height = picture.size_wh
            self._shown[anchor] = (
                f'<image id="{anchor}" width="{width}" height="{height}" href="data:image/png;base64,{data}"/>'
            )
        return anchor


def overlay(target: Target, end_target: Target | None) -> str:
    """The target, the point, where a drag ends, and the runners-up by their number."""
    parts = [_runner_up(number, candidate) for number, candidate in enumerate(target.runners_up, 1)]
    parts += [_box(target.element.box, "target"), _cross(target.point)]
    if end_target is not None:
        parts += [
            _box(end_target.element.box, "target"),
            _line(target.point, end_target.point),
            _cross(end_target.point),
        ]
    return "".join(parts)


def close_up(target: Target, picture: Picture) -> Box:
    """The part of the picture around the target."""
    width, height = picture.size_wh
    box = target.element.box.grown(_CLOSE_UP_MARGIN)
    grow_x = max(0, (_CLOSE_UP_ROUND[0] - box.width) // 2)
    grow_y = max(0, (_CLOSE_UP_ROUND[1] - box.height) // 2)
    wider = Box(box.left - grow_x, box.top - grow_y, box.right + grow_x, box.bottom + grow_y)
    seen = wider.clipped(Box(0, 0, width, height))
    return seen if seen.area else Box(0, 0, width, height)


def _runner_up(number: int, candidate: Candidate) -> str:
    box = candidate.element.box
    return _box(box, "runner-up") + f'<text class="mark" x="{box.right + 4}" y="{box.top + 14}">{number}</text>'


def _line(start: Point, end: Point) -> str:
    return f'<line class="drag" x1="{start.x}" y1="{start.y}" x2="{end.x}" y2="{end.y}"/>'


def _box(box: Box, css: str) -> str:
    place = f'x="{box.left}" y="{box.top}" width="{box.width}" height="{box.height}" rx="3"'
    return f'<rect class="halo" {place}/><rect class="{css}" {place}/>'


def _cross(point: Point) -> str:
    return (
        f'<circle class="point-halo" cx="{point.x}" cy="{point.y}" r="7"/>'
        f'<circle class="point" cx="{point.x}" cy="{point.y}" r="7"/>'
        f'<circle class="dot" cx="{point.x}" cy="{point.y}" r="2"/>'
    )
