"""What slips of the keyboard and missing pauses made of a phrase, put right."""

from dataclasses import replace

from planner.language.clauses import begins_order
from planner.language.context import Context
from planner.language.lexicon import Lexicon, WordClass
from planner.language.spelling import is_one_slip
from planner.language.tokens import Kind, Phrase
from planner.language.verbs import SHORTEST_MENDED

_NEVER_MENDED = frozenset({"delete", "submit", "dialog", "close", "clear", "upload"})
"""What a slip of the keyboard must not bring about."""
_HELD_ON = frozenset(
    {"the", "a", "an", "to", "and", "then", "my", "your", "of", "in", "with", "or", "not", "don't", "by", "into", "on"}
    | {
        "at",
        "for",
        "from",
        "under",
        "next",
        "as",
        "called",
        "named",
        "no",
        "all",
        "every",
        "each",
        "is",
        "be",
        "please",
    }
    | {
        "click",
        "press",
        "hit",
        "tap",
        "key",
        "button",
        "you",
        "can",
        "could",
        "should",
        "must",
        "it's",
        "i",
        "we",
        "find",
    }
)
"""After these a verb begins no order of its own."""


def with_pauses(phrase: Phrase, lexicon: Lexicon, *, sure: bool, first: bool = False) -> str | None:
    """Dictated orders ("open the editor type hello press enter") with a comma between each two. sure: only before verbs
    that name nothing else. first: only where the first is an order, too."""
    if phrase.has_quote() or any(token.kind is not Kind.WORD for token in phrase.trimmed().tokens):
        return None
    orders, dictated = lexicon.words(WordClass.ORDER_ONLY), lexicon.words(WordClass.DICTATED)
    bare = phrase.trimmed()
    cuts = [
        at
        for at in range(2, len(bare) - 1)
        if not bare.is_capitalised(at) and bare.words[at - 1] not in _HELD_ON
        if orders.at(bare.words, at) or (not sure and dictated.at(bare.words, at))
        if begins_order(bare.part(at), lexicon)
        if lexicon.roles.at(bare.words, at + 1) is None and bare.words[at + 1] not in ("result", "results")
    ]
    if first and (not cuts or not begins_order(bare.part(0, cuts[0]), lexicon)):
        return None
    pieces = [bare.part(start, end).text for start, end in zip((0, *cuts), (*cuts, None), strict=True)]
    return ", ".join(pieces) if cuts else None


def without_slips(phrase: Phrase, context: Context) -> Phrase | None:
    """With every unknown word that is one slip away from just one known word taken for that. None: nothing to mend."""
    lexicon = context.lexicon
    tokens = [
        replace(token, word=known)
        if token.kind is Kind.WORD
        and not context.is_application(token.word)
        and (known := _known(token.word, phrase.is_capitalised(at) and at > 0, lexicon))
        else token
        for at, token in enumerate(phrase.tokens)
    ]
    return replace(phrase, tokens=tuple(tokens)) if tuple(tokens) != phrase.tokens else None


def _known(word: str, is_name: bool, lexicon: Lexicon) -> str | None:
    foreign = not lexicon.letters.issuperset(word)
    if is_name or len(word) < SHORTEST_MENDED or not word.isalpha() or foreign or word in lexicon.all_words:
        return None
    near = [known for known in lexicon.all_words if len(known) >= SHORTEST_MENDED and is_one_slip(word, known)]
    if any(word.startswith(known) or known.startswith(word) for known in near):
        return None  # "enabled", "reports": another form of the word, not a slip
    near = [known for known in near if known[0] == word[0]] or near
    near = [known for known in near if sorted(known) == sorted(word)] or near
    frames = {lexicon.verbs.whole((known,)) for known in near}
    if len(near) != 1 and (len(frames) != 1 or None in frames):
        return None
    return None if _NEVER_MENDED & set(lexicon.verbs.whole((near[0],)) or ()) else near[0]
