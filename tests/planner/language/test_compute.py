"""Arithmetic is exact, reads numbers as people write them, and says what is wrong."""

import contextlib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.language.compute import CannotCompute, evaluate, keystrokes, normalise, read_number

ANSWERS = [
    ("17*23", "391"),
    ("17 times 23", "391"),
    ("17 × 23 =", "391"),
    ("17x23", "391"),
    ("0.1 + 0.2", "0.3"),
    ("1/3", "0.333333333333333"),
    ("1/8", "0.125"),
    ("10 divided by 4", "2.5"),
    ("5 minus -3", "8"),
    ("-2^2", "-4"),
    ("2^10", "1024"),
    ("2 ^ -2", "0.25"),
    ("5 squared", "25"),
    ("15% of 80", "12"),
    ("(2+3)*4", "20"),
    ("1,234 * 2", "2468"),
    ("1.234,5 * 2", "2469"),
    ("1,5 + 1", "2.5"),
    ("12 ÷ 4 − 1", "2"),
    ("1000000000000 * 1000000000000", "1000000000000000000000000"),
]


@pytest.mark.parametrize(("expression", "answer"), ANSWERS)
def test_it_is_worked_out(expression: str, answer: str) -> None:
    assert evaluate(expression, {}) == answer


@pytest.mark.parametrize(
    ("expression", "says"),
    [
        ("1/0", "divided by zero"),
        ("", "nothing to work out"),
        ("2+", "ends too early"),
        ("2(3)", "cannot be read at"),
        ("(2", "not closed"),
        ("9^999", "small whole exponents"),
        ("2^0.3", "small whole exponents"),
        ("apples + 2", "apples"),
        ("12,34,56 + 1", "more than one number"),
        ("__import__('os')", "neither a number"),
        ("(" * 200 + "1" + ")" * 200, "nested"),
        ("1+" * 400 + "1", "longer than"),
    ],
)
def test_what_is_wrong_is_said(expression: str, says: str) -> None:
    with pytest.raises(CannotCompute, match=says):
        evaluate(expression, {})


def test_results_are_used_by_name() -> None:
    results = {"total": "€ 1,234.50", "order total": "10", "name": "Ana 3 and 4", "debt": "-5 EUR"}
    assert evaluate("total * 2", results) == "2469"
    assert evaluate("order total + 1", results) == "11"
    assert evaluate("Debt + 1", results) == "-4"
    with pytest.raises(CannotCompute, match="not one number"):
        evaluate("name + 1", results)


def test_words_become_signs() -> None:
    assert normalise("17 times (2 plus total)", ("total",)) == "17 * (2 + total)"
    assert keystrokes("17 times 23") == "17*23"
    assert keystrokes("1,234.5 ÷ 2") == "1234.5/2"


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.sampled_from("+-*"))
def test_whole_numbers_agree_with_integers(left: int, right: int, sign: str) -> None:
    expected = {"+": left + right, "-": left - right, "*": left * right}[sign]
    assert evaluate(f"{left} {sign} {right}", {}) == str(expected)


@given(st.decimals(min_value=0, max_value=10**9, allow_nan=False, allow_infinity=False, places=2))
def test_a_number_is_read_back(number: object) -> None:
    assert read_number(f"{number}") == Fraction(str(number))


@given(st.text(max_size=80))
def test_nothing_but_its_own_error_is_ever_raised(expression: str) -> None:
    with contextlib.suppress(CannotCompute):
        assert evaluate(expression, {"total": "5"})
