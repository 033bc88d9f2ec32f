"""Whether a reading took a whole clause for a piece of a name: "Help, don't click", "Name where it says Ana".

Decision: a name that holds such words is far more often a sentence that was cut in the wrong place than a label; so
the reading is refused, and another one, or none, is taken. A label that has them is put between quotation marks.
"""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum

from grounding.screen import Query
from planner.actions import Action, ChooseFile, OpenApp, OpenFile, SaveAs, SetDate, TypeText
from planner.language.lexicon import Lexicon, WordClass
from planner.language.tokens import Kind, Phrase
from planner.language.verbs import plain_verb
from planner.values import Literal

_ALONE = frozenset(
    {
        "both",
        "him",
        "his",
        "others",
        "that",
        "this",
        "those",
        "these",
        "nothing",
        "anything",
        "sorry",
        "first",
        "me",
        "us",
        "you",
        "it's",
        "that's",
        "there's",
    }
)
_ASKING = ("could ", "can ", "would ", "will ")
_PLACED = frozenset({"at", "in", "on", "under", "into", "for", "by", "from", "onto", "to"})
_STATING = frozenset({"is", "are"})
_TELLING = frozenset({"it", "they", "he", "she", "there", "you'll", "there's", "it's", "he's", "she's", "they're"})
_MODIFIERS = frozenset({"ctrl", "control", "strg"})
_SAID_OF = frozenset(
    {
        "is",
        "are",
        "should",
        "must",
        "be",
        "what",
        "that",
        "not",
        "wants",
        "needs",
        "said",
        "says",
        "choose",
        "select",
        "tick",
    }
    | {"untick", "uncheck", "click", "press"}
)
_ENDS_A_LABEL = frozenset({"at", "by", "from", "of", "on", "to", "until", "with"})
"""Of two words, the first with a capital: "Valid until", "Sold by"."""
_TOLD_OTHERWISE = frozenset({"said", "cue", "deed"})
_FOLDER_BEHIND = re.compile(r"\.\w+ (?:in|into|inside|under) \S")
_REMARK = re.compile(r"\(([^()]*)\)")


def has_swallowed(actions: tuple[Action, ...], said: Phrase, lexicon: Lexicon) -> bool:
    """Whether a name or value in the actions holds words of the order that say something else."""
    clauses = _clauses(said, lexicon)
    quoted = {token.content for token in said.tokens if token.kind is Kind.QUOTED}
    if any(_is_in_a_file(action, said, quoted, lexicon) for action in actions):
        return True
    for action in actions:
        match action:
            case OpenApp(name=app) | OpenFile(app=app) if "," in app:
                return True
            case SaveAs(path=Literal(text=path)) if " with " in path.rpartition("/")[0]:
                return True  # a folder, and an application
            case SaveAs(path=Literal(text=path)) if path not in quoted and _FOLDER_BEHIND.search(path):
                return True  # a name, and the folder that it goes into
        if _holds_a_statement(action, quoted):
            return True
        for text, typed in texts_in(action):
            asked = typed and text.endswith("?") and said.source.lower().startswith(_ASKING)
            saves = typed and " and save " in text.lower()
            if text not in quoted and typed and (asked or saves or _is_said_of_it(text, lexicon)):
                return True
            if text in quoted:
                continue
            words = re.sub("[’‘]", "'", text.lower()).replace(",", " ,").split()
            if len(words) == 2 and text[0].isupper() and words[1] in _ENDS_A_LABEL:
                continue
            if not typed and ": " in text:
                return True  # "wrong: Emil has a 2"
            if not typed and (
                _holds_a_whole(text, words, lexicon)
                or _is_cut_off(text, words, lexicon)
                or _has_order(text, words, said, lexicon)
                or _begins_a_clause(text, said, lexicon)
            ):
                return True
            padded = f" {' '.join(words)} "
            if any(f" {clause} " in padded and (always or not typed) for clause, always in clauses):
                return True
    return False


def _holds_a_statement(action: Action, quoted: set[str]) -> bool:
    """ "A7 is Internet and B7": no field is called so."""
    match action:
        case TypeText(place=Query(text=text)) | SetDate(place=Query(text=text)):
            return text not in quoted and not _STATING.isdisjoint(text.split()[1:])
        case _:
            return False


def is_of_someone(actions: tuple[Action, ...], lexicon: Lexicon) -> bool:
    """Whether a name in the actions says whose it is without saying who that is: "her profile"."""
    table = lexicon.telling.parts.person
    texts = (text for action in actions for text, typed in texts_in(action) if not typed and len(text.split()) > 1)
    return any(text[0].islower() and table.at(tuple(text.split())) is not None for text in texts)


def without_remarks(text: str, lexicon: Lexicon) -> str:
    """Without what is said in brackets about the rest ("(it's at the bottom)")."""
    table = lexicon.words(WordClass.REMARK)
    return _REMARK.sub(lambda found: "" if table.at(found[1].lower().split()) is not None else found[0], text)


