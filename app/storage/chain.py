"""An append-only file of JSON lines in which each carries the hash of the one before and its own.

A line is canonical JSON (sorted keys, no spaces, UTF-8) in this envelope: `line` 0, 1, 2 ..., `previous`, `sha256`
over the canonical JSON of everything else in it, `schema`, `at` (UTC), `monotonic_s`, `body`. A line that is not byte
for byte the canonical form of itself counts as changed, so no byte can be altered unseen.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.storage.codec import Json

RECORDS = "records.jsonl"
NO_HASH = "0" * 64
_LINE_BEGINS = b'{"at":"'  # the first key in sorted order


def canonical(document: Json) -> bytes:
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


@dataclass(frozen=True, kw_only=True)
class Link:
    """A line that stands, with its own hash."""

    line: int
    sha256: str
    schema: int
    at: str
    monotonic_s: float
    body: Json


@dataclass(frozen=True, kw_only=True)
class Break:
    """The first place where the chain does not hold, in words for a person."""

    line: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a chain file holds. torn: it ends in part of a line, as a killed writer leaves it."""

    links: tuple[Link, ...]
    broken: Break | None
    torn: bool

    @property
    def head(self) -> str:
        return self.links[-1].sha256 if self.links else NO_HASH

    def head_after(self, count: int) -> str:
        """The head as it was when the chain had `count` lines."""
        return self.links[count - 1].sha256 if count else NO_HASH


def link(*, line: int, previous: str, schema: int, at: datetime, monotonic_s: float, body: Json) -> tuple[bytes, str]:
    """The bytes of a new line, its newline included, and its hash."""
    envelope: dict[str, Json] = {
        "line": line,
        "previous": previous,
        "schema": schema,
        "at": at.isoformat(),
        "monotonic_s": round(monotonic_s, 6),
        "body": body,
    }
    sha256 = hashlib.sha256(canonical(envelope)).hexdigest()
    envelope["sha256"] = sha256
    return canonical(envelope) + b"\n", sha256


def read_chain(path: Path) -> Reading:
    """Every line up to the first that does not hold. Raises OSError."""
    content = path.read_bytes()
    *whole, tail = content.split(b"\n")
    links: list[Link] = []
    for raw in whole:
        found = _checked(raw, len(links), links[-1].sha256 if links else NO_HASH)
        if isinstance(found, Break):
            return Reading(links=tuple(links), broken=found, torn=False)
        links.append(found)
    if tail and not _could_be_torn(tail):
        found = Break(line=len(links), reason=f"line {len(links) + 1} is not readable, or has lost its end")
        return Reading(links=tuple(links), broken=found, torn=False)
    return Reading(links=tuple(links), broken=None, torn=bool(tail))


def _parsed(raw: bytes) -> Json:
    try:
        document: Json = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return document


def _could_be_torn(tail: bytes) -> bool:
    """A torn line is the beginning of one; a whole object without its newline has been tampered with."""
    if not tail.startswith(_LINE_BEGINS[: len(tail)]):
        return False
    try:
        json.JSONDecoder().raw_decode(tail.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return True
    return False


def _checked(raw: bytes, line: int, previous: str) -> Link | Break:
    place = f"line {line + 1}"
    document = _parsed(raw)
    if not isinstance(document, dict):
        return Break(line=line, reason=f"{place} is not readable")
    claimed = document.pop("sha256", None)
    match document:
        case {
            "line": int(number),
            "previous": str(before),
            "schema": int(schema),
            "at": str(at),
            "monotonic_s": int() | float() as monotonic_s,
            "body": body,
        }:
            pass
        case _:
            return Break(line=line, reason=f"{place} is no line of a record")
    try:
        whole = canonical({**document, "sha256": claimed})
        sha256 = hashlib.sha256(canonical(document)).hexdigest()
    except ValueError:  # numbers and characters that canonical JSON does not hold
        return Break(line=line, reason=f"{place} was changed")
    if sha256 != claimed or whole != raw:
        return Break(line=line, reason=f"{place} was changed")
    if number != line or before != previous:
        return Break(line=line, reason=f"{place} does not follow the one before it: lines were removed, added or moved")
    return Link(line=line, sha256=str(claimed), schema=schema, at=at, monotonic_s=float(monotonic_s), body=body)
