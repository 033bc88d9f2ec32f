"""Without a model in the settings nothing of it is loaded; with one, only when it is asked."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = """
import sys
from app.cli.run import _understood
from app.cli import window
import app.compose.run, app.ui.wishes, planner.loop
from app.settings import load_settings
from app.where import InBrowser
settings = load_settings()
read = _understood({words!r}, InBrowser(), settings)
print(sorted(name for name in sys.modules if name.split(".")[0] in ("httpx", "httpcore") or
    name.startswith(("app.thinking", "planner.model_planner"))))
"""


def loaded(words: str, environment: dict[str, str], home: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", CODE.format(words=words)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "HOME": str(home), **environment},
        check=True,
    )
    return done.stdout.strip()


def test_nothing_is_loaded_when_no_model_is_set(tmp_path: Path) -> None:
    assert loaded("click Save", {}, tmp_path) == "[]"


@pytest.mark.parametrize("words", ["click Save", "make it all nice"])
def test_no_client_is_loaded_before_a_run_with_a_model_begins(tmp_path: Path, words: str) -> None:
    settings = {"DESKHAND_MODEL_API": "openai", "DESKHAND_MODEL_NAME": "small"}
    assert "httpx" not in loaded(words, settings, tmp_path)
