"""Opens addresses in the browser that is joined, and everything else as the display does."""

from app.surfaces.desktop.ports import Launcher
from app.surfaces.pages_on_display.tree import PagesOnDisplay


class OpensInBrowser:
    """`Launcher` over another."""

    def __init__(self, inner: Launcher, pages: PagesOnDisplay) -> None:
        self._inner = inner
        self._pages = pages

    def open_address(self, address: str) -> str:
        note = self._pages.open_address(address)
        return self._inner.open_address(address) if note is None else note

    def open_app(self, name: str) -> str:
        return self._inner.open_app(name)

    def window_class_of(self, name: str) -> tuple[str, ...]:
        return self._inner.window_class_of(name)

    def open_file(self, path: str, app: str, *, written: bool = False) -> str:
        return self._inner.open_file(path, app, written=written)

    def close(self) -> None:
        self._inner.close()
