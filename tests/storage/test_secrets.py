"""Secrets are kept in the keyring or the environment, and their values are found in any text."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.storage.errors import NoKeyring, SecretMissing, SecretNameUnusable
from app.storage.secrets import KeyringVault, SecretStore, VaultClosed


class MemoryVault:
    """A keyring that lives as long as its process."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        return self.values.get(name)

    def keep(self, name: str, value: str) -> None:
        self.values[name] = value

    def remove(self, name: str) -> None:
        self.values.pop(name, None)


class ClosedVault:
    """A machine without a keyring."""

    def get(self, name: str) -> str | None:
        raise VaultClosed

    def keep(self, name: str, value: str) -> None:
        raise VaultClosed

    def remove(self, name: str) -> None:
        raise VaultClosed


def store(tmp_path: Path, vault=None, **environment: str) -> SecretStore:
    return SecretStore(vault=vault or MemoryVault(), environment=environment, names_file=tmp_path / "data/names.json")


def test_a_kept_secret_is_resolved_listed_and_removed(tmp_path: Path) -> None:
    secrets = store(tmp_path)
    secrets.keep("mail", "hunter2")
    assert secrets.resolve("mail") == "hunter2"
    assert secrets.names() == ("mail",)
    secrets.remove("mail")
    assert secrets.names() == ()
    with pytest.raises(SecretMissing, match="DESKHAND_SECRET_MAIL"):
        secrets.resolve("mail")


def test_a_keyring_that_cannot_be_started_is_none(tmp_path: Path) -> None:
    services = tmp_path / "dbus-1" / "services"
    services.mkdir(parents=True)
    told = "[D-BUS Service]\nName=org.freedesktop.secrets\nExec=/bin/false\n"
    (services / "org.freedesktop.secrets.service").write_text(told, encoding="utf-8")
    ask = (
        "from keyring.backends import SecretService; import keyring; keyring.set_keyring(SecretService.Keyring());"
        "from app.storage.secrets import KeyringVault, VaultClosed\n"
        "try: KeyringVault().get('mail')\n"
        "except VaultClosed: print('closed')"
    )
    order = ["dbus-run-session", "--", sys.executable, "-c", ask]
    environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path), "PYTHONPATH": os.getcwd()}
    ran = subprocess.run(order, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert ran.stdout.strip() == "closed", ran.stderr


def test_what_a_person_said_is_held_for_this_process_alone(tmp_path: Path) -> None:
    secrets = store(tmp_path, DESKHAND_SECRET_PIN="from outside")
    secrets.hold("pin", "4711-x")
    assert secrets.resolve("pin") == "4711-x"
    assert secrets.redact("it is 4711-x") == "it is {{secret:pin}}"
    assert secrets.names() == ("pin",)
    assert store(tmp_path).names() == ()
    assert not list(tmp_path.rglob("*"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [("it is hunter2-hunter2!", True), ('text "hunter2-hunterZ"', True), ("hunting is hard", False), ("", False)],
)
def test_a_misread_secret_is_known_by_its_likeness(tmp_path: Path, text: str, shown: bool) -> None:
    secrets = store(tmp_path)
    assert not secrets.is_shown_in(text)
    secrets.hold("mail", "hunter2-hunter2")
    assert secrets.is_shown_in(text) is shown


def test_names_are_kept_and_values_never(tmp_path: Path) -> None:
    store(tmp_path).keep("mail", "hunter2")
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert [json.loads(file.read_text()) for file in files] == [["mail"]]


def test_without_a_keyring_the_variable_is_named_and_used(tmp_path: Path) -> None:
    with pytest.raises(NoKeyring, match="DESKHAND_SECRET_MAIL_PASSWORD"):
        store(tmp_path, ClosedVault()).keep("mail-password", "x")
    secrets = store(tmp_path, ClosedVault(), DESKHAND_SECRET_MAIL_PASSWORD="hunter2")
    assert secrets.resolve("mail-password") == "hunter2"
    assert secrets.names() == ("mail_password",)


def test_a_variable_stands_before_the_keyring(tmp_path: Path) -> None:
    secrets = store(tmp_path, DESKHAND_SECRET_MAIL="from the environment")
    secrets.keep("mail", "from the keyring")
    assert secrets.resolve("mail") == "from the environment"
    assert secrets.overridden("mail")
    assert secrets.names() == ("mail",)


def test_a_secret_that_is_nowhere_is_one_sentence(tmp_path: Path) -> None:
    for vault in (MemoryVault(), ClosedVault()):
        with pytest.raises(SecretMissing, match="deskhand secret set"):
            store(tmp_path, vault).resolve("mail")
        with pytest.raises(SecretMissing):
            store(tmp_path, vault).remove("mail")


@pytest.mark.parametrize("name", ["", "1a", "a b", "../x", "a=b", "é", "a" * 65, "}}"])
def test_a_name_that_could_not_be_a_variable_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(SecretNameUnusable):
        store(tmp_path).resolve(name)


def test_a_damaged_list_of_names_hurts_nothing(tmp_path: Path) -> None:
    secrets = store(tmp_path)
    secrets.keep("mail", "x")
    (tmp_path / "data/names.json").write_text("{oops")
    assert secrets.names() == ()
    secrets.keep("shop", "y")
    assert secrets.names() == ("shop",)


def test_only_resolved_values_are_redacted_whole_and_in_other_forms(tmp_path: Path) -> None:
    secrets = store(tmp_path, DESKHAND_SECRET_A="p&ss wörd", DESKHAND_SECRET_B="p&ss")
    assert secrets.redact("p&ss wörd") == "p&ss wörd"
    secrets.resolve("a")
    secrets.resolve("b")
    assert secrets.redact("it is p&ss wörd, or p&ss") == "it is {{secret:a}}, or {{secret:b}}"
    assert secrets.redact("/login?p=p%26ss%20w%C3%B6rd&q=1") == "/login?p={{secret:a}}&q=1"
    assert secrets.redact("q=p%26ss+w%C3%B6rd") == "q={{secret:a}}"
    assert secrets.redact("<b>p&amp;ss wörd</b>") == "<b>{{secret:a}}</b>"


@given(value=st.text(min_size=1), before=st.text(max_size=5), after=st.text(max_size=5))
def test_redacting_twice_changes_nothing_more(tmp_path_factory, value: str, before: str, after: str) -> None:
    secrets = store(Path("/nonexistent"), DESKHAND_SECRET_S=value)
    secrets.resolve("s")
    once = secrets.redact(f"{before}{value}{after}")
    assert "{{secret:s}}" in once
    assert secrets.redact(once) == once


def test_this_machine_s_own_keyring_knows_no_such_secret_or_is_none(tmp_path: Path) -> None:
    with pytest.raises(SecretMissing):
        store(tmp_path, KeyringVault()).resolve("a-name-that-nobody-uses")
