"""Values that the order does not give but the screen or an earlier order does: "the value of Colour", "net * 1.2"."""

import re

from planner.actions import Compute, Read, Reference
from planner.language.compute import CannotCompute, normalise
from planner.language.context import Context
from planner.language.frames.lookups import looked_up
from planner.language.frames.objects import read_target
from planner.language.frames.puzzles import asked_value
from planner.language.frames.things import counted_or_shown
from planner.language.lexicon import WordClass
from planner.language.tokens import Phrase
from planner.language.values import read_reference
from planner.plan import NotUnderstood
from planner.things import ThingReading

LONGEST_NAME = 60
RESULT = "result"


def shown_value(phrase: Phrase, context: Context) -> tuple[Read | ThingReading, Reference] | None:
    """What has to be read first, and the value that it then is; None when the words are a value themselves."""
    bare = phrase.trimmed()
    if read_reference(bare, context) is not None:
        return None
    found = counted_or_shown(phrase, context) or asked_value(phrase, context)
    if found is not None:
        return found
    length = bare.begins(context.lexicon.words(WordClass.SHOWN_VALUE))
    rest = bare.part(length)
    if not length or not len(rest):
        determined = bare.begins(context.lexicon.words(WordClass.DETERMINER)) > 0 and not bare.has_quote()
        return looked_up(bare, context) if determined else None
    place = read_target(rest, context, "read")
    if isinstance(place, NotUnderstood):
        return None
    name = rest.text[:LONGEST_NAME]
    return Read(place=place, name=name), Reference(name=name)


def worked_out(value: Phrase, context: Context) -> Compute | None:
    """ "net times 1.2": arithmetic over what was read before is worked out, and its result typed."""
    if value.has_quote() or not len(value) or not context.results:
        return None
    try:
        expression = normalise(value.trimmed().text, context.results)
    except CannotCompute:
        return None
    names = [name for name in context.results if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", expression)]
    only_a_name = expression.strip() in context.results
    return Compute(expression=expression, name=RESULT) if names and not only_a_name else None
