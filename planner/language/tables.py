"""Word lists as they stand in TOML files, each table checked for its shape."""

import tomllib
from collections.abc import Mapping

from planner.errors import PlannerError


class LexiconBroken(PlannerError):
    """A word list is missing, misspelt or not TOML."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The word lists are damaged ({reason}). Install Deskhand again.")


class Tables:
    """All tables of all files, each checked for the one shape that it may have."""

    def __init__(self, toml_texts: Mapping[str, str]) -> None:
        self._tables: dict[str, Mapping[str, object]] = {}
        for name, text in toml_texts.items():
            try:
                parsed = tomllib.loads(text)
            except tomllib.TOMLDecodeError as error:
                raise LexiconBroken(f"{name}: {error}") from error
            for key, table in parsed.items():
                if not isinstance(table, dict) or key in self._tables:
                    raise LexiconBroken(f"{name}: {key} is no table, or stands twice")
                self._tables[key] = table

    def optional(self, name: str) -> Mapping[str, tuple[str, ...]]:
        """None of them, where the language has no such table."""
        return self.lists(name) if name in self._tables else {}

    def _table(self, name: str) -> Mapping[str, object]:
        if name not in self._tables:
            raise LexiconBroken(f"no table {name}")
        return self._tables[name]

    def lists(self, name: str) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for key, value in self._table(name).items():
            if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
                raise LexiconBroken(f"{name}.{key} is no list of words")
            found[key] = tuple(value)
        return found

    def numbers(self, name: str) -> Mapping[str, int]:
        return {key: value for key, value in self._table(name).items() if isinstance(value, int)}

    def texts(self, name: str) -> Mapping[str, str]:
        return {key: value for key, value in self._table(name).items() if isinstance(value, str)}
