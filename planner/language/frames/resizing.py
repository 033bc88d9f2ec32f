"""Fields made wider or higher: "make the text area wider", "resize the box so that its height is smaller"."""

from grounding.screen import Role
from planner.language.context import Context
from planner.language.frames.objects import Answer, read_target
from planner.language.looks import Picking
from planner.language.verbs import Clause
from planner.plan import NotUnderstood
from planner.things import Resize

_SIZES = (Picking.WIDTH, Picking.HEIGHT, Picking.BIGGER, Picking.SHRINKS)
_FIELDS = frozenset({Role.TEXT_AREA, Role.TEXT_FIELD})


def resize(clause: Clause, context: Context) -> Answer:
    """None where it is no field, or nothing is said of what it is to become."""
    body = clause.body.trimmed()
    picking = context.lexicon.looks.picking
    told = [body.find(picking[kind], 1) for kind in (Picking.SO_THAT, *_SIZES)]
    start = min((found[0] for found in told if found is not None), default=len(body))
    if not len(body) or body.has_quote():
        return None
    place = read_target(body.part(0, start), context, "any")
    if isinstance(place, NotUnderstood) or place.role not in _FIELDS:
        return None
    words = (*clause.verb.split(), *body.words[start:])
    across, up, grows, shrinks = (any(picking[kind].at(words, at) for at in range(len(words))) for kind in _SIZES)
    if not (across or up or grows or shrinks):
        return None
    sign, both = -1 if shrinks else 1, across is up
    return (Resize(place=place, wider=sign if across or both else 0, higher=sign if up or both else 0),)
