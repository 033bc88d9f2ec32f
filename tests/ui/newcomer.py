"""What a newcomer sees, with nothing but the window: `python -m tests.ui.newcomer FOLDER`.

A chore is recorded in a browser, seen in words, run over a spreadsheet, and its result column read; then a chore that
is shown several times becomes a loop. Everything goes through mouse and keyboard of a virtual display; FOLDER gets a
picture of every screen, and what came of it is told at the end.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.pages import Pages
from tests.ui.desk import Desk

PAGE = """<!doctype html><html lang=en><title>Guests</title>
<style>body{font:20px sans-serif;margin:0} label{position:absolute;left:40px;top:20px}
input{position:absolute;left:40px;top:60px;width:420px;height:120px;font:inherit}
button{position:absolute;left:40px;top:220px;width:420px;height:160px;font:inherit}
ul{position:absolute;left:520px;top:40px}</style>
<h1 style="position:absolute;left:520px;top:0">Guests</h1>
<label for=guest>Guest</label><input id=guest><button>Add guest</button><ul></ul>
<script>
document.querySelector("button").onclick = () => {
  const field = document.getElementById("guest"), line = document.createElement("li");
  line.textContent = field.value; document.querySelector("ul").append(line);
  fetch("/said", { method: "POST", body: new URLSearchParams({ guest: field.value }) }); field.value = "";
};
</script></html>"""
FIELD_XY, BUTTON_XY = ("240", "230"), ("240", "420")
TABLE_XY, LOOP_XY = ("73", "639"), ("345", "290")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    out: Path = parser.parse_args().folder
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as kept, Pages(html={"/": PAGE}) as site:
        home = Path(kept)
        os.environ |= {"XDG_DATA_HOME": str(home / "data"), "XDG_CONFIG_HOME": str(home / "config")}
        desk = Desk(home)
        try:
            newcomer = Newcomer(desk, out, site.address())
            newcomer.records("Add a guest", ["Ana"])
            newcomer.runs_over_a_table(home)
            newcomer.records("Add guests", ["Ben", "Cleo"])
            newcomer.makes_a_loop(home / "data/deskhand/flows/add_guests.flow.yaml")
            print([sent.fields for sent in site.sent])
            print((home / "people.results.csv").read_text(encoding="utf-8"))
            print((home / "data/deskhand/flows/add_guests.flow.yaml").read_text(encoding="utf-8"))
        finally:
            print((home / "stderr").read_text(encoding="utf-8")[-500:])
            desk.close()


class Newcomer:
    def __init__(self, desk: Desk, out: Path, address: str) -> None:
        self._desk, self._out, self._address, self._count = desk, out, address, 0
        desk.lay_out(eventually)
        desk.tool("wmctrl", "-c", "Deskhand doctor")

    def records(self, name: str, guests: list[str]) -> None:
        desk = self._desk
        self._own("key", "ctrl+2")
        self._own("key", "ctrl+2")
        self._keep("library")
        self._own("key", "alt+r")
        eventually(lambda: desk.window("Record a flow"), within_s=10)
        desk.write(name)
        desk.tool("xdotool", "key", "Tab")
        desk.tool("xdotool", "key", "Home", "Down")  # a browser of its own
        desk.tool("xdotool", "key", "Tab")
        desk.write(self._address)
        self._keep("record")
        desk.tool("xdotool", "key", "Return")
        eventually(lambda: self._browser(), within_s=60)
        self._own("key", "shift")  # the browser has come in front of it
        eventually(lambda: desk.listens(), within_s=30)
        self._keep("listening")
        for guest in guests:
            self._in_browser("mousemove", *FIELD_XY, "click", "1")
            desk.write(guest)
            self._in_browser("mousemove", *BUTTON_XY, "click", "1")
            time.sleep(0.6)
        self._keep("shown")
        self._own("key", "Escape")
        made = Path(os.environ["XDG_DATA_HOME"]) / "deskhand/flows" / f"{name.lower().replace(' ', '_')}.flow.yaml"
        eventually(made.exists, within_s=90)
        eventually(lambda: not self._browser(), within_s=30)
        time.sleep(2)
        self._keep("recorded")

    def runs_over_a_table(self, home: Path) -> None:
        desk, table = self._desk, home / "people.csv"
        table.write_text("guest,seats\nDora,2\nEmil,1\nFred,4\n", encoding="utf-8")
        self._own("mousemove", *TABLE_XY, "click", "1")
        eventually(lambda: desk.window("Choose a table"), within_s=10)
        desk.write(str(table))
        self._keep("choose_table")
        desk.tool("xdotool", "key", "Return")
        eventually(lambda: desk.window("Run over a table"), within_s=10)
        desk.tool("xdotool", "key", "alt+d")  # the step that would ask is allowed for all rows
        self._keep("table")
        desk.tool("xdotool", "key", "Return")
        results = home / "people.results.csv"
        eventually(lambda: self._is_through(results), within_s=120)
        time.sleep(3)
        self._keep("rows")
        self._own("key", "Escape")
        self._own("mousemove", "56", "188", "click", "1")  # back to the flow
        time.sleep(0.5)
        self._own("mousemove", "56", "188", "click", "1")  # and to all flows
        time.sleep(0.5)

    def _is_through(self, results: Path) -> bool:
        """Whether every row has its result; nothing may be asked meanwhile."""
        if self._desk.window("Deskhand asks"):
            raise SystemExit("It asked, though that was allowed for all rows.")
        return results.exists() and results.read_text(encoding="utf-8").count("\n") >= 4

    def makes_a_loop(self, flow: Path) -> None:
        self._own("mousemove", *LOOP_XY, "click", "1")
        eventually(lambda: "for each" in flow.read_text(encoding="utf-8"), within_s=10)
        time.sleep(1)
        self._keep("loop")

    def _own(self, *words: str) -> None:
        window = self._desk.window("Deskhand")
        self._desk.tool("xdotool", "windowactivate", "--sync", window)
        where = ("--window", window) if words[0] == "mousemove" else ()
        self._desk.tool("xdotool", words[0], *where, *words[1:])

    def _browser(self) -> str:
        found = (line.split() for line in self._desk.tool("wmctrl", "-l").splitlines())
        return next((words[0] for words in found if "Chromium" in words or "Guests" in words[3:4]), "")

    def _in_browser(self, *words: str) -> None:
        window = self._browser()
        self._desk.tool("xdotool", "windowactivate", "--sync", window)
        self._desk.tool("xdotool", words[0], "--window", window, *words[1:])
        time.sleep(0.4)

    def _keep(self, name: str) -> None:
        self._count += 1
        time.sleep(0.6)
        self._desk.picture(self._out / f"{self._count:02}_{name}.png")


def eventually(condition: Callable[[], object], within_s: float = 20.0) -> None:
    deadline_s = time.monotonic() + within_s
    while not condition():
        if time.monotonic() > deadline_s:
            raise SystemExit("It did not come so far.")
        time.sleep(0.2)


if __name__ == "__main__":
    main()
