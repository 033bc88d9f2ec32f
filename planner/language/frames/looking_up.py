"""Values that the order does not give but the screen does: "the value of Colour", "the number next to Total"."""

from planner.actions import Read, Reference
from planner.language.context import Context
from planner.language.frames.objects import read_target
from planner.language.frames.things import counted_or_shown
from planner.language.lexicon import WordClass
from planner.language.tokens import Phrase
from planner.language.values import read_reference
from planner.plan import NotUnderstood
from planner.things import Count, ReadShown

LONGEST_NAME = 60


def shown_value(phrase: Phrase, context: Context) -> tuple[Read | Count | ReadShown, Reference] | None:
    """What has to be read first, and the value that it then is; None when the words are a value themselves."""
    found = counted_or_shown(phrase, context)
    if found is not None:
        return found
    bare = phrase.trimmed()
    length = bare.begins(context.lexicon.words(WordClass.SHOWN_VALUE))
    rest = bare.part(length)
    if not length or not len(rest) or read_reference(bare, context) is not None:
        return None
    place = read_target(rest, context, "read")
    if isinstance(place, NotUnderstood):
        return None
    name = rest.text[:LONGEST_NAME]
    return Read(place=place, name=name), Reference(name=name)
