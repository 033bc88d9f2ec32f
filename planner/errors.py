"""What can go wrong while planning and acting, each with the sentence for a person."""


class PlannerError(Exception):
    """Root of the planner's errors; `str(error)` is one sentence that says what to do."""


class PermitRefused(PlannerError):
    """A surface was handed a permit that is forged, altered, used, late, or for something else."""


class SurfaceGone(PlannerError):
    """The display or browser is gone, or does not answer. The run ends; nothing falls back to another surface."""


class ActFailed(PlannerError):
    """The surface could not carry out a permitted act; nothing, or only part of it, happened."""


class NothingSuch(ActFailed):
    """What was to be chosen is not offered; nothing happened."""


class ScreenUnusable(PlannerError):
    """The picture is of one colour, torn or frozen; it is never parsed."""


class Stopped(PlannerError):
    """The person stopped the run."""


class RecordFailed(PlannerError):
    """The record cannot be written (disk full, folder unwritable): acts stop before acting."""


class UnknownResult(PlannerError):
    """A step names a result that no earlier step has given."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Nothing is known as “{name or 'the result'}” yet; read or work it out first.")


class ModelFailed(PlannerError):
    """The language model cannot be asked, or does not answer as it must."""


class ModelBusy(ModelFailed):
    """It cannot be asked just now. wait_s: what the endpoint asks for; None: it does not say."""

    def __init__(self, sentence: str, *, wait_s: float | None = None) -> None:
        super().__init__(sentence)
        self.wait_s = wait_s


class ModelBudgetSpent(ModelFailed):
    """A limit for the language model is reached: calls, tokens, money or seconds."""
