"""Which addresses may be opened: web, files, plain data; never a script, the browser's own pages, or a disguise."""

import re
from typing import Final
from urllib.parse import urlsplit

from planner.errors import ActFailed

_BARE_HOST: Final = re.compile(r"(?:localhost|\[[0-9a-f:]+\]|(?:[\w-]+\.)+[\w-]+)(?::\d{1,5})?(?:[/?#].*)?", re.I)
_LOOPBACK: Final = re.compile(r"(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?:[:/?#]|$)", re.I)


def checked_address(address: str) -> str:
    """The address to go to. Raises ActFailed with a sentence that says why not.

    >>> checked_address("127.0.0.1:8000/form"), checked_address("example.org")
    ('http://127.0.0.1:8000/form', 'https://example.org')
    """
    address = address.strip()
    if not address or any(ord(character) < 32 or ord(character) == 127 for character in address):
        raise ActFailed("The address is empty or holds control characters; give a plain address.")
    if _BARE_HOST.fullmatch(address):
        address = ("http://" if _LOOPBACK.match(address) else "https://") + address
    scheme = address.partition(":")[0].casefold()
    if scheme not in ("http", "https", "file", "data", "about"):
        raise ActFailed(f"Addresses of the kind “{scheme}:” are not opened; give one with http, https or file.")
    if scheme == "about" and address.casefold() != "about:blank":
        raise ActFailed("Of the about: pages only about:blank is opened.")
    if scheme in ("http", "https", "file"):
        try:
            parts = urlsplit(address)
            host, _port = parts.hostname, parts.port
        except ValueError as error:
            raise ActFailed(f"“{address[:80]}” is no address that can be opened ({error}).") from error
        if "@" in parts.netloc or "\\" in address[:200].split("?")[0] or not address[len(scheme) :].startswith("://"):
            raise ActFailed(
                "The address hides where it leads (user name or backslash before the host); give it plainly."
            )
        if scheme != "file" and not host:
            raise ActFailed("The address names no host; give a whole address.")
        if scheme == "file" and host not in (None, "", "localhost"):
            raise ActFailed("A file address must name a file on this machine.")
    return address
