"""What is sought, told by several facts: "crime films directed by Lang from the year 1931"."""

from grounding.screen import Query
from planner.actions import Fact, FillFacts, PickSuggestion
from planner.language.context import Context
from planner.language.frames.objects import read_target
from planner.language.lexicon import Lexicon, WordClass
from planner.language.tokens import Kind, Phrase
from planner.plan import NotUnderstood

_BEFORE_FACT = frozenset({"by", "from", "in", "at", "near", "to", "since", "of", "for", "starring", "named", "called"})
_PLACE = frozenset({"in", "into", "from", "for"})


def search_by_facts(body: Phrase, place: Query) -> FillFacts | None:
    """None unless the words are two facts or more: a name, a number or a quality each."""
    bare = body.trimmed()
    starts = [at for at in range(1, len(bare) - 1) if bare.words[at] in _BEFORE_FACT]
    if not starts or any(token.kind is Kind.BREAK for token in bare.tokens):
        return None
    ends = [*starts[1:], len(bare)]
    head = bare.part(0, starts[0])
    doing = head.words[-1] if len(head) > 1 and head.words[-1].endswith(("ed", "en", "ing")) else ""
    named = head.part(0, -1) if doing else head
    facts = [Fact(cue=named.words[-1], value=named.part(0, -1).text)] if len(named) > 1 else []
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        cue = f"{doing} {bare.words[start]}".strip() if number == 0 else bare.words[start]
        fact = _fact(cue, bare.part(start + 1, end))
        if fact is None:
            return None
        facts.append(fact)
    return FillFacts(facts=tuple(facts), text=bare.text, place=place) if len(facts) > 1 else None


def _fact(cue: str, phrase: Phrase) -> Fact | None:
    """ "(from) year 1995", "(by) Curry": a value is a name, a number or quoted, up to the end."""
    at = 0
    while at < len(phrase) and not _is_value(phrase, at):
        at += 1
    value = phrase.part(at)
    if not len(value) or at > 2 or not all(_is_value(value, number) for number in range(len(value))):
        return None
    said = value.tokens[0].content if len(value) == 1 and value.tokens[0].kind is Kind.QUOTED else value.text
    label = " ".join(word for word in phrase.words[:at] if word not in ("the", "a", "an"))
    return Fact(cue=f"{label} {cue}".strip(), value=said)


def _is_value(phrase: Phrase, at: int) -> bool:
    word = phrase.words[at]
    return phrase.tokens[at].kind is Kind.QUOTED or phrase.is_capitalised(at) or word[:1].isdigit()


def suggestion(body: Phrase, context: Context) -> PickSuggestion | None:
    """ "an item that starts with 'Bu' and ends with 'ina' (in the Country field)"."""
    lexicon = context.lexicon
    start, end = _after(body, WordClass.STARTS_WITH, lexicon), _after(body, WordClass.ENDS_WITH, lexicon)
    said = [found for found in (start, end) if found is not None]
    if not said or body.tokens[0].kind is Kind.QUOTED:
        return None
    rest = body.part(max(at for at, _ in said) + 1).trimmed()
    place: Query | NotUnderstood | None = None
    if len(rest) > 1 and rest.words[0] in _PLACE:
        place = read_target(rest.part(1), context, "choose")
    elif len(rest):
        return None
    if isinstance(place, NotUnderstood):
        return None
    return PickSuggestion(start=start[1] if start else "", end=end[1] if end else "", place=place)


def _after(body: Phrase, kind: WordClass, lexicon: Lexicon) -> tuple[int, str] | None:
    """The quoted text or single word after the phrase, and where it stands."""
    found = body.find(lexicon.words(kind), 1)
    if found is None or sum(found) >= len(body):
        return None
    token = body.tokens[sum(found)]
    return sum(found), token.content if token.kind is Kind.QUOTED else body.part(sum(found), sum(found) + 1).text
