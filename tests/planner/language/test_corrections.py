"""What is taken back while it is said makes way for what follows; where that cannot be told, the text stays."""

import pytest

from planner.language.corrections import corrected
from planner.language.lexicon import Lexicon

MENDED = [
    ("press Enter, no wait, press Escape", "press Escape"),
    ("click Save, sorry, I meant Cancel", "click Cancel"),
    ("set Volume to 30, no, 40", "set Volume to 40"),
    ('Type "Ana" into Name, no, sorry, in Phone, and click Save', 'Type "Ana" in Phone, and click Save'),
    ("Type Grete in First name, no, sorry, Greta. Then click Save.", "Type Greta in First name. Then click Save."),
    ("Choose medium, no wait, Large, and click Add to cart.", "Choose Large, and click Add to cart."),
    ("type Ben into Surname, sorry, First name, and click OK", "type Ben into First name, and click OK"),
    ("Open a.txt, no, b.txt, and save it", "Open b.txt, and save it"),
    ("set Arrival to 2026-12-24, make that 2026-12-23", "set Arrival to 2026-12-23"),
    ("go to a.example.com, or rather b.example.com, and click Shop", "go to b.example.com, and click Shop"),
    ('write "Tuesday" in Day, oops, I meant "Thursday"', 'write "Thursday" in Day'),
    ("Click Save. No, Cancel.", "Click Cancel."),
    ("put Ana in Mobile - no, in Phone", "put Ana in Phone"),
]
KEPT = [
    "choose Spain in Country, I mean, Portugal",
    "delete a.txt, no wait, don't delete it",
    "tick Gift wrap, no wait, untick it",
    "click Save, sorry, I'm new here",
    'Check whether "Done" is shown. If no, click "Next".',
    'type "no, sorry, I can\'t" into Message',
]


@pytest.mark.parametrize(("said", "meant"), MENDED, ids=[said for said, _ in MENDED])
def test_what_follows_takes_the_place_of_what_it_is_like(said: str, meant: str, lexicon: Lexicon) -> None:
    assert corrected(said, lexicon) == meant


@pytest.mark.parametrize("said", KEPT)
def test_what_could_stand_for_several_things_changes_nothing(said: str, lexicon: Lexicon) -> None:
    assert corrected(said, lexicon) == said
