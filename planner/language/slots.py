"""What a slot of a turn of phrase may hold (`planner.language.turns` says which there are)."""

import re

from grounding.screen import Role
from planner.conditions import Compares, Comparison, IsEnabled
from planner.language.asides import names_nothing
from planner.language.clauses import begins_order
from planner.language.compute import CannotCompute, normalise
from planner.language.conditions import read_condition
from planner.language.context import Context
from planner.language.frames.cells import CELL
from planner.language.frames.levels import SLID
from planner.language.frames.objects import app_name, is_file, list_items, read_count, read_file, without_determiner
from planner.language.frames.opening import is_address
from planner.language.frames.shown_sums import is_spoken_sum, worked_out_of_shown
from planner.language.keys import chord_of, read_keys
from planner.language.lexicon import Lexicon, WordClass
from planner.language.phrases import PhraseTable
from planner.language.places import PRESSED
from planner.language.tokens import Kind, Phrase, tokenize, uncapitalised
from planner.language.turns import Slot
from planner.language.values import is_self_contained
from planner.language.verbs import plain_verb, without_lead_in

LONGEST_FILE = 3
LONGEST_SHORT = 4
"""Tokens of what is called "short": it stands by no more than a comma."""
_OPERATORS = frozenset("+-*/×÷·^")
_BETWEEN = frozenset({".", ";", "!", "?", ",", ":", "and", "but", "then", "so", "\n"})
_NO_SUBJECT = frozenset(
    {"i", "we", "you", "he", "she", "they", "there", "it", "here", "each", "every", "all", "any", "both"}
    | {"nobody", "everybody", "everyone", "someone", "somebody", "who", "nothing", "everything"}
)
_QUALIFYING = frozenset({"with", "that", "which", "where", "whose"})
"""These go on with what a thing is."""
_NAMES = frozenset({"x", "y", "z"})
_COUNTING = frozenset(
    {"times", "twice", "thrice", "until", "till", "unless", "if", "except", "only", "instead", "before"}
)
_DENYING = frozenset({"only", "no", "not", "never", "none", "nothing", "neither", "nor", "without"})
_POINTING = frozenset({"it", "that", "this", "there", "them", "these", "those", "here"})
_PREPOSITIONS = frozenset({"in", "on", "at", "under", "with", "from", "for", "into", "to", "of", "by", "as", "using"})
_LINKS = frozenset({"and", "then", "but"})
_MANY = frozenset({".", ";", "!", "?", "then", "\n"})
_CUT_OFF = frozenset({"only", "every", "each"})
_SUMMED = frozenset({"sum", "product", "difference", "total"})
_TOLD = frozenset({"are", "is", "have", "has", "was", "were"})
_NO_FIELD = frozenset(
    {"first", "last", "next", "new", "final", "line", "heading", "paragraph", "word", "usual", "same"}
)
"""What is written "as the last line" goes into no field of that name."""
_CHOSEN = frozenset({Role.DROPDOWN, Role.LIST})
_NEVER_NAMED = frozenset("{}[]<>|\\;")
_OVER = frozenset({Comparison.MORE, Comparison.LESS, Comparison.AT_LEAST, Comparison.AT_MOST})
_VERB = "_verb"
_CLASSES = {kind.value: kind for kind in WordClass}


