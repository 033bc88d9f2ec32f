"""Words that say which value is meant and not what it is: "the code that I got this morning", "a title".

Decision: they are never written as they stand. Whoever wants just these words puts them between quotation marks.
"""

from planner.language.lexicon import Lexicon, WordClass
from planner.language.tokens import Phrase


def is_untold(bare: Phrase, lexicon: Lexicon) -> bool:
    """Whether a value without quotation marks is only described, or is left open."""
    if bare.has_quote():
        return False
    open_ended = bare.ends(lexicon.words(WordClass.OR_SO))
    determined = bare.begins(lexicon.words(WordClass.DETERMINER))
    elsewhere = determined and bare.find(lexicon.words(WordClass.SPEAKER), 1) is not None
    kind_only = bare.words[:1] in (("a",), ("an",)) and bare.part(1).is_in(lexicon.words(WordClass.LABEL))
    return bool(open_ended or elsewhere or kind_only or bare.begins(lexicon.words(WordClass.DESCRIBED)))
