"""The clients against a server that speaks the real formats: what is sent, what is made of each answer and fault."""

import json
import threading
import time
from collections.abc import Callable

import pytest

from app.clock import RunClock, StopSwitch
from app.thinking.endpoint import Speech, endpoint_of
from app.thinking.http_model import HttpModel
from planner.conversation import Ending, Prompt, Reply, Speaker, Turn, Usage
from planner.errors import ModelBusy, ModelFailed, Stopped
from tests.thinking.model_server import Hang, ModelServer, Raw, Say, Scripted, Status

SCHEMA = '{"type":"object","properties":{"word":{"type":"string"}},"required":["word"],"additionalProperties":false}'
PROMPT = Prompt(rules="Be brief.", turns=(Turn(speaker=Speaker.US, text="Say “grün”."),), schema=SCHEMA)
BOTH = [Speech.OPENAI, Speech.ANTHROPIC]


def model_at(server: ModelServer, speech: Speech, *, key: str = "", switch: StopSwitch | None = None) -> HttpModel:
    endpoint = endpoint_of(speech, server.address, "small")
    return HttpModel(endpoint=endpoint, key=key, clock=RunClock(switch=switch or StopSwitch()))


def ask(server: ModelServer, speech: Speech, prompt: Prompt = PROMPT, *, seconds_s: float = 10.0) -> Reply:
    return model_at(server, speech).answer(prompt, tokens=500, seconds_s=seconds_s)


@pytest.mark.parametrize("speech", BOTH)
def test_an_answer_that_comes_in_pieces_is_put_together(speech: Speech) -> None:
    with ModelServer(script=[Say(text='{"word": "grün – 绿"}')]) as server:
        reply = ask(server, speech)
    assert reply == Reply(text='{"word": "grün – 绿"}', ending=Ending.WHOLE, usage=Usage(read=100, written=20))


def test_chat_completions_are_asked_with_the_schema_and_the_key() -> None:
    with ModelServer(script=[Say(text="{}")], key="abc") as server:
        model_at(server, Speech.OPENAI, key="abc").answer(PROMPT, tokens=77, seconds_s=10)
    asked = server.asked[0]
    assert asked.path == "/v1/chat/completions"
    assert asked.headers["authorization"] == "Bearer abc"
    assert asked.body["max_tokens"] == 77
    assert asked.body["stream"] is True
    assert asked.body["messages"] == [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "Say “grün”."},
    ]
    assert asked.body["response_format"] == {
        "type": "json_schema",
        "json_schema": {"name": "answer", "strict": True, "schema": json.loads(SCHEMA)},
    }


def test_the_messages_api_is_asked_with_the_schema_as_a_tool_and_the_key() -> None:
    with ModelServer(script=[Say(text="{}")], key="abc") as server:
        model_at(server, Speech.ANTHROPIC, key="abc").answer(PROMPT, tokens=77, seconds_s=10)
    asked = server.asked[0]
    assert asked.path == "/v1/messages"
    assert asked.headers["x-api-key"] == "abc"
    assert asked.headers["anthropic-version"]
    assert asked.body["system"] == "Be brief."
    assert asked.body["tool_choice"] == {"type": "tool", "name": "answer"}
    tools = asked.body["tools"]
    assert isinstance(tools, list)
    assert tools[0]["input_schema"] == json.loads(SCHEMA)


@pytest.mark.parametrize(("speech", "kind"), [(Speech.OPENAI, "image_url"), (Speech.ANTHROPIC, "image")])
def test_a_picture_goes_along_when_there_is_one(speech: Speech, kind: str) -> None:
    seen = Prompt(rules="", turns=(Turn(speaker=Speaker.US, text="Look.", picture=b"\x89PNG"),), schema=SCHEMA)
    with ModelServer(script=[Say(text="{}")]) as server:
        ask(server, speech, seen)
    messages = server.asked[0].body["messages"]
    assert isinstance(messages, list)
    parts = messages[-1]["content"]
    assert {part["type"] for part in parts} == {"text", kind}
    assert "iVBORw==" in json.dumps(parts) or "iVBO" in json.dumps(parts)


