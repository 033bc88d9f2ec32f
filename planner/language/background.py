"""What is told before or after orders and asks for nothing: why they are given, and what happened before.

Decision: `asides` leaves out what names nothing. Here names may stand ("I owe Tom a letter"), but only in a sentence
with a subject and a verb of its own that sets nothing, and only beside orders that say themselves what they are done
to; so that nothing is left out that an order could be about.
"""

from collections.abc import Iterator

from planner.language.asides import (
    binds_surely,
    denies_the_same,
    is_aside,
    link_at,
    orders_something,
    points_back,
    wishes,
)
from planner.language.clauses import begins_order
from planner.language.lexicon import Lexicon, WordClass
from planner.language.telling.statements import News, read_statement, verb_at
from planner.language.tokens import Kind, Phrase, UnclosedQuote, tokenize

LONGEST = 24
LONGEST_SUBJECT = 6
MOST = 4
_ENDS = frozenset({".", "!", "?", "\n"})
_LED = frozenset({"because", "since", "as", "for", "so", "cause", "cos"})
"""What leads a reason, after a pause."""
LONGEST_WISH = 6
_CHOSEN = frozenset(
    {"the", "no", "it", "them", "him", "her", "that", "this", "these", "those", "to", "me", "us", "more", "less"}
)
_SUBJECTS = frozenset(
    {"i", "we", "he", "she", "they", "it", "you", "this", "that", "these", "those", "there", "people", "nobody"}
    | {"somebody", "someone", "everybody", "everyone", "nothing", "everything", "one", "who"}
)
_FALSE_ENDINGS = ("ss", "us", "is")


def without_background(text: str, lexicon: Lexicon) -> str:
    """The orders alone; the text itself, where nothing in it is surely no more than told.

    >>> from app.words import load_lexicon
    >>> without_background("I owe Tom a letter. Click Compose, since Mrs Weber rang me.", load_lexicon())
    'Click Compose'
    >>> without_background("The city is Porto. Click Save.", load_lexicon())
    'The city is Porto. Click Save.'
    """
    phrase = tokenize(text, lexicon)
    if isinstance(phrase, UnclosedQuote):
        return text
    rest = phrase.trimmed()
    for _ in range(MOST):
        after = next(_after_background(rest, lexicon), None)
        if after is None:
            break
        rest = after
    if len(rest) < len(phrase.trimmed()) and points_back(rest):
        return text
    for _ in range(MOST):
        before = next(_before_background(rest, lexicon), None)
        if before is None:
            break
        rest = before
    return text if len(rest) == len(phrase.trimmed()) else text[rest.tokens[0].start : rest.last_end]


def _after_background(phrase: Phrase, lexicon: Lexicon) -> Iterator[Phrase]:
    """The orders behind what is told first."""
    for at in range(1, min(len(phrase) - 1, LONGEST + 2)):
        link = link_at(phrase, at) or int(_pauses(phrase, at, lexicon))
        if not link:
            continue
        said, orders = phrase.part(0, at), phrase.part(at + link).trimmed()
        if len(orders) and is_background(said, orders, lexicon):
            yield orders
        if phrase.words[at] in _ENDS:
            return


def _pauses(phrase: Phrase, at: int, lexicon: Lexicon) -> bool:
    """ "it's freezing in here, put ...": a whole sentence, and a comma before an order."""
    spoken = phrase.words[0].split("'")[0] in _SUBJECTS and at > 2
    return spoken and phrase.words[at] == "," and begins_order(phrase.part(at + 1), lexicon)


def _before_background(phrase: Phrase, lexicon: Lexicon) -> Iterator[Phrase]:
    """The orders before what is told last."""
    for at in range(len(phrase) - 2, 0, -1):
        mark = phrase.tokens[at].kind in (Kind.MARK, Kind.BREAK)
        ends = mark and (phrase.words[at] in _ENDS or phrase.words[at] == ";")
        led = phrase.words[at] == "because" or (phrase.words[at] in _LED and phrase.words[at - 1] in (",", "-", "."))
        if ends or led:
            orders, said = phrase.part(0, at).trimmed(), phrase.part(at + 1)
            if len(orders) and is_background(said, orders, lexicon):
                yield orders
        if ends:
            return


