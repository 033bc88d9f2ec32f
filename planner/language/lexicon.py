"""The words of one language: parsed from text, looked up by phrase. Whoever has a disk reads the files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from grounding.screen import Relation, Role
from planner.conditions import Comparison
from planner.goals.goal import Best
from planner.goals.skill import Skills
from planner.language.dates import DayWords
from planner.language.gist.words import GistWords
from planner.language.looks import Looks
from planner.language.parsing import (
    read_by_phrase,
    read_comparisons,
    read_goals,
    read_looks,
    read_spelling,
    read_turns,
    read_verbs,
)
from planner.language.phrases import PhraseTable
from planner.language.spelling import Spelling
from planner.language.tables import LexiconBroken, Tables
from planner.language.telling.demand_words import DemandWords
from planner.language.telling.words import TellingWords
from planner.language.turns import Turns


class WordClass(StrEnum):
    """What small words do in a sentence; `words.toml` has a list for each."""

    LEAD_IN = "lead_in"
    TRAILING = "trailing"
    DETERMINER = "determiner"
    PRONOUN = "pronoun"
    THING = "thing"
    NAMED_BY = "named_by"
    POSITION = "position"
    AREA = "area"
    PART = "part"
    POINTING = "pointing"
    NAME_WITH_PARTICLE = "name_with_particle"
    ORDINAL_NAME = "ordinal_name"
    KEPT_TOGETHER = "kept_together"
    ORDER_ONLY = "order_only"
    DICTATED = "dictated"
    RESULT = "result"
    AMOUNT = "amount"
    LOWER_CASE = "lower_case"
    UPPER_CASE = "upper_case"
    BACKWARDS = "backwards"
    SHOWN_VALUE = "shown_value"
    STARTS_WITH = "starts_with"
    ENDS_WITH = "ends_with"
    MATCHING_VALUES = "matching_values"
    VALUE_HEAD = "value_head"
    LINES_HEAD = "lines_head"
    ON_LINES = "on_lines"
    NEXT_LINE = "next_line"
    FIRST_LINE = "first_line"
    AT_END = "at_end"
    AT_END_OF = "at_end_of"
    DOCUMENT = "document"
    CALCULATOR = "calculator"
    YES = "yes"
    NO = "no"
    SECRET = "secret"
    NO_CLOCK = "no_clock"
    COMPARATIVE = "comparative"
    CONDITION = "condition"
    IF = "if"
    UNLESS = "unless"
    OTHERWISE = "otherwise"
    UNTIL = "until"
    WHILE = "while"
    EACH = "each"
    REPEATING = "repeating"
    IS_ENABLED = "is_enabled"
    IS_DISABLED = "is_disabled"
    SCREENSHOT = "screenshot"
    THERE_IS = "there_is"
    THERE_IS_NO = "there_is_no"
    THAT_SAYS = "that_says"
    WHEN = "when"
    GOAL = "goal"
    LASTING = "lasting"
    NAMES_A_CONTROL = "names_a_control"
    LINKS = "links"
    NOTHING_AT_ALL = "nothing_at_all"
    FORM_NOUN = "form_noun"
    FORM_WITH = "form_with"
    FORM_OBJECT = "form_object"
    LABEL = "label"
    LEVEL_LABEL = "level_label"
    LEVEL_HEAD = "level_head"
    LEVEL_UNIT = "level_unit"
    CHOICE_LABEL = "choice_label"
    SHOWN = "shown"
    GONE = "gone"
    PAGE_READY = "page_ready"
    HOLDS = "holds"
    IS_CHECKED = "is_checked"
    IS_UNCHECKED = "is_unchecked"
    IS_EMPTY = "is_empty"
    WHOLE_SCREEN = "whole_screen"
    UP_TO_END = "up_to_end"
    A_BIT = "a_bit"
    A_PAGE = "a_page"
    TURN_UNIT = "turn_unit"
    PAGE_UNIT = "page_unit"
    DIALOG = "dialog"
    ONLY_DIALOG = "only_dialog"
    ACCEPTING = "accepting"
    DISMISSING = "dismissing"
    SAVE_NAME = "save_name"
    SAVE_FOLDER = "save_folder"
    SAVED_THING = "saved_thing"
    ANY_MENU = "any_menu"
    APP_NOUN = "app_noun"
    OPENED_ANEW = "opened_anew"
    ORDER_BY_TURN = "order_by_turn"
    IN_CART = "in_cart"
    OPENED_BY_CLICK = "opened_by_click"
    OPENED_BY_LOOKING = "opened_by_looking"
    FOLDER_NOUN = "folder_noun"
    USER_FOLDER = "user_folder"
    HOME_FOLDER = "home_folder"
    PREFERENCES = "preferences"
    WINDOW_NOUN = "window_noun"
    FILE_NOUN = "file_noun"
    SITE_NOUN = "site_noun"
    BROWSER_NOUN = "browser_noun"
    SEARCH_PLACE = "search_place"
    TO_FRONT = "to_front"
    TIME_UNIT = "time_unit"
    AGAIN = "again"
    NUMBER_SIGN = "number_sign"
    SPEAKER = "speaker"
    DESCRIBED = "described"
    OR_SO = "or_so"
    ASKING = "asking"
    AUXILIARY = "auxiliary"
    PERSON = "person"
    BELONGING = "belonging"
    RELATIVE = "relative"
    ANY_ONE = "any_one"
    INVENTED = "invented"
    EXCEPT = "except"
    EVERY = "every"
    ITEM_NOUN = "item_noun"
    VERB_MARK = "verb_mark"
    UPLOAD_LABEL = "upload_label"
    EVERYWHERE = "everywhere"
    OCCURRENCE = "occurrence"
    WORKED_ON = "worked_on"
    NEW_DOCUMENT = "new_document"
    ARCHIVED = "archived"
    ARCHIVE_NOUN = "archive_noun"
    ARCHIVE_ENDING = "archive_ending"
    LINE_SAYS = "line_says"
    A_LINE = "a_line"
    WAY_OF_SHOWING = "way_of_showing"
    PRINTED_FILE = "printed_file"
    NEW_FILE = "new_file"
    FILE_SAYS = "file_says"
    HAS_PARTS = "has_parts"
    GOES_TO = "goes_to"
    NEVER_NAMED = "never_named"
    NEVER_TYPED = "never_typed"
    NEVER_FIRST = "never_first"
    NEVER_LAST = "never_last"
    REMARK = "remark"
    NO_ORDER = "no_order"
    CONSOLE = "console"
    CONTACT_DETAIL = "contact_detail"
    RECORD_NOUN = "record_noun"
    CORRECTION = "correction"
    TAKING_BACK = "taking_back"
    NOT_TO_BE_DONE = "not_to_be_done"
    IS_FILLED = "is_filled"
    CLOSING = "closing"
    OPENING = "opening"
    ASIDE = "aside"
    BINDING = "binding"
    BINDING_SURELY = "binding_surely"
    WISHING = "wishing"
    IDLE_WISH = "idle_wish"
    IDLE_MUST = "idle_must"
    DENYING = "denying"
    WHY = "why"
    CALENDAR = "calendar"
    COURTESY = "courtesy"


@dataclass(frozen=True, kw_only=True)
class RoleWord:
    """strong: the word names a kind of control wherever it stands; otherwise only where the rest says so."""

    role: Role
    strong: bool
    word: str


@dataclass(frozen=True, kw_only=True)
class RelationWord:
    relation: Relation
    firm: bool


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """verbs: phrase to frames, in the order in which they are tried. names: kind of application to its usual words.

    shortcuts: whole orders to chords as text. patterns: for each frame a sentence that works. doing, done: endings of
    verbs, with what the plain form has instead; acts: nouns for what is done, to verbs. first_turns: turns of phrase
    that come before the plain reading; goal_turns: those of them that name a goal; moods: those of wishes and passives,
    which do for orders and goals.
    deeds: what is said of a goal to the names of its skills.
    aside: where something is done that is not in front, to the skills that lead there. formulas, operators:
    what a sheet works out. smooth: longer ways to say small words, to the short ones. today: what day it is, where it
    is to be known.
    """

    verbs: PhraseTable[tuple[str, ...]]
    roles: PhraseTable[RoleWord]
    relations: PhraseTable[RelationWord]
    comparisons: PhraseTable[Comparison]
    ordinals: PhraseTable[int]
    numbers: Mapping[str, int]
    times: Mapping[str, int]
    months: Mapping[str, int]
    keys: Mapping[str, str]
    apps: PhraseTable[str]
    shortcuts: PhraseTable[str]
    formulas: PhraseTable[str]
    operators: PhraseTable[str]
    patterns: Mapping[str, str]
    file_endings: frozenset[str]
    abbreviations: frozenset[str]
    acts: PhraseTable[str]
    doing: Mapping[str, tuple[str, ...]]
    done: Mapping[str, tuple[str, ...]]
    turns: Turns
    first_turns: Turns
    goal_turns: Turns
    moods: Turns
    classes: Mapping[WordClass, PhraseTable[bool]]
    deeds: PhraseTable[tuple[str, ...]]
    skills: Skills
    best: PhraseTable[Best]
    aside: PhraseTable[tuple[str, ...]]
    looks: Looks
    telling: TellingWords
    demands: DemandWords
    spelling: Spelling
    days: DayWords
    gist: GistWords
    smooth: PhraseTable[str]
    today: date | None = None

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the lists but the verbs: none of them is a misspelt verb."""
        found = self.roles.all_words | self.relations.all_words | self.ordinals.all_words | self.apps.all_words
        return found.union(*(table.all_words for table in self.classes.values()))

    @cached_property
    def verb_marks(self) -> frozenset[str]:
        """What stands before a plain verb ("to save"), or begins what it is joined to ("and"): no name begins so."""
        return self.words(WordClass.VERB_MARK).all_words

    @cached_property
    def all_words(self) -> frozenset[str]:
        """Every word that the lists know, those of turns of phrase too."""
        turned = (turn.words for turn in (*self.turns, *self.first_turns, *self.goal_turns, *self.moods))
        return self.vocabulary.union(self.verbs.all_words, self.numbers, self.times, self.months, *turned)

    @cached_property
    def letters(self) -> frozenset[str]:
        """What the words of this language are written with."""
        return frozenset("".join(self.all_words))

    def meant_by(self, word: str, before: str = "") -> str | None:
        """The word that was meant by a misspelt one, after the one `before`; None where it is none, or could be any."""
        wrong = self.spelling.wrong
        unknown = word.isascii() and word.isalpha() and word not in self.all_words
        known = wrong.get(word) or wrong.get(f"{before} {word}")
        meant = known or (self.spelling.mended(word) if unknown else None)
        # Programs are called like what they are, with a letter of their own in front: that is no slip.
        is_name = known is None and meant is not None and meant in self.apps.all_words and meant[0] != word[0]
        return None if is_name else meant

    def begins_orders(self, word: str) -> bool:
        """Whether orders begin with it, of all the words that are put right."""
        return self.verbs.whole((word,)) is not None or self.words(WordClass.LEAD_IN).whole((word,)) is not None

    def names_a_file(self, words: Iterable[str]) -> bool:
        """Whether one of them is a name with an ending that files have."""
        return any("." in word[1:-1] and word.rpartition(".")[2] in self.file_endings for word in words)

    def words(self, kind: WordClass) -> PhraseTable[bool]:
        return self.classes[kind]

    @staticmethod
    def parse(toml_texts: Mapping[str, str]) -> "Lexicon":
        """From the texts of the TOML files of one language, by file name. Raises LexiconBroken."""
        tables = Tables(toml_texts)
        controls, best = read_goals(tables)
        return Lexicon(
            verbs=read_verbs(tables.lists("verbs")),
            roles=_roles(tables.lists("strong"), tables.lists("weak")),
            relations=_relations(tables.lists("firm"), tables.lists("loose")),
            comparisons=read_comparisons(tables.lists("comparisons")),
            ordinals=PhraseTable(tables.numbers("ordinals").items()),
            numbers=tables.numbers("numbers"),
            times=tables.numbers("times"),
            months=tables.numbers("months"),
            keys={alias: name for name, aliases in tables.lists("keys").items() for alias in aliases},
            apps=PhraseTable(tables.texts("names").items()),
            shortcuts=PhraseTable(
                (phrase, chord) for chord, phrases in tables.lists("shortcuts").items() for phrase in phrases
            ),
            formulas=read_by_phrase(tables.lists("formulas")),
            operators=read_by_phrase(tables.lists("operators")),
            patterns=tables.texts("patterns"),
            file_endings=frozenset(tables.lists("endings").get("file", ())),
            abbreviations=frozenset(tables.lists("endings").get("abbreviation", ())),
            acts=read_by_phrase(tables.lists("acts")),
            doing=tables.lists("doing"),
            done=tables.lists("done"),
            turns=read_turns("turns", tables),
            first_turns=read_turns("first_turns", tables, after="whole_turns"),
            goal_turns=read_turns("goal_turns", tables),
            moods=read_turns("moods", tables),
            classes=_classes(tables.lists("words")),
            deeds=read_verbs(tables.optional("deed_said")),
            skills=Skills.of(
                said=tables.optional("deed_said"),
                begins=tables.optional("deed_begins"),
                ends=tables.optional("deed_ends"),
                drawn=tables.optional("deed_drawn"),
                drawn_ends=tables.optional("deed_drawn_ends"),
                on_thing=tables.optional("deed_on_thing").get("deeds", ()),
                controls=controls,
                cue_fields=tables.optional("cue_fields"),
            ),
            best=best,
            aside=read_verbs(tables.optional("aside")),
            looks=read_looks(tables),
            telling=TellingWords.parse(tables),
            demands=DemandWords.parse(tables),
            spelling=read_spelling(tables),
            days=DayWords.parse(tables),
            gist=GistWords.parse(tables),
            smooth=read_by_phrase(tables.optional("smooth")),
        )


def _roles(strong: Mapping[str, tuple[str, ...]], weak: Mapping[str, tuple[str, ...]]) -> PhraseTable[RoleWord]:
    try:
        return PhraseTable(
            (word, RoleWord(role=Role(name), strong=lists is strong, word=word))
            for lists in (strong, weak)
            for name, words in lists.items()
            for word in words
        )
    except ValueError as error:
        raise LexiconBroken(str(error)) from error


def _relations(firm: Mapping[str, tuple[str, ...]], loose: Mapping[str, tuple[str, ...]]) -> PhraseTable[RelationWord]:
    try:
        return PhraseTable(
            (word, RelationWord(relation=Relation(name), firm=lists is firm))
            for lists in (firm, loose)
            for name, words in lists.items()
            for word in words
        )
    except ValueError as error:
        raise LexiconBroken(str(error)) from error


def _classes(lists: Mapping[str, tuple[str, ...]]) -> Mapping[WordClass, PhraseTable[bool]]:
    missing = [kind.value for kind in WordClass if kind.value not in lists]
    if missing:
        raise LexiconBroken(f"no words for {', '.join(missing)}")
    return {kind: PhraseTable((phrase, True) for phrase in lists[kind.value]) for kind in WordClass}
