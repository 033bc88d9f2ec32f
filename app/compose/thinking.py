"""The language model, when the settings name one: who is asked, what that means for the person, and the planner.

Nothing here loads a client or the model's planner before a run with a model begins.
"""

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.compose.parts import read_words
from app.compose.surfaces import Opened
from app.where import Place
from grounding.errors import PictureUnusable
from planner.errors import ScreenUnusable
from planner.plan import NotUnderstood, Plan
from planner.ports import Clock, Listener
from planner.safety.sensitive import secret_names

if TYPE_CHECKING:
    from app.settings import Settings
    from app.storage.secrets import SecretStore
    from app.thinking.endpoint import Endpoint
    from app.thinking.http_model import HttpModel
    from grounding.grounder import Grounder
    from grounding.screen import ParsedScreen
    from planner.model_planner.meter import ModelBudget, ModelMeter
    from planner.proposals import Planner


@dataclass(frozen=True, kw_only=True)
class Mind:
    """The language model of a run. secret: the name of its key."""

    endpoint: "Endpoint"
    secret: str
    pictures: bool
    budget: "ModelBudget"

    @property
    def notice(self) -> str:
        """What asking it means, for the person, before anything is sent."""
        from app.thinking.endpoint import what_leaves

        return what_leaves(self.endpoint, pictures=self.pictures)


@dataclass(frozen=True, kw_only=True)
class Thought:
    """That a language model is to make a plan of the words. unread: what they alone do not say; None: it was chosen."""

    mind: Mind
    unread: NotUnderstood | None = None


def read_with(words: str, place: Place, settings: "Settings") -> Plan | Thought | NotUnderstood:
    """The words first; the model for what they do not say, or where it was chosen for everything. Raises Misuse."""
    read = read_words(words, place)
    mind = mind_of(settings)
    if mind is None or not any(sign.isalnum() for sign in words):
        return read
    if isinstance(read, NotUnderstood):
        return Thought(mind=mind, unread=read)
    if settings.model_use == "always":
        return Thought(mind=mind)
    return read


def mind_of(settings: "Settings") -> Mind | None:
    """None when the settings name no model. Raises Misuse."""
    if settings.model_api == "none":
        return None
    from app.thinking.endpoint import endpoint_of
    from planner.model_planner.meter import ModelBudget

    return Mind(
        endpoint=endpoint_of(settings.model_api, settings.model_address, settings.model_name),
        secret=settings.model_secret,
        pictures=settings.model_picture,
        budget=ModelBudget(
            calls=settings.model_calls,
            tokens=settings.model_tokens,
            answer_tokens=settings.model_answer_tokens,
            money=settings.model_money,
            price_read=settings.model_price_read,
            price_written=settings.model_price_written,
            seconds_s=settings.model_seconds,
        ),
    )


@dataclass(frozen=True, kw_only=True)
class Thinking:
    """The language model of one run, ready to be asked. secrets: the names that the person's words hold."""

    mind: Mind
    secrets: frozenset[str]
    _model: "HttpModel"
    _meter: "ModelMeter"
    _store: "SecretStore"
    _clock: Clock

    @classmethod
    def begin(cls, mind: Mind, words: str, store: "SecretStore", clock: Clock, *, within_s: float) -> "Thinking":
        """within_s: of the whole run. Raises SecretMissing: only a model on this machine may go without a key."""
        from app.thinking.http_model import HttpModel
        from planner.model_planner.meter import ModelMeter

        return cls(
            mind=mind,
            secrets=_secrets_named(words, mind, store),
            _model=HttpModel(endpoint=mind.endpoint, key=_key(mind, store), clock=clock),
            _meter=ModelMeter(budget=replace(mind.budget, seconds_s=min(mind.budget.seconds_s, within_s)), clock=clock),
            _store=store,
            _clock=clock,
        )

    def check(self) -> str:
        """Whether the model can be asked, before anything is touched. Raises ModelFailed, Stopped."""
        return self._model.check()

    def totals(self) -> tuple[tuple[str, float], ...]:
        """What it has cost so far."""
        return self._meter.totals()

    def planner(self, opened: Opened, seeing: "Grounder", listener: Listener) -> "Planner":
        from app.thinking.marked_picture import marked_picture
        from planner.find import Finder
        from planner.model_planner.asking import Asker
        from planner.model_planner.planner import ModelPlanner

        finder = Finder(surface=opened.surface, eyes=seeing, clock=self._clock)

        def see() -> "ParsedScreen | None":
            """None: there is nothing to be seen, as in a browser that has opened no page."""
            try:
                return finder.parse(finder.look())
            except (ScreenUnusable, PictureUnusable):
                return None

        return ModelPlanner(
            asker=Asker(
                model=self._model,
                called=self.mind.endpoint.called,
                meter=self._meter,
                clock=self._clock,
                listener=listener,
            ),
            see=see,
            locate=seeing.locate,
            redact=self._store.redact,
            shows_secret=self._store.is_shown_in,
            secrets=self.secrets,
            draw=marked_picture if self.mind.pictures else None,
            obstacle=opened.obstacle,
        )


def _key(mind: Mind, store: "SecretStore") -> str:
    from app.storage.errors import SecretMissing

    try:
        return store.resolve(mind.secret)
    except SecretMissing:
        if not mind.endpoint.is_here:
            raise
        return ""


def _secrets_named(words: str, mind: Mind, store: "SecretStore") -> frozenset[str]:
    """Resolved, so that from now on their values are kept out of every prompt. Raises SecretMissing for a mark of one
    that is nowhere."""
    marked = set(secret_names(words))
    names = marked | frozenset(
        name
        for name in store.names()
        if name != mind.secret and re.search(rf"(?<!\w){_as_said(name)}(?!\w)", words, re.IGNORECASE)
    )
    for name in names:
        store.resolve(name)
    return frozenset(names)


def _as_said(name: str) -> str:
    """A pattern: "bank-password" is also said "bank password"."""
    return "[-_ ]".join(map(re.escape, re.split("[-_]", name)))
