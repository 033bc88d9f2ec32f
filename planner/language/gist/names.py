"""Where the name of a thing begins and ends in an order that no grammar reads."""

from functools import cached_property

from planner.language.context import Context
from planner.language.frames.objects import is_file
from planner.language.gist.words import GistWords
from planner.language.lexicon import WordClass
from planner.language.tokens import Kind, Phrase
from planner.language.verbs import plain_verb

LONGEST_NAME = 5
LONGEST_LOOSE = 3
"""So many words without a capital may be a name together."""
LABELS = (WordClass.LABEL, WordClass.CHOICE_LABEL, WordClass.LEVEL_LABEL)
ARROWS = frozenset({">", "->", "→", "=>"})
ASSIGNS = frozenset({":", "="})


class Names:
    """The names within one phrase."""

    def __init__(self, phrase: Phrase, context: Context) -> None:
        self._phrase = phrase
        self._context = context
        self._words: GistWords = context.lexicon.gist

    @cached_property
    def are_within(self) -> bool:
        """Whether a sentence goes on here, so that a capital is that of a name."""
        before = self._phrase.source[: self._phrase.tokens[0].start].rstrip()
        return bool(before) and before[-1] not in ".!?:\n"

    def begins(self, at: int) -> bool:
        """Whether a name begins with the capital here. The first word of a sentence has one without being a name,
        where it is a verb or a small word."""
        if not self._phrase.is_capitalised(at) or self._speaks(at):
            return False
        words, gist, lexicon = self._phrase.words, self._words, self._context.lexicon
        tables = (gist.light, gist.blocking, gist.into, gist.becomes)
        known = any(table.at(words) for table in tables) or lexicon.verbs.at(words) or self.plain_act(0)
        return at > 0 or self.are_within or not known

    def is_spoken_of(self, after: int) -> bool:
        """Whether something is said of the name that the sentence begins with."""
        words = self._phrase.words
        if not self._phrase.is_capitalised(0) or self.are_within or after >= len(words):
            return True
        told = any(table.at(words, after) for table in (self._words.becomes, self._words.said_of))
        told = told or self._context.lexicon.roles.at(words, after) is not None
        named = self._phrase.tokens[after].kind in (Kind.QUOTED, Kind.DATE) or words[after][:1].isdigit()
        return told or named or words[after] in ARROWS or words[after] in ASSIGNS

    def end(self, at: int) -> int | None:
        """A name begins with a capital; words that tell nothing else go on with it ("Invoice number").

        None: where it ends cannot be told ("Pay now").
        """
        words, lexicon = self._phrase.words, self._context.lexicon
        tables = [lexicon.words(kind) for kind in (*LABELS, WordClass.CLOSING)]
        end = at + max((found.length for table in tables if (found := table.at(words, at))), default=1)
        while end < min(len(self._phrase), at + LONGEST_NAME):
            if not self._goes_on(end):
                if not self._is_joined(end):
                    break
                end += 1
            end += 1
        return None if end < len(self._phrase) and not self._may_end(end) else end

    def loose_end(self, at: int) -> int | None:
        """Of words without a capital that mean nothing else, with no verb among them; None: too many."""
        end = at
        while end < len(self._phrase) and self._phrase.tokens[end].kind is Kind.WORD and self._is_unknown(end):
            if self._phrase.is_capitalised(end) and end > 0:
                break
            end += 1
        return end if 0 < end - at <= LONGEST_LOOSE else None

    def plain_act(self, at: int) -> tuple[tuple[str, ...], int] | None:
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

    def _goes_on(self, at: int) -> bool:
        named = self._phrase.is_capitalised(at) and not self._speaks(at)
        return self._phrase.tokens[at].kind is Kind.WORD and (named or self._is_unknown(at, verbs=True))

    def _is_joined(self, at: int) -> bool:
        """ "of" in "End of list"."""
        roles = self._context.lexicon.roles
        joined = self._words.within.at(self._phrase.words, at) is not None and at + 1 < len(self._phrase)
        return joined and (self._is_unknown(at + 1) or roles.at(self._phrase.words, at + 1) is not None)

    def _may_end(self, end: int) -> bool:
        """Whether a name surely ends before this word."""
        words, gist = self._phrase.words, self._words
        if self._phrase.tokens[end].kind is not Kind.WORD or gist.light.at(words, end) is None:
            return True
        return any(table.at(words, end) for table in (gist.ends_a_name, gist.into, gist.becomes, gist.nouns))

    def _speaks(self, at: int) -> bool:
        """ "I": written with a capital, and no name."""
        return self._phrase.words[at].split("'")[0] == "i"

    def _is_unknown(self, at: int, *, verbs: bool = False) -> bool:
        """verbs: they may be part of what begins with a capital ("Word count")."""
        words, gist, lexicon = self._phrase.words, self._words, self._context.lexicon
        known = (gist.light, gist.blocking, gist.into, gist.acts, gist.nouns, lexicon.roles)
        tables = known if verbs else (*known, lexicon.verbs)
        special = is_file(self._phrase.part(at, at + 1), self._context) or words[at] in lexicon.times
        return not special and not any(table.at(words, at) for table in tables) and self.plain_act(at) is None
