"""The seal: every way to come by a permit but from the gate, and every way to use one but once, is refused."""

import copy
import dataclasses
import pickle
import weakref

import pytest

from grounding.geometry import Box, Point
from grounding.screen import Query
from planner.actions import Click, Literal, Secret, TypeText
from planner.errors import PermitRefused
from planner.safety.effect import Judgement, Verdict
from planner.safety.gate import EXPIRES_AFTER_S
from planner.safety.permit import SEAL, BoundAction, Permit, canonical, mac_of
from planner.safety.question import By

ALLOWED = Judgement(verdict=Verdict.ALLOW, rule="observe.ordinary", reason="It is harmless.")


@pytest.fixture
def issued(make_gate, bound_click, effect_of):
    """A gate and an honest permit for an ordinary click."""
    staged = make_gate()
    permit = staged.gate.clear(bound_click("Next"), effect_of("Next"))
    assert isinstance(permit, Permit)
    return staged.gate, permit


def forged_by_hand(permit, key=b"x" * 32, **changed):
    fields = {
        "key": key,
        "bound": permit.bound,
        "judgement": permit.judgement,
        "by": permit.by,
        "nonce": permit.nonce,
        "expires_s": permit.expires_s,
        **changed,
    }
    return Permit(SEAL, **fields)


def test_an_honest_permit_opens_its_act_once(issued):
    gate, permit = issued
    assert gate.redeem(permit, "surface-1") is permit.bound


def test_a_permit_tells_what_the_record_needs(issued):
    _, permit = issued
    assert permit.verdict is Verdict.ALLOW
    assert permit.by is By.POLICY
    assert permit.rule
    assert permit.reason
    assert permit.judgement.rule == permit.rule
    assert permit.nonce not in repr(permit)


# --- made by hand -------------------------------------------------------------------------------------------------


def test_a_permit_is_not_constructed_without_the_seal(issued):
    _, permit = issued
    with pytest.raises(PermitRefused):
        Permit(object(), key=b"", bound=permit.bound, judgement=ALLOWED, by=By.POLICY, nonce="n", expires_s=9e9)


def test_a_permit_made_by_hand_with_the_seal_is_refused(issued):
    gate, permit = issued
    with pytest.raises(PermitRefused):
        gate.redeem(forged_by_hand(permit, nonce="0" * 32), "surface-1")


def test_a_permit_made_by_hand_with_an_open_nonce_is_refused_and_the_honest_one_stays_good(issued):
    gate, permit = issued
    with pytest.raises(PermitRefused):
        gate.redeem(forged_by_hand(permit), "surface-1")
    assert gate.redeem(permit, "surface-1") is permit.bound


def test_a_hollow_object_of_the_class_is_refused(issued):
    gate, _ = issued
    with pytest.raises(PermitRefused):
        gate.redeem(object.__new__(Permit), "surface-1")


def test_a_look_alike_of_another_class_is_refused(issued):
    gate, permit = issued

    class LookAlike:
        def __getattr__(self, name):
            return getattr(permit, name)

    with pytest.raises(PermitRefused):
        gate.redeem(LookAlike(), "surface-1")


@pytest.mark.parametrize("nonsense", [None, "permit", 7, {}])
def test_what_is_no_permit_is_refused(issued, nonsense):
    gate, _ = issued
    with pytest.raises(PermitRefused):
        gate.redeem(nonsense, "surface-1")


# --- altered ------------------------------------------------------------------------------------------------------


def test_a_permit_cannot_be_written_to(issued):
    _, permit = issued
    with pytest.raises(PermitRefused):
        permit.verdict = Verdict.FORBID
    with pytest.raises(PermitRefused):
        del permit.bound
    with pytest.raises(PermitRefused):
        permit.extra = 1


OTHER_TARGET_FIELDS = ["element", "point", "score", "screenshot_id", "query"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("expires_s", 9e9),
        ("by", By.PERSON),
        ("verdict", Verdict.CONFIRM),
        ("rule", "other.rule"),
        ("reason", "other"),
        ("action_hash", "0" * 64),
        ("judgement", ALLOWED),
        ("mac", b"\0" * 32),
        ("bound", object()),
        ("mac", None),
        ("expires_s", "never"),
    ],
)
def test_a_permit_altered_behind_its_back_is_refused(issued, name, value):
    gate, permit = issued
    object.__setattr__(permit, name, value)
    with pytest.raises(PermitRefused):
        gate.redeem(permit, "surface-1")


def test_a_permit_whose_bound_action_was_swapped_is_refused(issued, bound_click):
    gate, permit = issued
    object.__setattr__(permit, "bound", bound_click("Delete everything"))
    with pytest.raises(PermitRefused):
        gate.redeem(permit, "surface-1")


def test_a_permit_with_swapped_action_and_fitting_hash_and_mac_of_another_key_is_refused(issued, bound_click):
    gate, permit = issued
    forged = forged_by_hand(permit, bound=bound_click("Delete everything"))
    for name in ("bound", "action_hash", "mac"):
        object.__setattr__(permit, name, getattr(forged, name))
    with pytest.raises(PermitRefused):
        gate.redeem(permit, "surface-1")


