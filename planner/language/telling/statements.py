"""One sentence that tells something: what it is about, and what is new of it.

Decision: a sentence tells only when a subject and a verb that binds it stand at its beginning, and nothing in it
denies, demands or depends on something; all else is no statement: what it asks for is never passed over in silence.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from planner.language.lexicon import Lexicon, WordClass
from planner.language.tokens import Kind, Phrase

LONGEST_SUBJECT = 12
_FUTURE = frozenset({"will", "shall", "'ll"})
_APART = frozenset({",", "(", "-"})
_ASKING = frozenset({"what", "which", "who", "how", "where", "when", "why", "whether", "if"})
_RELATIVE = frozenset({"that", "which", "who", "whose"})
_VALUED_BY = frozenset({",", ":", "-", "is", "of"})


@dataclass(frozen=True, kw_only=True)
class News:
    """What has come to hold. label: of the fact, as it was said or as the verb says; "" for how something is now.

    of: of what it is; None: of what the sentence is about.
    """

    label: str
    value: Phrase
    of: Phrase | None = None


@dataclass(frozen=True, kw_only=True)
class Told:
    """subject: what it is about; None for the one who speaks. thing: what the subject has or the speaker did something
    to. wished: it says what should be."""

    said: Phrase
    subject: Phrase | None
    thing: Phrase | None = None
    news: tuple[News, ...] = ()
    introduces: bool = False
    wished: bool = False


def read_statement(sentence: Phrase, lexicon: Lexicon) -> Told | None:
    """None: it tells nothing, or something that binds what is to be done."""
    words = lexicon.telling.parts
    bare = sentence.trimmed().without_start(words.opening).trimmed()
    depends = bare.begins(lexicon.words(WordClass.CONDITION)) or bare.begins(lexicon.words(WordClass.WHEN))
    if len(bare) < 2 or bare.begins(words.of_many) or (depends and not sentence.trimmed().begins(words.opening)):
        return None
    position = bare.begins(lexicon.words(WordClass.POSITION))
    if position and bare.part(position).trimmed().begins(words.about):
        bare = bare.part(position).trimmed()  # "at the bottom of the page there is ..."
    about = bare.begins(words.about) or bare.begins(words.needs)
    if about:
        what = _asked_about(_without_behind(bare.part(about), lexicon)).without_end(lexicon.words(WordClass.POSITION))
        bound = not len(what) or _binds(what, lexicon)
        return None if bound else Told(said=bare, subject=None, thing=what, introduces=True)
    contracted = bare.begins(words.contracted)
    found = (contracted, False) if 0 < contracted < len(bare) else verb_at(bare, lexicon)
    if found is None:
        return None
    at, wished = found
    subject = _subject(bare.part(0, at), lexicon)
    rest = bare.part(at)
    if subject is None or (not wished and _binds(rest, lexicon)) or _binds(subject, lexicon):
        return None
    by_speaker = subject.is_in(words.speaker) or (contracted > 0 and not subject.is_in(words.contracted_thing))
    thing: Phrase | None = None
    news: list[News] = []
    if contracted:
        news += _state(rest, lexicon)
    for said in () if contracted else _predicates(rest, lexicon):
        more, had = _predicate(said, subject, lexicon)
        news += more
        thing = thing or had
    return Told(said=bare, subject=None if by_speaker else subject, thing=thing, news=tuple(news), wished=wished)


def verb_at(bare: Phrase, lexicon: Lexicon) -> tuple[int, bool] | None:
    """Where the verb stands that binds the subject, and whether it says what should be."""
    words = lexicon.telling.parts
    relative = False
    for at in range(1, min(len(bare), LONGEST_SUBJECT)):
        token, word = bare.tokens[at], bare.words[at]
        if token.kind is not Kind.WORD:
            continue
        if word in _RELATIVE:
            relative = True
            continue
        if words.wished.at(bare.words, at):
            return at, True
        binds = words.be.at(bare.words, at) or words.have.at(bare.words, at) or words.helping.at(bare.words, at)
        happens = word in lexicon.telling.forms and not bare.is_capitalised(at) and _may_be_verb(bare, at, lexicon)
        if not (binds or happens):
            continue
        if relative:
            relative = False
            continue
        if happens and not binds and at + 1 < len(bare) and bare.words[at + 1] in lexicon.telling.forms:
            continue  # "the notification sounds drive me mad"
        return at, False
    return None


def _asked_about(said: Phrase) -> Phrase:
    """ "what time it is in Tokyo": Tokyo, if anything by name."""
    if not len(said) or said.words[0] not in _ASKING:
        return said
    start = next((at for at in range(len(said)) if said.is_capitalised(at)), len(said))
    end = start
    while end < len(said) and said.is_capitalised(end):
        end += 1
    return said.part(start, end) if end == len(said) else said.part(0, 0)


def _may_be_verb(bare: Phrase, at: int, lexicon: Lexicon) -> bool:
    """ "the sound of it", "my last order": after what goes before a noun, a word is no verb."""
    before, words = bare.words[at - 1], lexicon.telling.parts
    if words.determining.whole((before,)) or before in words.noun_end.all_words - {"is", "are", "now", "again", "too"}:
        return False
    return at + 1 >= len(bare) or bare.words[at + 1] not in ("of", "is", "are", "was")


def _subject(said: Phrase, lexicon: Lexicon) -> Phrase | None:
    """Without what is said in between ("Kei Sato, a customer, ...")."""
    end = next((at for at, word in enumerate(said.words) if word in _APART and at), len(said))
    bare = said.part(0, end).without_end(lexicon.telling.parts.adverb).trimmed()
    bare = bare.part(0, -1) if len(bare) > 1 and bare.words[-1] in _FUTURE else bare
    if not len(bare):
        return None
    words = lexicon.telling.parts
    head = bare.words[0]
    named = bare.is_capitalised(0) or bare.tokens[0].kind is Kind.QUOTED or any(sign in head for sign in ".@")
    begun = words.determining.whole((head,)) is not None or bare.is_in(words.subject) or bare.is_in(words.speaker)
    return bare if named or begun else None


def is_reason(told: Told, lexicon: Lexicon) -> bool:
    """Whether it says no more than why: of what was spoken of, or of the one who speaks; not what goes where."""
    words = lexicon.telling.parts
    subject = told.subject
    spoken_of = subject is None or subject.is_in(words.subject) or subject.is_in(words.contracted)
    led = any(word in words.leading.all_words for word in told.said.words)
    return spoken_of and not told.wished and not any(news.label for news in told.news) and not led


def _binds(said: Phrase, lexicon: Lexicon) -> bool:
    """Whether words deny, demand, or make something depend; or say where on the screen something is."""
    words = lexicon.telling.parts
    positions = (lexicon.words(WordClass.POSITION), lexicon.words(WordClass.AREA))
    if any(said.find(table) is not None for table in positions):
        return True
    at = 0
    while at < len(said):
        idle = words.unwanted.at(said.words, at) or words.behind.at(said.words, at)
        if idle is not None:
            at += idle.length
            continue
        if words.binding.at(said.words, at) is not None and not said.is_capitalised(at):
            return True
        at += 1
    return False


def _predicates(rest: Phrase, lexicon: Lexicon) -> Iterator[Phrase]:
    """ "has moved to Kyoto and buys from us again": one after the other."""
    words = lexicon.telling.parts
    start = 0
    for at in range(1, len(rest) - 1):
        if rest.words[at] not in ("and", ",", "but"):
            continue
        following = rest.part(at + 1).without_start(words.adverb)
        bound = following.begins(words.be) or following.begins(words.have) or following.begins(words.helping)
        bound = bound or following.begins(words.wished)
        if len(following) and (bound or following.words[0] in lexicon.telling.forms):
            yield rest.part(start, at).trimmed()
            start = at + 1
    yield rest.part(start).trimmed()


def _predicate(said: Phrase, subject: Phrase, lexicon: Lexicon) -> tuple[tuple[News, ...], Phrase | None]:
    """What it says is new, and what it was done to or had."""
    words = lexicon.telling.parts
    idle = replace(said, tokens=said.tokens)
    while (length := idle.begins(words.adverb)) and length < len(idle):
        idle = idle.part(length)
    heads = [idle]
    while (length := heads[-1].begins(words.helping) or heads[-1].begins(words.adverb)) and length < len(heads[-1]):
        heads.append(heads[-1].part(length))
    for head in heads:
        if (found := lexicon.telling.says.at(head.words)) and found.length < len(head):
            value = _without_behind(head.part(found.length), lexicon)
            label = _label_of(found.value, value)
            return ((News(label=label, value=value),) if len(value) and label else ()), None
    for head in heads:
        if (changed := head.begins(words.changes)) and changed < len(head):
            return _state(head.part(changed), lexicon), None
    for head in heads:
        wished, had, been = head.begins(words.wished), head.begins(words.have), head.begins(words.be)
        if wished and "have" not in head.words[:wished]:
            return _state(head.part(wished), lexicon), None
        if had and head.words[had : had + 1] and head.words[had] in lexicon.telling.forms:
            continue  # "has left the club"
        if had or wished:
            return _had(head.part(had or wished), lexicon)
        if been:
            rest = _without_start_adverbs(head.part(been), lexicon)
            return _state(rest, lexicon), None
    rest = _without_behind(heads[-1].part(1), lexicon)
    return (), rest if len(rest) and subject.is_in(words.speaker) else None


def _label_of(label: str, value: Phrase) -> str:
    """What is moved to a time has a new time, and no new place; "" where neither is said."""
    if label != "city":
        return label
    if value.tokens[0].kind is Kind.DATE:
        return "date"
    if any(sign.isdigit() for sign in value.text):
        return "time" if ":" in value.text else "date"
    return label if value.is_capitalised(0) else ""


def _without_start_adverbs(said: Phrase, lexicon: Lexicon) -> Phrase:
    while (length := said.begins(lexicon.telling.parts.adverb)) and length < len(said):
        said = said.part(length)
    return said


def _state(said: Phrase, lexicon: Lexicon) -> tuple[News, ...]:
    value = _without_behind(_without_start_adverbs(said, lexicon), lexicon)
    value = value.part(1) if value.words[:1] and value.words[0] in (":", "-", ",", "to") else value
    return (News(label="", value=value),) if len(value) and ":" not in value.words else ()


def _had(said: Phrase, lexicon: Lexicon) -> tuple[tuple[News, ...], Phrase | None]:
    """ "a new phone number, 555": a label and its value; "an invoice": a thing."""
    bare = _without_behind(_without_start_adverbs(said, lexicon), lexicon)
    inner = bare.part(1) if bare.words[:1] and lexicon.telling.parts.determining.whole(bare.words[:1]) else bare
    inner = inner.part(1) if inner.words[:1] in (("new",), ("different",), ("other",)) else inner
    label = lexicon.words(WordClass.LABEL).at(inner.words)
    length = (
        label.length
        if label is not None
        else next((at for at, word in enumerate(inner.words[:4]) if word in (",", ":", "-") and at), 0)
        or next((at for at in range(1, min(len(inner) - 1, 4)) if _is_amount_of(inner, at)), 0)
    )
    known = label is not None or inner.words[length : length + 1] == (":",)
    known = known or any(sign.isdigit() for word in inner.words[length + 1 : length + 2] for sign in word)
    if known and 0 < length < len(inner):
        value = inner.part(length)
        value = value.part(1) if value.words[0] in _VALUED_BY else value
        if len(value.trimmed()):
            return (News(label=" ".join(inner.words[:length]), value=value.trimmed()),), None
    return (), bare if len(bare) else None


def _is_amount_of(said: Phrase, at: int) -> bool:
    """ "a fee of 40"."""
    return said.words[at] == "of" and said.words[at + 1][:1].isdecimal()


def _without_behind(said: Phrase, lexicon: Lexicon) -> Phrase:
    """Without "now", "any more", "yesterday"."""
    rest = said.trimmed()
    while (length := rest.ends(lexicon.telling.parts.behind)) and length < len(rest):
        rest = rest.part(0, len(rest) - length).trimmed()
    return rest
