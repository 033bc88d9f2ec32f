"""A real browser's window through AT-SPI, on a scaled display."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.surfaces.launching import DesktopLauncher
from grounding.screen import Role
from tests.surfaces.accessibility.conftest import Desk, desk_of
from tests.surfaces.accessibility.test_qt import click

pytestmark = [pytest.mark.x11, pytest.mark.chromium]

PAGE = """<title>Waiting</title><h1>Order</h1>
<button onclick="document.title = 'Sent it'" style="margin: 60px 120px">Send the order</button>"""


@pytest.fixture
def enlarged_desk() -> Iterator[Desk]:
    yield from desk_of(1.5)


def test_boxes_of_a_page_and_of_the_browser_around_it_fit_the_screen(enlarged_desk: Desk, tmp_path: Path) -> None:
    """Chromium tells its own controls in units of the application, but those of the page in pixels."""
    desk = enlarged_desk
    page = tmp_path / "page.html"
    page.write_text(PAGE)
    launcher = DesktopLauncher(environment=desk.display.environment, guard=desk.display.guard)
    launcher.open_address(page.as_uri())
    assert desk.until(lambda: any("Waiting" in one.title for one in desk.windows.read()), within_s=30)
    send = desk.one(Role.BUTTON, "Send the order")
    click(desk, *send.box.center)
    assert desk.until(lambda: any("Sent it" in one.title for one in desk.windows.read()))
    reload = desk.one(Role.BUTTON, "Reload")
    click(desk, *reload.box.center)
    assert desk.until(lambda: any("Waiting" in one.title for one in desk.windows.read()))
