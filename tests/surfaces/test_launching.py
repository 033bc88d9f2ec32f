"""Applications found by the names that people use, and started where they should be."""

import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.surfaces.app_search import proper_names
from app.surfaces.desktop_files import DesktopEntry, installed, split_command
from app.surfaces.launching import AppFound, DesktopLauncher, UnknownApp
from app.surfaces.mime import kind_of
from app.surfaces.virtual_display.display import VirtualDisplay
from app.surfaces.virtual_display.environment import MARK
from app.surfaces.virtual_display.guard import Guard
from app.surfaces.virtual_display.processes import descendants
from planner.errors import ActFailed

ENTRIES = {
    "org.example.Notes": "Name=Notes\nName[de]=Notizen\nGenericName=Text Editor\nExec=notes %F\nMimeType=text/plain;",
    "plainpad": "Name=Plainpad\nComment=Simple text editor\nKeywords=editor;\nExec=plainpad %f\nMimeType=text/plain;",
    "org.example.Notes-settings": "Name=Text Editor Settings\nExec=notes --preferences\nCategories=Settings;",
    "sums": "Name=Calculator\nName[de]=Rechner\nExec=sums --title %c --icon-is %i %%\nIcon=abacus",
    "surf": "Name=Surf Web\nGenericName=Web Browser\nExec=surf %U\nStartupWMClass=SurfWindow\n"
    "Categories=Network;WebBrowser;\nMimeType=x-scheme-handler/https;text/html;",
    "drawers": "Name=Drawers File Manager\nGenericName=File Manager\nExec=drawers %U\nMimeType=inode/directory;",
    "vee": "Name=Vee\nGenericName=Text Editor\nExec=vee %F\nTerminal=true\nMimeType=text/plain;",
    "unseen": "Name=Unseen\nExec=notes\nNoDisplay=true",
    "elsewhere": "Name=Elsewhere\nExec=notes\nOnlyShowIn=Moonbase;",
    "removed": "Name=Removed\nExec=not-installed",
    "looks": "Name=Looks\nExec=notes\nCategories=Settings;\nComment=The look of things",
    "pointing": "Name=Pointing\nExec=notes\nCategories=Settings;\nComment=Settings of the pointer and its looks",
    "needs": "Name=Needs\nExec=notes\nTryExec=not-installed",
    "gone": "Name=Gone\nExec=notes\nHidden=true",
}

SCRIPT = """#!/bin/sh
for word in "$@"; do echo "$word"; done > {folder}/part
mv {folder}/part {folder}/{name}.called
"""


