"""Seconds, CPU seconds and peak memory of parsing a frame, beside RapidOCR's own default pipeline in the same run.

    python -m tests.bench.parse --json OUT [--repeats 3] [--images FILE...]

Screens with known text are drawn: a usual one of 1280x800, a usual and a dense one of 1920x1080, each light and dark;
`--images` measures these pictures instead. Every frame is parsed in a fresh process, so nothing is remembered and the
memory is that of the whole program: interpreter, libraries, models and picture. `again` is the same frame once more,
`typed` the frame with a few letters more in one place, both in the same process and in CPU seconds: what a step of a
run pays. `read`: the share of the texts that came back exactly. The peer only reads text; we find controls and icons.
"""

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from grounding.screen import Pixels
from tests.bench.intervals import Share, table

SCREENS = (("usual", 1280, 800), ("usual", 1920, 1080), ("dense", 1920, 1080))
TYPED = "Hello"
PHRASES = (
    "Open Save Cancel Edit View Settings Account Language Customer Invoice Total Number Date Address Street Country",
    "Delete Rename Export Import Search Replace Undo Größe Straße café 12:45 3,141.59 2024-05-17 €19.99 100% #42",
    "v2.1.0 user@example.com report.odt Ctrl+Shift+P order-77 foo_bar",
)
WORDS = tuple(word for phrase in PHRASES for word in phrase.split())
MENU = ("File", "Edit", "View", "Search", "Tools", "Document", "Help")

Read = Callable[[Pixels], list[str]]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What one process measured. again_s, typed_s: CPU seconds, 0 for the peer, which remembers nothing."""

    load_s: float
    first_s: float
    first_cpu_s: float
    again_s: float
    typed_s: float
    peak_mb: float
    texts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Medians over the repeats of one screen and one reader."""

    screen: str
    reader: str
    first_s: float
    first_cpu_s: float
    again_s: float
    typed_s: float
    peak_mb: float
    read: Share