def test_the_act_inside_cannot_be_altered_after_clearing(make_gate, effect_of, bound_click):
    gate = make_gate().gate
    typing = TypeText(value=Literal(text="hello"), place=Query(text="Notes"))
    permit = gate.clear(bound_click("Notes", action=typing), effect_of("Notes"))
    object.__setattr__(typing.value, "text", "rm -rf ~")
    with pytest.raises(PermitRefused):
        gate.redeem(permit, "surface-1")


@pytest.mark.parametrize("part", OTHER_TARGET_FIELDS)
def test_the_target_inside_cannot_be_altered_after_clearing(issued, bound_click, part):
    gate, permit = issued
    other = dataclasses.replace(
        bound_click("Delete", box=Box(500, 500, 600, 540)).target, score=0.1, screenshot_id="other"
    )
    object.__setattr__(permit.bound.target, part, getattr(other, part))
    with pytest.raises(PermitRefused):
        gate.redeem(permit, "surface-1")


def test_the_point_alone_cannot_be_altered_after_clearing(issued):
    gate, permit = issued
    object.__setattr__(permit.bound.target, "point", Point(0, 0))
    with pytest.raises(PermitRefused):
        gate.redeem(permit, "surface-1")


# --- copied, pickled ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy, pickle.dumps])
def test_a_permit_is_not_copied_or_pickled(issued, duplicate):
    _, permit = issued
    with pytest.raises(PermitRefused):
        duplicate(permit)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_no_pickle_protocol_takes_a_permit(issued, protocol):
    _, permit = issued
    with pytest.raises(PermitRefused):
        pickle.dumps(permit, protocol)
    with pytest.raises(PermitRefused):
        permit.__reduce__()


def test_a_byte_perfect_copy_made_behind_its_back_is_refused(issued):
    gate, permit = issued
    copied = object.__new__(Permit)
    for name in Permit.__slots__:
        object.__setattr__(copied, name, getattr(permit, name))
    with pytest.raises(PermitRefused):
        gate.redeem(copied, "surface-1")
    assert gate.redeem(permit, "surface-1") is permit.bound


def test_a_permit_has_no_heirs():
    with pytest.raises(PermitRefused):
        type("Heir", (Permit,), {})


def test_a_permit_is_not_kept_alive_behind_a_weak_reference(issued):
    _, permit = issued
    with pytest.raises(TypeError):
        weakref.ref(permit)


# --- used twice, late, elsewhere ----------------------------------------------------------------------------------


def test_a_permit_is_used_only_once(issued):
    gate, permit = issued
    gate.redeem(permit, "surface-1")
    with pytest.raises(PermitRefused):
        gate.redeem(permit, "surface-1")


def test_a_permit_is_good_until_just_before_it_expires(issued, clock):
    gate, permit = issued
    clock.time_s += EXPIRES_AFTER_S - 0.001
    assert gate.redeem(permit, "surface-1") is permit.bound


def test_a_permit_is_refused_when_it_is_late(issued, clock):
    gate, permit = issued
    clock.time_s += EXPIRES_AFTER_S
    with pytest.raises(PermitRefused):
        gate.redeem(permit, "surface-1")


def test_a_permit_is_refused_on_another_surface_and_void_afterwards(issued):
    gate, permit = issued
    with pytest.raises(PermitRefused):
        gate.redeem(permit, "surface-2")
    with pytest.raises(PermitRefused):
        gate.redeem(permit, "surface-1")


def test_a_permit_of_another_gate_is_refused(issued, make_gate):
    _, permit = issued
    with pytest.raises(PermitRefused):
        make_gate(key=b"k" * 32).gate.redeem(permit, "surface-1")


def test_a_permit_of_another_gate_with_the_same_key_is_refused(issued, make_gate):
    _, permit = issued
    with pytest.raises(PermitRefused):
        make_gate().gate.redeem(permit, "surface-1")


def test_a_permit_that_was_taken_back_is_refused(issued):
    gate, permit = issued
    gate.void(permit)
    with pytest.raises(PermitRefused):
        gate.redeem(permit, "surface-1")


# --- the seal itself ----------------------------------------------------------------------------------------------


def test_the_mac_depends_on_the_key(issued):
    _, permit = issued
    assert mac_of(permit, b"a" * 32) != mac_of(permit, b"b" * 32)


def test_typed_text_and_a_secret_of_the_same_letters_are_sealed_differently():
    place = Query(text="Password")
    literal = BoundAction(action=TypeText(value=Literal(text="shop"), place=place), surface_id="s")
    secret = BoundAction(action=TypeText(value=Secret(name="shop"), place=place), surface_id="s")
    assert canonical(literal) != canonical(secret)


def test_what_cannot_be_taken_apart_is_not_sealed():
    with pytest.raises(TypeError):
        canonical(BoundAction(action=Click(place=object()), surface_id="s"))


def test_a_gate_with_a_short_key_is_not_made(make_gate):
    with pytest.raises(ValueError, match="at least 32 bytes"):
        make_gate(key=b"short")
