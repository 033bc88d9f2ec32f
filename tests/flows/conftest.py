"""Whole runs on the real thing: a home of their own, a place for their files, nothing left behind."""

from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.calling import Running
from tests.pages import FORM, KEYS, Pages


@pytest.fixture(autouse=True)
def _own_home(private_home: Path) -> None:
    """No run of these tests touches the person's history."""


@pytest.fixture
def start() -> Iterator[Callable[..., Running]]:
    """Starts `deskhand ... --json`; whatever still runs at the end of the test is ended."""
    started: list[Running] = []

    def begin(*arguments: str) -> Running:
        started.append(Running.start(*arguments, "--json"))
        return started[-1]

    yield begin
    for running in started:
        running.close()


@pytest.fixture
def pages() -> Iterator[Pages]:
    with Pages(html={"/": FORM, "/keys": KEYS}) as served:
        yield served


@pytest.fixture
def family() -> Callable[[Running], list[psutil.Process]]:
    """Everything that a call has started, also what has left its process group."""
    return lambda running: psutil.Process(running.process.pid).children(recursive=True)
