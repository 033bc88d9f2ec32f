"""The permit: a sealed, one-shot, expiring leave to do one bound action. Only this package makes one.

Decision: a permit is not trusted for what it says. The gate that issued it keeps the very object under its nonce, and
redeems only that object, only while its MAC still fits every field, only before it expires and only for its surface.
So a permit made by hand, altered in place, copied, pickled, kept too long or carried elsewhere opens nothing; the
class refuses the ordinary ways to do those things as well, so that a mistake is noticed where it is made.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from numbers import Integral, Real
from typing import Final, NoReturn, final

from grounding.screen import Target
from planner.actions import Act
from planner.errors import PermitRefused
from planner.safety.effect import Judgement, Verdict
from planner.safety.question import By


@dataclass(frozen=True, kw_only=True)
class BoundAction:
    """An act with every place resolved: `target` for its place (or start), `end_target` for a drag's end.

    surface_id: the only surface that it is meant for.
    """

    action: Act
    surface_id: str
    target: Target | None = None
    end_target: Target | None = None


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """Why an act may not be done.

    final: a person said no, or the policy forbids it; asking again is no use. ends_run: there were so many noes that
    the run must end `refused`.
    """

    bound: BoundAction
    verdict: Verdict
    rule: str
    reason: str
    by: By
    final: bool = False
    ends_run: bool = False


@dataclass(frozen=True, kw_only=True)
class HandedOver:
    """The person did the act themselves ("I have done it"): nothing is performed, the loop looks again and goes on."""

    bound: BoundAction
    rule: str
    reason: str


SEAL: Final = object()
"""Shown by the gate when it makes a permit. Having it is not enough: without the gate's key the MAC does not fit."""


@final
class Permit:
    """Leave to do `bound` once, until `expires_s` (monotonic). by: who gave it; judgement: what the policy said."""

    __slots__ = ("action_hash", "bound", "by", "expires_s", "judgement", "mac", "nonce", "reason", "rule", "verdict")

    bound: BoundAction
    verdict: Verdict
    rule: str
    reason: str
    by: By
    judgement: Judgement
    action_hash: str
    nonce: str
    expires_s: float
    mac: bytes

    def __new__(
        cls, seal: object, *, key: bytes, bound: BoundAction, judgement: Judgement, by: By, nonce: str, expires_s: float
    ) -> "Permit":
        if seal is not SEAL:
            raise PermitRefused("A permit cannot be made by hand; ask the gate to clear the act.")
        permit = object.__new__(cls)
        put = object.__setattr__
        put(permit, "bound", bound)
        put(permit, "verdict", judgement.verdict)
        put(permit, "rule", judgement.rule)
        put(permit, "reason", judgement.reason)
        put(permit, "by", by)
        put(permit, "judgement", judgement)
        put(permit, "action_hash", digest(bound))
        put(permit, "nonce", nonce)
        put(permit, "expires_s", expires_s)
        put(permit, "mac", mac_of(permit, key))
        return permit

    def __init_subclass__(cls) -> NoReturn:
        raise PermitRefused("A permit has no heirs.")

    def __repr__(self) -> str:
        return f"<Permit {type(self.bound.action).__name__} {self.verdict} {self.rule} by {self.by}>"

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise PermitRefused("A permit cannot be altered; ask the gate to clear the act anew.")

    def __delattr__(self, name: str) -> NoReturn:
        raise PermitRefused("A permit cannot be altered; ask the gate to clear the act anew.")

    def __copy__(self) -> NoReturn:
        raise PermitRefused("A permit cannot be copied; ask the gate to clear the act anew.")

    def __deepcopy__(self, memo: object) -> NoReturn:
        raise PermitRefused("A permit cannot be copied; ask the gate to clear the act anew.")

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise PermitRefused("A permit cannot be stored or sent; it is good only in the run that it was given in.")

    def __reduce__(self) -> NoReturn:
        raise PermitRefused("A permit cannot be stored or sent; it is good only in the run that it was given in.")


def mac_of(permit: Permit, key: bytes) -> bytes:
    """HMAC-SHA256 over every field but itself, the bound action taken apart to its last value."""
    told = canonical(
        (
            canonical(permit.bound),
            permit.action_hash,
            permit.verdict,
            permit.rule,
            permit.reason,
            permit.by,
            canonical(permit.judgement),
            permit.nonce,
            permit.expires_s,
        )
    )
    return hmac.new(key, told.encode("ascii"), hashlib.sha256).digest()


def digest(value: object) -> str:
    """SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(value).encode("ascii")).hexdigest()


def canonical(value: object) -> str:
    """One ASCII text for one value: two values that differ anywhere have different texts, in any process.

    >>> canonical(("a", 1)) == canonical(("a", "1"))
    False
    """
    return json.dumps(_plain(value), ensure_ascii=True, separators=(",", ":"))


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return [type(value).__name__, value.name]
    if is_dataclass(value) and not isinstance(value, type):
        return [type(value).__name__, *([field.name, _plain(getattr(value, field.name))] for field in fields(value))]
    if isinstance(value, frozenset):
        return ["set", *sorted(canonical(one) for one in value)]
    if isinstance(value, tuple):
        return [type(value).__name__, *(_plain(one) for one in value)]
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, Integral):  # a box may hold numpy's numbers
        return ["int", int(value)]
    if isinstance(value, Real):
        return ["float", repr(float(value))]
    raise TypeError(f"A value of type {type(value).__name__} cannot be sealed.")
