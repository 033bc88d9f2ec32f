"""The gate. Nothing acts without a Permit, and only the gate gives one.

Decision: the gate keeps what it issued, so redeeming is a look-up of the very object that was given out, not trust in
what that object says. The policy judges the effect; the autonomy level can only make the answer stricter; a person's
no is remembered for the whole run. What would change this: permits that must cross processes, which none does.
"""

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, assert_never

from planner.errors import PermitRefused
from planner.ports import Clock
from planner.records import Answered, Asked
from planner.safety.approval import Approver, NoApproval
from planner.safety.consent import consent_hash, denial_keys, same_act, same_consequence
from planner.safety.effect import Effect, Judgement, Verdict
from planner.safety.permit import SEAL, BoundAction, HandedOver, Permit, Refusal, mac_of
from planner.safety.policy import Policy
from planner.safety.question import Answer, By, Confirmer, consents
from planner.safety.wording import question_for

EXPIRES_AFTER_S: Final = 60.0
NOES_IN_A_ROW: Final = 3
NOES_IN_ALL: Final = 20
KEY_BYTES: Final = 32


class Autonomy(StrEnum):
    """How much is done without asking. suggest: nothing. each: every act asks. sensitive: what the policy says.
    unattended: what the policy allows; whatever would need a person is refused, for nobody is there."""

    SUGGEST = "suggest"
    EACH = "each"
    SENSITIVE = "sensitive"
    UNATTENDED = "unattended"


Cleared = Permit | Refusal | HandedOver
GateListener = Callable[[Asked | Answered], None]


@dataclass(frozen=True, kw_only=True, eq=False)
class _Open:
    permit: Permit
    bound: BoundAction
    effect: Effect


