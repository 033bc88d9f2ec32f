"""An order that no grammar reads, as the plain order that it can only mean.

Decision: it is read so where all that it names and does fits one plain order, and nothing in it is left over that could
mean more. Words that tell nothing about it may stand in any number and order; a word that is not known and is no name,
one that denies or limits, or a second verb that does not fit, and it stays unread.
"""

from collections.abc import Iterator

from planner.language.context import Context
from planner.language.gist.fitting import said
from planner.language.gist.scanning import scanned
from planner.language.gist.several import several_orders
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
    texts = (said(gist, found) for gist in context.lexicon.gist.gists)
    yield from _tokenized(next((text for text in texts if text is not None), None), context)


def several_ways(phrase: Phrase, context: Context) -> Iterator[Phrase]:
    """The same of several orders."""
    if context.lexicon.gist.gists:
        yield from _tokenized(several_orders(phrase, context), context)


def _tokenized(text: str | None, context: Context) -> Iterator[Phrase]:
    plain = tokenize(text, context.lexicon) if text is not None else None
    if plain is not None and not isinstance(plain, UnclosedQuote):
        yield plain


def _is_limited(phrase: Phrase, context: Context) -> bool:
    """Whether a word beside it may turn it round ("..., but only the copy")."""
    before = phrase.source[: phrase.tokens[0].start].lower().split()[-1:]
    after = phrase.source[phrase.last_end :].lower().strip(" ,;-").split()[:1]
    return any(context.lexicon.gist.blocking.whole((word,)) for word in (*before, *after))
