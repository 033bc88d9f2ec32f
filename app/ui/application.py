"""Qt's application around the window: starts runs through the callable it is given, ends on a signal or a close."""

import socket
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication

from app.errors import AppError
from app.ui.bridge import Bridge
from app.ui.main_window import MainWindow, PastRun, Wanted


class Running(Protocol):
    """A run that the window can stop."""

    def stop(self) -> None: ...

    def join(self, timeout_s: float | None = None) -> bool: ...


Start = Callable[[Wanted, Bridge], Running]
"""Begins a run whose events and questions go to the bridge. Raises AppError with the sentence when it cannot."""


class WindowApplication:
    """One window, one run at a time."""

    def __init__(
        self,
        *,
        arguments: list[str],
        start: Start,
        past_runs: Callable[[], tuple[PastRun, ...]],
        report: Callable[[str], str],
    ) -> None:
        existing = QApplication.instance()
        self._qt = existing if isinstance(existing, QApplication) else QApplication(arguments)
        self._qt.setApplicationName("Deskhand")
        self._qt.setDesktopFileName("deskhand")
        self._start = start
        self._running: Running | None = None
        self._bridge = Bridge()
        self.window = MainWindow(bridge=self._bridge, past_runs=past_runs, report=report)
        self.window.start_wanted.connect(self._begin)
        self.window.stop_wanted.connect(self.stop)
        self._bridge.failed.connect(self.window.refuse)

    def run(self, *, wake_up: socket.socket) -> int:
        """Shows the window until it is closed or a signal arrives at `wake_up`. The exit code."""
        notifier = QSocketNotifier(wake_up.fileno(), QSocketNotifier.Type.Read)
        notifier.activated.connect(self.window.close)
        self.window.show()
        code = self._qt.exec()
        self.stop()
        if self._running is not None:
            self._running.join(timeout_s=5.0)
        return code

    def stop(self) -> None:
        if self._running is not None:
            self._running.stop()

    def _begin(self, wanted: Wanted) -> None:
        try:
            self._running = self._start(wanted, self._bridge)
        except AppError as error:
            self.window.refuse(str(error))