class Gate:
    """Judges, asks, issues, redeems. One gate a run; `key` is made for the run and told to nobody."""

    def __init__(
        self,
        *,
        policy: Policy,
        confirmer: Confirmer,
        clock: Clock,
        key: bytes,
        autonomy: Autonomy,
        approver: Approver | None = None,
    ) -> None:
        """approver: who gave leave beforehand, for when nobody is there or for all rows; None: nobody did."""
        if len(key) < KEY_BYTES:
            raise ValueError(f"The gate's key must have at least {KEY_BYTES} bytes.")
        self._policy = policy
        self._confirmer = confirmer
        self._clock = clock
        self._key = key
        self._autonomy = autonomy
        self._approver = approver or NoApproval()
        self._open: dict[str, _Open] = {}
        self._denied: set[str] = set()
        self._noes_in_a_row = 0
        self._noes = 0

    def clear(
        self,
        bound: BoundAction,
        effect: Effect,
        *,
        evidence: tuple[str, ...] = (),
        listener: GateListener | None = None,
    ) -> Cleared:
        """Permit, Refusal, or HandedOver when the person has done it themselves. Blocks while it asks.

        evidence: what the screen says, for the question. Raises `Stopped` when the run is stopped meanwhile.
        """
        judgement = self._policy.judge(effect)
        if self._exhausted:
            return self._exhausted_refusal(bound, judgement)
        match self._autonomy:
            case Autonomy.SUGGEST:
                return _refusal(bound, judgement, By.POLICY, f"Suggested only, nothing is done. {judgement.reason}")
            case Autonomy.EACH if judgement.verdict is Verdict.ALLOW:
                judgement = replace(
                    judgement, verdict=Verdict.CONFIRM, rule="autonomy.each", reason="You asked to see every act first."
                )
            case Autonomy.EACH | Autonomy.SENSITIVE | Autonomy.UNATTENDED:
                pass
            case _:
                assert_never(self._autonomy)
        match judgement.verdict:
            case Verdict.ALLOW:
                return self._issue(bound, effect, judgement, By.POLICY)
            case Verdict.FORBID:
                return _refusal(bound, judgement, By.POLICY, judgement.reason, final=True)
            case Verdict.CONFIRM | Verdict.TYPED | Verdict.HAND_OVER:
                return self._ask(bound, effect, judgement, evidence, listener)
            case _:
                assert_never(judgement.verdict)

    def allows(self, effect: Effect) -> bool:
        """Whether such an act would be permitted without asking anybody, and can be undone. Gives no permit."""
        if self._autonomy in (Autonomy.SUGGEST, Autonomy.EACH):
            return False
        judgement = self._policy.judge(effect)
        return judgement.verdict is Verdict.ALLOW and not judgement.irreversible

    def redeem(self, permit: Permit, surface_id: str) -> BoundAction:
        """The act, once. Raises `PermitRefused` for a permit that is forged, altered, used, late or for elsewhere."""
        if type(permit) is not Permit:
            raise PermitRefused("This is no permit; ask the gate to clear the act.")
        nonce = getattr(permit, "nonce", "")
        kept = self._open.get(nonce) if isinstance(nonce, str) else None
        if kept is None or kept.permit is not permit:
            raise PermitRefused("This permit was not given by this gate, or was used already; clear the act anew.")
        del self._open[nonce]  # one shot, whatever comes of it
        if not self._sound(permit):
            raise PermitRefused("This permit was altered after it was given; clear the act anew.")
        if self._clock.now_s() >= permit.expires_s:
            raise PermitRefused("This permit has expired; clear the act anew.")
        if surface_id != kept.bound.surface_id:
            raise PermitRefused("This permit is for another surface; clear the act on this one.")
        return kept.bound

    def still_holds(self, permit: Permit, bound: BoundAction, effect: Effect) -> bool:
        """Whether a permit covers the act as a fresh look finds it: the target may have moved, nothing else."""
        kept = self._open.get(permit.nonce)
        if kept is None or kept.permit is not permit or not self._sound(permit):
            return False
        if self._clock.now_s() >= permit.expires_s:
            return False
        judged = self._policy.judge(kept.effect), self._policy.judge(effect)
        return same_act(kept.bound, bound) and same_consequence(kept.effect, effect, *judged)

    def renew(self, permit: Permit, bound: BoundAction, effect: Effect) -> Permit | None:
        """The same leave for the target where it is now, or None when it no longer holds. The old permit is void.

        The new one expires when the old one would have: looking again does not make a yes last longer.
        """
        holds = self.still_holds(permit, bound, effect)
        kept = self._open.get(permit.nonce)
        if kept is not None and kept.permit is permit:
            del self._open[permit.nonce]
        if not holds:
            return None
        return self._issue(bound, effect, permit.judgement, permit.by, expires_s=permit.expires_s)

    def void(self, permit: Permit) -> None:
        """Takes a permit back that will not be used."""
        kept = self._open.get(permit.nonce)
        if kept is not None and kept.permit is permit:
            del self._open[permit.nonce]

    # --- inside ---------------------------------------------------------------------------------------------------

    @property
    def _exhausted(self) -> bool:
        return self._noes_in_a_row >= NOES_IN_A_ROW or self._noes >= NOES_IN_ALL

    def _exhausted_refusal(self, bound: BoundAction, judgement: Judgement) -> Refusal:
        how_many = f"{NOES_IN_A_ROW} times in a row" if self._noes_in_a_row >= NOES_IN_A_ROW else f"{self._noes} times"
        return _refusal(
            bound, judgement, By.PERSON, f"The answer was no {how_many}, so the run ends.", final=True, ends_run=True
        )

    def _sound(self, permit: Permit) -> bool:
        try:
            return hmac.compare_digest(permit.mac, mac_of(permit, self._key))
        except (TypeError, ValueError, AttributeError):  # a field was swapped for something that cannot be sealed
            return False

    def _issue(
        self, bound: BoundAction, effect: Effect, judgement: Judgement, by: By, *, expires_s: float | None = None
    ) -> Permit:
        now_s = self._clock.now_s()
        for nonce in [nonce for nonce, kept in self._open.items() if kept.permit.expires_s <= now_s]:
            del self._open[nonce]
        permit = Permit(
            SEAL,
            key=self._key,
            bound=bound,
            judgement=judgement,
            by=by,
            nonce=secrets.token_hex(16),
            expires_s=now_s + EXPIRES_AFTER_S if expires_s is None else expires_s,
        )
        self._open[permit.nonce] = _Open(permit=permit, bound=bound, effect=effect)
        return permit

    def _ask(
        self,
        bound: BoundAction,
        effect: Effect,
        judgement: Judgement,
        evidence: tuple[str, ...],
        listener: GateListener | None,
    ) -> Cleared:
        keys = denial_keys(bound, effect, judgement)
        if keys & self._denied:
            return _refusal(bound, judgement, By.PERSON, "The answer to this was no already.", final=True)
        if self._approver.approves(judgement):
            return self._issue(bound, effect, judgement, By.APPROVAL)
        if self._autonomy is Autonomy.UNATTENDED:
            reason = f"{judgement.reason} Nobody is there to ask, so it is not done."
            return _refusal(bound, judgement, By.NOBODY, reason, final=True)
        question = question_for(
            bound,
            effect,
            judgement,
            question_id=f"q{secrets.token_hex(4)}",
            action_hash=consent_hash(bound, effect, judgement),
            evidence=evidence,
        )
        if listener is not None:
            listener(Asked(question=question))
        answer = self._confirmer.ask(question)
        if listener is not None:
            listener(Answered(question=question, answer=answer))
        self._clock.check()
        if not consents(question, answer):
            return self._denial(bound, judgement, keys, answer)
        self._noes_in_a_row = 0
        if judgement.verdict is Verdict.HAND_OVER:
            return HandedOver(bound=bound, rule=judgement.rule, reason=judgement.reason)
        return self._issue(bound, effect, judgement, answer.by)

    def _denial(self, bound: BoundAction, judgement: Judgement, keys: frozenset[str], answer: Answer) -> Refusal:
        self._denied |= keys
        self._noes_in_a_row += 1
        self._noes += 1
        if answer.by is By.NOBODY:
            why = "Nobody answered, so it is not done."
        elif judgement.verdict is Verdict.TYPED:
            why = "What was to be retyped was not typed exactly, so it is not done."
        else:
            why = "The answer was no."
        return _refusal(bound, judgement, answer.by, f"{why} {judgement.reason}", final=True, ends_run=self._exhausted)


def _refusal(
    bound: BoundAction, judgement: Judgement, by: By, reason: str, *, final: bool = False, ends_run: bool = False
) -> Refusal:
    return Refusal(
        bound=bound,
        verdict=judgement.verdict,
        rule=judgement.rule,
        reason=reason,
        by=by,
        final=final,
        ends_run=ends_run,
    )
