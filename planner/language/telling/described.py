"""What is told of something new behind its name: "add a product called Honey: it costs 6.40 and Acme supplies it".

Decision: all that follows has to be told of it, piece by piece; where one piece is something else, nothing of it is
taken, for what is left out would be lost.
"""

from collections.abc import Iterator

from planner.goals.goal import Given
from planner.intents.moments import is_moment
from planner.language.context import Context
from planner.language.goal_facts import Segment
from planner.language.lexicon import Lexicon, WordClass
from planner.language.telling.introduced import fact_of
from planner.language.tokens import Kind, Phrase, UnclosedQuote, tokenize
from planner.language.untold import is_untold
from planner.language.verbs import without_lead_in

LONGEST = 100
LONGEST_LABEL = 3
LONGEST_STATE = 3
_RELATIVE = frozenset({"that", "which", "who"})
_CUTS = _RELATIVE | {":", ",", ".", "-", "–", "and", ";"}
_BETWEEN = frozenset({",", ".", ";", "and", "but"})
_PLACED = frozenset({"goes", "go", "belongs", "belong", "is", "lies", "sits", "stands", "starts", "begins", "ends"})
_PLACES = frozenset({"on", "in", "to", "at", "into", "under", "from", "until"})
_ARTICLES = frozenset({"the", "a", "an"})


def described(body: Phrase, lexicon: Lexicon) -> tuple[Phrase, tuple[Given, ...]] | None:
    """What is made, and the facts that are told of it; None where none are."""
    for at in range(1, min(len(body) - 1, LONGEST)):
        if body.words[at] not in _CUTS or body.tokens[at].kind is Kind.QUOTED:
            continue
        facts = _facts(body.part(at + 1), lexicon, first=True, led=body.words[at] in _RELATIVE)
        if facts is not None:
            return body.part(0, at).trimmed(), facts
    return None


def described_ways(phrase: Phrase, context: Context) -> Iterator[Phrase]:
    """ "Add a product called Honey. It costs 6.40.": with the sentences about it in the order itself."""
    lexicon = context.lexicon
    ends = [at for at, word in enumerate(phrase.words) if word in (".", ";", "\n") and at + 2 < len(phrase)]
    for start, at in zip((0, *(end + 1 for end in ends)), ends, strict=False):
        order = without_lead_in(phrase.part(start, at), lexicon)
        if len(phrase) > LONGEST or not order.begins(lexicon.telling.parts.create):
            continue
        for end in (*reversed([one for one in ends if one > at]), len(phrase)):
            told = phrase.part(at + 1, end)
            if _facts(told, lexicon, first=True) is not None:
                inside = ", ".join(piece.text for piece in told.split(".", ";", "\n"))
                text = f"{phrase.source[: phrase.tokens[at].start]}, {inside}{phrase.source[told.last_end :]}"
                read = tokenize(text, lexicon)
                if not isinstance(read, UnclosedQuote):
                    yield read
                break


def _facts(said: Phrase, lexicon: Lexicon, *, first: bool = False, led: bool = False) -> tuple[Given, ...] | None:
    """Piece by piece, each as short as can be. first: it has to be a sentence of its own, unless a word led to it."""
    said = said.trimmed()
    while said.words[:1] and said.words[0] in _BETWEEN:
        said = said.part(1)
    if not len(said):
        return ()
    ends = [at for at, word in enumerate(said.words) if at and word in _BETWEEN]
    for end in (*ends, len(said)):
        if not _is_one(said.part(0, end)):
            return None
        piece = said.part(0, end).trimmed()
        whole = not first or led or _has_subject(piece, lexicon)
        fact = (_fact(piece, lexicon) if whole else None) or (None if first else _labelled(piece, lexicon))
        rest = _facts(said.part(end), lexicon) if fact is not None else None
        if fact is not None and rest is not None:
            return (fact, *rest)
    return None


