"""Several orders that no grammar reads, each by its gist: "Gift wrap gets a tick, Offers none of it; then Pay now".

Decision: the text is cut at its marks, "and" and "then" into the shortest pieces of which each is one order, either by
its gist, or because it begins as orders do. A piece that says no deed shares that of the piece before. If one piece
stays unread, all do.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from planner.language.clauses import begins_order
from planner.language.context import Context
from planner.language.gist.fitting import said
from planner.language.gist.scanning import scanned
from planner.language.gist.words import Gist
from planner.language.lexicon import WordClass
from planner.language.tokens import Kind, Phrase
from planner.language.verbs import without_lead_in

LONGEST = 90
LONGEST_PIECE = 30
MOST_PIECES = 12
LONGEST_NAME = 4
_ALONE = frozenset({"save", "undo", "copy", "paste"})
_MARKS = frozenset({",", ".", ";", "!", "?", "-", "\n", ":", "…"})
_LINKS = frozenset({"and", "then", "afterwards", "finally", "next", "also", "lastly", "so", "plus", "&"})
_AFTER_IT = frozenset({"then", "afterwards", "finally", "next", "lastly", "after"})
_BACK = frozenset({"it", "them", "its", "their", "there"})


@dataclass(frozen=True, kw_only=True)
class Piece:
    """plain: the order. gist: by which it was read; None where it stands as it was said."""

    plain: str
    gist: Gist | None = None


def several_orders(phrase: Phrase, context: Context, *, least: int = 2) -> str | None:
    """All of them in plain words."""
    if len(phrase) > LONGEST or _joins(phrase) > MOST_PIECES:
        return None
    found = _Cut(phrase, context).from_(0, None)
    if found is None or len(found) < least or all(piece.gist is None for piece in found):
        return None
    return ". ".join(piece.plain for piece in found)


def _joins(phrase: Phrase) -> int:
    return sum(1 for at in range(1, len(phrase)) if _is_join(phrase, at))


def _is_join(phrase: Phrase, at: int) -> bool:
    token = phrase.tokens[at]
    if token.kind in (Kind.MARK, Kind.BREAK):
        return token.word in _MARKS
    after_that = token.word == "after" and phrase.words[at + 1 : at + 2] in (("that",), ("this",), (",",))
    return token.kind is Kind.WORD and (token.word in _LINKS or after_that) and not phrase.is_capitalised(at)


class _Cut:
    """Each piece is read once; `left` bounds how many."""

    def __init__(self, phrase: Phrase, context: Context) -> None:
        self._phrase = phrase
        self._context = context
        self._left = 60

    def from_(self, start: int, before: Piece | None) -> tuple[Piece, ...] | None:
        """The orders from here to the end; None: some of it is none."""
        phrase = self._phrase
        led = False
        while start < len(phrase) and (_is_join(phrase, start) or _is_led(phrase, start)):
            led = led or phrase.words[start] in _AFTER_IT
            start += 1
        if start >= len(phrase):
            return ()
        for end in self._ends(start):
            if self._left <= 0:
                return None
            self._left -= 1
            piece = self._read(phrase.part(start, end), before, led=led)
            if piece is None:
                continue
            rest = self.from_(end, piece)
            if rest is not None:
                return (piece, *rest)
        return None

    def _ends(self, start: int) -> Iterator[int]:
        for at in range(start + 1, min(len(self._phrase), start + LONGEST_PIECE)):
            if _is_join(self._phrase, at):
                yield at
        if len(self._phrase) - start <= LONGEST_PIECE:
            yield len(self._phrase)

    def _read(self, part: Phrase, before: Piece | None, *, led: bool) -> Piece | None:
        context = self._context
        found = scanned(part, context)
        if found is not None and found.named:
            for gist in context.lexicon.gist.gists:
                text = said(gist, found)
                if text is not None:
                    return Piece(plain=text, gist=gist)
            if not found.acts and not found.soft and before is not None and before.gist is not None:
                text = said(before.gist, replace(found, acts=(tuple(before.gist.acts),)))
                if text is not None:
                    return Piece(plain=text, gist=before.gist)
        if before is not None and _is_pressed(part, context, led=led):
            return Piece(plain=f"click {part.text}")
        back = before is not None and before.gist is not None and not _BACK.isdisjoint(part.words)
        back = back and not (before is not None and before.gist is not None and "file" in before.gist.kinds)
        return Piece(plain=part.text) if _is_order(part, context) and not back else None


def _is_led(phrase: Phrase, at: int) -> bool:
    """ "Then ...", "After that, ..."."""
    if at == 0 and phrase.words[0] == "first" and phrase.words[1:2] in ((",",), ("the",)):
        return True
    back = phrase.words[at] in ("that", "this") and phrase.words[at - 1 : at] == ("after",)
    return phrase.tokens[at].kind is Kind.WORD and (phrase.words[at] in _AFTER_IT or back)


def _is_pressed(part: Phrase, context: Context, *, led: bool) -> bool:
    """ "..., then Pay now": a name alone, after all else."""
    named = len(part) == 1 and part.tokens[0].kind is Kind.QUOTED
    closing = part.is_capitalised(0) and part.is_in(context.lexicon.words(WordClass.CLOSING))
    before = part.source[: part.tokens[0].start].rstrip()[-1:]
    titled = part.is_capitalised(0) and before not in ".!?:\n" and len(part) <= LONGEST_NAME and not part.has_quote()
    return (named and led) or closing or (titled and led)


def _is_order(part: Phrase, context: Context) -> bool:
    """Whether it begins with the verb of an order."""
    lexicon = context.lexicon
    bare = without_lead_in(part, lexicon)
    wished = bool(part.begins(lexicon.telling.parts.wish) or part.begins(lexicon.telling.parts.wish_that))
    if any(
        lexicon.gist.blocking.at(part.words, at) and (at == 0 or not part.is_capitalised(at)) for at in range(len(part))
    ):
        return False
    if len(bare) == 1:
        return part.words[0] in _ALONE
    return not wished and lexicon.verbs.at(bare.words) is not None and begins_order(part, lexicon)
