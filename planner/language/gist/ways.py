"""An order that no grammar reads, as the plain order that it can only mean.

Decision: it is read so where all that it names and does fits one plain order, and nothing in it is left over that could
mean more. Words that tell nothing about it may stand in any number and order; a word that is not known and is no name,
one that denies or limits, or a second verb that does not fit, and it stays unread.
"""

from collections.abc import Iterator
from itertools import permutations

from planner.language.context import Context
from planner.language.gist.scanning import Named, Scanned, scanned
from planner.language.gist.words import NO_ACT, Gist
from planner.language.tokens import Phrase, UnclosedQuote, tokenize

LONGEST = 30
MOST_NAMED = 4


def gist_ways(phrase: Phrase, context: Context) -> Iterator[Phrase]:
    """The plain order; none, where it could be several or something else."""
    if not 1 < len(phrase) <= LONGEST or not context.lexicon.gist.gists:
        return
    found = None if _is_limited(phrase, context) else scanned(phrase, context)
    if found is None or not 0 < len(found.named) <= MOST_NAMED:
        return
    for gist in context.lexicon.gist.gists:
        text = _said(gist, found)
        plain = tokenize(text, context.lexicon) if text is not None else None
        if plain is not None and not isinstance(plain, UnclosedQuote):
            yield plain
            return


def _is_limited(phrase: Phrase, context: Context) -> bool:
    """Whether a word beside it may turn it round ("..., but only the copy")."""
    before = phrase.source[: phrase.tokens[0].start].lower().split()[-1:]
    after = phrase.source[phrase.last_end :].lower().strip(" ,;-").split()[:1]
    return any(context.lexicon.gist.blocking.whole((word,)) for word in (*before, *after))


def _said(gist: Gist, found: Scanned) -> str | None:
    fitting = [gist.acts & set(acts) for acts in found.acts]
    soft = any(gist.acts & set(acts) for acts in found.soft)
    if not all(fitting) or not (fitting or soft or NO_ACT in gist.acts):
        return None
    app = next((one for one in found.named if one.kind == "app"), None) if "app" not in gist.kinds else None
    named = [one for one in found.named if one is not app]
    if len(named) != len(gist.kinds):
        return None
    for order in permutations(named):
        if all(_fits(kind, one) for kind, one in zip(gist.kinds, order, strict=True)):
            held = dict(zip(gist.kinds, order, strict=True))
            said = gist.plain.format_map({kind: _text(kind, one) for kind, one in _named_so(gist, held).items()})
            return f"in the {app.text}, {said}" if app is not None else said
    return None


def _named_so(gist: Gist, held: dict[str, Named]) -> dict[str, Named]:
    """Under every name that the plain order may use for it."""
    others = {
        "named": ("place", "control", "name", "field"),
        "item": ("name", "option", "control"),
        "value": ("quoted",),
    }
    found = dict(held)
    for slot, kinds in others.items():
        one = next((held[kind] for kind in kinds if kind in held), None)
        if one is not None:
            found.setdefault(slot, one)
    return found


def _fits(kind: str, one: Named) -> bool:
    match kind:
        case "new_file":
            return one.kind == "file" and one.is_towards
        case "file":
            return one.kind == "file"
        case "value":
            return one.kind == "number" or (_is_called(one) and one.kind == "name" and (one.quoted or not one.cue))
        case "quoted":
            return one.kind == "name" and one.quoted
        case "place":
            return one.kind == "field" or (one.kind == "name" and one.cue != "")
        case "name":
            return one.kind in ("name", "option") and _is_called(one) and (one.quoted or not one.cue)
        case "item":
            return one.kind in ("name", "option", "control") and _is_called(one)
        case _:
            return one.kind == kind


def _is_called(one: Named) -> bool:
    """Whether its words are surely those that it is called by, and describe nothing ("the order number")."""
    return one.quoted or not one.text[:1].islower()


def _text(kind: str, one: Named) -> str:
    if kind == "value" or one.quoted:
        return f'"{one.text}"'
    return one.text
