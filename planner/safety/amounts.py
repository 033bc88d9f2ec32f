"""Amounts of money in what a screen says, and the limit above which a purchase is retyped."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_SIGNS: Final = {
    "€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "zł": "PLN", "₩": "KRW", "₺": "TRY",
    "kč": "CZK", "₴": "UAH", "₿": "BTC", "fr.": "CHF", "euro": "EUR", "euros": "EUR", "dollar": "USD",
    "dollars": "USD", "pounds": "GBP", "円": "JPY", "元": "CNY", "us$": "USD", "kr": "SEK", "r$": "BRL",
}  # fmt: skip
_NUMBER: Final = r"\d{1,3}(?:[ \u00a0\u202f.,'’]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_NAMES: Final = "|".join(sorted((re.escape(sign) for sign in _SIGNS), key=len, reverse=True))
_TOTAL: Final = re.compile(
    r"\b(?:grand total|total|totale|totaal|sum(?:me)?|gesamt\w*|zu zahlen\w*|amount|betrag\w*|montant|importe|"
    r"importo|à payer|a pagar|pay|price|preis|prix|precio|итого|suma|razem|summa|合計|总计)\b",
    re.IGNORECASE,
)
_SHIPPED_CODES: Final = "EUR|USD|GBP|CHF|JPY|CNY|INR|RUB|PLN|KRW|TRY|CZK|UAH|SEK|NOK|DKK|CAD|AUD|BRL|MXN|HUF|BTC|ETH"
_MONEY: Final = re.compile(
    rf"(?:(?P<before>\b(?:{_SHIPPED_CODES})\b|{_NAMES})\s?(?P<first>{_NUMBER}))"
    rf"|(?:(?P<second>{_NUMBER})\s?(?P<after>\b(?:{_SHIPPED_CODES})\b|(?:{_NAMES})(?!\w)))",
    re.IGNORECASE,
)
_BARE_TOTAL: Final = re.compile(rf"{_TOTAL.pattern}\D{{0,12}}(?P<number>{_NUMBER})", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Amount:
    """
    >>> str(Amount(value=1234.5, currency="EUR"))
    '1234.50 EUR'
    """

    value: float
    currency: str

    def __str__(self) -> str:
        return f"{self.value:.2f} {self.currency}".strip()


@dataclass(frozen=True, kw_only=True)
class Limit:
    """worth: one unit of a currency in that of the limit, rounded up."""

    amount: float
    currency: str
    worth: Mapping[str, float]

    def value(self, amount: Amount) -> float:
        """In the limit's currency. An unknown currency counts as the dearest one known: to ask more, not less."""
        return amount.value * self.worth.get(amount.currency or self.currency, max(self.worth.values()))

    def is_above(self, amount: Amount) -> bool:
        return self.value(amount) > self.amount


def amounts_in(text: str) -> tuple[Amount, ...]:
    """
    >>> [str(a) for a in amounts_in("2 x €1.299,00 and $5; total 12")]
    ['1299.00 EUR', '5.00 USD']
    """
    found = []
    for match in _MONEY.finditer(text):
        sign = (match["before"] or match["after"]).casefold()
        found.append(Amount(value=number(match["first"] or match["second"]), currency=_SIGNS.get(sign, sign.upper())))
    if not found:
        found = [Amount(value=number(match["number"]), currency="") for match in _BARE_TOTAL.finditer(text)]
    return tuple(found)


def at_stake(limit: Limit, label: str, around: tuple[str, ...]) -> Amount | None:
    """What an act would cost: the dearest of the label's amount and the totals around it; without a total, of all."""
    totals = [amount for line in around if _TOTAL.search(line) for amount in amounts_in(line)]
    others = totals or [amount for line in around for amount in amounts_in(line)]
    return max((*amounts_in(label), *others), key=limit.value, default=None)


def number(text: str) -> float:
    """
    >>> number("1.234,56"), number("1,234.56"), number("1'200"), number("89,9"), number("1.299")
    (1234.56, 1234.56, 1200.0, 89.9, 1299.0)
    """
    text = re.sub(r"[\s'’]", "", text)
    decimals = re.search(r"[.,](\d{1,2})$", text)
    whole = text[: decimals.start()] if decimals else text
    return float(re.sub(r"\D", "", whole) or "0") + (float(f"0.{decimals.group(1)}") if decimals else 0.0)
