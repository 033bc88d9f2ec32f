"""What people say of the things that a page shows, where a browser is all there is."""

import pytest

from grounding.screen import Query, Role
from planner.actions import Action, Click, OpenAddress, OpenApp, Pursue, SelectOption, TypeText
from planner.document_orders import Finish, HandIn
from planner.goals.goal import Given, Thing
from planner.language.context import only_pages
from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.plan import NotUnderstood, Plan


def actions(words: str, lexicon: Lexicon) -> list[Action]:
    plan = understand(words, lexicon, only_pages)
    assert isinstance(plan, Plan), plan
    return [step.action for step in plan.steps]


@pytest.mark.parametrize(
    ("words", "noun", "mark"),
    [
        ("open Lea Martin", "", "Lea Martin"),
        ("open the page Garden", "page", "Garden"),
        ("go to the issue Printer jams on long jobs", "issue", "Printer jams on long jobs"),
        ("open the issue about the broken lamp", "issue", "broken lamp"),
        ("open the member table", "table", "member table"),
        ("open the invoice of Kei Sato", "invoice", "Kei Sato"),
        ('open "Green tea"', "", "Green tea"),
    ],
)
def test_what_has_a_name_is_sought_on_the_page(words: str, noun: str, mark: str, lexicon: Lexicon) -> None:
    (opened,) = actions(words, lexicon)
    assert isinstance(opened, Pursue)
    assert (opened.goal.deed, opened.goal.thing) == ("open", Thing(noun=noun, marks=(mark,)))


@pytest.mark.parametrize("words", ["open event", "go to Suppliers", "open the settings page", "open the menu"])
def test_what_has_no_name_is_clicked(words: str, lexicon: Lexicon) -> None:
    (clicked,) = actions(words, lexicon)
    assert isinstance(clicked, Click)


def test_an_application_that_is_called_one_stays_one(lexicon: Lexicon) -> None:
    assert actions("open the Notes app", lexicon) == [OpenApp(name="Notes")]
    assert actions("open https://example.com", lexicon) == [OpenAddress(address="https://example.com")]


def test_saving_presses_the_button_of_that_name(lexicon: Lexicon) -> None:
    *_, saved = actions("open Lea Martin, untick Active and save", lexicon)
    assert saved == HandIn(button=Query(text="Save", role=Role.BUTTON))


def test_a_thing_that_was_changed_is_kept_so(lexicon: Lexicon) -> None:
    _, chosen, kept = actions("open the issue Printer jams and change the priority to critical", lexicon)
    assert isinstance(chosen, SelectOption)
    assert kept == Finish(place=chosen.place)


@pytest.mark.parametrize(
    "words", ["open Lea Martin, untick Active and save", "edit Green tea, change the price to 4.80 and click Save"]
)
def test_what_is_said_of_keeping_it_is_enough(words: str, lexicon: Lexicon) -> None:
    assert not any(isinstance(action, Finish) for action in actions(words, lexicon))


@pytest.mark.parametrize(
    ("words", "deed", "thing", "fact"),
    [
        ("rename the product Sea salt to Rock salt", "rename", ("product", "Sea salt"), ("called", "Rock salt")),
        ("assign the issue Lamp is broken to trixi", "edit", ("issue", "Lamp is broken"), ("assignee", "trixi")),
        ("change the priority of the issue Lamp is broken to wish", "edit", ("issue", "Lamp is broken"),
         ("priority", "wish")),
        ("change the due date of the invoice of Kei Sato to 2027-01-15", "edit", ("invoice", "Kei Sato"),
         ("due date", "2027-01-15")),
    ],
)  # fmt: skip
def test_one_thing_of_many_is_changed(
    words: str, deed: str, thing: tuple[str, str], fact: tuple[str, str], lexicon: Lexicon
) -> None:
    (changed,) = actions(words, lexicon)
    assert isinstance(changed, Pursue)
    assert (changed.goal.deed, changed.goal.thing) == (deed, Thing(noun=thing[0], marks=(thing[1],)))
    assert changed.goal.facts == (Given(cue=fact[0], value=fact[1]),)


