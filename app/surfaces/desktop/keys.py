"""Names of keys and characters as X keysyms (numbers: X11/keysymdef.h; characters: its appendix on Unicode)."""

import ctypes
from functools import cache

NAMED: dict[str, int] = {
    "enter": 0xFF0D, "return": 0xFF0D, "tab": 0xFF09, "escape": 0xFF1B, "esc": 0xFF1B, "backspace": 0xFF08,
    "delete": 0xFFFF, "del": 0xFFFF, "insert": 0xFF63, "home": 0xFF50, "end": 0xFF57,
    "page_up": 0xFF55, "pageup": 0xFF55, "page up": 0xFF55, "page_down": 0xFF56, "pagedown": 0xFF56,
    "page down": 0xFF56, "left": 0xFF51, "up": 0xFF52, "right": 0xFF53, "down": 0xFF54, "space": 0x20,
    "menu": 0xFF67, "print": 0xFF61, "pause": 0xFF13, "caps_lock": 0xFFE5, "capslock": 0xFFE5, "num_lock": 0xFF7F,
    "scroll_lock": 0xFF14, "ctrl": 0xFFE3, "control": 0xFFE3, "shift": 0xFFE1, "alt": 0xFFE9, "meta": 0xFFEB,
    "super": 0xFFEB, "win": 0xFFEB, "cmd": 0xFFEB, "altgr": 0xFE03,
    **{f"f{number}": 0xFFBD + number for number in range(1, 25)},
}  # fmt: skip
RETURN, TAB, DELETE = NAMED["enter"], NAMED["tab"], NAMED["delete"]
LOCKING = frozenset({0xFFE5, 0xFFE6, 0xFF7F, 0xFF14, 0xFE01, 0xFE05, 0xFE0F, 0xFE13})
"""Keysyms that stay on after the key is let go: never pressed in order to hold a modifier."""

_UNICODE = 0x0100_0000
_KEYPAD = range(0xFF80, 0xFFBE)


def keysym_of(character: str) -> int:
    """The keysym that every toolkit turns into this character.

    >>> hex(keysym_of("a")), hex(keysym_of("ф")), hex(keysym_of("😀"))
    ('0x61', '0x1000444', '0x101f600')
    """
    if character == "\n":
        return RETURN
    if character == "\t":
        return TAB
    code = ord(character)
    if 0x20 <= code <= 0x7E or 0xA0 <= code <= 0xFF:
        return code
    return _UNICODE | code


def character_of(keysym: int) -> str:
    """What a key with this symbol types; "" for none, for dead keys and for the keypad.

    >>> character_of(0x61), character_of(0xFE52), character_of(0xFFB1), character_of(0x01000444)
    ('a', '', '', 'ф')
    """
    if keysym == RETURN:
        return "\n"
    if keysym == TAB:
        return "\t"
    if 0x20 <= keysym <= 0x7E or 0xA0 <= keysym <= 0xFF:
        return chr(keysym)
    if _UNICODE + 0x100 <= keysym <= _UNICODE + 0x10FFFF:
        return chr(keysym - _UNICODE)
    if keysym in _KEYPAD or keysym < 0x100:
        return ""
    library = _xkbcommon()
    code = int(library.xkb_keysym_to_utf32(keysym)) if library is not None else 0
    return chr(code) if code >= 0x20 and code != 0x7F else ""


def typable(character: str) -> bool:
    """Whether there is a keysym for it: everything but control characters and half surrogates.

    >>> typable("é"), typable(chr(7)), typable(chr(0xD800))
    (True, False, False)
    """
    code = ord(character)
    return character in "\n\t" or (code >= 0x20 and not 0x7F <= code < 0xA0 and not 0xD800 <= code < 0xE000)


@cache
def _xkbcommon() -> ctypes.CDLL | None:
    """The table of the older keysyms (Cyrillic_a and its like), in the library that Qt and GTK use too.

    Without it those keys are not recognised, and such characters are typed through a temporary mapping instead.
    """
    try:
        library = ctypes.CDLL("libxkbcommon.so.0")
    except OSError:
        return None
    library.xkb_keysym_to_utf32.argtypes = [ctypes.c_uint32]
    library.xkb_keysym_to_utf32.restype = ctypes.c_uint32
    return library