class Slots:
    """What the slots of a turn may hold of one phrase; each answer is found once."""

    def __init__(self, phrase: Phrase, context: Context) -> None:
        self._phrase = phrase
        self._context = context
        self._known: dict[tuple[str, int, int], str | None] = {}

    def fits(self, slot: Slot, start: int, end: int) -> str | None:
        key = (slot.kind, start, end)
        if key not in self._known:
            self._known[key] = self._fits(slot.kind, self._phrase.part(start, end))
        return self._known[key]

    def _fits(self, kind: str, part: Phrase) -> str | None:
        lexicon = self._context.lexicon
        if kind in ("order", "orders"):
            one = (kind == "orders" or not (_MANY & set(part.words))) and part.words[0] not in _QUALIFYING
            return _in_sentence(part, lexicon) if one and begins_order(part, lexicon) else None
        if kind == "rest":
            return part.text
        if kind in ("aside", "idle"):
            return part.text if self._is_aside(part) and (kind == "aside" or names_nothing(part, lexicon)) else None
        if kind == "done" and len(part) > 1:
            return None
        if kind == "chord":
            return chord_of(part.words, lexicon.keys)
        if kind in ("doing", "done", "did"):
            plain = plain_verb(part.words, lexicon.doing if kind == "doing" else lexicon.done, lexicon)
            return f"{plain} {part.part(1).text}".strip() if plain is not None else None
        if kind in ("names", "listed"):
            return part.text if self._are_names(part, named=kind == "names") else None
        if any(token.kind in (Kind.MARK, Kind.BREAK) for token in part.tokens):
            return part.text if kind == "sum" and self._is_sum(part) else None
        if kind == "act":
            return lexicon.acts.whole(part.words)
        if kind == "owner":
            return re.sub(r"['’]s?$", "", part.text) if part.words[-1].endswith(("'s", "s'")) else None
        if kind == "owned_app":
            return _owning_app(part, self._context)
        if not self._is(kind, part):
            return None
        return part.text.lower() if kind.endswith(_VERB) else part.text

    def _is(self, kind: str, part: Phrase) -> bool:
        lexicon = self._context.lexicon
        if kind in _CLASSES:
            return part.is_in(lexicon.words(_CLASSES[kind]))
        if kind.endswith(_VERB):
            return kind.removesuffix(_VERB) in (lexicon.verbs.whole(part.words) or ())
        if kind in _NAMES and _goes_on_after_quote(part, lexicon):
            return False
        if kind == "x" and len(part) > 1 and part.words[0][:1].isdigit() and self._is_sum(part):
            return False  # "how much is 15 times 23" asks for no place
        if kind not in ("n", "time_unit") and _lasts(part, lexicon):
            return kind == "rest"
        match kind:
            case "app":
                named = not part.has_quote() and not self._context.on_page  # a page opens no application
                return named and app_name(without_determiner(part, lexicon), self._context) is not None
            case "program":
                named = part.is_capitalised(0) and not part.has_quote() and len(part) <= LONGEST_SHORT
                plain = not any(token.kind is not Kind.WORD for token in part.tokens) and not {"and", "for"} & set(
                    part.words
                )
                return (named and plain and not is_file(part, self._context)) or self._is("app", part)
            case "file":
                is_order = len(part) > 1 and (
                    len(without_lead_in(part, lexicon)) < len(part)
                    or lexicon.verbs.at(part.words) is not None
                    or _PREPOSITIONS & set(part.words)
                    or "name" in part.words
                )
                return len(part) <= LONGEST_FILE and not is_order and is_file(part, self._context)
            case "keys":
                return not part.has_quote() and read_keys(part.text, lexicon.keys) is not None
            case "verb":
                return lexicon.verbs.whole(part.words) is not None
            case "quoted":
                return len(part) == 1 and part.tokens[0].kind is Kind.QUOTED
            case "n":
                return len(part) == 1 and read_count(part.words[0], lexicon) is not None
            case "cell":
                named = len(part) == 1 and CELL.fullmatch(part.text) is not None and part.text[0].isupper()
                return named and not self._context.on_page  # what a page would show as the words
            case "sum":
                return self._is_sum(part)
            case "address":
                return len(part) == 1 and not part.has_quote() and is_address(part.text, self._context)
            case "date":
                return part.tokens[-1].kind is Kind.DATE and not len(
                    part.part(0, -1).without_start(lexicon.words(WordClass.DETERMINER))
                )
            case "place":
                roles = lexicon.roles
                role = roles.before(part.words, len(part)) or roles.at(without_determiner(part, lexicon).words)
                one = _is_name(part, lexicon) and {"every", "each"}.isdisjoint(part.words)
                return one and role is not None and role.length < len(part)
            case "sure":
                return is_self_contained(part, self._context) and not self._is_done_to(part)
            case "noun":
                named = part.is_capitalised(0) and not (_begins_sentence(part) and _has_object(part, lexicon))
                apart = part.ends(lexicon.words(WordClass.FOLDER_NOUN)) or read_file(part, self._context) is not None
                apart = apart or (part.begins(lexicon.words(WordClass.ASKING)) > 0 and not part.has_quote())
                return not apart and (named or lexicon.verbs.at(part.words) is None) and _is_name(part, lexicon)
            case "field":
                if _begins_sentence(part) and part.begins(lexicon.words(WordClass.DETERMINER)):
                    return False  # "The code": a capital that says nothing
                named = part.is_capitalised(0) or part.has_quote() or part.is_in(lexicon.words(WordClass.UPLOAD_LABEL))
                return named and self._is("noun", part)
            case "control":
                kinds = (WordClass.NAMES_A_CONTROL, WordClass.CLOSING)
                return lexicon.deeds.whole(part.words) is not None or any(part.is_in(lexicon.words(k)) for k in kinds)
            case "level_place":
                role = lexicon.roles.before(part.words, len(part))
                slid = role is not None and role.value.role in SLID and 0 < role.length < len(part)
                return (slid and self._is("noun", part)) or part.is_in(lexicon.words(WordClass.LEVEL_LABEL))
            case "chosen":
                role = lexicon.roles.before(part.words, len(part))
                return role is not None and role.value.role in _CHOSEN and 0 < role.length < len(part)
            case "style":
                return lexicon.looks.styles.whole(part.words) is not None
            case "shortcut":
                return lexicon.shortcuts.whole(part.words) is not None
            case "pressed":
                role = lexicon.roles.before(part.words, len(part)) or lexicon.roles.at(part.words)
                pressed = role is not None and role.value.role in PRESSED and role.length < len(part)
                return pressed and _is_name(part, lexicon)
            case "role":
                return lexicon.roles.whole(without_determiner(part, lexicon).words) is not None
            case "cond":
                asks = part.words[0] in (
                    "what",
                    "which",
                    "who",
                    "how",
                    "where",
                    "when",
                    "why",
                    "is",
                    "are",
                    "does",
                    "do",
                )
                return not asks and read_condition(part, self._context) is not None
            case "over":
                said = read_condition(part, self._context)
                return isinstance(said, Compares) and said.comparison in _OVER
            case "change":
                return isinstance(read_condition(part, self._context), Compares | IsEnabled)
            case "word":
                return len(part) == 1
            case "handle":
                return len(part) == 1 and part.text[:1] in "@#" and len(part.text) > 1
            case "subject":
                return part.words[0] not in _NO_SUBJECT and _is_name(part, lexicon)
            case "short":
                return len(part) <= LONGEST_SHORT and _is_name(part, lexicon)
            case "holder":
                plain = _is_name(part, lexicon) and not any(sign.isdigit() for sign in part.text)
                return plain and not _tells(part, lexicon)
            case "compared":
                return lexicon.comparisons.whole(part.words) is not None
            case "thing":
                return _is_name(part, lexicon) and read_file(part, self._context) is None
            case "worked":
                spoken = is_spoken_sum(part, self._context) and not begins_order(part, lexicon)
                if (
                    "and" in part.words
                    and part.without_start(lexicon.words(WordClass.DETERMINER)).words[0] not in _SUMMED
                ):
                    return False
                return spoken and worked_out_of_shown(part, "", self._context) is not None
            case "role_played":
                return _NO_FIELD.isdisjoint(part.words) and _is_name(part, lexicon)
            case "given":
                looks_so = part.is_capitalised(0) or part.has_quote() or is_self_contained(part, self._context)
                return looks_so and self._is("value", part)
            case "value":
                return _is_name(part, lexicon) and not self._is_done_to(part)
            case _:
                return _is_name(part, lexicon)

    def _are_names(self, part: Phrase, *, named: bool) -> bool:
        """ "Ana, Ben and Cleo": three or more, or two of which each could be a value by itself."""
        lexicon = self._context.lexicon
        items = list_items(part, lexicon)
        if not items or items[0].begins(lexicon.telling.parts.of_many):
            return False  # "each of Ana and Ben" is gone through already
        short = all(len(item) <= LONGEST_SHORT and _is_name(item, lexicon) for item in items)
        told = any(
            word in _TOLD and not item.is_capitalised(at) for item in items for at, word in enumerate(item.words)
        )
        if told:
            return False  # "Mia and Emil are our kids"
        if not named:
            return len(items) > 1
        return len(items) > 1 and short and all(item.is_capitalised(0) or item.has_quote() for item in items)

    def _is_done_to(self, part: Phrase) -> bool:
        """ "copied to the folder": what is to be done, and no value."""
        lexicon = self._context.lexicon
        done = part.begins(lexicon.words(WordClass.NAMED_BY)) or plain_verb(part.words[:1], lexicon.done, lexicon)
        return bool(done) and len(part) > 1 and part.tokens[0].kind is Kind.WORD and not part.is_capitalised(0)

    def _is_aside(self, part: Phrase) -> bool:
        """Words about the order that ask for nothing themselves."""
        if _COUNTING & set(part.words) or len(part) < len(("is", "late")):
            return False  # "leave it as it is"
        starts = (0, *(at + 1 for at, word in enumerate(part.words[:-1]) if word in _BETWEEN))
        return not part.has_quote() and not any(begins_order(part.part(at), self._context.lexicon) for at in starts)

    def _is_sum(self, part: Phrase) -> bool:
        if part.has_quote() or not any(sign.isdigit() for sign in part.text):
            return False
        try:
            return bool(_OPERATORS & set(normalise(part.text, self._context.results)))
        except CannotCompute:
            return False


