"""Orders in the words of a control, and places on a tab."""

import pytest

from grounding.screen import Query, Role
from planner.actions import Action, SelectOption, SetChecked, TypeText
from planner.document_orders import PressNamed, ShowTab
from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.plan import Plan
from planner.values import Literal


def actions(words: str, lexicon: Lexicon) -> list[Action]:
    plan = understand(words, lexicon)
    assert isinstance(plan, Plan), plan
    return [step.action for step in plan.steps]


@pytest.mark.parametrize(
    ("words", "verb", "thing"),
    [
        ("save the guest", "save", "guest"),
        ("Please publish the post.", "publish", "post"),
        ("refresh the list", "refresh", "list"),
        ("add a row", "add", "row"),
    ],
)
def test_what_a_control_may_be_called_is_looked_for(words: str, verb: str, thing: str, lexicon: Lexicon) -> None:
    assert actions(words, lexicon) == [PressNamed(verb=verb, thing=thing)]


@pytest.mark.parametrize("words", ["save everything for later", "roll with it", "publish all of it by noon"])
def test_what_no_control_is_called_is_not_understood(words: str, lexicon: Lexicon) -> None:
    assert not isinstance(understand(words, lexicon), Plan)


@pytest.mark.parametrize(
    "words", ['write "Late" in the Remarks on the Notes tab', 'on the Notes tab, write "Late" into Remarks']
)
def test_a_field_on_a_tab_is_typed_into(words: str, lexicon: Lexicon) -> None:
    shown, typed = actions(words, lexicon)
    assert shown == ShowTab(tab=Query(text="Notes", role=Role.TAB))
    assert isinstance(typed, TypeText)
    assert typed.value == Literal(text="Late")
    assert typed.place is not None
    assert (typed.place.text.lower(), typed.place.relations) == ("remarks", ())


def test_a_tab_is_gone_to_once_for_all_that_is_filled_there(lexicon: Lexicon) -> None:
    kinds = [
        type(one) for one in actions("type Ana into Name on the Guest tab and tick News on the Guest tab", lexicon)
    ]
    assert kinds == [ShowTab, TypeText, SetChecked]


def test_what_is_counted_is_an_entry_of_its_own(lexicon: Lexicon) -> None:
    name, size, keys = actions("fill in the form with name Ana, size M and 3 keys", lexicon)
    assert (name, size) == (
        TypeText(value=Literal(text="Ana"), place=Query(text="name")),
        SelectOption(option=Literal(text="M"), place=Query(text="size")),
    )
    assert keys == TypeText(value=Literal(text="3"), place=Query(text="keys"))


def test_what_is_counted_within_a_value_is_left_there(lexicon: Lexicon) -> None:
    (note,) = actions("fill in the form with note 2 eggs and 3 onions", lexicon)
    assert note == TypeText(value=Literal(text="2 eggs and 3 onions"), place=Query(text="note"))
