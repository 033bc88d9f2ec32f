"""What is said in another language, put into plain English and then read like anything else.

Decision: a second language is not a second grammar. Its turns of phrase say whole orders in the plain English way; so
every frame serves every language, and another one needs two files of words and nothing in code. What is quoted stays
as it is, and so do names, files and addresses. The plan is shown in English.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from planner.language.dates import DayWords
from planner.language.keys import read_keys
from planner.language.lexicon import Lexicon
from planner.language.phrases import PhraseTable
from planner.language.tables import LexiconBroken, Tables
from planner.language.tokens import Kind, Phrase, Token, UnclosedQuote, tokenize
from planner.language.turns import Slot, Turn, read_turns

LONGEST = 120
"""More tokens than this are not translated."""
LONGEST_NAME = 3
SURELY = 3
_A_NAME = Slot(name="x")
_DOTTED_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_FILE = re.compile(r"[\w~./\\-]+\.\w{1,8}|[~/]\S+")
_ADDRESS = re.compile(r"(?:https?://)?(?:localhost|(?:[\w-]+\.)+[a-z]{2,24})(?::\d+)?(?:/\S*)?", re.IGNORECASE)
_WITHOUT_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
_NUMBER = re.compile(r"\d[\d.,:]*")


@dataclass(frozen=True, kw_only=True)
class ForeignWords:
    """conditions: what orders may depend on. fillers: words that say nothing wherever they stand. separators: where an
    order may end. translations: word by word, for places and values that are not quoted. courtesy: the pronoun after a
    verb that asks politely ("klicken Sie"). telling: what a verb at the end follows ("dass du ... öffnest").
    denying: words of a negation."""

    turns: tuple[Turn, ...]
    conditions: tuple[Turn, ...]
    lead_in: PhraseTable[bool]
    trailing: PhraseTable[bool]
    determiner: PhraseTable[bool]
    fillers: frozenset[str]
    separators: frozenset[str]
    translations: Mapping[str, str]
    months: Mapping[str, int]
    days: DayWords
    courtesy: frozenset[str] = frozenset()
    telling: frozenset[str] = frozenset()
    denying: frozenset[str] = frozenset()

    @staticmethod
    def parse(toml_texts: Mapping[str, str]) -> "ForeignWords":
        """From the texts of the TOML files of one language, by file name. Raises LexiconBroken."""
        tables = Tables(toml_texts)
        words = tables.lists("words")
        missing = [name for name in ("lead_in", "trailing", "determiner", "filler", "separator") if name not in words]
        if missing:
            raise LexiconBroken(f"no words for {', '.join(missing)}")
        turns = tuple(read_turns(tables.lists("turns")))
        conditions = tuple(read_turns(tables.optional("conditions")))
        if not all(turn.is_whole for turn in (*turns, *conditions)):
            raise LexiconBroken("a turn of phrase lacks a slot")
        return ForeignWords(
            turns=turns,
            conditions=conditions,
            lead_in=PhraseTable((phrase, True) for phrase in words["lead_in"]),
            trailing=PhraseTable((phrase, True) for phrase in words["trailing"]),
            determiner=PhraseTable((phrase, True) for phrase in words["determiner"]),
            fillers=frozenset(words["filler"]),
            separators=frozenset({*words["separator"], "\n"}),
            translations=tables.texts("translations"),
            months=tables.numbers("months"),
            days=DayWords.parse(tables),
            courtesy=frozenset(words.get("courtesy", ())),
            telling=frozenset(words.get("telling", ())),
            denying=frozenset(words.get("denying", ())),
        )

    @cached_property
    def known(self) -> frozenset[str]:
        turned = (turn.words for turn in (*self.turns, *self.conditions))
        tables = self.lead_in.all_words | self.trailing.all_words | self.determiner.all_words
        return tables.union(self.fillers, self.translations, self.months, self.days.all_words, *turned)

    @cached_property
    def spellings(self) -> Mapping[str, str]:
        """Words as they are written where a keyboard has no umlauts ("oeffne")."""
        plain = {word: "".join(_WITHOUT_UMLAUTS.get(sign, sign) for sign in word) for word in self.known}
        return {written: word for word, written in plain.items() if written != word and written not in self.known}

    def spelled(self, phrase: Phrase) -> Phrase:
        """With the words in their usual spelling, and a polite order as a plain one ("klicken Sie" as "klicke")."""
        tokens = [
            replace(token, word=self.spellings[token.word]) if token.word in self.spellings else token
            for token in phrase.tokens
        ]
        kept: list[Token] = []
        told = False
        for token in tokens:
            told = told or token.word in self.telling
            if told and token.word not in self.never_held and token.word.endswith("st"):
                stem = token.word.removesuffix("st")
                plain = next((one for one in (f"{stem}en", f"{stem}n") if one in self.never_held), token.word)
                token = replace(token, word=plain)
            polite = kept and kept[-1].word.endswith("n") and kept[-1].word.removesuffix("n") in self.never_held
            if token.word in self.courtesy and polite:
                kept[-1] = replace(kept[-1], word=kept[-1].word.removesuffix("n"))
                continue
            kept.append(token)
        return replace(phrase, tokens=tuple(kept))

    @cached_property
    def never_held(self) -> frozenset[str]:
        """Words that say how an order is built: none of them stands in what is pointed at or typed."""
        turned = (turn.words for turn in (*self.turns, *self.conditions))
        said = frozenset(word for word in frozenset().union(*turned) if not word.isdecimal())
        return self.denying | said - self.determiner.all_words - frozenset(self.translations) - self.fillers

    def is_spoken_in(self, words: tuple[str, ...], lexicon: Lexicon) -> bool:
        """Whether more of the words are of this language alone than of English alone."""
        words = tuple(self.spellings.get(word, word) for word in words)
        here = sum(word in self.known and word not in lexicon.all_words for word in words)
        return 0 < here >= sum(word in lexicon.all_words and word not in self.known for word in words)

    def is_surely_spoken_in(self, words: tuple[str, ...], lexicon: Lexicon) -> bool:
        """Whether nothing in the words is English: then what cannot be put in English is not read as if it were."""
        words = tuple(self.spellings.get(word, word) for word in words)
        here = sum(word in self.known and word not in lexicon.all_words for word in words)
        english = sum(word in lexicon.all_words and word not in self.known for word in words)
        return here >= SURELY and english == 0

    def in_plain_english(self, text: str, lexicon: Lexicon) -> str | None:
        """None: not all of it can be put so."""
        phrase = tokenize(text, replace(lexicon, months={**lexicon.months, **self.months}, days=self.days))
        if isinstance(phrase, UnclosedQuote) or len(phrase) > LONGEST:
            return None
        orders = _Translator(self, lexicon, self.spelled(phrase)).orders_from(0)
        return ". ".join(orders) if orders else None


class _Translator:
    """Cuts one text into orders that are known, the longest first."""

    def __init__(
        self, foreign: ForeignWords, lexicon: Lexicon, phrase: Phrase, inside: dict[Phrase, str | None] | None = None
    ) -> None:
        self._foreign = foreign
        self._lexicon = lexicon
        self._phrase = phrase
        self._known: dict[int, tuple[str, ...] | None] = {}
        self._inside: dict[Phrase, str | None] = {} if inside is None else inside

    def orders_from(self, start: int) -> tuple[str, ...] | None:
        if start not in self._known:
            self._known[start] = self._cut(start)
        return self._known[start]

    def _cut(self, start: int) -> tuple[str, ...] | None:
        words = self._phrase.words
        while start < len(words) and words[start] in self._foreign.separators:
            start += 1
        if start == len(words):
            return ()
        ends = [at for at in range(start + 1, len(words)) if words[at] in self._foreign.separators]
        for end in (len(words), *reversed(ends)):
            order = self._order(self._phrase.part(start, end))
            rest = self.orders_from(end) if order is not None else None
            if order is not None and rest is not None:
                return (order, *rest) if order else rest
        return None

    def _order(self, said: Phrase) -> str | None:
        """In plain English; "" where nothing but politeness was said."""
        bare = said.trimmed().without_start(self._foreign.lead_in).without_end(self._foreign.trailing)
        kept = tuple(
            token
            for before, token in zip((None, *bare.tokens), bare.tokens, strict=False)
            if token.word not in self._foreign.fillers or (before is not None and self._is_number(before.word))
        )
        bare = replace(bare, tokens=kept).trimmed()
        if not len(bare):
            return ""
        return self._turned(self._foreign.turns, bare)

    def _is_number(self, word: str) -> bool:
        """ "drei mal": after a number, what says nothing elsewhere counts."""
        return (self._translated(word) or word).isdecimal()

    def _turned(self, turns: tuple[Turn, ...], bare: Phrase) -> str | None:
        found = [
            (sum(len(text.split()) for text in held.values()), turn.filled(held))
            for turn in turns
            for held in turn.matches(bare.words, lambda slot, start, end: self._fits(slot, bare.part(start, end)))
        ]
        return min(found, key=lambda one: one[0])[1] if found else None  # the fewer words are left open, the surer

    def _inner(self, part: Phrase) -> str | None:
        """Orders that depend on something. What is being read already is no part of itself."""
        if part not in self._inside:
            self._inside[part] = None
            inner = _Translator(self._foreign, self._lexicon, part, self._inside)
            orders = inner.orders_from(0) if len(part) else None
            self._inside[part] = " and ".join(orders) if orders else None
        return self._inside[part]

    def _names(self, part: Phrase) -> str | None:
        """ "Ana, Ben und Cleo"."""
        pieces = part.split(",", *self._foreign.separators)
        named = all(len(piece) <= LONGEST_NAME and self._fits(_A_NAME, piece) is not None for piece in pieces)
        return ", ".join(self._english(piece) for piece in pieces) if len(pieces) > 1 and named else None

    def _told(self, part: Phrase) -> str | None:
        """ "Lieferanten, Tea House, Telefonnummer 0171 22": what is new, with what is known of it."""
        pieces = part.split(",")
        fit = all(self._fits(_A_NAME, piece) is not None for piece in pieces)
        if not pieces or not fit:
            return None
        return ", ".join((self._english(pieces[0]).lower(), *(self._english(piece) for piece in pieces[1:])))

    def _fits(self, slot: Slot, part: Phrase) -> str | None:
        if slot.kind == "orders":
            return self._inner(part)
        if slot.kind == "cond":
            return self._turned(self._foreign.conditions, part.trimmed())
        if slot.kind == "names":
            return self._names(part)
        if slot.kind == "told":
            return self._told(part)
        if not len(part) or any(token.kind in (Kind.MARK, Kind.BREAK) for token in part.tokens):
            return None
        if any(self._builds_order(part, at) for at in range(len(part))):
            return None
        english = self._english(part)
        match slot.kind:
            case "file":
                return english if len(part) == 1 and _FILE.fullmatch(part.text.strip("\"'„“”")) else None
            case "address":
                return english if len(part) == 1 and _ADDRESS.fullmatch(part.text) else None
            case "app":
                name = tuple(english.removeprefix("the ").split())
                return english if self._lexicon.apps.whole(name) is not None else None
            case "keys":
                return english if read_keys(english, self._lexicon.keys) is not None else None
            case "n":
                return english if len(part) == 1 and _NUMBER.fullmatch(english) else None
            case "sure":
                sure = part.tokens[-1].kind in (Kind.QUOTED, Kind.DATE, Kind.SECRET) or _NUMBER.fullmatch(part.text)
                return english if sure and len(part.without_start(self._foreign.determiner)) == 1 else None
            case "value" if self._describes(part):
                return None
            case "noun":
                return english.lower() if len(part) <= LONGEST_NAME else None
            case "topic" if part.begins(self._foreign.determiner):
                return f"the {english.lower()}"  # a noun has a capital here, whatever it is
            case "app_name":
                return part.text if len(part) <= LONGEST_NAME and not part.begins(self._foreign.determiner) else None
            case "short":
                return english if len(part) <= LONGEST_NAME else None
            case _:
                return english or None

    def _builds_order(self, part: Phrase, at: int) -> bool:
        """Whether a word says how an order is built, and is no name ("Speichern" within a sentence)."""
        word = part.words[at]
        named = at == len(part) - 1 and part.is_capitalised(at) and part.tokens[at].start > 0 and word.endswith("n")
        return word in self._foreign.never_held and not named

    def _describes(self, part: Phrase) -> bool:
        """ "ein Gedicht über den Mond": words about a text instead of the text."""
        known = any(token.kind is not Kind.WORD or self._translated(token.word) is not None for token in part.tokens)
        numbers = any(sign.isdigit() for sign in part.text)
        return part.begins(self._foreign.determiner) > 0 and not (known or numbers)

    def _english(self, part: Phrase) -> str:
        bare = part.without_start(self._foreign.determiner)
        pieces = [piece for token in bare.tokens for piece in self._pieces(token, part)]
        if len(pieces) > 1 and self._lexicon.roles.whole((pieces[0],)) is not None:
            pieces = [*pieces[1:], pieces[0]]  # "Feld Name": the Name field
        return " ".join(pieces)

    def _pieces(self, token: Token, part: Phrase) -> Iterator[str]:
        said = part.source[token.start : token.end]
        if token.kind is Kind.DATE:
            yield token.content
        elif token.kind is not Kind.WORD:
            yield said
        elif found := _DOTTED_DATE.fullmatch(said):
            yield f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
        elif (known := self._translated(said)) is not None:
            yield known
        elif "-" in said and (kind := self._translated(said.rpartition("-")[2])) is not None:
            yield from (said.rpartition("-")[0], kind)
        else:
            yield "+".join(self._translated(key) or key for key in said.split("+"))

    def _translated(self, word: str) -> str | None:
        lowered = word.lower()
        return self._foreign.translations.get(self._foreign.spellings.get(lowered, lowered))