def draw(kind: str, width: int, height: int, *, dark: bool, seed: int) -> tuple[Image.Image, list[str]]:
    """A window with a menu, a side list, a table and buttons; and every text on it. dense: the table is full."""
    chance = random.Random(seed)
    ground, ink, rule = ("#1e1f22", "#dfe1e5", "#43454a") if dark else ("#ffffff", "#1b1b1b", "#bbbbbb")
    image = Image.new("RGB", (width, height), ground)
    pen = ImageDraw.Draw(image)
    texts: list[str] = []

    def write(x: int, y: int, text: str, size: int) -> int:
        pen.text((x, y), text, font=ImageFont.truetype("DejaVuSans.ttf", size), fill=ink)
        texts.append(text)
        return round(pen.textlength(text, font=ImageFont.truetype("DejaVuSans.ttf", size)))

    def phrase(count: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(count))

    x = 10
    for title in MENU:
        x += write(x, 6, title, 13) + 18
    pen.line((0, 28, width, 28), fill=rule)
    for row in range((height - 60) // 26 if kind == "dense" else 16):
        write(12, 40 + row * 26, phrase(chance.choice((1, 2))), chance.choice((11, 12, 13)))
    pen.line((240, 28, 240, height), fill=rule)
    for row, size in enumerate((10, 11, 12, 13, 14, 16)):
        write(256, 40 + row * 24, phrase((width - 400) // (size * (6 if kind == "dense" else 14))), size)
    top, columns = 200, (width - 270) // 200
    rows = (height - top - 60) // 24 if kind == "dense" else 6
    for row in range(rows):
        for column in range(columns):
            write(262 + column * 200, top + 4 + row * 24, phrase(chance.choice((1, 1, 2))), 12)
    for row in range(rows + 1):
        pen.line((256, top + row * 24, 256 + columns * 200, top + row * 24), fill=rule)
    for column in range(columns + 1):
        pen.line((256 + column * 200, top, 256 + column * 200, top + rows * 24), fill=rule)
    for number in range(5):
        left = 256 + number * 130
        pen.rounded_rectangle((left, height - 46, left + 116, height - 16), 4, outline=rule)
        write(left + 14, height - 40, phrase(1), 13)
    return image, texts


def work(reader: str, picture: Path) -> Reading:
    """Reads one picture in this process."""
    pixels = np.array(Image.open(picture).convert("RGB"))
    began = time.perf_counter()
    read = ours() if reader == "ours" else peer()
    loaded, cpu = time.perf_counter(), time.process_time()
    texts = read(pixels)
    first, first_cpu = time.perf_counter(), time.process_time()
    again = typed = 0.0
    if reader == "ours":
        read(pixels)
        again = time.process_time()
        more = Image.fromarray(pixels)
        font = ImageFont.truetype("DejaVuSans.ttf", 13)
        ImageDraw.Draw(more).text((pixels.shape[1] - 300, pixels.shape[0] - 40), TYPED, font=font, fill="#808080")
        changed = np.array(more)
        before = time.process_time()
        read(changed)
        again, typed = again - first_cpu, time.process_time() - before
    return Reading(
        load_s=loaded - began,
        first_s=first - loaded,
        first_cpu_s=first_cpu - cpu,
        again_s=again,
        typed_s=typed,
        peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        texts=tuple(texts),
    )


def ours() -> Read:
    """The eyes as `deskhand parse` uses them, models loaded."""
    from app.compose.parts import eyes
    from grounding.screen import Frame, Look, NotOffered, Screenshot

    grounder = eyes()
    grounder.load()

    def read(pixels: Pixels) -> list[str]:
        shot = Screenshot(id="bench", pixels=pixels, frame=Frame(surface_id="bench"), taken_at=datetime.now(UTC))
        parsed = grounder.parse(Look(screenshot=shot, structure=NotOffered(reason="pixels only")))
        return [str(element.text or element.value) for element in parsed.elements]

    return read


def peer() -> Read:
    """RapidOCR as it comes."""
    import logging

    from rapidocr import RapidOCR

    logging.disable(logging.CRITICAL)
    engine = RapidOCR()

    def read(pixels: Pixels) -> list[str]:
        answer = engine(pixels[:, :, ::-1])
        return list(answer.txts or ())

    return read


def measure(reader: str, picture: Path, repeats: int) -> list[Reading]:
    """One fresh process after another."""
    readings = []
    for _ in range(repeats):
        command = [sys.executable, "-m", "tests.bench.parse", "--work", reader, str(picture)]
        answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1]
        readings.append(Reading(**{**json.loads(answer), "texts": tuple(json.loads(answer)["texts"])}))
    return readings


def figures(screen: str, reader: str, readings: list[Reading], texts: list[str]) -> Figures:
    came = Counter(readings[0].texts)
    return Figures(
        screen=screen,
        reader=reader,
        first_s=statistics.median(reading.first_s for reading in readings),
        first_cpu_s=statistics.median(reading.first_cpu_s for reading in readings),
        again_s=statistics.median(reading.again_s for reading in readings),
        typed_s=statistics.median(reading.typed_s for reading in readings),
        peak_mb=max(reading.peak_mb for reading in readings),
        read=Share(hits=sum((came & Counter(texts)).values()), total=len(texts)),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--images", type=Path, nargs="*", default=[], help="pictures of screens, instead of drawn ones")
    parser.add_argument("--work", nargs=2, metavar=("READER", "PICTURE"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.work:
        print(json.dumps(asdict(work(arguments.work[0], Path(arguments.work[1])))))
        return
    rows: list[Figures] = []
    with tempfile.TemporaryDirectory() as folder:
        for name, picture, texts in screens_in(Path(folder), arguments.images):
            for reader in ("ours", "peer"):
                rows.append(figures(name, reader, measure(reader, picture, arguments.repeats), texts))
                print(f"{name} {reader}: {rows[-1].first_s:.2f} s", file=sys.stderr)
    show(rows)
    if arguments.json:
        arguments.json.write_text(json.dumps(as_json(rows), indent=1, ensure_ascii=False), encoding="utf-8")


def screens_in(folder: Path, images: Sequence[Path]) -> Iterator[tuple[str, Path, list[str]]]:
    """Name, picture and known texts of each screen to measure."""
    if images:
        yield from ((image.stem, image, []) for image in images)
        return
    for seed, (kind, width, height) in enumerate(SCREENS):
        for dark in (False, True):
            image, texts = draw(kind, width, height, dark=dark, seed=seed)
            name = f"{kind} {width}x{height} {'dark' if dark else 'light'}"
            picture = folder / f"{name}.png"
            image.save(picture)
            yield name, picture, texts


def show(rows: list[Figures]) -> None:
    head = ("screen", "reader", "first s", "cpu s", "again cpu s", "typed cpu s", "peak MB", "read")
    body = [
        (
            row.screen,
            row.reader,
            f"{row.first_s:.2f}",
            f"{row.first_cpu_s:.2f}",
            f"{row.again_s:.3f}" if row.reader == "ours" else "-",
            f"{row.typed_s:.3f}" if row.reader == "ours" else "-",
            f"{row.peak_mb:.0f}",
            str(row.read),
        )
        for row in rows
    ]
    print(table(head, body))
    print()
    pairs = zip(rows[::2], rows[1::2], strict=True)
    ratios = [(mine.screen, *(f"{ratio:.2f}" for ratio in compared(mine, other).values())) for mine, other in pairs]
    print(table(("ours / peer", "first s", "cpu s", "peak MB", "typed / first cpu s"), ratios))


def compared(mine: Figures, other: Figures) -> dict[str, float]:
    return {
        "first_s": round(mine.first_s / other.first_s, 3),
        "first_cpu_s": round(mine.first_cpu_s / other.first_cpu_s, 3),
        "peak_mb": round(mine.peak_mb / other.peak_mb, 3),
        "typed_to_first_cpu_s": round(mine.typed_s / mine.first_cpu_s, 3),
    }


def as_json(rows: list[Figures]) -> dict[str, object]:
    cases = {f"{row.screen} {row.reader}": {**asdict(row), "read": row.read.figures()} for row in rows}
    pairs = zip(rows[::2], rows[1::2], strict=True)
    ratios = {mine.screen: compared(mine, other) for mine, other in pairs}
    return {"figures": {"ours_to_peer": ratios}, "cases": cases}


if __name__ == "__main__":
    main()
