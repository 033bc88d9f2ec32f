"""What sentences have told so far: of what, and what has come to hold for it; in the words in which orders are said."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from planner.language.context import Context
from planner.language.lexicon import Lexicon, WordClass
from planner.language.telling.introduced import Introduced, introduced
from planner.language.telling.statements import News, Told
from planner.language.tokens import Kind, Phrase
from planner.language.values import is_self_contained

_ARTICLES = frozenset({"a", "an", "the", "another", "some", "this", "that"})
LONGEST_NAME = 4
_OWNER = re.compile(r"([A-Z][^'’]*)['’]s [a-z]")
_OURS = frozenset({"my", "our"})
_NEW = frozenset({"new", "unread", "another"})
_MARKING = frozenset({"of", "from", "by", "about", "called", "named", "with", "for", "in", "on", "to"})


@dataclass(frozen=True, kw_only=True)
class Fact:
    """what: of what a value holds, as it is said in an order ("the city of Kei Sato"). label: "" for a state."""

    what: str
    label: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Topic:
    """whole: how it is said in an order; name: the same after "of". noun: its kind, "" where only a name was said.

    thing: of someone, what was told with them. facts: what has come to hold.
    """

    whole: str = ""
    name: str = ""
    noun: str = ""
    thing: str = ""
    thing_noun: str = ""
    facts: tuple[Fact, ...] = ()
    introduced: Introduced | None = None
    is_named: bool = False
    is_someone: bool = False
    several: tuple["Topic", ...] = ()

    @property
    def person(self) -> str:
        """Who "her" is, after "Lea Martin's payment"."""
        owner = _OWNER.match(self.name)
        return owner[1] if owner else self.name

    def after(self, told: Told, context: Context) -> "Topic":
        """With one more sentence."""
        lexicon = context.lexicon
        words = lexicon.telling.parts
        if told.subject is None:
            return _spoken_of_all(told.thing, lexicon, new=told.introduces) if told.thing is not None else self
        subject = told.subject
        if subject.is_in(words.subject):
            return self._with(told.news, told.thing, lexicon)
        parted = _owned(subject, lexicon)
        of_it = [one for one in told.news if not one.label or (parted and lexicon.telling.alike(one.label, parted[1]))]
        sure = [one for one in of_it if _is_sure(one.value, context)]
        named = [one for one in told.news if not one.label and _is_name(one.value)]
        if parted is not None and (sure or named):
            owner, label = parted
            topic = self if owner is None else _spoken_of(owner, lexicon)
            news = tuple(replace(one, label=label) for one in (*sure, *named)[:1])
            return topic._with(news, None, lexicon)
        topic = _spoken_of_all(subject, lexicon)._with(told.news, told.thing, lexicon)
        return replace(topic, introduced=_as_one_of(topic, told.news, lexicon) or topic.introduced)

    def _with(self, news: tuple[News, ...], thing: Phrase | None, lexicon: Lexicon) -> "Topic":
        topic = self
        if thing is not None:
            of = _spoken_of(thing, lexicon)
            belongs = f"{of.whole} of {self.name}" if self.name and " of " not in of.whole else of.whole
            known = introduced(thing, lexicon) or topic.introduced
            topic = replace(topic, thing=belongs, thing_noun=of.noun, introduced=known)
        return replace(topic, facts=(*topic.facts, *(self._fact(one) for one in news)))

    def _fact(self, news: News) -> Fact:
        of = f" of {self.name}" if self.name else ""
        what = f"the {news.label}{of}" if news.label else self.whole
        return Fact(what=what, label=news.label, value=in_order(news.value))

    def to_be(self, value: Phrase) -> "Topic":
        """With what it should be."""
        return replace(
            self, facts=(*self.facts, Fact(what=self.whole, label=self.noun or "value", value=in_order(value)))
        )

    def labelled(self, label: str, lexicon: Lexicon) -> Fact | None:
        """The fact that a label means."""
        found = [one for one in self.facts if one.label and lexicon.telling.alike(one.label, label)]
        return found[-1] if found else None


def _spoken_of_all(said: Phrase, lexicon: Lexicon, *, new: bool = False) -> Topic:
    """Of several ("Ben and Ana", "two files, a.txt and b.txt") with each of them."""
    comma = said.index(",")
    counted = comma is not None and len(said) > 1 and (said.words[0].isdecimal() or said.words[0] in lexicon.numbers)
    named = said.part(comma + 1) if counted and comma is not None else said
    pieces = named.split(",", "and")
    names = all(len(piece) < LONGEST_NAME and _starts_name(piece, 0) for piece in pieces)
    if len(pieces) < 2 or not names or (not counted and "and" not in named.words):
        return _spoken_of(said, lexicon, new=new)
    where = said.part(0, comma).index("in") if counted and comma is not None else None
    inside = f" in {said.part(where + 1, comma).text}" if where is not None and comma is not None else ""
    several = tuple(replace(one, whole=one.whole + inside) for one in (_spoken_of(piece, lexicon) for piece in pieces))
    return replace(_spoken_of(named, lexicon), several=several)


def _as_one_of(topic: Topic, news: tuple[News, ...], lexicon: Lexicon) -> Introduced | None:
    """ "Ida Berg is our new customer": what she is, by her name."""
    state = next((one.value for one in news if not one.label), None)
    if state is None or not topic.is_someone or len(state) < 2:
        return None
    if lexicon.telling.parts.determining.whole(state.words[:1]) is None:
        return None
    noun = [word for word in state.words[1:] if word not in _NEW]
    plain = all(word.isalpha() for word in noun) and not any(state.is_capitalised(at) for at in range(len(state)))
    return Introduced(noun=" ".join(noun), name=topic.name) if plain and 0 < len(noun) < LONGEST_NAME else None


def in_order(value: Phrase) -> str:
    """A value as it can stand within an order."""
    bare = value.trimmed()
    if {"and", ",", "or"} & set(bare.words) and not bare.has_quote():
        return f'"{bare.text}"'
    return bare.text


def _is_sure(value: Phrase, context: Context) -> bool:
    coded = any(sign.isdigit() for word in value.words for sign in word)
    return coded or is_self_contained(value, context)


def _is_name(value: Phrase) -> bool:
    """ "Bo Ek", and not "in Oslo"."""
    return value.is_capitalised(0)


def _spoken_of(said: Phrase, lexicon: Lexicon, *, new: bool = False) -> Topic:
    """A noun phrase as it is said again: "a mail from Ana" is "the mail from Ana" now."""
    bare = said.trimmed()
    begun = bare.words[0] if bare.words else ""
    determined = lexicon.telling.parts.determining.whole((begun,)) is not None
    inner = bare.part(1) if determined else bare
    while len(inner) > 1 and inner.words[0] in _NEW:
        inner = inner.part(1)
    end = next((at for at, word in enumerate(inner.words) if word in (",", ":", "-") and at), len(inner))
    inner = inner.part(0, end)
    kind = list(_kind(inner)) if determined else []
    name = inner.part(len(kind)) if not kind or (len(kind) < len(inner) and _starts_name(inner, len(kind))) else None
    by_name = name is not None and (not kind or _is_coded(name))
    article = begun if begun in _OURS else "the"
    whole = _as_name(name) if name is not None and by_name else f"{article} {inner.text}"
    return Topic(
        whole=whole,
        name=_as_name(name) if name is not None else whole,
        noun=" ".join(kind[-1:]),
        introduced=introduced(bare, lexicon) if new else None,
        is_someone=not determined and inner.is_capitalised(0) and len(inner) < LONGEST_NAME,
        is_named=name is not None or any(inner.is_capitalised(at) for at in range(len(inner))),
    )


def _as_name(name: Phrase) -> str:
    """As it stands; between quotation marks where small letters could be taken for the words of an order."""
    small = not any(name.is_capitalised(at) for at in range(len(name))) and not _is_coded(name)
    return f'"{name.text}"' if small and not name.has_quote() else name.text


def _is_coded(name: Phrase) -> bool:
    """ "list.txt", "#12", "ana@x.org"."""
    return any(sign.isdigit() or sign in ".@/" for sign in name.words[0]) if len(name) else False


def _kind(inner: Phrase) -> Iterator[str]:
    """The words in small letters before a name, or before what tells it apart."""
    for at, word in enumerate(inner.words):
        if _starts_name(inner, at) or (word in _MARKING and at):
            return
        yield word


def _starts_name(said: Phrase, at: int) -> bool:
    token = said.tokens[at] if at < len(said) else None
    if token is None:
        return False
    coded = any(sign.isdigit() or sign in ".@/" for sign in token.word)
    return said.is_capitalised(at) or token.kind is not Kind.WORD or coded


def _owned(subject: Phrase, lexicon: Lexicon) -> tuple[Phrase | None, str] | None:
    """ "Rosa's phone number", "the price of oat milk", "his name", "my new address": whose, and which label."""
    words = lexicon.telling.parts
    at = next(
        (at for at, word in enumerate(subject.words) if word.endswith(("'s", "s'")) and at + 1 < len(subject)), None
    )
    if at is not None:
        token = subject.tokens[at]
        cut = len(token.word) - len(token.word.removesuffix("'s").removesuffix("'"))
        owner = replace(token, end=token.end - cut, word=token.word[: len(token.word) - cut])
        return replace(subject, tokens=(*subject.tokens[:at], owner)), _label(subject.part(at + 1))
    of = subject.index("of")
    if of is not None and 0 < of < len(subject) - 1:
        return subject.part(of + 1), _label(subject.part(0, of))
    head = subject.words[0]
    if len(subject) > 1 and (head in _OURS or words.owner.at(subject.words)):
        return None, _label(subject.part(1))
    label = _label(subject)
    known = head == "the" and lexicon.words(WordClass.LABEL).whole(tuple(label.split())) is not None
    return (None, label) if known else None


def _label(said: Phrase) -> str:
    bare = said.part(1) if len(said) > 1 and said.words[0] in _ARTICLES | _OURS else said
    return " ".join(word for word in bare.words if word not in _NEW) or bare.text
