"""The pytest fixture `flow`: carries a flow out and fails the test, with the reason, unless it came to be done.

pytest_plugins = ["app.pytest_plugin"]

def test_a_guest_can_be_added(flow):
    assert flow("guests.flow.yaml", {"guest": "Ana"}, browser=True, url="http://127.0.0.1:8000/")["balance"] == "430"
"""

from collections.abc import Callable, Mapping

import pytest

from app.api import run_flow


@pytest.fixture
def flow() -> Callable[..., Mapping[str, str]]:
    """As `app.api.run_flow`; gives the outputs."""

    def carried_out(*arguments: object, **where: object) -> Mapping[str, str]:
        result = run_flow(*arguments, **where)  # type: ignore[arg-type]  # handed on as they come
        if result.outcome != "done":
            pytest.fail(f"{result.outcome}: {result.reason} ({result.run})", pytrace=False)
        return result.outputs

    return carried_out
