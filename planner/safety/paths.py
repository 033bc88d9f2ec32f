"""Which files are nobody's to touch, which are secret, which would run."""

import re
from typing import Final

_START: Final = r"(?:^|(?<=[/\\\s\"'“„«(:=]))"
_END: Final = r"(?![\w-])"

_OWN: Final = re.compile(
    rf"{_START}(?:\.config|\.local[/\\]share|\.cache|\.local[/\\]state|appdata[/\\]\w+|application support|etc)"
    rf"[/\\]+deskhand{_END}"
    r"|deskhand[/\\](?:runs|settings|policy|logs?|config|assets)|assets[/\\]policy\.toml"
    rf"|{_START}policy\.toml{_END}",
    re.IGNORECASE,
)
_SYSTEM: Final = re.compile(
    rf"{_START}/(?:etc|usr|bin|sbin|boot|lib|lib64|dev|proc|sys|var(?!/(?:tmp|folders))){_END}"
    rf"|{_START}[a-z]:[/\\](?:windows|program files|programdata)|{_START}/(?:System|Library)/|system32",
    re.IGNORECASE,
)
_SECRET: Final = re.compile(
    rf"{_START}\.(?:ssh|gnupg|aws|kube|docker|password-store|mozilla|netrc|pgpass|git-credentials|env){_END}"
    rf"|\bid_(?:rsa|ed25519|ecdsa|dsa)\b|\.(?:pem|kdbx?|p12|pfx|keystore|jks|ovpn|wallet){_END}"
    rf"|(?:private|server|ssl|client|secret)\.key{_END}|[/\\]keyrings?{_END}"
    r"|login data|cookies\.sqlite|key4\.db|logins\.json|wallet\.dat"
    rf"|{_START}(?:passwords?|credentials|secrets?)\.\w{{2,5}}\b",
    re.IGNORECASE,
)
_BACKUP: Final = re.compile(
    r"(?:^|(?<=[/\\\s\"'_.“„«-]))(?:backups?|sicherung(?:en)?|sauvegardes?|time machine|respaldos?)(?![^\W_])|\.bak\b",
    re.IGNORECASE,
)
_RUNS: Final = re.compile(
    r"\.(?:exe|msi|bat|cmd|scr|ps1|vbs|jar|sh|run|appimage|deb|rpm|dmg|pkg|apk|desktop|msix|whl|crx|xpi|flatpakref|"
    rf"snap|hta|lnk|reg|iso){_END}",
    re.IGNORECASE,
)


def is_own_file(text: str) -> bool:
    """Deskhand's own policy, settings or records.

    >>> is_own_file("~/.config/deskhand/settings.toml"), is_own_file("notes about deskhand.txt")
    (True, False)
    """
    return _OWN.search(text) is not None


def is_system_file(text: str) -> bool:
    return _SYSTEM.search(text) is not None


def is_secret_file(text: str) -> bool:
    """
    >>> is_secret_file("/home/a/.ssh/config"), is_secret_file("keynote.txt")
    (True, False)
    """
    return _SECRET.search(text) is not None


def is_backup(text: str) -> bool:
    return _BACKUP.search(text) is not None


def is_program(text: str) -> bool:
    """
    >>> is_program("setup.exe"), is_program("letter.pdf")
    (True, False)
    """
    return _RUNS.search(text) is not None
