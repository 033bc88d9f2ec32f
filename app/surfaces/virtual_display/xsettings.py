"""Settings for GTK programs on a virtual display, in place of a desktop's settings daemon.

They hold on this display only and leave the person's own settings as they are. Format: the XSETTINGS specification of
freedesktop.org, 0.5.
"""

import struct
from collections.abc import Mapping

INTEGER = 0
LITTLE_ENDIAN = 0
SELECTION = "_XSETTINGS_S0"
PROPERTY = "_XSETTINGS_SETTINGS"


def settings_for(scale: float) -> dict[str, int]:
    """Scale as GTK 3 and 4 both understand it, and nothing that moves by itself: it makes waiting for calm longer.

    The resolution is what GDK_SCALE, a whole number that GTK multiplies with it, leaves to be done.

    >>> settings_for(2.5)["Xft/DPI"] / 1024
    120.0
    """
    return {
        "Xft/DPI": round(96 * 1024 * scale / max(1, int(scale))),
        "Net/CursorBlink": 0,
        "Net/EnableEventSounds": 0,
        "Gtk/EnableAnimations": 0,
    }


def serialised(settings: Mapping[str, int]) -> bytes:
    data = struct.pack("<B3xII", LITTLE_ENDIAN, 0, len(settings))
    for name, value in settings.items():
        encoded = name.encode()
        data += struct.pack("<BxH", INTEGER, len(encoded)) + encoded + bytes(-len(encoded) % 4)
        data += struct.pack("<Ii", 0, value)
    return data
