"""A form in a few words is filled in as it would be with whole sentences; a list of names stays one."""

import pytest

from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.plan import Plan
from tests.bench.plan_shape import in_short, is_same

SAID = [
    ("type 2 into Adults, type 3 into Children and click Search rooms", "Adults 2, Children 3, Search rooms."),
    ("type 12 into Seats, tick Projector and click Book now", "Seats 12, Projector on, Book now"),
    ('click Edit in the row of "Nora Bell", type 12 into Room, click Save', "row Nora Bell: Edit, Room 12, Save"),
    ('click Edit in the row of "Ida Berg", type 7 into Desk, click Save', "Ida Berg's row: Edit, Desk 7, Save"),
    ("open the settings, click Sound, untick Startup chime", "Settings, Sound, Startup chime off"),
    ("open the settings, click Power, untick Dim when idle", "settings > Power, Dim when idle off"),
    ("open the settings, click Sound, set the Output volume slider to 35", "settings, Sound, Output volume slider 35"),
    ("in the File menu, click Print, type 2 into Copies and click Print now", "File > Print, Copies 2, Print now"),
    (
        "double-click Room 4, type Budget talk into Title, click Reserve",
        "Double-click Room 4, Title: Budget talk, Reserve",
    ),
    ('clear Message and type "Hi Jo" into Message', 'Message: clear, then "Hi Jo"'),
    ("type Vegan into Meal, tick Wheelchair access, click Save", "Meal Vegan, Wheelchair access on, Save"),
    ("upload cv.pdf to Your CV and click Apply now", "cv.pdf in Your CV, Apply now"),
    ('type "hiking boots" into the search field and press Enter', "search field: hiking boots, Enter"),
    (
        'click Reply, type "Coming!" into Your answer, click Send reply',
        'Reply, then "Coming!" in Your answer, then Send reply',
    ),
    ("click the Reviews tab, then click Write a review", "Reviews tab, then Write a review"),
    (
        "type marek77 into Card number, type my password into Password, click Sign in",
        "Card number marek77, Password: my password, Sign in",
    ),
]
LISTS = [
    ("click Room 1, click Room 2, click Room 3", "click Room 1, Room 2 and Room 3"),
    ("tick Monday, tick Tuesday, tick Wednesday", "Tick Monday, Tuesday, Wednesday"),
    (
        "for each of Oslo, Riga and Turin: type it into City and click Add",
        "Oslo, Riga, Turin: each into City, click Add",
    ),
    ("tick all boxes except Newsletter", "All boxes on, Newsletter excepted"),
    ("wait 5 seconds, then click Next", "wait 5 seconds, then Next"),
]


@pytest.mark.parametrize(("plain", "said"), [*SAID, *LISTS], ids=[said for _, said in (*SAID, *LISTS)])
def test_it_means_the_same_as_whole_sentences(plain: str, said: str, lexicon: Lexicon) -> None:
    plan, meant = understand(said, lexicon), understand(plain, lexicon)
    assert isinstance(meant, Plan), meant
    assert isinstance(plan, Plan), plan
    assert is_same(in_short(plan), in_short(meant))


@pytest.mark.parametrize("said", ["Meal Vegan, Seat Aisle, Save", "Room 1, Room 2, Save", "Buy milk 2, eggs 12, Save"])
def test_a_list_that_could_be_names_is_not_taken_for_a_form(said: str, lexicon: Lexicon) -> None:
    assert not isinstance(understand(said, lexicon), Plan)
