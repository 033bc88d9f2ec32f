"""What opening an address would do: its scheme, whose host it is, and what it would carry away."""

import re
from enum import StrEnum
from typing import Final
from urllib.parse import unquote, urlsplit

from planner.safety.sensitive import sensitive_in


class AddressEffect(StrEnum):
    """plain: an ordinary page. unusual: another program, an odd host, another user's name. carries: takes data of the
    person's along. deceptive: made to look like somewhere else. power: runs code or opens the browser's insides."""

    PLAIN = "plain"
    UNUSUAL = "unusual"
    CARRIES = "carries"
    DECEPTIVE = "deceptive"
    POWER = "power"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ORDINARY: Final = frozenset(("http", "https"))
_INSIDES: Final = _words(
    "javascript vbscript chrome edge brave opera vivaldi devtools chrome-extension moz-extension resource jar "
    "view-source chrome-untrusted blob filesystem livescript mocha ms-settings search-ms ms-msdt shell"
)
_SCHEME: Final = re.compile(r"^([a-z][a-z0-9+.\-]*):(?!\d{1,5}(?:/|$))", re.IGNORECASE)
_HOST: Final = re.compile(
    r"^(?:[\w-]+\.)+[^\W\d_]{2,}(?::\d+)?(?:[/?#]|$)|^localhost(?::\d+)?(?:[/?#]|$)|^\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?(?:[/?#]|$)|^\[[0-9a-f:]+\]"
)
_SCRIPT: Final = re.compile(r"<\s*script|on\w+\s*=|javascript:|<\s*iframe|<\s*form|<\s*svg|<\s*meta", re.IGNORECASE)
_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
_OPAQUE: Final = re.compile(r"[A-Za-z0-9+/_=-]{48,}")


def is_address(text: str) -> bool:
    """Whether a browser would open this rather than search for it.

    >>> is_address("example.com/a"), is_address("how to send mail"), is_address(" JavaScript: x")
    (True, False, True)
    >>> is_address("Urgent: "), is_address("Urgent: pay the rent")
    (False, False)
    """
    plain = squeezed(text)
    scheme = _SCHEME.match(plain)
    if scheme is not None and scheme[1].casefold() not in _INSIDES:
        scheme = scheme if plain[scheme.end() :][:1].strip() else None  # a word with a colon, as in a text
    return scheme is not None or bool(_HOST.match(plain.casefold()))


def squeezed(text: str) -> str:
    """As a browser reads it: without control characters and line ends, and without space around."""
    return "".join(
        c for c in text if ord(c) > 31 and ord(c) != 127 and c not in "\u200b\u200c\u200d\u2060\ufeff"
    ).strip()


def host_of(address: str) -> str:
    """
    >>> host_of("https://u@Shop.example:8000/x"), host_of("shop.example/x"), host_of("")
    ('shop.example', 'shop.example', '')
    """
    plain = squeezed(address)
    if "://" not in plain:
        plain = f"//{plain}"
    try:
        return (urlsplit(plain).hostname or "").casefold()
    except ValueError:
        return ""


def address_effect(address: str, instruction: str) -> AddressEffect:
    """The worst that can be said of an address. `instruction`: what the person wrote themselves is theirs to send."""
    plain = squeezed(address)
    scheme = _SCHEME.match(plain)
    name = scheme.group(1).casefold() if scheme else "http"
    decoded = squeezed(unquote(unquote(plain)))
    if name in _INSIDES or (_SCHEME.match(decoded) and decoded.casefold().startswith(("javascript:", "vbscript:"))):
        return AddressEffect.POWER
    if name == "data":
        return (
            AddressEffect.POWER if _SCRIPT.search(decoded) or ";base64" in plain.casefold() else AddressEffect.UNUSUAL
        )
    if name == "about":
        return AddressEffect.PLAIN if plain.casefold() in ("about:blank", "about:newtab") else AddressEffect.POWER
    if name == "file":
        return AddressEffect.UNUSUAL if plain not in instruction else AddressEffect.PLAIN
    if name not in _ORDINARY:
        return AddressEffect.UNUSUAL
    return _web(plain if scheme else f"http://{plain}", instruction)


def _web(address: str, instruction: str) -> AddressEffect:
    try:
        parts = urlsplit(address.replace("\\", "/"))
        host = (parts.hostname or "").casefold()
    except ValueError:
        return AddressEffect.DECEPTIVE
    if not host:
        return AddressEffect.UNUSUAL
    if "@" in parts.netloc:
        return AddressEffect.DECEPTIVE if "." in parts.netloc.rpartition("@")[0] else AddressEffect.UNUSUAL
    if _forged_host(host):
        return AddressEffect.DECEPTIVE
    carried = unquote(f"{parts.query} {parts.fragment} {parts.path}")
    own = address in instruction or f"{parts.path}?{parts.query}" in instruction
    if not own and (sensitive_in(carried) or _MAIL.search(unquote(parts.query)) or _OPAQUE.search(parts.query)):
        return AddressEffect.CARRIES
    odd_host = not host.isascii() or "xn--" in host or host.isdigit() or host.startswith("0x")
    return AddressEffect.UNUSUAL if odd_host and host not in instruction.casefold() else AddressEffect.PLAIN


def _forged_host(host: str) -> bool:
    """Letters of two scripts in one label of the host, as no honest name has."""
    for label in host.split("."):
        shown = label
        if label.startswith("xn--"):
            try:
                shown = label.encode("ascii").decode("idna")
            except UnicodeError:
                return True
        latin = any("a" <= character <= "z" for character in shown)
        foreign = any("\u0370" <= character <= "\u058f" for character in shown)
        if (latin and foreign) or (foreign and not latin and host.endswith((".com", ".org", ".net"))):
            return True
    return False
