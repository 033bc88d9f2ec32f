"""A library of flows on the disk for tests of the window, and a flow that they show."""

from dataclasses import replace
from pathlib import Path

from PIL import Image

from app.storage.flows import crops_folder
from app.storage.healings import keep_healings
from app.storage.records import PlaceHealed
from app.storage.shelf import flows_folder
from grounding.screen import Query, Role
from planner.healing import Healing

GUESTS = """flow: 1
name: Add a guest
description: One more for the party.
inputs:
  guest: {type: text}
  seats: {type: number, default: 2}
steps:
  - type: "{{guest}}"  # as on the card
    into: {name: Guest, role: text field}
    picture: 01.png
  - type: "{{seats}}"
    into: {name: Seats, role: spinner}
  - click: {name: Add, role: button}
"""
BILLS = "flow: 1\nname: Enter bills\ndescription: Rent and water.\nsteps:\n  - click: Save\n"
BROKEN = "flow: 1\nname: Broken\nsteps:\n  - fly: home\n"


def fill(*, proposed: bool = False) -> Path:
    """Three flows, one of which cannot be read, in the person's own folder; the path of the first."""
    folder = flows_folder()
    path = folder / "guests.flow.yaml"
    crops_folder(path).mkdir(parents=True)
    Image.new("RGB", (120, 40), "white").save(crops_folder(path) / "01.png")
    path.write_text(GUESTS, encoding="utf-8")
    (folder / "bills.flow.yaml").write_text(BILLS, encoding="utf-8")
    (folder / "broken.flow.yaml").write_text(BROKEN, encoding="utf-8")
    if proposed:
        was = Query(text="Add", exact=True, role=Role.BUTTON)
        healing = Healing(was=was, now=replace(was, text="Add guest"), score=0.8)
        keep_healings(path, (PlaceHealed(number=3, healing=healing),))
    return path
