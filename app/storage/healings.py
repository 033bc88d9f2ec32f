"""Proposals for a flow: places that runs found under another name, until the person accepts or refuses them."""

import hashlib
import json
from pathlib import Path

from app.errors import Misuse
from app.storage.codec import Undecodable, decode, encode
from app.storage.flows import crops_folder, write_whole
from app.storage.records import PlaceHealed

SCHEMA = 1
MOST = 500


def healings_file(flow: Path) -> Path:
    """
    >>> str(healings_file(Path("bills.flow.yaml")))
    'bills.flow.yaml.healing.json'
    """
    return flow.with_name(f"{flow.name}.healing.json")


def present_file(flow: Path, one: PlaceHealed) -> Path:
    """The picture of what was found, among those of the flow's steps; there is not always one."""
    name = hashlib.sha256(f"{one.healing.was.text}\0{one.healing.now.text}".encode()).hexdigest()[:12]
    return crops_folder(flow) / f"found-{one.number}-{name}.png"


def read_healings(flow: Path) -> tuple[PlaceHealed, ...]:
    """The oldest first. Raises Misuse."""
    path = healings_file(flow)
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        if document["schema"] > SCHEMA:
            raise Misuse(f"{path.name} was written by a newer Deskhand.")
        return tuple(decode(PlaceHealed, one) for one in document["healings"])
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError, Undecodable) as error:
        raise Misuse(f"{path.name} is no list of healings that can be read; move it away.") from error


def add_healings(flow: Path, found: tuple[PlaceHealed, ...]) -> None:
    """Those that are not proposed yet. Raises Misuse."""
    known = read_healings(flow)
    seen = {(one.number, one.healing.was, one.healing.now) for one in known}
    fresh = tuple(one for one in found if (one.number, one.healing.was, one.healing.now) not in seen)
    if fresh:
        keep_healings(flow, (*known, *fresh)[-MOST:])


def keep_healings(flow: Path, healings: tuple[PlaceHealed, ...]) -> None:
    """No file stays where nothing is proposed. Raises Misuse."""
    if not healings:
        healings_file(flow).unlink(missing_ok=True)
        return
    document = {"schema": SCHEMA, "healings": [encode(one) for one in healings]}
    write_whole(healings_file(flow), json.dumps(document, ensure_ascii=False, indent=2) + "\n")
