"""Logistic regression by Newton's method, for whatever is fitted to shares that are right."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
STEPS = 400
STILL = 1e-9


def logistic(given: Floats, right: Floats, *, weights: Floats, penalty: float, prior: Floats) -> Floats:
    """(features,) slopes. given: (examples, features); right: 0..1; penalty pulls the slopes to `prior` (ridge)."""
    found = prior.astype(np.float64)
    for _ in range(STEPS):
        share = 1 / (1 + np.exp(-given @ found))
        off = given.T @ (weights * (share - right)) + penalty * (found - prior)
        bend = (given * (weights * share * (1 - share))[:, None]).T @ given + penalty * np.eye(len(found))
        step = np.linalg.solve(bend, off)
        found = found - step
        if np.abs(step).max() < STILL:
            break
    return found
