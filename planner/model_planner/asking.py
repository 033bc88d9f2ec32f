"""Asking the model: again where it was busy, once more where its answer could not be used, then no more."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from planner.conversation import Ending, Prompt, Reply, Speaker, Turn
from planner.errors import ModelBusy, ModelFailed
from planner.model_planner.errors import Declined, Unusable
from planner.model_planner.meter import ModelMeter
from planner.ports import Clock, LanguageModel, Listener
from planner.records import ModelAnswered, ModelAsked

WAITS_S = (1.0, 4.0)
"""Between the tries, where the endpoint does not say how long to wait; so there are three tries."""
LONGEST_SHOWN = 300

Answer = TypeVar("Answer")


class Asker:
    """For one run."""

    def __init__(
        self, *, model: LanguageModel, called: str, meter: ModelMeter, clock: Clock, listener: Listener
    ) -> None:
        """called: the model's name, for whoever listens: they hear of each call before it is made."""
        self._model = model
        self._called = called
        self._listener = listener
        self._meter = meter
        self._clock = clock

    def ask(self, prompt: Prompt, read: Callable[[str], Answer]) -> Answer:
        """read: makes something of the answer, or raises Unusable; then the model gets its own words and the reason
        back, once. Raises ModelFailed, Stopped."""
        reply = self._reply(prompt)
        try:
            return _read(reply, read)
        except Unusable as unusable:
            why = f"That answer cannot be used: {unusable}. Answer again, whole, by the same rules."
            turns = (Turn(speaker=Speaker.MODEL, text=reply.text or "(nothing)"), Turn(speaker=Speaker.US, text=why))
            again = replace(prompt, turns=(*prompt.turns, *turns))
        try:
            return _read(self._reply(again), read)
        except Unusable as unusable:
            sentence = f"The language model's answer cannot be used, nor can its second one: {unusable}."
            raise ModelFailed(sentence) from unusable

    def _reply(self, prompt: Prompt) -> Reply:
        for usual_s in WAITS_S:
            try:
                return self._once(prompt)
            except ModelBusy as busy:
                wait_s = usual_s if busy.wait_s is None else busy.wait_s
                if wait_s >= self._meter.left_s:
                    raise
                with self._meter.timing():
                    self._clock.sleep_s(wait_s)
        return self._once(prompt)

    def _once(self, prompt: Prompt) -> Reply:
        allowed = self._meter.allowance(prompt)
        turns = tuple(turn.text for turn in prompt.turns)
        pictured = any(turn.picture for turn in prompt.turns)
        self._listener(ModelAsked(called=self._called, turns=turns, pictured=pictured))
        reply = None
        with self._meter.timing():
            try:
                reply = self._model.answer(prompt, tokens=allowed.tokens, seconds_s=allowed.seconds_s)
            finally:
                self._meter.count(prompt, reply)
        self._listener(ModelAnswered(text=reply.text))
        return reply


def _read(reply: Reply, read: Callable[[str], Answer]) -> Answer:
    """Raises Unusable, Declined."""
    match reply.ending:
        case Ending.DECLINED:
            why = " ".join(reply.text.split())[:LONGEST_SHOWN]
            raise Declined(f"The language model declines: “{why or 'no reason given'}”.")
        case Ending.CUT_SHORT:
            raise Unusable("it was longer than there is room for, and broke off; name fewer steps")
        case Ending.WHOLE:
            return read(reply.text)
