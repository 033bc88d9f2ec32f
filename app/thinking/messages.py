"""Anthropic's messages API: the answer comes as the input of a tool, whose schema is the answer's.

The requests and the stream are those of https://docs.claude.com/en/api/messages-streaming. Decision: a tool that must
be used, because every version of this API knows tools with a schema; a model that will not be told which tool to use
may choose, and then writes the same JSON as text.
"""

import base64
import json
from dataclasses import dataclass, field

from app.thinking.event_stream import count_part, events, object_in, part, text_part
from app.thinking.exchange import Call, Heard
from planner.conversation import Ending, Prompt, Reply, Speaker, Turn, Usage
from planner.errors import ModelBusy, ModelFailed

VERSION = "2023-06-01"
_TOOL = "answer"
_ENDINGS = {
    "max_tokens": Ending.CUT_SHORT,
    "model_context_window_exceeded": Ending.CUT_SHORT,
    "refusal": Ending.DECLINED,
}
_PASSING = frozenset({"overloaded_error", "api_error", "rate_limit_error", "timeout_error"})


@dataclass(kw_only=True)
class Messages:
    """`app.thinking.wire.Wire`."""

    model: str
    key: str = field(repr=False)
    called: str
    _must_use: bool = field(default=True, init=False)

    def call(self, prompt: Prompt, *, tokens: int) -> Call:
        tool = {"name": _TOOL, "description": "Gives the answer.", "input_schema": json.loads(prompt.schema)}
        rules = prompt.rules
        if not self._must_use:
            rules = f"{rules}\n\nAnswer by using the tool “{_TOOL}”, or with one JSON object as its input would be."
        body = {
            "model": self.model,
            "max_tokens": tokens,
            "stream": True,
            "system": rules,
            "messages": [_message(turn) for turn in prompt.turns],
            "tools": [tool],
            "tool_choice": {"type": "tool", "name": _TOOL} if self._must_use else {"type": "auto"},
        }
        return Call(path="/v1/messages", headers=self._headers, body=json.dumps(body))

    def listing(self) -> Call:
        return Call(path="/v1/models", headers=self._headers)

    def gives_way(self, message: str) -> bool:
        gives, self._must_use = self._must_use, False
        return gives

    def read(self, heard: Heard) -> Reply:
        if heard.content_type == "application/json":
            return self._read_at_once(heard)
        read = written = 0
        text, tool, stopped, ended = [], [], "", False
        for event in events(heard.text):
            data = object_in(event.data, self.called)
            match data.get("type"):
                case "message_start":
                    read = _read_tokens(part(data, "message"))
                case "content_block_delta":
                    text.append(text_part(data, "delta", "text"))
                    tool.append(text_part(data, "delta", "partial_json"))
                case "message_delta":
                    stopped = text_part(data, "delta", "stop_reason") or stopped
                    written = count_part(data, "usage", "output_tokens") or written
                case "message_stop":
                    ended = True
                case "error":
                    self._fail(data)
        if not ended:
            raise ModelBusy(f"{self.called} broke off in the middle of its answer.")
        said = "".join(tool) or "".join(text)
        return Reply(text=said, ending=_ENDINGS.get(stopped, Ending.WHOLE), usage=Usage(read=read, written=written))

    def _read_at_once(self, heard: Heard) -> Reply:
        """From an endpoint that does not stream."""
        answer = object_in(heard.text, self.called)
        blocks = part(answer, "content")
        if not isinstance(blocks, list):
            raise ModelFailed(f"{self.called} answers in another form than the messages API has.")
        tools = [json.dumps(part(block, "input")) for block in blocks if part(block, "type") == "tool_use"]
        said = tools[0] if tools else "".join(text_part(block, "text") for block in blocks)
        usage = Usage(read=_read_tokens(answer), written=count_part(answer, "usage", "output_tokens"))
        ending = _ENDINGS.get(text_part(answer, "stop_reason"), Ending.WHOLE)
        return Reply(text=said, ending=ending, usage=usage)

    def _fail(self, data: dict[str, object]) -> None:
        said = text_part(data, "error", "message")[:200] or "no reason given"
        failure = ModelBusy if text_part(data, "error", "type") in _PASSING else ModelFailed
        raise failure(f"{self.called} failed in the middle of its answer: {said}.")

    @property
    def _headers(self) -> tuple[tuple[str, str], ...]:
        version = ("anthropic-version", VERSION)
        return (version, ("x-api-key", self.key)) if self.key else (version,)


def _message(turn: Turn) -> dict[str, object]:
    role = "assistant" if turn.speaker is Speaker.MODEL else "user"
    parts: list[dict[str, object]] = [{"type": "text", "text": turn.text}]
    if turn.picture:
        data = base64.b64encode(turn.picture).decode()
        parts.insert(0, {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": data}})
    return {"role": role, "content": parts}


def _read_tokens(message: object) -> int:
    """All that was read, from a cache or not."""
    kinds = ("input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens")
    return sum(count_part(message, "usage", kind) for kind in kinds)
