"""The policy: rows of `assets/policy.toml` judge the effect of an act; of all rows that apply, the strictest wins.

Decision: rules are data, deterministic, and look at the effect: what the control is called or looks like, its role,
the application or site, the keys, what is typed, what stands around it and in the form. What the screen says can only
raise a verdict; only the person's own words (`instruction`) can lower one, and only where a row says so (`named`). What
cannot be told is confirmed. What would change this: a learned judge, which could still only raise.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from planner.safety.effect import Effect, Judgement, Verdict
from planner.safety.facts import facts_of
from planner.safety.folding import readings
from planner.safety.rules import Rule, Rules, parse_rules
from planner.safety.situation import Situation
from planner.safety.telling import data_of, destination_of, ordinary_rule, phrase_of

STRICTNESS: Final = {verdict: rank for rank, verdict in enumerate(Verdict)}

_DOUBT: Final = Judgement(
    verdict=Verdict.CONFIRM,
    rule="unknown.guard_error",
    reason="What this act would do could not be judged, so a person decides.",
    irreversible=True,
)


@dataclass(frozen=True, kw_only=True)
class Policy:
    """Sealed when it is read: nothing in a run changes it."""

    rules: Rules

    @classmethod
    def parse(cls, text: str) -> "Policy":
        """From the text of a policy file. Raises `PolicyUnreadable` with the line or row that is wrong."""
        return cls(rules=parse_rules(text))

    def judge(self, effect: Effect) -> Judgement:
        """Never raises and never falls back to allow: an error in the judging itself means confirm."""
        try:
            return self._judge(effect)
        except Exception:  # whatever broke, the act must not slip through; the doubt goes to a person
            return _DOUBT

    def keeps_passwords(self, app: str, title: str) -> bool:
        """Whether a window is a password manager's, by its application or title."""
        return self.rules.vocabulary.any_sharp(("vault_place",), (*readings(app), *readings(title)))

    def _judge(self, effect: Effect) -> Judgement:
        situation = Situation(
            effect=effect, vocabulary=self.rules.vocabulary, limit=self.rules.limit, find_facts=facts_of
        )
        applying = [_verdict_of(rule, situation) for rule in self.rules.rows if rule.applies(situation)]
        return _strictest(judgement for judgement in applying if judgement is not None) or _ordinary(situation)


def _verdict_of(rule: Rule, situation: Situation) -> Judgement | None:
    verdict = rule.verdict
    if rule.is_named(situation):
        verdict = Verdict.ALLOW
    if rule.above_limit is not None and situation.above_limit:
        verdict = max(verdict, rule.above_limit, key=STRICTNESS.__getitem__)
    return Judgement(
        verdict=verdict,
        rule=rule.id,
        reason=rule.reason,
        irreversible=rule.irreversible,
        phrase=phrase_of(situation) if verdict is Verdict.TYPED else "",
        data=data_of(situation),
        destination=destination_of(situation),
    )


def _strictest(judgements: Iterable[Judgement]) -> Judgement | None:
    """The first of the strictest; it cannot be undone if any row says so, allowed or not."""
    found = list(judgements)
    if not found:
        return None
    worst = max(found, key=lambda judgement: STRICTNESS[judgement.verdict])
    irreversible = any(one.irreversible for one in found)
    return replace(worst, irreversible=irreversible)


def _ordinary(situation: Situation) -> Judgement:
    return Judgement(
        verdict=Verdict.ALLOW,
        rule=ordinary_rule(situation),
        reason="It is harmless or can be undone.",
        data=data_of(situation),
        destination=destination_of(situation),
    )
