"""Exact lines and milliseconds a line of our text recogniser and of RapidOCR's, on the same crops.

    python -m tests.bench.reader --json OUT [--rendered FOLDER] [--fonts FOLDER] [--keep FOLDER]

"applications": real programs on a display of their own, with their menus open; the text is the name that AT-SPI tells.
A name says nothing of where its ink is: of the pieces of text that the eyes find in an element's box, that one is taken
that either reader reads most like the name. Elements where both read something else altogether (likeness below 55 of
100, a tool tip's name on an icon) do not count. "chromium": sayings in several fonts (`--fonts`: a folder of font files
that the training never saw), the text from the DOM. "held-out": FOLDER of `grounding.training.reader.render --pictures
--fonts held_out`. Compared case-sensitively with white space collapsed and "..." and the ellipsis taken for one, for
both alike. `--keep` writes the crops that ours got wrong.
"""

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
from rapidfuzz import fuzz

from grounding.engine import Engine
from grounding.screen import Pixels
from grounding.text_reader.ideographs import IdeographRecogniser
from grounding.text_reader.reader import TextReader
from grounding.text_reader.recognition import TextRecogniser
from tests.bench.intervals import Share, table
from tests.bench.reader_lines import Known, application_screens, browser_lines, rendered_lines, seen_pieces

LEAST_LIKENESS = 55
LATIN_ENDS = "\u0370"
SYMBOLS = ("\ue000", "\ue001")
Read = Callable[[Sequence[Pixels]], list[str]]


def compared(text: str) -> str:
    return " ".join(text.replace("...", "…").split())


def application_lines(ours: Read, peer: Read, eyes: TextReader, kept: Path | None) -> list[Known]:
    found: dict[tuple[str, bytes], Known] = {}
    for program, pixels, names in application_screens(kept):
        pieces = seen_pieces(eyes, pixels)
        crops = [crop for _, crop in pieces]
        readings = list(zip(ours(crops), peer(crops), strict=True))
        for name, box in names:
            inside = [index for index, (place, _) in enumerate(pieces) if box.grown(2).contains(place.center)]
            likeness = {
                index: max(fuzz.ratio(compared(name), compared(text)) for text in readings[index]) for index in inside
            }
            best = max(inside, key=lambda index: likeness[index], default=None)
            if best is not None and likeness[best] >= LEAST_LIKENESS:
                known = Known(crop=crops[best], text=name, source=f"applications/{program}")
                found.setdefault((name, known.crop.tobytes()), known)
    return list(found.values())


def milliseconds(read_fresh: Callable[[], Read], crops: Sequence[Pixels]) -> float:
    """CPU milliseconds a line, best of three, nothing remembered."""
    taken: list[float] = []
    for _ in range(3):
        read = read_fresh()
        read(crops[:2])
        began = time.process_time()
        read(crops[2:])
        taken.append((time.process_time() - began) * 1000 / max(1, len(crops) - 2))
    return min(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--rendered", type=Path)
    parser.add_argument("--fonts", type=Path)
    parser.add_argument("--screens", type=Path, help="a folder that keeps the applications' screens for the next run")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--without-applications", action="store_true")
    arguments = parser.parse_args()
    engine = Engine(threads=1)

    def ours() -> Read:
        recogniser = TextRecogniser(engine=engine)
        return lambda crops: [reading.text for reading in recogniser.read(crops)]

    def peer() -> Read:
        recogniser = IdeographRecogniser(engine=engine)
        return lambda crops: [letters.text for letters in recogniser.read(crops)]

    lines = (
        []
        if arguments.without_applications
        else application_lines(ours(), peer(), TextReader(engine=engine), arguments.screens)
    )
    lines += browser_lines(fonts=arguments.fonts)
    lines += rendered_lines(arguments.rendered) if arguments.rendered else []
    lines = [line for line in lines if not set(line.text) & set(SYMBOLS)]
    empty = [line for line in lines if not line.text]
    lines = [line for line in lines if line.text]
    crops = [line.crop for line in lines]
    answers = {"ours": ours()(crops), "peer": peer()(crops)}
    groups: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        kind = line.source.split("/")[0]
        script = "latin" if all(letter < LATIN_ENDS or letter > "\u1fff" for letter in line.text) else "greek, cyrillic"
        for group in dict.fromkeys((kind, f"{kind}, {script}", line.source)):
            groups[group].append(index)
    shares = {
        group: {
            reader: Share(hits=sum(compared(read[i]) == compared(lines[i].text) for i in members), total=len(members))
            for reader, read in answers.items()
        }
        for group, members in sorted(groups.items())
    }
    print(
        table(("lines", "ours", "RapidOCR"), [(group, str(s["ours"]), str(s["peer"])) for group, s in shares.items()])
    )
    sample = crops[:: max(1, len(crops) // 150)]
    speed = {"ours": milliseconds(ours, sample), "peer": milliseconds(peer, sample)}
    print("CPU ms a line:", {reader: round(value, 2) for reader, value in speed.items()})
    silent = Share(hits=sum(not text.strip() for text in ours()([line.crop for line in empty])), total=len(empty))
    print("drawings without text read as nothing:", silent)
    if arguments.keep:
        keep(arguments.keep, lines, answers)
    if arguments.json:
        figures = {group: {reader: share.figures() for reader, share in s.items()} for group, s in shares.items()}
        content = {"figures": figures, "cpu_ms_a_line": speed, "drawings_silent": silent.figures()}
        arguments.json.write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")


def keep(folder: Path, lines: Sequence[Known], answers: dict[str, list[str]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for index, line in enumerate(lines):
        mine, other = (compared(answers[reader][index]) for reader in ("ours", "peer"))
        truth = compared(line.text)
        if mine != truth:
            cv2.imwrite(str(folder / f"{index:05}.png"), line.crop[:, :, ::-1])
            print(f"{index:05} {line.source}: {truth!r} ours {mine!r} RapidOCR {other!r}")


if __name__ == "__main__":
    main()
