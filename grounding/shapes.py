"""Controls without a trained model."""

from grounding.screen import Element, Screenshot


def detect(screenshot: Screenshot, lines: tuple[Element, ...]) -> tuple[Element, ...]:
    """Nothing yet."""
    return ()
