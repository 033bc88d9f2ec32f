"""The composition root: checked settings in, a wired engine out. The one module that knows every class.

Everything heavy (models, Playwright, X) is imported where it is built, so that a command loads only what it uses.
"""

import os
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, fields
from functools import partial
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from app.clock import RunClock, StopSwitch
from app.errors import AppError
from app.where import Attached, How, InBrowser, OnDisplay, OnVirtual, Where
from planner.actions import OpenApp
from planner.budget import Budget
from planner.plan import Plan
from planner.ports import Clock, Listener, Redeemer, Surface
from planner.records import Event, RunEnded
from planner.safety.question import Confirmer

if TYPE_CHECKING:
    from app.storage.index import Index
    from app.storage.secrets import SecretStore
    from app.surfaces.launching import DesktopLauncher
    from grounding.grounder import Grounder
    from planner.language.lexicon import Lexicon
    from planner.safety.policy import Policy

Watch = Callable[[Surface | None], None]


@dataclass(frozen=True, kw_only=True)
class Job:
    """One run to be made: what, where, how. known, skip, continues: taken over from the run that it goes on with."""

    plan: Plan
    where: Where
    how: How
    known: tuple[tuple[str, str], ...] = ()
    skip: int = 0
    continues: str = ""


def load_words() -> "Lexicon":
    from app.words import load_lexicon

    return load_lexicon()


def load_policy() -> "Policy":
    from planner.safety.policy import Policy

    return Policy.parse((resources.files("assets") / "policy.toml").read_text(encoding="utf-8"))


def eyes(*, threads: int = 2) -> "Grounder":
    """The eyes, wired. Models load at their first use. Raises GroundingError there."""
    from grounding.engine import Engine
    from grounding.grounder import Grounder
    from grounding.locator.locate import locate
    from grounding.structure import fuse
    from grounding.text_reader.reader import TextReader

    return Grounder(text_reader=TextReader(engine=Engine(threads=threads)), locate=locate, fuse=fuse)


def secret_store() -> "SecretStore":
    from app.storage.places import secret_names_file
    from app.storage.secrets import KeyringVault, SecretStore

    return SecretStore(vault=KeyringVault(), environment=os.environ, names_file=secret_names_file())


def history_index() -> "Index":
    from app.storage.index import Index
    from app.storage.places import index_file

    return Index(path=index_file(), warn=_say)


