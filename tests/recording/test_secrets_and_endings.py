"""What is secret is in no file that a recording leaves, however it ends; and what was shown before an end is kept."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from planner.actions import Click, OpenApp, Secret, TypeText
from planner.plan import Step
from tests.calling import Running, Xserver, call
from tests.recording.conftest import Site
from tests.recording.seat import Seat, seat

pytestmark = [pytest.mark.long, pytest.mark.x11, pytest.mark.apps, pytest.mark.timeout(300)]

IN_PAGE, IN_GTK, IN_QT, IN_VAULT = "moss-9-lantern", "tin-4-harbour", "oak-7-window", "elm-2-candle"
UNHURRIED_S = 2.0
"""So that a look falls into each pause on a machine that others load too: what nobody saw is taken for a secret."""
LOGIN = """<form action=/kept method=post><p><label>User <input name=user></label>
<p><label>Password <input type=password name=word></label><p><button>Log in</button></form>"""
LOCKER = """import sys
from Xlib import X, display
d = display.Display(); s = d.screen()
w = s.root.create_window(0, 0, s.width_in_pixels, s.height_in_pixels, 0, s.root_depth, X.InputOutput,
                         background_pixel=0x203040, override_redirect=True)
w.map(); d.sync(); w.grab_keyboard(True, X.GrabModeAsync, X.GrabModeAsync, X.CurrentTime); d.sync()
sys.stdin.read()
"""


def holding(folders: tuple[Path, ...], *secrets: str) -> list[str]:
    """Files in which a secret stands, as text or as bytes."""
    files = [one for folder in folders for one in folder.rglob("*") if one.is_file() and "theirs" not in one.parts]
    return [str(one) for one in files if any(secret.encode() in one.read_bytes() for secret in secrets)]


def shown(person: Seat, user: tuple[int, int], word: tuple[int, int]) -> None:
    """A password in a page, in a GTK and in a Qt application, and one in a password manager."""
    person.click(*user)
    person.type("ana")
    person.click(*word)
    person.type(IN_PAGE)
    entry = person.window("Entry")
    person.click(200, 30, window=entry)
    person.type("Rui")
    person.press("Tab")
    person.type(IN_QT)
    person.press("Tab", "space")
    person.click(200, 60, window=entry)
    person.type("x")
    guests = person.start("zenity", "--password", "--title=Guests", title="Guests", at=(650, 400))
    person.hand("windowactivate", "--sync", guests)
    person.type(IN_GTK)
    vault = person.start("zenity", "--entry", "--title=Vault - Bitwarden", title="Bitwarden", at=(650, 100))
    person.hand("windowactivate", "--sync", vault)
    person.type(IN_VAULT)
    person.press("Return")


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGKILL])
def test_no_password_is_in_any_file(site: Site, tmp_path: Path, private_home: Path, ending: signal.Signals) -> None:
    url = site.put("login", LOGIN)
    with seat(tmp_path) as person:
        person.start_browser(url, tmp_path)
        person.start(sys.executable, str(Path(__file__).with_name("secret_form.py")), title="Entry", at=(720, 550))
        user, word = person.spots("[name=user]", "[name=word]")
        person.record("--cdp", person.address)
        person.moment_s = UNHURRIED_S
        shown(person, user, word)
        assert person.running is not None
        flow = person.end() if ending is signal.SIGTERM else None
        if flow is None:
            person.running.send(signal.SIGKILL)
            person.running.finish()
        runtime = Path(person.environment["XDG_RUNTIME_DIR"])
        assert holding((tmp_path, private_home, runtime), IN_PAGE, IN_GTK, IN_QT, IN_VAULT) == []
        if flow is not None:
            typed = [one.action for one in flow.nodes if isinstance(one, Step) and isinstance(one.action, TypeText)]
            assert sum(isinstance(one.value, Secret) for one in typed) >= 4, person.file.read_text()
            assert {one.default for one in flow.inputs if not one.secret} == {"ana", "Rui"}, person.file.read_text()


def test_what_is_typed_at_a_lock_is_nobodys_to_know_and_the_rest_is_kept(tmp_path: Path, private_home: Path) -> None:
    with seat(tmp_path) as person:
        panel = person.start(
            sys.executable,
            str(Path(__file__).with_name("panel.py")),
            str(tmp_path / "noted"),
            title="Panel",
            at=(50, 50),
        )
        person.record()
        person.click(200, 85, window=panel)
        person.type("Robin")
        lock = subprocess.Popen([sys.executable, "-c", LOCKER], env=person.environment, stdin=subprocess.PIPE)
        person.pause(2.0)
        person.type(IN_GTK)
        person.press("Return")
        lock.communicate()
        person.pause(1.5)
        person.click(80, 158, window=panel)
        flow = person.end()
        kept = [one.action for one in flow.nodes if isinstance(one, Step)]
        assert [type(one) for one in kept] == [OpenApp, TypeText, Click], person.file.read_text()
        assert holding((tmp_path, private_home), IN_GTK) == []
        assert person.running is not None
        assert any("locked" in line for line in person.running.errors)


def test_a_display_that_dies_ends_the_recording_with_what_was_shown(tmp_path: Path, private_home: Path) -> None:
    server = Xserver.start("1000x700")
    environment = {**os.environ, "DISPLAY": server.display, "QT_QPA_PLATFORM": "xcb"}
    manager = subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL)
    file = tmp_path / "chore.flow.yaml"
    panel = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("panel.py")), str(tmp_path / "noted")], env=environment,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    running = Running.start("record", str(file), "--display", server.display, "--json", environment=environment)
    try:
        running.wait_for("recording")
        time.sleep(2.0)
        hand = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", "Panel"], env=environment, capture_output=True, text=True
        )
        window = hand.stdout.split()[-1]
        subprocess.run(["xdotool", "mousemove", "--window", window, "80", "158"], env=environment, check=True)
        time.sleep(0.7)
        subprocess.run(["xdotool", "click", "1"], env=environment, check=True)
        time.sleep(1.5)
        server.close()
        told = running.wait_for("recorded", 60)
        assert running.finish() == 1
        assert [line for line in running.errors if "sandbox" not in line and line.strip()][-1].strip().endswith(".")
        assert told["steps"]
        assert "Apply" in file.read_text(encoding="utf-8")
    finally:
        running.close()
        for process in (panel, manager):
            process.kill()
            process.wait(10)
        server.close()


def test_a_display_that_is_locked_from_the_start_is_one_sentence(tmp_path: Path, private_home: Path) -> None:
    with seat(tmp_path) as person:
        lock = subprocess.Popen([sys.executable, "-c", LOCKER], env=person.environment, stdin=subprocess.PIPE)
        person.pause(2.0)
        called = call("record", str(person.file), "--display", person.display, environment=person.environment)
        lock.communicate()
        assert called.code == 2
        assert called.says_one_sentence(), called.err
        assert not person.file.exists()
