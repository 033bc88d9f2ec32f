"""Approvals: leave that a person gave beforehand for named steps of exactly one flow, for when nobody is there.

Decision: an approval covers `confirm` alone; what must be retyped, handed over or is forbidden needs a person or is not
done at all. It is bound to the flow's content by a hash, signed with a key that does not lie beside it (HMAC-SHA256,
RFC 2104), expires, and may be limited to a number of runs. What would change this: two machines that must not share a
key, which asks for signatures of another kind.
"""

import hashlib
import hmac
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from planner.safety.effect import Judgement, Verdict

KEY_LETTERS = 16


@dataclass(frozen=True, kw_only=True)
class Approval:
    """steps: their numbers in the flow, 1 is the first. flow: SHA-256 of its text and of all that it calls, as hex.

    runs: how many runs it holds for; None: any number. signature: hex, over everything else.
    """

    flow: str
    steps: frozenset[int]
    expires_at: datetime
    runs: int | None = None
    signature: str = ""

    @property
    def signed_part(self) -> bytes:
        """What the signature covers, the same on every machine."""
        steps = ",".join(str(number) for number in sorted(self.steps))
        parts = ("deskhand approval 1", self.flow, steps, self.expires_at.isoformat(), str(self.runs))
        return "\n".join(parts).encode("utf-8")


def signed(approval: Approval, key: str) -> Approval:
    """Raises ValueError for a key of fewer than 16 letters."""
    return replace(approval, signature=_signature(approval, key))


def problem_with(approval: Approval, *, flow: str, keys: tuple[str, ...], now: datetime, runs_done: int) -> str:
    """Why it does not hold; "" when it does. keys: those that are trusted."""
    if not any(_is_signed_with(approval, key) for key in keys):
        return "The approval is not signed with a key that is trusted here."
    if not hmac.compare_digest(approval.flow, flow):
        return "The flow was changed after it was approved; look at it and approve it anew."
    if now >= approval.expires_at:
        return f"The approval expired at {approval.expires_at:%Y-%m-%d %H:%M} UTC; approve the flow anew."
    if approval.runs is not None and runs_done >= approval.runs:
        return f"The approval was for {approval.runs} runs, and they are used up; approve the flow anew."
    return ""


def _signature(approval: Approval, key: str) -> str:
    if len(key) < KEY_LETTERS:
        raise ValueError(f"A key for approvals has at least {KEY_LETTERS} letters.")
    return hmac.new(key.encode("utf-8"), approval.signed_part, hashlib.sha256).hexdigest()


def _is_signed_with(approval: Approval, key: str) -> bool:
    return len(key) >= KEY_LETTERS and hmac.compare_digest(_signature(approval, key), approval.signature)


class Approver(Protocol):
    """Whether leave was given beforehand for what is to be done now."""

    def approves(self, judgement: Judgement) -> bool: ...


class NoApproval:
    """No leave was given for anything."""

    def approves(self, judgement: Judgement) -> bool:
        return False


class ApprovedSteps:
    """For one run of an approval that holds. Whoever runs the plan tells which step is under way."""

    def __init__(self, steps: frozenset[int]) -> None:
        self._steps = steps
        self._present = 0

    def begin(self, number: int) -> None:
        """number: of the step in the flow; 0 for one that stands in no flow."""
        self._present = number

    def approves(self, judgement: Judgement) -> bool:
        return judgement.verdict is Verdict.CONFIRM and self._present in self._steps