def _has_subject(piece: Phrase, lexicon: Lexicon) -> bool:
    words = lexicon.telling.parts
    begun = any(piece.begins(table) for table in (words.subject, words.contracted_thing, words.owner, words.counts))
    return begun or piece.words[:1] == ("the",) or (piece.ends(words.object) > 0 and piece.is_capitalised(0))


def _is_one(piece: Phrase) -> bool:
    """Whether what stands between marks may be one value: "Fish and Chips"."""
    return all(one.is_capitalised(0) and len(one) < LONGEST_LABEL for one in piece.split(*_BETWEEN)[1:])


def _labelled(piece: Phrase, lexicon: Lexicon) -> Given | None:
    """ "price 6.40" among sentences."""
    found = fact_of(piece, lexicon)
    return Given(cue=found[0], value=found[1]) if found is not None else None


def _fact(piece: Phrase, lexicon: Lexicon) -> Given | None:
    """What one sentence tells; None: it tells nothing of what is made."""
    words = lexicon.telling.parts
    if len(piece) < 2 or piece.find(lexicon.words(WordClass.DENYING)) is not None:
        return None
    subject = piece.begins(words.subject)
    rest = piece.part(subject) if subject else piece
    contracted = piece.begins(words.contracted_thing)
    being = contracted or (subject + rest.begins(words.be) if rest.begins(words.be) else 0)
    being = being or (subject + rest.begins(words.wished) if rest.begins(words.wished) else 0)
    state = piece.part(being) if being else piece.part(0, 0)
    return (
        _owned(piece, lexicon)
        or _counted(piece, lexicon)
        or _had(rest, lexicon)
        or _done_by(piece, state if len(state) else rest, lexicon)
        or _said(rest, lexicon)
        or _said(state, lexicon)
        or _placed(rest if subject else state, lexicon)
        or (_state(state, lexicon) if subject or contracted else None)
    )


def _given(label: str, value: Phrase, lexicon: Lexicon) -> Given | None:
    segment = Segment(cue=label, phrase=value.trimmed())
    only_described = is_untold(segment.phrase, lexicon) or segment.phrase.begins(lexicon.words(WordClass.ASKING))
    known = len(segment.phrase) > 0 and not segment.has_more and not only_described
    return Given(cue="called" if label == "name" else label, value=segment.value) if known else None


def _owned(piece: Phrase, lexicon: Lexicon) -> Given | None:
    """ "its title is Yes", "the day is Monday"."""
    words = lexicon.telling.parts
    start = piece.begins(words.owner) or (1 if piece.words[0] == "the" else 0)
    if not start:
        return None
    for at in range(start + 1, min(len(piece) - 1, start + LONGEST_LABEL + 1)):
        length = piece.part(at).begins(words.be) or piece.part(at).begins(words.wished)
        if length:
            label = piece.part(start, at)
            plain = all(token.kind is Kind.WORD for token in label.tokens) and not label.is_capitalised(0)
            return _given(" ".join(label.words), piece.part(at + length), lexicon) if plain else None
    return None


def _counted(piece: Phrase, lexicon: Lexicon) -> Given | None:
    """ "there are 15 of it", "we have 15 of them"."""
    words = lexicon.telling.parts
    length = piece.begins(words.counts)
    number = piece.part(length, length + 1)
    rest = piece.part(length + 1)
    counted = bool(length and len(number)) and (number.words[0].isdecimal() or number.words[0] in lexicon.numbers)
    of_it = rest.words[:1] == ("of",) and rest.part(1).is_in(words.object)
    if not counted or not (of_it or not len(rest)):
        return None
    said = number.words[0]
    return Given(cue="quantity", value=said if said.isdecimal() else str(lexicon.numbers[said]))


