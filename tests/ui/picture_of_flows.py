"""Makes pictures of flows in the window: `python -m tests.ui.picture_of_flows FOLDER [--dark]`.

A real library, a real browser on the demo's shop: the library, one flow, its rehearsal, its proposal, and a run over a
table of three rows, one of which cannot be done.
"""

import argparse
import os
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tests.ui.picture import dark_palette, until

if TYPE_CHECKING:
    from app.ui.application import WindowApplication

ORDER = """flow: 1
name: Order tea
description: One order in the corner shop, checked before it is sent.
inputs:
  customer: {type: text, default: Zoë Müller}
  e-mail: {type: text}
  pieces: {type: number, default: 1}
  day: {type: date, default: 2026-12-24}
needs: {sites: ["%s"]}
outputs: [ordered]
steps:
  - type: "{{customer}}"  # as it stands on the card
    into: {name: Name, role: text field}
    picture: 01.png
  - type: "{{e-mail}}"
    into: {name: E-mail, role: text field}
    picture: 02.png
  - choose: Green tea
    in: {name: Product, role: dropdown}
  - type: "{{pieces}}"
    into: {name: Quantity, role: spinner}
  - set date: "{{day}}"
    in: {name: Delivery date}
  - if: there is a Gift wrap checkbox
    then:
      - check: {name: Gift wrap, role: checkbox}
  - read: {name: Name, role: text field}
    as: ordered
"""
BILLS = """flow: 1
name: Enter the monthly bills
description: Rent, water and electricity into the household book, each with its day.
steps:
  - click: Add
"""
PEOPLE = (
    "customer,e-mail,pieces,note\nAna,ana@example.org,2,\nBen,ben@example.org,many,regular\nCleo,c@example.org,3,\n"
)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--dark", action="store_true")
    wishes = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["XDG_DATA_HOME"] = home
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        for name in ("DISPLAY", "WAYLAND_DISPLAY"):
            os.environ.pop(name, None)
        wishes.folder.mkdir(parents=True, exist_ok=True)
        _make(wishes.folder, Path(home), dark=wishes.dark)


def _make(out: Path, home: Path, *, dark: bool) -> None:
    from PySide6.QtWidgets import QApplication

    from app.cli.window import past_runs, report, start, understand_words
    from app.cli.window_library import Library
    from app.compose.parts import secret_store
    from app.demo.shop import Shop
    from app.ui.application import WindowApplication
    from app.ui.flows.values import Doing

    with Shop() as shop:
        path = _library(home, shop.address)
        application = WindowApplication(
            arguments=["deskhand"],
            start=start,
            understand=understand_words,
            past_runs=past_runs,
            report=report,
            shelf=Library(secret_store()),
        )
        window, flows = application.window, application.window.parts.flows
        assert flows is not None
        if dark:
            QApplication.setPalette(dark_palette())
        window.show()
        try:
            window.parts.tabs.setCurrentWidget(flows)
            _keep(application, out / "library.png")
            flows.open(path)
            flows.page.form.fields["e-mail"].setText("zoe@example.org")
            _keep(application, out / "flow.png")
            flows.page.outline.choose(3)
            _keep(application, out / "editing.png")
            flows.page.rehearse.click()
            until(lambda: not window.is_running)
            _keep(application, out / "rehearsal.png")
            window.parts.tabs.setCurrentWidget(flows)
            _keep(application, out / "rehearsed_flow.png")
            flows.page.review.click()
            _keep(application, out / "proposal.png")
            table = home / "people.csv"
            table.write_text(PEOPLE, encoding="utf-8")
            flows.setCurrentWidget(flows.page)
            flows.run_over(table)
            assert flows.dialog is not None
            flows.dialog.grab().save(str(out / "table.png"))
            flows.dialog.accept()
            until(lambda: not window.is_running)
            _keep(application, out / "rows.png")
            flows.library.record_wanted.emit()
            flows.dialog.grab().save(str(out / "record.png"))
            flows.dialog.reject()
            flows.listening.show_listening()
            flows.setCurrentWidget(flows.listening)
            flows.show_running(Doing.RECORD)
            flows.listening.show_listening()
            _keep(application, out / "listening.png")
        finally:
            application.stop()
            until(lambda: not window.is_running)


def _keep(application: "WindowApplication", path: Path) -> None:
    from PySide6.QtCore import QCoreApplication

    for _ in range(20):
        QCoreApplication.processEvents()
    application.window.grab().save(str(path))


def _library(home: Path, address: str) -> Path:
    """Two flows that can be read and one that cannot; the first with pictures and a proposal."""
    from PIL import Image, ImageDraw

    from app.storage.healings import keep_healings
    from app.storage.records import PlaceHealed
    from grounding.screen import Query, Role
    from planner.healing import Healing

    folder = home / "deskhand" / "flows"
    crops = folder / "order_tea.flow.yaml.crops"
    crops.mkdir(parents=True)
    for name, words in (("01.png", "Name"), ("02.png", "E-mail"), ("found-2-6aa40b0c69f3.png", "Mail address")):
        picture = Image.new("RGB", (360, 60), "white")
        pen = ImageDraw.Draw(picture)
        pen.text((16, 22), words, fill="black")
        pen.rectangle((120, 14, 345, 46), outline="gray")
        picture.save(crops / name)
    path = folder / "order_tea.flow.yaml"
    path.write_text(ORDER % address, encoding="utf-8")
    (folder / "bills.flow.yaml").write_text(BILLS, encoding="utf-8")
    (folder / "broken.flow.yaml").write_text("flow: 1\nname: Broken\nsteps:\n  - fly: home\n", encoding="utf-8")
    was = Query(text="E-mail", exact=True, role=Role.TEXT_FIELD)
    healing = Healing(was=was, now=replace(was, text="Mail address"), score=0.83)
    keep_healings(path, (PlaceHealed(number=2, healing=healing),))
    return path


if __name__ == "__main__":
    main()
