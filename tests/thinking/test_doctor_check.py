"""The doctor's check of the language model: asks for the list of models, never a question."""

import pytest

from app.clock import RunClock, StopSwitch
from app.doctor.machine import language_model
from app.settings import Settings
from app.storage.errors import SecretMissing
from planner.errors import ModelFailed
from tests.thinking.model_server import ModelServer

CLOCK = RunClock(switch=StopSwitch())


def test_without_a_model_all_is_well() -> None:
    assert "none is needed" in language_model(Settings(), CLOCK)


def test_a_model_that_answers_is_named_with_where_it_is() -> None:
    with ModelServer(script=[]) as server:
        settings = Settings(model_api="openai", model_address=server.address, model_name="small")
        found = language_model(settings, CLOCK)
        assert found.endswith("answers, on this machine")
        assert server.asked == []


def test_a_model_that_is_not_there_is_told() -> None:
    with ModelServer(script=[]) as server:
        settings = Settings(model_api="anthropic", model_address=server.address, model_name="small")
    with pytest.raises(ModelFailed, match="cannot be reached"):
        language_model(settings, CLOCK)


def test_a_model_elsewhere_needs_its_key(private_home: object) -> None:
    settings = Settings(model_api="openai", model_name="m", model_secret="none-of-that-name")
    with pytest.raises(SecretMissing, match="none-of-that-name"):
        language_model(settings, CLOCK)
