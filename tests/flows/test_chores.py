"""The three chores of the demo in several wordings, on several applications and in both modes, checked from outside."""

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.clock import RunClock, StopSwitch
from app.demo.shop import Shop
from app.surfaces.browser.finding import find_browser
from app.surfaces.browser.protocol import Connection
from app.surfaces.browser.websocket import WebSocket
from tests.calling import Running, call

Start = Callable[..., Running]
Eventually = Callable[..., None]

SIZE = "1280x800"
MODES = [pytest.param((), id="default"), pytest.param(("--pixels-only",), id="pixels-only")]
ORDER = {
    "name": "Zoë Müller",
    "email": "zoe@example.org",
    "product": "Green tea",
    "quantity": "3",
    "date": "2026-12-24",
    "gift": "yes",
}


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


@pytest.mark.apps
@pytest.mark.x11
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    "words",
    [
        'Open mousepad, type "Deskhand was here.", press Enter, type "It asks first.", then save it as "{file}"',
        'Start l3afpad and write "Deskhand was here."\nHit Enter\nWrite "It asks first."\nSave the file as "{file}".',
    ],
    ids=["mousepad", "l3afpad"],
)
def test_two_lines_typed_and_saved(words: str, mode: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    answer = call("run", words.format(file=file), "--virtual", SIZE, *mode, "--json")
    assert lines(file) == ["Deskhand was here.", "It asks first."], answer.result
    assert answer.code == 0, answer.result


@pytest.mark.apps
@pytest.mark.x11
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    "words",
    [
        'Work out 17*23 in galculator, read the result as product, open mousepad, type the product, save as "{file}"',
        'Calculate 17 * 23 with gnome-calculator, then write the result in l3afpad and save it as "{file}"',
    ],
    ids=["galculator", "gnome-calculator"],
)
def test_a_product_worked_out_and_written_down(words: str, mode: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "sums.txt"
    answer = call("run", words.format(file=file), "--virtual", SIZE, *mode, "--json")
    assert lines(file) == ["391"], answer.result
    assert answer.code == 0, answer.result


def fill(style: str) -> str:
    if style == "plain":
        return (
            f'Type "{ORDER["name"]}" in Name, type "{ORDER["email"]}" in E-mail, choose "{ORDER["product"]}" in '
            f'Product, type "{ORDER["quantity"]}" in Quantity, type "{ORDER["date"]}" in Delivery date, check Gift '
            "wrap, then click Send"
        )
    return (
        f'Enter "{ORDER["name"]}" into the Name field\nPut "{ORDER["email"]}" into E-mail\nSelect {ORDER["product"]} '
        f"from the Product list\nSet Quantity to {ORDER['quantity']}\nSet Delivery date to {ORDER['date']}\n"
        "Tick Gift wrap\nPress the Send button"
    )


def order(start: Start, shop: Shop, words: str, *where: str) -> Running:
    """Carries the words out and says yes to the one question before it is sent."""
    running = start("run", words, *where)
    question = running.wait_for("question", within_s=150)
    assert question["kind"] == "confirm"
    assert shop.orders == []
    running.answer("yes")
    running.finish(90)
    return running


@pytest.fixture
def shop() -> Iterator[Shop]:
    with Shop() as opened:
        yield opened


@pytest.mark.chromium
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("style", ["plain", "re-worded"])
def test_an_order_form_filled_and_sent(style: str, mode: tuple[str, ...], start: Start, shop: Shop) -> None:
    running = order(start, shop, fill(style), "--url", shop.address, *mode)
    assert [dict(one) for one in shop.orders] == [ORDER], running.result
    assert running.result["outcome"] == "done", running.result


STATE = """JSON.stringify({size: [innerWidth, innerHeight], ratio: devicePixelRatio, agent: navigator.userAgent,
 dark: matchMedia("(prefers-color-scheme: dark)").matches, touch: navigator.maxTouchPoints})"""


class OtherProgram:
    """Started the browser, watches its tab from before Deskhand comes, and has given it a screen of its own."""

    def __init__(self, profile: Path, url: str, eventually: Eventually) -> None:
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        self.process = subprocess.Popen(
            [
                find_browser(os.environ),
                "--headless",
                "--no-first-run",
                f"--user-data-dir={profile}",
                "--remote-debugging-port=0",
                "--window-size=1100,900",
                *sandbox,
                url,
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        told = profile / "DevToolsActivePort"
        eventually(lambda: told.is_file() and told.read_text().count("\n"), within_s=30)
        port, path = told.read_text().split()
        self.address = f"http://127.0.0.1:{port}"
        self._connection = Connection(
            wire=WebSocket(f"ws://127.0.0.1:{port}{path}"), clock=RunClock(switch=StopSwitch())
        )
        eventually(self._has_tab, within_s=30)
        self._connection.call(
            "Emulation.setDeviceMetricsOverride",
            self._session,
            width=1000,
            height=800,
            deviceScaleFactor=1.5,
            mobile=False,
        )

    def _has_tab(self) -> bool:
        targets = self._connection.call("Target.getTargets").items("targetInfos")
        tabs = [
            one.text("targetId")
            for one in targets
            if one.text("type") == "page" and "shop" in one.text("title").lower()
        ]
        if not tabs:
            return False
        answer = self._connection.call("Target.attachToTarget", targetId=tabs[0], flatten=True)
        self._session = answer.text("sessionId")
        return True

    def sees(self) -> str:
        """What the page is like, as this program sees it."""
        asked = self._connection.call("Runtime.evaluate", self._session, expression=STATE, returnByValue=True)
        return asked.text("result", "value")

    def close(self) -> None:
        self._connection.close()
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)


@pytest.fixture
def other(shop: Shop, tmp_path: Path, eventually: Eventually) -> Iterator[OtherProgram]:
    program = OtherProgram(tmp_path / "profile", shop.address, eventually)
    yield program
    program.close()


@pytest.mark.chromium
@pytest.mark.parametrize("mode", MODES)
def test_an_order_sent_in_a_browser_that_another_program_started_and_watches(
    mode: tuple[str, ...], start: Start, shop: Shop, other: OtherProgram
) -> None:
    before = other.sees()
    assert '"ratio":1.5' in before
    running = order(start, shop, fill("plain"), "--cdp", other.address, *mode)
    assert [dict(one) for one in shop.orders] == [ORDER], running.result
    assert running.result["outcome"] == "done", running.result
    assert other.sees() == before
    assert other.process.poll() is None
