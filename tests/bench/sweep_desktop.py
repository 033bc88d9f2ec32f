"""The sweep on desktops: shown on a display that is listened to, replayed on one that is changed in one way."""

import shutil
import signal
import subprocess
import time
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from tests.bench.chores import judge
from tests.bench.chores_homes import make_home, what_is_in
from tests.bench.sweep_desk_demos import DeskAct, DeskDemo
from tests.bench.sweep_desks import MOMENT_S, Desk, DeskChange, changed_desk
from tests.bench.sweep_trial import COMMAND, ROOT, Judged, Shown, crop, replayed, settings, where_it_is

SHOWN_WITHIN_S = 180.0
UNSEEN_S = 0.5
"""A pause where nobody records."""
CHANGES: dict[str, DeskChange] = {
    "same": DeskChange(),
    "theme": DeskChange(theme="Arc", style="Windows"),
    "contrast": DeskChange(theme="HighContrast", style="breeze"),
    "dark": DeskChange(theme="Adwaita:dark", gtk2_theme="Adwaita-dark"),
    **{f"font {name}": DeskChange(font=name) for name in ("DejaVu Serif", "Liberation Mono", "DejaVu Sans Condensed")},
    "text 1.25": DeskChange(text=1.25),
    "screen 1.5": DeskChange(scale=1.5, size_wh=(1920, 1200)),
    "screen 2": DeskChange(scale=2.0, size_wh=(2560, 1600)),
    "window": DeskChange(window=(40, 60, 900, 640)),
    "display": DeskChange(size_wh=(1600, 1000)),
    "notice": DeskChange(notice=True),
}


class DeskTrial:
    """A demonstration in a desktop application, judged by the files in a home."""

    def __init__(self, name: str, demo: DeskDemo) -> None:
        self.name = name
        self._demo = demo
        self._shown: Shown | None = None

    @property
    def points(self) -> Collection[str]:
        return CHANGES

    def show(self, folder: Path) -> int:
        flow = folder / f"{self.name}.flow.yaml"
        with changed_desk(DeskChange(), self._home(folder)) as desk:
            desk.open(self._demo.program, title=self._demo.title)
            listening = subprocess.Popen(
                [*COMMAND, "record", str(flow), "--display", desk.name, "--json"],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                text=True,
                env=desk.environment,
            )
            assert listening.stdout is not None
            line = listening.stdout.readline()
            if '"recording"' not in line:
                raise SystemExit(f"The recorder did not listen: {line}")
            desk.rest()
            points, crops = [], []
            for act in self._demo.acts:
                picture = desk.picture()
                point = desk.spot(act.role, act.name) if act.role is not None else None
                point = desk.cell(act.cell) if act.cell else point
                points.append(point)
                crops.append(crop(picture, point) if point is not None else None)
                _act(desk, act, point, self._demo.shown)
            desk.rest()
            listening.send_signal(signal.SIGTERM)
            told, _ = listening.communicate(timeout=SHOWN_WITHIN_S)
            if listening.returncode != 0:
                raise SystemExit(f"The recorder ended with {listening.returncode}: {told}")
        self._shown = Shown(flow=flow, points=tuple(points), crops=tuple(crops))
        return flow.read_text(encoding="utf-8").count("\n  - ")

    def judge(self, point: str, way: str, folder: Path, *, more: Sequence[str]) -> Judged:
        assert self._shown is not None
        change, home = CHANGES[point], self._home(folder)
        with changed_desk(change, home) as desk:
            if change.notice:
                desk.open("zenity", "--info", "--title=Notice", "--text=The printer has no paper.", title="Notice")
            if change.window is not None or way != "deskhand":  # a flow opens it by itself
                desk.open(self._demo.program, title=self._demo.title)
            if change.window is not None:
                desk.put_window(change.window)
            before = what_is_in(home)
            if way == "deskhand":
                order = [str(self._shown.flow), "--display", desk.name, "--run-dir", str(folder / "runs")]
                given = settings(self._shown.flow, self._demo.shown, self._demo.other)
                said = replayed([*order, *given, *more], desk.environment)
            else:
                said = self._by_others(desk, way, self._shown)
            desk.rest()
            missing, wrong = judge(before, what_is_in(home), self._demo.comes)
        return Judged(right=not missing and not wrong, wrong=bool(wrong), said=f"{said} {wrong or ''}".strip())

    def _home(self, folder: Path) -> Path:
        """The same path each time, as a person's own."""
        home = folder / "home"
        shutil.rmtree(home, ignore_errors=True)
        make_home(home, self._demo.files)
        return home

    def _by_others(self, desk: Desk, way: str, given: Shown) -> str:
        for act, point, picture in zip(self._demo.acts, given.points, given.crops, strict=True):
            at = point
            if picture is not None and way == "pictures":
                at = where_it_is(desk.picture(), picture)
                if at is None:
                    return f"the picture of {act.name} is not there"
            _act(desk, act, at, self._demo.other, pause_s=UNSEEN_S)
        return "went through"


def _act(
    desk: Desk, act: DeskAct, point: tuple[float, float] | None, values: Mapping[str, str], *, pause_s: float = MOMENT_S
) -> None:
    if point is not None:
        desk.hand("mousemove", str(round(point[0])), str(round(point[1])))
        time.sleep(pause_s)
        desk.hand("click", "1")
        time.sleep(pause_s)
    if act.value:
        desk.hand("type", "--delay", "40", values[act.value])
        time.sleep(pause_s)
    if act.keys:
        desk.hand("key", "--", act.keys)
        time.sleep(pause_s)
