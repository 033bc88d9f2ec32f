"""What all tests share: a private home for data, and waiting without sleeping."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("noisy machine", deadline=None)  # no test is timed
settings.load_profile("noisy machine")

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def private_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """HOME and the XDG folders in a folder of the test's own."""
    for name, folder in (
        ("HOME", tmp_path),
        ("XDG_DATA_HOME", tmp_path / "data"),
        ("XDG_CONFIG_HOME", tmp_path / "config"),
        ("XDG_CACHE_HOME", tmp_path / "cache"),
        ("XDG_STATE_HOME", tmp_path / "state"),
    ):
        folder.mkdir(exist_ok=True)
        monkeypatch.setenv(name, str(folder))
    return tmp_path


@pytest.fixture
def eventually() -> Callable[..., None]:
    """Waits until a condition holds, or fails: `eventually(lambda: thing.ready, within_s=5)`."""

    def wait(condition: Callable[[], object], within_s: float = 10.0) -> None:
        deadline_s = time.monotonic() + within_s
        while not condition():
            assert time.monotonic() < deadline_s, "it did not come true in time"
            time.sleep(0.02)

    return wait