def _say(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")


def work(job: Job, *, confirmer: Confirmer, listener: Listener, switch: StopSwitch, watch: Watch) -> RunEnded:
    """Makes one run from beginning to end, on the thread that calls it. Raises AppError before anything is touched."""
    from app.storage.files import DiskFiles
    from app.storage.places import default_runs_folder
    from app.storage.run_folder import RunFolder
    from planner.loop import Loop
    from planner.proposals import WholePlan
    from planner.results import Results
    from planner.safety.gate import KEY_BYTES, Gate

    clock = RunClock(switch=switch)
    store = secret_store()
    gate = Gate(
        policy=load_policy(),
        confirmer=confirmer,
        clock=clock,
        key=secrets.token_bytes(KEY_BYTES),
        autonomy=job.how.autonomy,
    )
    with ExitStack() as stack:
        opened = stack.enter_context(
            open_surface(job.where, job.how, redeemer=gate, clock=clock, resolve=store.resolve, watch=watch)
        )
        recorder = RunFolder.create(
            runs_folder=job.how.runs_folder or default_runs_folder(),
            clock=clock,
            index=history_index(),
            redact=store.redact,
            options=_options(job),
            continues=job.continues,
        )
        stack.callback(recorder.close)

        def tell(event: Event) -> None:
            recorder.hear(event)
            listener(event)

        loop = Loop(
            surface=opened.surface,
            eyes=eyes(),
            gate=gate,
            confirmer=confirmer,
            clock=clock,
            recorder=recorder,
            files=DiskFiles(home=Path.home(), working=Path.cwd(), environment=os.environ, also=opened.folders),
            listener=tell,
            budget=Budget(steps=job.how.max_steps, seconds_s=job.how.budget_s),
            results=Results(known=job.known, keep=recorder.result),
        )
        planner = WholePlan(plan=job.plan, skip=job.skip, obstacle=opened.obstacle)
        return loop.run(planner, job.plan.instruction)


# --- surfaces ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A surface in use. obstacle: why a plan cannot be done there at all; "" when nothing speaks against it.

    folders: where this surface's own files come to lie (downloads), for checking what was saved.
    """

    surface: Surface
    obstacle: Callable[[Plan], str]
    folders: tuple[Path, ...] = ()


@contextmanager
def open_surface(
    where: Where, how: How, *, redeemer: Redeemer, clock: Clock, resolve: Callable[[str], str], watch: Watch
) -> Iterator[Opened]:
    """Opens the place that was asked for, and closes it without a trace. Raises AppError, SurfaceGone."""
    with ExitStack() as stack:
        match where.place:
            case OnDisplay() | OnVirtual():
                opened = _open_desktop(where, stack, redeemer=redeemer, clock=clock, resolve=resolve)
            case InBrowser() | Attached():
                opened = _open_browser(where, stack, redeemer=redeemer, clock=clock, resolve=resolve)
            case _:
                assert_never(where.place)
        stack.callback(opened.surface.close)
        watch(opened.surface)
        stack.callback(watch, None)
        yield opened


def _open_desktop(
    where: Where, stack: ExitStack, *, redeemer: Redeemer, clock: Clock, resolve: Callable[[str], str]
) -> Opened:
    from app.surfaces.accessibility.atspi import AtSpi
    from app.surfaces.desktop.own import own_processes
    from app.surfaces.desktop.session import check_display
    from app.surfaces.desktop.surface import DesktopSurface
    from app.surfaces.desktop.xtest import XtestInput
    from app.surfaces.display_lock import DisplayLock, lock_folder
    from app.surfaces.launching import DesktopLauncher
    from app.surfaces.virtual_display.display import VirtualDisplay
    from app.surfaces.virtual_display.guard import Guard

    if isinstance(where.place, OnVirtual):
        virtual = stack.enter_context(
            VirtualDisplay.start(size_wh=where.place.size_wh, scale=where.place.scale, clock=clock)
        )
        display, environment, guard = virtual.display, virtual.environment, virtual.guard
        own_pids: frozenset[int] = frozenset()
    else:
        assert isinstance(where.place, OnDisplay)  # the caller matched it
        display = where.place.display or os.environ.get("DISPLAY", "")
        check_display(display, os.environ)
        environment = {**os.environ, "DISPLAY": display}
        stack.enter_context(DisplayLock(display=display, folder=lock_folder(os.environ)))
        guard = Guard()
        stack.callback(guard.close)
        guard.release_keys_of(display)
        own_pids = own_processes()
    launcher = DesktopLauncher(environment=environment, guard=guard)
    surface = DesktopSurface(
        display=display,
        redeemer=redeemer,
        clock=clock,
        secrets=resolve,
        accessibility=None if where.pixels_only else AtSpi(environment=environment),
        launcher=launcher,
        environment=environment,
        input_backend=XtestInput(display=display, clock=clock),
        own_pids=own_pids,
    )
    return Opened(surface=surface, obstacle=partial(_unknown_application, launcher=launcher))


def _open_browser(
    where: Where, stack: ExitStack, *, redeemer: Redeemer, clock: Clock, resolve: Callable[[str], str]
) -> Opened:
    from app.storage.places import data_folder
    from app.surfaces.browser.surface import BrowserSurface
    from app.surfaces.virtual_display.guard import Guard

    downloads = data_folder() / "downloads"
    if isinstance(where.place, Attached):
        surface = BrowserSurface.attach(
            address=where.place.address,
            tab=where.place.tab,
            redeemer=redeemer,
            clock=clock,
            secrets=resolve,
            structure_offered=not where.pixels_only,
            download_folder=downloads,
        )
        return Opened(surface=surface, obstacle=_application_in_browser, folders=(downloads,))
    assert isinstance(where.place, InBrowser)  # the caller matched it
    guard = Guard()
    stack.callback(guard.close)
    profile = where.place.profile
    surface = BrowserSurface.launch(
        redeemer=redeemer,
        clock=clock,
        secrets=resolve,
        structure_offered=not where.pixels_only,
        url=where.place.url,
        profile=data_folder() / "profiles" / profile if profile else None,
        headless=not _can_show_windows(),
        download_folder=downloads,
        environment=os.environ,
        on_child=guard.watch,
    )
    for note in surface.notes:
        _say(note)
    return Opened(surface=surface, obstacle=_application_in_browser, folders=(downloads,))


def _can_show_windows() -> bool:
    """A display that takes a window; without one the browser works unseen."""
    if not sys.platform.startswith("linux"):
        return True
    from app.surfaces.desktop.session import check_display

    try:
        check_display(os.environ.get("DISPLAY", ""), os.environ)
    except AppError:
        return bool(os.environ.get("WAYLAND_DISPLAY"))
    return True


def _application_in_browser(plan: Plan) -> str:
    for step in plan.steps:
        if isinstance(step.action, OpenApp):
            return (
                f"A browser cannot open the application “{step.action.name}”; "
                "use --virtual or --display, or give the address of a page."
            )
    return ""


def _unknown_application(plan: Plan, *, launcher: "DesktopLauncher") -> str:
    """Every application that the plan opens must be there before anything is touched."""
    from app.surfaces.launching import UnknownApp

    for step in plan.steps:
        name = step.action.name if isinstance(step.action, OpenApp) else getattr(step.action, "app", "")
        if name:
            found = launcher.find_app(name)
            if isinstance(found, UnknownApp):
                return found.sentence
    return ""


def _options(job: Job) -> tuple[tuple[str, str], ...]:
    """Where and how, for the record and for `resume`."""
    place = job.where.place
    named = {
        OnDisplay: "display",
        OnVirtual: "virtual",
        InBrowser: "browser",
        Attached: "cdp",
    }
    options = {
        "where": named[type(place)],
        "pixels_only": str(job.where.pixels_only),
        "autonomy": str(job.how.autonomy),
    }
    options |= {field.name: str(getattr(place, field.name)) for field in fields(place)}
    return tuple(options.items())
