"""Every step says what it does and what should be seen after it; secrets stay names."""

import dataclasses
import typing

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.words import load_lexicon
from grounding.screen import Query, Related, Relation, Role
from planner.actions import (
    Action,
    Assert,
    Clear,
    Click,
    Compute,
    Drag,
    Filling,
    Literal,
    PressKeys,
    SaveAs,
    Secret,
    SetChecked,
    SetDate,
    SetLevel,
    TypeText,
    WaitFor,
)
from planner.language.describe import describe, describe_action
from planner.language.expectations import expected
from planner.language.lexicon import Lexicon
from planner.language.saying import describe_place
from planner.language.understand import understand
from planner.plan import (
    CheckedIs,
    FieldHolds,
    FileWritten,
    LevelShown,
    MomentHeld,
    NotUnderstood,
    Plan,
    ResultKnown,
    ScreenChanges,
    Step,
    TextShown,
)

SENTENCES = [
    (Click(place=Query(text="Save", role=Role.BUTTON)), "Click the “Save” button"),
    (Click(place=Query(text="A"), count=2, modifiers=("ctrl",)), "Ctrl-double-click “A”"),
    (TypeText(value=Literal(text="a\nb")), "Type “a⏎b”"),
    (TypeText(value=Literal(text="x"), filling=Filling.APPEND), "Add “x” at the end of the document"),
    (TypeText(value=Secret(name="mail"), place=Query(text="Password")), "Type the secret “mail” into “Password”"),
    (PressKeys(keys=("ctrl", "page_down"), times=2), "Press Ctrl+Page Down 2 times"),
    (SetChecked(place=Query(text="News"), checked=False), "Turn off “News”"),
    (SetDate(value=Literal(text="May 3rd"), place=Query(text="Departure")), "Set “Departure” to “May 3rd”"),
    (SetLevel(value=Literal(text="30"), place=Query(text="Volume")), "Set “Volume” to “30”"),
    (Drag(start=Query(text="A"), end=Query(text="B")), "Drag “A” to “B”"),
    (Compute(expression="17 * 23", name="total"), "Work out 17 * 23 as “total”"),
    (WaitFor(seconds_s=3.0), "Wait 3 seconds"),
    (WaitFor(place=Query(text="Done"), gone=True), "Wait until “Done” is gone"),
    (Assert(place=Query(text="Error"), present=False), "Check that “Error” is not there"),
    (Clear(), "Clear the field that has the focus"),
]


@pytest.mark.parametrize(("action", "sentence"), SENTENCES)
def test_an_action_is_said_in_words(action: Action, sentence: str) -> None:
    assert describe_action(action) == sentence


def test_a_place_is_said_with_its_neighbours() -> None:
    anchor = Query(text="Name", role=Role.LABEL)
    place = Query(role=Role.TEXT_FIELD, ordinal=2, relations=(Related(relation=Relation.RIGHT_OF, anchor=anchor),))
    assert describe_place(place) == "the second field right of the “Name” label"


def test_long_text_is_shortened() -> None:
    assert len(describe_action(TypeText(value=Literal(text="x" * 5000)))) < 120


def test_a_step_says_its_own_purpose() -> None:
    step = Step(purpose="Send the order", action=Click(place=Query(text="Send")), expect=(ScreenChanges(),))
    assert describe(step) == "Send the order"
    assert describe(dataclasses.replace(step, purpose="")) == "Click “Send”"


def test_each_action_has_its_expectation() -> None:
    place, value = Query(text="Name"), Literal(text="Ana")
    assert expected(TypeText(value=value, place=place)) == (FieldHolds(value=value, place=place, whole=True),)
    assert expected(TypeText(value=value)) == (FieldHolds(value=value, place=None, whole=False),)
    appended = TypeText(value=value, place=place, filling=Filling.APPEND)
    assert expected(appended) == (FieldHolds(value=value, place=place, whole=False),)
    assert expected(Clear(place=place)) == (FieldHolds(value=Literal(text=""), place=place),)
    assert expected(SetChecked(place=place, checked=True)) == (CheckedIs(place=place, checked=True),)
    assert expected(SetDate(value=value, place=place)) == (MomentHeld(value=value, place=place),)
    assert expected(SetLevel(value=value, place=place)) == (LevelShown(value=value, place=place),)
    assert expected(SaveAs(path=value)) == (FileWritten(path=value),)
    assert expected(Compute(expression="1+1", name="sum")) == (ResultKnown(name="sum"),)
    assert expected(WaitFor(place=Query(text="Done", exact=True))) == (TextShown(text="Done"),)


def test_every_action_of_the_closed_set_is_described_and_expected(lexicon: Lexicon) -> None:
    examples = "\n".join(lexicon.patterns[name] for name in sorted(lexicon.patterns))
    kinds = {kind.__name__ for kind in typing.get_args(Action)}
    assert len(kinds) > 20
    for line in examples.split("\n"):
        plan = understand(line, lexicon)
        if isinstance(plan, Plan):
            assert all(step.purpose and step.expect for step in plan.steps)


_PIECES = st.sampled_from(
    [
        "click", "type", "open", "the", "Save", "button", "in", "into", "and", "then", ",", ".", ";", "\n", ":",
        '"b c"', "17*23", "Name", "next to", "first", "press", "Ctrl+S", "result", "it", "choose", "from", "check",
        "24 December 2026", "notes.txt", "https://a.b", "my password", "{{secret:x}}", "scroll", "down", "drag", "wait",
        "until", "save", "as", "fill in the form", "with", "calculator", "work out", "use", ">", "by", "not", "is",
        "at the end", "on the next line", "two lines", "'", '"', "“", "(", ")", "😀", "read", "copy", "paste", "set",
        "to", "on", "'a'",
    ]
)  # fmt: skip


@settings(max_examples=400)
@example("0(. )")
@given(st.lists(_PIECES, max_size=25).map(" ".join) | st.text(max_size=200))
def test_understanding_never_raises(words: str) -> None:
    answer = understand(words, load_lexicon())
    if isinstance(answer, Plan):
        assert answer.instruction.text == words
        assert all(step.purpose and step.expect for step in answer.steps)
    else:
        assert isinstance(answer, NotUnderstood)
        assert answer.nearest
