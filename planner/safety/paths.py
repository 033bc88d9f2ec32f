"""Which files are nobody's to touch, which are secret, which would run."""

import re
from typing import Final

_OWN: Final = re.compile(
    r"(?:^|[/\\\s\"'])(?:\.config|\.local[/\\]share|\.cache|appdata[/\\]\w+|application support|etc)[/\\]+deskhand(?:[/\\]|$|[\s\"'])"
    r"|deskhand[/\\](?:runs|settings|policy|logs?|config)|assets[/\\]policy\.toml|(?:^|[/\\\s])policy\.toml(?:$|[\s\"'—–-])",
    re.IGNORECASE,
)  # fmt: skip
_SYSTEM: Final = re.compile(
    r"(?:^|[\s\"'(])(?:/(?:etc|usr|bin|sbin|boot|lib|lib64|dev|proc|sys|root|var)(?:/|$|[\s\"'])"
    r"|[a-z]:[/\\](?:windows|program files|programdata)|/System/|/Library/)|system32",
    re.IGNORECASE,
)
_SECRET: Final = re.compile(
    r"(?:^|[/\\\s\"'])\.(?:ssh|gnupg|aws|kube|docker|password-store|mozilla|netrc|pgpass|git-credentials|env)(?:[/\\]|$|[\s\"'])"
    r"|\bid_(?:rsa|ed25519|ecdsa|dsa)\b|\.(?:pem|key|kdbx?|p12|pfx|keystore|jks|ovpn|wallet)(?:$|[\s\"'])"
    r"|[/\\]keyrings?[/\\]|login data|cookies\.sqlite|key4\.db|logins\.json|wallet\.dat|(?:^|[/\\\s])(?:passwords?|credentials|secrets?)\.\w{2,5}\b",
    re.IGNORECASE,
)  # fmt: skip
_BACKUP: Final = re.compile(
    r"(?:^|[/\\\s\"'_.-])(?:backups?|sicherung(?:en)?|sauvegardes?|time machine)(?:$|[/\\\s\"'_.-])|\.bak\b",
    re.IGNORECASE,
)
_RUNS: Final = re.compile(
    r"\.(?:exe|msi|bat|cmd|com|scr|ps1|vbs|jar|sh|run|appimage|deb|rpm|dmg|pkg|apk|desktop|app|msix|whl|crx|xpi|flatpakref|"
    r"snap|hta|lnk|reg|iso|bin)(?:$|[\s\"')?,;])",
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
