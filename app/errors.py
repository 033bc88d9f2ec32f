"""What can be wrong with a call of Deskhand, each with the sentence for a person and the exit code of the contract."""


class AppError(Exception):
    """Root of the application's errors; `str(error)` is one sentence that says what to do."""

    exit_code = 1


class Misuse(AppError):
    """The call cannot be carried out as it stands: wrong file, unknown flag, no display, no browser."""

    exit_code = 2


class NotReadable(Misuse):
    """An instruction, or a part of it, that is not understood."""


class RunNotBegun(AppError):
    """A run whose record was begun, but whose place could not be opened. run: the folder of the record."""

    def __init__(self, sentence: str, *, run: str, exit_code: int) -> None:
        super().__init__(sentence)
        self.run = run
        self.exit_code = exit_code
