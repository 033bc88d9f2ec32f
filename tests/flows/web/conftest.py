"""The site that all flows on web pages work on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pages import Pages
from tests.working_pages import read_pages


@pytest.fixture
def site() -> Iterator[Pages]:
    with Pages(html=read_pages(Path(__file__).parent / "pages")) as served:
        yield served
