"""Small puzzles with numbers, answered from their words: a sum, an unknown in an equation, the gap in a series.

Decision: only what has one answer by the rules that schools teach is answered; of a series those rules are equal steps,
equal ratios, steps that grow evenly, each number the sum of the two before it, and two series that take turns.
"""

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise

from planner.language.compute import CannotCompute, evaluate, read_number

FEWEST_TOLD = 3
_LEADING = re.compile(r"^(?:(?!(?:plus|minus|times)\b)[a-z'’]{2,}[\s,]+)+", re.I)
_OF_TWO = re.compile(r"(sum|product|difference|quotient)\s+of\s+(\S+)\s+and\s+(\S+?)[?.]?$", re.I)
_OF_TWO_SIGNS = {"sum": "+", "product": "*", "difference": "-", "quotient": "/"}
_GAP = re.compile(r"\?+|_+|\N{WHITE SQUARE}|\.{2,}|\N{HORIZONTAL ELLIPSIS}")
_UNKNOWN = re.compile(r"\?+|_+|\N{WHITE SQUARE}|(?<![a-z])[a-z](?![a-z])", re.I)
_TIMES_SIGN = re.compile(
    r"(?<=\d)\s*[x×]\s*(?=[-(]?\d)|(?<=[\d?_\N{WHITE SQUARE}])\s+[x×]\s+(?=[-(\d?_\N{WHITE SQUARE}])", re.I
)
_NUMBER = r"[-−+]?\d+(?:[.,]\d+)?"
_MEMBER = rf"(?:{_NUMBER}|{_GAP.pattern})"
_SERIES = re.compile(rf"\s*{_MEMBER}(?:\s*[,;|\s]\s*{_MEMBER})+\s*")
_OPERATOR = re.compile(
    r"[+*/×÷^%−-]|\b(?:plus|minus|times|divided|multiplied|percent|squared)\b|(?<=\d)\s*x\s*(?=\d)", re.I
)


def answer_to(text: str) -> str | None:
    """What is to be put where the question mark is; None where that is no such puzzle.

    >>> answer_to("7 x 8 ="), answer_to("What is 19 minus 23?"), answer_to("What is 12% of 50?")
    ('56', '-4', '6')
    >>> answer_to("x + 5 = 12"), answer_to("3y - 2 = 10"), answer_to("? × 4 = 36")
    ('7', '4', '9')
    >>> answer_to("3, 6, 9, 12, ?"), answer_to("2 4 8 _ 32"), answer_to("1, 1, 2, 3, 5, 8")
    ('15', '16', '13')
    >>> answer_to("Solve for x: 4x - 8 = 12"), answer_to("What is the sum of 3 and 4?")
    ('5', '7')
    >>> answer_to("Room 12"), answer_to("2026-11-28"), answer_to("5, 6")
    (None, None, None)
    """
    for asked in dict.fromkeys((text.strip(), text.rpartition(":")[2].strip())):
        bare = _OF_TWO.sub(lambda found: f"{found[2]} {_OF_TWO_SIGNS[found[1].lower()]} {found[3]}", asked)
        bare = _LEADING.sub("", bare)
        for reader in (_series, _equation, _sum):
            found = reader(bare)
            if found is not None:
                return found
    return None


# --- sums and equations ---------------------------------------------------------------------------------------------


def _sum(text: str) -> str | None:
    """A sum that asks for its result: it ends in a sign that says so, or in nothing."""
    bare = re.sub(rf"\s*(?:=|\?|:|{_GAP.pattern})+\s*$", "", text)
    if not _OPERATOR.search(bare) or re.fullmatch(r"\d+([-/.])\d+\1\d+", bare):
        return None
    return _worth(bare)


def _worth(expression: str) -> str | None:
    try:
        return evaluate(_TIMES_SIGN.sub(" * ", expression), {})
    except (CannotCompute, ZeroDivisionError):
        return None


def _equation(text: str) -> str | None:
    """One unknown that stands on either side, as often as may be, but not in a power or below a line."""
    bare = _TIMES_SIGN.sub(" * ", text.rstrip(" .?") if text.count("?") != 1 or "=" in text.rstrip(" .")[-1:] else text)
    left, equals, right = bare.partition("=")
    if not equals or not left.strip() or not right.strip() or "=" in right:
        return None
    unknown = {found.lower() for found in _UNKNOWN.findall(bare)}
    if len(unknown) != 1:
        return None

    def apart(value: int) -> Fraction | None:
        """How far the sides are from each other when the unknown is that much."""
        sides = [_worth(_with(side, value)) for side in (left, right)]
        numbers = [_fraction(side) for side in sides if side is not None]
        return numbers[0] - numbers[1] if len(numbers) == 2 and None not in numbers else None  # type: ignore[operator]

    return _root(apart)


