"""What the model may cost in one run: calls, tokens, money, seconds; none of the limits is ever passed knowingly.

Before each call the longest answer that still fits is worked out, from an estimate of the prompt that is rather too
high; afterwards what the endpoint counted holds. A call that failed counts as if it had been read.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from planner.conversation import Prompt, Reply
from planner.errors import ModelBudgetSpent
from planner.ports import Clock

CHARACTERS_PER_TOKEN = 3
"""Fewer than English has (about 4), so that other scripts and code are not underestimated by much."""
TOKENS_OF_PICTURE = 1600
SHORTEST_ANSWER = 200
_MILLION = 1_000_000


@dataclass(frozen=True, kw_only=True)
class ModelBudget:
    """tokens: read and written together, over the run. answer_tokens: of one answer. money: 0 is not counted; in the
    unit of the prices, which are for a million tokens. seconds_s: of all calls and waits together."""

    calls: int = 12
    tokens: int = 120_000
    answer_tokens: int = 2000
    money: float = 0.0
    price_read: float = 0.0
    price_written: float = 0.0
    seconds_s: float = 240.0


@dataclass(frozen=True, kw_only=True)
class Allowance:
    tokens: int
    seconds_s: float


class ModelMeter:
    """Counts one run."""

    def __init__(self, *, budget: ModelBudget, clock: Clock) -> None:
        self._budget = budget
        self._clock = clock
        self._calls = 0
        self._read = 0
        self._written = 0
        self._spent_s = 0.0

    def allowance(self, prompt: Prompt) -> Allowance:
        """For one call with this prompt. Raises ModelBudgetSpent."""
        budget = self._budget
        if self._calls >= budget.calls:
            raise _spent(f"{budget.calls} calls", "model_calls")
        read = estimated(prompt)
        tokens = min(budget.answer_tokens, budget.tokens - self._read - self._written - read)
        if tokens < SHORTEST_ANSWER:
            raise _spent(f"{budget.tokens} tokens", "model_tokens")
        if budget.money and budget.price_written:
            left = budget.money - self._money(self._read + read, self._written)
            tokens = min(tokens, int(left / budget.price_written * _MILLION))
            if tokens < SHORTEST_ANSWER:
                raise _spent(f"{budget.money:g} in money", "model_money")
        if self.left_s < 1.0:
            raise _spent(f"{budget.seconds_s:g} seconds", "model_seconds")
        return Allowance(tokens=tokens, seconds_s=self.left_s)

    @property
    def left_s(self) -> float:
        return self._budget.seconds_s - self._spent_s

    @contextmanager
    def timing(self) -> Iterator[None]:
        """Calls, and waits for the next try."""
        began_s = self._clock.now_s()
        try:
            yield
        finally:
            self._spent_s += self._clock.now_s() - began_s

    def count(self, prompt: Prompt, reply: Reply | None) -> None:
        """reply None: the call failed."""
        self._calls += 1
        if reply is not None and reply.usage is not None:
            self._read += reply.usage.read
            self._written += reply.usage.written
        else:
            self._read += estimated(prompt)
            self._written += _tokens_of(reply.text) if reply is not None else 0

    def totals(self) -> tuple[tuple[str, float], ...]:
        """By name, for the record of the run."""
        totals = [
            ("model_calls", float(self._calls)),
            ("model_tokens_read", float(self._read)),
            ("model_tokens_written", float(self._written)),
            ("model_s", round(self._spent_s, 4)),
        ]
        if self._budget.price_read or self._budget.price_written:
            totals.append(("model_money", round(self._money(self._read, self._written), 6)))
        return tuple(totals)

    def _money(self, read: int, written: int) -> float:
        return (read * self._budget.price_read + written * self._budget.price_written) / _MILLION


def estimated(prompt: Prompt) -> int:
    """Tokens of a prompt, rather too many."""
    pictures = sum(TOKENS_OF_PICTURE for turn in prompt.turns if turn.picture)
    return sum(map(_tokens_of, (prompt.rules, prompt.schema, *(turn.text for turn in prompt.turns)))) + pictures


def _tokens_of(text: str) -> int:
    return -(-len(text) // CHARACTERS_PER_TOKEN)


def _spent(limit: str, setting: str) -> ModelBudgetSpent:
    return ModelBudgetSpent(f"The language model's limit of {limit} is reached; allow more with the setting {setting}.")
