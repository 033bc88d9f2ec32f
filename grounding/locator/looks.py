"""Controls without words, found by what is drawn on them: the words and the drawings as vectors of one space."""

from collections.abc import Iterator, Sequence
from math import exp

import numpy as np
import numpy.typing as npt

from grounding.locator.calling import Wording
from grounding.locator.depicting import Vectors
from grounding.locator.order import Likeness, Ranked
from grounding.locator.roles import CONTAINERS, FIELDS, TEXTS, TOGGLES, role_words
from grounding.locator.scene import Scene
from grounding.locator.spelling import ARTICLES, spell
from grounding.locator.synonyms import without_aside
from grounding.locator.words import How
from grounding.screen import Query, Role

_SELDOM_DRAWN = FIELDS | TOGGLES | TEXTS | CONTAINERS
_MOST_FORMS = 12
_PRICE = 0.25
"""How much nearer a drawing must be to a form of weight 0 than to the words themselves; a cosine."""


def drawn(query: Query, said: Wording, scene: Scene) -> Iterator[Ranked]:
    """Every drawing that may be what the words mean."""
    looks = [(at, scene.looks[one.id]) for at, one in enumerate(scene.elements) if one.id in scene.looks]
    if not looks or said.exact or not len(scene.depicting.names):
        return
    vectors = np.stack([vector for _, vector in looks])
    alike = np.zeros(len(looks), dtype=np.float32)
    for words, weight in forms(query, said):
        alike = np.maximum(alike, vectors @ scene.depicting.words(words) - _PRICE * (1 - weight))
    better = _usual_names_that_fit_better(vectors, alike, scene.depicting.names)
    for (at, _), near, rivals in zip(looks, alike.tolist(), better.tolist(), strict=True):
        score = sureness(near, rivals)
        if query.role in _SELDOM_DRAWN and query.role is not Role.DROPDOWN:
            score *= 0.8
        if score > 0.1:
            element = scene.elements[at]
            look = Likeness(alike=near, rivals=rivals, among=len(looks))
            yield Ranked(element=element, score=score, how=How.DRAWN, look=look, why=How.DRAWN.value)


def forms(query: Query, said: Wording) -> Sequence[tuple[str, float]]:
    """What may be drawn: the words, the verb of an order before or without its object, the words with their kind."""
    found: dict[str, float] = {}

    def add(text: str, weight: float) -> None:
        words = [word for word in text.split() if word not in ARTICLES]
        if words:
            found[" ".join(words)] = max(found.get(" ".join(words), 0.0), weight)

    kind = role_words(query.role) if query.role in (Role.MENU, Role.DIALOG, Role.WINDOW, Role.DROPDOWN) else ""
    for spelling, weight in ((said.asked, 1.0), *said.forms):
        add(spelling.plain, weight)
        if kind:
            add(f"{spelling.plain} {kind}", weight)
    if query.act and query.text:
        add(f"{query.act} {said.asked.plain}", 0.97)
    words = without_aside(query.text).split()
    if len(words) > 3 and words[1].casefold() in ARTICLES:
        add(f"{spell(words[0]).plain} {spell(words[-1]).plain}", 0.88)
    return list(found.items())[:_MOST_FORMS]


def sureness(alike: float, better: int) -> float:
    """How surely a drawing is what the words mean. alike: cosine; better: how many usual names are liker still."""
    return 0.85 / (1 + exp(-(9.0 * alike - 3.2 - 0.55 * float(np.log1p(better)))))


def _usual_names_that_fit_better(vectors: Vectors, alike: Vectors, names: Vectors) -> npt.NDArray[np.int64]:
    better: npt.NDArray[np.int64] = (vectors @ names.T > alike[:, None]).sum(axis=1)
    return better