def _is_in_a_file(action: Action, said: Phrase, quoted: set[str], lexicon: Lexicon) -> bool:
    """ "in sums.ods, put 250 into B3": it is opened, and is no field, nor handed in."""
    if isinstance(action, ChooseFile):
        return said.words[:2] == ("in", action.path.lower())
    text = action.place.text if isinstance(action, TypeText) and action.place is not None else ""
    name, dot, ending = text.rpartition(".")
    return bool(name and dot) and " " not in text and text not in quoted and ending.lower() in lexicon.file_endings


def _holds_a_whole(text: str, words: list[str], lexicon: Lexicon) -> bool:
    """Whether words beside a file's name or keys are taken for one name ("the file a.txt and add")."""
    if len(words) < 2:
        return False
    file = any("." in word[1:] and word.rpartition(".")[2] in lexicon.file_endings for word in words)
    doing = any(
        word == "," and plain_verb(words[at + 1 :], lexicon.doing, lexicon) is not None for at, word in enumerate(words)
    )  # "the text editor, adding Tea"
    told = words[0] in _TELLING and text.split()[1][:1].islower()  # "It only takes up"
    return doing or told or (file and "/" not in text) or not _MODIFIERS.isdisjoint(words)


def _is_said_of_it(text: str, lexicon: Lexicon) -> bool:
    """ "is 14:30", "should be there", "under 10", "in the form": of the value something is said, and it is none."""
    words = text.removeprefix("type ").split()  # a turn of phrase may have put its own verb before a whole order
    if len(words) < 2:
        return False
    at_number = len(words) == 2 and words[0] == "at" and words[1].isdigit()
    inside = words[0] == "in" and lexicon.words(WordClass.DETERMINER).at(words, 1) is not None
    limit = lexicon.demands.limit_at(words)
    bound = limit > 0 and words[limit : limit + 1] and words[limit][0].isdigit()
    return bool(at_number or inside or bound or words[0] in _SAID_OF)


def _is_cut_off(text: str, words: list[str], lexicon: Lexicon) -> bool:
    """Whether a name begins or ends with words that do so in no name."""
    if len(words) < 2:
        asks = lexicon.words(WordClass.ASKING).whole(words) is not None  # "What is 3 plus 4?" names no field
        return text in _ALONE or asks
    named_last = text.split()[-1][:1].isupper()  # "Card A"
    if lexicon.words(WordClass.NAME_WITH_PARTICLE).before(words, len(words)) is not None:
        return False  # "Sign in again"
    begun = not text[0].isupper() and lexicon.words(WordClass.NEVER_FIRST).at(words) is not None
    return begun or (not named_last and lexicon.words(WordClass.NEVER_LAST).before(words, len(words)) is not None)


def _begins_a_clause(text: str, said: Phrase, lexicon: Lexicon) -> bool:
    """ "at Address", "change Status", '"Mail" open': small words and verbs belong to no name with a capital."""
    written = text.split()
    if text.startswith('"') and not text.endswith('"'):
        return True
    if len(written) < 2 or not written[1][0].isupper():
        return False
    begins = said.source[: said.source.find(text)].rstrip()[-1:] in ("", ".", "!", "?", ":")
    small = written[0].islower() or begins
    verb = lexicon.verbs.whole((written[0],)) is not None and written[0].islower() and len(written) == 2
    return small and (written[0].lower() in _PLACED or verb)


def _has_order(text: str, words: list[str], said: Phrase, lexicon: Lexicon) -> bool:
    """ "text editor type hello": an order that was said without a pause."""
    orders, written = lexicon.words(WordClass.ORDER_ONLY), text.replace(",", " ,").split()
    inside = any(written[at].islower() and orders.at(words, at) for at in range(1, len(words) - 1))
    return inside and set(words) <= set(said.words)


def _clauses(said: Phrase, lexicon: Lexicon) -> list[tuple[str, bool]]:
    """The words that begin a clause, and whether even a text to type cannot have them."""
    found: list[tuple[str, bool]] = []
    for kind, always in ((WordClass.NEVER_TYPED, True), (WordClass.NEVER_NAMED, False)):
        table = lexicon.words(kind)
        for at in range(len(said)):
            hit = table.at(said.words, at)
            asks_for_me = said.words[at] == "me" and at > 1 and said.is_capitalised(at - 1)  # "Send me a copy"
            if hit is not None and not said.is_capitalised(at) and not asks_for_me:
                found.append((" ".join(said.words[at : at + hit.length]), always))
    remarks = lexicon.words(WordClass.REMARK)
    for at, word in enumerate(said.words):
        if word.startswith("(") and remarks.at((word[1:], *said.words[at + 1 : at + 6])) is not None:
            found.append((word, True))
    return found


def texts_in(value: object, typed: bool = False) -> Iterator[tuple[str, bool]]:
    """All words that are not quoted, and whether they are what is typed."""
    if isinstance(value, Enum):
        return
    if isinstance(value, str):
        yield value, typed
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_in(item, typed)
    elif isinstance(value, Query):
        yield value.text, False
        yield from texts_in(value.relations)
    elif is_dataclass(value):
        for one in fields(value):
            if one.name not in _TOLD_OTHERWISE:
                yield from texts_in(getattr(value, one.name), typed or isinstance(value, Literal))
