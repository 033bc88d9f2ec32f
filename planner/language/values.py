"""What is to be typed or chosen: quoted text as it stands, results of earlier steps, secrets, dates, plain words."""

import re

from planner.actions import Literal, Reference, Secret, Value
from planner.language.context import Context
from planner.language.dates import is_no_day
from planner.language.lexicon import Lexicon, WordClass
from planner.language.tokens import Kind, Phrase, Token
from planner.language.untold import is_untold
from planner.plan import NotUnderstood

_SECRET_OF = re.compile(
    r"(?:the\s+|my\s+)?(?:(?:password|value|text|content)s?\s+(?:from|of|in|stored\s+as|stored\s+under|saved\s+as)\s+)?"
    r"(?:the\s+|my\s+)?(?:secret|stored\s+password)\s+(?:named\s+|called\s+)?[\"'“‘]?([\w.-]+)[\"'”’]?",
    re.IGNORECASE,
)
_REFERS_LENGTH = 5
_DAYS_OWN = frozenset({"today's", "tomorrow's", "yesterday's", "tonight's"})
_PLAIN = re.compile(r"\d{1,2}[:.]\d{2}\s?[ap]\.?m\.?|[-+]?[\d.,:/%€$£#-]*\d[\d.,:/%€$£-]*|\S+@\S+\.\S+")
_PARTICLES = frozenset({"in", "out", "down"})
_THITHER = frozenset({"there", "in", "here", "over", "down"})
_JOINED = frozenset({",", "and", "&", "\n", ";"})


def read_value(
    phrase: Phrase, context: Context, *, iso_dates: bool = True, listed: bool = False
) -> Value | NotUnderstood:
    """One value. iso_dates: a date without quotes becomes 2026-12-24. listed: from "Label: value", where words
    such as "the Mill" are no reference to a result unless a result has that name."""
    bare = _without_head(phrase.trimmed(), context)
    if not len(bare):
        return _last_or_trouble(phrase, context)
    if all(token.kind is Kind.QUOTED or token.word in _JOINED for token in bare.tokens) and bare.has_quote():
        return Literal(text="\n".join(token.content for token in bare.tokens if token.kind is Kind.QUOTED))
    secret = read_secret(bare, context)
    if secret is not None:
        return secret
    if len(bare) > 1 and bare.tokens[-1].kind is Kind.DATE and bare.words[0] == "the":
        bare = bare.part(1)  # "the 5th of March 2027"
    if len(bare) == 1 and bare.tokens[0].kind is Kind.DATE:
        return Literal(text=bare.tokens[0].content if iso_dates else bare.text)
    reference = read_reference(bare, context)
    if reference is not None:
        return reference
    return _words(phrase, bare, context, listed=listed)


def is_self_contained(phrase: Phrase, context: Context) -> bool:
    """Whether the words are a value beyond doubt: quoted, a number, a date, a secret, a result, a mail address."""
    bare = _without_head(phrase.trimmed(), context)
    if not len(bare):
        return False
    if len(bare) == 1 and bare.tokens[0].kind in (Kind.QUOTED, Kind.DATE, Kind.SECRET):
        return True
    if len(bare) < 3 and _PLAIN.fullmatch(bare.text.lower()):
        return True
    if bare.has_quote():
        return all(token.kind is Kind.QUOTED or token.word in _JOINED for token in bare.tokens)
    return read_secret(bare, context) is not None or read_reference(bare, context) is not None


def read_secret(phrase: Phrase, context: Context) -> Secret | None:
    """{{secret:NAME}}, "the secret NAME", "my password", "my bank password" (its name: bank-password)."""
    if len(phrase) == 1 and phrase.tokens[0].kind is Kind.SECRET:
        return Secret(name=phrase.tokens[0].content)
    if found := _SECRET_OF.fullmatch(phrase.text):
        return Secret(name=found[1])
    if phrase.words and phrase.words[0] == "my" and phrase.ends(context.lexicon.words(WordClass.SECRET)):
        name = "-".join(phrase.words[1:])
        return Secret(name=name) if re.fullmatch(r"[\w.-]+", name) else None
    return None


def read_reference(phrase: Phrase, context: Context) -> Reference | None:
    """The result that the words name, or the last one for "it" and "the result"."""
    bare = phrase.without_start(context.lexicon.words(WordClass.DETERMINER))
    name = " ".join(bare.words)
    exact = [known for known in context.results if known.lower() == name]
    if exact:
        return Reference(name=exact[-1])
    if not context.results or not len(phrase):
        return None
    determined = len(bare) < len(phrase)
    alike = [known for known in context.results if _is_short_for(name, known.lower())]
    if determined and len(alike) == 1:
        return Reference(name=alike[0])
    generic = bare.is_in(context.lexicon.words(WordClass.RESULT)) and (determined or len(bare) > 1)
    if generic or phrase.is_in(context.lexicon.words(WordClass.PRONOUN)):
        return Reference(name=context.results[-1])
    return None


def joined_lines(items: tuple[Value, ...]) -> tuple[Value, ...]:
    """Values on lines of their own, as few values as can be."""
    merged: list[Value] = []
    for number, item in enumerate(items):
        pieces: tuple[Value, ...] = (item,) if number == 0 else (Literal(text="\n"), item)
        for piece in pieces:
            last = merged[-1] if merged else None
            if isinstance(last, Literal) and isinstance(piece, Literal):
                merged[-1] = Literal(text=last.text + piece.text)
            else:
                merged.append(piece)
    return tuple(merged)


def _is_short_for(name: str, known: str) -> bool:
    return bool(name) and (known.startswith(f"{name} ") or known.endswith(f" {name}"))


