"""The library of flows: those in the folder of the person's own, and others that were added from elsewhere."""

import json
from pathlib import Path

from app.errors import Misuse
from app.storage.flows import write_whole
from app.storage.places import data_folder

ENDINGS = (".flow.yaml", ".flow.yml")
MOST = 2_000


def flows_folder() -> Path:
    return data_folder() / "flows"


def added_file() -> Path:
    """The paths of flows that lie elsewhere."""
    return data_folder() / "flows.json"


def own_flows() -> tuple[Path, ...]:
    folder = flows_folder()
    found = (path for path in folder.glob("*") if path.name.endswith(ENDINGS)) if folder.is_dir() else ()
    return tuple(sorted(found))[:MOST]


def added_flows() -> tuple[Path, ...]:
    """Also those that are not there any more: whoever added them is told so."""
    try:
        paths = json.loads(added_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()
    own = flows_folder()
    texts = [text for text in paths if isinstance(text, str)] if isinstance(paths, list) else []
    return tuple(path for path in map(Path, texts) if path.parent != own)


def add_flow(path: Path) -> None:
    """Raises Misuse."""
    there = added_flows()
    if path.absolute() not in there and path.absolute() not in own_flows():
        _keep((*there, path.absolute()))


def leave_out_flow(path: Path) -> None:
    """The file stays. Raises Misuse."""
    _keep(tuple(one for one in added_flows() if one != path))


def place_for(name: str) -> Path:
    """Where a new flow of that name is written. Raises Misuse.

    >>> place_for("Monthly bills").name
    'monthly_bills.flow.yaml'
    """
    kept = "".join(sign if sign.isalnum() or sign in "-." else "_" for sign in name.strip().lower()).strip("._")
    if not kept:
        raise Misuse("Give the flow a name of letters or digits.")
    path = flows_folder() / f"{kept[:80]}{ENDINGS[0]}"
    if path.exists():
        raise Misuse(f"There is a flow of that name already ({path.name}); choose another.")
    return path


def _keep(paths: tuple[Path, ...]) -> None:
    file = added_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise Misuse(f"{file.parent} cannot be made: {error.strerror or 'the disk refuses it'}.") from error
    write_whole(file, json.dumps([str(path) for path in paths], ensure_ascii=False, indent=2) + "\n")
