"""Queries of any length and script, on crowded screens: an answer or `missed`, in bounded time."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.words import load_lexicon
from grounding.locator.locate import locate
from grounding.screen import Missed, Query, Role, Target
from planner.language.orders import read_place

_NAMES = ("Save", "Open recent", "Reply to all", "Größe ändern", "保存", "Сохранить", "Total 12.50", "notes_2024.txt")


def crowded(make, many: int):
    controls = []
    for at in range(many):
        left, top = 4 + 98 * (at % 8), 4 + 4 * (at // 8)
        role = (Role.BUTTON, Role.CELL, Role.TEXT_FIELD, Role.CHECKBOX)[at % 4]
        controls.append(make.element(role, f"{_NAMES[at % len(_NAMES)]} {at // 8}", (left, top, left + 90, top + 4)))
    return make.screen(*controls)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        "x" * 10_000,
        "Save " * 2_000,
        "the " * 3_000,
        '"' * 10_000,
        "(" * 10_000,
        "in the row of " * 700,
        "<button onclick='x()'>Save</button>" * 200,
        "\u202eevaS\u202c",
        "\ud800",
        "🗑️" * 3_000,
        "السابق",
        "ปุ่มบันทึก",
        "a\u0301" * 5_000,
        "\0\1\2",
        "1" * 10_000,
        "row 99999999999999999999",
    ],
    ids=range(18),
)
def test_any_words_are_answered_soon(make, words: str) -> None:
    screen = crowded(make, 200)
    lexicon = load_lexicon()
    locate(Query(text="warm"), screen)
    began = time.process_time()
    answer = locate(read_place(words, lexicon), screen)
    assert time.process_time() - began < 2.0
    assert isinstance(answer, Target | Missed)
    whole = locate(Query(text=words), screen)
    assert isinstance(whole, Target | Missed)
    assert time.process_time() - began < 4.0


def test_nonsense_is_missed(make) -> None:
    screen = crowded(make, 200)
    for words in ("", "qzxv wvutq", "x" * 10_000, "<b></b>", "ปุ่ม", "\0"):
        assert isinstance(locate(Query(text=words), screen), Missed), words


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=400))
def test_no_text_breaks_the_locator(make, words: str) -> None:
    screen = crowded(make, 24)
    answer = locate(read_place(words, load_lexicon()), screen)
    match answer:
        case Target():
            assert answer.element.box.contains(answer.point)
            assert 0 <= answer.score <= 1
        case Missed():
            assert all(0 <= one.score <= 1 for one in answer.nearest)


def test_a_crowded_screen_is_answered_at_once(make) -> None:
    """Processor time, the mean of several questions on a thousand elements: 30 ms on an idle machine."""
    screen = crowded(make, 1_000)
    locate(Query(text="warm"), screen)
    asked = ("Reply to all 7", "the Save 3 button", "Delete everything", "Grösse ändern 5", "sheet")
    queries = [read_place(words, load_lexicon()) for words in asked]
    began = time.process_time()
    for query in queries:
        locate(query, screen)
    assert (time.process_time() - began) / len(queries) < 0.12