def _owning_app(part: Phrase, context: Context) -> str | None:
    """ "Scribble's" is of Scribble, where that is an application."""
    bare = part.text[:-2] if part.words[-1].endswith("'s") and not part.has_quote() else ""
    named = tokenize(bare, context.lexicon) if bare else None
    known = isinstance(named, Phrase) and app_name(named, context) is not None
    return bare if known else None


def _goes_on_after_quote(part: Phrase, lexicon: Lexicon) -> bool:
    """ "'Expired' and after that click Delete": a name, and the next order."""
    ends = (at for at in range(1, len(part) - 1) if part.tokens[at - 1].kind is Kind.QUOTED)
    return any(part.words[at] in _LINKS and begins_order(part.part(at + 1), lexicon) for at in ends)


def _begins_sentence(part: Phrase) -> bool:
    """Whether a capital says nothing."""
    before = part.source[: part.tokens[0].start].rstrip()
    return not before or before[-1] in ".!?:\n"


def _in_sentence(part: Phrase, lexicon: Lexicon) -> str:
    """An order as it is said within a sentence: without the capital of its first verb."""
    first = _begins_sentence(part) and lexicon.verbs.at(part.words) is not None
    return (uncapitalised(part) if first else part).text


def _has_object(part: Phrase, lexicon: Lexicon) -> bool:
    """ "Find Preferences", "Open the list": a verb, and what it is done to."""
    verb = lexicon.verbs.at(part.words)
    body = part.part(verb.length) if verb is not None else part.part(len(part))
    if not len(body):
        return False
    determined = body.begins(lexicon.words(WordClass.DETERMINER)) > 0
    return determined or body.is_capitalised(0) or body.tokens[0].kind is Kind.QUOTED


