"""`deskhand locate`: where on a picture of a screen the thing is that words mean."""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO, assert_never

import typer

from app.errors import AppError, Misuse

if TYPE_CHECKING:
    from grounding.grounder import Grounder
    from grounding.screen import Candidate, Missed, ParsedScreen, Target
    from planner.language.lexicon import Lexicon

_BROKEN = 2
_STOPPED = 4


def locate(
    image: Annotated[Path | None, typer.Option("--image", help="A PNG or JPEG picture of a screen.")] = None,
    query: Annotated[str | None, typer.Option("--query", help="What is meant, in words.")] = None,
    batch: Annotated[Path | None, typer.Option("--batch", help='{"id","image","instruction"} a line.')] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Where the answers to --batch go, in its order.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON is printed with or without it.")] = False,
) -> int:
    """One answer on standard output, or one a line of the batch in the file."""
    del as_json
    if batch is not None and out is not None and image is None and query is None:
        try:
            return _answer_batch(batch, out)
        except KeyboardInterrupt:
            print(f"\nStopped. {out} holds the answers up to here.", file=sys.stderr)
            return _STOPPED
    if image is not None and query is not None and batch is None and out is None:
        answer = Eyes.open().answer(str(image), query)
        print(json.dumps(answer, ensure_ascii=False))
        return 0
    raise Misuse("Give --image FILE and --query WORDS, or --batch IN.jsonl and --out OUT.jsonl.")


# --- one answer ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, eq=False)
class Eyes:
    grounder: "Grounder"
    lexicon: "Lexicon"

    @staticmethod
    def open() -> "Eyes":
        from app.compose.parts import eyes, load_words

        return Eyes(grounder=eyes(), lexicon=load_words())

    def answer(self, image: str, words: str) -> dict[str, object]:
        return self.answer_on(self.parse(image), words)

    def parse(self, image: str) -> "ParsedScreen":
        """Everything in one picture. Raises Misuse for a picture that is none, ModelMissing, ModelDamaged."""
        from app.cli.pictures import load_screenshot, of_one_colour
        from grounding.errors import PictureUnusable
        from grounding.screen import Look, NotOffered

        look = Look(screenshot=load_screenshot(image), structure=NotOffered(reason="a picture has no structure"))
        try:
            return self.grounder.parse(look)
        except PictureUnusable as error:
            raise Misuse(of_one_colour(image)) from error

    def answer_on(self, screen: "ParsedScreen", words: str) -> dict[str, object]:
        from planner.language.orders import read_place

        if not words.strip():
            raise Misuse("The words are empty. Say which control is meant, such as: the Save button.")
        return _as_json(self.grounder.locate(read_place(words, self.lexicon), screen))


def _as_json(found: "Target | Missed") -> dict[str, object]:
    from grounding.screen import Candidate, Missed, Target

    match found:
        case Target():
            first = _candidate(Candidate(element=found.element, point=found.point, score=found.score))
            return {**first, "runners_up": [_candidate(other) for other in found.runners_up[:5]]}
        case Missed():
            return {"missed": True, "nearest": [_candidate(other) for other in found.nearest[:5]]}
        case _:
            assert_never(found)


def _candidate(one: "Candidate") -> dict[str, object]:
    box, point = one.element.box, one.point
    return {
        "box": list(box),
        "point": [min(max(point.x, box.left), box.right - 1), min(max(point.y, box.top), box.bottom - 1)],
        "score": one.score,
        "role": one.element.role.value,
        "text": str(one.element.text),
    }


# --- a batch ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """One good line. image: its path from where we stand."""

    id: str | int | float
    image: str
    words: str


@dataclass(frozen=True, kw_only=True)
class _Broken:
    error: str


