"""A language model behind an HTTP endpoint: asked in the way that it takes, its refusals put into sentences."""

import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from app.thinking.chat_completions import ChatCompletions
from app.thinking.endpoint import Endpoint, Speech
from app.thinking.event_stream import part, text_part
from app.thinking.exchange import Call, Heard, exchange
from app.thinking.messages import Messages
from app.thinking.wire import Wire
from planner.conversation import Prompt, Reply
from planner.errors import ModelBusy, ModelFailed
from planner.ports import Clock

CHECKS_WITHIN_S = 8.0
_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_NOT_TAKEN = frozenset({400, 422})
_NO_SUCH_PLACE = frozenset({404, 405, 501})


class HttpModel:
    """`planner.ports.LanguageModel` over HTTP. For one run."""

    def __init__(self, *, endpoint: Endpoint, key: str, clock: Clock) -> None:
        """key: "" for none."""
        self._endpoint = endpoint
        self._clock = clock
        self._called = endpoint.called[:1].upper() + endpoint.called[1:]
        self._wire = _wire(endpoint, key, self._called)

    def answer(self, prompt: Prompt, *, tokens: int, seconds_s: float) -> Reply:
        deadline_s = self._clock.now_s() + seconds_s
        while True:
            left_s = max(0.1, deadline_s - self._clock.now_s())
            heard = self._exchange(self._wire.call(prompt, tokens=tokens), left_s)
            if heard.status in _NOT_TAKEN and self._wire.gives_way(_message(heard)):
                continue
            self._refuse(heard)
            return self._wire.read(heard)

    def check(self) -> str:
        """Whether the endpoint is there and takes the key, in a sentence. Costs nothing. Raises ModelFailed."""
        heard = self._exchange(self._wire.listing(), CHECKS_WITHIN_S)
        if heard.status in _NO_SUCH_PLACE:
            return f"{self._called} answers, but does not list its models"
        self._refuse(heard)
        names = _listed(heard)
        if names and self._endpoint.model not in names:
            return f"{self._called} answers, but does not list that model (it lists {', '.join(names[:5])})"
        return f"{self._called} answers"

    def _exchange(self, call: Call, seconds_s: float) -> Heard:
        address = _joined(self._endpoint.address, call.path)
        is_here = self._endpoint.is_here
        return exchange(call, address, is_here=is_here, clock=self._clock, seconds_s=seconds_s, called=self._called)

    def _refuse(self, heard: Heard) -> None:
        status, said = heard.status, _message(heard)
        if status == 200:
            return
        why = f" ({said})" if said else ""
        if status in (401, 403):
            raise ModelFailed(f"{self._called} does not accept the key{why}; keep the right one as a secret.")
        if status in _PASSING:
            sentence = f"{self._called} cannot answer now, status {status}{why}; try again later."
            raise ModelBusy(sentence, wait_s=_wait_s(heard.retry_after, self._clock.utc()))
        if status in _NO_SUCH_PLACE:
            raise ModelFailed(f"{self._called} does not know the model or the address{why}; correct the settings.")
        if status == 413:
            raise ModelFailed(f"{self._called} takes no prompt of this length{why}.")
        raise ModelFailed(f"{self._called} refuses the request, status {status}{why}; see its own log.")


def _wire(endpoint: Endpoint, key: str, called: str) -> Wire:
    match endpoint.speech:
        case Speech.OPENAI:
            return ChatCompletions(model=endpoint.model, key=key, called=called)
        case Speech.ANTHROPIC:
            return Messages(model=endpoint.model, key=key, called=called)


def _joined(address: str, path: str) -> str:
    """
    >>> _joined("https://api.example/v1", "/v1/messages"), _joined("https://api.example", "/v1/messages")
    ('https://api.example/v1/messages', 'https://api.example/v1/messages')
    """
    return address.removesuffix("/v1") + path if path.startswith("/v1/") else address + path


def _message(heard: Heard) -> str:
    """What the endpoint says of its refusal, in one line."""
    try:
        body = json.loads(heard.text)
    except ValueError:
        return ""
    for way in (("error", "message"), ("error",), ("message",), ("detail",), (0, "error", "message")):
        said = text_part(body, *way)
        if said:
            return " ".join("".join(c if c.isprintable() else " " for c in said).split())[:200].rstrip(".")
    return ""


def _listed(heard: Heard) -> tuple[str, ...]:
    try:
        body = json.loads(heard.text)
    except ValueError:
        return ()
    entries = part(body, "data")
    return tuple(name for entry in entries if (name := text_part(entry, "id"))) if isinstance(entries, list) else ()


def _wait_s(retry_after: str, now: datetime) -> float | None:
    """Seconds, or a date (RFC 9110, 10.2.3).

    >>> ten = datetime(2026, 11, 27, 10, tzinfo=UTC)
    >>> _wait_s("Fri, 27 Nov 2026 10:00:30 GMT", ten), _wait_s("7", ten), _wait_s("soon", ten)
    (30.0, 7.0, None)
    """
    try:
        return max(0.0, float(retry_after))
    except ValueError:
        pass
    try:
        date = parsedate_to_datetime(retry_after)
    except (TypeError, ValueError):
        return None
    return max(0.0, (date.replace(tzinfo=date.tzinfo or UTC) - now).total_seconds())
