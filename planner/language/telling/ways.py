"""A text that tells and orders, put into orders alone."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from planner.language.clauses import begins_order
from planner.language.context import Context
from planner.language.lexicon import Lexicon, WordClass
from planner.language.telling.mentions import in_full
from planner.language.telling.statements import Told, is_reason, read_statement
from planner.language.telling.topics import Topic
from planner.language.telling.words import Parts
from planner.language.tokens import Kind, Phrase, UnclosedQuote, tokenize
from planner.language.verbs import without_lead_in

LONGEST = 150
_ENDS = frozenset({".", ";", "!", "?", "\n"})
_MAY_END = frozenset({":", "-", ",", "so", "and"})
_LINKS = frozenset({",", ":", "-", "and", "so", "therefore", "then", ";"})


@dataclass(frozen=True, kw_only=True)
class _Part:
    """A piece of the text; told: what it tells, None where it orders."""

    said: Phrase
    told: Told | None


def told_ways(phrase: Phrase, context: Context) -> Iterator[Phrase]:
    """Ways to say in orders alone what the text orders, where it tells something too."""
    if len(phrase) > LONGEST:
        return
    parts = _parts(phrase, context)
    if parts is None or not any(part.told for part in parts) or all(part.told for part in parts):
        return
    for text in _texts(parts, context):
        plain = tokenize(text, context.lexicon)
        if not isinstance(plain, UnclosedQuote) and _says_all(parts, plain, context.lexicon.telling.parts):
            yield plain


def _parts(phrase: Phrase, context: Context) -> list[_Part] | None:
    """What tells and what orders, in turn; None where something does neither."""
    parts: list[_Part] = []
    for sentence in _sentences(phrase):
        cut = _cut(sentence, context)
        if cut is None:
            return None
        parts += cut
    return parts


def _sentences(phrase: Phrase) -> Iterator[Phrase]:
    start = 0
    for at, token in enumerate(phrase.tokens):
        if token.kind in (Kind.MARK, Kind.BREAK) and token.word in _ENDS:
            if at > start:
                yield phrase.part(start, at)
            start = at + 1
    if start < len(phrase):
        yield phrase.part(start)


def _cut(sentence: Phrase, context: Context) -> list[_Part] | None:
    """ "Ana has left: delete her account", "the shop is closed, so mark it as closed"."""
    lexicon = context.lexicon
    told = read_statement(sentence, lexicon)
    for at in range(2, len(sentence) - 1):
        if sentence.words[at] not in _MAY_END or sentence.words[at - 1] in _LINKS:
            continue
        after = sentence.part(at)
        while len(after) and after.words[0] in _LINKS:
            after = after.part(1)
        if not len(after) or not (begins_order(after, lexicon) or _begins_told_order(after, lexicon)):
            continue
        front = None if _is_order(sentence.part(0, at), lexicon) else _several(sentence.part(0, at), lexicon)
        if front is not None:
            return [*front, _Part(said=after, told=None)]
    if told is not None and not _is_order(sentence, lexicon):
        return _several(sentence, lexicon)
    return (
        [_Part(said=sentence, told=None)]
        if begins_order(sentence, lexicon) or _begins_told_order(sentence, lexicon)
        else None
    )


def _several(sentence: Phrase, lexicon: Lexicon) -> list[_Part] | None:
    """ "His name is Bo Ek and his phone number is 555": one after the other."""
    for at in range(2, len(sentence) - 2):
        if sentence.words[at] not in ("and", ",", "but"):
            continue
        after = sentence.part(at + 1)
        after = after.part(1) if after.words[0] == "and" else after
        words = lexicon.telling.parts
        begun = after.begins(words.owner) or after.begins(words.subject) or after.words[0] == "the"
        first = read_statement(sentence.part(0, at), lexicon) if begun else None
        rest = _several(after, lexicon) if first is not None else None
        if first is not None and rest is not None:
            return [_Part(said=sentence.part(0, at), told=first), *rest]
    told = read_statement(sentence, lexicon)
    return [_Part(said=sentence, told=told)] if told is not None else None


def _begins_told_order(said: Phrase, lexicon: Lexicon) -> bool:
    """Orders that only what was told makes whole: "update it", "put that in"."""
    words = lexicon.telling.parts
    bare = without_lead_in(said, lexicon)
    found = words.change.at(bare.words) or words.put_in.at(bare.words) or words.create.at(bare.words)
    return found is not None and found.length < len(bare)


def _is_order(sentence: Phrase, lexicon: Lexicon) -> bool:
    """ "Mark is ill" tells, "mark it" orders."""
    if sentence.trimmed().begins(lexicon.telling.parts.about):
        return False
    bare = without_lead_in(sentence, lexicon)
    bound = lexicon.telling.parts.be.at(bare.words, 1) or lexicon.telling.parts.helping.at(bare.words, 1)
    return begins_order(sentence, lexicon) and not (bare.is_capitalised(0) and bound)


def _texts(parts: list[_Part], context: Context) -> Iterator[str]:
    """What was told goes into the orders after it, and into what was just made or changed before it."""
    lexicon = context.lexicon
    done: list[list[str]] = []
    topic = Topic()
    run: list[Phrase] = []
    for part in (*parts, None):
        if part is not None and part.told is None:
            run.append(part.said)
            continue
        if run:
            done.append(_run_in_full(run, topic, lexicon))
            run = []
        if part is None or part.told is None:
            break
        if done and (more := _with_facts(done[-1], part.told, context)) is not None:
            done[-1] = more
            continue
        if part.told.wished or (done and part is parts[-1] and not is_reason(part.told, lexicon)):
            return
        topic = topic.after(part.told, context)
    for number in range(max(len(ways) for ways in done)):
        yield ". ".join(ways[min(number, len(ways) - 1)] for ways in done)


def _run_in_full(run: list[Phrase], topic: Topic, lexicon: Lexicon) -> list[str]:
    whole = replace(run[0], tokens=tuple(token for one in run for token in one.tokens))
    if len(run) == 1:
        return list(in_full(whole, topic, lexicon)) or [whole.text]
    ways = [list(in_full(one, topic, lexicon)) for one in run]
    return [". ".join(way[min(number, len(way) - 1)] for way in ways) for number in range(max(map(len, ways)))]


def _with_facts(orders: list[str], told: Told, context: Context) -> list[str] | None:
    """ "Create a contact. His name is Bo Ek": what is told after it of what is made. None: it is not of that."""
    lexicon = context.lexicon
    words = lexicon.telling.parts
    if told.subject is None or told.thing is not None or not told.news:
        return None
    first = without_lead_in(_phrase(orders[0], lexicon), lexicon)
    if not (
        first.begins(words.create)
        and first.part(first.begins(words.create)).begins(lexicon.words(WordClass.DETERMINER))
    ):
        return None
    made = Topic(name="it", whole="it").after(told, context)
    if not made.facts or made.whole != "it":
        return None
    facts = [(fact.label, fact.value) for fact in made.facts]
    if any(not label for label, _ in facts):
        return None
    return [_extended(order, facts) for order in orders]


def _extended(order: str, facts: list[tuple[str, str]]) -> str:
    text = order.rstrip(" .!")
    for label, value in facts:
        if label == "name":
            text = f"{text} called {value}"
        else:
            text = f"{text} {'and' if ' with ' in text else 'with'} {label} {value}"
    return text


def _phrase(text: str, lexicon: Lexicon) -> Phrase:
    read = tokenize(text, lexicon)
    return read if isinstance(read, Phrase) else Phrase(source=text, tokens=())


def _says_all(parts: list[_Part], plain: Phrase, words: Parts) -> bool:
    """Whether every name, number and quotation of what was told stands in the orders now."""
    said = " ".join(f"{token.word} {token.content}" for token in plain.tokens).lower()
    return all(one in said for part in parts if part.told is not None for one in _hard(part.said, words))


def _hard(said: Phrase, words: Parts) -> Iterator[str]:
    bare = said.trimmed()
    for at, token in enumerate(bare.tokens):
        if token.kind in (Kind.QUOTED, Kind.DATE, Kind.SECRET):
            yield token.content.lower()
        elif token.kind is Kind.WORD:
            word = token.word.removesuffix("'s")
            small = words.small.whole((token.word,)) or (not at and words.determining.whole((token.word,)))
            named = bare.is_capitalised(at) and not small
            if named or any(sign.isdigit() for sign in word):
                yield word
