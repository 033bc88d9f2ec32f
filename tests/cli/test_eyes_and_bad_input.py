"""Whatever stands on a picture or in a query: an answer, `missed` or one sentence, in bounded time, no wild guess."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageDraw, ImageFont

from tests.calling import ROOT, Called, call

MISUSE = 2
CONFIDENT = 0.5
Array = npt.NDArray[np.uint8]


def locate_all(folder: Path, asked: list[tuple[str, str]], *, within_s: float = 150.0) -> dict[int, dict[str, object]]:
    """The answers to (picture, words), by their place in the list."""
    lines = [json.dumps({"id": at, "image": image, "instruction": words}) for at, (image, words) in enumerate(asked)]
    (folder / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    answer = call("locate", "--batch", str(folder / "in.jsonl"), "--out", str(folder / "out.jsonl"), within_s=within_s)
    assert answer.code == 0, answer.err
    answers = [json.loads(line) for line in (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [one["id"] for one in answers] == list(range(len(asked)))
    return {one["id"]: one for one in answers}


# --- queries ----------------------------------------------------------------------------------------------------------

LONG = 10_000
ODD = {
    "one word": "a" * LONG,
    "many words": "archive the invoice " * (LONG // 20),
    "the same place for ever": "the button next to " * (LONG // 19),
    "rows in rows": "button in the row of " * (LONG // 21),
    "ordinals": "second " * (LONG // 7),
    "articles": "the " * (LONG // 4),
    "commas": "a, " * (LONG // 3),
    "quotation marks": '"' * LONG,
    "brackets": "(" * LONG,
    "digits": "1" * LONG,
    "accents on one letter": "z" + "\u0301" * LONG,
    "Chinese": "归档" * (LONG // 2),
    "Arabic": "أرشيف " * (LONG // 6),
    "Hindi": "संग्रह",
    "Thai": "เก็บถาวร",
    "Georgian": "არქივი",
    "a letter outside the first plane": "𓀀𝔸𝕣𝕔",
    "emoji": "👩‍👩‍👧‍👦" * 1400,
    "markup": "<script>alert(1)</script>" * 400,
    "a template": "{{secret:mail}} ${HOME} $(id) `id` %s %n",
    "a path": "../../../../etc/passwd",
    "a query of a database": "'; DROP TABLE runs; --",
    "a pattern": "(a+)+$" * 100 + ".*[^\\w",
    "control characters": "\x00\x01\x1b[31mArchive\x1b[0m\x07\r\n\t",
    "other directions": "\u202eevihcrA\u202c" * 700,
    "nothing to be seen": "\u200b\u200d\ufeff",
    "half a letter": "\ud800",
    "punctuation": "?!",
}


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two buttons and a line of text."""
    image = Image.new("RGB", (640, 400), (246, 245, 244))
    pen = ImageDraw.Draw(image)
    font = ImageFont.truetype("DejaVuSans.ttf", 14)
    for left, text in ((60, "Save"), (200, "Cancel")):
        pen.rounded_rectangle((left, 300, left + 100, 330), 4, fill=(228, 228, 230), outline=(160, 160, 165))
        pen.text((left + 50, 315), text, font=font, fill=(20, 20, 20), anchor="mm")
    pen.text((60, 60), "Account settings", font=font, fill=(20, 20, 20))
    path = tmp_path_factory.mktemp("odd") / "window.png"
    image.save(path)
    return path


@pytest.fixture(scope="module")
def odd_answers(window: Path) -> dict[str, dict[str, object]]:
    answers = locate_all(window.parent, [(window.name, words) for words in (*ODD.values(), "Save")])
    assert answers.pop(len(ODD))["text"] == "Save"
    return dict(zip(ODD, answers.values(), strict=True))


@pytest.mark.parametrize("kind", ODD)
def test_odd_words_mean_nothing_on_the_screen(kind: str, odd_answers: dict[str, dict[str, object]]) -> None:
    answer = odd_answers[kind]
    assert answer.get("missed") is True, answer


@pytest.mark.parametrize("words", ["", "   ", "\n\t"])
def test_an_empty_query_is_answered_with_what_could_be_said(words: str, window: Path) -> None:
    answer = call("locate", "--image", str(window), "--query", words)
    assert answer.code == MISUSE
    assert answer.says_one_sentence(), answer.err
    assert "Save button" in answer.err


def test_words_with_markup_still_find_what_they_name(window: Path) -> None:
    answers = locate_all(
        window.parent, [(window.name, words) for words in ("save", "  SAVE \n", "“Save”", "press 'Save'!")]
    )
    assert {answer.get("text") for answer in answers.values()} == {"Save"}