def _with(side: str, value: int) -> str:
    """The unknown replaced; what stands right before it, as in "3x", is multiplied with it."""
    spaced = re.sub(rf"(?<=[\d)])\s*(?={_UNKNOWN.pattern})", " * ", side.strip(), flags=re.I)
    return f"0 + {_UNKNOWN.sub(f'({value})', spaced)}"


def _root(apart: Callable[[int], Fraction | None]) -> str | None:
    told = [apart(value) for value in (1, 2, 5)]
    if any(one is None for one in told):
        return None
    one, two, five = (Fraction(each) for each in told if each is not None)
    slope = two - one
    if slope == 0 or five - one != 4 * slope:
        return None
    return _written(1 - one / slope)


# --- series ---------------------------------------------------------------------------------------------------------


def _series(text: str) -> str | None:
    found = _SERIES.fullmatch(text)
    if found is None:
        return None
    terms = [None if _GAP.fullmatch(word) else _fraction(word) for word in re.split(r"[,;|\s]+", text.strip()) if word]
    if terms.count(None) > 1 or sum(term is not None for term in terms) < FEWEST_TOLD:
        return None
    if None not in terms:
        terms.append(None)
    for rule in (_even_steps, _even_ratios, _growing_steps, _sums_of_two, _by_turns):
        answer = rule(terms)
        if answer is not None:
            return _written(answer)
    return None


Terms = Sequence[Fraction | None]


def _even_steps(terms: Terms) -> Fraction | None:
    known = [(at, term) for at, term in enumerate(terms) if term is not None]
    (first, start), (second, then) = known[0], known[1]
    step = (then - start) / (second - first)
    return _agreed(terms, lambda at: start + step * (at - first))


def _even_ratios(terms: Terms) -> Fraction | None:
    pairs = [(a, b) for a, b in pairwise(terms) if a is not None and b is not None]
    if not pairs or any(a == 0 for a, _ in pairs):
        return None
    ratio = pairs[0][1] / pairs[0][0]
    at, start = next((at, term) for at, term in enumerate(terms) if term is not None)
    return None if ratio == 0 else _agreed(terms, lambda place: start * ratio ** (place - at))


def _growing_steps(terms: Terms) -> Fraction | None:
    """Through three of them a parabola goes; the others have to lie on it."""
    known = [(at, term) for at, term in enumerate(terms) if term is not None]
    if len(known) < FEWEST_TOLD + 1:
        return None
    (a, first), (b, second), (c, third) = known[:3]

    def on_it(x: int) -> Fraction:
        return (
            first * Fraction((x - b) * (x - c), (a - b) * (a - c))
            + second * Fraction((x - a) * (x - c), (b - a) * (b - c))
            + third * Fraction((x - a) * (x - b), (c - a) * (c - b))
        )

    return _agreed(terms, on_it)


def _sums_of_two(terms: Terms) -> Fraction | None:
    gap = terms.index(None)
    if gap < 2 or len(terms) < FEWEST_TOLD + 2:
        return None
    whole = list(terms)
    before, last = whole[gap - 2], whole[gap - 1]
    if before is None or last is None:
        return None
    whole[gap] = before + last
    numbers = [term for term in whole if term is not None]
    fits = all(c == a + b for a, b, c in zip(numbers, numbers[1:], numbers[2:], strict=False))
    return whole[gap] if fits else None


def _by_turns(terms: Terms) -> Fraction | None:
    gap = terms.index(None)
    own = [term for at, term in enumerate(terms) if at % 2 == gap % 2]
    return _even_steps(own) if sum(term is not None for term in own) >= FEWEST_TOLD else None


def _agreed(terms: Terms, rule: Callable[[int], Fraction]) -> Fraction | None:
    """What the rule says of the gap, where it says of all the others what they are."""
    if any(term is not None and term != rule(at) for at, term in enumerate(terms)):
        return None
    return rule(terms.index(None))


def _fraction(text: str) -> Fraction | None:
    bare = text.strip().replace("−", "-")
    sign = -1 if bare.startswith("-") else 1
    value = read_number(bare.lstrip("+-"))
    return sign * value if value is not None else None


def _written(value: Fraction) -> str:
    return evaluate(f"{value.numerator} / {value.denominator}", {})
