"""What a kind of API has to say for itself: requests out of prompts, replies out of what came back."""

from typing import Protocol

from app.thinking.exchange import Call, Heard
from planner.conversation import Prompt, Reply


class Wire(Protocol):
    def call(self, prompt: Prompt, *, tokens: int) -> Call: ...

    def listing(self) -> Call:
        """A request that costs nothing and shows that the endpoint is there: its list of models."""
        ...

    def gives_way(self, message: str) -> bool:
        """After the endpoint would not take a request, with its reason: whether there is a plainer way to ask.

        From then on, `call` asks in that way.
        """
        ...

    def read(self, heard: Heard) -> Reply:
        """What an answer of status 200 says. Raises ModelBusy where it broke off, ModelFailed."""
        ...
