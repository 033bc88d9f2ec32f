"""Looking for what is not in sight: each wording gives exactly these actions."""

import pytest

from grounding.screen import Query, Role
from planner.actions import Action, Click, PickResult, Reveal
from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.plan import Plan

SECTION = Query(text="section", role=Role.GROUP)
TREE = Query(role=Role.TREE_ITEM)
TERMS = Query(text="Terms", exact=True, role=Role.LINK)

WORDINGS: list[tuple[str, list[Action]]] = [
    ("expand the section below", [Reveal(place=None, opening=SECTION)]),
    ("expand all sections", [Reveal(place=None, opening=SECTION, every=True)]),
    (
        "Expand the section below and click Send",
        [Reveal(place=None, opening=SECTION), Click(place=Query(text="Send"))],
    ),
    (
        'Expand the sections below, to find and click on the link "Terms"',
        [Reveal(place=TERMS, opening=SECTION, every=True), Click(place=TERMS)],
    ),
    (
        'open all the sections, then click the link "Terms"',
        [Reveal(place=TERMS, opening=SECTION, every=True), Click(place=TERMS)],
    ),
    (
        'Navigate through the folder tree. Find and click on the folder or file named "Bills".',
        [
            Reveal(place=Query(text="Bills", exact=True), opening=TREE, every=True),
            Click(place=Query(text="Bills", exact=True)),
        ],
    ),
    (
        'look through the tabs until you see "Printer"',
        [Reveal(place=Query(text="Printer", exact=True), opening=Query(text="tab", role=Role.TAB), every=True)],
    ),
    ("click the 7th search result", [PickResult(ordinal=7)]),
    ("expand Details", [Click(place=Query(text="Details"))]),
    ("expand the Details section", [Click(place=Query(text="Details", role=Role.GROUP))]),
    ("open the list", [Click(place=Query(role=Role.LIST))]),
    ('find and click "Terms"', [Click(place=Query(text="Terms", exact=True))]),
]


@pytest.mark.parametrize(("words", "actions"), WORDINGS, ids=[words for words, _ in WORDINGS])
def test_words_give_these_actions(words: str, actions: list[Action], lexicon: Lexicon) -> None:
    plan = understand(words, lexicon)
    assert isinstance(plan, Plan), plan
    assert [step.action for step in plan.steps] == actions
