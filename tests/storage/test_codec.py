"""Typed values to JSON and back."""

import json
import math
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.storage.chain import canonical
from app.storage.codec import Undecodable, decode, decode_union, encode
from grounding.screen import Element, Query, Related, Target
from planner.actions import Action, Click, Literal, Secret, TypeText
from planner.plan import Expectation, Plan, Step

finite = st.floats(allow_nan=False, allow_infinity=False)


def queries(depth: int = 2) -> st.SearchStrategy[Query]:
    related = st.lists(st.builds(Related, anchor=queries(depth - 1)), max_size=2).map(tuple) if depth else st.just(())
    return st.builds(Query, relations=related)


st.register_type_strategy(Query, queries())
st.register_type_strategy(float, finite)
# A name is checked where it comes in; a mark in a record is read back by its ends.
st.register_type_strategy(Secret, st.builds(Secret, name=st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,20}", fullmatch=True)))


@given(st.from_type(Action))
@settings(deadline=None, max_examples=300)
def test_every_action_comes_back_as_it_was(action: object) -> None:
    assert decode_union(Action, json.loads(canonical(encode(action)))) == action


@given(st.from_type(Expectation))
@settings(deadline=None)
def test_every_expectation_comes_back_as_it_was(expectation: object) -> None:
    assert decode_union(Expectation, json.loads(canonical(encode(expectation)))) == expectation


@given(st.from_type(Target))
@settings(deadline=None, max_examples=50)
def test_every_target_comes_back_as_it_was(target: Target) -> None:
    assert decode(Target, json.loads(canonical(encode(target)))) == target


@given(st.from_type(Plan))
@settings(deadline=None, max_examples=50)
def test_every_plan_comes_back_as_it_was(plan: Plan) -> None:
    assert decode(Plan, json.loads(canonical(encode(plan)))) == plan


def test_a_secret_is_written_as_its_mark() -> None:
    written = canonical(encode(TypeText(value=Secret(name="mail"))))
    assert b'"{{secret:mail}}"' in written


def test_free_text_is_redacted_and_tags_are_not() -> None:
    document = encode(Click(place=Query(text="Click here")), lambda text: text.replace("Click", "#"))
    assert document["type"] == "Click"
    assert document["place"]["text"] == "# here"


def test_numbers_that_json_lacks_are_written_as_unknown() -> None:
    @dataclass(frozen=True, kw_only=True)
    class Measured:
        score: float

    assert encode(Measured(score=math.inf)) == {"type": "Measured", "score": None}


def test_half_a_character_does_not_stop_the_record() -> None:
    assert canonical(encode(Literal(text="a\ud83d"))) == b'{"text":"a?","type":"Literal"}'


@pytest.mark.parametrize(
    "document",
    [
        None,
        3,
        "Click",
        [],
        {},
        {"type": "Permit"},
        {"type": "Click"},
        {"type": "Click", "place": {"type": "Query", "text": 3}},
        {"type": "Click", "place": {"type": "Query"}, "count": "twice"},
        {"type": "Click", "place": {"type": "Query"}, "button": "fourth"},
        {"type": "TypeText", "value": {"type": "Secret", "text": "in the clear"}},
    ],
)
def test_a_document_that_does_not_fit_is_refused(document: object) -> None:
    with pytest.raises(Undecodable):
        decode_union(Action, document)


@given(st.recursive(st.none() | st.booleans() | st.integers() | finite | st.text(), st.lists, max_leaves=8))
def test_no_document_breaks_the_reader(document: object) -> None:
    for kind in (Step, Element):
        with pytest.raises(Undecodable):
            decode(kind, document)
