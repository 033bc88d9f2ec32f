"""A recorded flow on disk: its file and the pictures of its steps, there as a whole or not at all."""

import io
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from PIL import Image

from app.errors import Misuse
from app.storage.flows import crops_folder, write_whole
from grounding.screen import Pixels


def check_free(path: Path) -> None:
    """Before anything is recorded. Raises Misuse when the flow is there already, or cannot be written there."""
    if path.is_dir():
        raise Misuse(f"{path} is a folder; give the file that the flow is to be written to.")
    if path.exists():
        raise Misuse(f"There is a flow {path} already; name another, or add --again to show it a second time.")
    check_writable(path)


def check_writable(path: Path) -> None:
    """Raises Misuse."""
    if not path.parent.is_dir():
        raise Misuse(f"There is no folder {path.parent}; make it, or name another file.")
    if not os.access(path.parent, os.W_OK):
        raise Misuse(f"Nothing can be written in {path.parent}; name another file.")


def save_recording(path: Path, text: str, pictures: Mapping[str, Pixels]) -> None:
    """The pictures first, so that the flow never names one that is not there. Raises Misuse."""
    folder = crops_folder(path)
    try:
        _replace_folder(folder, pictures)
    except OSError as error:
        raise Misuse(f"{folder} cannot be written: {error.strerror or 'the disk refuses it'}.") from error
    write_whole(path, text)


def _replace_folder(folder: Path, pictures: Mapping[str, Pixels]) -> None:
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        for name, pixels in pictures.items():
            packed = io.BytesIO()
            Image.fromarray(pixels).save(packed, format="PNG", optimize=True)
            (made / name).write_bytes(packed.getvalue())
        made.chmod(0o755)
        if folder.exists():
            shutil.rmtree(folder)
        if pictures:
            os.replace(made, folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)
