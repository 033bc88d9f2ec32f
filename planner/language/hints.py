"""Where a setting is found, said after the order: "..., it's in the settings under Looks", "You find it under Files".

Decision: what is to be set is looked for in all of an application's settings anyway, so the hint is left out; only
where it speaks of settings or of a part of a dialog, and no file is named, which it might be about.
"""

from planner.language.lexicon import Lexicon, WordClass
from planner.language.tokens import Kind, UnclosedQuote, tokenize

LONGEST = 14
_PARTS = frozenset({"tab", "page", "section", "category", "dialog", "pane", "panel", "group"})
_FOUND = frozenset({"find", "found", "you'll"})


def without_hints(text: str, lexicon: Lexicon) -> str:
    """
    >>> from app.words import load_lexicon
    >>> without_hints("Turn on line numbers in Scribble; it's in the settings under View", load_lexicon())
    'Turn on line numbers in Scribble'
    >>> without_hints("Open a.txt. It is in my Documents", load_lexicon())
    'Open a.txt. It is in my Documents'
    """
    phrase = tokenize(text, lexicon)
    if isinstance(phrase, UnclosedQuote) or lexicon.names_a_file(phrase.words):
        return text
    for at in range(2, len(phrase) - 2):
        if phrase.tokens[at].kind is Kind.WORD or phrase.words[at] not in (".", ";", ",", "-", "!"):
            continue
        said = phrase.part(at + 1)
        length = said.begins(lexicon.telling.parts.lies_there)
        if not 0 < length < len(said) <= LONGEST or any(word in (",", ".", ";", "and") for word in said.words):
            continue
        of_settings = said.find(lexicon.words(WordClass.PREFERENCES)) is not None
        if of_settings or _PARTS & set(said.words) or _FOUND & set(said.words[:length]):
            return text[: phrase.tokens[at].start].rstrip()
    return text
