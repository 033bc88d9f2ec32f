"""What an order names and does, found word by word; no order of the words is asked for."""

import re

from planner.language.context import Context
from planner.language.frames.objects import app_name, is_file, read_count
from planner.language.frames.opening import is_address
from planner.language.gist.named import ARROW, BECOMES, IS, KINDS, LABEL, TICKS, KindWord, Named, Scanned, with_kinds
from planner.language.gist.names import ARROWS, ASSIGNS, LABELS, Names
from planner.language.gist.words import GistWords
from planner.language.keys import MODIFIERS, read_keys
from planner.language.lexicon import RoleWord
from planner.language.tokens import Kind, Phrase

LONGEST_APP = 4
LONGEST_KEYS = 7
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_MARKS = frozenset({",", ".", "?", "!", ":", ";", "\n"})
_SIGNS = frozenset({"-", "–", "+", "(", ")", "&"})
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_SURE_KEY = re.compile(r"enter|tab|escape|f\d{1,2}")


def scanned(phrase: Phrase, context: Context) -> Scanned | None:
    """None: something in it cannot be told, or may turn the order round."""
    scan = _Scan(phrase, context)
    while scan.at < len(phrase):
        if not scan.step():
            return None
    if phrase.trimmed().ends(context.lexicon.gist.never_last):
        return None
    named = with_kinds(scan.named, scan.kinds)
    return None if named is None else Scanned(named=named, acts=tuple(scan.acts), soft=tuple(scan.soft))


class _Scan:
    """One pass over the tokens, the surest reading of each first."""

    def __init__(self, phrase: Phrase, context: Context) -> None:
        self._phrase = phrase
        self._context = context
        self._words: GistWords = context.lexicon.gist
        self._names = Names(phrase, context)
        self._cue = ""
        self.at = 0
        self.named: list[Named] = []
        self.kinds: list[KindWord] = []
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
                self._cue = ARROW if token.word in ARROWS else IS if token.word in ASSIGNS and self.named else ""
                self.at += 1
                return token.word in ARROWS or token.word in _MARKS or token.word in ASSIGNS
            case Kind.WORD:
                return self._word()

    def _add(self, kind: str, text: str, length: int, *, quoted: bool = False, noun: str = "") -> None:
        end = self.at + length
        if self.named and self.named[-1].end == self.at and self.named[-1].kind == "name" and not self._cue:
            self._cue = IS  # "postcode 8010"
        described = self._words.describing.before(self._phrase.words, self.at) is not None
        self.named.append(
            Named(
                kind=kind, text=text, cue=self._cue, quoted=quoted, noun=noun, described=described, at=self.at, end=end
            )
        )
        self._cue = ""
        self.at = end

    def _word(self) -> bool:
        words, at = self._phrase.words, self.at
        if not any(sign.isalnum() for sign in words[at]):
            self._cue = ARROW if words[at] in ARROWS else self._cue
            self.at += 1
            return words[at] in ARROWS or words[at] in _SIGNS
        if _ORDINAL.fullmatch(words[at]):
            return False
        if self._special():
            return True
        if self._names.begins(at):
            return words[at] not in MODIFIERS and self._name() and (at > 0 or self._names.is_spoken_of(self.at))
        if self._words.blocking.at(words, at) and not self._words.nouns.at(words, at):
            return False
        return self._label() or self._kind() or self._becomes() or self._act() or self._light() or self._loose()

    def _name(self) -> bool:
        """False: where it ends cannot be told ("Pay now")."""
        end = self._names.end(self.at)
        if end is None:
            return False
        self._add("name", self._phrase.part(self.at, end).text, end - self.at)
        return True

    def _special(self) -> bool:
        """What its own form tells: keys, an application, a file, an address, a number."""
        context, phrase, at = self._context, self._phrase, self.at
        for length in range(min(LONGEST_KEYS, len(phrase) - at), 0, -1):
            chords = read_keys(phrase.part(at, at + length).text, context.lexicon.keys)
            if chords is not None and len(chords) == 1 and (len(chords[0]) > 1 or _SURE_KEY.fullmatch(chords[0][0])):
                capital = phrase.is_capitalised(at) and (at > 0 or self._names.are_within)
                if length == 1 and not capital and not any("keys" in acts for acts in self.acts):
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
        elif one.words[0][:1].isdigit() and not any(sign.isalpha() for sign in one.words[0]):
            self._add("number", one.text, 1)  # "14:30"
        else:
            return False
        return True

    def _label(self) -> bool:
        """What many forms call a field: "first name", "due date"."""
        lexicon, words, at = self._context.lexicon, self._phrase.words, self.at
        found = [table for kind in LABELS if (table := lexicon.words(kind).at(words, at)) is not None]
        length = max((one.length for one in found), default=0)
        if not length or (length == 1 and self._words.light.at(words, at)):
            return False
        self._add("name", self._phrase.part(at, at + length).text, length, noun=LABEL)
        return True

    def _kind(self) -> bool:
        words, at = self._phrase.words, self.at
        noun = self._words.nouns.at(words, at)
        role = self._context.lexicon.roles.at(words, at)
        if noun is not None:
            kind, length, firm = noun.value, noun.length, True
        elif role is not None and (role.length > 1 or self._words.light.at(words, at) is None):
            found: RoleWord = role.value
            kind, length, firm = KINDS.get(found.role, ""), role.length, found.strong
        else:
            return False
        if kind in TICKS and words[at + length - 1] in ("on", "off") and self._goes_on(at + length):
            return False  # "must be on the list"
        said = self._phrase.part(at, at + length).text
        self.kinds.append(KindWord(kind=kind, noun=said, at=at, end=at + length, firm=firm))
        self.at += length
        return True

    def _goes_on(self, at: int) -> bool:
        return at < len(self._phrase) and self._phrase.tokens[at].kind is Kind.WORD

    def _act(self) -> bool:
        found = self._names.plain_act(self.at)
        if found is None:
            return False
        light = self._words.light.at(self._phrase.words, self.at)
        (self.soft if light is not None and light.length >= found[1] else self.acts).append(found[0])
        self._cue = ""
        self.at += found[1]
        return True

    def _becomes(self) -> bool:
        """ "... should be ...": what follows is what it is to be."""
        found = self._words.becomes.at(self._phrase.words, self.at)
        if found is None or not self.named:
            return False
        self._cue = IS
        self.soft.append(BECOMES)
        self.at += found.length
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
        end = self._names.loose_end(self.at)
        if end is None:
            return False
        self._add("name", self._phrase.part(self.at, end).text, end - self.at)
        return True