def is_background(said: Phrase, orders: Phrase, lexicon: Lexicon) -> bool:
    """Whether it tells no more than why: it asks for nothing, sets nothing, and names nothing that is done."""
    bare = said.trimmed().without_start(lexicon.words(WordClass.OPENING)).trimmed()
    bare = bare.without_start(lexicon.telling.parts.opening).trimmed()
    if not 1 < len(bare) <= LONGEST or not orders_something(orders, lexicon):
        return False
    if is_aside(said, orders, lexicon, freely=True, explained=True):
        return True
    if _names_what_is_dealt_with(bare, orders) or binds_surely(bare, lexicon):
        return False
    if (wishes(bare, lexicon, explained=True, points=False) and not _wants_a_thing(bare)) or denies_the_same(
        bare, orders, lexicon
    ):
        return False
    starts = (at for at in range(len(bare)) if not at or bare.words[at - 1] in (",", "and", "but", "then", "so", "-"))
    if any(orders_something(bare.part(at), lexicon) for at in starts if at or not _is_subject(bare, lexicon)):
        return False
    return _wants_a_thing(bare) or _tells(bare, orders, lexicon)


def _wants_a_thing(bare: Phrase) -> bool:
    """ "the clerk wants proof", "my aunt needs a new lamp": what another wishes for, and no choice among several."""
    at = next((n for n, word in enumerate(bare.words) if word in ("wants", "needs", "want", "need")), None)
    if not at or bare.words[0].split("'")[0] in ("i", "we", "you", "it", "this", "that"):
        return False
    rest = bare.part(at + 1)
    plain = not any(rest.is_capitalised(n) for n in range(len(rest))) and all(word.isalpha() for word in rest.words)
    return 0 < len(rest) <= LONGEST_WISH and plain and rest.words[0] not in _CHOSEN


def _names_what_is_dealt_with(bare: Phrase, orders: Phrase) -> bool:
    """A quotation, file, address, date or number, which the orders do not have themselves."""
    for token in bare.tokens:
        if token.kind in (Kind.QUOTED, Kind.DATE, Kind.SECRET):
            return True
        hard = any(sign.isdigit() or sign in "@/\\=" for sign in token.word) or "." in token.word[1:-1]
        if token.kind is Kind.WORD and hard and token.word not in orders.words:
            return True
    return ":" in bare.words


def _is_subject(bare: Phrase, lexicon: Lexicon) -> bool:
    """Whether it begins with someone or something, and no verb that orders."""
    first = bare.words[0].split("'")[0]
    return first in _SUBJECTS or lexicon.telling.parts.determining.whole((first,)) is not None


def _tells(bare: Phrase, orders: Phrase, lexicon: Lexicon) -> bool:
    """Whether a subject and its verb stand in it, and nothing that a field might hold is told."""
    at = _verb(bare, lexicon)
    if at is None or bare.begins(lexicon.words(WordClass.NO_CLOCK)):
        return False  # "tomorrow is a holiday" says when
    told = read_statement(bare, lexicon)
    if told is not None and (told.wished or any(_sets(news) for news in told.news)):
        return False
    subject = bare.part(0, at).without_start(lexicon.words(WordClass.DETERMINER)).trimmed()
    bound = any(table.at(bare.words, at) for table in (lexicon.telling.parts.be, lexicon.telling.parts.have))
    labels = (
        bound
        and len(subject) > 0
        and (
            subject.is_in(lexicon.words(WordClass.LABEL))
            or lexicon.roles.before(subject.words, len(subject)) is not None
        )
    )
    return not labels and not (len(subject) > 0 and not _is_subject(subject, lexicon) and _is_in(subject, orders))


def _sets(news: News) -> bool:
    """ "has moved to Porto", "is 12": what could be put somewhere."""
    value = news.value
    named = any(value.is_capitalised(at) for at in range(len(value)))
    return bool(news.label) or named or any(sign.isdigit() for sign in value.text)


def _verb(bare: Phrase, lexicon: Lexicon) -> int | None:
    found = verb_at(bare, lexicon)
    if found is not None:
        return None if found[1] else found[0]
    if not _is_subject(bare, lexicon) and not bare.is_capitalised(0):
        return None
    if bare.words[0].split("'")[0] in _SUBJECTS:
        return 1
    if lexicon.telling.parts.determining.whole(bare.words[:1]) is None:
        return None
    return next((at for at in range(2, min(len(bare), LONGEST_SUBJECT)) if _ends_as_verb(bare, at)), None)


def _ends_as_verb(bare: Phrase, at: int) -> bool:
    """ "our office complained", "the clerk snores": not "the last two tickets"."""
    word, before = bare.words[at], bare.words[at - 1]
    does = word.endswith("s") and not word.endswith(_FALSE_ENDINGS) and not before.endswith("s")
    return not bare.is_capitalised(at) and (word.endswith("ed") or does)


def _is_in(subject: Phrase, orders: Phrase) -> bool:
    return subject.text.casefold() in orders.text.casefold()
