"""Applications and their preferences, as people name them: "the spreadsheet Sums", "the editor's preferences"."""

import re
from dataclasses import replace

from planner.language.context import Context
from planner.language.frames.objects import app_name, without_determiner
from planner.language.lexicon import WordClass
from planner.language.tokens import Kind, Phrase

LONGEST_NAME = 3
LONGEST_KIND = 3
_LINKS = frozenset({"of", "in", "for", "on", "to", "and", "from", "with"})


def named_application(phrase: Phrase, context: Context) -> str | None:
    """Its name, with its kind before it or without ("the spreadsheet Sums")."""
    bare = without_determiner(phrase, context.lexicon)
    if not len(bare) or bare.has_quote():
        return None
    kind = context.lexicon.apps.at(bare.words)
    if kind is not None and kind.length < len(bare):
        return app_name(bare.part(kind.length), context)
    return app_name(bare, context) or _after_its_kind(bare, context)


def _after_its_kind(bare: Phrase, context: Context) -> str | None:
    """ "the photo viewer Gwenview": of a kind that is known to nobody, but the application is."""
    for at in range(1, min(len(bare), LONGEST_KIND + 1)):
        last = bare.part(at - 1, at)
        if last.tokens[0].kind is not Kind.WORD or bare.is_capitalised(at - 1) or last.words[0] in _LINKS:
            return None
        name = " ".join(bare.words[at:])
        if context.is_application(name):
            return name
    return None


def settings_application(phrase: Phrase, context: Context) -> str | None:
    """ "the Mouse settings": an application of its own, where nothing is called "Mouse" that has settings."""
    bare = without_determiner(phrase, context.lexicon)
    length = bare.ends(context.lexicon.words(WordClass.PREFERENCES))
    name = bare.part(0, len(bare) - length)
    if (
        not 0 < length < len(bare)
        or not (bare.is_capitalised(0) or not context.front)
        or bare.has_quote()
        or len(name) > LONGEST_NAME
    ):
        return None
    owned = any(word.endswith(("'s", "’s")) for word in name.words) or "of" in name.words
    return None if owned or named_application(name, context) is not None else bare.text


def preferences_of(phrase: Phrase, context: Context) -> tuple[str, str] | None:
    """ "the editor's preferences", "the preferences of the editor": the application, and what of it."""
    bare = without_determiner(phrase, context.lexicon)
    if named_application(phrase, context) is not None:
        return None  # they are an application of their own
    at = next((at for at, word in enumerate(bare.words[:-1]) if re.search(r"\w['’]s$", word)), None)
    if at is not None:
        token = bare.tokens[at]
        name = replace(token, end=token.end - 2, word=re.sub(r"['’]s$", "", token.word))
        app = named_application(replace(bare, tokens=(*bare.tokens[:at], name)), context)
        thing = bare.part(at + 1)
    elif (of := bare.index("of")) is not None and of > 0:
        app, thing = named_application(bare.part(of + 1), context), bare.part(0, of)
    else:
        length = bare.ends(context.lexicon.words(WordClass.PREFERENCES))
        if not 0 < length < len(bare):
            return None
        app, thing = named_application(bare.part(0, len(bare) - length), context), bare.part(len(bare) - length)
    if app is None or not thing.trimmed().is_in(context.lexicon.words(WordClass.PREFERENCES)):
        return None
    return app, thing.trimmed().text