def _done_by(piece: Phrase, state: Phrase, lexicon: Lexicon) -> Given | None:
    """ "Acme supplies it", "it is supplied by Acme"."""
    words = lexicon.telling.parts
    passive = lexicon.telling.done_by.at(state.words)
    if passive is not None and passive.length < len(state):
        return _given(passive.value, state.part(passive.length), lexicon)
    for at in range(1, len(piece) - 1):
        active = lexicon.telling.does.at(piece.words, at)
        if active is not None and piece.part(at + active.length).is_in(words.object) and piece.is_capitalised(0):
            return _given(active.value, piece.part(0, at), lexicon)
    return None


def _said(rest: Phrase, lexicon: Lexicon) -> Given | None:
    """ "costs 6.40", "called Ida"."""
    found = lexicon.telling.says.at(rest.words)
    if found is None or found.length >= len(rest):
        return None
    value = rest.part(found.length)
    dated = found.value == "date" and value.tokens[0].kind is not Kind.DATE and not is_moment(value.text)
    placed = found.value == "city" and value.words[0].islower() and not value.is_capitalised(0)
    return None if dated or placed else _given(found.value, value, lexicon)


def _placed(rest: Phrase, lexicon: Lexicon) -> Given | None:
    """ "goes on shelf B3", "belongs to the category Food"."""
    bare = rest.part(1) if rest.words[:1] and rest.words[0] in _PLACED else rest
    if len(bare) < 2 or bare.words[0] not in _PLACES:
        return None
    place = bare.part(2) if bare.words[1] in _ARTICLES else bare.part(1)
    if not len(place):
        return None
    label = lexicon.words(WordClass.LABEL).at(place.words)
    length = label.length if label is not None else _small_words(place)
    if 0 < length < len(place):
        return _given(" ".join(place.words[:length]), place.part(length), lexicon)
    named = place.is_capitalised(0) or place.tokens[0].kind is not Kind.WORD or place.words[0][:1].isdigit()
    return _given(bare.words[0], place, lexicon) if named else None


def _small_words(place: Phrase) -> int:
    """How many words stand before a name or a number; 0 where none follows."""
    at = 0
    while at < min(len(place), LONGEST_LABEL + 1) and place.words[at].isalpha() and not place.is_capitalised(at):
        at += 1
    return at if at < len(place) and at <= LONGEST_LABEL and place.tokens[at].kind is not Kind.MARK else 0


def _had(rest: Phrase, lexicon: Lexicon) -> Given | None:
    """ "has a price of 6.40", "has 4 seats"."""
    length = rest.begins(lexicon.telling.parts.have)
    bare = rest.part(length)
    if not length or len(bare) < 2:
        return None
    if bare.words[0][:1].isdigit() and all(word.isalpha() for word in bare.words[1:]) and len(bare) <= LONGEST_LABEL:
        return Given(cue=" ".join(bare.words[1:]), value=bare.words[0])
    bare = bare.part(1) if bare.words[0] in _ARTICLES else bare
    known = lexicon.words(WordClass.LABEL).at(bare.words)
    small = known.length if known is not None else _small_words(bare)
    value = bare.part(small + (bare.words[small : small + 1] == ("of",)))
    return (
        _given(" ".join(bare.words[:small]).removesuffix(" of"), value, lexicon) if small > 0 and len(value) else None
    )


def _state(state: Phrase, lexicon: Lexicon) -> Given | None:
    """ "in stock", "organic": a box to tick, or a choice, of that name."""
    bare = state.without_start(lexicon.telling.parts.adverb).without_end(lexicon.telling.parts.behind)
    bare = bare.part(1) if bare.words[:1] and bare.words[0] in ("a", "an") else bare
    plain = all(token.kind is Kind.WORD and token.word.isalpha() for token in bare.tokens)
    low = not any(bare.is_capitalised(at) for at in range(len(bare)))
    binds = bare.find(lexicon.telling.parts.binding) is not None
    return Given(cue="", value=bare.text) if 0 < len(bare) <= LONGEST_STATE and plain and low and not binds else None