class Shop:
    """A machine with a handful of invented applications, each a script that writes down how it was called."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.programs = folder / "programs"
        self.programs.mkdir()
        applications = folder / "data" / "applications"
        applications.mkdir(parents=True)
        for name in ("notes", "plainpad", "sums", "surf", "drawers", "vee", "lonely", "chromium"):
            script = self.programs / name
            script.write_text(SCRIPT.format(folder=folder, name=name))
            script.chmod(0o755)
        for identifier, text in ENTRIES.items():
            (applications / f"{identifier}.desktop").write_text(
                f"[Desktop Entry]\nType=Application\n{text}\n[X]\nName=No"
            )
        self.environment: dict[str, str] = {
            "PATH": f"{self.programs}:/usr/bin:/bin:/usr/sbin:/sbin",
            "HOME": str(folder),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_DATA_DIRS": str(folder / "none"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_CONFIG_DIRS": str(folder / "none"),
        }

    def called(self, name: str) -> list[str] | None:
        path = self.folder / f"{name}.called"
        return path.read_text().splitlines() if path.exists() else None


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


@pytest.fixture
def guard() -> Iterator[Guard]:
    started = Guard()
    yield started
    started.close()


@pytest.fixture
def launcher(shop: Shop, guard: Guard) -> DesktopLauncher:
    return DesktopLauncher(environment=shop.environment, guard=guard)


def eventually(claim: Callable[[], bool], *, within_s: float = 5.0) -> bool:
    until_s = time.monotonic() + within_s
    while not claim():
        if time.monotonic() > until_s:
            return False
        threading.Event().wait(0.01)
    return True


def found_id(launcher: DesktopLauncher, name: str) -> str:
    found = launcher.find_app(name)
    assert isinstance(found, AppFound), found
    return found.entry.id


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Notes", "org.example.Notes"),
        ("the notes app", "org.example.Notes"),
        ("Notizen", "org.example.Notes"),
        ("text editor", "org.example.Notes"),
        ("a text editor", "org.example.Notes"),
        ("the editor", "org.example.Notes"),
        ("plain-pad", "plainpad"),
        ("Plainpda", "plainpad"),
        ("calculator", "sums"),
        ("“Calculator”", "sums"),
        ("Rechner", "sums"),
        ("sums", "sums"),
        ("browser", "surf"),
        ("web browser", "surf"),
        ("SurfWindow", "surf"),
        ("files", "drawers"),
        ("file manager", "drawers"),
        ("text editor settings", "org.example.Notes-settings"),
        ("lonely", "lonely"),
    ],
)
def test_an_application_is_found_by_what_people_call_it(launcher: DesktopLauncher, said: str, meant: str) -> None:
    assert found_id(launcher, said) == meant


@pytest.mark.parametrize("said", ["xyzzy", "calendar", "the", "", "unseen", "removed", "needs", "gone"])
def test_an_application_that_is_not_there_is_refused_in_one_sentence(launcher: DesktopLauncher, said: str) -> None:
    found = launcher.find_app(said)
    assert isinstance(found, UnknownApp)
    assert found.sentence.startswith(f"No application called “{said}” is installed.")


def test_settings_are_found_by_their_own_name_before_those_that_mention_it(launcher: DesktopLauncher) -> None:
    assert found_id(launcher, "looks settings") == "looks"
    assert found_id(launcher, "the pointing preferences") == "pointing"


@pytest.mark.parametrize("said", ["ls", "reboot", "rm", "apt", "../lonely", "/bin/sh"])
def test_a_program_of_the_system_without_a_window_is_no_application(launcher: DesktopLauncher, said: str) -> None:
    assert isinstance(launcher.find_app(said), UnknownApp)


@pytest.mark.parametrize(
    ("said", "is_one"),
    [
        ("Tabs", True),  # of a suite
        ("fine viewer", True),
        ("shots", True),
        ("settings", False),
        ("Viewer", False),
        ("gtk", False),
    ],
)
def test_short_names_are_known_where_they_are_beyond_doubt(said: str, is_one: bool) -> None:
    def entry(name: str, program: str, *keywords: str) -> DesktopEntry:
        return DesktopEntry(
            id=name, path="", names=(name,), keywords=keywords, command=(program,), program=f"/usr/bin/{program}"
        )

    entries = (
        entry("Officina Tabs", "tabs-of-it", "Tabs", "Sheet"),
        entry("Officina Texts", "texts-of-it"),
        entry("Fine Viewer!", "shots-gtk"),
        entry("Other Viewer", "other"),
        entry("System Settings", "conf", "system"),
        entry("System Log", "log", "system"),
    )
    assert (said.casefold() in proper_names(entries)) is is_one


def test_near_names_are_offered(launcher: DesktopLauncher) -> None:
    found = launcher.find_app("Calculus")
    assert isinstance(found, UnknownApp)
    assert found.nearest[0] == "Calculator"


def test_a_program_for_the_terminal_is_refused_and_says_why(launcher: DesktopLauncher) -> None:
    found = launcher.find_app("Vee")
    assert isinstance(found, UnknownApp)
    assert found.sentence == "“Vee” runs in a terminal; name an application with a window."


def test_an_application_shows_up_where_its_desktop_is_running(shop: Shop, guard: Guard) -> None:
    there = DesktopLauncher(environment=shop.environment | {"XDG_CURRENT_DESKTOP": "x:Moonbase"}, guard=guard)
    assert found_id(there, "elsewhere") == "elsewhere"
    nowhere = DesktopLauncher(environment=shop.environment | {"XDG_CURRENT_DESKTOP": ""}, guard=guard)
    assert found_id(nowhere, "elsewhere") == "elsewhere"
    away = DesktopLauncher(environment=shop.environment | {"XDG_CURRENT_DESKTOP": "Marsbase"}, guard=guard)
    assert isinstance(away.find_app("elsewhere"), UnknownApp)


def test_the_persons_own_choice_of_editor_wins(shop: Shop, guard: Guard) -> None:
    config = shop.folder / "config"
    config.mkdir()
    (config / "mimeapps.list").write_text("[Default Applications]\ntext/plain=plainpad.desktop;\n")
    launcher = DesktopLauncher(environment=shop.environment, guard=guard)
    note = shop.folder / "letter.txt"
    note.write_text("dear")
    assert launcher.open_file(str(note), "") == "Opened letter.txt with Plainpad."
    assert eventually(lambda: shop.called("plainpad") == [str(note)])


def test_window_classes_name_an_open_application(launcher: DesktopLauncher) -> None:
    assert launcher.window_class_of("browser") == ("SurfWindow", "surf")
    assert launcher.window_class_of("notes") == ("notes", "org.example.Notes", "Notes")
    assert launcher.window_class_of("Text Editor Settings") == ("org.example.Notes-settings", "Notes-settings")
    assert launcher.window_class_of("xyzzy") == ()


def test_codes_of_the_command_line_are_filled_in(launcher: DesktopLauncher, shop: Shop) -> None:
    launcher.open_app("calculator")
    words = ["--title", "Calculator", "--icon-is", "--icon", "abacus", "%"]
    assert eventually(lambda: shop.called("sums") == words)


def test_a_file_opens_with_the_named_application(launcher: DesktopLauncher, shop: Shop) -> None:
    page = shop.folder / "a page, with spaces.html"
    page.write_text("<p>")
    assert launcher.open_file(str(page), "plainpad") == "Opened a page, with spaces.html with Plainpad."
    assert eventually(lambda: shop.called("plainpad") == [str(page)])


def test_a_folder_opens_in_the_file_manager(launcher: DesktopLauncher, shop: Shop) -> None:
    assert launcher.open_file(str(shop.programs), "") == "Opened programs with Drawers File Manager."


def test_a_file_that_is_not_there_is_not_opened(launcher: DesktopLauncher) -> None:
    with pytest.raises(ActFailed, match=r"There is no file at /no/such\.txt; give its full path\."):
        launcher.open_file("/no/such.txt", "")


def test_an_address_opens_in_the_browser(launcher: DesktopLauncher, shop: Shop) -> None:
    assert launcher.open_address("example.org/a?b=c") == "Opened the address with Surf Web."
    assert eventually(lambda: shop.called("surf") == ["https://example.org/a?b=c"])


@pytest.mark.parametrize("address", ["javascript:alert(1)", "JavaScript:x", "vbscript:x", "chrome:x"])
def test_an_address_that_runs_code_is_refused(launcher: DesktopLauncher, address: str) -> None:
    with pytest.raises(ActFailed, match="are not opened"):
        launcher.open_address(address)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", b"", "text/plain"),
        ("a.png", b"", "image/png"),
        ("README", "grüße".encode(), "text/plain"),
        ("blob", b"\x00\x01", "application/octet-stream"),
        ("cut", b"x" * 4095 + "ü".encode(), "text/plain"),
    ],
)
def test_kinds_of_files(tmp_path: Path, name: str, content: bytes, kind: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert kind_of(tmp_path / name) == kind


def test_words_of_a_command_line_are_split_as_the_specification_says() -> None:
    assert split_command(r'run "a b" "c\"d" "" e\f') == ["run", "a b", 'c"d', "", r"e\f"]


def test_a_desktop_file_of_the_person_hides_the_systems(shop: Shop) -> None:
    system = shop.folder / "system" / "applications"
    system.mkdir(parents=True)
    (system / "sums.desktop").write_text("[Desktop Entry]\nType=Application\nName=System sums\nExec=notes\n")
    (system / "kde").mkdir()
    (system / "kde" / "more.desktop").write_text("[Desktop Entry]\nType=Application\nName=More\nExec=notes\n")
    entries = installed(shop.environment | {"XDG_DATA_DIRS": str(system.parent)})
    names = {entry.id: entry.name for entry in entries}
    assert (names["sums"], names["kde-more"]) == ("Calculator", "More")


def test_a_broken_desktop_file_hurts_nobody(shop: Shop, guard: Guard) -> None:
    applications = shop.folder / "data" / "applications"
    (applications / "broken.desktop").write_bytes(b"\xff\xfe\x00[Desktop Entry\nName\nExec=\x00\n")
    (applications / "empty.desktop").write_text("")
    (applications / "loop.desktop").symlink_to("loop.desktop")
    assert found_id(DesktopLauncher(environment=shop.environment, guard=guard), "notes") == "org.example.Notes"


def test_on_a_real_display_an_application_stays_open_for_the_person(shop: Shop) -> None:
    stays = shop.programs / "notes"
    stays.write_text(f"#!/bin/sh\necho $$ > {shop.folder}/pid\nexec sleep 94\n")
    guard = Guard()
    DesktopLauncher(environment=shop.environment, guard=guard).open_app("Notes")
    written = shop.folder / "pid"
    assert eventually(lambda: written.exists() and written.read_text().strip() != "")
    guard.close()
    pid = int(written.read_text())
    os.kill(pid, 0)  # raises when it has gone
    os.kill(pid, 9)
    os.waitpid(pid, 0)


def test_on_a_virtual_display_a_browser_gets_a_profile_of_its_own(shop: Shop, guard: Guard) -> None:
    applications = shop.folder / "data" / "applications"
    (applications / "web.desktop").write_text("[Desktop Entry]\nType=Application\nName=Web\nExec=chromium %U\n")
    private = shop.folder / "private"
    private.mkdir()
    environment: Mapping[str, str] = shop.environment | {MARK: str(private), "DESKHAND_SCALE": "1.5"}
    DesktopLauncher(environment=environment, guard=guard).open_app("Web")
    assert eventually(lambda: shop.called("chromium") is not None)
    words = shop.called("chromium") or []
    assert f"--user-data-dir={private}/profiles/chromium" in words
    assert "--force-device-scale-factor=1.5" in words
    assert ("--no-sandbox" in words) == (os.getuid() == 0)


class WallClock:
    """The machine's own time."""

    def now_s(self) -> float:
        return time.monotonic()

    def utc(self) -> datetime:
        return datetime.now(UTC)

    def sleep_s(self, seconds: float) -> None:
        threading.Event().wait(seconds)

    def check(self) -> None:
        return


@pytest.mark.apps
@pytest.mark.x11
def test_a_real_calculator_opens_on_a_virtual_display_and_ends_with_it() -> None:
    with VirtualDisplay.start(size_wh=(800, 600), clock=WallClock()) as display:
        launcher = DesktopLauncher(environment=display.environment, guard=display.guard)
        assert launcher.open_app("the calculator").startswith("Started ")
        classes = {name.casefold() for name in launcher.window_class_of("the calculator")}
        seen: list[str] = []

        def is_open() -> bool:
            environment = dict(display.environment)
            seen[:] = [subprocess.run(["wmctrl", "-lx"], env=environment, capture_output=True, text=True).stdout]
            return any(name in seen[0].casefold() for name in classes)

        assert eventually(is_open, within_s=15), seen
        family = descendants([display.guard.pid])
    assert family
    assert not any(Path(f"/proc/{pid}").exists() for pid in family)
