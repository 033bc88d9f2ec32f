"""A server that speaks the real wire formats of language models, and every fault of theirs, from a list of replies."""

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

JsonObject = dict[str, object]


@dataclass(frozen=True, kw_only=True)
class Say:
    """The answer, streamed in pieces. cut_after: so many pieces, then the connection breaks. ending: as OpenAI names it
    ("stop", "length", "content_filter"); Anthropic's follows from it. refusal: the model's own."""

    text: str = ""
    pieces_of: int = 7
    cut_after: int | None = None
    ending: str = "stop"
    refusal: str = ""
    usage: tuple[int, int] | None = (100, 20)


@dataclass(frozen=True, kw_only=True)
class Status:
    """An answer that is none."""

    code: int
    message: str = ""
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Raw:
    """A body as it stands."""

    body: str
    content_type: str = "text/event-stream"


@dataclass(frozen=True, kw_only=True)
class Hang:
    """Nothing comes until the server closes. after_headers: it begins to answer first."""

    after_headers: bool = False


Scripted = Say | Status | Raw | Hang


@dataclass(frozen=True, kw_only=True)
class Asked:
    path: str
    headers: dict[str, str]
    body: JsonObject


@dataclass(kw_only=True)
class ModelServer:
    """`script`: one reply a request, in order; afterwards 500. lacks: fields of a request that it will not take."""

    script: list[Scripted]
    lacks: tuple[str, ...] = ()
    models: tuple[str, ...] = ("small",)
    key: str = ""
    asked: list[Asked] = field(default_factory=list)
    _closing: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                if not server.lets_in(self):
                    return
                listed = {"object": "list", "data": [{"id": name, "object": "model"} for name in server.models]}
                self.send_whole(200, json.dumps(listed))

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                headers = {name.lower(): value for name, value in self.headers.items()}
                server.asked.append(Asked(path=self.path, headers=headers, body=body))
                if not server.lets_in(self):
                    return
                for name in server.lacks:
                    if name in json.dumps(body):
                        self.send_whole(400, json.dumps({"error": {"message": f"Unsupported parameter: '{name}'"}}))
                        return
                reply = server.script.pop(0) if server.script else Status(code=500, message="nothing left to say")
                match reply:
                    case Status():
                        self.send_whole(
                            reply.code, json.dumps({"error": {"message": reply.message}}), headers=reply.headers
                        )
                    case Raw():
                        self.send_whole(200, reply.body, content_type=reply.content_type)
                    case Hang():
                        if reply.after_headers:
                            self.begin_stream()
                        server._closing.wait(60)
                    case Say():
                        self.stream(reply)

            def stream(self, reply: Say) -> None:
                anthropic = self.path.endswith("/messages")
                pieces = (anthropic_events if anthropic else openai_events)(reply)
                self.begin_stream()
                for number, piece in enumerate(pieces):
                    if reply.cut_after is not None and number >= reply.cut_after:
                        self.close_connection = True
                        return
                    data = piece.encode()
                    self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
                    self.wfile.flush()
                self.wfile.write(b"0\r\n\r\n")

            def begin_stream(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/event-stream; charset=utf-8")
                self.send_header("Transfer-Encoding", "chunked")
                self.end_headers()
                self.wfile.flush()

            def send_whole(
                self,
                code: int,
                body: str,
                *,
                content_type: str = "application/json",
                headers: tuple[tuple[str, str], ...] = (),
            ) -> None:
                data = body.encode()
                self.send_response(code)
                for name, value in (*headers, ("Content-Type", content_type), ("Content-Length", str(len(data)))):
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
                return

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: object, client_address: object) -> None:
                return  # whoever asked has gone, as some tests want

        self._server = Server(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def lets_in(self, handler: BaseHTTPRequestHandler) -> bool:
        given = handler.headers.get("x-api-key") or handler.headers.get("Authorization", "").removeprefix("Bearer ")
        if not self.key or given == self.key:
            return True
        handler.send_whole(401, json.dumps({"error": {"message": "invalid key"}}))  # type: ignore[attr-defined]
        return False

    def last_words(self) -> str:
        """The text of the last message of the last request."""
        messages = self.asked[-1].body["messages"]
        assert isinstance(messages, list)
        content = messages[-1]["content"]
        return content if isinstance(content, str) else "".join(part.get("text", "") for part in content)


def openai_events(reply: Say) -> list[str]:
    def chunk(delta: JsonObject, finish: str | None = None) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        return f"data: {json.dumps({'object': 'chat.completion.chunk', 'choices': [choice]})}\n\n"

    pieces = [chunk({"role": "assistant", "content": ""}), ": keep-alive\n\n"]
    pieces += [chunk({"content": piece}) for piece in _cut(reply)]
    if reply.refusal:
        pieces.append(chunk({"refusal": reply.refusal}))
    pieces.append(chunk({}, reply.ending))
    if reply.usage is not None:
        usage = {"prompt_tokens": reply.usage[0], "completion_tokens": reply.usage[1]}
        pieces.append(f"data: {json.dumps({'choices': [], 'usage': usage})}\n\n")
    return [*pieces, "data: [DONE]\n\n"]


def anthropic_events(reply: Say) -> list[str]:
    def event(kind: str, **more: object) -> str:
        return f"event: {kind}\r\ndata: {json.dumps({'type': kind, **more})}\r\n\r\n"

    stop = {"stop": "tool_use", "length": "max_tokens", "content_filter": "refusal"}[reply.ending]
    read, written = reply.usage or (0, 0)
    block: JsonObject = {"type": "tool_use", "id": "toolu_1", "name": "answer", "input": {}}
    return [
        event("message_start", message={"role": "assistant", "content": [], "usage": {"input_tokens": read}}),
        event("content_block_start", index=0, content_block=block),
        event("ping"),
        *(
            event("content_block_delta", index=0, delta={"type": "input_json_delta", "partial_json": piece})
            for piece in _cut(reply)
        ),
        event("content_block_stop", index=0),
        event("message_delta", delta={"stop_reason": stop}, usage={"output_tokens": written}),
        event("message_stop"),
    ]


def _cut(reply: Say) -> list[str]:
    return [reply.text[at : at + reply.pieces_of] for at in range(0, len(reply.text), reply.pieces_of)]
