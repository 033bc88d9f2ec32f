"""The pages of the development package `miniwob`, found without importing it and served on this machine."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import metadata
from pathlib import Path


def installed_pages() -> Path:
    """The folder of pages in the installed package, which is not imported: it needs what is not installed."""
    try:
        files = metadata.files("miniwob") or []
    except metadata.PackageNotFoundError:
        files = []
    for file in files:
        if file.match("html/core/core.js"):
            return Path(str(file.locate())).parents[1] / "miniwob"
    raise SystemExit("The pages are not installed; run packaging/check.sh, or name their folder with --pages.")


class _Handler(SimpleHTTPRequestHandler):
    def guess_type(self, path: str | os.PathLike[str]) -> str:
        kind = super().guess_type(path)
        return f"{kind}; charset=utf-8" if kind == "text/html" else kind  # which the pages do not say themselves

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
        return


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder; what lies beside it is served too, for the pages ask for it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder.parent)))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/{folder.name}"
    finally:
        server.shutdown()
        server.server_close()
