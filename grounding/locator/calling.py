"""What was asked, in all the ways it may be meant, against the names that an element has."""

from collections.abc import Sequence
from dataclasses import dataclass

from grounding.locator.labels import Name
from grounding.locator.roles import FIELDS
from grounding.locator.synonyms import other_names, paraphrases, shorter
from grounding.locator.thesaurus import abroad
from grounding.locator.words import Spelling, likeness, spell
from grounding.screen import Query

_PROMPTS = ("enter ", "type ", "add ", "your ", "please ", "choose ", "select ", "search for ", "e.g. ")


@dataclass(frozen=True, kw_only=True)
class Wording:
    """asked: the person's words. ordered: the same, after the verb of the order. forms: the same in fewer words, with
    weights. others: other words for it."""

    asked: Spelling
    ordered: Spelling | None
    exact: bool
    of_field: bool
    forms: tuple[tuple[Spelling, float], ...]
    others: tuple[tuple[Spelling, float], ...]
    other_texts: dict[str, float]


def wording(query: Query) -> Wording:
    """What a person put in quotes is meant to the letter: no shorter form, no other word stands for it."""
    forms: tuple[tuple[str, float], ...] = () if query.exact else shorter(query.text)
    others: dict[str, float] = {}
    only_whole: dict[str, float] = {}
    if not query.exact:
        for form, weight in ((query.text, 1.0), *forms):
            said = set(spell(form).words)
            for other in other_names(form):
                near = 0.02 if said.issuperset(spell(other).words) else 0.0
                others[other] = max(others.get(other, 0.0), (0.86 + near) * weight)
            for other in (*paraphrases(form), *abroad(spell(form).plain)):
                only_whole[other] = max(only_whole.get(other, 0.0), 0.82 * weight)
    spelled = tuple((spell(other), weight) for other, weight in others.items())
    texts = {spell(text).plain: weight for text, weight in only_whole.items()}
    for name, weight in spelled:
        for text in (name.raw, name.plain):
            texts[text] = max(texts.get(text, 0.0), weight)
    return Wording(
        asked=spell(query.text),
        ordered=spell(f"{query.act} {query.text}") if query.act and not query.exact else None,
        exact=query.exact,
        of_field=query.role in FIELDS,
        forms=tuple((spell(form), weight) for form, weight in forms),
        others=tuple((other, weight) for other, weight in spelled if len(other.compact) > 3),
        other_texts=texts,
    )


def called(said: Wording, names: Sequence[Name]) -> tuple[float, str]:
    """How surely one of the names is what was meant, and why, in words."""
    best, why = 0.0, ""
    for name in names:
        score, how = _likeness(said, name.text)
        if said.of_field and score < 0.9:
            prompt = next((prompt for prompt in _PROMPTS if name.text.casefold().startswith(prompt)), "")
            if prompt:
                also, how_also = _likeness(said, name.text[len(prompt) :])
                score, how = max((score, how), (0.98 * also, how_also))
        score *= name.weight
        if score > best:
            best, why = score, f"{how} as {name.source} says" if name.source else how
    return best, why


def _numbers(spelling: Spelling) -> frozenset[str]:
    return frozenset(word for word in spelling.words if word.isdigit())


def _likeness(said: Wording, text: str) -> tuple[float, str]:
    shown = spell(text)
    score, how = likeness(said.asked, shown)
    if 0 < score < 0.9 and not _numbers(said.asked) <= _numbers(shown):
        score *= 0.8  # "Person 4" is not "Person 33", nor is "Person"
    if said.exact:
        return (score if score >= 0.9 else 0.88 * score), how
    if score >= 0.9:
        return score, how
    if said.ordered and (whole := likeness(said.ordered, shown)).score >= 0.9:
        return whole
    for form, weight in said.forms:
        also = likeness(form, shown)
        if also.score * weight > score:
            score, how = also.score * weight, also.how
    also_weight = said.other_texts.get(shown.plain, 0.0) or said.other_texts.get(shown.raw, 0.0)
    if also_weight > score:
        return also_weight, "another word for it"
    if score < 0.7:
        for other, weight in said.others:
            if other.plain in shown.plain and shown.plain != other.plain:
                more = likeness(other, shown).score * weight * 0.93
                if more > score and likeness(other, shown).score >= 0.7:
                    score, how = more, "begins with another word for it"
    return score, how