@pytest.mark.parametrize(
    "lacks",
    [
        ("json_schema",),
        ("json_schema", "json_object"),
        ("stream_options",),
        ('"max_tokens"',),
        ("temperature", "json_schema"),
    ],
)
def test_a_server_that_lacks_something_is_asked_without_it(lacks: tuple[str, ...]) -> None:
    with ModelServer(script=[Say(text="{}"), Say(text="{}")], lacks=lacks) as server:
        model = model_at(server, Speech.OPENAI)
        assert model.answer(PROMPT, tokens=500, seconds_s=10).text == "{}"
        requests = len(server.asked)
        model.answer(PROMPT, tokens=500, seconds_s=10)
    assert len(server.asked) == requests + 1, "what it lacks is not forgotten"
    if "json_schema" in lacks:
        assert SCHEMA in json.dumps(server.asked[-1].body["messages"]).replace('\\"', '"')


def test_a_server_that_takes_no_request_at_all_is_left_in_peace_after_a_few() -> None:
    with ModelServer(script=[Status(code=400, message="no such thing")] * 20) as server:
        with pytest.raises(ModelFailed, match="no such thing"):
            ask(server, Speech.OPENAI)
        assert len(server.asked) <= 6


def test_a_server_that_does_not_stream_is_understood() -> None:
    message = {"role": "assistant", "content": "{}"}
    body = {"choices": [{"message": message, "finish_reason": "stop"}], "usage": {"prompt_tokens": 3}}
    with ModelServer(script=[Raw(body=json.dumps(body), content_type="application/json")]) as server:
        assert ask(server, Speech.OPENAI) == Reply(text="{}", ending=Ending.WHOLE, usage=Usage(read=3, written=0))


def test_the_messages_api_that_does_not_stream_is_understood() -> None:
    block = {"type": "tool_use", "name": "answer", "input": {"word": "a"}}
    body = {"content": [block], "stop_reason": "tool_use", "usage": {"input_tokens": 3, "output_tokens": 4}}
    with ModelServer(script=[Raw(body=json.dumps(body), content_type="application/json")]) as server:
        reply = ask(server, Speech.ANTHROPIC)
    assert (json.loads(reply.text), reply.usage) == ({"word": "a"}, Usage(read=3, written=4))


@pytest.mark.parametrize("speech", BOTH)
def test_a_wrong_key_is_said_at_once(speech: Speech) -> None:
    with ModelServer(script=[Say(text="{}")], key="right") as server:
        with pytest.raises(ModelFailed, match="does not accept the key") as caught:
            ask(server, speech)
        assert not isinstance(caught.value, ModelBusy)
        assert len(server.asked) == 1


@pytest.mark.parametrize("speech", BOTH)
def test_too_many_requests_say_how_long_to_wait(speech: Speech) -> None:
    limit = Status(code=429, message="slow down", headers=(("Retry-After", "3"),))
    with ModelServer(script=[limit]) as server, pytest.raises(ModelBusy, match="slow down") as caught:
        ask(server, speech)
    assert caught.value.wait_s == 3.0


@pytest.mark.parametrize("speech", BOTH)
@pytest.mark.parametrize("code", [500, 503, 529])
def test_a_server_in_trouble_may_be_asked_again(speech: Speech, code: int) -> None:
    with ModelServer(script=[Status(code=code)]) as server, pytest.raises(ModelBusy, match=str(code)):
        ask(server, speech)


@pytest.mark.parametrize("speech", BOTH)
@pytest.mark.parametrize("after_headers", [False, True])
def test_an_answer_that_does_not_come_is_given_up_in_time(speech: Speech, after_headers: bool) -> None:
    began_s = time.monotonic()
    with ModelServer(script=[Hang(after_headers=after_headers)]) as server:
        with pytest.raises(ModelFailed, match="within 1 s"):
            ask(server, speech, seconds_s=1.0)
        assert time.monotonic() - began_s < 3.0


@pytest.mark.parametrize("speech", BOTH)
@pytest.mark.parametrize("after_headers", [False, True])
def test_a_stop_ends_a_call_at_once(speech: Speech, after_headers: bool, eventually: Callable[..., None]) -> None:
    switch = StopSwitch()
    ended: list[float] = []

    def call() -> None:
        with pytest.raises(Stopped):
            model_at(server, speech, switch=switch).answer(PROMPT, tokens=500, seconds_s=60)
        ended.append(time.monotonic())

    with ModelServer(script=[Hang(after_headers=after_headers)]) as server:
        worker = threading.Thread(target=call)
        worker.start()
        eventually(lambda: server.asked)
        stopped_s = time.monotonic()
        switch.stop()
        worker.join(5)
    assert ended
    assert ended[0] - stopped_s < 0.5


