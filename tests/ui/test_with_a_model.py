"""The window with a language model: what it says before, while and after one is asked, on a real page."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.cli.window import start, understand_words
from app.ui.application import WindowApplication
from app.ui.wishes import ByModel
from planner.plan import NotUnderstood, Plan
from tests.pages import Pages
from tests.thinking.model_server import ModelServer, Say

GOAL = "please see to it that Ana feels welcome"
PAGE = """<!doctype html><meta charset=utf-8><title>Visitors</title><label>Name <input id=name></label>
<button onclick="fetch('/said', {method: 'POST', body: JSON.stringify({what: document.getElementById('name').value})})
.then(() => this.textContent = 'Greeted')">Greet</button>"""


def choose(monkeypatch: pytest.MonkeyPatch, address: str, **more: str) -> None:
    for name, value in {"API": "openai", "NAME": "small", "ADDRESS": address, **more}.items():
        monkeypatch.setenv(f"DESKHAND_MODEL_{name}", value)


def test_words_are_read_without_a_model_first(private_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(understand_words(GOAL, "browser"), NotUnderstood)
    choose(monkeypatch, "https://api.example/v1")
    assert isinstance(understand_words("click Save", "browser"), Plan)
    asked = understand_words(GOAL, "browser")
    assert isinstance(asked, ByModel)
    assert "“small” at api.example will be asked, and that is another machine: your words" in asked.notice
    assert isinstance(understand_words("", "browser"), NotUnderstood)


def test_settings_that_cannot_be_are_said_where_the_words_are_read(
    private_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, "nowhere")
    read = understand_words(GOAL, "browser")
    assert isinstance(read, NotUnderstood)
    assert "model_address" in read.nearest


@pytest.mark.chromium
def test_a_goal_is_planned_shown_and_carried_out(
    qtbot: QtBot, private_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = [
        {"do": "type", "value": {"kind": "text", "is": "Ana"}, "place": {"mark": 1}},
        {"do": "click", "place": {"name": "Greet", "role": "button"}},
    ]
    answer = Say(text=json.dumps({"outcome": "steps", "steps": steps, "completes": True}))
    with Pages(html={"/": PAGE}) as site, ModelServer(script=[answer]) as server:
        choose(monkeypatch, server.address)
        application = WindowApplication(
            arguments=["deskhand"],
            start=start,
            understand=understand_words,
            past_runs=tuple,
            report=str,
            place="browser",
        )
        window = application.window
        qtbot.addWidget(window)
        window.show()
        window.parts.address.setText(site.address("/"))
        window.parts.words.setPlainText(GOAL)
        qtbot.waitUntil(window.parts.problem.isVisible)
        assert "is on this machine, which nothing leaves" in window.parts.problem.text()
        assert server.asked == []
        said: list[str] = []
        application._bridge.told.connect(lambda event: said.append(window.parts.banner.text))
        qtbot.mouseClick(window.parts.run, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not window.is_running, timeout=60_000)
        assert [sent.fields for sent in site.sent] == [{"what": "Ana"}], window.parts.banner.text
        assert any(words.startswith("Asking the language model “small”") for words in said)
        shown = [row.findChildren(QLabel)[0].text() for row in window.parts.steps.rows]
        assert shown == ["Type “Ana” into the “Name” field", "Click the “Greet” button"]
        application.stop()
