"""A sentence that tells how things stand, before an order that changes it: "menu.txt is in my Documents and says Soop.
Correct that to Soup.", "Country is still Spain. Make it France.", "We buy tea from Costa Sur now. Change its supplier."

Decision: only things that are named are used (files, names with a capital, quoted words), each of them exactly once;
a sentence that denies, demands or depends on something tells no situation.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.language.clauses import begins_order
from planner.language.lexicon import Lexicon, WordClass
from planner.language.telling.mentions import in_full
from planner.language.telling.topics import Topic
from planner.language.tokens import Kind, Phrase, UnclosedQuote, tokenize
from planner.language.verbs import without_lead_in

LONGEST = 16
LONGEST_NAME = 4
LONGEST_SETTING = 8
_ENDS = frozenset({".", ";", "!", ":", "\n"})
_FROM = frozenset({"from", "with", "by", "at", "through", "to", "in", "on", "for"})
_TO = frozenset({"to", "into", "with", "by", "as"})
_PLACING = frozenset({"put", "enter", "write", "move"})
_LEFT_OUT = frozenset({"and", "which", "that", "it", "but", "there"})


@dataclass(frozen=True, kw_only=True)
class Situation:
    """thing: what is spoken of, as an order names it. inside: the folder it lies in. shows: the words that stand in it.
    value: what belongs to it, and label: as what ("its supplier"). state: what it is set to now."""

    thing: str
    inside: str = ""
    shows: str = ""
    value: str = ""
    label: str = ""
    state: str = ""

    @property
    def whole(self) -> str:
        return f"{self.thing} in {self.inside}" if self.inside else self.thing

    @property
    def path(self) -> str:
        folder = self.inside.split()[-1] if self.inside.lower().split()[-1:] not in (["folder"], ["directory"]) else ""
        return f"~/{folder}/{self.thing}" if folder else self.thing


def situation_ways(text: str, lexicon: Lexicon) -> Iterator[str]:
    """The orders alone, with what the sentence before them tells."""
    phrase = tokenize(text, lexicon)
    if isinstance(phrase, UnclosedQuote):
        return
    cut = next((at for at in range(2, min(len(phrase), LONGEST + 1)) if _ends(phrase, at)), None)
    if cut is None or cut + 1 >= len(phrase):
        return
    told, orders = phrase.part(0, cut).trimmed(), phrase.part(cut + 1).trimmed()
    orders = orders.part(1) if len(orders) > 1 and orders.words[0] == "so" else orders
    if (forgotten := _left_to_do(told, orders, lexicon)) is not None:
        yield forgotten
        return
    situation = None if begins_order(told, lexicon) or not len(orders) else read_situation(told, lexicon)
    if situation is None:
        return
    changed = _changed(situation, orders, lexicon)
    if changed:
        yield changed
    elif not (situation.shows or situation.value or situation.state):
        yield from _placed(situation, orders, lexicon)


def _ends(phrase: Phrase, at: int) -> bool:
    return phrase.tokens[at].kind in (Kind.MARK, Kind.BREAK) and phrase.words[at] in _ENDS


def read_situation(told: Phrase, lexicon: Lexicon) -> Situation | None:
    """None: it tells no more than is asked elsewhere, or something that binds."""
    words = lexicon.telling.parts
    bare = told.without_start(words.opening).trimmed()
    return _of_file(bare, lexicon) or _of_setting(bare, lexicon) or _of_two(bare, lexicon)


def _left_to_do(told: Phrase, orders: Phrase, lexicon: Lexicon) -> str | None:
    """ "I forgot to tick Newsletter. Please do it for me": the order itself."""
    words = lexicon.telling.parts
    length = told.begins(words.left_to_do)
    asked = without_lead_in(orders, lexicon).trimmed().without_end(lexicon.words(WordClass.TRAILING))
    meant = 0 < length < len(told) and begins_order(told.part(length), lexicon) and asked.is_in(words.do_it)
    return told.part(length).text if meant else None


def _of_file(bare: Phrase, lexicon: Lexicon) -> Situation | None:
    """ "homework.zip is in my Downloads", "menu.txt, which is in my Documents, says Soop all over the place"."""
    words, stands = lexicon.telling.parts, lexicon.telling.parts.stands
    start = 1 if words.determining.whole(bare.words[:1]) else 0
    start += bare.part(start).begins(lexicon.words(WordClass.FILE_NOUN))
    if start + 2 > len(bare) or not _is_file(bare, start, lexicon):
        return None
    thing, rest = bare.part(start, start + 1).text, bare.part(start + 1)
    inside = shows = ""
    while len(rest):
        if rest.tokens[0].kind is Kind.MARK or rest.words[0] in _LEFT_OUT:
            rest = rest.part(1)
        elif (length := rest.begins(stands)) and not inside:
            end = length + _length_of_folder(rest.part(length), lexicon)
            inside, rest = rest.part(length, end).text, rest.part(end)
            if not inside:
                return None
        elif (length := rest.begins(words.shows_text)) and not shows:
            shown = rest.part(length).without_end(lexicon.words(WordClass.EVERYWHERE)).without_end(words.behind)
            shows = _as_said(shown.trimmed())
            rest = rest.part(len(rest))
            if not shows:
                return None
        else:
            return None
    return Situation(thing=thing, inside=inside, shows=shows) if inside or shows else None


def _length_of_folder(rest: Phrase, lexicon: Lexicon) -> int:
    start = 1 if lexicon.telling.parts.determining.whole(rest.words[:1]) else 0
    known = rest.part(start).begins(lexicon.words(WordClass.USER_FOLDER))
    length = known or (1 if start < len(rest) and rest.is_capitalised(start) else 0)
    return start + length + rest.part(start + length).begins(lexicon.words(WordClass.FOLDER_NOUN)) if length else 0


def _is_file(bare: Phrase, at: int, lexicon: Lexicon) -> bool:
    token = bare.tokens[at]
    said = token.content if token.kind is Kind.QUOTED else bare.part(at, at + 1).text
    return said.rpartition(".")[2].lower() in lexicon.file_endings and "." in said[1:]


def _of_setting(bare: Phrase, lexicon: Lexicon) -> Situation | None:
    """ "The country is still Spain", "Name is empty", "the priority is set to Low"."""
    words = lexicon.telling.parts
    start = 1 if bare.words[:1] in (("the",), ("my",)) else 0
    at = next((at for at in range(start + 1, start + LONGEST_SETTING + 1) if bare.part(at).begins(words.stays)), None)
    if at is None or not (start or bare.is_capitalised(0) or bare.tokens[0].kind is Kind.QUOTED):
        return None
    name = bare.part(start, at)
    state = bare.part(at + bare.part(at).begins(words.stays)).without_end(words.behind).trimmed()
    known = state.is_capitalised(0) or state.has_quote() or any(sign.isdigit() for sign in state.text)
    empty = state.is_in(words.nothing_in)
    if not 0 < len(state) <= LONGEST_NAME or not (known or empty) or any(t.kind is Kind.MARK for t in state.tokens):
        return None
    return Situation(thing=_as_said(name), state=state.text)


def _of_two(bare: Phrase, lexicon: Lexicon) -> Situation | None:
    """ "We buy Green tea from Costa Sur now": two names, and a word between them that says where it comes from."""
    words = lexicon.telling.parts
    bare = bare.without_end(words.behind).trimmed()
    if len(bare) <= 3 or any(token.kind is Kind.MARK for token in bare.tokens):
        return None
    if any(words.binding.at(bare.words, at) is not None for at in range(len(bare))):
        return None
    names = _names(bare, lexicon)
    if len(names) != 2 or names[1][1] != len(bare):
        return None
    (start, end), (other, _) = names
    speaks = start > 1 and bare.words[0] in words.speaker.all_words
    if start and not speaks:
        return None
    before = bare.part(1, start) if speaks else bare.part(end, other)
    said = [word for word in before.words if not (words.be.whole((word,)) or words.adverb.whole((word,)))]
    label = lexicon.telling.between.whole((*said, *bare.words[end:other]) if speaks else said)
    return Situation(thing=bare.part(start, end).text, value=bare.part(other).text, label=label) if label else None


def _names(bare: Phrase, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Where names stand: a capital and the words that go with it, or a quotation."""
    words, found, at = lexicon.telling.parts, list[tuple[int, int]](), 0
    while at < len(bare):
        token = bare.tokens[at]
        named = token.kind is Kind.QUOTED or (bare.is_capitalised(at) and not words.small.whole((token.word,)))
        if not named:
            at += 1
            continue
        end = at + 1
        while token.kind is not Kind.QUOTED and end < len(bare) and _goes_with(bare, end, lexicon):
            end += 1
        found.append((at, end))
        at = end
    return found