@pytest.mark.parametrize("speech", BOTH)
@pytest.mark.parametrize("pieces", [0, 1, 4])
def test_a_stream_that_is_cut_is_no_answer(speech: Speech, pieces: int) -> None:
    cut = Say(text='{"word": "green"}', cut_after=pieces)
    with ModelServer(script=[cut]) as server, pytest.raises(ModelBusy, match="off"):
        ask(server, speech)


@pytest.mark.parametrize("speech", BOTH)
def test_half_an_event_is_no_answer(speech: Speech) -> None:
    half = Raw(body='data: {"choices": [{"delta": {"cont\n\n')
    with ModelServer(script=[half]) as server, pytest.raises(ModelBusy, match="breaks off"):
        ask(server, speech)


def test_an_error_in_the_middle_of_a_stream_is_told() -> None:
    body = 'event: error\ndata: {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}\n\n'
    with ModelServer(script=[Raw(body=body)]) as server, pytest.raises(ModelBusy, match="Overloaded"):
        ask(server, Speech.ANTHROPIC)
    body = 'data: {"error": {"message": "out of memory"}}\n\n'
    with ModelServer(script=[Raw(body=body)]) as server, pytest.raises(ModelBusy, match="out of memory"):
        ask(server, Speech.OPENAI)


@pytest.mark.parametrize("speech", BOTH)
def test_a_refusal_is_told_apart_from_an_answer(speech: Speech) -> None:
    with ModelServer(script=[Say(text="no", ending="content_filter")]) as server:
        assert ask(server, speech).ending is Ending.DECLINED
    with ModelServer(script=[Say(refusal="I will not.")]) as server:
        declined = ask(server, Speech.OPENAI)
    assert (declined.ending, declined.text) == (Ending.DECLINED, "I will not.")


@pytest.mark.parametrize("speech", BOTH)
def test_an_answer_that_is_too_long_is_told(speech: Speech) -> None:
    with ModelServer(script=[Say(text='{"wor', ending="length")]) as server:
        assert ask(server, speech).ending is Ending.CUT_SHORT


@pytest.mark.parametrize(
    "body", ["<html>hello", "", "[1, 2]", '{"choices": 3}', "data: [1]\n\n", "data: {}\n\n", "\x00\x01"]
)
@pytest.mark.parametrize("kind", ["text/html", "application/json", "text/event-stream"])
@pytest.mark.parametrize("speech", BOTH)
def test_rubbish_is_one_sentence(speech: Speech, kind: str, body: str) -> None:
    with ModelServer(script=[Raw(body=body, content_type=kind)]) as server, pytest.raises(ModelFailed) as caught:
        ask(server, speech)
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


def test_a_stream_without_end_is_cut_off() -> None:
    body = "data: " + "x" * (5 * 1024 * 1024)
    with ModelServer(script=[Raw(body=body)]) as server, pytest.raises(ModelBusy):
        ask(server, Speech.OPENAI)


def test_nobody_there_is_said_with_what_to_do() -> None:
    with ModelServer(script=[]) as server:
        pass
    with pytest.raises(ModelFailed, match="cannot be reached; start it"):
        ask(server, Speech.OPENAI)


def test_a_redirect_is_not_followed() -> None:
    scripts: list[Scripted] = [Status(code=307, headers=(("Location", "http://127.0.0.1:9/v1/chat/completions"),))]
    with ModelServer(script=scripts) as server, pytest.raises(ModelFailed, match="status 307"):
        ask(server, Speech.OPENAI)


@pytest.mark.parametrize("speech", BOTH)
def test_the_check_asks_for_the_list_of_models_and_costs_nothing(speech: Speech) -> None:
    with ModelServer(script=[], models=("small", "large")) as server:
        assert model_at(server, speech).check().endswith("answers")
        assert not server.asked
    with ModelServer(script=[], models=("large",)) as server:
        assert "it lists large" in model_at(server, speech).check()
    with ModelServer(script=[], key="right") as server, pytest.raises(ModelFailed, match="key"):
        model_at(server, speech).check()


def test_the_key_is_in_no_representation() -> None:
    with ModelServer(script=[]) as server:
        model = model_at(server, Speech.OPENAI, key="sk-hidden")
    assert "sk-hidden" not in repr(model.__dict__)
