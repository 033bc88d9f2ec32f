"""The English lexicon that ships with Deskhand."""

import pytest

from app.words import load_lexicon
from planner.language.lexicon import Lexicon


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon("en")
