"""From a place in words to an element of the screen, or the nearest that there is."""

from grounding.locator.calibration import by_probability
from grounding.locator.depicting import Depicting, Nothing
from grounding.locator.order import ENOUGH, Ranked
from grounding.locator.ranking import rank
from grounding.locator.roles import Fit, fit
from grounding.locator.scene import Scene, named, point_in, scene_beyond, scene_of
from grounding.screen import Candidate, Element, FoundBy, Missed, ParsedScreen, Query, Target

_FEW = 5
NOTHING = Nothing()
PROBABLE = 0.35
"""From which probability on an element is an answer."""


def locate(query: Query, screen: ParsedScreen, *, depicting: Depicting = NOTHING) -> Target | Missed:
    """The element that answers the query best. Two that answer equally well have nearly the same score.

    score: how probable it is that the element is what was asked for (`calibration`); below `PROBABLE`, missed.
    """
    scene = scene_of(screen, depicting)
    ranked = rank(query, scene)
    probable = by_probability(ranked, query)
    candidates = [_candidate(one, chance, scene) for one, chance in probable]
    best = ranked[0].score if ranked else 0.0
    beyond, beyond_score = _beyond(query, screen)
    further_is_better = (best < 0.8 and beyond_score > best + 0.15) or (
        beyond is not None and beyond_score > best and _is_of_the_kind(query, beyond, ranked[0].element)
    )
    if not candidates or candidates[0].score < PROBABLE or further_is_better:
        return Missed(
            screenshot_id=screen.screenshot.id,
            query=query,
            nearest=tuple(candidates[:_FEW]),
            beyond=beyond,
        )
    first = candidates[0]
    return Target(
        screenshot_id=screen.screenshot.id,
        query=query,
        element=first.element,
        point=first.point,
        score=first.score,
        runners_up=tuple(candidates[1 : _FEW + 1]),
        why=probable[0][0].why,
    )


def _candidate(one: Ranked, chance: float, scene: Scene) -> Candidate:
    point = one.part or point_in(one.element, scene)
    return Candidate(element=named(one.element, scene), point=point, score=round(chance, 4))


def _is_of_the_kind(query: Query, beyond: Element, found: Element) -> bool:
    """Whether what is out of sight is of the very kind that was asked for, and what is in sight only of a like one:
    the tab "Insert" at the top is not the button "Insert" at the end of the form."""
    surely_other = found.found_by is FoundBy.STRUCTURE and fit(query.role, found) < Fit.NEAR
    return query.role is not None and surely_other and fit(query.role, beyond) >= Fit.NEAR


def _beyond(query: Query, screen: ParsedScreen) -> tuple[Element | None, float]:
    """The element that scrolling would bring, judged by its own name and role alone."""
    if not screen.beyond or not query.text:
        return None, 0.0
    ranked = rank(Query(text=query.text, exact=query.exact, role=query.role), scene_beyond(screen))
    if not ranked or ranked[0].score < ENOUGH:
        return None, 0.0
    return ranked[0].element, ranked[0].score
