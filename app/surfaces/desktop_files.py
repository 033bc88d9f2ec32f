"""The applications that are installed, from their desktop files (freedesktop.org Desktop Entry Specification 1.5)."""

import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

GROUP = "[Desktop Entry]"
ESCAPES = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}
FILE_CODES = frozenset({"%f", "%F", "%u", "%U"})
DEPRECATED_CODES = frozenset({"%d", "%D", "%n", "%N", "%v", "%m"})


@dataclass(frozen=True, kw_only=True)
class DesktopEntry:
    """One installed application. id: as in "org.example.App", without ".desktop". names, generic_names: in every
    language, the plain one first. words: what it is good for, from its keywords and comment. program: the absolute
    path of what it starts."""

    id: str
    path: str
    names: tuple[str, ...]
    generic_names: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    categories: frozenset[str] = frozenset()
    mime_types: tuple[str, ...] = ()
    command: tuple[str, ...]
    program: str
    window_class: str = ""
    icon: str = ""
    terminal: bool = False
    listed: bool = True

    @property
    def name(self) -> str:
        return self.names[0]

    @property
    def technical_names(self) -> tuple[str, ...]:
        """Its id, the last part of it, and its program, unless arguments make another application of that."""
        fixed = [word for word in self.command[1:] if word.startswith("-")]
        programs = [] if fixed else [Path(self.command[0]).name]
        return tuple(dict.fromkeys([*programs, self.id, self.id.rpartition(".")[2]]))

    def argv(self, argument: str = "") -> list[str]:
        """The command line, with a file or an address where it wants one, else at its end."""
        words = [self.program]
        placed = False
        for word in self.command[1:]:
            if word in FILE_CODES:
                placed = True
                words += [argument] if argument else []
            elif word == "%i":
                words += ["--icon", self.icon] if self.icon else []
            elif word not in DEPRECATED_CODES:
                text = word.replace("%c", self.name).replace("%k", self.path)
                if any(code in text for code in FILE_CODES):
                    placed = True
                    for code in FILE_CODES:
                        text = text.replace(code, argument)
                words.append(text.replace("%%", "%"))
        return words if placed or not argument else [*words, argument]


def data_folders(environment: Mapping[str, str]) -> list[Path]:
    """The person's first, then the system's."""
    home = environment.get("XDG_DATA_HOME") or os.path.join(environment.get("HOME", "/"), ".local", "share")
    system = environment.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    return [Path(home), *(Path(folder) for folder in system.split(":") if folder)]


def installed(environment: Mapping[str, str]) -> tuple[DesktopEntry, ...]:
    """Every application that can be started, by id. The person's own files hide the system's of the same id."""
    found: dict[str, DesktopEntry | None] = {}
    for folder in data_folders(environment):
        applications = folder / "applications"
        for path in sorted(applications.rglob("*.desktop")):
            identifier = "-".join(path.relative_to(applications).parts).removesuffix(".desktop")
            if identifier not in found:
                found[identifier] = read_entry(path, identifier, environment)
    return tuple(entry for _, entry in sorted(found.items()) if entry is not None)


def read_entry(path: Path, identifier: str, environment: Mapping[str, str]) -> DesktopEntry | None:
    """None for what is no application, is hidden, or cannot be started here."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    keys = dict(_keys(lines))
    if keys.get("Type", "Application") != "Application" or keys.get("Hidden") == "true" or not keys.get("Name"):
        return None
    search = environment.get("PATH", os.defpath)
    command = split_command(keys.get("Exec", ""))
    program = shutil.which(command[0], path=search) if command else None
    if program is None or (keys.get("TryExec") and not shutil.which(keys["TryExec"], path=search)):
        return None
    return DesktopEntry(
        id=identifier,
        path=str(path),
        names=_in_every_language(keys, "Name"),
        generic_names=_in_every_language(keys, "GenericName"),
        keywords=tuple(word for text in _in_every_language(keys, "Keywords") for word in _list(text)),
        comments=_in_every_language(keys, "Comment"),
        categories=frozenset(_list(keys.get("Categories", ""))),
        mime_types=tuple(_list(keys.get("MimeType", ""))),
        command=tuple(command),
        program=program,
        window_class=keys.get("StartupWMClass", ""),
        icon=keys.get("Icon", ""),
        terminal=keys.get("Terminal") == "true",
        listed=keys.get("NoDisplay") != "true" and _belongs_here(keys, environment),
    )


def split_command(text: str) -> list[str]:
    """The words of an Exec line: quoted with double quotes only, inside them a backslash saves the next character.

    >>> split_command('"/opt/My App/run" --title "a \\\\"b\\\\"" %U')
    ['/opt/My App/run', '--title', 'a "b"', '%U']
    """
    words: list[str] = []
    word: list[str] | None = None
    quoted = False
    characters = iter(text)
    for character in characters:
        if quoted:
            if character == '"':
                quoted = False
            else:
                (word := word if word is not None else []).append(
                    next(characters, "") if character == "\\" else character
                )
        elif character == '"':
            quoted, word = True, word or []
        elif character in " \t":
            if word is not None:
                words.append("".join(word))
            word = None
        else:
            (word := word if word is not None else []).append(character)
    if word is not None:
        words.append("".join(word))
    return words


def _keys(lines: list[str]) -> Iterator[tuple[str, str]]:
    inside = False
    for line in lines:
        stripped = line.strip()
        if stripped.startswith("["):
            inside = stripped == GROUP
        elif inside and "=" in stripped and not stripped.startswith("#"):
            key, _, value = stripped.partition("=")
            yield key.strip(), _unescaped(value.strip())


def _unescaped(value: str) -> str:
    if "\\" not in value:
        return value
    text: list[str] = []
    characters = iter(value)
    for character in characters:
        if character != "\\":
            text.append(character)
            continue
        following = next(characters, "")
        text.append(ESCAPES.get(following, "\\" + following))
    return "".join(text)


def _in_every_language(keys: Mapping[str, str], key: str) -> tuple[str, ...]:
    plain = [keys[key]] if keys.get(key) else []
    translated = [value for name, value in keys.items() if name.startswith(f"{key}[") and value]
    return tuple(dict.fromkeys([*plain, *translated]))


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _belongs_here(keys: Mapping[str, str], environment: Mapping[str, str]) -> bool:
    here = set(environment.get("XDG_CURRENT_DESKTOP", "").split(":")) - {""}
    if not here:
        return True  # a window manager alone: what is installed is meant to be used
    only, never = set(_list(keys.get("OnlyShowIn", ""))), set(_list(keys.get("NotShowIn", "")))
    return not (only and not only & here) and not never & here
