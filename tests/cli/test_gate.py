"""`deskhand gate --batch`, from outside, as the contract has it."""

import json
import subprocess
import sys

import pytest

FIELDS = {
    "instruction": "clean up",
    "app": "Files",
    "site": "",
    "role": "button",
    "label": "Next",
    "icon": "",
    "nearby": "",
    "trigger": "click",
    "key": "",
    "typed": "",
}


@pytest.fixture
def judge(tmp_path):
    """Runs the command on lines (texts or acts) and gives exit code, answers and standard error."""

    def run(*lines):
        batch, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
        texts = (line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
        batch.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "app", "gate", "--batch", str(batch), "--out", str(out)],
            capture_output=True,
            text=True,
            timeout=60,
        )
        answers = [json.loads(line) for line in out.read_text("utf-8").splitlines()] if out.exists() else []
        return done.returncode, answers, done.stderr

    return run


def act(identity, **changed):
    return {"id": identity, **FIELDS, **changed}


def test_each_act_is_answered_with_verdict_rule_and_reason_in_order(judge):
    code, answers, _ = judge(
        act("b"), act("a", label="Delete"), act("c", label="Löschen"), act("d", icon="trash", label="")
    )
    assert code == 0
    assert [answer["id"] for answer in answers] == ["b", "a", "c", "d"]
    assert [answer["verdict"] for answer in answers] == ["allow", "confirm", "confirm", "confirm"]
    assert all(set(answer) == {"id", "verdict", "rule", "reason"} for answer in answers)
    assert all(answer["rule"] and answer["reason"] for answer in answers)


def test_fields_that_are_left_out_count_as_empty_and_others_are_ignored(judge):
    code, answers, _ = judge({"id": 1, "label": "Send", "role": "button", "expected": "confirm"})
    assert code == 0
    assert answers[0]["id"] == 1
    assert answers[0]["verdict"] == "confirm"


@pytest.mark.parametrize(
    "broken",
    [
        "{not json",
        "[1, 2]",
        '"text"',
        '{"label": "Send"}',
        '{"id": "x", "label": 5}',
        '{"id": "x", "trigger": "shout"}',
        '{"id": true}',
        "[" * 100_000,
    ],
)
def test_a_broken_line_is_answered_by_its_number_and_the_others_as_usual(judge, broken):
    code, answers, errors = judge(act("a"), "", broken, act("b"))
    assert code == 2
    assert [answer.get("id") for answer in answers] == ["a", None, "b"]
    assert answers[1]["line"] == 3
    assert answers[1]["error"]
    assert "Traceback" not in errors


def test_a_line_that_is_no_text_is_broken(tmp_path):
    batch, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    batch.write_bytes(b'\xff\xfe\n{"id": "b", "label": "Next", "role": "button"}\r\n')
    done = subprocess.run([sys.executable, "-m", "app", "gate", "--batch", batch, "--out", out], capture_output=True)
    assert done.returncode == 2
    answers = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert answers[0]["line"] == 1
    assert answers[1]["verdict"] == "allow"


def test_a_missing_batch_is_one_sentence_and_exit_code_2(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "app", "gate", "--batch", tmp_path / "none.jsonl", "--out", tmp_path / "o.jsonl"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "none.jsonl" in done.stderr


def test_an_unwritable_answer_file_is_one_sentence_and_exit_code_2(tmp_path):
    batch = tmp_path / "in.jsonl"
    batch.write_text(json.dumps(act("a")) + "\n")
    done = subprocess.run(
        [sys.executable, "-m", "app", "gate", "--batch", batch, "--out", tmp_path / "no" / "o.jsonl"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1


def test_an_empty_batch_gives_an_empty_answer(judge):
    code, answers, _ = judge()
    assert (code, answers) == (0, [])


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({"trigger": "key", "key": "Enter", "label": "Send"}, "confirm"),
        ({"trigger": "key", "key": "Delete", "role": "list_item", "label": "a.txt"}, "confirm"),
        ({"trigger": "key", "key": "Shift+Delete", "role": "list_item", "label": "a.txt"}, "typed"),
        ({"trigger": "type", "role": "text_field", "label": "Notes", "typed": "hello"}, "allow"),
        ({"trigger": "type", "role": "terminal", "app": "xterm", "typed": "ls"}, "allow"),
        ({"trigger": "type", "role": "terminal", "app": "xterm", "typed": "sudo reboot"}, "forbid"),
        ({"label": "Buy now", "nearby": "Total 99.00 EUR"}, "confirm"),
        ({"label": "Buy now", "nearby": "Total 101.00 EUR"}, "typed"),
        ({"label": "Transfer"}, "hand_over"),
    ],
)
def test_the_shipped_policy_answers_as_the_table_has_it(judge, changed, verdict):
    _, answers, _ = judge(act("x", **changed))
    assert answers[0]["verdict"] == verdict
