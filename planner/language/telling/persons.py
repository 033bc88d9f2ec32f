"""Him and her, said by the name of the one person that was spoken of before."""

from collections.abc import Iterator

from planner.language.lexicon import Lexicon
from planner.language.telling.mentions import persons_in_full
from planner.language.telling.topics import Topic
from planner.language.tokens import Kind, Phrase, UnclosedQuote, tokenize

LONGEST = 80
_BEFORE_VERB = frozenset({".", ",", ";", ":", "!", "?", "and", "then", "\n"})


def named_ways(phrase: Phrase, lexicon: Lexicon) -> Iterator[Phrase]:
    """ "search for Ana Lopez and open her profile": nothing where two might be meant."""
    persons = lexicon.telling.parts.person
    at = next((at for at in range(1, len(phrase)) if persons.at(phrase.words, at) is not None), None)
    if at is None or len(phrase) > LONGEST:
        return
    names = list(_names(phrase.part(0, at)))
    if len(set(names)) != 1:
        return
    topic = Topic(whole=names[0], name=names[0], is_named=True, is_someone=True)
    plain = tokenize(persons_in_full(phrase, topic, lexicon), lexicon)
    if not isinstance(plain, UnclosedQuote):
        yield plain


def _names(said: Phrase) -> Iterator[str]:
    """Words with a capital within a sentence, together where they stand together."""
    at = 1
    while at < len(said):
        end = at
        while end < len(said) and said.is_capitalised(end) and said.tokens[end].kind is Kind.WORD:
            end += 1
        if end > at and said.words[at - 1] not in _BEFORE_VERB:
            name = said.part(at, end).text
            yield name.removesuffix("'s").removesuffix("’s")
        at = max(end, at + 1)
