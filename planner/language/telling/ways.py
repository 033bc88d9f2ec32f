"""A text that tells and orders, put into orders alone."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from planner.language.context import Context
from planner.language.lexicon import Lexicon, WordClass
from planner.language.telling.mentions import in_full, is_mention
from planner.language.telling.segments import Segment, segments
from planner.language.telling.statements import Told, is_reason
from planner.language.telling.topics import Topic
from planner.language.telling.words import Parts
from planner.language.tokens import Kind, Phrase, UnclosedQuote, tokenize
from planner.language.verbs import without_lead_in

LONGEST = 150
_VALUED = frozenset({"to", "into", "as"})


def told_ways(phrase: Phrase, context: Context) -> Iterator[Phrase]:
    """Ways to say in orders alone what the text orders, where it tells something too."""
    parts = segments(phrase, context.lexicon) if len(phrase) <= LONGEST else None
    if parts is None or not any(part.told for part in parts):
        return
    for text in _Text(context=context).said(parts):
        plain = tokenize(text, context.lexicon)
        if not isinstance(plain, UnclosedQuote) and _says_all(parts, plain, context.lexicon.telling.parts):
            yield plain


def is_told(part: str, phrase: Phrase, lexicon: Lexicon) -> bool:
    """Whether this part of a text only tells, where another part orders."""
    parts = segments(phrase, lexicon) if len(phrase) <= LONGEST else None
    told = [one for one in parts or () if one.told is not None]
    return 0 < len(told) < len(parts or ()) and any(one.said.trimmed().text == part for one in told)


@dataclass(kw_only=True)
class _Text:
    """What is told goes into the orders after it, and into what was just made before it.

    done: each run of orders, in the ways it can be said. due: what should be, where no order has said so yet.
    """

    context: Context
    topic: Topic = field(default_factory=Topic)
    done: list[list[str]] = field(default_factory=list)
    due: str = ""

    def said(self, parts: list[Segment]) -> list[str]:
        """Nothing, where what is told cannot be used."""
        run: list[Phrase] = []
        for number, part in enumerate(parts):
            if part.told is None:
                run.append(part.said)
                continue
            self._order(run)
            run = []
            following = parts[number + 1].said if number + 1 < len(parts) else None
            if not self._take(part.told, following):
                return []
        self._order(run)
        if self.due:
            self.done.append([self.due])
        if not self.done:
            return []
        most = max(len(ways) for ways in self.done)
        return [". ".join(ways[min(number, len(ways) - 1)] for ways in self.done) for number in range(most)]

    def _order(self, run: list[Phrase]) -> None:
        lexicon = self.context.lexicon
        if not run:
            return
        if self.due and not is_mention(run[0], lexicon):
            self.done.append([self.due])
        self.due = ""
        ways = [list(in_full(one, self.topic, lexicon)) for one in run]
        most = max(map(len, ways))
        self.done.append([". ".join(way[min(number, len(way) - 1)] for way in ways) for number in range(most)])

    def _take(self, told: Told, following: Phrase | None) -> bool:
        """Whether it can be used."""
        words = self.context.lexicon.telling.parts
        if self.done and (more := _with_facts(self.done[-1], told, self.context)) is not None:
            self.done[-1] = more
            return True
        if told.wished:
            return self._wish(told)
        if following is None and not (self.done and is_reason(told, self.context.lexicon)):
            return False
        needed = told.said.begins(words.needs) > 0
        if needed and not (following is not None and _gets(following, self.context.lexicon)):
            return False
        self.topic = self.topic.after(told, self.context)
        return True

    def _wish(self, told: Told) -> bool:
        """ "Ana's email is wrong. It should be ana@x.org"."""
        words = self.context.lexicon.telling.parts
        of_it = told.subject is not None and told.subject.is_in(words.subject)
        if not of_it or not self.topic.whole or len(told.news) != 1 or told.news[0].label:
            return False
        self.topic = self.topic.to_be(told.news[0].value)
        self.due = f"set {self.topic.facts[-1].what} to {self.topic.facts[-1].value}"
        return True


def _gets(order: Phrase, lexicon: Lexicon) -> bool:
    """ "order them", after what is needed."""
    words = lexicon.telling.parts
    bare = without_lead_in(order, lexicon)
    length = bare.begins(words.gets)
    return length > 0 and bare.part(length).begins(words.object) > 0


def _with_facts(orders: list[str], told: Told, context: Context) -> list[str] | None:
    """ "Create a contact. His name is Bo Ek": what is told after it of what is made. None: it is not of that."""
    lexicon = context.lexicon
    if told.subject is None or told.thing is not None or not told.news:
        return None
    first = without_lead_in(_phrase(orders[0], lexicon), lexicon)
    creates = first.begins(lexicon.telling.parts.create)
    if not creates or not first.part(creates).begins(lexicon.words(WordClass.DETERMINER)):
        return None
    made = Topic(name="it", whole="it").after(told, context)
    if not made.facts or made.whole != "it" or not all(fact.label for fact in made.facts):
        return None
    return [_extended(order, [(fact.label, fact.value) for fact in made.facts]) for order in orders]


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


def _says_all(parts: list[Segment], plain: Phrase, words: Parts) -> bool:
    """Whether every name, number and quotation of what was told stands in the orders now."""
    said = " ".join(f"{token.word} {token.content}" for token in plain.tokens).lower()
    gives = any(part.told is None and _VALUED & set(part.said.words) for part in parts)
    told = (part.told.said for part in parts if part.told is not None)
    return all(one in said for phrase in told for one in _hard(phrase, words, replaced=gives))


def _hard(said: Phrase, words: Parts, *, replaced: bool) -> Iterator[str]:
    """replaced: another value is given, so that the one that is shown now need not be said."""
    shown = said.find(words.shows_text, 1) if replaced else None
    bare = said.part(0, shown[0]) if shown is not None else said
    for at, token in enumerate(bare.tokens):
        if token.kind in (Kind.QUOTED, Kind.DATE, Kind.SECRET):
            yield token.content.lower()
        elif token.kind is Kind.WORD:
            word = token.word.removesuffix("'s")
            small = words.small.whole((token.word,)) or (not at and words.determining.whole((token.word,)))
            named = bare.is_capitalised(at) and not small and words.tongue.whole((word,)) is None
            if named or any(sign.isdigit() for sign in word) or "." in word[1:-1]:
                yield word
