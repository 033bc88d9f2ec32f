"""`deskhand run` as a program drives it: lines of JSON, questions on the pipe, secrets, exit codes."""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.calling import COMMAND, ROOT, Called, Running, call
from tests.pages import FORM, Pages

pytestmark = pytest.mark.chromium

STEP = {
    "type", "sequence", "purpose", "action", "target", "verdict", "rule", "verification", "duration_s", "error",
}  # fmt: skip
QUESTION = {
    "type", "id", "kind", "text", "verdict", "rule", "action", "target", "data", "destination", "irreversible",
    "phrase", "choices", "evidence",
}  # fmt: skip
SEND = 'type "Ada" in Name, click Send'
ECHO = """<!doctype html><meta charset=utf-8><title>Echo</title>
<p><label>Word <input id=word></label> <output id=echo aria-label=Echo>nothing</output>
<script>word.addEventListener("input", () => echo.textContent = "said " + word.value)</script>"""
PIN = 'tr0ub"4dor-Ünlock'


@pytest.fixture
def pages() -> Iterator[Pages]:
    with Pages(html={"/": FORM, "/echo": ECHO}) as served:
        yield served


@pytest.fixture
def start(private_home: Path) -> Iterator[Callable[..., Running]]:
    started: list[Running] = []

    def begin(*arguments: str) -> Running:
        started.append(Running.start(*arguments, "--json"))
        return started[-1]

    yield begin
    for running in started:
        running.close()


def test_every_line_has_the_fields_of_the_contract(start: Callable[..., Running], pages: Pages, tmp_path: Path) -> None:
    running = start("run", SEND, "--url", pages.address(), "--run-dir", str(tmp_path / "kept"))
    question = running.wait_for("question")
    assert set(question) >= QUESTION
    assert question["kind"] == "confirm"
    running.answer("yes")
    assert running.finish() == 0, running.lines
    steps = [line for line in running.lines if line["type"] == "step"]
    assert len(steps) == 2
    assert all(set(step) >= STEP for step in steps)
    assert [step["sequence"] for step in steps] == [1, 2]
    assert set(running.result) == {"type", "outcome", "reason", "run", "outputs", "timing"}
    assert running.result["outcome"] == "done"
    assert Path(str(running.result["run"])).parent == tmp_path / "kept"
    assert pages.sent[0].fields["name"] == "Ada"


def test_a_no_is_a_refusal(start: Callable[..., Running], pages: Pages) -> None:
    running = start("run", SEND, "--url", pages.address())
    running.wait_for("question")
    running.answer("no")
    assert running.finish() == 3
    assert running.result["outcome"] == "refused"
    assert pages.sent == []


def test_nobody_at_the_pipe_means_no_and_an_answer_before_the_question_is_none(
    private_home: Path, pages: Pages
) -> None:
    answer = call("run", SEND, "--url", pages.address(), "--json", typed=json.dumps({"answer": "yes"}) + "\n")
    assert answer.code == 3
    assert answer.result["outcome"] == "refused"
    assert pages.sent == []


@pytest.mark.parametrize("level", ["suggest", "unattended"])
def test_levels_that_never_ask_do_nothing_that_needs_asking(level: str, private_home: Path, pages: Pages) -> None:
    answer = call("run", "click Send", "--url", pages.address(), "--autonomy", level, "--json")
    assert answer.code == 3
    assert not [line for line in answer.lines if line["type"] == "question"]
    assert pages.sent == []


def test_results_go_to_standard_output_and_talk_to_standard_error(private_home: Path, pages: Pages) -> None:
    pages.html["/"] = FORM.replace("<form", "<p>Price: <output aria-label=Price>391</output><form")
    answer: Called = call("run", "read Price as price", "--url", pages.address())
    assert answer.code == 0, answer.err
    assert answer.out.splitlines() == ["price: 391", "done: Every step was checked."]
    assert "Record: " in answer.err
    assert "\x1b" not in answer.out + answer.err


def test_limits_end_a_run(private_home: Path, pages: Pages) -> None:
    answer = call("run", "click Name, click Amount, click Name", "--url", pages.address(), "--max-steps", "2", "--json")
    assert answer.code == 1
    assert answer.result["outcome"] == "failed"
    assert "--max-steps" in str(answer.result["reason"])


def test_a_secret_that_the_page_shows_is_in_no_stream_and_no_record(private_home: Path, pages: Pages) -> None:
    words = "type {{secret:pin}} in Word, then read Echo as echo"
    told = call(
        "run", words, "--url", pages.address("/echo"), "--json", environment={"DESKHAND_SECRET_PIN": PIN}, within_s=90
    )
    plain = call("run", words, "--url", pages.address("/echo"), environment={"DESKHAND_SECRET_PIN": PIN}, within_s=90)
    shown = told.out + told.err + plain.out + plain.err
    for form in (PIN, json.dumps(PIN)[1:-1], json.dumps(PIN, ensure_ascii=False)[1:-1]):
        assert form not in shown
    kept = [path for folder, _, names in os.walk(private_home / "data") for path in (Path(folder) / n for n in names)]
    assert kept
    for path in kept:
        if path.suffix != ".png":
            assert PIN.encode() not in path.read_bytes(), path


def test_who_gave_the_order_and_reads_no_more_ends_the_run(private_home: Path, pages: Pages) -> None:
    reader, writer = os.pipe()
    process = subprocess.Popen(
        [*COMMAND, "run", "click Name, click Amount, wait 60 seconds", "--url", pages.address(), "--json"],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=writer,
        stderr=subprocess.PIPE,
    )
    os.close(writer)
    os.close(reader)
    _out, err = process.communicate(timeout=60)
    assert process.returncode == 4
    assert b"Traceback" not in err
