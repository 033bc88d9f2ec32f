"""Server-sent events, as the HTML standard defines them, read from text that has arrived."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from planner.errors import ModelBusy

END = "[DONE]"


@dataclass(frozen=True, kw_only=True)
class Event:
    kind: str
    data: str


def events(text: str) -> Iterator[Event]:
    """Each event that is whole; one that breaks off in the middle is none.

    >>> [event.data for event in events(": note\\r\\ndata: a\\r\\ndata: b\\r\\n\\r\\nevent: x\\ndata:c\\n\\ndata: d")]
    ['a\\nb', 'c']
    """
    kind, data = "message", list[str]()
    for line in text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if not line:
            if data:
                yield Event(kind=kind, data="\n".join(data))
            kind, data = "message", []
            continue
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            data.append(value)
        elif name == "event":
            kind = value


def object_in(data: str, called: str) -> dict[str, object]:
    """Raises ModelBusy for what is no JSON object: it may be whole the next time."""
    try:
        value = json.loads(data)
    except ValueError as error:
        raise ModelBusy(f"{called} sent an answer that breaks off or is garbled.") from error
    if not isinstance(value, dict):
        raise ModelBusy(f"{called} sent an answer of another form than its API has.")
    return value


def part(value: object, *keys: str | int) -> object:
    """What lies under the keys; None where the way there ends.

    >>> part({"a": [{"b": 1}]}, "a", 0, "b"), part({"a": []}, "a", 0, "b")
    (1, None)
    """
    for key in keys:
        if isinstance(value, dict) and isinstance(key, str):
            value = value.get(key)
        elif isinstance(value, list) and isinstance(key, int) and key < len(value):
            value = value[key]
        else:
            return None
    return value


def text_part(value: object, *keys: str | int) -> str:
    found = part(value, *keys)
    return found if isinstance(found, str) else ""


def count_part(value: object, *keys: str | int) -> int:
    found = part(value, *keys)
    return found if isinstance(found, int) and found >= 0 else 0
