"""What is said beside an order and asks for nothing: "This takes ages. Click Save.", "..., I'm in a hurry".

Decision: at first a sentence is passed over only where it can neither order nor tell: it begins as one that speaks of
someone or something, has no name, number, quotation or value in it, demands and denies nothing, and the first order
after it points back to nothing. Everything else is left to what is told (`telling`).
Where nothing can be made of the whole, a sentence is passed over too that names none of what orders do ("I never find
anything here"), though it denies or wishes something.
"""

from planner.language.clauses import begins_order
from planner.language.lexicon import Lexicon, WordClass
from planner.language.tokens import Kind, Phrase, UnclosedQuote, tokenize
from planner.language.verbs import plain_verb, without_lead_in

LONGEST = 18
MOST = 3
_ENDS = frozenset({".", "!", "?", ":", "…", "\n", "-", ";"})
_APART = frozenset({",", "and", "but", "then", "so", "because", "as", "-"})
_BACK = frozenset(
    {"it", "its", "them", "their", "him", "his", "her", "he", "she", "they", "that", "this", "these", "those", "there"}
)


def without_asides(text: str, lexicon: Lexicon, *, freely: bool = False) -> str:
    """The orders alone; the text itself, where nothing in it is surely beside them. freely: more is taken for such.

    >>> from app.words import load_lexicon
    >>> without_asides("This takes ages. Click Save.", load_lexicon())
    'Click Save.'
    >>> without_asides("Tim has left: delete his account", load_lexicon())
    'Tim has left: delete his account'
    """
    phrase = tokenize(text, lexicon)
    if isinstance(phrase, UnclosedQuote):
        return text
    rest = phrase
    for _ in range(MOST):
        cut = next((at for at in range(1, min(len(rest), LONGEST + 2)) if _may_cut(rest, at)), None)
        after = rest.part(cut + 1).trimmed() if cut is not None else rest
        if cut is None or not len(after) or not _is_aside(rest.part(0, cut), lexicon, freely):
            break
        rest = after
    if 0 < len(rest) < len(phrase):
        return text if _points_back(rest) else text[rest.tokens[0].start :]
    return _without_last(text, phrase, lexicon, freely)


def _without_last(text: str, phrase: Phrase, lexicon: Lexicon, freely: bool) -> str:
    bare = phrase.trimmed()
    cut = next((at for at in range(len(bare) - 2, 0, -1) if bare.words[at] in (".", "!", "\n", ";")), None)
    if cut is None or bare.tokens[cut].kind is Kind.WORD or not _is_aside(bare.part(cut + 1), lexicon, freely):
        return text
    return text[: bare.tokens[cut].end]


def _may_cut(phrase: Phrase, at: int) -> bool:
    """Where a sentence ends, or goes on with ", so"."""
    if phrase.tokens[at].kind in (Kind.MARK, Kind.BREAK) and phrase.words[at] in _ENDS:
        return True
    asks = phrase.words[at] == "," and phrase.words[at + 1 : at + 2] in (("please",), ("could",), ("can",))
    return asks or (phrase.words[at] == "so" and phrase.words[at - 1] == ",")


def _is_aside(said: Phrase, lexicon: Lexicon, freely: bool) -> bool:
    bare = said.trimmed()
    words = lexicon.words(WordClass.ASIDE)
    bare = bare.without_start(lexicon.words(WordClass.OPENING)).trimmed()
    if not 1 < len(bare) <= LONGEST or not bare.begins(words):
        return False
    plain = all(token.kind is Kind.WORD or token.word == "," for token in bare.tokens)
    named = any(bare.is_capitalised(at) and not bare.words[at].startswith("i") for at in range(1, len(bare)))
    if not plain or named or any(sign.isdigit() for sign in bare.text):
        return False
    if freely:
        return not _does(bare, lexicon) and not _labels(bare, lexicon)
    if bare.find(lexicon.words(WordClass.BINDING)) is not None or _labels(bare, lexicon):
        return False
    starts = (0, *(at + 1 for at, word in enumerate(bare.words[:-1]) if word in _APART))
    return not any(_orders(bare.part(at), lexicon) for at in starts)


def _does(said: Phrase, lexicon: Lexicon) -> bool:
    """Whether it speaks of what orders do, in any form of the verb ("nothing may be saved"), or on what they depend."""
    gist = lexicon.gist
    for at, word in enumerate(said.words):
        plain = next(
            (verb for forms in (lexicon.doing, lexicon.done) if (verb := plain_verb((word,), forms, lexicon))), word
        )
        acts = gist.acts.at((plain,)) or lexicon.verbs.at((plain,)) or lexicon.deeds.at((plain,))
        if gist.depending.at(said.words, at) or (acts is not None and not gist.common.at((plain,))):
            return True
    return False


def _orders(said: Phrase, lexicon: Lexicon) -> bool:
    return begins_order(said, lexicon) or lexicon.deeds.at(without_lead_in(said, lexicon).words) is not None


def _labels(bare: Phrase, lexicon: Lexicon) -> bool:
    """ "the name is ...": what a field holds."""
    table = lexicon.words(WordClass.LABEL)
    ends = (at + found.length for at in range(len(bare)) if (found := table.at(bare.words, at)) is not None)
    return any(bare.words[end : end + 1] in (("is",), ("are",), ("was",), ("has",)) for end in ends)


def _points_back(after: Phrase) -> bool:
    """Whether the first order after it is about something said before."""
    end = next((at for at, word in enumerate(after.words) if word in (",", "and", "then", ".", ";", "but")), len(after))
    first = after.part(0, end)
    return bool(_BACK & set(first.words)) and not first.has_quote()
