"""Secrets: values in the system's keyring, or in variables of the environment; names only in a small list of our own.

Decision: a variable DESKHAND_SECRET_<NAME> is asked first, because it is how a machine without a keyring, or with one
that would ask for a password, is run unattended. A keyring backend that keeps plain files is treated as none. A keyring
cannot be listed, so the names (never the values) are kept in the data folder.
"""

import html
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol
from urllib.parse import quote, quote_plus

from rapidfuzz import fuzz

from app.storage.codec import secret_mark
from app.storage.errors import NoKeyring, SecretMissing, SecretNameUnusable

_SERVICE = "deskhand"
_PREFIX = "DESKHAND_SECRET_"
_MARK = r"\{\{secret:[^{}]*\}\}"
_LINE_AT_LEAST = 4  # shorter lines of a value of several lines are too common to look for
_READ_ALIKE = 80  # percent of the letters
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")


class VaultClosed(Exception):
    """There is no keyring, or it does not open."""


class Vault(Protocol):
    """Where values are kept. Every call raises `VaultClosed` when there is no such place."""

    def get(self, name: str) -> str | None: ...

    def keep(self, name: str, value: str) -> None: ...

    def remove(self, name: str) -> None: ...


class KeyringVault:
    """The keyring of the system, under the service name `deskhand`."""

    def get(self, name: str) -> str | None:
        import keyring

        _refuse_plain_files()
        try:
            return keyring.get_password(_SERVICE, name)
        except _refusals() as error:
            raise VaultClosed(str(error)) from error

    def keep(self, name: str, value: str) -> None:
        import keyring

        _refuse_plain_files()
        try:
            keyring.set_password(_SERVICE, name, value)
        except _refusals() as error:
            raise VaultClosed(str(error)) from error

    def remove(self, name: str) -> None:
        import keyring
        from keyring.errors import PasswordDeleteError

        _refuse_plain_files()
        try:
            keyring.delete_password(_SERVICE, name)
        except PasswordDeleteError:
            return  # it is not there, which is what was wanted
        except _refusals() as error:
            raise VaultClosed(str(error)) from error


def _refusals() -> tuple[type[Exception], ...]:
    """keyring's own, and what it lets through of the bus under it where no keyring starts (seen with keyring 25.7)."""
    from jeepney import DBusErrorResponse
    from keyring.errors import KeyringError

    return (KeyringError, OSError, RuntimeError, DBusErrorResponse)


def _refuse_plain_files() -> None:
    import keyring

    backend = keyring.get_keyring()
    if type(backend).__module__.startswith("keyrings.alt"):
        raise VaultClosed("the keyring that is set up keeps its values in a plain file")


class SecretStore:
    """Resolves names to values, and remembers the values of this process so that `redact` finds them in any text."""

    def __init__(self, *, vault: Vault, environment: Mapping[str, str], names_file: Path) -> None:
        self._vault = vault
        self._environment = environment
        self._names_file = names_file
        self._held: dict[str, str] = {}
        self._values: set[str] = set()
        self._forms: dict[str, str] = {}
        self._pattern: re.Pattern[str] | None = None

    def resolve(self, name: str) -> str:
        """The value, for the moment of typing. Raises `SecretMissing`, `SecretNameUnusable`."""
        variable = variable_of(name)
        value = self._held.get(name) or self._environment.get(variable) or None
        if value is None:
            try:
                value = self._vault.get(name)
            except VaultClosed:
                value = None
        if not value:
            raise SecretMissing(name, variable)
        self._remember(name, value)
        return value

    def hold(self, name: str, value: str) -> None:
        """For the life of this process, before any other of that name: what a person said in the instruction."""
        self._held[name] = value
        self._remember(name, value)

    def redact(self, text: str) -> str:
        """The text with each value that was resolved, also as addresses and pages write it, replaced by its mark."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda found: self._forms.get(found[0], found[0]), text)

    def is_shown_in(self, text: str) -> bool:
        """Whether a text may show a value that was resolved, as eyes read it, who take one letter for another."""
        return any(
            len(text) >= len(value) and fuzz.partial_ratio(value, text) >= _READ_ALIKE
            for value in self._values
            if len(value) >= _LINE_AT_LEAST
        )

    def keep(self, name: str, value: str) -> None:
        """Raises `NoKeyring`, `SecretNameUnusable`."""
        variable = variable_of(name)
        try:
            self._vault.keep(name, value)
        except VaultClosed as error:
            raise NoKeyring(variable) from error
        self._keep_names({*self._kept_names(), name})

    def remove(self, name: str) -> None:
        """Raises `SecretMissing` when it is not in the keyring, `NoKeyring`."""
        variable = variable_of(name)
        try:
            there = self._vault.get(name) is not None
            self._vault.remove(name)
        except VaultClosed as error:
            if name not in self._kept_names():
                raise SecretMissing(name, variable) from error
            raise NoKeyring(variable) from error
        if not there and name not in self._kept_names():
            raise SecretMissing(name, variable)
        self._keep_names(self._kept_names() - {name})

    def names(self) -> tuple[str, ...]:
        """Names of the keyring's secrets, of the environment's, those in lower case, and of those held."""
        from_environment = {
            name.removeprefix(_PREFIX).lower()
            for name, value in self._environment.items()
            if name.startswith(_PREFIX) and len(name) > len(_PREFIX) and value
        }
        kept = self._kept_names()
        shadowed = {variable_of(name).removeprefix(_PREFIX).lower() for name in kept}
        return tuple(sorted(kept | (from_environment - shadowed) | set(self._held)))

    def overridden(self, name: str) -> bool:
        """Whether a variable of the environment stands before the keyring's value."""
        return bool(self._environment.get(variable_of(name)))

    def _remember(self, name: str, value: str) -> None:
        mark = secret_mark(name)
        self._values.add(value)
        for form in (value, quote(value, safe=""), quote(value), quote_plus(value), html.escape(value)):
            self._forms.setdefault(form, mark)
        for part in value.splitlines():
            if len(part.strip()) >= _LINE_AT_LEAST:
                self._forms.setdefault(part.strip(), mark)
        # Marks that are there already are stepped over; the longest form comes first, so that none is broken up.
        longest_first = sorted(self._forms, key=len, reverse=True)
        self._pattern = re.compile("|".join([_MARK, *map(re.escape, longest_first)]))

    def _kept_names(self) -> set[str]:
        try:
            names = json.loads(self._names_file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return set()
        return {name for name in names if isinstance(name, str)} if isinstance(names, list) else set()

    def _keep_names(self, names: set[str]) -> None:
        self._names_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = self._names_file.with_suffix(".new")
        unfinished.write_text(json.dumps(sorted(names)), encoding="utf-8")
        unfinished.replace(self._names_file)


def variable_of(name: str) -> str:
    """The variable that can hold a secret. Raises `SecretNameUnusable`.

    >>> variable_of("mail-password")
    'DESKHAND_SECRET_MAIL_PASSWORD'
    """
    if not _NAME.fullmatch(name):
        raise SecretNameUnusable(name)
    return _PREFIX + name.upper().replace("-", "_")
