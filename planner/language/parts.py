"""Parts of a sentence by themselves: a condition, and what is gone through."""

from planner.conditions import Condition, Fitting, Items
from planner.language.conditions import read_condition
from planner.language.context import Context
from planner.language.going_through import read_going
from planner.language.lexicon import Lexicon
from planner.language.saying import describe_place, quoted
from planner.language.tokens import UnclosedQuote, tokenize


def condition_in(words: str, lexicon: Lexicon) -> Condition | None:
    """None: the words are no condition."""
    phrase = tokenize(words, lexicon)
    return None if isinstance(phrase, UnclosedQuote) else read_condition(phrase, Context(lexicon=lexicon))


def fitting_words(items: Fitting) -> str:
    """
    >>> from grounding.screen import Query, Role
    >>> fitting_words(Fitting(place=Query(role=Role.CHECKBOX), besides=("News",)))
    'the checkbox except “News”'
    """
    besides = ", ".join(quoted(one) for one in items.besides)
    return f"{describe_place(items.place)}{f' except {besides}' if besides else ''}"


def items_in(words: str, lexicon: Lexicon) -> Items | None:
    """None: the words name nothing that could be gone through."""
    phrase = tokenize(words, lexicon)
    going = None if isinstance(phrase, UnclosedQuote) else read_going(phrase, Context(lexicon=lexicon))
    return going.items if going is not None else None
