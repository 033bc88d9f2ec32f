"""What is taken back while it is said: "type Ana into Name, no, sorry, into Nickname".

Decision: what follows takes the place of what it is like: an order that of the last order, a place with its small word
that of the last place with such a word, and a value that of the only one of its kind, or of the only one that is
written like it. Where that does not single one out, the text stays as it is, and is asked about.
"""

from collections.abc import Iterator
from difflib import SequenceMatcher

from planner.language.clauses import begins_order, split_orders, split_sentences
from planner.language.lexicon import Lexicon, WordClass
from planner.language.tokens import Kind, Phrase, UnclosedQuote, tokenize
from planner.language.verbs import read_clauses, without_lead_in

MOST = 3
LONGEST_VALUE = 6
ALIKE = 0.5
_MARKS = frozenset({",", "-", "…", ".", "!", ":", ";"})
_ALONE = frozenset({"no", "sorry"})
_ENDS = frozenset({".", ";", "!", "\n", "then"})
_JOINS = frozenset({",", "and", "then"})
_PLACED = frozenset({"in", "into", "at", "under", "on", "to", "for", "from", "onto", "as"})
_BACK = frozenset({"it", "them", "that", "this"})
_NO_VALUE = frozenset({"i", "we", "you", "it", "that", "this", "not", "he", "she", "they", "there", "my", "never"})


def corrected(text: str, lexicon: Lexicon) -> str:
    """
    >>> from app.words import load_lexicon
    >>> corrected('Type "Ana" into Name, no, sorry, into Nickname and click Save', load_lexicon())
    'Type "Ana" into Nickname and click Save'
    """
    for _ in range(MOST):
        phrase = tokenize(text, lexicon)
        mended = None if isinstance(phrase, UnclosedQuote) else _once(phrase, lexicon)
        if mended is None:
            return text
        text = mended
    return text


def _once(phrase: Phrase, lexicon: Lexicon) -> str | None:
    found = phrase.find(lexicon.words(WordClass.CORRECTION), 1) or _between_marks(phrase)
    if found is None:
        return None
    start, end = _mark(phrase, found, lexicon)
    before, after = phrase.part(0, start), phrase.part(end)
    if not len(before) or not len(after):
        return None
    orders = split_orders(split_sentences(before, lexicon)[-1], lexicon) if len(before.trimmed()) else ()
    if not orders:
        return None
    said = after.part(0, _length(after, lexicon))
    span = _taken_back(orders[-1].trimmed(), said, lexicon)
    if span is None:
        return None
    source, rest = phrase.source, after.part(len(said))
    following = source[rest.tokens[0].start :] if len(rest) else ""
    tail = following if following[:1] in (".", ",", ";", "!", "\n", "") else f" {following}"
    kept = source[span[1] : before.last_end]
    return f"{source[: span[0]]}{said.text}{kept}{tail}{_last_mark(source, phrase) if not following else ''}"


def _between_marks(phrase: Phrase) -> tuple[int, int] | None:
    """ "- no, ...", ", sorry, ..."."""
    for at in range(1, len(phrase) - 1):
        if phrase.words[at] in _ALONE and phrase.words[at - 1] in _MARKS and phrase.words[at + 1] == ",":
            return at, 1
    return None


def _last_mark(source: str, phrase: Phrase) -> str:
    return source[phrase.last_end :].rstrip()


def _mark(phrase: Phrase, found: tuple[int, int], lexicon: Lexicon) -> tuple[int, int]:
    """Where what takes it back begins and ends: with all small words and marks about it."""
    table = lexicon.words(WordClass.TAKING_BACK)
    start, end = found[0], found[0]
    while end < len(phrase):
        word = table.at(phrase.words, end)
        spoken = end == start or phrase.words[end] == "i" or not phrase.is_capitalised(end)
        if word is not None and spoken:
            end += word.length
        elif phrase.tokens[end].kind is Kind.MARK and phrase.words[end] in _MARKS:
            end += 1
        else:
            break
    end = max(end, sum(found)) if end == start else end
    while start > 0:
        word = table.before(phrase.words, start)
        if word is not None:
            start -= word.length
        elif phrase.tokens[start - 1].kind is Kind.MARK and phrase.words[start - 1] in _MARKS:
            start -= 1
        else:
            break
    return start, end


