"""Orders said in as few words as can be: "Name Ana", "newsletter on", "notes.txt", "the Save button", "ok".

Decision: read so only where nothing else can be made of the whole, and only what tells its kind: a file, an address, an
application, a control with its kind, a known label with its value, a word that closes what was begun. A bare name is
pressed only after other orders ("..., then Poetry").
"""

from grounding.screen import Query
from planner.actions import Clear, Click, OpenAddress, OpenApp, OpenFile, Pursue, SetChecked, SwitchTo
from planner.language.context import Context
from planner.language.frames.documents import shortcut
from planner.language.frames.entries import fill_place
from planner.language.frames.objects import (
    Answer,
    app_name,
    is_file,
    plain_name,
    read_file,
    read_target,
    without_determiner,
)
from planner.language.frames.opening import is_address
from planner.language.frames.watching import wait
from planner.language.lexicon import WordClass
from planner.language.places import PRESSED
from planner.language.tokens import Kind, Phrase
from planner.language.verbs import Clause, mend_verb
from planner.plan import NotUnderstood

LONGEST = 10
LONGEST_NAME = 3
LONGEST_LABEL = 4
_LABELS = (WordClass.LABEL, WordClass.CHOICE_LABEL, WordClass.LEVEL_LABEL)
_LINKS = frozenset({"of", "to", "in", "into", "on", "at", "for", "from", "by", "with", "as", "over", "and", "or"})
_SENTENCE = frozenset(
    {"no", "not", "never", "none", "nothing", "neither", "nor", "without", "except", "but", "don't", "won't", "isn't"}
    | {
        "i",
        "we",
        "you",
        "he",
        "she",
        "they",
        "it",
        "them",
        "there",
        "do",
        "does",
        "did",
        "unless",
        "if",
        "when",
        "until",
    }
    | {"what", "which", "who", "why", "how", "where"}
)
"""In one of these a sentence speaks, and not a name."""


def brief(phrase: Phrase, context: Context) -> Answer:
    """None: it could be anything."""
    bare = phrase.trimmed()
    asked = phrase.source[bare.last_end : bare.last_end + 1] == "?"
    if asked or not 0 < len(bare) <= LONGEST or _SENTENCE & set(bare.words):
        return None
    labelled = bare.begins(context.lexicon.words(WordClass.LABEL))
    if bare.words[labelled : labelled + 1] in ((":",), ("=",)) and labelled:
        return _entry(bare, context)
    goes_on = phrase.source[: bare.tokens[0].start].rstrip().endswith((",", "then", "and", ";", "-", ">"))
    plain = all(token.kind is Kind.WORD and token.word.isalpha() for token in bare.tokens)
    clicked = context.last is not None and not isinstance(context.last, Pursue)  # after a goal it may be a fact of it
    if goes_on and plain and clicked and len(bare) <= LONGEST_NAME and bare.is_capitalised(0):
        return (Click(place=Query(text=plain_name(bare))),)
    if _has_verb(bare, context):
        return None
    chord = shortcut(Clause(phrase=bare, verb="", frames=(), body=bare), context)
    return (
        chord
        or (_opened(bare, context) if context.last is None else None)
        or _waited(bare, context)
        or _emptied(bare, context)
        or _pressed(bare, context)
        or _switched(bare, context)
        or _entry(bare, context)
    )


def _waited(bare: Phrase, context: Context) -> Answer:
    """ "10 seconds"."""
    if len(bare) != len(("10", "seconds")) or not bare.part(1).is_in(context.lexicon.words(WordClass.TIME_UNIT)):
        return None
    return wait(Clause(phrase=bare, verb="wait", frames=("wait",), body=bare), context)


def _emptied(bare: Phrase, context: Context) -> Answer:
    """ "Comment empty"."""
    if bare.words[-1] not in ("empty", "blank") or len(bare) < len(("comment", "empty")):
        return None
    place = read_target(bare.part(0, -1), context, "clear")
    return None if isinstance(place, NotUnderstood) else (Clear(place=place),)


def _has_verb(bare: Phrase, context: Context) -> bool:
    """Whether it is an order in full, which no frame could read."""
    lexicon = context.lexicon
    verb = lexicon.verbs.at(bare.words) or lexicon.deeds.at(bare.words)
    named = bare.is_in(lexicon.words(WordClass.CLOSING)) or lexicon.roles.before(bare.words, len(bare)) is not None
    return (verb is not None and not named) or mend_verb(bare.words[0], lexicon) is not None


