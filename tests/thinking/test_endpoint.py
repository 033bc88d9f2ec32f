"""Which endpoints are this machine, and what a person is told before anything is sent."""

import pytest

from app.errors import Misuse
from app.thinking.endpoint import Speech, endpoint_of, what_leaves


@pytest.mark.parametrize(
    ("address", "is_here"),
    [
        ("http://localhost:11434/v1", True),
        ("http://127.0.0.1:8080/v1", True),
        ("http://127.9.9.9/v1", True),
        ("http://[::1]:8080/v1", True),
        ("http://192.168.1.20:11434/v1", False),
        ("http://0.0.0.0:8080/v1", False),
        ("http://localhost.example/v1", False),
        ("http://127.0.0.1.example/v1", False),
        ("https://api.openai.com/v1", False),
    ],
)
def test_only_loopback_is_this_machine(address: str, is_here: bool) -> None:
    assert endpoint_of("openai", address, "m").is_here is is_here


@pytest.mark.parametrize(
    "address",
    [
        "ftp://a/v1",
        "127.0.0.1:80/v1",
        "http://",
        "http://user:key@host/v1",
        "http://host:99999/v1",
        "http://h/v1?key=1",
    ],
)
def test_an_address_that_cannot_be_one_is_refused(address: str) -> None:
    with pytest.raises(Misuse, match="model_address"):
        endpoint_of("openai", address, "m")


def test_a_name_is_needed() -> None:
    with pytest.raises(Misuse, match="model_name"):
        endpoint_of("anthropic", "", " ")


def test_for_another_machine_it_is_said_what_goes_there() -> None:
    remote = endpoint_of(Speech.ANTHROPIC, "", "claude")
    said = what_leaves(remote, pictures=False)
    assert "“claude” at api.anthropic.com" in said
    assert "another machine" in said
    assert "your words" in said
    assert "pictures" not in said
    assert "unencrypted" not in said
    assert "pictures of the screen" in what_leaves(remote, pictures=True)


def test_an_unencrypted_way_is_said() -> None:
    assert "unencrypted" in what_leaves(endpoint_of("openai", "http://10.0.0.2/v1", "m"), pictures=False)
