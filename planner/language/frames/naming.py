"""Orders in the words of a control that carries them out: "save the guest", "publish the post", "refresh the list"."""

from planner.document_orders import PressNamed
from planner.language.context import Context
from planner.language.frames.objects import Actions, without_determiner
from planner.language.lexicon import WordClass
from planner.language.tokens import Kind, Phrase

_LONGEST_THING = 3


def named_control(phrase: Phrase, context: Context) -> Actions | None:
    """None where more is said than a name can hold, and where no "the" says that it is a name ("stop asking")."""
    bare = phrase.trimmed()
    length = bare.begins(context.lexicon.words(WordClass.NAMES_A_CONTROL))
    thing = without_determiner(bare.part(length), context.lexicon) if 0 < length < len(bare) else bare
    plain = all(token.kind is Kind.WORD and token.word.isalpha() for token in bare.tokens)
    determined = 0 < length < len(bare) and len(thing) < len(bare) - length
    if not determined or not plain or not 1 <= len(thing) <= _LONGEST_THING or _says_more(thing, context):
        return None
    return (PressNamed(verb=" ".join(bare.words[:length]), thing=" ".join(thing.words)),)


def _says_more(thing: Phrase, context: Context) -> bool:
    """Words of relation belong to no name, and a pronoun names nothing."""
    links = context.lexicon.words(WordClass.LINKS)
    return thing.is_in(context.lexicon.words(WordClass.PRONOUN)) or any(
        thing.part(at, at + 1).is_in(links) for at in range(len(thing))
    )
