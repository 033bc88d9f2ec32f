"""An input that never presses the stop chord: only the person's hand stops a run."""

from collections.abc import Callable, Sequence

from app.surfaces.desktop.ports import Input
from app.surfaces.desktop.xtest import chord
from planner.actions import Button, Direction
from planner.errors import ActFailed


class SparingInput:
    """`ports.Input` over another; `press` raises ActFailed for the chord, also with further keys held."""

    def __init__(self, inner: Input, *, spared: Sequence[str]) -> None:
        self._inner = inner
        self._spared = frozenset(chord(spared))
        self._name = "+".join(spared)

    def press(self, keys: Sequence[str]) -> None:
        if self._spared <= frozenset(chord(keys)):
            raise ActFailed(f"{self._name} is the stop key, which Deskhand itself never presses.")
        self._inner.press(keys)

    def move(self, x: int, y: int) -> None:
        self._inner.move(x, y)

    def click(self, x: int, y: int, *, button: Button, count: int, modifiers: Sequence[str]) -> None:
        self._inner.click(x, y, button=button, count=count, modifiers=modifiers)

    def drag(self, corners: Sequence[tuple[int, int]]) -> None:
        self._inner.drag(corners)

    def scroll(self, x: int, y: int, *, direction: Direction, notches: int) -> None:
        self._inner.scroll(x, y, direction=direction, notches=notches)

    def type_text(self, text: str, *, before: Callable[[], None], chunk: int, secret: bool = False) -> None:
        self._inner.type_text(text, before=before, chunk=chunk, secret=secret)

    def release_all(self) -> None:
        self._inner.release_all()

    def interrupt(self) -> None:
        self._inner.interrupt()

    def close(self) -> None:
        self._inner.close()
