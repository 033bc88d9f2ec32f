"""Flow files on disk: read with what they call, written whole or not at all."""

import hashlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import Misuse
from planner.flow.tree import MOST_CHARACTERS, FlowBroken

if TYPE_CHECKING:
    from planner.flow.values import Flow
    from planner.language.lexicon import Lexicon


@dataclass(frozen=True, kw_only=True)
class FlowFile:
    """sha256: of its text and of that of all flows that it calls, as hex."""

    path: Path
    flow: "Flow"
    sha256: str


def load_flow(path: Path, lexicon: "Lexicon") -> FlowFile:
    """Raises Misuse, with line and column where something in the file is wrong."""
    from planner.flow.reading import read_flow

    text = flow_text(path)
    digest = hashlib.sha256(text.encode("utf-8"))

    beside = finder_beside(path)

    def find(called: str) -> str:
        other = beside(called)
        digest.update(b"\0" + called.encode("utf-8") + b"\0" + other.encode("utf-8"))
        return other

    try:
        flow = read_flow(text, lexicon, find=find)
        return FlowFile(path=path, flow=flow, sha256=digest.hexdigest())
    except FlowBroken as error:
        raise Misuse(f"{path.name}: {error}") from error


def finder_beside(path: Path) -> Callable[[str], str]:
    """The text of flows that this one calls: they lie in its folder or below."""

    def find(called: str) -> str:
        if Path(called).is_absolute() or ".." in Path(called).parts:
            raise FlowBroken(f"{called} lies outside the folder of this flow.")
        return flow_text(path.parent / called)

    return find


def check_text(path: Path, text: str, lexicon: "Lexicon") -> None:
    """Whether the file could be read with that text in it. Raises Misuse, as `load_flow` would."""
    from planner.flow.reading import read_flow

    try:
        read_flow(text, lexicon, find=finder_beside(path))
    except FlowBroken as error:
        raise Misuse(f"{path.name} would be no flow any more: {error}") from error


def flow_text(path: Path) -> str:
    """Raises Misuse."""
    try:
        if path.stat().st_size > 4 * MOST_CHARACTERS:
            raise Misuse(f"{path} is too large for a flow.")
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise Misuse(f"There is no flow {path}.") from None
    except IsADirectoryError:
        raise Misuse(f"{path} is a folder; give the file of a flow.") from None
    except UnicodeDecodeError as error:
        raise Misuse(f"{path.name} is not UTF-8 text (byte {error.start}).") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "it cannot be read"
        raise Misuse(f"The flow {path} cannot be read: {reason}.") from error


def crops_folder(path: Path) -> Path:
    """Where the pictures of a flow's steps lie.

    >>> str(crops_folder(Path("bills.flow.yaml")))
    'bills.flow.yaml.crops'
    """
    return path.with_name(f"{path.name}.crops")


def write_whole(path: Path, text: str) -> None:
    """The file holds all of the text or stays as it was. Raises Misuse."""
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise Misuse(f"{path} cannot be written: {error.strerror or 'the disk refuses it'}.") from error
