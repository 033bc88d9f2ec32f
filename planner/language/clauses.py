"""A text cut into orders: at line breaks, sentence ends and "then"; at commas and "and" where an order follows."""

from dataclasses import replace

from planner.language.frames.entries import begins_entry
from planner.language.lexicon import Lexicon, WordClass
from planner.language.looks import Picking
from planner.language.tokens import Kind, Phrase
from planner.language.verbs import mend_verb, read_clauses, without_lead_in

AHEAD = 60
"""So many tokens are enough to tell whether an order begins."""

_SOFT = frozenset({",", "and", "&", "but", "-", ":"})
_LISTING = frozenset({"check", "uncheck", "choose", "click", "form", "fill"})
_BARE = frozenset({"save", "paste", "submit", "back", "copy"})
_BEFORE_VERB = frozenset({"in", "into", "inside", "on", "from", "at", "for", "using", "with", "within", "under"})
_TYPING = frozenset({"type", "append", "fill", "form"})


def split_sentences(phrase: Phrase, lexicon: Lexicon) -> tuple[Phrase, ...]:
    """The parts between marks that always end an order."""
    parts: list[Phrase] = []
    start = 0
    for at in range(len(phrase)):
        if _ends_sentence(phrase, start, at, lexicon):
            keep = 1 if phrase.words[at] in ("?", "!") else 0
            parts.append(phrase.part(start, at + keep))
            start = at + 1
    parts.append(phrase.part(start))
    whole = (_without_links(part) for part in parts)
    return tuple(part for part in whole if len(part.trimmed()))


def _without_links(phrase: Phrase) -> Phrase:
    """Without the "and" that stood before "then"."""
    end = len(phrase)
    while end and phrase.words[end - 1] in ("and", ",", "&"):
        end -= 1
    return phrase.part(0, end)


def _ends_sentence(phrase: Phrase, start: int, at: int, lexicon: Lexicon) -> bool:
    token, word = phrase.tokens[at], phrase.words[at]
    rest = phrase.part(at + 1, at + 1 + AHEAD)
    if token.kind is Kind.BREAK:
        return not _goes_on_after_break(phrase.part(start, at), rest, lexicon)
    if token.kind is Kind.MARK and word == ";":
        return True
    if token.kind is Kind.MARK and word == ".":
        initial = at > start and len(phrase.words[at - 1]) == 1 and phrase.is_capitalised(at - 1)
        looks = lexicon.looks
        heads = (looks.picking[Picking.THE_STYLE], looks.picking[Picking.THE_LOOK])
        goes_on = any(rest.begins(table) for table in heads)  # "give the word etc. the style bold"
        return not (initial or goes_on) or begins_order(rest, lexicon)
    if token.kind is Kind.MARK and word in ("!", "?"):
        return len(rest) > 0 and begins_order(rest, lexicon)
    return token.kind is Kind.WORD and word == "then" and not phrase.is_capitalised(at)


def _goes_on_after_break(before: Phrase, rest: Phrase, lexicon: Lexicon) -> bool:
    """Lines to type may stand on lines of their own: quoted ones always, others after "these lines:"."""
    following = rest.trimmed()
    if not len(following) or not len(before.trimmed()):
        return False
    if following.tokens[0].kind is Kind.QUOTED:
        return not begins_entry(following, lexicon)
    head = before.find(lexicon.words(WordClass.LINES_HEAD))
    return head is not None and ":" in before.words and not begins_order(following, lexicon)


def split_orders(sentence: Phrase, lexicon: Lexicon) -> tuple[Phrase, ...]:
    """The orders of one sentence, as far as their first words tell."""
    parts: list[Phrase] = []
    start, at = 0, 1
    while at < len(sentence):
        if sentence.words[at] in _SOFT:
            following = _after_separators(sentence, at)
            if _is_boundary(sentence, start, at, following, lexicon):
                parts.append(sentence.part(start, at))
                start = at = following
        at += 1
    parts.append(sentence.part(start))
    return tuple(part for part in parts if len(part.trimmed()))


