"""The words of a goal cut into the thing and the facts that are given with it, each fact with its cue."""

from dataclasses import dataclass, replace

from planner.goals.goal import Given
from planner.goals.timetable import BETWEEN, LASTING, minutes
from planner.language.goal_things import FILLERS, JOINS, THAT
from planner.language.lexicon import Lexicon, WordClass
from planner.language.loose_facts import apart, in_brackets, is_counted_day
from planner.language.tokens import Kind, Phrase

NAMING = frozenset({"called", "named", "titled", "entitled"})
MARKING = frozenset(
    {"of", "from", "by", "about", "called", "named", "titled", "entitled", "with", "for", "whose", "to"}
)
"""Before what tells a thing apart from others of its kind."""
_CUES = MARKING | frozenset(
    {BETWEEN, LASTING, "on", "at", "as", "under", "in", "into", "until", "till", "saying", "that", "reading", "dated"}
)
_SAYING = frozenset({"saying", "reading", "with", "that"})
_TEXTS = frozenset({"message", "text", "with", "that", "saying", "reading"})
_READS = frozenset({"says", "reads", "states"})
_AMOUNTING = frozenset({"over", "worth", "totalling", "totaling"})
"""Cues where a number follows."""
_DATED = frozenset({"due"})
_DATING = frozenset({"on", "by", "at", "until", "from"})
_TEXT_DEEDS = frozenset({"reply", "send", "comment", "post", "forward"})
_FURTHER_LABELS = frozenset({"username", "password", "text", "message", "email", "name", "subject", "title"})
TAKE_NO_FACTS = frozenset({"open", "delete", "archive", "like", "star"})
"""After the name of what they are done to, small words belong to the name ("Printer jams on long jobs")."""
TAKE_LABELS = frozenset({"create", "enrol", "book", "invite", "sign_up"})
"""Deeds that fill a form, so that what is said with them may be labelled with any word."""
_NO_LABEL = _CUES | FILLERS | JOINS | {"its", "all", "every", "each", "some", "any", "it", "them", "not", "no"}
_LABELLING = frozenset({"with", "for", "at", "to", "in", "under"})
_NO_VALUE = frozenset({"new", "own", "other", "same", "different", "any", "more", "another", "following"})
LONGEST_LABEL = 3


@dataclass(frozen=True, kw_only=True)
class Segment:
    """A fact: the word or label that says what it is, and what stands behind that."""

    cue: str
    phrase: Phrase

    @property
    def has_more(self) -> bool:
        """Whether words follow what is quoted: it holds more than its value."""
        kinds = [token.kind for token in self.phrase.trimmed().tokens]
        return Kind.QUOTED in kinds and Kind.WORD in kinds[kinds.index(Kind.QUOTED) :]

    @property
    def value(self) -> str:
        """Of what is quoted the content alone, else all of it; a day that is counted from today as a date."""
        bare = self.phrase.trimmed()
        if is_counted_day(bare):
            return bare.tokens[0].content
        quoted = [token.content for token in self.phrase.tokens if token.kind is Kind.QUOTED]
        said = self.phrase.text.rstrip(" .,;!?")
        return quoted[0] if quoted else in_brackets(said)


def counted_of(segment: Segment, lexicon: Lexicon) -> Given | None:
    """ "for four", "for 2 adults": how many of whom."""
    words = segment.phrase.trimmed().words
    number = words[0] if words and words[0].isdecimal() else str(lexicon.numbers.get(words[0] if words else "", ""))
    if segment.cue != "for" or not number or len(words) > LONGEST_LABEL or segment.phrase.has_quote():
        return None
    noun = " ".join(word for word in words[1:] if word not in ("of", "us", "them", "you"))
    return Given(cue=noun or "people", value=number) if not noun or noun.endswith(("s", "people")) else None


def lasting_of(body: Phrase) -> tuple[tuple[Given, ...], Phrase]:
    """ "a 90 mins event ...": how long it is to be, and the rest."""
    start = 1 if body.words[:1] in (("a",), ("an",)) else 0
    for length in (1, 2, 3):
        said = body.part(start, start + length)
        if start + length < len(body) and minutes(said.text) and len(said) == length:
            return (Given(cue=LASTING, value=said.text),), body.part(start + length)
    return (), body


