"""What can be wrong with an answer of the model, in words that go back to it."""

from planner.errors import ModelFailed


class Unusable(Exception):
    """The answer cannot be made a plan, and why: sent back once, so that it can be mended."""


class Declined(ModelFailed):
    """The model would not answer at all."""
