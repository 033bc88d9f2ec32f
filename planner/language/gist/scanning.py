"""What an order names and does, found word by word; no order of the words is asked for."""

import re
from dataclasses import dataclass, replace

from grounding.screen import Role
from planner.language.context import Context
from planner.language.frames.objects import app_name, is_file, read_count
from planner.language.frames.opening import is_address
from planner.language.gist.words import GistWords
from planner.language.keys import read_keys
from planner.language.lexicon import RoleWord, WordClass
from planner.language.tokens import Kind, Phrase
from planner.language.verbs import plain_verb

LONGEST_NAME = 5
_LABELS = (WordClass.LABEL, WordClass.CHOICE_LABEL, WordClass.LEVEL_LABEL)
LONGEST_LOOSE = 3
"""So many words without a capital may be a name together."""
LONGEST_APP = 4
LONGEST_KEYS = 7
_ARROW = ">"
_ARROWS = frozenset({">", "->", "→", "=>"})
_MARKS = frozenset({",", ".", "?", "!", ":", ";", "\n"})
_SIGNS = frozenset({"-", "–", "+", "(", ")", "&"})
_TOWARDS = frozenset({"to", "into", "as", "called", "named", _ARROW})
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_ALONE = frozenset({"enter", "tab", "escape"})
_KINDS = {
    Role.TEXT_FIELD: "field",
    Role.TEXT_AREA: "field",
    Role.CHECKBOX: "box",
    Role.SWITCH: "box",
    Role.SLIDER: "slider",
    Role.DROPDOWN: "dropdown",
    Role.LIST: "dropdown",
    Role.MENU: "menu",
    Role.ROW: "row",
    Role.WINDOW: "window",
    Role.BUTTON: "control",
    Role.ICON_BUTTON: "control",
    Role.LINK: "control",
    Role.TAB: "control",
    Role.MENU_ITEM: "option",
    Role.OPTION: "option",
}


@dataclass(frozen=True, kw_only=True)
class Named:
    """kind: what it is. text: how it is called. cue: the word before it that says where something goes, "" for none.
    quoted: it stands between quotation marks. noun: the word for its kind that was said. at, end: its tokens."""

    kind: str
    text: str
    cue: str = ""
    quoted: bool = False
    noun: str = ""
    at: int = 0
    end: int = 0

    @property
    def is_towards(self) -> bool:
        return self.cue in _TOWARDS


@dataclass(frozen=True, kw_only=True)
class Scanned:
    """acts: what each verb may stand for; soft: the same of verbs that may also mean nothing ("do", "make")."""

    named: tuple[Named, ...]
    acts: tuple[tuple[str, ...], ...]
    soft: tuple[tuple[str, ...], ...]


def scanned(phrase: Phrase, context: Context) -> Scanned | None:
    """None: something in it cannot be told, or may turn the order round."""
    scan = _Scan(phrase, context)
    while scan.at < len(phrase):
        if not scan.step():
            return None
    named = _with_kinds(scan.named, scan.kinds)
    return None if named is None else Scanned(named=named, acts=tuple(scan.acts), soft=tuple(scan.soft))


@dataclass(frozen=True, kw_only=True)
class _KindWord:
    kind: str
    noun: str
    at: int
    end: int
    firm: bool


