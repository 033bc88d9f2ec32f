"""What has changed told first, and an order to change it that leaves out of what, or to what: "We've sold five packs of
green tea, so there are 15 left. Change the quantity", "Maya should pay the same fee as Jon. Look up his fee, set hers
to that", "My appointment is on 18 February now. Change the date of Dentist".

Decision: only where each part stands just once: one thing with one number left, two names and one label, one value of
the kind that the label takes. Everything else is left to the other ways of reading.
"""

import re
from collections.abc import Iterator

from planner.language.clauses import begins_order
from planner.language.lexicon import Lexicon, WordClass
from planner.language.tokens import Kind, Phrase, UnclosedQuote, tokenize
from planner.language.verbs import without_lead_in

LONGEST_TOLD = 24
LONGEST_NAME = 4
LONGEST_LABEL = 3
_ENDS = frozenset({".", ";", "!", "\n"})
_JOINS = frozenset({",", "so", "and", "which", "-", ":"})
_OWN = frozenset({"its", "his", "her", "their", "the"})
_THEIRS = frozenset({"his", "hers", "her", "its", "theirs", "their"})
_THAT = frozenset({"that", "it", "this", "the same"})
_BEHIND = frozenset({",", ".", "and", "then", ";", "from", "please"})
_THAT_DAY = (("that", "day"), ("that", "date"), ("this", "day"))
_ENTERS = frozenset({"enter", "type", "put", "write", "copy", "insert"})
_DAYS, _COUNTS = "date", "quantity"


def change_ways(text: str, lexicon: Lexicon) -> Iterator[str]:
    """The orders alone, with what was told put in."""
    phrase = tokenize(text, lexicon)
    if isinstance(phrase, UnclosedQuote):
        return
    for whole in (_set_to_another, _found_and_entered):
        if (said := whole(phrase, lexicon)) is not None:
            yield said
            return
    cut = next((at for at in range(3, min(len(phrase), LONGEST_TOLD + 1)) if phrase.words[at] in _ENDS), None)
    if cut is None or cut + 1 >= len(phrase):
        return
    told, orders = phrase.part(0, cut).trimmed(), phrase.part(cut + 1).trimmed()
    if begins_order(told, lexicon):
        return
    for way in (_left_over, _same_as, _one_value, _that_day):
        if (said := way(told, orders, lexicon)) is not None:
            yield said
            return


# --- how many are left ------------------------------------------------------------------------------------------------


def _left_over(told: Phrase, orders: Phrase, lexicon: Lexicon) -> str | None:
    words = lexicon.telling.parts
    for at in range(3, len(told)):
        if told.words[at] not in _JOINS:
            continue
        rest = told.part(at + 1)
        rest = rest.part(1) if rest.words[:1] and rest.words[0] in _JOINS else rest
        length = rest.begins(words.leaves)
        number = rest.part(length)
        known = len(number) and _number(number.words[0], lexicon)
        if not known or not (number.part(1).is_in(words.still_there) or (len(number) == 1 and length)):
            continue
        thing = _taken(told.part(0, at), lexicon)
        return _set_label(orders, _COUNTS, thing, known, lexicon) if thing else None
    return None


def _taken(told: Phrase, lexicon: Lexicon) -> str:
    """Of what there is less or more now: "green tea" of "five packs of green tea"."""
    table = lexicon.telling.parts.takes_from
    verb = next((at for at in range(len(told)) if table.at(told.words, at)), None)
    if verb is None:
        return ""
    found = table.at(told.words, verb)
    said = told.part(verb + (found.length if found else 1)).without_end(lexicon.telling.parts.behind).trimmed()
    said = said.without_start(lexicon.words(WordClass.DETERMINER))
    counted = len(said) > 1 and bool(_number(said.words[0], lexicon))
    said = said.part(1) if counted else said
    of = said.index("of")
    said = said.part(of + 1) if of is not None and of < LONGEST_LABEL else said
    said = said.without_start(lexicon.words(WordClass.DETERMINER))
    plain = all(token.kind in (Kind.WORD, Kind.QUOTED) for token in said.tokens)
    return said.text if plain and 0 < len(said) <= LONGEST_NAME else ""


def _number(word: str, lexicon: Lexicon) -> str:
    return word if word.replace(".", "", 1).isdecimal() else str(lexicon.numbers.get(word, ""))