def _after_separators(sentence: Phrase, at: int) -> int:
    while at < len(sentence) and (sentence.words[at] in _SOFT or sentence.tokens[at].kind in (Kind.MARK, Kind.BREAK)):
        at += 1
    return at


def _is_boundary(sentence: Phrase, start: int, at: int, following: int, lexicon: Lexicon) -> bool:
    current, rest = sentence.part(start, at), sentence.part(following, following + AHEAD)
    if not len(rest):
        return False
    longer = lexicon.verbs.at(sentence.words, start)
    if longer is not None and start + longer.length > at:
        return False
    if sentence.words[at] == "," and _is_place_before(current, sentence.part(start), lexicon):
        return False
    frames = _frames(without_lead_in(current, lexicon), lexicon)
    holds = "hold" in frames and len(current) < 5
    if holds or (frames & {"form", "fill", "set"} and begins_entry(rest, lexicon)):
        return False
    if sentence.words[at] == ":" and (frames & _TYPING or "shortcut" in frames):
        return not frames & {"type", "append"} and begins_order(rest, lexicon)
    return begins_order(rest, lexicon, listing=bool(frames & _LISTING))


def _is_place_before(current: Phrase, both: Phrase, lexicon: Lexicon) -> bool:
    """ "In the Settings window" before "click Apply"."""
    opening = without_lead_in(current, lexicon)
    if is_setting(opening.trimmed(), lexicon):
        return False
    if any(read_clauses(opening, lexicon, mend=False)) or preposed(opening, lexicon) is not None:
        return False
    return preposed(without_lead_in(both, lexicon), lexicon) is not None


def is_setting(phrase: Phrase, lexicon: Lexicon) -> bool:
    """ "on the order page": says where one is, and adds nothing to each place."""
    if phrase.words[:1] not in (("on",), ("in",), ("at",)) or phrase.has_quote():
        return False
    noun = max(phrase.ends(lexicon.words(WordClass.SITE_NOUN)), phrase.ends(lexicon.words(WordClass.FORM_NOUN)))
    return 0 < noun < len(phrase) and phrase.words[-1] not in ("it", "dialog")


def _frames(phrase: Phrase, lexicon: Lexicon) -> set[str]:
    return {frame for clause in read_clauses(phrase, lexicon) for frame in clause.frames}


def begins_order(phrase: Phrase, lexicon: Lexicon, *, listing: bool = False) -> bool:
    """Whether an order begins here. listing: it could also be the next item of a list of names."""
    rest = without_lead_in(phrase, lexicon)
    if not len(rest):
        return False
    polite = len(rest) < len(phrase.trimmed()) and phrase.trimmed().words[0] != "and"
    first = rest.trimmed()
    for kind in (WordClass.CONDITION, WordClass.WHEN, WordClass.GOAL):
        if first.begins(lexicon.words(kind)) and not first.is_capitalised(0) and len(first) > 1:
            return True
    if first.begins(lexicon.looks.picking[Picking.GOES_ON]):
        return False
    if first.begins(lexicon.words(WordClass.NEXT_LINE)) or first.begins(lexicon.words(WordClass.FIRST_LINE)):
        return False
    if preposed(first, lexicon) is not None:
        return True
    turned = first.begins(lexicon.words(WordClass.ORDER_BY_TURN))
    done_to = first.part(turned) if turned else first.part(0, 0)
    heads = (WordClass.PRONOUN, WordClass.DETERMINER)
    if len(done_to) and (done_to.is_capitalised(0) or any(done_to.begins(lexicon.words(kind)) for kind in heads)):
        return True
    if _names_what_is_done(first, lexicon):
        return True
    chunk = _until_separator(first, lexicon)
    if _is_deed_on_something(chunk, lexicon):
        return True
    for clause in read_clauses(chunk, lexicon, mend=False):
        if not len(clause.body.trimmed()):
            if _may_stand_alone(chunk, clause.frames, lexicon, listing=listing):
                return True
            continue
        if clause.body.words[0] in ("of", "is", "are", "was"):
            continue
        if listing and not polite and first.is_capitalised(0):
            return _is_surely_order(chunk, clause.body, lexicon)
        return True
    if listing or len(chunk) < 2 or first.is_capitalised(0):
        return False
    return mend_verb(chunk.words[0], lexicon) is not None


