"""A web server for whole runs: hands out pages, keeps what was sent to it and when."""

import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl


@dataclass(frozen=True, kw_only=True)
class Sent:
    """fields: of a form. at_s: monotonic, when it arrived."""

    path: str
    fields: dict[str, str]
    at_s: float


@dataclass(kw_only=True)
class Pages:
    """`html`: by path. A path `/hang...` is answered only when the server closes."""

    html: dict[str, str]
    sent: list[Sent] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    _closing: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        pages = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                pages.asked.append(self.path)
                if self.path.startswith("/hang"):
                    pages._closing.wait(60)
                self._reply(pages.html.get(self.path.partition("?")[0], ""))

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                fields = json.loads(body) if body.startswith("{") else dict(parse_qsl(body, keep_blank_values=True))
                pages.sent.append(Sent(path=self.path, fields=fields, at_s=time.monotonic()))
                self._reply(pages.html.get(self.path, "<!doctype html><title>Thanks</title><p>Thank you"))

            def _reply(self, body: str) -> None:
                try:
                    self.send_response(200 if body else 404)
                    self.send_header("Content-Type", "text/html; charset=utf-8")
                    self.end_headers()
                    self.wfile.write(body.encode())
                except OSError:
                    return  # the browser is gone, as some tests want

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()

    def address(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}{path}"

    def sent_to(self, path: str) -> list[Sent]:
        return [one for one in self.sent if one.path == path]


FORM = """<!doctype html><meta charset=utf-8><title>Order</title>
<form method=post action=/order>
<p><label>Name <input name=name></label>
<p><label>Amount <input name=amount></label>
<p><button>Send</button>
</form>"""

# Tells the server of each key as the page receives it.
KEYS = """<!doctype html><meta charset=utf-8><title>Keys</title>
<p><label>Notes <textarea name=notes rows=12 cols=80></textarea></label>
<script>
let down = new Set();
for (const kind of ["keydown", "keyup"]) addEventListener(kind, event => {
  kind === "keydown" ? down.add(event.code) : down.delete(event.code);
});
document.querySelector("textarea").addEventListener("input", event =>
  fetch("/key", {method: "POST", body: JSON.stringify({length: String(event.target.value.length)})}));
</script>"""
