"""What the planner needs from the world, as protocols; `app.compose` fills them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from grounding.geometry import Box
from grounding.screen import Element, Figure, Grounding, Look, NotOffered, ParsedScreen, Query, Screenshot, Track
from planner.conversation import Prompt, Reply
from planner.plan import Instruction, Plan
from planner.records import Event, Outcome, Path, StepRecord
from planner.safety.permit import BoundAction, Permit


class Clock(Protocol):
    """Monotonic seconds, aware UTC, and a wait that a stop ends at once (raising `Stopped`)."""

    def now_s(self) -> float: ...

    def utc(self) -> datetime: ...

    def sleep_s(self, seconds: float) -> None: ...

    def check(self) -> None:
        """Raises `Stopped` when the person has stopped the run."""
        ...


class Redeemer(Protocol):
    """The gate, as a surface sees it."""

    def redeem(self, permit: Permit, surface_id: str) -> BoundAction:
        """The act, once. Raises `PermitRefused` for a permit that is forged, altered, used, late or for elsewhere."""
        ...


class Delivery(StrEnum):
    """Whether the application is known to have received the act."""

    SEEN = "seen"  # e.g. the page's own trusted event arrived at the target
    UNKNOWN = "unknown"
    MISSED = "missed"  # it arrived somewhere else, or not at all


@dataclass(frozen=True, kw_only=True)
class Performed:
    """What the surface knows of the act that it carried out. text: the clipboard's, after Copy."""

    delivery: Delivery = Delivery.UNKNOWN
    text: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Gone:
    """The element that was asked for no longer exists."""


class Surface(Protocol):
    """A place to look at and act on. Belongs to one thread, but for `release_all` and `interrupt`."""

    @property
    def id(self) -> str: ...

    @property
    def structure_path(self) -> Path | None:
        """DOM or ACCESSIBILITY when this surface offers structure; None in pixels-only mode."""
        ...

    @property
    def reaches_popups(self) -> bool:
        """Whether a click reaches a list that is drawn over the page; a browser's own lists let it fall through."""
        ...

    def look(self) -> Look:
        """Picture, structure, surroundings. Raises SurfaceGone, ScreenUnusable."""
        ...

    def glance(self) -> Screenshot:
        """The picture only, as fast as can be: for settling."""
        ...

    def perform(self, permit: Permit) -> Performed:
        """Redeems the permit and acts at once. Raises PermitRefused, ActFailed, SurfaceGone, Stopped."""
        ...

    def inspect(self, element: Element) -> Element | Gone | NotOffered:
        """Asks the structure again, freshly, for one element (by its handle): the path beside the pixels."""
        ...

    def focused(self) -> Element | NotOffered:
        """The element that has the keyboard, from structure."""
        ...

    def hit(self, element: Element, x: int, y: int) -> bool | NotOffered:
        """Whether the screenshot pixel (x, y) belongs to the element now: topmost, not covered."""
        ...

    def release_all(self) -> None:
        """Lets go of every held key and button. Needs no permit; safe from any thread, at any time."""
        ...

    def interrupt(self) -> None:
        """Makes a blocked call return (by `Stopped` or `SurfaceGone`) within 200 ms. Safe from any thread."""
        ...

    def close(self) -> None: ...


class Eyes(Protocol):
    """Grounding, as the loop needs it."""

    def parse(self, look: Look) -> ParsedScreen:
        """Everything on the screen; re-reads only what changed since the last look."""
        ...

    def ground(self, query: Query, look: Look) -> Grounding:
        """The answer to one query, reading no more pixels than it takes to be sure."""
        ...

    def read(self, look: Look, box: Box) -> tuple[Element, ...]:
        """The text lines inside a box, from pixels alone."""
        ...

    def read_line(self, look: Look, box: Box) -> tuple[Element, ...]:
        """The same, of a box that holds one line and no border: a tenth of the cost, for no lines are looked for."""
        ...

    def read_again(self, look: Look, lines: tuple[Element, ...]) -> tuple[str, ...]:
        """What another reader, slower, makes of lines that were read: a text each."""
        ...

    def tracks(self, look: Look) -> tuple[Track, ...]:
        """The sliders that can be told from the picture alone."""
        ...

    def figures(self, look: Look) -> tuple[Figure, ...]:
        """The circles, squares, triangles ... that can be told from the picture alone."""
        ...

    def likeness(self, word: str, other: str) -> float:
        """How near two words come to each other in meaning, 0..1."""
        ...

    def is_kind_of(self, word: str, kind: str) -> bool:
        """Whether the one word names a kind of the other ("goat", "animals")."""
        ...

    def changed(self, before: Screenshot, after: Screenshot) -> tuple[Box, ...]:
        """Where two screenshots of the same surface differ; the whole box when their sizes differ."""
        ...


class Files(Protocol):
    """The file path of verification: what the disk says of a file that a step wrote."""

    def modified_at_s(self, path: str) -> float | None:
        """Wall-clock seconds of the last change; None when there is no such file."""
        ...

    def full(self, path: str) -> str:
        """The absolute path that is meant by one such as "~/notes.txt"."""
        ...

    def listed(self, folder: str, ending: str) -> tuple[str, ...] | None:
        """Full paths of the files in a folder, by name, hidden ones left out; None when there is no such folder."""
        ...

    def resolve(self, name: str, after_s: float) -> str | None:
        """Full path of a file of that name that was written after a wall-clock second, where people save."""
        ...


class Recorder(Protocol):
    """The run folder. Every call raises `RecordFailed` when it cannot write."""

    @property
    def folder(self) -> str: ...

    def begin(self, instruction: Instruction, plan: Plan | None) -> None:
        """plan None: none is made yet; plans that come later are heard as `PlanMade`."""
        ...

    def intent(self, sequence: int, bound: BoundAction, permit: Permit) -> None:
        """Before the act. Returns only when it is on disk if the act is irreversible."""
        ...

    def step(self, record: StepRecord) -> None: ...

    def result(self, name: str, text: str) -> None:
        """Keeps a result as soon as it is known, so that an interrupted run can go on with it."""
        ...

    def end(self, outcome: Outcome, reason: str, outputs: dict[str, str]) -> None: ...


class LanguageModel(Protocol):
    """A language model on this machine or elsewhere. It keeps nothing from one call to the next."""

    def answer(self, prompt: Prompt, *, tokens: int, seconds_s: float) -> Reply:
        """One request, one answer of at most so many tokens, or an error within so many seconds.

        Raises ModelBusy where another try may help, ModelFailed otherwise, Stopped.
        """
        ...


Listener = Callable[[Event], None]
Allows = Callable[[BoundAction, ParsedScreen], bool]
"""Whether the gate would let an act pass without asking anybody, as one that can be undone."""
