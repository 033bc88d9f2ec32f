"""The composition root: checked settings in, a wired engine out. The one module that knows every class.

Everything heavy (models, Playwright, X) is imported where it is built, so that a command loads only what it uses.
"""

import os
import secrets
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from app.clock import RunClock, StopSwitch
from app.errors import AppError, Misuse
from app.where import Attached, How, InBrowser, OnDisplay, OnVirtual, Where
from planner.budget import Budget
from planner.plan import Plan
from planner.ports import Clock, Listener, Redeemer, Surface
from planner.records import Event, RunEnded
from planner.safety.question import Confirmer

if TYPE_CHECKING:
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
    print(sentence, file=sys.stderr, flush=True)


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
                opened = _open_desktop(where, how, stack, redeemer=redeemer, clock=clock, resolve=resolve)
            case InBrowser() | Attached():
                opened = _open_browser(where, stack, redeemer=redeemer, clock=clock, resolve=resolve)
            case _:
                assert_never(where.place)
        stack.callback(opened.surface.close)
        watch(opened.surface)
        stack.callback(watch, None)
        yield opened
