"""Which programs are rendered, and how they look."""

import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path
from random import Random

CATALOGUE = Path(__file__).with_name("programs.toml")
TOOLKITS = ("gtk3", "gtk4", "gtk2", "qt")


@dataclass(frozen=True, kw_only=True)
class Program:
    name: str
    argv: tuple[str, ...]
    toolkit: str
    held_out: bool


@dataclass(frozen=True, kw_only=True)
class Look:
    """Themes by the names that the toolkits know them by; font_points before scaling."""

    gtk: str
    gtk4: str
    gtk2: str
    qt: str
    icons: str
    font: str
    font_points: float
    window_manager: str
    frame: str
    scale: float


def installed() -> list[Program]:
    catalogue = tomllib.loads(CATALOGUE.read_text())
    found: list[Program] = []
    for toolkit in TOOLKITS:
        for line in catalogue[toolkit]["programs"]:
            argv = line.split()
            if path := shutil.which(argv[0]):
                name = Path(argv[0]).name + ("-" + argv[1].strip("-") if len(argv) > 1 else "")
                held_out = Path(argv[0]).name in catalogue["held_out"]
                found.append(Program(name=name, argv=(path, *argv[1:]), toolkit=toolkit, held_out=held_out))
    return found


def any_look(random: Random, *, held_out: bool) -> Look:
    catalogue = tomllib.loads(CATALOGUE.read_text())
    choices = catalogue["look"] | (catalogue["held_out_look"] if held_out else {})
    managers = [name for name in choices["window_managers"] if shutil.which(name)] or ["openbox"]
    return Look(
        gtk=random.choice(choices["gtk_themes"]),
        gtk4=random.choice(choices["gtk4_themes"]),
        gtk2=random.choice(choices["gtk2_themes"]),
        qt=random.choice(choices["qt_styles"]),
        icons=random.choice(choices["icon_themes"]),
        font=random.choice(choices["fonts"]),
        font_points=random.choice([8, 9, 10, 10, 11, 11, 12, 14, 17]),
        window_manager=random.choice(managers),
        frame=random.choice(choices["frame_themes"]),
        scale=random.choice([1.0, 1.0, 1.0, 1.0, 1.0, 1.25, 2.0]),
    )
