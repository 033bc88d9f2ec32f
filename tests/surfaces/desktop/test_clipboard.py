"""The clipboard is read as any application would, whatever its owner does."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from app.surfaces.desktop.clipboard import Clipboard
from app.surfaces.desktop.connection import Connection

pytestmark = pytest.mark.x11

DEAF_OWNER = """
import time
from Xlib import X
from Xlib.display import Display
server = Display()
window = server.screen().root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
window.set_selection_owner(server.get_atom("CLIPBOARD"), X.CurrentTime)
server.sync()
print("owned", flush=True)
time.sleep(120)
"""


@pytest.fixture
def clipboard(bare_screen) -> Iterator[Clipboard]:
    connection = Connection(bare_screen.display)
    yield Clipboard(connection, pause=lambda seconds: None)
    connection.close()


@pytest.fixture
def put(bare_screen, wait_until) -> Callable[[bytes], None]:
    def put(text: bytes) -> None:
        subprocess.run(["xclip", "-selection", "clipboard"], input=text, env=bare_screen.environment(), check=True)
        targets = ("xclip", "-selection", "clipboard", "-o", "-t", "TARGETS")  # it owns the clipboard a little later
        wait_until(lambda: "UTF8_STRING" in bare_screen.run(*targets, check=False), "text on the clipboard")

    return put


def test_an_empty_clipboard_has_no_text(clipboard) -> None:
    assert clipboard.text() is None


def test_text_in_any_script_comes_whole(clipboard, put) -> None:
    put("süß привет 😀".encode())
    assert clipboard.text() == "süß привет 😀"


def test_a_large_text_comes_in_pieces_and_whole(clipboard, put) -> None:
    text = "".join(f"line {number} é\n" for number in range(200_000))
    put(text.encode())
    assert clipboard.text() == text


def test_an_owner_that_does_not_answer_is_given_up(clipboard, bare_screen) -> None:
    owner = subprocess.Popen([sys.executable, "-c", DEAF_OWNER], env=bare_screen.environment(), stdout=subprocess.PIPE)
    assert owner.stdout is not None
    assert owner.stdout.readline() == b"owned\n"
    began_s = time.monotonic()
    assert clipboard.text() is None
    assert time.monotonic() - began_s < 5
    owner.kill()
    owner.wait(10)
    owner.stdout.close()


def test_reading_changes_nothing(clipboard, put, bare_screen) -> None:
    put(b"as it was")
    clipboard.text()
    assert bare_screen.run("xclip", "-selection", "clipboard", "-o") == "as it was"
