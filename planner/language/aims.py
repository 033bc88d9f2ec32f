"""What is aimed at, and after a colon the orders that bring it about: "Get me on the list: tick Newsletter"."""

from planner.language.clauses import begins_order
from planner.language.lexicon import Lexicon
from planner.language.tokens import Kind, Phrase, UnclosedQuote, tokenize
from planner.language.verbs import without_lead_in

LONGEST = 14
_AIMED = (
    ("get", "me"), ("get", "us"), ("i", "need", "to"), ("i", "want", "to"), ("i", "have", "to"), ("i'd", "like", "to"),
    ("we", "need", "to"), ("we", "want", "to"), ("we", "have", "to"), ("make", "room"), ("help", "me"), ("let's",),
    ("have", "the"), ("have", "it"),
)  # fmt: skip
_GONE_ON = frozenset({"following", "this", "these", "it", "so", "as", "twice", "times", "until", "if", "when"})
"""With one of these, what follows is a part of it: "do the following", "do it twice"."""
_EACH = frozenset({"every", "each", "all"})
_PAUSES = frozenset({",", ".", ";", "and", "of", "them", "one"})
_SIGNS = frozenset("@/\\=")


def without_aim(text: str, lexicon: Lexicon) -> str:
    """The orders alone, where what stands before the colon names nothing else and says the same in other words.

    >>> from app.words import load_lexicon
    >>> without_aim("Get me on the list: tick Newsletter", load_lexicon())
    'tick Newsletter'
    >>> without_aim("Archive all that is read: in each row, click Archive", load_lexicon())
    'in each row, click Archive'
    >>> without_aim("Do the following: click Save", load_lexicon())
    'Do the following: click Save'
    """
    phrase = tokenize(text, lexicon)
    colon = None if isinstance(phrase, UnclosedQuote) else phrase.index(":")
    if isinstance(phrase, UnclosedQuote) or colon is None or not 2 < colon <= LONGEST:
        return text
    aim, orders = phrase.part(0, colon).trimmed(), phrase.part(colon + 1).trimmed()
    if not len(orders) or not _tells_no_more(aim, orders) or _goes_on_of_each(aim, orders):
        return text
    bare = without_lead_in(aim, lexicon)
    deed = lexicon.deeds.at(bare.words) or lexicon.verbs.at(bare.words)
    begun = begins_order(orders, lexicon) or not _EACH.isdisjoint(orders.words[:2])
    repeated = begun and deed is not None and deed.length < len(bare) and _presses(bare.words[0], orders)
    aimed = any(aim.words[: len(head)] == head for head in _AIMED)
    return text[orders.tokens[0].start :] if repeated or aimed else text


def _tells_no_more(aim: Phrase, orders: Phrase) -> bool:
    """No name, number or quotation that the orders do not have too, and nothing that they hang on."""
    if not _GONE_ON.isdisjoint(aim.words) or aim.words[-1] == "that":
        return False
    said = {*orders.words, *(word for token in orders.tokens for word in token.content.lower().split())}
    for at, token in enumerate(aim.tokens):
        if token.kind is not Kind.WORD:
            return False
        named = at > 0 and aim.is_capitalised(at) and not token.word.startswith("i")
        hard = named or any(sign.isdigit() or sign in _SIGNS for sign in token.word)
        if hard and token.word not in said:
            return False
    return True


def _goes_on_of_each(aim: Phrase, orders: Phrase) -> bool:
    """ "Approve every row: click Approve in each": of which, the orders do not say."""
    if _EACH.isdisjoint(aim.words):
        return False
    said = [orders.words[at + 1 : at + 2] for at, word in enumerate(orders.words) if word in _EACH]
    return not any(following and following[0] not in _PAUSES for following in said)


def _presses(deed: str, orders: Phrase) -> bool:
    """Whether what is aimed at is the name of what is pressed: "Approve every row: click Approve in each"."""
    quoted = any(token.kind is Kind.QUOTED and token.content.lower().split()[:1] == [deed] for token in orders.tokens)
    named = (at for at, word in enumerate(orders.words) if word == deed)
    return quoted or any(at > 0 and orders.is_capitalised(at) for at in named)
