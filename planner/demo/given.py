"""What a demonstration gave: texts, files and secrets, as the inputs of its flow."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from grounding.screen import Element, Query, Role
from planner.actions import Literal, Reference, Value
from planner.demo.naming import InputNames, secret_name
from planner.demo.values import Aim, FilledCell
from planner.flow.values import Input, InputKind
from planner.sheets import headed

SHORTEST_SHARED: Final = 3


class Given:
    """Grows with the demonstration."""

    def __init__(self) -> None:
        self._names = InputNames()
        self._inputs: list[Input] = []
        self._values: dict[str, str] = {}
        self._copied: dict[str, str] = {}
        self.outputs: list[str] = []

    @property
    def inputs(self) -> tuple[Input, ...]:
        return tuple(self._inputs)

    @property
    def values(self) -> Mapping[str, str]:
        """Names by values, of what is telling enough to be known again on the screen."""
        return self._values

    def input(self, text: str, label: str, kind: InputKind = InputKind.TEXT) -> Reference:
        name = self._names.new(label, otherwise=kind.value)
        self._inputs.append(Input(name=name, kind=kind, default=text))
        if kind is InputKind.TEXT and len(text) >= SHORTEST_SHARED and any(sign.isalpha() for sign in text):
            self._values.setdefault(text, name)
        return Reference(name=name)

    def in_cell(self, deed: FilledCell) -> Value:
        """A formula belongs to the chore; anything else is given anew, called as its column is headed."""
        if deed.text.startswith("="):
            return Literal(text=deed.text)
        head = headed(deed.cell, deed.scene.screen())
        label = deed.cell if head in self._values else head  # what was typed there just now heads nothing
        return self.pasted(deed.text) or self.input(deed.text, label)

    def secret(self, aim: Aim, label: str) -> str:
        """One secret a field of a site or application, however often it is asked for."""
        secret = secret_name(aim.scene.address or aim.scene.app, label)
        if all(one.secret != secret for one in self._inputs):
            self._inputs.append(Input(name=self._names.new(label, otherwise="password"), secret=secret))
        return secret

    def copied(self, text: str, place: Query | None) -> str:
        name = self._names.new(_nearest_words(place), otherwise="copied")
        self._copied[text.strip()] = name
        self.outputs.append(name)
        return name

    def pasted(self, text: str) -> Reference | None:
        """Where that text was taken from, when it was copied before."""
        name = self._copied.get(text.strip())
        return Reference(name=name) if name is not None else None


def kind_of(element: Element | None) -> InputKind:
    return InputKind.NUMBER if element is not None and element.role is Role.SPINNER else InputKind.TEXT


def label_of(aim: Aim, place: Query | None) -> str:
    """What a person calls the field."""
    element = aim.element
    if element is not None and (element.text or element.hint) and element.text != element.value:
        return element.text or element.hint
    return _nearest_words(place)


def _nearest_words(place: Query | None) -> str:
    if place is None:
        return ""
    columns = [one.anchor.text for one in place.relations if one.anchor.role is Role.HEADER]
    return next(iter([place.text, *columns, *(one.anchor.text for one in place.relations)]), "") or next(
        iter(columns), ""
    )


def without_user(address: str) -> str:
    """No name and no password in an address.

    >>> without_user("https://me:pw@shop.example:8443/a?b=c")
    'https://shop.example:8443/a?b=c'
    """
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or "@" not in parts.netloc:
        return address
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def origin_of(address: str) -> str:
    """
    >>> origin_of("https://shop.example/a"), origin_of("file:///tmp/a.html")
    ('https://shop.example', '')
    """
    parts = urlsplit(without_user(address))
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") and parts.netloc else ""
