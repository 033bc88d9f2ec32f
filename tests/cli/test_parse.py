"""`deskhand parse`, from outside: one JSON line for a picture, one sentence for what is none."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont


def parse(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app", "parse", *map(str, arguments)], capture_output=True, text=True, timeout=120
    )


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    image = Image.new("RGB", (400, 200), "#f8f8f8")
    pen = ImageDraw.Draw(image)
    font = ImageFont.truetype("DejaVuSans.ttf", 13)
    pen.text((20, 20), "Größe ändern", font=font, fill="black")
    pen.rounded_rectangle((20, 60, 120, 90), 4, fill="#e4e4e6", outline="#a0a0a5")
    pen.text((70, 75), "Save", font=font, fill="black", anchor="mm")
    image.save(tmp_path / "screen.png")
    return tmp_path / "screen.png"


def test_a_picture_is_told_in_one_json_line(picture: Path) -> None:
    done = parse("--image", picture)
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    told = json.loads(line)
    assert told["size"] == [400, 200]
    by_text = {element["text"]: element for element in told["elements"]}
    assert set(by_text) == {"Größe ändern", "Save"}
    assert (by_text["Save"]["role"], by_text["Save"]["found_by"]) == ("button", "vision")
    assert set(by_text["Save"]) == {"id", "box", "role", "text", "state", "confidence", "found_by"}
    assert by_text["Größe ändern"]["found_by"] == "text"
    assert set(told["timing"]) == {"load_s", "parse_s", "parse_cpu_s"}
    assert all(seconds > 0 for seconds in told["timing"].values())


def test_the_boxes_can_be_drawn(picture: Path, tmp_path: Path) -> None:
    done = parse("--image", picture, "--draw", tmp_path / "drawn.png", "--json")
    assert done.returncode == 0, done.stderr
    drawn = Image.open(tmp_path / "drawn.png")
    assert drawn.size == (400, 200)
    assert len(set(drawn.get_flattened_data())) > len(set(Image.open(picture).get_flattened_data()))


def test_only_a_drawing_that_means_something_has_a_meaning() -> None:
    done = parse("--image", Path(__file__).parents[1] / "screens" / "shop-page.png")
    assert done.returncode == 0, done.stderr
    elements = json.loads(done.stdout)["elements"]
    meant = [element for element in elements if "meaning" in element]
    assert 0 < len(meant) < len(elements)
    for element in meant:
        assert set(element["meaning"]) == {"name", "confidence"}
        assert element["meaning"]["name"]
        assert 0 < element["meaning"]["confidence"] <= 1
        assert element["found_by"] == "vision"


def bad_pictures(folder: Path) -> dict[str, Path]:
    Image.new("RGB", (1, 1)).save(folder / "one.png")
    Image.new("RGB", (300, 200), "navy").save(folder / "blue.png")
    (folder / "words.png").write_text("not a picture")
    (folder / "empty.png").write_bytes(b"")
    whole = folder / "whole.png"
    Image.effect_noise((300, 200), 90).save(whole)
    (folder / "cut.png").write_bytes(whole.read_bytes()[:4000])
    return {
        "small": folder / "one.png",
        "one colour": folder / "blue.png",
        "not a picture": folder / "words.png",
        "picture": folder / "empty.png",
        "damaged": folder / "cut.png",
        "no file": folder / "missing.png",
    }


@pytest.mark.parametrize("kind", ["small", "one colour", "not a picture", "picture", "damaged", "no file"])
def test_what_is_no_screen_is_refused_in_one_sentence(kind: str, tmp_path: Path) -> None:
    done = parse("--image", bad_pictures(tmp_path)[kind])
    assert done.returncode == 2
    assert done.stdout == ""
    assert kind in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_picture_of_400_million_pixels_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    Image.new("1", (20000, 20000)).save(tmp_path / "huge.png")
    done = parse("--image", tmp_path / "huge.png")
    assert done.returncode == 2
    assert "too large" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_drawing_that_cannot_be_written_is_refused_before_anything_is_read(picture: Path, tmp_path: Path) -> None:
    for target in (tmp_path / "none" / "drawn.png", tmp_path / "drawn.txt", tmp_path):
        done = parse("--image", picture, "--draw", target)
        assert done.returncode == 2
        assert "--draw" in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1
