"""How many of a person's acts a recording loses: random clicks, keys, chords, drags and turns of the wheel.

    python -m tests.bench.record_acts [--acts 1000] [--speeds 1,2] [--places desktop,browser] [--json OUT]

A hand of its own (XTEST on another connection) acts at random in real applications on a virtual display, at a person's
speed and at twice that, while a recorder listens in another process. Each kind is counted as it was sent and as it was
recorded; what is lost is what was sent and not recorded, what is invented was recorded and never sent. Keys are counted
one by one, a turn of the wheel by notches. The hand never clicks twice at one spot of the text, which would mark a word
that the next letter replaces: then what was typed could not be counted from what the field held before and after.

The acts are done in rounds of at most a hundred, each a recording and a display of its own. With --json each round is
kept there when it ends, and the same command goes on with the next one: 1,000 acts take about 15 minutes at a person's
speed and 8 at twice that, in each place.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from Xlib import XK, X
from Xlib.display import Display

from planner.demo.values import Clicked, Copied, Deed, Dragged, Keyed, Levelled, Typed, Wheeled
from tests.bench.intervals import table
from tests.recording.seat import Seat, seat

KINDS = ("click", "key", "drag", "notch")
ROUND = 100
Spot = tuple[int, int]
Figures = dict[str, dict[str, int]]
PAGE = """<title>Ground</title><body style='margin:0;font:16px sans-serif'>
<textarea aria-label=Notes style='position:fixed;left:20px;top:20px;width:300px;height:120px'></textarea>
<div id=cells style='position:fixed;left:20px;top:160px;width:640px;display:grid;grid-template-columns:repeat(6,100px)'>
</div><script>
for (let i = 1; i <= 18; i++) {
  const b = document.createElement('button'); b.textContent = 'Cell ' + i; b.draggable = false; b.style.height = '44px';
  cells.append(b);
}
document.body.style.height = '4000px';
</script>"""


class Hand:
    """Moves the mouse and keyboard of a display as a person does. hurry: 1 is a person's speed."""

    def __init__(self, display: str, *, hurry: float, seed: int) -> None:
        self._server = Display(display)
        self._hurry = hurry
        self._random = random.Random(seed)
        self.sent: Counter[str] = Counter()

    def rest(self, least_s: float, most_s: float) -> None:
        time.sleep(self._random.uniform(least_s, most_s) / self._hurry)

    def move(self, x: int, y: int) -> None:
        self._fake(X.MotionNotify, 0, x, y)
        self.rest(0.15, 0.35)

    def click(self, x: int, y: int) -> None:
        self.move(x, y)
        self._fake(X.ButtonPress, 1)
        self.rest(0.05, 0.1)
        self._fake(X.ButtonRelease, 1)
        self.sent["click"] += 1
        self.rest(0.35, 0.7)

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        self.move(*start)
        self._fake(X.ButtonPress, 1)
        for part in range(1, 9):
            self.rest(0.02, 0.05)
            here = [round(one + (other - one) * part / 8) for one, other in zip(start, end, strict=True)]
            self._fake(X.MotionNotify, 0, *here)
        self._fake(X.ButtonRelease, 1)
        self.sent["drag"] += 1
        self.rest(0.35, 0.7)

    def scroll(self, x: int, y: int, notches: int) -> None:
        self.move(x, y)
        button = self._random.choice((4, 5))
        for _ in range(notches):
            self._fake(X.ButtonPress, button)
            self._fake(X.ButtonRelease, button)
            self.rest(0.05, 0.12)
        self.sent["notch"] += notches
        self.rest(0.35, 0.7)

    def keys(self, *names: str) -> None:
        """One chord."""
        codes = [self._server.keysym_to_keycode(XK.string_to_keysym(name)) for name in names]
        for code in codes:
            self._fake(X.KeyPress, code)
        self.rest(0.03, 0.06)
        for code in reversed(codes):
            self._fake(X.KeyRelease, code)
        self.sent["key"] += 1
        self.rest(0.08, 0.2)

    def _fake(self, kind: int, code: int, x: int = 0, y: int = 0) -> None:
        self._server.xtest_fake_input(kind, code, x=x, y=y)
        self._server.sync()


