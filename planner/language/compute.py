"""Exact arithmetic on numbers as people write them and on results that earlier steps gave names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from math import isqrt

from planner.errors import PlannerError

MOST_CHARACTERS = 500
MOST_DIGITS = 200
MOST_DEPTH = 50

_SIGNS: Mapping[str, str] = {
    "×": "*", "·": "*", "∗": "*", "⋅": "*", "÷": "/", "∕": "/", "−": "-", "–": "-", "**": "^", ":": "/",
}  # fmt: skip
_SPOKEN: Mapping[str, str] = {
    "plus": "+", "add": "+", "minus": "-", "less": "-", "times": "*", "multiplied by": "*", "divided by": "/",
    "over": "/", "x": "*", "to the power of": "^", "to power of": "^",
    "raised to the power of": "^", "raised to power of": "^", "squared": "^2", "cubed": "^3",
    "percent of": "%*", "per cent of": "%*", "% of": "%*", "percent": "%", "per cent": "%",
}  # fmt: skip
_NUMBER = r"\d+(?:[.,'’\u00a0\u202f]\d+)*|[.,]\d+"
_NUMBER_TOKEN = re.compile(_NUMBER)
_SPACE = re.compile(r"\s+")
_SPOKEN_TOKEN = re.compile(
    rf"(?<![^\W\d])(?:{'|'.join(re.escape(words) for words in sorted(_SPOKEN, key=len, reverse=True))})(?![^\W\d])",
    re.IGNORECASE,
)
_SIGN_TOKEN = re.compile(r"\*\*|[-+*/^()%×·∗⋅÷∕−–:]")


_ROOT = re.compile(rf"(?:the\s+)?(?:square\s+root\s+of|sqrt|√)\s*\(?\s*({_NUMBER})(?:\s*\))?", re.IGNORECASE)
"""Every calculator knows a power; not every one a root."""


class CannotCompute(PlannerError):
    """The expression is no arithmetic, or has no answer."""


@dataclass(frozen=True, kw_only=True)
class _Number:
    value: Fraction
    written: str


_Part = _Number | str
"""A number, or an operator, parenthesis or percent sign."""


def evaluate(expression: str, results: Mapping[str, str]) -> str:
    """The answer, exact where its decimals end, otherwise to 15 significant digits. Raises CannotCompute.

    >>> evaluate("17 × 23", {})
    '391'
    >>> evaluate("0.1 + 0.2", {})
    '0.3'
    >>> evaluate("the square root of 1764", {}), evaluate("sqrt(2)", {})
    ('42', '1.4142135623731')
    >>> evaluate("order total / 4", {"order total": "1,234.50 EUR"})
    '308.625'
    """
    return _written(_Parser(_parts(expression, results)).answer())


def normalise(expression: str, names: tuple[str, ...] = ()) -> str:
    """The expression in plain signs, names kept: "17 times 23" -> "17 * 23". Raises CannotCompute.

    >>> normalise("17 times (2 plus total)", ("total",))
    '17 * (2 + total)'
    """
    return _plain(expression, dict.fromkeys(names, "1"), spaced=True)


def keystrokes(expression: str) -> str:
    """The expression as one types it into a calculator: "17 times 23" -> "17*23". Raises CannotCompute.

    What the key "%" does differs from one calculator to the next, so it is not used.

    >>> keystrokes("15 percent of 240"), keystrokes("10 / 5%")
    ('15/100*240', '10/(5/100)')
    """
    plain = _plain(expression, {}, spaced=False)
    parted = re.sub(r"(?<=[/^])(\d+(?:\.\d+)?)%", r"(\1/100)", plain)
    return re.sub(r"(\d)%", r"\1/100", parted)


def _plain(expression: str, results: Mapping[str, str], *, spaced: bool) -> str:
    parts = _parts(expression, results)
    _Parser(parts).check()
    between = " " if spaced else ""
    words = [part.written if isinstance(part, _Number) else part for part in parts]
    joined = between.join(words)
    return re.sub(r"(?<=\() | (?=[)%])|(?<=\^) | (?=\^)", "", joined)


def read_number(text: str) -> Fraction | None:
    """One number as written by people, or None when it can be read in two ways or in none.

    >>> read_number("1.234,56") == read_number("1,234.56") == Fraction("1234.56")
    True
    >>> read_number("1,234"), read_number("1,5")
    (Fraction(1234, 1), Fraction(3, 2))
    >>> read_number("12,34,56") is None
    True
    """
    bare = re.sub(r"(?<=\d)['’\u00a0\u202f](?=\d{3}(?!\d))", "", text.strip())
    if re.search(r"['’\u00a0\u202f]", bare) or len(bare) > MOST_DIGITS:
        return None
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", bare) and not bare.startswith("0"):
        return Fraction(bare.replace(",", ""))
    if re.fullmatch(r"\d{1,3}(\.\d{3})+,\d+|\d{1,3}(\.\d{3}){2,}", bare):
        return Fraction(bare.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d*[.,]\d+|\d+", bare):
        return Fraction(bare.replace(",", "."))
    return None


def _parts(expression: str, results: Mapping[str, str]) -> tuple[_Part, ...]:
    text = _ROOT.sub(lambda found: f"{found[1]}^0.5", expression.strip().rstrip("=?.!").strip())
    if not text:
        raise CannotCompute('There is nothing to work out: write it as "17 * 23".')
    if len(text) > MOST_CHARACTERS:
        raise CannotCompute(f"The calculation is longer than {MOST_CHARACTERS} characters: split it into several.")
    parts: list[_Part] = []
    at = 0
    while at < len(text):
        length, found = _next(text, at, results)
        parts.extend(found)
        at += length
    return tuple(parts)


def _next(text: str, at: int, results: Mapping[str, str]) -> tuple[int, tuple[_Part, ...]]:
    if space := _SPACE.match(text, at):
        return len(space[0]), ()
    if name := _name_at(text, at, results):
        return len(name), (_Number(value=_number_in(name, results[name]), written=name),)
    if spoken := _SPOKEN_TOKEN.match(text, at):
        sign = _SPOKEN[re.sub(r"\s+", " ", spoken[0].lower())]
        split = (sign[0], sign[1]) if len(sign) == 2 else (sign,)
        return len(spoken[0]), tuple(_Number(value=Fraction(s), written=s) if s.isdigit() else s for s in split)
    if number := _NUMBER_TOKEN.match(text, at):
        value = read_number(number[0])
        if value is None:
            raise CannotCompute(f"“{number[0]}” can be read as more than one number: write it without separators.")
        return len(number[0]), (_Number(value=value, written=_written(value)),)
    if sign_found := _SIGN_TOKEN.match(text, at):
        return len(sign_found[0]), (_SIGNS.get(sign_found[0], sign_found[0]),)
    word = re.match(r"\S+", text[at:])
    raise CannotCompute(f"“{word[0] if word else text[at:]}” is neither a number nor a result of an earlier step.")


def _name_at(text: str, at: int, results: Mapping[str, str]) -> str | None:
    if at and (text[at - 1].isalnum() or text[at - 1] == "_"):
        return None
    for name in sorted(results, key=len, reverse=True):
        end = at + len(name)
        if (
            name
            and text[at:end].lower() == name.lower()
            and not (text[end : end + 1].isalnum() or text[end : end + 1] == "_")
        ):
            return name
    return None


def _number_in(name: str, text: str) -> Fraction:
    found = re.findall(rf"(?<![\w.,])[-−]?(?:{_NUMBER})", re.sub(r"(?<=[^\W\d])(?=\d)|[$€£¥]", " ", text))
    value = read_number(found[0].lstrip("-−")) if len(found) == 1 else None
    if value is None:
        raise CannotCompute(f"The result “{name}” is “{text[:60]}”, which is not one number.")
    return -value if found[0][0] in "-−" else value


def _root(value: Fraction) -> Fraction:
    """Exact where it is a fraction itself."""
    exact = Fraction(isqrt(value.numerator), isqrt(value.denominator))
    if exact * exact == value:
        return exact
    with localcontext() as context:
        context.prec = 15
        return Fraction((Decimal(value.numerator) / Decimal(value.denominator)).sqrt())


class _Parser:
    """Recursive descent over: sum, product, sign, power, percent, number or parentheses."""

    def __init__(self, parts: tuple[_Part, ...], *, dry: bool = False) -> None:
        self._parts = parts
        self._at = 0
        self._depth = 0
        self._dry = dry

    def answer(self) -> Fraction:
        value = self._sum()
        if self._at < len(self._parts):
            raise self._broken()
        return value

    def check(self) -> None:
        """Whether the parts make an expression, whatever its numbers."""
        _Parser(self._parts, dry=True).answer()

    def _sum(self) -> Fraction:
        value = self._product()
        while (sign := self._take("+", "-")) is not None:
            right = self._product()
            value = value + right if sign == "+" else value - right
        return value

    def _product(self) -> Fraction:
        value = self._signed()
        while (sign := self._take("*", "/")) is not None:
            value = self._times(value, sign, self._signed())
        return value

    def _times(self, left: Fraction, sign: str, right: Fraction) -> Fraction:
        if self._dry:
            return Fraction(1)
        if sign == "/" and right == 0:
            raise CannotCompute("Nothing can be divided by zero.")
        return left * right if sign == "*" else left / right

    def _signed(self) -> Fraction:
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise CannotCompute("The calculation is nested too deeply.")
        try:
            sign = self._take("-", "+")
            value = self._signed() if sign is not None else self._power()
            return -value if sign == "-" else value
        finally:
            self._depth -= 1

    def _power(self) -> Fraction:
        base = self._percent()
        if self._take("^") is None:
            return base
        exponent = self._signed()
        if self._dry:
            return Fraction(1)
        if exponent == Fraction(1, 2) and base >= 0:
            return _root(base)
        digits = len(str(abs(base.numerator))) + len(str(base.denominator))
        if exponent.denominator != 1 or abs(exponent) * digits > MOST_DIGITS * 2 or (base == 0 and exponent < 0):
            raise CannotCompute("Powers work only with small whole exponents.")
        return base ** int(exponent)

    def _percent(self) -> Fraction:
        value = self._atom()
        while self._take("%") is not None:
            value /= 100
        return value

    def _atom(self) -> Fraction:
        if self._at >= len(self._parts):
            raise CannotCompute("The calculation ends too early.")
        part = self._parts[self._at]
        if isinstance(part, _Number):
            self._at += 1
            return part.value
        if self._take("(") is not None:
            value = self._sum()
            if self._take(")") is None:
                raise CannotCompute("A parenthesis is not closed.")
            return value
        raise self._broken()

    def _take(self, *signs: str) -> str | None:
        if self._at < len(self._parts):
            part = self._parts[self._at]
            if isinstance(part, str) and part in signs:
                self._at += 1
                return part
        return None

    def _broken(self) -> CannotCompute:
        part = self._parts[self._at]
        return CannotCompute(
            f"The calculation cannot be read at “{part.written if isinstance(part, _Number) else part}”."
        )


def _written(value: Fraction) -> str:
    """Plain digits, no exponent, no trailing zeros."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    with localcontext() as context:
        context.prec = 3 * MOST_DIGITS if rest == 1 else 15
        decimal = Decimal(value.numerator) / Decimal(value.denominator)
    text = f"{decimal:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
