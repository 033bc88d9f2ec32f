"""Words that say which value is meant and not what it is: "the code that I got this morning", "a title".

Decision: they are never written as they stand. Whoever wants just these words puts them between quotation marks.
"""

from planner.language.lexicon import Lexicon, WordClass
from planner.language.tokens import Phrase

_LONGEST_NOUN = 5


def is_untold(bare: Phrase, lexicon: Lexicon) -> bool:
    """Whether a value without quotation marks is only described, or is left open."""
    if bare.has_quote():
        return False
    open_ended = bare.ends(lexicon.words(WordClass.OR_SO)) or bare.find(lexicon.words(WordClass.INVENTED)) is not None
    determined = bare.begins(lexicon.words(WordClass.DETERMINER))
    elsewhere = determined and bare.find(lexicon.words(WordClass.SPEAKER), 1) is not None
    kind_only = bare.words[:1] in (("a",), ("an",)) and bare.part(1).is_in(lexicon.words(WordClass.LABEL))
    described = bare.begins(lexicon.words(WordClass.DESCRIBED)) or _is_noun_with_clause(bare, lexicon)
    return bool(open_ended or elsewhere or kind_only or described or _is_asked_for(bare, lexicon))


def _is_noun_with_clause(bare: Phrase, lexicon: Lexicon) -> bool:
    """ "an even number that is odd", "the date we agreed on"."""
    start = bare.begins(lexicon.words(WordClass.DETERMINER)) or bare.begins(lexicon.words(WordClass.ANY_ONE))
    if not start or bare.is_capitalised(start):
        return False
    clauses = (WordClass.RELATIVE, WordClass.PERSON, WordClass.BELONGING)
    for at in range(start + 1, min(start + _LONGEST_NOUN + 1, len(bare) - 1)):
        linked = bare.part(at - 1).begins(lexicon.words(WordClass.LINKS)) or bare.words[at - 1] == "about"
        if not linked and any(bare.part(at).begins(lexicon.words(clause)) for clause in clauses):
            return True
    return False


def _is_asked_for(bare: Phrase, lexicon: Lexicon) -> bool:
    """ "how many mugs we bought", "where she lives", and not the question "how are you"."""
    asks = bare.begins(lexicon.words(WordClass.ASKING))
    if bare.text.endswith("?"):
        return False
    if asks > 1 and len(bare) > asks:
        return True  # "how many issues are open" says a number
    person = bare.find(lexicon.words(WordClass.PERSON), asks) if asks else None
    if person is None:
        return False
    inverted = any(bare.part(at).begins(lexicon.words(WordClass.AUXILIARY)) for at in range(asks, person[0]))
    return not inverted and person[0] + 1 < len(bare)
