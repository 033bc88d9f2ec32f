"""Addresses: ordinary pages pass, code, disguises and carried data do not."""

import pytest

from planner.safety.address import AddressEffect, address_effect


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.example/b?page=2", AddressEffect.PLAIN),
        ("a.example", AddressEffect.PLAIN),
        ("localhost:8000/x", AddressEffect.PLAIN),
        ("127.0.0.1:8000", AddressEffect.PLAIN),
        ("about:blank", AddressEffect.PLAIN),
        ("ftp://a.example", AddressEffect.UNUSUAL),
        ("mailto:a@b.example", AddressEffect.UNUSUAL),
        ("file:///home/a/x.html", AddressEffect.UNUSUAL),
        ("http://2130706433/", AddressEffect.UNUSUAL),
        ("https://bücher.example", AddressEffect.UNUSUAL),
        ("data:text/plain,hello", AddressEffect.UNUSUAL),
        ("https://user@a.example", AddressEffect.UNUSUAL),
        ("javascript:alert(1)", AddressEffect.POWER),
        (" JaVa\tScRiPt:alert(1)", AddressEffect.POWER),
        ("java\nscript:alert(1)", AddressEffect.POWER),
        ("%6aavascript:alert(1)", AddressEffect.POWER),
        ("vbscript:x", AddressEffect.POWER),
        ("chrome://flags", AddressEffect.POWER),
        ("edge://settings", AddressEffect.POWER),
        ("about:config", AddressEffect.POWER),
        ("view-source:https://a.example", AddressEffect.POWER),
        ("data:text/html,<script>x</script>", AddressEffect.POWER),
        ("data:text/html;base64,PHNjcmlwdD4=", AddressEffect.POWER),
        ("https://ok.example@evil.example/", AddressEffect.DECEPTIVE),
        ("https://ok.example%40x@evil.example/", AddressEffect.DECEPTIVE),
        ("https://аpple.com", AddressEffect.DECEPTIVE),
        ("https://xn--pple-43d.com/", AddressEffect.DECEPTIVE),
        ("https://x.example/?q=4111111111111111", AddressEffect.CARRIES),
        ("https://x.example/?to=ann@mail.example", AddressEffect.CARRIES),
        ("https://x.example/#DE89370400440532013000", AddressEffect.CARRIES),
        ("https://x.example/?d=" + "QUJD" * 16, AddressEffect.CARRIES),
    ],
)
def test_an_address_is_judged_by_what_opening_it_does(address, expected):
    assert address_effect(address, "look it up") is expected


def test_what_the_person_wrote_themselves_is_theirs_to_open():
    address = "https://x.example/?to=ann@mail.example"
    assert address_effect(address, f"open {address}") is AddressEffect.PLAIN