class _Scan:
    """One pass over the tokens, the surest reading of each first."""

    def __init__(self, phrase: Phrase, context: Context) -> None:
        self._phrase = phrase
        self._context = context
        self._words: GistWords = context.lexicon.gist
        self._cue = ""
        self.at = 0
        self.named: list[Named] = []
        self.kinds: list[_KindWord] = []
        self.acts: list[tuple[str, ...]] = []
        self.soft: list[tuple[str, ...]] = []

    def step(self) -> bool:
        token = self._phrase.tokens[self.at]
        match token.kind:
            case Kind.QUOTED:
                self._add("name", token.raw, 1, quoted=True)
                return '"' not in token.raw
            case Kind.DATE:
                self._add("date", self._phrase.part(self.at, self.at + 1).text, 1)
                return True
            case Kind.SECRET:
                return False
            case Kind.MARK | Kind.BREAK:
                self._cue = _ARROW if token.word in _ARROWS else ""
                self.at += 1
                return token.word in _ARROWS or token.word in _MARKS
            case Kind.WORD:
                return self._word()

    def _add(self, kind: str, text: str, length: int, *, quoted: bool = False) -> None:
        end = self.at + length
        self.named.append(Named(kind=kind, text=text, cue=self._cue, quoted=quoted, at=self.at, end=end))
        self._cue = ""
        self.at = end

    def _word(self) -> bool:
        words, at = self._phrase.words, self.at
        if not any(sign.isalnum() for sign in words[at]):
            self._cue = _ARROW if words[at] in _ARROWS else self._cue
            self.at += 1
            return words[at] in _ARROWS or words[at] in _SIGNS
        if self._special():
            return True
        if at > 0 and self._phrase.is_capitalised(at) and not self._speaks(at):
            self._name()
            return True
        if self._words.blocking.at(words, at):
            return False
        return self._label() or self._kind() or self._act() or self._light() or self._loose()

    def _special(self) -> bool:
        """What its own form tells: keys, an application, a file, an address, a number."""
        context, phrase, at = self._context, self._phrase, self.at
        for length in range(min(LONGEST_KEYS, len(phrase) - at), 0, -1):
            chords = read_keys(phrase.part(at, at + length).text, context.lexicon.keys)
            if chords is not None and len(chords) == 1 and (len(chords[0]) > 1 or chords[0][0] in _ALONE):
                if length == 1 and not any("keys" in acts for acts in self.acts):
                    break  # "enter ..."
                self._add("keys", "+".join(chords[0]), length)
                return True
        for length in range(min(LONGEST_APP, len(phrase) - at), 0, -1):
            part = phrase.part(at, at + length)
            plain = all(token.kind is Kind.WORD for token in part.tokens)
            if plain and not context.on_page and (app := app_name(part, context)) is not None:
                self._add("app", app, length)
                return True
        one = phrase.part(at, at + 1)
        if is_file(one, context):
            self._add("file", one.text, 1)
        elif is_address(one.text, context):
            self._add("address", one.text, 1)
        elif _ISO.fullmatch(one.text):
            self._add("date", one.text, 1)
        elif read_count(one.words[0], context.lexicon) is not None and one.words[0] != "one":
            self._add("number", str(read_count(one.words[0], context.lexicon)), 1)
        else:
            return False
        return True

    def _label(self) -> bool:
        """What many forms call a field: "first name", "due date"."""
        lexicon, words, at = self._context.lexicon, self._phrase.words, self.at
        found = [table for kind in _LABELS if (table := lexicon.words(kind).at(words, at)) is not None]
        length = max((one.length for one in found), default=0)
        if not length or (length == 1 and self._words.light.at(words, at)):
            return False
        self._add("name", self._phrase.part(at, at + length).text, length)
        return True

    def _name(self) -> None:
        """A name begins with a capital; words that tell nothing else go on with it ("Invoice number")."""
        lexicon = self._context.lexicon
        known = max(
            (found.length for kind in _LABELS if (found := lexicon.words(kind).at(self._phrase.words, self.at))),
            default=1,
        )
        end = self.at + known
        while end < min(len(self._phrase), self.at + LONGEST_NAME):
            token = self._phrase.tokens[end]
            goes_on = self._phrase.is_capitalised(end) and not self._speaks(end)
            if token.kind is not Kind.WORD or not (goes_on or self._is_unknown(end, verbs=True)):
                break
            end += 1
        self._add("name", self._phrase.part(self.at, end).text, end - self.at)

    def _speaks(self, at: int) -> bool:
        """ "I": written with a capital, and no name."""
        return self._phrase.words[at].split("'")[0] == "i"

    def _is_unknown(self, at: int, *, verbs: bool = False) -> bool:
        """verbs: they may be part of what begins with a capital ("Word count")."""
        words, gist, lexicon = self._phrase.words, self._words, self._context.lexicon
        known = (gist.light, gist.blocking, gist.into, gist.acts, gist.nouns, lexicon.roles)
        tables = known if verbs else (*known, lexicon.verbs)
        special = is_file(self._phrase.part(at, at + 1), self._context) or words[at] in lexicon.times
        return not special and not any(table.at(words, at) for table in tables) and self._plain_act(at) is None

    def _kind(self) -> bool:
        words, at = self._phrase.words, self.at
        noun = self._words.nouns.at(words, at)
        role = self._context.lexicon.roles.at(words, at)
        if noun is not None:
            kind, length, firm = noun.value, noun.length, True
        elif role is not None and (role.length > 1 or self._words.light.at(words, at) is None):
            found: RoleWord = role.value
            kind, length, firm = _KINDS.get(found.role, ""), role.length, found.strong
        else:
            return False
        said = self._phrase.part(at, at + length).text
        self.kinds.append(_KindWord(kind=kind, noun=said, at=at, end=at + length, firm=firm))
        self.at += length
        return True

    def _plain_act(self, at: int) -> tuple[tuple[str, ...], int] | None:
        """The acts that a verb stands for in any of its forms, and how many words it is."""
        words, lexicon = self._phrase.words, self._context.lexicon
        found = self._words.acts.at(words, at)
        if found is not None:
            return found.value, found.length
        for forms in (lexicon.doing, lexicon.done):
            plain = plain_verb(words[at : at + 1], forms, lexicon)
            meant = self._words.acts.whole((plain,)) if plain is not None else None
            if meant is not None:
                return meant, 1
        return None

    def _act(self) -> bool:
        found = self._plain_act(self.at)
        if found is None:
            return False
        light = self._words.light.at(self._phrase.words, self.at)
        (self.soft if light is not None and light.length >= found[1] else self.acts).append(found[0])
        self._cue = ""
        self.at += found[1]
        return True

    def _light(self) -> bool:
        words, at = self._phrase.words, self.at
        into, light = self._words.into.at(words, at), self._words.light.at(words, at)
        if into is not None and (light is None or into.length >= light.length):
            self._cue = " ".join(words[at : at + into.length])
            self.at += into.length
            return True
        if light is None:
            return False
        self.at += light.length
        return True

    def _loose(self) -> bool:
        """Words without a capital that mean nothing else: a name, where no verb is among them."""
        end = self.at
        while end < len(self._phrase) and self._phrase.tokens[end].kind is Kind.WORD and self._is_unknown(end):
            if self._phrase.is_capitalised(end) and end > 0:
                break
            end += 1
        if not 0 < end - self.at <= LONGEST_LOOSE:
            return False
        self._add("name", self._phrase.part(self.at, end).text, end - self.at)
        return True


def _with_kinds(named: list[Named], kinds: list[_KindWord]) -> tuple[Named, ...] | None:
    """Each name with the word for its kind: the one after it at once, else the next one before it."""
    found = list(named)
    for word in kinds:
        after = next((at for at, one in enumerate(found) if one.end == word.at and _takes(one)), None)
        before = next((at for at, one in enumerate(found) if one.at >= word.end and _takes(one)), None)
        taken = after if after is not None else before
        if word.kind in ("end", "times", "trash"):
            found.append(Named(kind=word.kind, text="", at=word.at, end=word.end))
        elif taken is not None and word.kind:
            found[taken] = replace(found[taken], kind=word.kind, noun=word.noun)
        elif word.firm:
            return None
    return tuple(found)


def _takes(one: Named) -> bool:
    return one.kind == "name"