def _is_determined(part: Phrase, determiners: PhraseTable[bool]) -> bool:
    """ "in the Kruger", "In Kruger's": words for where something is."""
    following = part.words[1] if len(part) > 1 else ""
    return determiners.at(part.words, 1) is not None or following.endswith(("'s", "s'"))


def _goes_on(part: Phrase, at: int, lexicon: Lexicon) -> bool:
    """Whether an order or another value follows the "and" within."""
    if at < len(part) and (part.tokens[at].kind is not Kind.WORD or part.words[at][0].isdecimal()):
        return True
    return at < len(part) and not part.is_capitalised(at) and lexicon.verbs.at(part.words, at) is not None


def _lasts(part: Phrase, lexicon: Lexicon) -> bool:
    """ "10 seconds": no name, and no value."""
    unit = len(part) == len(("10", "seconds")) and part.part(1).is_in(lexicon.words(WordClass.TIME_UNIT))
    return unit and read_count(part.words[0], lexicon) is not None


def _is_name(part: Phrase, lexicon: Lexicon) -> bool:
    """Whether the words may name a thing or be a value: they neither begin as an order or condition does, nor end in
    the middle of something."""
    determiners = lexicon.words(WordClass.DETERMINER)
    if any(word in _LINKS and _goes_on(part, at + 1, lexicon) for at, word in enumerate(part.words)):
        return False
    if part.words[0] in _NO_SUBJECT - {"i", "we"} and any(word in lexicon.telling.bound for word in part.words[1:3]):
        return False  # "nobody reads the newsletter"
    if (
        part.words[0] in ("whether", "if")
        or part.words[0] in _DENYING
        or (part.words[0] in _PREPOSITIONS and _is_determined(part, determiners))
    ):
        return False
    if part.tokens[0].kind is not Kind.WORD:
        return True
    if len(part) > 1 and all(word in _PREPOSITIONS or determiners.whole((word,)) for word in part.words):
        return False  # "in the"
    if _NEVER_NAMED & set(part.text):
        return False
    if not len(part.without_start(determiners)) and not part.is_in(lexicon.words(WordClass.PRONOUN)):
        return False
    if (
        len(part) > 1
        and part.ends(lexicon.words(WordClass.PRONOUN)) == 1
        and part.words[-1] not in ("one", "box", "field")
    ):
        return False
    if _begins_sentence(part) and len(without_lead_in(part, lexicon)) < len(part):
        return False  # "Please choose Spain"
    if part.is_capitalised(0) and not (_begins_sentence(part) and _has_object(part, lexicon)):
        return True
    if (part.words[0] == "it" and determiners.at(part.words, 1)) or part.words[-1] in _CUT_OFF:
        return False  # "make it a title", "(the price of) it only"
    if part.words[0] in lexicon.verb_marks or part.words[-1] in lexicon.verb_marks:
        return False
    if any(part.begins(lexicon.words(kind)) for kind in (WordClass.CONDITION, WordClass.WHEN)):
        return False
    if _begins_sentence(part) and _has_object(part, lexicon):
        return False  # "Write Lea a message"
    return lexicon.verbs.at(part.words) is None or lexicon.roles.before(part.words, len(part)) is not None


def _tells(part: Phrase, lexicon: Lexicon) -> bool:
    """ "My parents are visiting", "Ida Ek joins the choir": no field is called so."""
    words = lexicon.telling
    is_so = any(words.parts.be.at(part.words, at) is not None for at in range(1, len(part) - 1))
    does = (at for at in range(1, len(part)) if part.words[at] in words.forms and part.words[at].endswith("s"))
    deed = lexicon.deeds.at(part.words)
    orders = deed is not None and part.part(deed.length).begins(lexicon.words(WordClass.DETERMINER)) > 0
    return is_so or orders or any(part.is_capitalised(at - 1) and not part.is_capitalised(at) for at in does)