@pytest.mark.parametrize(
    ("words", "thing", "state"),
    [
        ("make Kei Sato active", Thing(marks=("Kei Sato",)), "active"),
        ("mark the invoice of Kei Sato as paid", Thing(noun="invoice", marks=("Kei Sato",)), "paid"),
        ("mark the issue Lamp is broken as resolved", Thing(noun="issue", marks=("Lamp is broken",)), "resolved"),
    ],
)
def test_a_thing_is_given_a_state(words: str, thing: Thing, state: str, lexicon: Lexicon) -> None:
    (marked,) = actions(words, lexicon)
    assert isinstance(marked, Pursue)
    assert (marked.goal.deed, marked.goal.thing, marked.goal.options) == ("edit", thing, (state,))


def test_what_has_parts_is_opened_first(lexicon: Lexicon) -> None:
    opened, *_ = actions("in the event table, go to the Content tab and delete the Quiz night", lexicon)
    assert isinstance(opened, Pursue)
    assert opened.goal.thing.marks == ("event table",)


def test_all_that_is_set_in_one_breath_belongs_to_one_thing(lexicon: Lexicon) -> None:
    (edited,) = actions("set the quantity of Olive oil to 25 and its supplier to Nordhandel", lexicon)
    assert isinstance(edited, Pursue)
    assert edited.goal.thing.marks == ("Olive oil",)
    assert edited.goal.facts == (Given(cue="quantity", value="25"), Given(cue="supplier", value="Nordhandel"))


@pytest.mark.parametrize(
    ("words", "facts"),
    [
        (
            "add an invoice for Lea Martin over 99.90, due on 2027-05-04",
            [("for", "Lea Martin"), ("over", "99.90"), ("due", "2027-05-04")],
        ),
        ("add an invoice of 40 for Krüger", [("of", "40"), ("for", "Krüger")]),
        (
            "add Rosa Lind from Bergen with a fee of 25",
            [("called", "Rosa Lind"), ("from", "Bergen"), ("fee", "25")],
        ),
        ("add a product called Mint tea at a price of 5.20", [("called", "Mint tea"), ("price", "5.20")]),
        ("create a task called Call Bo with the due date 2027-03-04", [("called", "Call Bo"), ("due", "2027-03-04")]),
        (
            'create a page called Ideas, write "Build a house." in it',
            [("called", "Ideas"), ("text", "Build a house.")],
        ),
    ],
)
def test_facts_of_a_new_thing_are_told_apart(words: str, facts: list[tuple[str, str]], lexicon: Lexicon) -> None:
    (created,) = actions(words, lexicon)
    assert isinstance(created, Pursue)
    assert [(fact.cue, fact.value) for fact in created.goal.facts] == facts


def test_whose_a_thing_is_may_stand_before_it(lexicon: Lexicon) -> None:
    (changed,) = actions("change Ana Lopez's e-mail to ana@new.example and her phone to 123", lexicon)
    assert isinstance(changed, Pursue)
    assert changed.goal.thing == Thing(marks=("Ana Lopez",))
    assert changed.goal.facts == (Given(cue="e-mail", value="ana@new.example"), Given(cue="phone", value="123"))


def test_what_was_given_a_name_is_called_so_from_then_on(lexicon: Lexicon) -> None:
    _, opened = actions("rename the page Garden to Yard and open it", lexicon)
    assert isinstance(opened, Pursue)
    assert opened.goal.thing == Thing(noun="page", marks=("Yard",))


def test_what_is_set_of_it_is_set_in_its_form(lexicon: Lexicon) -> None:
    made, filled, _ = actions("create an issue called Broken lamp. Assign it to Eva.", lexicon)
    assert isinstance(made, Pursue)
    assert made.goal.left_open
    assert isinstance(filled, TypeText)
    assert filled.place == Query(text="assignee")


@pytest.mark.parametrize(
    "words",
    [
        "open the page Recipes and close it",
        "on the page Garden, replace Monday with Tuesday",
    ],
)
def test_nothing_is_made_of_what_is_not_understood(words: str, lexicon: Lexicon) -> None:
    assert isinstance(understand(words, lexicon, only_pages), NotUnderstood)