def act_at_random(
    hand: Hand, acts: int, *, chosen: random.Random, buttons: Sequence[Spot], texts: Sequence[Spot]
) -> None:
    """buttons: spots that may be clicked and dragged between. texts: where one types and scrolls."""
    done = 0
    text = texts[0]
    while done < acts:
        text = chosen.choice([one for one in texts if one != text])
        match chosen.choice(("click", "click", "word", "key", "chord", "drag", "scroll")):
            case "click":
                hand.click(*chosen.choice(buttons))
                done += 1
            case "word":
                hand.click(*text)
                for letter in chosen.choice(("tea", "milk", "sugar", "bread")):
                    hand.keys(letter)
                done += 2
            case "key":
                hand.click(*text)
                hand.keys(chosen.choice(("F9", "Escape", "Home", "End", "Up", "Down")))
                done += 2
            case "chord":
                hand.click(*text)
                hand.keys("Control_L", chosen.choice(("Home", "End")))
                done += 2
            case "drag":
                hand.drag(*chosen.sample(list(buttons), 2))
                done += 1
            case _:
                hand.scroll(*text, chosen.randint(1, 4))
                done += 1


# --- what was recorded ------------------------------------------------------------------------------------------------


def counted(deeds: Sequence[Deed]) -> Counter[str]:
    found: Counter[str] = Counter()
    for deed in deeds:
        match deed:
            case Clicked(count=count):
                found["click"] += count
            case Dragged():
                found["drag"] += 1
            case Wheeled(notches=notches):
                found["notch"] += notches
            case Keyed(times=times):
                found["key"] += times
            case Typed(held=held, text=text):
                found["key"] += len(text) - len(held or "")
            case Copied() | Levelled():
                found["other"] += 1
            case _:
                continue
    return found


def listen(display: str, address: str) -> None:
    """In a process of its own: records until its input ends, and prints what it has."""
    from app.compose.desktop_recording import listened_on_desktop
    from app.where import Attached, How, OnDisplay, Where

    place = OnDisplay(display=display)
    where = Where(place=place, structure_from=Attached(address=address) if address else None)
    ended = threading.Event()

    def wait() -> None:
        sys.stdin.read()
        ended.set()

    threading.Thread(target=wait, daemon=True).start()
    with ExitStack() as stack:
        deeds, broken = listened_on_desktop(
            place, where, How(), ended.is_set, lambda _environment: print("ready", flush=True), stack
        )
    if os.environ.get("SHOW"):
        for deed in deeds:
            print(
                type(deed).__name__, {k: v for k, v in vars(deed).items() if k not in ("aim", "scene")}, file=sys.stderr
            )
    print(json.dumps({"counted": counted(deeds), "broken": broken}), flush=True)


