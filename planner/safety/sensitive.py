"""Data that should not leave without a word: what it looks like, and how to name it without telling it."""

import re
from dataclasses import dataclass
from typing import Final

_SECRET: Final = re.compile(r"\{\{\s*secret:\s*([^{}]+?)\s*\}\}", re.IGNORECASE)
_DIGITS: Final = re.compile(r"(?<![\w.])\d(?:[ \-\u00a0.]?\d){12,18}(?![\w])")
_IBAN: Final = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:[ \u00a0-]?[A-Z0-9]){11,30}(?!\w)", re.IGNORECASE)
_SSN: Final = re.compile(r"(?<![\w-])(?!000|666|9\d\d)\d{3}[- ](?!00)\d{2}[- ](?!0000)\d{4}(?![\w-])")
_TOKEN: Final = re.compile(
    r"(?<!\w)(?:sk-[\w-]{16,}|gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{10,}"
    r"|AKIA[0-9A-Z]{16}|AIza[\w-]{30,}|ya29\.[\w-]{20,}|eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]+|sk_live_\w{16,})"
)
_PRIVATE_KEY: Final = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----")
_COORDINATES: Final = re.compile(r"(?<![\w.])-?\d{1,2}\.\d{4,},\s*-?\d{1,3}\.\d{4,}(?![\w.])")
_SEED_WORDS: Final = re.compile(r"(?:[a-z]{3,8} ){11}(?:(?:[a-z]{3,8} ){11}[a-z]{3,8}|[a-z]{3,8})")


@dataclass(frozen=True, kw_only=True)
class Found:
    """kind: as rows name it under `data`. named: for the question; never the whole of it. value: as typed."""

    kind: str
    named: str
    value: str = ""


def sensitive_in(text: str) -> tuple[Found, ...]:
    """
    >>> [found.named for found in sensitive_in("pay with 4111 1111 1111 1111")]
    ['card number ending 1111']
    """
    found = [
        Found(kind="secret", named=f"the secret “{name.strip()}”", value=name.strip()) for name in _SECRET.findall(text)
    ]
    for match in _IBAN.finditer(text):
        if is_iban(match.group()):
            found.append(Found(kind="iban", named=f"account number ending {match.group()[-4:]}", value=match.group()))
    for match in _DIGITS.finditer(text):
        if is_card(match.group()) and not any(match.group() in one.value for one in found):
            found.append(Found(kind="card", named=f"card number ending {match.group()[-4:]}", value=match.group()))
    found += [
        Found(kind="ssn", named=f"social security number ending {number[-4:]}", value=number)
        for number in _SSN.findall(text)
    ]
    found += [Found(kind="token", named="an access key", value=token) for token in _TOKEN.findall(text)]
    if _PRIVATE_KEY.search(text):
        found.append(Found(kind="token", named="a private key"))
    if _SEED_WORDS.fullmatch(text.strip()):
        found.append(Found(kind="seed_phrase", named="twelve or more words as of a wallet's recovery phrase"))
    found += [Found(kind="coordinates", named="a location", value=place) for place in _COORDINATES.findall(text)]
    return tuple(found)


def secret_names(text: str) -> tuple[str, ...]:
    return tuple(_SECRET.findall(text))


def is_card(text: str) -> bool:
    """13 to 19 digits whose Luhn sum (ISO/IEC 7812-1) fits, in a range that payment networks use.

    >>> is_card("4111-1111-1111-1111"), is_card("4111-1111-1111-1112"), is_card("0000 0000 0000 0000")
    (True, False, False)
    """
    digits = [int(character) for character in text if character.isdigit()]
    if not 13 <= len(digits) <= 19 or digits[0] not in (2, 3, 4, 5, 6, 8):
        return False
    doubled = (digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2])
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def is_iban(text: str) -> bool:
    """Checksum after ISO 13616: the number with its head moved to the end is 1 modulo 97.

    >>> is_iban("DE89 3704 0044 0532 0130 00"), is_iban("DE88 3704 0044 0532 0130 00")
    (True, False)
    """
    plain = re.sub(r"[^A-Za-z0-9]", "", text).upper()
    if not 15 <= len(plain) <= 34:
        return False
    return int("".join(str(int(character, 36)) for character in plain[4:] + plain[:4])) % 97 == 1


def masked(text: str) -> str:
    """The end of a text, enough to know it again.

    >>> masked("X1234567"), masked("42")
    ('…4567', '…')
    """
    return f"…{text[-4:]}" if len(text) >= 8 else "…"
