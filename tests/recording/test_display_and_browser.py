"""One recording over a display and a browser on it: pages are told by the browser, everything else by the display."""

import sys
from pathlib import Path

import pytest

from grounding.screen import Query, Role
from planner.actions import Click, OpenAddress, OpenApp, Reference, SelectOption, SetChecked, SwitchTo, TypeText
from planner.plan import Step
from tests.calling import Running
from tests.recording.conftest import Site
from tests.recording.seat import seat

pytestmark = [pytest.mark.long, pytest.mark.x11, pytest.mark.chromium, pytest.mark.timeout(300)]

PANEL = str(Path(__file__).with_name("panel.py"))
FORM = """<h1>Order</h1><form action=/kept method=post>
<p><label>Full name <input name=name></label>
<p><label><input type=checkbox name=gift value=yes> As a gift</label>
<p><label>Size <select name=size><option>Small<option>Medium<option>Large</select></label>
<p><label>Remark <input name=remark></label>
<p><button>Keep it</button></form>"""


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
            Click(place=Query(text="Keep it", exact=True, role=Role.BUTTON)),
        ], text
        assert noted.read_text(encoding="utf-8") == "False Robin"
        assert site.sent[-1]["size"] == "Medium"

        with person.page() as page:
            page.goto(url)
        replayed = person.replay(
            "--cdp", person.address, "--set", "full_name=Rui Alves", "--set", "size=Large", "--set", "nickname=Rob",
            "--set", "remark=Call",
        )  # fmt: skip
        assert replayed.code == 0, replayed.out + replayed.err
        assert site.sent[-1] == {"name": "Rui Alves", "gift": "yes", "size": "Large", "remark": "Call"}
        assert noted.read_text(encoding="utf-8") == "False Rob"


def test_what_a_replay_does_on_the_same_display_and_in_its_browser_is_not_the_persons(
    site: Site, tmp_path: Path, private_home: Path
) -> None:
    url = site.put("order", FORM)
    chore, other = tmp_path / "other.flow.yaml", tmp_path / "noted"
    chore.write_text(
        "flow: 1\nname: other\nsteps:\n"
        + "".join(
            f"  - type: {text}\n    into: {{name: Remark, role: text field}}\n"
            for text in ("Ring twice", "Leave it", "Call first", "At the back", "Ask for Rui", "No hurry")
        )
    )
    with seat(tmp_path) as person:
        person.start_browser(url, tmp_path)
        panel = person.start(sys.executable, PANEL, str(other), title="Panel", at=(760, 300))
        gift = person.spots("[name=gift]")[0]
        person.record("--cdp", person.address)
        replay = Running.start("replay", str(chore), "--cdp", person.address, "--json", environment=person.environment)
        replay.wait_for("step")
        person.click(30, 35, window=panel)
        person.click(*gift)
        person.click(80, 158, window=panel)
        assert replay.finish() == 0, replay.lines
        replay.close()
        flow = person.end()
        kept = [node.action for node in flow.nodes if isinstance(node, Step)]
        assert [type(one) for one in kept] == [OpenApp, SetChecked, OpenAddress, SetChecked, SwitchTo, Click], (
            person.file.read_text()
        )
        assert other.read_text(encoding="utf-8") == "True "

        person.file.unlink()
        person.record("--cdp", person.address)
        replay = Running.start(
            "replay", str(chore), "--display", person.display, "--cdp", person.address, "--json",
            environment=person.environment,
        )  # fmt: skip
        for _ in range(2):
            replay.wait_for("step")
        person.click(80, 158, window=panel)
        replay.finish()
        replay.close()
        person.click(30, 35, window=panel)
        flow = person.end()
        kept = [node.action for node in flow.nodes if isinstance(node, Step)]
        assert [type(one) for one in kept] == [OpenApp, Click, SetChecked], person.file.read_text()
