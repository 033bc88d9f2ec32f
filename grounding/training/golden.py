"""Takes the golden screens again: python -m grounding.training.golden tests/screens/screens.toml --out FOLDER.

For each it writes NAME.png, as small as it can be without loss, and NAME.told.json: what the application tells of its
controls where the pixels bear it out, as a draft of what must be found, for a person to choose from and to correct.
"""

import argparse
import json
import shutil
import tempfile
import threading
import time
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
from PIL import Image

from grounding.evidence import drawn, sane
from grounding.geometry import Box, Point
from grounding.screen import Element, Pixels
from grounding.training.render.applications.programs import Look, Program
from grounding.training.render.applications.stage import Stage

MOST_COLOURS = 256
TYPED_AT_ONCE = 40


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("screens", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", help="the names of some of them, with commas between")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    described = tomllib.loads(options.screens.read_text(encoding="utf-8"))
    usual = described.pop("look")
    with serving(options.screens.parent) as address:
        for name, screen in described.items():
            if options.only and name not in options.only.split(","):
                continue
            try:
                pixels, told = taken(screen, usual | screen.get("look", {}), address)
            except Exception as error:  # one program that does not come up keeps nobody from the others
                print(f"{name}: {type(error).__name__}: {error}", flush=True)
                continue
            small(pixels).save(options.out / f"{name}.png", optimize=True)
            (options.out / f"{name}.told.json").write_text(as_json(told), encoding="utf-8")
            print(f"{name}: {len(told)} told, {(options.out / f'{name}.png').stat().st_size} bytes", flush=True)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a server for the pages in the folder."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the name is the library's)
        del format, args


def taken(screen: Mapping[str, object], look: Mapping[str, object], address: str) -> tuple[Pixels, list[Element]]:
    folder = Path(tempfile.gettempdir()) / "golden"  # some show their path
    folder.mkdir()
    home = folder / "home"
    words = str(screen["command"]).format(home=home, address=address).split()
    program = Program(
        name=words[0], argv=(str(shutil.which(words[0])), *words[1:]), toolkit=str(screen["toolkit"]), held_out=True
    )
    style = Look(**{field.name: look[field.name] for field in fields(Look)})  # type: ignore[arg-type]
    width, height = look["size"]  # type: ignore[misc]
    try:
        with Stage(size_wh=(width, height), look=style, folder=folder) as stage:
            fill(home)
            if not stage.open(program):
                raise TimeoutError("no window came")
            for act in screen.get("acts", ()):  # type: ignore[attr-defined]
                perform(stage, act)
            pixels = stage.calm()
            elements = [one for element in stage.told() if (one := sane(element, Box(0, 0, width, height)))]
            seen = drawn(elements, pixels)
            return pixels, [one for one, shows in zip(elements, seen, strict=True) if shows]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def fill(home: Path) -> None:
    """Some things to show, beside the texts and folders that the stage has put there."""
    for name in ("Notes.txt", "Letter.txt", "plan.py"):
        shutil.copy(home / name, home / "Documents" / name)
    shutil.make_archive(str(home / "backup"), "tar", home, "Documents")


def perform(stage: Stage, act: Mapping[str, object]) -> None:
    match act:
        case {"press": [*keys]}:
            stage.hand.press([str(key) for key in keys])
        case {"type": str(text)}:
            stage.hand.type_text(text, before=lambda: None, chunk=TYPED_AT_ONCE)
        case {"wait_s": float(seconds)}:
            time.sleep(seconds)
        case {"click": [int(x), int(y)]}:
            stage.click(Point(x, y))
        case _:
            raise ValueError(f"an unknown act: {act}")
    stage.calm()


def small(pixels: Pixels) -> Image.Image:
    """With a palette, where that loses nothing."""
    picture = Image.fromarray(pixels)
    if len(np.unique(pixels.reshape(-1, 3), axis=0)) > MOST_COLOURS:
        return picture
    fewer = picture.quantize(MOST_COLOURS, dither=Image.Dither.NONE)
    return fewer if np.array_equal(np.asarray(fewer.convert("RGB")), pixels) else picture


def as_json(told: list[Element]) -> str:
    lines = [
        json.dumps(
            {
                "role": one.role.value,
                "text": one.text or one.value,
                "box": list(one.box),
                "state": sorted(state.value for state in one.state),
            },
            ensure_ascii=False,
        )
        for one in told
    ]
    return "[\n" + ",\n".join(lines) + "\n]\n"


if __name__ == "__main__":
    main()
