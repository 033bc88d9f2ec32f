"""The benchmark of words to points measures what it says."""

import json
import subprocess
import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont


def test_hits_misses_and_luck_are_told_apart(tmp_path: Path) -> None:
    font = ImageFont.load_default(18)
    lines = []
    for number, (there, asked) in enumerate(
        (("Save", "Press Save"), ("Open", "Press Open"), ("Send", "Press Archive"))
    ):
        image = Image.new("RGB", (400, 200), (240, 240, 240))
        ImageDraw.Draw(image).text((40 + 60 * number, 40 + 40 * number), there, font=font, fill=(10, 10, 10))
        image.save(tmp_path / f"{number}.png")
        box = [40 + 60 * number, 40 + 40 * number, 90 + 60 * number, 64 + 40 * number]
        lines.append({"id": number, "image": f"{number}.png", "instruction": asked, "bbox": box, "type": "text"})
    samples, out = tmp_path / "samples.jsonl", tmp_path / "out.json"
    samples.write_text("".join(json.dumps(line) + "\n" for line in lines))
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.openqa", "--samples", str(samples), "--json", str(out)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    figures = json.loads(out.read_text())["figures"]["text"]
    assert (figures["inside"]["hits"], figures["inside"]["total"]) == (2, 3)
    assert figures["missed"]["hits"] == 1
    assert figures["chance"]["hits"] == 0
    assert ".667" in done.stdout
