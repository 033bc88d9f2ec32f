"""The parts that several commands need, wired: words, policy, eyes, secrets, history.

Everything heavy (models, keyring) is imported where it is built, so that a command loads only what it uses.
"""

import os
import sys
from functools import partial
from importlib import resources
from typing import TYPE_CHECKING

from app.where import OnDisplay, OnVirtual, Place

if TYPE_CHECKING:
    from app.storage.index import Index
    from app.storage.secrets import SecretStore
    from grounding.grounder import Grounder
    from planner.language.lexicon import Lexicon
    from planner.plan import NotUnderstood, Plan
    from planner.safety.policy import Policy


def load_words() -> "Lexicon":
    """With what day it is now: "tomorrow" is counted from it."""
    from datetime import datetime

    from app.words import lexicon_of

    return lexicon_of(datetime.now().astimezone().date())


def read_words(words: str, place: Place) -> "Plan | NotUnderstood":
    """The plan that the words ask for. On a desktop, installed applications are known by their names."""
    from app.words import load_foreign
    from planner.language.context import only_pages
    from planner.language.understand import understand

    if not isinstance(place, OnDisplay | OnVirtual):
        return understand(words, load_words(), only_pages, load_foreign())
    from app.surfaces.launching import InstalledNames

    return understand(words, load_words(), InstalledNames(os.environ), load_foreign())


def load_policy() -> "Policy":
    from planner.safety.policy import Policy

    return Policy.parse((resources.files("assets") / "policy.toml").read_text(encoding="utf-8"))


def eyes(*, threads: int = 2) -> "Grounder":
    """The eyes, wired. Models load at their first use. Raises GroundingError there."""
    from grounding.detector.detector import Detector
    from grounding.engine import Engine
    from grounding.grounder import Grounder
    from grounding.icons import IconEncoder
    from grounding.locator.locate import locate
    from grounding.structure import fuse
    from grounding.text_reader.reader import TextReader

    engine = Engine(threads=threads)
    detector = Detector(engine=engine)
    icons = IconEncoder(engine=engine)
    return Grounder(
        detector=detector,
        text_reader=TextReader(engine=engine, detector=detector),
        icons=icons,
        locate=partial(locate, depicting=icons),
        fuse=fuse,
    )


def secret_store() -> "SecretStore":
    from app.storage.places import secret_names_file
    from app.storage.secrets import KeyringVault, SecretStore

    return SecretStore(vault=KeyringVault(), environment=os.environ, names_file=secret_names_file())


def history_index() -> "Index":
    from app.storage.index import Index
    from app.storage.places import index_file

    return Index(path=index_file(), warn=say)


def say(sentence: str) -> None:
    """To the person, beside the results."""
    sys.stderr.write(sentence + "\n")