def _is_deed_on_something(chunk: Phrase, lexicon: Lexicon) -> bool:
    """ "edit Tilda Berg": what no frame reads, but is done to a thing of that name."""
    deed = lexicon.deeds.at(chunk.words) if lexicon.verbs.at(chunk.words) is None else None
    if deed is None or "edit" not in deed.value or chunk.is_capitalised(0) or deed.length >= len(chunk):
        return False
    thing = chunk.part(deed.length)
    return (
        thing.tokens[0].kind is Kind.QUOTED
        or thing.is_capitalised(0)
        or thing.begins(lexicon.words(WordClass.DETERMINER)) > 0
    )


def _names_what_is_done(phrase: Phrase, lexicon: Lexicon) -> bool:
    """ "a click on Save", "entry of Ana in Name"."""
    start = 1 if phrase.words[:1] in (("a",), ("an",), ("the",)) else 0
    act = lexicon.acts.at(phrase.words, start)
    link = phrase.words[start + act.length : start + act.length + 1] if act is not None else ()
    return link == ("of",) or (start > 0 and link == ("on",))


def _may_stand_alone(chunk: Phrase, frames: tuple[str, ...], lexicon: Lexicon, *, listing: bool) -> bool:
    """ "save", "undo", "go back": whole orders; with a capital they are names, most likely."""
    if chunk.is_capitalised(0) and (listing or len(chunk) == 1):
        return False
    return lexicon.shortcuts.whole(chunk.words) is not None or bool(set(frames) & _BARE)


def _is_surely_order(chunk: Phrase, body: Phrase, lexicon: Lexicon) -> bool:
    """In a list of names, a capital verb is an order only when what follows cannot belong to a name."""
    determined = body.begins(lexicon.words(WordClass.DETERMINER)) > 0
    return determined or body.tokens[0].kind is Kind.QUOTED or chunk.begins(lexicon.words(WordClass.ORDER_ONLY)) > 0


def _until_separator(phrase: Phrase, lexicon: Lexicon) -> Phrase:
    """A verb may have an "and" of its own ("find and click")."""
    verb = lexicon.verbs.at(phrase.words)
    begin = max(1, verb.length if verb is not None else 1)
    at = next((at for at in range(begin, len(phrase)) if phrase.words[at] in (",", "and", "\n", ";")), len(phrase))
    return phrase.part(0, at)


def preposed(phrase: Phrase, lexicon: Lexicon) -> Phrase | None:
    """ "in the Name field, type Ana" as "type Ana in the Name field"; None when it is not built so."""
    if not phrase.words or phrase.words[0] not in _BEFORE_VERB:
        return None
    comma = phrase.index(",")
    starts = [comma + 1] if comma is not None and comma > 1 else []
    starts.extend(range(2, min(len(phrase) - 1, 14, comma if comma is not None and comma > 1 else 14)))
    for at in starts:
        rest = phrase.part(at).trimmed()
        if not len(rest) or (at - 1 != comma and phrase.is_capitalised(at)):
            continue
        order = without_lead_in(rest, lexicon)
        clause = next(read_clauses(order, lexicon, mend=False), None)
        if clause is None or not len(clause.body.trimmed()):
            continue
        place = phrase.part(0, at).trimmed()
        if place.words[-1] in ("the", "a", "to") or len(place) < 2:
            continue
        first = place.tokens[0]
        word = "in" if first.word in ("for", "at") else first.word
        return Phrase(
            source=phrase.source, tokens=(*order.trimmed().tokens, replace(first, word=word), *place.tokens[1:])
        )
    return None
