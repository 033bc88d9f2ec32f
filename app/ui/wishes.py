"""What the window gives and takes, as values: the run that a person wants, and runs of the past."""

from dataclasses import dataclass

from planner.plan import NotUnderstood, Plan

PLACES = (
    ("This desktop", "display"),
    ("A display of its own", "virtual"),
    ("A browser of its own", "browser"),
    ("A running Chromium", "cdp"),
)
LEVELS = (
    ("Ask before what matters", "sensitive"),
    ("Ask before every act", "each"),
    ("Only suggest, never act", "suggest"),
    ("Never ask: only what is harmless", "unattended"),
)
ADDRESS_HINTS = {"browser": "Page to begin with: https://…", "cdp": "http://127.0.0.1:9222"}


@dataclass(frozen=True, kw_only=True)
class ByModel:
    """Words that a language model will be asked to make a plan of. part: what they alone do not say; "" when the model
    was chosen for everything. notice: what asking it means, and what leaves the machine."""

    words: str
    part: str
    notice: str


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the person asked for. address: the page to begin with, or where the running Chromium listens."""

    plan: Plan | ByModel
    place: str
    address: str
    autonomy: str


@dataclass(frozen=True, kw_only=True)
class PastRun:
    """outcome: as the history names it."""

    id: str
    started_at: str
    outcome: str
    words: str


def by_model_sentence(asked: ByModel) -> str:
    """
    >>> by_model_sentence(ByModel(words="tidy up", part="tidy up", notice="The model will be asked."))
    'I do not understand “tidy up” by itself. The model will be asked.'
    """
    return f"I do not understand “{asked.part}” by itself. {asked.notice}" if asked.part else asked.notice


def not_understood_sentence(problem: NotUnderstood) -> str:
    """
    >>> not_understood_sentence(NotUnderstood(part="fly", nearest='click "Save"'))
    'I do not understand “fly”. What I can do, for example: click "Save".'
    """
    if not problem.part:
        nearest = problem.nearest.strip()
        return f"{nearest[:1].upper()}{nearest[1:]}".rstrip(".") + "."
    nearest = problem.nearest.strip().rstrip(".")
    return f"I do not understand “{problem.part}”. What I can do, for example: {nearest}."
