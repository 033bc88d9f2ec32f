"""Makes the picture of the window at work: `python -m tests.ui.picture OUT.png [--dark] [--question]`.

A real run: the shop of the demo, a browser of its own, the window at 1100x720. The picture is taken when the first of
the named steps has its target; with --question, OUT-question.png shows what is asked before the order is sent.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPalette

WORDS = (
    "Type “Zoë Müller” in Name, type “zoe@example.org” in E-mail, choose “Green tea” in Product, "
    "check Gift wrap, then click Send"
)
PATIENCE_S = 60.0


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--question", action="store_true")
    wishes = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["XDG_DATA_HOME"] = home
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        for name in ("DISPLAY", "WAYLAND_DISPLAY"):
            os.environ.pop(name, None)
        _make(wishes.out, dark=wishes.dark, question=wishes.question)


def _make(out: Path, *, dark: bool, question: bool) -> None:
    from PySide6.QtWidgets import QApplication

    from app.cli.window import past_runs, report, start, understand_words
    from app.cli.window_lessons import Book
    from app.cli.window_library import Library
    from app.compose.parts import secret_store
    from app.demo.shop import Shop
    from app.ui.application import WindowApplication

    with Shop() as shop:
        application = WindowApplication(
            arguments=["deskhand"],
            start=start,
            understand=understand_words,
            past_runs=past_runs,
            report=report,
            shelf=Library(secret_store()),
            lessons=Book(),
            place="browser",
        )
        window = application.window
        if dark:
            QApplication.setPalette(dark_palette())
        window.show()
        window.parts.words.setPlainText(WORDS)
        window.parts.address.setText(shop.address)
        window.start()

        def settled() -> bool:
            shown = window.parts.live.shown
            return len(window.parts.steps.rows) > 3 and bool(shown and shown.target) and _present(window.parts) == 3

        try:
            until(settled)
            window.grab().save(str(out))
            if question:
                until(lambda: window.dialog is not None and window.dialog.agree.isEnabled())
                assert window.dialog is not None
                window.dialog.grab().save(str(out.with_name(f"{out.stem}-question.png")))
                window.dialog.agree.click()
                until(lambda: not window.is_running)
                window.grab().save(str(out.with_name(f"{out.stem}-end.png")))
        finally:
            application.stop()
            until(lambda: not window.is_running)


def dark_palette() -> "QPalette":
    """As a dark desktop gives it to Qt."""
    from PySide6.QtGui import QColor, QPalette

    palette = QPalette(QColor(50, 50, 54), QColor(45, 46, 50))
    palette.setColor(QPalette.ColorRole.Base, QColor(31, 32, 36))
    return palette


def _present(parts: object) -> int:
    from app.ui.layout import Parts
    from app.ui.marks import Mark

    assert isinstance(parts, Parts)
    marks = [row.mark for row in parts.steps.rows]
    return marks.index(Mark.WORKING) if Mark.WORKING in marks else -1


def until(condition: Callable[[], object]) -> None:
    from PySide6.QtCore import QCoreApplication

    deadline_s = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > deadline_s:
            raise SystemExit("The run did not come so far in a minute.")
        QCoreApplication.processEvents()
        time.sleep(0.01)


if __name__ == "__main__":
    main()
