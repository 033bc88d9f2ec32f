"""Where Deskhand keeps what belongs to the person: runs, the history index, the names of secrets."""

import os
from pathlib import Path

import platformdirs


def data_folder() -> Path:
    """The user's data folder for Deskhand. XDG_DATA_HOME is honoured on every system."""
    named = os.environ.get("XDG_DATA_HOME", "")
    if named and Path(named).is_absolute():
        return Path(named) / "deskhand"
    return platformdirs.user_data_path("deskhand", appauthor=False)


def default_runs_folder() -> Path:
    return data_folder() / "runs"


def index_file() -> Path:
    """Apart from the runs, so that who edits a run folder does not edit its head hash by the way."""
    return data_folder() / "history.sqlite"


def lessons_file() -> Path:
    return data_folder() / "lessons.json"


def secret_names_file() -> Path:
    return data_folder() / "secret-names.json"
