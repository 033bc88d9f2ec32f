"""How probable it is that an answer is right, learnt from screens whose truth is known (`grounding.training.locator`).

Decision: rules order the candidates, because a person can read why; a logistic regression over few features turns the
rule's score of one candidate into a probability, because a threshold on rules means nothing. Of two that are called
the same, each gets the probability that it would have alone: that there are two is said by the runners-up. A runner-up
is never more probable than the rules put it below the first.
"""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import exp, log

from grounding.locator.order import ENOUGH, Ranked
from grounding.locator.roles import TEXTS, fit
from grounding.locator.spelling import spell
from grounding.locator.synonyms import without_deed
from grounding.locator.words import How
from grounding.screen import Query

_MIDDLE = 0.75
_LEAD = 0.3
_FEW = 6
_CLEARLY = 0.1
_OTHERWISE = 0.4


def features(one: Ranked, best_other: float, query: Query) -> Mapping[str, float]:
    """best_other: the score of the best one that is called otherwise, 0 when there is none."""
    asked = spell(query.text)
    found = {
        "always": 1.0,
        f"how {one.how.name}": 1.0,
        f"score {one.how.name}": one.score - _MIDDLE,
        "score": one.score - _MIDDLE,
        "letters": log(1 + min(len(asked.compact), 40)) - 2,
        "words": min(len(asked.words), 6) - 2.0,
        "lead": max(-_LEAD, min(_LEAD, one.score - best_other)),
    }
    if one.how is How.DRAWN and one.look is not None:
        found["drawn alike"] = 10 * (one.look.alike - 0.5)
        found["drawn rivals"] = log(1 + one.look.rivals) - 3
        found["drawn lead"] = found["lead"]
        found["drawn among"] = log(one.look.among) - 3
    elif one.look is not None and one.is_drawing:
        found["also drawn"] = 10 * max(0.0, one.look.alike - 0.4)
    if not one.is_drawing and without_deed(query.text, one.element.text):
        found["without the deed"] = 1.0
    if one.shortened:
        found["shortened"] = 1.0
        found["shortened and misspelt"] = float(one.how in (How.NEARLY, How.MISSPELT, How.SHARES))
    if one.source:
        found["source " + one.source.split()[1]] = 1.0
    if query.exact:
        found["quoted"] = 1.0
    if query.relations:
        found["related"] = 1.0
    if query.role is not None:
        found[f"kind {fit(query.role, one.element).name}"] = 1.0
    if not query.exact and one.element.role in TEXTS and len(spell(one.element.text).words) > len(asked.words) + 4:
        found["in a long text"] = 1.0
    return found


def probability(one: Ranked, best_other: float, query: Query) -> float:
    """0..1."""
    weights = _weights()
    total = sum(weights.get(name, 0.0) * value for name, value in features(one, best_other, query).items())
    chance = 1 / (1 + exp(-max(-30.0, min(30.0, total))))
    # What a person put in quotes is meant to the letter: "x.txt" is no misread "a.txt", however probable that is.
    return chance * _OTHERWISE if query.exact and one.score < ENOUGH else chance


def best_called_otherwise(one: Ranked, ranked: Sequence[Ranked]) -> float:
    """The best score of what has another name; of drawings, of any other drawing."""
    name = spell(one.element.text).plain
    drawn = one.is_drawing
    return max(
        (
            other.score
            for other in ranked
            if other is not one and (other.is_drawing if drawn else not name or spell(other.element.text).plain != name)
        ),
        default=0.0,
    )


def by_probability(ranked: Sequence[Ranked], query: Query) -> list[tuple[Ranked, float]]:
    """The first few, by the rules; but a drawing goes first when it is clearly more probable than a text."""
    few = list(ranked[:_FEW])
    drawing = next((one for one in ranked if one.is_drawing), None)
    if few and drawing is not None and drawing is not few[0]:
        first, other = (probability(one, best_called_otherwise(one, ranked), query) for one in (few[0], drawing))
        if other > first + _CLEARLY:
            few = [drawing, *(one for one in few if one is not drawing)]
    found: list[tuple[Ranked, float]] = []
    for one in few:
        chance = probability(one, best_called_otherwise(one, ranked), query)
        if found:
            share = one.score / few[0].score if few[0].score else 0.0
            chance = min(chance, found[-1][1], found[0][1] * min(1.0, share))
        found.append((one, chance))
    return found


@cache
def _weights() -> Mapping[str, float]:
    table = tomllib.loads(files("assets").joinpath("words/calibration.toml").read_text(encoding="utf-8"))
    return {name: float(weight) for name, weight in table["weights"].items()}