def _opened(bare: Phrase, context: Context) -> Answer:
    named = without_determiner(bare, context.lexicon)
    if len(named) == 1 and not named.has_quote() and is_address(named.text, context):
        return (OpenAddress(address=named.text),)
    path = read_file(named, context) if is_file(named, context) else None
    if path is not None:
        return (OpenFile(path=path, app=context.setting),)
    if named.words[-1:] == ("window",) and len(named) > 1 and _is_title(named.part(0, -1), context):
        return (SwitchTo(name=plain_name(named.part(0, -1))),)
    if named.words[:1] == ("window",) and len(named) > 1 and (named.is_capitalised(1) or named.has_quote()):
        return (SwitchTo(name=plain_name(named.part(1))),)
    app = app_name(named, context) if not context.on_page and not named.has_quote() else None
    return (OpenApp(name=app),) if app is not None else None


def _is_title(words: Phrase, context: Context) -> bool:
    """ "Maximise the Photos" begins with what is to be done to a window."""
    rest = words.part(1)
    return not len(rest) or (without_determiner(rest, context.lexicon) == rest and not rest.has_quote())


def _pressed(bare: Phrase, context: Context) -> Answer:
    if any(token.kind is Kind.MARK for token in bare.tokens) or bare.words[0] in context.lexicon.times:
        return None
    role = context.lexicon.roles.before(bare.words, len(bare)) or context.lexicon.roles.at(bare.words)
    control = role is not None and role.value.role in PRESSED and role.length < len(bare)
    named = context.last is not None and len(bare) <= LONGEST_NAME
    quoted = named and len(bare) == 1 and bare.has_quote()
    closing = named and bare.is_in(context.lexicon.words(WordClass.CLOSING))
    capital = named and all(bare.is_capitalised(at) for at in range(len(bare))) and not bare.has_quote()
    if not (control or quoted or closing or capital):
        return None
    place = read_target(bare, context, "click")
    if isinstance(place, NotUnderstood) or not (place.text or place.ordinal is not None):
        return None
    return (Click(place=place),)


def _switched(bare: Phrase, context: Context) -> Answer:
    """ "gift wrap on", "no newsletter"."""
    lexicon = context.lexicon
    for kind, checked in ((WordClass.YES, True), (WordClass.NO, False)):
        length = bare.ends(lexicon.words(kind))
        if 0 < length < len(bare):
            place = read_target(bare.part(0, len(bare) - length), context, "check")
            return None if isinstance(place, NotUnderstood) else (SetChecked(place=place, checked=checked),)
    return None


def _entry(bare: Phrase, context: Context) -> Answer:
    """ "name Ana", "size: 12", "size=12": what has no sign between must begin with a label that many forms have."""
    lexicon = context.lexicon
    named = bare.without_start(lexicon.words(WordClass.DETERMINER))
    at = next((at for at, word in enumerate(named.words) if word in (":", "=", "is")), None)
    known = max(named.begins(lexicon.words(kind)) for kind in _LABELS)
    if len(named) < len(("name", "Ana")):
        return None
    quoted = context.last is not None and named.tokens[-1].kind is Kind.QUOTED and len(named) <= LONGEST_NAME
    cut = at if at is not None else known or (len(named) - 1 if quoted else 0)
    label, value = named.part(0, cut), named.part(cut if at is None else cut + 1).trimmed()
    if not 0 < len(label) <= LONGEST_LABEL or not len(value) or value.words[0] in _LINKS:
        return None
    order = lexicon.verbs.at(value.words) is not None and not value.is_capitalised(0)
    order = order or (at is None and lexicon.roles.at(value.words) is not None)  # "the name field"
    plain = all(token.kind is Kind.WORD and not token.word.isdecimal() for token in label.tokens)
    plain = plain and label.find(lexicon.words(WordClass.ORDER_ONLY)) is None
    closed = value.split(",")[-1].is_in(lexicon.words(WordClass.CLOSING)) and "," in value.words  # "Ana, Save"
    if order or closed or not plain or is_file(label, context) or (named.words[cut] == "is" and not known):
        return None
    filled = fill_place(label, value, context, listed=True)
    return None if isinstance(filled, NotUnderstood) else (filled,)