def _set_label(orders: Phrase, kind: str, thing: str, value: str, lexicon: Lexicon) -> str | None:
    """ "change its quantity accordingly and save it": of that thing, to that value."""
    words = lexicon.telling.parts
    bare = without_lead_in(orders, lexicon)
    verb = bare.begins(words.change)
    rest = bare.part(verb)
    if not verb or rest.words[:1] not in [(one,) for one in _OWN]:
        return None
    end = _end_of(rest, lexicon)
    label = rest.part(1, end).without_end(words.accordingly).trimmed()
    of = label.index("of")
    named = label.part(of + 1).text if of is not None else thing
    label = label.part(0, of) if of is not None else label
    meant = 0 < len(label) <= LONGEST_LABEL and lexicon.telling.alike(label.text, kind)
    if not meant or named.lower().removeprefix("the ") != thing.lower().removeprefix("the "):
        return None
    return f'set the {label.text} of "{thing.strip(chr(34))}" to {value} {rest.part(end).text}'.strip()


def _end_of(rest: Phrase, lexicon: Lexicon) -> int:
    """Where the first of several orders ends."""
    for at in range(1, len(rest)):
        if rest.words[at] in (".", ";", "!", "\n") or (
            rest.words[at] in (",", "and", "then") and begins_order(_after(rest, at), lexicon)
        ):
            return at
    return len(rest)


def _after(rest: Phrase, at: int) -> Phrase:
    after = rest.part(at + 1)
    return after.part(1) if after.words[:1] and after.words[0] in ("and", "then") else after


# --- the same as another ----------------------------------------------------------------------------------------------


def _same_as(told: Phrase, orders: Phrase, lexicon: Lexicon) -> str | None:
    words = lexicon.telling.parts
    found = told.find(words.should_match, 1)
    if found is None:
        return None
    one = told.part(0, found[0]).without_end(words.adverb).trimmed()
    rest = told.part(sum(found))
    other = rest.part(_length_of_as(rest, lexicon)).without_end(words.behind).trimmed()
    if not (_is_name(one) and _is_name(other)) or len(other) == len(rest):
        return None
    if _says(orders, one) and _says(orders, other):
        return orders.text
    bare = without_lead_in(orders, lexicon)
    verb = bare.begins(words.looks_up)
    at = next((n for n in range(2, len(bare)) if bare.words[n] in (",", "and", ".", "then")), len(bare))
    sought = bare.part(verb, at)
    rest = _after(bare, at) if at < len(bare) else bare.part(0, 0)
    if not verb or sought.words[:1] not in [(own,) for own in _OWN]:
        return None
    inside = sought.index("in", "on")
    listed = f" {sought.part(inside).text}" if inside is not None else ""
    label = sought.part(1, inside if inside is not None else len(sought)).trimmed()
    of = label.index("of")
    label = label.part(0, of) if of is not None else label
    tail = _put(rest, label.text, lexicon)
    if not 0 < len(label) <= LONGEST_LABEL or tail is None:
        return None
    looked_up = f"{_found(other.text, listed)}look up the {label.text} of {other.text}"
    return f"{looked_up}. set the {label.text} of {one.text}{listed} to that{tail}"


def _found(name: str, listed: str) -> str:
    return f"find {name}{listed}. " if listed else ""


def _put(rest: Phrase, label: str, lexicon: Lexicon) -> str | None:
    """What follows "set hers to that"; None: it is something else."""
    verb = rest.begins(lexicon.telling.parts.change)
    value = rest.part(verb)
    at = value.index("to")
    if not verb or at is None or at > LONGEST_LABEL:
        return None
    whose = set(value.words[:at]) - set(label.lower().split()) - {"the"}
    given = value.part(at + 1)
    same = given.words[:1] and given.words[0] in _THAT
    length = 1 if same else 2 if given.words[:2] in (("the", "same"), ("this", "value"), ("that", "value")) else 0
    if not length or not whose <= _THEIRS:
        return None
    tail = given.part(length)
    if len(tail) and tail.words[0] not in _BEHIND:
        return None
    return f" {tail.text}" if len(tail) else ""


def _length_of_as(rest: Phrase, lexicon: Lexicon) -> int:
    """ "the same fee as", "as much as"."""
    length = rest.begins(lexicon.telling.parts.as_much_as)
    if length or rest.words[:2] != ("the", "same"):
        return length
    at = rest.index("as")
    return at + 1 if at is not None and at <= LONGEST_LABEL + 2 else 0


def _is_name(said: Phrase) -> bool:
    plain = all(token.kind in (Kind.WORD, Kind.QUOTED) for token in said.tokens)
    return plain and 0 < len(said) <= LONGEST_NAME and (said.is_capitalised(0) or said.has_quote())


