"""Controls that say nothing, found by what is drawn on them."""

import numpy as np
import pytest

from grounding.locator.depicting import Vectors
from grounding.locator.locate import locate
from grounding.screen import ElementId, Meaning, Missed, Query, Related, Relation, Role, Target, Vector

_THINGS = ("menu", "close", "search", "pause", "full screen", "delete", "add", "star", "home", "settings")
_ALSO = {"hamburger": "menu", "x": "close", "find": "search", "bin": "delete", "remove": "delete"}


class FewDrawings:
    """Knows ten drawings and some other words for them; a text is the mean of the things that it names."""

    def words(self, text: str) -> Vector:
        named = [_ALSO.get(word, word) for word in (text, *text.split())]
        found = [self.look(word) for word in named if word in _THINGS]
        if not found:
            return np.full(len(_THINGS), -1 / np.sqrt(len(_THINGS)), dtype=np.float32)
        mean = np.mean(found, axis=0)
        return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)

    @property
    def names(self) -> Vectors:
        return np.eye(len(_THINGS), dtype=np.float32)

    def look(self, thing: str) -> Vector:
        return self.names[_THINGS.index(thing)]


DEPICTING = FewDrawings()


@pytest.fixture
def toolbar(make):
    things = ("menu", "pause", "delete", "close")
    drawings = [make.element(Role.ICON_BUTTON, "", (20 + 60 * at, 20, 44 + 60 * at, 44)) for at, _ in enumerate(things)]
    looks = {one.id: DEPICTING.look(thing) for one, thing in zip(drawings, things, strict=True)}
    return make.screen(
        *drawings,
        make.element(Role.TAB, "Timer", (300, 20, 380, 44)),
        make.read("Delete the selected rows with the key below", (20, 300, 400, 320)),
        looks=looks,
    )


@pytest.mark.parametrize(
    ("query", "left"),
    [
        (Query(text="main (hamburger)", role=Role.MENU, act="open"), 20),
        (Query(text="Pause the timer"), 80),
        (Query(text="Remove the contact"), 140),
        (Query(text="bin", role=Role.ICON_BUTTON), 140),
        (Query(text="Close the yellow note"), 200),
    ],
)
def test_what_is_drawn_is_found_by_what_it_means(toolbar, query: Query, left: int) -> None:
    found = locate(query, toolbar, depicting=DEPICTING)
    assert isinstance(found, Target), found
    assert found.element.box.left == left


def test_a_drawing_that_is_not_there_is_missed(toolbar) -> None:
    assert isinstance(locate(Query(text="star"), toolbar, depicting=DEPICTING), Missed)
    assert isinstance(locate(Query(text="settings", role=Role.BUTTON), toolbar, depicting=DEPICTING), Missed)


def test_text_comes_before_drawings(make) -> None:
    drawing = make.element(Role.ICON_BUTTON, "", (20, 20, 44, 44))
    text = make.element(Role.BUTTON, "Search", (20, 100, 90, 124))
    screen = make.screen(drawing, text, looks={drawing.id: DEPICTING.look("search")})
    found = locate(Query(text="Search"), screen, depicting=DEPICTING)
    assert isinstance(found, Target)
    assert found.element == text
    assert found.runners_up[0].element == drawing


def test_what_is_quoted_is_never_a_drawing(make) -> None:
    drawing = make.element(Role.ICON_BUTTON, "", (20, 20, 44, 44))
    screen = make.screen(drawing, looks={drawing.id: DEPICTING.look("search")})
    assert isinstance(locate(Query(text="search", exact=True), screen, depicting=DEPICTING), Missed)


def test_a_drawing_beside_a_name(make) -> None:
    drawings = [make.element(Role.IMAGE, "", (300, 100 + 40 * row, 320, 120 + 40 * row)) for row in range(3)]
    names = [make.read(name, (20, 100 + 40 * row, 90, 120 + 40 * row)) for row, name in enumerate(("Ann", "Ben", "Cy"))]
    screen = make.screen(*drawings, *names, looks={one.id: DEPICTING.look("delete") for one in drawings})
    in_row = (Related(relation=Relation.IN_ROW_OF, anchor=Query(text="Ben")),)
    found = locate(Query(text="bin", role=Role.ICON_BUTTON, relations=in_row), screen, depicting=DEPICTING)
    assert isinstance(found, Target)
    assert found.element == drawings[1]


def test_a_meaning_names_a_control_where_no_words_can_be_drawn(make) -> None:
    sure = make.element(Role.ICON_BUTTON, "", (20, 20, 44, 44), meaning=Meaning(name="full screen", confidence=0.9))
    unsure = make.element(Role.ICON_BUTTON, "", (80, 20, 104, 44), meaning=Meaning(name="star", confidence=0.2))
    found = locate(Query(text="full screen", act="toggle"), make.screen(sure, unsure))
    assert isinstance(found, Target)
    assert found.element == sure
    assert isinstance(locate(Query(text="star"), make.screen(sure, unsure)), Missed)


def test_looks_without_anyone_who_knows_drawings_are_left_alone(make) -> None:
    drawing = make.element(Role.ICON_BUTTON, "", (20, 20, 44, 44))
    screen = make.screen(drawing, looks={ElementId(drawing.id): DEPICTING.look("search")})
    assert isinstance(locate(Query(text="search"), screen), Missed)


@pytest.mark.parametrize(("meanings", "role"), [(("down",), Role.DROPDOWN), (("up", "down"), Role.TEXT_FIELD)])
def test_a_field_with_an_arrow_down_drops_down(make, meanings: tuple[str, ...], role: Role) -> None:
    field = make.element(Role.TEXT_FIELD, "", (20, 20, 220, 50))
    arrows = [
        make.element(
            Role.ICON_BUTTON, "", (190, 20 + 15 * at, 215, 35 + 15 * at), meaning=Meaning(name=name, confidence=1)
        )
        for at, name in enumerate(meanings)
    ]
    found = locate(Query(text="zone", role=role), make.screen(make.read("Zone", (20, 4, 60, 16)), field, *arrows))
    assert isinstance(found, Target)
    assert (found.element.id, found.element.role) == (field.id, role)
    assert (found.point.x > 200) == (role is Role.DROPDOWN)


@pytest.mark.parametrize("firm", [True, False])
def test_only_a_word_that_may_mean_no_place_can_be_left_out_of_account(make, firm: bool) -> None:
    near_nothing = Related(relation=Relation.NEXT_TO, anchor=Query(text="shortcuts"), firm=firm)
    screen = make.screen(make.element(Role.BUTTON, "2", (20, 20, 50, 50)))
    found = locate(Query(text="page 2", relations=(near_nothing,)), screen)
    assert isinstance(found, Missed) == firm
