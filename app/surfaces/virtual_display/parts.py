"""What a virtual display is made of, as installed on this machine; what is missing is named with its package."""

import os
import shutil
import tomllib
from collections.abc import Mapping
from configparser import ConfigParser
from configparser import Error as ConfigError
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from app.errors import Misuse

SETTINGS = "virtual_display.toml"


@dataclass(frozen=True, kw_only=True)
class Parts:
    """Absolute command lines. accessibility: () when AT-SPI is not installed."""

    server: str
    bus: str
    window_manager: tuple[str, ...]
    accessibility: tuple[str, ...]


def find_parts(environment: Mapping[str, str]) -> Parts:
    """Raises Misuse that names the package to install."""
    path = environment.get("PATH", os.defpath)
    with as_file(files("assets")) as folder:
        document = tomllib.loads((folder / SETTINGS).read_text())
        packages: dict[str, str] = document["packages"]
        server, bus = _needed("Xvfb", path, packages), _needed("dbus-daemon", path, packages)
        for manager in document["window_manager"]:
            if program := shutil.which(manager["program"], path=path):
                arguments = [str(word).format(settings=folder) for word in manager["arguments"]]
                return Parts(
                    server=server,
                    bus=bus,
                    window_manager=(program, *arguments),
                    accessibility=_accessibility_launcher(environment),
                )
    raise Misuse(
        f"A virtual display needs a small window manager: install one with "
        f"`sudo apt install {packages['window_manager']}`."
    )


def _needed(program: str, path: str, packages: Mapping[str, str]) -> str:
    found = shutil.which(program, path=path)
    if found is None:
        raise Misuse(
            f"A virtual display needs {program}: install it with `sudo apt install {packages[program]}`, "
            f"or use --display or --browser."
        )
    return found


def _accessibility_launcher(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The program behind org.a11y.Bus, from the bus's service files: its folder differs between systems."""
    folders = environment.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    for folder in folders.split(":"):
        service = Path(folder) / "dbus-1" / "services" / "org.a11y.Bus.service"
        parser = ConfigParser(interpolation=None)
        try:
            parser.read(service)
            words = parser["D-BUS Service"]["Exec"].split()
        except (ConfigError, KeyError, OSError):
            continue
        if words and os.access(words[0], os.X_OK):
            return tuple(words)
    return ()
