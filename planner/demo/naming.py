"""Names for a flow's inputs and secrets, made from what the fields are called."""

import ipaddress
import re
import unicodedata
from typing import Final
from urllib.parse import urlsplit

LONGEST: Final = 40
_RESERVED: Final = frozenset({"secret", "result"})


class InputNames:
    """Gives each input a name of its own.

    >>> names = InputNames()
    >>> names.new("Full name:"), names.new("Full name"), names.new("Größe *"), names.new("2nd line"), names.new("")
    ('full_name', 'full_name_2', 'grosse', 'text_2nd_line', 'text')
    """

    def __init__(self) -> None:
        self._taken: set[str] = set(_RESERVED)

    def new(self, label: str, *, otherwise: str = "text") -> str:
        base = _plain(label, "_") or otherwise
        if not base[0].isalpha():
            base = f"{otherwise}_{base}"
        name, number = base, 2
        while name in self._taken:
            name, number = f"{base}_{number}", number + 1
        self._taken.add(name)
        return name


def secret_name(place: str, label: str) -> str:
    """place: the address of a page, or the name of an application.

    >>> secret_name("https://www.shop.example/login", "Password"), secret_name("http://127.0.0.1:8000/", "PIN")
    ('shop-example-password', 'pin')
    """
    field = _plain(label, "-") or "password"
    name = f"{_site(place)}-{field}".strip("-")
    return (name if name[0].isalpha() else f"secret-{name}")[: LONGEST + 20].rstrip("-")


def _site(place: str) -> str:
    host = urlsplit(place).hostname if "://" in place else place
    if not host or host == "localhost":
        return ""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return _plain(host.removeprefix("www."), "-")
    return ""


def _plain(words: str, joint: str) -> str:
    """Lower-case Latin letters and digits; other scripts have no name of that kind."""
    decomposed = unicodedata.normalize("NFKD", words.casefold().replace("ß", "ss"))
    return (
        re.sub(r"[^a-z0-9]+", joint, decomposed.encode("ascii", "ignore").decode()).strip(joint)[:LONGEST].strip(joint)
    )
