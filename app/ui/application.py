"""Qt's application around the window: starts runs through the callable it is given, ends on a signal or a close."""

import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from PySide6.QtCore import QSocketNotifier
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from app.errors import AppError
from app.ui.bridge import Bridge
from app.ui.flows.values import Shelf, WantedFlow
from app.ui.icon import window_icon
from app.ui.lessons_page import LessonBook
from app.ui.main_window import MainWindow
from app.ui.understood import Understand
from app.ui.wishes import PastRun, Wanted

STOPPED = 4
ENDS_WITHIN_S = 5.0


class Running(Protocol):
    """A run that the window can stop."""

    def stop(self) -> None: ...

    def join(self, timeout_s: float | None = None) -> bool: ...


Start = Callable[[Wanted | WantedFlow, Bridge], Running]
"""Begins a run whose events and questions go to the bridge, which is told at the very end that it is over.

Raises AppError with the sentence when it cannot begin.
"""


class WindowApplication:
    """One window, one run at a time."""

    def __init__(
        self,
        *,
        arguments: list[str],
        start: Start,
        understand: Understand,
        past_runs: Callable[[], tuple[PastRun, ...]],
        report: Callable[[str], str],
        redact: Callable[[str], str] = str,
        shelf: Shelf | None = None,
        lessons: LessonBook | None = None,
        place: str = "display",
        autonomy: str = "sensitive",
    ) -> None:
        existing = QApplication.instance()
        self._qt = existing if isinstance(existing, QApplication) else QApplication(arguments)
        self._qt.setApplicationName("Deskhand")
        self._qt.setDesktopFileName("deskhand")
        self._qt.setWindowIcon(QIcon(window_icon()))
        # A question's own window must not keep the application alive, nor its closing end it.
        self._qt.setQuitOnLastWindowClosed(False)
        self._start = start
        self._running: Running | None = None
        self._signalled = False
        self._bridge = Bridge()
        self.window = MainWindow(
            bridge=self._bridge,
            understand=understand,
            past_runs=past_runs,
            report=report,
            redact=redact,
            shelf=shelf,
            lessons=lessons,
            place=place,
            autonomy=autonomy,
        )
        self.window.start_wanted.connect(self._begin)
        self.window.stop_wanted.connect(self.stop)
        self.window.closed.connect(self._qt.quit)

    def run(self, *, wake_up: socket.socket) -> int:
        """Shows the window until it is closed (0) or a signal arrives at `wake_up` (4)."""

        def woken() -> None:
            with suppress(OSError):
                wake_up.recv(64)
            self._signalled = True
            self.window.close()

        notifier = QSocketNotifier(wake_up.fileno(), QSocketNotifier.Type.Read)
        notifier.activated.connect(woken)
        self.window.show()
        self._qt.exec()
        notifier.setEnabled(False)
        self.stop()
        if self._running is not None:
            self._running.join(timeout_s=ENDS_WITHIN_S)
        return STOPPED if self._signalled else 0

    def stop(self) -> None:
        if self._running is not None:
            self._running.stop()

    def _begin(self, wanted: Wanted | WantedFlow) -> None:
        try:
            self._running = self._start(wanted, self._bridge)
        except AppError as error:
            self._bridge.end(str(error))
