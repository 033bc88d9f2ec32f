"""Typed values to JSON and back, driven by their own type hints: no field is named twice.

A dataclass becomes an object whose `type` is the class name; a closed union is told apart by it. Only free text passes
through `redact`: tags, numbers, times and choices of an enum cannot hold what a person or a screen said.
"""

import dataclasses
import math
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import Enum
from functools import lru_cache
from types import NoneType, UnionType
from typing import NewType, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

from planner.actions import Secret

Json: TypeAlias = bool | int | float | str | list["Json"] | dict[str, "Json"] | None
Redact = Callable[[str], str]
Decoded = TypeVar("Decoded")

_SECRET_OPENS, _SECRET_CLOSES = "{{secret:", "}}"


class Undecodable(Exception):
    """A document that does not fit its type: which part, and how."""


def secret_mark(name: str) -> str:
    """How a secret stands in a record, wherever its value would.

    >>> secret_mark("mail")
    '{{secret:mail}}'
    """
    return f"{_SECRET_OPENS}{name}{_SECRET_CLOSES}"


def unredacted(text: str) -> str:
    return text


def encode(value: object, redact: Redact = unredacted) -> Json:
    """The JSON of a value. Numbers that JSON lacks (NaN, infinities) become null; lone surrogates become U+FFFD."""
    match value:
        case Enum():
            return encode(value.value)
        case None | bool() | int():
            return value
        case float():
            return value if math.isfinite(value) else None
        case str():
            return _clean(redact(value))
        case datetime():
            return value.isoformat()
        case Secret():
            return {"type": "Secret", "text": secret_mark(value.name)}
        case tuple() | list():
            return [encode(item, redact) for item in value]
        case frozenset():
            return sorted((encode(item, redact) for item in value), key=str)
        case Mapping():
            return {_clean(redact(str(key))): encode(item, redact) for key, item in value.items()}
        case _ if dataclasses.is_dataclass(value):
            document: dict[str, Json] = {"type": type(value).__name__}
            for field in dataclasses.fields(value):
                document[field.name] = encode(getattr(value, field.name), redact)
            return document
    raise TypeError(f"{type(value).__name__} is not a value that is recorded")


def decode(kind: type[Decoded], document: Json) -> Decoded:
    """The value of a document, or `Undecodable`. Fields that the document lacks take their defaults."""
    value = _decoded(kind, document)
    if not isinstance(value, kind):
        raise Undecodable(f"a {kind.__name__} was expected")
    return value


def decode_union(union: object, document: Json) -> object:
    """As `decode`, for a closed union of dataclasses; the caller narrows with `match`."""
    return _decoded(union, document)


def _clean(text: str) -> str:
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


@lru_cache(maxsize=256)
def _fields(kind: type) -> dict[str, object]:
    return get_type_hints(kind)


def _decoded(hint: object, document: Json) -> object:
    if isinstance(hint, NewType):
        return _decoded(hint.__supertype__, document)
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return _one_of(get_args(hint), document)
    if origin in (tuple, frozenset, list):
        return _several(origin, get_args(hint), document)
    if origin is dict:
        if not isinstance(document, dict):
            raise Undecodable("an object was expected")
        return {key: _decoded(get_args(hint)[1], item) for key, item in document.items()}
    if isinstance(hint, type):
        return _plain(hint, document)
    raise Undecodable(f"{hint} is not a type that is recorded")


def _plain(kind: type, document: Json) -> object:
    if dataclasses.is_dataclass(kind):
        return _dataclass(kind, document)
    if issubclass(kind, Enum):
        try:
            return kind(document)
        except ValueError:
            raise Undecodable(f"{document!r} is no {kind.__name__}") from None
    if issubclass(kind, tuple):
        hints = _fields(kind)
        if not isinstance(document, list) or len(document) != len(hints):
            raise Undecodable(f"a {kind.__name__} was expected")
        build: Callable[..., object] = kind
        return build(*(_decoded(hint, item) for hint, item in zip(hints.values(), document, strict=True)))
    if kind is float:
        return _number(document)
    if kind is datetime:
        return _time(document)
    if kind is NoneType and document is None:
        return None
    if kind in (str, int, bool) and type(document) is kind:
        return document
    raise Undecodable(f"{document!r} is no {kind.__name__}")


def _number(document: Json) -> float:
    if document is None:
        return math.nan
    if isinstance(document, int | float) and not isinstance(document, bool):
        return float(document)
    raise Undecodable(f"{document!r} is no number")


def _time(document: Json) -> datetime:
    try:
        return datetime.fromisoformat(str(document))
    except ValueError:
        raise Undecodable(f"{document!r} is no time") from None


def _dataclass(kind: type, document: Json) -> object:
    if not isinstance(document, dict) or document.get("type") != kind.__name__:
        raise Undecodable(f"a {kind.__name__} was expected")
    if kind is Secret:
        text = document.get("text")
        if not isinstance(text, str) or not text.startswith(_SECRET_OPENS) or not text.endswith(_SECRET_CLOSES):
            raise Undecodable("a secret's name was expected")
        return Secret(name=text[len(_SECRET_OPENS) : -len(_SECRET_CLOSES)])
    given = {name: _decoded(hint, document[name]) for name, hint in _fields(kind).items() if name in document}
    try:
        built: object = kind(**given)
    except TypeError as error:
        raise Undecodable(str(error)) from None
    return built


def _one_of(kinds: tuple[object, ...], document: Json) -> object:
    if document is None and NoneType in kinds:
        return None
    if isinstance(document, dict):
        tag = document.get("type")
        for kind in kinds:
            if isinstance(kind, type) and kind.__name__ == tag:
                return _decoded(kind, document)
        raise Undecodable(f"{tag!r} is not one of the kinds that belong here")
    # What is no object can be no dataclass: of "a thing or a side" it is the side.
    rest = [kind for kind in kinds if kind is not NoneType and not dataclasses.is_dataclass(kind)]
    if len(rest) == 1:
        return _decoded(rest[0], document)
    raise Undecodable("one of several kinds was expected")


def _several(origin: object, kinds: tuple[object, ...], document: Json) -> object:
    if not isinstance(document, list):
        raise Undecodable("a list was expected")
    if origin is frozenset:
        return frozenset(_decoded(kinds[0], item) for item in document)
    if origin is list:
        return [_decoded(kinds[0], item) for item in document]
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_decoded(kinds[0], item) for item in document)
    if len(kinds) != len(document):
        raise Undecodable(f"a list of {len(kinds)} was expected")
    return tuple(_decoded(kind, item) for kind, item in zip(kinds, document, strict=True))