def _length(after: Phrase, lexicon: Lexicon) -> int:
    """Up to the next order."""
    for at in range(1, len(after)):
        word = after.words[at]
        if after.tokens[at].kind is not Kind.QUOTED and word in _ENDS:
            return at - (after.words[at - 1] in _JOINS)
        following = after.part(at + 1 + (after.words[at + 1 : at + 2] in (("and",), ("then",)))).trimmed()
        if word in _JOINS and len(following) and begins_order(following, lexicon):
            return at
    return len(after)


def _taken_back(order: Phrase, said: Phrase, lexicon: Lexicon) -> tuple[int, int] | None:
    """The characters of the text that make way."""
    if not len(said) or not len(order):
        return None
    if begins_order(said, lexicon) and not said.is_capitalised(0):
        return None if _BACK & set(said.words) else _span(order)
    if said.tokens[0].kind is Kind.WORD and said.words[0].split("'")[0] in _NO_VALUE:
        return None
    pieces = list(_pieces(order, lexicon))
    if said.words[0] in _PLACED and said.tokens[0].kind is Kind.WORD:
        placed = [piece for piece in pieces if _same_place(piece.words[0], said.words[0])]
        return _span(placed[-1]) if placed else None
    values = [piece.part(1) if piece.words[0] in _PLACED else piece for piece in pieces]
    values = [_bare(value, lexicon) for value in values if len(value)]
    wanted = _bare(said, lexicon)
    same = [value for value in values if len(value) and _kind(value) == _kind(wanted)]
    alike = [value for value in same if _is_like(value.text, wanted.text)]
    sure = same if len(same) == 1 else alike
    if len(sure) != 1 or len(wanted) > LONGEST_VALUE:
        return None
    return (sure[0].tokens[0].start, sure[0].last_end) if len(wanted) == len(said) else _span(sure[0])


def _span(piece: Phrase) -> tuple[int, int]:
    return piece.tokens[0].start, piece.last_end


def _same_place(one: str, other: str) -> bool:
    inner = {"in", "into", "at", "under", "on", "onto"}
    return one == other or {one, other} <= inner


def _bare(value: Phrase, lexicon: Lexicon) -> Phrase:
    return value.without_start(lexicon.words(WordClass.DETERMINER)) or value


def _pieces(order: Phrase, lexicon: Lexicon) -> Iterator[Phrase]:
    """What it is done to, and each place, with its small word."""
    bare = without_lead_in(order, lexicon)
    clause = next(read_clauses(bare, lexicon, mend=False), None)
    body = clause.body.trimmed() if clause is not None else bare
    start = 0
    for at in range(1, len(body)):
        if body.tokens[at].kind is Kind.WORD and body.words[at] in _PLACED and at + 1 < len(body):
            yield body.part(start, at)
            start = at
    if start < len(body):
        yield body.part(start)


def _kind(value: Phrase) -> str:
    """Quoted values and names may stand for each other; numbers, dates and files only for their like."""
    token = value.tokens[0]
    if token.kind in (Kind.DATE, Kind.SECRET):
        return token.kind.value
    if len(value) == 1 and token.kind is Kind.WORD and any(sign.isdigit() for sign in token.word):
        return "number" if token.word[0].isdigit() else "name"
    if len(value) == 1 and "." in token.word[1:-1]:
        return "file"
    return "name"


def _is_like(one: str, other: str) -> bool:
    return SequenceMatcher(None, one.lower(), other.lower()).ratio() > ALIKE
