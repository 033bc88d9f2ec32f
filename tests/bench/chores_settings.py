"""Settings of desktop applications, read from a home as the applications left them."""

import configparser
import os
import subprocess
from pathlib import Path
from xml.etree import ElementTree

NOT_SET = "not set"


def setting(home: Path, told: str) -> str:
    """told: "gsettings SCHEMA KEY", "ini FILE SECTION KEY [DEFAULT]" or "xfconf CHANNEL PROPERTY".

    DEFAULT: what holds where nothing is written yet; some applications write all their settings at once.
    """
    kind, *parts = told.split()
    match kind, parts:
        case "gsettings", [schema, key]:
            environment = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "DBUS_"))}
            order = ["gsettings", "get", schema, key]
            done = subprocess.run(
                order, env={**environment, "HOME": str(home)}, capture_output=True, text=True, check=True, timeout=30
            )
            return done.stdout.strip()
        case "ini", [file, section, key, *default]:
            held = configparser.RawConfigParser(strict=False, interpolation=None)
            held.read(home / file, encoding="utf-8")
            return held.get(section, key, fallback=default[0] if default else NOT_SET)
        case "xfconf", [channel, name]:
            return _xfconf(home / ".config/xfce4/xfconf/xfce-perchannel-xml" / f"{channel}.xml", name)
        case _:
            raise SystemExit(f"“{told}” is no way to a setting.")


def _xfconf(file: Path, name: str) -> str:
    """Properties lie in each other: /Gtk/ButtonImages is ButtonImages in Gtk."""
    if not file.exists():
        return NOT_SET
    node: ElementTree.Element | None = ElementTree.parse(file).getroot()
    for part in name.strip("/").split("/"):
        node = None if node is None else node.find(f"property[@name='{part}']")
    return NOT_SET if node is None else node.get("value", NOT_SET)
