"""Orders in full: what stands for something that was told is said by its name, and a value that was told is put in.

Decision: the orders are written anew as text and read like any others, so that every frame serves them; where a word
still stands for something unknown, the frames refuse it as they always do.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from planner.language.clauses import split_orders, split_sentences
from planner.language.lexicon import Lexicon, WordClass
from planner.language.telling.each import of_each
from planner.language.telling.topics import Fact, Topic
from planner.language.tokens import Kind, Phrase
from planner.language.verbs import without_lead_in

LONGEST_LABEL = 3
_GIVES_VALUE = frozenset({"to", "into", "as", "with", "by", "=", ":"})
_OF_THE_FAMILY = frozenset({"last name", "surname", "family name"})
_ROWS = frozenset({"row", "line", "entry"})
_DEFINITE = frozenset({"the", "that", "this"})
_LINKS = frozenset({"to", "in", "into", "on", "for", "of", "from", "among"})


@dataclass(frozen=True, kw_only=True)
class _Edit:
    """What stands from one character to another is said so."""

    start: int
    end: int
    text: str


def in_full(orders: Phrase, topic: Topic, lexicon: Lexicon) -> Iterator[str]:
    """Ways to say the orders so that they can be read by themselves, the likeliest first."""
    if topic.several:
        each = of_each(orders, lexicon)
        yield ". ".join(_written(each, one, lexicon, every=True) for one in topic.several)
        return
    meant = replace(topic, whole=topic.thing, noun=topic.thing_noun) if topic.thing and topic.is_someone else topic
    first, every = (_written(orders, meant, lexicon, every=every) for every in (False, True))
    yield first
    if every != first:
        yield every


def persons_in_full(orders: Phrase, topic: Topic, lexicon: Lexicon) -> str:
    """With the name for him and her alone."""
    words = lexicon.telling.parts
    edits = [
        edit
        for edit in _mentioned(orders, topic, lexicon, first=False)
        if words.person.at((orders.source[edit.start : edit.end].split()[:1] or [""])[0].lower().split()) is not None
    ]
    return _edited(orders, edits)


def _written(orders: Phrase, topic: Topic, lexicon: Lexicon, *, every: bool) -> str:
    edits: list[_Edit] = []
    for sentence in split_sentences(orders, lexicon):
        for clause in split_orders(sentence, lexicon):
            bare = without_lead_in(clause, lexicon).without_end(lexicon.words(WordClass.TRAILING))
            completed = _completed(bare, topic, lexicon)
            if completed is not None:
                edits.append(_Edit(start=bare.tokens[0].start, end=bare.last_end, text=completed))
            else:
                edits.extend(_mentioned(bare, topic, lexicon, first=every or not edits))
    return _edited(orders, edits)


def _edited(orders: Phrase, edits: list[_Edit]) -> str:
    pieces: list[str] = []
    at = orders.tokens[0].start
    for edit in sorted(edits, key=lambda one: one.start):
        pieces += (orders.source[at : edit.start], edit.text)
        at = edit.end
    return "".join((*pieces, orders.source[at : orders.last_end]))


def _completed(clause: Phrase, topic: Topic, lexicon: Lexicon) -> str | None:
    """The clause with the values that were told: "change his city", "put that in", "add her to the contacts"."""
    words = lexicon.telling.parts
    put = words.put_in.at(clause.words)
    keeps = clause.words[:1] in (("save",), ("store",)) and not any(fact.label for fact in topic.facts)
    if put is not None and topic.facts and not keeps and _is_mention(clause.part(put.length), lexicon, put.length > 1):
        return _set_all(topic.facts)
    create = words.create.at(clause.words)
    if create is not None and topic.introduced is not None:
        rest = clause.part(create.length)
        length = rest.begins(words.object)
        if length and (length == len(rest) or rest.words[length] in _LINKS):
            known = tuple((fact.label, fact.value) for fact in topic.facts if fact.label)
            made = replace(topic.introduced, facts=(*topic.introduced.facts, *known))
            return f"{clause.part(0, create.length).text} the {made.in_words} {rest.part(length).text}".strip()
    change = words.change.at(clause.words)
    state = _state_set(clause.part(change.length), lexicon) if change is not None and topic.noun else None
    if state is not None and not lexicon.words(WordClass.LABEL).whole((topic.noun,)):
        return f"mark {topic.whole} as {state}"
    if change is None or not topic.facts:
        return None
    rest = clause.part(change.length)
    length = rest.begins(words.object)
    owner = rest.begins(words.owner)
    if length and not (owner and len(rest) > owner and rest.words[owner] not in words.noun_end.all_words):
        if _GIVES_VALUE & set(rest.words):
            return None
        return _with_tail(_set_all(topic.facts[-1:]), rest.part(length), lexicon)
    return _told_value(rest, topic, lexicon)


def _told_value(rest: Phrase, topic: Topic, lexicon: Lexicon) -> str | None:
    """ "his city", "the price", "her contact": what is changed, without what to."""
    words = lexicon.telling.parts
    head = rest.begins(words.owner) or (1 if rest.words[:1] == ("the",) else 0)
    if not head or _GIVES_VALUE & set(rest.words):
        return None
    noun, tail = _noun(rest.part(head), lexicon)
    if (both := _several_labels(rest, topic, lexicon)) is not None:
        return both
    more = tail.words[:1] in (("and",), (",",)) and tail.part(1).begins(words.owner) > 0
    if not len(noun) or tail.words[:1] == ("of",) or more:
        return None
    fact = topic.labelled(noun.text, lexicon)
    if fact is not None:
        label = noun.text if not fact.what.endswith(noun.text) else ""
        what = fact.what.replace(f"the {fact.label}", f"the {label}", 1) if label else fact.what
        value = fact.value.split()[-1] if noun.text.lower() in _OF_THE_FAMILY else fact.value
        return _with_tail(f"set {what} to {value}", tail, lexicon)
    told = [one for one in topic.facts if one.label]
    known = words.record.whole(noun.words) or noun.text.lower() in (topic.noun, topic.thing_noun)
    return _with_tail(_set_all(tuple(told)), tail, lexicon) if told and known else None


def _several_labels(rest: Phrase, topic: Topic, lexicon: Lexicon) -> str | None:
    """ "his city and his e-mail": each with what was told of it; None: it is one, or not of each was told."""
    pieces = [piece.without_start(lexicon.telling.parts.owner).trimmed() for piece in rest.split("and", ",")]
    facts = [topic.labelled(piece.text, lexicon) for piece in pieces]
    known = [f"set {fact.what} to {fact.value}" for fact in facts if fact is not None]
    return " and ".join(known) if 1 < len(known) == len(facts) and len({*known}) == len(known) else None


def _state_set(rest: Phrase, lexicon: Lexicon) -> str | None:
    """ "it to delivered": a state of what was told, and no value of a field."""
    length = rest.begins(lexicon.telling.parts.object)
    value = rest.part(length + 1)
    if not length or rest.words[length : length + 1] != ("to",) or len(value) != 1 or value.is_capitalised(0):
        return None
    return value.text if value.words[0].isalpha() else None


def _set_all(facts: tuple[Fact, ...]) -> str:
    return " and ".join(
        f"set {fact.what} to {fact.value}" if fact.label else f"mark {fact.what} as {fact.value}" for fact in facts
    )


def is_mention(order: Phrase, lexicon: Lexicon) -> bool:
    """ "correct it", "put that in": an order that asks for no more than what was told."""
    words = lexicon.telling.parts
    bare = without_lead_in(order, lexicon).without_end(lexicon.words(WordClass.TRAILING)).trimmed()
    found = words.put_in.at(bare.words) or words.change.at(bare.words)
    return found is not None and _is_mention(bare.part(found.length), lexicon, found.length > 1)


def _with_tail(order: str, tail: Phrase, lexicon: Lexicon) -> str:
    """With where it is done; not where that is only what the thing stands in ("in her contact")."""
    words = lexicon.telling.parts
    bare = tail.trimmed()
    if not len(bare) or bare.ends(words.record):
        return order
    return f"{order} {bare.text}"


def _is_mention(rest: Phrase, lexicon: Lexicon, full: bool) -> bool:
    """Whether nothing but "that", and where it is put, follows."""
    words = lexicon.telling.parts
    bare = rest.trimmed()
    if not len(bare):
        return full
    length = bare.begins(words.object)
    left = bare.part(length).without_start(lexicon.words(WordClass.AT_END))
    if left.words[:1] in (("in",), ("down",)) and len(left) == 1:
        return length > 0
    return length > 0 and (not len(left) or (left.words[0] in _LINKS and left.ends(words.record) > 0))


def _noun(said: Phrase, lexicon: Lexicon) -> tuple[Phrase, Phrase]:
    """A few words that name a label or thing, and what follows."""
    ends = lexicon.telling.parts.noun_end.all_words
    at = 0
    while at < min(len(said), LONGEST_LABEL) and said.tokens[at].kind is Kind.WORD and said.words[at] not in ends:
        at += 1
    return said.part(0, at), said.part(at)


def _mentioned(clause: Phrase, topic: Topic, lexicon: Lexicon, *, first: bool) -> Iterator[_Edit]:
    """What stands for the topic. first: nothing of it was named before, so that "it" can only be that."""
    words = lexicon.telling.parts
    at = 1
    while at < len(clause):
        token = clause.tokens[at]
        rest = clause.part(at)
        if token.kind is not Kind.WORD or not topic.whole:
            at += 1
            continue
        owner = rest.begins(words.owner)
        given = words.determining.whole(rest.words[owner : owner + 1]) is not None  # "send her the message"
        noun = _noun(rest.part(owner), lexicon)[0] if owner and not given else rest.part(0, 0)
        if owner and len(noun):
            of = topic.name if rest.words[0] == "its" else topic.person
            yield _Edit(start=token.start, end=noun.last_end, text=f"the {noun.text} of {of}")
            at += owner + len(noun)
            continue
        length = rest.begins(words.object)
        personal = words.person.at(rest.words) is not None
        alone = length and (length == len(rest) or (personal and given) or not _names(rest, length, lexicon))
        if alone and (first or personal):
            whole = topic.person if personal else topic.whole
            yield _Edit(start=token.start, end=rest.part(0, length).last_end, text=whole)
            at += length
            first = False
            continue
        if (inside := rest.begins(words.place)) and words.folder.whole((topic.noun,)) and at > 1:
            yield _Edit(start=token.start, end=rest.part(0, inside).last_end, text=f"in {topic.whole}")
            at += inside
            continue
        if inside and topic.noun in _ROWS and topic.is_named and at > 1:
            yield _Edit(start=token.start, end=rest.part(0, inside).last_end, text=f"in the row of {topic.name}")
            at += inside
            continue
        again = _again(rest, topic, lexicon)
        if again:
            yield _Edit(start=token.start, end=rest.part(0, again).last_end, text=topic.whole)
            at += again
            first = False
            continue
        bridged = _bridged(rest, topic, lexicon)
        if bridged:
            yield _Edit(
                start=rest.part(0, bridged).last_end, end=rest.part(0, bridged).last_end, text=f" of {topic.name}"
            )
            at += bridged
            continue
        at += 1


def _names(rest: Phrase, length: int, lexicon: Lexicon) -> bool:
    """ "that button": the pronoun goes with a noun."""
    follows = rest.tokens[length]
    if follows.kind is not Kind.WORD or rest.words[0] in ("it", "them", "him"):
        return False
    return rest.words[length] not in lexicon.telling.parts.noun_end.all_words


def _again(rest: Phrase, topic: Topic, lexicon: Lexicon) -> int:
    """ "the mail", after "a mail from Ana"."""
    if not topic.noun or rest.words[0] not in _DEFINITE or len(rest) < 2 or rest.words[1] != topic.noun:
        return 0
    told_apart = len(rest) > 2 and (
        rest.words[2] in ("of", "from", "by", "called", "named", "about", "with") or rest.is_capitalised(2)
    )
    return 0 if told_apart else 2


def _bridged(rest: Phrase, topic: Topic, lexicon: Lexicon) -> int:
    """ "the city", after something was told of someone by name: that of them."""
    if not topic.is_named or rest.words[0] != "the":
        return 0
    found = lexicon.words(WordClass.LABEL).at(rest.words, 1)
    if found is None or rest.words[1 + found.length : 2 + found.length] == ("of",):
        return 0
    return 1 + found.length
