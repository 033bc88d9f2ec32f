"""Typed access to a TOML table, with an error that names the place."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import TypeVar

from planner.errors import PlannerError

Choice = TypeVar("Choice", bound=StrEnum)


class PolicyUnreadable(PlannerError):
    """A policy file that is not one; without a policy nothing is done."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"The policy file cannot be used: {problem} Correct it, or put the shipped policy.toml back.")


class Table:
    """A table whose every key must be asked for; `done` complains of the others, so that a slip of the pen shows."""

    def __init__(self, values: Mapping[str, object], name: str) -> None:
        self.name = name
        self._values = values
        self._asked: set[str] = set()

    def called(self, name: str) -> "Table":
        self.name = name
        return self

    def has(self, key: str) -> bool:
        return key in self._values

    def text(self, key: str) -> str:
        value = self._value(key)
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(key, "a text")
        return value

    def integer(self, key: str) -> int:
        value = self._value(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self._wrong(key, "a whole number")
        return value

    def number(self, key: str) -> float:
        value = self._value(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._wrong(key, "a number")
        return float(value)

    def flag(self, key: str) -> bool:
        value = self._value(key) if self.has(key) else False
        if not isinstance(value, bool):
            raise self._wrong(key, "true or false")
        return value

    def words(self, key: str) -> tuple[str, ...]:
        """A list of texts; () when it is not there."""
        value = self._value(key) if self.has(key) else []
        if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
            raise self._wrong(key, "a list of texts")
        return tuple(str(one) for one in value)

    def choice(self, key: str, among: type[Choice]) -> Choice:
        return self.chosen(self.text(key), key, among)

    def choices(self, key: str, among: type[Choice]) -> tuple[Choice, ...]:
        return tuple(self.chosen(word, key, among) for word in self.words(key))

    def chosen(self, word: str, key: str, among: type[Choice]) -> Choice:
        try:
            return among(word)
        except ValueError:
            allowed = ", ".join(among)
            raise PolicyUnreadable(f"`{key}` of {self.name} says `{word}`, not one of: {allowed}.") from None

    def table(self, key: str) -> "Table":
        value = self._value(key)
        if not isinstance(value, dict):
            raise self._wrong(key, "a table")
        return Table(value, f"[{key}]")

    def tables(self, key: str) -> tuple["Table", ...]:
        value = self._value(key)
        if not isinstance(value, list) or not value or not all(isinstance(one, dict) for one in value):
            raise self._wrong(key, "a list of tables")
        return tuple(Table(one, f"[[{key}]] number {number}") for number, one in enumerate(value, 1))

    def lists(self) -> dict[str, tuple[str, ...]]:
        return {key: self.words(key) for key in self._values}

    def numbers(self) -> dict[str, float]:
        return {key: self.number(key) for key in self._values}

    def done(self) -> None:
        unknown = sorted(set(self._values) - self._asked)
        if unknown:
            raise PolicyUnreadable(f"{self.name} has `{unknown[0]}`, which means nothing there.")

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def _value(self, key: str) -> object:
        self._asked.add(key)
        if key not in self._values:
            raise PolicyUnreadable(f"{self.name} has no `{key}`.")
        return self._values[key]

    def _wrong(self, key: str, wanted: str) -> PolicyUnreadable:
        return PolicyUnreadable(f"`{key}` of {self.name} is not {wanted}.")
