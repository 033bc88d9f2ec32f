"""Finds applications by the names that people use, and starts them on the surface's display."""

import os
import re
import shutil
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path

from app.surfaces.app_search import SURE, Ranked, initials, meant, proper_names, rank
from app.surfaces.desktop_files import DesktopEntry, installed
from app.surfaces.mime import ADDRESS_KINDS, USUAL_KINDS, chosen_ids, handlers, kind_of
from app.surfaces.virtual_display.environment import MARK, SCALE
from app.surfaces.virtual_display.guard import CannotStart, Guard, GuardianGone
from planner.errors import ActFailed

ADDRESS = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
SCHEMES = frozenset({"http", "https", "file", "data", "about"})
NEAREST = 3
GRAPHICAL = (b"libX11.so", b"libxcb.so", b"libgtk-", b"libQt5", b"libQt6", b"libSDL2", b"libwx_", b"libfltk", b"libtk8")
BINARY_BYTES = 4 << 20
SYSTEM_FOLDERS = ("/bin", "/sbin", "/usr/bin", "/usr/sbin")


@dataclass(frozen=True, kw_only=True)
class AppFound:
    """An application that can be started. name: as it calls itself."""

    name: str
    entry: DesktopEntry


@dataclass(frozen=True, kw_only=True)
class UnknownApp:
    """No application is meant by that name. sentence: says so, and what is near."""

    name: str
    nearest: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Family:
    """Programs that need arguments of their own."""

    programs: frozenset[str]
    virtual: tuple[str, ...]
    root: tuple[str, ...]


class DesktopLauncher:
    """guard: what is started on a virtual display ends with it; on a real display it stays open for the person."""

    def __init__(self, *, environment: Mapping[str, str], guard: Guard) -> None:
        self._environment = environment
        self._guard = guard

    def find_app(self, name: str) -> AppFound | UnknownApp:
        """Touches nothing, so that a plan can be refused before it begins."""
        ranked = rank(name, self._entries, self._preferred)
        usable = [one for one in ranked if not one.entry.terminal]
        if usable and usable[0].score >= SURE:
            return AppFound(name=usable[0].entry.name, entry=usable[0].entry)
        runs_in_terminal = bool(ranked) and ranked[0].entry.terminal and ranked[0].score >= SURE
        if not runs_in_terminal and (program := self._program_on_path(meant(name))) is not None:
            return AppFound(name=program.name, entry=program)
        return _unknown(name, ranked, usable)

    def open_app(self, name: str) -> str:
        entry = self._found(name)
        self._start(entry, "")
        return f"Started {entry.name}."

    def window_class_of(self, name: str) -> tuple[str, ...]:
        """Also the program's name and the id: most applications make their window class of one of them."""
        found = self.find_app(name)
        if isinstance(found, UnknownApp):
            return ()
        declared = (found.entry.window_class,) if found.entry.window_class else ()
        return tuple(dict.fromkeys([*declared, *found.entry.technical_names]))

    def open_file(self, path: str, app: str, *, written: bool = False) -> str:
        file = Path(path).expanduser()
        file = file if file.is_absolute() else Path.cwd() / file
        if not file.exists() and not (written and file.parent.is_dir()):
            raise ActFailed(f"There is no file at {path}; give its full path.")
        if app:
            entry = self._found(app)
        else:
            kind = kind_of(file)
            able = handlers(kind, self._entries, self._environment)
            if not able:
                raise ActFailed(f"No installed application opens files of the kind {kind}; name one.")
            entry = able[0]
        self._start(entry, str(file))
        return f"Opened {file.name} with {entry.name}."

    def open_address(self, address: str) -> str:
        scheme = ADDRESS.match(address)
        whole = address if scheme else f"https://{address}"
        if scheme and scheme[1].lower() not in SCHEMES:
            raise ActFailed(f"Addresses that begin with {scheme[1]}: are not opened; use http, https or file.")
        able = [entry for kind in ADDRESS_KINDS for entry in handlers(kind, self._entries, self._environment)]
        browsers = [entry for entry in able if "WebBrowser" in entry.categories] or able
        if not browsers:
            raise ActFailed("No web browser is installed; install one, or use --browser.")
        self._start(browsers[0], whole)
        return f"Opened the address with {browsers[0].name}."

    def close(self) -> None:
        """Nothing to let go: what was started belongs to the guard, or to the person."""

    # --- starting ------------------------------------------------------------------------------------------------

    @cached_property
    def _entries(self) -> tuple[DesktopEntry, ...]:
        return installed(self._environment)

    @cached_property
    def _preferred(self) -> frozenset[str]:
        """What the person has chosen, or the system for them, for the usual kinds of things."""
        return frozenset(chosen for kind in USUAL_KINDS for chosen in chosen_ids(kind, self._environment)[:1])

    @cached_property
    def _families(self) -> tuple[Family, ...]:
        document = tomllib.loads(files("assets").joinpath("launching.toml").read_text(encoding="utf-8"))
        return tuple(
            Family(
                programs=frozenset(one["programs"]),
                virtual=tuple(one.get("virtual", ())),
                root=tuple(one.get("root", ())),
            )
            for one in document["family"]
        )

    def _found(self, name: str) -> DesktopEntry:
        found = self.find_app(name)
        if isinstance(found, UnknownApp):
            raise ActFailed(found.sentence)
        return found.entry

    def _start(self, entry: DesktopEntry, argument: str) -> None:
        argv = entry.argv(argument)
        argv[1:1] = self._own_arguments(Path(argv[0]))
        folder = self._environment.get("HOME", "/")
        try:
            if self._virtual_folder:
                self._guard.start(argv, environment=self._environment, folder=folder)
            else:
                _start_for_good(argv, self._environment)
        except (CannotStart, GuardianGone) as error:
            raise ActFailed(str(error)) from error
        except OSError as error:
            raise ActFailed(f"{entry.name} could not be started ({error.strerror}).") from error

    @property
    def _virtual_folder(self) -> str:
        return self._environment.get(MARK, "")

    def _own_arguments(self, program: Path) -> Sequence[str]:
        names = {program.name, program.resolve().name}
        family = next((one for one in self._families if names & one.programs), None)
        if family is None:
            return ()
        arguments = list(family.root) if os.getuid() == 0 else []
        if self._virtual_folder:
            profile = Path(self._virtual_folder) / "profiles" / program.name
            profile.mkdir(parents=True, exist_ok=True, mode=0o700)
            scale = self._environment.get(SCALE, "1")
            arguments += [word.format(profile=profile, scale=scale) for word in family.virtual]
        return arguments

    def _program_on_path(self, name: str) -> DesktopEntry | None:
        """A graphical program without a desktop file, by its exact name."""
        if not name or "/" in name or name != name.strip("-."):
            return None
        path = shutil.which(name, path=self._environment.get("PATH", os.defpath))
        if path is None or not _looks_graphical(Path(path)):
            return None
        return DesktopEntry(id=name, path=path, names=(name,), command=(path,), program=path)


