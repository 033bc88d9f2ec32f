"""One recording over a display and a browser on it: pages are told by the browser, everything else by the display."""

import sys
from pathlib import Path

import pytest

from grounding.screen import Query, Role
from planner.actions import Click, OpenAddress, OpenApp, Reference, SelectOption, SetChecked, SwitchTo, TypeText
from planner.plan import Step
from tests.recording.conftest import Site
from tests.recording.seat import seat

pytestmark = [pytest.mark.long, pytest.mark.x11, pytest.mark.chromium, pytest.mark.timeout(300)]

PANEL = str(Path(__file__).with_name("panel.py"))
FORM = """<h1>Order</h1><form action=/kept method=post>
<p><label>Full name <input name=name></label>
<p><label><input type=checkbox name=gift value=yes> As a gift</label>
<p><label>Size <select name=size><option>Small<option>Medium<option>Large</select></label>
<p><label>Remark <input name=remark></label>
<p><button>Send order</button></form>"""


def test_a_chore_across_both_is_recorded_once_in_its_order_and_replayed_with_other_values(
    site: Site, tmp_path: Path, private_home: Path
) -> None:
    url, noted = site.put("order", FORM), tmp_path / "noted"
    with seat(tmp_path) as person:
        person.start_browser(url, tmp_path)
        panel = person.start(sys.executable, PANEL, str(noted), title="Panel", at=(760, 300))
        name, gift, size, remark, send = person.spots("[name=name]", "[name=gift]", "select", "[name=remark]", "button")
        person.record("--cdp", person.address)
        person.click(*name)
        person.type("Ana Sousa")
        person.click(200, 85, window=panel)
        person.type("Robin")
        person.click(*gift)
        person.click(*size)
        person.press("Down", "Return")
        person.click(80, 158, window=panel)
        person.click(*remark)
        person.type("Ring twice")
        person.click(*send)
        flow = person.end()
        kept = [node.action for node in flow.nodes if isinstance(node, Step)]
        text = person.file.read_text(encoding="utf-8")
        assert kept == [
            OpenAddress(address=url),
            TypeText(
                value=Reference(name="full_name"), place=Query(text="Full name", exact=True, role=Role.TEXT_FIELD)
            ),
            OpenApp(name="panel.py"),
            TypeText(value=Reference(name="nickname"), place=Query(text="Nickname", exact=True, role=Role.TEXT_FIELD)),
            SwitchTo(name="order"),
            SetChecked(place=Query(text="As a gift", exact=True, role=Role.CHECKBOX), checked=True),
            SelectOption(option=Reference(name="size"), place=Query(text="Size", exact=True, role=Role.DROPDOWN)),
            SwitchTo(name="Panel"),
            Click(place=Query(text="Apply", exact=True, role=Role.BUTTON)),
            SwitchTo(name="order"),
            TypeText(value=Reference(name="remark"), place=Query(text="Remark", exact=True, role=Role.TEXT_FIELD)),
            Click(place=Query(text="Send order", exact=True, role=Role.BUTTON)),
        ], text
        assert noted.read_text(encoding="utf-8") == "False Robin"
        assert site.sent[-1]["size"] == "Medium"
