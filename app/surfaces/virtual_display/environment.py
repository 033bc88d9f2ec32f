"""The environment of programs on a virtual display: nothing in it leads back to the person's own desktop.

HOME and the XDG data and config folders stay the person's, and so do their settings: a preference that is changed on
the virtual display is changed for good, as on any other. dconf's writer reads its file anew for each change, so a
second one beside the person's is safe; without it every switch of a settings dialog would fall back at once.
"""

import math
from collections.abc import Mapping
from pathlib import Path

MARK = "DESKHAND_DISPLAY"
SCALE = "DESKHAND_SCALE"  # for programs that are told of the scale on their command line

# Names of the person's desktop, its session, input methods, and of ways past X.
REMOVED = (
    "WAYLAND_DISPLAY",
    "WAYLAND_SOCKET",
    "SESSION_MANAGER",
    "DESKTOP_SESSION",
    "DESKTOP_STARTUP_ID",
    "XDG_ACTIVATION_TOKEN",
    "XDG_CURRENT_DESKTOP",
    "XDG_SESSION_DESKTOP",
    "XDG_SESSION_ID",
    "XDG_SESSION_PATH",
    "XDG_SESSION_CLASS",
    "XDG_SEAT",
    "XDG_SEAT_PATH",
    "XDG_VTNR",
    "GNOME_DESKTOP_SESSION_ID",
    "GNOME_SETUP_DISPLAY",
    "GNOME_SHELL_SESSION_MODE",
    "KDE_FULL_SESSION",
    "KDE_SESSION_VERSION",
    "WINDOWID",
    "NO_AT_BRIDGE",
    "GTK_MODULES",
    "GTK_IM_MODULE",
    "QT_IM_MODULE",
    "QT_IM_MODULES",
    "XMODIFIERS",
    "QT_QPA_PLATFORMTHEME",
    "QT_SCREEN_SCALE_FACTORS",
    "QT_ENABLE_HIGHDPI_SCALING",
    "QT_DEVICE_PIXEL_RATIO",
    "GTK_THEME_VARIANT",
    "GIO_LAUNCHED_DESKTOP_FILE",
    "GIO_LAUNCHED_DESKTOP_FILE_PID",
    "BAMF_DESKTOP_FILE_HINT",
    "PULSE_SERVER",
)
REMOVED_PREFIXES = ("DBUS_", "AT_SPI_")

# Services that the private bus refuses at once instead of starting a second one beside the person's.
MASKED_SERVICES = (
    "org.freedesktop.portal.Desktop",  # would draw its dialogs elsewhere, or make programs wait half a minute for it
    "org.freedesktop.secrets",  # a second keyring would ask for the person's password
    "org.gtk.vfs.Daemon",  # mounts a file system in the private folder, which then cannot be removed
)


def for_programs(
    base: Mapping[str, str], *, folder: Path, display: str, authority: Path, bus: Path, scale: float
) -> dict[str, str]:
    """The whole environment of a program on the display, from Deskhand's own."""
    environment = {
        name: value for name, value in base.items() if name not in REMOVED and not name.startswith(REMOVED_PREFIXES)
    }
    environment |= {
        MARK: str(folder),
        SCALE: f"{scale:g}",
        "DISPLAY": display,
        "XAUTHORITY": str(authority),
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={bus}",
        "XDG_RUNTIME_DIR": str(folder / "runtime"),
        "TMPDIR": str(folder / "temporary"),
        "XDG_SESSION_TYPE": "x11",
        "GDK_BACKEND": "x11",
        "QT_QPA_PLATFORM": "xcb",
        "MOZ_ENABLE_WAYLAND": "0",
        "ELECTRON_OZONE_PLATFORM_HINT": "x11",
        "XMODIFIERS": "@im=none",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "QT_ACCESSIBILITY": "1",
        "GTK_A11Y": "atspi",
        "GNOME_ACCESSIBILITY": "1",
        "GTK_USE_PORTAL": "0",
        "ADW_DISABLE_PORTAL": "1",
        "GIO_USE_VFS": "local",
        # There is no graphics card behind the display: drawing by the processor directly beats emulating one.
        "LIBGL_ALWAYS_SOFTWARE": "1",
        "GSK_RENDERER": "cairo",
    }
    return environment | scaling(scale)


def scaling(scale: float) -> dict[str, str]:
    """How toolkits are told of the scale. `dots_per_inch` and the settings in `xsettings` are the other half.

    GTK multiplies GDK_SCALE, a whole number, with the resolution that it finds in the settings; GTK 4 does not know
    GDK_DPI_SCALE, so what is left of the scale is in those settings and nothing is left for this. Qt multiplies its
    factor with Xft.dpi / 96 unless told another font resolution.

    >>> scaling(2.5)["GDK_SCALE"], scaling(2.5)["QT_SCALE_FACTOR"]
    ('2', '2.5')
    """
    return {
        "GDK_SCALE": str(max(1, math.floor(scale))),
        "GDK_DPI_SCALE": "1",
        "QT_SCALE_FACTOR": f"{scale:g}",
        "QT_FONT_DPI": "96",
        "QT_AUTO_SCREEN_SCALE_FACTOR": "0",
    }


def dots_per_inch(scale: float) -> int:
    return round(96 * scale)