def _without_head(phrase: Phrase, context: Context) -> Phrase:
    """Without "the text", "the number" and such, when the text itself follows."""
    head = phrase.begins(context.lexicon.words(WordClass.VALUE_HEAD))
    if not head or head == len(phrase):
        return phrase
    rest = phrase.part(head)
    if rest.words[0] in (":", "-", "="):
        return rest.trimmed()
    described = rest.begins(context.lexicon.words(WordClass.PERSON)) or rest.begins(
        context.lexicon.words(WordClass.LINKS)
    )
    if described and rest.tokens[0].kind is Kind.WORD:
        return phrase
    if read_reference(phrase, context) is not None or phrase.begins(context.lexicon.words(WordClass.RESULT)) == len(
        phrase
    ):
        return phrase
    return rest.trimmed()


def _last_or_trouble(phrase: Phrase, context: Context) -> Value | NotUnderstood:
    return context.trouble(phrase.text or "the text", "words")


def _is_of_somebody(bare: Phrase, lexicon: Lexicon) -> bool:
    """ "my phone number", "today's winner": whose it is, and not what it is; "your tea is ready" is a text."""
    if bare.is_capitalised(0) or not 1 < len(bare) <= _REFERS_LENGTH:
        return False
    says = bare.find(lexicon.words(WordClass.AUXILIARY), 1) is not None and bare.words[0] != "my"
    owned = bare.begins(lexicon.words(WordClass.BELONGING)) > 0
    return not says and (owned or bare.words[0] in _DAYS_OWN)


def _words(phrase: Phrase, bare: Phrase, context: Context, *, listed: bool) -> Value | NotUnderstood:
    if bare.is_in(context.lexicon.words(WordClass.NO_CLOCK)) or is_no_day(bare.words, context.lexicon.months):
        return context.trouble(bare.text, "date")
    if any(first.start > second.start for first, second in zip(bare.tokens, bare.tokens[1:], strict=False)):
        return context.trouble(bare.text, "words")  # what was said before the order is no part of what is written
    each = bare.words[0] in ("each", "every") and not bare.is_capitalised(0)  # of what, is told elsewhere
    if each or bare.words[0] in ("into", "onto") or _is_whither(bare, context):
        return context.trouble(bare.text, "words")  # a place, and no value
    if _is_of_somebody(bare, context.lexicon):
        return context.trouble(bare.text, "words")
    if bare.is_in(context.lexicon.words(WordClass.COMPARATIVE)) and not bare.is_capitalised(0):
        return context.trouble(bare.text, "words")  # "set the font to bigger": by how much is not told
    if context.lexicon.comparisons.at(bare.words) is not None:
        return context.trouble(bare.text, "words")
    if is_untold(bare, context.lexicon):
        return context.trouble(bare.text, "untold")
    if len(bare) < len(phrase.trimmed()) and bare.is_in(context.lexicon.words(WordClass.POSITION)):
        return context.trouble(phrase.trimmed().text, "words")  # "the text below": what stands there is not told
    begins = bare.tokens[0].start == 0
    refers = bare.words[0] == "the" and (begins or not bare.is_capitalised(0)) and 1 < len(bare) <= _REFERS_LENGTH
    named = bare.part(0, -1) if bare.words[-1] in _PARTICLES and len(bare) > 1 else bare
    pronoun = named.is_in(context.lexicon.words(WordClass.PRONOUN)) and not bare.is_capitalised(0)
    result = bare.words[0] in ("the", "that", "this") and phrase.ends(context.lexicon.words(WordClass.RESULT))
    if (refers and not listed) or pronoun or result:
        return context.trouble(bare.text, "reference")
    if any(token.kind in (Kind.QUOTED, Kind.SECRET) for token in bare.tokens):
        return Literal(text=bare.text) if _is_one_piece(bare) else _only_quote(bare, context)
    return Literal(text=with_attached_marks(phrase, bare))


def _is_whither(bare: Phrase, context: Context) -> bool:
    """ "to my old teacher", "it there", "that in": to whom or where something goes."""
    if bare.is_capitalised(0) or bare.has_quote() or len(bare) < len(("it", "there")):
        return False
    lexicon = context.lexicon
    to_someone = bare.words[0] in ("to", "from") and lexicon.words(WordClass.DETERMINER).at(bare.words, 1) is not None
    to_someone = to_someone or (bare.words[0] == "from" and "@" in bare.text)
    pronoun = lexicon.words(WordClass.PRONOUN).whole(bare.words[:1]) is not None
    return to_someone or (pronoun and len(bare) <= len(("it", "in", "there")) and bare.words[-1] in _THITHER)


def _is_one_piece(phrase: Phrase) -> bool:
    """'print("hello")': without a blank beside the quotation, it belongs to what is written."""
    pairs = zip(phrase.tokens, phrase.tokens[1:], strict=False)
    return len(phrase) > 1 and all(first.end == second.start for first, second in pairs)


def _only_quote(phrase: Phrase, context: Context) -> Value | NotUnderstood:
    """Words around one quotation ("a friendly 'hello'"): what is quoted is meant, unless much stands beside it."""
    quotes: list[Token] = [token for token in phrase.tokens if token.kind is Kind.QUOTED]
    if len(quotes) == 1 and phrase.tokens[-1] is quotes[0] and len(phrase) <= _REFERS_LENGTH:
        return Literal(text=quotes[0].content)
    return context.trouble(phrase.text, "words")


def with_attached_marks(phrase: Phrase, bare: Phrase) -> str:
    """The words with the "?" or "!" that they end in, as typed; a full stop or comma ends the sentence instead."""
    end = bare.last_end
    while end < phrase.last_end and phrase.source[end] in "?!…":
        end += 1
    return f"{bare.text}{phrase.source[bare.last_end : end]}" if len(bare) else ""
