"""`deskhand locate` from outside: one picture, a batch, and everything that can be wrong with either."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

WAIT_S = 120


def deskhand(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app", *arguments],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "HOME": str(folder)},
        timeout=WAIT_S,
    )


def draw(path: Path, *texts: tuple[str, int, int]) -> Path:
    """A light window with texts in frames."""
    image = Image.new("RGB", (640, 400), (246, 245, 244))
    canvas = ImageDraw.Draw(image)
    font = ImageFont.load_default(18)
    for text, x, y in texts:
        width = canvas.textlength(text, font=font)
        canvas.rectangle((x - 14, y - 8, x + width + 14, y + 30), outline=(150, 150, 150), fill=(255, 255, 255))
        canvas.text((x, y), text, font=font, fill=(20, 20, 20))
    image.save(path)
    return path


@pytest.fixture
def window(tmp_path: Path) -> Path:
    return draw(
        tmp_path / "window.png", ("Save", 60, 60), ("Open file", 60, 140), ("Delete", 300, 60), ("Delete", 300, 140)
    )


def test_one_picture_gives_one_line_with_the_point_in_the_box(window: Path, tmp_path: Path) -> None:
    done = deskhand("locate", "--image", str(window), "--query", "Press the Save button", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 1
    answer = json.loads(done.stdout)
    assert set(answer) == {"box", "point", "score", "role", "text", "runners_up"}
    left, top, right, bottom = answer["box"]
    x, y = answer["point"]
    assert left <= x < right
    assert top <= y < bottom
    assert 46 <= x <= 120
    assert 52 <= y <= 91
    assert 0 < answer["score"] <= 1
    assert "Save" in answer["text"]


def test_two_alike_have_nearly_one_score_and_ordinals_choose(window: Path, tmp_path: Path) -> None:
    answer = json.loads(deskhand("locate", "--image", str(window), "--query", "Delete", folder=tmp_path).stdout)
    assert abs(answer["score"] - answer["runners_up"][0]["score"]) < 0.06
    second = json.loads(
        deskhand("locate", "--image", str(window), "--query", "the second Delete button", folder=tmp_path).stdout
    )
    assert second["point"][1] > 130
    assert set(answer["runners_up"][0]) == {"box", "point", "role", "text", "score"}


def test_what_is_not_there_is_missed_and_that_is_no_failure(window: Path, tmp_path: Path) -> None:
    done = deskhand("locate", "--image", str(window), "--query", "the Archive tab", folder=tmp_path)
    assert done.returncode == 0
    answer = json.loads(done.stdout)
    assert answer["missed"] is True
    assert isinstance(answer["nearest"], list)
    assert "box" not in answer


def test_a_batch_keeps_the_order_and_answers_its_broken_lines(window: Path, tmp_path: Path) -> None:
    draw(tmp_path / "other.png", ("Send", 60, 60))
    asked = tmp_path / "in.jsonl"
    lines = [
        json.dumps({"id": "a", "image": "window.png", "instruction": "Click Open file"}),
        "{broken",
        json.dumps({"id": 7, "image": "other.png", "instruction": "Send"}),
        "",
        json.dumps({"id": "c", "image": "absent.png", "instruction": "Save"}),
        json.dumps({"id": "d", "image": "window.png", "instruction": "  "}),
        json.dumps({"id": "e", "image": "window.png"}),
        json.dumps(["no object"]),
        json.dumps({"id": "f", "image": str(window), "instruction": "Ünïcode — ⚙ 漢字"}),
    ]
    asked.write_bytes("\n".join(lines).encode() + b'\n{"id": "\xff"}\n')
    out = tmp_path / "out.jsonl"
    done = deskhand("locate", "--batch", str(asked), "--out", str(out), folder=tmp_path)
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    answers = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [answer.get("id", answer.get("line")) for answer in answers] == ["a", 2, 7, 5, 6, 7, 8, "f", 10]
    assert answers[0]["text"] == "Open file"
    assert "Send" in answers[2]["text"]
    assert all(set(answer) == {"line", "error"} for answer in answers if "line" in answer)


def test_a_batch_without_a_broken_line_ends_well(window: Path, tmp_path: Path) -> None:
    asked, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    asked.write_text(json.dumps({"id": 1, "image": window.name, "instruction": "Save"}) + "\n")
    assert deskhand("locate", "--batch", str(asked), "--out", str(out), folder=tmp_path).returncode == 0
    asked.write_text("")
    assert deskhand("locate", "--batch", str(asked), "--out", str(out), folder=tmp_path).returncode == 0
    assert out.read_text() == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ("locate",),
        ("locate", "--image", "window.png"),
        ("locate", "--query", "Save"),
        ("locate", "--batch", "in.jsonl"),
        ("locate", "--batch", "absent.jsonl", "--out", "out.jsonl"),
        ("locate", "--image", "absent.png", "--query", "Save"),
        ("locate", "--image", "notes.txt", "--query", "Save"),
        ("locate", "--image", "tiny.png", "--query", "Save"),
        ("locate", "--image", "blank.png", "--query", "Save"),
        ("locate", "--image", "window.png", "--query", " "),
        ("locate", "--image", "window.png", "--query", "Save", "--what"),
        ("locate", "--batch", "in.jsonl", "--out", "in.jsonl"),
        ("locate", "--batch", "in.jsonl", "--out", "no/such/folder/out.jsonl"),
    ],
)
def test_misuse_is_one_sentence_and_exit_2(arguments: tuple[str, ...], window: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no picture")
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": 1, "image": "window.png", "instruction": "Save"}) + "\n")
    Image.new("RGB", (1, 1)).save(tmp_path / "tiny.png")
    Image.new("RGB", (640, 400), (9, 9, 9)).save(tmp_path / "blank.png")
    full = [str(tmp_path / part) if "." in part else part for part in arguments]
    done = deskhand(*full, folder=tmp_path)
    assert done.returncode == 2, (done.stdout, done.stderr)
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_a_batch_that_is_stopped_keeps_what_it_has_written(tmp_path: Path) -> None:
    lines = []
    for number in range(40):
        draw(tmp_path / f"{number}.png", (f"Button {number}", 60, 60), (f"Other {number}", 60, 140))
        lines.append(json.dumps({"id": number, "image": f"{number}.png", "instruction": f"Button {number}"}))
    asked, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    asked.write_text("\n".join(lines) + "\n")
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "locate", "--batch", str(asked), "--out", str(out)],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        until = time.monotonic() + 60
        while time.monotonic() < until and process.poll() is None and not (out.exists() and out.stat().st_size):
            select.select([], [], [], 0.02)
        process.send_signal(signal.SIGINT)
        _, talk = process.communicate(timeout=20)
    assert process.returncode == 4, talk
    assert "Traceback" not in talk
    answers = [json.loads(line) for line in out.read_text().splitlines()]
    assert 1 <= len(answers) < 40
    assert [answer["id"] for answer in answers] == list(range(len(answers)))
