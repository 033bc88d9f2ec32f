"""OpenAI's chat completions, as OpenAI and many local servers have them; plainer where a server knows less.

The requests and the stream are those of https://platform.openai.com/docs/api-reference/chat: `response_format` with a
JSON schema, `stream_options.include_usage`, chunks that end with `[DONE]`. Servers differ in which of these they take,
so what one refuses is left out from then on: the schema first becomes "any JSON object", then goes into the rules.
"""

import base64
import json
from dataclasses import dataclass, field
from enum import StrEnum

from app.thinking.event_stream import END, count_part, events, object_in, part, text_part
from app.thinking.exchange import Call, Heard
from planner.conversation import Ending, Prompt, Reply, Speaker, Turn, Usage
from planner.errors import ModelBusy, ModelFailed


class _Form(StrEnum):
    SCHEMA = "json_schema"
    OBJECT = "json_object"
    FREE = "free"


_PLAINER = {_Form.SCHEMA: _Form.OBJECT, _Form.OBJECT: _Form.FREE}
_ENDINGS = {"length": Ending.CUT_SHORT, "content_filter": Ending.DECLINED}


@dataclass(kw_only=True)
class ChatCompletions:
    """`app.thinking.wire.Wire`. Learns how its endpoint wants to be asked."""

    model: str
    key: str = field(repr=False)
    called: str
    _form: _Form = field(default=_Form.SCHEMA, init=False)
    _length: str = field(default="max_tokens", init=False)
    _counts: bool = field(default=True, init=False)
    _temperature: bool = field(default=True, init=False)

    def call(self, prompt: Prompt, *, tokens: int) -> Call:
        rules = prompt.rules
        body: dict[str, object] = {"model": self.model, "stream": True, self._length: tokens}
        if self._counts:
            body["stream_options"] = {"include_usage": True}
        if self._temperature:
            body["temperature"] = 0
        match self._form:
            case _Form.SCHEMA:
                schema = {"name": "answer", "strict": True, "schema": json.loads(prompt.schema)}
                body["response_format"] = {"type": "json_schema", "json_schema": schema}
            case _Form.OBJECT | _Form.FREE:
                rules = f"{rules}\n\nAnswer with one JSON object of this schema and nothing else:\n{prompt.schema}"
                if self._form is _Form.OBJECT:
                    body["response_format"] = {"type": "json_object"}
        body["messages"] = [{"role": "system", "content": rules}, *map(_message, prompt.turns)]
        return Call(path="/chat/completions", headers=self._headers, body=json.dumps(body))

    def listing(self) -> Call:
        return Call(path="/models", headers=self._headers)

    def gives_way(self, message: str) -> bool:
        said = message.casefold()
        if self._length == "max_tokens" and ("max_tokens" in said or "max_completion_tokens" in said):
            self._length = "max_completion_tokens"
        elif "temperature" in said and self._temperature:
            self._temperature = False
        elif ("stream_options" in said or "include_usage" in said) and self._counts:
            self._counts = False
        elif self._form in _PLAINER:
            self._form = _PLAINER[self._form]
        elif self._counts or self._temperature:
            self._counts = self._temperature = False
        else:
            return False
        return True

    def read(self, heard: Heard) -> Reply:
        if heard.content_type != "text/event-stream" and not heard.text.lstrip().startswith(("data:", "event:", ":")):
            return self._read_at_once(heard)
        text, declined, finished, usage, ended = [], [], "", None, False
        for event in events(heard.text):
            if event.data.strip() == END:
                ended = True
                break
            chunk = object_in(event.data, self.called)
            self._refuse_error(chunk)
            text.append(text_part(chunk, "choices", 0, "delta", "content"))
            declined.append(text_part(chunk, "choices", 0, "delta", "refusal"))
            finished = text_part(chunk, "choices", 0, "finish_reason") or finished
            usage = _usage(chunk) or usage
        if not ended and not finished:
            raise ModelBusy(f"{self.called} broke off in the middle of its answer.")
        return _reply("".join(text), "".join(declined), finished, usage)

    def _read_at_once(self, heard: Heard) -> Reply:
        """From a server that does not stream."""
        answer = object_in(heard.text, self.called)
        self._refuse_error(answer)
        if not isinstance(part(answer, "choices", 0, "message"), dict):
            raise ModelFailed(f"{self.called} answers in another form than chat completions have.")
        return _reply(
            text_part(answer, "choices", 0, "message", "content"),
            text_part(answer, "choices", 0, "message", "refusal"),
            text_part(answer, "choices", 0, "finish_reason"),
            _usage(answer),
        )

    def _refuse_error(self, answer: dict[str, object]) -> None:
        """An error that comes with status 200, in the middle of a stream."""
        if answer.get("error"):
            said = text_part(answer, "error", "message") or text_part(answer, "error")
            raise ModelBusy(f"{self.called} failed in the middle of its answer: {said[:200] or 'no reason given'}.")

    @property
    def _headers(self) -> tuple[tuple[str, str], ...]:
        return (("Authorization", f"Bearer {self.key}"),) if self.key else ()


def _message(turn: Turn) -> dict[str, object]:
    role = "assistant" if turn.speaker is Speaker.MODEL else "user"
    if not turn.picture:
        return {"role": role, "content": turn.text}
    address = f"data:image/png;base64,{base64.b64encode(turn.picture).decode()}"
    parts = [{"type": "text", "text": turn.text}, {"type": "image_url", "image_url": {"url": address}}]
    return {"role": role, "content": parts}


def _usage(answer: dict[str, object]) -> Usage | None:
    if not isinstance(answer.get("usage"), dict):
        return None
    return Usage(
        read=count_part(answer, "usage", "prompt_tokens"), written=count_part(answer, "usage", "completion_tokens")
    )


def _reply(text: str, declined: str, finished: str, usage: Usage | None) -> Reply:
    if declined:
        return Reply(text=declined, ending=Ending.DECLINED, usage=usage)
    return Reply(text=text, ending=_ENDINGS.get(finished, Ending.WHOLE), usage=usage)