def in_a_state(body: Phrase, lexicon: Lexicon) -> tuple[str, Phrase]:
    """ "issues that are closed", "rows where the status is closed": what stands on each of them, and the rest."""
    words = body.words
    for at in range(1, len(body) - 2):
        if words[at] not in ("that", "which", "whose", "where", "with"):
            continue
        length = 0 if words[at] in ("that", "which") else _label_at(body, _past_fillers(body, at + 1), lexicon)
        verb = _past_fillers(body, at + 1) + length
        state = body.part(verb + 1).trimmed()
        if words[verb : verb + 1] in (("is",), ("are",), ("says",)) and 0 < len(state) <= LONGEST_LABEL:
            return (state.tokens[0].content if state.has_quote() else state.text), body.part(0, at).trimmed()
    return "", body


def segments_of(body: Phrase, deed: str, lexicon: Lexicon) -> tuple[Phrase, tuple[Segment, ...]]:
    """What stands before the first fact, and the facts."""
    starts: list[tuple[int, int, str]] = []  # where the fact begins, where its value does, its cue
    at = 1 if body.words[:1] in THAT else 0
    while at < len(body):
        told = deed in TAKE_LABELS and (body.words[at] == "with" or (bool(starts) and starts[-1][2] not in _CUES))
        found = _cue_at(body, at, lexicon, told=told) or _named_after_colon(body, at, deed, first=not starts)
        swallowed = bool(starts) and starts[-1][2] in _TEXTS and deed in _TEXT_DEEDS
        swallowed = swallowed or (found is not None and _is_in_name(found, at, deed, body, lexicon))
        if found is not None and not (swallowed and not _is_labelled(body, at, lexicon)):
            starts.append((at, found[1], found[0]))
            at = max(at + 1, found[1])
        else:
            at += 1
    ends = [start for start, _, _ in (*starts, (len(body), 0, ""))][1:]
    head, loose = apart(_without_joins(body.part(0, starts[0][0]) if starts else body))
    segments = [Segment(cue=cue, phrase=phrase) for cue, phrase in loose]
    for (_, value, cue), end in zip(starts, ends, strict=True):
        said = _without_joins(body.part(value, end))
        rest, loose = (said, ()) if deed in _TEXT_DEEDS else apart(said, followed=end < len(body))
        segments += [Segment(cue=name, phrase=phrase) for name, phrase in ((cue, rest), *loose)]
    return head, tuple(segments)


def _named_after_colon(body: Phrase, at: int, deed: str, *, first: bool) -> tuple[str, int] | None:
    """ "a new customer: Kei Sato, kei@x.org"."""
    named = deed == "create" and first and body.words[at] == ":" and 0 < at < len(body) - 1
    told = named and (body.is_capitalised(at + 1) or body.tokens[at + 1].kind is Kind.QUOTED)
    return ("called", at + 1) if told else None


def _is_in_name(cue: tuple[str, int], at: int, deed: str, body: Phrase, lexicon: Lexicon) -> bool:
    named = deed in TAKE_NO_FACTS and any(body.is_capitalised(number) for number in range(at))
    further = body.part(at + 1)
    return (
        named and cue[0] not in MARKING and len(further) > 0 and not further.begins(lexicon.words(WordClass.DETERMINER))
    )


def _is_labelled(body: Phrase, at: int, lexicon: Lexicon) -> bool:
    """ "and the subject ..." after a text that takes all the small words."""
    return body.words[at] in JOINS and _label_at(body, _past_fillers(body, at + 1), lexicon) > 0


