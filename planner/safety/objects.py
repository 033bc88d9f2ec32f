"""Who or what an act is about, as the screen names it: the recipient, the record, the file."""

import re
from collections.abc import Sequence
from typing import Final

_RECIPIENT: Final = re.compile(
    r"^\s*(?:\[x\]\s*)?(?:to|recipients?|send to|pay to|payee|beneficiary|beneficiary name|an|empfänger(?:in)?|"
    r"zahlungsempfänger|à|destinataire|"
    r"bénéficiaire|para|destinatario|beneficiario|a favore di|naar|ontvanger|do|odbiorca|кому|"
    r"получатель|收件人|宛先)\s*[:：]\s*(?P<name>\S.*)$",
    re.IGNORECASE,
)
_QUOTED: Final = re.compile(r"[“„«\"'‘‚]([^“”„«»\"'‘’]{1,80})[”“»\"'’‘]")
_NAMELIKE: Final = re.compile(r"(?<!\S)[^\s,;?!]*[\w)](?:[./@_-][\w-]+)+(?!\S)")


def recipient_in(lines: Sequence[str]) -> str:
    """
    >>> recipient_in(("Amount: 5 EUR", "To: Ann Lee"))
    'Ann Lee'
    """
    for line in lines:
        if match := _RECIPIENT.match(line):
            return plain(match["name"])
    return ""


def object_name(lines: Sequence[str]) -> str:
    """What is quoted, else what is written like a file, a path or an address; "" when there is neither.

    >>> object_name(("Delete repository", "Delete “acme/site”?")), object_name(("Erase", "Remove notes.txt"))
    ('acme/site', 'notes.txt')
    >>> object_name(("Make public",))
    ''
    """
    for text in lines:
        if match := _QUOTED.search(text):
            return plain(match.group(1))
    for text in lines:
        if match := _NAMELIKE.search(text):
            return plain(match.group())
    return ""


def plain(text: str, letters: int = 60) -> str:
    """One line of printable text: no controls, no marks that turn the writing direction, at most `letters`.

    >>> plain("a\\u202eb\\n c")
    'ab c'
    """
    kept = "".join(c if not c.isspace() else " " for c in text if c.isprintable() or c.isspace())
    words = " ".join("".join(c for c in kept if c not in _DIRECTION).split())
    return words if len(words) <= letters else f"{words[: letters - 1].rstrip()}…"


_DIRECTION: Final = frozenset(
    "\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