# --- pictures with nothing on them ------------------------------------------------------------------------------------


def noise(rolls: np.random.Generator) -> Array:
    return rolls.integers(0, 256, (480, 640, 3), dtype=np.uint8)


def grey_noise(rolls: np.random.Generator) -> Array:
    return rolls.normal(128, 25, (480, 640, 1)).clip(0, 255).astype(np.uint8).repeat(3, axis=2)


def landscape(rolls: np.random.Generator) -> Array:
    """Clouds of all sizes in three colours, as a photograph out of focus has them."""
    layers = np.zeros((480, 640, 3))
    for step in range(1, 7):
        small = rolls.uniform(-1, 1, (3 * 2**step, 4 * 2**step, 3))
        layers += cv2.resize(small, (640, 480), interpolation=cv2.INTER_CUBIC) / 2**step
    return (128 + 110 * layers / np.abs(layers).max()).clip(0, 255).astype(np.uint8)


def gradient(rolls: np.random.Generator) -> Array:
    across = np.linspace(0, 255, 640)[None, :, None]
    return np.broadcast_to(across, (480, 640, 3)).astype(np.uint8)


def stripes(rolls: np.random.Generator) -> Array:
    return np.where(np.arange(640)[None, :, None] // 3 % 2, 255, 0).astype(np.uint8) * np.ones((480, 1, 3), np.uint8)


def nearly_black(rolls: np.random.Generator) -> Array:
    return rolls.integers(0, 3, (480, 640, 3), dtype=np.uint8)


EMPTY: dict[str, Callable[[np.random.Generator], Array]] = {
    "noise": noise,
    "grey noise": grey_noise,
    "landscape": landscape,
    "gradient": gradient,
    "stripes": stripes,
    "nearly black": nearly_black,
}
WANTED = ("Save", "the password field", "the close icon", "first checkbox", "second button", "the star icon", "Größe")


@pytest.fixture(scope="module")
def answers_on_nothing(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], dict[str, object]]:
    folder = tmp_path_factory.mktemp("empty")
    for name, make in EMPTY.items():
        Image.fromarray(make(np.random.default_rng(5))).save(folder / f"{name}.png")
    asked = [(f"{name}.png", words) for name in EMPTY for words in WANTED]
    answers = locate_all(folder, asked)
    return {(image.removesuffix(".png"), words): answers[at] for at, (image, words) in enumerate(asked)}


@pytest.mark.parametrize("words", WANTED)
@pytest.mark.parametrize("kind", EMPTY)
def test_nothing_is_found_with_confidence_where_nothing_is(
    kind: str, words: str, answers_on_nothing: dict[tuple[str, str], dict[str, object]]
) -> None:
    answer = answers_on_nothing[kind, words]
    assert answer.get("missed") or float(str(answer["score"])) < CONFIDENT, answer


# --- models -----------------------------------------------------------------------------------------------------------


def flip_one_bit(models: Path, name: str) -> None:
    content = bytearray((models / name).read_bytes())
    content[len(content) // 3] ^= 16
    (models / name).unlink()
    (models / name).write_bytes(content)


def take_it_away(models: Path, name: str) -> None:
    (models / name).unlink()


def swap_it(models: Path, name: str) -> None:
    other = next(path for path in models.glob("*.onnx") if path.name != name)
    (models / name).unlink()
    shutil.copy(other, models / name)


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (flip_one_bit, "is damaged (its hash is not the catalogue's). Install Deskhand again."),
        (swap_it, "is damaged (its hash is not the catalogue's). Install Deskhand again."),
        (take_it_away, "Run `deskhand doctor`."),
    ],
)
def test_an_installation_with_a_harmed_model_says_which_one(
    harm: Callable[[Path, str], None], sentence: str, window: Path, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "assets", tmp_path / "assets", copy_function=os.symlink)
    harm(tmp_path / "assets" / "models", "detector_fine.onnx")
    for command in (("parse", "--image", str(window)), ("locate", "--image", str(window), "--query", "Save")):
        answer = call_from(tmp_path, *command)
        assert answer.code == MISUSE
        assert answer.out == ""
        assert answer.says_one_sentence(), answer.err
        assert "detector_fine.onnx" in answer.err
        assert sentence in answer.err


def call_from(folder: Path, *arguments: str) -> Called:
    """With the assets that lie in the folder."""
    done = subprocess.run(
        [sys.executable, "-m", "app", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    return Called(code=done.returncode, out=done.stdout, err=done.stderr)
