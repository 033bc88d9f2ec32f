"""A whole instruction about one control, read into the place that it means."""

from dataclasses import replace

from grounding.screen import Query, Role
from planner.language.lexicon import Lexicon, WordClass
from planner.language.places import LONGEST_NAME, read_query
from planner.language.tokens import Phrase, UnclosedQuote, tokenize
from planner.language.verbs import without_lead_in

_THEMSELVES_MEANT = frozenset(
    {
        Role.BUTTON,
        Role.ICON_BUTTON,
        Role.LINK,
        Role.TEXT_FIELD,
        Role.TEXT_AREA,
        Role.CHECKBOX,
        Role.RADIO,
        Role.SWITCH,
        Role.DROPDOWN,
        Role.SLIDER,
        Role.SPINNER,
        Role.MENU_ITEM,
    }
)
"""Controls that whoever does something to them acts on; of "close the tab", not the tab itself is clicked."""


def read_place(words: str, lexicon: Lexicon) -> Query:
    """The place that an instruction or a noun phrase means; never fails.

    For lists of instructions about one control each: "Press the Authenticate button", "second checkbox".
    """
    text = words.strip()[: 10 * LONGEST_NAME]
    phrase = tokenize(text, lexicon)
    if isinstance(phrase, UnclosedQuote):
        phrase = tokenize(text.replace(phrase.part[0], " "), lexicon)
    if isinstance(phrase, UnclosedQuote):
        return Query(text=text[:LONGEST_NAME])
    phrase = _without_politeness(phrase, lexicon)
    act, rest = _order(phrase, lexicon)
    found = None if act else _deed(phrase, lexicon)
    found = found or read_query(rest, lexicon) or Query(text=(rest.text or text)[:LONGEST_NAME].strip())
    said = rest.without_start(lexicon.words(WordClass.DETERMINER)).text
    return _short(replace(found, act=act or found.act, literal="" if found.exact or said == found.text else said))


def _short(query: Query) -> Query:
    """No name longer than a control's can be: what is longer is no name, and costs time to compare."""
    relations = tuple(replace(one, anchor=_short(one.anchor)) for one in query.relations)
    return replace(
        query,
        text=query.text[:LONGEST_NAME].strip(),
        act=query.act[:LONGEST_NAME],
        literal=query.literal[:LONGEST_NAME],
        relations=relations,
    )


def _without_politeness(phrase: Phrase, lexicon: Lexicon) -> Phrase:
    bare = without_lead_in(phrase, lexicon)
    return bare.without_end(lexicon.words(WordClass.TRAILING)) if len(bare) else phrase.trimmed()


def _order(phrase: Phrase, lexicon: Lexicon) -> tuple[str, Phrase]:
    """The verb that only points, and what it points at. Any other verb stays: a control may say it ("Close window")."""
    verb = lexicon.words(WordClass.POINTING).at(phrase.words)
    if verb is None or verb.length == len(phrase) or lexicon.shortcuts.whole(phrase.words) is not None:
        return "", phrase
    rest = phrase.part(verb.length).trimmed()
    if len(rest) > 1 and rest.words[0] in ("on", "off", "in") and not rest.begins(lexicon.words(WordClass.POSITION)):
        rest = rest.part(1)
    named = rest.begins(lexicon.words(WordClass.DETERMINER)) or rest.has_quote()
    if not len(rest) or (lexicon.roles.whole(rest.words) is not None and not named):
        return "", phrase
    return phrase.part(0, verb.length).text.casefold(), rest


def _deed(phrase: Phrase, lexicon: Lexicon) -> Query | None:
    """ "Delete the second contact": what is done, and to what, make the name together; the thing is another place."""
    if not len(phrase) or phrase.has_quote() or lexicon.roles.at(phrase.words) is not None:
        return None
    verb = lexicon.verbs.at(phrase.words)
    length = verb.length if verb else 1
    rest = phrase.part(length)
    if not rest.begins(lexicon.words(WordClass.DETERMINER)) or phrase.begins(lexicon.words(WordClass.DETERMINER)):
        return None
    thing = read_query(rest, lexicon)
    if thing is None:
        return None
    act = phrase.part(0, length).text
    if thing.role in _THEMSELVES_MEANT:
        return replace(thing, act=act.casefold())
    name = rest.text if not thing.relations else f"{thing.text} {thing.role.value if thing.role else ''}"
    return Query(text=f"{act} {name}"[:LONGEST_NAME].strip(), relations=thing.relations)
