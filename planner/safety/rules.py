"""The rows of `policy.toml` as values: when a row applies and what it answers."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from planner.safety.amounts import Limit
from planner.safety.effect import Verdict
from planner.safety.fact import Fact
from planner.safety.kinds import Kind
from planner.safety.phrases import PHRASE, Family
from planner.safety.situation import ENGINE_FAMILIES, Situation
from planner.safety.table import PolicyUnreadable, Table
from planner.safety.vocabulary import Vocabulary

VERSION: Final = 1


@dataclass(frozen=True, kw_only=True)
class Condition:
    """All that is given must hold. Families, data, keys and kinds: any of the list; facts: every one of the list.

    act: the control says or shows it. tick: a box or switch says it. asks: text around puts it as a question, warning
    or heading. context: anything around it, in its form or label says it. on: the application or site is of this kind.
    field: the field's name. ordered: the person's words say it. data: found in what is typed. keys: the chord. kinds:
    of control. unless_*: must not hold; these look at the control itself, the application and facts, never around it.
    """

    act: tuple[str, ...] = ()
    tick: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    field: tuple[str, ...] = ()
    ordered: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    facts: tuple[Fact, ...] = ()
    unless_act: tuple[str, ...] = ()
    unless_on: tuple[str, ...] = ()
    unless_facts: tuple[Fact, ...] = ()

    def holds(self, situation: Situation) -> bool:
        return self._wanted(situation) and not self._unwanted(situation)

    def _wanted(self, situation: Situation) -> bool:
        return (
            (not self.kinds or situation.kind in self.kinds)
            and all(fact in situation.facts for fact in self.facts)
            and (not self.keys or situation.chord in self.keys)
            and (not self.data or any(one.kind in self.data for one in situation.found))
            and (not self.act or situation.acts(self.act))
            and (not self.tick or situation.ticks(self.tick))
            and (not self.field or situation.field_is(self.field))
            and (not self.on or situation.is_on(self.on))
            and (not self.ordered or situation.ordered(self.ordered))
            and (not self.asks or situation.asked(self.asks))
            and (not self.context or situation.mentions(self.context))
        )

    def _unwanted(self, situation: Situation) -> bool:
        return (
            any(fact in situation.facts for fact in self.unless_facts)
            or (bool(self.unless_act) and situation.says_only(self.unless_act))
            or (bool(self.unless_on) and situation.is_known_as(self.unless_on))
        )


@dataclass(frozen=True, kw_only=True)
class Rule:
    """named, named_facts: what must hold of the person's own words for the row to allow; all of them. above_limit:
    the verdict when more than `purchase_limit` is at stake."""

    id: str
    verdict: Verdict
    reason: str
    irreversible: bool
    when: tuple[Condition, ...]
    named: tuple[str, ...] = ()
    named_facts: tuple[Fact, ...] = ()
    above_limit: Verdict | None = None

    def applies(self, situation: Situation) -> bool:
        return any(condition.holds(situation) for condition in self.when)

    def is_named(self, situation: Situation) -> bool:
        if not self.named and not self.named_facts:
            return False
        return all(situation.ordered((name,)) for name in self.named) and all(
            fact in situation.facts for fact in self.named_facts
        )


@dataclass(frozen=True, kw_only=True)
class Rules:
    """A whole policy file."""

    rows: tuple[Rule, ...]
    vocabulary: Vocabulary
    limit: Limit


def parse_rules(text: str) -> Rules:
    """Raises `PolicyUnreadable`."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PolicyUnreadable(f"{error}.") from error
    file = Table(values, "the file")
    if file.integer("version") > VERSION:
        raise PolicyUnreadable("it was written for a newer Deskhand.")
    families = _families(file.table("words").lists())
    for name in ENGINE_FAMILIES:
        _known(name, families, "the judge")
    icons = file.table("icons").lists()
    for name in icons:
        _known(name, families, "[icons]")
    rows = tuple(_rule(row, families) for row in file.tables("rule"))
    ids = [row.id for row in rows]
    doubled = sorted({one for one in ids if ids.count(one) > 1})
    if doubled:
        raise PolicyUnreadable(f"the row {doubled[0]} is there twice.")
    limit = Limit(
        amount=file.number("purchase_limit"), currency=file.text("currency"), worth=file.table("currencies").numbers()
    )
    if limit.amount < 0:
        raise PolicyUnreadable("`purchase_limit` is below zero.")
    if limit.currency not in limit.worth:
        raise PolicyUnreadable(f"[currencies] does not know `{limit.currency}`, the currency of the limit.")
    file.done()
    return Rules(rows=rows, vocabulary=Vocabulary(families=families, icons=icons), limit=limit)


def _families(words: Mapping[str, tuple[str, ...]]) -> dict[str, Family]:
    for name, phrases in words.items():
        for phrase in phrases:
            if not PHRASE.fullmatch(phrase):
                raise PolicyUnreadable(f"the words `{name}` have a phrase that cannot be read: {phrase}.")
        for inner in re.findall(r"\{([^{}]*)\}", " ".join(phrases)):
            if inner not in words:
                raise PolicyUnreadable(f"the words `{name}` use {{{inner}}}, which is not under [words].")
    return {name: Family(name=name, phrases=phrases, words=words) for name, phrases in words.items()}


def _rule(row: Table, families: Mapping[str, Family]) -> Rule:
    name = row.text("id")
    row.called(f"the row {name}")
    named = row.words("named")
    for one in named:
        _known(one, families, row.name)
    rule = Rule(
        id=name,
        verdict=row.choice("verdict", Verdict),
        reason=row.text("reason"),
        irreversible=row.flag("irreversible"),
        when=tuple(_condition(one.called(row.name), families) for one in row.tables("when")),
        named=named,
        named_facts=row.choices("named_facts", Fact),
        above_limit=row.choice("above_limit", Verdict) if row.has("above_limit") else None,
    )
    row.done()
    return rule


def _condition(table: Table, families: Mapping[str, Family]) -> Condition:
    def names(key: str) -> tuple[str, ...]:
        found = table.words(key)
        for name in found:
            _known(name, families, table.name)
        return found

    condition = Condition(
        act=names("act"),
        tick=names("tick"),
        asks=names("asks"),
        context=names("context"),
        on=names("on"),
        field=names("field"),
        ordered=names("ordered"),
        data=table.words("data"),
        keys=table.words("keys"),
        kinds=table.choices("kinds", Kind),
        facts=table.choices("facts", Fact),
        unless_act=names("unless_act"),
        unless_on=names("unless_on"),
        unless_facts=table.choices("unless_facts", Fact),
    )
    table.done()
    if condition == Condition():
        raise PolicyUnreadable(f"{table.name} has an empty `when`, which would apply to everything.")
    return condition


def _known(name: str, families: Mapping[str, Family], where: str) -> None:
    if name not in families:
        raise PolicyUnreadable(f"{where} names the words `{name}`, which are not under [words].")