def _says(orders: Phrase, name: Phrase) -> bool:
    said = orders.text.lower()
    return all(re.search(rf"\b{re.escape(word)}\b", said) for word in name.words)


def _set_to_another(phrase: Phrase, lexicon: Lexicon) -> str | None:
    """ "set the price of Black tea to the same as Green tea": what that is, is looked up first."""
    bare = without_lead_in(phrase, lexicon)
    verb = bare.begins(lexicon.telling.parts.change)
    rest = bare.part(verb)
    to, of = rest.index("to"), rest.index("of")
    if not verb or to is None or of is None or not 1 < of < to or rest.words[0] != "the":
        return None
    value = rest.part(to + 1)
    length = _length_of_as(value, lexicon) or (3 if value.words[:3] == ("that", "of", "the") else 0)
    length = length or (2 if value.words[:2] == ("that", "of") else 0)
    end = _end_of(value, lexicon)
    other, label = value.part(length, end).trimmed(), rest.part(1, of).text
    if not length or not _is_name(other):
        return None
    named = other.text.removesuffix(f"'s {label}").removesuffix("'s")
    return f"look up the {label} of {named}. set {rest.part(0, to).text} to that {value.part(end).text}".strip()


# --- one value --------------------------------------------------------------------------------------------------------


def _one_value(told: Phrase, orders: Phrase, lexicon: Lexicon) -> str | None:
    """A day or a number, for the label of a thing that the order names."""
    words = lexicon.telling.parts
    bare = without_lead_in(orders, lexicon)
    verb = bare.begins(words.change)
    rest = bare.part(verb)
    end = _end_of(rest, lexicon)
    what = rest.part(0, end).without_end(words.accordingly).trimmed()
    of = what.index("of")
    if not verb or what.words[:1] != ("the",) or of is None or not 1 < of <= LONGEST_LABEL + 1:
        return None
    label, thing = what.part(1, of), what.part(of + 1)
    small = any(word in ("to", "from", "in", "on", "by") for word in thing.words)
    if not 0 < len(thing) <= LONGEST_NAME or small or not lexicon.telling.alike(label.text, _DAYS):
        return None
    days = [token for token in told.tokens if token.kind is Kind.DATE]
    numbers = [token for token in told.tokens if token.kind is Kind.WORD and any(map(str.isdigit, token.word))]
    if len(days) != 1 or numbers or told.find(words.binding) is not None:
        return None
    day = told.source[days[0].start : days[0].end]
    return f"set the {label.text} of {thing.text} to {day} {rest.part(end).text}".strip()


def _that_day(told: Phrase, orders: Phrase, lexicon: Lexicon) -> str | None:
    """ "... on 3 June. Reserve a table that day": the day itself."""
    days = [token for token in told.tokens if token.kind is Kind.DATE]
    at = next((n for n in range(2, len(orders) - 1) if orders.words[n : n + 2] in _THAT_DAY), None)
    numbers = [token for token in told.tokens if token.kind is Kind.WORD and any(map(str.isdigit, token.word))]
    if len(days) != 1 or at is None or numbers or told.find(lexicon.telling.parts.binding) is not None:
        return None
    linked = orders.words[at - 1] in ("on", "for")
    day = told.source[days[0].start : days[0].end]
    return f"{orders.part(0, at - linked).text} on {day} {orders.part(at + 2).text}".strip()


def _found_and_entered(phrase: Phrase, lexicon: Lexicon) -> str | None:
    """ "find the phone number of Ana and enter it in Phone": what is found is read, where it is a value of somebody."""
    bare = without_lead_in(phrase, lexicon)
    at = next((n for n in range(4, min(len(bare), LONGEST_TOLD)) if bare.words[n] in (",", "and", ".")), None)
    if at is None or bare.words[:2] not in (("find", "the"), ("get", "the"), ("find", "out")):
        return None
    sought, rest = bare.part(1, at), _after(bare, at)
    sought = sought.part(1) if sought.words[0] == "out" else sought
    of = sought.index("of")
    label = lexicon.words(WordClass.LABEL).whole(sought.words[1:of]) if of is not None else None
    entered = rest.words[:1] in [(verb,) for verb in _ENTERS] and rest.words[1:2] in (("it",), ("that",))
    if label is None or of is None or not _is_name(sought.part(of + 1)) or not entered:
        return None
    return f"look up {sought.text}, {rest.text}"