def _cue_at(body: Phrase, at: int, lexicon: Lexicon, *, told: bool) -> tuple[str, int] | None:
    """The cue of a fact that begins here, and where its value begins. told: a label may be any word."""
    word = body.words[at]
    if body.tokens[at].kind is not Kind.WORD and word not in JOINS:
        return None
    if word in JOINS or word in _CUES:
        after = _past_fillers(body, at + 1)
        if word in JOINS and after < len(body) and body.words[after] in _CUES | {"with"}:
            return _cue_at(body, after, lexicon, told=told)
        length = _label_at(body, after, lexicon) or (told and _told_label(body, after, lexicon, first=word == "with"))
        if length and after + length < len(body):
            cue = body.words[after] if body.words[after] in _DATED else " ".join(body.words[after : after + length])
            return cue, _past_fillers(body, after + length, also=_DATING if cue in _DATED else _SAYING | {"of"})
        if word == "that" and body.words[at + 1 : at + 2] and body.words[at + 1] in _READS and at + 2 < len(body):
            return word, at + 2
        if word in _CUES and after < len(body):
            return word, at + 1 + (body.words[at + 1 : at + 2] == (":",))
        return None
    if word in _AMOUNTING and any(sign.isdigit() for sign in " ".join(body.words[at + 1 : at + 3])):
        return word, at + 1
    length = _label_at(body, at, lexicon)
    if word in _DATED and at + length < len(body):
        linked = body.words[at + length] in _DATING
        if linked or any(sign.isdigit() for sign in body.words[at + length]):
            return word, at + length + linked
    follows = at + length
    if length and follows < len(body) and (body.words[follows] == ":" or body.tokens[follows].kind is Kind.QUOTED):
        return " ".join(body.words[at:follows]), _past_fillers(body, follows)
    return None


def _label_at(body: Phrase, at: int, lexicon: Lexicon) -> int:
    if at >= len(body) or body.is_capitalised(at):
        return 0
    found = lexicon.words(WordClass.LABEL).at(body.words, at)
    if found is not None:
        return found.length
    if body.words[at] in _DATED:
        return 1 + (body.words[at + 1 : at + 2] == ("date",))
    return 1 if body.words[at] in _FURTHER_LABELS else 0


def _told_label(body: Phrase, at: int, lexicon: Lexicon, *, first: bool) -> int:
    """The length of a label that no list has ("shelf B3", "town Malmo"): small words before a name, a number or a
    quotation. first: it follows "with", where no order begins."""
    if not first and (lexicon.verbs.at(body.words, at) or lexicon.deeds.at(body.words, at)):
        return 0
    for length in range(1, LONGEST_LABEL + 1):
        end = at + length
        word = body.tokens[end - 1] if end < len(body) else None
        if word is None or word.kind is not Kind.WORD or not word.word.isalpha() or body.is_capitalised(end - 1):
            return 0
        if word.word in _NO_LABEL or word.word in lexicon.numbers:
            return 0
        value = body.tokens[end]
        if value.kind is not Kind.WORD or body.is_capitalised(end) or value.word[:1].isdigit():
            return length
    return 0


def _past_fillers(body: Phrase, at: int, also: frozenset[str] = frozenset()) -> int:
    while at < len(body) and body.words[at] in FILLERS | also and body.tokens[at].kind is not Kind.QUOTED:
        at += 1
    return at


def _without_joins(phrase: Phrase) -> Phrase:
    end = len(phrase)
    while end and phrase.words[end - 1] in JOINS | {".", "!"} and phrase.tokens[end - 1].kind is not Kind.QUOTED:
        end -= 1
    start = 0
    while start < end and phrase.words[start] in JOINS and phrase.tokens[start].kind is not Kind.QUOTED:
        start += 1
    return phrase.part(start, end)


def with_labels(segments: tuple[Segment, ...], lexicon: Lexicon) -> tuple[Segment, ...]:
    """ "with a fee of 25": what is of 25 is the fee."""
    kept: list[Segment] = []
    for segment in segments:
        before = kept[-1] if kept else None
        if segment.cue == "of" and before is not None and before.cue in _LABELLING:
            noun = before.phrase.without_start(lexicon.words(WordClass.DETERMINER))
            if len(noun) < len(before.phrase) and 0 < len(noun) <= LONGEST_LABEL and not noun.is_capitalised(0):
                kept[-1] = replace(segment, cue=" ".join(noun.words))
                continue
        kept.append(_valued(segment, lexicon) if segment.cue == "with" else segment)
    return tuple(kept)


def _valued(segment: Segment, lexicon: Lexicon) -> Segment:
    """ "with high priority": the priority is high."""
    bare = segment.phrase.without_start(lexicon.words(WordClass.DETERMINER))
    label = bare.ends(lexicon.words(WordClass.LABEL))
    value = bare.part(0, len(bare) - label)
    plain = all(
        token.kind is Kind.WORD and token.word.isalpha() and token.word not in _NO_VALUE for token in value.tokens
    )
    if not label or not 0 < len(value) < LONGEST_LABEL or not plain:
        return segment
    return Segment(cue=" ".join(bare.words[len(value) :]), phrase=value)
