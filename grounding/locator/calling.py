"""What was asked, in all the ways it may be meant, against the names that an element has."""

from collections.abc import Sequence
from dataclasses import dataclass

from grounding.locator.labels import BY_PLACE, OF_DRAWING, Name
from grounding.locator.roles import FIELDS, role_words
from grounding.locator.spelling import LONGEST, Spelling, spell
from grounding.locator.synonyms import other_names, paraphrases, shorter
from grounding.locator.thesaurus import abroad
from grounding.locator.words import PARTLY, How, likeness
from grounding.screen import Query, Role

_OTHER_NAME, _OTHER_TEXT, _WHOLE = 0.86, 0.82, 0.8
"""What another name, and what programs elsewhere say for the same, count for; from where on a name is the whole."""
_IN_PART = PARTLY | {How.PART, How.SHARES}
_DRAWN_IN_PART = 0.8
"""What a part of what may be said for a drawing counts for: "enter full screen" is no way to enter a name."""
_SAID_WITH_IT = frozenset({Role.MENU, Role.DIALOG, Role.WINDOW})
"""Kinds that are often part of the name: "main menu"."""
_PROMPTS = ("enter ", "type ", "add ", "your ", "please ", "choose ", "select ", "search for ", "e.g. ")


@dataclass(frozen=True, kw_only=True)
class Wording:
    """asked: the person's words. fuller: the same after the verb of the order, or before its kind. forms: the same in
    fewer words, with weights. others: other words for it, with weights; other_texts: these and what programs elsewhere
    say for it, as they would stand alone; only_texts: the latter."""

    asked: Spelling
    fuller: tuple[Spelling, ...]
    exact: bool
    of_field: bool
    forms: tuple[tuple[Spelling, float], ...]
    others: tuple[tuple[Spelling, float], ...]
    other_texts: dict[str, float]
    only_texts: frozenset[str]


def wording(query: Query) -> Wording:
    """What a person put in quotes is meant to the letter: no shorter form, no other word stands for it."""
    words = query.text[:LONGEST]
    forms: tuple[tuple[str, float], ...] = () if query.exact else shorter(words)
    act_first = f"{query.act} {words}" if query.act and not query.exact else ""
    with_kind = f"{words} {role_words(query.role)}" if query.role in _SAID_WITH_IT and not query.exact else ""
    others: dict[str, float] = {}
    only_whole: dict[str, float] = {}
    if not query.exact:
        for form, weight in ((words, 1.0), *(((with_kind, 1.0),) if with_kind else ()), *forms):
            said = set(spell(form).words)
            for other in other_names(form):
                near = 0.02 if said.issuperset(spell(other).words) else 0.0
                others[other] = max(others.get(other, 0.0), (_OTHER_NAME + near) * weight)
            for other in (*paraphrases(form), *abroad(spell(form).plain)):
                only_whole[other] = max(only_whole.get(other, 0.0), _OTHER_TEXT * weight)
    spelled = tuple((spell(other), weight) for other, weight in others.items())
    texts = {spell(text).plain: weight for text, weight in only_whole.items()}
    only = texts.keys() - {text for name, _ in spelled for text in (name.raw, name.plain)}
    for name, weight in spelled:
        for text in (name.raw, name.plain):
            texts[text] = max(texts.get(text, 0.0), weight)
    return Wording(
        asked=spell(words),
        fuller=tuple(spell(form) for form in (act_first, with_kind) if form),
        exact=query.exact,
        of_field=query.role in FIELDS,
        forms=tuple((spell(form), weight) for form, weight in forms),
        others=tuple((other, weight) for other, weight in spelled if len(other.compact) > 3),
        other_texts=texts,
        only_texts=frozenset(only),
    )


@dataclass(frozen=True, kw_only=True)
class Called:
    """How surely a name is what was meant, and how. shortened: only by a part of what was said. source: where the name
    comes from, in words ("" the text)."""

    score: float = 0.0
    how: How = How.NOT
    shortened: bool = False
    source: str = ""

    @property
    def why(self) -> str:
        return f"{self.how} as {self.source} says" if self.source else self.how.value


def called(said: Wording, names: Sequence[Name]) -> Called:
    """By the name that answers best."""
    best = Called()
    for name in names:
        score, how, shortened = _likeness(said, name.text)
        if name.source == BY_PLACE and score < _WHOLE:
            continue  # a guess answers to nothing but itself
        if name.source == OF_DRAWING and how in _IN_PART:
            score *= _DRAWN_IN_PART
        if said.of_field and score < 0.9:
            prompt = next((prompt for prompt in _PROMPTS if name.text.casefold().startswith(prompt)), "")
            if prompt:
                also, how_also, shortened_also = _likeness(said, name.text[len(prompt) :])
                score, how, shortened = max((score, how, shortened), (0.98 * also, how_also, shortened_also))
        score *= name.weight
        if score > best.score:
            best = Called(score=score, how=how, shortened=shortened, source=name.source)
    return best


def _numbers(spelling: Spelling) -> frozenset[str]:
    return frozenset(word for word in spelling.words if word.isdigit())


def _likeness(said: Wording, text: str) -> tuple[float, How, bool]:
    """As `Likeness`, and whether only a shorter form of what was said is meant."""
    shown = spell(text)
    score, how = likeness(said.asked, shown)
    if 0 < score < 0.9 and not _numbers(said.asked) <= _numbers(shown):
        score *= 0.8  # "Person 4" is not "Person 33", nor is "Person"
    if said.exact:
        return (score if score >= 0.9 else 0.88 * score), how, False
    if score >= 0.9:
        return score, how, False
    for fuller in said.fuller:
        if (whole := likeness(fuller, shown)).score >= 0.9:
            return whole.score, whole.how, False
    shortened = False
    for form, weight in said.forms:
        also = likeness(form, shown)
        if also.score * weight > score:
            score, how, shortened = also.score * weight, also.how, True
    also_weight = said.other_texts.get(shown.plain, 0.0) or said.other_texts.get(shown.raw, 0.0)
    if also_weight > score:
        how = How.OTHER_TEXT if shown.plain in said.only_texts else How.OTHER_WORD
        return also_weight, how, also_weight < _OTHER_TEXT
    if score < 0.7:
        for other, weight in said.others:
            if other.plain in shown.plain and shown.plain != other.plain:
                alike = likeness(other, shown).score
                if alike >= 0.7 and alike * weight * 0.93 > score:
                    score, how = alike * weight * 0.93, How.BEGINS_OTHER
    return score, how, shortened
