"""What can be wrong with a run folder or a secret, each with the sentence for a person."""

from app.errors import AppError, Misuse


class NoSuchRun(Misuse):
    """RUN names nothing that is there."""

    def __init__(self, run: str, runs_folder: str) -> None:
        super().__init__(f"No run {run!r} in {runs_folder}; `deskhand runs` lists those that are there.")


class NewerRecord(Misuse):
    """The record carries a schema version that this reader does not know."""

    def __init__(self, run: str, schema: int, known: int) -> None:
        super().__init__(
            f"The run {run} was recorded by a newer Deskhand (schema {schema}, this one reads {known}); "
            "install the newer version to read it."
        )


class RecordDamaged(Misuse):
    """The record cannot be read up to where it was written."""

    def __init__(self, run: str, reason: str) -> None:
        super().__init__(f"The record of {run} is damaged: {reason}; `deskhand verify {run}` says more.")


class RunsFolderUnusable(Misuse):
    """No run can be written there."""

    def __init__(self, folder: str, reason: str) -> None:
        super().__init__(f"No run can be recorded in {folder} ({reason}); name another folder with --run-dir.")


class SecretMissing(AppError):
    """A secret that is needed is nowhere."""

    exit_code = 2

    def __init__(self, name: str, variable: str) -> None:
        super().__init__(f"There is no secret {name!r}; store it with `deskhand secret set {name}` or set {variable}.")


class SecretNameUnusable(Misuse):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name!r} cannot name a secret; use a letter, then letters, digits, '_' or '-', at most 64 in all."
        )


class NoKeyring(Misuse):
    """The machine has no place for secrets."""

    def __init__(self, variable: str) -> None:
        super().__init__(
            f"This machine has no keyring that can keep a secret; set the variable {variable} where Deskhand runs."
        )