def recorded(person: Seat, act: Callable[[], None]) -> Counter[str]:
    words = [sys.executable, "-m", "tests.bench.record_acts", "--listen", person.display, "--address", person.address]
    process = subprocess.Popen(
        words, env={**person.environment, "PYTHONPATH": os.getcwd()}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "ready"
    act()
    time.sleep(1.0)
    process.stdin.close()
    told = json.loads(process.stdout.readline())
    process.wait(60)
    assert not told["broken"], told["broken"]
    return Counter(told["counted"])


# --- the places -------------------------------------------------------------------------------------------------------


def on_desktop(person: Seat) -> tuple[list[Spot], list[Spot]]:
    person.start("galculator", title="galculator", at=(20, 40))
    person.start("mousepad", title="Mousepad", at=(620, 40))
    corner, pad = _box(person, "galculator"), _box(person, "Mousepad")
    buttons = [
        (corner[0] + round(corner[2] * across), corner[1] + round(corner[3] * down))
        for across in (0.1, 0.3, 0.5)
        for down in (0.6, 0.75, 0.9)
    ]
    return buttons, _beside_each_other((pad[0] + pad[2] // 2, pad[1] + pad[3] // 2))


def in_browser(person: Seat, folder: Path) -> tuple[list[Spot], list[Spot]]:
    page = folder / "ground.html"
    page.write_text(f"<!doctype html><meta charset=utf-8>{PAGE}", encoding="utf-8")
    person.start_browser(page.as_uri(), folder)
    cells = person.spots(*(f"#cells button:nth-child({number})" for number in range(1, 19, 2)))
    return cells, _beside_each_other(person.spots("textarea")[0])


def _beside_each_other(middle: Spot) -> list[Spot]:
    return [(middle[0] + across, middle[1]) for across in (-90, 0, 90)]


def _box(person: Seat, title: str) -> tuple[int, int, int, int]:
    told = person.hand("getwindowgeometry", "--shell", person.window(title))
    facts = dict(line.split("=") for line in told.split() if "=" in line)
    return int(facts["X"]), int(facts["Y"]), int(facts["WIDTH"]), int(facts["HEIGHT"])


def measured(place: str, speed: float, acts: int, seed: int) -> Figures:
    with tempfile.TemporaryDirectory() as name, seat(Path(name)) as person:
        folder = Path(name)
        buttons, texts = on_desktop(person) if place == "desktop" else in_browser(person, folder)
        hand = Hand(person.display, hurry=speed, seed=seed)
        chosen = random.Random(seed)
        got = recorded(person, lambda: act_at_random(hand, acts, chosen=chosen, buttons=buttons, texts=texts))
    return {
        kind: {
            "sent": hand.sent[kind],
            "recorded": got[kind],
            "lost": max(0, hand.sent[kind] - got[kind]),
            "invented": max(0, got[kind] - hand.sent[kind]),
        }
        for kind in KINDS
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--acts", type=int, default=1000)
    parser.add_argument("--speeds", default="1,2")
    parser.add_argument("--places", default="desktop,browser")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, default=None)
    parser.add_argument("--listen", default="", help=argparse.SUPPRESS)
    parser.add_argument("--address", default="", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.listen:
        listen(asked.listen, asked.address)
        return
    rounds: dict[str, Figures] = {}
    if asked.json is not None and asked.json.exists():
        rounds = json.loads(asked.json.read_text(encoding="utf-8"))["cases"]
    for place in asked.places.split(","):
        for speed in (float(one) for one in asked.speeds.split(",")):
            for number, begin in enumerate(range(0, asked.acts, ROUND)):
                acts, seed = min(ROUND, asked.acts - begin), asked.seed + number
                name = f"{_case(place, speed)}: {acts} acts from seed {seed}"
                if name in rounds:
                    continue
                rounds[name] = measured(place, speed, acts, seed)
                print(f"{name}: {_lost(rounds[name])} lost", flush=True)
                if asked.json is not None:
                    asked.json.write_text(json.dumps({"figures": _figures(rounds), "cases": rounds}, indent=1))
    columns = ("sent", "recorded", "lost", "invented")
    figures = _figures(rounds)
    rows = [
        [case, kind, *(str(one[column]) for column in columns)]
        for case, kinds in figures.items()
        for kind, one in kinds.items()
    ]
    print(table(("case", "kind", *columns), rows))
    print(f"lost: {sum(_lost(kinds) for kinds in figures.values())}")


def _case(place: str, speed: float) -> str:
    return f"{place}, {speed:g} times a person's speed"


def _figures(rounds: dict[str, Figures]) -> dict[str, Figures]:
    """The rounds of a case, added up."""
    added: dict[str, Figures] = {}
    for name, kinds in rounds.items():
        case = added.setdefault(name.partition(": ")[0], {kind: Counter() for kind in KINDS})
        for kind, numbers in kinds.items():
            case[kind] = {column: case[kind].get(column, 0) + number for column, number in numbers.items()}
    return added


def _lost(kinds: Figures) -> int:
    return sum(one["lost"] for one in kinds.values())


if __name__ == "__main__":
    main()
