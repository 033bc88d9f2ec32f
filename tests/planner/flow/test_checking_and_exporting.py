"""What is said of a flow before it runs, and what it becomes for other programs."""

import ast
import json
from importlib import resources

from app.words import load_lexicon
from planner.flow.checking import check_flow
from planner.flow.exporting.python import as_python
from planner.flow.exporting.trajectory import as_trajectory
from planner.flow.reading import read_flow
from planner.safety.effect import Verdict
from planner.safety.policy import Policy

WORDS = load_lexicon("en")
POLICY = Policy.parse((resources.files("assets") / "policy.toml").read_text(encoding="utf-8"))
FLOW = read_flow(
    """flow: 1
name: Bills
inputs:
  who: {type: text}
  password: {type: secret, secret: shop}
needs: {sites: ["http://127.0.0.1:8000/"]}
steps:
  - open app: text editor
  - type: "Dear {{who}}"
    into: {name: Note, role: text field}
  - type: "{{password}}"
    into: {name: Password}
  - click: {name: Send message, role: button}
  - for each: row
    in: {rows: open}
    steps:
      - click: {name: Details, row of: {name: "{{row}}"}}
  - if: {value: a, is: b}
    then: [click Never]
    else:
      - repeat until: {place: {name: Total}, more than: 5}
        steps: [click More]
  - read: {name: Total}
    as: total
""",
    WORDS,
)


def test_weighty_steps_unreached_ones_and_what_it_touches_are_told():
    checked = check_flow(FLOW, POLICY)
    told = {one.step.number: one.judgement.verdict for one in checked.weighty}
    assert told[4] is Verdict.CONFIRM
    assert 2 not in told
    assert [step.purpose for step in checked.unreached] == ["Click “Never”"]
    assert checked.apps == ("text editor",)
    assert checked.sites == ("http://127.0.0.1:8000/",)
    assert checked.secrets == ("shop",)


def test_the_python_script_is_python_and_holds_no_secret():
    script = as_python(FLOW)
    ast.parse(script)
    assert "values['who']" in script
    assert "DESKHAND_SECRET_SHOP" in script


def test_the_script_of_a_flow_that_begins_on_an_open_page_asks_which_page_it_is():
    script = as_python(read_flow("flow: 1\nname: Add\nsteps:\n  - click: {name: Add, role: button}\n", WORDS))
    ast.parse(script)
    assert 'page.goto(values.get("address") or sys.exit(' in script
    assert "Values: address=URL" in script
    assert 'values.get("address")' not in as_python(FLOW)


def test_the_trajectory_names_each_act():
    document = json.loads(as_trajectory(FLOW, "id"))
    acts = [one["function"] for one in document["content"] if one["class_"] == "api_action"]
    assert acts[:4] == ["open_app", "type", "type", "click"]
    assert document["details"]["inputs"]["password"] == {"type": "secret", "default": None}
