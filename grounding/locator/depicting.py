"""The port to whoever knows how words would look, drawn (`grounding.icons`)."""

from typing import Protocol

import numpy as np
import numpy.typing as npt

from grounding.screen import Vector

Vectors = npt.NDArray[np.float32]
"""(n, dimensions), each of length 1."""


class Depicting(Protocol):
    """How words would look, drawn. names: what drawings are usually called, for telling a likeness from chance."""

    def words(self, text: str) -> Vector: ...

    @property
    def names(self) -> Vectors: ...


class Nothing:
    """Depicts nothing: no drawing is found by words."""

    def words(self, text: str) -> Vector:
        return np.zeros(1, dtype=np.float32)

    @property
    def names(self) -> Vectors:
        return np.zeros((0, 1), dtype=np.float32)