def _answer_batch(batch: Path, out: Path) -> int:
    lines = _read(batch)
    if out.resolve() == batch.resolve():
        raise Misuse(f"--out is the file of --batch. Give another file than {batch} for the answers.")
    broken = 0
    with _writing(out) as sheet:
        answers = _answers([asked for _, asked in lines])
        for done, ((number, _), answer) in enumerate(zip(lines, answers, strict=True), 1):
            if isinstance(answer, _Broken):
                broken += 1
                _put(sheet, {"line": number, "error": answer.error}, out)
            else:
                _put(sheet, answer, out)
            _progress(done, len(lines))
    if broken:
        print(f"{broken} of {len(lines)} lines could not be answered; {out} says why.", file=sys.stderr)
    return _BROKEN if broken else 0


def _answers(lines: "Sequence[_Asked | _Broken]") -> "Iterator[dict[str, object] | _Broken]":
    """In the order of the lines. Each picture is parsed once, and kept while a later line asks about it."""
    left = Counter(asked.image for asked in lines if isinstance(asked, _Asked))
    eyes: Eyes | None = None
    parsed: dict[str, ParsedScreen | Misuse] = {}
    for asked in lines:
        if isinstance(asked, _Broken):
            yield asked
            continue
        eyes = eyes or Eyes.open()
        yield _answer(asked, eyes, parsed)
        left[asked.image] -= 1
        if not left[asked.image]:
            parsed.pop(asked.image, None)


def _answer(asked: _Asked, eyes: Eyes, parsed: "dict[str, ParsedScreen | Misuse]") -> dict[str, object] | _Broken:
    if asked.image not in parsed:
        try:
            parsed[asked.image] = eyes.parse(asked.image)
        except Misuse as error:
            parsed[asked.image] = error
    screen = parsed[asked.image]
    if isinstance(screen, Misuse):
        return _Broken(error=str(screen))
    try:
        return {"id": asked.id, **eyes.answer_on(screen, asked.words)}
    except Misuse as error:
        return _Broken(error=str(error))


def _read(batch: Path) -> list[tuple[int, _Asked | _Broken]]:
    """(line number from 1, what it asks). Blank lines are nothing."""
    try:
        raw = batch.read_bytes()
    except OSError as error:
        raise Misuse(f"{batch} cannot be read ({error.strerror}). Give a file of JSON lines.") from error
    lines = raw.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    return [(number, _asked(line, batch.parent)) for number, line in enumerate(lines, 1) if line.strip()]


def _asked(line: bytes, folder: Path) -> _Asked | _Broken:
    try:
        value = json.loads(line.decode("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        return _Broken(error='This line is not JSON. Write {"id": ..., "image": ..., "instruction": ...}.')
    if not isinstance(value, dict):
        return _Broken(error='This line is no object. Write {"id": ..., "image": ..., "instruction": ...}.')
    for key in ("id", "image", "instruction"):
        if key not in value:
            return _Broken(error=f'This line has no "{key}". Write {{"id": ..., "image": ..., "instruction": ...}}.')
    name, image, words = value["id"], value["image"], value["instruction"]
    if not isinstance(name, str | int | float) or isinstance(name, bool):
        return _Broken(error='"id" must be a text or a number.')
    if not isinstance(image, str) or not image.strip() or "\0" in image:
        return _Broken(error='"image" must be the path of a picture.')
    if not isinstance(words, str) or not words.strip():
        return _Broken(error='"instruction" must say in words which control is meant.')
    return _Asked(id=name, image=str(folder / image), words=words)


@contextmanager
def _writing(out: Path) -> Iterator[TextIO]:
    try:
        sheet = out.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise Misuse(f"{out} cannot be written ({error.strerror}). Give a file in a folder that exists.") from error
    with sheet:
        yield sheet


def _put(sheet: TextIO, answer: dict[str, object], out: Path) -> None:
    """Each answer is on its way to the disk before the next picture is looked at, so that a stop loses none."""
    try:
        sheet.write(json.dumps(answer, ensure_ascii=False) + "\n")
        sheet.flush()
    except OSError as error:
        raise AppError(f"{out} cannot be written any further ({error.strerror}). Free some space.") from error


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        print(f"\r{done} of {total}", end=end, file=sys.stderr, flush=True)
    elif done == total or done % 25 == 0:
        print(f"{done} of {total}", file=sys.stderr, flush=True)
