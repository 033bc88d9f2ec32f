"""Where a text to type ends and its place begins."""

from dataclasses import dataclass

from planner.language.context import Context
from planner.language.lexicon import WordClass
from planner.language.tokens import Kind, Phrase
from planner.language.values import is_self_contained

STRONG = frozenset({"into", "in", "inside", "onto"})
WEAK = frozenset({"for", "as", "to", "on", "at", "under"})
_ABOUT_LINES = (WordClass.AT_END_OF, WordClass.NEXT_LINE, WordClass.FIRST_LINE, WordClass.ON_LINES)


@dataclass(frozen=True, kw_only=True)
class Parted:
    value: Phrase
    place: Phrase


def parted(phrase: Phrase, context: Context, strong: frozenset[str]) -> Parted | None:
    """Where the text ends and its place begins: after a value that is sure, else at the last preposition that can be.

    Of "hello in the field in the Users window" the first is taken, as what stands between is itself a place.
    """
    lexicon = context.lexicon
    spots = [at for at in range(1, len(phrase) - 1) if phrase.words[at] in strong | WEAK]
    spots = [at for at in spots if not any(lexicon.words(kind).at(phrase.words, at) for kind in _ABOUT_LINES)]
    spots = [at for at in spots if not phrase.part(at).trimmed().is_in(lexicon.words(WordClass.AT_END))]
    for at in spots:
        if is_self_contained(phrase.part(0, at), context) and _names_place(phrase, at, context):
            return Parted(value=phrase.part(0, at), place=phrase.part(at + 1))
    firm = [at for at in spots if (found := lexicon.relations.at(phrase.words, at)) is not None and found.value.firm]
    usable = [at for at in spots if at not in firm and _may_be_place(phrase, at, context, strong)]
    if not usable:
        return None
    best = next((at for at in usable if phrase.words[at] in ("into", "onto")), usable[-1])
    for at, following in zip(reversed(usable[:-1]), reversed(usable[1:]), strict=True):
        between = phrase.part(at + 1, following)
        if at < best and lexicon.roles.before(between.words, len(between)) and between.words[0] in ("the", "a"):
            best = at
    return Parted(value=phrase.part(0, best), place=phrase.part(best + 1))


def _names_place(phrase: Phrase, at: int, context: Context) -> bool:
    """ "5 to 7" names no place."""
    rest = phrase.part(at + 1).trimmed()
    return len(rest) > 0 and not (len(rest) == 1 and rest.words[0].isdecimal())


def _may_be_place(phrase: Phrase, at: int, context: Context, strong: frozenset[str]) -> bool:
    rest = phrase.part(at + 1).trimmed()
    if not len(rest) or (rest.words[0].isdecimal() and len(rest) == 1) or rest.tokens[0].kind is Kind.DATE:
        return False
    if phrase.words[at] in strong:
        return True
    bare = rest.without_start(context.lexicon.words(WordClass.DETERMINER))
    if (
        phrase.words[at] in ("as", "for")
        and len(bare) < len(rest)
        and bare.begins(context.lexicon.words(WordClass.LABEL)) == len(bare)
    ):
        return True
    role = context.lexicon.roles.before(rest.words, len(rest))
    return rest.words[0] == "the" and role is not None and role.value.strong
