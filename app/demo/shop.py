"""A small shop on the loopback address: serves the order form and keeps what it receives, for checking from outside."""

import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from types import TracebackType
from urllib.parse import parse_qsl

MOST_BYTES = 64 * 1024


class Shop:
    """Use as a context manager. `orders`: the forms received, in order, as name to value."""

    def __init__(self) -> None:
        self.orders: list[Mapping[str, str]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self.orders))
        self._thread = threading.Thread(target=self._server.serve_forever, name="demo-shop", daemon=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/"

    def __enter__(self) -> "Shop":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _handler(orders: list[Mapping[str, str]]) -> type[BaseHTTPRequestHandler]:
    pages = files("assets") / "demo"

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/":
                self._answer(200, (pages / "order.html").read_bytes())
            else:
                self._answer(404, b"<!doctype html><title>Not here</title><p>There is no such page.</p>")

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            if self.path != "/order" or length > MOST_BYTES:
                self._answer(400, b"<!doctype html><title>No</title><p>That is no order.</p>")
                return
            orders.append(dict(parse_qsl(self.rfile.read(length).decode("utf-8"), keep_blank_values=True)))
            self._answer(200, (pages / "thanks.html").read_bytes())

        def _answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
            """Nothing: the demo prints its own steps."""

    return Handler
