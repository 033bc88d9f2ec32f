"""A sentence cut into tokens: words, quoted text, dates, secrets, marks and line breaks, each with where it stood."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from planner.language.dates import FoundDate, date_at
from planner.language.lexicon import Lexicon
from planner.language.phrases import PhraseTable

MOST_CHARACTERS = 20_000


class Kind(StrEnum):
    WORD = "word"
    QUOTED = "quoted"
    DATE = "date"
    SECRET = "secret"
    MARK = "mark"
    BREAK = "break"


@dataclass(frozen=True, kw_only=True)
class Token:
    """word: lower case, apostrophes straight; the sign for a mark; "" for quoted text, dates, secrets.

    content: what quoted text says (escapes done), a date in ISO, a secret's name. raw: quoted text as it stands.
    """

    kind: Kind
    start: int
    end: int
    word: str = ""
    content: str = ""
    raw: str = ""


@dataclass(frozen=True, kw_only=True)
class UnclosedQuote:
    """A quotation mark that opens and never closes: from where on."""

    part: str


_CLOSING = {
    '"': ('"', "”“"), "“": ("”", '"“'), "„": ("“”", '"'), "‟": ("”", '"'), "”": ("”", '"'),
    "«": ("»", ""), "»": ("«", ""), "‹": ("›", ""), "'": ("'", "’"),
    "＂": ("＂", ""), "「": ("」", ""), "『": ("』", ""),
    "‘": ("’", "'"), "’": ("’", "'"), "‚": ("‘’", "'"), "`": ("`", "´'"),
}  # fmt: skip
"""An opening mark, what closes it, and what does so when that is missing."""
_SINGLE = "'‘’‚`"
_ESCAPES = {"n": "\n", "t": "\t", "\\": "\\", '"': '"', "“": "“", "”": "”"}
_ESCAPE = re.compile(r'\\([nt\\"“”])')
_SECRET = re.compile(r"\{\{\s*secret:\s*([\w.-]+)\s*\}\}")
_CHUNK = re.compile(r"(?:(?<![=:,;(>])[^\s\n]|[^\s\n\"“„«])+")
_BULLET = re.compile(r"[ \t]*(?:(?:step\s+)?\(?\d{1,3}[.):](?=\s)|[a-h]\)(?=\s)|[-*•–—·▪◦](?=\s))[ \t]*", re.IGNORECASE)
_PATH_OF_MENUS = re.compile(r"[^\W\d_][\w.…&-]*(?:(?:>|→|»|›)[^\W\d_][\w.…&-]*)+")
_ASSIGNED = re.compile(r"([^\W\d_][\w-]*)=(?=[\w.-]+\W*$)")
"""A label and its value in one: "size=12"."""
_ARROWS = frozenset({">", "→", "->", "»", "›", "=>", ">>", "⇒", "➔"})
_MARKS = ",;:!?.…"
_POINTING = re.compile(r"\b(?:the|click|clicking|press|pressing|hit|tap|push)\s+$", re.IGNORECASE)
_LISTED_BEFORE = re.compile(r"(?:,|\b(?:and|then))\s+$", re.IGNORECASE)
_LISTED_AFTER = re.compile(r"\s*(?:$|[.,;\n]|(?:and|then)\b)", re.IGNORECASE)
_POINTED = re.compile(r"\s+(?:button|key|sign)\b", re.IGNORECASE)


def tokenize(source: str, lexicon: Lexicon) -> "Phrase | UnclosedQuote":
    """The whole text as one phrase. A text that ends inside a quotation says so."""
    cutter = _Cutter(source, lexicon)
    problem = cutter.cut()
    if problem is not None:
        return problem
    return Phrase(source=source, tokens=_with_dates(source, cutter.tokens, lexicon))


class _Cutter:
    """One pass over the text."""

    def __init__(self, source: str, lexicon: Lexicon) -> None:
        self._source = source
        self._abbreviations = lexicon.abbreviations
        self._at = 0
        self.tokens: list[Token] = []

    def cut(self) -> UnclosedQuote | None:
        self._skip_bullet()
        while self._at < len(self._source):
            sign = self._source[self._at]
            if sign in "\n\r\u2028\u2029":
                self._break()
            elif sign.isspace():
                self._at += 1
            elif secret := _SECRET.match(self._source, self._at):
                self._add(Kind.SECRET, secret.end(), content=secret[1])
            elif sign in _CLOSING and self._may_open():
                if not self._quote(sign):
                    return UnclosedQuote(part=self._source[self._at :])
            else:
                self._chunk()
        return None

    def _add(self, kind: Kind, end: int, *, word: str = "", content: str = "", raw: str = "") -> None:
        self.tokens.append(Token(kind=kind, start=self._at, end=end, word=word, content=content, raw=raw))
        self._at = end

    def _break(self) -> None:
        """Several line breaks in a row are one."""
        if self.tokens and self.tokens[-1].kind is Kind.BREAK:
            self._at += 1
        else:
            self._add(Kind.BREAK, self._at + 1, word="\n")
        self._skip_bullet()

    def _skip_bullet(self) -> None:
        if bullet := _BULLET.match(self._source, self._at):
            self._at = bullet.end()

    def _may_open(self) -> bool:
        before = self._source[self._at - 1] if self._at else " "
        after = self._source[self._at + 1 : self._at + 2]
        return (before.isspace() or before in "=:,;(>[/-–—" or before in _CLOSING) and (after != "" or self._at == 0)

    def _quote(self, sign: str) -> bool:
        """Cuts a quotation; False when it must close and does not. A lone apostrophe is part of its word."""
        first, second = _CLOSING[sign]
        end = self._closing(sign, first) or self._closing(sign, second)
        if end is None:
            if sign in _SINGLE or sign in "»”":
                self._chunk()
                return True
            return False
        raw = self._source[self._at + 1 : end]
        content = raw if sign in _SINGLE else _ESCAPE.sub(lambda found: _ESCAPES[found[1]], raw)
        self._add(Kind.QUOTED, end + 1, content=content, raw=raw)
        return True

    def _closing(self, sign: str, closers: str) -> int | None:
        """Where the quotation ends: for single marks, where no letter follows ('it's fine')."""
        at = self._at + 1
        while at < len(self._source):
            here = self._source[at]
            if here == "\\" and sign not in _SINGLE and self._source[at + 1 : at + 2] in ("\\", *closers):
                at += 2
                continue
            after = self._source[at + 1 : at + 2]
            if here in closers and not (sign in _SINGLE and (after.isalnum() or after == "_")):
                return at
            at += 1
        return None

    def _chunk(self) -> None:
        found = _CHUNK.match(self._source, self._at)
        end = found.end() if found else self._at + 1
        text = self._source[self._at : end]
        if text in _ARROWS:
            return self._add(Kind.MARK, end, word=">")
        if text in ("=", "-", "–", "—", "|") and self._is_name(end):
            return self._add(Kind.WORD, end, word=text)
        if text in ("=", "-", "–", "—", "|"):
            return self._add(Kind.MARK, end, word="=" if text == "=" else "-")
        if _PATH_OF_MENUS.fullmatch(text.rstrip(_MARKS)):
            return self._menu_path(text.rstrip(_MARKS))
        if named := _ASSIGNED.match(text):
            self._add(Kind.WORD, self._at + named.end() - 1, word=named[1].lower())
            return self._add(Kind.MARK, self._at + 1, word="=")
        kept = self._without_marks(text)
        if kept:
            word = re.sub("[’‘`´]", "'", text[:kept].lower())
            self._add(Kind.WORD, self._at + kept, word=word)
        marks = text[kept:]
        if marks.startswith("..."):
            dots = len(marks) - len(marks.lstrip("."))
            self._add(Kind.MARK, self._at + dots, word="…")
            marks = marks[dots:]
        for mark in marks:
            self._add(Kind.MARK, self._at + 1, word=mark)
        return None

    def _is_name(self, end: int) -> bool:
        """A sign that is pointed at ("the = button", "click -") is a name, not punctuation."""
        before, after = self._source[: self._at], self._source[end:]
        if _POINTING.search(before) or _POINTED.match(after):
            return True
        return bool(_LISTED_BEFORE.search(before) and _LISTED_AFTER.match(after))

    def _menu_path(self, text: str) -> None:
        for piece in re.findall(r"[>→»›]|[^>→»›]+", text):
            is_arrow = piece in _ARROWS
            word = ">" if is_arrow else piece.lower()
            self._add(Kind.MARK if is_arrow else Kind.WORD, self._at + len(piece), word=word)

    def _without_marks(self, text: str) -> int:
        """How much of the chunk is the word itself."""
        kept = len(text)
        while kept and text[kept - 1] in _MARKS:
            kept -= 1
        if text[kept:] == "." and text[:kept].lower() in self._abbreviations:
            return len(text)
        if text[kept:] == ":" and re.fullmatch(r"[A-Za-z]|about|file|data", text[:kept]) and text[:kept] != "a":
            return kept if self._source[self._at + len(text) : self._at + len(text) + 1].isspace() else len(text)
        return kept


def _counted_day(words: list[str], at: int, source: str, tokens: list[Token], lexicon: Lexicon) -> FoundDate | None:
    """ "tomorrow", where it is known what day it is; with a capital it is a name."""
    if lexicon.today is None or source[tokens[at].start].isupper():
        return None
    return lexicon.days.at(words, at, lexicon.numbers, lexicon.today)


def _with_dates(source: str, tokens: list[Token], lexicon: Lexicon) -> tuple[Token, ...]:
    """Long dates ("Dec 24, 2026") as one token each."""
    words = [token.word for token in tokens]
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        date = date_at(words, at, lexicon.months) or _counted_day(words, at, source, tokens, lexicon)
        if date is None:
            found.append(tokens[at])
            at += 1
            continue
        last = tokens[at + date.length - 1]
        found.append(Token(kind=Kind.DATE, start=tokens[at].start, end=last.end, content=date.iso))
        at += date.length
    return tuple(found)


_JOINING = frozenset({"of", "the", "a", "an"})


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """A run of tokens of one text, with the looks that the reading of language needs."""

    source: str
    tokens: tuple[Token, ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(token.word for token in self.tokens)

    def __len__(self) -> int:
        return len(self.tokens)

    def part(self, start: int, end: int | None = None) -> "Phrase":
        return Phrase(source=self.source, tokens=self.tokens[start:end])

    @property
    def text(self) -> str:
        """The person's own characters, from the first token to the last, in the order that the tokens have."""
        runs: list[tuple[int, int]] = []
        for token in self.tokens:
            if runs and runs[-1][1] <= token.start:
                runs[-1] = runs[-1][0], token.end
            else:
                runs.append((token.start, token.end))
        return " ".join(self.source[start:end] for start, end in runs)

    @property
    def last_end(self) -> int:
        return self.tokens[-1].end if self.tokens else 0

    def has_quote(self) -> bool:
        return any(token.kind is Kind.QUOTED for token in self.tokens)

    def is_capitalised(self, at: int) -> bool:
        return at < len(self.tokens) and self.source[self.tokens[at].start].isupper()

    def trimmed(self) -> "Phrase":
        """Without marks and line breaks at either side."""
        start, end = 0, len(self.tokens)
        while start < end and self.tokens[start].kind in (Kind.MARK, Kind.BREAK):
            start += 1
        while end > start and self.tokens[end - 1].kind in (Kind.MARK, Kind.BREAK):
            end -= 1
        return self if (start, end) == (0, len(self.tokens)) else self.part(start, end)

    def without_start(self, table: PhraseTable[bool]) -> "Phrase":
        """Without the phrases of the table that it begins with, however many."""
        rest = self
        while found := table.at(rest.words):
            rest = rest.part(found.length).trimmed()
        return rest

    def without_end(self, table: PhraseTable[bool]) -> "Phrase":
        rest = self
        while (found := table.before(rest.words, len(rest))) and not rest.is_joined(len(rest) - found.length):
            rest = rest.part(0, len(rest) - found.length).trimmed()
        return rest

    def is_joined(self, at: int) -> bool:
        """Whether a name goes on here, behind a word that ends nothing: "the Eye of MATE"."""
        return 0 < at < len(self) and self.words[at - 1] in _JOINING

    def begins(self, table: PhraseTable[bool]) -> int:
        """The length of the phrase of the table that it begins with, or 0."""
        found = table.at(self.words)
        return found.length if found else 0

    def ends(self, table: PhraseTable[bool]) -> int:
        found = table.before(self.words, len(self))
        return found.length if found else 0

    def is_in(self, table: PhraseTable[bool]) -> bool:
        return table.whole(self.words) is not None

    def find(self, table: PhraseTable[bool], start: int = 0) -> tuple[int, int] | None:
        """Where the first phrase of the table stands: its start and its length."""
        for at in range(start, len(self)):
            if found := table.at(self.words, at):
                return at, found.length
        return None

    def index(self, *words: str) -> int | None:
        """Where one of the words first stands."""
        return next((at for at, word in enumerate(self.words) if word in words), None)

    def split(self, *words: str) -> "tuple[Phrase, ...]":
        """The parts between these words or marks; empty parts left out."""
        parts: list[Phrase] = []
        start = 0
        for at, word in enumerate(self.words):
            if word in words:
                parts.append(self.part(start, at))
                start = at + 1
        parts.append(self.part(start))
        return tuple(part.trimmed() for part in parts if part.trimmed())


def uncapitalised(phrase: Phrase) -> Phrase:
    """With the capital that only begins a sentence as a small letter, for words that are to stand within one."""
    if not len(phrase) or phrase.tokens[0].kind is not Kind.WORD or not phrase.is_capitalised(0):
        return phrase
    at = phrase.tokens[0].start
    return replace(phrase, source=f"{phrase.source[:at]}{phrase.source[at].lower()}{phrase.source[at + 1 :]}")