def _goes_with(bare: Phrase, at: int, lexicon: Lexicon) -> bool:
    """ "Green tea": a small word behind a name, where neither a verb nor a link stands."""
    word = bare.words[at]
    words = lexicon.telling.parts
    apart = word in _FROM or word in lexicon.telling.bound or words.adverb.whole((word,)) or words.behind.whole((word,))
    return bare.tokens[at].kind is Kind.WORD and not apart


def _changed(situation: Situation, orders: Phrase, lexicon: Lexicon) -> str:
    """The first order with what the situation tells, and those after it; "": it asks for something else."""
    words = lexicon.telling.parts
    end = next((at for at in range(1, len(orders)) if _ends(orders, at)), len(orders))
    bare = without_lead_in(orders.part(0, end), lexicon).trimmed().without_end(words.behind)
    rest = orders.part(end + 1).text if end + 1 < len(orders) else ""
    said = _one_change(situation, bare, lexicon)
    return f"{said}. {rest}".rstrip(". ") if said else ""


def _one_change(situation: Situation, order: Phrase, lexicon: Lexicon) -> str:
    words = lexicon.telling.parts
    verb = order.begins(words.makes)
    if not verb:
        return ""
    rest = order.part(verb)
    if situation.value:
        head = rest.begins(words.owner) or (1 if rest.words[:1] == ("the",) else 0)
        label = rest.part(head).trimmed().text
        meant = head > 0 and lexicon.telling.alike(situation.label, label)
        return f"set the {label} of {situation.thing} to {situation.value}" if meant else ""
    length = rest.begins(words.object)
    value = rest.part(length).trimmed() if length else rest.part(0, 0)
    put = value.words[:1] and value.words[0] in _TO and order.words[0] not in _PLACING
    value = value.part(1) if put else value
    if not length and (there := rest.trimmed().ends(words.place)):
        value, put = rest.trimmed().part(0, len(rest.trimmed()) - there), True  # "put Ana there"
    if not len(value) or not (put or order.words[0] == "make"):  # "put it into Amount" takes it elsewhere
        return ""
    if situation.shows:
        return f"open {situation.whole} and replace every {situation.shows} with {_as_said(value)}"
    return f"change {situation.thing} to {value.text}" if situation.state else ""


def _placed(situation: Situation, orders: Phrase, lexicon: Lexicon) -> Iterator[str]:
    """With the file and its folder in place of "it" and "there"."""
    topic = Topic(whole=situation.whole, name=situation.thing, noun="file")
    for said in in_full(orders, topic, lexicon):
        if situation.thing not in said:
            continue
        again = tokenize(said, lexicon)
        if isinstance(again, UnclosedQuote):
            continue
        place = lexicon.telling.parts.place
        at = next((at for at in range(1, len(again)) if again.part(at).begins(place)), None)
        if at is None:
            yield said
            continue
        end = at + again.part(at).begins(place)
        front, behind = again.part(0, at).text, again.part(end).text
        yield f"{front.replace(situation.whole, situation.path)} in {situation.inside} {behind}".strip()


def _as_said(said: Phrase) -> str:
    return said.text if said.has_quote() or len(said) == 1 else f'"{said.text}"'
