"""What can be wrong with the eyes, each with the sentence for a person."""


class GroundingError(Exception):
    """Root of grounding's errors; `str(error)` is one sentence that says what to do."""


class ModelMissing(GroundingError):
    """A model file is not where the catalogue says."""

    def __init__(self, path: str) -> None:
        super().__init__(f"No model at {path}. Run `deskhand doctor`.")


class ModelDamaged(GroundingError):
    """A model file's hash, size or inputs differ from the catalogue."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"The model at {path} is damaged ({reason}). Install Deskhand again.")


class PictureUnusable(GroundingError):
    """A picture that cannot be a screen: no image, too small, too large, or one colour."""