class InstalledNames:
    """Tells whether an application goes by just that name, or by its initials. The names are read once."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment

    def __call__(self, name: str) -> bool:
        said = name.strip().casefold()
        return said in self._names or initials(said) in self._names

    @cached_property
    def _names(self) -> frozenset[str]:
        return proper_names(installed(self._environment))


def _unknown(name: str, ranked: Sequence[Ranked], usable: Sequence[Ranked]) -> UnknownApp:
    if ranked and ranked[0].entry.terminal and ranked[0].score >= SURE:
        sentence = f"“{ranked[0].entry.name}” runs in a terminal; name an application with a window."
        return UnknownApp(name=name, nearest=(), sentence=sentence)
    nearest = tuple(dict.fromkeys(one.entry.name for one in usable[:NEAREST]))
    near = f" The nearest are: {', '.join(nearest)}." if nearest else ""
    return UnknownApp(name=name, nearest=nearest, sentence=f"No application called “{name}” is installed.{near}")


def _looks_graphical(program: Path) -> bool:
    """So that "open reboot" starts nothing: a binary must use a window system, a script must not be the system's."""
    try:
        with program.open("rb") as file:
            beginning = file.read(BINARY_BYTES)
    except OSError:
        return False
    if beginning.startswith(b"#!"):
        return str(program.resolve().parent) not in SYSTEM_FOLDERS
    return any(library in beginning for library in GRAPHICAL)


def _start_for_good(argv: Sequence[str], environment: Mapping[str, str]) -> None:
    """In a session of its own: it outlives Deskhand, and Ctrl-C does not reach it."""
    quiet = [(os.POSIX_SPAWN_OPEN, descriptor, os.devnull, os.O_RDWR, 0) for descriptor in (0, 1, 2)]
    os.posix_spawn(argv[0], list(argv), dict(environment), file_actions=quiet, setsid=True)
